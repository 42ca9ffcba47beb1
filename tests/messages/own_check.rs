//! What the desk writes passes its own check: it calls nothing unknown that it tells, and says nothing that is not so any more.

use piket::{
    domain::{
        besluit::Answer,
        draft::DraftKind,
        error::{Error, Result},
        feit::{FeitNumber, FeitStatus, Topic},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::event::LogEvent,
    rules::book::Rulebook,
};
use proptest::prelude::*;

use super::case::{Case, TestResult, begun, begun_at, kern, on_the_day, unknown};

/// What people note, under any subject, some of whom are others than him whom the question is about.
const NOTED: [&str; 22] = [
    "Een tweede bewoner liep mee. Hij is aangehouden.",
    "De begeleider reed terug; hij is terug.",
    "De begeleider ging zoeken in de wijk; hij is weer binnen.",
    "Een groepsleider rende hem na. Zij is weer terug.",
    "De patiënt is weer terug",
    "De jeugdige is terug.",
    "Patiënt liep weg. Hij is aangehouden.",
    "De brand is geblust",
    "Het is nog gaande",
    "De situatie is onder controle.",
    "De gijzeling is voorbij; de gegijzelde is vrij.",
    "Bewoner hield een verpleegkundige vast; gegijzelde is vrij",
    "Patiënt overleed in de ambulance na een val",
    "Hij overleed in het ziekenhuis.",
    "De politie is gewaarschuwd.",
    "De politie is niet gewaarschuwd.",
    "De nabestaanden zijn ingelicht.",
    "Voor zover bekend zijn er geen gewonden.",
    "Er is niemand naar een ziekenhuis gebracht.",
    "Er is aandacht van de media.",
    "De inbreuk is verholpen.",
    "Een medewerker met een schaafwond",
];

/// One thing that happens to a case.
#[derive(Debug, Clone)]
enum Move {
    Feit(usize, usize, Option<u8>),
    Chosen(usize, usize, Option<u8>),
    Worded(usize, usize),
    Unknown(usize),
    TakenBack(u32),
    Corrected(u32, usize, Option<u8>),
    Weighed(usize, bool),
    Sent,
    Later,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let clock = prop::option::of(20..28_u8);
    let one = prop_oneof![
        4 => (0..Topic::ALL.len(), 0..NOTED.len(), clock.clone()).prop_map(|(t, n, c)| Move::Feit(t, n, c)),
        3 => (0..30_usize, 0..4_usize, clock).prop_map(|(q, a, c)| Move::Chosen(q, a, c)),
        1 => (0..30_usize, 0..NOTED.len()).prop_map(|(q, n)| Move::Worded(q, n)),
        1 => (0..30_usize).prop_map(Move::Unknown),
        1 => (1..6_u32).prop_map(Move::TakenBack),
        1 => (1..6_u32, 0..NOTED.len(), prop::option::of(20..28_u8)).prop_map(|(f, n, c)| Move::Corrected(f, n, c)),
        1 => (0..30_usize, any::<bool>()).prop_map(|(q, yes)| Move::Weighed(q, yes)),
        1 => Just(Move::Sent),
        1 => Just(Move::Later),
    ];
    prop::collection::vec(one, 1..10)
}

fn play(c: &mut Case, moves: &[Move]) -> Result<()> {
    let questions = c.questions();
    let clock = |minute: &Option<u8>| minute.map(|minute| format!("01:{minute}"));
    for one in moves {
        match one {
            Move::Feit(topic, words, at) => {
                let topic = Topic::ALL.get(*topic).copied().unwrap_or(Topic::Event);
                let words = NOTED.get(*words).copied().unwrap_or_default();
                c.feit(topic, words, FeitStatus::Reported, clock(at).as_deref())?;
            }
            Move::Chosen(question, choice, at) => {
                let Some(question) = questions.get(question % questions.len().max(1)) else { continue };
                let Some(choice) = question.choices.get(choice % question.choices.len().max(1)) else { continue };
                c.answered_again(question.id.as_str());
                c.said(question.id.as_str(), &choice.id, clock(at).as_deref())?;
            }
            Move::Worded(question, words) => {
                let Some(question) = questions.get(question % questions.len().max(1)) else { continue };
                c.answered_again(question.id.as_str());
                c.in_own_words(question, NOTED.get(*words).copied().unwrap_or_default());
            }
            Move::Unknown(question) => {
                let Some(question) = questions.get(question % questions.len().max(1)) else { continue };
                c.answered_again(question.id.as_str());
                c.unknown(question.id.as_str())?;
            }
            Move::TakenBack(number) => {
                let feit = FeitNumber::from(*number);
                if c.zaak.feiten.iter().any(|known| known.number == feit) {
                    c.event(LogEvent::FeitRetracted { zaak: c.zaak.number, feit });
                }
            }
            Move::Corrected(number, words, at) => {
                let feit = FeitNumber::from(*number);
                let Some(known) = c.zaak.feiten.iter().find(|known| known.number == feit) else { continue };
                let (topic, source) = (known.topic, Vertrouwelijk::new("kliniek"));
                let text = Vertrouwelijk::new(NOTED.get(*words).copied().unwrap_or_default());
                let happened = clock(at).map(|clock| on_the_day(&clock)).transpose()?;
                c.event(LogEvent::FeitCorrected { zaak: c.zaak.number, feit, topic, text, source, happened });
            }
            Move::Weighed(question, yes) => {
                let weighs = questions.iter().flat_map(|q| &q.choices).flat_map(|choice| &choice.weighs);
                let ids: Vec<&str> = weighs.map(|(id, _)| id.as_str()).collect();
                let Some(id) = ids.get(question % ids.len().max(1)) else { continue };
                c.weighed(id, if *yes { Answer::Yes } else { Answer::No });
            }
            Move::Sent => {
                let version = c.zaak.next_version(DraftKind::Piketmelding);
                if c.render(DraftKind::Piketmelding).is_ok() {
                    c.send(DraftKind::Piketmelding, version)?;
                }
            }
            Move::Later => c.after(10),
        }
    }
    Ok(())
}

fn rows() -> Vec<(&'static str, String)> {
    let of = |sector| Rulebook::of_sector(&sector).map(|book| book.rijen().map(|rule| rule.nr.to_string()).collect());
    let tbs: Vec<String> = "tbs".parse().ok().and_then(of).unwrap_or_default();
    let jji: Vec<String> = "jji".parse().ok().and_then(of).unwrap_or_default();
    tbs.into_iter().map(|row| ("tbs", row)).chain(jji.into_iter().map(|row| ("jji", row))).collect()
}

fn of_row(sector: &str, row: &str) -> Result<Case> {
    let mut c = super::case::case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
    c.of_sector(sector)?;
    c.rij(row)?;
    c.time(TimeKind::Voorval, "01:10")?;
    Ok(c)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Of every row of both books, whatever was noted, answered, not known and taken back.
    #[test]
    fn a_text_that_was_made_just_now_passes_the_check_of_what_it_says(row in any::<prop::sample::Index>(), moves in moves()) {
        let rows = rows();
        let (sector, row) = rows.get(row.index(rows.len())).cloned().unwrap_or_default();
        let told = |error: Error| TestCaseError::fail(error.to_string());
        let mut c = of_row(sector, &row).map_err(told)?;
        play(&mut c, &moves).map_err(told)?;
        for draft in [DraftKind::Sms, DraftKind::Piketmelding, DraftKind::Afloopbericht, DraftKind::Visie, DraftKind::Publiek] {
            let Ok(text) = c.render(draft) else { continue };
            let outdated = c.outdated(draft, &text);
            prop_assert!(outdated.is_empty(), "{sector} {row} {draft:?}: {outdated:?}\n{text}");
        }
    }
}

/// What is told of another man says nothing of him who is away, and nobody strikes for it that he is.
#[test]
fn somebody_else_who_is_back_ends_no_absence() -> TestResult {
    for (topic, words) in [
        (Topic::Police, "Een tweede bewoner liep mee. Hij is aangehouden."),
        (Topic::Event, "Een tweede bewoner liep mee. Hij is aangehouden."),
        (Topic::Involved, "De begeleider reed terug; hij is terug."),
        (Topic::Measures, "De begeleider ging zoeken in de wijk; hij is weer binnen."),
        (Topic::Measures, "Hij is weer binnen."),
    ] {
        for is_asked in [true, false] {
            let mut c = begun("D", "Patiënt liep weg")?;
            if is_asked {
                c.unknown("terug")?;
            }
            c.feit(topic, words, FeitStatus::Reported, None)?;
            let (sms, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
            assert!(!sms.contains("is terug") && !sms.contains("aangehouden"), "{words}: {sms}");
            assert!(unknown(&letter).contains("- waar de justitiabele is"), "{words}: {letter}");
            assert_eq!(c.outdated(DraftKind::Piketmelding, &letter), Vec::<String>::new(), "{words}");
        }
    }
    // Who names him, or speaks of nobody else before, tells of him.
    for words in ["De politie zocht de patiënt; hij is aangehouden", "Hij is aangehouden"] {
        let mut c = begun("D", "Patiënt liep weg")?;
        c.unknown("terug")?;
        c.feit(Topic::Situation, words, FeitStatus::Reported, None)?;
        assert!(c.render(DraftKind::Sms)?.contains("is aangehouden"), "{words}");
    }
    // That nobody knows it was said after what was told before.
    let mut c = begun("D", "Patiënt liep weg")?;
    c.feit(Topic::Situation, "De patiënt is weer terug", FeitStatus::Reported, None)?;
    c.unknown("terug")?;
    assert!(!c.render(DraftKind::Sms)?.contains("is terug"));
    Ok(())
}

/// What the first sentence tells of a death is not called unknown below it.
#[test]
fn where_somebody_died_is_no_open_point_where_the_letter_says_it() -> TestResult {
    for (row, words) in [
        ("15", "Patiënt overleed in de ambulance na een val"),
        ("10", "Patiënt overleed in het UMCG aan zijn verwondingen"),
        ("15", "Patiënt is overleden op de spoedeisende hulp in Zwolle"),
    ] {
        let c = begun(row, words)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(!unknown(&letter).contains("overleed"), "{letter}");
    }
    // What was said to the very question needs no more than one word for it.
    for (said, place) in [
        ("Over de plaats van overlijden is gemeld: ‘Maasstad ziekenhuis’.", "in een ziekenhuis"),
        ("Over de plaats van overlijden is gemeld: ‘op de spoedeisende hulp in Zwolle’.", "in een ziekenhuis"),
        ("Over de plaats van overlijden is gemeld: ‘in de ambulance naar het ziekenhuis’.", "overlijden, FPC"),
        ("Over de plaats van overlijden is gemeld: ‘niet in het ziekenhuis’.", "overlijden, FPC"),
    ] {
        let mut c = begun("15", "Patiënt is overleden")?;
        let question = c.questions().into_iter().find(|q| q.id.as_str() == "waar-overleden").ok_or("geen vraag")?;
        c.in_own_words(question, said);
        let sms = c.render(DraftKind::Sms)?;
        assert!(sms.contains(place), "{said}: {sms}");
    }
    // The hospital of somebody else is no place of his death.
    for words in ["Patiënt is overleden", "Patiënt overleed na een val. Een medewerker is in het ziekenhuis behandeld."]
    {
        let letter = begun("15", words)?.render(DraftKind::Piketmelding)?;
        assert!(unknown(&letter).contains("- waar de justitiabele overleed"), "{letter}");
    }
    Ok(())
}

/// Whoever writes below what is not known what the letter says elsewhere is told, in whatever words the book makes of an answer.
#[test]
fn what_is_written_among_the_unknown_and_told_is_found() -> TestResult {
    let mut c = begun("10", "Een patiënt is dood gevonden op zijn kamer")?;
    for (name, told) in [
        ("of de nabestaanden zijn ingelicht", "De nabestaanden zijn niet ingelicht."),
        ("of de nabestaanden zijn ingelicht", "De nabestaanden zijn ingelicht om 01.30 uur."),
        ("of de politie is gewaarschuwd", "De politie is gewaarschuwd (door de portier)."),
        ("of de politie is gewaarschuwd", "De politie is nog niet gewaarschuwd."),
    ] {
        let text = format!("Op zondag.\n\nOMGEVING\n- 01.30 uur – {told}\n\nNOG NIET BEKEND\n- {name}\n");
        assert_eq!(c.outdated(DraftKind::Piketmelding, &text), [format!("dat niet bekend is {name}")], "{told}");
    }
    // Also where the answer stands in the case in own words.
    let question = c.questions().into_iter().find(|q| q.id.as_str() == "nabestaanden").ok_or("geen vraag")?;
    c.in_own_words(question, "Zijn zus is gebeld door de directeur");
    let text = "Zijn zus is gebeld door de directeur.\n\nNOG NIET BEKEND\n- of de nabestaanden zijn ingelicht\n";
    assert_eq!(c.outdated(DraftKind::Piketmelding, text).len(), 1);
    Ok(())
}

/// A death has one moment: once that is another one, the text with the earlier one is not so any more.
#[test]
fn a_time_of_death_that_was_put_right_holds_the_text_and_is_told_as_corrected() -> TestResult {
    let mut c = begun_at("15", "00:05")?;
    c.feit(Topic::Event, "Er is iemand van de trap gevallen", FeitStatus::Reported, None)?;
    c.said("waar-overleden", "ziekenhuis", Some("00:10"))?;
    let (sms, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
    assert!(sms.contains("22-11 00.10"), "{sms}");
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(30);
    c.answered_again("waar-overleden");
    c.said("waar-overleden", "ziekenhuis", Some("00:25"))?;
    for (draft, text) in [(DraftKind::Sms, &sms), (DraftKind::Piketmelding, &letter)] {
        let outdated = c.outdated(draft, text);
        assert!(outdated.iter().any(|told| told.ends_with("is nu zo 22-11 00:25")), "{draft:?}: {outdated:?}");
    }
    let addition = c.render(DraftKind::Piketmelding)?;
    let corrected = "eerder meldden wij ‘De justitiabele overleed in een ziekenhuis’ (00.10 uur); nu ‘De justitiabele overleed in \
                     een ziekenhuis’ (00.25 uur).";
    assert!(addition.contains(corrected), "{addition}");
    assert!(kern(&addition).contains("om 00.25 uur"), "{addition}");
    Ok(())
}

/// The public reads on which day somebody died, and not on which he fell.
#[test]
fn the_public_summary_has_the_day_of_the_death() -> TestResult {
    let mut c = begun_at("15", "-1 20:30")?;
    c.said("waar-overleden", "ziekenhuis", Some("00:10"))?;
    c.said("nabestaanden", "ja", None)?;
    let text = c.render(DraftKind::Publiek)?;
    assert!(text.contains("Op zondag 22 november 2026 was er een voorval"), "{text}");
    Ok(())
}

/// Where it was follows from what was told, and not from the row: it may have been on a motorway.
#[test]
fn no_row_puts_in_the_inrichting_what_was_told_of_elsewhere() -> TestResult {
    for (sector, row) in rows() {
        for words in ["Busje van de kliniek brandde uit op de A28", ""] {
            let mut c = of_row(sector, &row)?;
            if !words.is_empty() {
                c.feit(Topic::Event, words, FeitStatus::Reported, None)?;
            }
            let letter = c.render(DraftKind::Piketmelding)?;
            assert!(!kern(&letter).contains(" in FPC Dr. S. van Mesdag"), "{sector} {row}: {letter}");
        }
    }
    // What came to light later came in then, and not when it was.
    let mut c = of_row("jji", "J13")?;
    assert!(kern(&c.render(DraftKind::Piketmelding)?).contains("om 01.10 uur was er bij"));
    c.time(TimeKind::Constatering, "02:00")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(
        kern(&letter).contains("om 02.00 uur kwam bij FPC Dr. S. van Mesdag in Groningen een melding binnen"),
        "{letter}"
    );
    assert!(kern(&letter).contains("het voorval zelf was op zondag 22 november 2026 om 01.10 uur"), "{letter}");
    Ok(())
}
