//! Settling a contradiction on screen: the two sources side by side, and the officer picks one.

use super::formulier;
use crate::app::{
    act::Act,
    effect::Effect,
    formulier::{Doel, doel},
    laag::{Keuze, Kiesdoel, Kiezer, Laag, Optie},
    masker,
    model::{Model, Tab},
    ops,
    tegenspraak::{over_feit, tegenspraken},
};
use crate::domain::{
    ids::Zaaknummer,
    schoon,
    tegenspraak::{Tegenspraak, Uitspraak, klokken},
    zaak::Zaak,
};

/// The contradiction the key is about: that of the fact with the cursor, else the first one.
pub fn gekozen(model: &Model) -> Option<Tegenspraak> {
    let zaak = model.zaak()?;
    let alle = tegenspraken(zaak);
    let feit = match model.tab {
        Tab::Beeld => zaak.feiten.get(model.detail).map(|f| f.nummer),
        Tab::Checklist | Tab::Concepten | Tab::Tijdlijn | Tab::Termijnen => None,
    };
    let van_feit = feit.and_then(|nummer| over_feit(&alle, nummer).next().cloned());
    van_feit.or_else(|| alle.into_iter().next())
}

/// Asks which of the two counts.
pub fn vraag(model: &mut Model) {
    let Some((zaak, over)) = model.zaak().zip(gekozen(model)) else { return };
    let nummer = zaak.nummer;
    let (kop, opties) = match &over {
        Tegenspraak::Feiten { over: wat, eerder, later } => (
            wat.clone(),
            vec![
                optie(&over, Uitspraak::Eerste, &format!("feit {eerder}"), feittekst(model, zaak, *eerder)),
                optie(&over, Uitspraak::Tweede, &format!("feit {later}"), feittekst(model, zaak, *later)),
                optie(&over, Uitspraak::Beide, "beide", "Het een sluit het ander niet uit, met een reden.".to_owned()),
            ],
        ),
        Tegenspraak::Tijd { tijd, zaak, melding, genoemd } => {
            let (eigen, genoemd) = klokken(*zaak, *genoemd);
            (
                tijd.naam().to_owned(),
                vec![
                    optie(&over, Uitspraak::Eerste, "de zaak", format!("{eigen} telt")),
                    optie(
                        &over,
                        Uitspraak::Tweede,
                        &melding.to_string(),
                        format!("{genoemd} telt; de zaak krijgt deze tijd"),
                    ),
                ],
            )
        }
    };
    let titel = format!("Zaak {nummer}, {kop}: wat telt?");
    model.lagen.push(Laag::Kiezer(Kiezer::nieuw(Kiesdoel::Tegenspraak(nummer), titel, opties)));
}

/// Records what was picked; that both may stand asks a reason first.
pub fn kies(model: &mut Model, zaak: Zaaknummer, over: Tegenspraak, uitspraak: Uitspraak, effects: &mut Vec<Effect>) {
    match (&over, uitspraak) {
        (Tegenspraak::Feiten { .. }, Uitspraak::Beide) => {
            let uitleg = format!("{}. Waarom mag dat zo blijven?", schoon::hoofdletter(&over.woorden()));
            formulier::open(model, doel::reden(Doel::Beslecht { zaak, over }, "Beide kloppen", uitleg));
        }
        (Tegenspraak::Feiten { .. }, Uitspraak::Eerste | Uitspraak::Tweede) | (Tegenspraak::Tijd { .. }, _) => {
            let act = Act::Beslecht { zaak, over, uitspraak, reden: String::new() };
            ops::zeg(model, &act, effects);
        }
    }
}

fn optie(over: &Tegenspraak, uitspraak: Uitspraak, merk: &str, tekst: String) -> (Optie, String) {
    let zoektekst = format!("{merk} {tekst}");
    let keuze = Keuze::Uitspraak(over.clone(), uitspraak);
    (Optie { keuze, merk: merk.to_owned(), tekst, extra: String::new(), niet: None }, zoektekst)
}

fn feittekst(model: &Model, zaak: &Zaak, nummer: u32) -> String {
    let plek = zaak.feiten.iter().position(|f| f.nummer == nummer);
    plek.and_then(|i| zaak.feiten.get(i).map(|f| masker::zicht_van_regel(model, i).lees(&f.tekst)))
        .map(schoon::regel)
        .unwrap_or_default()
}
