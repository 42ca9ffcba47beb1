//! What of a page nobody sees: letters that are drawn without ink, white ones on a page that is white, and what stands
//! beside the page. It is no answer, because whoever signed the form did not see it either. The text that a program laid
//! under a scan has no ink and is all there is: that is read.

use lopdf::Object;

use super::{number, page::TextPiece};

/// How far, points, a text may begin outside its page.
const LEEWAY: f64 = 6.0;

/// How letters are drawn.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ink {
    white: bool,
    /// They leave no ink at all.
    none: bool,
}

impl Ink {
    /// Follows what sets the colour and the way of drawing.
    pub fn run(&mut self, word: &[u8], operands: &[Object]) {
        let numbers = || operands.iter().filter_map(number);
        match word {
            b"g" | b"rg" | b"sc" | b"scn" => {
                self.white = numbers().next().is_some() && numbers().count() != 4 && numbers().all(|v| v >= WHITE);
                self.white |= numbers().count() == 4 && numbers().all(|v| v <= 1.0 - WHITE);
            }
            b"k" => self.white = numbers().all(|v| v <= 1.0 - WHITE),
            b"Tr" => self.none = numbers().next().is_some_and(|mode| (2.5..3.5).contains(&mode) || mode > 6.5),
            _ => {}
        }
    }
}

/// From here on a colour is white.
const WHITE: f64 = 0.98;

/// The pieces of a page by how they can be seen.
#[derive(Debug, Default)]
pub struct Layers {
    seen: Vec<TextPiece>,
    white: Vec<TextPiece>,
    without_ink: Vec<TextPiece>,
    /// A field of the page was coloured, on which white letters show.
    coloured: bool,
    /// Left, right, lower and upper edge of the page.
    edges: Option<[f64; 4]>,
    beside: bool,
}

impl Layers {
    /// A page with these corners, before anything is drawn.
    pub fn of(corners: &[f64]) -> Self {
        let edges = match *corners {
            [x0, y0, x1, y1] => Some([x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1)]),
            _ => None,
        };
        Self { edges: edges.filter(|[left, right, low, high]| left < right && low < high), ..Self::default() }
    }

    /// How many pieces there are.
    pub const fn len(&self) -> usize {
        self.seen.len() + self.white.len() + self.without_ink.len()
    }

    /// A field is coloured in this ink.
    pub const fn fill(&mut self, ink: Ink) {
        self.coloured |= !ink.white;
    }

    /// A piece that is drawn so; `upright` is the same as it reads.
    pub fn add(&mut self, piece: &TextPiece, upright: TextPiece, ink: Ink) {
        let inside = |[left, right, low, high]: [f64; 4]| {
            piece.x + piece.width.max(0.0) >= left - LEEWAY
                && piece.x <= right + LEEWAY
                && piece.y >= low - LEEWAY
                && piece.y <= high + LEEWAY
        };
        if !self.edges.is_none_or(inside) {
            self.beside |= !upright.text.trim().is_empty();
        } else if ink.none {
            self.without_ink.push(upright);
        } else if ink.white {
            self.white.push(upright);
        } else {
            self.seen.push(upright);
        }
    }

    /// What is seen, and whether there was more.
    pub fn finish(mut self) -> (Vec<TextPiece>, bool) {
        let says = |pieces: &[TextPiece]| pieces.iter().map(|p| p.text.trim().len()).sum::<usize>();
        if self.coloured {
            self.seen.append(&mut self.white);
        }
        // A stamp on a scan says less than what lies under it.
        if says(&self.without_ink) > says(&self.seen) {
            self.seen.append(&mut self.without_ink);
        }
        let more = self.beside || says(&self.white) + says(&self.without_ink) > 0;
        (self.seen, more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(x: f64, text: &str) -> TextPiece {
        TextPiece { x, y: 100.0, width: 20.0, height: 10.0, text: text.to_owned() }
    }

    /// What is left of letters that are drawn after these words.
    fn drawn(before: &[(&[u8], &[f32])], coloured: bool) -> (String, bool) {
        let mut ink = Ink::default();
        for (word, numbers) in before {
            ink.run(word, &numbers.iter().map(|n| Object::Real(*n)).collect::<Vec<_>>());
        }
        let mut layers = Layers { edges: Some([0.0, 600.0, 0.0, 800.0]), ..Layers::default() };
        if coloured {
            layers.fill(Ink::default());
        }
        for (x, text, ink) in
            [(50.0, "zichtbare tekst", Ink::default()), (90.0, "verborgen", ink), (-500.0, "ver", ink)]
        {
            layers.add(&piece(x, text), piece(x, text), ink);
        }
        let (seen, more) = layers.finish();
        (seen.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" "), more)
    }

    #[test]
    fn what_nobody_sees_is_left_out_and_said() {
        for white in [
            &[(b"g".as_slice(), [1.0].as_slice())][..],
            &[(b"rg", &[1.0, 1.0, 1.0])],
            &[(b"k", &[0.0, 0.0, 0.0, 0.0])],
            &[(b"scn", &[1.0, 1.0, 1.0])],
            &[(b"Tr", &[3.0])],
        ] {
            assert_eq!(drawn(white, false), ("zichtbare tekst".to_owned(), true));
        }
        assert_eq!(drawn(&[(b"g", &[0.0])], false), ("zichtbare tekst verborgen".to_owned(), true));
        assert_eq!(drawn(&[(b"g", &[1.0])], true).0, "zichtbare tekst verborgen");
    }

    #[test]
    fn what_lies_under_a_scan_is_read() {
        let mut layers = Layers::default();
        let none = Ink { white: false, none: true };
        layers.add(&piece(10.0, "de tekst van het formulier"), piece(10.0, "de tekst van het formulier"), none);
        layers.add(&piece(10.0, "stempel"), piece(10.0, "stempel"), Ink::default());
        assert_eq!((layers.len(), layers.finish().0.len()), (2, 2));
    }
}
