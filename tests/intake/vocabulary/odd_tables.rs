//! Tables that stand otherwise than a reader expects: with columns that stay empty, cells merged over rows or columns, and
//! answers before their labels.

use super::{
    facts::{Form, Item},
    layout::{Draw, Page, page, safe},
    paper::{odt, paragraph, row, rtf, rtf_text, table, xml},
};

/// Every layout, with its name.
pub const ALL: &[(&str, Draw)] = &[
    ("docx, leeg links", |f| word(f, |_, i| vec![String::new(), i.label.clone(), i.answer.clone()])),
    ("docx, leeg midden", |f| word(f, |_, i| vec![i.label.clone(), String::new(), i.answer.clone()])),
    ("docx, leeg rondom", |f| {
        word(f, |_, i| vec![String::new(), i.label.clone(), String::new(), i.answer.clone(), String::new()])
    }),
    ("docx, antwoord links", |f| word(f, |_, i| vec![i.answer.clone(), i.label.clone()])),
    ("docx, deel samengevoegd", merged_docx),
    ("html, deel samengevoegd", merged_html),
    ("html, leeg links", |f| markup(f, |_, i| format!("<td></td>{}{}", cell(&i.label), cell(&i.answer)))),
    ("html, antwoord links", |f| markup(f, |_, i| format!("{}{}", cell(&i.answer), cell(&i.label)))),
    ("html, kop over de breedte", |f| {
        markup(f, |nr, i| {
            let head = if nr % PART == 0 {
                format!("<th colspan=2>Deel {}</th></tr><tr>", 1 + nr / PART)
            } else {
                String::new()
            };
            format!("{head}{}{}", cell(&i.label), cell(&i.answer))
        })
    }),
    ("odt, deel samengevoegd", merged_odt),
    ("rtf, deel samengevoegd", merged_rtf),
    ("rtf, leeg midden", |f| {
        rich(f, |_, i| format!("{}\\cell \\cell {}\\cell", rtf_text(&i.label), rtf_text(&i.answer)), 3)
    }),
];

/// Items of one part.
const PART: usize = 4;

fn word(form: &Form, cells: impl Fn(usize, &Item) -> Vec<String>) -> Page {
    let line = |(nr, i): (usize, &Item)| row(&cells(nr, i).iter().map(|c| paragraph(c)).collect::<Vec<_>>());
    table(form, &form.items.iter().enumerate().map(line).collect::<String>())
}

fn merged_docx(form: &Form) -> Page {
    let line = |(nr, i): (usize, &Item)| {
        let (mark, text) = match nr % PART {
            0 => ("<w:vMerge w:val=\"restart\"/>", format!("Deel {}", 1 + nr / PART)),
            _ => ("<w:vMerge/>", String::new()),
        };
        let cell = |looks: &str, text: &str| format!("<w:tc><w:tcPr>{looks}</w:tcPr>{}</w:tc>", paragraph(text));
        format!("<w:tr>{}{}{}</w:tr>", cell(mark, &text), cell("", &i.label), cell("", &i.answer))
    };
    table(form, &form.items.iter().enumerate().map(line).collect::<String>())
}

fn cell(text: &str) -> String {
    format!("<td>{}</td>", safe(text))
}

fn markup(form: &Form, cells: impl Fn(usize, &Item) -> String) -> Page {
    let line = |(nr, i): (usize, &Item)| format!("<tr>{}</tr>\n", cells(nr, i));
    let rows: String = form.items.iter().enumerate().map(line).collect();
    page(form, &format!("<table border=1>{rows}</table>"))
}

fn merged_html(form: &Form) -> Page {
    markup(form, |nr, i| {
        let rows = PART.min(form.items.len() - nr);
        let part =
            if nr % PART == 0 { format!("<td rowspan={rows}>Deel {}</td>", 1 + nr / PART) } else { String::new() };
        format!("{part}{}{}", cell(&i.label), cell(&i.answer))
    })
}

fn merged_odt(form: &Form) -> Page {
    let cell =
        |looks: &str, text: &str| format!("<table:table-cell{looks}><text:p>{}</text:p></table:table-cell>", xml(text));
    let line = |(nr, i): (usize, &Item)| {
        let part = match nr % PART {
            0 => cell(&format!(" table:number-rows-spanned=\"{PART}\""), &format!("Deel {}", 1 + nr / PART)),
            _ => "<table:covered-table-cell/>".to_owned(),
        };
        format!("<table:table-row>{part}{}{}</table:table-row>", cell("", &i.label), cell("", &i.answer))
    };
    odt(form, &form.items.iter().enumerate().map(line).collect::<String>())
}

fn merged_rtf(form: &Form) -> Page {
    let text = |nr: usize, i: &Item| {
        let part = if nr.is_multiple_of(PART) { format!("Deel {}", 1 + nr / PART) } else { String::new() };
        format!("{part}\\cell {}\\cell {}\\cell", rtf_text(&i.label), rtf_text(&i.answer))
    };
    let looks = |nr: usize| if nr.is_multiple_of(PART) { "\\clvmgf" } else { "\\clvmrg" };
    let line = |(nr, i): (usize, &Item)| {
        format!("\\trowd{}\\cellx2000\\cellx5000\\cellx9000\\pard\\intbl {}\\row\n", looks(nr), text(nr, i))
    };
    rtf(form, &form.items.iter().enumerate().map(line).collect::<String>())
}

fn rich(form: &Form, cells: impl Fn(usize, &Item) -> String, columns: usize) -> Page {
    let edges = (1..=columns).map(|at| format!("\\cellx{}", 3000 * at)).collect::<Vec<_>>().concat();
    let line = |(nr, i): (usize, &Item)| format!("\\trowd{edges}\\pard\\intbl {}\\row\n", cells(nr, i));
    rtf(form, &form.items.iter().enumerate().map(line).collect::<String>())
}
