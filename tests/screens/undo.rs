//! Taking back and putting back on the desk: it says what it takes back, a lock in between makes no difference,
//! and the list takes one that is not the last, or says what came after it.

use crate::desk::{TestDesk, TestResult};

#[test]
fn what_was_done_before_a_lock_is_taken_back_by_name_and_put_back() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("r12<enter>Viel mee.<enter>")?;
    let rij = |desk: &TestDesk| {
        desk.model.view.desk.zaken.get(&zaak).and_then(piket::log::zaak::Zaak::rij).map(|r| r.to_string())
    };
    assert_eq!(rij(&desk).as_deref(), Some("12"));

    desk.keys("<ctrl-l>")?;
    assert!(desk.model.view.desk.zaken.is_empty());
    let open = desk.fake_store.open();
    desk.unlock(open);

    // Behind a lock another sitting begins: it is named before it goes.
    desk.keys("u")?;
    assert!(desk.text().contains("niet in deze zitting vastgelegd"), "{}", desk.text());
    desk.keys("<omlaag><enter>")?;
    assert!(desk.text().contains(&format!("Ongedaan: rij 12 bij {zaak}. Nu MBV vóór")), "{}", desk.text());
    assert_eq!(rij(&desk).as_deref(), Some("6"));
    desk.keys("U")?;
    assert!(desk.text().contains(&format!("Teruggezet: rij 12 bij {zaak}. De MBV-termijn")), "{}", desk.text());
    assert_eq!(rij(&desk).as_deref(), Some("12"));
    desk.keys("U")?;
    assert!(desk.text().contains("Er is niets ongedaan gemaakt"), "{}", desk.text());
    Ok(())
}

#[test]
fn the_list_takes_back_one_that_is_not_the_last_or_says_what_came_after() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("fEen feit.<ctrl-s>")?;
    desk.choose(zaak);
    desk.keys("pj<enter>Ernstig letsel.<enter>")?;
    let count = desk.fake_store.log.len();

    // Nothing is selected, so that one key too many takes nothing back.
    desk.keys("<ctrl-u><enter><esc>")?;
    assert_eq!(desk.fake_store.log.len(), count);
    desk.keys("<ctrl-u>openen<enter>")?;
    assert_eq!(desk.fake_store.log.len(), count, "{}", desk.text());
    assert!(desk.text().contains("Daarop volgde besluit P: ja"), "{}", desk.text());
    desk.keys("<esc><ctrl-u>feit 2<enter>")?;
    assert!(desk.text().contains("Ongedaan: feit 2 (gebeurtenis) bij"), "{}", desk.text());
    let is = desk.model.view.desk.zaken.get(&zaak).ok_or("weg")?;
    assert!(is.feiten.iter().all(|f| f.number != 2.into()) && is.besluiten.len() == 1);
    Ok(())
}

#[test]
fn what_another_sitting_recorded_and_a_whole_case_are_named_before_they_are_taken_back() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let mut again = desk.restarted();
    again.after(chrono::Duration::hours(3));
    let count = again.fake_store.log.len();
    // A stray key on a fresh desk, also hit twice and with an Enter behind it, takes nothing back.
    for keys in ["u", "u<enter>", "uu<enter>", "u<esc>", "u<enter><enter><esc>"] {
        again.keys(keys)?;
        assert_eq!(again.fake_store.log.len(), count, "{keys}\n{}", again.text());
        if keys == "u" {
            let screen = again.text();
            for word in ["Ongedaan maken?", "Openen van zaak", "22-11 02:10", "niet in deze zitting", "hele zaak"] {
                assert!(screen.contains(word), "{word}\n{screen}");
            }
            crate::desk::compare("ongedaan-vraag-80x24", &again.picture());
        }
        again.keys("<esc><esc>")?;
    }
    again.keys("u<omlaag><enter>")?;
    let is = again.model.view.desk.zaken.get(&zaak).ok_or("weg")?;
    assert_eq!(is.state().word(), "ingetrokken");

    // The same where this sitting opened it: a case is more than the last key.
    let opened = desk.zaak("6", "FPC de Kijvelanden")?;
    desk.keys("u")?;
    assert!(desk.text().contains("hele zaak") && !desk.text().contains("niet in deze zitting"), "{}", desk.text());
    desk.keys("<esc>fEen feit.<ctrl-s>u")?;
    assert!(
        desk.text().contains("Ongedaan: feit 2 (gebeurtenis) bij"),
        "its own last act goes by one key\n{}",
        desk.text()
    );
    assert!(desk.model.view.desk.zaken.get(&opened).is_some_and(piket::log::zaak::Zaak::is_open));
    Ok(())
}

/// What was taken back is not called closed, whatever is asked of it next.
#[test]
fn a_case_that_was_withdrawn_is_called_that() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("u<omlaag><enter>.")?;
    desk.choose(zaak);
    for key in ["f", "p", "v", "r", "c", "S", "R"] {
        desk.choose(zaak);
        desk.keys(key)?;
        let screen = desk.text();
        assert!(screen.contains("is ingetrokken"), "{key}\n{screen}");
        assert!(!screen.contains("is gesloten"), "{key}\n{screen}");
        desk.keys("<esc>")?;
    }
    Ok(())
}
