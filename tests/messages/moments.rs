//! In which order and with which moments messages tell: by the time of the event, one moment of a death, what happened before
//! the end beside the end, and what sources leave open also in the last message.

use piket::domain::{
    draft::DraftKind,
    error::Result,
    feit::{FeitStatus, Topic},
    time_kind::TimeKind,
};

use super::case::{Case, TestResult, begun_at, kern};

fn begun(row: &str, what: &str) -> Result<Case> {
    let mut c = begun_at(row, "01:10")?;
    c.feit(Topic::Event, what, FeitStatus::Reported, None)?;
    Ok(c)
}

/// The clock times with which the lines under a heading begin, in their order.
fn clocks(letter: &str, heading: &str) -> Vec<String> {
    let under = letter.split_once(heading).map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or_default());
    let lines = under.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(" uur – "));
    lines.map(|(clock, _)| clock.to_owned()).collect()
}

#[test]
fn text_message_and_letter_name_one_moment_of_a_death() -> TestResult {
    let mut c = begun("15", "Patiënt is in het ziekenhuis overleden na reanimatie")?;
    c.said("waar-overleden", "ziekenhuis", Some("01:40"))?;
    let (sms, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
    assert!(sms.contains("22-11 01.40") && !sms.contains("01.10"), "{sms}");
    assert!(letter.contains("om 01.40 uur was er") && !letter.contains("(01.10 uur)"), "{letter}");
    // Without a time of its own the death was when it began, for all anybody said.
    let mut c = begun("15", "Patiënt is in het ziekenhuis overleden na reanimatie")?;
    c.said("waar-overleden", "ziekenhuis", None)?;
    assert!(c.render(DraftKind::Sms)?.contains("22-11 01.10"));
    Ok(())
}

#[test]
fn what_happened_before_the_end_stays_told_beside_it() -> TestResult {
    for (row, question, end) in
        [("D", "terug", "aangehouden"), ("D", "terug", "terug"), ("1", "gijzeling-voorbij", "ja")]
    {
        let mut c = begun(row, "Er ging iets mis bij de tandarts")?;
        c.from("politie", Topic::Situation, "De justitiabele is gezien bij het station", Some("02:00"))?;
        c.from("politie", Topic::Situation, "Agenten doorzoeken de wijk", None)?;
        c.after(130);
        c.said(question, end, Some("04:30"))?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains("02.00 uur – De justitiabele is gezien bij het station."), "{letter}");
        assert!(letter.contains("02.30 uur – Agenten doorzoeken de wijk."), "{letter}");
        let kern = kern(&letter);
        assert!(!kern.contains("station") && !kern.contains("wijk"), "{kern}");
    }
    Ok(())
}

#[test]
fn additions_and_the_last_message_tell_by_the_time_of_the_event() -> TestResult {
    let mut c = begun("2", "Brand in de wasserij")?;
    c.outcome_follows();
    c.said("stand", "gaande", None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(120);
    c.feit(Topic::Outcome, "Alle patiënten zijn terug op hun kamer", FeitStatus::Reported, Some("04:20"))?;
    c.feit(Topic::Injury, "De opgenomen patiënt is terug uit het ziekenhuis", FeitStatus::Reported, Some("04:10"))?;
    c.feit(Topic::Measures, "De wasserij is verzegeld", FeitStatus::Reported, Some("03:50"))?;
    c.feit(Topic::Measures, "De nachtdienst is versterkt", FeitStatus::Reported, Some("04:25"))?;
    let (addition, last) = (c.render(DraftKind::Piketmelding)?, c.render(DraftKind::Afloopbericht)?);
    assert_eq!(
        clocks(&addition, "NIEUW SINDS HET VORIGE BERICHT\n"),
        ["03.50", "04.10", "04.20", "04.25"],
        "{addition}"
    );
    let told = clocks(&last, "WAT ER SINDSDIEN GEBEURDE\n");
    assert!(told.is_sorted() && told.len() >= 3, "{last}");
    Ok(())
}

#[test]
fn what_sources_leave_open_is_a_gap_in_the_last_message_too() -> TestResult {
    let mut c = begun("2", "Brand in de wasserij")?;
    c.outcome_follows();
    c.said("letsel", "geen", None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(90);
    c.feit(Topic::Outcome, "De brand is uit", FeitStatus::Reported, Some("03:20"))?;
    c.from("politie", Topic::Injury, "Een medewerker is naar het ziekenhuis gebracht", None)?;
    let gap = "- wat klopt over letsel: [nog invullen: letsel]";
    for kind in [DraftKind::Piketmelding, DraftKind::Afloopbericht] {
        let letter = c.render(kind)?;
        assert!(letter.contains(gap), "{letter}");
    }
    Ok(())
}

/// How it was answered that it ended and what was noted of it as its outcome are told both, each with its time.
#[test]
fn the_answer_that_told_the_end_stands_beside_the_outcome() -> TestResult {
    let mut c = begun("1", "Een patiënt houdt een groepsleider vast")?;
    c.outcome_follows();
    c.said("gijzeling-voorbij", "nee", None)?;
    c.said("politie", "ja", None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(40);
    c.said("gijzeling-voorbij", "ja", Some("02:55"))?;
    c.feit(Topic::Outcome, "De patiënt is meegenomen naar het bureau", FeitStatus::Reported, Some("03:02"))?;
    let addition = c.render(DraftKind::Piketmelding)?;
    assert_eq!(clocks(&addition, "NIEUW SINDS HET VORIGE BERICHT\n"), ["02.55", "03.02"], "{addition}");
    assert!(!addition.contains("EERDER GEMELD: STAND VAN ZAKEN"), "{addition}");
    let kern = kern(&addition);
    for part in ["De gijzeling is beëindigd (02.55 uur)", "de patiënt is meegenomen naar het bureau (03.02 uur)"] {
        assert!(kern.contains(part), "{part}: {kern}");
    }
    assert!(!kern.contains("gewaarschuwd"), "{kern}");
    Ok(())
}

/// That he is back is told first, as the end and as the news; what is noted beside it has no time that nobody said.
#[test]
fn who_is_back_is_told_before_what_was_noted_of_him() -> TestResult {
    for (row, outcome) in [("D", "Hij droeg een mes bij zich"), ("A", "Hij had zijn enkel verzwikt")] {
        for (question, first) in [("terug", true), ("terug", false)] {
            let mut c = begun(row, "Een patiënt liep weg")?;
            c.outcome_follows();
            c.said(question, "weg", None)?;
            c.send(DraftKind::Piketmelding, 1)?;
            c.after(90);
            if first {
                c.said(question, "terug", Some("03:40"))?;
            }
            c.feit(Topic::Outcome, outcome, FeitStatus::Reported, None)?;
            if !first {
                c.said(question, "terug", Some("03:40"))?;
            }
            c.time(TimeKind::OaEnd, "03:40")?;
            let (addition, last) = (c.render(DraftKind::Piketmelding)?, c.render(DraftKind::Afloopbericht)?);
            let end = format!(
                "Om 03.40 uur eindigde de ongeoorloofde afwezigheid: de justitiabele is terug; {}",
                within(outcome)
            );
            assert!(kern(&last).contains(&end), "{last}");
            let news = format!("BERICHT\n- 03.40 uur – De justitiabele is terug.\n- {outcome}.\n");
            assert!(addition.contains(&news), "{addition}");
            assert!(!addition.contains("EERDER GEMELD: STAND VAN ZAKEN"), "{addition}");
        }
    }
    Ok(())
}

fn within(text: &str) -> String {
    text.replacen('H', "h", 1)
}

/// What happened stands in the first sentence, and of it only the end is told once more.
#[test]
fn what_happened_is_not_told_again_as_its_own_end() -> TestResult {
    for (row, words) in [
        ("1", "Bewoner hield een verpleegkundige vast; gegijzelde is vrij"),
        ("D", "Patiënt was niet terug van verlof. Hij is weer terug"),
    ] {
        let c = begun(row, words)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        let begin = words.split([';', '.']).next().unwrap_or_default().to_lowercase();
        assert_eq!(kern(&letter).to_lowercase().matches(&begin).count(), 1, "{letter}");
    }
    Ok(())
}
