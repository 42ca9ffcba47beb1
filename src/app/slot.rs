//! The locked desk: only the clock, how many terms run and the next alarm. What was typed is saved
//! first; then everything the desk knew of cases is dropped but the terms, so that alarms go on. The
//! passphrase brings it back from the store.

use chrono::Duration;

use super::{
    afscherming::Afscherming,
    effect::Effect,
    klok::Klok,
    laag::Laag,
    lijst,
    model::Model,
    ops,
    toets::{Code, Toets},
    wachtwoord::{Vraaggevolg, Vraagsoort, Wachtwoordvraag},
    wekdoel::{self, Herinneringmoment},
};
use crate::domain::{
    desk::Desk,
    fout::Uitkomst,
    inzage::{Handeling, Herkomst, Inzage, Uitslag},
    moment::Moment,
    wachtwoord::{self, Wachtwoord},
};

/// A gap between two looks at the clock that no desk which was awake has, where the system does not
/// tell that the laptop slept: twice the longest wait.
const SLIEP: Duration = Duration::minutes(1);

/// When the desk locks of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slotregel {
    /// Only when asked: a demo, or somebody's choice.
    Nooit,
    /// After so long without a key, and when the laptop slept.
    Na(Duration),
}

/// A lock that is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    vraag: Wachtwoordvraag,
    stand: Stand,
    klokken: Vec<Klok>,
    herinneringen: Vec<Herinneringmoment>,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// What was typed is on its way to the log.
    Sluit,
    /// Nothing is known here any more.
    Dicht,
    /// The passphrase is being tried.
    Opent,
}

impl Slot {
    /// The terms whose alarms go on.
    pub fn klokken(&self) -> &[Klok] {
        &self.klokken
    }

    /// The reminders whose alarms go on.
    pub fn herinneringen(&self) -> &[Herinneringmoment] {
        &self.herinneringen
    }

    /// When the screen has to change: the countdown of a wait.
    pub fn wek_om(&self, nu: Moment) -> Option<Moment> {
        self.vraag.wacht_tot(nu).map(|_| nu.plus(Duration::seconds(1)))
    }

    /// What stands under the clock.
    pub fn regel(&self, nu: Moment, breedte: usize) -> String {
        match self.stand {
            Stand::Opent => "Even geduld: het slot gaat open…".to_owned(),
            Stand::Sluit | Stand::Dicht => match (self.vraag.uitleg(nu), self.vraag.stippen(breedte)) {
                (_, stippen) if !stippen.is_empty() => stippen,
                (uitleg, _) if !uitleg.is_empty() => uitleg,
                _ => "Typ het wachtwoord en druk op Enter".to_owned(),
            },
        }
    }
}

/// Locks.
pub fn vergrendel(model: &mut Model, effects: &mut Vec<Effect>) {
    if matches!(model.afscherming, Afscherming::Slot(_)) {
        return;
    }
    ops::bewaar_getypt(model, true, effects);
    model.onthuld = None;
    model.afscherming = Afscherming::Slot(Box::new(Slot {
        vraag: Wachtwoordvraag::nieuw(Vraagsoort::Bestaand),
        stand: Stand::Sluit,
        klokken: Vec::new(),
        herinneringen: Vec::new(),
    }));
    model.tekenen = true;
    effects.push(inzage(Handeling::Vergrendeld, Uitslag::Gelukt));
}

fn inzage(handeling: Handeling, uitkomst: Uitslag) -> Effect {
    Effect::Inzage(Inzage { handeling, object: "desk".to_owned(), uitkomst, herkomst: Herkomst::Desk })
}

/// Drops what is known, once all that was typed is in the log; also what came in behind a closed lock.
pub fn vergeet(model: &mut Model) {
    if !model.is_rustig() {
        return;
    }
    let herinneringen: Vec<Herinneringmoment> = model.desk.zaken.values().flat_map(wekdoel::herinneringen).collect();
    let Afscherming::Slot(slot) = &mut model.afscherming else { return };
    if slot.stand == Stand::Sluit {
        slot.stand = Stand::Dicht;
    }
    // A desk that looks along hears of cases behind its lock as well: what is derived now is newer.
    slot.klokken.retain(|k| !model.beelden.contains_key(&k.zaak));
    slot.klokken.extend(model.beelden.values().flat_map(|b| b.lopend().cloned()));
    slot.herinneringen.retain(|h| !model.beelden.contains_key(&h.zaak));
    slot.herinneringen.extend(herinneringen);
    // The numbers given out stay known: a mail that comes in now gets the next one.
    let Desk { zaakteller, meldingteller, .. } = std::mem::take(&mut model.desk);
    model.desk = Desk { zaakteller, meldingteller, ..Desk::default() };
    model.beelden.clear();
    model.tijdlijn = None;
    model.lijst.clear();
    model.gevonden.clear();
    model.zoek.clear();
    model.terug.clear();
    model.gelezen.clear();
    model.regel = None;
    // What was typed and is no draft or call is nowhere else; it stays until it is recorded.
    model.lagen.retain(|laag| match laag {
        Laag::Formulier(_) | Laag::Editor(_) => true,
        Laag::Kiezer(_) | Laag::Wegen { .. } | Laag::WatAls(..) | Laag::Zoek(_) | Laag::FilmLeest | Laag::Film(_) => {
            false
        }
    });
}

/// Locks when nobody typed for long enough, or the laptop slept since `was`.
pub fn tik(model: &mut Model, was: Moment, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    // A clock that was put back starts the wait anew.
    model.laatste_toets = model.laatste_toets.min(nu);
    if let Afscherming::Slot(slot) = &model.afscherming
        && slot.vraag.wacht_tot(was).is_some()
    {
        model.tekenen = true;
    }
    if let Slotregel::Na(rust) = model.inrichting.slotregel
        && (nu.sinds(model.laatste_toets) >= rust || nu.sinds(was) >= SLIEP)
    {
        vergrendel(model, effects);
    }
}

/// Locks because the laptop slept, where the desk locks of itself.
pub fn sliep(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.inrichting.slotregel {
        Slotregel::Nooit => {}
        Slotregel::Na(_) => vergrendel(model, effects),
    }
}

/// When nobody typed for long enough.
pub fn wek_om(model: &Model) -> Option<Moment> {
    match (&model.afscherming, model.inrichting.slotregel) {
        (Afscherming::Slot(slot), _) => slot.wek_om(model.nu),
        (Afscherming::Geen | Afscherming::Privacy, Slotregel::Na(rust)) => Some(model.laatste_toets.plus(rust)),
        (Afscherming::Geen | Afscherming::Privacy, Slotregel::Nooit) => None,
    }
}

/// A key at the lock. Nothing but the passphrase does anything there.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    let (nu, demo) = (model.nu, model.inrichting.demo);
    let Afscherming::Slot(slot) = &mut model.afscherming else { return };
    if slot.stand != Stand::Dicht {
        return;
    }
    if demo && toets == Toets::kaal(Code::Enter) {
        slot.stand = Stand::Opent;
        effects.push(Effect::Ontgrendel(Wachtwoord::default()));
        return;
    }
    match slot.vraag.toets(toets, nu) {
        Vraaggevolg::Probeer(wachtwoord) => {
            slot.stand = Stand::Opent;
            effects.push(Effect::Ontgrendel(wachtwoord));
        }
        // Whoever passes by must not be able to end the alarms.
        Vraaggevolg::Stop => slot.vraag.leeg(),
        Vraaggevolg::Niets => {}
    }
}

/// Pasted at the lock.
pub fn plak(model: &mut Model, tekst: &str) {
    if let Afscherming::Slot(slot) = &mut model.afscherming {
        slot.vraag.plak(tekst);
    }
}

/// The store opened, or did not.
pub fn ontgrendeld(model: &mut Model, uitkomst: Uitkomst<Desk>, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let Afscherming::Slot(slot) = &mut model.afscherming else { return };
    match uitkomst {
        Ok(desk) => {
            model.afscherming = Afscherming::Geen;
            model.laatste_toets = nu;
            model.desk = desk;
            let nummers: Vec<_> = model.desk.zaken.keys().copied().collect();
            for nummer in nummers {
                model.herzie(nummer);
            }
            lijst::ververs(model);
            effects.extend([inzage(Handeling::Ontgrendeld, Uitslag::Gelukt), Effect::Recent]);
        }
        Err(fout) => {
            slot.stand = Stand::Dicht;
            // A key file that is gone or damaged is no wrong passphrase, and makes nobody wait.
            if wachtwoord::is_verkeerd(&fout) {
                effects.push(inzage(Handeling::WachtwoordFout, Uitslag::Geweigerd));
                slot.vraag.mislukte(fout, nu);
            } else {
                slot.vraag.meld(fout);
            }
        }
    }
    model.tekenen = true;
}
