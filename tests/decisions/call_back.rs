//! Given answers in the call back, when somebody looks: which weighing questions they speak to, and what is asked of
//! a case that has no row yet.

use chrono::Duration;
use piket::{
    acts::{Act, AnswerCall, Said, SetTimes, Weigh},
    domain::{besluit::Answer, draft::DraftKind, ids::Zaaknummer, time_kind::TimeKind},
    judge::{
        call_back::{WeighingProposal, answer_to, call_questions, is_spoken_of, weighing_proposals},
        standing::standing,
    },
    rules::book::SmsPart,
};

use crate::dossier::{Dossier, TestResult};

pub fn answer(dossier: &mut Dossier, zaak: Zaaknummer, question: &str, said: Said) -> TestResult {
    let (question, source) = (question.into(), "telefoon".to_owned());
    dossier.run(&Act::AnswerCall(AnswerCall { zaak, question, said, source, happened: None }))?;
    Ok(())
}

pub fn choice(id: &str) -> Said {
    Said::Choice(id.to_owned())
}

fn proposed(dossier: &Dossier, zaak: Zaaknummer) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let proposals = weighing_proposals(dossier.zaak(zaak)?, dossier.case_rule(zaak)?);
    Ok(proposals.iter().map(WeighingProposal::words).collect())
}

#[test]
fn answers_propose_what_they_speak_to_until_it_is_weighed_or_they_disagree() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    assert!(proposed(&dossier, zaak)?.is_empty());
    answer(&mut dossier, zaak, "letsel", choice("geen"))?;
    answer(&mut dossier, zaak, "brandweer", choice("geblust"))?;
    assert_eq!(proposed(&dossier, zaak)?, ["2.1 ja", "2.2 nee", "G3 nee"]);
    // Nobody is hurt, and yet somebody went to hospital: that is for the officer.
    answer(&mut dossier, zaak, "ziekenhuis", choice("ja"))?;
    assert_eq!(proposed(&dossier, zaak)?, ["2.1 ja"]);
    dossier.run(&Act::Weigh(Weigh { zaak, question: "2.1".into(), answer: Answer::No }))?;
    assert!(proposed(&dossier, zaak)?.is_empty(), "wat gewogen is blijft");
    Ok(())
}

#[test]
fn without_a_row_only_the_questions_of_all_are_taken() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let zaak = dossier.phone("CTP Veldzicht", None)?;
    let asked: Vec<String> = call_questions(dossier.case_rule(zaak)?).iter().map(|q| q.id.to_string()).collect();
    assert_eq!(asked, ["wat", "maatregelen", "media", "vervolg"]);
    answer(&mut dossier, zaak, "media", choice("nee"))?;
    let refused = answer(&mut dossier, zaak, "letsel", choice("geen")).err().ok_or("niet geweigerd")?;
    assert!(refused.to_string().contains("hoort niet bij een zaak zonder rij"), "{refused}");
    assert!(proposed(&dossier, zaak)?.is_empty(), "zonder rij valt er niets te wegen");
    Ok(())
}

#[test]
fn the_same_answer_twice_is_one_fact() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    answer(&mut dossier, zaak, "letsel", choice("geen"))?;
    let first = answer_to(dossier.zaak(zaak)?, &"letsel".into()).map(|f| f.number);
    answer(&mut dossier, zaak, "letsel", choice("geen"))?;
    assert_eq!(answer_to(dossier.zaak(zaak)?, &"letsel".into()).map(|f| f.number), first);
    answer(&mut dossier, zaak, "letsel", Said::Unknown)?;
    assert_ne!(answer_to(dossier.zaak(zaak)?, &"letsel".into()).map(|f| f.number), first);
    Ok(())
}

/// What was said beside an answer stays with it, also when the same answer is given once more; the answer still counts.
#[test]
fn an_answer_keeps_the_words_that_were_said_with_it() -> TestResult {
    for (question, id, words, told) in [
        ("waar-overleden", "ziekenhuis", ", Radboudumc", "De justitiabele overleed in een ziekenhuis (Radboudumc)."),
        ("nabestaanden", "ja", "de zus.", "De nabestaanden zijn ingelicht (de zus)."),
        ("politie", "ja", "Zij zijn ter plaatse", "De politie is gewaarschuwd. Zij zijn ter plaatse."),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij("15", "CTP Veldzicht")?;
        let said = Said::ChoiceAnd { choice: id.to_owned(), words: words.to_owned() };
        answer(&mut dossier, zaak, question, said)?;
        answer(&mut dossier, zaak, question, choice(id))?;
        let feit = answer_to(dossier.zaak(zaak)?, &question.into()).ok_or("geen antwoord")?;
        assert_eq!(feit.text.read(), told);
        assert_eq!(feit.asked.as_ref().and_then(|asked| asked.choice.as_deref()), Some(id));
    }
    Ok(())
}

/// A yes with a time that has yet to come is no "it is done": it is quoted, and no text message takes it for the end.
#[test]
fn a_yes_of_a_time_that_has_yet_to_come_is_told_as_it_was_said() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("1", "CTP Veldzicht")?;
    let (before, after) = (dossier.after(-1).clock_time(), dossier.after(50).clock_time());
    for (words, told, over) in [
        (format!("ja, vanaf {after}"), format!("Over de gijzeling is gemeld: ‘ja, vanaf {after}’."), false),
        ("ja morgen".to_owned(), "Over de gijzeling is gemeld: ‘ja morgen’.".to_owned(), false),
        (
            format!("De gijzeling is voorbij om {after}"),
            format!("Over de gijzeling is gemeld: ‘de gijzeling is voorbij om {after}’."),
            false,
        ),
        (format!("De gijzeling is voorbij om {before}"), format!("De gijzeling is voorbij om {before}"), true),
    ] {
        answer(&mut dossier, zaak, "gijzeling-voorbij", Said::Words(words))?;
        let feit = answer_to(dossier.zaak(zaak)?, &"gijzeling-voorbij".into()).ok_or("geen antwoord")?;
        assert_eq!(feit.text.read(), told);
        let stands = standing(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, SmsPart::Situation);
        assert_eq!(stands.is_some(), over, "{told}");
    }
    Ok(())
}

/// A plain no to where somebody is says that he is not back, and of two things asked the quote names both.
#[test]
fn a_short_answer_says_of_what_it_is_one() -> TestResult {
    for (rij, question, words, told, stands) in [
        ("D", "terug", "nog niet", "De justitiabele is nog niet terug.", Some("nog niet terug")),
        ("D", "terug", "nee", "De justitiabele is nog niet terug.", Some("nog niet terug")),
        (
            "10",
            "suicide",
            "niet zeker",
            "Over de vaststelling van het overlijden en of het suïcide is, is gemeld: ‘niet zeker’.",
            None,
        ),
        ("15", "vastgesteld", "ja", "Over de vaststelling en de oorzaak van het overlijden is gemeld: ‘ja’.", None),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        answer(&mut dossier, zaak, question, Said::Words(words.to_owned()))?;
        let feit = answer_to(dossier.zaak(zaak)?, &question.into()).ok_or("geen antwoord")?;
        assert_eq!(feit.text.read(), told);
        let told = standing(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, SmsPart::Situation);
        assert_eq!(told.and_then(|told| told.choice.sms.as_deref()), stands);
    }
    Ok(())
}

/// What more is told of what happened does not take back what was told of it; of what comes next the last word counts.
#[test]
fn more_words_to_an_open_question_stand_beside_the_first() -> TestResult {
    for (question, stays) in [("wat", true), ("maatregelen", true), ("vervolg", false)] {
        let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
        answer(&mut dossier, zaak, question, Said::Unknown)?;
        answer(&mut dossier, zaak, question, Said::Words("Eerst dit.".to_owned()))?;
        answer(&mut dossier, zaak, question, Said::Words("Daarna dat.".to_owned()))?;
        let texts: Vec<&str> = dossier.zaak(zaak)?.feiten.iter().map(|f| f.text.read()).collect();
        assert_eq!(texts.contains(&"Eerst dit."), stays, "{texts:?}");
        assert!(texts.contains(&"Daarna dat.") && !texts.iter().any(|t| t.starts_with("Niet bekend")), "{texts:?}");
        answer(&mut dossier, zaak, question, Said::Words("Daarna dat, om 02:00 uur.".to_owned()))?;
    }
    Ok(())
}

/// What was misheard takes back what it told of the end, and another end takes its place.
#[test]
fn an_end_that_was_answered_is_taken_back_or_moved_by_the_next_answer() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("D", "CTP Veldzicht")?;
    let at = |minutes| dossier.now.plus(chrono::Duration::minutes(minutes));
    let (first, second, before) = (at(-8), at(-2), at(-60));
    let mut say = |id: &str, happened| {
        let (question, source) = ("terug".into(), "telefoon".to_owned());
        dossier.run(&Act::AnswerCall(AnswerCall { zaak, question, said: choice(id), source, happened }))?;
        Ok::<_, Box<dyn std::error::Error>>(dossier.zaak(zaak)?.times.oa_end)
    };
    assert_eq!(say("terug", Some(first))?, Some(first));
    assert_eq!(say("aangehouden", Some(second))?, Some(second));
    assert_eq!(say("weg", None)?, None);
    assert_eq!(say("terug", Some(first))?, Some(first));
    assert!(say("terug", Some(before)).is_err(), "an end before the event is refused");
    Ok(())
}

/// Weighing takes 1 for yes and 2 for no; in a call back the same digits may not say the opposite.
#[test]
fn what_denies_has_the_same_digit_in_every_question_of_the_call() -> TestResult {
    let mut denying = 0;
    for rij in ["1", "2", "5", "6", "10", "15", "20", "22", "D"] {
        let (dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        for question in call_questions(dossier.case_rule(zaak)?) {
            for (choice, digit) in question.choices.iter().zip(1..) {
                let denies =
                    ["nee", "geen ", "niet ", "nog niet", "nog weg, geen"].iter().any(|no| choice.word.starts_with(no));
                let one = choice.word == "ja" || question.choices.len() == 1;
                denying += usize::from(denies);
                assert!(!denies || digit == 2, "«{}»: {digit} {}", question.question, choice.word);
                assert!(!one || digit == 1, "«{}»: {digit} {}", question.question, choice.word);
            }
        }
    }
    assert!(denying > 20, "{denying}");
    Ok(())
}

/// How it stands is of after the voorval: a time of before it is a slip of the hand. What was done may be a little before the hour
/// that was guessed.
#[test]
fn how_it_stands_was_never_so_before_the_voorval() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("8", "CTP Veldzicht")?;
    let voorval = dossier.zaak(zaak)?.times.voorval.ok_or("geen voorval")?;
    let mut at = |question: &str, minutes: i64| {
        let said = choice(if question == "stand" { "beheerst" } else { "ja" });
        let (question, source) = (question.into(), "telefoon".to_owned());
        let happened = Some(voorval.plus(Duration::minutes(minutes)));
        dossier.run(&Act::AnswerCall(AnswerCall { zaak, question, said, source, happened }))
    };
    for (question, minutes) in [("stand", -1), ("stand", -1430), ("politie", -1500)] {
        let refused = at(question, minutes).err().ok_or("niet geweigerd")?;
        assert!(refused.to_string().contains("vóór het voorval"), "{question} {minutes}: {refused}");
    }
    for (question, minutes) in [("stand", 0), ("politie", -10)] {
        at(question, minutes)?;
    }
    Ok(())
}

/// What a message told was so when it left, and what happens later takes it back as little as a later time does.
#[test]
fn an_answer_that_was_so_at_its_own_time_stays_beside_the_next() -> TestResult {
    let later = |from: Option<i64>, to: Option<i64>, sent: bool| -> Result<usize, Box<dyn std::error::Error>> {
        let (mut dossier, zaak) = Dossier::with_rij("D", "CTP Veldzicht")?;
        dossier.now = dossier.after(60);
        let at = |minutes: Option<i64>| minutes.map(|m| dossier.now.plus(Duration::minutes(m)));
        let (first, second) = (at(from), at(to));
        let say = |id: &str, happened| {
            let (question, source) = ("terug".into(), "telefoon".to_owned());
            Act::AnswerCall(AnswerCall { zaak, question, said: choice(id), source, happened })
        };
        dossier.run(&say("contact", first))?;
        if sent {
            dossier.send(zaak, DraftKind::Piketmelding)?;
        }
        dossier.now = dossier.after(10);
        dossier.run(&say("aangehouden", second))?;
        Ok(dossier
            .zaak(zaak)?
            .feiten
            .iter()
            .filter(|f| f.asked.as_ref().is_some_and(|a| a.question.as_str() == "terug"))
            .count())
    };
    assert_eq!(later(Some(-20), Some(-5), false)?, 2, "beide met een eigen tijd");
    assert_eq!(later(None, None, true)?, 2, "verteld in een bericht");
    assert_eq!(later(None, None, false)?, 1, "een verspreking");
    assert_eq!(later(Some(-5), Some(-20), true)?, 1, "wat eerder was is geen vervolg");
    Ok(())
}

#[test]
fn whoever_is_still_away_did_not_come_back_at_a_time_that_is_recorded() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("D", "CTP Veldzicht")?;
    dossier.now = dossier.after(120);
    let end = dossier.now.plus(Duration::minutes(-30));
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, Some(end))] }))?;
    let refused = answer(&mut dossier, zaak, "terug", choice("weg")).err().ok_or("niet geweigerd")?;
    assert!(refused.to_string().contains("de afwezigheid eindigde"), "{refused}");
    answer(&mut dossier, zaak, "terug", Said::Unknown)?;
    answer(&mut dossier, zaak, "terug", choice("terug"))?;
    Ok(())
}

/// Whoever answers the rest with one key does not answer what the call spoke of.
#[test]
fn what_the_call_said_in_own_words_or_the_other_way_round_is_not_of_the_rest() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    let spoken = |dossier: &Dossier, id: &str| -> Result<bool, Box<dyn std::error::Error>> {
        let (book, rule) = dossier.case_rule(zaak)?.required()?;
        Ok(is_spoken_of(dossier.zaak(zaak)?, book, rule, &id.into()))
    };
    assert!(!spoken(&dossier, "2.3")? && !spoken(&dossier, "G1")?);
    answer(&mut dossier, zaak, "ontruimd", Said::Words("ja, 14 patiënten naar afdeling Zuid".to_owned()))?;
    answer(&mut dossier, zaak, "media", choice("nee"))?;
    assert!(spoken(&dossier, "2.3")? && !spoken(&dossier, "G1")?);
    answer(&mut dossier, zaak, "media", choice("ja"))?;
    answer(&mut dossier, zaak, "ontruimd", Said::Unknown)?;
    assert!(!spoken(&dossier, "2.3")? && spoken(&dossier, "G1")?);
    Ok(())
}
