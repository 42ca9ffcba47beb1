//! A feestdag as a rule on the year: a fixed date, a date that dodges Sunday, or a distance to
//! Easter. Only days that a government decision names are kept as dates.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::lezer::Tabel;
use crate::domain::termijnsoort::Kalender;

/// A day that returns every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feestdag {
    pub(super) naam: String,
    wanneer: Wanneer,
    kalenders: Vec<Kalender>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanneer {
    /// Month and day.
    Dag(u32, u32),
    /// Month and day; the day before when that is a Sunday.
    DagNietOpZondag(u32, u32),
    /// Days after Easter Sunday, negative before.
    Pasen(i32),
}

/// Days around Easter that never leave its year.
const PASEN: Range<i32> = -80..251;

/// The words for a calendar in data.
pub(super) fn kalendersleutels() -> [(&'static str, Kalender); 2] {
    Kalender::ALLE.map(|k| (k.sleutel(), k))
}

impl Feestdag {
    /// The date in a year; none for 29 February in a common year.
    pub(super) fn in_jaar(&self, jaar: i32) -> Option<NaiveDate> {
        match self.wanneer {
            Wanneer::Dag(maand, dag) => NaiveDate::from_ymd_opt(jaar, maand, dag),
            Wanneer::DagNietOpZondag(maand, dag) => {
                let datum = NaiveDate::from_ymd_opt(jaar, maand, dag)?;
                if datum.weekday() == Weekday::Sun { datum.pred_opt() } else { Some(datum) }
            }
            Wanneer::Pasen(dagen) => {
                let afstand = Days::new(u64::from(dagen.unsigned_abs()));
                let pasen = pasen(jaar)?;
                if dagen < 0 { pasen.checked_sub_days(afstand) } else { pasen.checked_add_days(afstand) }
            }
        }
    }

    /// True when the calendar counts it.
    pub(super) fn telt_in(&self, kalender: Kalender) -> bool {
        self.kalenders.contains(&kalender)
    }

    pub(super) fn lees(t: &Tabel<'_>) -> Option<Self> {
        let naam = t.tekst("naam");
        let kalenders = t.keuzes("kalenders", &kalendersleutels());
        let wanneer = t.tabel("wanneer", "wanneer").and_then(|t| Wanneer::lees(&t));
        Some(Self { naam: naam?, wanneer: wanneer?, kalenders })
    }
}

impl Wanneer {
    fn lees(t: &Tabel<'_>) -> Option<Self> {
        if t.pak("pasen").is_some() {
            return t.getal("pasen", PASEN).map(Self::Pasen);
        }
        let tekst = t.tekst("dag");
        let eerder = t.keuze_of_niets("op_zondag", &[("eerder", ())]);
        let tekst = tekst?;
        let delen = tekst.split_once('-').and_then(|(m, d)| Some((m.parse().ok()?, d.parse().ok()?)));
        // 2024 has a 29 February, so every day of a calendar exists in it.
        let Some((maand, dag)) = delen.filter(|(m, d)| NaiveDate::from_ymd_opt(2024, *m, *d).is_some()) else {
            t.fout("dag", format!("«{tekst}» is geen dag; schrijf maand en dag, zoals \"04-27\"."));
            return None;
        };
        if eerder.is_some() && (maand, dag) == (1, 1) {
            t.fout("op_zondag", "De dag ervoor valt in een ander jaar.");
        }
        Some(if eerder.is_some() { Self::DagNietOpZondag(maand, dag) } else { Self::Dag(maand, dag) })
    }
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
fn pasen(jaar: i32) -> Option<NaiveDate> {
    let gulden = jaar.rem_euclid(19);
    let (eeuw, rest) = (jaar.div_euclid(100), jaar.rem_euclid(100));
    let verschoven = (eeuw - (eeuw + 8).div_euclid(25) + 1).div_euclid(3);
    let epacta = (19 * gulden + eeuw - eeuw.div_euclid(4) - verschoven + 15).rem_euclid(30);
    let weekdag = (32 + 2 * eeuw.rem_euclid(4) + 2 * rest.div_euclid(4) - epacta - rest.rem_euclid(4)).rem_euclid(7);
    let uitzondering = (gulden + 11 * epacta + 22 * weekdag).div_euclid(451);
    let dagen = epacta + weekdag - 7 * uitzondering + 114;
    let (maand, dag) = (dagen.div_euclid(31), dagen.rem_euclid(31) + 1);
    NaiveDate::from_ymd_opt(jaar, u32::try_from(maand).ok()?, u32::try_from(dag).ok()?)
}
