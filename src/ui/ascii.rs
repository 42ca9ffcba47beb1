//! The same screen in signs that every terminal has: for one whose locale or font knows no others. It is done to the
//! cells that were drawn, so that nothing that draws has to know, and no sign can be forgotten: what has no likeness
//! becomes a question mark.

use ratatui::buffer::{Buffer, Cell};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Which signs the terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SignSet {
    /// All.
    #[default]
    Unicode,
    /// Those of ASCII alone.
    Ascii,
}

/// Turns every cell into one of ASCII.
pub fn fold(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            let sign = likeness(cell);
            cell.set_char(sign);
        }
    }
}

fn likeness(cell: &Cell) -> char {
    let first = cell.symbol().chars().next().unwrap_or(' ');
    match first {
        '─' | '–' | '—' | '‐' | '‑' | '−' => '-',
        '│' | '┃' | '▌' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '▸' | '▶' | '→' | '›' => '>',
        '←' | '‹' => '<',
        '↑' => '^',
        '↓' | '✓' => 'v',
        '…' => '~',
        '·' => '.',
        '•' | '●' => '*',
        '◆' | '█' | '▀' | '▄' => '#',
        '◇' => '=',
        '○' | 'ø' => 'o',
        '░' => ':',
        '«' | '»' | '“' | '”' | '„' => '"',
        '‘' | '’' | '‚' => '\'',
        '×' => 'x',
        'Ø' => 'O',
        'ß' => 's',
        '\u{a0}' => ' ',
        other => other.nfkd().find(|c| c.is_ascii() && !is_combining_mark(*c)).unwrap_or('?'),
    }
}
