//! Letters of a rich text that nobody sees: white ones where nothing is coloured, and those too small to read.

/// Half points from which on letters can be read.
const READABLE: i64 = 5;
/// From here on a part of a colour is white.
const WHITE: i64 = 250;
/// Colours of one text; a table of more is no table.
const MAX_COLOURS: usize = 2000;

/// How the letters of a group are drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct GroupInk {
    white: bool,
    small: bool,
    coloured: bool,
}

/// The table of colours, and what is coloured around the letters.
#[derive(Debug, Default)]
pub struct Colours {
    /// Which of them are white.
    white: Vec<bool>,
    parts: [Option<i64>; 3],
    row: bool,
    paragraph: bool,
}

impl Colours {
    /// A control word within the table.
    pub fn table(&mut self, word: &[u8], number: Option<i64>) {
        let parts: [&[u8]; 3] = [b"red", b"green", b"blue"];
        if let Some(at) = parts.iter().position(|part| *part == word)
            && let Some(part) = self.parts.get_mut(at)
        {
            *part = number;
        }
    }

    /// A colour of the table ends.
    pub fn next(&mut self) {
        let parts = std::mem::take(&mut self.parts);
        if self.white.len() < MAX_COLOURS {
            self.white.push(parts.iter().all(|part| part.is_some_and(|value| value >= WHITE)));
        }
    }

    /// A control word of the text: what it makes of the ink of its group, if it is about that.
    pub fn word(&mut self, word: &[u8], number: Option<i64>, ink: GroupInk) -> Option<GroupInk> {
        let white = |number: Option<i64>| {
            number.and_then(|n| usize::try_from(n).ok()).and_then(|n| self.white.get(n)).copied().unwrap_or_default()
        };
        let coloured = number.is_some_and(|n| n > 0) && !white(number);
        match word {
            b"cf" => return Some(GroupInk { white: white(number), ..ink }),
            b"fs" => return Some(GroupInk { small: number.is_some_and(|size| size < READABLE), ..ink }),
            b"highlight" | b"chcbpat" | b"cb" => return Some(GroupInk { coloured, ..ink }),
            b"plain" => return Some(GroupInk::default()),
            b"clcbpat" | b"clcfpat" | b"trcbpat" => self.row |= coloured,
            b"cbpat" => self.paragraph |= coloured,
            b"trowd" => self.row = false,
            b"pard" => self.paragraph = false,
            _ => {}
        }
        None
    }

    /// True where nobody sees letters in this ink.
    pub const fn is_unseen(&self, ink: GroupInk) -> bool {
        ink.small || ink.white && !(ink.coloured || self.row || self.paragraph)
    }
}
