//! The register of provisions as lines, as JSON and as a table for a spreadsheet. It names who got what: it is for the officer
//! and for who accounts for it, not for the line.

use serde_json::{Value, json};

use super::csv_table::table;
use crate::{
    domain::{moment::Moment, sanitize, text::Vertrouwelijk},
    judge::provisions::Provision,
};

const HEADINGS: [&str; 11] =
    ["nr", "op", "zaak", "wat", "soort", "versie", "aan", "kanaal", "doel", "grondslag", "reden"];

/// One provision on one line.
pub fn line(provision: &Provision) -> String {
    let p = provision;
    let ground = p.provided.as_ref().map_or("grondslag niet vastgelegd", |g| filled(&g.ground));
    let reason = reason(p).map_or_else(String::new, |r| format!("; reden: {}", sanitize::line(r)));
    format!(
        "{}  {}  {} aan {}, per {}; {ground}{reason}",
        p.at.long(),
        p.zaak,
        p.what(),
        sanitize::line(p.to.read()),
        sanitize::line(p.channel()),
    )
}

/// The same as JSON.
pub fn document(provision: &Provision) -> Value {
    let p = provision;
    json!({
        "nr": p.seq, "op": p.at.rfc3339(), "zaak": p.zaak.to_string(), "wat": p.what(), "soort": p.kind.code(),
        "versie": p.version, "aan": p.to.read(), "kanaal": p.channel(),
        "doel": p.provided.as_ref().map(|g| &g.purpose), "grondslag": p.provided.as_ref().map(|g| &g.ground),
        "reden": reason(p), "door": p.actor,
    })
}

/// All of them for a spreadsheet.
pub fn csv(provisions: &[Provision]) -> Vec<u8> {
    let cells = |p: &Provision| {
        let ground = p.provided.as_ref();
        vec![
            p.seq.to_string(),
            Moment::rfc3339(p.at),
            p.zaak.to_string(),
            p.what(),
            p.kind.code().to_owned(),
            p.version.map(|v| v.to_string()).unwrap_or_default(),
            p.to.read().to_owned(),
            p.channel().to_owned(),
            ground.map(|g| g.purpose.clone()).unwrap_or_default(),
            ground.map(|g| g.ground.clone()).unwrap_or_default(),
            reason(p).unwrap_or_default().to_owned(),
        ]
    };
    table(&HEADINGS.map(str::to_owned), provisions.iter().map(cells))
}

fn reason(provision: &Provision) -> Option<&str> {
    provision.provided.as_ref()?.reason.as_ref().map(Vertrouwelijk::read)
}

const fn filled(ground: &str) -> &str {
    if ground.is_empty() { "zonder grondslag in het adresboek" } else { ground }
}
