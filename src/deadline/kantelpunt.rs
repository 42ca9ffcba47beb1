//! What would give a term another moment: an hour earlier or later, a late discovery, the other
//! calendar. Found by asking the calculation itself at the hours where it can change, so that this can
//! never say anything else than what would happen.

use chrono::{Days, Duration, NaiveDate, NaiveTime};

use super::{termijn::Startsoort, termijnen, vorm_termijn};
use crate::{
    domain::{
        moment::Moment,
        rij::Rij,
        termijnsoort::{Kalender, TermijnSoort, Tijden},
        zaak::Tijdsoort,
    },
    rules::book::Regelboek,
};

/// How many days around the start are looked at; no run of feestdagen is longer.
const DAGEN: u64 = 14;

/// What a term is worked out from.
#[derive(Debug, Clone, Copy)]
pub struct Uitgangspunt<'a> {
    /// The rule book.
    pub boek: &'a Regelboek,
    /// The row.
    pub rij: Rij,
    /// The times that are known.
    pub tijden: Tijden,
    /// Which days count.
    pub kalender: Kalender,
}

/// Something that could have been otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Als {
    /// The start of the clock before this moment.
    Voor(Startsoort, Moment),
    /// The start of the clock at this moment or later.
    Vanaf(Startsoort, Moment),
    /// The discovery at this moment or later: then that starts the clock.
    Ontdekt(Moment),
    /// The other calendar.
    Kalender(Kalender),
}

/// What would be otherwise, and the moments of the term then, the usual one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kantelpunt {
    /// What.
    pub als: Als,
    /// The moments.
    pub dan: Vec<Moment>,
}

/// The nearest things that would give this term another moment.
pub fn kantelpunten(van: &Uitgangspunt<'_>, soort: TermijnSoort) -> Vec<Kantelpunt> {
    let Some((start, startsoort, nu)) = momenten(van, soort) else { return Vec::new() };
    let mut uit = Vec::new();
    uit.extend(eerder(van, soort, (start, startsoort), &nu));
    uit.extend(later(van, soort, (start, startsoort), &nu));
    if startsoort == Startsoort::Voorval {
        let voorbij = vorm_termijn(van.boek, van.kalender, start).streng().uiterlijk;
        let ontdekt = van.met(Tijdsoort::Constatering, voorbij);
        if let Some((_, _, dan)) =
            momenten(&ontdekt, soort).filter(|(_, s, dan)| *s == Startsoort::Constatering && *dan != nu)
        {
            uit.push(Kantelpunt { als: Als::Ontdekt(voorbij), dan });
        }
    }
    for kalender in Kalender::ALLE.into_iter().filter(|k| *k != van.kalender) {
        if let Some((_, _, dan)) = momenten(&Uitgangspunt { kalender, ..*van }, soort).filter(|(_, _, dan)| *dan != nu)
        {
            uit.push(Kantelpunt { als: Als::Kalender(kalender), dan });
        }
    }
    uit
}

impl Uitgangspunt<'_> {
    fn met(&self, tijd: Tijdsoort, moment: Moment) -> Self {
        Self { tijden: self.tijden.met(tijd, Some(moment)), ..*self }
    }
}

/// The start of a term and its moments; `None` where there is no such term, or the times cannot be.
fn momenten(van: &Uitgangspunt<'_>, soort: TermijnSoort) -> Option<(Moment, Startsoort, Vec<Moment>)> {
    let termijnen = termijnen(van.boek, van.rij, &van.tijden, van.kalender).ok()?;
    let termijn = termijnen.into_iter().find(|t| t.soort == soort)?;
    Some((termijn.start, termijn.startsoort, termijn.lezingen.iter().map(|l| l.uiterlijk).collect()))
}

/// The moments of a day at which a term can change, in order: the hours at which a reading begins or
/// ends, and for a late discovery the end of the term that it was too late for.
fn grenzen(van: &Uitgangspunt<'_>, startsoort: Startsoort, dag: NaiveDate) -> Vec<Moment> {
    let uren = &van.boek.kalenders.kantooruren;
    let voorbij = van.tijden.voorval.filter(|_| startsoort == Startsoort::Constatering);
    let voorbij = voorbij.map(|v| vorm_termijn(van.boek, van.kalender, v).streng().uiterlijk);
    let uren = [NaiveTime::MIN, uren.van, uren.tot].into_iter().filter_map(|uur| Moment::lokaal(dag, uur).ok());
    let mut uit: Vec<Moment> = uren.map(|g| g.moment).chain(voorbij.filter(|m| m.datum() == dag)).collect();
    uit.sort_unstable();
    uit
}

fn later(
    van: &Uitgangspunt<'_>,
    soort: TermijnSoort,
    (start, startsoort): (Moment, Startsoort),
    nu: &[Moment],
) -> Option<Kantelpunt> {
    let tijd = startsoort.tijd()?;
    let dagen = (0..=DAGEN).filter_map(|n| start.datum().checked_add_days(Days::new(n)));
    for grens in dagen.flat_map(|dag| grenzen(van, startsoort, dag)).filter(|grens| *grens > start) {
        // Later than what came after it cannot be, and what lies further on cannot either.
        let (_, _, dan) = momenten(&van.met(tijd, grens), soort)?;
        if dan != nu {
            return Some(Kantelpunt { als: Als::Vanaf(startsoort, grens), dan });
        }
    }
    None
}

fn eerder(
    van: &Uitgangspunt<'_>,
    soort: TermijnSoort,
    (start, startsoort): (Moment, Startsoort),
    nu: &[Moment],
) -> Option<Kantelpunt> {
    let tijd = startsoort.tijd()?;
    let dagen = (0..=DAGEN).filter_map(|n| start.datum().checked_sub_days(Days::new(n)));
    let grenzen = dagen.flat_map(|dag| grenzen(van, startsoort, dag).into_iter().rev());
    for grens in grenzen.filter(|grens| *grens <= start) {
        let (_, _, dan) = momenten(&van.met(tijd, grens.plus(Duration::seconds(-1))), soort)?;
        if dan != nu {
            return Some(Kantelpunt { als: Als::Voor(startsoort, grens), dan });
        }
    }
    None
}
