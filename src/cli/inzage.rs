//! The audit in the shell: every verb that shows or takes something records that, and
//! `logboek inzage` lists it.

use std::io::Write;

use serde_json::json;

use super::{Einde, druk, omgeving::Omgeving};
use crate::{
    domain::{
        fout::Uitkomst,
        inzage::{Handeling, Herkomst, Inzage, Uitslag},
        moment::Moment,
    },
    store::{Opslag, Toegang},
};

/// Records what a verb does. Where that cannot be written, as on a medium that is read-only, the
/// officer hears it and the verb goes on: the night comes first.
pub fn noteer(
    omgeving: &Omgeving,
    opslag: &mut Opslag,
    nu: Moment,
    handeling: Handeling,
    object: &str,
    uitkomst: Uitslag,
) {
    noteer_van(
        omgeving,
        opslag,
        nu,
        &Inzage { handeling, object: object.to_owned(), uitkomst, herkomst: Herkomst::Opdracht },
    );
}

fn noteer_van(omgeving: &Omgeving, opslag: &mut Opslag, nu: Moment, inzage: &Inzage) {
    if let Err(fout) = opslag.noteer_inzage(nu, &omgeving.actor(), inzage) {
        let _ = writeln!(std::io::stderr(), "Let op: deze inzage is niet vastgelegd. {}", fout.zin);
    }
}

/// Records what somebody else than the officer of the settings does: who takes over.
///
/// # Errors
/// When it cannot be written; then it was not done.
pub fn noteer_door(
    opslag: &mut Opslag,
    nu: Moment,
    door: &str,
    handeling: Handeling,
    object: &str,
    uitkomst: Uitslag,
) -> Uitkomst<()> {
    opslag.noteer_inzage(
        nu,
        door,
        &Inzage { handeling, object: object.to_owned(), uitkomst, herkomst: Herkomst::Opdracht },
    )
}

/// How an act on a file ended.
pub const fn uitslag<T>(uitkomst: &Uitkomst<T>) -> Uitslag {
    match uitkomst {
        Ok(_) => Uitslag::Gelukt,
        Err(_) => Uitslag::Geweigerd,
    }
}

/// `piket logboek inzage`.
///
/// # Errors
/// When the store cannot be read.
pub fn inzage(omgeving: &Omgeving, als_json: bool) -> Uitkomst<Einde> {
    let (opslag, _) = omgeving.open(Toegang::Lezen)?;
    let regels = opslag.inzagen()?;
    for r in &regels {
        let i = &r.inzage;
        if als_json {
            let regel = json!({
                "seq": r.seq, "op": r.op.rfc3339(), "actor": r.actor, "handeling": i.handeling.sleutel(),
                "object": i.object, "uitkomst": i.uitkomst.sleutel(), "herkomst": i.herkomst.sleutel(),
            });
            druk(&regel.to_string());
        } else {
            druk(&format!(
                "{:>5}  {}  {:<19}  {:<9}  {:<8}  {}  door {}",
                r.seq,
                r.op.lang(),
                i.handeling.woord(),
                i.uitkomst.woord(),
                i.herkomst.woord(),
                i.object,
                r.actor
            ));
        }
    }
    if regels.is_empty() && !als_json {
        druk("Er is nog niets ingezien.");
    }
    Ok(Einde::Gedaan)
}
