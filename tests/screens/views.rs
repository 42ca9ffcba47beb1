//! What the list shows by a view that is kept, how what was found is marked, and what the desk said before.

use piket::desk::{
    command::CommandId,
    layer::{Choice, Layer},
    state::item::Item,
};

use crate::desk::{TestDesk, TestResult};

#[test]
fn a_view_shows_its_part_of_the_desk_until_esc_and_keeps_what_is_before_the_officer() -> TestResult {
    let mut desk = TestDesk::week()?;
    let all = desk.model.view.list.clone();
    desk.keys(",te laat<enter>")?;
    assert!(
        desk.text().contains("Weergave «te laat»") && desk.text().contains("weergave «te laat»"),
        "{}",
        desk.text()
    );
    let view = &desk.model.view;
    let late = |item: &Item| match item {
        Item::Zaak(number) => view.derived.get(number).is_some_and(|z| z.running().any(|k| k.due <= view.now)),
        Item::Melding(_) => false,
    };
    assert!(!view.list.is_empty() && view.list.iter().all(late), "{:?}", view.list);
    assert_eq!(view.list.len(), all.iter().filter(|item| late(item)).count());
    desk.keys("<esc>")?;
    assert_eq!(desk.model.view.list, all);
    desk.keys(",open<enter>")?;
    assert!(desk.model.view.list.iter().all(|item| matches!(item, Item::Zaak(_))));
    // Going to something outside the view shows everything again.
    let melding = all.iter().copied().find(|item| matches!(item, Item::Melding(_))).ok_or("geen melding")?;
    desk.model.view.show(melding);
    assert_eq!((desk.model.view.list.len(), desk.model.view.chosen), (all.len(), Some(melding)));
    Ok(())
}

#[test]
fn a_view_of_ones_own_is_a_search_and_what_it_finds_is_marked() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.model.view.setup.views.insert("vechten".to_owned(), "vecht".to_owned());
    desk.keys(",vechten<enter>")?;
    assert_eq!(desk.model.view.search, "vecht");
    Ok(())
}

#[test]
fn what_the_desk_said_can_be_read_again() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("\"")?;
    assert!(desk.text().contains("De desk heeft nog niets gezegd."), "{}", desk.text());
    desk.keys("..")?;
    desk.keys("\"")?;
    let Some(Layer::Picker(said)) = desk.model.view.layers.last() else { return Err("geen lijst".into()) };
    let texts: Vec<&str> = said.options.iter().map(|o| o.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Alleen wat open is staat in de lijst.",
            "Ook gesloten zaken staan in de lijst.",
            "De desk heeft nog niets gezegd."
        ]
    );
    desk.keys("<enter>")?;
    assert!(desk.model.view.layers.is_empty());
    Ok(())
}

#[test]
fn the_palette_begins_with_what_was_used_last_and_knows_the_cases_and_the_rows() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys(":weergave<enter><esc>:")?;
    let first = |desk: &TestDesk| match desk.model.view.layers.last() {
        Some(Layer::Picker(picker)) => picker.chosen().map(|o| o.choice.clone()),
        _ => None,
    };
    // It stands on top, and is not chosen yet.
    assert_eq!(first(&desk), None);
    desk.keys("<omlaag>")?;
    assert_eq!(first(&desk), Some(Choice::Command(CommandId::Views)));
    let zaak = desk.model.view.desk.zaken.values().find(|z| z.is_open()).map(|z| z.number).ok_or("geen zaak")?;
    desk.keys(&zaak.to_string().replace('W', ""))?;
    assert_eq!(first(&desk), Some(Choice::ToItem(Item::Zaak(zaak))));
    desk.keys("<enter>:rij 6")?;
    assert!(matches!(first(&desk), Some(Choice::Rij { zaak: of, .. }) if of == zaak), "{}", desk.text());
    // What has the number for a key comes before the row.
    desk.keys("<ctrl-u>1")?;
    assert_eq!(first(&desk), Some(Choice::Command(CommandId::TabChecklist)), "{}", desk.text());
    Ok(())
}
