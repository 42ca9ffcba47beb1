//! A page as a text to read and to paste into a mail.

use std::fmt::Write as _;

use super::{Bar, Block, Grid, ReportPage, Side};
use crate::report::markup;

/// The heights of a bar that is one letter wide.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The page as Markdown.
pub fn md(page: &ReportPage) -> String {
    let mut out = format!("# {}\n\n", markup::md(&page.title));
    for line in page.about.iter().chain([&page.foot]) {
        let _ = writeln!(out, "{}  ", markup::md(line));
    }
    for block in &page.blocks {
        // Writing to a String cannot fail.
        let _ = match block {
            Block::Heading(text) => write!(out, "\n## {}\n\n", markup::md(text)),
            Block::Text(text) => write!(out, "{}\n\n", markup::md(text)),
            Block::Points(points) => points
                .iter()
                .try_for_each(|point| writeln!(out, "- {}", markup::md(point)))
                .and_then(|()| writeln!(out)),
            Block::Grid(grid) => grid_text(&mut out, grid),
            Block::Bars(bars) => bars_text(&mut out, bars),
        };
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn grid_text(out: &mut String, grid: &Grid) -> std::fmt::Result {
    row(out, grid.columns.iter().map(|column| column.heading.as_str()))?;
    row(out, grid.columns.iter().map(|column| if column.side == Side::Right { "---:" } else { "---" }))?;
    for cells in &grid.rows {
        row(out, cells.iter().map(String::as_str))?;
    }
    writeln!(out)
}

fn bars_text(out: &mut String, bars: &[Bar]) -> std::fmt::Result {
    writeln!(out, "{}", sparkline(bars.iter().map(|bar| bar.count)))?;
    writeln!(out)?;
    for bar in bars {
        writeln!(out, "- {}: {}", markup::md(&bar.label), markup::md(&bar.text))?;
    }
    writeln!(out)
}

/// Numbers as one line of bars, the highest as high as a letter; nothing is the lowest.
pub fn sparkline(counts: impl Iterator<Item = usize> + Clone) -> String {
    let most = counts.clone().max().unwrap_or_default().max(1);
    counts.filter_map(|count| HEIGHTS.get((count * 7).div_ceil(most))).collect()
}

fn row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) -> std::fmt::Result {
    let cells: Vec<String> = cells
        .map(|cell| match cell {
            "---" | "---:" => cell.to_owned(),
            "" => "–".to_owned(),
            _ => markup::md(cell),
        })
        .collect();
    writeln!(out, "| {} |", cells.join(" | "))
}
