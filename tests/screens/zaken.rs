//! Cases that differ from the ordinary one: rows that need not be reported, rows where another body
//! writes, the datalek, the absence, and what is closed.

use chrono::Duration;
use piket::{
    acts::{Act, LinkMelding, NoteFeit, SetStep, SetTermijn, SetTimes},
    domain::{
        feit::{FeitStatus, Topic},
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        time_kind::TimeKind,
    },
};

use crate::desk::{TestDesk, TestResult, compare};

#[test]
fn a_row_without_a_report_says_what_to_do_instead() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("11", "FPC de Kijvelanden")?;
    compare("rij-11-80x24", &desk.picture());
    desk.keys("w")?;
    assert!(desk.text().contains("Deze rij kent geen formulier"), "{}", desk.text());
    desk.keys("<esc>")?;
    desk.zaak("E", "FPC de Rooyse Wissel")?;
    desk.keys("1")?;
    compare("rij-E-80x24", &desk.picture());
    Ok(())
}

/// On the list nobody sees which step has the cursor: the form says of which case it is, and which step.
#[test]
fn a_step_that_is_marked_from_the_list_is_named_with_its_case() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("1G<omhoog><esc>-")?;
    assert!(desk.text().contains(&format!("Zaak {zaak} · ")), "{}", desk.text());
    desk.keys("<esc>1G<omhoog>-")?;
    assert!(!desk.text().contains(&format!("Zaak {zaak} · ")), "{}", desk.text());
    Ok(())
}

#[test]
fn where_another_body_writes_the_officer_checks_the_facts() -> TestResult {
    for rij in ["5", "18", "21"] {
        let mut desk = TestDesk::empty()?;
        desk.zaak(rij, "FPC Van der Hoeven Kliniek")?;
        let screen = desk.sized(140, 45).text();
        // Only row 5 asks for it in the source; at the others it is offered.
        let name = if rij == "5" { "Visie vooraf: feitencontrole" } else { "Feitencontrole aanbieden" };
        assert!(screen.contains(name), "{screen}");
        assert!(!screen.lines().any(|r| r.contains(" 7  Piketmelding")), "{screen}");
    }
    let mut desk = TestDesk::empty()?;
    desk.zaak("5", "FPC Van der Hoeven Kliniek")?;
    desk.keys("<enter>")?;
    compare("rij-5-80x24", &desk.picture());
    desk.keys("3")?;
    desk.size(100, 30);
    assert!(desk.text().contains("vervoersinstantie schrijft"), "{}", desk.text());
    Ok(())
}

#[test]
fn the_datalek_is_decided_by_headquarters_or_by_the_inrichting_itself() -> TestResult {
    let mut out = String::new();
    for plek in ["CTP Veldzicht", "FPC Pompestichting", "Kliniek Nergens"] {
        let mut desk = TestDesk::empty()?.sized(100, 30);
        desk.zaak("22", plek)?;
        desk.keys("1G")?;
        out = [out, format!("== {plek}\n{}\n", desk.picture())].concat();
    }
    compare("rij-22", &out);
    Ok(())
}

#[test]
fn an_absence_has_its_own_steps_and_terms() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("G", "FPC Dr. S. van Mesdag")?;
    desk.keys("1")?;
    compare("oa-checklist-80x24", &desk.picture());
    let at = desk.model.view.now;
    desk.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, Some(at))] }))?;
    desk.keys("w")?;
    compare("oa-waarom-80x24", &desk.picture());
    desk.size(140, 45);
    compare("oa-waarom-140x45", &desk.picture());
    Ok(())
}

#[test]
fn a_monday_morning_has_more_than_one_reading_and_the_strict_one_runs() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(100, 30);
    desk.at(piket::domain::moment::Moment::from_rfc3339("2026-11-20T20:10:00+01:00")?);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("w")?;
    compare("waarom-vrijdagavond", &desk.picture());
    let due = desk.model.view.now.plus(Duration::hours(3));
    let reason = "De lijn wil het formulier vanavond nog.".to_owned();
    desk.run(&Act::SetTermijn(SetTermijn {
        zaak,
        termijn: piket::domain::termijn_kind::TermijnKind::of("mbv"),
        setting: Some(TermijnSetting::Moment(due)),
        reason,
    }))?;
    let screen = desk.text();
    assert!(screen.contains("Uw keuze, omdat:") && screen.contains("(uw keuze)"), "{screen}");
    desk.keys("z")?;
    compare("termijn-kiezen-100x30", &desk.picture());
    desk.keys("<omlaag><enter>")?;
    compare("termijn-lezing-100x30", &desk.picture());
    desk.keys("De divisie leest het zo.<enter>")?;
    let screen = desk.sized(160, 45).text();
    assert!(screen.contains("De termijn MBV volgt de lezing «volgende-werkdag»."), "{screen}");
    assert!(screen.contains("U koos de lezing «volgende-werkdag»: vóór ma 23-11 12:00."), "{screen}");
    Ok(())
}

#[test]
fn between_the_first_and_the_last_reading_the_strict_one_has_passed_and_nothing_is_too_late() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(140, 45);
    let moment = |text: &str| piket::domain::moment::Moment::from_rfc3339(&format!("2026-11-{text}:00+01:00"));
    desk.at(moment("20T20:10")?);
    desk.zaak("6", "FPC Pompestichting")?;
    desk.at(moment("23T09:10")?);
    let screen = desk.text();
    for part in ["STRENG VOORBIJ, nog 2 u 50 min  MBV vóór ma 23-11 12:00", "streng, 2 u     12:00", "!>"] {
        assert!(screen.contains(part), "{part}\n{screen}");
    }
    assert!(!screen.contains("TE LAAT"), "{screen}");
    // Asked again, waarom? lays the readings out per start and calendar, and takes them away again.
    desk.keys("w")?;
    assert!(desk.text().contains("Nog niet voorbij: vóór ma 23-11 12:00."), "{}", desk.text());
    assert!(!desk.text().contains("zonder-5-mei"), "{}", desk.text());
    desk.keys("w")?;
    assert!(desk.text().contains("zonder-5-mei"), "{}", desk.text());
    desk.keys("w")?;
    assert!(!desk.text().contains("zonder-5-mei"), "{}", desk.text());
    desk.at(moment("23T12:00")?);
    assert!(desk.text().contains("TE LAAT") && !desk.text().contains("STRENG VOORBIJ"), "{}", desk.text());
    Ok(())
}

#[test]
fn without_a_row_the_desk_asks_for_one() -> TestResult {
    let mut desk = TestDesk::week()?;
    let zaak = desk
        .model
        .view
        .desk
        .zaken
        .values()
        .find(|z| z.rij().is_none())
        .map(|z| z.number)
        .ok_or("alles heeft een rij")?;
    desk.choose(zaak);
    desk.keys("<enter>")?;
    compare("geen-rij-80x24", &desk.picture());
    desk.keys("v")?;
    assert!(desk.text().contains("Kies eerst de rij."), "{}", desk.text());
    Ok(())
}

#[test]
fn a_case_is_closed_when_all_is_done_and_stays_in_view_on_demand() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("12", "FPC de Kijvelanden")?;
    desk.keys("S")?;
    assert!(desk.text().contains("heeft nog open stappen: oordeel."), "{}", desk.text());
    let reason = "De matrix vraagt hier geen melding.".to_owned();
    desk.run(&Act::SetStep(SetStep { zaak, step: Step::Verdict, state: StepState::NotNeeded, reason, at: None }))?;
    desk.keys("S")?;
    assert!(desk.model.view.list.is_empty(), "{}", desk.text());
    desk.keys(".1")?;
    compare("gesloten-80x24", &desk.picture());
    desk.keys("f")?;
    assert!(desk.text().contains("is gesloten. Heropen de zaak"), "{}", desk.text());
    desk.keys("HEr is meer bekend.<enter>")?;
    assert!(desk.model.view.zaak().is_some_and(piket::log::zaak::Zaak::is_open), "{}", desk.text());
    Ok(())
}

#[test]
fn a_contradicted_fact_stays_in_view_and_says_so() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(100, 30);
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    for (topic, text, status) in [
        (Topic::Injury, "Een medewerker is gewond aan de hand.", FeitStatus::Contradicted),
        (Topic::Injury, "Een medewerker heeft een kneuzing; de huisarts kwam niet.", FeitStatus::Confirmed),
        (Topic::Media, "Of de pers het weet is niet bekend.", FeitStatus::Unknown),
    ] {
        let (text, source) = (text.to_owned(), "hoofd behandeling".to_owned());
        desk.run(&Act::NoteFeit(NoteFeit { zaak, topic, text, source, status, happened: None }))?;
    }
    desk.keys("2j")?;
    compare("beeld-statussen", &desk.picture());
    // Contradicted it is only by another fact: the key walks through the others.
    for word in ["gemeld", "bevestigd", "onbekend", "gemeld"] {
        desk.keys("<spatie>")?;
        assert!(desk.text().contains(&format!("Feit 2 (letsel) is {word}.")), "{}", desk.text());
    }
    Ok(())
}

#[test]
fn what_the_form_says_otherwise_stands_beside_it_until_the_officer_chooses() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "CTP Veldzicht")?;
    let different = desk.model.view.now.plus(Duration::minutes(-25));
    let melding = desk.form(&[("voorval", &different.rfc3339()), ("beschrijving", "Twee gewonden.")])?;
    desk.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let (topic, status) = (Topic::Injury, FeitStatus::Reported);
    let (text, source) = ("Drie gewonden.".to_owned(), "telefoon".to_owned());
    desk.run(&Act::NoteFeit(NoteFeit { zaak, topic, text, source, status, happened: None }))?;
    desk.choose(zaak);
    desk.keys("2")?;
    compare("tegenspraak-beeld-80x24", &desk.picture());
    desk.keys("!")?;
    compare("tegenspraak-tijd-80x24", &desk.picture());
    desk.keys("<enter><omlaag><omlaag><enter>")?;
    assert_eq!(desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.times.voorval), Some(different));
    desk.keys("!")?;
    compare("tegenspraak-feit-80x24", &desk.picture());
    desk.keys("beide<enter>het gaat om twee plekken<enter>")?;
    let screen = desk.text();
    assert!(!screen.contains("zegt iets anders"), "{screen}");
    desk.keys("!")?;
    assert!(desk.text().contains("In deze zaak spreekt niets elkaar tegen."), "{}", desk.text());
    Ok(())
}

#[test]
fn two_cases_that_are_one_incident_go_up_in_each_other_and_out_again() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let old = desk.zaak("6", "CTP Veldzicht")?;
    let young = desk.zaak("6", "CTP Veldzicht")?;
    desk.keys("+")?;
    compare("samenvoegen-kiezer-80x24", &desk.picture());
    desk.keys("<enter>")?;
    compare("samenvoegen-reden-80x24", &desk.picture());
    desk.keys("zelfde voorval, twee keer gebeld<enter>")?;
    compare("samengevoegd-80x24", &desk.picture());
    assert!(desk.model.view.desk.zaken.get(&young).is_some_and(|z| z.absorbed_into == Some(old)));
    desk.keys(".")?;
    desk.choose(young);
    assert!(desk.text().contains("opgegaan in 01"), "{}", desk.text());
    desk.keys("H")?;
    assert!(desk.text().contains("met splitsen wordt ze weer een eigen"), "{}", desk.text());
    desk.keys("%toch twee<enter>")?;
    assert!(desk.text().contains("staat weer op zichzelf en is open."), "{}", desk.text());
    assert!(desk.model.view.desk.zaken.values().all(|z| z.is_open() && z.meldingen.len() == 1));
    desk.keys("u")?;
    assert!(desk.model.view.desk.zaken.get(&young).is_some_and(|z| z.absorbed_into == Some(old)));
    Ok(())
}

#[test]
fn a_report_that_seems_to_belong_to_a_case_is_read_first_and_then_linked() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "CTP Veldzicht")?;
    let time = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.times.voorval).ok_or("geen tijd")?;
    let melding = desk.form(&[("voorval", &time.rfc3339())])?;
    desk.model.view.choose(Some(piket::desk::state::item::Item::Melding(melding)));
    desk.keys("<enter>")?;
    assert_eq!(desk.model.view.desk.zaken.len(), 1, "er ging meteen een tweede zaak open");
    assert!(desk.text().contains("lijkt te horen bij"), "{}", desk.text());
    desk.keys("b")?;
    assert!(desk.text().contains("nieuwe zaak"), "{}", desk.text());
    desk.keys("<enter><omlaag><enter>")?;
    assert!(desk.model.view.desk.zaken.get(&zaak).is_some_and(|z| z.meldingen.len() == 2));
    Ok(())
}

/// Enter on the last step is what one presses by habit: it says which key closes, and closes nothing.
#[test]
fn enter_on_the_last_step_closes_no_case_and_says_what_does() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("12", "FPC de Kijvelanden")?;
    let reason = "De matrix vraagt hier geen melding.".to_owned();
    desk.run(&Act::SetStep(SetStep { zaak, step: Step::Verdict, state: StepState::NotNeeded, reason, at: None }))?;
    desk.choose(zaak);
    desk.keys("<enter>")?;
    let last = |desk: &TestDesk| desk.model.view.chosen_step() == Some(Step::Close);
    for _ in 0..30 {
        if last(&desk) {
            break;
        }
        desk.keys("j")?;
    }
    assert!(last(&desk), "{}", desk.text());
    for _ in 0..3 {
        desk.after(Duration::seconds(2));
        desk.keys("<enter>")?;
        assert!(desk.text().contains(&format!("Toets S sluit zaak {zaak}.")), "{}", desk.text());
        assert!(desk.model.view.zaak().is_some_and(piket::log::zaak::Zaak::is_open), "{}", desk.text());
    }
    desk.keys("S")?;
    assert!(desk.model.view.desk.zaken.get(&zaak).is_some_and(|z| !z.is_open()), "{}", desk.text());
    Ok(())
}

/// The form of a tick stays until it says what shows that.
#[test]
fn a_tick_without_a_word_of_what_shows_it_is_not_kept() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC de Kijvelanden")?;
    desk.choose(zaak);
    desk.keys("<enter>")?;
    for _ in 0..30 {
        if desk.model.view.chosen_step() == Some(Step::Verdict) {
            break;
        }
        desk.keys(if desk.model.view.detail > 3 { "k" } else { "j" })?;
    }
    desk.keys("x<enter>")?;
    assert!(desk.text().contains("Waaruit blijkt dat deze stap gereed is?"), "{}", desk.text());
    assert!(desk.model.view.zaak().is_some_and(|z| !z.steps.contains_key(&Step::Verdict)), "{}", desk.text());
    desk.after(Duration::seconds(2));
    desk.keys("Gewogen met de lijn.<enter>")?;
    assert!(desk.model.view.zaak().is_some_and(|z| z.steps.contains_key(&Step::Verdict)), "{}", desk.text());
    Ok(())
}
