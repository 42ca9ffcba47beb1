//! Layouts that the reader was not made on: a letter whose questions are its headings, a list as a program exports it,
//! a web form of tables within tables, a form filled in by hand with tabs and spaces.

use std::fmt::Write as _;

use super::{
    super::packaging::wrapped,
    facts::{Form, Item},
    layout::{Draw, Page, bare, page, safe, text},
    paper,
};

/// Every layout, with its name.
pub const ALL: &[(&str, Draw)] = &[
    ("brief, koppen onderstreept", underlined),
    ("brief, genummerde koppen", numbered),
    ("lijst als JSON", |f| text(f, |i| format!("  \"{}\": \"{}\",\n", bare(i), i.answer.replace('"', "'")))),
    ("lijst met puntkomma", |f| text(f, |i| format!("{};{}\n", i.label, i.answer))),
    ("lijst, =", |f| text(f, |i| format!("{} = {}\n", bare(i), i.answer))),
    ("lijst, haken", |f| text(f, |i| format!("- {} [{}]\n", bare(i), i.answer))),
    ("lijst, pijl", |f| text(f, |i| format!("* {} -> {}\n", bare(i), i.answer))),
    ("webformulier, geneste tabellen", nested),
    ("webformulier, spans", |f| {
        fields(f, |label, answer| {
            format!(
                "<div class=row><div class=col><label>{label}</label></div><div class=col><span>{answer}</span></div></div>\n"
            )
        })
    }),
    ("webformulier, invoervelden", |f| {
        fields(f, |label, answer| format!("<p><label>{label}</label><br><input type=text value=\"{answer}\"></p>\n"))
    }),
    ("webformulier, koppen h4", |f| fields(f, |label, answer| format!("<h4>{label}</h4>\n<p>{answer}</p>\n"))),
    ("webformulier, th boven td", stacked),
    ("docx, tabs met de hand", by_hand),
    ("docx, genummerd en tab", numbered_tabs),
];

fn underlined(form: &Form) -> Page {
    text(form, |i| format!("{}\n{}\n{}\n\n", i.label, "-".repeat(i.label.chars().count()), wrapped(&i.answer, 72)))
}

fn lettered(form: &Form, line: impl Fn(usize, &Item) -> String) -> Vec<String> {
    form.items.iter().enumerate().map(|(nr, item)| line(nr + 1, item)).collect()
}

fn numbered(form: &Form) -> Page {
    let lines = lettered(form, |nr, i| format!("{nr}. {}\n\n   {}\n\n", i.label, wrapped(&i.answer, 68)));
    Page::Text(format!("Geachte heer, mevrouw,\n\n{}\n\n{}Hoogachtend,\nSecretariaat\n", form.title, lines.concat()))
}

fn fields(form: &Form, line: impl Fn(&str, &str) -> String) -> Page {
    let lines: Vec<String> =
        form.items.iter().map(|i| line(&safe(&i.label), &safe(&i.answer).replace('"', "&quot;"))).collect();
    page(form, &lines.concat())
}

/// Two columns, and in each of their cells a table of its own for one question.
fn nested(form: &Form) -> Page {
    let cell = |i: &Item| {
        format!(
            "<td valign=top><table><tr><td><font size=1>{}</font></td></tr><tr><td>{}</td></tr></table></td>",
            safe(&i.label),
            safe(&i.answer)
        )
    };
    let mut out = String::from("<table width=600><tr><td><table>");
    for items in form.items.chunks(2) {
        let _ = write!(out, "<tr>{}</tr>", items.iter().map(cell).collect::<Vec<_>>().concat());
    }
    page(form, &(out + "</table></td></tr></table>"))
}

fn stacked(form: &Form) -> Page {
    let cells = |items: &[Item], tag: &str, text: fn(&Item) -> &str| {
        items.iter().map(|i| format!("<{tag}>{}</{tag}>", safe(text(i)))).collect::<Vec<_>>().concat()
    };
    let rows: Vec<String> = form
        .items
        .chunks(3)
        .map(|items| {
            format!("<tr>{}</tr><tr>{}</tr>", cells(items, "th", |i| &i.label), cells(items, "td", |i| &i.answer))
        })
        .collect();
    page(form, &format!("<table>{}</table>", rows.concat()))
}

/// As many tabs as bring the answers below each other, a colon where somebody thought of one.
fn by_hand(form: &Form) -> Page {
    let lines = lettered(form, |nr, i| {
        let tabs = 1 + 40_usize.saturating_sub(i.label.chars().count()) / 12;
        let colon = if nr % 3 == 0 { ": " } else { "" };
        let runs = paper::run(&i.label, false) + &"<w:r><w:tab/></w:r>".repeat(tabs);
        format!("<w:p>{runs}{}</w:p>", paper::run(&format!("{colon}{}", i.answer), false))
    });
    paper::docx(form, &lines.concat())
}

fn numbered_tabs(form: &Form) -> Page {
    let lines = lettered(form, |nr, i| {
        format!(
            "<w:p>{}<w:r><w:tab/></w:r>{}<w:r><w:tab/></w:r>{}</w:p>",
            paper::run(&format!("{nr})"), false),
            paper::run(&i.label, false),
            paper::run(&i.answer, false)
        )
    });
    paper::docx(form, &lines.concat())
}
