//! Contradictions between facts: found where two values exclude each other, never where the same is said
//! in other words, and gone as soon as the officer says which fact counts.

use piket::{
    app::{
        act::Act,
        checklist::Staat,
        tegenspraak::{tegenspraken, woorden},
    },
    domain::{
        feit::{Feitstatus, Onderwerp},
        melding::MeldingSoort,
        moment::Moment,
        stap::Stap,
        tegenspraak::Uitspraak,
        zaak::Tijdsoort,
    },
};

use super::dossier::{Dossier, Proef};

/// Two texts on a subject, and whether they cannot both be true.
const PAREN: [(Onderwerp, &str, &str, bool); 26] = [
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
    (Onderwerp::Letsel, "Twee gewonden.", "Er zijn 3 gewonden.", true),
    (Onderwerp::Letsel, "Twee gewonden.", "2 licht gewonden", false),
    (Onderwerp::Letsel, "drie ernstig gewonde slachtoffers", "vier slachtoffers", true),
    (Onderwerp::Letsel, "Minstens twee gewonden.", "Drie gewonden.", false),
    (Onderwerp::Letsel, "2 à 3 gewonden", "Vijf gewonden.", false),
    (Onderwerp::Letsel, "2-3 gewonden", "Vijf gewonden.", false),
    (Onderwerp::Letsel, "Gewonden in kamer 4.", "Twee gewonden.", false),
    (Onderwerp::Gebeurtenis, "Eén gegijzelde.", "Twee gegijzelden in de keuken.", true),
    (Onderwerp::Letsel, "Geen gewonden.", "Twee gewonden.", true),
    (Onderwerp::Letsel, "Twee gewonden, één dode.", "Twee gewonden.", false),
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

/// A case with a time of its own and a linked form that names another.
fn twee_tijden() -> Result<(Dossier, piket::domain::ids::Zaaknummer, Moment), Box<dyn std::error::Error>> {
    let (mut d, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    let eigen = d.na(-60);
    d.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(eigen))] })?;
    let genoemd = d.na(-35);
    let melding = d.post(MeldingSoort::Mbv, &[("voorval", &genoemd.rfc3339())])?;
    d.doe(&Act::Koppel { melding, zaak })?;
    Ok((d, zaak, genoemd))
}

#[test]
fn a_time_in_the_form_that_is_not_that_of_the_case_waits_for_the_officer() -> Proef {
    let (d, zaak, genoemd) = twee_tijden()?;
    let eigen = d.zaak(zaak)?.tijden.voorval.ok_or("geen tijd")?;
    let gevonden = woorden(d.zaak(zaak)?).ok_or("geen tegenspraak")?;
    assert!(gevonden.contains(&format!("de zaak zegt {}", eigen.klok())), "{gevonden}");
    assert!(gevonden.contains(&format!("zegt {}", genoemd.klok())), "{gevonden}");
    Ok(())
}

#[test]
fn of_two_times_one_counts_and_a_time_by_hand_settles_both() -> Proef {
    for (uitspraak, wordt) in [(Uitspraak::Eerste, -60), (Uitspraak::Tweede, -35)] {
        let (mut d, zaak, _) = twee_tijden()?;
        let over = tegenspraken(d.zaak(zaak)?).pop().ok_or("geen tegenspraak")?;
        let terug = d.doe(&Act::Beslecht { zaak, over: over.clone(), uitspraak, reden: String::new() })?;
        assert_eq!(d.zaak(zaak)?.tijden.voorval, Some(d.na(wordt)));
        assert!(tegenspraken(d.zaak(zaak)?).is_empty());
        assert!(d.terug(terug));
        assert_eq!(tegenspraken(d.zaak(zaak)?), std::slice::from_ref(&over));

        d.doe(&Act::Beslecht { zaak, over: over.clone(), uitspraak, reden: String::new() })?;
        let anders = d.na(-50);
        d.doe(&Act::ZetTijden { zaak, tijden: vec![(Tijdsoort::Voorval, Some(anders))] })?;
        assert!(tegenspraken(d.zaak(zaak)?).is_empty(), "wie een tijd zet kent de meldingen van toen");
        let later = d.post(MeldingSoort::Mbv, &[("voorval", &d.na(-45).rfc3339())])?;
        d.doe(&Act::Koppel { melding: later, zaak })?;
        assert_eq!(tegenspraken(d.zaak(zaak)?).len(), 1, "wat later binnenkomt is een nieuwe vraag");
        let voorbij = d.doe(&Act::Beslecht { zaak, over, uitspraak, reden: String::new() });
        assert!(voorbij.is_err(), "wat er niet meer is valt niet te beslechten");
    }
    Ok(())
}

#[test]
fn both_facts_may_stand_with_a_reason_and_not_without() -> Proef {
    let (mut d, zaak) = Dossier::met_rij("6", "CTP Veldzicht")?;
    for tekst in ["Geen letsel bij patiënten.", "Medewerker naar het ziekenhuis."] {
        let (tekst, bron, status) = (tekst.to_owned(), "proef".to_owned(), Feitstatus::Gemeld);
        d.doe(&Act::NoteerFeit { zaak, onderwerp: Onderwerp::Letsel, tekst, bron, status })?;
    }
    let over = tegenspraken(d.zaak(zaak)?).pop().ok_or("geen tegenspraak")?;
    let beide =
        |reden: &str| Act::Beslecht { zaak, over: over.clone(), uitspraak: Uitspraak::Beide, reden: reden.to_owned() };
    assert!(d.doe(&beide(" ")).is_err());
    let terug = d.doe(&beide("het gaat om twee mensen"))?;
    assert!(tegenspraken(d.zaak(zaak)?).is_empty());
    assert!(d.zaak(zaak)?.feiten.iter().all(|f| f.status == Feitstatus::Gemeld));
    assert!(d.terug(terug));
    assert_eq!(tegenspraken(d.zaak(zaak)?).len(), 1);
    Ok(())
}
