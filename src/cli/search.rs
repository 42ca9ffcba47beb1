//! `zoek`: what the search of the desk finds, as lines or as one JSON document, with how much there is.

use serde_json::json;

use super::{
    answer::{Output, print},
    audit,
    document::{melding_json, zaak_json},
    environment::Environment,
    exit::Exit,
    lists::{melding_line, zaak_line},
    terms::running,
};
use crate::{
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        search_limit::{LONGEST_SEARCH, MAX_COUNTED},
    },
    store::{Access, Hits},
};

/// At most so many hits are shown, as on the screen.
const MAX_SHOWN: usize = 200;

/// `piket zoek`.
///
/// # Errors
/// When there is no word to search for, or the store cannot be read.
pub fn search(env: &Environment, words: &[String], output: Output) -> Result<Exit> {
    let text = words.join(" ");
    if !text.chars().any(char::is_alphanumeric) {
        return Err(
            Error::usage("Er is geen woord om te zoeken.").hint("Noem een nummer, een naam of het begin ervan.")
        );
    }
    if text.chars().count() > LONGEST_SEARCH {
        return Err(Error::usage(format!("Een zoekvraag heeft ten hoogste {LONGEST_SEARCH} tekens."))
            .hint("Een paar woorden is genoeg."));
    }
    let (mut store, clock) = env.open(Access::Read)?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let (now, judge) = (clock.now(), env.judge(&inrichtingen));
    store.find_rows_by(env.book());
    let Hits { desk: hits, total } = store.search(&text, MAX_SHOWN)?;
    // A report that waits is proposed to the cases that are open.
    let mut desk = store.load_open()?;
    desk.zaken.extend(hits.zaken.clone());
    audit::note(env, &mut store, now, AuditAct::Printed, "zoeken", Outcome::Succeeded);
    let zaken = hits.zaken.values().rev().map(|z| (z, running(env, z, &inrichtingen)));
    let meldingen = hits.meldingen.values().rev();
    let shown = hits.zaken.len() + hits.meldingen.len();
    if output == Output::Json {
        let zaken: Vec<_> =
            zaken.map(|(z, k)| zaak_json(env, z, k.ok().flatten().as_ref(), &inrichtingen, now)).collect();
        let meldingen: Vec<_> = meldingen.map(|m| melding_json(m, &desk, env.book())).collect();
        let whole = total < MAX_COUNTED;
        print(&json!({"totaal": total, "geteld": whole, "zaken": zaken, "meldingen": meldingen}).to_string())?;
    } else {
        for (zaak, countdown) in zaken {
            print(&zaak_line((zaak, judge.case_rule(zaak)), &countdown, now))?;
        }
        meldingen.map(|m| melding_line(m, &desk, &env.books(&inrichtingen))).try_for_each(|line| print(&line))?;
        print(&match total {
            0 => "Niets gevonden.".to_owned(),
            n if n >= MAX_COUNTED => format!("Ten minste {MAX_COUNTED} gevonden, de nieuwste {shown} getoond."),
            n if n > shown => format!("{n} gevonden, de nieuwste {shown} getoond."),
            n => format!("{n} gevonden."),
        })?;
    }
    Ok(if total == 0 { Exit::No } else { Exit::Done })
}
