//! `toon`: one case in full, now or as it was known at an earlier moment.

use serde_json::json;

use super::{Einde, druk, inzage, lijsten::klokken_van, omgeving::Omgeving};
use crate::{
    app::{
        checklist::{Stapregel, checklist, weegvragen},
        film::vouw,
        klok::{Klok, duur},
        masker::Zicht,
        tegenspraak::tegenspraken,
        verhaal,
    },
    domain::{
        besluit::Besluitsoort,
        event::Entry,
        fout::{Fout, Uitkomst},
        ids::Zaaknummer,
        inzage::{Handeling, Uitslag},
        moment::Moment,
        schoon,
        zaak::{Tijdsoort, Zaak},
    },
    store::Toegang,
};

/// Shows a case; with `op` only what was recorded by then.
///
/// # Errors
/// When there is no such case, or none yet at that moment.
pub fn toon(omgeving: &Omgeving, nummer: Zaaknummer, op: Option<&str>, als_json: bool) -> Uitkomst<Einde> {
    let (mut opslag, clock) = omgeving.open(Toegang::Lezen)?;
    let nu = match op {
        Some(tekst) => Moment::lees(tekst, Some(clock.now()))?.moment,
        None => clock.now(),
    };
    let entries = opslag.entries(Some(nummer), op.map(|_| nu))?;
    let desk = vouw(&entries, entries.last().map_or(nu, |e| e.vastgelegd_op));
    let zaak = desk.zaken.get(&nummer).ok_or_else(|| match op {
        Some(_) => Fout::nee(format!("Zaak {nummer} was toen nog niet bekend.")),
        None => {
            Fout::gebruik(format!("Zaak {nummer} bestaat niet.")).hint("«piket incidenten --alles» toont de zaken.")
        }
    })?;
    inzage::noteer(omgeving, &mut opslag, clock.now(), Handeling::Onthuld, &nummer.to_string(), Uitslag::Gelukt);
    let (inrichtingen, _) = omgeving.inrichtingen()?;
    let inrichting = zaak.plek().and_then(|n| inrichtingen.met_naam(n));
    let stappen = checklist(zaak, omgeving.boek(), inrichting, Zicht::Open);
    let klokken = klokken_van(omgeving, zaak, &inrichtingen).unwrap_or_default();
    if als_json {
        druk(&als_document(zaak, &stappen, &klokken, &entries).to_string());
    } else {
        in_woorden(omgeving, zaak, &stappen, &klokken, &entries, nu);
    }
    Ok(Einde::Gedaan)
}

fn als_document(zaak: &Zaak, stappen: &[Stapregel], klokken: &[Klok], entries: &[Entry]) -> serde_json::Value {
    json!({
        "zaak": zaak.nummer.to_string(), "rij": zaak.rij().map(|r| r.to_string()), "inrichting": zaak.plek(),
        "tijden": Tijdsoort::ALLE.into_iter().filter_map(|s| zaak.tijd(s).map(|t| (s.naam().to_owned(), json!(t.rfc3339())))).collect::<serde_json::Map<_, _>>(),
        "regelboek": {"versie": zaak.regelboek.versie, "hash": zaak.regelboek.hash},
        "termijnen": klokken.iter().map(|k| json!({
            "soort": k.termijn.soort.sleutel(), "uiterlijk": k.uiterlijk.rfc3339(), "grond": k.grond.sleutel(),
            "gehaald": k.gehaald.map(Moment::rfc3339), "vervallen": k.vervallen,
        })).collect::<Vec<_>>(),
        "stappen": stappen.iter().map(|s| json!({"nr": s.stap.nummer(), "stap": s.stap.sleutel(), "staat": s.staat.woord(), "uitleg": s.staat.uitleg()})).collect::<Vec<_>>(),
        "feiten": zaak.feiten.iter().map(|f| json!({"nr": f.nummer, "onderwerp": f.onderwerp.naam(), "tekst": f.tekst.lees(), "bron": f.bron.lees(), "status": f.status.woord()})).collect::<Vec<_>>(),
        "tegenspraken": tegenspraken(zaak).iter().enumerate().map(|(i, t)| json!({"nr": i + 1, "over": t.over(), "uitleg": t.woorden()})).collect::<Vec<_>>(),
        "besluiten": besluiten(zaak),
        "concepten": zaak.concepten.iter().map(|(soort, c)| (soort.sleutel().to_owned(), json!({"versie": c.versie, "gecontroleerd": c.is_gecontroleerd(), "tekst": c.tekst.lees(), "verzonden": c.verzonden.len()}))).collect::<serde_json::Map<_, _>>(),
        "gesloten": zaak.gesloten.map(Moment::rfc3339),
        "opgegaan_in": zaak.opgegaan.map(|z| z.to_string()),
        "samengevoegd": zaak.samengevoegd.iter().map(|s| s.uit.to_string()).collect::<Vec<_>>(),
        "tijdlijn": entries.iter().map(|e| json!({"seq": e.seq, "vastgelegd_op": e.vastgelegd_op.rfc3339(), "voorgevallen_op": e.voorgevallen_op.rfc3339(), "actor": e.actor, "tekst": verhaal::zin(&e.event, Zicht::Open)})).collect::<Vec<_>>(),
    })
}

fn besluiten(zaak: &Zaak) -> serde_json::Map<String, serde_json::Value> {
    [Besluitsoort::P, Besluitsoort::A]
        .into_iter()
        .filter_map(|over| zaak.besluit(over).map(|b| (over, b)))
        .map(|(over, b)| {
            let wat = json!({"keuze": b.keuze.woord(), "reden": b.reden.lees(), "op": b.op.rfc3339()});
            (over.letter().to_owned(), wat)
        })
        .collect()
}

fn in_woorden(
    omgeving: &Omgeving,
    zaak: &Zaak,
    stappen: &[Stapregel],
    klokken: &[Klok],
    entries: &[Entry],
    nu: Moment,
) {
    let boek = omgeving.boek();
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    druk(&format!("Zaak {}  {plek}", zaak.nummer));
    if let Some(doel) = zaak.opgegaan {
        druk(&format!("Opgegaan in zaak {doel}."));
    }
    for s in &zaak.samengevoegd {
        druk(&format!("Hierin is zaak {} opgegaan.", s.uit));
    }
    match zaak.rij().map(|r| boek.rij(r)) {
        Some(r) => druk(&format!("Rij {}: {} ({})", r.nr, r.incident, r.codes())),
        None => druk("De rij is nog niet gekozen."),
    }
    for (soort, t) in Tijdsoort::ALLE.into_iter().filter_map(|s| zaak.tijd(s).map(|t| (s, t))) {
        druk(&format!("  {:<13} {}", soort.naam(), t.lang()));
    }
    for k in klokken {
        let stand = match k.gehaald {
            Some(op) if op < k.uiterlijk => format!("op tijd, {}", op.lang()),
            Some(op) => format!("te laat, {}", op.lang()),
            None if k.vervallen => "vervallen".to_owned(),
            None => format!("{} {}", k.ernst(nu).woord(), duur(k.rest(nu))),
        };
        druk(&format!("  termijn {:<12} vóór {}  {stand}", k.termijn.soort.naam(), k.uiterlijk.als_termijn()));
    }
    druk("\nChecklist");
    for s in stappen {
        druk(&format!(
            "  {:>2} {:<12} {:<32} {:<10} {}",
            s.stap.nummer(),
            s.stap.sleutel(),
            s.naam,
            s.staat.woord(),
            schoon::regel(s.staat.uitleg())
        ));
    }
    if let Some(rij) = zaak.rij() {
        druk("\nWeegvragen");
        for v in weegvragen(boek, rij) {
            let antwoord = zaak.antwoorden.get(&v.id).map_or("·", |a| a.woord());
            druk(&format!("  {:<5} {antwoord:<9} {}", v.id, v.vraag));
        }
    }
    if !zaak.feiten.is_empty() {
        druk("\nBeeld");
        for f in &zaak.feiten {
            druk(&format!(
                "  {} {} ({}; bron: {}): {}",
                f.nummer,
                f.onderwerp.naam(),
                f.status.woord(),
                f.bron.lees(),
                schoon::regel(f.tekst.lees())
            ));
        }
    }
    let tegen = tegenspraken(zaak);
    if !tegen.is_empty() {
        druk("\nSpreekt elkaar tegen (beslecht ZAAK NR eerste, tweede of beide)");
        for (nr, t) in tegen.iter().enumerate() {
            druk(&format!("  {} {}", nr + 1, t.woorden()));
        }
    }
    druk("\nTijdlijn");
    for e in entries {
        druk(&format!("  {}  {}{}", e.vastgelegd_op.lang(), verhaal::zin(&e.event, Zicht::Open), verhaal::toen(e)));
    }
}
