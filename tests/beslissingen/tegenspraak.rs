//! Contradictions between facts: found where two values exclude each other, never where the same is said
//! in other words, and gone as soon as the officer says which fact counts.

use piket::{
    app::{act::Act, checklist::Staat, tegenspraak::tegenspraken},
    domain::{
        feit::{Feitstatus, Onderwerp},
        melding::MeldingSoort,
        stap::Stap,
    },
};

use super::dossier::{Dossier, Proef};

/// Two texts on a subject, and whether they cannot both be true.
const PAREN: [(Onderwerp, &str, &str, bool); 16] = [
    (Onderwerp::Letsel, "Licht letsel.", "Hij is naar het ziekenhuis gebracht.", true),
    (Onderwerp::Letsel, "Geen letsel", "Een medewerker is lichtgewond.", true),
    (Onderwerp::Letsel, "licht letsel", "De patiënt is overleden.", true),
    (Onderwerp::Letsel, "Licht letsel", "een medewerker is licht gewond", false),
    (Onderwerp::Letsel, "Niemand gewond.", "Geen letsel bij personeel.", false),
    (Onderwerp::Letsel, "Licht letsel.", "Niet naar het ziekenhuis; alleen een pleister.", false),
    (Onderwerp::Letsel, "Ziekenhuis, licht letsel.", "Licht letsel.", false),
    (Onderwerp::Letsel, "Ziekenhuis.", "Op de spoedeisende hulp gehecht.", false),
    (Onderwerp::Letsel, "Een medewerker is geslagen.", "Naar het ziekenhuis.", false),
    (Onderwerp::Media, "Geen media.", "Er is een journalist aan de poort.", true),
    (Onderwerp::Media, "Er staat een cameraploeg.", "Een verslaggever belde.", false),
    (Onderwerp::Politie, "opsporing: nee", "De politie is ter plaatse.", true),
    (Onderwerp::Politie, "opsporing: ja, basisteam, 23:05", "De politie is gebeld.", false),
    (Onderwerp::Situatie, "Brand meester.", "Het vuur brandt nog.", true),
    (Onderwerp::Situatie, "De brand is uit.", "De brand is geblust.", false),
    (Onderwerp::Omgeving, "Geen letsel.", "Ziekenhuis.", false),
];

#[test]
fn only_what_cannot_both_be_true_is_a_contradiction() -> Proef {
    for (onderwerp, een, ander, strijdig) in PAREN {
        for (eerst, dan) in [(een, ander), (ander, een)] {
            let (mut d, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
            for tekst in [eerst, dan] {
                let (tekst, bron, status) = (tekst.to_owned(), "proef".to_owned(), Feitstatus::Gemeld);
                d.doe(&Act::NoteerFeit { zaak, onderwerp, tekst, bron, status })?;
            }
            assert_eq!(tegenspraken(d.zaak(zaak)?).len(), usize::from(strijdig), "{eerst} / {dan}");
        }
    }
    Ok(())
}

#[test]
fn a_form_against_the_call_is_settled_by_the_officer_and_that_can_be_undone() -> Proef {
    let (mut d, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let (tekst, bron) = ("Licht letsel.".to_owned(), "telefoon".to_owned());
    d.doe(&Act::NoteerFeit { zaak, onderwerp: Onderwerp::Letsel, tekst, bron, status: Feitstatus::Gemeld })?;
    assert_eq!(d.letter(zaak, Stap::Beeld)?, 'g');
    let melding = d.post(MeldingSoort::Mbv, &[("beschrijving", "Medewerker geslagen; hij ligt in het ziekenhuis.")])?;
    d.doe(&Act::Koppel { melding, zaak })?;
    let staat = d.staat(zaak, Stap::Beeld)?;
    let genoemd = matches!(&staat, Some(Staat::Klaar(t)) if t.contains("feit 2 en 3 spreken elkaar tegen over letsel"));
    assert!(genoemd, "{staat:?}");
    let terug = d.doe(&Act::BeoordeelFeit { zaak, feit: 2, status: Feitstatus::Tegengesproken })?;
    assert_eq!(d.letter(zaak, Stap::Beeld)?, 'g');
    assert!(d.terug(terug));
    assert_eq!(d.letter(zaak, Stap::Beeld)?, 'k');
    Ok(())
}
