//! Ten whole messages as an officer would send them, made from facts and answers of the call and compared
//! word for word. They are read as texts: a change of a template is judged here.

use piket::domain::{
    draft::DraftKind,
    feit::{FeitStatus, Topic},
    time_kind::TimeKind,
};

use super::case::{Case, TestResult, case};

const CONFIRMED: FeitStatus = FeitStatus::Confirmed;

/// One case and the name of its letter.
fn letter(row: &str, plek: (&str, &'static str), voorval: &str, tell: fn(&mut Case) -> TestResult) -> TestResult {
    let mut c = case(Some(plek))?;
    c.rij(row)?;
    c.time(TimeKind::Voorval, voorval)?;
    c.time(TimeKind::Called, "02:20")?;
    tell(&mut c)?;
    c.feit(Topic::FollowUp, "De inrichting belt om 06:00 uur terug", FeitStatus::Reported, None)?;
    let text = format!("{}\n\n---\n\n{}", c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
    insta::with_settings!({ snapshot_path => "letters", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("rij_{row}"), text);
    });
    Ok(())
}

#[test]
fn gijzeling() -> TestResult {
    letter("1", ("FPC de Oostvaarderskliniek", "Almere"), "01:40", |c| {
        c.feit(
            Topic::Event,
            "Een justitiabele houdt een medewerker vast op de afdeling en eist een gesprek met een advocaat",
            CONFIRMED,
            Some("01:40"),
        )?;
        c.feit(
            Topic::Measures,
            "De afdeling is afgesloten; de andere justitiabelen zitten op hun kamer",
            CONFIRMED,
            Some("01:55"),
        )?;
        c.outcome_follows();
        c.said("gijzeling-voorbij", "nee", None)?;
        c.said("letsel", "geen", None)?;
        c.said("politie", "ja", Some("01:45"))?;
        c.said("media", "nee", None)?;
        c.told("de directeur ForZo/JJI");
        c.told("woordvoering");
        Ok(())
    })
}

#[test]
fn brand() -> TestResult {
    letter("2", ("FPC de Kijvelanden", "Poortugaal"), "01:10", |c| {
        c.feit(Topic::Event, "Op een kamer is brand ontstaan in een matras", CONFIRMED, Some("01:10"))?;
        c.said("stand", "beheerst", Some("01:50"))?;
        c.said("letsel", "een", None)?;
        c.said("ziekenhuis", "ja", Some("02:00"))?;
        c.said("ontruimd", "ja", Some("01:20"))?;
        c.said("brandweer", "geblust", Some("01:30"))?;
        c.said("media", "nee", None)?;
        Ok(())
    })
}

#[test]
fn attempt_during_transport() -> TestResult {
    letter("5", ("FPC Dr. S. van Mesdag", "Groningen"), "00:30", |c| {
        c.feit(Topic::Event, "Bij aankomst bij een ziekenhuis rukte een justitiabele zich los; begeleiders hielden de justitiabele na enkele meters tegen", CONFIRMED, Some("00:30"))?;
        c.said("stand", "beheerst", Some("00:32"))?;
        c.said("letsel", "geen", None)?;
        c.said("vervoer", "inrichting", None)?;
        c.said("politie", "nee", None)?;
        Ok(())
    })
}

#[test]
fn aggression_against_staff() -> TestResult {
    letter("6", ("FPC de Rooyse Wissel", "Oostrum"), "01:50", |c| {
        c.feit(
            Topic::Event,
            "Een justitiabele stak een medewerker met een zelfgemaakt voorwerp",
            CONFIRMED,
            Some("01:50"),
        )?;
        c.feit(Topic::Measures, "De justitiabele is in afzondering geplaatst", CONFIRMED, Some("01:58"))?;
        c.said("stand", "beheerst", Some("01:55"))?;
        c.said("letsel", "een", None)?;
        c.said("ziekenhuis", "ja", Some("02:10"))?;
        c.said("politie", "aangifte", Some("02:15"))?;
        c.feit(
            Topic::PressLine,
            "Wij bevestigen dat er een incident was; over personen doen wij geen mededelingen",
            CONFIRMED,
            None,
        )?;
        Ok(())
    })
}

#[test]
fn suicide() -> TestResult {
    letter("10", ("FPC Pompestichting", "Nijmegen"), "00:50", |c| {
        c.feit(
            Topic::Event,
            "Een justitiabele is bij de ronde levenloos aangetroffen in een kamer",
            CONFIRMED,
            Some("00:50"),
        )?;
        c.said("waar-overleden", "inrichting", None)?;
        c.said("suicide", "ja", Some("01:25"))?;
        c.said("nabestaanden", "nee", None)?;
        c.said("politie", "ja", Some("01:00"))?;
        Ok(())
    })
}

#[test]
fn death_in_a_hospital() -> TestResult {
    letter("15", ("FPC de Oostvaarderskliniek", "Almere"), "00:15", |c| {
        c.feit(
            Topic::Event,
            "Een justitiabele is wegens gezondheidsklachten naar een ziekenhuis gebracht",
            CONFIRMED,
            Some("-1 22:40"),
        )?;
        c.said("waar-overleden", "ziekenhuis", Some("00:15"))?;
        c.said("vastgesteld", "onbekend", Some("00:30"))?;
        c.said("nabestaanden", "ja", Some("01:15"))?;
        Ok(())
    })
}

#[test]
fn conduct_of_staff() -> TestResult {
    letter("20", ("FPK de Woenselse Poort", "Eindhoven"), "-1 21:00", |c| {
        c.feit(
            Topic::Event,
            "Er zou een relatie zijn tussen een medewerker en een justitiabele",
            FeitStatus::Reported,
            Some("-1 21:00"),
        )?;
        c.said("medewerker", "weg", Some("-1 22:30"))?;
        c.said("politie", "nee", None)?;
        c.said("media", "nee", None)?;
        Ok(())
    })
}

#[test]
fn breach_of_information() -> TestResult {
    letter("22", ("CTP Veldzicht", "Balkbrug"), "-1 18:00", |c| {
        c.feit(
            Topic::Event,
            "Een mail met een lijst van justitiabelen ging naar een verkeerde ontvanger buiten DJI",
            CONFIRMED,
            Some("-1 18:00"),
        )?;
        c.time(TimeKind::Constatering, "-1 19:40")?;
        c.feit(Topic::Involved, "Op de lijst staan ongeveer veertig justitiabelen", CONFIRMED, None)?;
        c.said("gegevens", "wel", None)?;
        c.said("lek-dicht", "ja", Some("-1 20:15"))?;
        c.told("woordvoering");
        c.feit(Topic::Measures, "De ontvanger heeft de mail gewist en dat bevestigd", CONFIRMED, Some("-1 20:15"))?;
        c.said("media", "nee", None)?;
        Ok(())
    })
}

#[test]
fn sensitive_incident() -> TestResult {
    letter("23", ("FPC de Kijvelanden", "Poortugaal"), "-1 23:30", |c| {
        c.feit(
            Topic::Event,
            "Bij de poort betoogden ongeveer twintig omwonenden tegen de kliniek",
            CONFIRMED,
            Some("-1 23:30"),
        )?;
        c.said("stand", "gaande", None)?;
        c.said("letsel", "geen", None)?;
        c.said("politie", "ja", Some("-1 23:40"))?;
        c.said("media", "ja", Some("00:20"))?;
        Ok(())
    })
}

#[test]
fn absence_during_accompanied_leave() -> TestResult {
    letter("D", ("FPC Pompestichting", "Nijmegen"), "00:10", |c| {
        c.feit(Topic::Event, "Tijdens begeleid verlof liep een justitiabele weg bij een tankstation; begeleiders verloren de justitiabele uit het oog", CONFIRMED, Some("00:10"))?;
        c.outcome_follows();
        c.said("terug", "weg", None)?;
        c.said("opsporing", "beide", Some("00:20"))?;
        c.said("gevaar", "nee", None)?;
        c.feit(Topic::Surroundings, "De burgemeester van de gemeente is ingelicht", CONFIRMED, Some("01:00"))?;
        Ok(())
    })
}

#[test]
fn an_absence_that_ended_is_over_in_what_follows_the_first_message() -> TestResult {
    let mut c = case(Some(("FPC Pompestichting", "Nijmegen")))?;
    c.rij("D")?;
    c.time(TimeKind::Voorval, "00:10")?;
    c.time(TimeKind::Called, "02:20")?;
    c.feit(Topic::Event, "Tijdens begeleid verlof liep een justitiabele weg", CONFIRMED, Some("00:10"))?;
    c.outcome_follows();
    c.said("terug", "weg", None)?;
    c.said("opsporing", "beide", Some("00:20"))?;
    c.said("gevaar", "ja", None)?;
    c.feit(Topic::FollowUp, "De inrichting belt om 06:00 uur terug", FeitStatus::Reported, None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(60);
    c.time(TimeKind::OaEnd, "03:05")?;
    c.feit(Topic::Outcome, "De justitiabele is aangehouden en is terug in de inrichting", CONFIRMED, Some("03:05"))?;
    c.feit(Topic::FollowUp, "De inrichting belt uiterlijk om 09:00 uur", FeitStatus::Reported, None)?;
    let (addition, outcome) = (c.render(DraftKind::Piketmelding)?, c.render(DraftKind::Afloopbericht)?);
    for text in [&addition, &outcome] {
        for over in ["nog niet terug", "belt", "gevaar voor anderen; "] {
            assert!(!text.contains(over), "{over}\n{text}");
        }
        assert!(text.contains(" Om 03.05 uur eindigde de ongeoorloofde afwezigheid: de justitiabele is aangehouden"));
        assert_eq!(Case::stopped(DraftKind::Piketmelding, text)?, Vec::<String>::new());
    }
    insta::with_settings!({ snapshot_path => "letters", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("afloop_D", format!("{addition}\n\n---\n\n{outcome}"));
    });
    Ok(())
}

#[test]
fn what_follows_a_gijzeling() -> TestResult {
    let mut c = case(Some(("FPC de Oostvaarderskliniek", "Almere")))?;
    c.rij("1")?;
    c.time(TimeKind::Voorval, "01:40")?;
    c.time(TimeKind::Called, "02:20")?;
    let event = "Een justitiabele hield een medewerker vast op de afdeling en eiste een gesprek met een advocaat";
    c.feit(Topic::Event, event, CONFIRMED, Some("01:40"))?;
    c.said("gijzeling-voorbij", "nee", None)?;
    c.said("letsel", "geen", None)?;
    c.said("politie", "ja", Some("01:45"))?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(40);
    c.feit(Topic::Police, "Een onderhandelaar van de politie is ter plaatse", CONFIRMED, Some("02:45"))?;
    c.feit(Topic::Surroundings, "De burgemeester is ingelicht", CONFIRMED, Some("02:50"))?;
    c.told("woordvoering");
    c.remind("04:00", "Bel de inrichting")?;
    let addition = c.render(DraftKind::Piketmelding)?;
    c.send(DraftKind::Piketmelding, 2)?;
    c.after(120);
    c.said("gijzeling-voorbij", "ja", Some("04:35"))?;
    c.feit(Topic::Injury, "De medewerker is ongedeerd", CONFIRMED, Some("04:35"))?;
    c.feit(Topic::Measures, "De justitiabele is in afzondering geplaatst", CONFIRMED, Some("04:50"))?;
    c.feit(Topic::Outcome, "De gijzeling is zonder geweld beëindigd", CONFIRMED, Some("04:35"))?;
    let (public, outcome) = (c.render(DraftKind::Publiek)?, c.render(DraftKind::Afloopbericht)?);
    for (draft, text) in
        [(DraftKind::Piketmelding, &addition), (DraftKind::Afloopbericht, &outcome), (DraftKind::Publiek, &public)]
    {
        assert_eq!(Case::stopped(draft, text)?, Vec::<String>::new());
    }
    insta::with_settings!({ snapshot_path => "letters", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("vervolg_1", format!("{addition}\n\n---\n\n{outcome}\n\n---\n\n{public}"));
    });
    Ok(())
}

/// An agreement to phone is the desk's own; who else is phoned is for the reader.
#[test]
fn what_follows_is_told_to_the_reader_and_no_agreement_to_phone() -> TestResult {
    for (note, is_told) in [
        ("De inrichting belt om 06:00 uur terug", false),
        ("de inrichting belt uiterlijk morgen om 10:00 uur met een stand van zaken.", false),
        ("Wij bellen terug", false),
        ("De inrichting belt de nabestaanden om 09:00 uur", true),
        ("De inspectie komt om 10:00 uur", true),
    ] {
        let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
        c.rij("2")?;
        c.feit(Topic::FollowUp, note, FeitStatus::Reported, None)?;
        let text = c.render(DraftKind::Piketmelding)?;
        let written = note.trim_end_matches('.').replace(':', ".");
        assert_eq!(text.contains(&written), is_told, "{text}");
        assert_eq!(text.contains("volgt een aanvulling."), !is_told, "{text}");
    }
    Ok(())
}

/// What a fact says is said once, nobody is pointed at who was not named, and what happened is told in the order of the clock.
#[test]
fn a_letter_repeats_nothing_points_at_nobody_and_keeps_the_order() -> TestResult {
    for (row, words, told) in [
        (
            "2",
            "Op een kamer ontstond brand",
            "deed zich bij FPC de Kijvelanden in Poortugaal het volgende voor: op een kamer",
        ),
        ("2", "Een matras vatte vlam", "was er bij FPC de Kijvelanden in Poortugaal brand: een matras vatte vlam"),
        (
            "3",
            "Een poging tot ontvluchting over het hek is verijdeld",
            "het volgende voor: een poging tot ontvluchting",
        ),
        ("10", "De nachtdienst vond hem om 01:35", "‘De nachtdienst vond hem om 01.35 uur.’"),
        ("6", "De medewerker viel; een collega ving haar op", "agressie: de medewerker viel; een collega ving haar op"),
    ] {
        let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
        c.rij(row)?;
        c.time(TimeKind::Voorval, "01:35")?;
        c.feit(Topic::Event, words, CONFIRMED, None)?;
        let text = c.render(DraftKind::Piketmelding)?;
        assert!(text.contains(told), "{row} {words}\n{text}");
        assert!(!text.contains(": de nachtdienst vond hem"), "{text}");
    }
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.rij("3")?;
    c.time(TimeKind::Voorval, "01:35")?;
    c.said("media", "nee", None)?;
    assert!(c.render(DraftKind::Piketmelding)?.contains("geen media-aandacht bekend"));
    c.feit(Topic::Media, "Een omroep heeft gebeld", CONFIRMED, Some("02:10"))?;
    let text = c.render(DraftKind::Piketmelding)?;
    assert!(text.contains("Een omroep heeft gebeld") && !text.contains("geen media-aandacht"), "{text}");
    Ok(())
}
