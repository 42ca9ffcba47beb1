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
    UPDATE stand SET vorm = 99;";

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
fn who_only_reads_sees_the_same_and_says_what_to_do_where_nothing_can_be_written() -> TestResult {
    let folder = tempfile::tempdir()?;
    let desk = other_form(folder.path())?;
    let (store, progress) = told(folder.path(), Access::Read)?;
    assert_eq!((store.load_all()?, progress.len()), (desk, 2));
    store.close()?;
    // A desk of the older program still runs: its tables stay as it knows them.
    let running = for_writing(folder.path())?;
    raw_connection(folder.path())?.execute_batch(OTHER_FORM)?;
    let refused = open(folder.path(), Access::Read, None, Unlock::None, now()).map(drop).err().ok_or("geopend")?;
    assert!(refused.sentence.contains("van een oudere piket"), "{refused}");
    assert!(refused.hint.as_ref().is_some_and(|hint| hint.contains("Open één keer de desk")), "{refused}");
    let form: u32 = raw_connection(folder.path())?.query_row("SELECT vorm FROM stand", [], |row| row.get(0))?;
    assert_eq!(form, 99);
    running.close()?;
    Ok(())
}

#[test]
fn an_entry_in_a_newer_form_or_of_a_newer_kind_is_refused_by_name() -> TestResult {
    let changes = [
        ("UPDATE logboek SET versie = 2 WHERE seq = 7", "vorm 2, deze kent tot en met 1"),
        ("UPDATE logboek SET soort = 'zaak_verdampt' WHERE seq = 7", "«zaak_verdampt» kent deze niet"),
    ];
    for (change, why) in changes {
        let folder = tempfile::tempdir()?;
        fill(&mut for_writing(folder.path())?, 30)?;
        let db = raw_connection(folder.path())?;
        db.execute_batch(&format!("DROP TRIGGER logboek_vast; {change}; UPDATE stand SET vorm = 0"))?;
        drop(db);
        for access in [Access::Write, Access::Read] {
            let refused = open(folder.path(), access, None, Unlock::None, now()).map(drop).err().ok_or("geopend")?;
            let words = refused.to_string();
            assert!(words.contains("Regel 7") && words.contains("nieuwere piket") && words.contains(why), "{words}");
        }
        // Nothing of what was derived is gone.
        let zaken: u32 = raw_connection(folder.path())?.query_row("SELECT count(*) FROM zaak", [], |row| row.get(0))?;
        assert!(zaken > 0);
    }
    Ok(())
}
