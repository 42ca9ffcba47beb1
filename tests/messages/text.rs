//! What stands in a message and what does not: the kern first, facts by the time of the event, what is not
//! known by name, and nothing that is only for the officer.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        time_kind::TimeKind,
    },
    judge::gaps::gaps,
    outgoing::sms::{Encoding, count},
    rules::book::{Rulebook, SmsPart},
};
use proptest::prelude::*;

use super::case::{TestResult, case};

fn names(text: &str) -> Vec<String> {
    gaps(text).into_iter().map(|g| g.name).collect()
}

#[test]
fn an_empty_case_gives_only_gaps_and_no_empty_string() -> TestResult {
    let empty = case(None)?;
    assert_eq!(names(&empty.render(DraftKind::Sms)?), ["categorie", "inrichting", "voorval kort"]);
    let melding = empty.render(DraftKind::Piketmelding)?;
    for name in ["voorval", "inrichting", "incident", "situatie", "gebeurtenis", "vervolg", "rij"] {
        assert!(names(&melding).iter().any(|n| n == name), "{name}\n{melding}");
    }
    let afloopbericht = empty.render(DraftKind::Afloopbericht)?;
    assert!(names(&afloopbericht).iter().any(|n| n == "afloop"), "{afloopbericht}");
    assert!(afloopbericht.contains("Volgt op: er is geen piketmelding verzonden"), "{afloopbericht}");
    Ok(())
}

proptest! {
    #[test]
    fn every_fact_is_told_once_under_a_heading_and_what_is_missing_by_its_name(
        known in proptest::collection::vec(any::<bool>(), Topic::ALL.len()),
        row in proptest::sample::select(Rulebook::built_in().rijen().map(|r| r.nr.to_string()).collect::<Vec<_>>()),
    ) {
        let trial = || -> TestResult {
            let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
            c.rij(&row)?;
            c.time(TimeKind::Voorval, "01:50")?;
            for (topic, known) in Topic::ALL.into_iter().zip(&known) {
                if *known {
                    let text = format!("Feit over {}.", topic.label());
                    c.feit(topic, &text, FeitStatus::Reported, Some("01:55"))?;
                }
            }
            let has_ended = Topic::ALL.into_iter().zip(&known).any(|(topic, known)| topic == Topic::Outcome && *known);
            let text = c.render(DraftKind::Piketmelding)?;
            let (_, body) = text.split_once("\n\n").ok_or("geen kop")?;
            let (_, body) = body.split_once("\n\n").ok_or("geen kern")?;
            for (topic, known) in Topic::ALL.into_iter().zip(&known) {
                let line = match topic {
                    Topic::Unknown => format!("- feit over {}\n", topic.label()),
                    _ => format!("- 01.55 uur – Feit over {}.\n", topic.label()),
                };
                // Once it ended, the end stands in the kern, and what would follow nowhere.
                let is_over = topic == Topic::Outcome || topic == Topic::FollowUp && has_ended;
                let told = usize::from(*known && !is_over);
                assert_eq!(body.matches(&line).count(), told, "{line}\n{text}");
            }
            let rule = Rulebook::built_in().rijen().find(|r| r.nr.to_string() == row).ok_or("rij")?;
            for question in Rulebook::built_in().call_questions(rule) {
                let position = Topic::ALL.iter().position(|t| *t == question.topic).ok_or("onderwerp")?;
                // What comes next has a heading of its own, with a gap under it.
                let is_over = question.topic == Topic::Situation && has_ended;
                // Where he is, and where he died, only what says so of himself answers.
                if ["terug", "waar-overleden"].contains(&question.id.as_str()) {
                    continue;
                }
                let listed = !known[position] && !is_over && question.topic != Topic::FollowUp;
                assert_eq!(body.contains(&format!("- {}\n", question.name)), listed, "{}", question.id);
            }
            for word in ["M0007", "bron", "gemeld;", "bevestigd"] {
                assert!(!text.contains(word), "{word}\n{text}");
            }
            Ok(())
        };
        trial().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}

/// The words of the program itself are nobody's: whatever the row and the answers, its messages may leave.
#[test]
fn the_kanaalpoort_stops_no_text_of_our_own() -> TestResult {
    for rule in Rulebook::built_in().rijen() {
        let questions: Vec<_> = Rulebook::built_in().call_questions(rule).collect();
        let most = questions.iter().map(|q| q.choices.len()).max().unwrap_or(0);
        for turn in 0..most.max(1) {
            let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
            c.rij(&rule.nr.to_string())?;
            c.time(TimeKind::Voorval, "01:50")?;
            for question in questions.iter().filter(|q| !q.choices.is_empty()) {
                let choice = question.choices.iter().cycle().nth(turn).ok_or("geen antwoord")?;
                c.said(question.id.as_str(), &choice.id, Some("02:05"))?;
            }
            for draft in [DraftKind::Sms, DraftKind::Piketmelding] {
                let text = c.render(draft)?;
                assert_eq!(super::case::Case::stopped(draft, &text)?, Vec::<String>::new(), "{}: {text}", rule.nr);
            }
        }
    }
    Ok(())
}

#[test]
fn contradicted_facts_stay_out_and_leave_no_trace() -> TestResult {
    let mut c = case(None)?;
    c.feit(Topic::Injury, "Twee gewonden.", FeitStatus::Contradicted, None)?;
    c.feit(Topic::Injury, "Geen gewonden.", FeitStatus::Confirmed, None)?;
    let text = c.render(DraftKind::Piketmelding)?;
    assert!(!text.contains("Twee gewonden") && text.contains("- Geen gewonden."), "{text}");
    assert!(!text.contains("tegengesproken"), "{text}");
    Ok(())
}

#[test]
fn a_question_answered_again_counts_as_it_was_answered_last() -> TestResult {
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.rij("2")?;
    c.time(TimeKind::Voorval, "01:50")?;
    c.said("stand", "gaande", None)?;
    assert!(c.render(DraftKind::Sms)?.contains(", nog gaande. Piketmelding volgt."));
    c.said("stand", "beheerst", None)?;
    let sms = c.render(DraftKind::Sms)?;
    assert!(sms.contains(", onder controle. Piketmelding volgt.") && !sms.contains("gaande"), "{sms}");
    let kern = c.render(DraftKind::Piketmelding)?;
    assert!(kern.contains("De situatie is onder controle."), "{kern}");
    Ok(())
}

/// Told in the officer's own words: a plain word goes on small, what is written large stays so.
#[test]
fn a_fact_goes_on_within_the_kern_as_its_first_word_asks() -> TestResult {
    for (said, told) in [
        ("Politie is niet ter plaatse geweest.", "; politie is niet ter plaatse geweest."),
        ("OM is ingelicht.", "; OM is ingelicht."),
        ("112 is gebeld.", "; 112 is gebeld."),
        ("Eén agent is ter plaatse.", "; één agent is ter plaatse."),
    ] {
        let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
        c.rij("2")?;
        c.said("stand", "beheerst", None)?;
        c.feit(Topic::Police, said, FeitStatus::Reported, None)?;
        let text = c.render(DraftKind::Piketmelding)?;
        let kern = text.split("\n\n").nth(1).ok_or("geen kern")?;
        assert!(kern.ends_with(told), "{kern}");
    }
    Ok(())
}

#[test]
fn facts_stand_by_the_time_of_the_event_and_name_another_day() -> TestResult {
    let mut c = case(None)?;
    c.time(TimeKind::Voorval, "01:50")?;
    c.feit(Topic::Event, "ambulance ter plaatse", FeitStatus::Reported, Some("02:05"))?;
    c.feit(Topic::Event, "Ruzie op de afdeling", FeitStatus::Reported, Some("-1 23:50"))?;
    let text = c.render(DraftKind::Piketmelding)?;
    let first = text.find("- Zaterdag 21 november, 23.50 uur – Ruzie op de afdeling.").ok_or("de avond ervoor")?;
    let second = text.find("- 02.05 uur – Ambulance ter plaatse.").ok_or("de ambulance")?;
    assert!(first < second, "{text}");
    Ok(())
}

#[test]
fn the_piket_sms_is_one_gsm_message_for_every_row_and_every_answer() -> TestResult {
    for rule in Rulebook::built_in().rijen() {
        for inrichting in [
            "FPC Dr. S. van Mesdag",
            "Forensisch Centrum «Zuidoost» voor zéér langdurige zorg en verblijf, locatie Noord",
        ] {
            let mut c = case(Some((inrichting, "Groningen")))?;
            c.rij(&rule.nr.to_string())?;
            c.time(TimeKind::Voorval, "01:50")?;
            for sms_part in SmsPart::ALL {
                for question in Rulebook::built_in().call_questions(rule).filter(|q| q.sms_part == Some(sms_part)) {
                    let length = |c: &&piket::rules::book::CallChoice| c.sms.as_ref().map_or(0, String::len);
                    let longest = question.choices.iter().max_by_key(length).ok_or("geen antwoord")?;
                    c.said(question.id.as_str(), &longest.id, None)?;
                }
            }
            let text = c.render(DraftKind::Sms)?;
            let tally = count(&text);
            assert_eq!((tally.encoding, tally.segments), (Encoding::Gsm7, 1), "{text}");
            assert!(
                text.contains("2026-W47-03") && text.ends_with("Piketmelding volgt. Bereikbaar: 06-1234 5678."),
                "{text}"
            );
            assert!(gaps(&text).is_empty(), "{text}");
        }
    }
    Ok(())
}

#[test]
fn the_sms_about_a_death_says_where_it_was() -> TestResult {
    for (choice, place) in
        [("ziekenhuis", "overlijden in een ziekenhuis"), ("inrichting", "overlijden in de inrichting")]
    {
        let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
        c.rij("15")?;
        assert!(!c.render(DraftKind::Sms)?.contains("in de inrichting"), "niemand zei waar");
        c.said("waar-overleden", choice, None)?;
        assert!(c.render(DraftKind::Sms)?.contains(place), "{place}");
    }
    Ok(())
}

#[test]
fn a_full_piketmelding_fits_on_one_sheet() -> TestResult {
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.rij("2")?;
    for topic in Topic::ALL {
        let text = "Een feit van gewone lengte, in één of twee korte zinnen opgeschreven.";
        c.feit(topic, text, FeitStatus::Reported, Some("02:10"))?;
    }
    let text = c.render(DraftKind::Piketmelding)?;
    // A4 in a common mail program: 57 lines of 95 characters.
    let lines: usize = text.lines().map(|r| 1 + r.chars().count() / 95).sum();
    assert!(lines <= 57, "{lines}\n{text}");
    assert!(!text.contains("\n\n\n"), "{text}");
    Ok(())
}

#[test]
fn an_addition_begins_with_what_is_new_and_numbers_itself() -> TestResult {
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.rij("2")?;
    c.time(TimeKind::Voorval, "01:50")?;
    c.feit(Topic::Event, "Brand op een kamer.", FeitStatus::Reported, Some("01:50"))?;
    c.send(DraftKind::Piketmelding, 4)?;
    // Within the same minute: news is what the message that was sent could not say.
    c.feit(Topic::Injury, "Eén gewonde.", FeitStatus::Reported, Some("02:29"))?;
    let text = c.render(DraftKind::Piketmelding)?;
    assert!(text.starts_with("AANVULLING 1 OP PIKETMELDING 2026-W47-03\n"), "{text}");
    assert!(
        text.contains(
            "Volgt op: piketmelding 2026-W47-03, versie 4, verzonden op zondag 22 november 2026 om 02.30 uur"
        ),
        "{text}"
    );
    let (_, news) = text.split_once("NIEUW SINDS HET VORIGE BERICHT\n").ok_or("geen nieuws")?;
    let (news, rest) = news.split_once("\n\n").ok_or("geen einde")?;
    assert_eq!(news, "- 02.29 uur – Eén gewonde.");
    assert!(rest.contains(": brand op een kamer."), "{text}");
    assert!(text.ends_with("versie 5"), "{text}");
    Ok(())
}

#[test]
fn the_afloopbericht_refers_to_the_first_message_and_tells_only_what_came_after_it() -> TestResult {
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.feit(Topic::FollowUp, "Afloopbericht volgt.", FeitStatus::Reported, None)?;
    c.send(DraftKind::Piketmelding, 7)?;
    c.feit(Topic::Measures, "Verlof hervat.", FeitStatus::Confirmed, None)?;
    c.after(50);
    c.feit(Topic::Outcome, "Alles is rustig.", FeitStatus::Confirmed, None)?;
    let text = c.render(DraftKind::Afloopbericht)?;
    assert!(
        text.contains(
            "Volgt op: piketmelding 2026-W47-03, versie 7, verzonden op zondag 22 november 2026 om 02.30 uur"
        ),
        "{text}"
    );
    assert!(text.contains("- Verlof hervat.") && text.contains(" Alles is rustig.\n\nWAT ER SINDSDIEN"), "{text}");
    assert!(!text.contains("Afloopbericht volgt."), "{text}");
    Ok(())
}

#[test]
fn a_version_that_went_to_more_readers_is_one_message() -> TestResult {
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.rij("2")?;
    c.time(TimeKind::Voorval, "01:50")?;
    c.send(DraftKind::Piketmelding, 1)?;
    for _ in 0..3 {
        c.after(5);
        c.sent(DraftKind::Piketmelding, 1);
    }
    c.feit(Topic::Injury, "Eén gewonde.", FeitStatus::Reported, None)?;
    let text = c.render(DraftKind::Piketmelding)?;
    assert!(text.starts_with("AANVULLING 1 OP PIKETMELDING 2026-W47-03\n"), "{text}");
    assert!(text.contains("versie 1, verzonden op zondag 22 november 2026 om 02.30 uur"), "{text}");
    c.send(DraftKind::Piketmelding, 2)?;
    c.feit(Topic::Media, "Er belde een krant.", FeitStatus::Reported, None)?;
    assert!(c.render(DraftKind::Piketmelding)?.starts_with("AANVULLING 2 OP "), "{text}");
    Ok(())
}

#[test]
fn what_two_sources_tell_stands_in_a_message_once() -> TestResult {
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.rij("2")?;
    c.time(TimeKind::Voorval, "01:50")?;
    for (text, clock) in [
        ("Brand op een kamer", Some("01:50")),
        ("brand op een kamer.", None),
        ("Brand  op een kamer", Some("01:50")),
        ("De deur stond open", None),
        ("de deur stond open.", None),
        ("De brandmelder ging af", Some("01:51")),
        ("De brandmelder ging af", Some("02:20")),
    ] {
        c.feit(Topic::Event, text, FeitStatus::Reported, clock)?;
    }
    let text = c.render(DraftKind::Piketmelding)?;
    for (words, times) in [("rand op een kamer.", 1), ("- De deur stond open.", 1), ("De brandmelder ging af.", 2)] {
        assert_eq!(text.matches(words).count(), times, "{words}\n{text}");
    }
    assert!(text.contains(" het volgende voor: brand op een kamer."), "{text}");
    Ok(())
}
