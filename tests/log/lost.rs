//! What is taken away or altered past the program: files under an open desk, attachments and projections.
//! What was acknowledged stays, nothing more is promised, and the check names what is gone.

use std::fs;

use piket::{
    log::event::{LogEvent, NewEvent},
    store::{Access, Blob, Store, Unlock, open},
};

use crate::{
    purge,
    support::{TestResult, fill, for_writing, now, raw_connection},
};

fn close_zaak(desk: &Store) -> Result<NewEvent, Box<dyn std::error::Error>> {
    let zaak = *desk.load_all()?.zaken.keys().next().ok_or("geen zaak")?;
    Ok(NewEvent { occurred_at: now(), event: LogEvent::ZaakClosed { zaak } })
}

/// The folder as `kill -9` leaves it: what has a name in it is copied, no connection closes.
fn after_crash(folder: &std::path::Path) -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let there = tempfile::tempdir()?;
    for part in fs::read_dir(folder)? {
        let part = part?;
        fs::copy(part.path(), there.path().join(part.file_name()))?;
    }
    Ok(there)
}

#[cfg(unix)]
#[test]
fn a_write_ahead_log_that_goes_costs_no_acknowledged_entry() -> TestResult {
    for gone in [&["piket.db-wal", "piket.db-shm"][..], &["piket.db-wal"], &["piket.db-shm"]] {
        let folder = tempfile::tempdir()?;
        let mut desk = for_writing(folder.path())?;
        fill(&mut desk, 20)?;
        for part in gone {
            fs::remove_file(folder.path().join(part))?;
        }
        let added = close_zaak(&desk)?;
        let error = desk.write(now(), "p", std::slice::from_ref(&added), &[]).err().ok_or("geschreven")?;
        assert!(error.sentence.contains("is weggehaald of vervangen"), "{error}");
        assert!(error.hint.as_ref().is_some_and(|h| h.contains("is bewaard")), "{error}");
        assert!(desk.news().is_err());
        let there = after_crash(folder.path())?;
        assert_eq!(for_writing(there.path())?.check()?.entries, 20, "{gone:?}");
        desk.close()?;
        let mut desk = for_writing(folder.path())?;
        desk.write(now(), "p", &[added], &[])?;
        let chain = desk.check()?;
        assert_eq!((chain.entries, chain.errors), (21, Vec::new()), "{gone:?}");
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn who_lost_the_lock_writes_nothing_and_says_why() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    fill(&mut desk, 20)?;
    fs::remove_file(folder.path().join("piket.slot"))?;
    let added = close_zaak(&desk)?;
    let mut second = for_writing(folder.path())?;
    second.write(now(), "q", std::slice::from_ref(&added), &[])?;
    let error = desk.write(now(), "p", &[added], &[]).err().ok_or("geschreven")?;
    assert!(error.sentence.contains("piket.slot is weggehaald of vervangen"), "{error}");
    drop(desk);
    // The one that came later has its lock still, and a third is refused.
    assert!(open(folder.path(), Access::Write, None, Unlock::None, now()).is_err());
    assert_eq!(second.check()?.entries, 21);
    Ok(())
}

#[test]
fn an_attachment_that_went_without_a_purge_is_named() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let [mail, photo] = ["mail", "foto"].map(|text| Blob::new(text.as_bytes().to_vec()));
    desk.write(now(), "p", &[purge::mail(1, &mail, &photo)], &[mail.clone(), photo.clone()])?;
    assert_eq!(desk.check()?.errors, []);
    raw_connection(folder.path())?.execute("DELETE FROM bijlage WHERE digest = ?1", [photo.digest()])?;
    let sentences: Vec<String> = desk.check()?.errors.into_iter().map(|f| f.sentence).collect();
    assert_eq!(sentences, ["Een bestand dat bij regel 1 binnenkwam, is weg zonder te zijn gewist."]);
    Ok(())
}

#[test]
fn a_projection_that_does_not_follow_from_the_log_is_named() -> TestResult {
    for (sql, sentence) in [
        ("UPDATE zaak SET gesloten = NULL WHERE nummer = ?1", "staat er iets anders dan in het logboek."),
        ("UPDATE zaak SET gegevens = json_set(gegevens, '$.gesloten', NULL) WHERE nummer = ?1", "staat er iets anders"),
        ("DELETE FROM zaak WHERE nummer = ?1", "ontbreekt wat in het logboek staat."),
        ("UPDATE zaak SET nummer = '2031-W01-01' WHERE nummer = ?1", "weet het logboek niets."),
    ] {
        let folder = tempfile::tempdir()?;
        let mut desk = for_writing(folder.path())?;
        fill(&mut desk, 60)?;
        let added = close_zaak(&desk)?;
        let zaak = added.event.zaak().ok_or("geen zaak")?;
        desk.write(now(), "p", &[added], &[])?;
        let reader = open(folder.path(), Access::Read, None, Unlock::None, now())?;
        assert_eq!(reader.compare()?, [] as [&str; 0]);
        assert_eq!(raw_connection(folder.path())?.execute(sql, [zaak.to_string()])?, 1);
        let sentences = reader.compare()?;
        assert!(sentences.iter().any(|z| z.starts_with("Van zaak ") && z.contains(sentence)), "{sentences:?}");
        assert_eq!(reader.check()?.errors, []);
        desk.rebuild()?;
        assert_eq!(reader.compare()?, [] as [&str; 0]);
    }
    Ok(())
}
