//! Copies of the log: whole or not there, never fewer good ones than before, and put back without losing
//! what stood in their place.

use std::{fs, num::NonZeroUsize, path::Path};

use chrono::Duration;
use piket::{
    domain::audit::{Audit, AuditAct, Origin, Outcome},
    store::{
        Access, StopSign, Store, Unlock,
        backup::{BackupName, BackupOutcome, When, create, list, restore},
        open,
    },
};
use proptest::prelude::*;

use crate::support::{Narrative, TestResult, fill, fixed_rolls, for_writing, now, raw_connection};

fn keep(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).unwrap_or(NonZeroUsize::MIN)
}

/// A copy at so many minutes past the beginning.
fn copy(folder: &Path, minutes: i64) -> Result<BackupName, Box<dyn std::error::Error>> {
    match create(
        folder,
        Unlock::None,
        now().plus(Duration::minutes(minutes)),
        keep(3),
        When::Always,
        &StopSign::default(),
    )? {
        BackupOutcome::New(name) => Ok(name),
        BackupOutcome::Unchanged(name) => Err(format!("{name} stond er al").into()),
    }
}

/// A night of so many events, going on where `narrative` is.
fn onward(store: &mut Store, narrative: &mut Narrative, from: usize, until: usize) -> TestResult {
    for w in fixed_rolls(until).iter().skip(from) {
        store.write(now(), "p.piket", &[narrative.tell(w)?], &[])?;
    }
    Ok(())
}

fn export(folder: &Path) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut out = Vec::new();
    open(folder, Access::Read, None, Unlock::None, now())?.export(&mut out)?;
    Ok(out)
}

#[test]
fn a_copy_beside_a_writing_desk_is_whole_and_comes_back_as_it_was() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let mut narrative = fill(&mut desk, 40)?;
    let name = copy(folder.path(), 0)?;
    assert_eq!((name.seq, name.to_string().as_str()), (40, "20261122T011000Z-000040"));
    let then = export(folder.path())?;
    onward(&mut desk, &mut narrative, 40, 60)?;
    assert!(restore(folder.path(), name, Unlock::None, now()).is_err_and(|f| f.sentence.contains("Een andere piket")));
    desk.close()?;
    let soon = export(folder.path())?;

    let restored = restore(folder.path(), name, Unlock::None, now())?;
    assert_eq!((restored.head.seq, restored.previous), (40, Some(60)));
    assert!(export(folder.path())? == then && export(&restored.saved)? == soon);
    // Nothing is overwritten, also not by the same again; and the desk goes on behind what came back.
    assert!(restore(folder.path(), name, Unlock::None, now()).is_err());
    let mut desk = for_writing(folder.path())?;
    assert_eq!(desk.missing_tail()?, None);
    let open = desk.load_all()?;
    let zaak = *open.zaken.keys().next().ok_or("geen zaak")?;
    let event = piket::log::event::LogEvent::ZaakClosed { zaak };
    desk.write(now(), "p", &[piket::log::event::NewEvent { occurred_at: now(), event }], &[])?;
    assert_eq!(desk.check()?.errors, []);
    Ok(())
}

#[test]
fn what_did_not_change_is_not_copied_and_the_oldest_go_first() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let mut narrative = fill(&mut desk, 5)?;
    let mut created = vec![copy(folder.path(), 0)?];
    let repeated = create(
        folder.path(),
        Unlock::None,
        now().plus(Duration::minutes(1)),
        keep(3),
        When::IfChanged,
        &StopSign::default(),
    )?;
    assert_eq!(repeated, BackupOutcome::Unchanged(*created.last().ok_or("leeg")?));
    for (i, minutes) in (1..6).zip(2..) {
        onward(&mut desk, &mut narrative, 4 + i, 5 + i)?;
        created.push(copy(folder.path(), minutes)?);
    }
    let remaining = list(folder.path(), Unlock::None)?;
    assert!(remaining.iter().all(|k| k.state.as_ref().is_ok_and(|head| head.seq == k.name.seq) && k.bytes > 0));
    assert!(remaining.iter().map(|k| k.name).eq(created.into_iter().skip(3)));
    Ok(())
}

#[test]
fn a_clock_that_ran_ahead_pushes_no_later_copy_out() -> TestResult {
    let years = 73 * 366 * 24 * 60;
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let mut narrative = fill(&mut desk, 5)?;
    copy(folder.path(), years)?;
    let mut created = Vec::new();
    for (i, minutes) in (1..4).zip(2..) {
        onward(&mut desk, &mut narrative, 4 + i, 5 + i)?;
        created.push(copy(folder.path(), minutes)?);
    }
    let remaining = list(folder.path(), Unlock::None)?;
    assert!(remaining.iter().map(|k| k.name).eq(created.iter().copied()), "{remaining:?}");
    // Of two that hold the same, the one just made stays, whatever the clock said.
    copy(folder.path(), years)?;
    let when = now().plus(Duration::minutes(9));
    let BackupOutcome::New(name) =
        create(folder.path(), Unlock::None, when, keep(1), When::Always, &StopSign::default())?
    else {
        return Err("niet gemaakt".into());
    };
    let remaining = list(folder.path(), Unlock::None)?;
    assert!(remaining.iter().map(|k| k.name).eq([name]), "{remaining:?}");
    Ok(())
}

#[test]
fn a_lost_tail_is_named_and_pushes_no_copy_out() -> TestResult {
    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?, 20)?;
    let early = fs::read(folder.path().join("piket.db"))?;
    let mut desk = for_writing(folder.path())?;
    let mut narrative = Narrative::default();
    for w in fixed_rolls(20) {
        narrative.tell(&w)?;
    }
    onward(&mut desk, &mut narrative, 20, 30)?;
    copy(folder.path(), 0)?;
    desk.close()?;
    // An older file in its place: every entry in it is sound.
    fs::write(folder.path().join("piket.db"), early)?;
    let store = open(folder.path(), Access::Read, None, Unlock::None, now())?;
    assert_eq!(store.check()?.errors, []);
    let sentence = store.missing_tail()?.ok_or("niet gezien")?;
    assert!(sentence.contains("eindigt bij regel 20") && sentence.contains("regel 21 tot en met 30"), "{sentence}");
    assert!(
        create(folder.path(), Unlock::None, now(), keep(1), When::Always, &StopSign::default())
            .is_err_and(|f| f.sentence == sentence)
    );
    assert_eq!(list(folder.path(), Unlock::None)?.len(), 1);
    Ok(())
}

#[test]
fn a_damaged_log_is_replaced_and_kept() -> TestResult {
    for damage in [&b"niets"[..], &[7; 8192], b""] {
        let folder = tempfile::tempdir()?;
        fill(&mut for_writing(folder.path())?, 20)?;
        let name = copy(folder.path(), 0)?;
        let good = export(folder.path())?;
        fs::write(folder.path().join("piket.db"), damage)?;
        fs::write(folder.path().join("piket.db-wal"), "resten")?;
        let restored = restore(folder.path(), name, Unlock::None, now())?;
        assert_eq!(restored.previous, None);
        assert!(export(folder.path())? == good);
        assert_eq!(fs::read(restored.saved.join("piket.db"))?, damage);
        assert_eq!(fs::read(restored.saved.join("piket.db-wal"))?, b"resten");
    }
    // With a write-ahead log that is sound in itself: it belongs to the file that was lost.
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let mut narrative = fill(&mut desk, 20)?;
    let name = copy(folder.path(), 0)?;
    let good = export(folder.path())?;
    onward(&mut desk, &mut narrative, 20, 30)?;
    let wal = fs::read(folder.path().join("piket.db-wal"))?;
    desk.close()?;
    fs::write(folder.path().join("piket.db"), "niets")?;
    fs::write(folder.path().join("piket.db-wal"), wal)?;
    restore(folder.path(), name, Unlock::None, now())?;
    assert!(export(folder.path())? == good);

    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?, 20)?;
    let name = copy(folder.path(), 0)?;
    fs::remove_file(folder.path().join("piket.db"))?;
    restore(folder.path(), name, Unlock::None, now())?;
    assert_eq!(for_writing(folder.path())?.check()?.entries, 20);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn a_copy_with_any_changed_byte_is_never_put_back_unseen(pos in any::<prop::sample::Index>(), bit in 0..8u32) {
        let matches = || -> Result<bool, Box<dyn std::error::Error>> {
            let folder = tempfile::tempdir()?;
            fill(&mut for_writing(folder.path())?, 12)?;
            let name = copy(folder.path(), 0)?;
            let good = export(folder.path())?;
            let path = folder.path().join("reserve").join(name.to_string()).join("piket.db");
            let mut bytes = fs::read(&path)?;
            let pos = pos.index(bytes.len());
            if let Some(b) = bytes.get_mut(pos) {
                *b ^= 1 << bit;
            }
            fs::write(&path, bytes)?;
            // Either it is refused and the log stands as it stood, or the byte was one nobody reads.
            let _ = restore(folder.path(), name, Unlock::None, now());
            Ok(export(folder.path())? == good)
        };
        prop_assert!(matches().is_ok_and(|k| k));
    }
}

#[test]
fn names_are_read_only_as_they_are_written() -> TestResult {
    for name in ["20261122T011000Z-000040", "20261122T011000Z-1234567"] {
        assert_eq!(name.parse::<BackupName>()?.to_string(), name);
    }
    for none in ["", "../20261122T011000Z-000040", "20261122T011000Z-40", "20261199T011000Z-000040", "bezig"] {
        assert!(none.parse::<BackupName>().is_err(), "{none}");
    }
    Ok(())
}

#[test]
fn a_full_or_closed_folder_costs_the_copy_and_nothing_else() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let mut narrative = fill(&mut desk, 20)?;
    copy(folder.path(), 0)?;
    let backups = folder.path().join("reserve");
    // A file where the new copy is to be built.
    fs::write(backups.join("bezig"), "in de weg")?;
    assert!(
        create(folder.path(), Unlock::None, now(), keep(1), When::Always, &StopSign::default())
            .is_err_and(|f| f.hint.is_some())
    );
    fs::remove_file(backups.join("bezig"))?;
    assert_eq!(list(folder.path(), Unlock::None)?.len(), 1);
    onward(&mut desk, &mut narrative, 20, 30)?;
    assert_eq!(desk.check()?.entries, 30);
    drop(raw_connection(folder.path())?);
    Ok(())
}

/// Takes the newest lines of the audit off, past every guard.
fn truncate_audits(folder: &Path, from: u64) -> TestResult {
    Ok(raw_connection(folder)?
        .execute_batch(&format!("DROP TRIGGER inzage_blijft; DELETE FROM inzage WHERE seq >= {from};"))?)
}

#[test]
fn an_audit_that_lost_its_tail_is_named_also_behind_later_copies() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    fill(&mut desk, 5)?;
    let look = Audit {
        act: AuditAct::Revealed,
        object: "inbox".to_owned(),
        result: Outcome::Succeeded,
        origin: Origin::Command,
    };
    for _ in 0..4 {
        desk.note_audit(now(), "p", &look)?;
    }
    copy(folder.path(), 0)?;
    assert_eq!(desk.missing_tail()?, None);
    desk.note_audit(now(), "p", &look)?;
    assert_eq!(desk.missing_tail()?, None);
    truncate_audits(folder.path(), 3)?;
    assert_eq!(desk.check_audit()?.errors, []);
    assert!(desk.missing_tail()?.is_some_and(|z| z.contains("inzagen eindigen bij 2") && z.contains("waren het er 4")));
    // The log still gets its copy, and that one does not forget.
    copy(folder.path(), 1)?;
    assert!(desk.missing_tail()?.is_some_and(|z| z.contains("waren het er 4")));
    for _ in 0..6 {
        desk.note_audit(now(), "q", &look)?;
    }
    let different = desk.missing_tail()?;
    assert!(different.as_ref().is_some_and(|z| z.starts_with("Inzage 4 is een andere")), "{different:?}");
    copy(folder.path(), 2)?;
    assert_eq!(desk.missing_tail()?.map(|z| z.starts_with("Inzage 4 is een andere")), Some(true));
    assert!(list(folder.path(), Unlock::None)?.iter().all(|k| k.state.is_ok()));
    Ok(())
}

#[test]
fn putting_back_an_earlier_copy_of_the_same_log_loses_no_audit_unseen() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    fill(&mut desk, 5)?;
    let initial = copy(folder.path(), 0)?;
    let (act, object) = (AuditAct::Printed, "logboek".to_owned());
    let look = Audit { act, object, result: Outcome::Succeeded, origin: Origin::Command };
    desk.note_audit(now(), "p", &look)?;
    let later = copy(folder.path(), 1)?;
    desk.close()?;
    let restored = restore(folder.path(), initial, Unlock::None, now())?;
    assert_eq!(for_writing(folder.path())?.missing_tail()?, None);
    assert!(restored.saved.join(later.to_string()).is_dir());
    Ok(())
}

#[test]
fn a_copy_that_is_sound_but_another_one_is_said_so_and_not_put_back() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let mut narrative = fill(&mut desk, 5)?;
    let early = copy(folder.path(), 0)?;
    onward(&mut desk, &mut narrative, 5, 9)?;
    let late = copy(folder.path(), 1)?;
    desk.close()?;
    let db = |name: BackupName| folder.path().join("reserve").join(name.to_string()).join("piket.db");
    fs::copy(db(early), db(late))?;
    let state: Vec<bool> = list(folder.path(), Unlock::None)?.iter().map(|k| k.state.is_ok()).collect();
    assert_eq!(state, [true, false]);
    let refused = restore(folder.path(), late, Unlock::None, now());
    assert!(refused.is_err_and(|f| f.to_string().contains("eindigt bij regel 5, niet bij regel 9")));
    Ok(())
}

#[test]
fn a_log_whose_chain_is_broken_gets_no_copy_and_keeps_the_ones_it_has() -> TestResult {
    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?, 9)?;
    let name = copy(folder.path(), 0)?;
    raw_connection(folder.path())?
        .execute_batch("DROP TRIGGER logboek_vast; UPDATE logboek SET actor = 'ander' WHERE seq = 3;")?;
    let soon = now().plus(Duration::minutes(1));
    let refused = create(folder.path(), Unlock::None, soon, keep(1), When::Always, &StopSign::default());
    assert!(refused.is_err_and(|f| f.sentence.contains("Regel 3 is niet meer wat is vastgelegd")));
    assert!(list(folder.path(), Unlock::None)?.iter().map(|k| k.name).eq([name]));
    assert!(!folder.path().join("reserve").join("bezig").exists());
    Ok(())
}
