//! What a message says that follows one that was sent: only what is different, the end first, what was told wrongly said to be
//! so, and no promise whose hour has passed. And what no message says: what sources contradict, or what nobody needs to read.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitNumber, FeitStatus, Topic},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{gaps::gaps, tegenspraak::tegenspraken},
    log::event::LogEvent,
};

use super::case::{Case, TestResult, case};

const SAID: FeitStatus = FeitStatus::Reported;

/// A first piketmelding about this row was sent.
fn sent(row: &str, event: &str) -> Result<Case, Box<dyn std::error::Error>> {
    let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
    c.rij(row)?;
    c.time(TimeKind::Voorval, "00:30")?;
    c.feit(Topic::Event, event, SAID, Some("00:30"))?;
    c.feit(Topic::Injury, "Meerdere gewonden zijn naar een ziekenhuis gebracht", SAID, None)?;
    c.feit(Topic::FollowUp, "Om 03:00 uur volgt nieuws van de kliniek", SAID, None)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(15);
    Ok(c)
}

fn correct(c: &mut Case, feit: FeitNumber, topic: Topic, text: &str) {
    let (zaak, source, text) = (c.zaak.number, Vertrouwelijk::new("kliniek"), Vertrouwelijk::new(text));
    c.event(LogEvent::FeitCorrected { zaak, feit, topic, text, source, happened: None });
}

#[test]
fn an_addition_with_nothing_new_is_refused_with_what_to_do() -> TestResult {
    let c = sent("6", "Een patiënt stak een medewerker")?;
    let refused = c.render(DraftKind::Piketmelding).err().ok_or("geweigerd")?;
    assert!(refused.sentence.contains("niets nieuws") && refused.hint.is_some(), "{refused}");
    for (kind, words) in [(DraftKind::Aanvulverzoek, "geen formulier"), (DraftKind::Rappel, "niets te laat")] {
        let refused = c.render(kind).err().ok_or("geweigerd")?;
        assert!(refused.sentence.contains(words) && refused.hint.is_some(), "{refused}");
    }
    Ok(())
}

#[test]
fn what_was_told_wrongly_is_corrected_in_so_many_words() -> TestResult {
    let mut c = sent("6", "Een patiënt stak een medewerker")?;
    correct(&mut c, 2.into(), Topic::Injury, "Twee gewonden zijn naar een ziekenhuis gebracht");
    let letter = c.render(DraftKind::Piketmelding)?;
    let told = "NIEUW SINDS HET VORIGE BERICHT\n- Gecorrigeerd: eerder meldden wij ‘Meerdere gewonden zijn naar een ziekenhuis \
                gebracht’; nu ‘Twee gewonden zijn naar een ziekenhuis gebracht’.\n";
    assert!(letter.contains(told), "{letter}");
    // Back as it was: then there is nothing to tell any more.
    correct(&mut c, 2.into(), Topic::Injury, "Meerdere gewonden zijn naar een ziekenhuis gebracht");
    assert!(c.render(DraftKind::Piketmelding).is_err());
    let zaak = c.zaak.number;
    c.event(LogEvent::FeitRetracted { zaak, feit: 2.into() });
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("- Ingetrokken: eerder meldden wij ‘Meerdere gewonden"), "{letter}");
    c.event(LogEvent::FeitRestored { zaak, feit: 2.into() });
    assert!(c.render(DraftKind::Piketmelding).is_err());
    c.time(TimeKind::Voorval, "00:20")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("dat het voorval was op zondag 22 november 2026 om 00.30 uur; nu is dat"), "{letter}");
    Ok(())
}

/// Another answer in the place of one that was sent does not let that go without a word; how it stands now does.
#[test]
fn an_answer_in_the_place_of_one_that_was_sent_corrects_it() -> TestResult {
    let mut c = sent("6", "Een patiënt stak een medewerker")?;
    c.said("letsel", "een", None)?;
    c.said("stand", "gaande", None)?;
    c.send(DraftKind::Piketmelding, 2)?;
    c.after(10);
    let zaak = c.zaak.number;
    c.event(LogEvent::FeitRetracted { zaak, feit: 4.into() });
    c.event(LogEvent::FeitRetracted { zaak, feit: 5.into() });
    c.said("letsel", "meer", None)?;
    c.said("stand", "beheerst", Some("02:50"))?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("eerder meldden wij ‘Eén persoon is gewond’; nu ‘Er zijn meerdere gewonden’."), "{letter}");
    assert!(letter.contains("- 02.50 uur – De situatie is onder controle.\n"), "{letter}");
    assert!(!letter.contains("duurt voort"), "{letter}");
    Ok(())
}

/// A form that says once more what was told brings nothing new; what it adds does.
#[test]
fn what_a_later_source_repeats_is_not_told_as_new() -> TestResult {
    let mut c = sent("15", "Bij een ronde is een justitiabele overleden aangetroffen")?;
    c.feit(Topic::Measures, "Afdeling op slot gezet en extra personeel opgeroepen", SAID, None)?;
    c.feit(Topic::Media, "Geen aandacht van de media", SAID, None)?;
    c.send(DraftKind::Piketmelding, 2)?;
    c.after(20);
    let again = "De inrichting noemt als maatregelen: afdeling op slot gezet en extra personeel opgeroepen.";
    c.from("MBV M0009", Topic::Measures, again, None)?;
    c.from("MBV M0009", Topic::Media, "Bij de inrichting is geen media-aandacht bekend.", None)?;
    assert!(c.render(DraftKind::Piketmelding).is_err(), "{:?}", c.data().news);
    assert!(!c.render(DraftKind::Afloopbericht)?.contains("op slot gezet"));
    c.from("MBV M0009", Topic::Measures, "De inrichting noemt als maatregelen: opvang van medepatiënten.", None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let (news, rest) = letter.split_once("HET VOORVAL").ok_or(letter.clone())?;
    assert!(news.contains("opvang van medepatiënten") && !news.contains("op slot"), "{letter}");
    assert_eq!(rest.matches("op slot gezet").count(), 1, "{letter}");
    Ok(())
}

#[test]
fn the_kern_tells_the_end_once_and_what_happened_since_no_promise_of_before() -> TestResult {
    let mut c = sent("1", "Een patiënt houdt een verpleegkundige vast en dreigt met een mes")?;
    c.said("gijzeling-voorbij", "nee", None)?;
    c.feit(Topic::FollowUp, "De kliniek belt elk kwartier", SAID, None)?;
    c.send(DraftKind::Piketmelding, 2)?;
    c.after(200);
    c.feit(Topic::Measures, "De verpleegkundige is opgevangen", SAID, Some("05:40"))?;
    c.feit(Topic::Measures, "De deuren waren sinds de nacht dicht", SAID, Some("01:00"))?;
    c.said("gijzeling-voorbij", "ja", Some("05:50"))?;
    let letter = c.render(DraftKind::Afloopbericht)?;
    let since = "WAT ER SINDSDIEN GEBEURDE\n- 05.40 uur – De verpleegkundige is opgevangen.\n\n";
    assert!(letter.contains(since) && letter.contains("De gijzeling is beëindigd (05.50 uur)"), "{letter}");
    assert_eq!(letter.matches("De gijzeling is beëindigd").count(), 1, "{letter}");
    assert!(letter.contains("NADER BEKEND GEWORDEN\n- 01.00 uur – De deuren waren"), "{letter}");
    assert!(
        letter.contains("een patiënt hield een verpleegkundige vast en dreigde met een mes. De gijzeling"),
        "{letter}"
    );
    let addition = c.render(DraftKind::Piketmelding)?;
    for text in [&letter, &addition] {
        for over in ["duurt voort", "houdt", "elk kwartier", "03.00 uur volgt", "nog invullen"] {
            assert!(!text.contains(over), "{over}\n{text}");
        }
    }
    Ok(())
}

/// While the case runs, too, nobody is promised what was to come at an hour that has passed.
#[test]
fn an_hour_that_has_passed_is_no_promise() -> TestResult {
    let mut c = sent("2", "Op een kamer brak brand uit")?;
    c.feit(Topic::Police, "De politie is gewaarschuwd", SAID, Some("02:40"))?;
    assert!(c.render(DraftKind::Piketmelding)?.contains("Om 03.00 uur volgt nieuws van de kliniek."));
    c.after(30);
    assert!(!c.render(DraftKind::Piketmelding)?.contains("03.00 uur"));
    Ok(())
}

/// Who phones when, is the desk's own: also where it hangs on something, and where it is every so often.
#[test]
fn an_agreement_to_phone_is_no_promise_to_the_reader() -> TestResult {
    for note in
        ["Als hij is aangehouden bellen zij", "De kliniek belt elk kwartier", "Zodra er nieuws is belt de kliniek"]
    {
        let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
        c.rij("D")?;
        c.feit(Topic::FollowUp, note, SAID, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(!letter.contains(note) && letter.contains("volgt een aanvulling."), "{letter}");
    }
    Ok(())
}

/// A death is told by the time of the death, and what led to it by its own.
#[test]
fn a_death_has_the_time_of_the_death() -> TestResult {
    let mut c = case(Some(("FPC Pompestichting", "Nijmegen")))?;
    c.rij("15")?;
    c.time(TimeKind::Voorval, "00:05")?;
    c.feit(Topic::Event, "Een patiënt is met hartklachten naar een ziekenhuis gebracht", SAID, None)?;
    c.said("waar-overleden", "ziekenhuis", Some("00:20"))?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let kern = "Op zondag 22 november 2026 om 00.20 uur was er bij FPC Pompestichting in Nijmegen een overlijden in een \
                ziekenhuis: een patiënt is met hartklachten naar een ziekenhuis gebracht (00.05 uur).";
    assert!(letter.contains(kern), "{letter}");
    Ok(())
}

/// The answer with its time is the end of the absence and the outcome: nothing is asked again.
#[test]
fn an_arrest_that_was_answered_is_the_end() -> TestResult {
    for (row, choice, words) in [("D", "aangehouden", "is aangehouden"), ("G", "terug", "is terug")] {
        let mut c = sent(row, "Een patiënt is weggelopen bij een station")?;
        c.said("terug", "weg", None)?;
        c.said("opsporing", "beide", None)?;
        c.send(DraftKind::Piketmelding, 2)?;
        c.after(120);
        c.said("terug", choice, Some("04:40"))?;
        let letter = c.render(DraftKind::Afloopbericht)?;
        assert_eq!(gaps(&letter), [], "{letter}");
        let end = format!("Om 04.40 uur eindigde de ongeoorloofde afwezigheid: de justitiabele {words}.");
        assert!(letter.contains(&end), "{letter}");
        assert!(!letter.contains("Fast NL"), "who was called for help is over: {letter}");
        assert!(c.render(DraftKind::Publiek)?.contains("De afwezigheid is beëindigd."));
    }
    Ok(())
}

#[test]
fn what_sources_contradict_is_not_told_until_somebody_chose() -> TestResult {
    let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
    c.rij("2")?;
    c.time(TimeKind::Voorval, "00:30")?;
    c.feit(Topic::Measures, "Twaalf patiënten zijn overgebracht naar de sportzaal", SAID, Some("01:00"))?;
    c.feit(Topic::Measures, "De inrichting noemt als maatregelen: elf patiënten in de sportzaal", SAID, None)?;
    assert_eq!(tegenspraken(&c.zaak).len(), 1);
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(!letter.contains("elf") && !letter.contains("Twaalf"), "{letter}");
    assert!(letter.contains("- wat klopt over bewoners die zijn weggebracht: [nog invullen:"), "{letter}");
    let (zaak, feit, status) = (c.zaak.number, 2.into(), FeitStatus::Contradicted);
    c.event(LogEvent::FeitAssessed { zaak, feit, status });
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("Twaalf patiënten") && !letter.contains("wat klopt"), "{letter}");
    Ok(())
}

/// What somebody said without saying of whom, or shouted, begins no message.
#[test]
fn a_caller_s_cry_stands_in_no_kern() -> TestResult {
    for (cry, quoted) in [
        ("PATIENT IS ONTVLUCHT!!! BEL TERUG.", "‘Patient is ontvlucht. Bel terug.’"),
        ("hij heeft haar geslagen", "‘Hij heeft haar geslagen.’"),
        ("er is iets gebeurd?.", "‘Er is iets gebeurd?’"),
    ] {
        let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
        c.rij("6")?;
        c.time(TimeKind::Voorval, "00:30")?;
        c.feit(Topic::Event, cry, SAID, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains(&format!("- De inrichting meldde: {quoted}\n")), "{letter}");
        let kern = letter.lines().find(|line| line.starts_with("Op ")).ok_or("kern")?;
        assert!(kern.contains(" agressie tegen een medewerker of een andere aanwezige."), "{kern}");
    }
    Ok(())
}

/// The number, the place and the weapon stand in the kern as they were told, and no sentence of a row says less or other.
#[test]
fn the_kern_says_what_the_caller_said() -> TestResult {
    for (row, said) in [
        ("3", "drie patiënten zaagden een tralie door"),
        ("9", "bij een kamercontrole is een vuurwapen gevonden"),
        ("2", "op een kamer op afdeling Dollard ontstond brand"),
        ("8", "acht patiënten weigerden terug te gaan"),
        ("17", "een patiënt is aangehouden wegens winkeldiefstal met geweld"),
        ("B", "een patiënt liep weg uit een gesloten afdeling van een ziekenhuis"),
        ("D", "een patiënt liep weg bij station Utrecht Centraal"),
    ] {
        let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
        c.rij(row)?;
        c.time(TimeKind::Voorval, "00:30")?;
        c.feit(Topic::Event, said, SAID, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        let kern = letter.lines().find(|line| line.starts_with("Op ")).ok_or("kern")?;
        assert!(kern.contains(said), "{kern}");
        for other in ["een justitiabele", "verdachte", "buiten de inrichting"] {
            assert!(row == "17" || !kern.contains(other), "{other}: {kern}");
        }
    }
    Ok(())
}

/// Another row than the one a message stood on is said to be another ground, once.
#[test]
fn another_ground_is_corrected() -> TestResult {
    let mut c = sent("6", "Er is gevochten in de keuken")?;
    c.rij("7")?;
    c.after(1);
    let letter = c.render(DraftKind::Piketmelding)?;
    let told = "Gecorrigeerd: eerder noemden wij als grondslag nr 6 (Agressie tegen personeel";
    assert!(letter.contains(told) && letter.contains("; nu is dat nr 7 (Agressie tegen een justitiabele"), "{letter}");
    c.send(DraftKind::Piketmelding, 2)?;
    c.after(1);
    assert!(c.render(DraftKind::Piketmelding).is_err(), "it was said");
    Ok(())
}

/// What an afloopbericht told is no news any more, for an addition and for the next afloopbericht.
#[test]
fn an_afloopbericht_that_went_is_remembered() -> TestResult {
    let mut c = sent("2", "Op een kamer brak brand uit")?;
    c.outcome_follows();
    c.after(60);
    c.feit(Topic::Outcome, "Alle patiënten zijn terug op de afdeling", SAID, Some("03:30"))?;
    assert!(c.render(DraftKind::Afloopbericht)?.starts_with("AFLOOPBERICHT 2026-W47-03\n"));
    c.send(DraftKind::Afloopbericht, 1)?;
    c.after(60);
    assert!(c.render(DraftKind::Afloopbericht).is_err() && c.render(DraftKind::Piketmelding).is_err());
    c.feit(Topic::Measures, "Het dak is afgedekt", SAID, Some("04:10"))?;
    let again = c.render(DraftKind::Afloopbericht)?;
    assert!(again.starts_with("AANVULLING 1 OP AFLOOPBERICHT 2026-W47-03\n"), "{again}");
    let addition = c.render(DraftKind::Piketmelding)?;
    let (news, _) = addition.split_once("HET VOORVAL").ok_or(addition.clone())?;
    for text in [&again, &news.to_owned()] {
        assert!(
            text.contains("04.10 uur – Het dak is afgedekt") && !text.contains("03.30 uur – Alle patiënten"),
            "{text}"
        );
        assert!(text.contains("afloopbericht 2026-W47-03, versie 1, verzonden op"), "{text}");
    }
    Ok(())
}

#[test]
fn a_discovery_has_a_verb_of_its_own() -> TestResult {
    let mut c = case(Some(("FPK de Woenselse Poort", "Eindhoven")))?;
    c.rij("20")?;
    c.time(TimeKind::Voorval, "-1 20:00")?;
    c.time(TimeKind::Constatering, "01:00")?;
    c.feit(Topic::Event, "Er zou een relatie zijn tussen een medewerker en een patiënt", SAID, None)?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let kern = "Op zondag 22 november 2026 om 01.00 uur kwam bij FPK de Woenselse Poort in Eindhoven een melding binnen over \
                gedrag van personeel: er zou een relatie zijn tussen een medewerker en een patiënt; het voorval zelf was op \
                zaterdag 21 november 2026 om 20.00 uur.";
    assert!(letter.contains(kern), "{letter}");
    Ok(())
}
