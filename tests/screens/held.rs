//! What is typed is never lost: every form is kept as typed within a second and offered again, lives until what
//! it asks for is in the log, and says so where the disk refuses.

use chrono::Duration;
use piket::{
    alarm::watch_news::WatchNews,
    desk::{layer::Layer, msg::Msg, ops::typing, update::update},
    domain::{draft::DraftKind, error::Error, field_name::FieldName, melding::Content, typed::Typed, watch::Duty},
};

use crate::desk::{TestDesk, TestResult};

/// The forms, by the keys that open them on a case of row 6 and type into them, and what is said of each.
const FORMS: [(&str, &str); 12] = [
    ("fRook op de gang", "feit bij 2026-W47-01"),
    ("2e en verder", "verbetering van feit 1 bij 2026-W47-01"),
    ("pj<tab>Het letsel is ernstig", "besluit P bij 2026-W47-01"),
    ("1xja<tab><tab>directeur gesproken", "ontvangst bij 2026-W47-01"),
    ("1-niemand bereikbaar", "stap bij 2026-W47-01"),
    ("1Wde arts belt terug", "stap bij 2026-W47-01"),
    ("R03:30<tab>bel de nachtarts", "herinnering bij 2026-W47-01"),
    ("i<tab><ctrl-u>01:15", "gegevens bij 2026-W47-01"),
    ("wz<enter>zo leest de divisie het", "termijn MBV bij 2026-W47-01"),
    ("wzmet de hand<enter><ctrl-u>23-11-2026 08:00<tab>afgesproken", "termijn MBV bij 2026-W47-01"),
    ("r7<enter>een medebewoner", "andere rij bij 2026-W47-01"),
    ("M<tab><ctrl-u>elders.csv", "monitor"),
];

fn open_form(desk: &TestDesk) -> Option<Typed> {
    match desk.model.view.layers.last() {
        Some(Layer::Form(form)) => Some(form.typed()),
        _ => None,
    }
}

/// How many facts the case has; the call that it began with is the first.
fn feiten(desk: &TestDesk) -> usize {
    desk.model.view.zaak().map_or(0, |z| z.feiten.len())
}

fn on_a_case() -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    Ok(desk)
}

/// A store that is gone is said at once, also where text waits to be typed on; and no longer once it takes everything again.
#[test]
fn what_fails_stands_before_what_only_waits_and_goes_when_it_goes_well() -> TestResult {
    let mut desk = on_a_case()?;
    desk.keys("fEr staat een auto voor de poort")?;
    desk.after(Duration::seconds(1));
    let mut desk = desk.restarted();
    let first =
        |desk: &mut TestDesk| desk.text().lines().find(|line| line.contains(" ! ")).unwrap_or_default().to_owned();
    assert!(first(&mut desk).contains("tekst klaar"), "{}", desk.text());
    let look = |complaint| WatchNews { duty: Duty::Here, heartbeat: None, book: None, complaint };
    for complaint in [Some(Error::data("De map is weg.")), None, Some(Error::data("De map is weer weg.")), None] {
        update(&mut desk.model, Msg::Watch(Box::new(Ok(look(complaint.clone())))));
        let line = first(&mut desk);
        match complaint {
            Some(error) => assert!(line.contains(&error.sentence), "{}", desk.text()),
            None => assert!(line.contains("tekst klaar") && !desk.text().contains("wekkerboek"), "{}", desk.text()),
        }
    }
    Ok(())
}

#[test]
fn every_form_is_kept_within_a_second_and_offered_again_with_text_and_cursor() -> TestResult {
    for (keys, words) in FORMS {
        let mut desk = on_a_case()?;
        desk.keys(keys)?;
        desk.keys("<links><links>")?;
        let typed = open_form(&desk).ok_or(keys)?;
        desk.after(Duration::seconds(1));
        assert_eq!(desk.fake_store.typed, std::slice::from_ref(&typed), "{keys}");
        let mut again = desk.restarted();
        assert!(again.text().contains(&format!("Er staat nog tekst klaar: {words}")), "{keys}\n{}", again.text());
        again.keys("y")?;
        assert_eq!(open_form(&again), Some(typed), "{keys}\n{}", again.text());
        // Once it is open nothing is left to offer.
        assert!(typing::waiting(&again.model).is_none() && typing::refused(&again.model).is_none());
    }
    Ok(())
}

#[test]
fn what_is_recorded_or_thrown_away_on_purpose_is_offered_no_more() -> TestResult {
    let mut desk = on_a_case()?;
    desk.keys("fRook op de gang")?;
    desk.after(Duration::seconds(1));
    desk.keys("<ctrl-s>")?;
    assert!(desk.fake_store.typed.is_empty() && desk.model.view.layers.is_empty(), "{}", desk.text());
    desk.keys("fToch niet")?;
    desk.after(Duration::seconds(1));
    desk.keys("<ctrl-x>")?;
    assert!(desk.text().contains("Nog eens Ctrl-X: ja."), "{}", desk.text());
    // Any other key is a no, and no text.
    desk.keys("!<ctrl-x>")?;
    assert_eq!(open_form(&desk).and_then(|t| t.field(FieldName::Text)).as_deref(), Some("Toch niet"));
    desk.keys("<ctrl-x>")?;
    assert!(desk.model.view.layers.is_empty() && desk.fake_store.typed.is_empty(), "{}", desk.text());
    // Emptied by hand is as good as never typed.
    desk.keys("fToch niet")?;
    desk.after(Duration::seconds(1));
    desk.keys("<ctrl-u>")?;
    desk.after(Duration::seconds(1));
    assert!(desk.fake_store.typed.is_empty());
    assert_eq!(feiten(&desk), 2);
    Ok(())
}

#[test]
fn a_form_stays_until_the_disk_takes_it_and_is_tried_again_by_itself() -> TestResult {
    for (keys, words) in FORMS {
        let mut desk = on_a_case()?;
        desk.keys(keys)?;
        let typed = open_form(&desk).ok_or(keys)?;
        // A file is not in the log, and a case with a row is not withdrawn.
        if words == "monitor" || words.starts_with("intrekken") {
            continue;
        }
        let count = desk.fake_store.log.len();
        desk.full = true;
        desk.keys("<ctrl-s>")?;
        assert_eq!(open_form(&desk).map(|t| t.fields), Some(typed.fields), "{keys}\n{}", desk.text());
        let refused = desk.refused;
        desk.after(Duration::milliseconds(100));
        assert_eq!(desk.refused, refused, "not at once again");
        desk.after(Duration::seconds(40));
        assert!(desk.refused > refused, "{keys}");
        // The bottom line has moved on; what is not saved still stands.
        let text = desk.text();
        assert!(text.contains(&format!("Nog niet bewaard: {words}")), "{keys}\n{text}");
        assert!(text.contains("De schijf is vol."), "{text}");
        desk.full = false;
        desk.after(Duration::seconds(40));
        assert!(open_form(&desk).is_none() && desk.fake_store.log.len() > count, "{keys}\n{}", desk.text());
        assert!(typing::unsaved(&desk.model).is_empty() && typing::refused(&desk.model).is_none());
        assert!(desk.fake_store.typed.is_empty());
    }
    Ok(())
}

#[test]
fn what_is_typed_after_a_refusal_is_not_sent_by_itself() -> TestResult {
    let mut desk = on_a_case()?;
    desk.full = true;
    desk.keys("fRook<ctrl-s> op de gang")?;
    desk.full = false;
    desk.after(Duration::minutes(1));
    assert_eq!(feiten(&desk), 1);
    assert_eq!(
        desk.fake_store.typed.first().and_then(|t| t.field(FieldName::Text)).as_deref(),
        Some("Rook op de gang")
    );
    desk.keys("<ctrl-s>")?;
    assert_eq!(feiten(&desk), 2);
    Ok(())
}

#[test]
fn what_is_typed_while_a_form_is_on_its_way_is_text_and_no_command() -> TestResult {
    let text = |desk: &TestDesk| open_form(desk).and_then(|t| t.field(FieldName::Text));
    for (keys, full, then) in [
        (" op de gang", true, Some("Rook op de gang")),
        (" op de gang", false, Some(" op de gang")),
        ("<omlaag><omlaag>", true, Some("Rook")),
        ("<omlaag><omlaag>", false, None),
        ("<esc>", false, None),
    ] {
        let mut desk = on_a_case()?;
        desk.full = full;
        desk.slow = true;
        desk.keys("fRook<ctrl-s>")?;
        desk.keys(keys)?;
        assert!(desk.text().contains("Wordt bewaard…"), "{}", desk.text());
        assert_eq!(text(&desk).as_deref(), Some("Rook"));
        desk.slow = false;
        desk.answer();
        assert_eq!(text(&desk).as_deref(), then, "{keys} {full}\n{}", desk.text());
        assert_eq!(feiten(&desk), if full { 1 } else { 2 });
        let dropped = desk.text().contains("Wat u meteen daarna typte");
        assert_eq!(dropped, then.is_none(), "{}", desk.text());
    }
    Ok(())
}

#[test]
fn a_call_or_a_draft_that_is_closed_on_a_full_disk_is_still_at_hand() -> TestResult {
    let mut desk = on_a_case()?;
    let count = desk.fake_store.everything.meldingen.len();
    desk.full = true;
    desk.keys("n<tab>brand op kamer 4<esc>")?;
    assert!(desk.model.view.layers.is_empty());
    assert!(desk.text().contains("Nog niet bewaard: telefoontje"), "{}", desk.text());
    desk.keys("3<enter>Eigen woorden <esc>")?;
    let names = |desk: &TestDesk| {
        typing::unsaved(&desk.model)
            .iter()
            .map(|t| desk.model.view.target_words(&t.target))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let draft = format!("concept {} bij 2026-W47-01", DraftKind::ALL[0].label());
    assert_eq!(names(&desk), format!("telefoontje, {draft}"));
    desk.full = false;
    desk.after(Duration::seconds(40));
    assert_eq!(names(&desk), "");
    assert_eq!(desk.fake_store.typed.len(), 2);
    for mut desk in [desk.restarted(), desk] {
        desk.keys("y<enter>")?;
        assert!(desk.text().contains("brand op kamer 4"), "{}", desk.text());
        desk.after(Duration::seconds(1));
        let calls = desk.fake_store.everything.meldingen.values();
        let saved = calls.filter(|m| matches!(&m.content, Content::Call(c) if c.what.read() == "brand op kamer 4"));
        assert_eq!(saved.count(), 1);
        assert_eq!(desk.fake_store.everything.meldingen.len(), count + 1);
        desk.keys("<esc>y")?;
        assert!(desk.text().contains("Eigen woorden"), "{}", desk.text());
        desk.after(Duration::seconds(1));
        assert!(desk.fake_store.typed.is_empty(), "{:?}", desk.fake_store.typed);
    }
    Ok(())
}
