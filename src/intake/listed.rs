//! Forms as a program exports them, every item a line of the same make: `"Naam": "A. Proef",`, `Naam;A. Proef`,
//! `- Naam [A. Proef]`, `Naam = A. Proef`, `1) <tab> Naam <tab> A. Proef`; and the questions of a letter that are its
//! headings, underlined or numbered. What such lines say is read here, so that nobody below meets the marks.

use std::borrow::Cow;

use super::{
    label_text::is_heading,
    line::{LineWeight, TextLine},
    pair::PairStructure,
};

/// From so many items on, a way of writing is the way of the form.
const MIN_ITEMS: usize = 6;
/// Characters of a name; what is longer is a sentence.
const MAX_NAME: usize = 110;

/// How one line of a list parts a name from its value.
type Part = fn(&str) -> Option<(&str, &str)>;

/// Every way, the most telling first.
const WAYS: [Part; 4] = [quoted, bracketed, by_sign, by_semicolon];

/// The lines with label and answer apart, where nearly all of them are made one way; else as they are.
pub fn read(lines: &[TextLine]) -> Cow<'_, [TextLine]> {
    let numbered = lines.iter().filter(|line| has_number(line)).count() >= MIN_ITEMS;
    let way = WAYS.into_iter().find(|way| is_way(lines, *way));
    let headings = if numbered || way.is_some() { Vec::new() } else { headings(lines) };
    if !numbered && way.is_none() && headings.is_empty() {
        return Cow::Borrowed(lines);
    }
    let mut out = lines.to_vec();
    if numbered {
        without_numbers(&mut out);
    }
    if let Some(way) = way {
        pairs(&mut out, way);
    }
    for (nr, text) in headings {
        if let Some(line) = out.get_mut(nr) {
            (line.weight, line.cells) = (LineWeight::Bold, vec![text]);
        }
        if let Some(rule) = out.get_mut(nr + 1).filter(|below| is_rule(&below.plain())) {
            rule.cells = vec![String::new()];
        }
    }
    Cow::Owned(out)
}

fn single(line: &TextLine) -> bool {
    !line.table && line.pair.is_none() && !line.is_empty()
}

/// The text of a line with all that is between its marks.
fn whole(line: &TextLine) -> String {
    line.cells.join("   ")
}

/// Where the items of a list begin and end, if three quarters of the lines between are of this make and most of them
/// say something.
fn is_way(lines: &[TextLine], way: Part) -> bool {
    let items: Vec<Option<bool>> = lines
        .iter()
        .filter(|line| single(line))
        .map(|line| way(&whole(line)).map(|(_, value)| value.chars().filter(|c| c.is_alphanumeric()).count() > 1))
        .collect();
    let from = items.iter().position(Option::is_some).unwrap_or(0);
    let until = items.iter().rposition(Option::is_some).map_or(from, |last| last + 1);
    let run = items.get(from..until).unwrap_or_default();
    let (made, said) = (run.iter().flatten().count(), run.iter().flatten().filter(|said| **said).count());
    made >= MIN_ITEMS && 4 * made >= 3 * run.len() && 2 * said >= made
}

fn pairs(lines: &mut [TextLine], way: Part) {
    let mut above: Option<usize> = None;
    let last = lines.iter().rposition(|line| single(line) && way(&whole(line)).is_some()).unwrap_or(0);
    for nr in 0..=last {
        let Some(line) = lines.get(nr).filter(|line| single(line)) else { continue };
        let text = whole(line);
        if let Some((name, value)) = way(&text) {
            let pair = TextLine::pair(line.nr, name.to_owned(), value.to_owned(), PairStructure::Line);
            let quoted = line.quoted;
            if let Some(line) = lines.get_mut(nr) {
                *line = TextLine { quoted, ..pair };
            }
            above = Some(nr);
        } else if let Some(answer) = above.and_then(|above| lines.get_mut(above)).and_then(|line| line.cells.last_mut())
        {
            // A program that wraps mail knows nothing of lists.
            answer.push(' ');
            answer.push_str(text.trim_end_matches([',', ';']).trim_end_matches(['"', '”']));
            if let Some(line) = lines.get_mut(nr) {
                line.cells = vec![String::new()];
            }
        }
    }
}

/// `"Naam": "A. Proef",`, also with single quotes and a bare value, and `"Naam";"A. Proef"`.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim().trim_start_matches(['{', '[']).trim_start();
    let mark = text.chars().next().filter(|c| ['"', '\'', '“', '”'].contains(c))?;
    let end = if mark == '“' || mark == '”' { '”' } else { mark };
    let (name, rest) = text.get(mark.len_utf8()..)?.split_once(end)?;
    let value = rest.trim_start().strip_prefix([':', ';', ',', '='])?.trim();
    let value = value.trim_end_matches([',', ';', '}', ']']).trim();
    let bare = value.strip_prefix(['"', '\'', '“', '”']).unwrap_or(value);
    let bare = bare.strip_suffix(['"', '\'', '”']).unwrap_or(bare);
    is_name(name).then(|| (name.trim(), if bare == "null" { "" } else { bare.trim() }))
}

/// `- Naam [A. Proef]`.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.trim().strip_suffix(']')?.split_once('[')?;
    let name = name.trim().trim_start_matches(['-', '*', '•', '–']).trim();
    (is_name(name) && !value.contains(['[', ']'])).then(|| (name.trim_end_matches(':'), value.trim()))
}

/// `Naam = A. Proef`, `* Naam -> A. Proef`.
fn by_sign(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let (name, value) = [" =>", " ->", " →", " ="].iter().find_map(|sign| text.split_once(sign))?;
    let name = name.trim_start_matches(['-', '*', '•', '–']).trim();
    (is_name(name) && (value.is_empty() || value.starts_with(' '))).then(|| (name.trim_end_matches(':'), value.trim()))
}

/// `Naam;A. Proef`.
fn by_semicolon(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.trim().split_once(';')?;
    // A sentence has a space behind it, and so has "man; 38 jaar".
    (is_name(name) && !value.starts_with(' ')).then(|| (name.trim(), value.trim_end_matches(';').trim()))
}

fn is_name(name: &str) -> bool {
    let length = name.trim().chars().count();
    (2..=MAX_NAME).contains(&length) && name.contains(char::is_alphabetic)
}

/// True where the number of an item stands before a tab, and label and answer behind it.
fn has_number(line: &TextLine) -> bool {
    single(line) && line.cells.len() > 2 && number(line.cells.first()).is_some()
}

/// Takes those numbers away, also where the answer was left empty.
fn without_numbers(lines: &mut [TextLine]) {
    for line in lines.iter_mut().filter(|line| single(line) && line.cells.len() > 1) {
        if number(line.cells.first()).is_some() {
            line.cells.remove(0);
        }
    }
}

/// The number of an item: "3.", "(12)", "4)".
fn number(cell: Option<&String>) -> Option<u16> {
    let cell = cell?.trim();
    let bare = cell.trim_matches(['(', ')', '.']);
    if bare.len() == cell.len() { None } else { bare.parse().ok() }
}

/// The number that a line begins with, and what follows it.
fn counted(text: &str) -> Option<(usize, &str)> {
    let (number, rest) = text.trim().split_once(['.', ')'])?;
    let rest = rest.strip_prefix(' ')?.trim();
    Some((number.parse().ok().filter(|_| number.len() <= 2)?, rest))
}

/// True where an answer stands behind the words: "Naam verpleegde: A. Proef".
fn answers_itself(text: &str) -> bool {
    let bare = text.trim_end_matches([':', '?', ' ']);
    // "Was er sprake van verlof? Zo ja, welk?" asks twice.
    let asked = bare.contains("? ") && !text.trim_end().ends_with('?');
    bare.contains([':', '=', '…']) || bare.contains("..") || asked
}

fn is_rule(text: &str) -> bool {
    text.len() >= 2 && text.chars().all(|c| "-=_~*".contains(c))
}

/// As long as what stands above it; a short one has to be so exactly, because "--" ends a letter too.
fn underlines(rule: &str, text: &str) -> bool {
    let (rule, length) = (rule.chars().count(), text.chars().count());
    rule.abs_diff(length) <= if rule > 3 { 3 } else { 0 }
}

/// The questions of a letter that are its headings, by their line: those that are underlined, or numbered in order with
/// what answers them below. They weigh as bold.
fn headings(lines: &[TextLine]) -> Vec<(usize, String)> {
    let alone = |line: &TextLine| single(line) && line.cells.len() == 1;
    let underlined: Vec<(usize, String)> = lines
        .windows(2)
        .enumerate()
        .filter_map(|(nr, pair)| {
            let [above, below] = pair else { return None };
            let (text, rule) = (above.plain(), below.plain());
            (alone(above) && is_rule(&rule) && underlines(&rule, &text)).then_some((nr, text))
        })
        .collect();
    if underlined.len() >= MIN_ITEMS {
        return underlined;
    }
    let mut numbered: Vec<(usize, String)> = Vec::new();
    let mut answered = 0;
    for (nr, line) in lines.iter().enumerate().filter(|(_, line)| alone(line)) {
        let text = line.plain();
        let next_number = numbered.len() + 1;
        let heads = |text: &str| is_heading(text) && !answers_itself(text);
        if let Some((_, heading)) = counted(&text).filter(|(number, text)| *number == next_number && heads(text)) {
            let below = lines.get(nr + 1..).unwrap_or_default().iter().find(|line| !line.is_empty());
            answered += usize::from(below.is_some_and(|below| alone(below) && counted(&below.plain()).is_none()));
            numbered.push((nr, heading.to_owned()));
        }
    }
    // Where labels stand between them that have no number, those lines head nothing.
    let is_label = |text: &str| text.ends_with(':') && is_heading(text) && counted(text).is_none();
    let others = lines.iter().filter(|line| alone(line) && is_label(&line.plain())).count();
    let plain = numbered.len() >= MIN_ITEMS && 3 * answered >= 2 * numbered.len() && 4 * others < numbered.len();
    if plain { numbered } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::line;

    const ITEMS: [[&str; 2]; 7] = [
        ["Naam", "A. Proef"],
        ["Geboren", "01-02-1980"],
        ["Kliniek", "De Wilg; locatie Zuid"],
        ["Soort voorval", "J"],
        ["Delict", ""],
        ["Afdeling", "Zuid"],
        ["Toelichting", "Hij riep \"brand\""],
    ];

    /// What becomes of these items, each made one way.
    fn pairs_of(item: impl Fn(&str, &str) -> String) -> Vec<Vec<String>> {
        let text: String = ITEMS.iter().map(|[name, value]| item(name, value)).collect();
        let lines = line::lines(&format!("Beste collega; hierbij de melding.\n\n{text}\nGroet; tot morgen\n"));
        read(&lines).iter().filter(|line| line.pair.is_some()).map(|line| line.cells.clone()).collect()
    }

    fn bold(text: &str) -> Vec<String> {
        read(&line::lines(text)).iter().filter(|line| line.is_bold()).map(TextLine::plain).collect()
    }

    #[test]
    fn lines_of_one_make_are_labels_and_answers() {
        assert_eq!(pairs_of(|name, value| format!("  \"{name}\": \"{value}\",\n")), ITEMS);
        assert_eq!(pairs_of(|name, value| format!("{name};{value}\n")), ITEMS);
        assert_eq!(pairs_of(|name, value| format!("- {name} [{value}]\n")), ITEMS);
        assert_eq!(pairs_of(|name, value| format!("* {name} -> {value}\n")), ITEMS);
        assert_eq!(pairs_of(|name, value| format!("{name} = {value}\n")), ITEMS);
    }

    #[test]
    fn sentences_and_ticks_are_no_list() {
        assert_eq!(pairs_of(|name, value| format!("{name}; {value}\n")).len(), 0);
        assert_eq!(pairs_of(|name, _| format!("{name} [x]\n")).len(), 0);
        assert_eq!(pairs_of(|name, value| format!("{name}: {value}\n")).len(), 0);
    }

    #[test]
    fn the_number_of_an_item_is_no_label() {
        let numbered = |(nr, [name, value]): (usize, &[&str; 2])| format!("{})\t{name}\t{value}\n", nr + 1);
        let text = ITEMS.iter().enumerate().map(numbered).collect::<Vec<_>>().concat();
        let lines = line::lines(&text);
        let first = read(&lines).first().map(|line| line.cells.clone());
        assert_eq!(first.as_deref(), Some(["Naam".to_owned(), "A. Proef".to_owned()].as_slice()));
    }

    #[test]
    fn questions_that_are_headings_weigh_as_bold() {
        let names = ["Wie?", "Waar?", "Hoe laat?", "Wat is er gebeurd?", "Wie belt?", "Nog iets?"];
        let underlined = |n: &&str| format!("{n}\n{}\nantwoord\n\n", "-".repeat(n.chars().count()));
        assert_eq!(bold(&names.iter().map(underlined).collect::<String>()), names);
        let numbered = |(nr, n): (usize, &&str)| format!("{}. {n}\n\n   antwoord\n\n", nr + 1);
        assert_eq!(bold(&names.iter().enumerate().map(numbered).collect::<String>()), names);
        let items = |(nr, n): (usize, &&str)| format!("{}. {n}: antwoord\nen meer\n", nr + 1);
        assert_eq!(bold(&names.iter().enumerate().map(items).collect::<String>()).len(), 0);
        let between = |(nr, n): (usize, &&str)| format!("{}. {n}:\nantwoord\nNog iets:\nnee\n", nr + 1);
        assert_eq!(bold(&names.iter().enumerate().map(between).collect::<String>()).len(), 0);
        assert_eq!(bold("1. Eerst dit.\n2. Dan dat.\n3. En dan.\n4. Klaar.\n5. Einde.\n6. Slot.\n").len(), 0);
    }
}
