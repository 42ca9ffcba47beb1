//! Pieces of text with places, put back into lines: what stands at one height is one line, a wide gap in it
//! parts two cells, and a wide gap between lines parts two paragraphs.

mod kolom;

use crate::intake::{grenzen, regel::Regel};

/// A piece of text and its place, in points from the lower left of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Stuk {
    /// Where it begins.
    pub x: f64,
    /// Its baseline.
    pub y: f64,
    /// How far it runs.
    pub breed: f64,
    /// The size of its letters.
    pub hoog: f64,
    /// What it says.
    pub tekst: String,
}

impl Stuk {
    /// Turned so that it reads from left to right; the argument is the direction it runs in.
    pub fn rechtop(self, [opzij, omhoog]: [f64; 2]) -> Self {
        let (x, y) = match (omhoog.abs() > opzij.abs(), opzij < 0.0, omhoog < 0.0) {
            (false, false, _) => (self.x, self.y),
            (false, true, _) => (-self.x, -self.y),
            (true, _, false) => (self.y, -self.x),
            (true, _, true) => (-self.y, self.x),
        };
        Self { x, y, ..self }
    }
}

/// A gap from which text is a cell of its own, and one from which it is a word of its own; times the size
/// of the letters.
const CEL: f64 = 1.3;
const WOORD: f64 = 0.17;
/// Lines further apart than this, times the size of the letters, are paragraphs.
const ALINEA: f64 = 2.1;

/// One line of a page: its height and its cells, each with where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Lijn {
    /// Its baseline.
    y: f64,
    /// The size of its letters.
    hoog: f64,
    /// Its cells from left to right.
    cellen: Vec<(f64, String)>,
}

impl Lijn {
    /// The line of pieces at one height.
    fn uit(stukken: &[Stuk], kolom: Option<f64>) -> Option<Self> {
        let eerste = stukken.first()?;
        Some(Self { y: eerste.y, hoog: eerste.hoog.max(4.0), cellen: cellen(stukken, kolom) })
    }
}

/// Adds the lines of a page.
pub fn regels(mut stukken: Vec<Stuk>, uit: &mut Vec<Regel>) {
    stukken.retain(|s| !s.tekst.trim().is_empty());
    stukken.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut groepen: Vec<&[Stuk]> = Vec::new();
    let mut rest = stukken.as_slice();
    while let Some(eerste) = rest.first() {
        let speling = (0.45 * eerste.hoog).max(1.0);
        let aantal = rest.iter().take_while(|s| eerste.y - s.y <= speling).count().max(1);
        let (regel, verder) = rest.split_at(aantal.min(rest.len()));
        rest = verder;
        groepen.push(regel);
    }
    let lijnen = |kolom: Option<f64>| {
        kolom::zonder_nummers(groepen.iter().filter_map(|g| Lijn::uit(g, kolom)).collect::<Vec<_>>())
    };
    // A long label may run up to the answers' column; where that is, the other lines tell.
    let kolom = kolom::kolom(&lijnen(None));
    let lijnen = kolom.map_or_else(|| lijnen(None), |k| kolom::samengevoegd(lijnen(kolom), k));
    let mut vorige: Option<f64> = None;
    for lijn in lijnen {
        if uit.len() >= grenzen::REGELS {
            return;
        }
        if vorige.is_none_or(|v| v - lijn.y > ALINEA * lijn.hoog) {
            uit.push(Regel::default());
        }
        vorige = Some(lijn.y);
        let tekst = lijn.cellen.into_iter().map(|(_, t)| t).collect::<Vec<_>>().join("\t");
        uit.push(Regel::tekst(uit.len() + 1, &tekst));
    }
}

/// The cells of one line; at `kolom` always one begins.
fn cellen(stukken: &[Stuk], kolom: Option<f64>) -> Vec<(f64, String)> {
    let mut volgorde: Vec<&Stuk> = stukken.iter().collect();
    volgorde.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut uit: Vec<(f64, String)> = Vec::new();
    let mut einde = f64::MIN;
    let mut vorige: Option<&Stuk> = None;
    for stuk in volgorde {
        // Bold by drawing twice.
        if vorige.is_some_and(|v| v.tekst == stuk.tekst && (stuk.x - v.x).abs() < 0.1 * stuk.hoog.max(1.0)) {
            continue;
        }
        let gat = (stuk.x - einde) / stuk.hoog.max(1.0);
        let op_kolom = kolom.is_some_and(|k| (stuk.x - k).abs() <= kolom::SPELING);
        match uit.last_mut() {
            Some((_, cel)) if gat <= CEL && !op_kolom => {
                if gat > WOORD {
                    cel.push(' ');
                }
                cel.push_str(&stuk.tekst);
            }
            _ => uit.push((stuk.x, stuk.tekst.clone())),
        }
        einde = einde.max(stuk.x + stuk.breed);
        vorige = Some(stuk);
    }
    uit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stuk(x: f64, y: f64, tekst: &str) -> Stuk {
        Stuk {
            x,
            y,
            breed: 5.0 * f64::from(u8::try_from(tekst.len()).unwrap_or(0)),
            hoog: 10.0,
            tekst: tekst.to_owned(),
        }
    }

    #[test]
    fn lines_cells_and_paragraphs() {
        let mut uit = Vec::new();
        let stukken = vec![
            stuk(200.0, 699.0, "Jan"),
            stuk(50.0, 700.0, "Na"),
            stuk(60.0, 700.0, "am"),
            stuk(60.3, 700.0, "am"),
            stuk(50.0, 688.0, "een"),
            stuk(67.0, 688.0, "twee"),
            stuk(50.0, 600.0, "ver"),
        ];
        regels(stukken, &mut uit);
        let cellen: Vec<Vec<String>> = uit.into_iter().map(|r| r.cellen).collect();
        assert_eq!(cellen, [vec![], vec!["Naam", "Jan"], vec!["een twee"], vec![], vec!["ver"]]);
    }
}
