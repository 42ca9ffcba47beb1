//! Letting a case go up in another on screen: which one, what comes along, and why.

use super::{formulier, palet};
use crate::app::{
    formulier::{Doel, doel},
    klok::Klok,
    model::{Model, Zaakbeeld},
};
use crate::domain::ids::Zaaknummer;

/// Asks in which case the chosen one goes up.
pub fn vraag(model: &mut Model) {
    if let Some(bron) = model.zaak().map(|z| z.nummer) {
        palet::kies_samenvoeging(model, bron);
    }
}

/// Says what comes along and what ends, and asks why.
pub fn waarom(model: &mut Model, bron: Zaaknummer, naar: Zaaknummer) {
    let uitleg = format!("{} Splitsen kan later nog.", gevolg(model, bron, naar));
    let titel = format!("Zaak {bron} gaat op in {naar}");
    formulier::open(model, doel::reden(Doel::VoegSamen { bron, doel: naar }, titel, uitleg));
}

/// Asks why the case is one of its own after all.
pub fn splits(model: &mut Model) {
    let Some((bron, naar)) = model.zaak().and_then(|z| z.opgegaan.map(|naar| (z.nummer, naar))) else { return };
    let uitleg = format!("Wat zaak {bron} in zaak {naar} bracht komt terug, voor zover het daar nog is.");
    formulier::open(model, doel::reden(Doel::Splits { bron }, format!("Zaak {bron} splitsen van {naar}"), uitleg));
}

fn gevolg(model: &Model, bron: Zaaknummer, naar: Zaaknummer) -> String {
    let aantal = |n: usize, een: &str, meer: &str| format!("{n} {}", if n == 1 { een } else { meer });
    let Some(uit) = model.desk.zaken.get(&bron) else { return String::new() };
    let feiten = uit.feiten.iter().filter(|f| f.status.telt()).count();
    let mut zin = format!(
        "{} en {} gaan mee.",
        aantal(uit.meldingen.len(), "melding", "meldingen"),
        aantal(feiten, "feit", "feiten")
    );
    let lopend =
        |zaak: &Zaaknummer| model.beelden.get(zaak).into_iter().flat_map(Zaakbeeld::lopend).collect::<Vec<&Klok>>();
    let blijft = lopend(&naar);
    for k in lopend(&bron) {
        let soort = k.termijn.soort;
        if !blijft.iter().any(|b| b.termijn.soort == soort) {
            zin = format!("{zin} De termijn {} van {bron} vervalt.", soort.naam());
        }
    }
    zin
}
