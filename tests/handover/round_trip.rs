//! Random weeks there and back between two stores.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use piket::{
    demo,
    domain::{
        ids::{Meldingnummer, Piketweek, WeekStart, Zaaknummer},
        melding::{Call, Content, MeldingKind},
        moment::Moment,
        termijn_choice::LezingChoice,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
    },
    judge::{case_rule::CaseRule, checklist::checklist, countdown::countdowns, visibility::Visibility},
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::{Handovers, Zaak},
    },
    rules::book::{Books, Rulebook},
    store::{self, Access, Bundle, Carried, Store, StoreKind, Unlock},
};
use proptest::prelude::*;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn open(folder: &Path, now: Moment) -> Outcome<Store> {
    Ok(store::open(folder, Access::Write, Some(StoreKind::Demo), Unlock::None, now)?)
}

fn bundle(store: &Store, now: Moment) -> Outcome<Bundle> {
    let week = Piketweek::from(now, WeekStart::default());
    let start = Moment::local(week.start(WeekStart::default()), WeekStart::default().time)?.moment;
    let desk = store.load_open()?;
    let zaken: Vec<&Zaak> = desk.zaken.values().filter(|z| z.is_open()).collect();
    let plain = store.bundle(&Carried {
        week,
        start,
        now,
        by: "eerste",
        zaken: zaken.iter().map(|z| (z.number, Vec::new())).collect(),
        inbox: desk.meldingen.values().filter(|m| m.is_open()).map(|m| m.number).collect(),
        reminders: zaken
            .iter()
            .flat_map(|z| z.running_reminders().map(|r| format!("{}/{}", z.number, r.number)))
            .collect(),
    })?;
    Ok(Bundle::read(&plain, Some(StoreKind::Demo))?)
}

/// A case without what is another at another desk: numbers of reports, and the handovers themselves.
fn bare(zaak: &Zaak, numbers: &BTreeMap<Meldingnummer, Meldingnummer>) -> Outcome<String> {
    let mut zaak = zaak.clone();
    zaak.handovers = Handovers::NONE;
    zaak.last = zaak.opened;
    for link in &mut zaak.meldingen {
        link.melding = numbers.get(&link.melding).copied().unwrap_or(link.melding);
    }
    let mut value = serde_json::to_value(&zaak)?;
    // Of the monitor it remembers the numbers of the forms.
    if let Some(forms) = value.pointer_mut("/monitorstand/formulieren") {
        *forms = serde_json::json!(forms.as_array().map(Vec::len));
    }
    Ok(value.to_string())
}

/// The terms that run, as the desk counts them down.
fn terms(zaak: &Zaak) -> Outcome<BTreeSet<(TermijnKind, Moment)>> {
    let (book, inrichtingen) = (Rulebook::built_in(), piket::intake::inrichtingen()?);
    let inrichting = zaak.plek().and_then(|name| inrichtingen.by_name(name));
    let list = checklist(zaak, book, inrichting, Visibility::Open);
    let all = countdowns(zaak, CaseRule::of(zaak, book, inrichting), LezingChoice::Streng, &list)?;
    Ok(all.iter().filter(|c| c.is_running()).map(|c| (c.termijn.kind, c.due)).collect())
}

fn call(number: u32, now: Moment) -> NewEvent {
    let text = |t: &str| Vertrouwelijk::new(t);
    let content = Content::Call(Call {
        caller: text("Proef"),
        number: text("06-0000 0000"),
        inrichting: None,
        what: text("eigen melding"),
        called: Some(now),
        voorval: None,
        constatering: None,
        rij: None,
    });
    let event =
        LogEvent::MeldingReceived { melding: Meldingnummer(number), form: MeldingKind::Phone, received: now, content };
    NewEvent { occurred_at: now, event }
}

/// Everything of the first desk stands at the second, under whatever numbers, and accepting it again changes nothing.
fn there(first: &Store, second: &mut Store, bundle: &Bundle, now: Moment) -> Outcome<BTreeMap<Zaaknummer, Zaaknummer>> {
    let mut here = BTreeMap::new();
    for zaak in bundle.header.zaken.iter().rev() {
        here.insert(zaak.number, second.accept(now, "tweede", bundle, zaak.number)?.here);
    }
    let mut numbers = second.accept_inbox(now, "tweede", bundle)?;
    let (was, became) = (first.load_all()?, second.load_all()?);
    for (there, here) in &here {
        let (there, here) = (&was.zaken[there], &became.zaken[here]);
        numbers.extend(there.meldingen.iter().zip(&here.meldingen).map(|(t, h)| (t.melding, h.melding)));
    }
    for (there, here) in &here {
        let (there, here) = (&was.zaken[there], &became.zaken[here]);
        let mut there = there.clone();
        there.number = here.number;
        assert_eq!(bare(&there, &numbers)?, bare(here, &BTreeMap::new())?);
        assert_eq!(terms(&there)?, terms(here)?);
    }
    for (there, here) in &numbers {
        let (there, here) = (&was.meldingen[there], &became.meldingen[here]);
        assert_eq!((&there.content, there.kind, there.received), (&here.content, here.kind, here.received));
        assert_eq!(there.is_open(), here.is_open());
    }
    let head = second.head()?;
    for zaak in &bundle.header.zaken {
        assert_eq!(second.accept(now, "tweede", bundle, zaak.number)?.entries, 0);
    }
    second.accept_inbox(now, "tweede", bundle)?;
    assert_eq!(second.head()?, head, "twee keer verandert niets");
    assert_eq!(second.check()?.errors, []);
    assert_eq!(second.compare()?, Vec::<String>::new());
    Ok(here)
}

fn hand_over(store: &mut Store, here: &BTreeMap<Zaaknummer, Zaaknummer>, now: Moment) -> Outcome {
    let (desk, head) = (store.desk_id()?.unwrap_or_default(), store.head()?);
    let gone = |(zaak, to): (&Zaaknummer, &Zaaknummer)| {
        let (desk, head, bundle, by) = (desk.clone(), head.clone(), String::new(), "tweede".to_owned());
        NewEvent { occurred_at: now, event: LogEvent::ZaakHandedOver { zaak: *zaak, to: *to, desk, head, bundle, by } }
    };
    store.write(now, "eerste", &here.iter().map(gone).collect::<Vec<_>>(), &[])?;
    Ok(())
}

fn round_trip(seed: u64, now: Moment, own: u32) -> Outcome {
    let (one, two) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let (mut first, mut second) = (open(one.path(), now)?, open(two.path(), now)?);
    let (book, sender) = (Rulebook::built_in(), demo::sender());
    let inrichtingen = piket::intake::inrichtingen()?;
    let start = WeekStart::default();
    let context = demo::context(now, start, Books { book, inrichtingen: &inrichtingen }, &sender);
    first.play_history("eerste", &demo::week(seed, &context)?)?;
    for number in 1..=own {
        second.write(now, "tweede", &[call(number, now)], &[])?;
    }
    let made = bundle(&first, now)?;
    assert!(made.header.zaken.len() > 5 && made.header.meldingen.iter().any(|m| m.inbox));
    let here = there(&first, &mut second, &made, now)?;
    hand_over(&mut first, &here, now)?;
    assert!(bundle(&first, now)?.header.zaken.is_empty());
    // And back again, with something that was added there.
    let later = now.plus(chrono::Duration::hours(3));
    let zaak = *here.values().next().ok_or("geen zaak")?;
    let reminder =
        LogEvent::ReminderSet { zaak, reminder: 90, when: later, text: Vertrouwelijk::new("bellen"), step: None };
    second.write(now, "tweede", &[NewEvent { occurred_at: now, event: reminder }], &[])?;
    let back = bundle(&second, later)?;
    let home = there(&second, &mut first, &back, later)?;
    for (number, to) in &here {
        assert_eq!(home.get(to), Some(number), "een zaak komt terug onder haar eigen nummer");
    }
    let zaak = *home.get(&zaak).ok_or("niet terug")?;
    let desk: Desk = first.load_all()?;
    assert!(desk.zaken[&zaak].is_open() && desk.zaken[&zaak].running_reminders().any(|r| r.number == 90));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_week_goes_there_and_back_and_stays_what_it_was(seed in 1_u64..9999, hour in 0_i64..9000, own in 0_u32..4) {
        let begin = Moment::from_rfc3339("2026-03-20T02:10:00+01:00").map_err(|e| TestCaseError::fail(e.to_string()))?;
        let now = begin.plus(chrono::Duration::hours(hour));
        if let Err(error) = round_trip(seed, now, own) {
            return Err(TestCaseError::fail(error.to_string()));
        }
    }
}
