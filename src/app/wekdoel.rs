//! What the desk warns for: the terms of open cases and the officer's own reminders, each with the
//! ladder that the settings give it.

use std::collections::BTreeMap;

use super::{
    afscherming::Afscherming,
    checklist::Eigenaar,
    klok::{Ernst, Klok},
    model::Model,
    wekkerboek::{Toon, Wekdoel},
};
use crate::domain::{
    ids::Zaaknummer,
    moment::Moment,
    termijnsoort::TermijnSoort,
    wekker::{Onderwerp, Waarvoor},
    zaak::Zaak,
};

/// At which moments an alarm goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// Minutes before a term, for every kind that is not named below.
    pub treden: Vec<i64>,
    /// The same per kind of term.
    pub per_termijn: BTreeMap<TermijnSoort, Vec<i64>>,
    /// Minutes between two alarms after the term, until one is seen.
    pub herhaal: i64,
    /// Minutes after which a term that was seen too late, and is not met, rings again; 0 is never.
    pub na_gezien: i64,
}

impl Ladder {
    /// When it rings again what was seen at `op`. A reminder does not: seen, it has done its work.
    pub fn opnieuw(&self, onderwerp: Onderwerp, op: Moment) -> Option<Moment> {
        match onderwerp.waarvoor {
            Waarvoor::Termijn(_) if self.na_gezien > 0 => Some(op.plus(chrono::Duration::minutes(self.na_gezien))),
            Waarvoor::Termijn(_) | Waarvoor::Herinnering(_) => None,
        }
    }

    fn van(&self, soort: TermijnSoort) -> &[i64] {
        self.per_termijn.get(&soort).unwrap_or(&self.treden)
    }
}

/// A reminder as it is warned for: without its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Herinneringmoment {
    /// Of which case.
    pub zaak: Zaaknummer,
    /// Its number.
    pub nummer: u32,
    /// When.
    pub om: Moment,
}

/// The reminders of a case that are not done.
pub fn herinneringen(zaak: &Zaak) -> impl Iterator<Item = Herinneringmoment> {
    zaak.lopende_herinneringen().map(|h| Herinneringmoment { zaak: zaak.nummer, nummer: h.nummer, om: h.om })
}

/// What a term is warned for by.
pub fn van_klok(klok: &Klok, ladder: &Ladder) -> Wekdoel {
    Wekdoel {
        onderwerp: Onderwerp { zaak: klok.zaak, waarvoor: Waarvoor::Termijn(klok.termijn.soort) },
        uiterlijk: klok.uiterlijk,
        treden: ladder.van(klok.termijn.soort).to_vec(),
        herhaal: ladder.herhaal,
        toon: match klok.eigenaar {
            Eigenaar::Desk => Toon::Luid,
            Eigenaar::Inrichting => Toon::Stil,
        },
        loopt: klok.loopt(),
    }
}

/// What a reminder is warned for by.
pub fn van_herinnering(h: Herinneringmoment, ladder: &Ladder) -> Wekdoel {
    Wekdoel {
        onderwerp: Onderwerp { zaak: h.zaak, waarvoor: Waarvoor::Herinnering(h.nummer) },
        uiterlijk: h.om,
        treden: vec![0],
        herhaal: ladder.herhaal,
        toon: Toon::Luid,
        loopt: true,
    }
}

/// All that the desk warns for.
pub fn doelen(model: &Model) -> Vec<Wekdoel> {
    let ladder = &model.inrichting.ladder;
    let open = |nummer: &Zaaknummer| model.desk.zaken.get(nummer).is_some_and(Zaak::is_open);
    let klokken = model.beelden.iter().filter(|(nummer, _)| open(nummer)).flat_map(|(_, b)| b.klokken.iter().flatten());
    let mut doelen: Vec<Wekdoel> = klokken.map(|k| van_klok(k, ladder)).collect();
    let eigen = model.desk.zaken.values().flat_map(herinneringen);
    doelen.extend(eigen.map(|h| van_herinnering(h, ladder)));
    // Behind a lock the cases are gone and what they warn for is not.
    if let Afscherming::Slot(slot) = &model.afscherming {
        doelen.extend(slot.klokken().iter().map(|k| van_klok(k, ladder)));
        doelen.extend(slot.herinneringen().iter().map(|h| van_herinnering(*h, ladder)));
    }
    doelen
}

impl Model {
    /// The moments that are counted down to on screen.
    pub fn aftellingen(&self) -> impl Iterator<Item = Moment> {
        let eigen = self.desk.zaken.values().flat_map(Zaak::lopende_herinneringen).map(|h| h.om);
        self.lopend().map(|k| k.uiterlijk).chain(eigen)
    }
}

/// How close it is.
pub fn ernst(uiterlijk: Moment, nu: Moment) -> Ernst {
    Ernst::van(uiterlijk.sinds(nu))
}

/// What an alarm says: the number and the act, never a person, an inrichting or a row.
pub fn tekst(onderwerp: Onderwerp, uiterlijk: Moment, nu: Moment) -> String {
    let zaak = onderwerp.zaak;
    let naam = match onderwerp.waarvoor {
        Waarvoor::Termijn(soort) => soort.naam(),
        Waarvoor::Herinnering(nummer) => return format!("{zaak}: herinnering {nummer} van {}", uiterlijk.klok()),
    };
    let rest = uiterlijk.sinds(nu);
    if rest <= chrono::Duration::zero() {
        return match -rest.num_minutes() {
            0 => format!("{zaak}: {naam} is te laat"),
            1 => format!("{zaak}: {naam} is 1 minuut te laat"),
            m => format!("{zaak}: {naam} is {m} minuten te laat"),
        };
    }
    // Rounded up: "over 15 minuten" must not turn into 14 because the clock ticked a moment late.
    match (rest.num_seconds() + 59) / 60 {
        1 => format!("{zaak}: {naam} over 1 minuut"),
        m => format!("{zaak}: {naam} over {m} minuten"),
    }
}
