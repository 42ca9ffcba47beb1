//! When a form is due. The instruction can be read in more ways than one; every defensible reading is
//! worked out and shown, none is presented as the law. The countdown runs on the earliest (`streng`),
//! the first is the usual one (`gangbaar`). Pure: times come in, terms come out.

pub mod antwoord;
pub mod batch;
pub mod geldend;
pub mod kantelpunt;
pub mod termijn;
pub mod uitleg;
pub mod vorm;

use chrono::Duration;

pub use self::{
    antwoord::antwoord_json,
    geldend::{Geldend, Grond},
    kantelpunt::{Als, Kantelpunt, Uitgangspunt, kantelpunten},
    termijn::{Lezing, Lezingen, Startsoort, Termijn},
    uitleg::waarom,
    vorm::{Grens, Grenzen, vorm_termijn},
};
pub use crate::rules::kalender::Kalenders;
use crate::{
    domain::{
        fout::{Fout, Uitkomst},
        moment::Moment,
        rij::Rij,
        termijnsoort::{Kalender, Tijden},
    },
    rules::{
        book::{Begin, Duur, Leesregel, Regelboek, Termijnregel},
        rijregel::Code,
    },
};

/// The terms of one incident, in the order in which they bite; none for a row that demands no form.
///
/// # Errors
/// When the times contradict each other, when nothing says when the clock starts, or when the end of
/// an absence is given for a row that is no absence.
pub fn termijnen(boek: &Regelboek, rij: Rij, tijden: &Tijden, kalender: Kalender) -> Uitkomst<Vec<Termijn>> {
    tijden.controleer()?;
    if tijden.einde_oa.is_some() && !rij.is_oa() {
        return Err(Fout::gebruik(format!(
            "Rij {rij} is geen ongeoorloofde afwezigheid en kent dus geen einde daarvan."
        ))
        .hint("Laat het einde weg, of kies een rij van A tot en met G."));
    }
    if boek.rij(rij).m == Code::Nee {
        return Ok(Vec::new());
    }
    let begin = Beginpunten::vind(boek, tijden, kalender)?;
    Ok(boek.termijnregels(rij).filter_map(|regel| termijn(boek, regel, begin, kalender)).collect())
}

/// A moment with what it stands for.
type Begonnen = (Moment, Startsoort);

/// The moments from which the clocks of one incident run.
#[derive(Clone, Copy)]
struct Beginpunten {
    voorval: Begonnen,
    constatering: Begonnen,
    einde_oa: Option<Begonnen>,
}

impl Beginpunten {
    fn vind(boek: &Regelboek, tijden: &Tijden, kalender: Kalender) -> Uitkomst<Self> {
        let ontdekt = tijden.constatering.map(|t| (t, Startsoort::Constatering));
        let gebeurd = tijden.voorval.map(|t| (t, Startsoort::Voorval));
        let gehoord = tijden.gebeld.map(|t| (t, Startsoort::Telefoontje));
        let gehoord = gehoord.or(tijden.ontvangen.map(|t| (t, Startsoort::Ontvangst)));
        let Some(bekend) = gebeurd.or(ontdekt).or(gehoord) else {
            return Err(Fout::gebruik("Zonder tijd van voorval, constatering of telefoontje begint er geen termijn.")
                .hint("Geef ten minste één van die tijden."));
        };
        // Nobody can file in time what was discovered when the term had gone.
        let te_laat_ontdekt = ontdekt.filter(|(t, _)| vorm_termijn(boek, kalender, bekend.0).streng().uiterlijk <= *t);
        Ok(Self {
            voorval: te_laat_ontdekt.unwrap_or(bekend),
            constatering: ontdekt.unwrap_or(bekend),
            einde_oa: tijden.einde_oa.map(|t| (t, Startsoort::EindeOa)),
        })
    }

    const fn van(self, begin: Begin) -> Option<Begonnen> {
        match begin {
            Begin::Voorval => Some(self.voorval),
            Begin::Constatering => Some(self.constatering),
            Begin::EindeOa => self.einde_oa,
        }
    }
}

/// None while the clock of this term has not started.
fn termijn(boek: &Regelboek, regel: &Termijnregel, begin: Beginpunten, kalender: Kalender) -> Option<Termijn> {
    let (start, startsoort) = begin.van(regel.begin)?;
    let lezing = |grens: Grens| Lezing::nieuw(grens, boek.leestekst(grens.regel));
    let lezingen = match regel.duur {
        Duur::Formulier => Lezingen::uit(&vorm_termijn(boek, kalender, start), lezing),
        Duur::Uren(uren) => {
            let uiterlijk = start.plus(Duration::hours(i64::from(uren)));
            Lezingen::een(lezing(Grens { uiterlijk, regel: Leesregel::Uren }).met_uren(uren))
        }
    };
    Some(Termijn {
        soort: regel.soort,
        ontvanger: regel.ontvanger.clone(),
        start,
        startsoort,
        lezingen,
        bron: regel.bron.to_string(),
    })
}
