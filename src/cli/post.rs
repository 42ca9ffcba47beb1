//! `importeer`: mails into the inbox, with a line per file that says new, already known or refused.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::{
    Einde, druk,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::act::Act,
    app::decide::decide,
    domain::{
        event::LogEvent,
        fout::{Fout, FoutSoort, Uitkomst},
        ids::Meldingnummer,
        inrichting::Inrichtingen,
        melding::MeldingSoort,
        tekst::Vertrouwelijk,
    },
    intake,
    runtime::clock::Clock,
    store::{Blob, Opslag},
};

/// What became of a file.
enum Lot {
    Nieuw(Meldingnummer, MeldingSoort, Vec<String>),
    Bekend(Meldingnummer),
}

/// Reads files and folders into the inbox.
///
/// # Errors
/// When the store cannot be opened or written; a refused file is only reported.
pub fn importeer(omgeving: &Omgeving, paden: &[PathBuf], als_json: bool) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.maak_om_te_schrijven()?;
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let mut einde = Einde::Gedaan;
    let bestanden = intake::bestanden(paden);
    if bestanden.is_empty() {
        return Err(Fout::nee("Er staan geen mails in deze map.").hint("Mails eindigen op .eml of .msg."));
    }
    for pad in bestanden {
        let bestand = naam(&pad);
        match neem(omgeving, &mut opslag, &inrichtingen, clock, &pad) {
            Ok(Lot::Nieuw(nummer, soort, waarschuwingen)) => {
                if als_json {
                    let regel = json!({"bestand": bestand, "uitkomst": "nieuw", "id": nummer.to_string(), "soort": soort.sleutel(), "waarschuwingen": waarschuwingen});
                    druk(&regel.to_string());
                } else {
                    druk(&format!("{bestand}: nieuw als {nummer} ({})", soort.naam()));
                    for w in waarschuwingen {
                        druk(&format!("  let op: {w}"));
                    }
                }
            }
            Ok(Lot::Bekend(nummer)) => {
                if als_json {
                    druk(&json!({"bestand": bestand, "uitkomst": "bekend", "id": nummer.to_string()}).to_string());
                } else {
                    druk(&format!("{bestand}: al bekend als {nummer}"));
                }
            }
            // A store that fails would fail for every file after this one too.
            Err(fout) if fout.soort == FoutSoort::Gegevens && !pad_is_schuld(&pad) => return Err(fout),
            Err(fout) => {
                einde = Einde::Nee;
                if als_json {
                    druk(&json!({"bestand": bestand, "uitkomst": "geweigerd", "fout": fout.to_string()}).to_string());
                } else {
                    druk(&format!("{bestand}: geweigerd. {fout}"));
                }
            }
        }
    }
    opslag.sluit()?;
    Ok(einde)
}

fn pad_is_schuld(pad: &Path) -> bool {
    intake::lees_bestand(pad, &Inrichtingen::default()).is_err()
}

fn neem(
    omgeving: &Omgeving,
    opslag: &mut Opslag,
    inrichtingen: &Inrichtingen,
    clock: Clock,
    pad: &Path,
) -> Uitkomst<Lot> {
    let mut gelezen = intake::lees_bestand(pad, inrichtingen)?;
    if let Some(nummer) = opslag.melding_met_vingerafdruk(gelezen.post.vingerafdruk.lees())? {
        return Ok(Lot::Bekend(nummer));
    }
    if let Some(id) = &gelezen.post.message_id
        && let Some(eerder) = opslag.melding_met_message_id(id.lees())?
    {
        let zin = format!("Dezelfde Message-ID als {eerder}, maar met andere inhoud.");
        gelezen.post.waarschuwingen.push(Vertrouwelijk::nieuw(&zin));
    }
    let nu = clock.now();
    let ontvangen = gelezen.ontvangen.unwrap_or(nu).min(nu);
    let waarschuwingen = gelezen.post.waarschuwingen.iter().map(|w| w.lees().to_owned()).collect();
    let (vorm, blobs) = (gelezen.soort, gelezen.bijlagen);
    let act = Act::OntvangPost { vorm, ontvangen, post: Box::new(gelezen.post) };
    let desk = opslag.laad_tellers()?;
    let besloten = decide(&desk, &omgeving.kader(inrichtingen, nu), &act)?;
    let blobs: Vec<Blob> = blobs.into_iter().map(|b| Blob::nieuw(b.bytes)).collect();
    let entries = opslag.schrijf(nu, &omgeving.actor(), &besloten.nieuw, &blobs)?;
    let nummer = entries.iter().find_map(|e| match &e.event {
        LogEvent::MeldingOntvangen { melding, .. } => Some(*melding),
        _ => None,
    });
    nummer.map(|n| Lot::Nieuw(n, vorm, waarschuwingen)).ok_or_else(|| Fout::gegevens("De mail is niet vastgelegd."))
}
