//! `inbox` and `incidenten`: the lists, as lines or as JSON.

use serde_json::{Value, json};

use super::{Einde, druk, inzage, omgeving::Omgeving};
use crate::{
    app::{
        checklist::{aan_zet, checklist},
        klok::{Klok, duur, klokken},
        masker::Zicht,
        verb::Lijstvorm,
        voorstel,
    },
    domain::{
        desk::Desk,
        fout::Uitkomst,
        inrichting::Inrichtingen,
        inzage::{Handeling, Uitslag},
        melding::{Inhoud, Melding, Meldingstaat},
        moment::Moment,
        schoon,
        stap::Stap,
        tekst::Vertrouwelijk,
        zaak::Zaak,
    },
    store::Toegang,
};

/// `piket inbox`.
///
/// # Errors
/// When the store cannot be read.
pub fn inbox(omgeving: &Omgeving, vorm: &Lijstvorm) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let desk = if vorm.alles { opslag.laad_alles()? } else { opslag.laad_open()? };
    let mut meldingen: Vec<&Melding> = desk.meldingen.values().filter(|m| vorm.alles || m.is_open()).collect();
    meldingen.sort_by_key(|m| m.ontvangen);
    inzage::noteer(omgeving, &mut opslag, clock.now(), Handeling::Onthuld, "inbox", Uitslag::Gelukt);
    for m in &meldingen {
        if vorm.json {
            druk(&melding_json(m, &desk).to_string());
        } else {
            let plek = m.inrichting().unwrap_or("inrichting onbekend");
            let kop = schoon::inkorten(&schoon::regel(m.kop()), 60);
            druk(&format!("{}  {:<9} {}  {plek}  {kop}", m.nummer, m.soort.naam(), m.ontvangen.lang()));
        }
    }
    if meldingen.is_empty() && !vorm.json {
        druk("De inbox is leeg.");
    }
    Ok(Einde::Gedaan)
}

/// The cases it may belong to, best first; a suggestion, so only while it waits.
fn voorstellen_json(m: &Melding, desk: &Desk) -> Value {
    let gevonden = if m.is_open() { voorstel::voorstellen(desk, m) } else { Vec::new() };
    gevonden
        .iter()
        .map(|v| json!({"zaak": v.zaak.to_string(), "score": v.score, "redenen": v.redenen.iter().map(|r| r.woorden()).collect::<Vec<_>>()}))
        .collect()
}

fn melding_json(m: &Melding, desk: &Desk) -> Value {
    let (staat, zaak) = match &m.staat {
        Meldingstaat::Open => ("open", None),
        Meldingstaat::Gekoppeld(z) => ("gekoppeld", Some(z.to_string())),
        Meldingstaat::Terzijde(_) => ("terzijde", None),
    };
    let basis = json!({
        "id": m.nummer.to_string(), "ontvangen": m.ontvangen.rfc3339(), "soort": m.soort.sleutel(),
        "inrichting": m.inrichting(), "staat": staat, "zaak": zaak, "voorstellen": voorstellen_json(m, desk),
    });
    let inhoud = match &m.inhoud {
        Inhoud::Gesprek(g) => json!({
            "afzender": g.beller.lees(), "onderwerp": null, "message_id": null, "tekst": g.wat.lees(),
            "velden": {}, "bijlagen": [], "waarschuwingen": [],
        }),
        Inhoud::Post(p) => json!({
            "afzender": p.afzender.lees(), "onderwerp": p.onderwerp.lees(), "message_id": p.message_id.as_ref().map(Vertrouwelijk::lees), "tekst": p.tekst.lees(),
            "velden": p.velden.iter().map(|(naam, v)| (naam.clone(), json!({"waarde": v.waarde.lees(), "bron": v.bron.lees()}))).collect::<serde_json::Map<_, _>>(),
            "bijlagen": p.bijlagen.iter().map(|b| json!({"naam": b.naam.lees(), "type": b.mediatype.lees(), "bytes": b.bytes})).collect::<Vec<_>>(),
            "waarschuwingen": p.waarschuwingen.iter().map(Vertrouwelijk::lees).collect::<Vec<_>>(),
        }),
    };
    match (basis, inhoud) {
        (Value::Object(mut a), Value::Object(b)) => {
            a.extend(b);
            Value::Object(a)
        }
        (a, _) => a,
    }
}

/// The terms of a case as the settings count them.
pub fn klokken_van(omgeving: &Omgeving, zaak: &Zaak, inrichtingen: &Inrichtingen) -> Uitkomst<Vec<Klok>> {
    let boek = omgeving.boek();
    let inrichting = zaak.plek().and_then(|n| inrichtingen.met_naam(n));
    let keuze = omgeving.instellingen.termijn;
    klokken(zaak, boek, keuze, &checklist(zaak, boek, inrichting, Zicht::Open))
}

/// `piket incidenten`.
///
/// # Errors
/// When the store cannot be read.
pub fn incidenten(omgeving: &Omgeving, vorm: &Lijstvorm) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let nu = clock.now();
    let desk = if vorm.alles { opslag.laad_alles()? } else { opslag.laad_open()? };
    let mut rijen: Vec<(&Zaak, Option<Klok>)> = Vec::new();
    for zaak in desk.zaken.values().filter(|z| vorm.alles || z.is_open()) {
        // A case whose times contradict each other is listed all the same, without a term.
        let lopend = klokken_van(omgeving, zaak, &inrichtingen).unwrap_or_default().into_iter().find(Klok::loopt);
        rijen.push((zaak, lopend));
    }
    rijen.sort_by_key(|(z, k)| (!z.is_open(), k.is_none(), k.as_ref().map(|k| k.uiterlijk), z.nummer));
    inzage::noteer(omgeving, &mut opslag, nu, Handeling::Afgedrukt, "zaken", Uitslag::Gelukt);
    for (zaak, klok) in &rijen {
        if vorm.json {
            druk(&zaak_json(omgeving, zaak, klok.as_ref(), &inrichtingen, nu).to_string());
        } else {
            let rij = zaak.rij().map_or_else(|| "?".to_owned(), |r| r.to_string());
            let plek = zaak.plek().unwrap_or("inrichting onbekend");
            let stand = match (klok, zaak.is_open()) {
                (Some(k), _) => format!("{} {} {}", k.ernst(nu).woord(), duur(k.rest(nu)), k.termijn.soort.naam()),
                (None, true) => "geen termijn".to_owned(),
                (None, false) => match zaak.opgegaan {
                    Some(doel) => format!("in {doel}"),
                    None => "gesloten".to_owned(),
                },
            };
            druk(&format!("{}  rij {rij:<2}  {stand:<24}  {plek}", zaak.nummer));
        }
    }
    if rijen.is_empty() && !vorm.json {
        druk("Er zijn geen open zaken.");
    }
    Ok(Einde::Gedaan)
}

fn zaak_json(omgeving: &Omgeving, zaak: &Zaak, klok: Option<&Klok>, inrichtingen: &Inrichtingen, nu: Moment) -> Value {
    let inrichting = zaak.plek().and_then(|n| inrichtingen.met_naam(n));
    let zet = aan_zet(&checklist(zaak, omgeving.boek(), inrichting, Zicht::Open));
    json!({
        "zaak": zaak.nummer.to_string(), "rij": zaak.rij().map(|r| r.to_string()), "inrichting": zaak.plek(),
        "geopend": zaak.geopend.rfc3339(), "gesloten": zaak.gesloten.map(Moment::rfc3339),
        "opgegaan_in": zaak.opgegaan.map(|z| z.to_string()),
        "termijn": klok.map(|k| json!({"soort": k.termijn.soort.sleutel(), "uiterlijk": k.uiterlijk.rfc3339(), "stand": k.ernst(nu).woord()})),
        "aan_zet": {"desk": zet.desk.map(Stap::sleutel), "inrichting": zet.inrichting.map(Stap::sleutel)},
    })
}
