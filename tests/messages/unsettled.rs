//! What sources say against each other is told by none of them, what came true since is news, and whoever else is phoned, told or
//! read before keeps its words.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        merge::BroughtAlong,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::tegenspraak::tegenspraken,
    log::event::LogEvent,
};

use super::case::{Case, TestResult, case};

const SAID: FeitStatus = FeitStatus::Reported;

fn begun(row: &str, what: &str) -> Result<Case, Box<dyn std::error::Error>> {
    let mut c = case(Some(("FPC de Kijvelanden", "Poortugaal")))?;
    c.rij(row)?;
    c.time(TimeKind::Voorval, "01:20")?;
    c.feit(Topic::Event, what, SAID, None)?;
    Ok(c)
}

/// The desk's own answer that there was none of it, and a source that saw it.
const AGAINST: [(&str, &str, Topic, &str); 9] = [
    ("ziekenhuis", "nee", Topic::Injury, "Een medewerker is naar het ziekenhuis gebracht"),
    ("ziekenhuis", "nee", Topic::Injury, "Eén patiënt ligt op de spoedeisende hulp met brandwonden"),
    ("ziekenhuis", "nee", Topic::Injury, "Drie mensen hebben rook ingeademd en liggen in het UMCG"),
    ("letsel", "geen", Topic::Injury, "Drie mensen hebben rook ingeademd en liggen in het UMCG"),
    ("letsel", "geen", Topic::Injury, "Een medewerker is naar het ziekenhuis gebracht"),
    ("politie", "nee", Topic::Police, "De politie is met drie wagens ter plaatse"),
    ("ontruimd", "nee", Topic::Measures, "De hele afdeling is ontruimd"),
    ("brandweer", "niet", Topic::Measures, "De brandweer heeft binnen geblust"),
    ("ontruimd", "nee", Topic::Event, "De tweede verdieping werd ontruimd"),
];

#[test]
fn neither_of_two_that_contradict_is_told_and_both_are_named_as_unsettled() -> TestResult {
    for (question, choice, topic, words) in AGAINST {
        let mut c = begun("2", "Brand in de wasserij")?;
        c.said("stand", "beheerst", None)?;
        c.said(question, choice, None)?;
        let answer = c.zaak.feiten.last().map(|f| f.text.read().to_owned()).unwrap_or_default();
        assert!(c.render(DraftKind::Piketmelding)?.contains(answer.trim_end_matches('.')), "alone it is told");
        c.from("meldkamer", topic, words, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert_eq!(tegenspraken(&c.zaak).len(), 1, "{question} {words}: {:?}", tegenspraken(&c.zaak));
        assert!(!letter.to_lowercase().contains(&answer.trim_end_matches('.').to_lowercase()), "{answer}\n{letter}");
        assert!(!letter.contains(words) && letter.contains("wat klopt over"), "{words}\n{letter}");
        assert!(!letter.contains("waarom de politie niet"), "{letter}");
    }
    Ok(())
}

/// At ten past two nobody had called the police; at twenty past they were.
#[test]
fn what_came_true_after_the_answer_contradicts_nothing_and_takes_its_place() -> TestResult {
    for (question, choice, topic, words) in [
        ("politie", "nee", Topic::Police, "De politie is gewaarschuwd"),
        ("ontruimd", "nee", Topic::Measures, "De hele afdeling is ontruimd"),
        ("ziekenhuis", "nee", Topic::Injury, "Een medewerker is naar het ziekenhuis gebracht"),
    ] {
        let mut c = begun("2", "Brand in de wasserij")?;
        c.said(question, choice, None)?;
        let answer = c.zaak.feiten.last().map(|f| f.text.read().to_owned()).unwrap_or_default();
        c.after(60);
        c.from("meldkamer", topic, words, Some("02:50"))?;
        assert_eq!(tegenspraken(&c.zaak), [], "{words}");
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains(&format!("02.50 uur – {words}.")), "{letter}");
        assert!(!letter.to_lowercase().contains(&answer.trim_end_matches('.').to_lowercase()), "{answer}\n{letter}");
        // Before the answer it is one source against another.
        let mut c = begun("2", "Brand in de wasserij")?;
        c.said(question, choice, None)?;
        c.from("meldkamer", topic, words, Some("01:50"))?;
        assert_eq!(tegenspraken(&c.zaak).len(), 1, "{words}");
    }
    Ok(())
}

/// An agreement to phone is the desk's own as far as it says nothing else.
#[test]
fn whom_somebody_else_is_to_phone_stays_in_the_words_of_the_note() -> TestResult {
    for note in [
        "De kliniek belt om 04.00 uur de burgemeester en de nabestaanden",
        "Wij bellen om 04.00 uur Fast NL over de overdracht",
        "De kliniek belt straks de ouders van het slachtoffer",
        "De kliniek belt om 04.00 uur terug en vraagt dan om bijstand van de politie",
        "De kliniek belt morgen om 10.00 uur met de officier",
    ] {
        let mut c = begun("2", "Brand in de wasserij")?;
        c.feit(Topic::FollowUp, note, SAID, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains(&format!("- {note}.")), "{note}\n{letter}");
        assert!(!letter.contains("nieuwe stand") && !letter.contains("komt het piket op deze zaak"), "{letter}");
        // Whom they are to phone is not told yet.
        let unknown = letter.split_once("NOG NIET BEKEND").map_or("", |(_, rest)| rest);
        assert!(unknown.contains("of de burgemeester is ingelicht"), "{letter}");
    }
    for note in [
        "De kliniek belt om 04:00 uur terug",
        "De kliniek belt over een half uur",
        "De kliniek belt elk kwartier met een stand van zaken",
        "Wij bellen morgen om 08:00 uur",
        "De kliniek belt zodra de patiënt terug is",
    ] {
        let mut c = begun("2", "Brand in de wasserij")?;
        c.feit(Topic::FollowUp, note, SAID, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(!letter.contains("belt ") && !letter.contains("bellen ") && letter.contains("aanvulling"), "{letter}");
    }
    Ok(())
}

#[test]
fn a_text_message_promises_nothing_that_left_and_says_that_an_absence_is_over() -> TestResult {
    let mut c = begun("D", "Een patiënt is bij begeleid verlof weggelopen")?;
    c.said("terug", "weg", None)?;
    let sms = c.render(DraftKind::Sms)?;
    assert!(sms.contains("nog niet terug. Piketmelding volgt."), "{sms}");
    c.send(DraftKind::Piketmelding, 1)?;
    let sms = c.render(DraftKind::Sms)?;
    assert!(sms.contains("Piketmelding verzonden.") && !sms.contains("volgt"), "{sms}");
    c.after(120);
    c.time(TimeKind::OaEnd, "04:20")?;
    let sms = c.render(DraftKind::Sms)?;
    assert!(sms.contains(", afwezigheid voorbij.") && !sms.contains("nog niet terug"), "{sms}");
    c.said("terug", "aangehouden", Some("04:20"))?;
    let sms = c.render(DraftKind::Sms)?;
    assert!(sms.contains(", is aangehouden.") && !sms.contains("voorbij"), "{sms}");
    Ok(())
}

#[test]
fn who_got_a_message_of_a_case_that_went_up_in_this_one_reads_that_it_is_the_same() -> TestResult {
    let mut c = begun("8", "Zes patiënten weigeren naar hun kamer te gaan")?;
    c.outcome_follows();
    let (zaak, from) = (c.zaak.number, "2026-W47-04".parse::<Zaaknummer>()?);
    let merged =
        LogEvent::ZaakMerged {
            zaak, from, along: BroughtAlong::default(), reason: Vertrouwelijk::new("Eén voorval.")
        };
    let mut alone = begun("8", "Zes patiënten weigeren naar hun kamer te gaan")?;
    alone.event(merged.clone());
    assert!(!alone.render(DraftKind::Piketmelding)?.contains("W47-04"), "nothing left yet");
    c.send(DraftKind::Piketmelding, 1)?;
    c.event(merged);
    c.after(30);
    c.feit(Topic::Measures, "De afdeling is afgesloten", SAID, None)?;
    c.feit(Topic::Outcome, "Alle patiënten zijn naar hun kamer", SAID, None)?;
    for draft in [DraftKind::Piketmelding, DraftKind::Afloopbericht] {
        let letter = c.render(draft)?;
        assert!(letter.contains("Gaat ook over: 2026-W47-04, dat hetzelfde voorval bleek\n"), "{letter}");
    }
    Ok(())
}

/// A form that comes in later tells of before: by the time in its words it is learnt, and did not happen since.
#[test]
fn a_time_in_the_words_says_whether_it_happened_before_the_message() -> TestResult {
    let mut c = begun("6", "Een patiënt sloeg een medewerker met een pan")?;
    c.outcome_follows();
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(60);
    c.feit(Topic::Police, "Het OM is ingelicht om 02:00 uur", SAID, None)?;
    c.feit(Topic::Police, "De recherche is ingelicht om 03:10 uur", SAID, None)?;
    c.feit(Topic::Outcome, "De patiënt is overgeplaatst", SAID, Some("03:20"))?;
    let letter = c.render(DraftKind::Afloopbericht)?;
    let (since, learned) = letter.split_once("NADER BEKEND GEWORDEN").ok_or_else(|| letter.clone())?;
    assert!(learned.contains("Het OM is ingelicht om 02.00 uur") && !since.contains("Het OM"), "{letter}");
    assert!(since.contains("De recherche is ingelicht om 03.10 uur"), "{letter}");
    Ok(())
}
