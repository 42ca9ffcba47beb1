//! What is written as Markdown or HTML reads as the words that were given, whoever gave them: a reader of Markdown that knows
//! nothing of this program finds no markup in it.

use piket::{domain::sanitize, report::markup};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Names and reasons as a mail may hold them.
const HOSTILE: [&str; 24] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klik hier](https://voorbeeld.invalid)",
    "![pixel](https://voorbeeld.invalid/p.png)",
    "https://voorbeeld.invalid/inloggen",
    "www.voorbeeld.invalid",
    "<https://voorbeeld.invalid>",
    "# Kop",
    "- punt",
    "+ punt",
    "1. punt",
    "23) punt",
    "> aanhaling",
    "---",
    "===",
    ": uitleg",
    "a | b | c",
    "`code` **vet** _schuin_ ~~weg~~ $x$ ^op^",
    "&lt;b&gt; &amp; &#x41;",
    "\\*niet\\*",
    "- [ ] taak [^1] {#id}",
    "Kliniek \"De Hoek\"; =cmd|' /C calc'!A0",
    "emoji 🚨 en rechts naar links \u{5e9}\u{5dc}\u{5d5}\u{5dd}",
    "regel\n# nog een\n<b>en nog een</b>",
];

/// What a reader of Markdown shows, and a markup that it found and that is none of ours.
fn read(markdown: &str) -> (String, Option<String>) {
    let (mut words, mut found) = (String::new(), None);
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Start(
                Tag::Paragraph
                | Tag::Heading { id: None, .. }
                | Tag::List(None)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(_) => {}
            other => found = Some(format!("{other:?}")),
        }
    }
    (words, found)
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let (line, safe) = (sanitize::line(text), markup::md(text));
    let line = line.trim();
    for (place, markdown) in [
        ("alinea", safe.clone()),
        ("kop", format!("## {safe}")),
        ("punt", format!("- {safe}")),
        ("cel", format!("| x |\n| --- |\n| {safe} |")),
    ] {
        let (words, found) = read(&markdown);
        let words = words.strip_prefix('x').filter(|_| place == "cel").unwrap_or(&words);
        prop_assert_eq!(found, None, "{}: {}", place, markdown);
        prop_assert_eq!(words.trim(), line, "{}: {}", place, markdown);
    }
    let html = markup::html(text);
    prop_assert!(!html.contains(['<', '>', '"', '\'', '\n']), "{}", html);
    Ok(())
}

#[test]
fn hostile_words_stay_words_wherever_they_stand() -> Result<(), TestCaseError> {
    HOSTILE.iter().try_for_each(|text| check(text))
}

proptest! {
    #[test]
    fn whatever_is_written_reads_as_itself(text in "[-a1 .)(:+=>#*_`~|&;<!\\[\\]{}$^@/\\\\w\"']{1,24}") {
        check(&text)?;
    }
}
