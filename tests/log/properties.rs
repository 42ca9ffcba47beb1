//! What must hold for any night: the projections are the fold of the log, a rebuild changes nothing,
//! a refused batch leaves nothing, and the log keeps its order whatever the clock does.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    domain::{
        error::{Error, ErrorKind},
        ids::{Meldingnummer, Zaaknummer},
        melding::{Call, Content},
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
    },
    store::{Access, Blob, Rebuilt, Store, Unlock, open},
};
use proptest::{prelude::*, test_runner::TestCaseResult};

use crate::import::round_trip;
use crate::support::{Narrative, Roll, TestResult, fill, fixed_rolls, for_writing, now, raw_connection, roll};

pub fn fail(e: impl std::fmt::Display) -> TestCaseError {
    TestCaseError::fail(e.to_string())
}

/// Everything a rebuild must leave as it was.
pub fn everything(store: &Store) -> Result<(Desk, Desk, Vec<Desk>), Error> {
    let hits =
        ["a", "rij", "M00", "2026-W47", "voorbeeldhoeve", "e"].map(|t| store.search(t, 1_000).map(|hits| hits.desk));
    Ok((store.load_all()?, store.load_open()?, hits.into_iter().collect::<Result<_, _>>()?))
}

/// Whether an event destroys the texts of an earlier one.
fn purges(later: &LogEvent, earlier: &LogEvent) -> bool {
    match later {
        LogEvent::ZaakPurged { zaak, .. } => earlier.zaak() == Some(*zaak),
        LogEvent::MeldingPurged { melding, .. } => earlier.zaak().is_none() && earlier.melding() == Some(*melding),
        _ => false,
    }
}

fn night(rolls: &[Roll], per_batch: usize) -> TestCaseResult {
    let folder = tempfile::tempdir().map_err(fail)?;
    let mut store = for_writing(folder.path()).map_err(fail)?;
    let (mut narrative, mut desk, mut log) = (Narrative::default(), Desk::default(), Vec::new());
    for group in rolls.chunks(per_batch) {
        let new: Vec<NewEvent> = group.iter().map(|w| narrative.tell(w)).collect::<Result<_, _>>().map_err(fail)?;
        // The clock goes back as often as forward.
        let clock = now().plus(Duration::minutes(group.iter().map(|w| w.minutes).sum()));
        let entries = store.write(clock, "p.piket", &new, &[]).map_err(fail)?;
        prop_assert_eq!(entries.len(), new.len());
        for e in &entries {
            desk.apply(e);
        }
        log.extend(entries);
    }
    prop_assert!(log.is_sorted_by_key(|e| e.recorded_at));
    prop_assert!(log.iter().map(|e| e.seq).eq(1..=log.len() as u64));
    let back = store.entries(None, None).map_err(fail)?;
    prop_assert_eq!(back.len(), log.len());
    for (pos, (then, now)) in log.iter().zip(&back).enumerate() {
        if log.iter().skip(pos + 1).any(|later| purges(&later.event, &then.event)) {
            let remaining = piket::log::wire::write(&now.event).map_err(fail)?.to_string();
            prop_assert!(!remaining.contains("\"§\":\""), "{} {}", now.seq, remaining);
            prop_assert_eq!((then.seq, then.event.form().kind), (now.seq, now.event.form().kind));
        } else {
            prop_assert_eq!(then, now);
        }
    }
    store.clean_remains(now()).map_err(fail)?;
    let before = everything(&store).map_err(fail)?;
    prop_assert_eq!(&before.0, &desk);
    let Rebuilt { zaken, meldingen, differences } = store.rebuild().map_err(fail)?;
    prop_assert_eq!((zaken, meldingen, differences), (desk.zaken.len(), desk.meldingen.len(), 0));
    prop_assert_eq!(everything(&store).map_err(fail)?, before);
    round_trip(&store)?;
    drop(store);
    let chain = for_writing(folder.path()).and_then(|o| o.check()).map_err(fail)?;
    prop_assert_eq!((chain.entries, chain.errors), (log.len() as u64, vec![]));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_night_is_the_fold_of_its_log(rolls in prop::collection::vec(roll(), 1..60), per_batch in 1..12usize) {
        night(&rolls, per_batch)?;
    }
}

/// Otherwise the property above proves less than it says.
#[test]
fn a_told_night_has_every_kind_of_event() -> TestResult {
    let mut narrative = Narrative::default();
    let each_kind = fixed_rolls(84).into_iter().zip((0..28).cycle()).map(|(w, kind)| Roll { kind, ..w });
    let told: Vec<NewEvent> = each_kind.map(|w| narrative.tell(&w)).collect::<Result<_, _>>()?;
    let kinds: BTreeSet<&str> = told.iter().map(|n| n.event.form().kind).collect();
    assert_eq!(kinds.len(), 28, "{kinds:?}");
    Ok(())
}

#[test]
fn a_batch_that_does_not_fit_leaves_nothing() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let mut narrative = fill(&mut store, 70)?;
    let (before, chain) = (everything(&store)?, store.check()?);
    let good = narrative.tell(&Roll { kind: 10, a: 1, b: 1, text: "goed".to_owned(), minutes: 0 })?;
    let new_event = |event| NewEvent { occurred_at: now(), event };
    let unknown = Zaaknummer { week: "2026-W47".parse()?, sequence: 99 };
    let earlier: Vec<LogEvent> = store.entries(None, None)?.into_iter().map(|e| e.event).collect();
    let zaak = earlier.iter().find(|e| matches!(e, LogEvent::ZaakOpened { .. })).cloned().ok_or("geen zaak")?;
    let mail = earlier.iter().find_map(|e| match e {
        LogEvent::MeldingReceived { melding, form, received, content: content @ Content::Mail(_) } => {
            let second_pass = Meldingnummer(900);
            let (form, received, content) = (*form, *received, content.clone());
            Some((*melding, LogEvent::MeldingReceived { melding: second_pass, form, received, content }))
        }
        _ => None,
    });
    let (melding, mail) = mail.ok_or("geen mail")?;
    let call = LogEvent::CallUpdated { melding, call: Call::default() };
    for (error, kind) in [
        (LogEvent::ZaakClosed { zaak: unknown }, ErrorKind::Usage),
        (LogEvent::MeldingSetAside { melding: Meldingnummer(800), reason: Vertrouwelijk::default() }, ErrorKind::Usage),
        (zaak, ErrorKind::Usage),
        (call, ErrorKind::Usage),
        (mail, ErrorKind::No),
    ] {
        let blob = Blob::new(b"nooit bewaard".to_vec());
        let digest = blob.digest().to_owned();
        let refused = store.write(now(), "p.piket", &[good.clone(), new_event(error)], &[blob]);
        assert_eq!(refused.as_ref().map_err(|e| e.kind), Err(kind), "{refused:?}");
        assert!(refused.is_err_and(|e| e.hint.is_some()));
        assert_eq!((everything(&store)?, store.check()?), (before.clone(), chain.clone()));
        assert_eq!(store.blob(&digest)?, None);
    }
    Ok(())
}

#[test]
fn a_known_mail_is_refused_by_name_also_within_one_batch() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let mut narrative = Narrative::default();
    narrative.tell(&Roll { kind: 6, a: 1, b: 0, text: String::new(), minutes: 0 })?;
    let mail = narrative.tell(&Roll { kind: 0, a: 1, b: 0, text: "mail".to_owned(), minutes: 0 })?;
    let LogEvent::MeldingReceived { form, received, content, .. } = mail.event.clone() else {
        return Err("geen mail".into());
    };
    let duplicate = LogEvent::MeldingReceived { melding: Meldingnummer(2), form, received, content };
    let duplicate = NewEvent { occurred_at: now(), event: duplicate };
    let combine = store.write(now(), "p", &[mail.clone(), duplicate.clone()], &[]);
    assert!(combine.is_err_and(|e| e.sentence.contains("M0001")));
    store.write(now(), "p", &[mail], &[])?;
    assert!(store.write(now(), "p", &[duplicate], &[]).is_err_and(|e| e.sentence.contains("M0001")));
    assert_eq!(store.melding_by_fingerprint("afdruk M0001")?, Some(Meldingnummer(1)));
    assert_eq!(store.melding_by_message_id("M0001@voorbeeld.test")?, Some(Meldingnummer(1)));
    assert_eq!(store.melding_by_message_id("anders")?, None);
    Ok(())
}

#[test]
fn a_damaged_projection_is_found_and_mended() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    fill(&mut store, 70)?;
    let good = everything(&store)?;
    raw_connection(folder.path())?.execute_batch(
        "UPDATE zaak SET gegevens = '{}' WHERE begin = (SELECT min(begin) FROM zaak);
         DELETE FROM melding WHERE nummer = 1; DELETE FROM teller;",
    )?;
    assert!(store.load_all().is_err_and(|e| e.hint.is_some_and(|h| h.contains("piket herbouw"))));
    assert_eq!(store.rebuild()?.differences, 2 + good.0.zaak_counter.len());
    assert_eq!(everything(&store)?, good);
    assert_eq!(store.rebuild()?.differences, 0);
    Ok(())
}

#[test]
fn the_desk_starts_with_what_is_open_and_what_was_busy() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    fill(&mut store, 300)?;
    let everything = store.load_all()?;
    let later = now().plus(Duration::days(400));
    let open_zaken: Vec<_> = everything.zaken.values().filter(|z| z.is_open()).cloned().collect();
    assert!(!open_zaken.is_empty() && open_zaken.len() < everything.zaken.len());
    let start = store.load_open()?;
    assert_eq!(start.zaken.values().cloned().collect::<Vec<_>>(), open_zaken);
    let expected: BTreeSet<_> = everything
        .meldingen
        .values()
        .filter(|m| m.is_open())
        .map(|m| m.number)
        .chain(open_zaken.iter().flat_map(|z| &z.meldingen).map(|k| k.melding))
        .collect();
    assert_eq!(start.meldingen.keys().copied().collect::<BTreeSet<_>>(), expected);
    assert_eq!((&start.zaak_counter, start.melding_counter), (&everything.zaak_counter, everything.melding_counter));
    let recent = store.load_recent(now())?;
    assert_eq!((&recent.zaken, &recent.meldingen), (&everything.zaken, &everything.meldingen));
    assert_eq!(store.load_recent(later)?, Desk::default());
    // One entry brings a closed case back for as long as it is recent.
    let shut = everything.zaken.values().find(|z| !z.is_open()).ok_or("geen gesloten zaak")?.number;
    let event = LogEvent::EnteredInMonitor { zaak: shut, week: shut.week };
    store.write(later, "p", &[NewEvent { occurred_at: later, event }], &[])?;
    assert!(store.load_recent(later)?.zaken.keys().eq([&shut]));
    let week = store.zaken_of_week(shut.week)?;
    assert!(week.iter().map(|z| z.number).eq(everything.zaken.keys().copied().filter(|z| z.week == shut.week)));
    assert!(store.fetch(shut)?.zaken.contains_key(&shut));
    Ok(())
}

#[test]
fn the_past_can_be_asked_and_a_reader_sees_what_the_desk_wrote() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let narrative = fill(&mut desk, 40)?;
    let reader = open(folder.path(), Access::Read, None, Unlock::None, now())?;
    let zaak = *narrative.zaken.first().ok_or("geen zaak")?;
    let then = desk.entries(Some(zaak), None)?;
    assert!(then.iter().all(|e| e.event.zaak() == Some(zaak)));
    let event = LogEvent::ZaakReopened { zaak, reason: Vertrouwelijk::new("later") };
    let later = now().plus(Duration::hours(1));
    desk.write(later, " p\npiket ", &[NewEvent { occurred_at: now(), event }], &[])?;
    assert_eq!(reader.entries(Some(zaak), Some(now()))?, then);
    let everything = reader.entries(Some(zaak), Some(later))?;
    assert_eq!(everything.len(), then.len() + 1);
    assert_eq!(everything.last().map(|e| e.actor.as_str()), Some("p piket"));
    let mut reader = reader;
    let event = LogEvent::ZaakClosed { zaak };
    assert!(reader.write(later, "p", &[NewEvent { occurred_at: now(), event }], &[]).is_err());
    assert!(reader.rebuild().is_err());
    Ok(())
}

#[test]
fn files_are_kept_once_under_their_digest() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let mut narrative = Narrative::default();
    let blob = Blob::new(b"Van: iemand@voorbeeld.test".to_vec());
    for w in fixed_rolls(3) {
        store.write(now(), "p", &[narrative.tell(&w)?], std::slice::from_ref(&blob))?;
    }
    assert_eq!(store.blob(blob.digest())?.as_deref(), Some(&b"Van: iemand@voorbeeld.test"[..]));
    let db = raw_connection(folder.path())?;
    let count: i64 = db.query_row("SELECT count(*) FROM bijlage", [], |r| r.get(0))?;
    assert_eq!(count, 1);
    assert!(db.execute("UPDATE bijlage SET bytes = x'00'", []).is_err());
    db.execute_batch("DROP TRIGGER bijlage_vast; UPDATE bijlage SET bytes = x'00'")?;
    assert_eq!(store.check()?.errors.iter().map(|f| f.seq).collect::<Vec<_>>(), [1]);
    Ok(())
}
