//! The layouts of running text and HTML, and the list of all.

use std::fmt::Write as _;

use super::{
    super::{packaging::wrapped, shapes::Rng},
    facts::{Form, Item},
    paper, paper_pdf,
};

/// What a form is written down as.
pub enum Page {
    Text(String),
    Html(String),
    File { name: &'static str, bytes: Vec<u8> },
}

/// How a form is written down.
pub type Draw = fn(&Form) -> Page;

/// Every layout, with its name.
pub const ALL: &[(&str, Draw)] = &[
    ("tekst, dubbele punt", |f| text(f, |i| format!("{}: {}\n", bare(i), i.answer))),
    ("tekst, 72 tekens", |f| text(f, |i| wrapped(&format!("{}: {}", bare(i), i.answer), 72) + "\n")),
    ("tekst, stippels", |f| text(f, |i| format!("{} {} {}\n", bare(i), ".".repeat(12), i.answer))),
    ("tekst, streepjes |", |f| text(f, |i| format!("| {} | {} |\n", i.label, i.answer))),
    ("tekst, tab en punt", |f| text(f, |i| format!("{}\t: {}\n", bare(i), i.answer))),
    ("tekst, eronder", |f| text(f, |i| format!("{}\n{}\n\n", i.label, wrapped(&i.answer, 72)))),
    ("tekst, uitgelijnd", |f| text(f, |i| format!("{:<52}    {}\n", i.label, i.answer))),
    ("tekst, blokken", |f| text(f, |i| format!("{}:\n    {}\n", bare(i), wrapped(&i.answer, 68)))),
    ("html, tabel 2", |f| html(f, 1)),
    ("html, tabel 4", |f| html(f, 2)),
    ("html, dl", |f| {
        tagged(f, "<dl>", |i| format!("<dt>{}</dt><dd>{}</dd>", safe(&i.label), safe(&i.answer)), "</dl>")
    }),
    ("html, vet", |f| tagged(f, "<p>", |i| format!("<b>{}</b> {}<br>\n", safe(&i.label), safe(&i.answer)), "</p>")),
    ("html, vet met punt", |f| {
        tagged(f, "", |i| format!("<p><strong>{}:</strong> {}</p>\n", safe(bare(i)), safe(&i.answer)), "")
    }),
    ("html, eronder", |f| {
        tagged(f, "", |i| format!("<div><b>{}</b></div><div>{}</div>\n", safe(&i.label), safe(&i.answer)), "")
    }),
    ("docx, tabel 2", paper::table_of_two),
    ("docx, tabel 4", paper::table_of_four),
    ("docx, nummer in eigen cel", paper::numbered_table),
    ("docx, vet", paper::bold_lines),
    ("docx, eronder", paper::bold_above),
    ("docx, gestapeld", paper::stacked_table),
    ("docx, besturing", paper::controls),
    ("docx, tab", paper::tabbed),
    ("docx, twee patiënten", paper::two_persons),
    ("rtf, tabel", paper::rtf_table),
    ("rtf, tab", paper::rtf_tab),
    ("rtf, eronder", paper::rtf_above),
    ("odt, tabel", paper::odt_table),
    ("pdf, lijnen 2", |f| paper_pdf::ruled(f, 1)),
    ("pdf, lijnen 4", |f| paper_pdf::ruled(f, 2)),
    ("pdf, lijnen gestapeld", paper_pdf::boxes),
    ("pdf, kaal 2", |f| paper_pdf::bare_columns(f, 1)),
    ("pdf, kaal 4", |f| paper_pdf::bare_columns(f, 2)),
    ("pdf, regels", paper_pdf::lines),
    ("pdf, invulvelden", paper_pdf::fields),
];

/// A label without the mark that another one replaces.
pub fn bare(item: &Item) -> &str {
    item.label.trim_end_matches([':', '?'])
}

pub fn text(form: &Form, line: impl Fn(&Item) -> String) -> Page {
    let mut out = format!("Geachte collega,\n\nHierbij onze melding.\n\n{}\n\n", form.title);
    form.items.iter().for_each(|item| out.push_str(&line(item)));
    out.push_str("\nMet vriendelijke groet,\nSecretariaat\nTel. 010-5550100\n");
    Page::Text(out)
}

pub fn safe(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

pub fn page(form: &Form, body: &str) -> Page {
    Page::Html(format!(
        "<html><head><title>x</title></head><body><p>Geachte collega,</p><h2>{}</h2>{body}<p>Met vriendelijke groet,<br>Secretariaat</p></body></html>",
        safe(&form.title)
    ))
}

fn html(form: &Form, pairs: usize) -> Page {
    let mut out = String::from("<table border=1>");
    for row in form.items.chunks(pairs) {
        out.push_str("<tr>");
        for item in row {
            let _ = write!(out, "<td>{}</td><td>{}</td>", safe(&item.label), safe(&item.answer));
        }
        out.push_str("</tr>");
    }
    page(form, &(out + "</table>"))
}

fn tagged(form: &Form, before: &str, line: impl Fn(&Item) -> String, after: &str) -> Page {
    let lines: String = form.items.iter().map(line).collect();
    page(form, &format!("{before}{lines}{after}"))
}

/// A choice as its boxes, in forms that are ticked.
pub fn ticked(form: &mut Form, rng: &mut Rng) {
    if rng.until(3) > 0 {
        return;
    }
    for item in &mut form.items {
        let choices: &[&str] = match item.answer.as_str() {
            "intramuraal" | "transmuraal" | "extramuraal" => &["intramuraal", "transmuraal", "extramuraal"],
            "man" | "vrouw" => &["man", "vrouw", "anders"],
            _ => continue,
        };
        let boxes = choices.iter().map(|c| format!("{} {c}", if *c == item.answer { "☒" } else { "☐" }));
        item.answer = boxes.collect::<Vec<_>>().join(" ");
    }
}
