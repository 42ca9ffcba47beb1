//! Calling back: the questions of the row one by one, what is half typed stays at its question, and what follows
//! from the answers is proposed and never recorded by itself.

use chrono::Duration;
use piket::{
    acts::{Act, AnswerCall, Said},
    desk::layer::Layer,
    domain::{
        besluit::Answer,
        feit::{Feit, FeitStatus},
        ids::Zaaknummer,
        moment::Moment,
        step::Step,
    },
    judge::call_back::answer_to,
};

use crate::{
    bursts::burst,
    desk::{TestDesk, TestResult, compare, parse_keys},
};

/// What was said to a question.
fn said(desk: &TestDesk, zaak: Zaaknummer, question: &str) -> Option<Feit> {
    desk.model.view.desk.zaken.get(&zaak).and_then(|z| answer_to(z, &question.into())).cloned()
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

/// The loop drops what was typed behind a key that records; here that key is the first of the next answer.
#[test]
fn words_that_come_at_once_behind_a_digit_are_the_next_answer_whole() -> TestResult {
    for typed in ["ab", "nee hoor", "Éen medewerker, 2 bewoners"] {
        let mut desk = TestDesk::empty()?;
        let zaak = desk.zaak("2", "FPC Pompestichting")?;
        desk.keys("bBrand.<enter>")?;
        desk.after(Duration::seconds(2));
        desk.keys("1")?;
        desk.after(Duration::seconds(2));
        let asked = desk.model.session.writes.asked;
        burst(&mut desk, typed.as_bytes());
        assert_eq!(desk.model.session.writes.asked, asked, "{typed}");
        assert!(said(&desk, zaak, "stand").is_some(), "{}", desk.text());
        assert!(desk.text().contains(&format!("▸ Antwoord {typed}")), "{}", desk.text());
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
    assert_eq!(said(&desk, zaak, "stand"), None, "{}", desk.text());
    assert!(desk.text().contains("1 onder controle (nog niet vastgelegd)"), "{}", desk.text());
    // What is given right after a digit is the time of its answer, and of no other.
    desk.keys("<f2>")?;
    assert!(desk.text().contains("(nog niet vastgelegd)"), "{}", desk.text());
    // Where it is asked how many, a digit is a number and the arrows choose.
    desk.keys("<rechts><enter>")?;
    let stand = said(&desk, zaak, "stand").ok_or("geen antwoord")?;
    assert_eq!(stand.text.read(), "De situatie is onder controle.");
    assert_eq!(stand.happened, Some(desk.model.view.now.minute()));
    assert_eq!(said(&desk, zaak, "letsel").and_then(|f| f.happened), None);
    desk.keys("0<enter>")?;
    assert_eq!(said(&desk, zaak, "ziekenhuis").map(|f| f.status), Some(FeitStatus::Unknown));
    desk.keys("3 man in afzondering<enter>")?;
    assert_eq!(
        said(&desk, zaak, "maatregelen").map(|f| f.text.read().to_owned()).as_deref(),
        Some("3 man in afzondering")
    );
    desk.keys("7")?;
    assert!(desk.text().contains("Antwoord 7 is er niet."), "{}", desk.text());
    desk.keys("<ctrl-x>")?;
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
    desk.keys("2<enter>")?;
    let stand = texts(&desk, zaak).into_iter().filter(|t| t.starts_with("De situatie")).collect::<Vec<_>>();
    assert_eq!(stand, ["De situatie duurt voort."]);
    Ok(())
}

#[test]
fn a_time_typed_behind_a_digit_stays_with_its_answer_and_is_a_moment_from_then_on() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("D", "FPC Pompestichting")?;
    let happened = desk.model.view.now.plus(Duration::minutes(-5));
    desk.keys("b<omlaag>3<tab>5 min geleden<enter>")?;
    let back = said(&desk, zaak, "terug").ok_or("geen antwoord")?;
    assert_eq!(
        (back.text.read(), back.happened),
        ("De justitiabele is aangehouden.", Some(happened)),
        "{}",
        desk.text()
    );
    // That is the end of the absence, and nobody asks it again.
    assert_eq!(desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.times.oa_end), Some(happened));
    // Left half typed, a time that was said from now is that moment also when it is read later.
    desk.keys("1<tab>10 min geleden<esc>")?;
    let at = desk.model.view.now.plus(Duration::minutes(-10)).clock_time();
    let target = |typed: &str| typed.contains(&at);
    let held = desk.model.session.held.all().flat_map(|h| h.typed.fields.iter());
    assert!(held.map(|f| format!("{}{}", f.before, f.after)).any(|typed| target(&typed)), "{}", desk.text());
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
        let (question, said) = (question.into(), Said::Choice(choice.to_owned()));
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
    assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
    desk.keys("b<esc>")?;
    assert!(desk.model.view.layers.is_empty(), "er volgt niets meer");
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
    assert!(matches!(desk.model.view.layers.last(), Some(Layer::CallBack(call)) if call.zaak == zaak));
    Ok(())
}

/// Types as a hand does, that many milliseconds a key.
fn typed(desk: &mut TestDesk, keys: &str, wait: i64) -> TestResult {
    for key in parse_keys(keys)? {
        desk.after(Duration::milliseconds(wait));
        desk.key(key);
    }
    Ok(())
}

/// The facts that came in since, and the question that is asked.
fn since(desk: &TestDesk, zaak: Zaaknummer, facts: usize) -> Vec<String> {
    texts(desk, zaak).get(facts..).unwrap_or_default().to_vec()
}

#[test]
fn a_sentence_that_begins_with_a_number_is_a_sentence_at_every_question_and_every_pace() -> TestResult {
    for rij in ["6", "2", "23"] {
        for (sentence, wait) in [
            ("2 beveiligers gewond", 120),
            ("20 mensen", 120),
            ("10 min geleden", 120),
            ("02:15 teruggebracht", 250),
            ("1e hulp gegeven", 250),
            ("12 man", 120),
            ("2 medewerkers", 900),
            ("2-3 bewoners", 900),
            ("1/2 van de afdeling", 2000),
        ] {
            let mut desk = TestDesk::empty()?;
            let zaak = desk.zaak(rij, "FPC Pompestichting")?;
            let facts = texts(&desk, zaak).len();
            desk.keys("b")?;
            for question in 0..20 {
                let before = texts(&desk, zaak).len();
                desk.after(Duration::seconds(2));
                let place = desk.text();
                typed(&mut desk, sentence, wait)?;
                assert_eq!(texts(&desk, zaak).len(), before, "{rij} {question} {sentence}: {}", desk.text());
                desk.after(Duration::seconds(2));
                typed(&mut desk, "<enter>", 0)?;
                let new = since(&desk, zaak, before);
                // The last question takes the place of its own answer; what was asked may stand before it.
                assert!(
                    new.iter().all(|text| text.contains(sentence)),
                    "{rij} {question}: {new:?}\n{place}\n{}",
                    desk.text()
                );
            }
            let all = since(&desk, zaak, facts);
            assert!(all.len() > 3 && all.iter().all(|text| text.contains(sentence)), "{rij}: {all:?}");
        }
    }
    Ok(())
}

/// A quick hand answers with a digit and goes on with the words of the next question.
#[test]
fn a_word_right_behind_a_digit_is_said_to_the_next_question() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("bEen gevecht.<enter>")?;
    let facts = texts(&desk, zaak).len();
    desk.after(Duration::seconds(2));
    typed(&mut desk, "1Een medewerker is weg.", 120)?;
    let Some(Layer::CallBack(call)) = desk.model.view.layers.last() else { return Err("geen gesprek".into()) };
    assert_eq!(call.words(), "Een medewerker is weg.", "{}", desk.text());
    assert_eq!(texts(&desk, zaak).len(), facts + 1, "the digit is an answer: {}", desk.text());
    Ok(())
}

#[test]
fn a_number_alone_answers_no_question_that_asks_how_many() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let facts = texts(&desk, zaak).len();
    desk.keys("b<omlaag><omlaag>2<enter>")?;
    assert!(desk.text().contains("«2» zegt nog niet wat het is."), "{}", desk.text());
    assert!(since(&desk, zaak, facts).is_empty());
    desk.keys(" bewoners<enter>")?;
    assert_eq!(since(&desk, zaak, facts), ["2 bewoners"]);
    Ok(())
}

#[test]
fn a_digit_that_nobody_went_on_from_waits_at_its_question_and_is_never_recorded_by_itself() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let facts = texts(&desk, zaak).len();
    desk.keys("b<omlaag>1")?;
    desk.send(piket::desk::msg::Msg::Lock);
    desk.after(Duration::minutes(1));
    let mut again = desk.restarted();
    assert!(since(&again, zaak, facts).is_empty());
    again.keys("/2026<enter>")?;
    again.model.view.choose(desk.model.view.chosen);
    again.keys("<esc>b<omlaag>")?;
    assert!(again.text().contains("1 = onder controle"), "{}", again.text());
    again.keys("<enter>")?;
    assert_eq!(since(&again, zaak, facts), ["De situatie is onder controle."]);
    // Backspace takes it back, and so does what is typed behind it; any other key records it.
    again.keys("<omhoog>2<backspace>")?;
    assert!(again.text().contains("vraag 2 van"), "{}", again.text());
    again.keys("2 man weg<esc>")?;
    assert_eq!(since(&again, zaak, facts), ["De situatie is onder controle."]);
    again.keys("<esc>b<omhoog><omhoog><omhoog><omlaag><ctrl-x>2<esc>")?;
    assert_eq!(since(&again, zaak, facts), ["De situatie duurt voort."], "{}", again.text());
    Ok(())
}

/// The store answers later than a hand types.
#[test]
fn the_end_of_the_call_waits_for_the_last_answer() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC Pompestichting")?;
    desk.keys("b<omlaag>")?;
    desk.slow = true;
    desk.keys("2<esc>")?;
    assert!(desk.text().contains("Het laatste antwoord wordt bewaard."), "{}", desk.text());
    desk.slow = false;
    desk.answer();
    assert!(said(&desk, zaak, "stand").is_some());
    let shown = desk.text();
    assert!(shown.contains("Einde gesprek") && shown.contains("G8 ja"), "{shown}");
    // Who does not want to wait leaves by the same key.
    let mut desk = TestDesk::empty()?;
    desk.zaak("2", "FPC Pompestichting")?;
    desk.keys("b<omlaag>")?;
    desk.slow = true;
    desk.keys("2<esc><esc>")?;
    assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
    desk.answer();
    Ok(())
}
