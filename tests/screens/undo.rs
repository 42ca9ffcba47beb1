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

    desk.keys("u")?;
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
    assert!(desk.text().contains("Ongedaan: feit 2 bij"), "{}", desk.text());
    let is = desk.model.view.desk.zaken.get(&zaak).ok_or("weg")?;
    assert!(is.feiten.iter().all(|f| f.number != 2) && is.besluiten.len() == 1);
    Ok(())
}
