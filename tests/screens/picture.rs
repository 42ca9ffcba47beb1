//! A screen as text: the characters, and under them the style of every run that is not plain, so
//! that a colour that goes wrong fails a test.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

/// The characters, line by line, without trailing blanks.
pub fn text(buffer: &Buffer) -> String {
    let lines: Vec<String> = rows(buffer)
        .map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned())
        .collect();
    lines.join("\n")
}

/// One line per row that has style: `row  column+length code …`.
pub fn styles(buffer: &Buffer) -> String {
    let mut out = String::new();
    for (y, row) in rows(buffer).enumerate() {
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (x, cell) in row.iter().enumerate() {
            let code = code(cell);
            match runs.last_mut() {
                Some((_, length, last)) if *last == code => *length += 1,
                _ => runs.push((x, 1, code)),
            }
        }
        let parts: Vec<String> =
            runs.into_iter().filter(|(_, _, c)| !c.is_empty()).map(|(x, n, c)| format!("{x}+{n} {c}")).collect();
        if !parts.is_empty() {
            let _ = writeln!(out, "{y:>2}  {}", parts.join("  "));
        }
    }
    out
}

/// Colour and modifiers of a cell: `c*%` is cyan, bold, reversed. Blank cells count only where blank
/// is visible.
fn code(cell: &Cell) -> String {
    let color = match cell.fg {
        // By what they mean on a dark ground: the accent, well, attention, wrong; what recedes is `~`.
        Color::Indexed(80) => "c",
        Color::Indexed(111) => "B",
        Color::Indexed(221) => "y",
        Color::Indexed(210) => "R",
        Color::Reset | Color::Indexed(248) => "",
        Color::Indexed(index) => return styled(&format!("[{index}]"), cell),
        _ => "?",
    };
    styled(color, cell)
}

/// A colour with what else the cell has.
fn styled(color: &str, cell: &Cell) -> String {
    let background = if cell.bg == Color::Reset { "" } else { "#" };
    let mut out = format!("{color}{background}");
    for (modifier, character) in [
        (Modifier::BOLD, '*'),
        (Modifier::DIM, '~'),
        (Modifier::UNDERLINED, '_'),
        (Modifier::REVERSED, '%'),
        (Modifier::CROSSED_OUT, '-'),
    ] {
        let recedes = modifier == Modifier::DIM && cell.fg == Color::Indexed(248);
        if recedes || cell.modifier.contains(modifier) {
            out.push(character);
        }
    }
    let visible = cell.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT);
    if cell.symbol() == " " && !visible { background.to_owned() } else { out }
}

/// True when a cell has any colour of its own.
pub fn is_colored(buffer: &Buffer) -> bool {
    rows(buffer).flatten().any(|c| c.fg != Color::Reset || c.bg != Color::Reset)
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content().chunks(usize::from(buffer.area().width).max(1))
}
