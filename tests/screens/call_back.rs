//! Calling back: the questions of the row one by one, what is half typed stays at its question, and what follows
//! from the answers is proposed and never recorded by itself.

use chrono::Duration;
use piket::{
    acts::{Act, AnswerCall, Said},
    desk::state::layer::Layer,
    domain::{
        besluit::Answer,
        feit::{Feit, FeitStatus},
        ids::Zaaknummer,
        moment::Moment,
        step::Step,
    },
    judge::call_back::answer_to,
};

use crate::desk::{TestDesk, TestResult, compare};

/// What was said to a question.
fn said(desk: &TestDesk, zaak: Zaaknummer, question: &str) -> Option<Feit> {
    desk.model.view.desk.zaken.get(&zaak).and_then(|z| answer_to(z, question)).cloned()
}

fn texts(desk: &TestDesk, zaak: Zaaknummer) -> Vec<String> {
    let feiten = desk.model.view.desk.zaken.get(&zaak).map(|z| z.feiten.clone()).unwrap_or_default();
    feiten.iter().map(|f| f.text.read().to_owned()).collect()
}

#[test]
fn the_call_at_three_sizes() -> TestResult {
    for (name, width, height) in [("80x24", 80, 24), ("60x15", 60, 15), ("120x40", 120, 40)] {
        let mut desk = TestDesk::empty()?.sized(width, height);
        desk.zaak("6", "FPC Pompestichting")?;
        desk.keys("b")?;
        if name == "80x24" {
            compare("terugbellen-begin-80x24", &desk.picture());
        }
        desk.keys("Twee patiënten vochten op de luchtplaats.<tab>01:50<enter>12<f2>")?;
        compare(&format!("terugbellen-{name}"), &desk.picture());
        desk.keys("<esc>")?;
        compare(&format!("terugbellen-einde-{name}"), &desk.picture());
    }
    Ok(())
}

#[test]
fn digits_words_and_times_become_facts_in_the_order_of_the_call() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("b2 mannen vochten.<tab>10 min geleden<enter>")?;
    let happened = desk.model.view.now.plus(Duration::minutes(-10));
    assert_eq!(said(&desk, zaak, "wat").and_then(|f| f.happened), Some(happened), "{}", desk.text());
    desk.keys("1")?;
    assert_eq!(
        said(&desk, zaak, "stand").map(|f| f.text.read().to_owned()).as_deref(),
        Some("De situatie is onder controle.")
    );
    desk.keys("<f2>2")?;
    assert_eq!(said(&desk, zaak, "letsel").and_then(|f| f.happened), Some(desk.model.view.now.minute()));
    desk.keys("0")?;
    assert_eq!(said(&desk, zaak, "ziekenhuis").map(|f| f.status), Some(FeitStatus::Unknown));
    // A digit inside a sentence is a letter of it.
    desk.keys(" 3 man in afzondering<enter>")?;
    assert_eq!(
        said(&desk, zaak, "maatregelen").map(|f| f.text.read().to_owned()).as_deref(),
        Some("3 man in afzondering")
    );
    desk.keys("7")?;
    assert!(desk.text().contains("Antwoord 7 is er niet."), "{}", desk.text());
    // A time behind an answer that was given: the answer stays, the time comes with it.
    desk.keys("<omhoog><omhoog><omhoog><tab>01:55<enter>")?;
    let injured = said(&desk, zaak, "letsel").ok_or("geen antwoord")?;
    assert_eq!(injured.happened.map(Moment::clock_time).as_deref(), Some("01:55"), "{}", desk.text());
    assert_eq!(injured.text.read(), "Eén persoon is gewond.");
    // Another answer takes the place of the first.
    desk.keys("<home>")?;
    while !desk.text().contains("vraag 2 van") {
        desk.keys("<omhoog>")?;
    }
    desk.keys("2")?;
    let stand = texts(&desk, zaak).into_iter().filter(|t| t.contains("onder controle")).collect::<Vec<_>>();
    assert_eq!(stand, ["De situatie is nog niet onder controle."]);
    Ok(())
}

#[test]
fn what_is_half_typed_stays_at_its_question_over_moving_leaving_and_a_new_start() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let facts = texts(&desk, zaak).len();
    desk.keys("bEen vechtpartij op<omlaag>hal<omhoog>")?;
    assert!(desk.text().contains("Een vechtpartij op"), "{}", desk.text());
    desk.keys("<esc>b<omlaag>")?;
    assert!(desk.text().contains("▸ Antwoord hal"), "{}", desk.text());
    let mut again = desk.restarted();
    again.keys("/2026<enter>")?;
    let item = desk.model.view.chosen;
    again.model.view.choose(item);
    again.keys("<esc>b")?;
    assert!(again.text().contains("Een vechtpartij op"), "{}", again.text());
    again.keys(" de luchtplaats.<enter>")?;
    assert_eq!(texts(&again, zaak).get(facts..).unwrap_or_default(), ["Een vechtpartij op de luchtplaats."]);
    Ok(())
}

#[test]
fn a_disk_that_refuses_keeps_the_answer_at_its_question() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let facts = texts(&desk, zaak).len();
    desk.full = true;
    desk.keys("bEen vechtpartij.<enter>")?;
    assert!(desk.text().contains("vraag 2 van"), "{}", desk.text());
    desk.full = false;
    desk.keys("<omhoog>")?;
    assert!(desk.text().contains("▸ Antwoord Een vechtpartij."), "{}", desk.text());
    desk.keys("<enter>")?;
    assert_eq!(texts(&desk, zaak).get(facts..).unwrap_or_default(), ["Een vechtpartij."]);
    Ok(())
}

#[test]
fn without_a_row_the_questions_of_all_are_asked_and_the_row_is_one_key_away() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("npomp<tab>een gevecht<ctrl-s>b")?;
    assert!(desk.text().contains("vraag 1 van 4") && desk.text().contains("zonder rij"), "{}", desk.text());
    desk.keys("Een gevecht<enter>")?;
    desk.keys("<ctrl-r>6<enter>")?;
    assert!(desk.text().contains("rij 6") && !desk.text().contains("zonder rij"), "{}", desk.text());
    Ok(())
}

#[test]
fn what_follows_from_the_call_is_proposed_and_recorded_only_when_taken() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC Pompestichting")?;
    for (question, choice) in [("stand", "beheerst"), ("letsel", "geen"), ("brandweer", "geblust"), ("media", "nee")] {
        let (question, said) = (question.to_owned(), Said::Choice(choice.to_owned()));
        let act = AnswerCall { zaak, question, said, source: "telefoon".to_owned(), happened: None };
        desk.run(&Act::AnswerCall(act))?;
    }
    let answers =
        |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).map(|z| z.answers.clone()).unwrap_or_default();
    let done = |desk: &TestDesk| {
        desk.model.view.desk.zaken.get(&zaak).is_some_and(|z| z.steps.contains_key(&Step::CalledBack))
    };
    desk.keys("b<esc>")?;
    assert!(desk.text().contains("2.1 ja") && desk.text().contains("Gesproken met"), "{}", desk.text());
    assert!(answers(&desk).is_empty() && !done(&desk));
    desk.keys("<esc>")?;
    assert!(answers(&desk).is_empty() && !done(&desk), "Esc legt niets vast");
    // One of them, by itself.
    desk.keys("b<esc><tab><tab><rechts><ctrl-s>")?;
    assert_eq!(answers(&desk).len(), 1, "{}", desk.text());
    assert!(done(&desk));
    // The step is ticked: only what is left is asked now.
    desk.keys("b<esc>")?;
    assert!(!desk.text().contains("Gesproken met"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert_eq!(answers(&desk).get("2.1"), Some(&Answer::Yes));
    assert!(desk.model.session.layers.is_empty(), "{}", desk.text());
    desk.keys("b<esc>")?;
    assert!(desk.model.session.layers.is_empty(), "er volgt niets meer");
    Ok(())
}

#[test]
fn a_lock_in_the_middle_of_an_answer_keeps_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("bhalf")?;
    desk.send(piket::desk::msg::Msg::Lock);
    desk.answer();
    assert!(!desk.text().contains("half"), "{}", desk.text());
    desk.unlock(desk.fake_store.open());
    assert!(desk.text().contains("half"), "{}", desk.text());
    assert!(matches!(desk.model.session.layers.last(), Some(Layer::CallBack(call)) if call.zaak == zaak));
    Ok(())
}
