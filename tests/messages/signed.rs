//! What a head of department would not sign: who decides left out, news that stands as told before, a first line that names
//! everybody, two times for one event, a text message that knows less than the desk.

use piket::{
    domain::{
        besluit::Answer,
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        inrichting::Ownership,
        tegenspraak::Tegenspraak,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{case_rule::CaseRule, case_surroundings::ToldInLine, origin, tegenspraak::tegenspraken},
    log::event::LogEvent,
    rules::book::Rulebook,
};

use super::case::{Case, TestResult, begun_at};

fn begun(row: &str) -> Result<Case> {
    begun_at(row, "00:30")
}

fn news(letter: &str) -> &str {
    letter.split_once("NIEUW SINDS").and_then(|(_, rest)| rest.split_once("HET VOORVAL")).map_or("", |(news, _)| news)
}

#[test]
fn a_breach_says_who_decides_and_by_when() -> TestResult {
    for (ownership, who) in [
        (Some(Ownership::Private), "beslist de inrichting zelf; een melding, als die nodig is, moet er zijn vóór"),
        (Some(Ownership::State), "beslist het hoofdkantoor DJI; een melding, als die nodig is, moet er zijn vóór"),
        (None, "Wie over een melding bij de Autoriteit Persoonsgegevens beslist, is nog niet bekend; een melding"),
    ] {
        let mut c = begun("22")?;
        c.time(TimeKind::Constatering, "00:40")?;
        if let Some(ownership) = ownership {
            c.run_by(ownership);
        }
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains(who), "{letter}");
        assert!(letter.contains("vóór woensdag 25 november 2026 om 00.40 uur, 72 uur na de ontdekking."), "{letter}");
        c.after(73 * 60);
        assert!(c.render(DraftKind::Piketmelding)?.contains("; de 72 uur na de ontdekking waren voorbij op"));
    }
    Ok(())
}

#[test]
fn what_no_message_told_is_news_wherever_it_came_from() -> TestResult {
    let mut c = begun("D")?;
    c.feit(Topic::Measures, "Twaalf patiënten zijn overgebracht", FeitStatus::Reported, Some("00:50"))?;
    c.from("de politie", Topic::Measures, "Elf patiënten zijn overgebracht", None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(20);
    let settled: Vec<Tegenspraak> = tegenspraken(&c.zaak);
    assert_eq!(settled.len(), 1);
    for tegenspraak in settled {
        let (zaak, reason) = (c.zaak.number, Some(Vertrouwelijk::new("Twee afdelingen.")));
        c.event(LogEvent::TegenspraakSettled { zaak, tegenspraak, reason });
    }
    c.done("112")?;
    c.told("woordvoering");
    let letter = c.render(DraftKind::Piketmelding)?;
    for line in [
        "00.50 uur – Twaalf patiënten zijn overgebracht.",
        "- Elf patiënten zijn overgebracht.",
        "- De politie (112) is gewaarschuwd.",
        "02.50 uur – De woordvoering is ingelicht.",
    ] {
        assert!(news(&letter).contains(line), "{line}\n{letter}");
    }
    assert!(!letter.contains("EERDER GEMELD"), "{letter}");
    // Told once it is no news a second time.
    c.send(DraftKind::Piketmelding, 2)?;
    c.after(5);
    c.feit(Topic::Media, "Een krant heeft gebeld", FeitStatus::Reported, None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert_eq!(news(&letter).matches("- ").count(), 1, "{letter}");
    assert!(letter.contains("EERDER GEMELD: INGELICHT IN DE LIJN\n- 02.50 uur"), "{letter}");
    Ok(())
}

#[test]
fn the_first_lines_name_few_of_those_who_were_told() -> TestResult {
    let mut c = begun("2")?;
    c.said("politie", "ja", Some("00:40"))?;
    for who in ["Het OM is", "De burgemeester is", "De omwonenden zijn", "De families zijn", "De gemeente is"] {
        let text = format!("{who} ingelicht om 01:15 uur");
        c.feit(Topic::Surroundings, &text, FeitStatus::Reported, None)?;
    }
    c.told("woordvoering");
    let letter = c.render(DraftKind::Piketmelding)?;
    let kern = letter.lines().find(|line| line.starts_with("Op ")).unwrap_or_default();
    assert!(kern.ends_with("; ook het OM, de burgemeester en de omwonenden zijn ingelicht."), "{kern}");
    assert_eq!(kern.matches("ingelicht").count(), 1, "{kern}");
    for line in ["- De families zijn ingelicht om 01.15 uur.", "INGELICHT IN DE LIJN\n- 02.30 uur – De woordvoering"]
    {
        assert!(letter.contains(line), "{letter}");
    }
    Ok(())
}

#[test]
fn two_times_for_one_event_are_asked_and_an_estimate_is_none() -> TestResult {
    for (row, topic, one, other, asks) in [
        (
            "2",
            Topic::Measures,
            ("De brandweer heeft de brand geblust", Some("01:10")),
            "Om 00.50 uur begon het. De brandweer bluste om 01.05 uur",
            true,
        ),
        (
            "2",
            Topic::Measures,
            ("De brandweer heeft de brand geblust", Some("01:05")),
            "De brandweer bluste om 01:05",
            false,
        ),
        (
            "2",
            Topic::Measures,
            ("De brandweer heeft de brand geblust", Some("01:10")),
            "De brandweer bluste rond 01:05",
            false,
        ),
        (
            "2",
            Topic::Measures,
            ("De afdeling is ontruimd", Some("01:10")),
            "De afdeling was om 01:20 uur ontruimd",
            true,
        ),
        (
            "6",
            Topic::Measures,
            ("De patiënt is in afzondering geplaatst", Some("01:10")),
            "Afzondering om 01:40 uur",
            true,
        ),
        (
            "D",
            Topic::Outcome,
            ("De justitiabele is aangehouden", Some("01:10")),
            "Hij is aangehouden om 01:12 uur",
            true,
        ),
        (
            "15",
            Topic::Event,
            ("De justitiabele overleed in een ziekenhuis", Some("01:10")),
            "Hij overleed om 01:15 in het ziekenhuis",
            true,
        ),
        (
            "2",
            Topic::Police,
            ("De politie is gewaarschuwd", Some("01:10")),
            "De opsporing is ingelicht om 01.00 uur",
            true,
        ),
    ] {
        let mut c = begun(row)?;
        c.feit(topic, one.0, FeitStatus::Reported, one.1)?;
        c.from("MBV M0009", topic, other, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert_eq!(letter.contains("- wat klopt over het tijdstip"), asks, "{other}\n{letter}");
        // That it happened stays told; when is not.
        let told = letter.contains("01.10 uur") || letter.contains(&other.replace(':', "."));
        assert!(told != asks || topic == Topic::Outcome, "{letter}");
        // Of one source the later word is no contradiction.
        let mut c = begun(row)?;
        c.feit(topic, one.0, FeitStatus::Reported, one.1)?;
        c.feit(topic, other, FeitStatus::Reported, None)?;
        assert!(tegenspraken(&c.zaak).iter().all(|t| !t.about().contains("tijdstip")), "{other}");
    }
    Ok(())
}

#[test]
fn a_text_message_says_what_was_weighed_until_a_fact_says_it() -> TestResult {
    for (row, question, answer, says) in [
        ("D", "OA6", Answer::No, "nog niet terug"),
        ("1", "1.2", Answer::No, "nog gaande"),
        ("1", "1.2", Answer::Yes, "voorbij"),
        ("6", "G8", Answer::Yes, "nog gaande"),
    ] {
        let mut c = begun(row)?;
        c.weighed(question, answer);
        assert!(c.render(DraftKind::Sms)?.contains(&format!(", {says}. Piketmelding")), "{row} {question}");
    }
    // Back or arrested: which of the two nobody said.
    let mut c = begun("D")?;
    c.weighed("OA6", Answer::Yes);
    assert!(c.render(DraftKind::Sms)?.contains("00.30. Piketmelding volgt"));
    // A fact counts before a judgement, and so does an end.
    let mut c = begun("D")?;
    c.weighed("OA6", Answer::No);
    c.said("terug", "terug", Some("02:00"))?;
    assert!(c.render(DraftKind::Sms)?.contains(", is terug. Piketmelding"));
    let mut c = begun("D")?;
    c.weighed("OA6", Answer::No);
    c.time(TimeKind::OaEnd, "02:00")?;
    assert!(!c.render(DraftKind::Sms)?.contains("nog niet terug"));
    Ok(())
}

#[test]
fn every_sentence_says_to_the_officer_what_it_rests_on() -> TestResult {
    let mut c = begun("D")?;
    c.done("112")?;
    c.told("woordvoering");
    c.feit(Topic::Measures, "De kliniek doorzocht het terrein om 01:55 uur", FeitStatus::Reported, None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let case_rule = CaseRule::of(&c.zaak, Rulebook::built_in(), None);
    let line = [ToldInLine { name: "de woordvoering".to_owned(), number: 1, at: c.zaak.opened, noted: c.zaak.opened }];
    let all = origin::origins(&c.zaak, case_rule, &line, &letter);
    for (words, what) in [
        ("- De politie (112) is gewaarschuwd", "Step("),
        ("De woordvoering is ingelicht", "PassedOn("),
        ("De kliniek doorzocht het terrein om 01.55 uur", "Feit("),
    ] {
        let at = letter.find(words).ok_or_else(|| format!("{words}\n{letter}"))? + 4;
        let origin = origin::at(&all, &letter, at).map(|origin| format!("{origin:?}")).unwrap_or_default();
        assert!(origin.starts_with(what), "{words}: {origin}");
    }
    Ok(())
}

/// Where sources differ on the place, a text message names none.
#[test]
fn a_text_message_names_no_place_that_is_in_dispute() -> TestResult {
    let mut c = begun("10")?;
    c.feit(Topic::Event, "Een patiënt is dood aangetroffen op zijn kamer", FeitStatus::Reported, None)?;
    c.said("waar-overleden", "ziekenhuis", None)?;
    let sms = c.render(DraftKind::Sms)?;
    assert!(!sms.contains("ziekenhuis") && !sms.contains("in de inrichting"), "{sms}");
    Ok(())
}

/// Each fact about the end has its own time, and what was added to a message is called an addition.
#[test]
fn an_end_keeps_its_own_time_beside_what_was_told_later() -> TestResult {
    for (own, words, expected) in [
        (
            Some("02:15"),
            "Hij is terug in de kliniek",
            "de justitiabele is aangehouden; hij is terug in de kliniek (02.15 uur).",
        ),
        (None, "Hij is niet teruggekeerd", "de justitiabele is aangehouden; hij is niet teruggekeerd."),
        (None, "Hij is door de politie aangehouden", "afwezigheid: hij is door de politie aangehouden."),
    ] {
        let mut c = begun("D")?;
        c.feit(Topic::Event, "Een patiënt liep weg", FeitStatus::Reported, Some("00:30"))?;
        c.send(DraftKind::Piketmelding, 1)?;
        c.feit(Topic::Media, "Een krant heeft gebeld", FeitStatus::Reported, Some("02:20"))?;
        c.send(DraftKind::Piketmelding, 2)?;
        c.after(10);
        c.said("terug", "aangehouden", Some("01:50"))?;
        c.time(TimeKind::OaEnd, "01:50")?;
        c.feit(Topic::Outcome, words, FeitStatus::Reported, own)?;
        let letter = c.render(DraftKind::Afloopbericht)?;
        assert!(letter.contains("Om 01.50 uur eindigde de ongeoorloofde afwezigheid"), "{letter}");
        assert!(letter.contains(expected), "{letter}");
        assert!(letter.contains("Laatste bericht: aanvulling 1 op piketmelding 2026-W47-03, versie 2,"), "{letter}");
        // The kern tells all of it, and nothing below it does so again.
        assert!(!letter.contains("WAT ER SINDSDIEN GEBEURDE"), "{letter}");
    }
    Ok(())
}

#[test]
fn news_stands_in_the_order_of_its_times() -> TestResult {
    let mut c = begun("6")?;
    c.feit(Topic::Event, "Een patiënt stak een medewerker", FeitStatus::Reported, Some("00:30"))?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(60);
    c.feit(Topic::Police, "Een rechercheur is ter plaatse", FeitStatus::Reported, Some("03:10"))?;
    c.feit(Topic::Measures, "De afdeling is gesloten", FeitStatus::Reported, Some("00:58"))?;
    c.feit(Topic::Measures, "Er is opvang", FeitStatus::Reported, None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let place = |words: &str| letter.find(words).unwrap_or(usize::MAX);
    assert!(place("00.58 uur") < place("03.10 uur"), "{letter}");
    Ok(())
}
