//! Dutch dates and clock times as people write them: "28 september 2026, 14.28 uur", "ma 28 sep. '26 om
//! 14u28", ISO. What is not a date is nothing: this file never guesses a day or an hour.

mod dagdeel;
mod teken;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};

use self::teken::{Soort, Teken, tekens};
use crate::{domain::moment::Moment, intake::grenzen};

/// Bytes in which a date must stand to be found: an answer or a sentence, not a story.
const LANGSTE: usize = 1500;
/// Pieces that one answer may be spread over.
const STUKKEN: usize = 16;

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dag {
    /// The date; `None` when it is written as a date but no calendar has it.
    pub datum: Option<NaiveDate>,
    /// Where it starts, as an index of signs.
    begin: usize,
    einde: usize,
}

/// A clock time found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Klok {
    tijd: NaiveTime,
    /// True for 24:00, which is the next day.
    middernacht: bool,
    begin: usize,
}

/// A moment found in a text, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vondst {
    /// The moment.
    pub moment: Moment,
    /// Byte offset in the text.
    pub plek: usize,
    /// True when the clock time exists twice that night and the first was taken.
    pub dubbel_uur: bool,
}

/// Why a text that should hold a moment gives none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gemis {
    /// There is no date in it, or none that exists.
    Datum,
    /// There is a date but no time.
    Tijd,
    /// The clock skips that time in the spring night.
    Klok,
}

/// The date in the value of a date field. A year of two digits is the one that a person born then,
/// or a term that ends then, can have: never more than ten years after `anker` (the day the mail was
/// sent), and for a birth date (`geboren`) at least twelve years before it.
pub fn datum(tekst: &str, anker: Option<NaiveDate>, geboren: bool) -> Option<NaiveDate> {
    let rij = tekens(grenzen::begin(tekst, LANGSTE));
    let dagen = dagen(&rij, anker, geboren, false);
    let eerste = dagen.first()?.datum?;
    // Two different dates in one answer: which one is meant is not for the desk to say.
    let eenduidig = dagen.iter().all(|d| d.datum == Some(eerste));
    let mogelijk = !geboren || anker.is_none_or(|a| eerste <= a);
    (eenduidig && mogelijk && (1900..=2100).contains(&eerste.year())).then_some(eerste)
}

/// The moment in the answers to one question, which may be spread over several cells: a date in one,
/// a time in another. Of more than one the first counts: a course of events starts at its start.
pub fn moment(stukken: &[&str], anker: Option<NaiveDate>) -> Result<Vondst, Gemis> {
    let stukken: Vec<&str> = stukken.iter().take(STUKKEN).map(|s| grenzen::begin(s, LANGSTE)).collect();
    for stuk in &stukken {
        if let Some(eerste) = momenten(stuk, anker).into_iter().next() {
            return eerste;
        }
    }
    let dag = stukken.iter().find_map(|s| dagen(&tekens(s), anker, false, true).first().and_then(|d| d.datum));
    let dag = dag.ok_or(Gemis::Datum)?;
    let klok = stukken.iter().find_map(|s| {
        let rij = tekens(s);
        // A year of a date without its time must not be read as one: 28-09-2026 is not 20:26.
        dagen(&rij, anker, false, true).is_empty().then(|| klokken(&rij, &[], true).first().copied()).flatten()
    });
    samen(dag, klok.ok_or(Gemis::Tijd)?, 0)
}

/// The time of day in a text without a date.
pub fn tijd(tekst: &str) -> Option<NaiveTime> {
    let rij = tekens(grenzen::begin(tekst, LANGSTE));
    let klok =
        dagen(&rij, None, false, true).is_empty().then(|| klokken(&rij, &[], true).first().copied()).flatten()?;
    (!klok.middernacht).then_some(klok.tijd)
}

/// All moments in a text, in order: each date with the time nearest after it, else before it.
pub fn momenten(tekst: &str, anker: Option<NaiveDate>) -> Vec<Result<Vondst, Gemis>> {
    if let Some(moment) = Moment::exact(tekst.trim()) {
        return vec![Ok(Vondst { moment, plek: 0, dubbel_uur: false })];
    }
    let rij = tekens(grenzen::begin(tekst, LANGSTE));
    let dagen = dagen(&rij, anker, false, true);
    let klokken = klokken(&rij, &dagen, false);
    let mut uit = Vec::new();
    for (i, dag) in dagen.iter().enumerate() {
        let volgende = dagen.get(i + 1).map_or(usize::MAX, |d| d.begin);
        let vorige = i.checked_sub(1).and_then(|v| dagen.get(v)).map_or(0, |d| d.einde);
        let na = klokken.iter().find(|k| k.begin >= dag.einde && k.begin < volgende);
        let voor = klokken.iter().rev().find(|k| k.begin >= vorige && k.begin < dag.begin);
        let (Some(datum), Some(klok)) = (dag.datum, na.or(voor)) else { continue };
        uit.push(samen(datum, *klok, rij.get(dag.begin).map_or(0, |t| t.plek)));
    }
    uit
}

fn samen(dag: NaiveDate, klok: Klok, plek: usize) -> Result<Vondst, Gemis> {
    let dag = if klok.middernacht { dag.checked_add_days(Days::new(1)).ok_or(Gemis::Datum)? } else { dag };
    if !(1990..=2999).contains(&dag.year()) {
        return Err(Gemis::Datum);
    }
    let gelezen = Moment::lokaal(dag, klok.tijd).map_err(|_| Gemis::Klok)?;
    Ok(Vondst { moment: gelezen.moment, plek, dubbel_uur: gelezen.dubbel_uur })
}

/// The dates in a row of signs. With `los` also a day without a year and words such as "vandaag", both
/// read from the day the mail was sent.
fn dagen(rij: &[Teken], anker: Option<NaiveDate>, geboren: bool, los: bool) -> Vec<Dag> {
    let mut uit = Vec::new();
    let mut i = 0;
    while i < rij.len() {
        let gevonden = Lezer { rij, plek: i, anker, geboren }.dag(los);
        match gevonden {
            Some((datum, einde)) => {
                uit.push(Dag { datum, begin: i, einde });
                i = einde.max(i + 1);
            }
            None => i += 1,
        }
    }
    uit
}

/// The clock times outside the dates. With `alleen` the text is the answer to "hoe laat", so that bare
/// digits count too.
fn klokken(rij: &[Teken], dagen: &[Dag], alleen: bool) -> Vec<Klok> {
    let mut uit = Vec::new();
    let mut i = 0;
    while i < rij.len() {
        if let Some(dag) = dagen.iter().find(|d| (d.begin..d.einde).contains(&i)) {
            i = dag.einde;
            continue;
        }
        match (Lezer { rij, plek: i, anker: None, geboren: false }.klok(alleen)) {
            Some((tijd, middernacht, einde)) => {
                uit.push(Klok { tijd, middernacht, begin: i });
                i = einde;
            }
            None => i += 1,
        }
    }
    uit
}

struct Lezer<'a> {
    rij: &'a [Teken],
    plek: usize,
    anker: Option<NaiveDate>,
    geboren: bool,
}

impl Lezer<'_> {
    fn soort(&self, i: usize) -> Option<&Soort> {
        self.rij.get(i).map(|t| &t.soort)
    }

    fn getal(&self, i: usize, cijfers: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.soort(i)? {
            Soort::Getal { waarde, lengte } if cijfers.contains(lengte) => Some(*waarde),
            Soort::Getal { .. } | Soort::Woord(_) | Soort::Los(_) | Soort::Wit => None,
        }
    }

    fn is(&self, i: usize, tekens: &[char]) -> Option<char> {
        match self.soort(i)? {
            Soort::Los(c) if tekens.contains(c) => Some(*c),
            Soort::Los(_) | Soort::Getal { .. } | Soort::Woord(_) | Soort::Wit => None,
        }
    }

    fn woord(&self, i: usize) -> Option<&str> {
        match self.soort(i)? {
            Soort::Woord(w) => Some(w),
            Soort::Getal { .. } | Soort::Los(_) | Soort::Wit => None,
        }
    }

    /// Past white space.
    fn wit(&self, i: usize) -> usize {
        if self.soort(i) == Some(&Soort::Wit) { i + 1 } else { i }
    }

    fn dag(&self, los: bool) -> Option<(Option<NaiveDate>, usize)> {
        let i = self.plek;
        // Part of a longer number, such as a file reference: not a date.
        if i > 0 && self.is(i - 1, &['-', '/', '.']).is_some() && i > 1 && self.getal(i - 2, 1..=12).is_some() {
            return None;
        }
        self.jaar_voorop()
            .or_else(|| self.cijfers())
            .or_else(|| self.met_maandnaam(los))
            .or_else(|| if los { self.betrekkelijk() } else { None })
    }

    /// 2026-09-28, 2026/09/28 and 20260928.
    fn jaar_voorop(&self) -> Option<(Option<NaiveDate>, usize)> {
        let i = self.plek;
        if let Some(acht) = self.getal(i, 8..=8)
            && (1900..2100).contains(&(acht / 10_000))
        {
            return Some((ymd(acht / 10_000, acht / 100 % 100, acht % 100), i + 1));
        }
        let jaar = self.getal(i, 4..=4)?;
        let streep = self.is(i + 1, &['-', '/'])?;
        let maand = self.getal(i + 2, 1..=2)?;
        self.is(i + 3, &[streep])?;
        Some((ymd(jaar, maand, self.getal(i + 4, 1..=2)?), i + 5))
    }

    /// 28-09-2026, 28/9/26, 28.09.2026, 28 - 09 - '26.
    fn cijfers(&self) -> Option<(Option<NaiveDate>, usize)> {
        let dag = self.getal(self.plek, 1..=2)?;
        let i = self.wit(self.plek + 1);
        let streep = self.is(i, &['-', '/', '.', '–'])?;
        let i = self.wit(i + 1);
        let maand = self.getal(i, 1..=2)?;
        let i = self.wit(i + 1);
        self.is(i, &[streep])?;
        let i = self.wit(i + 1);
        let i = if self.is(i, &['\'', '’', '‘']).is_some() { i + 1 } else { i };
        let (jaar, kort) = match (self.getal(i, 4..=4), self.getal(i, 2..=2)) {
            (Some(jaar), _) => (jaar, false),
            (None, Some(kort)) => (self.eeuw(kort), true),
            (None, None) => return None,
        };
        let datum = ymd(jaar, maand, dag);
        // 14.28.30 is a time with seconds, 3.12.45 may be a version.
        if kort && streep == '.' && datum.is_none() {
            return None;
        }
        Some((datum, i + 1))
    }

    /// 28 september 2026, 28e sep. '26, 28-sep-2026; with `los` also without the year.
    fn met_maandnaam(&self, los: bool) -> Option<(Option<NaiveDate>, usize)> {
        let dag = self.getal(self.plek, 1..=2)?;
        let mut i = self.plek + 1;
        if matches!(self.woord(i), Some("e" | "ste" | "de")) || self.is(i, &['.']).is_some() {
            i += 1;
        }
        i = self.wit(i);
        i += usize::from(self.is(i, &['-', '/']).is_some());
        let maand = maand(self.woord(i)?)?;
        let na_maand = i + 1;
        i = na_maand + usize::from(self.is(na_maand, &['.']).is_some());
        i = self.wit(i);
        i += usize::from(self.is(i, &['-', '/', ',']).is_some());
        i = self.wit(i);
        let komma = self.is(i, &['\'', '’', '‘']).is_some();
        i += usize::from(komma);
        if let Some(jaar) = self.getal(i, 4..=4).filter(|j| (1900..=2100).contains(j)) {
            return Some((ymd(jaar, maand, dag), i + 1));
        }
        let is_klok = self.is(i + 1, &[':', '.']).is_some() && self.getal(i + 2, 2..=2).is_some()
            || matches!(self.woord(self.wit(i + 1)), Some("u" | "uur" | "h"));
        if let Some(kort) = self.getal(i, 2..=2).filter(|_| komma || !is_klok) {
            return Some((ymd(self.eeuw(kort), maand, dag), i + 1));
        }
        let anker = self.anker.filter(|_| los)?;
        let dit_jaar = u32::try_from(anker.year()).ok()?;
        let laatste = anker.checked_add_days(Days::new(2))?;
        let datum = ymd(dit_jaar, maand, dag).filter(|d| *d <= laatste).or_else(|| ymd(dit_jaar - 1, maand, dag));
        Some((datum, na_maand))
    }

    /// "vandaag", "gisteravond": counted from the day the mail was sent. "Vannacht" may be either night.
    fn betrekkelijk(&self) -> Option<(Option<NaiveDate>, usize)> {
        let anker = self.anker?;
        let datum = match self.woord(self.plek)? {
            "vandaag" | "vanochtend" | "vanmorgen" | "vanmiddag" | "vanavond" | "heden" | "hedenmorgen" => Some(anker),
            "gisteren" | "gisteravond" | "gistermiddag" | "gisterochtend" | "gistermorgen" => anker.pred_opt(),
            "eergisteren" => anker.checked_sub_days(Days::new(2)),
            _ => return None,
        };
        Some((datum, self.plek + 1))
    }

    fn eeuw(&self, kort: u32) -> u32 {
        let nu = self.anker.map_or(2026, |a| u32::try_from(a.year()).unwrap_or(2026));
        let jongste = if self.geboren { nu.saturating_sub(12) } else { nu + 10 };
        if 2000 + kort <= jongste { 2000 + kort } else { 1900 + kort }
    }

    fn klok(&self, alleen: bool) -> Option<(NaiveTime, bool, usize)> {
        let i = self.plek;
        // Digits after a point, dash or currency sign belong to something else.
        if i > 0
            && self.is(i - 1, &['.', ':', '/', '-', '€', '+']).is_some()
            && i > 1
            && self.soort(i - 2) != Some(&Soort::Wit)
            && self.getal(i - 2, 1..=12).is_some()
        {
            return None;
        }
        let mut uit = None;
        if let Some(uur) = self.getal(i, 1..=2) {
            let los = self.wit(i + 1);
            if self.is(los, &[':']).is_some()
                && los > i + 1
                && let Some(minuut) = self.getal(self.wit(los + 1), 2..=2)
            {
                // "02 : 10", as some forms part their fields.
                uit = Some((uur, minuut, 0, self.wit(los + 1) + 1));
            } else if self.is(i + 1, &[':', '.']).is_some()
                && let Some(minuut) = self.getal(i + 2, 2..=2)
            {
                let seconde = self.is(i + 3, &[':', '.']).and_then(|_| self.getal(i + 4, 2..=2));
                let einde = if seconde.is_some() { i + 5 } else { i + 3 };
                uit = Some((uur, minuut, seconde.unwrap_or(0), einde));
            } else if matches!(self.woord(self.wit(i + 1)), Some("u" | "h" | "uur")) {
                let na = self.wit(i + 1) + 1;
                let minuut = self.getal(na, 2..=2);
                uit = Some((uur, minuut.unwrap_or(0), 0, if minuut.is_some() { na + 1 } else { na }));
            }
        } else if let Some(vier) = self.getal(i, 4..=4) {
            let uur = matches!(self.woord(self.wit(i + 1)), Some("u" | "h" | "uur"));
            if uur || alleen && self.rij.len() <= 2 {
                uit = Some((vier / 100, vier % 100, 0, i + 1));
            }
        }
        let (uur, minuut, seconde, einde) = uit?;
        let (uur, einde) = self.op_24(uur, einde);
        if (uur, minuut, seconde) == (24, 0, 0) {
            return Some((NaiveTime::MIN, true, einde));
        }
        Some((NaiveTime::from_hms_opt(uur, minuut, seconde)?, false, einde))
    }
}

fn ymd(jaar: u32, maand: u32, dag: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(jaar).ok()?, maand, dag)
}

fn maand(woord: &str) -> Option<u32> {
    const MAANDEN: [&[&str]; 12] = [
        &["januari", "jan", "january"],
        &["februari", "feb", "febr", "february"],
        &["maart", "mrt", "maa", "mar", "march"],
        &["april", "apr"],
        &["mei", "may"],
        &["juni", "jun", "june"],
        &["juli", "jul", "july"],
        &["augustus", "aug", "august"],
        &["september", "sep", "sept"],
        &["oktober", "okt", "oct", "october"],
        &["november", "nov"],
        &["december", "dec"],
    ];
    (1..).zip(MAANDEN).find(|(_, namen)| namen.contains(&woord)).map(|(nr, _)| nr)
}

#[cfg(test)]
mod tests;
