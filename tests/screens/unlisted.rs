//! An inrichting that stands in no list: it is said, with the names that look like it, may stay as it was typed and is
//! then seen as it was typed, is asked for by the checklist, and gets no advice of a book that may not be its own.

use chrono::Duration;
use piket::{
    acts::SetTermijn,
    domain::{inrichting::Plek, termijn_choice::TermijnSetting, termijn_kind::TermijnKind},
    judge::checklist::ChecklistState,
};

use crate::desk::{TestDesk, TestResult};

#[test]
fn a_misspelt_inrichting_in_a_call_is_said_with_what_it_looks_like_and_is_not_hidden_from_who_typed_it() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("nHartelbrogt")?;
    assert!(desk.text().contains("«Hartelbrogt» staat niet in de lijst: lijkt op"), "{}", desk.text());
    assert!(desk.text().contains("Hartelborgt"), "{}", desk.text());
    desk.keys("<tab>Vechtpartij<ctrl-s>")?;
    let text = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("«Hartelbrogt» staat niet in de lijst"), "{}", desk.text());
    desk.after(Duration::minutes(2));
    assert!(desk.line("rij kiezen").contains("Hartelbrogt") || desk.text().contains("Hartelbrogt"), "{}", desk.text());
    // What others see of it after the lock is another matter.
    let zaak = desk.model.view.zaak().ok_or("geen zaak")?;
    assert!(matches!(zaak.inrichting, Some(Plek::Other(_))));
    Ok(())
}

#[test]
fn a_case_at_an_unknown_inrichting_is_asked_for_it_and_gets_no_advice_of_one_sector() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("12", "Kliniek Zonneduin")?;
    let step = |desk: &TestDesk, code: &str| {
        let beeld = desk.model.view.beeld();
        let line = beeld.and_then(|b| b.steps.iter().find(|s| s.step.code() == code));
        line.map(|s| s.state.clone())
    };
    let Some(ChecklistState::Ready(why)) = step(&desk, "beeld") else { return Err("stap 3 is niet te doen".into()) };
    assert!(why.contains("staat niet in de lijst"), "{why}");
    // Row 12 is not to be reported at a tbs-kliniek; of what this is nobody knows.
    let states: Vec<_> = desk.model.view.beeld().map(|b| b.steps.clone()).unwrap_or_default();
    assert!(!states.iter().any(|s| s.state.explanation().contains("hier niet meldplichtig")), "{states:?}");
    assert!(states.iter().any(|s| s.state.explanation().contains("zelf toetsen")), "{states:?}");
    // It may stay: the step is marked with why, and then asks no more.
    desk.choose(zaak);
    desk.keys("1jxzij heet zo<ctrl-s>")?;
    assert!(step(&desk, "beeld").is_some_and(|s| s.is_done()), "{}", desk.text());
    // Once it is one of the list the book counts.
    desk.keys("i<ctrl-u>FPC Pompestichting<ctrl-s>")?;
    let states: Vec<_> = desk.model.view.beeld().map(|b| b.steps.clone()).unwrap_or_default();
    assert!(states.iter().any(|s| s.state.explanation().contains("niet meldplichtig")), "{states:?}");
    Ok(())
}

#[test]
fn another_inrichting_at_the_data_of_a_case_is_said_too() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("i<ctrl-u>Kijvenlanden<ctrl-s>")?;
    let text = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("«Kijvenlanden» staat niet in de lijst"), "{}", desk.text());
    assert!(text.contains("FPC de Kijvelanden"), "{}", desk.text());
    Ok(())
}

/// One stray key in the name of an inrichting of the list is asked about before it is recorded; the same key once more means it.
#[test]
fn a_stray_key_in_a_known_name_is_asked_about_and_an_emptied_time_is_cleared() -> TestResult {
    for (width, height) in [(80, 24), (60, 15)] {
        let mut desk = TestDesk::empty()?.sized(width, height);
        let zaak = desk.zaak("6", "FPC de Kijvelanden")?;
        let plek = |d: &TestDesk| d.model.view.desk.zaken.get(&zaak).and_then(|z| z.plek().map(str::to_owned));
        desk.keys("ix<ctrl-s>")?;
        assert_eq!(plek(&desk).as_deref(), Some("FPC de Kijvelanden"));
        let text = desk.text();
        assert!(text.contains("staat niet in de lijst") && text.contains("Bedoelt u"), "{text}");
        // What is typed is another name, which is asked about anew.
        desk.keys("y<ctrl-s>")?;
        assert_eq!(plek(&desk).as_deref(), Some("FPC de Kijvelanden"));
        desk.keys("<ctrl-s>")?;
        assert_eq!(plek(&desk).as_deref(), Some("FPC de Kijvelandenxy"));
        // Another name where one of no list stands asks nothing.
        desk.keys("iz<ctrl-s>")?;
        assert_eq!(plek(&desk).as_deref(), Some("FPC de Kijvelandenxyz"));
        desk.keys("i<tab><ctrl-u><ctrl-s>")?;
        let voorval = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.times.voorval);
        assert!(voorval.is_none() && desk.model.view.layers.is_empty(), "{}", desk.text());
    }
    Ok(())
}

/// What fell with another inrichting is on the smallest screen, whatever else the act says.
#[test]
fn what_was_agreed_and_fell_is_told_where_the_screen_is_small() -> TestResult {
    for (width, height) in [(80, 24), (60, 15)] {
        let mut desk = TestDesk::empty()?.sized(width, height);
        let zaak = desk.zaak("6", "FPC de Kijvelanden")?;
        let setting = Some(TermijnSetting::Moment(desk.model.view.now.plus(Duration::minutes(41))));
        let (termijn, reason) = (TermijnKind::of("mbv"), "Afgesproken.".to_owned());
        desk.run(&SetTermijn { zaak, termijn, setting, reason }.into())?;
        desk.after(Duration::minutes(1));
        desk.keys("i<ctrl-u>Pompestichting<ctrl-s>")?;
        let text = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("dat telt niet meer. Geldt het nog, zet het dan opnieuw."), "{}", desk.text());
    }
    Ok(())
}
