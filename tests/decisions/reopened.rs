//! A step whose ground moved after it was done opens again and says why.

use piket::{
    acts::{
        Act, CheckDraft, ChooseRij, CloseZaak, IncludeInMonitor, LinkMelding, SaveDraft, SetInrichting, SetStep,
        SetTimes, StepAnswer, StepTold, TakeBesluit, UnlistedName, Weigh, answer_step,
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        melding::MeldingKind,
        rij::Rij,
        step::{Step, StepState},
        time_kind::TimeKind,
    },
    judge::checklist::ChecklistState,
};
use proptest::prelude::*;

use crate::dossier::{Dossier, TestResult};

fn weigh(zaak: Zaaknummer, question: &str, answer: Answer) -> Act {
    Act::Weigh(Weigh { zaak, question: question.into(), answer })
}

fn p(zaak: Zaaknummer, choice: YesNo) -> Act {
    Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice, reason: "Gewogen.".to_owned() })
}

#[test]
fn a_decision_opens_when_an_answer_under_it_changes_and_closes_when_it_is_taken_again() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    dossier.run(&weigh(zaak, "2.1", Answer::No))?;
    dossier.run(&p(zaak, YesNo::No))?;
    assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g');
    // When the answer it rested on is another one.
    let undo = dossier.run(&weigh(zaak, "2.1", Answer::Yes))?;
    let state = dossier.step(zaak, Step::BesluitP)?.state;
    assert_eq!(state.explanation(), "beslis opnieuw, het was nee: vraag 2.1 is nu ja, bij het besluit nee");
    // Then taking that back, or deciding on it, is enough.
    let mut back = dossier.clone();
    assert!(back.undo(undo));
    assert_eq!(back.letter(zaak, Step::BesluitP)?, 'g');
    let undo = dossier.run(&p(zaak, YesNo::Yes))?;
    assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g');
    // And the decision before it comes back with its own ground.
    assert!(dossier.undo(undo));
    assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'k');
    Ok(())
}

#[test]
fn what_is_answered_later_opens_a_decision_only_when_it_points_the_other_way() -> TestResult {
    for (choice, letter) in [(YesNo::Yes, 'g'), (YesNo::No, 'k')] {
        let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
        dossier.run(&p(zaak, choice))?;
        dossier.run(&weigh(zaak, "2.4", Answer::Yes))?;
        assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g', "that question is about the outcome");
        dossier.run(&weigh(zaak, "2.1", Answer::Yes))?;
        assert_eq!(dossier.letter(zaak, Step::BesluitP)?, letter, "{choice:?}");
    }
    Ok(())
}

#[test]
fn the_monitor_is_made_again_when_the_case_moved() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let made = Act::IncludeInMonitor(IncludeInMonitor { zaak, week: zaak.week });
    dossier.run(&made)?;
    assert_eq!(dossier.letter(zaak, Step::Monitor)?, 'g');
    // When the form arrives after it.
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let state = dossier.step(zaak, Step::Monitor)?.state;
    assert!(state.explanation().contains("daarna veranderd") && state.explanation().contains("de formulieren"));
    assert!(!dossier.zaak(zaak)?.is_current_in_monitor(zaak.week));
    dossier.run(&made)?;
    assert_eq!(dossier.letter(zaak, Step::Monitor)?, 'g');
    // Closing it is no reason: a case is closed after its monitor was made.
    for step in dossier.steps(zaak)? {
        if !step.state.is_done() && step.step != Step::Close {
            let act = SetStep {
                zaak,
                step: step.step,
                state: StepState::NotNeeded,
                reason: "Niet nodig.".to_owned(),
                at: None,
            };
            dossier.run(&Act::SetStep(act))?;
        }
    }
    dossier.run(&made)?;
    dossier.run(&Act::CloseZaak(CloseZaak { zaak }))?;
    assert_eq!(dossier.letter(zaak, Step::Monitor)?, 'g');
    Ok(())
}

#[test]
fn a_new_version_is_checked_again() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let draft = DraftKind::Sms;
    dossier.write(zaak, draft, "Eerste tekst.")?;
    dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: "Tweede tekst.".to_owned() }))?;
    let state = dossier.step(zaak, Step::Sms)?.state;
    assert_eq!(state.explanation(), "controleer versie 2: alleen versie 1 was gecontroleerd");
    Ok(())
}

#[test]
fn what_was_written_after_it_was_sent_is_sent_too_or_said_not_to_be() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let draft = DraftKind::Sms;
    dossier.send(zaak, draft)?;
    assert_eq!(dossier.letter(zaak, Step::Sms)?, 'g');
    dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: "Verbeterde tekst.".to_owned() }))?;
    let state = dossier.step(zaak, Step::Sms)?.state;
    assert!(state.explanation().contains("versie 2 is van na de verzonden versie 1"), "{}", state.explanation());
    let keep = SetStep { zaak, step: Step::Sms, state: StepState::NotNeeded, reason: "Tikfout.".to_owned(), at: None };
    let mut kept = dossier.clone();
    kept.run(&Act::SetStep(keep))?;
    assert_eq!(kept.letter(zaak, Step::Sms)?, 'n');
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft }))?;
    assert_eq!(dossier.letter(zaak, Step::Sms)?, 'k');
    Ok(())
}

#[test]
fn a_review_is_done_again_when_the_text_moved_after_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("5", "CTP Veldzicht")?;
    let save = |text: &str| Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Piketmelding, text: text.to_owned() });
    let (step, state, reason) = (Step::Review, StepState::Done, "Akkoord.".to_owned());
    let review = Act::SetStep(SetStep { zaak, step, state, reason, at: None });
    dossier.run(&save("Tekst van de vervoerder."))?;
    dossier.run(&review)?;
    assert_eq!(dossier.letter(zaak, Step::Review)?, 'g');
    dossier.now = dossier.after(5);
    dossier.run(&save("Andere tekst van de vervoerder."))?;
    let state = dossier.step(zaak, Step::Review)?.state;
    assert_eq!(state.explanation(), "versie 2 is van na de visie: opnieuw; het was: Akkoord.");
    dossier.run(&review)?;
    assert_eq!(dossier.letter(zaak, Step::Review)?, 'g');
    Ok(())
}

#[test]
fn what_was_not_needed_because_p_was_no_is_asked_again_with_the_decision() -> TestResult {
    let steps = [Step::Sms, Step::Piketmelding, Step::PassedOn];
    for by_hand in [false, true] {
        let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
        dossier.run(&weigh(zaak, "2.1", Answer::No))?;
        dossier.run(&p(zaak, YesNo::No))?;
        for step in steps.into_iter().filter(|_| by_hand) {
            let (state, reason) = (StepState::NotNeeded, "P is nee.".to_owned());
            dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason, at: None }))?;
        }
        assert!(steps.iter().all(|step| dossier.letter(zaak, *step).is_ok_and(|l| l == 'n')));
        dossier.now = dossier.after(5);
        dossier.run(&weigh(zaak, "2.1", Answer::Yes))?;
        for step in steps {
            let state = dossier.step(zaak, step)?.state;
            assert!(!state.is_done(), "{step}: {state:?}");
            let why = "vraag 2.1 is nu ja";
            assert!(step == Step::PassedOn || state.explanation().contains(why), "{step}: {}", state.explanation());
        }
        dossier.run(&p(zaak, YesNo::Yes))?;
        for step in steps {
            assert!(
                dossier.step(zaak, step)?.state.is_ready(),
                "{step} {by_hand}: {:?}",
                dossier.step(zaak, step)?.state
            );
        }
    }
    Ok(())
}

#[test]
fn a_monitor_ticked_by_hand_opens_when_the_case_moves() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let (step, state, reason) = (Step::Monitor, StepState::Done, "Staat in het overzicht.".to_owned());
    dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason, at: None }))?;
    assert_eq!(dossier.letter(zaak, step)?, 'g');
    dossier.now = dossier.after(5);
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse("7")?, reason: "Bleek later.".to_owned() }))?;
    let state = dossier.step(zaak, step)?.state;
    assert_eq!(state.explanation(), "de rij is nu 7: opnieuw; het was: Staat in het overzicht.");
    Ok(())
}

#[test]
fn a_step_ticked_by_hand_opens_when_the_time_the_place_or_the_form_under_it_moves() -> TestResult {
    let voorval = |dossier: &Dossier, zaak| {
        let at = dossier.now.plus(chrono::Duration::hours(-2));
        Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(at))] })
    };
    let place = |zaak| {
        Act::SetInrichting(SetInrichting {
            zaak,
            inrichting: "FPC de Kijvelanden".to_owned(),
            unlisted: UnlistedName::Meant,
        })
    };
    let row = |zaak, rij: &str| -> Result<Act, piket::domain::error::Error> {
        Ok(Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse(rij)?, reason: "Bleek later.".to_owned() }))
    };
    for (rij, step, state) in [
        ("6", Step::Monitor, StepState::Done),
        ("6", Step::Monitor, StepState::NotNeeded),
        ("6", Step::CalledBack, StepState::Done),
        ("22", Step::of_book("ap"), StepState::Done),
        ("6", Step::Form, StepState::Done),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let reason = "Gedaan.".to_owned();
        let mark = match (step, state) {
            (Step::Form | Step::Book(_), _) => {
                let known = dossier.book.step(step);
                let (what, road) = (Some(known.rule().arrives[0]), Some(known.rule().roads()[0]));
                answer_step(
                    zaak,
                    step,
                    known.rule(),
                    StepAnswer::Yes,
                    StepTold { what, road, remark: reason, at: None },
                )?
            }
            _ => Act::SetStep(SetStep { zaak, step, state, reason, at: None }),
        };
        dossier.run(&voorval(&dossier, zaak))?;
        dossier.now = dossier.after(5);
        dossier.run(&mark)?;
        assert!(dossier.step(zaak, step)?.state.is_done(), "{step} {state:?}");
        dossier.now = dossier.after(5);
        let moves = [
            (voorval(&dossier, zaak), "voorval is nu ", step == Step::Monitor),
            (place(zaak), "de inrichting is nu FPC de Kijvelanden", step != Step::Form),
            (row(zaak, "A")?, "vraagt een ander formulier", step == Step::Form),
        ];
        for (act, why, opens) in moves {
            let mut after = dossier.clone();
            after.run(&act)?;
            let now = after.step(zaak, step);
            let Ok(line) = now else { continue };
            if opens {
                assert!(line.state.explanation().contains(why), "{step}: {}", line.state.explanation());
                assert!(!line.state.is_done(), "{step}: {act:?}");
            } else if !matches!(act, Act::ChooseRij(_)) {
                assert!(line.state.is_done(), "{step}: {act:?}: {}", line.state.explanation());
            }
        }
        // What was the same again is no reason.
        let mut back = dossier.clone();
        let undo = back.run(&place(zaak))?;
        assert!(back.undo(undo));
        assert!(back.step(zaak, step)?.state.is_done(), "{step}");
    }
    Ok(())
}

#[test]
fn a_no_that_came_before_the_weighing_opens_at_the_first_answer_that_pleads_for_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("9", "CTP Veldzicht")?;
    dossier.run(&p(zaak, YesNo::No))?;
    for question in ["9.1", "G1", "G2"] {
        dossier.run(&weigh(zaak, question, Answer::No))?;
        assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g', "{question}");
    }
    let told = dossier.run_told(&weigh(zaak, "G3", Answer::Yes))?.join(" ");
    let state = dossier.step(zaak, Step::BesluitP)?.state;
    let why = "beslis opnieuw, het was nee: vraag G3 pleit nu voor P en was bij het besluit niet beantwoord";
    assert_eq!(state.explanation(), why);
    assert!(told.contains("opnieuw P wegen"), "{told}");
    for step in [Step::Sms, Step::Piketmelding, Step::PassedOn] {
        assert!(!dossier.step(zaak, step)?.state.is_done(), "{step}");
    }
    // The same decision, now that it is known, stands.
    dossier.run(&p(zaak, YesNo::No))?;
    assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g');
    assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, 'n');
    Ok(())
}

/// The questions of row 9 that bear on P, after the instruction: eight that weigh, one that asks for it, one that
/// spares it.
const ON_P: [&str; 10] = ["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "9.2", "9.3"];

type Answers = [Option<Answer>; 10];

fn known(answers: &Answers, i: usize) -> Option<Answer> {
    answers[i].filter(|answer| *answer != Answer::Unknown)
}

fn fail(why: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(why.to_string())
}

/// What the answers come to, counted by hand.
fn counted(answers: &Answers) -> Option<YesNo> {
    let yes = |i: &usize| answers[*i] == Some(Answer::Yes);
    match (0..8).filter(yes).count() {
        _ if yes(&8) => Some(YesNo::Yes),
        2.. => Some(YesNo::Yes),
        _ if (0..10).any(|i| known(answers, i).is_none()) => None,
        1 => None,
        _ => Some(YesNo::No),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the order in which was answered and decided: a decision stands as if all answers had come first, save
    /// where one that it did not know points the other way or one that it knew is another one.
    #[test]
    fn a_decision_before_the_answers_stands_only_where_it_would_have_stood_after_them(
        answers in prop::collection::vec((0usize..10, 0usize..3), 0..14),
        before in 0usize..14,
        choice in prop::sample::select(vec![YesNo::Yes, YesNo::No]),
    ) {
        let (mut dossier, zaak) = Dossier::with_rij("9", "CTP Veldzicht").map_err(fail)?;
        let before = before.min(answers.len());
        let (mut now, mut then): (Answers, Answers) = ([None; 10], [None; 10]);
        for turn in 0..=answers.len() {
            if turn == before {
                then = now;
                dossier.run(&p(zaak, choice)).map_err(fail)?;
            }
            if let Some((question, answer)) = answers.get(turn) {
                let answer = [Answer::Yes, Answer::No, Answer::Unknown][*answer];
                now[*question] = Some(answer);
                dossier.run(&weigh(zaak, ON_P[*question], answer)).map_err(fail)?;
            }
        }
        let other = (0..10).any(|i| known(&then, i).is_some() && known(&then, i) != known(&now, i));
        let since: Vec<usize> = (0..10).filter(|i| known(&then, *i).is_none() && known(&now, *i).is_some()).collect();
        let pleads = |i: &usize| now[*i] == Some(Answer::Yes) && (*i == 9) == (choice == YesNo::Yes);
        let come_to = counted(&now);
        let against = come_to.is_some_and(|c| c != choice) || (come_to.is_none() && since.iter().any(pleads));
        let opens = other || (!since.is_empty() && against);
        let letter = dossier.letter(zaak, Step::BesluitP).map_err(fail)?;
        prop_assert_eq!(letter, if opens { 'k' } else { 'g' });
        for step in [Step::Sms, Step::Piketmelding] {
            let done = dossier.step(zaak, step).map_err(fail)?.state.is_done();
            prop_assert_eq!(done, !opens && choice == YesNo::No, "{}", step);
        }
    }
}

/// The monitor is of the case as it was: also where the officer ticked it by hand, what its columns would say otherwise opens it.
#[test]
fn a_monitor_that_was_ticked_by_hand_opens_for_what_it_would_say_otherwise() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let tick = |step, state, reason: &str| SetStep { zaak, step, state, reason: reason.to_owned(), at: None };
    dossier.run(&tick(Step::Monitor, StepState::Done, "op maandag gemaakt").into())?;
    assert!(matches!(dossier.state(zaak, Step::Monitor)?, Some(ChecklistState::Done { .. })));
    dossier.now = dossier.after(1);
    dossier.run(&weigh(zaak, "G1", Answer::Yes))?;
    let state = dossier.state(zaak, Step::Monitor)?;
    let Some(ChecklistState::Ready(why)) = state else { return Err(format!("{state:?}").into()) };
    assert!(why.contains("vraag G1"), "{why}");
    dossier.now = dossier.after(1);
    dossier.run(&tick(Step::Monitor, StepState::Done, "opnieuw gemaakt").into())?;
    assert!(matches!(dossier.state(zaak, Step::Monitor)?, Some(ChecklistState::Done { .. })));
    Ok(())
}

#[test]
fn no_monitor_is_made_of_a_case_without_a_row() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let zaak = dossier.phone("CTP Veldzicht", None)?;
    assert!(matches!(dossier.state(zaak, Step::Monitor)?, Some(ChecklistState::Open(_))));
    Ok(())
}
