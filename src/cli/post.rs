//! `importeer`: mails into the inbox, with a line per file that says new, already known or refused.

mod bron;
mod partij;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::json;

pub use self::bron::schrijf_bron;
use super::{
    Einde, druk,
    omgeving::{Omgeving, naam},
};
use crate::{
    app::act::Act,
    app::decide::{Kader, decide},
    domain::{
        desk::Desk,
        event::Nieuw,
        fout::{Fout, Uitkomst},
        ids::Meldingnummer,
        inrichting::Inrichtingen,
        melding::MeldingSoort,
        tekst::Vertrouwelijk,
    },
    intake::{self, Gelezen},
    runtime::clock::Clock,
    store::{Blob, Opslag},
};

/// What became of a file.
enum Lot {
    Nieuw(Meldingnummer, MeldingSoort, Vec<String>),
    Bekend(Meldingnummer),
    Geweigerd(Fout),
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
    for paden in partij::verdeel(bestanden) {
        let gelezen = partij::lees(&paden, &inrichtingen);
        let loten = leg_vast(omgeving, &inrichtingen, &mut opslag, clock, gelezen)?;
        for (pad, lot) in paden.iter().zip(&loten) {
            if matches!(lot, Lot::Geweigerd(_)) {
                einde = Einde::Nee;
            }
            zeg(pad, lot, als_json);
        }
    }
    opslag.sluit()?;
    Ok(einde)
}

fn zeg(pad: &Path, lot: &Lot, als_json: bool) {
    let bestand = naam(pad);
    if als_json {
        let regel = match lot {
            Lot::Nieuw(nummer, soort, waarschuwingen) => {
                json!({"bestand": bestand, "uitkomst": "nieuw", "id": nummer.to_string(), "soort": soort.sleutel(), "waarschuwingen": waarschuwingen})
            }
            Lot::Bekend(nummer) => json!({"bestand": bestand, "uitkomst": "bekend", "id": nummer.to_string()}),
            Lot::Geweigerd(fout) => json!({"bestand": bestand, "uitkomst": "geweigerd", "fout": fout.to_string()}),
        };
        druk(&regel.to_string());
        return;
    }
    match lot {
        Lot::Nieuw(nummer, soort, waarschuwingen) => {
            druk(&format!("{bestand}: nieuw als {nummer} ({})", soort.naam()));
            for w in waarschuwingen {
                druk(&format!("  let op: {w}"));
            }
        }
        Lot::Bekend(nummer) => druk(&format!("{bestand}: al bekend als {nummer}")),
        Lot::Geweigerd(fout) => druk(&format!("{bestand}: geweigerd. {fout}")),
    }
}

/// Records what is new of one lot, all in one transaction; the answers stand in the order of the files.
fn leg_vast(
    omgeving: &Omgeving,
    inrichtingen: &Inrichtingen,
    opslag: &mut Opslag,
    clock: Clock,
    gelezen: Vec<Uitkomst<Gelezen>>,
) -> Uitkomst<Vec<Lot>> {
    let nu = clock.now();
    let kader = omgeving.kader(inrichtingen, nu);
    let mut stapel = Stapel::op(opslag.laad_tellers()?);
    let mut loten = Vec::with_capacity(gelezen.len());
    for uitkomst in gelezen {
        loten.push(match uitkomst {
            Ok(gelezen) => stapel.neem(opslag, &kader, gelezen)?,
            Err(fout) => Lot::Geweigerd(fout),
        });
    }
    opslag.schrijf(nu, &omgeving.actor(), &stapel.nieuw, &stapel.blobs)?;
    Ok(loten)
}

/// What is to be recorded of a lot, and what it has seen itself: the store does not know it yet.
struct Stapel {
    desk: Desk,
    nieuw: Vec<Nieuw>,
    blobs: Vec<Blob>,
    vingerafdrukken: BTreeMap<String, Meldingnummer>,
    message_ids: BTreeMap<String, Meldingnummer>,
}

impl Stapel {
    const fn op(desk: Desk) -> Self {
        Self {
            desk,
            nieuw: Vec::new(),
            blobs: Vec::new(),
            vingerafdrukken: BTreeMap::new(),
            message_ids: BTreeMap::new(),
        }
    }

    fn neem(&mut self, opslag: &Opslag, kader: &Kader<'_>, gelezen: Gelezen) -> Uitkomst<Lot> {
        let Gelezen { soort, mut post, bijlagen, ontvangen } = gelezen;
        let vingerafdruk = post.vingerafdruk.lees().to_owned();
        if let Some(eerder) = self.vingerafdrukken.get(&vingerafdruk) {
            return Ok(Lot::Bekend(*eerder));
        }
        if let Some(eerder) = opslag.melding_met_vingerafdruk(&vingerafdruk)? {
            return Ok(Lot::Bekend(eerder));
        }
        let message_id = post.message_id.as_ref().map(|id| id.lees().to_owned());
        if let Some(eerder) = self.met_message_id(opslag, message_id.as_deref())? {
            let zin = format!("Dezelfde Message-ID als {eerder}, maar met andere inhoud.");
            post.waarschuwingen.push(Vertrouwelijk::nieuw(&zin));
        }
        let ontvangen = ontvangen.unwrap_or(kader.nu).min(kader.nu);
        let waarschuwingen = post.waarschuwingen.iter().map(|w| w.lees().to_owned()).collect();
        let act = Act::OntvangPost { vorm: soort, ontvangen, post: Box::new(post) };
        let besloten = decide(&self.desk, kader, &act)?;
        let nummer = self.desk.volgende_melding();
        self.desk.meldingteller = nummer.0;
        self.nieuw.extend(besloten.nieuw);
        self.blobs.extend(bijlagen.into_iter().map(|b| Blob::nieuw(b.bytes)));
        self.vingerafdrukken.insert(vingerafdruk, nummer);
        if let Some(id) = message_id {
            self.message_ids.entry(id).or_insert(nummer);
        }
        Ok(Lot::Nieuw(nummer, soort, waarschuwingen))
    }

    fn met_message_id(&self, opslag: &Opslag, id: Option<&str>) -> Uitkomst<Option<Meldingnummer>> {
        let Some(id) = id else { return Ok(None) };
        match opslag.melding_met_message_id(id)? {
            Some(eerder) => Ok(Some(eerder)),
            None => Ok(self.message_ids.get(id).copied()),
        }
    }
}
