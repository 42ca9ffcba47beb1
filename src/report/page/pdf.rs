//! A page as a PDF: A4 on its side, with the letters that messages have. The head of a table stands on every page that
//! the table runs on to.

use super::{Bar, Block, Grid, ReportPage, Side};
use crate::{
    domain::error::Result,
    outgoing::pdf::paper::{Paper, Placed, Surface},
};

/// A4 on its side and its margins of 15 millimetres, in points.
const PAGE: (f32, f32) = (841.89, 595.28);
const MARGIN: f32 = 42.5;
/// The base line of the footer.
const FOOT: f32 = 24.0;
/// Where the last row of a page may stand.
const BOTTOM: f32 = 48.0;
/// How high a row of a table is, and how much room is left beside a cell.
const LEADING: f32 = 11.5;
const GAP: f32 = 7.0;
/// Sizes of letters.
const TITLE: f32 = 19.0;
const HEADING: f32 = 12.0;
const TEXT: f32 = 9.5;
const CELL: f32 = 8.0;
/// How high the highest bar is.
const BAR: f32 = 56.0;
/// Colours.
const ACCENT: (f32, f32, f32) = (0.08, 0.26, 0.45);
const PALE: (f32, f32, f32) = (0.70, 0.76, 0.83);
const LINE: (f32, f32, f32) = (0.83, 0.86, 0.89);

/// The page as a PDF.
///
/// # Errors
/// When a letter is not in the typeface, or the file cannot be made.
pub fn pdf(page: &ReportPage) -> Result<Vec<u8>> {
    let mut pen = PaperPlace { paper: Paper::new(PAGE)?, page: 0, y: PAGE.1 - MARGIN };
    pen.paper.require(page.texts(), "Maak een .html; die heeft alle letters.")?;
    pen.text(&page.title, TITLE, true);
    pen.down(4.0);
    for line in &page.about {
        pen.text(line, TEXT, false);
    }
    for block in &page.blocks {
        match block {
            Block::Heading(text) => pen.heading(text),
            Block::Text(text) => pen.text(text, TEXT, false),
            Block::Points(points) => points.iter().for_each(|point| pen.text(&format!("•  {point}"), TEXT, false)),
            Block::Grid(grid) => pen.grid(grid),
            Block::Bars(bars) => pen.bars(bars),
        }
    }
    let pages = pen.page + 1;
    for page_number in 0..pages {
        let number = format!("Pagina {} van {pages}", page_number + 1);
        let right = PAGE.0 - MARGIN - pen.paper.width(false, &number, CELL);
        for (x, words) in [(MARGIN, page.foot.clone()), (right, number)] {
            pen.paper.put(Placed { page: page_number, at: (x, FOOT), size: CELL, bold: false, words });
        }
    }
    pen.paper.finish(&page.title, pages)
}

/// Where the next thing comes.
struct PaperPlace {
    paper: Paper,
    page: usize,
    y: f32,
}

impl PaperPlace {
    /// Goes down, to the next page where this one has no room for that.
    fn down(&mut self, room: f32) -> bool {
        let turns = self.y - room < BOTTOM;
        if turns {
            self.page += 1;
            self.y = PAGE.1 - MARGIN;
        }
        self.y -= room;
        turns
    }

    fn put(&mut self, at: (f32, f32), size: f32, bold: bool, words: String) {
        self.paper.put(Placed { page: self.page, at, size, bold, words });
    }

    fn line(&mut self, colour: (f32, f32, f32), thick: f32) {
        let size = (PAGE.0 - 2.0 * MARGIN, thick);
        self.paper.fill(Surface { page: self.page, at: (MARGIN, self.y - 3.0), size, colour });
    }

    fn heading(&mut self, text: &str) {
        // A heading does not stand alone at the foot of a page.
        if self.y - 80.0 < BOTTOM {
            self.page += 1;
            self.y = PAGE.1 - MARGIN;
        }
        self.down(26.0);
        self.put((MARGIN, self.y), HEADING, true, text.to_owned());
        self.down(5.0);
    }

    fn text(&mut self, text: &str, size: f32, bold: bool) {
        for row in wrap(&self.paper, text, (size, bold), PAGE.0 - 2.0 * MARGIN) {
            self.down(size * 1.4);
            self.put((MARGIN, self.y), size, bold, row);
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let all: u16 = grid.columns.iter().map(|column| column.share).sum();
        let room = PAGE.0 - 2.0 * MARGIN;
        let widths: Vec<f32> =
            grid.columns.iter().map(|column| room * f32::from(column.share) / f32::from(all.max(1))).collect();
        let headings: Vec<String> = grid.columns.iter().map(|column| column.heading.clone()).collect();
        self.down(4.0);
        self.row(grid, &widths, &headings, true);
        for cells in &grid.rows {
            self.row(grid, &widths, cells, false);
        }
        self.down(4.0);
    }

    fn row(&mut self, grid: &Grid, widths: &[f32], cells: &[String], bold: bool) {
        let broken: Vec<Vec<String>> =
            cells.iter().zip(widths).map(|(cell, width)| wrap(&self.paper, cell, (CELL, bold), width - GAP)).collect();
        let rows = broken.iter().map(Vec::len).max().unwrap_or(1);
        for nth in 0..rows {
            // On a new page the head of the table stands again, before the first line of a row.
            if self.y - LEADING < BOTTOM && !bold {
                self.page += 1;
                self.y = PAGE.1 - MARGIN;
                let headings: Vec<String> = grid.columns.iter().map(|column| column.heading.clone()).collect();
                self.row(grid, widths, &headings, true);
            }
            self.down(LEADING);
            let mut x = MARGIN;
            for ((lines, width), column) in broken.iter().zip(widths).zip(&grid.columns) {
                if let Some(words) = lines.get(nth) {
                    let left = match column.side {
                        Side::Left => x,
                        Side::Right => x + width - GAP - self.paper.width(bold, words, CELL),
                    };
                    self.put((left, self.y), CELL, bold, words.clone());
                }
                x += width;
            }
        }
        self.line(if bold { ACCENT } else { LINE }, if bold { 1.2 } else { 0.5 });
        self.down(2.5);
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of cases is far below what a float holds")]
    fn bars(&mut self, bars: &[Bar]) {
        let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1) as f32;
        let step = ((PAGE.0 - 2.0 * MARGIN) / bars.len().max(1) as f32).min(72.0);
        let every = bars.len().div_ceil(14).max(1);
        self.down(BAR + 26.0);
        let foot = self.y + 12.0;
        for (nth, bar) in bars.iter().enumerate() {
            let (x, high) = (MARGIN + nth as f32 * step, (bar.count as f32 / most * BAR).max(0.7));
            let colour = if bar.is_own { ACCENT } else { PALE };
            self.paper.fill(Surface { page: self.page, at: (x, foot), size: (step * 0.6, high), colour });
            if nth % every == 0 {
                self.put((x, foot + high + 3.0), 7.0, false, bar.count.to_string());
                self.put((x, self.y + 2.0), 7.0, false, bar.label.clone());
            }
        }
    }
}

/// Breaks words into lines of a width, between words, and within one only where it is wider than a line.
fn wrap(paper: &Paper, text: &str, (size, bold): (f32, bool), room: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(last) = lines.last_mut() else { continue };
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if paper.width(bold, &longer, size) <= room {
            *last = longer;
            continue;
        }
        if !last.is_empty() {
            lines.push(String::new());
        }
        for c in word.chars() {
            let Some(last) = lines.last_mut() else { continue };
            let longer = format!("{last}{c}");
            if last.is_empty() || paper.width(bold, &longer, size) <= room {
                *last = longer;
            } else {
                lines.push(c.to_string());
            }
        }
    }
    lines
}
