//! The end of a week at the desk: what the week screen leads to, and the files that are made from it.

use chrono::Duration;
use piket::{
    desk::{
        effect::Effect,
        msg::{Msg, TakenPart},
        state::{
            item::Item,
            monitor_screen::{ChartLine, ChartShape, MonitorChart, MonitorProgress},
            overdracht_screen::{OpenedOverdracht, OpenedPart, PartState},
        },
    },
    domain::{
        copy_reason::CopyReason,
        error::{Error, Result},
        ids::{Piketweek, Zaaknummer},
        if_exists::IfExists,
        overdracht_order::{OverdrachtOrder, OverdrachtPart},
        passphrase::Passphrase,
    },
    judge::week::WeekFacts,
};

use crate::desk::{TestDesk, TestResult, compare};

fn orders(desk: &TestDesk) -> Vec<OverdrachtOrder> {
    let order = |effect: &Effect| match effect {
        Effect::Overdracht { order, .. } => Some(order.clone()),
        _ => None,
    };
    desk.requested.iter().filter_map(order).collect()
}

/// What behind F4 is made of the demo week.
pub fn charts(desk: &TestDesk) -> Vec<MonitorChart> {
    let zaken: Vec<Zaaknummer> = desk.fake_store.everything.zaken.keys().copied().collect();
    let line = |label: &str, zaken: Vec<Zaaknummer>| ChartLine {
        label: label.to_owned(),
        count: zaken.len(),
        note: "op tijd 3 van de 4".to_owned(),
        zaken,
    };
    let weeks = vec![line("2026-W46 (ervoor)", Vec::new()), line("2026-W47", zaken.clone())];
    let chart = |title: &str, shape, lines| MonitorChart {
        title: title.to_owned(),
        about: "Zaken, met hoe vaak hun formulier op tijd was van die getoetst zijn.".to_owned(),
        shape,
        lines,
    };
    let rows = vec![line("rij 2, Agressie", zaken.iter().copied().take(3).collect()), line("rij 6, Brand", zaken)];
    vec![chart("Weken", ChartShape::Sparkline, weeks), chart("Per rij", ChartShape::Bars, rows)]
}

#[test]
fn the_monitor_is_shown_while_it_is_made_and_leads_from_a_number_to_its_cases() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    desk.keys("<f4>")?;
    let Some(Effect::Charts { period, .. }) = desk.requested.last().cloned() else {
        return Err(format!("{:?}", desk.requested).into());
    };
    desk.send(Msg::MonitorProgress { period, progress: MonitorProgress { done: 3, of: 9 } });
    assert!(desk.text().contains("3 van 9 weken"), "{}", desk.text());
    let made = charts(&desk);
    desk.send(Msg::Charts { period, result: Ok(made) });
    compare("cijfers-weken-80x24", &desk.picture());
    desk.keys("<tab>")?;
    compare("cijfers-rijen-80x24", &desk.picture());
    desk.keys("<enter>")?;
    let Some(Effect::Bring { title, zaken }) = desk.requested.last().cloned() else {
        return Err(format!("{:?}", desk.requested).into());
    };
    assert_eq!(zaken.len(), 3, "{title}");
    let everything = Box::new(desk.fake_store.everything.clone());
    desk.send(Msg::Brought { title, zaken: zaken.clone(), result: Ok(everything) });
    assert!(desk.text().contains("rij 2, Agressie: 3"), "{}", desk.text());
    desk.keys("<enter>")?;
    assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
    assert_eq!(desk.model.view.chosen, zaken.first().map(|zaak| Item::Zaak(*zaak)));
    Ok(())
}

/// The week screen with questions that are left.
fn open(desk: &mut TestDesk) -> TestResult {
    let week: Piketweek = "2026-W47".parse()?;
    let facts = WeekFacts { retention: 3, ..WeekFacts::default() };
    let everything = Box::new(desk.fake_store.everything.clone());
    desk.send(Msg::Week { week, result: Ok((everything, facts)) });
    Ok(())
}

#[test]
fn the_handover_is_one_key_from_the_week_and_says_where_it_is() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    open(&mut desk)?;
    desk.keys("overdracht<enter>")?;
    assert!(
        desk.text().contains("Overdracht maken") && desk.text().contains("overdracht-2026-W47.pdf"),
        "{}",
        desk.text()
    );
    desk.keys("<ctrl-s>")?;
    let [order] = &orders(&desk)[..] else { return Err(format!("{:?}", desk.requested).into()) };
    let file = "overdracht-2026-W47.pdf".to_owned();
    let week = "2026-W47".parse()?;
    let existing = IfExists::KeepChosen;
    assert_eq!(*order, OverdrachtOrder { week, file, existing, recipients: Vec::new(), passphrase: None });
    // A file that is there stays, and what was asked is asked again with why.
    let error = piket::domain::error::Error::data("«overdracht-2026-W47.pdf» is er al.");
    desk.send(Msg::OverdrachtFailed { order: order.clone(), error });
    let screen = desk.text();
    assert!(screen.contains("Overdracht maken") && screen.contains("is er al"), "{screen}");
    desk.keys("<omlaag><omlaag><omlaag>vervang<ctrl-s>")?;
    let again = orders(&desk).last().cloned().ok_or("niet opnieuw gevraagd")?;
    assert_eq!(again, OverdrachtOrder { existing: IfExists::Replace, ..order.clone() }, "{}", desk.text());
    let sentence = "De overdracht van 2026-W47 staat in /tmp/overdracht-2026-W47.pdf. De ontvanger ziet daarin dezelfde woorden: a b c d e (regel 9).";
    desk.send(Msg::OverdrachtWritten { object: "overdracht bij regel 9".to_owned(), sentence: sentence.to_owned() });
    assert!(desk.text().contains("staat in /tmp/overdracht-2026-W47.pdf"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_closed_handover_asks_a_passphrase_twice_and_never_shows_it() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    desk.keys("<f8><tab><ctrl-u>mee.age<ctrl-s>")?;
    assert!(orders(&desk).is_empty(), "niets is gemaakt voor er een wachtwoord is");
    assert!(desk.text().contains("Wachtwoord voor de overdracht"), "{}", desk.text());
    desk.keys("paard boter maan<enter>")?;
    assert!(desk.text().contains("Typ het nog een keer"), "{}", desk.text());
    desk.keys("paard boter maan")?;
    assert!(!desk.text().contains("boter"), "{}", desk.text());
    desk.keys("<enter>")?;
    let [order] = &orders(&desk)[..] else { return Err(format!("{:?}", desk.requested).into()) };
    assert_eq!((order.file.as_str(), &order.passphrase), ("mee.age", &Some(Passphrase::new("paard boter maan"))));
    assert!(!format!("{:?}", desk.fake_store.typed).contains("boter"), "een wachtwoord wordt niet bewaard");
    Ok(())
}

#[test]
fn with_keys_of_who_takes_over_no_passphrase_is_asked() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("<f8><tab><ctrl-u>mee.age<tab>age1een, age1twee<ctrl-s>")?;
    let [order] = &orders(&desk)[..] else { return Err(desk.text().into()) };
    assert_eq!(order.recipients, ["age1een", "age1twee"]);
    Ok(())
}

#[test]
fn a_reason_that_does_not_fit_its_line_stands_whole_beneath_the_list() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    open(&mut desk)?;
    desk.keys("bewaren")?;
    let text: String = desk.text().split_whitespace().collect::<Vec<_>>().join(" ").replace(" │ │ ", " ");
    assert!(text.contains("«piket bewaartermijn wis» wist"), "{text}");
    Ok(())
}

#[test]
fn a_copy_that_was_asked_for_says_where_it_is_and_a_demo_makes_none() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.keys("<f6>")?;
    assert!(desk.text().contains("het is een oefening"), "{}", desk.text());
    let path = "/home/p/reservekopie/2026-11-22".to_owned();
    desk.send(Msg::Backup { reason: CopyReason::Asked, result: Ok(path.clone()) });
    assert!(desk.text().contains(&path), "{}", desk.text());
    Ok(())
}

/// A handover of two cases and an inbox, as it was opened.
pub fn handover() -> Result<OpenedOverdracht> {
    let part = |part, title: &str| OpenedPart {
        part,
        title: title.to_owned(),
        told: vec![
            "Situatie: rij 6: brand; FPC Pompestichting; geopend zo 22-11 01:00.".to_owned(),
            "- MBV vóór 12:00".to_owned(),
        ],
        state: PartState::Waiting,
    };
    Ok(OpenedOverdracht {
        week: "2026-W46".parse()?,
        about: "Gemaakt ma 16-11 08:45 door A. Ander. Controlewoorden: a b c d e.".to_owned(),
        parts: vec![
            part(OverdrachtPart::Zaak("2026-W46-01".parse()?), "2026-W46-01  rij 6  FPC Pompestichting"),
            part(OverdrachtPart::Zaak("2026-W46-02".parse()?), "2026-W46-02  rij 9  CTP Veldzicht"),
            part(OverdrachtPart::Inbox, "Inbox: 1"),
        ],
        receipt: "/tmp/ontvangst-2026-W46.json".to_owned(),
    })
}

fn taken(desk: &TestDesk) -> Vec<OverdrachtPart> {
    let part = |effect: &Effect| match effect {
        Effect::TakePart { part, .. } => Some(*part),
        _ => None,
    };
    desk.requested.iter().filter_map(part).collect()
}

#[test]
fn a_handover_is_read_and_accepted_case_by_case() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    desk.keys("<f5><ctrl-s>geheim van samen<enter>")?;
    let Some(Effect::OpenOverdracht { reading, .. }) = desk.requested.last().cloned() else {
        return Err(desk.text().into());
    };
    assert_eq!(reading.passphrase, Some(Passphrase::new("geheim van samen")));
    desk.send(Msg::OverdrachtOpened(handover()));
    compare("overnemen-80x24", &desk.picture());
    desk.keys("<omlaag><enter>")?;
    desk.after(Duration::seconds(2));
    // One that is under way is not asked again.
    desk.keys("<enter>")?;
    let second = OverdrachtPart::Zaak("2026-W46-02".parse()?);
    assert_eq!(taken(&desk), [second]);
    let with = desk.model.view.desk.clone();
    let said = "Zaak 2026-W46-02: overgenomen met 9 regels.".to_owned();
    let part = TakenPart { said, desk: with, object: "overdracht bij regel 9, bestand ab".to_owned() };
    desk.send(Msg::PartTaken { part: second, result: Ok(Box::new(part)) });
    assert!(desk.line("2026-W46-02").contains("overgenomen"), "{}", desk.text());
    assert!(desk.line("2026-W46-01").contains("nog niet"), "{}", desk.text());
    let error = Error::no("Zaak 2026-W46-01 is hier verder behandeld (regel 3); ze is niet overgenomen.");
    desk.keys("<omhoog><enter>")?;
    desk.send(Msg::PartTaken { part: OverdrachtPart::Zaak("2026-W46-01".parse()?), result: Err(error) });
    assert!(desk.text().contains("is hier verder behandeld"), "{}", desk.text());
    desk.keys("<esc>")?;
    assert!(
        desk.text().contains("1 van 3 overgenomen") && desk.text().contains("ontvangst-2026-W46.json"),
        "{}",
        desk.text()
    );
    Ok(())
}
