//! Contradictions between facts: found where two values exclude each other, never where the same is said
//! in other words, and gone as soon as the officer says which fact counts.

use piket::{
    acts::{Act, AssessFeit, LinkMelding, SetTimes, Settle},
    domain::{
        feit::{FeitStatus, Topic},
        melding::MeldingKind,
        moment::Moment,
        step::Step,
        tegenspraak::Ruling,
        time_kind::TimeKind,
    },
    judge::{
        checklist::ChecklistState,
        tegenspraak::{tegenspraken, words},
    },
};

use super::{
    acts::told,
    dossier::{Dossier, TestResult},
};

/// Two texts on a subject, and whether they cannot both be true.
const PAIRS: [(Topic, &str, &str, bool); 27] = [
    (Topic::Injury, "Licht letsel.", "Hij is naar het ziekenhuis gebracht.", true),
    (Topic::Injury, "Geen letsel", "Een medewerker is lichtgewond.", true),
    (Topic::Injury, "licht letsel", "De patiënt is overleden.", true),
    (Topic::Injury, "Licht letsel", "een medewerker is licht gewond", false),
    (Topic::Injury, "100 gewonden", "101 gewonden", true),
    (Topic::Injury, "Niemand gewond.", "Geen letsel bij personeel.", false),
    (Topic::Injury, "Licht letsel.", "Niet naar het ziekenhuis; alleen een pleister.", false),
    (Topic::Injury, "Ziekenhuis, licht letsel.", "Licht letsel.", false),
    (Topic::Injury, "Ziekenhuis.", "Op de spoedeisende hulp gehecht.", false),
    (Topic::Injury, "Een medewerker is geslagen.", "Naar het ziekenhuis.", false),
    (Topic::Media, "Geen media.", "Er is een journalist aan de poort.", true),
    (Topic::Media, "Er staat een cameraploeg.", "Een verslaggever belde.", false),
    (Topic::Police, "opsporing: nee", "De politie is ter plaatse.", true),
    (Topic::Police, "opsporing: ja, basisteam, 23:05", "De politie is gebeld.", false),
    (Topic::Situation, "Brand meester.", "Het vuur brandt nog.", true),
    (Topic::Situation, "De brand is uit.", "De brand is geblust.", false),
    (Topic::Injury, "Twee gewonden.", "Er zijn 3 gewonden.", true),
    (Topic::Injury, "Twee gewonden.", "2 licht gewonden", false),
    (Topic::Injury, "drie ernstig gewonde slachtoffers", "vier slachtoffers", true),
    (Topic::Injury, "Minstens twee gewonden.", "Drie gewonden.", false),
    (Topic::Injury, "2 à 3 gewonden", "Vijf gewonden.", false),
    (Topic::Injury, "2-3 gewonden", "Vijf gewonden.", false),
    (Topic::Injury, "Gewonden in kamer 4.", "Twee gewonden.", false),
    (Topic::Event, "Eén gegijzelde.", "Twee gegijzelden in de keuken.", true),
    (Topic::Injury, "Geen gewonden.", "Twee gewonden.", true),
    (Topic::Injury, "Twee gewonden, één dode.", "Twee gewonden.", false),
    (Topic::Surroundings, "Geen letsel.", "Ziekenhuis.", false),
];

#[test]
fn only_what_cannot_both_be_true_is_a_contradiction() -> TestResult {
    for (topic, one, other, conflicting) in PAIRS {
        for (initial, then) in [(one, other), (other, one)] {
            let (mut d, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
            for text in [initial, then] {
                d.run(&told(zaak, topic, text))?;
            }
            assert_eq!(tegenspraken(d.zaak(zaak)?).len(), usize::from(conflicting), "{initial} / {then}");
        }
    }
    Ok(())
}

#[test]
fn a_form_against_the_call_is_settled_by_the_officer_and_that_can_be_undone() -> TestResult {
    let (mut d, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    d.run(&told(zaak, Topic::Injury, "Licht letsel."))?;
    assert_eq!(d.letter(zaak, Step::Beeld)?, 'g');
    let melding =
        d.mail(MeldingKind::form("mbv"), &[("beschrijving", "Medewerker geslagen; hij ligt in het ziekenhuis.")])?;
    d.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let state = d.state(zaak, Step::Beeld)?;
    let named =
        matches!(&state, Some(ChecklistState::Ready(t)) if t.contains("feit 2 en 3 spreken elkaar tegen over letsel"));
    assert!(named, "{state:?}");
    let undo = d.run(&Act::AssessFeit(AssessFeit { zaak, feit: 2.into(), status: FeitStatus::Contradicted }))?;
    assert_eq!(d.letter(zaak, Step::Beeld)?, 'g');
    assert!(d.undo(undo));
    assert_eq!(d.letter(zaak, Step::Beeld)?, 'k');
    Ok(())
}

/// A case with a time of its own and a linked form that names another.
fn two_times() -> Result<(Dossier, piket::domain::ids::Zaaknummer, Moment), Box<dyn std::error::Error>> {
    let (mut d, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let own = d.after(-60);
    d.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(own))] }))?;
    let named = d.after(-35);
    let melding = d.mail(MeldingKind::form("mbv"), &[("voorval", &named.rfc3339())])?;
    d.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    Ok((d, zaak, named))
}

#[test]
fn a_time_in_the_form_that_is_not_that_of_the_case_waits_for_the_officer() -> TestResult {
    let (d, zaak, named) = two_times()?;
    let own = d.zaak(zaak)?.times.voorval.ok_or("geen tijd")?;
    let found = words(d.zaak(zaak)?).ok_or("geen tegenspraak")?;
    assert!(found.contains(&format!("de zaak zegt {}", own.clock_time())), "{found}");
    assert!(found.contains(&format!("zegt {}", named.clock_time())), "{found}");
    Ok(())
}

#[test]
fn of_two_times_one_counts_and_a_time_by_hand_settles_both() -> TestResult {
    for (ruling, becomes) in [(Ruling::First, -60), (Ruling::Second, -35)] {
        let (mut d, zaak, _) = two_times()?;
        let about = tegenspraken(d.zaak(zaak)?).pop().ok_or("geen tegenspraak")?;
        let undo = d.run(&Act::Settle(Settle { zaak, about: about.clone(), ruling, reason: String::new() }))?;
        assert_eq!(d.zaak(zaak)?.times.voorval, Some(d.after(becomes)));
        assert!(tegenspraken(d.zaak(zaak)?).is_empty());
        assert!(d.undo(undo));
        assert_eq!(tegenspraken(d.zaak(zaak)?), std::slice::from_ref(&about));

        d.run(&Act::Settle(Settle { zaak, about: about.clone(), ruling, reason: String::new() }))?;
        let different = d.after(-50);
        d.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(different))] }))?;
        assert!(tegenspraken(d.zaak(zaak)?).is_empty(), "wie een tijd zet kent de meldingen van toen");
        let later = d.mail(MeldingKind::form("mbv"), &[("voorval", &d.after(-45).rfc3339())])?;
        d.run(&Act::LinkMelding(LinkMelding { melding: later, zaak, reason: String::new() }))?;
        assert_eq!(tegenspraken(d.zaak(zaak)?).len(), 1, "wat later binnenkomt is een nieuwe vraag");
        let passed = d.run(&Act::Settle(Settle { zaak, about, ruling, reason: String::new() }));
        assert!(passed.is_err(), "wat er niet meer is valt niet te beslechten");
    }
    Ok(())
}

#[test]
fn both_facts_may_stand_with_a_reason_and_not_without() -> TestResult {
    let (mut d, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    for text in ["Geen letsel bij patiënten.", "Medewerker naar het ziekenhuis."] {
        d.run(&told(zaak, Topic::Injury, text))?;
    }
    let about = tegenspraken(d.zaak(zaak)?).pop().ok_or("geen tegenspraak")?;
    let both = |reason: &str| {
        Act::Settle(Settle { zaak, about: about.clone(), ruling: Ruling::Both, reason: reason.to_owned() })
    };
    assert!(d.run(&both(" ")).is_err());
    let undo = d.run(&both("het gaat om twee mensen"))?;
    assert!(tegenspraken(d.zaak(zaak)?).is_empty());
    assert!(d.zaak(zaak)?.feiten.iter().all(|f| f.status == FeitStatus::Reported));
    assert!(d.undo(undo));
    assert_eq!(tegenspraken(d.zaak(zaak)?).len(), 1);
    Ok(())
}
