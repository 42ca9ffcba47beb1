//! The decision on T where the matrix brackets it, who in the line was told, and the calls at the end of an
//! absence.

use piket::{
    acts::{Act, CloseZaak, PassOn, ReceiveStep, SetStep, SetTimes, TakeBesluit, Weigh},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        ids::Zaaknummer,
        moment::Moment,
        step::{Step, StepState},
        time_kind::TimeKind,
    },
    judge::{advice::advice, contact::call_sheet, visibility::Visibility},
    rules::address_book::AddressBook,
};

use crate::dossier::{Dossier, TestResult};

fn t(zaak: Zaaknummer, choice: YesNo) -> Act {
    Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::T, choice, reason: "Gewogen.".to_owned() })
}

fn weigh(zaak: Zaaknummer, question: &str, answer: Answer) -> Act {
    Act::Weigh(Weigh { zaak, question: question.into(), answer })
}

#[test]
fn a_bracketed_t_is_decided_with_a_reason_and_taken_again_when_its_ground_moves() -> TestResult {
    for rij in ["9", "16", "22"] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        assert_eq!((dossier.letter(zaak, Step::BesluitT)?, dossier.letter(zaak, Step::CalledBack)?), ('k', 'k'));
        let before = dossier.desk.clone();
        let undo = dossier.run(&t(zaak, YesNo::No))?;
        assert_eq!((dossier.letter(zaak, Step::BesluitT)?, dossier.letter(zaak, Step::CalledBack)?), ('g', 'n'));
        assert_eq!(dossier.step(zaak, Step::BesluitT)?.state.explanation(), "T nee: Gewogen.");
        assert!(dossier.undo(undo));
        assert_eq!(dossier.desk.zaken.get(&zaak).map(|z| &z.besluiten), before.zaken.get(&zaak).map(|z| &z.besluiten));
    }
    let (mut dossier, zaak) = Dossier::with_rij("22", "CTP Veldzicht")?;
    dossier.run(&t(zaak, YesNo::No))?;
    dossier.run(&weigh(zaak, "22.1", Answer::Yes))?;
    let state = dossier.step(zaak, Step::BesluitT)?.state;
    assert!(state.explanation().contains("met vraag 22.1 erbij is het advies ja"), "{}", state.explanation());
    Ok(())
}

#[test]
fn where_the_matrix_fixes_t_there_is_nothing_to_decide() -> TestResult {
    for rij in ["1", "3", "6", "12", "A", "E"] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        assert_eq!(dossier.letter(zaak, Step::BesluitT)?, '.', "{rij}");
        assert!(dossier.run(&t(zaak, YesNo::Yes)).is_err_and(|e| e.sentence.contains("geen keuze")), "{rij}");
    }
    Ok(())
}

#[test]
fn the_answers_advise_on_t() -> TestResult {
    for (answers, choice) in [
        (&[("9.1", Answer::Yes)][..], Some(YesNo::Yes)),
        (&[("9.2", Answer::Yes)], Some(YesNo::Yes)),
        (&[("9.1", Answer::No), ("9.2", Answer::No)], None),
        (&[("9.1", Answer::No), ("9.2", Answer::No), ("9.3", Answer::Yes)], Some(YesNo::No)),
        (&[("9.1", Answer::No), ("9.2", Answer::No), ("9.3", Answer::No)], Some(YesNo::No)),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij("9", "CTP Veldzicht")?;
        for (question, answer) in answers {
            dossier.run(&weigh(zaak, question, *answer))?;
        }
        let (book, rule) = dossier.case_rule(zaak)?.required()?;
        let advised = advice(dossier.zaak(zaak)?, book, rule, BesluitKind::T).ok_or("geen advies")?;
        assert_eq!(advised.choice, choice, "{answers:?}");
    }
    Ok(())
}

fn told(zaak: Zaaknummer, to: &str, at: Option<Moment>) -> Act {
    Act::PassOn(PassOn { zaak, to: to.to_owned(), channel: "telefoon".to_owned(), at, reason: String::new() })
}

#[test]
fn passing_on_is_done_by_who_how_and_when_and_not_by_a_tick() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let tick = SetStep { zaak, step: Step::PassedOn, state: StepState::Done, reason: "gebeld".to_owned(), at: None };
    assert!(dossier.run(&Act::SetStep(tick)).is_err());
    assert!(dossier.run(&told(zaak, "  ", None)).is_err());
    assert!(dossier.run(&told(zaak, "de directeur", Some(dossier.after(5)))).is_err());
    dossier.run(&told(zaak, "de directeur", Some(dossier.after(-2))))?;
    let undo = dossier.run(&told(zaak, "de woordvoerder", None))?;
    let state = dossier.step(zaak, Step::PassedOn)?.state;
    assert_eq!(
        state.explanation(),
        "de directeur, per telefoon, zo 22-11 02:08; de woordvoerder, per telefoon, zo 22-11 02:10"
    );
    assert!(dossier.undo(undo));
    assert_eq!(dossier.zaak(zaak)?.passed_on.len(), 1);
    Ok(())
}

#[test]
fn a_case_with_a_piketmelding_does_not_close_before_it_was_passed_on() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    for line in dossier.steps(zaak)? {
        if !line.state.is_done() && !matches!(line.step, Step::Close | Step::PassedOn) {
            let (step, state, reason) = (line.step, StepState::NotNeeded, "Niet nodig.".to_owned());
            dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason, at: None }))?;
        }
    }
    let close = Act::CloseZaak(CloseZaak { zaak });
    assert!(dossier.run(&close).is_err_and(|e| e.sentence.contains("open stappen: doorgemeld.")));
    dossier.run(&told(zaak, "de directeur", None))?;
    dossier.run(&close)?;
    Ok(())
}

#[test]
fn the_end_of_an_absence_asks_for_its_calls_with_numbers_and_words() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("D", "FPC Pompestichting")?;
    let calls = [Step::of_book("einde-fast-nl"), Step::of_book("einde-gebeld"), Step::of_book("einde-formulier")];
    for step in calls {
        assert_eq!(dossier.letter(zaak, step)?, 'o', "{step}");
    }
    dossier.now = dossier.after(60);
    let end = (TimeKind::OaEnd, Some(dossier.after(-20)));
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![end] }))?;
    for step in calls {
        assert_eq!(dossier.letter(zaak, step)?, 'w', "{step}");
        let known = (dossier.case_rule(zaak)?, AddressBook::built_in());
        let sheet = call_sheet(dossier.zaak(zaak)?, step, &dossier.desk, known, Visibility::Open);
        let text = sheet.ok_or("niemand te bellen")?.text();
        assert!(text.contains("070-751 60 60"), "{step}: {text}");
        assert_eq!(text.contains("088-6628244"), step == Step::of_book("einde-fast-nl"), "{step}: {text}");
    }
    let what = Act::ReceiveStep(ReceiveStep {
        zaak,
        step: Step::of_book("einde-fast-nl"),
        what: None,
        road: None,
        remark: "van de inrichting, 02:55".to_owned(),
        at: None,
    });
    dossier.run(&what)?;
    assert_eq!(dossier.letter(zaak, Step::of_book("einde-fast-nl"))?, 'g');
    Ok(())
}

#[test]
fn no_breach_ends_the_clock_of_the_ap_also_when_its_step_was_put_on_hold() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("22", "CTP Veldzicht")?;
    let (step, state, reason) = (Step::of_book("ap"), StepState::Waiting, "Hoofdkantoor beslist.".to_owned());
    dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason, at: None }))?;
    dossier.run(&weigh(zaak, "22.1", Answer::No))?;
    assert_eq!(dossier.letter(zaak, Step::of_book("ap"))?, 'n');
    assert!(dossier.countdowns(zaak)?.iter().all(|k| k.termijn.kind.code() != "ap-datalek" || !k.is_running()));
    Ok(())
}
