//! When the desk calls out: as a running term passes 60, 15 and 0 minutes. Each mark is called once
//! per term and per moment in force; what was passed while the desk was away is called once, at once.

use std::collections::BTreeSet;

use chrono::Duration;

use super::{effect::Alarm, klok::Klok};
use crate::domain::{ids::Zaaknummer, moment::Moment, termijnsoort::TermijnSoort};

/// What has been called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alarmboek {
    gegaan: BTreeSet<(Zaaknummer, TermijnSoort, Moment, i64)>,
}

impl Alarmboek {
    /// The alarms that are due at `nu`; they count as called from here on.
    pub fn vallig<'a>(&mut self, klokken: impl Iterator<Item = &'a Klok>, drempels: &[i64], nu: Moment) -> Vec<Alarm> {
        let mut alarmen = Vec::new();
        for klok in klokken.filter(|k| k.loopt()) {
            let voorbij: Vec<i64> =
                drempels.iter().copied().filter(|d| klok.uiterlijk.plus(Duration::minutes(-d)) <= nu).collect();
            let nieuw = voorbij
                .iter()
                .filter(|d| self.gegaan.insert((klok.zaak, klok.termijn.soort, klok.uiterlijk, **d)))
                .count();
            if nieuw > 0 {
                alarmen.push(Alarm { ernst: klok.ernst(nu), tekst: tekst(klok, nu) });
            }
        }
        alarmen.sort_by_key(|a| a.ernst);
        alarmen
    }

    /// The next moment at which an alarm becomes due.
    pub fn volgende<'a>(
        &self,
        klokken: impl Iterator<Item = &'a Klok>,
        drempels: &[i64],
        nu: Moment,
    ) -> Option<Moment> {
        klokken
            .filter(|k| k.loopt())
            .flat_map(|k| drempels.iter().map(|d| k.uiterlijk.plus(Duration::minutes(-d))))
            .filter(|op| *op > nu)
            .min()
    }
}

fn tekst(klok: &Klok, nu: Moment) -> String {
    let rest = klok.rest(nu);
    let naam = klok.termijn.soort.naam();
    // Rounded up: "over 15 minuten" must not turn into 14 because the clock ticked a moment late.
    let minuten = (rest.num_seconds() + 59) / 60;
    match minuten {
        m if m <= 0 => format!("{}: {naam} is te laat", klok.zaak),
        1 => format!("{}: {naam} over 1 minuut", klok.zaak),
        m => format!("{}: {naam} over {m} minuten", klok.zaak),
    }
}
