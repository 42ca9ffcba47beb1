//! An answer to a weighing question and what the case knows besides: whichever comes last, the officer hears that they say
//! different things, and the judgement asks for one of the two again.

use piket::{
    acts::{Act, AnswerCall, ReceiveStep, Said, SetTimes, Weigh},
    domain::{besluit::Answer, ids::Zaaknummer, own_words::TOLD_BY_PHONE, rij::Rij, step::Step, time_kind::TimeKind},
    judge::questions::weegvragen,
    log::history::{Direction, Pick},
    rules::book::Rulebook,
};

use crate::dossier::{Dossier, TestResult};

fn weigh(zaak: Zaaknummer, question: &str, answer: Answer) -> Act {
    Act::Weigh(Weigh { zaak, question: question.into(), answer })
}

fn said(zaak: Zaaknummer, question: &str, choice: &str) -> Act {
    let (question, source) = (question.into(), TOLD_BY_PHONE.to_owned());
    Act::AnswerCall(AnswerCall { zaak, question, said: Said::Choice(choice.to_owned()), source, happened: None })
}

const fn opposite(answer: Answer) -> Answer {
    match answer {
        Answer::Yes => Answer::No,
        Answer::No | Answer::Unknown => Answer::Yes,
    }
}

/// Question and choice of the call, the weighing question, and what the call says to it.
type Pair = (String, String, String, Answer);

/// Every answer of the call of a row that answers a question of that row too.
fn pairs(rij: Rij) -> Vec<Pair> {
    let book = Rulebook::built_in();
    let Some(rule) = book.rij(rij) else { return Vec::new() };
    let own: Vec<&str> = weegvragen(book, rule).map(|question| question.id.as_str()).collect();
    let mut out = Vec::new();
    for question in book.call_questions(rule) {
        for choice in &question.choices {
            let weighs = choice.weighs.iter().filter(|(id, _)| own.contains(&id.as_str()));
            out.extend(
                weighs.map(|(id, says)| (question.id.to_string(), choice.id.clone(), id.as_str().to_owned(), *says)),
            );
        }
    }
    out
}

#[test]
fn whichever_comes_last_what_differs_is_told_and_asked_again() -> TestResult {
    let mut tried = 0;
    for rij in Rulebook::built_in().rijen().map(|rule| rule.nr) {
        for (question, choice, weighed, says) in pairs(rij) {
            for weighs_last in [true, false] {
                let (mut dossier, zaak) = Dossier::with_rij(&rij.to_string(), "CTP Veldzicht")?;
                let call = said(zaak, &question, &choice);
                let other = weigh(zaak, &weighed, opposite(says));
                let (first, last) = if weighs_last { (&call, &other) } else { (&other, &call) };
                let before = dossier.run_told(first)?.join(" ");
                assert!(!before.contains("Let op: vraag"), "{rij} {choice}: {before}");
                let told = dossier.run_told(last)?.join(" ");
                assert!(told.contains(&format!("Let op: vraag {weighed} is met ")), "{rij} {choice} {weighed}: {told}");
                // Where an answer leads to another row, that is asked first.
                let asked = dossier.step(zaak, Step::Verdict)?.state.explanation().to_owned();
                assert!(asked.contains(&format!("vraag {weighed} is met ")) || asked.contains("rij"), "{rij}: {asked}");
                // Answered as the call says it is over.
                let told = dossier.run_told(&weigh(zaak, &weighed, says))?.join(" ");
                assert!(!told.contains(&format!("Let op: vraag {weighed} is met ")), "{rij} {choice}: {told}");
                let asked = dossier.step(zaak, Step::Verdict)?.state.explanation().to_owned();
                assert!(!asked.contains(&format!("vraag {weighed} is met ")), "{rij} {choice}: {asked}");
                tried += 1;
            }
        }
    }
    assert!(tried > 60, "{tried}");
    Ok(())
}

#[test]
fn an_absence_that_ended_and_an_answer_that_says_it_did_not_are_told_in_either_order() -> TestResult {
    for time in [TimeKind::OaEnd, TimeKind::OaEndHeard] {
        for weighs_last in [true, false] {
            let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
            let end = Act::SetTimes(SetTimes { zaak, times: vec![(time, Some(dossier.now))] });
            dossier.now = dossier.after(5);
            let no = weigh(zaak, "OA6", Answer::No);
            let (first, last) = if weighs_last { (&end, &no) } else { (&no, &end) };
            dossier.run(first)?;
            let told = dossier.run_told(last)?.join(" ");
            assert!(told.contains("Let op: vraag OA6 is met nee beantwoord, en de afwezigheid eindigde"), "{told}");
            let asked = dossier.step(zaak, Step::Verdict)?.state.explanation().to_owned();
            assert!(asked.contains("vraag OA6 is met nee beantwoord"), "{asked}");
            // Taken back, the answer of then is that of then again.
            dossier.turn(Direction::Undo, Pick::Last)?;
            assert!(!dossier.step(zaak, Step::Verdict)?.state.explanation().contains("vraag OA6"));
        }
    }
    // An answer of before the end was so then.
    let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
    dossier.run(&weigh(zaak, "OA6", Answer::No))?;
    dossier.now = dossier.after(30);
    let end = Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, Some(dossier.now))] });
    assert!(!dossier.run_told(&end)?.join(" ").contains("vraag OA6"));
    // The same said again after it is not.
    assert!(dossier.run_told(&weigh(zaak, "OA6", Answer::No))?.join(" ").contains("Let op: vraag OA6"));
    Ok(())
}

/// Of steps that a question asks of: done in time speaks against a no, too late against a yes, and what is not done against nothing.
#[test]
fn steps_that_were_done_and_an_answer_that_says_otherwise_are_told_in_either_order() -> TestResult {
    let done = |zaak, id: &'static str, at| {
        let remark = "door de inrichting".to_owned();
        Act::ReceiveStep(ReceiveStep { zaak, step: Step::of_book(id), what: None, road: None, remark, at: Some(at) })
    };
    for rij in ["A", "D", "G"] {
        for (moa, answer, differs) in [
            (Some(30), Answer::No, true),
            (Some(30), Answer::Yes, false),
            (Some(110), Answer::Yes, true),
            (Some(110), Answer::No, false),
            (None, Answer::No, false),
            (None, Answer::Yes, false),
        ] {
            for weighs_last in [true, false] {
                let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
                let start = dossier.now;
                dossier.now = dossier.after(120);
                let at = |minutes| start.plus(chrono::Duration::minutes(minutes));
                let mut acts = vec![done(zaak, "fast-nl", at(20))];
                acts.extend(moa.map(|minutes| done(zaak, "moa-fast-nl", at(minutes))));
                acts.insert(if weighs_last { acts.len() } else { 0 }, weigh(zaak, "OA2", answer));
                let mut told = String::new();
                for act in &acts {
                    told = dossier.run_told(act)?.join(" ");
                }
                let asked = dossier.step(zaak, Step::Verdict)?.state.explanation().to_owned();
                assert_eq!(told.contains("Let op: vraag OA2"), differs, "{rij} {moa:?} {answer:?}: {told}");
                assert_eq!(asked.contains("vraag OA2 is met"), differs, "{rij} {moa:?} {answer:?}: {asked}");
            }
        }
    }
    Ok(())
}

/// How the inrichting is run stands in the list, so an answer that says otherwise is asked about.
#[test]
fn an_answer_that_the_list_of_inrichtingen_contradicts_is_named() -> TestResult {
    let asked =
        Rulebook::built_in().rijen().flat_map(|rule| rule.weegvragen.iter().map(move |question| (rule.nr, question)));
    let mut tried = 0;
    for (rij, question) in asked.filter(|(_, question)| question.ownership.is_some()) {
        for (place, right) in [("CTP Veldzicht", Answer::Yes), ("FPC Dr. S. van Mesdag", Answer::No)] {
            let (mut dossier, zaak) = Dossier::with_rij(&rij.to_string(), place)?;
            let said = format!("vraag {} is met", question.id);
            let told = dossier.run_told(&weigh(zaak, question.id.as_str(), right))?.join(" ");
            assert!(!told.contains("Let op"), "{place}: {told}");
            let told = dossier.run_told(&weigh(zaak, question.id.as_str(), opposite(right)))?.join(" ");
            assert!(told.contains("Let op") && told.contains("lijst van inrichtingen"), "{place}: {told}");
            let asked = dossier.step(zaak, Step::Verdict)?.state.explanation().to_owned();
            assert!(asked.contains(&said), "{place}: {asked}");
            tried += 1;
        }
    }
    assert_eq!(tried, 2);
    // Of a place that is not in the list nothing is known.
    let (mut dossier, zaak) = Dossier::with_rij("22", "Een Andere Kliniek")?;
    for answer in [Answer::Yes, Answer::No] {
        let told = dossier.run_told(&weigh(zaak, "22.2", answer))?.join(" ");
        assert!(!told.contains("lijst van inrichtingen"), "{told}");
    }
    Ok(())
}
