//! Choosing which moment of a term counts: one of its readings, a moment by hand, or what is calculated.

use super::formulier;
use crate::app::{
    formulier::doel,
    keuze::gekozen_klok,
    klok::Klok,
    laag::{Keuze, Kiesdoel, Kiezer, Laag, Optie},
    model::Model,
};
use crate::deadline::Lezing;
use crate::domain::{ids::Zaaknummer, moment::Moment, termijnkeuze::Termijnstelling, termijnsoort::TermijnSoort};

/// What can be chosen for a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termijnoptie {
    /// A reading, or `None` for what is calculated.
    Stelling(Option<Termijnstelling>),
    /// A moment that is typed.
    MetDeHand(Moment),
}

/// Asks for the term with the cursor.
pub fn vraag(model: &mut Model) {
    let Some(klok) = gekozen_klok(model) else { return };
    let (zaak, soort) = (klok.zaak, klok.termijn.soort);
    let mut opties: Vec<(Optie, String)> = klok.termijn.lezingen.iter().map(|l| lezing(klok, l)).collect();
    opties.push(optie(
        "met de hand",
        "Een tijd die u zelf opgeeft.".to_owned(),
        "",
        Termijnoptie::MetDeHand(klok.uiterlijk),
    ));
    if klok.grond.is_eigen() {
        opties.push(optie("berekend", "Terug naar de berekende termijn.".to_owned(), "", Termijnoptie::Stelling(None)));
    }
    let titel = format!("Termijn {} van zaak {zaak}: wat telt?", soort.naam());
    model.lagen.push(Laag::Kiezer(Kiezer::nieuw(Kiesdoel::Termijn(zaak, soort), titel, opties)));
}

/// Asks the reason, and for a moment by hand the moment too.
pub fn kies(model: &mut Model, zaak: Zaaknummer, soort: TermijnSoort, optie: Termijnoptie) {
    let form = match optie {
        Termijnoptie::MetDeHand(uiterlijk) => doel::termijn(zaak, soort, uiterlijk),
        Termijnoptie::Stelling(stelling) => doel::stelling(zaak, soort, stelling),
    };
    formulier::open(model, form);
}

fn lezing(klok: &Klok, lezing: &Lezing) -> (Optie, String) {
    let merken = [
        (lezing.uiterlijk == klok.uiterlijk, "geldt nu"),
        (lezing.uiterlijk == klok.termijn.streng(), "streng"),
        (lezing.uiterlijk == klok.termijn.gangbaar(), "gangbaar"),
    ];
    let extra: Vec<&str> = merken.into_iter().filter_map(|(is, merk)| is.then_some(merk)).collect();
    let stelling = Termijnoptie::Stelling(Some(Termijnstelling::Lezing(lezing.leesregel)));
    optie(&lezing.uiterlijk.als_termijn(), lezing.regel.clone(), &extra.join(", "), stelling)
}

fn optie(merk: &str, tekst: String, extra: &str, keuze: Termijnoptie) -> (Optie, String) {
    let zoektekst = format!("{merk} {tekst} {extra}");
    let keuze = Keuze::Termijn(keuze);
    (Optie { keuze, merk: merk.to_owned(), tekst, extra: extra.to_owned(), niet: None }, zoektekst)
}
