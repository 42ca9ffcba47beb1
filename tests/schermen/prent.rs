//! A screen as text: the characters, and under them the style of every run that is not plain, so
//! that a colour that goes wrong fails a test.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};

/// The characters, line by line, without trailing blanks.
pub fn tekst(buffer: &Buffer) -> String {
    let regels: Vec<String> = rijen(buffer)
        .map(|rij| rij.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned())
        .collect();
    regels.join("\n")
}

/// One line per row that has style: `row  column+length code …`.
pub fn stijlen(buffer: &Buffer) -> String {
    let mut uit = String::new();
    for (y, rij) in rijen(buffer).enumerate() {
        let mut runs: Vec<(usize, usize, String)> = Vec::new();
        for (x, cel) in rij.iter().enumerate() {
            let code = code(cel);
            match runs.last_mut() {
                Some((_, lengte, laatste)) if *laatste == code => *lengte += 1,
                _ => runs.push((x, 1, code)),
            }
        }
        let delen: Vec<String> =
            runs.into_iter().filter(|(_, _, c)| !c.is_empty()).map(|(x, n, c)| format!("{x}+{n} {c}")).collect();
        if !delen.is_empty() {
            let _ = writeln!(uit, "{y:>2}  {}", delen.join("  "));
        }
    }
    uit
}

/// Colour and modifiers of a cell: `c*%` is cyan, bold, reversed. Blank cells count only where blank
/// is visible.
fn code(cel: &Cell) -> String {
    let kleur = match cel.fg {
        Color::Reset => "",
        Color::Cyan => "c",
        Color::Blue => "b",
        Color::Yellow => "y",
        Color::Red => "r",
        Color::Magenta => "m",
        Color::LightBlue => "B",
        Color::LightRed => "R",
        _ => "?",
    };
    let achter = if cel.bg == Color::Reset { "" } else { "#" };
    let mut uit = format!("{kleur}{achter}");
    for (modifier, teken) in [
        (Modifier::BOLD, '*'),
        (Modifier::DIM, '~'),
        (Modifier::UNDERLINED, '_'),
        (Modifier::REVERSED, '%'),
        (Modifier::CROSSED_OUT, '-'),
    ] {
        if cel.modifier.contains(modifier) {
            uit.push(teken);
        }
    }
    let zichtbaar = cel.modifier.intersects(Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT);
    if cel.symbol() == " " && !zichtbaar { achter.to_owned() } else { uit }
}

/// True when a cell has any colour of its own.
pub fn gekleurd(buffer: &Buffer) -> bool {
    rijen(buffer).flatten().any(|c| c.fg != Color::Reset || c.bg != Color::Reset)
}

fn rijen(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content().chunks(usize::from(buffer.area().width).max(1))
}
