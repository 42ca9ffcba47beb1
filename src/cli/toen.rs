//! `toon --op` without a case: the whole desk as it was known at a moment, with the countdowns of then.
//! It is folded from the log and not read from the projections, which know only now.

use serde_json::json;

use super::{Einde, druk, inzage, lijsten::klokken_van, omgeving::Omgeving};
use crate::{
    app::{
        film::vouw,
        klok::{Klok, duur},
    },
    domain::{
        fout::Uitkomst,
        inzage::{Handeling, Uitslag},
        melding::Melding,
        moment::Moment,
        zaak::Zaak,
    },
    store::Toegang,
};

/// Shows the desk of then.
///
/// # Errors
/// When the moment cannot be read, or the store.
pub fn toon(omgeving: &Omgeving, op: &str, als_json: bool) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let op = Moment::lees(op, Some(clock.now()))?.moment;
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let desk = vouw(&opslag.entries(None, Some(op))?, op);
    inzage::noteer(omgeving, &mut opslag, clock.now(), Handeling::Afgedrukt, "desk", Uitslag::Gelukt);
    let mut inbox: Vec<&Melding> = desk.meldingen.values().filter(|m| m.is_open()).collect();
    inbox.sort_by_key(|m| m.ontvangen);
    let mut zaken: Vec<(&Zaak, Option<Klok>)> = Vec::new();
    for zaak in desk.zaken.values().filter(|z| z.is_open()) {
        // A case whose times contradict each other is listed all the same, without a term.
        let lopend = klokken_van(omgeving, zaak, &inrichtingen).unwrap_or_default().into_iter().find(Klok::loopt);
        zaken.push((zaak, lopend));
    }
    zaken.sort_by_key(|(z, k)| (k.is_none(), k.as_ref().map(|k| k.uiterlijk), z.nummer));
    if als_json {
        let document = json!({
            "op": op.rfc3339(),
            "inbox": inbox.iter().map(|m| json!({
                "id": m.nummer.to_string(), "soort": m.soort.sleutel(), "ontvangen": m.ontvangen.rfc3339(), "inrichting": m.inrichting(),
            })).collect::<Vec<_>>(),
            "zaken": zaken.iter().map(|(z, k)| json!({
                "zaak": z.nummer.to_string(), "rij": z.rij().map(|r| r.to_string()), "inrichting": z.plek(),
                "termijn": k.as_ref().map(|k| json!({"soort": k.termijn.soort.sleutel(), "uiterlijk": k.uiterlijk.rfc3339(), "stand": k.ernst(op).woord()})),
            })).collect::<Vec<_>>(),
        });
        druk(&document.to_string());
        return Ok(Einde::Gedaan);
    }
    druk(&format!("De desk zoals bekend op {}", op.lang()));
    druk(&format!("\nInbox: {}", inbox.len()));
    for m in &inbox {
        let plek = m.inrichting().unwrap_or("inrichting onbekend");
        druk(&format!("  {}  {:<9} {}  {plek}", m.nummer, m.soort.naam(), m.ontvangen.lang()));
    }
    druk(&format!("\nZaken: {}", zaken.len()));
    for (zaak, klok) in &zaken {
        druk(&format!("  {}", zaakregel(zaak, klok.as_ref(), op)));
    }
    Ok(Einde::Gedaan)
}

fn zaakregel(zaak: &Zaak, klok: Option<&Klok>, op: Moment) -> String {
    let rij = zaak.rij().map_or_else(|| "?".to_owned(), |r| r.to_string());
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    let stand = klok.map_or_else(
        || "geen termijn".to_owned(),
        |k| format!("{} {} {}", k.ernst(op).woord(), duur(k.rest(op)), k.termijn.soort.naam()),
    );
    format!("{}  rij {rij:<2}  {stand:<24}  {plek}", zaak.nummer)
}
