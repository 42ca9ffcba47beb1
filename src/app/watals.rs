//! What if it had happened at another time, or were another row: the terms as they would be, judged by
//! the same acts that would record it, and nothing is recorded.

use chrono::Duration;

use super::{
    act::Act,
    checklist::checklist,
    decide::{Kader, decide},
    klok::{Klok, klokken},
    masker::Zicht,
};
use crate::domain::{
    desk::Desk,
    event::Entry,
    fout::{Fout, Uitkomst},
    ids::Zaaknummer,
    moment::Moment,
    rij::Rij,
    termijnkeuze::Lezingkeuze,
    termijnsoort::TermijnSoort,
    zaak::{Tijdsoort, Zaak},
};

/// What is tried on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatAls {
    /// The case.
    pub zaak: Zaaknummer,
    /// Another time of the voorval.
    pub voorval: Option<Moment>,
    /// Another row.
    pub rij: Option<Rij>,
}

/// A term as it is and as it would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verschil<'a> {
    /// Which term.
    pub soort: TermijnSoort,
    /// As it is, where the case has it.
    pub nu: Option<&'a Klok>,
    /// As it would be.
    pub dan: Option<&'a Klok>,
}

impl Verschil<'_> {
    /// Whether another moment would count.
    pub fn is_anders(&self) -> bool {
        self.nu.map(|k| k.uiterlijk) != self.dan.map(|k| k.uiterlijk)
    }
}

impl WatAls {
    /// Nothing tried yet.
    pub const fn nieuw(zaak: Zaaknummer) -> Self {
        Self { zaak, voorval: None, rij: None }
    }

    /// The time of the voorval that is tried, or that the case has, or the best time it has instead.
    pub fn tijd(&self, zaak: &Zaak) -> Moment {
        let eigen = zaak.tijden.voorval.or(zaak.tijden.constatering).or(zaak.tijden.gebeld);
        self.voorval.or(eigen).unwrap_or(zaak.geopend)
    }

    /// Moves the time, or takes it back to what it is.
    #[must_use]
    pub fn verschoven(self, zaak: &Zaak, met: Duration) -> Self {
        self.op(zaak, self.tijd(zaak).plus(met))
    }

    /// Tries this time.
    #[must_use]
    pub fn op(self, zaak: &Zaak, moment: Moment) -> Self {
        Self { voorval: Some(moment).filter(|m| zaak.tijden.voorval != Some(*m)), ..self }
    }

    /// Tries this row.
    #[must_use]
    pub fn met_rij(self, zaak: &Zaak, rij: Rij) -> Self {
        Self { rij: Some(rij).filter(|r| zaak.rij() != Some(*r)), ..self }
    }

    /// What would record it; empty where nothing differs.
    pub fn acts(&self, reden: &str) -> Vec<Act> {
        let zaak = self.zaak;
        let tijd = self.voorval.map(|m| Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(m))] });
        let rij = self.rij.map(|rij| Act::KiesRij { zaak, rij, reden: reden.to_owned() });
        tijd.into_iter().chain(rij).collect()
    }

    /// The terms as they would be.
    ///
    /// # Errors
    /// When it cannot be so, with the reason that recording it would give.
    pub fn dan(&self, zaak: &Zaak, kader: &Kader<'_>, keuze: Lezingkeuze) -> Uitkomst<Vec<Klok>> {
        // The acts ask for nothing but the case itself.
        let mut desk = Desk::default();
        desk.zaken.insert(zaak.nummer, zaak.clone());
        for act in self.acts("wat als") {
            for nieuw in decide(&desk, kader, &act)?.nieuw {
                desk.apply(&Entry {
                    seq: 0,
                    vastgelegd_op: kader.nu,
                    voorgevallen_op: nieuw.voorgevallen_op,
                    actor: String::new(),
                    event: nieuw.event,
                });
            }
        }
        let straks = desk.zaken.get(&zaak.nummer).ok_or_else(|| Fout::nee("Deze zaak is er niet meer."))?;
        termijnen(straks, kader, keuze)
    }
}

/// The terms of a case as it stands.
///
/// # Errors
/// When its times contradict each other.
pub fn termijnen(zaak: &Zaak, kader: &Kader<'_>, keuze: Lezingkeuze) -> Uitkomst<Vec<Klok>> {
    let inrichting = zaak.plek().and_then(|n| kader.inrichtingen.met_naam(n));
    klokken(zaak, kader.boek, keuze, &checklist(zaak, kader.boek, inrichting, Zicht::Open))
}

/// Both beside each other, in the order of the terms.
pub fn verschillen<'a>(nu: &'a [Klok], dan: &'a [Klok]) -> impl Iterator<Item = Verschil<'a>> {
    let van = |lijst: &'a [Klok], soort| lijst.iter().find(|k| k.termijn.soort == soort);
    TermijnSoort::ALLE
        .into_iter()
        .map(move |soort| Verschil { soort, nu: van(nu, soort), dan: van(dan, soort) })
        .filter(|v| v.nu.is_some() || v.dan.is_some())
}
