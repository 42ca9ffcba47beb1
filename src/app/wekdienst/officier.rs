//! What the officer says to an alarm: seen, or not now. Any program may record that, whoever holds the
//! lease; what rings follows the book.

use chrono::Duration;

use super::Wekdienst;
use crate::{
    app::{act::Act, effect::Effect, model::Model, ops, rol},
    domain::{
        moment::Moment,
        wekker::{Onderwerp, Uitstelreden, Waarvoor},
    },
};

/// So long an alarm is put off by one key.
const UITSTEL: Duration = Duration::minutes(10);

/// What a button of a notification asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wekactie {
    /// It was seen.
    Gezien,
    /// Not now.
    Later,
}

impl Wekactie {
    /// Both.
    pub const ALLE: [Self; 2] = [Self::Gezien, Self::Later];

    /// Its name on the wire.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Gezien => "gezien",
            Self::Later => "later",
        }
    }

    /// What stands on the button.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Gezien => "gezien",
            Self::Later => "over 10 min",
        }
    }
}

/// What rings, and what was missed: the first thing the officer is to see.
pub fn eerste(model: &Model) -> Option<(Onderwerp, Moment)> {
    model.wekdienst.boek().klinkt().first().map(|(onderwerp, uiterlijk, _)| (*onderwerp, *uiterlijk))
}

/// Marks what rings as seen, first what was missed.
pub fn gezien(model: &mut Model, effects: &mut Vec<Effect>) {
    let klinkt = model.wekdienst.boek.klinkt();
    match klinkt.as_slice() {
        [] => {
            for onderwerp in model.wekdienst.boek.gemist().onderwerpen() {
                voer_uit(model, onderwerp, Wekactie::Gezien, effects);
            }
            model.zeg("Gezien.");
        }
        [(onderwerp, ..)] => {
            voer_uit(model, *onderwerp, Wekactie::Gezien, effects);
        }
        [(onderwerp, ..), rest @ ..] => {
            let nog = rest.len();
            voer_uit(model, *onderwerp, Wekactie::Gezien, effects);
            model.zeg(format!("{onderwerp}: gezien. Er {} nog {nog}.", if nog == 1 { "wacht" } else { "wachten" }));
        }
    }
}

/// Puts off what rings.
pub fn stel_uit(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some((onderwerp, _)) = eerste(model) {
        voer_uit(model, onderwerp, Wekactie::Later, effects);
    }
}

/// Does what a key or a button asks.
pub fn voer_uit(model: &mut Model, onderwerp: Onderwerp, actie: Wekactie, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    model.tekenen = true;
    let boek = model.wekdienst.boek();
    let (lijnen, zin) = match actie {
        Wekactie::Gezien => {
            let opnieuw = model.inrichting.ladder.opnieuw(onderwerp, nu);
            (boek.gezien(onderwerp, nu, opnieuw), format!("{onderwerp}: gezien."))
        }
        Wekactie::Later => {
            let tot = nu.plus(UITSTEL);
            let lijnen = boek.uitstel(onderwerp, nu, tot, Uitstelreden::Zonder);
            (lijnen, format!("{onderwerp}: opnieuw om {}.", tot.klok()))
        }
    };
    if lijnen.is_empty() {
        return;
    }
    let dienst: &mut Wekdienst = &mut model.wekdienst;
    for lijn in lijnen {
        dienst.neem(lijn);
    }
    dienst.stuur(effects);
    model.zeg(zin);
    // A reminder that was seen has done its work.
    if let (Waarvoor::Herinnering(herinnering), Wekactie::Gezien) = (onderwerp.waarvoor, actie)
        && rol::mag_vastleggen(model).is_ok()
        && model.desk.zaken.contains_key(&onderwerp.zaak)
    {
        ops::zeg(model, &Act::HerinneringAf { zaak: onderwerp.zaak, herinnering }, effects);
    }
}
