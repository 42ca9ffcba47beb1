//! Given answers to the weighing questions, when somebody looks: what they come to, and which row they
//! point to.

use piket::{
    acts::{Act, SetStep, TakeBesluit, Weigh},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        ids::Zaaknummer,
        step::{Step, StepState},
    },
    judge::{
        advice::{Advice, advice, proposed_rijen},
        questions::weegvragen,
    },
};

use crate::dossier::{Dossier, TestResult};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn weigh(dossier: &mut Dossier, zaak: Zaaknummer, question: &str, answer: Answer) -> TestResult {
    dossier.run(&Act::Weigh(Weigh { zaak, question: question.into(), answer }))?;
    Ok(())
}

/// All questions of the row answered alike, but for those named.
fn weighed(rij: &str, all: Answer, but: &[(&str, Answer)]) -> Outcome<(Dossier, Zaaknummer)> {
    let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
    let (book, rule) = dossier.case_rule(zaak)?.required()?;
    let ids: Vec<String> = weegvragen(book, rule).map(|q| q.id.to_string()).collect();
    for id in ids {
        let answer = but.iter().find(|(other, _)| *other == id).map_or(all, |(_, answer)| *answer);
        weigh(&mut dossier, zaak, &id, answer)?;
    }
    Ok((dossier, zaak))
}

fn advised(dossier: &Dossier, zaak: Zaaknummer, about: BesluitKind) -> Outcome<Option<Advice>> {
    let (book, rule) = dossier.case_rule(zaak)?.required()?;
    Ok(advice(dossier.zaak(zaak)?, book, rule, about))
}

#[test]
fn what_the_answers_point_to_is_advised_with_the_questions_as_reason() -> TestResult {
    let no = Answer::No;
    for (rij, all, but, choice, reason) in [
        ("2", no, vec![], Some(YesNo::No), "Geen van de weegvragen wijst op een piketmelding."),
        ("2", no, vec![("2.1", Answer::Yes)], Some(YesNo::Yes), "Deed de brandweer binnen meer dan nacontroleren? Ja."),
        ("2", Answer::Unknown, vec![("2.1", Answer::Yes)], Some(YesNo::Yes), "Deed de brandweer"),
        ("2", no, vec![("G1", Answer::Yes)], None, ""),
        ("2", no, vec![("G2", Answer::Yes), ("G5", Answer::Yes)], Some(YesNo::Yes), "Ja. Gaat het om een bekende"),
        ("9", no, vec![("9.3", Answer::Yes)], Some(YesNo::No), "Is het een kleine vondst zonder gevaar? Ja."),
        ("6", Answer::Unknown, vec![], None, ""),
        ("6", no, vec![("6.1", Answer::Yes), ("G8", Answer::Unknown)], None, ""),
        ("6", no, vec![], None, ""),
    ] {
        let (dossier, zaak) = weighed(rij, all, &but)?;
        let found = advised(&dossier, zaak, BesluitKind::P)?.ok_or("geen advies")?;
        assert_eq!(found.choice, choice, "{rij} {but:?}: {found:?}");
        assert!(found.reason.contains(reason) && found.reason.is_empty() == choice.is_none(), "{rij}: {found:?}");
        assert!(dossier.zaak(zaak)?.besluit(BesluitKind::P).is_none());
    }
    Ok(())
}

#[test]
fn where_the_matrix_leaves_no_choice_nothing_is_advised() -> TestResult {
    for rij in ["1", "5", "10", "11", "A"] {
        let (dossier, zaak) = weighed(rij, Answer::Yes, &[])?;
        assert_eq!(advised(&dossier, zaak, BesluitKind::P)?, None, "{rij}");
    }
    Ok(())
}

#[test]
fn the_outcome_is_advised_on_by_its_own_questions() -> TestResult {
    for (answer, choice) in [(Answer::Yes, Some(YesNo::Yes)), (Answer::No, Some(YesNo::No)), (Answer::Unknown, None)] {
        let (dossier, zaak) = weighed("23", Answer::Unknown, &[("23.3", answer)])?;
        assert_eq!(advised(&dossier, zaak, BesluitKind::A)?.and_then(|a| a.choice), choice, "{answer:?}");
    }
    Ok(())
}

#[test]
fn what_is_unknown_everywhere_is_not_weighed() -> TestResult {
    let (dossier, zaak) = weighed("6", Answer::Unknown, &[])?;
    assert_eq!(dossier.letter(zaak, Step::Verdict)?, 'k');
    assert_eq!(dossier.step(zaak, Step::Verdict)?.state.explanation(), "0 van 11 vragen beantwoord");
    Ok(())
}

#[test]
fn an_answer_that_points_to_another_row_is_no_tick() -> TestResult {
    // Given row 6 with every question answered, and no injury that only a doctor may treat.
    let (mut dossier, zaak) = weighed("6", Answer::No, &[])?;
    // Then row 23 is proposed, and the step waits for it.
    let (book, rule) = dossier.case_rule(zaak)?.required()?;
    let proposed: Vec<String> = proposed_rijen(dossier.zaak(zaak)?, book, rule)
        .iter()
        .filter_map(|r| r.rij.map(|rij| rij.to_string()))
        .collect();
    assert_eq!(proposed, ["23"]);
    assert_eq!(dossier.letter(zaak, Step::Verdict)?, 'k');
    assert!(dossier.step(zaak, Step::Verdict)?.state.explanation().contains("6.1 is nee: kies rij 23"));
    // When the officer keeps the row and says why, it is done.
    let reason = "Blijft rij 6, overlegd met de lijn.".to_owned();
    dossier.run(&Act::SetStep(SetStep { zaak, step: Step::Verdict, state: StepState::Done, reason, at: None }))?;
    assert_eq!(dossier.letter(zaak, Step::Verdict)?, 'g');
    Ok(())
}

/// An answer by which the row does not hold says so with the source, also where no other row is named.
#[test]
fn an_answer_that_leaves_no_row_is_weighed_by_the_officer() -> TestResult {
    let (yes, no) = (Answer::Yes, Answer::No);
    for (rij, answers, outside) in [
        ("8", &[("8.2", no)][..], false),
        ("8", &[("8.1", no), ("8.2", no)], true),
        ("8", &[("8.1", yes), ("8.2", no)], false),
        ("14", &[("14.1", no)], true),
        ("16", &[("16.1", no)], true),
        ("17", &[("17.1", no)], true),
        ("23", &[("23.1", no), ("23.2", no)], true),
        ("23", &[("23.1", yes), ("23.2", no)], false),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        for (question, answer) in answers {
            weigh(&mut dossier, zaak, question, *answer)?;
        }
        let state = dossier.step(zaak, Step::Verdict)?.state;
        let said =
            state.explanation().contains(&format!("niet meldplichtig volgens rij {rij}: zelf toetsen (C.1 nr {rij}"));
        assert_eq!(said, outside, "{rij} {answers:?}: {}", state.explanation());
        let choice = advised(&dossier, zaak, BesluitKind::P)?.and_then(|a| a.choice);
        assert!(!outside || choice.is_none(), "{rij} {answers:?}");
    }
    Ok(())
}

/// A row that applies too is a case beside this one: nothing of this one gives way to it.
#[test]
fn an_answer_that_adds_a_row_leaves_the_row_and_what_was_decided() -> TestResult {
    for (rij, question, also) in [("10", "10.3", "15"), ("14", "14.4", "15"), ("21", "21.3", "C")] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let answer = Act::Weigh(Weigh { zaak, question: question.into(), answer: Answer::Yes });
        let told = dossier.run_told(&answer)?.join(" ");
        assert!(told.contains("een zaak ernaast") && told.contains(&format!("met rij {also}")), "{told}");
        assert!(!told.contains("Kies rij"), "{told}");
        let (book, rule) = dossier.case_rule(zaak)?.required()?;
        assert!(proposed_rijen(dossier.zaak(zaak)?, book, rule).is_empty(), "{rij}");
        let says = dossier.step(zaak, Step::Verdict)?.state;
        assert!(says.explanation().contains(&format!("ook een zaak met rij {also}")), "{}", says.explanation());
        // Whatever else is answered, that case is asked for until it is said why not.
        for other in weegvragen(book, rule).map(|asked| asked.id.clone()).collect::<Vec<_>>() {
            if !dossier.zaak(zaak)?.answers.contains_key(&other) {
                weigh(&mut dossier, zaak, other.as_str(), Answer::No)?;
            }
        }
        assert_ne!(dossier.letter(zaak, Step::Verdict)?, 'g', "{rij}");
        let reason = "Die zaak is al open onder een ander nummer.".to_owned();
        dossier.run(&Act::SetStep(SetStep { zaak, step: Step::Verdict, state: StepState::Done, reason, at: None }))?;
        assert_eq!(dossier.letter(zaak, Step::Verdict)?, 'g', "{rij}");
    }
    Ok(())
}

/// A yes on P was taken on this row: when an answer says that the row does not hold, it is decided again, or the row is kept with a
/// reason.
#[test]
fn a_yes_on_p_is_taken_again_when_the_row_under_it_may_not_hold() -> TestResult {
    for (rij, answers) in [("8", &["8.1", "8.2"][..]), ("6", &["6.1"]), ("14", &["14.1"])] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let reason = "De aard van het voorval.".to_owned();
        let p = TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason };
        dossier.run(&Act::TakeBesluit(p))?;
        assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g', "{rij}");
        for question in answers {
            weigh(&mut dossier, zaak, question, Answer::No)?;
        }
        let says = dossier.step(zaak, Step::BesluitP)?.state;
        assert!(says.explanation().contains(&format!("geldt rij {rij} niet zeker")), "{rij}: {}", says.explanation());
        assert!(!dossier.step(zaak, Step::Sms)?.state.is_ready(), "{rij}");
        let reason = "Blijft deze rij, overlegd met de lijn.".to_owned();
        dossier.run(&Act::SetStep(SetStep { zaak, step: Step::Verdict, state: StepState::Done, reason, at: None }))?;
        assert_eq!(dossier.letter(zaak, Step::BesluitP)?, 'g', "{rij}");
    }
    Ok(())
}

/// A row that does not hold asks for another one, as the step does; one that waits for a second answer does not yet.
#[test]
fn an_answer_by_which_the_row_does_not_hold_says_what_it_asks_for() -> TestResult {
    for (rij, questions) in [("G", &["G.1"][..]), ("17", &["17.1"]), ("14", &["14.1"]), ("23", &["23.1", "23.2"])] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let mut asked = Vec::new();
        for question in questions {
            let no = Weigh { zaak, question: (*question).into(), answer: Answer::No };
            let told = dossier.run_told(&no.into())?.join(" ");
            asked.push(told.contains("Kies een andere rij, of merk stap 4 met een reden."));
            let step = dossier.step(zaak, Step::Verdict)?.state;
            assert_eq!(asked.last(), Some(&step.explanation().contains("Kies een andere rij")), "{rij}: {told}");
        }
        assert_eq!(asked.iter().filter(|asked| **asked).count(), 1, "{rij}");
    }
    Ok(())
}
