//! Letters of a Word document that nobody sees: white ones where nothing is coloured, and those too small to read.

use quick_xml::events::BytesStart;

use crate::intake::xml::attribute;

/// Half points from which on letters can be read.
const READABLE: u16 = 5;

/// How the letters of a stretch are drawn, and on what.
#[expect(clippy::struct_excessive_bools, reason = "each is said by a property of its own")]
#[derive(Debug, Default)]
pub struct RunInk {
    white: bool,
    small: bool,
    /// The stretch itself, its paragraph or cell, and its table have a colour of their own.
    stretch: bool,
    around: bool,
    tables: Vec<bool>,
}

impl RunInk {
    /// A stretch of text begins.
    pub const fn run(&mut self) {
        (self.white, self.small, self.stretch) = (false, false, false);
    }

    /// A cell begins, or a paragraph outside of all tables.
    pub const fn place(&mut self) {
        self.around = false;
    }

    /// A paragraph begins.
    pub const fn paragraph(&mut self) {
        if self.tables.is_empty() {
            self.place();
        }
    }

    /// A table begins or ends.
    pub fn table(&mut self, begins: bool) {
        if begins {
            self.tables.push(false);
        } else {
            self.tables.pop();
        }
        self.place();
    }

    /// What says how letters look; `in_run` within a stretch.
    pub fn property(&mut self, name: &str, e: &BytesStart<'_>, in_run: bool) {
        let value = || attribute(e, "val").unwrap_or_default();
        match name {
            "color" if in_run => self.white = is_white(&value()),
            "sz" if in_run => self.small = value().parse::<u16>().is_ok_and(|size| size < READABLE),
            "highlight" if in_run => self.stretch |= !matches!(value().as_str(), "white" | "none" | ""),
            "shd" => {
                let fill = attribute(e, "fill").unwrap_or_default();
                let coloured = !(fill.is_empty() || fill.eq_ignore_ascii_case("auto") || is_white(&fill));
                if in_run {
                    self.stretch |= coloured;
                } else {
                    self.around |= coloured;
                }
            }
            // A style may colour any of its cells.
            "tblStyle" => {
                if let Some(table) = self.tables.last_mut() {
                    *table = !matches!(value().as_str(), "" | "TableGrid" | "Tabelraster" | "TableNormal");
                }
            }
            _ => {}
        }
    }

    /// True where nobody sees the letters.
    pub fn is_unseen(&self) -> bool {
        self.small || self.white && !(self.stretch || self.around || self.tables.contains(&true))
    }
}

fn is_white(colour: &str) -> bool {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    colour.len() == 6 && (0..3).all(|nr| part(2 * nr).is_some_and(|value| value >= 0xfa))
}
