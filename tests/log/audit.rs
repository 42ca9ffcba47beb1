//! The audit: it grows beside a desk that writes, refuses every change, and names what was changed
//! in spite of that.

use piket::{
    domain::audit::{Audit, AuditAct, Origin, Outcome},
    store::{Access, Store, open},
};

use crate::support::{TestResult, for_writing, now, raw_connection};

fn audit(object: &str) -> Audit {
    let (result, origin) = (Outcome::Succeeded, Origin::Command);
    Audit { act: AuditAct::Revealed, object: object.to_owned(), result, origin }
}

fn fill(store: &mut Store) -> TestResult {
    for object in ["2026-W47-01", "inbox", "logboek", "2026-W47-02"] {
        store.note_audit(now(), "p.piket", &audit(object))?;
    }
    Ok(())
}

#[test]
fn a_store_open_for_reading_records_beside_the_desk_and_can_write_nothing_else() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut desk = for_writing(folder.path())?;
    let mut reader = open(folder.path(), Access::Read, None, piket::store::Unlock::None, now())?;
    reader.note_audit(now(), "p.piket\nnep", &audit("2026-W47-01"))?;
    desk.note_audit(now().plus(chrono::Duration::minutes(-5)), "p.desk", &audit("inbox"))?;
    assert!(reader.rebuild().is_err());
    let lines = reader.audits()?;
    assert_eq!(lines, desk.audits()?);
    let essence: Vec<_> = lines.iter().map(|r| (r.seq, r.actor.as_str(), r.audit.object.as_str())).collect();
    assert_eq!(essence, [(1, "p.piket nep", "2026-W47-01"), (2, "p.desk", "inbox")]);
    assert!(lines.is_sorted_by_key(|r| r.at));
    assert_eq!((reader.check_audit()?.lines, reader.check_audit()?.errors), (2, vec![]));
    Ok(())
}

#[test]
fn the_audit_refuses_every_change_and_names_one_made_past_it() -> TestResult {
    let everything = "op, actor, handeling, object, uitkomst, herkomst, vorige, hash FROM inzage";
    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?)?;
    for sql in [
        "UPDATE inzage SET actor = 'ander'".to_owned(),
        "DELETE FROM inzage WHERE seq = 4".to_owned(),
        format!("INSERT INTO inzage SELECT 6, {everything} WHERE seq = 4"),
        format!("INSERT INTO inzage SELECT 5, {everything} WHERE seq = 4"),
        format!("INSERT OR REPLACE INTO inzage SELECT 2, {everything} WHERE seq = 1"),
    ] {
        assert!(raw_connection(folder.path())?.execute_batch(&sql).is_err(), "{sql}");
    }
    let open = "DROP TRIGGER inzage_vast; DROP TRIGGER inzage_blijft; DROP TRIGGER inzage_sluit_aan;";
    for (sql, expected) in [
        ("UPDATE inzage SET actor = 'ander' WHERE seq = 2", &[2][..]),
        ("UPDATE inzage SET object = 'niets' WHERE seq = 4", &[4]),
        ("DELETE FROM inzage WHERE seq = 2", &[3]),
        ("DELETE FROM inzage WHERE seq = 1", &[2]),
        ("DELETE FROM inzage WHERE seq = 2; UPDATE inzage SET seq = seq - 1 WHERE seq > 2", &[2, 2, 3]),
    ] {
        let folder = tempfile::tempdir()?;
        fill(&mut for_writing(folder.path())?)?;
        raw_connection(folder.path())?.execute_batch(&format!("{open}{sql}"))?;
        let chain = for_writing(folder.path())?.check_audit()?;
        let named: Vec<u64> = chain.errors.iter().map(|f| f.seq).collect();
        assert_eq!(named, expected, "{sql}\n{:?}", chain.errors);
    }
    Ok(())
}
