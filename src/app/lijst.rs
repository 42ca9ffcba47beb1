//! The left-hand list: what waits in the inbox first, then the cases by what bites first. The
//! chosen line stays chosen when the order changes under it.

use super::{item::Item, model::Model};
use crate::domain::{
    melding::{Melding, Meldingstaat},
    moment::Moment,
    schoon,
    zaak::Zaak,
};

/// Builds the list anew.
pub fn ververs(model: &mut Model) {
    let zoek = model.zoek.trim().to_lowercase();
    let past = |tekst: &str| zoek.is_empty() || zoek.split_whitespace().all(|woord| tekst.contains(woord));
    let gevonden = |item: &Item| !zoek.is_empty() && model.gevonden.contains(item);
    let tonen = model.toon_gesloten || !zoek.is_empty();

    let mut inbox: Vec<&Melding> = model
        .desk
        .meldingen
        .values()
        .filter(|m| match m.staat {
            Meldingstaat::Open => true,
            Meldingstaat::Terzijde(_) => tonen,
            Meldingstaat::Gekoppeld(_) => !zoek.is_empty(),
        })
        .filter(|m| gevonden(&Item::Melding(m.nummer)) || past(&zoektekst_melding(m)))
        .collect();
    inbox.sort_by_key(|m| (!m.is_open(), m.ontvangen));

    let mut zaken: Vec<(bool, Option<Moment>, &Zaak)> = model
        .desk
        .zaken
        .values()
        .filter(|z| z.is_open() || tonen)
        .filter(|z| gevonden(&Item::Zaak(z.nummer)) || past(&zoektekst_zaak(z)))
        .map(|z| (!z.is_open(), model.beelden.get(&z.nummer).and_then(|b| b.lopend().next().map(|k| k.uiterlijk)), z))
        .collect();
    // Open before closed; with a running term before without; then by the term, newest case first.
    zaken.sort_by_key(|(dicht, bijt, z)| (*dicht, bijt.is_none(), *bijt, std::cmp::Reverse(z.nummer)));

    let nieuw: Vec<Item> = inbox
        .iter()
        .map(|m| Item::Melding(m.nummer))
        .chain(zaken.iter().map(|(_, _, z)| Item::Zaak(z.nummer)))
        .collect();
    let was = model.gekozen.and_then(|g| model.lijst.iter().position(|i| *i == g)).unwrap_or(0);
    model.lijst = nieuw;
    if !model.gekozen.is_some_and(|g| model.lijst.contains(&g)) {
        let laatste = model.lijst.len().saturating_sub(1);
        kies(model, model.lijst.get(was.min(laatste)).copied());
    }
}

/// Chooses a line; the right-hand side starts at its top.
pub fn kies(model: &mut Model, item: Option<Item>) {
    if model.gekozen != item {
        model.gekozen = item;
        model.detail = 0;
        model.schuif = 0;
    }
}

fn zoektekst_melding(m: &Melding) -> String {
    format!("{} {} {} {}", m.nummer, m.soort.naam(), m.inrichting().unwrap_or_default(), schoon::regel(m.kop()))
        .to_lowercase()
}

fn zoektekst_zaak(z: &Zaak) -> String {
    let rij = z.rij().map(|r| format!("rij {r}")).unwrap_or_default();
    let mut tekst = format!("{} {rij} {}", z.nummer, z.plek().unwrap_or_default());
    for feit in &z.feiten {
        tekst.push(' ');
        tekst.push_str(feit.tekst.lees());
    }
    tekst.to_lowercase()
}
