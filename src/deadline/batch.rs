//! `piket termijn --batch`: one JSON line in, one JSON line out. A line comes from another program
//! and may hold anything; whatever it holds, it gets an answer in its place.

use std::borrow::Cow;

use serde::Serialize;

use super::{
    antwoord::antwoord_json,
    termijnen,
    uitleg::{dubbel_uur, onzeker},
};
use crate::{
    domain::{
        fout::{Fout, Uitkomst},
        moment::Moment,
        rij::Rij,
        termijnsoort::{Kalender, Tijden},
    },
    rules::book::Regelboek,
};

mod invoer;

use invoer::{Invoer, Waarde};

/// Longest value that is read; every number, time and calendar is far shorter.
const LANGSTE_WAARDE: usize = 64;

/// Answers one line, without a line end.
///
/// # Errors
/// `{"fout": "..."}` for a line that cannot be answered; it takes the line's place in the output.
pub fn regel(boek: &Regelboek, line: &str) -> Result<String, String> {
    antwoord(boek, line).map_err(|fout| {
        #[derive(Serialize)]
        struct Foutregel {
            #[serde(rename = "fout")]
            fout: String,
        }
        // A struct of one text always serialises; the empty answer keeps the output line for line.
        serde_json::to_string(&Foutregel { fout: fout.to_string() }).unwrap_or_default()
    })
}

fn antwoord(boek: &Regelboek, line: &str) -> Uitkomst<String> {
    let invoer = Invoer::lees(line.trim_start_matches('\u{feff}'))?;
    let nr = Rij::lees(&verplicht("nr", &invoer.nr)?)?;
    let kalender = match optioneel("kalender", &invoer.kalender)? {
        Some(naam) => naam.parse()?,
        None => Kalender::default(),
    };

    let mut opmerkingen = Vec::new();
    let mut tijd = |veld: &str, naam: &str, waarde: &Waarde<'_>| -> Uitkomst<Option<Moment>> {
        let Some(tekst) = optioneel(veld, waarde)? else { return Ok(None) };
        let gelezen = Moment::lees(&tekst, None)?;
        opmerkingen.extend(dubbel_uur(naam, gelezen));
        Ok(Some(gelezen.moment))
    };
    verplicht("voorval", &invoer.voorval)?;
    let tijden = Tijden {
        voorval: tijd("voorval", "het voorval", &invoer.voorval)?,
        constatering: tijd("constatering", "de constatering", &invoer.constatering)?,
        einde_oa: tijd("einde_oa", "de terugkeer of aanhouding", &invoer.einde_oa)?,
        ..Tijden::default()
    };

    let termijnen = termijnen(boek, nr, &tijden, kalender)?;
    for termijn in &termijnen {
        for melding in onzeker(&boek.kalenders, kalender, termijn) {
            if !opmerkingen.contains(&melding) {
                opmerkingen.push(melding);
            }
        }
    }
    let antwoord = antwoord_json(nr, boek.rij(nr), &termijnen).met_opmerkingen(opmerkingen);
    serde_json::to_string(&antwoord).map_err(|_| Fout::gegevens("Het antwoord is niet als JSON te schrijven."))
}

fn verplicht<'a>(veld: &str, waarde: &'a Waarde<'_>) -> Uitkomst<Cow<'a, str>> {
    optioneel(veld, waarde)?.ok_or_else(|| Fout::gebruik(format!("Het veld «{veld}» ontbreekt.")))
}

/// The text of a field; what is no short, plain text is refused before it reaches a message.
fn optioneel<'a>(veld: &str, waarde: &'a Waarde<'_>) -> Uitkomst<Option<Cow<'a, str>>> {
    match waarde {
        Waarde::Leeg => Ok(None),
        Waarde::Getal(n) => Ok(Some(n.to_string().into())),
        Waarde::Tekst(t) if t.len() > LANGSTE_WAARDE => {
            Err(Fout::gebruik(format!("Het veld «{veld}» is langer dan {LANGSTE_WAARDE} tekens.")))
        }
        Waarde::Tekst(t) if t.chars().any(char::is_control) => {
            Err(Fout::gebruik(format!("In het veld «{veld}» staat een stuurteken.")))
        }
        Waarde::Tekst(t) => Ok(Some(Cow::Borrowed(t))),
        Waarde::Anders => Err(Fout::gebruik(format!("In het veld «{veld}» hoort tekst."))),
    }
}
