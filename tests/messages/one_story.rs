//! A message tells one story: it calls nothing unknown that it tells, takes no reading of a term for the term, reads no other answer over
//! the officer's own, and its first two sentences say what happened.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        time_kind::TimeKind,
    },
    judge::tegenspraak::tegenspraken,
};

use super::case::{TestResult, begun, kern, unknown};

#[test]
fn no_reading_is_told_as_the_term_and_nothing_is_late_while_one_runs() -> TestResult {
    let mut c = begun("D", "Een patiënt is bij begeleid verlof weggelopen")?;
    c.time(TimeKind::Constatering, "02:00")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let told = "De melding van de afwezigheid (MOA) aan Fast NL wordt verwacht vóór zondag 22 november 2026 om 02.20 uur volgens de \
                strengste lezing, vóór zondag 22 november 2026 om 03.00 uur volgens de ruimste.";
    assert!(letter.contains(told) && !letter.contains("werd verwacht"), "{letter}");
    c.after(30);
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(
        letter.contains("aan Fast NL werd verwacht vóór") && letter.contains("is bij het piket nog niet bekend"),
        "{letter}"
    );
    let rappel = c.render(DraftKind::Rappel)?;
    assert!(
        rappel.contains("moest er zijn vóór zondag 22 november 2026 om 02.20 uur volgens de strengste"),
        "{rappel}"
    );
    Ok(())
}

#[test]
fn what_was_said_beside_an_answer_is_not_called_unknown() -> TestResult {
    for (row, question, choice, words, topic, open) in [
        ("6", "media", "ja", "Er is aandacht van de media (RTV Noord).", Topic::Media, "welke media het zijn"),
        (
            "6",
            "politie",
            "nee",
            "De politie is niet gewaarschuwd (geen aangifte).",
            Topic::Police,
            "waarom de politie niet",
        ),
        (
            "22",
            "gegevens",
            "wel",
            "Het gaat om persoonsgegevens (83 namen).",
            Topic::Involved,
            "welke persoonsgegevens",
        ),
    ] {
        let mut c = begun(row, "")?;
        c.said(question, choice, None)?;
        assert!(unknown(&c.render(DraftKind::Piketmelding)?).contains(open), "{open}: asked while nobody said");
        c.worded(question, choice, topic, words);
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains(words) && !unknown(&letter).contains(open), "{letter}");
    }
    Ok(())
}

#[test]
fn the_72_hours_run_from_what_is_known_and_end_with_the_answer_that_there_is_no_breach() -> TestResult {
    let mut c = begun("22", "Een lijst ging naar een verkeerd adres")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("72 uur na het voorval (wanneer het is ontdekt, is niet bekend)"), "{letter}");
    c.time(TimeKind::Constatering, "01:40")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("01.40 uur, 72 uur na de ontdekking"), "{letter}");
    c.said("gegevens", "geen", None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(!letter.contains("Autoriteit Persoonsgegevens"), "{letter}");
    c.weighed("22.1", piket::domain::besluit::Answer::Yes);
    assert!(
        c.render(DraftKind::Piketmelding)?.contains("Autoriteit Persoonsgegevens"),
        "the officer's own answer counts"
    );
    Ok(())
}

#[test]
fn the_answer_to_the_very_question_outweighs_what_another_implies() -> TestResult {
    for stand_first in [true, false] {
        let mut c = begun("2", "Brand op een kamer, veel rook")?;
        for (question, choice) in if stand_first {
            [("stand", "gaande"), ("brandweer", "geblust")]
        } else {
            [("brandweer", "geblust"), ("stand", "gaande")]
        } {
            c.said(question, choice, None)?;
        }
        let (sms, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
        assert!(sms.contains("nog gaande") && !sms.contains("onder controle"), "{sms}");
        assert!(kern(&letter).contains("duurt voort"), "{letter}");
        assert!(letter.contains("De brandweer heeft de brand geblust."), "{letter}");
    }
    // What another question says of a later time is later.
    let mut c = begun("2", "Brand op een kamer")?;
    c.said("stand", "gaande", Some("01:30"))?;
    c.said("brandweer", "geblust", Some("02:10"))?;
    assert!(c.render(DraftKind::Sms)?.contains("onder controle"));
    // By itself it says how it stands.
    let mut c = begun("2", "Brand op een kamer")?;
    c.said("brandweer", "geblust", None)?;
    assert!(c.render(DraftKind::Sms)?.contains("onder controle"));
    Ok(())
}

#[test]
fn a_death_in_hospital_is_no_contradiction_and_keeps_its_place() -> TestResult {
    for what in [
        "Patiënt is overleden",
        "Bewoner is vannacht overleden, hartstilstand",
        "Patiënt levenloos op zijn kamer gevonden, gereanimeerd en met ambulance weg",
    ] {
        let mut c = begun("15", what)?;
        c.said("waar-overleden", "ziekenhuis", None)?;
        assert!(tegenspraken(&c.zaak).is_empty(), "{what}: {:?}", tegenspraken(&c.zaak));
        let (sms, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
        assert!(sms.contains("overlijden in een ziekenhuis"), "{sms}");
        assert!(
            !letter.contains("wat klopt over") && !unknown(&letter).contains("wat er precies gebeurde"),
            "{letter}"
        );
    }
    Ok(())
}

#[test]
fn answers_about_injuries_say_one_thing_or_are_a_contradiction() -> TestResult {
    let mut c = begun("6", "Twee medewerkers geslagen, een is licht gewond")?;
    c.said("letsel", "een", None)?;
    c.said("ziekenhuis", "ja", None)?;
    assert!(tegenspraken(&c.zaak).is_empty(), "{:?}", tegenspraken(&c.zaak));

    let mut c = begun("6", "Een patiënt sloeg een medewerker")?;
    c.unknown("letsel")?;
    assert!(unknown(&c.render(DraftKind::Piketmelding)?).contains("of er gewonden zijn"));
    c.said("ziekenhuis", "ja", None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(!unknown(&letter).contains("of er gewonden zijn"), "{letter}");

    let mut c = begun("6", "Een patiënt sloeg een medewerker")?;
    c.said("letsel", "meer", None)?;
    c.said("ziekenhuis", "ja", None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(!letter.contains("e gewonde is") && tegenspraken(&c.zaak).is_empty(), "{letter}");

    for (letsel, ziekenhuis) in [("een", "meer"), ("geen", "ja"), ("geen", "meer")] {
        let mut c = begun("6", "Een patiënt sloeg een medewerker")?;
        c.said("letsel", letsel, None)?;
        c.said("ziekenhuis", ziekenhuis, None)?;
        assert_eq!(tegenspraken(&c.zaak).len(), 1, "{letsel} {ziekenhuis}: {:?}", tegenspraken(&c.zaak));
    }
    Ok(())
}

#[test]
fn a_cause_or_a_carrier_that_nobody_named_stands_in_no_kern() -> TestResult {
    let mut c = begun("10", "Een patiënt is levenloos gevonden")?;
    assert!(!kern(&c.render(DraftKind::Piketmelding)?).contains("suïcide"));
    c.said("suicide", "onzeker", None)?;
    assert!(!kern(&c.render(DraftKind::Piketmelding)?).contains("vermoedelijk"));
    let c = begun("5", "Een patiënt probeerde weg te rennen; direct gepakt")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(kern(&letter).contains("vanuit FPC Dr. S. van Mesdag") && !kern(&letter).contains("door FPC"), "{letter}");
    Ok(())
}

#[test]
fn the_kern_is_two_sentences_and_no_abbreviation_ends_one() -> TestResult {
    for (what, told) in [
        (
            "Brand op afd. Noord in kamer 12, bewoner naar zkh. Onder controle",
            "op afd. Noord in kamer 12, bewoner naar zkh.",
        ),
        ("Brand ca. 10 min. na de maaltijd ontdekt door de bhv'er", "ca. 10 min. na de maaltijd ontdekt"),
        ("Brand in kamer nr. 14; o.a. het matras brandde", "kamer nr. 14; o.a. het matras brandde"),
        ("Brand i.v.m. vuurwerk, t.g.v. kortsluiting", "i.v.m. vuurwerk, t.g.v. kortsluiting"),
    ] {
        let mut c = begun("2", what)?;
        c.feit(
            Topic::Situation,
            "De brand is uit. Twaalf justitiabelen slapen op een andere afdeling",
            FeitStatus::Reported,
            None,
        )?;
        c.worded("media", "ja", Topic::Media, "Er is aandacht van de media. RTV Noord belt.");
        let letter = c.render(DraftKind::Piketmelding)?;
        let kern = kern(&letter);
        assert!(kern.contains(told), "{told}: {kern}");
        let second = kern.split_once("De brand is uit; twaalf justitiabelen").ok_or(kern.to_owned())?.1;
        assert!(!second.trim_end_matches('.').contains(". "), "{kern}");
        assert!(kern.contains("er is aandacht van de media; RTV Noord belt"), "{kern}");
    }
    Ok(())
}
