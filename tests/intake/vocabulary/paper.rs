//! The layouts of Word, RTF and `OpenDocument`, written from their formats.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    facts::{Form, Item},
    layout::{Page, bare},
};

pub fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub fn run(text: &str, bold: bool) -> String {
    let look = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(text))
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text, false))
}

pub fn row(cells: &[String]) -> String {
    let cells = cells.iter().map(|c| format!("<w:tc><w:tcPr/>{c}</w:tc>")).collect::<Vec<_>>().concat();
    format!("<w:tr>{cells}</w:tr>")
}

fn packed(files: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut write = || -> std::io::Result<()> {
        for (name, content) in files {
            zip.start_file(*name, SimpleFileOptions::default()).map_err(std::io::Error::other)?;
            zip.write_all(content.as_bytes())?;
        }
        Ok(())
    };
    let done = write().and_then(|()| zip.finish().map_err(std::io::Error::other));
    done.map(Cursor::into_inner).unwrap_or_default()
}

pub fn docx(form: &Form, body: &str) -> Page {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{}{}{body}{}</w:body></w:document>",
        paragraph(&form.title),
        paragraph("Vertrouwelijk behandelen. Volledig invullen en direct verzenden."),
        paragraph("Verzenden aan het piket.")
    );
    Page::File { name: "formulier.docx", bytes: packed(&[("word/document.xml", document)]) }
}

pub fn table(form: &Form, rows: &str) -> Page {
    docx(form, &format!("<w:tbl><w:tblPr/>{rows}</w:tbl>"))
}

pub fn table_of_two(form: &Form) -> Page {
    let rows: String = form.items.iter().map(|i| row(&[paragraph(&i.label), paragraph(&i.answer)])).collect();
    table(form, &rows)
}

pub fn table_of_four(form: &Form) -> Page {
    let cells = |items: &[Item]| -> Vec<String> {
        let mut cells: Vec<String> = items.iter().flat_map(|i| [paragraph(&i.label), paragraph(&i.answer)]).collect();
        cells.resize(4, paragraph(""));
        cells
    };
    let rows: String = form.items.chunks(2).map(|items| row(&cells(items))).collect();
    table(form, &rows)
}

pub fn numbered_table(form: &Form) -> Page {
    let cells =
        |(nr, i): (usize, &Item)| row(&[paragraph(&format!("{}.", nr + 1)), paragraph(&i.label), paragraph(&i.answer)]);
    let rows: String = form.items.iter().enumerate().map(cells).collect();
    table(form, &rows)
}

pub fn two_persons(form: &Form) -> Page {
    let cells = |i: &Item| row(&[paragraph(&i.label), paragraph(&i.answer), paragraph(&i.second)]);
    let rows: String = form.items.iter().map(cells).collect();
    table(form, &rows)
}

pub fn stacked_table(form: &Form) -> Page {
    let line = |items: &[Item], text: fn(&Item) -> &str| {
        let mut cells: Vec<String> = items.iter().map(|i| paragraph(text(i))).collect();
        cells.resize(3, paragraph(""));
        row(&cells)
    };
    let rows: String =
        form.items.chunks(3).map(|items| line(items, |i| &i.label) + &line(items, |i| &i.answer)).collect();
    table(form, &rows)
}

pub fn bold_lines(form: &Form) -> Page {
    let line = |i: &Item| format!("<w:p>{}{}</w:p>", run(bare(i), true), run(&format!(" {}", i.answer), false));
    docx(form, &form.items.iter().map(line).collect::<String>())
}

pub fn bold_above(form: &Form) -> Page {
    let line = |i: &Item| format!("<w:p>{}</w:p>{}", run(&i.label, true), paragraph(&i.answer));
    docx(form, &form.items.iter().map(line).collect::<String>())
}

pub fn tabbed(form: &Form) -> Page {
    let line = |i: &Item| format!("<w:p>{}<w:r><w:tab/></w:r>{}</w:p>", run(&i.label, false), run(&i.answer, false));
    docx(form, &form.items.iter().map(line).collect::<String>())
}

pub fn controls(form: &Form) -> Page {
    let line = |(nr, i): (usize, &Item)| {
        let (hint, shown) = match i.answer.as_str() {
            "" => ("<w:showingPlcHdr/>", "Klik of tik om tekst in te voeren."),
            answer => ("", answer),
        };
        row(&[
            paragraph(&i.label),
            format!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"veld {nr}\"/>{hint}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                paragraph(shown)
            ),
        ])
    };
    table(form, &form.items.iter().enumerate().map(line).collect::<String>())
}

pub fn odt_table(form: &Form) -> Page {
    let cell = |text: &str| format!("<table:table-cell><text:p>{}</text:p></table:table-cell>", xml(text));
    let rows = form
        .items
        .iter()
        .map(|i| format!("<table:table-row>{}{}</table:table-row>", cell(&i.label), cell(&i.answer)))
        .collect::<Vec<_>>()
        .concat();
    odt(form, &rows)
}

pub fn odt(form: &Form, rows: &str) -> Page {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\">\
         <office:body><office:text><text:p>{}</text:p><table:table>{rows}</table:table></office:text></office:body></office:document-content>",
        xml(&form.title)
    );
    let kind = "application/vnd.oasis.opendocument.text".to_owned();
    Page::File { name: "formulier.odt", bytes: packed(&[("mimetype", kind), ("content.xml", content)]) }
}

pub fn rtf_text(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let _ = match c {
            '\\' | '{' | '}' => write!(out, "\\{c}"),
            c if c.is_ascii() => write!(out, "{c}"),
            c => write!(out, "\\u{}?", i32::try_from(u32::from(c)).unwrap_or_default()),
        };
    }
    out
}

pub fn rtf(form: &Form, body: &str) -> Page {
    let text = format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Arial;}}}}\\pard\\b {}\\b0\\par\n{body}}}",
        rtf_text(&form.title)
    );
    Page::File { name: "formulier.rtf", bytes: text.into_bytes() }
}

pub fn rtf_table(form: &Form) -> Page {
    let line = |i: &Item| {
        format!(
            "\\trowd\\cellx4000\\cellx9000\\pard\\intbl {}\\cell {}\\cell\\row\n",
            rtf_text(&i.label),
            rtf_text(&i.answer)
        )
    };
    rtf(form, &form.items.iter().map(line).collect::<String>())
}

pub fn rtf_tab(form: &Form) -> Page {
    let line = |i: &Item| format!("\\pard {}:\\tab {}\\par\n", rtf_text(bare(i)), rtf_text(&i.answer));
    rtf(form, &form.items.iter().map(line).collect::<String>())
}

pub fn rtf_above(form: &Form) -> Page {
    let line = |i: &Item| format!("\\pard\\b {}\\b0\\par\\pard {}\\par\n", rtf_text(&i.label), rtf_text(&i.answer));
    rtf(form, &form.items.iter().map(line).collect::<String>())
}
