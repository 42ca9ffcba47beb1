//! A text as lines of cells, the one form in which every format is searched for fields: a mail's text,
//! a table row in HTML or Word, a line on a PDF page. Cleaning of outside text happens here.

use super::grenzen;
use crate::domain::schoon;

/// One line or table row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Regel {
    /// Its number in the part, from 1.
    pub nr: usize,
    /// Its cells, cleaned; a cell may hold several lines.
    pub cellen: Vec<String>,
    /// True for a row of a real table, where an empty cell is an empty answer.
    pub tabel: bool,
    /// True when it is a paragraph that its writer ended, not a line that a program may have wrapped.
    pub alinea: bool,
    /// True when it is marked as quoted from an older mail.
    pub citaat: bool,
}

impl Regel {
    /// A line of running text; tabs and wide gaps part the cells.
    pub fn tekst(nr: usize, ruw: &str) -> Self {
        let (ruw, citaat) = zonder_citaat(ruw);
        Self { nr, cellen: splits(ruw), tabel: false, alinea: false, citaat }
    }

    /// A row of a table.
    pub fn rij(nr: usize, cellen: impl IntoIterator<Item = String>) -> Self {
        let cellen = cellen.into_iter().map(|c| schoon::tekst(&c.replace('\u{a0}', " ")).trim().to_owned()).collect();
        Self { nr, cellen, tabel: true, alinea: true, citaat: false }
    }

    /// True when there is nothing on it, or only a ruled line. A lone dash is an answer.
    pub fn is_leeg(&self) -> bool {
        let lijn = |c: &str| c.chars().count() >= 3 && c.chars().all(|t| "-=_*~+─—".contains(t));
        self.cellen.iter().all(|c| c.trim().is_empty() || lijn(c.trim()))
    }

    /// Its text on one line.
    pub fn plat(&self) -> String {
        self.cellen.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Lines that begin with bold words, as they read when those words are a label: "**Naam** Jan". In a letter one
/// bold word is only loud, so that this reading counts where many lines are made that way.
#[derive(Debug, Default)]
pub struct Vet(Vec<(usize, Regel)>);

/// Stands in a text where its bold beginning ends.
pub const VET_EINDE: char = '\u{1f}';
/// From this many lines on, bold words are labels.
const VETTE: usize = 4;

impl Vet {
    /// The line for this text, which may hold [`VET_EINDE`]; `plek` is its place among the lines.
    pub fn regel(&mut self, plek: usize, ruw: &str) -> Regel {
        let Some((voor, na)) = ruw.split_once(VET_EINDE) else { return Regel::tekst(plek + 1, ruw) };
        let na = na.replace(VET_EINDE, "");
        if na.starts_with(char::is_whitespace) && !na.trim().is_empty() {
            self.0.push((plek, Regel::tekst(plek + 1, &format!("{voor}\t{}", na.trim_start()))));
        }
        Regel::tekst(plek + 1, &format!("{voor}{na}"))
    }

    /// Puts the other reading in its place, if there are enough of them.
    pub fn pas_toe(self, regels: &mut [Regel]) {
        if self.0.len() < VETTE {
            return;
        }
        for (plek, gedeeld) in self.0 {
            if let Some(regel) = regels.get_mut(plek) {
                regel.cellen = gedeeld.cellen;
            }
        }
    }
}

/// The lines of a running text.
pub fn regels(tekst: &str) -> Vec<Regel> {
    let tekst = grenzen::begin(tekst, grenzen::TEKST).replace("\r\n", "\n");
    tekst
        .split(['\n', '\r', '\u{c}', '\u{2028}'])
        .take(grenzen::REGELS)
        .enumerate()
        .map(|(i, r)| Regel::tekst(i + 1, r))
        .collect()
}

/// The text of lines, for reading.
pub fn als_tekst(regels: &[Regel]) -> String {
    let mut uit = String::new();
    for r in regels {
        uit.push_str(&r.cellen.join(if r.tabel { ": " } else { "  " }));
        uit.push('\n');
    }
    uit
}

fn zonder_citaat(ruw: &str) -> (&str, bool) {
    let mut rest = ruw.trim_start();
    let mut citaat = false;
    while let Some(binnen) = rest.strip_prefix('>') {
        citaat = true;
        rest = binnen.strip_prefix(' ').unwrap_or(binnen);
    }
    (if citaat { rest } else { ruw }, citaat)
}

/// Cells of a text line: parted by a tab, a bar or three spaces or more. Two spaces are a typist's habit.
fn splits(ruw: &str) -> Vec<String> {
    let mut cellen = Vec::new();
    for stuk in ruw.replace('\u{a0}', " ").split(['\t', '|', '│']) {
        let mut cel = String::new();
        let mut spaties = 0;
        for c in stuk.trim().chars() {
            if c == ' ' {
                spaties += 1;
                continue;
            }
            if spaties >= 3 {
                cellen.push(std::mem::take(&mut cel));
            } else if spaties > 0 {
                cel.push(' ');
            }
            spaties = 0;
            cel.push(c);
        }
        cellen.push(cel);
    }
    let mut cellen: Vec<String> = cellen.iter().map(|c| schoon::regel(c)).filter(|c| !c.is_empty()).collect();
    if cellen.is_empty() {
        cellen.push(String::new());
    }
    cellen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_parted_by_tabs_and_wide_gaps_only() {
        let cellen = |t: &str| Regel::tekst(1, t).cellen;
        assert_eq!(cellen("  Naam:\tJan  Jansen"), ["Naam:", "Jan Jansen"]);
        assert_eq!(cellen("Naam      Jan"), ["Naam", "Jan"]);
        assert_eq!(cellen("| Naam | Jan |"), ["Naam", "Jan"]);
        assert!(Regel::tekst(1, "|-----|----|").is_leeg() && !Regel::tekst(1, "-").is_leeg());
        assert_eq!(cellen("einde.  Begin"), ["einde. Begin"]);
        assert_eq!(cellen(""), [""]);
    }

    #[test]
    fn quotes_lose_their_mark_and_keep_their_flag() {
        let r = Regel::tekst(1, "> > Naam: X");
        assert_eq!((r.plat().as_str(), r.citaat), ("Naam: X", true));
    }
}
