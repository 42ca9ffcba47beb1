//! Items of a form that stand behind each other in one paragraph: "Naam: A. Proef; Geboortedatum: 01-02-1980; …", also
//! where a program wrapped it in the midst of one.

use std::borrow::Cow;

use super::label;
use crate::intake::{label::LabelTable, line::TextLine, pair::PairStructure};

/// From so many items on in one paragraph, they are parted.
const MIN_ITEMS: usize = 4;
/// Words of a label, bytes of a paragraph that is looked at, and lines.
const MAX_WORDS: usize = 6;
const MAX_BYTES: usize = 8000;
const MAX_LINES: usize = 60;
/// What stands between an answer and the next label.
const BETWEEN: [&str; 8] = ["; ", ", ", " | ", " / ", " • ", " · ", " – ", " - "];

/// An item, by where its label begins, ends, and its answer ends.
struct JoinedItem {
    from: usize,
    colon: usize,
    end: usize,
}

/// The lines, with such a paragraph as the pairs that stand in it.
pub fn apart<'t>(lines: Cow<'t, [TextLine]>, labels: &LabelTable) -> Cow<'t, [TextLine]> {
    let single = |line: &TextLine| line.cells.len() == 1 && !line.table && line.pair.is_none() && !line.is_empty();
    let blocks = lines.chunk_by(|a, b| single(a) == single(b));
    let mut out: Vec<TextLine> = Vec::new();
    let mut changed = false;
    for block in blocks {
        match block.first().filter(|first| single(first)).and_then(|_| pairs(block, labels)) {
            Some(pairs) => {
                changed = true;
                out.extend(pairs);
            }
            None => out.extend(block.iter().cloned()),
        }
    }
    if changed { Cow::Owned(out) } else { lines }
}

fn pairs(block: &[TextLine], labels: &LabelTable) -> Option<Vec<TextLine>> {
    if block.len() > MAX_LINES {
        return None;
    }
    let mut text = String::new();
    let mut begins: Vec<usize> = Vec::new();
    for line in block {
        begins.push(text.len());
        text.push_str(&line.plain());
        text.push(' ');
    }
    let text = text.as_str();
    if text.len() > MAX_BYTES {
        return None;
    }
    let items = items(text, &begins, labels);
    let named =
        |item: &&JoinedItem| text.get(item.from..item.colon).is_some_and(|name| labels.search(name, None).is_some());
    let known = items.iter().filter(named).count();
    // Where every line begins with a label of its own, they are parted already, unless a sign parts them as well.
    let closed = block.iter().filter(|line| line.plain().ends_with([';', '/', '•'])).count();
    let own = begins.iter().filter(|at| items.iter().any(|item| item.from == **at)).count();
    if items.len() < MIN_ITEMS
        || 2 * known < items.len()
        || own > (items.len() / 2).max(closed + 1)
        || items.first()?.from > 0
    {
        return None;
    }
    let pair = |item: &JoinedItem| {
        let (label, answer) = (text.get(item.from..item.colon)?, text.get(item.colon + 1..item.end)?);
        let answer = answer.trim().trim_end_matches([';', ',', '|', '/', '•', '·']).trim();
        let place = begins.iter().rposition(|at| *at <= item.from).and_then(|at| block.get(at))?;
        let pair = TextLine::pair(place.nr, label.trim().to_owned(), answer.to_owned(), PairStructure::Line);
        Some(TextLine { quoted: place.quoted, ..pair })
    };
    items.iter().map(pair).collect()
}

/// The items of a paragraph, the answer of each up to the label of the next; `begins` are the places of its lines.
fn items(text: &str, begins: &[usize], labels: &LabelTable) -> Vec<JoinedItem> {
    let is_known = |name: Option<&str>| name.is_some_and(|name| labels.search(name, None).is_some());
    let mut out: Vec<JoinedItem> = Vec::new();
    for (colon, _) in text.match_indices(": ") {
        let Some(before) = text.get(..colon) else { continue };
        let floor = out.last().map_or(0, |item| item.colon + 1);
        let ends = BETWEEN.iter().filter_map(|mark| before.rfind(mark).map(|at| (at, at + mark.len())));
        let nearest = ends.filter(|(at, _)| *at >= floor).max_by_key(|(_, behind)| *behind);
        // A label may also begin a line, or go on in one.
        let line = begins.iter().rev().find(|at| **at >= floor && **at < colon).map(|at| (*at, *at));
        let whole = is_known(nearest.and_then(|(_, from)| text.get(from..colon)));
        let nearest = match (nearest, line) {
            (Some(sign), Some(line)) if line.1 > sign.1 && !whole => Some(line),
            (None, line) => line,
            (sign, _) => sign,
        };
        let (end, from) = nearest.unwrap_or((0, 0));
        let name = text.get(from..colon).unwrap_or_default().trim();
        let begins = nearest.is_some() || out.is_empty();
        let words = name.split_whitespace().count();
        if begins && words <= MAX_WORDS && label::colon(&format!("{name}: x")).is_some() {
            if let Some(last) = out.last_mut() {
                last.end = end;
            }
            out.push(JoinedItem { from, colon, end: text.len() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::error::Result,
        intake::{fields, line},
    };

    const ITEMS: [[&str; 2]; 6] = [
        ["Naam", "A. Proef"],
        ["Geboortedatum", "01-02-1980"],
        ["Schoenmaat", "44"],
        ["Tijdstip voorval", "21-11-2026 om 12:05 uur"],
        ["Omschrijving", "ruzie; tafel om, niemand gewond"],
        ["Media", "geen"],
    ];

    fn read(text: &str) -> Result<Vec<[String; 2]>> {
        let found = fields::find(&line::lines(text), LabelTable::built_in()?);
        Ok(found.into_iter().filter(|p| !p.answer.is_empty()).map(|p| [p.label, p.answer]).collect())
    }

    fn joined(between: &str) -> String {
        ITEMS.iter().map(|[label, answer]| format!("{label}: {answer}")).collect::<Vec<_>>().join(between)
    }

    #[test]
    fn items_of_one_paragraph_are_pairs() -> Result<()> {
        for between in ["; ", ", ", " / ", " - ", ";\n"] {
            let text = joined(between);
            let wrapped = text.replace("Geboortedatum: ", "Geboortedatum:\n").replace("om 12", "om\n12");
            for text in [&text, &wrapped] {
                assert_eq!(read(&format!("Beste collega,\n\n{text}\n\nGroet,\nB"))?, ITEMS, "{between:?} {text}");
            }
        }
        Ok(())
    }

    #[test]
    fn lines_with_a_label_each_stay_lines() -> Result<()> {
        let text =
            "Naam: A. Proef\nDelict: brand; Wie: zelf\nMedia: geen, Omroep: nee\nAfdeling: Zuid\nOmwonenden: nee";
        let lines = line::lines(text);
        assert!(matches!(apart(Cow::Borrowed(&lines), LabelTable::built_in()?), Cow::Borrowed(_)));
        Ok(())
    }
}
