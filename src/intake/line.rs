//! A text as lines of cells, the one form in which every format is searched for fields: a mail's text,
//! a table row in HTML or Word, a line on a PDF page. Cleaning of outside text happens here.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::{limits, pair::PairStructure, separated};
use crate::domain::sanitize;

/// How heavy a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LineWeight {
    /// As text is, at least in part.
    #[default]
    Plain,
    /// All of it bold: a heading, or a label with its answer below.
    Bold,
    /// A row of which the document says that it is headings, with one row of answers below it.
    Headings,
}

/// One line or table row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextLine {
    /// Its number in the part, from 1.
    pub nr: usize,
    /// Its cells, cleaned; a cell may hold several lines.
    pub cells: Vec<String>,
    /// True for a row of a real table, where an empty cell is an empty answer.
    pub table: bool,
    /// True when it is a paragraph that its writer ended, not a line that a program may have wrapped.
    pub paragraph: bool,
    /// How far it begins from the margin of a running text, in characters; `None` where nobody knows. What stands at
    /// the margin is not the rest of an answer in a column.
    pub indent: Option<usize>,
    /// True when it is marked as quoted from an older mail.
    pub quoted: bool,
    /// How heavy all of it is drawn.
    pub weight: LineWeight,
    /// What makes its two cells a label and an answer, when the document itself says that they are.
    pub pair: Option<PairStructure>,
}

impl TextLine {
    /// Bytes in all its cells.
    pub fn bytes(&self) -> usize {
        self.cells.iter().map(String::len).sum()
    }

    /// A line of running text; tabs and wide gaps part the cells.
    pub fn text(nr: usize, raw: &str) -> Self {
        let (raw, quoted) = without_quote(raw);
        Self { nr, cells: split(raw), quoted, ..Self::default() }
    }

    /// A row of a table.
    pub fn row(nr: usize, cells: impl IntoIterator<Item = String>) -> Self {
        let cells = cells.into_iter().map(|c| sanitize::text(&composed(&c)).trim().to_owned()).collect();
        Self { nr, cells, table: true, paragraph: true, ..Self::default() }
    }

    /// A label and its answer, as the document itself gives them: a form field, a definition list.
    pub fn pair(nr: usize, label: String, answer: String, structure: PairStructure) -> Self {
        Self { pair: Some(structure), ..Self::row(nr, [label, answer]) }
    }

    /// Adds the cells of a row to the cells above them.
    fn add(&mut self, row: Self) {
        for (cell, rest) in self.cells.iter_mut().zip(row.cells).filter(|(_, rest)| !rest.is_empty()) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(&rest);
        }
    }

    /// True for a row of headings with one row of answers below it.
    pub fn is_headings(&self) -> bool {
        self.weight == LineWeight::Headings
    }

    /// True when all of it is drawn bold.
    pub fn is_bold(&self) -> bool {
        self.weight == LineWeight::Bold
    }

    /// True when there is nothing on it, or only a ruled line. A lone dash is an answer.
    pub fn is_empty(&self) -> bool {
        let line = |c: &str| c.chars().count() >= 3 && c.chars().all(|t| "-=_*~+─—".contains(t));
        self.cells.iter().all(|c| c.trim().is_empty() || line(c.trim()))
    }

    /// Its text on one line.
    pub fn plain(&self) -> String {
        self.cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Lines that begin with bold words, as they read when those words are a label: "**Naam** Jan". In a letter one
/// bold word is only loud, so that this reading counts where many lines are made that way.
#[derive(Debug, Default)]
pub struct BoldLines(Vec<(usize, TextLine)>);

/// Stands in a text where its bold beginning ends.
pub const BOLD_END: char = '\u{1f}';
/// From this many lines on, bold words are labels.
const MIN_BOLD: usize = 4;

impl BoldLines {
    /// The line for this text, which may hold [`BOLD_END`]; `pos` is its place among the lines.
    pub fn line(&mut self, pos: usize, raw: &str) -> TextLine {
        let Some((before, after)) = raw.split_once(BOLD_END) else { return TextLine::text(pos + 1, raw) };
        let after = after.replace(BOLD_END, "");
        if after.starts_with(char::is_whitespace) && !after.trim().is_empty() {
            self.0.push((pos, TextLine::text(pos + 1, &format!("{before}\t{}", after.trim_start()))));
        }
        TextLine::text(pos + 1, &format!("{before}{after}"))
    }

    /// Puts the other reading in its place, if there are enough of them.
    pub fn apply(self, lines: &mut [TextLine]) {
        if self.0.len() < MIN_BOLD {
            return;
        }
        for (pos, divided) in self.0 {
            if let Some(line) = lines.get_mut(pos) {
                line.cells = divided.cells;
            }
        }
    }
}

/// The lines of a running text.
pub fn lines(text: &str) -> Vec<TextLine> {
    let text = limits::start(text, limits::TEXT).replace("\r\n", "\n");
    let mut out: Vec<TextLine> = Vec::new();
    let mut half: Option<(usize, &str)> = None;
    for (i, raw) in text.split(['\n', '\r', '\u{c}', '\u{2028}']).take(limits::LINES).enumerate() {
        // A word that was broken off at the end of its line: "Geboorte-", "datum: 14-03-1984".
        let (i, raw) = match half.take() {
            Some((first, start)) if raw.starts_with(char::is_lowercase) => (first, Cow::Owned(format!("{start}{raw}"))),
            Some((first, start)) => {
                out.push(text_line(first, &format!("{start}-")));
                (i, Cow::Borrowed(raw))
            }
            None => (i, Cow::Borrowed(raw)),
        };
        if let Cow::Borrowed(raw) = raw
            && let Some(start) = broken_off(raw)
        {
            half = Some((i, start));
            continue;
        }
        let line = text_line(i, &raw);
        // The rest of a row that was wrapped within its bars.
        let wrapped = line.table && line.cells.first().is_some_and(String::is_empty);
        match out.last_mut().filter(|above| wrapped && above.table && above.cells.len() == line.cells.len()) {
            Some(above) => above.add(line),
            None => out.push(line),
        }
    }
    out.extend(half.map(|(first, start)| text_line(first, &format!("{start}-"))));
    separated::apart(&mut out);
    out
}

/// The line at this place of a text.
fn text_line(at: usize, raw: &str) -> TextLine {
    let shown = without_emphasis(raw);
    let line = piped(at + 1, &shown).unwrap_or_else(|| TextLine::text(at + 1, &shown));
    let indent = (!line.quoted).then(|| raw.chars().take_while(|c| c.is_whitespace()).count());
    TextLine { indent, ..line }
}

/// Characters of a label that is marked.
const MAX_MARKED: usize = 110;

/// A line without the marks by which a text without letters of its own draws its label bold: "• *Naam:* A. Proef".
fn without_emphasis(raw: &str) -> Cow<'_, str> {
    let body = raw.trim_start();
    let bare = body.trim_start_matches(['•', '·', '▪', '◦', '–', ' ']);
    let bare = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* ")).unwrap_or(bare).trim_start();
    for mark in ["**", "__", "*", "_"] {
        let parts = bare.strip_prefix(mark).and_then(|inner| inner.split_once(mark));
        if let Some((label, rest)) = parts
            && label.starts_with(char::is_alphanumeric)
            && label.chars().count() <= MAX_MARKED
            && (label.ends_with(':') || rest.trim_start().starts_with(':'))
        {
            let indent = raw.get(..raw.len() - body.len()).unwrap_or_default();
            return Cow::Owned(format!("{indent}{label}{rest}"));
        }
    }
    Cow::Borrowed(raw)
}

/// A line that ends in the middle of a word, without its hyphen.
fn broken_off(raw: &str) -> Option<&str> {
    let start = raw.strip_suffix('-')?;
    let letters = start.chars().rev().take_while(|c| c.is_alphabetic()).count();
    (letters >= MIN_HALF && !start.starts_with('>')).then_some(start)
}

/// Letters of a word before its hyphen.
const MIN_HALF: usize = 3;

/// A row between bars, of which an empty cell is an empty answer: "| Naam |  |".
fn piped(nr: usize, raw: &str) -> Option<TextLine> {
    let (bare, quoted) = without_quote(raw);
    let inner = bare.trim().strip_prefix(['|', '│'])?.strip_suffix(['|', '│'])?;
    let cells: Vec<String> = inner.split(['|', '│']).map(|c| sanitize::line(&composed(c))).collect();
    (cells.len() > 1 && cells.iter().any(|c| c.contains(char::is_alphanumeric)))
        .then(|| TextLine { quoted, ..TextLine::row(nr, cells) })
}

/// The text of lines, for reading.
pub fn as_text(lines: &[TextLine]) -> String {
    let mut out = String::new();
    for r in lines {
        out.push_str(&r.cells.join(if r.table { ": " } else { "  " }));
        out.push('\n');
    }
    out
}

/// Letters and their accents as one sign, as everybody but some systems write them, and no space but the usual.
fn composed(raw: &str) -> String {
    raw.nfc().map(|c| if c == '\u{a0}' { ' ' } else { c }).collect()
}

fn without_quote(raw: &str) -> (&str, bool) {
    let mut rest = raw.trim_start();
    let mut quoted = false;
    while let Some(inner) = rest.strip_prefix('>') {
        quoted = true;
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    (if quoted { rest } else { raw }, quoted)
}

/// Spaces that part two cells.
const WIDE_GAP: &str = "   ";

/// Cells of a text line: parted by a tab, a bar or three spaces or more. Two spaces are a typist's habit, at least behind
/// a sentence and where no other gap makes columns of the line.
fn split(raw: &str) -> Vec<String> {
    let mut cells = Vec::new();
    for piece in composed(raw).split(['\t', '|', '│']) {
        let mut cell = String::new();
        let mut spaces = 0;
        let in_columns = piece.trim().contains(WIDE_GAP);
        for c in piece.trim().chars() {
            if c == ' ' {
                spaces += 1;
                continue;
            }
            let narrow = in_columns && spaces == 2 && !cell.ends_with(['.', '!', '?', ',', ';']);
            if spaces >= WIDE_GAP.len() || narrow {
                cells.push(std::mem::take(&mut cell));
            } else if spaces > 0 {
                cell.push(' ');
            }
            spaces = 0;
            cell.push(c);
        }
        cells.push(cell);
    }
    let mut cells: Vec<String> = cells.iter().map(|c| sanitize::line(c)).filter(|c| !c.is_empty()).collect();
    if cells.is_empty() {
        cells.push(String::new());
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_parted_by_tabs_and_wide_gaps_only() {
        let cells = |t: &str| TextLine::text(1, t).cells;
        assert_eq!(cells("  Naam:\tJan  Jansen"), ["Naam:", "Jan Jansen"]);
        assert_eq!(cells("Naam      Jan"), ["Naam", "Jan"]);
        assert_eq!(cells("| Naam | Jan |"), ["Naam", "Jan"]);
        assert!(TextLine::text(1, "|-----|----|").is_empty() && !TextLine::text(1, "-").is_empty());
        assert_eq!(cells("einde.  Begin"), ["einde. Begin"]);
        let columns = "Inrichting       FPC de Kijvelanden  Afdeling     Horst 2.  Zuid";
        assert_eq!(cells(columns), ["Inrichting", "FPC de Kijvelanden", "Afdeling", "Horst 2. Zuid"]);
        assert_eq!(cells(""), [""]);
    }

    #[test]
    fn rows_between_bars_keep_their_empty_answers() {
        let all = lines("| Naam | A. Proef |\n| Delict |  |\n| Soort | intra- |\n|  | muraal |\nna | voor\n|---|---|");
        let cells: Vec<Vec<String>> = all.iter().filter(|l| !l.is_empty()).map(|l| l.cells.clone()).collect();
        assert_eq!(cells, [["Naam", "A. Proef"], ["Delict", ""], ["Soort", "intra-\nmuraal"], ["na", "voor"]]);
    }

    #[test]
    fn marks_around_a_label_are_no_part_of_it() {
        let plain = |text: &str| lines(text).iter().map(TextLine::plain).collect::<Vec<_>>();
        for text in ["• *Naam:* A. Proef", "- **Naam**: A. Proef", "* _Naam:_ A. Proef", "__Naam:__ A. Proef"] {
            assert_eq!(plain(text), ["Naam: A. Proef"], "{text}");
        }
        for text in ["*Let op* dit is zo", "* Naam: A. Proef", "*Naam: A. Proef", "5 * 3 * 2: 30"] {
            assert_eq!(plain(text), [text]);
        }
    }

    #[test]
    fn a_word_that_was_broken_off_is_one() {
        let plain = |text: &str| lines(text).iter().map(|l| (l.nr, l.plain())).collect::<Vec<_>>();
        let line = |nr: usize, text: &str| (nr, text.to_owned());
        assert_eq!(plain("Geboorte-\ndatum: 1-2-1990\nna"), [line(1, "Geboortedatum: 1-2-1990"), line(3, "na")]);
        assert_eq!(
            plain("Delict -\nTitel-\nX\n- een\nlaatste-"),
            [line(1, "Delict -"), line(2, "Titel-"), line(3, "X"), line(4, "- een"), line(5, "laatste-")]
        );
    }

    #[test]
    fn quotes_lose_their_mark_and_keep_their_flag() {
        let r = TextLine::text(1, "> > Naam: X");
        assert_eq!((r.plain().as_str(), r.quoted), ("Naam: X", true));
    }
}
