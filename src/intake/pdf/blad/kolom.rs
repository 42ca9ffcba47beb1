//! Forms in two columns, labels left and answers right. An answer of several lines belongs to one label, which
//! may stand beside its first line or halfway down; which one is told by the space between the lines.

use super::Lijn;

/// Lines with an answer at the same place that make it a column.
const KOLOM: usize = 4;
/// How far apart, points, two beginnings may be and still be one column.
pub const SPELING: f64 = 3.0;
/// Lines of one answer are at most this far apart, times the size of the letters.
const REGELAFSTAND: f64 = 1.7;

/// Which columns a line has text in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kant {
    Label,
    Antwoord,
    Beide,
}

/// The lines with answers of several lines put together; answers begin at `kolom`.
pub fn samengevoegd(lijnen: Vec<Lijn>, kolom: f64) -> Vec<Lijn> {
    let kant = |l: &Lijn| {
        let rechts = l.cellen.iter().any(|(x, _)| (x - kolom).abs() <= SPELING);
        let links = l.cellen.first().is_some_and(|(x, _)| *x < kolom - SPELING);
        match (links, rechts) {
            (false, true) => Kant::Antwoord,
            (true, true) => Kant::Beide,
            (_, false) => Kant::Label,
        }
    };
    let rijen: Vec<Rij> = lijnen.into_iter().map(|lijn| Rij { kant: kant(&lijn), onder: lijn.y, lijn }).collect();
    losse_antwoorden(om_het_midden(lange_labels(rijen))).into_iter().map(|r| r.lijn).collect()
}

/// One or more lines that are one row of the form.
struct Rij {
    lijn: Lijn,
    kant: Kant,
    /// The baseline of its last line.
    onder: f64,
}

impl Rij {
    /// The space between this row and the next.
    fn tot(&self, volgende: &Self) -> f64 {
        self.onder - volgende.lijn.y
    }

    fn past_bij(&self, volgende: &Self) -> bool {
        self.tot(volgende) <= REGELAFSTAND * self.lijn.hoog.max(volgende.lijn.hoog)
    }
}

/// The lines without the numbers of the items, where those have a column of their own: it is the labels that
/// stand in the first.
pub fn zonder_nummers(mut lijnen: Vec<Lijn>) -> Vec<Lijn> {
    let nummer = |l: &Lijn| l.cellen.first().filter(|(_, t)| is_nummer(t)).map(|(x, _)| *x);
    let plekken: Vec<f64> = lijnen.iter().filter_map(nummer).collect();
    let aantal = |x: f64| plekken.iter().filter(|p| (*p - x).abs() <= 2.0 * SPELING).count();
    let Some(kolom) = plekken.iter().copied().max_by_key(|x| aantal(*x)).filter(|x| aantal(*x) >= KOLOM) else {
        return lijnen;
    };
    for lijn in &mut lijnen {
        if nummer(lijn).is_some_and(|x| (x - kolom).abs() <= 2.0 * SPELING) {
            lijn.cellen.remove(0);
        }
    }
    lijnen.retain(|l| !l.cellen.is_empty());
    lijnen
}

/// `3`, `12.`, `6a`, `b)`.
fn is_nummer(tekst: &str) -> bool {
    let kaal = tekst.trim().trim_end_matches(['.', ')', ':']);
    let cijfers = kaal.trim_end_matches(|c: char| c.is_ascii_lowercase());
    kaal.len() <= 3
        && cijfers.len() + 1 >= kaal.len()
        && !kaal.is_empty()
        && cijfers.chars().all(|c| c.is_ascii_digit())
}

/// Where most second cells begin, if enough of them begin at one place.
pub fn kolom(lijnen: &[Lijn]) -> Option<f64> {
    let mut plekken: Vec<f64> = lijnen.iter().filter_map(|l| l.cellen.get(1)).map(|(x, _)| *x).collect();
    plekken.sort_by(f64::total_cmp);
    let aantal =
        |x: f64| plekken.partition_point(|p| *p <= x + SPELING) - plekken.partition_point(|p| *p < x - SPELING);
    let beste = plekken.iter().copied().max_by_key(|x| aantal(*x))?;
    (aantal(beste) >= KOLOM).then_some(beste)
}

/// A label of two lines beside an answer of one: its second line stands closer to the first than to the next row.
fn lange_labels(rijen: Vec<Rij>) -> Vec<Rij> {
    let mut uit: Vec<Rij> = Vec::with_capacity(rijen.len());
    let mut rest = rijen.into_iter().peekable();
    while let Some(rij) = rest.next() {
        let boven = uit.last().filter(|b| rij.kant == Kant::Label && b.kant == Kant::Beide && b.past_bij(&rij));
        let ruimte = boven.map(|b| b.tot(&rij));
        let los = rest.peek().is_none_or(|o| ruimte.is_some_and(|r| rij.tot(o) > 1.2 * r));
        let plek = rij.lijn.cellen.first().map(|(x, _)| *x);
        match (ruimte, plek, uit.last_mut()) {
            (Some(_), Some(x), Some(vorige)) if los && rij.lijn.cellen.len() == 1 => {
                if let Some((_, cel)) = vorige.lijn.cellen.iter_mut().find(|(begin, _)| (begin - x).abs() <= SPELING) {
                    for (_, tekst) in &rij.lijn.cellen {
                        cel.push(' ');
                        cel.push_str(tekst);
                    }
                    vorige.onder = rij.onder;
                } else {
                    uit.push(rij);
                }
            }
            _ => uit.push(rij),
        }
    }
    uit
}

/// A label between the two lines of its answer, or an answer between the two lines of its label.
fn om_het_midden(rijen: Vec<Rij>) -> Vec<Rij> {
    let mut uit: Vec<Rij> = Vec::with_capacity(rijen.len());
    for rij in rijen {
        uit.push(rij);
        let [.., boven, midden, onder] = uit.as_slice() else { continue };
        let sluit_in = matches!(
            (boven.kant, midden.kant, onder.kant),
            (Kant::Antwoord, Kant::Label, Kant::Antwoord) | (Kant::Label, Kant::Antwoord, Kant::Label)
        );
        if !sluit_in || boven.onder - onder.lijn.y > REGELAFSTAND * boven.lijn.hoog {
            continue;
        }
        if let (Some(onder), Some(midden), Some(mut boven)) = (uit.pop(), uit.pop(), uit.pop()) {
            boven.onder = onder.onder;
            plak(&mut boven.lijn, &onder.lijn);
            boven.lijn.cellen.extend(midden.lijn.cellen);
            boven.lijn.cellen.sort_by(|a, b| a.0.total_cmp(&b.0));
            boven.kant = Kant::Beide;
            uit.push(boven);
        }
    }
    uit
}

/// A line of an answer without a label goes with the row it is closest to; when that is undecided, with the
/// row above.
fn losse_antwoorden(rijen: Vec<Rij>) -> Vec<Rij> {
    let mut uit: Vec<Rij> = Vec::with_capacity(rijen.len());
    let mut rest = rijen.into_iter().peekable();
    while let Some(rij) = rest.next() {
        if rij.kant != Kant::Antwoord {
            uit.push(rij);
            continue;
        }
        let boven = uit.last().filter(|b| b.kant != Kant::Label && b.past_bij(&rij)).map(|b| b.tot(&rij));
        let onder = rest.peek().filter(|o| o.kant != Kant::Label && rij.past_bij(o)).map(|o| rij.tot(o));
        match (boven, onder, uit.last_mut()) {
            (Some(boven), onder, Some(vorige)) if onder.is_none_or(|o| boven <= 1.1 * o) => {
                plak(&mut vorige.lijn, &rij.lijn);
                vorige.onder = rij.onder;
            }
            (_, Some(_), _) => {
                if let Some(volgende) = rest.peek_mut() {
                    let mut samen = rij.lijn.clone();
                    plak_antwoord(&mut samen, &mut volgende.lijn);
                    volgende.lijn.y = rij.lijn.y;
                }
            }
            _ => uit.push(rij),
        }
    }
    uit
}

/// Adds the text of a line to the last cell of another.
fn plak(aan: &mut Lijn, lijn: &Lijn) {
    for (_, tekst) in &lijn.cellen {
        if let Some((_, cel)) = aan.cellen.last_mut() {
            cel.push(' ');
            cel.push_str(tekst);
        }
    }
}

/// Puts the text of a line before the answer of the row below it.
fn plak_antwoord(eerst: &mut Lijn, volgende: &mut Lijn) {
    let Some((x, mut tekst)) = eerst.cellen.pop() else { return };
    if let Some((_, cel)) = volgende.cellen.iter_mut().find(|(begin, _)| (begin - x).abs() <= 2.0 * SPELING) {
        tekst.push(' ');
        tekst.push_str(cel);
        *cel = tekst;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 10 points: y, label, answer.
    fn vorm(lijnen: &[(f64, &str, &str)]) -> Vec<String> {
        let lijnen = lijnen
            .iter()
            .map(|(y, l, r)| {
                let cellen = [(50.0, *l), (200.0, *r)].into_iter().filter(|(_, t)| !t.is_empty());
                Lijn { y: *y, hoog: 10.0, cellen: cellen.map(|(x, t)| (x, t.to_owned())).collect() }
            })
            .collect();
        let plat = |l: &Lijn| l.cellen.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>().join("|");
        samengevoegd(lijnen, 200.0).iter().map(plat).collect()
    }

    #[test]
    fn answers_find_their_label_above_below_and_beside() {
        let rest = [(500.0, "A", "1"), (480.0, "B", "2"), (460.0, "C", "3")];
        let met = |midden: &[(f64, &str, &str)]| vorm(&[&rest[..], midden, &[(380.0, "Z", "9")]].concat());
        for midden in [
            &[(440.0, "D", "een"), (428.0, "", "twee"), (416.0, "", "drie")][..],
            &[(440.0, "", "een"), (428.0, "D", "twee"), (416.0, "", "drie")],
            &[(440.0, "", "een"), (428.0, "", "twee"), (416.0, "D", "drie")],
            &[(440.0, "", "een twee"), (434.0, "D", ""), (428.0, "", "drie")],
        ] {
            assert_eq!(met(midden), ["A|1", "B|2", "C|3", "D|een twee drie", "Z|9"], "{midden:?}");
        }
        assert_eq!(met(&[(440.0, "Lang", ""), (434.0, "", "x"), (428.0, "label", "")])[3], "Lang label|x");
    }

    #[test]
    fn close_rows_stay_apart() {
        let dicht = [
            (500.0, "A", "1"),
            (488.0, "B", "2"),
            (476.0, "C", "3"),
            (464.0, "D", "4"),
            (452.0, "", "5"),
            (440.0, "E", "6"),
        ];
        assert_eq!(vorm(&dicht), ["A|1", "B|2", "C|3", "D|4 5", "E|6"]);
    }
}
