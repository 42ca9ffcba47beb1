//! One label at the start of a line, parted from its value by a colon, a row of dots, a dash or a
//! question mark.

use crate::intake::{
    label::{LabelTable, LabelTarget},
    label_text::without_number,
    limits,
    reading_words::READING,
};

/// A label and what stands behind it on the same line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelLine {
    /// What it names.
    pub target: LabelTarget,
    /// As written.
    pub label: String,
    /// What follows it.
    pub value: String,
}

/// Separators that are tried per line; labels contain few themselves.
const MAX_ATTEMPTS: usize = 4;
/// Bytes in which a label ends, if there is one; longer lines are sentences.
const WINDOW: usize = 600;

impl LabelLine {
    /// The longest label at the start of the line: "Verpleegde(n): naam: X" is about a name.
    pub fn at_start(labels: &LabelTable, text: &str, section: Option<usize>) -> Option<Self> {
        if let Some((before, after)) = text.strip_prefix('[').and_then(|t| t.split_once(']'))
            && let Some(target) = labels.search(before, section)
        {
            return Some(Self { target, label: before.trim().to_owned(), value: without_separator(after).to_owned() });
        }
        let mut out: Option<Self> = None;
        let mut long = None;
        for (start, end) in separators(limits::start(text, WINDOW)).into_iter().take(MAX_ATTEMPTS) {
            let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else { continue };
            let label =
                |target| Self { target, label: before.trim().to_owned(), value: without_separator(after).to_owned() };
            if let Some(target) = labels.search(before, section) {
                // "Naam verpleegde: Hoofd" is no label, and "Beschrijving: > Van" none that says more.
                let more = |known: &Self| {
                    !labels.is_same_label(&known.label, before)
                        && (known.target == target || labels.search_literal(before).is_some())
                };
                if out.as_ref().is_none_or(more) {
                    out = Some(label(target));
                }
            } else if long.is_none() {
                // Known by its first words only, so its end is the first separator.
                long = labels.search_prefix(before).map(label);
            }
        }
        out.or(long)
    }
}

/// Where a separator begins and ends. A dash needs space on both sides, a colon may not stand in a time.
fn separators(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let character = |i: usize| chars.get(i).map(|(_, c)| *c);
    let pos = |i: usize| chars.get(i).map_or(text.len(), |(p, _)| *p);
    let mut i = 0;
    while let Some(c) = character(i) {
        let previous = i.checked_sub(1).and_then(character);
        let next = character(i + 1);
        let mut end = i + 1;
        let separates = match c {
            '-' | '=' if next == Some('>') => {
                end += 1;
                true
            }
            ':' | '=' => !(previous.is_some_and(|v| v.is_ascii_digit()) && next.is_some_and(|v| v.is_ascii_digit())),
            // "Buren ingelicht? / neighbours" is one label.
            '?' => next.is_none_or(|v| v.is_whitespace() && character(i + 2) != Some('/')),
            '-' | '–' | '—' => previous == Some(' ') && next == Some(' '),
            '|' | '→' => true,
            '.' | '…' | '_' => {
                while character(end).is_some_and(|v| matches!(v, '.' | '…' | '_' | ' ')) {
                    end += 1;
                }
                end - i >= 3 && (c != '.' || next == Some('.') || next == Some(' ') && character(i + 2) == Some('.'))
                    || c == '…'
            }
            _ => false,
        };
        if separates {
            out.push((pos(i), pos(end)));
        }
        i = end;
    }
    out
}

/// A value without the rest of the separator before it: dots, underscores, a second colon.
pub fn without_separator(after: &str) -> &str {
    let mut rest = after.trim();
    loop {
        let short = rest.trim_start_matches(['_', '…', ':', ' ', '*']);
        let short = if short.starts_with("..") { short.trim_start_matches('.') } else { short };
        if short.len() == rest.len() {
            return rest;
        }
        rest = short;
    }
}

/// The longest known label that begins a line, with one space behind it: "Verblijfstitel PIJ-maatregel".
pub fn spaced(labels: &LabelTable, text: &str) -> Option<LabelLine> {
    let text = limits::start(text, WINDOW);
    if !without_number(text).starts_with(char::is_uppercase) {
        return None;
    }
    let ends = text.match_indices(' ').map(|(at, _)| at).take(MAX_LABEL_WORDS);
    let found = ends.filter_map(|at| {
        let (before, after) = text.split_at(at);
        if before.contains(':') {
            return None;
        }
        let filled = after.trim().starts_with(|c: char| c.is_alphanumeric() || "☒☐[(-".contains(c));
        let target = labels.search_literal(before).filter(|_| filled)?;
        Some(LabelLine { target, label: before.to_owned(), value: after.trim().to_owned() })
    });
    found.last()
}

/// Words of a label that is followed by its answer.
const MAX_LABEL_WORDS: usize = 14;

/// A question with its answer behind it.
pub fn asked(text: &str) -> Option<(&str, &str)> {
    let (before, after) = text.split_once("? ")?;
    let after = after.trim();
    (fits(before) && !after.is_empty() && !after.starts_with('/')).then(|| (before.trim(), after))
}

/// A label and its answer parted by a dash, an arrow or an equals sign.
pub fn dashed(text: &str) -> Option<(&str, &str)> {
    let (before, after) =
        [" => ", " -> ", " → ", " = ", " – ", " — ", " - "].iter().find_map(|mark| text.split_once(mark))?;
    fits(before).then(|| (before.trim(), after.trim()))
}

/// A label and its answer with a row of dots or underscores between them: so much of a row that no sentence has it.
pub fn led(text: &str) -> Option<(&str, &str)> {
    let is_dot = |c: char| matches!(c, '.' | '…' | '_' | '·');
    let start = ["....", "….", "……", "____", ". . . ", "····"].iter().filter_map(|mark| text.find(mark)).min()?;
    let (before, rest) = text.split_at(start);
    let after = rest.trim_start_matches(|c| is_dot(c) || c == ' ' || c == ':');
    fits(before).then(|| (before.trim().trim_end_matches(':'), after.trim_end()))
}

/// A label that nobody knows before its colon.
pub fn colon(text: &str) -> Option<(&str, &str)> {
    let start = limits::start(text, WINDOW);
    let at = start.char_indices().find_map(|(at, c)| {
        let next = start.get(at + 1..)?.chars().next();
        (c == ':' && next.is_none_or(char::is_whitespace)).then_some(at)
    })?;
    let (before, after) = text.split_at(at);
    fits(before).then(|| (before.trim(), after.trim_start_matches([':', ' ', '\t']).trim_end()))
}

/// Words of a label that begins with a small letter; more are a sentence.
const MAX_SMALL: usize = 3;

/// A label that nobody knows and that begins small, with its answer: "zwemvestkleur: oranje".
pub fn small(text: &str) -> Option<(&str, &str)> {
    let (before, answer) = text.split_once(": ").filter(|(before, _)| before.len() <= WINDOW)?;
    let (before, answer) = (before.trim(), answer.trim());
    let of_letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | '\'' | '’');
    let is_label = before.starts_with(char::is_lowercase)
        && before.chars().all(of_letters)
        && (1..=MAX_SMALL).contains(&before.split_whitespace().count());
    (is_label && !answer.is_empty()).then_some((before, answer))
}

/// True for words that more must follow: the first line of a label of two, or of an answer.
pub fn goes_on(text: &str) -> bool {
    let open = text.matches('(').count() > text.matches(')').count();
    open || text.ends_with('/')
        || text.split_whitespace().last().is_some_and(|w| READING.never_last.contains(&w.to_lowercase().as_str()))
}

/// Short enough for a label, and begun like one.
fn fits(before: &str) -> bool {
    let bare = without_number(before.trim());
    let words = bare.split_whitespace().count();
    (1..=MAX_LABEL_WORDS).contains(&words)
        && before.chars().count() <= 110
        && bare.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
        && !bare.contains(['!', '"', '«', ';'])
        && !has_sentence_end(bare)
}

/// True where a full stop ends a sentence and not an abbreviation: "Omwon. ingelicht" is one label.
fn has_sentence_end(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let (before, after) = text.split_at(at);
        let word = before.rsplit(' ').next().unwrap_or_default();
        word.chars().count() > MAX_ABBREVIATION || !after.trim_start_matches(['.', ' ']).starts_with(char::is_lowercase)
    })
}

/// Letters of a word that is cut short.
const MAX_ABBREVIATION: usize = 8;

/// A few words of which the last is cut short: "Type voorv."
pub fn is_abbreviated(text: &str) -> bool {
    let bare = without_number(text);
    let short = bare
        .strip_suffix('.')
        .and_then(|b| b.rsplit(' ').next())
        .is_some_and(|w| (2..=MAX_ABBREVIATION).contains(&w.chars().count()));
    short && bare.split_whitespace().count() <= 4 && !has_sentence_end(bare) && bare.starts_with(char::is_uppercase)
}

/// A line that looks like a label nobody knows: it ends the value before it.
pub fn looks_like_label(text: &str) -> bool {
    let bare = limits::start(without_number(text), WINDOW);
    let Some((before, after)) = bare.split_once(':') else { return false };
    let words = before.split_whitespace().count();
    (1..=6).contains(&words)
        && before.chars().count() <= 50
        && before.chars().next().is_some_and(char::is_uppercase)
        && !before.contains([',', ';', '!', '"', '«'])
        && !has_sentence_end(before)
        && !before.chars().any(|c| c.is_ascii_digit())
        && (after.is_empty() || after.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::Result;

    #[test]
    fn separators_of_all_kinds() -> Result<()> {
        let e = LabelTable::built_in()?;
        for text in [
            "Delict: art. 287 Sr",
            "Delict : art. 287 Sr",
            "Delict ........ art. 287 Sr",
            "Delict....: art. 287 Sr",
            "Delict - art. 287 Sr",
            "*Delict*: art. 287 Sr",
            "Delict: ____ art. 287 Sr",
            "6. Delict = art. 287 Sr",
            "Delict -> art. 287 Sr",
            "Delict => art. 287 Sr",
            "Delict … art. 287 Sr",
        ] {
            let label = LabelLine::at_start(e, text, None);
            assert_eq!(label.map(|l| l.value).as_deref(), Some("art. 287 Sr"), "{text}");
        }
        assert_eq!(LabelLine::at_start(e, "1. Verpleegde(n): naam: X", None).map(|l| l.value).as_deref(), Some("X"));
        assert_eq!(LabelLine::at_start(e, "Opmerkingen: -", None).map(|l| l.value).as_deref(), Some("-"));
        assert_eq!(LabelLine::at_start(e, "Omwonenden geïnformeerd? / neighbours", None), None);
        assert_eq!(LabelLine::at_start(e, "Hij zei: Naam: X", None), None);
        assert_eq!(LabelLine::at_start(e, "Om 14:28 uur", None), None);
        Ok(())
    }

    #[test]
    fn what_looks_like_a_label() {
        assert!(looks_like_label("Schoenmaat: 44") && looks_like_label("3. Naam hond:"));
        assert!(
            !looks_like_label("Hij zei, luid: nee")
                && !looks_like_label("14:28 uur")
                && !looks_like_label("zie: onder")
        );
    }
}
