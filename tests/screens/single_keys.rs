//! What a single key records was asked of nobody: the bottom line says by which key it is taken back, and that key
//! does so. Every command of the desk that records is pressed on every line of the week.

use chrono::Duration;
use piket::{
    desk::{
        command::{CommandId, CommandKind},
        layer::Layer,
        state::{
            item::Item,
            reveal::Masking,
            screen::{Focus, StatusLine, Tab},
        },
    },
    log::event::LogEvent,
};

use crate::desk::{TestDesk, TestResult};

/// So many lines of a tab are walked.
const LINES: usize = 2;

fn said(desk: &TestDesk) -> String {
    match &desk.model.session.line {
        Some((StatusLine::Done(sentence), _)) => sentence.clone(),
        Some((StatusLine::Error(error), _)) => error.to_string(),
        None => String::new(),
    }
}

/// The keys of the commands that record, but for those that take back or put back themselves.
fn recording(desk: &TestDesk) -> Vec<(CommandId, String)> {
    let records = |id: &CommandId| {
        id.row().kind == CommandKind::Records && !matches!(id, CommandId::UndoLast | CommandId::RedoLast)
    };
    let key = |id: CommandId| {
        let name = desk.model.view.setup.keymap.first(id);
        let written = name.to_lowercase().replace(' ', "");
        (id, if name.chars().count() == 1 { name } else { format!("<{written}>") })
    };
    CommandId::ALL.iter().copied().filter(records).map(key).chain([(CommandId::Detail, "<enter>".to_owned())]).collect()
}

/// Every place where the officer may stand on this item.
fn places(item: Item) -> Vec<(Focus, Tab, usize)> {
    let list = [(Focus::List, Tab::Checklist, 0)];
    let lines = (0..LINES).map(|line| (Focus::Detail, Tab::Checklist, line));
    match item {
        Item::Melding(_) => list.into_iter().chain(lines).collect(),
        Item::Zaak(_) => {
            let lines = Tab::ALL.into_iter().flat_map(|tab| (0..LINES).map(move |line| (Focus::Detail, tab, line)));
            list.into_iter().chain(lines).collect()
        }
    }
}

#[test]
fn what_a_single_key_records_says_what_takes_it_back_and_goes_back_by_that() -> TestResult {
    let week = TestDesk::week()?;
    let undo = week.model.undo_hint();
    let keys = recording(&week);
    let mut recorded = std::collections::BTreeMap::new();
    for item in week.model.view.list.clone() {
        for (focus, tab, line) in places(item) {
            for (id, key) in &keys {
                let mut desk = TestDesk::week()?;
                // What nobody can read is not judged either.
                desk.model.view.setup.masking = Masking::Off;
                desk.model.view.choose(Some(item));
                (desk.model.view.focus, desk.model.view.tab, desk.model.view.detail) = (focus, tab, line);
                let before = desk.fake_store.log.len();
                desk.keys(key)?;
                let at = format!("{id:?} ({key}) op {item:?} {focus:?} {tab:?} {line}: «{}»", said(&desk));
                let asked = !desk.model.view.layers.is_empty();
                // A call that begins is a text that saves itself, and an opened draft is read.
                if asked || desk.fake_store.log.len() == before {
                    continue;
                }
                assert!(said(&desk).contains(&undo), "{at}");
                *recorded.entry(format!("{id:?}")).or_insert(0_usize) += 1;
                let count = desk.fake_store.log.len();
                desk.after(Duration::seconds(2));
                desk.keys("u")?;
                let back = desk.fake_store.log.len() > count && said(&desk).contains("Ongedaan:");
                let asks =
                    matches!(desk.model.view.layers.last(), Some(Layer::Picker(p)) if p.title == "Ongedaan maken?");
                let opened =
                    desk.fake_store.log.iter().skip(before).any(|e| matches!(e.event, LogEvent::ZaakOpened { .. }));
                assert!(back || (asks && opened), "{at}\n u: {}", said(&desk));
            }
        }
    }
    for id in ["OpenZaak", "RetractFeit", "FeitStatus", "Checked", "Close", "ReopenStep"] {
        assert!(recorded.contains_key(id), "{id} is nergens gedrukt: {recorded:?}");
    }
    Ok(())
}

#[test]
fn an_answer_of_the_weighing_is_taken_back_by_the_key_that_it_names() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let answers = |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).map_or(0, |z| z.answers.len());
    desk.keys("v1")?;
    assert_eq!(answers(&desk), 1);
    assert!(said(&desk).contains(&desk.model.undo_hint()), "{}", said(&desk));
    desk.after(Duration::seconds(2));
    desk.keys("u")?;
    assert_eq!(answers(&desk), 0, "{}", said(&desk));
    assert!(matches!(desk.model.view.layers.last(), Some(Layer::Weigh { .. })));
    Ok(())
}
