//! What a head of department struck from letters that were read aloud: a time that nobody gave, a correction of what was right
//! then, a name that was told although nobody reached him, a question that the letter answers itself.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
    },
    judge::tegenspraak::tegenspraken,
    log::event::LogEvent,
};

use super::case::{Case, TestResult, begun, kern, unknown};

/// Another answer to the same question, which takes the place of the earlier one.
fn said_instead(c: &mut Case, question: &str, choice: &str, clock: &str) -> TestResult {
    let earlier = c.zaak.feiten.iter().filter(|f| f.asked.as_ref().is_some_and(|a| a.question.as_str() == question));
    let (zaak, earlier) = (c.zaak.number, earlier.map(|f| f.number).collect::<Vec<_>>());
    c.said(question, choice, Some(clock))?;
    for feit in earlier {
        c.event(LogEvent::FeitRetracted { zaak, feit });
    }
    Ok(())
}

#[test]
fn who_was_called_in_vain_was_not_told() -> TestResult {
    for said in [
        "De burgemeester is gebeld, geen gehoor",
        "De burgemeester is gebeld maar nam niet op",
        "De burgemeester is vannacht tevergeefs gebeld",
        "De burgemeester is waarschijnlijk al gebeld",
        "De burgemeester is straks ingelicht",
        "De burgemeester is verkeerd ingelicht",
        "De burgemeester is niet door ons maar door de krant ingelicht",
    ] {
        let mut c = begun("8", "Zes patiënten weigeren naar hun kamer te gaan")?;
        c.feit(Topic::Surroundings, said, FeitStatus::Reported, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(!kern(&letter).contains("burgemeester"), "{said}: {letter}");
        assert!(letter.contains(said), "{said}: {letter}");
    }
    for (said, told) in [
        ("De burgemeester is om 02.10 uur door de directeur ingelicht", "de burgemeester is ingelicht"),
        ("De wethouder is inmiddels op de hoogte", "de wethouder is ingelicht"),
        ("De burgemeester is gebeld", "de burgemeester is gebeld"),
    ] {
        let mut c = begun("8", "Zes patiënten weigeren naar hun kamer te gaan")?;
        c.feit(Topic::Surroundings, said, FeitStatus::Reported, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(kern(&letter).to_lowercase().contains(told), "{said}: {letter}");
    }
    Ok(())
}

#[test]
fn attention_of_the_press_ends_that_there_was_none() -> TestResult {
    let mut c = begun("2", "Brand in de wasserij")?;
    c.said("media", "nee", None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(30);
    let words = "Omroep Gelderland heeft gebeld, geen commentaar gegeven";
    c.feit(Topic::Media, words, FeitStatus::Reported, None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains(words) && !letter.contains("geen media-aandacht bekend"), "{letter}");
    Ok(())
}

#[test]
fn what_ends_with_words_that_were_told_is_news_all_the_same() -> TestResult {
    let mut c = begun("2", "Brand in de wasserij")?;
    c.feit(Topic::Measures, "De afdeling is ontruimd", FeitStatus::Reported, None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(30);
    let words = "Ook de verdieping boven de afdeling is ontruimd";
    c.feit(Topic::Measures, words, FeitStatus::Reported, None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let news = letter.split("HET VOORVAL").next().unwrap_or_default();
    assert!(news.contains(words), "{letter}");
    Ok(())
}

#[test]
fn what_came_true_since_corrects_nothing() -> TestResult {
    let mut c = begun("10", "Een patiënt is levenloos op de kamer aangetroffen")?;
    c.said("nabestaanden", "nee", None)?;
    c.said("politie", "nee", None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(60);
    said_instead(&mut c, "nabestaanden", "ja", "03:10")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("03.10 uur – De nabestaanden zijn ingelicht."), "{letter}");
    assert!(!letter.contains("Gecorrigeerd"), "{letter}");
    // What was otherwise at the time itself is corrected.
    said_instead(&mut c, "politie", "ja", "01:30")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("Gecorrigeerd: eerder meldden wij ‘De politie is niet gewaarschuwd’"), "{letter}");
    Ok(())
}

#[test]
fn an_outcome_has_no_time_that_nobody_gave_it() -> TestResult {
    let mut c = begun("1", "Een patiënt houdt een groepsleider vast")?;
    c.outcome_follows();
    c.said("gijzeling-voorbij", "nee", None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(30);
    c.said("gijzeling-voorbij", "ja", Some("02:25"))?;
    c.after(180);
    let words = "De patiënt is door de politie meegenomen naar het bureau";
    c.feit(Topic::Outcome, words, FeitStatus::Reported, None)?;
    let letter = c.render(DraftKind::Afloopbericht)?;
    assert!(letter.contains("De gijzeling is beëindigd") && letter.contains("02.25 uur"), "{letter}");
    assert_eq!(letter.matches("e patiënt is door de politie meegenomen naar het bureau").count(), 1, "{letter}");
    assert_eq!(letter.matches("e gijzeling is beëindigd").count(), 1, "{letter}");
    assert!(!letter.contains("bureau (02.25 uur)") && !letter.contains("02.25 uur – De patiënt"), "{letter}");
    Ok(())
}

#[test]
fn where_a_journey_goes_says_nothing_of_an_injury() -> TestResult {
    let mut c = begun("5", "Tijdens het vervoer naar het ziekenhuis sprong een patiënt bij een stoplicht uit de bus")?;
    c.said("letsel", "geen", None)?;
    assert_eq!(tegenspraken(&c.zaak), []);
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("sprong een patiënt") && !letter.contains("wat er precies gebeurde"), "{letter}");
    let mut c = begun("6", "Een medewerker is naar het ziekenhuis gebracht")?;
    c.said("letsel", "geen", None)?;
    assert_eq!(tegenspraken(&c.zaak).len(), 1);
    Ok(())
}

#[test]
fn what_the_words_of_the_call_answer_is_not_called_unknown() -> TestResult {
    let open = "welke maatregelen zijn genomen";
    let c = begun("8", "Zes patiënten vochten; zij zijn gesepareerd en de politie is ter plaatse")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(!unknown(&letter).contains(open) && !unknown(&letter).contains("of de politie"), "{letter}");
    let c = begun("8", "Zes patiënten vochten; niemand is gesepareerd")?;
    assert!(unknown(&c.render(DraftKind::Piketmelding)?).contains(open));
    Ok(())
}

/// What happened tells who is hurt: the first lines say it, and nobody is asked for it again.
#[test]
fn an_injury_that_the_story_tells_stands_in_front_and_is_not_asked() -> TestResult {
    let story = "Tijdens het avondprogramma sloeg een patiënt een sociotherapeut met een stoel. De sociotherapeut is met een \
                 gebroken arm naar het UMCG gebracht.";
    let c = begun("6", story)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(kern(&letter).contains(" De sociotherapeut is met een gebroken arm naar het UMCG gebracht."), "{letter}");
    for open in ["of er gewonden zijn", "of iemand is opgenomen"] {
        assert!(!unknown(&letter).contains(open), "{open}: {letter}");
    }
    // Where the question was answered, the answer says it and nothing says it twice.
    let mut c = begun("6", story)?;
    c.said("letsel", "een", None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert_eq!(kern(&letter).matches("gebroken arm").count(), 0, "{letter}");
    // Where a journey goes is no admission.
    let c = begun("5", "Tijdens het vervoer naar het ziekenhuis sprong een patiënt uit de bus")?;
    assert!(unknown(&c.render(DraftKind::Piketmelding)?).contains("of iemand is opgenomen"));
    Ok(())
}

#[test]
fn only_the_justitiabele_ends_his_absence_and_only_once_it_is_known() -> TestResult {
    for (topic, said) in [
        (Topic::Situation, "De politie is weer terug"),
        (Topic::Measures, "De politie is teruggekeerd bij de kliniek"),
        (Topic::Outcome, "De afloop is nog niet bekend; het OM beslist maandag"),
        (Topic::Outcome, "Er is nog geen nieuws"),
    ] {
        let mut c = begun("D", "Een patiënt is bij begeleid verlof weggelopen")?;
        c.feit(topic, said, FeitStatus::Reported, None)?;
        let (sms, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Publiek)?);
        assert!(
            !sms.contains("is terug") && !letter.contains("eeindigd") && !letter.contains("eëindigd"),
            "{sms} {letter}"
        );
    }
    let mut c = begun("D", "Een patiënt is bij begeleid verlof weggelopen")?;
    c.feit(Topic::Situation, "De patiënt is weer terug", FeitStatus::Reported, None)?;
    assert!(c.render(DraftKind::Sms)?.contains("is terug"));
    Ok(())
}

#[test]
fn who_lies_in_hospital_still_lies_there_when_it_is_over() -> TestResult {
    let mut c = begun("2", "Een patiënt houdt brandslangen vast; een medewerker ligt in het ziekenhuis")?;
    c.outcome_follows();
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(60);
    c.feit(Topic::Outcome, "De brand is uit", FeitStatus::Reported, None)?;
    let letter = c.render(DraftKind::Afloopbericht)?;
    assert!(letter.contains("hield brandslangen vast; een medewerker ligt in het ziekenhuis"), "{letter}");
    Ok(())
}
