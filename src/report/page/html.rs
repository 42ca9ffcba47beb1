//! A page as one web page that needs nothing else: no script, no picture or letter from elsewhere. It is made to be
//! printed too.

use std::fmt::Write as _;

use super::{Bar, Block, Grid, ReportPage, Side};
use crate::report::markup;

const STYLE: &str = include_str!("../../../assets/rapport.css");

/// How wide the drawing of bars is, and how high the highest of them.
const WIDTH: usize = 640;
const HEIGHT: usize = 72;

/// The page as HTML.
pub fn html(page: &ReportPage) -> String {
    let title = markup::html(&page.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n"
    );
    for line in &page.about {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "<p>{}</p>", markup::html(line));
    }
    out.push_str("</header>\n<main>\n");
    for block in &page.blocks {
        let _ = match block {
            Block::Heading(text) => writeln!(out, "<h2>{}</h2>", markup::html(text)),
            Block::Text(text) => writeln!(out, "<p>{}</p>", markup::html(text)),
            Block::Points(points) => list(&mut out, points),
            Block::Grid(grid) => table(&mut out, grid),
            Block::Bars(bars) => drawing(&mut out, bars),
        };
    }
    let _ = write!(out, "</main>\n<footer>{}</footer>\n</body>\n</html>\n", markup::html(&page.foot));
    out
}

fn list(out: &mut String, points: &[String]) -> std::fmt::Result {
    writeln!(out, "<ul>")?;
    points.iter().try_for_each(|point| writeln!(out, "<li>{}</li>", markup::html(point)))?;
    writeln!(out, "</ul>")
}

fn table(out: &mut String, grid: &Grid) -> std::fmt::Result {
    let class = |side| if side == Side::Right { " class=\"n\"" } else { "" };
    writeln!(out, "<table>\n<thead><tr>")?;
    for column in &grid.columns {
        writeln!(out, "<th scope=\"col\"{}>{}</th>", class(column.side), markup::html(&column.heading))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for cells in &grid.rows {
        write!(out, "<tr>")?;
        for (cell, column) in cells.iter().zip(&grid.columns) {
            write!(out, "<td{}>{}</td>", class(column.side), markup::html(cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}

/// Bars with their number above and their label under them.
fn drawing(out: &mut String, bars: &[Bar]) -> std::fmt::Result {
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1);
    let step = WIDTH / bars.len().max(1);
    let wide = (step * 3 / 5).clamp(1, 40);
    let lines: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.text)).collect();
    let view = format!("0 0 {WIDTH} {}", HEIGHT + 34);
    writeln!(out, "<svg viewBox=\"{view}\" role=\"img\" aria-label=\"{}\">", markup::html(&lines.join("; ")))?;
    // More labels than fit would lie over each other.
    let every = bars.len().div_ceil(12).max(1);
    for (nth, bar) in bars.iter().enumerate() {
        let (x, high) = (nth * step, bar.count * HEIGHT / most);
        let class = if bar.is_own { "own" } else { "before" };
        let (top, middle) = (HEIGHT + 14 - high, x + wide / 2);
        write!(out, "<g><title>{}</title>", markup::html(&format!("{}: {}", bar.label, bar.text)))?;
        write!(out, "<rect class=\"{class}\" x=\"{x}\" y=\"{top}\" width=\"{wide}\" height=\"{}\"/>", high.max(1))?;
        if nth % every == 0 {
            write!(out, "<text x=\"{middle}\" y=\"{}\">{}</text>", top - 3, bar.count)?;
            write!(out, "<text x=\"{middle}\" y=\"{}\">{}</text>", HEIGHT + 28, markup::html(&bar.label))?;
        }
        writeln!(out, "</g>")?;
    }
    writeln!(out, "</svg>")
}
