//! What was decided or linked on a wrong footing: a decision does not outlive its row, and a report
//! that belongs to another case takes along what it brought.

use piket::{
    acts::{Act, ChooseRij, CorrectFeit, LinkMelding, OpenZaak, RetractFeit, TakeBesluit, UnlinkMelding, WithdrawZaak},
    domain::{
        besluit::{BesluitKind, YesNo},
        feit::Topic,
        melding::MeldingKind,
        rij::Rij,
        step::Step,
    },
    judge::checklist::ChecklistState,
    log::history::{Direction, Pick},
    rules::book::Rulebook,
};

use super::{
    acts::told,
    dossier::{Dossier, TestResult},
};

fn besluit(zaak: piket::domain::ids::Zaaknummer, about: BesluitKind, choice: YesNo) -> Act {
    Act::TakeBesluit(TakeBesluit { zaak, about, choice, reason: "zo bepaald met de wacht".to_owned() })
}

fn reclassify(zaak: piket::domain::ids::Zaaknummer, rij: &str) -> Result<Act, Box<dyn std::error::Error>> {
    Ok(Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse(rij)?, reason: "het blijkt anders te zijn".to_owned() }))
}

#[test]
fn a_decision_does_not_outlive_its_row() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("9", "FPC De Kijvelanden")?;
    dossier.run(&besluit(zaak, BesluitKind::P, YesNo::No))?;
    let was = dossier.desk.clone();
    let undo = dossier.run(&reclassify(zaak, "2")?)?;
    assert_eq!(dossier.zaak(zaak)?.besluit(BesluitKind::P), None);
    // Undoing the other row brings the decision back, with its own moment and reason.
    assert!(dossier.undo(undo));
    let now = dossier.zaak(zaak)?.besluit(BesluitKind::P).cloned();
    assert_eq!(now, was.zaken.get(&zaak).and_then(|z| z.besluit(BesluitKind::P)).cloned());
    assert!(now.is_some());
    Ok(())
}

#[test]
fn an_open_question_says_what_was_decided_on_the_other_row() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "FPC De Kijvelanden")?;
    let open = |d: &Dossier| -> Result<Vec<Rij>, Box<dyn std::error::Error>> {
        let mut rijen = Vec::new();
        for rij in Rulebook::built_in().rijen().map(|r| r.nr) {
            let mut trial = d.clone();
            if trial.run(&Act::ChooseRij(ChooseRij { zaak, rij, reason: "proef".to_owned() })).is_ok()
                && trial.step(zaak, Step::BesluitP)?.state.explanation().starts_with("beslis")
            {
                rijen.push(rij);
            }
        }
        Ok(rijen)
    };
    let choice_rijen = open(&dossier)?;
    assert!(choice_rijen.len() > 2, "{choice_rijen:?}");
    dossier.run(&besluit(zaak, BesluitKind::P, YesNo::No))?;
    for rij in choice_rijen {
        let mut trial = dossier.clone();
        trial.run(&Act::ChooseRij(ChooseRij { zaak, rij, reason: "proef".to_owned() }))?;
        let state = trial.step(zaak, Step::BesluitP)?.state;
        assert_eq!(state, ChecklistState::Ready("beslis opnieuw: bij rij 2 was het nee".to_owned()), "rij {rij}");
    }
    Ok(())
}

#[test]
fn a_decision_against_the_matrix_shows_as_one() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("1", "FPC De Kijvelanden")?;
    let fixed = dossier.step(zaak, Step::BesluitP)?.state;
    let ChecklistState::Done { evidence, .. } = &fixed else { return Err(format!("{fixed:?}").into()) };
    let (equal, different) =
        if evidence.starts_with("P ja") { (YesNo::Yes, YesNo::No) } else { (YesNo::No, YesNo::Yes) };
    dossier.run(&besluit(zaak, BesluitKind::P, equal))?;
    assert!(!dossier.step(zaak, Step::BesluitP)?.state.explanation().contains("matrix"));
    dossier.run(&besluit(zaak, BesluitKind::P, different))?;
    assert!(dossier.step(zaak, Step::BesluitP)?.state.explanation().contains(", wijkt af van de matrix: "));
    Ok(())
}

#[test]
fn a_report_takes_along_what_it_brought() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("C", "FPC De Kijvelanden")?;
    let before = dossier.zaak(zaak)?.clone();
    let return_time = dossier.after(-2).rfc3339();
    let fields = [
        ("einde_oa", return_time.as_str()),
        ("maatregelen", "Verlof ingetrokken."),
        ("voorval", "2026-11-22T02:00:00+01:00"),
    ];
    let melding = dossier.mail(MeldingKind::form("einde-oa"), &fields)?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    assert!(dossier.zaak(zaak)?.times.oa_end.is_some());
    assert_eq!(dossier.zaak(zaak)?.feiten_about(Topic::Measures).count(), 1);
    let linked = dossier.zaak(zaak)?.clone();

    let undo = dossier.run(&Act::UnlinkMelding(UnlinkMelding { melding }))?;
    let after = dossier.zaak(zaak)?;
    // The time of the incident is the call's as well: that one stays.
    assert_eq!(after.times, before.times);
    assert!(after.feiten.iter().all(|f| f.topic != Topic::Measures), "taken back, and not contradicted");
    assert_eq!(after.feiten_about(Topic::Event).count(), 1);
    assert!(dossier.undo(undo));
    assert_eq!(dossier.zaak(zaak)?.times, linked.times);
    assert_eq!(dossier.zaak(zaak)?.feiten, linked.feiten);
    Ok(())
}

#[test]
fn any_form_is_the_form_until_there_is_a_row() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let zaak = dossier.phone("FPC De Kijvelanden", None)?;
    let melding = dossier.mail(MeldingKind::form("moa"), &[])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let step = dossier.step(zaak, Step::Form)?;
    assert_eq!(&*step.name, "Formulier ontvangen");
    assert!(step.state.is_done());
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("9")?, reason: String::new() }))?;
    assert!(!dossier.step(zaak, Step::Form)?.state.is_done());
    Ok(())
}

#[test]
fn a_fact_that_was_a_slip_is_gone_and_its_number_is_not_given_again() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let note = |text: &str| told(zaak, Topic::Injury, text);
    let before = dossier.zaak(zaak)?.feiten.clone();
    let undo = dossier.run(&note("een sene"))?;
    let slip = dossier.zaak(zaak)?.feiten.last().map(|f| f.number).ok_or("geen feit")?;
    assert!(dossier.undo(undo));
    assert_eq!(dossier.zaak(zaak)?.feiten, before);

    dossier.run(&note("een snee"))?;
    let next = dossier.zaak(zaak)?.feiten.last().map(|f| f.number).ok_or("geen feit")?;
    assert!(next > slip);
    let mend =
        CorrectFeit { zaak, feit: next, text: "twee sneeën".to_owned(), topic: None, source: None, happened: None };
    let undo = dossier.run(&Act::CorrectFeit(mend))?;
    let texts = |d: &Dossier| -> Result<Vec<String>, Box<dyn std::error::Error>> {
        Ok(d.zaak(zaak)?.feiten_about(Topic::Injury).map(|f| f.text.read().to_owned()).collect())
    };
    assert_eq!(texts(&dossier)?, ["twee sneeën"]);
    assert!(dossier.undo(undo));
    assert_eq!(texts(&dossier)?, ["een snee"]);
    let undo = dossier.run(&Act::RetractFeit(RetractFeit { zaak, feit: next }))?;
    assert!(texts(&dossier)?.is_empty());
    assert!(dossier.run(&Act::RetractFeit(RetractFeit { zaak, feit: next })).is_err());
    assert!(dossier.undo(undo));
    assert_eq!(texts(&dossier)?, ["een snee"]);
    Ok(())
}

#[test]
fn a_case_that_was_opened_for_nothing_is_withdrawn_and_its_report_waits_again() -> TestResult {
    let (mut dossier, real) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let withdraw = |zaak| Act::WithdrawZaak(WithdrawZaak { zaak, reason: "Een nieuwsbrief.".to_owned() });
    assert!(dossier.run(&withdraw(real)).is_err_and(|e| e.sentence.contains("een rij")));
    let melding = dossier.mail(MeldingKind::Unknown, &[])?;
    dossier.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: Some(MeldingKind::Unknown) }))?;
    let zaak = *dossier.desk.zaken.keys().last().ok_or("geen zaak")?;
    let opened = dossier.zaak(zaak)?.clone();
    let undo = dossier.run(&withdraw(zaak))?;
    let gone = dossier.zaak(zaak)?;
    assert!(!gone.is_open() && gone.withdrawn.is_some() && gone.meldingen.is_empty());
    assert!(dossier.desk.meldingen.get(&melding).is_some_and(piket::log::melding::Melding::is_open));
    let next = dossier.desk.next_zaak(zaak.week);
    assert!(next.sequence > zaak.sequence, "the number stays given out");
    assert!(dossier.undo(undo));
    let back = dossier.zaak(zaak)?;
    assert!(back.is_open() && back.withdrawn.is_none());
    assert_eq!(back.meldingen, opened.meldingen);
    Ok(())
}

/// What is put back is the act as the officer did it: with the reason that was given then, whatever kind it is.
#[test]
fn what_is_put_back_has_the_reason_it_was_done_with() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("22", "CTP Veldzicht")?;
    let rij = Rij::parse("6")?;
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij, reason: "Toch agressie.".to_owned() }))?;
    let last = |d: &Dossier| d.zaak(zaak).map(|z| z.rij_choices.last().map(|c| (c.rij, c.reason.read().to_owned())));
    dossier.turn(Direction::Undo, Pick::Last)?;
    assert_eq!(last(&dossier)?.map(|(rij, _)| rij), Some(Some(Rij::parse("22")?)));
    for _ in 0..2 {
        dossier.turn(Direction::Redo, Pick::Last)?;
        assert_eq!(last(&dossier)?, Some((Some(rij), "Toch agressie.".to_owned())));
        dossier.turn(Direction::Undo, Pick::Last)?;
    }
    Ok(())
}
