//! Logs of every form that was ever released open in today's program: a demo, a real log with its
//! backup, and an export. Their chains keep their heads, and their cases, texts and times are found as
//! they were. A field may be added to an answer; none may go or change.

mod common;

use std::{fs, io::Cursor, path::Path};

use common::{Failure, TestResult, environment::TestEnv, session::WIDE};
use piket::domain::digest::sha256;
use rusqlite::Connection;
use serde_json::Value;

/// The last entry of the demo.
const DEMO_HEAD: &str = "d301c3518572bc97ab7ae9f91ea061e82784eee92f1d0976fe621ed0a7009e9c (regel 3453)";
const FORM_1: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/opslag-1");
const HEAD: &str = "bijdrage libel bezoek academie emaille";
const PASSPHRASE: &str = "paard boter maan sok 42";

fn unpack(name: &str, folder: &Path) -> Result<(), Failure> {
    let bytes = fs::read(format!("{FORM_1}/{name}"))?;
    fs::create_dir_all(folder)?;
    zip::ZipArchive::new(Cursor::new(bytes)).and_then(|mut zip| zip.extract(folder))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for part in fs::read_dir(folder)?.flatten().filter(|d| d.path().is_file()) {
            fs::set_permissions(part.path(), fs::Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

fn real() -> Result<TestEnv, Failure> {
    let env = TestEnv::bare()?;
    env.secret("wachtwoord", PASSPHRASE)?;
    Ok(env)
}

/// The steps of a case: what a program advises, not what the log holds. A later one may see more to do, but asks nothing
/// again that was done.
const STEPS: &str = "stappen";

/// A case whose only term had ended by an answer, which an older program overlooked while its step was on hold.
const ENDED: &str = "2026-W47-01";

/// Whether everything that was said then is said now.
fn contains(now: &Value, then: &Value) -> bool {
    match (now, then) {
        (Value::Object(now), Value::Object(then)) => {
            let mut told = then.iter();
            let is_open = then.get("gesloten").is_some_and(Value::is_null);
            let ended = then.get("zaak").is_some_and(|zaak| zaak == ENDED);
            told.all(|(name, then)| {
                now.get(name).is_some_and(|now| match name.as_str() {
                    STEPS => still_done(now, then),
                    // Whose move it is in an open case is advice as well.
                    "aan_zet" if is_open => true,
                    "termijn" if ended && now.is_null() => true,
                    _ => contains(now, then),
                })
            })
        }
        (Value::Array(now), Value::Array(then)) => {
            now.len() == then.len() && now.iter().zip(then).all(|(now, then)| contains(now, then))
        }
        _ => now == then,
    }
}

/// Whether what was done then, or was not needed, is so now.
fn still_done(now: &Value, then: &Value) -> bool {
    let steps = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let is_over = |step: &Value| step["staat"] == "gereed" || step["staat"] == "niet nodig";
    let now = steps(now);
    let found = |was: &Value| now.iter().any(|step| step["stap"] == was["stap"] && is_over(step));
    steps(then).iter().filter(|step| is_over(step)).all(found)
}

#[track_caller]
fn says_the_same(now: &str, file: &str) -> TestResult {
    let then = fs::read_to_string(format!("{FORM_1}/{file}"))?;
    assert_eq!(now.lines().count(), then.lines().count(), "{file}");
    for (now, then) in now.lines().zip(then.lines()) {
        let (now, then): (Value, Value) = (serde_json::from_str(now)?, serde_json::from_str(then)?);
        assert!(contains(&now, &then), "{file}\nnu   {now}\ntoen {then}");
    }
    Ok(())
}

#[test]
fn a_demo_of_form_1_opens_and_says_the_same() -> TestResult {
    let mut env = TestEnv::bare()?;
    unpack("demo-7.zip", env.data())?;
    env.set_now(Some("2026-11-22T02:10"));
    let first = env.run(&["incidenten", "--alles", "--json"])?;
    assert!(first.error.contains("De opslag wordt bijgewerkt naar deze piket"), "{}", first.error);
    says_the_same(&first.out, "demo-7.incidenten.json")?;
    let said = env.good(&["logboek", "controleer"])?;
    assert!(said.starts_with("De keten klopt") && said.contains(DEMO_HEAD), "{said}");
    env.good(&["herbouw"])?;
    says_the_same(&env.good(&["incidenten", "--alles", "--json"])?, "demo-7.incidenten.json")
}

/// Its derived tables have to be built again, which one entry keeps from being done: what all others come to is
/// seen, and the check names the one.
#[test]
fn a_demo_of_form_1_with_an_entry_that_does_not_read_opens_looking_along() -> TestResult {
    let mut env = TestEnv::bare()?;
    unpack("demo-7.zip", env.data())?;
    env.set_now(Some("2026-11-22T02:10"));
    let db = Connection::open(env.data().join("piket.db"))?;
    let last = "SELECT max(seq) FROM logboek WHERE soort = 'feit_genoteerd'";
    let seq: i64 = db.query_row(last, [], |row| row.get(0))?;
    db.execute_batch("DROP TRIGGER logboek_vast")?;
    db.execute("UPDATE logboek SET gegevens = '{\"zaak\":7}' WHERE seq = ?1", [seq])?;
    drop(db);
    let reason = format!("Regel {seq} van het logboek is niet leesbaar");

    let checked = env.run(&["logboek", "controleer"])?;
    assert_eq!(checked.code, 1, "{checked:?}");
    assert!(checked.out.contains(&format!("Regel {seq}: Regel {seq} is niet meer wat is vastgelegd.")), "{checked:?}");
    assert!(checked.error.contains(&reason), "{checked:?}");
    let cases = env.run(&["incidenten", "--alles", "--json"])?;
    let known = fs::read_to_string(format!("{FORM_1}/demo-7.incidenten.json"))?;
    assert_eq!((cases.code, cases.out.lines().count()), (0, known.lines().count()), "{cases:?}");
    let refused = env.run(&["meld", "--nr", "1"])?;
    assert!(refused.code == 3 && refused.error.contains(&reason), "{refused:?}");
    assert!(env.good(&["logboek", "exporteer"])?.lines().count() > 100);

    let mut desk = env.desk(WIDE)?;
    desk.wait("meekijken: niemand schrijft")?.wait(&reason)?;
    desk.keys("O")?.wait("Controleer met")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn a_real_log_of_form_1_its_export_and_its_backup_open_and_say_the_same() -> TestResult {
    let env = real()?;
    unpack("echt.zip", env.data())?;
    let head = env.good(&["logboek", "controleer"])?;
    assert!(head.contains(HEAD), "{head}");
    says_the_same(&env.good(&["incidenten", "--json"])?, "echt.incidenten.json")?;
    says_the_same(&env.good(&["toon", "2026-W48-01", "--json"])?, "echt.zaak.json")?;
    // Writing goes on where it stopped.
    env.good(&["feit", "2026-W48-01", "letsel", "een snee in de hand"])?;
    assert!(env.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    // The copy that was made then comes back as it was made.
    let copy = env.good(&["reservekopie", "lijst"])?;
    let copy = copy.split_whitespace().find(|w| w.starts_with("2026")).unwrap_or_default().to_owned();
    env.good(&["reservekopie", "terugzetten", &copy])?;
    says_the_same(&env.good(&["toon", "2026-W48-01", "--json"])?, "echt.zaak.json")?;
    assert!(env.good(&["logboek", "controleer"])?.contains(HEAD));
    Ok(())
}

/// Where the update cannot be written, the terms are on the screen all the same.
#[cfg(unix)]
#[test]
fn a_demo_of_form_1_in_a_folder_that_nobody_may_write_opens_looking_along() -> TestResult {
    use std::os::unix::fs::PermissionsExt;
    let mut env = TestEnv::bare()?;
    unpack("demo-7.zip", env.data())?;
    env.set_now(Some("2026-11-22T02:10"));
    let before = fs::read(env.data().join("piket.db"))?;
    fs::set_permissions(env.data(), fs::Permissions::from_mode(0o500))?;
    says_the_same(&env.good(&["incidenten", "--alles", "--json"])?, "demo-7.incidenten.json")?;
    let said = env.run(&["incidenten"])?;
    assert!(said.error.contains("De opslag is van een oudere piket en nu niet bijgewerkt."), "{said:?}");
    assert!(env.good(&["logboek", "controleer"])?.contains("De keten klopt"));
    let mut desk = env.desk(WIDE)?;
    desk.wait("meekijken: niemand schrijft")?.wait("25 min te laat")?.wait("alleen-lezen")?;
    desk.leave()?;
    // What was looked at could be noted nowhere.
    assert_eq!(desk.end()?, 3);
    fs::set_permissions(env.data(), fs::Permissions::from_mode(0o700))?;
    assert!(fs::read(env.data().join("piket.db"))? == before);
    // Where it can be written again, all is as it should be.
    says_the_same(&env.good(&["incidenten", "--alles", "--json"])?, "demo-7.incidenten.json")
}

#[test]
fn an_export_of_form_1_is_read_into_an_empty_log_with_the_same_head() -> TestResult {
    let env = real()?;
    env.good(&["logboek", "importeer", &format!("{FORM_1}/echt.export.jsonl")])?;
    assert!(env.good(&["logboek", "controleer"])?.contains(HEAD));
    says_the_same(&env.good(&["incidenten", "--json"])?, "echt.incidenten.json")?;
    says_the_same(&env.good(&["toon", "2026-W48-01", "--json"])?, "echt.zaak.json")
}

/// The derived tables of the old demo, as this program writes them. Who changes what a zaak or a melding holds
/// sees this fail: give `FORM` in the store's projection the next number, and note number and digest here.
#[test]
fn derived_tables_in_another_form_have_another_number() -> TestResult {
    let mut env = TestEnv::bare()?;
    unpack("demo-7.zip", env.data())?;
    env.set_now(Some("2026-11-22T02:10"));
    let said = env.good(&["herbouw"])?;
    assert!(said.contains("gelijk aan wat er stond"), "{said}");
    let db = Connection::open(env.data().join("piket.db"))?;
    let mut written = String::new();
    let mut rows = db.prepare("SELECT gegevens FROM zaak UNION ALL SELECT gegevens FROM melding")?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        written += row.get_ref(0)?.as_str()?;
    }
    let form: u32 = db.query_row("SELECT vorm FROM stand", [], |row| row.get(0))?;
    assert_eq!(
        (form, sha256(&[written.as_bytes()]).as_str()),
        (29, "c285860595ae3abdce77ea420c124c1d4a5a4c8cc36ae42ced897a45be12cf54")
    );
    Ok(())
}

/// A case that was closed by an older program asks nobody anything: what this one would ask besides was not there to be done.
#[test]
fn a_case_that_was_closed_in_form_1_asks_nothing_today() -> TestResult {
    let mut env = TestEnv::bare()?;
    unpack("demo-7.zip", env.data())?;
    env.set_now(Some("2026-11-22T02:10"));
    let mut closed = 0;
    for line in env.good(&["incidenten", "--alles", "--json"])?.lines() {
        let zaak: Value = serde_json::from_str(line)?;
        if zaak["gesloten"].is_null() {
            continue;
        }
        closed += 1;
        assert_eq!((&zaak["aan_zet"]["desk"], &zaak["aan_zet"]["inrichting"]), (&Value::Null, &Value::Null), "{zaak}");
        let whole = env.json(&["toon", zaak["zaak"].as_str().unwrap_or_default(), "--json"])?;
        for step in whole["stappen"].as_array().into_iter().flatten().filter(|step| step["stap"] != "monitor") {
            assert!(step["staat"] != "te doen" && step["staat"] != "wacht", "{} {step}", zaak["zaak"]);
        }
    }
    assert!(closed > 50, "{closed}");
    Ok(())
}
