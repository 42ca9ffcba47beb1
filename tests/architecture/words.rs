//! That the words by which a text is read stand in data, where they are found, counted and mended without reading code: no file
//! of the source holds a row of them.

use std::{collections::BTreeSet, fs};

use super::{
    TestResult, none,
    source::{files, root},
};

/// So many words in a row are a list.
const MANY: usize = 4;

/// Rows that are no Dutch words by which a text is read: the file, with which word the row begins, and what it is.
const OTHERS: [(&str, &str, &str); 33] = [
    ("src/desk/verb/args.rs", "nr", "names of options"),
    ("src/intake/calendar.rs", "amsterdam", "names of time zones"),
    ("src/intake/docx.rs", "/header", "parts of the format"),
    ("src/intake/docx.rs", "del", "elements of the format"),
    ("src/intake/eml.rs", "message/delivery-status", "media types"),
    ("src/intake/headers/author.rs", "X-Autoreply", "names of headers"),
    ("src/intake/headers/date.rs", "jan", "months of RFC 5322"),
    ("src/intake/html.rs", "li", "elements of HTML"),
    ("src/intake/html/beside.rs", "div", "elements of HTML"),
    ("src/intake/html/beside.rs", "table", "elements of HTML"),
    ("src/intake/html/beside.rs", "Mso", "classes of a mail program"),
    ("src/intake/html/beside.rs", "inline-block", "words of CSS"),
    ("src/intake/html/controls.rs", "text", "kinds of input of HTML"),
    ("src/intake/html/flat.rs", "area", "elements of HTML"),
    ("src/intake/html/flat.rs", "tr", "elements of HTML"),
    ("src/intake/html/flat.rs", "abbr", "elements of HTML"),
    ("src/intake/html/sheet.rs", "display", "properties of CSS"),
    ("src/intake/html/unseen.rs", "script", "elements of HTML"),
    ("src/intake/html/unseen.rs", "transparent", "values of CSS"),
    ("src/intake/odt.rs", "tracked-changes", "elements of the format"),
    ("src/intake/odt.rs", "textarea", "elements of the format"),
    ("src/intake/source/folder.rs", "part", "endings of files that are still written"),
    ("src/judge/gate/dates/own.rs", "ii", "Roman numbers"),
    ("src/outgoing/data.rs", "zaaknummer", "fields of the templates"),
    ("src/report/monitor/xlsx/counts.rs", "zaken", "headings of a table"),
    ("src/report/monitor/xlsx/norm.rs", "zonder termijn in de bron", "headings of a table"),
    ("src/report/monitor/xlsx/norm.rs", "dag", "headings of a table"),
    ("src/report/monitor/xlsx/trend.rs", "week", "headings of a table"),
    ("src/report/provisions.rs", "nr", "headings of a table"),
    ("src/platform/unix.rs", "/usr/share/hunspell", "folders"),
    ("src/settings/mailbox.rs", "server", "names of settings"),
    ("src/platform/unix/mounts.rs", "aufs", "file systems"),
    ("src/store/stand_in.rs", "zaak", "names of tables"),
];

#[test]
fn no_file_of_the_source_holds_a_list_of_words() -> TestResult {
    let (mut errors, mut used) = (Vec::new(), BTreeSet::new());
    for file in files()?.iter().filter(|file| !file.is_test()) {
        for list in lists(&file.raw) {
            match OTHERS
                .iter()
                .find(|(path, first, _)| *path == file.path && list.first().is_some_and(|word| word == first))
            {
                Some(other) => _ = used.insert(*other),
                None => errors.push(format!("{}: {} (een lijst van assets)", file.path, list.join(", "))),
            }
        }
    }
    none(errors);
    none(OTHERS.iter().filter(|other| !used.contains(*other)).map(|other| format!("{other:?} is er niet meer")));
    Ok(())
}

/// A word twice in a list is one that somebody meant to be another. The lists that are read at the start are checked there.
#[test]
fn no_list_of_the_assets_names_a_word_twice() -> TestResult {
    let mut errors = Vec::new();
    for path in ["tijdwoorden.in", "inrichtingwoorden.in", "intake/proza.in", "intake/leeswoorden.in"] {
        // A bracket may be a word too.
        let raw = fs::read_to_string(root().join("assets").join(path))?.replace("\"[\"", "\"\"");
        let mut seen = 0;
        for (name, list) in raw.split("],").filter_map(|part| part.rsplit_once('[')) {
            let mut known = BTreeSet::new();
            let words = list.split('"').skip(1).step_by(2);
            let twice: Vec<&str> = words.inspect(|_| seen += 1).filter(|word| !known.insert(*word)).collect();
            errors.extend(twice.iter().map(|word| format!("{path}: «{word}» twee keer in{}", name.trim_end())));
        }
        assert!(seen > 60, "{path}: {seen}");
    }
    none(errors);
    Ok(())
}

/// The words in a row that are many, in what is no comment and no test.
fn lists(raw: &str) -> Vec<Vec<String>> {
    let own = raw.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let own = own.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let (mut out, mut row): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    let mut left = own.as_str();
    while let Some((between, rest)) = left.split_once('"') {
        let goes_on = matches!(between.trim(), "," | "|");
        if !goes_on {
            let row = std::mem::take(&mut row);
            out.extend(Some(row).filter(|row| row.len() >= MANY));
        }
        let Some((text, after)) = rest.split_once('"') else { break };
        // A sign between quotes of its own, or a comment behind code.
        if between.ends_with('\'') || between.rsplit('\n').next().is_some_and(|line| line.contains("//")) {
            row.clear();
        } else if is_word(text) {
            row.push(text.to_owned());
        }
        left = after;
    }
    out.extend(Some(row).filter(|row| row.len() >= MANY));
    out
}

/// Two letters or more, and signs that stand within words.
fn is_word(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 1
        && text.chars().all(|c| c.is_alphabetic() || " .:'-/".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_found_however_it_is_written() {
        let words = ["ab", "c d", "e.f", "gh:"].map(|word| format!("\"{word}\""));
        for sign in [", ", " | ", ",\n    "] {
            let (many, few) = (words.join(sign), words.iter().skip(1).cloned().collect::<Vec<_>>().join(sign));
            assert_eq!(lists(&format!("x(\"no\"); const A: [&str; 4] = [{many}];")).len(), 1, "{many}");
            assert_eq!(lists(&format!("matches!(word, {many})")).len(), 1, "{many}");
            assert_eq!(lists(&format!("x(\"no\"); const A: [&str; 3] = [{few}]; y([\"zz\"])")).len(), 0, "{few}");
            assert_eq!(
                lists(&format!("x(\"no\");\n#[cfg(test)]\nmod tests {{ const A: [&str; 4] = [{many}];")).len(),
                0
            );
        }
    }
}
