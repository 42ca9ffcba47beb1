//! A message as a PDF: A4, with its letters embedded, so that it looks the same everywhere and its words can be found
//! and copied. A letter that the typeface does not have stops the file: nothing is replaced by a blank.

pub mod paper;
mod typeface;

use super::sheet::{LineRole, MessageSheet, SheetLine};
use crate::domain::error::Result;
use paper::{Paper, Placed};

/// A4 and its margins of 25 millimetres, in points.
const PAGE: (f32, f32) = (595.28, 841.89);
const MARGIN: f32 = 70.87;
/// The base line of the footer, and as far down as the text goes.
const FOOT: f32 = 40.0;
const BOTTOM: f32 = 60.0;
/// How far a point stands in from its bullet.
const INDENT: f32 = 14.0;

/// How a line of a message is set.
struct Setting {
    size: f32,
    leading: f32,
    /// Room above, with and without a blank line before it.
    above: (f32, f32),
    bold: bool,
}

const fn setting(role: LineRole) -> Setting {
    match role {
        LineRole::Title => Setting { size: 17.0, leading: 22.0, above: (0.0, 0.0), bold: true },
        LineRole::Field => Setting { size: 10.5, leading: 14.5, above: (8.0, 1.0), bold: false },
        LineRole::Heading => Setting { size: 11.0, leading: 14.5, above: (11.0, 9.0), bold: true },
        LineRole::Subheading => Setting { size: 9.5, leading: 13.0, above: (8.0, 5.0), bold: true },
        LineRole::Point => Setting { size: 10.5, leading: 14.5, above: (8.0, 2.0), bold: false },
        LineRole::Text => Setting { size: 10.5, leading: 14.5, above: (10.0, 1.0), bold: false },
        LineRole::Closing => Setting { size: 9.0, leading: 12.5, above: (16.0, 0.0), bold: false },
    }
}

/// Words that are set on one row, each bold or not.
type WordRow = Vec<(bool, String)>;

/// Writes the file.
///
/// # Errors
/// When a letter is not in the typeface, or the file cannot be made.
pub fn pdf(sheet: &MessageSheet) -> Result<Vec<u8>> {
    let mut paper = Paper::new(PAGE)?;
    let texts = sheet.lines.iter().map(|line| line.text.as_str());
    paper.require(texts, "Maak een .docx of .txt, of schrijf het anders.")?;
    let (placed, pages) = place(sheet, &paper);
    for words in placed {
        paper.put(words);
    }
    for page in 0..pages {
        let number = format!("Pagina {} van {pages}", page.saturating_add(1));
        let right = PAGE.0 - MARGIN - paper.width(false, &number, 8.0);
        paper.put(Placed { page, at: (MARGIN, FOOT), size: 8.0, bold: false, words: sheet.foot.clone() });
        paper.put(Placed { page, at: (right, FOOT), size: 8.0, bold: false, words: number });
    }
    paper.finish(&sheet.name, pages)
}

/// Breaks the lines and gives every row its place; answers how many pages that takes.
fn place(sheet: &MessageSheet, paper: &Paper) -> (Vec<Placed>, usize) {
    let mut placed = Vec::new();
    let (mut page, mut y) = (0, PAGE.1 - MARGIN);
    for (i, line) in sheet.lines.iter().enumerate() {
        let set = setting(line.role);
        let rows = rows(line, &set, paper);
        // A heading does not stand alone at the foot of a page, nor a part of the closing at the head of one.
        let together = match line.role {
            LineRole::Heading | LineRole::Subheading => 3.0,
            LineRole::Closing if line.apart => closing(&sheet.lines, i),
            LineRole::Closing | LineRole::Title | LineRole::Field | LineRole::Point | LineRole::Text => 1.0,
        };
        if i > 0 {
            y -= if line.apart { set.above.0 } else { set.above.1 };
        }
        for (nth, row) in rows.into_iter().enumerate() {
            if y - set.leading * together < BOTTOM && y < PAGE.1 - MARGIN {
                page += 1;
                y = PAGE.1 - MARGIN;
            }
            y -= set.leading;
            let mut x = MARGIN;
            if line.role == LineRole::Point {
                if nth == 0 {
                    placed.push(Placed { page, at: (x, y), size: set.size, bold: false, words: "•".to_owned() });
                }
                x += INDENT;
            }
            for (is_bold, words) in row {
                let width = paper.width(is_bold, &words, set.size);
                placed.push(Placed { page, at: (x, y), size: set.size, bold: is_bold, words });
                x += width;
            }
        }
    }
    (placed, page + 1)
}

/// How many lines the closing has that begins here.
fn closing(lines: &[SheetLine], from: usize) -> f32 {
    let all = lines.iter().skip(from).take_while(|line| line.role == LineRole::Closing);
    all.fold(0.0, |count, _| count + 1.0)
}

/// The rows of a line, broken between words, and within one only where it is longer than a row.
fn rows(line: &SheetLine, set: &Setting, paper: &Paper) -> Vec<WordRow> {
    let room = PAGE.0 - 2.0 * MARGIN - if line.role == LineRole::Point { INDENT } else { 0.0 };
    let width = |is_bold: bool, words: &str| paper.width(is_bold, words, set.size);
    let (label, words) = line.label();
    let mut out: Vec<WordRow> = vec![Vec::new()];
    let mut used = 0.0;
    let pieces = label.split_inclusive(' ').map(|w| (true, w));
    for (is_bold, word) in pieces.chain(words.split_inclusive(' ').map(|w| (set.bold, w))) {
        let mut rest = word;
        if used > 0.0 && used + width(is_bold, rest.trim_end()) > room {
            out.push(Vec::new());
            used = 0.0;
        }
        while width(is_bold, rest.trim_end()) > room {
            let fits = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let at = fits.take_while(|at| rest.get(..*at).is_some_and(|part| width(is_bold, part) <= room)).last();
            let Some((part, left)) = at.filter(|at| *at < rest.len()).and_then(|at| rest.split_at_checked(at)) else {
                break;
            };
            add(&mut out, is_bold, part);
            out.push(Vec::new());
            rest = left;
        }
        add(&mut out, is_bold, rest);
        used += width(is_bold, rest);
    }
    out
}

fn add(rows: &mut [WordRow], is_bold: bool, words: &str) {
    let Some(row) = rows.last_mut() else { return };
    match row.last_mut() {
        Some((same, text)) if *same == is_bold => text.push_str(words),
        _ => row.push((is_bold, words.to_owned())),
    }
}
