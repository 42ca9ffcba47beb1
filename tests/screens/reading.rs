//! Reading changes nothing: whatever is opened and closed again, on whatever line, the log is as it was.

use piket::{
    desk::{command::CommandId, layer::Layer},
    domain::draft::DraftKind,
};

use crate::desk::{TestDesk, TestResult};

/// Where the officer stands: a case on each of its tabs, a report, the list.
const PLACES: [&str; 8] = ["1", "2", "3", "4", "5", "j", "G", "<enter>"];

#[test]
fn opening_and_closing_every_screen_and_list_records_nothing() -> TestResult {
    let keymap = TestDesk::week()?.model.view.setup.keymap.clone();
    let mut opened = 0;
    for place in PLACES {
        for command in CommandId::ALL {
            let key = keymap.first(*command);
            let mut desk = TestDesk::week()?;
            desk.choose_rij("6")?;
            desk.keys(place)?;
            let Ok(()) = desk.keys(&if key.chars().count() == 1 { key.clone() } else { format!("<{key}>") }) else {
                continue;
            };
            if desk.model.view.layers.is_empty() {
                continue;
            }
            opened += 1;
            let log = desk.fake_store.log.len();
            desk.after(chrono::Duration::seconds(5));
            for _ in 0..4 {
                desk.keys("<esc>")?;
                desk.after(chrono::Duration::seconds(2));
            }
            assert_eq!(desk.fake_store.log.len(), log, "«{place}» «{key}» {command:?}\n{}", desk.text());
        }
    }
    assert!(opened > 100, "{opened}");
    Ok(())
}

#[test]
fn a_message_that_is_only_looked_at_is_no_version_and_one_that_is_checked_is() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let kept = |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).map_or(0, |z| z.drafts.len());
    for (down, draft) in DraftKind::ALL.into_iter().enumerate() {
        desk.keys("c")?;
        desk.keys(&"<omlaag>".repeat(down + 1))?;
        // What this row has nobody for says so before it is opened.
        if draft == DraftKind::Visie {
            assert!(desk.text().contains("Nu niet: Bij rij 6 schrijft u de piketmelding zelf"), "{}", desk.text());
            desk.keys("<enter>")?;
            assert!(desk.text().contains("een visie vooraf heeft geen") && desk.model.view.layers.is_empty());
            continue;
        }
        desk.keys("<enter>")?;
        // Where there is nothing to ask of the inrichting, that is said instead.
        if matches!(draft, DraftKind::Aanvulverzoek | DraftKind::Rappel) {
            assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
            continue;
        }
        assert!(matches!(desk.model.view.layers.last(), Some(Layer::Editor(_))), "{}", desk.text());
        assert!(desk.text().contains("nog geen versie"), "{}", desk.text());
        desk.after(chrono::Duration::seconds(5));
        desk.keys("<omlaag><omhoog><f3><esc>")?;
        desk.after(chrono::Duration::seconds(5));
        assert_eq!(kept(&desk), 0, "{}", desk.text());
    }
    // A letter makes it one, and so does checking it.
    desk.keys("c<omlaag><enter>x")?;
    desk.after(chrono::Duration::seconds(2));
    assert_eq!(kept(&desk), 1, "{}", desk.text());
    Ok(())
}

#[test]
fn which_message_is_chosen_and_not_the_first_that_stands_there() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    // P is not decided: no message is asked for yet.
    desk.keys("c<enter>")?;
    assert!(desk.text().contains("Er is nog niets gekozen."), "{}", desk.text());
    desk.keys("<esc>pj<tab>Ernstig.<ctrl-s>c<enter>")?;
    let open = match desk.model.view.layers.last() {
        Some(Layer::Editor(editor)) => Some(editor.draft),
        _ => None,
    };
    assert_eq!(open, Some(DraftKind::Sms), "{}", desk.text());
    Ok(())
}
