//! A reminder of the officer's own: one key, a time and a few words. It counts down in its case, its
//! text is masked as any other, it rings with its number alone, and it is done by a key or by being seen.

use chrono::Duration;
use piket::app::effect::Effect;

use crate::desk::{Proef, Proefdesk};

#[test]
fn it_is_set_with_one_key_and_stands_in_the_case_until_it_is_done() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let zaak = desk.zaak("15", "FPC Pompestichting")?;
    desk.toetsen("R02:00<tab>bel S. Fictema terug<ctrl-s>")?;
    // "02:00" at ten past two is tomorrow's.
    assert!(desk.tekst().contains("De herinnering staat op ma 23-11 02:00."), "{}", desk.tekst());
    desk.toetsen("u")?;
    assert!(!desk.tekst().contains("herinnering ma"), "{}", desk.tekst());
    desk.toetsen("R02:30<tab>bel S. Fictema terug<ctrl-s>")?;
    assert!(desk.regel("herinnering").contains("STRAKS 20:00  herinnering zo 22-11 02:30"), "{}", desk.tekst());
    desk.toetsen("wG")?;
    assert!(!desk.tekst().contains("Fictema") && desk.tekst().contains("Herinnering 2"), "{}", desk.tekst());
    desk.toetsen("m")?;
    assert!(desk.tekst().contains("bel S. Fictema terug"), "{}", desk.tekst());
    desk.gevraagd.clear();
    desk.na(Duration::minutes(20));
    let alarmen: Vec<&str> = desk.gevraagd.iter().filter_map(tekst).collect();
    assert_eq!(alarmen, [format!("{zaak}: herinnering 2 van 02:30")]);
    assert!(desk.tekst().contains("ALARM 2026-W47-01: herinnering 2 van 02:30"), "{}", desk.tekst());
    // Later, again, and then it is done.
    desk.toetsen("L")?;
    assert!(!desk.tekst().contains("ALARM"), "{}", desk.tekst());
    desk.na(Duration::minutes(10));
    assert!(desk.tekst().contains("ALARM"), "{}", desk.tekst());
    desk.toetsen("s")?;
    assert!(!desk.tekst().contains("ALARM") && !desk.tekst().contains("herinnering zo"), "{}", desk.tekst());
    assert!(desk.tekst().contains("Herinnering 2 is af."), "{}", desk.tekst());
    desk.gevraagd.clear();
    desk.na(Duration::hours(5));
    assert!(desk.gevraagd.iter().filter_map(tekst).all(|t| !t.contains("herinnering")));
    Ok(())
}

fn tekst(effect: &Effect) -> Option<&str> {
    match effect {
        Effect::Alarm(alarm) => Some(&alarm.tekst),
        _ => None,
    }
}

#[test]
fn it_is_done_on_its_own_line_and_rings_behind_the_lock() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.toetsen("R02:30<tab>eerste<ctrl-s>R02:40<tab>tweede<ctrl-s>w")?;
    desk.toetsen("G<omhoog>x")?;
    assert!(desk.tekst().contains("Herinnering 1 is af."), "{}", desk.tekst());
    desk.toetsen("<ctrl-l>")?;
    desk.gevraagd.clear();
    desk.na(Duration::minutes(31));
    let alarmen: Vec<&str> = desk.gevraagd.iter().filter_map(tekst).collect();
    assert_eq!(alarmen, ["2026-W47-01: herinnering 2 van 02:40"]);
    Ok(())
}
