//! What stands behind a label, cleaned of the form around it: dotted lines, ticked boxes, placeholders,
//! struck-out choices. An empty answer stays empty.

use super::label::{FieldShape, LabelTable};
use crate::{
    domain::weekdays::{SHORT_WEEKDAYS, WEEKDAYS},
    intake::reading_words::READING,
};

const ON: [&str; 22] = [
    "√", "\u{f0fe}", "\u{f0fd}", "\u{f078}", "\u{f0fc}", "\u{f052}", "☒", "☑", "🗹", "🗷", "⊠", "✓", "✔", "✗", "✘", "■",
    "⬛", "◉", "●", "[x]", "[X]", "(x)",
];
const OFF: [&str; 13] =
    ["\u{f0a8}", "\u{f06f}", "\u{f071}", "\u{f0a3}", "☐", "□", "⬜", "◯", "○", "❏", "❑", "[ ]", "( )"];

/// Marks that are nothing but boxes.
const BOXES: [&str; 11] = ["☒", "☑", "☐", "🗹", "🗷", "⊠", "[x]", "[X]", "[ ]", "(x)", "( )"];

/// True for what a box can begin with.
fn may_be_box(c: char) -> bool {
    matches!(c, '[' | '(') || !c.is_ascii()
}

/// A tick box at the start of a text: whether it is ticked, and its length.
fn checkbox(text: &str) -> Option<(bool, usize)> {
    if !text.starts_with(may_be_box) {
        return None;
    }
    let matching = |list: &[&str], on| list.iter().find(|v| text.starts_with(**v)).map(|v| (on, v.len()));
    matching(&ON, true)
        .or_else(|| matching(&OFF, false))
        .or_else(|| text.starts_with("(X)").then_some((true, 3)))
        .or_else(|| text.starts_with("[]").then_some((false, 2)))
}

/// True when the text has a tick box, ticked or not.
pub fn has_checkbox(text: &str) -> bool {
    text.char_indices().any(|(i, _)| text.get(i..).is_some_and(|t| checkbox(t).is_some()))
}

/// The value that a person filled in, or nothing.
pub fn clean(raw: &str, shape: FieldShape, labels: &LabelTable) -> Option<String> {
    let text = whole(raw, shape);
    let text = text.as_str();
    let text = match shape {
        FieldShape::Letter => letter(text),
        FieldShape::Choice => text.trim_matches(['/', ' ', ',', ';']).to_owned(),
        FieldShape::Name => name(text),
        FieldShape::Date
        | FieldShape::BirthDate
        | FieldShape::Moment
        | FieldShape::Short
        | FieldShape::Reference
        | FieldShape::Text
        | FieldShape::Inrichting => text.to_owned(),
    };
    (!text.is_empty() && !labels.is_empty(&text)).then_some(text)
}

/// All that a person filled in, without what the form printed around it.
pub fn whole(raw: &str, shape: FieldShape) -> String {
    let chosen = chosen(raw).filter(|_| is_choice(raw, shape)).map(|ticked| ticked.join(", "));
    let text = chosen.as_deref().unwrap_or(raw);
    let text = if shape == FieldShape::Text {
        text.lines().map(plain).filter(|r| !r.is_empty()).collect::<Vec<_>>().join("\n")
    } else {
        plain(text)
    };
    without_brackets(without_dots(&text)).to_owned()
}

/// How many boxes are ticked.
pub fn ticks(raw: &str) -> usize {
    chosen(raw).map_or(0, |ticked| ticked.len())
}

/// True where marks say what was chosen. In running text a circle is a bullet and brackets are brackets, unless it
/// begins with a box, and one that was typed has another beside it: "[x] in het rapport" is text.
fn is_choice(raw: &str, shape: FieldShape) -> bool {
    match shape {
        FieldShape::Choice | FieldShape::Letter => true,
        FieldShape::Text
        | FieldShape::Short
        | FieldShape::Reference
        | FieldShape::Name
        | FieldShape::Date
        | FieldShape::BirthDate
        | FieldShape::Moment
        | FieldShape::Inrichting => {
            let raw = raw.trim_start();
            let boxes = || BOXES.iter().map(|b| raw.matches(b).count()).sum::<usize>();
            BOXES.iter().any(|b| raw.starts_with(b)) && (!raw.starts_with(['[', '(']) || boxes() > 1)
        }
    }
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the dots or underscores that a paper form is filled in on.
fn without_dots(text: &str) -> &str {
    let dot = |c: char| matches!(c, '_' | '…' | ' ' | '\n');
    let mut rest = text.trim_matches(dot);
    // One that hangs on the last word is the writer's own.
    let own = text.trim_end().strip_suffix('…').is_some_and(|before| before.ends_with(char::is_alphanumeric));
    if own {
        return text.trim().trim_start_matches(dot);
    }
    if rest.ends_with("..") {
        rest = rest.trim_end_matches('.').trim_end();
    }
    if rest.starts_with("..") {
        rest = rest.trim_start_matches('.').trim_start();
    }
    rest.trim_matches(dot)
}

/// Without the brackets that a form prints around what is filled in: "[man]", "<man>".
fn without_brackets(text: &str) -> &str {
    let inner = [('[', ']'), ('<', '>')].into_iter().find_map(|(open, shut)| {
        let bare = text.strip_prefix(open)?.strip_suffix(shut)?;
        (!bare.contains([open, shut])).then_some(bare)
    });
    inner.map_or(text, str::trim)
}

/// Marks that say yes, and those that say no beside one of them: "✓ man ✗ vrouw", "√ man O vrouw".
const HOOKS: [char; 5] = ['√', '✓', '✔', '☑', '🗹'];
const CROSSES: [char; 5] = ['✗', '✘', '☒', '🗷', '⊠'];

/// The mark at the start of a text, among others of which one is a hook.
fn beside_hooks(text: &str, begins: bool) -> Option<(bool, usize)> {
    match checkbox(text) {
        Some((_, length)) if text.starts_with(CROSSES) => Some((false, length)),
        None if begins && (text.starts_with("O ") || text.starts_with("o ")) => Some((false, 1)),
        found => found,
    }
}

/// What is ticked, when there are boxes; `None` when there are none.
fn chosen(text: &str) -> Option<Vec<String>> {
    if !text.contains(may_be_box) {
        return None;
    }
    let mut pieces: Vec<(Option<bool>, String)> = vec![(None, String::new())];
    let mut rest = text;
    let hooked = text.contains(HOOKS);
    while let Some(c) = rest.chars().next() {
        let begins = pieces.last().is_none_or(|(_, piece)| piece.is_empty() || piece.ends_with(char::is_whitespace));
        let mark = if hooked { beside_hooks(rest, begins) } else { checkbox(rest) };
        let length = if let Some((on, length)) = mark {
            pieces.push((Some(on), String::new()));
            length
        } else {
            if let Some((_, piece)) = pieces.last_mut() {
                piece.push(c);
            }
            c.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    if pieces.len() == 1 {
        return None;
    }
    let leading = pieces.first().is_some_and(|(_, s)| !s.trim().is_empty());
    let trailing = pieces.last().is_some_and(|(_, s)| s.trim().is_empty());
    // "intramuraal ☒ transmuraal ☐": the box stands behind its word when nothing follows the last one.
    let choices: Vec<String> = if leading && trailing {
        pieces
            .windows(2)
            .filter_map(|w| match w {
                [(_, word), (Some(true), _)] => Some(plain(word)),
                _ => None,
            })
            .collect()
    } else {
        pieces.iter().filter(|(on, _)| *on == Some(true)).map(|(_, s)| plain(s)).collect()
    };
    let bare = choices.iter().map(|k| k.trim_matches(['/', ',', ';', '|', ' ']).to_owned());
    Some(bare.filter(|k| !k.is_empty()).collect())
}

/// The letter of a category when the value starts with one, else the words.
pub fn letter(text: &str) -> String {
    let bare = text.trim_start_matches(['(', '[']);
    let bare = READING.before_a_letter.iter().find_map(|v| bare.strip_prefix(v)).unwrap_or(bare);
    // "I.v.m. drukte" is no letter I.
    let abbreviates = matches!(bare.as_bytes(), [_, b'.', second, b'.', ..] if second.is_ascii_alphabetic());
    let mut chars = bare.chars().take(if abbreviates { 0 } else { usize::MAX });
    match (chars.next(), chars.next()) {
        (
            Some(c @ ('A'..='J' | 'a'..='j')),
            None | Some('.' | ')' | ':' | ' ' | '-' | '–' | '(' | ',' | ']' | '=' | '?'),
        ) => c.to_ascii_uppercase().to_string(),
        _ => text.to_owned(),
    }
}

/// A name without the birth date behind it.
fn name(text: &str) -> String {
    let lower = text.to_lowercase();
    let end = READING
        .behind_a_name
        .iter()
        .filter_map(|g| lower.find(g))
        .min()
        .filter(|e| lower.len() == text.len() && text.is_char_boundary(*e));
    end.and_then(|e| text.get(..e)).unwrap_or(text).trim_end_matches([',', ' ', '(', ';', '/', '-']).to_owned()
}

/// "A.B. Yılmaz", "K. el Amrani", "mr. P. de Directeur": words that begin with a capital, and what stands between.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins = |w: &&&str| w.chars().next().is_some_and(char::is_uppercase);
    let capital = words.iter().filter(begins).count();
    let small = words.iter().filter(|w| w.chars().next().is_some_and(char::is_lowercase));
    (2..=7).contains(&words.len())
        && capital >= 1
        && small.into_iter().all(|w| READING.within_names.contains(&w.trim_end_matches('.')))
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '!' | '?'))
}

/// The birth date behind a name: "B. Proef (geb. 06-04-1992)".
pub fn birth_date_after_name(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    let pos = lower.find("geb").filter(|p| lower.len() == text.len() && text.is_char_boundary(*p))?;
    text.get(pos..)
}

/// Words for "there is none": no date, and no reason to warn either.
pub fn is_negation(text: &str) -> bool {
    let lower = text.to_lowercase();
    READING.nothing.contains(&lower.trim_matches(['.', ' ']))
}

/// True for the rest of a sentence: words that begin small and end in a full stop, and answer no question with yes
/// or no.
pub fn is_sentence_end(text: &str) -> bool {
    let first = text.split([' ', ',', '.', ';']).next().unwrap_or_default();
    text.starts_with(char::is_lowercase)
        && text.trim_end().ends_with('.')
        && text.split_whitespace().count() > 2
        && !READING.answers.contains(&first)
        && !text.starts_with("n.v.t")
}

/// The text before a date and what follows: "Almere, d.d. 27-09-2026".
pub fn before_date(text: &str) -> (&str, &str) {
    let digit = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (left, right) = text.split_at(digit);
    let mut left = left.trim_end();
    loop {
        let short = left.trim_end_matches([',', ' ', ':', '(', '/', ';', '-', '\n']);
        let word = short.rsplit([' ', ',', '(']).next().unwrap_or_default();
        let lower = word.to_lowercase();
        let bare = lower.trim_end_matches('.');
        let filler =
            READING.before_a_date.contains(&bare) || WEEKDAYS.contains(&bare) || SHORT_WEEKDAYS.contains(&bare);
        let short = if filler { short.strip_suffix(word).unwrap_or(short) } else { short };
        if short.len() == left.len() {
            return (left, right);
        }
        left = short;
    }
}

/// Two answers that were put down as one.
pub fn two_parts(text: &str) -> (&str, &str) {
    [" / ", "/", ";", " - ", " – ", "\n", ","]
        .iter()
        .find_map(|s| text.split_once(s))
        .map_or((text, ""), |(l, r)| (l.trim(), r.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::Result;

    #[test]
    fn boxes_say_what_was_chosen() {
        let k = |t: &str| chosen(t).map(|ticked| ticked.join(", "));
        assert_eq!(k("☒ intramuraal ☐ transmuraal ☐ extramuraal").as_deref(), Some("intramuraal"));
        assert_eq!(k("[ ] man [x] vrouw").as_deref(), Some("vrouw"));
        assert_eq!(k("intramuraal ☐ / transmuraal ☒").as_deref(), Some("transmuraal"));
        assert_eq!(k("☐ ja ☐ nee").as_deref(), Some(""));
        assert_eq!(k("☒ ja, basisteam, 23:05 ☐ nee").as_deref(), Some("ja, basisteam, 23:05"));
        assert_eq!(k("✓ man ✗ vrouw").as_deref(), Some("man"));
        assert_eq!(k("√ man  O vrouw").as_deref(), Some("man"));
        assert_eq!(k("✗ man ☐ vrouw").as_deref(), Some("man"));
        assert_eq!(k("gewoon"), None);
    }

    #[test]
    fn what_the_form_printed_is_no_answer() -> Result<()> {
        let e = LabelTable::built_in()?;
        for empty in [
            "......",
            "____",
            "…",
            "Klik of tik om tekst in te voeren.",
            "[invullen]",
            "<vul in>",
            "dd-mm-jjjj",
            "☐ ja ☐ nee",
            " ",
        ] {
            assert_eq!(clean(empty, FieldShape::Short, e), None, "{empty}");
        }
        assert_eq!(clean("-", FieldShape::Text, e).as_deref(), Some("-"));
        assert_eq!(clean(".... Noord ....", FieldShape::Short, e).as_deref(), Some("Noord"));
        assert_eq!(clean("[Noord]", FieldShape::Short, e).as_deref(), Some("Noord"));
        assert_eq!(clean("[1] en [2]", FieldShape::Short, e).as_deref(), Some("[1] en [2]"));
        let marked = "[x] in het rapport betekent gezien";
        assert_eq!(clean(marked, FieldShape::Text, e).as_deref(), Some(marked));
        assert_eq!(clean("[x] ja, om 23:05 [ ] nee", FieldShape::Text, e).as_deref(), Some("ja, om 23:05"));
        assert_eq!(clean("I. Ernstig geweld", FieldShape::Letter, e).as_deref(), Some("I"));
        assert_eq!(
            clean("☐ H. niet terug ☒ I. ernstig geweld ☐ J. overig", FieldShape::Letter, e).as_deref(),
            Some("I")
        );
        assert_eq!(clean("ernstig geweld", FieldShape::Letter, e).as_deref(), Some("ernstig geweld"));
        assert_eq!(
            clean("B.J. Proefpersoon (geb. 06-04-1992)", FieldShape::Name, e).as_deref(),
            Some("B.J. Proefpersoon")
        );
        Ok(())
    }
}
