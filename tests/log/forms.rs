//! Stores whose derived tables another program wrote, and logs with an entry that a later one wrote.

use std::{cell::RefCell, path::Path};

use piket::{
    domain::error::Result,
    log::desk::Desk,
    store::{Access, RebuildProgress, Store, Unlock, open, open_telling},
};

use crate::support::{TestResult, fill, for_writing, now, raw_connection};

/// A second form of a zaak and a melding: one field gone, one under another name, one that nobody knows.
const OTHER_FORM: &str = "
    UPDATE zaak SET gegevens = json_set(json_remove(gegevens, '$.laatste', '$.feiten'), '$.kleur', 'groen');
    UPDATE melding SET gegevens = replace(gegevens, '\"staat\"', '\"stand\"');
    DELETE FROM teller;
    UPDATE stand SET vorm = 0;";

fn told(folder: &Path, access: Access) -> Result<(Store, Vec<RebuildProgress>)> {
    let told = RefCell::new(Vec::new());
    let store = open_telling(folder, access, None, Unlock::None, now(), &|how_far| told.borrow_mut().push(how_far))?;
    Ok((store, told.into_inner()))
}

/// A night of 60 entries, what it comes to, and its derived tables in a form that is not today's.
fn other_form(folder: &Path) -> std::result::Result<Desk, Box<dyn std::error::Error>> {
    let mut store = for_writing(folder)?;
    fill(&mut store, 60)?;
    let desk = store.load_all()?;
    store.close()?;
    raw_connection(folder)?.execute_batch(OTHER_FORM)?;
    Ok(desk)
}

#[test]
fn derived_tables_in_another_form_are_built_again_when_the_desk_opens() -> TestResult {
    let folder = tempfile::tempdir()?;
    let desk = other_form(folder.path())?;
    let (store, progress) = told(folder.path(), Access::Write)?;
    let (start, end) = (RebuildProgress { done: 0, total: 60 }, RebuildProgress { done: 60, total: 60 });
    assert_eq!(progress, [start, end]);
    assert_eq!(store.load_all()?, desk);
    assert_eq!((store.compare()?, store.check()?.errors), (vec![], vec![]));
    store.close()?;
    assert_eq!(told(folder.path(), Access::Write)?.1, []);
    Ok(())
}

#[test]
fn who_only_reads_sees_the_same_also_where_nothing_can_be_written() -> TestResult {
    let folder = tempfile::tempdir()?;
    let desk = other_form(folder.path())?;
    let (store, progress) = told(folder.path(), Access::Read)?;
    assert_eq!((store.load_all()?, progress.len()), (desk.clone(), 2));
    assert!(store.not_updated().is_none());
    store.close()?;
    // A desk of the older program goes on writing: its tables stay as it knows them.
    let running = for_writing(folder.path())?;
    raw_connection(folder.path())?.execute_batch(OTHER_FORM)?;
    let (looking_along, _) = told(folder.path(), Access::Read)?;
    assert_eq!(looking_along.load_all()?, desk);
    let why = looking_along.not_updated().ok_or("bijgewerkt")?.to_string();
    assert!(why.contains("van een oudere piket") && why.contains("heeft de opslag in"), "{why}");
    let form: u32 = raw_connection(folder.path())?.query_row("SELECT vorm FROM stand", [], |row| row.get(0))?;
    assert_eq!(form, 0);
    running.close()?;
    Ok(())
}

/// Another that is at this very update is soon done.
#[test]
fn who_only_reads_waits_for_an_update_that_is_under_way() -> TestResult {
    let folder = tempfile::tempdir()?;
    let desk = other_form(folder.path())?;
    let writers: Vec<Result<Desk>> = std::thread::scope(|all| {
        let read = || open(folder.path(), Access::Read, None, Unlock::None, now()).and_then(|store| store.load_all());
        let started: Vec<_> = (0..4).map(|_| all.spawn(read)).collect();
        started.into_iter().filter_map(|one| one.join().ok()).collect()
    });
    assert_eq!(writers.into_iter().collect::<Result<Vec<_>>>()?, vec![desk; 4]);
    Ok(())
}

/// What a later program wrote is left alone by every road, also where only one entry of it is newer.
#[test]
fn a_log_with_an_entry_in_a_newer_form_or_of_a_newer_kind_is_refused_untouched() -> TestResult {
    let changes = [
        ("UPDATE logboek SET versie = 2 WHERE seq = 7", "Regel 7", "vorm 2, deze kent tot en met 1"),
        ("UPDATE logboek SET soort = 'zaak_verdampt' WHERE seq = 7", "Regel 7", "«zaak_verdampt» kent deze niet"),
        (
            "INSERT INTO logboek SELECT 31, vastgelegd_op, voorgevallen_op, actor, 'zaak_verdampt', 1, zaak, gegevens, \
             geheim_hash, hash, hash FROM logboek WHERE seq = 30",
            "Regel 31",
            "«zaak_verdampt» kent deze niet",
        ),
        ("UPDATE stand SET vorm = 9999", "piket.db", "afgeleide gegevens van vorm 9999"),
    ];
    for (change, where_, why) in changes {
        let folder = tempfile::tempdir()?;
        fill(&mut for_writing(folder.path())?, 30)?;
        let db = raw_connection(folder.path())?;
        db.execute_batch(&format!("DROP TRIGGER logboek_vast; {change}"))?;
        drop(db);
        let files = || -> std::result::Result<Vec<_>, Box<dyn std::error::Error>> {
            let mut files = Vec::new();
            for file in std::fs::read_dir(folder.path())? {
                let path = file?.path();
                // The lock says which process had it last.
                if !path.ends_with("piket.slot") {
                    files.push((std::fs::read(&path)?, path));
                }
            }
            files.sort();
            Ok(files)
        };
        let before = files()?;
        for access in [Access::Write, Access::Read] {
            let refused = open(folder.path(), access, None, Unlock::None, now()).map(drop).err().ok_or("geopend")?;
            let words = refused.to_string();
            assert!(words.contains(where_) && words.contains("nieuwere piket") && words.contains(why), "{words}");
            assert!(files()? == before, "{change} {access:?}");
        }
    }
    Ok(())
}

/// A store of an older form of the tables has no list of what is in its log yet.
#[test]
fn a_newer_entry_in_an_older_store_is_refused_too() -> TestResult {
    let folder = tempfile::tempdir()?;
    fill(&mut for_writing(folder.path())?, 30)?;
    raw_connection(folder.path())?.execute_batch(
        "DROP TRIGGER logboek_vast; DROP TRIGGER logboek_vormen; DROP TRIGGER logboek_andere_vorm; DROP TABLE vormen; \
         UPDATE logboek SET versie = 2 WHERE seq = 7; PRAGMA user_version = 7;",
    )?;
    let refused = open(folder.path(), Access::Write, None, Unlock::None, now()).map(drop).err().ok_or("geopend")?;
    assert!(refused.sentence.contains("Regel 7") && refused.sentence.contains("nieuwere piket"), "{refused}");
    Ok(())
}
