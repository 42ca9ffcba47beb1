//! A message as a page: its plain text taken apart into a title, what stands at the head, headings, points and closing
//! lines, so that a Word document and a PDF show the same words in the same order. Nothing is added to the text but
//! the footer.

use unicode_normalization::UnicodeNormalization;

use crate::domain::{draft::DraftKind, ids::Zaaknummer, sanitize};

/// What a line of a message is on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineRole {
    /// The title.
    Title,
    /// `Aan: …` under the title; its label is bold.
    Field,
    /// The head of a chapter.
    Heading,
    /// A head within a chapter.
    Subheading,
    /// A point of a list, without its dash.
    Point,
    /// Running text.
    Text,
    /// The grounds, the writer and the reference at the end.
    Closing,
}

/// One line of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// What it is.
    pub role: LineRole,
    /// Its words.
    pub text: String,
    /// True where a blank line stands before it.
    pub apart: bool,
}

impl SheetLine {
    /// A label with its colon, and what follows it; of a line that has none the label is empty.
    pub fn label(&self) -> (&str, &str) {
        let at = self.text.find(": ").filter(|_| self.role == LineRole::Field);
        at.map_or(("", self.text.as_str()), |at| self.text.split_at(at + 1))
    }
}

/// A message on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageSheet {
    /// What the file calls itself; a number, never a person.
    pub name: String,
    /// The lines.
    pub lines: Vec<SheetLine>,
    /// What stands at the foot of every page, before the number of the page; nothing where anybody may read it.
    pub foot: String,
}

impl MessageSheet {
    /// Takes the text of a version apart.
    pub fn of(zaak: Zaaknummer, kind: DraftKind, version: u32, text: &str) -> Self {
        // A letter and its accent are one, as a typeface has them.
        let text: String = sanitize::text(text).nfc().collect();
        let raw: Vec<&str> = text.lines().map(str::trim_end).collect();
        let closing = closing(&raw);
        let mut lines: Vec<SheetLine> = Vec::new();
        let (mut apart, mut head) = (false, true);
        for (at, line) in raw.iter().enumerate() {
            if line.trim().is_empty() {
                head = head && lines.is_empty();
                apart = !lines.is_empty();
                continue;
            }
            let point = line.strip_prefix("- ").map(str::trim_start).filter(|point| !point.is_empty());
            let role = match point {
                Some(_) => LineRole::Point,
                None if at >= closing => LineRole::Closing,
                None if is_heading(line) && lines.is_empty() => LineRole::Title,
                None if is_heading(line) => LineRole::Heading,
                None if head && !lines.is_empty() && line.contains(": ") => LineRole::Field,
                None => LineRole::Text,
            };
            lines.push(SheetLine { role, text: point.unwrap_or(line).to_owned(), apart });
            apart = false;
        }
        let (name, foot) = if kind.is_public() {
            (kind.label().to_owned(), String::new())
        } else {
            (format!("{} {zaak}", kind.label()), format!("Kenmerk {zaak}, versie {version}"))
        };
        Self { name, lines, foot }
    }
}

/// Where the last block of lines begins, where it holds the reference; past the end where it does not.
fn closing(lines: &[&str]) -> usize {
    let Some(last) = lines.iter().rposition(|line| !line.trim().is_empty()) else { return lines.len() };
    let before = lines.get(..last).unwrap_or_default();
    let start = before.iter().rposition(|line| line.trim().is_empty()).map_or(0, |blank| blank + 1);
    let block = lines.get(start..=last).unwrap_or_default();
    if start > 0 && block.iter().any(|line| line.starts_with("Kenmerk:")) { start } else { lines.len() }
}

/// A line in capitals alone.
fn is_heading(line: &str) -> bool {
    line.chars().filter(|c| c.is_alphabetic()).count() > 1 && !line.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> Vec<(LineRole, String)> {
        let Ok(zaak) = "2026-W47-03".parse() else { return Vec::new() };
        let sheet = MessageSheet::of(zaak, DraftKind::Piketmelding, 2, text);
        sheet.lines.into_iter().map(|line| (line.role, line.text)).collect()
    }

    #[test]
    fn every_line_gets_its_place_and_keeps_its_words() {
        let text = "PIKETMELDING 2026-W47-03\nAan: bewindspersoon\n\nOm 01:40 uur: brand.\n\nLETSEL\n- Geen: 0.\n-\n\nGrondslag: x\nKenmerk: 2026-W47-03, versie 2\n";
        let expected = [
            (LineRole::Title, "PIKETMELDING 2026-W47-03"),
            (LineRole::Field, "Aan: bewindspersoon"),
            (LineRole::Text, "Om 01:40 uur: brand."),
            (LineRole::Heading, "LETSEL"),
            (LineRole::Point, "Geen: 0."),
            (LineRole::Text, "-"),
            (LineRole::Closing, "Grondslag: x"),
            (LineRole::Closing, "Kenmerk: 2026-W47-03, versie 2"),
        ];
        assert_eq!(roles(text), expected.map(|(role, text)| (role, text.to_owned())));
    }

    #[test]
    fn a_text_of_one_line_is_text() {
        assert_eq!(roles("Piket: brand. Kenmerk: x"), [(LineRole::Text, "Piket: brand. Kenmerk: x".to_owned())]);
        assert_eq!(roles("\n\n"), []);
    }
}
