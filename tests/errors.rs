//! What goes wrong: files and stores that are not as they should be, signals in the middle of a
//! sentence, terminals of any size. Nothing is touched that was refused, and no word is lost.

mod common;

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use common::{
    Failure, TestResult,
    environment::{TestEnv, snapshot},
    session::{NORMAL, Session, WIDE},
};
use rusqlite::Connection;

const NOW: &str = "2026-12-13 20:10";

#[test]
fn a_wrong_row_time_calendar_or_file_is_named() -> TestResult {
    let env = TestEnv::bare()?;
    let termijn = |words: &[&str]| env.without_options(&[&["termijn"], words].concat());
    for (code, words, mentions) in [
        (2, &["--nr", "24", "--voorval", "2026-12-13 13:04"][..], "«24»"),
        (2, &["--nr", "1", "--voorval", "gisteren"], "«gisteren»"),
        (2, &["--nr", "1", "--voorval", "2026-02-30 13:04"], "2026-02-30"),
        (2, &["--nr", "1", "--voorval", "2026-03-29 02:30"], "02:30"),
        (2, &["--nr", "1", "--voorval", "2026-12-13 13:04", "--constatering", "2026-12-13 13:00"], "13:00"),
        (2, &["--nr", "1", "--voorval", "2026-12-13 13:04", "--kalender", "maan"], "«maan»"),
        (2, &["--nr", "1"], "--voorval"),
        (3, &["--batch", "nergens.jsonl"], "nergens.jsonl"),
    ] {
        let sentence = termijn(words)?.is_refusal(code, &words.join(" "))?;
        assert!(sentence.contains(mentions) && sentence.ends_with('.'), "{words:?}: {sentence}");
    }
    assert!(!env.data().exists());
    Ok(())
}

/// Refused by the desk and by a verb that writes, with the same sentence, and left as it was.
fn untouched(env: &TestEnv) -> Result<String, Failure> {
    let before = snapshot(env.data())?;
    let sentence = env.refused(3, &["meld", "--nr", "1"])?;
    let mut desk = env.desk(WIDE)?;
    assert_eq!(desk.end()?, 3, "{}", desk.screen());
    let screen: String = desk.screen().split_whitespace().collect();
    let essence: String = sentence.split_whitespace().collect();
    assert!(screen.contains(&essence), "{sentence}\n{}", desk.screen());
    assert!(snapshot(env.data())? == before, "{sentence}");
    Ok(sentence)
}

/// The desk opens to look, and says why it cannot do more.
fn looks_along(env: &TestEnv) -> Result<(), Failure> {
    let mut desk = env.desk(WIDE)?;
    desk.wait("is alleen-lezen. Deze desk kijkt mee.")?;
    desk.leave()?;
    // What could not be noted of the looking is said at the end.
    let code = desk.end()?;
    assert!(code == 0 || desk.screen().contains("alleen-lezen"), "{code}: {}", desk.screen());
    Ok(())
}

#[test]
fn no_database_is_refused_and_left_alone() -> TestResult {
    let env = TestEnv::bare()?;
    fs::create_dir(env.data())?;
    fs::write(env.data().join("piket.db"), "Lieve moeder,\n".repeat(99))?;
    assert!(untouched(&env)?.contains("geen opslag van piket"));
    assert!(env.refused(3, &["incidenten"])?.contains("geen opslag van piket"));
    Ok(())
}

#[test]
fn a_newer_store_is_refused_and_left_alone() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let db = Connection::open(env.data().join("piket.db"))?;
    db.pragma_update(None, "user_version", 99)?;
    db.pragma_update(None, "journal_mode", "DELETE")?;
    db.close().map_err(|(_, e)| e)?;
    assert!(untouched(&env)?.contains("nieuwere piket"));
    assert!(env.refused(3, &["incidenten"])?.contains("nieuwere piket"));
    Ok(())
}

fn set_permissions(path: &Path, permissions: u32) -> std::io::Result<()> {
    fs::set_permissions(path, fs::Permissions::from_mode(permissions))
}

#[test]
fn a_read_only_folder_is_refused_for_writing_and_still_reads() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let db = env.data().join("piket.db");
    set_permissions(&db, 0o400)?;
    set_permissions(env.data(), 0o500)?;
    let sentence = env.refused(3, &["meld", "--nr", "1"]);
    let looks_along = looks_along(&env);
    let list = env.good(&["incidenten"]);
    set_permissions(env.data(), 0o700)?;
    assert!(sentence?.contains("alleen-lezen"));
    looks_along?;
    assert_eq!(list?, "Er zijn geen open zaken.");
    Ok(())
}

#[test]
fn broken_settings_and_rules_are_named_and_the_desk_opens_on_the_defaults() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.config("instellingen.toml", "# mijn instellingen\n\nkalender = \"maankalender\"\n")?;
    let mut desk = env.desk(WIDE)?;
    desk.wait_for_line(&["instellingen.toml", "regel 3", "kalender"])?
        .wait("Er is nog niets. Klaar voor de dienst.")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);

    // A verb has no header; it says so before its answer, which stays what a script reads.
    let answer = env.run(&["inbox", "--json"])?;
    assert!(answer.error.contains("Let op: instellingen.toml, regel 3"), "{}", answer.error);
    assert_eq!((answer.code, answer.out.trim()), (0, ""));

    env.config("instellingen.toml", "regels = \"mijn-regels.toml\"\n")?;
    env.config("mijn-regels.toml", "sector = \"tbs\"\nversie = 7\n")?;
    let mut desk = env.desk(WIDE)?;
    desk.wait_for_line(&["mijn-regels.toml", "regel 1 (contacten)"])?;
    desk.keys("n<omlaag>brand<ctrl-s>")?.wait("is geopend")?;
    desk.keys("r2<enter>")?.wait_for_line(&["rij 2", "Brand"])?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn another_time_than_the_clock_is_only_for_a_demo() -> TestResult {
    let mut env = TestEnv::bare()?;
    env.good(&["meld", "--nr", "1"])?;
    let log = env.good(&["logboek", "exporteer"])?;
    env.set_now(Some(NOW));
    assert!(env.refused(2, &["meld", "--nr", "1"])?.contains("alleen in een demo"));
    // Nor is the fictitious week ever put in the real log.
    assert!(env.refused(2, &["demo", "--maak"])?.contains("echt logboek"));
    env.set_now(None);
    assert_eq!(env.good(&["logboek", "exporteer"])?, log);
    Ok(())
}

#[test]
fn without_a_terminal_there_is_a_sentence_and_no_store() -> TestResult {
    let env = TestEnv::bare()?;
    assert!(env.refused(2, &[])?.starts_with("De desk heeft een terminal nodig."));
    assert!(env.refused(2, &["demo"])?.starts_with("De desk heeft een terminal nodig."));
    assert!(env.refused(3, &["incidenten"])?.contains("nog geen opslag"));
    assert!(!env.data().exists());
    Ok(())
}

#[test]
fn the_welcome_makes_nothing_before_a_choice() -> TestResult {
    let env = TestEnv::bare()?;
    let before = snapshot(&env.path(""))?;
    for gone in ["q", "<kaal-esc>", "<ctrl-c>"] {
        let mut desk = env.desk(WIDE)?;
        desk.wait("Welkom.")?.wait(&env.data().to_string_lossy())?;
        desk.keys("x<enter>")?.keys(gone)?;
        assert_eq!(desk.end()?, 0, "{gone}");
        assert!(desk.is_given_back()?, "{gone}");
        assert!(snapshot(&env.path(""))? == before, "{gone}");
    }
    let mut desk = env.desk(WIDE)?;
    desk.wait("Welkom.")?.keys("d")?.wait_for_line(&["kantooruren", "   demo"])?.leave()?;
    assert_eq!(desk.end()?, 0);
    assert!(snapshot(&env.path(""))? == before, "the demo week leaves nothing, least of all where the log will be");

    let mut desk = env.desk(WIDE)?;
    desk.wait("Welkom.")?.keys("o")?.wait("Er is nog niets. Klaar voor de dienst.")?.leave()?;
    assert_eq!(desk.end()?, 0);
    let mut again = env.desk(NORMAL)?;
    again.wait("Er is nog niets. Klaar voor de dienst.")?.leave()?;
    assert_eq!(again.end()?, 0);
    Ok(())
}

const SENTENCE: &str = "vier leden van de brandweer zijn binnen";

/// A desk with the SMS of a case open, and a sentence typed at its end that is on the screen only.
fn in_mid_sentence(env: &TestEnv) -> Result<(Session, String), Failure> {
    let zaak = env.good(&["meld", "--nr", "1", "--inrichting", "Pompestichting", "--voorval", "19:40"])?;
    let mut desk = env.desk(WIDE)?;
    desk.wait("W50-01")?.keys("csms<enter>")?.wait("nog geen versie")?;
    desk.keys("<ctrl-end><enter>")?.keys(SENTENCE)?.wait(SENTENCE)?;
    Ok((desk, zaak))
}

/// The text of the SMS in the log, and which version it is.
fn sms(env: &TestEnv, zaak: &str) -> Result<(String, i64), Failure> {
    let document = env.json(&["toon", zaak, "--json"])?;
    let draft = &document["concepten"]["sms"];
    env.good(&["logboek", "controleer"])?;
    Ok((draft["tekst"].as_str().unwrap_or_default().to_owned(), draft["versie"].as_i64().unwrap_or_default()))
}

#[test]
fn a_signal_in_the_middle_of_a_sentence_loses_no_word_and_gives_the_terminal_back() -> TestResult {
    for signal in ["TERM", "HUP", "INT"] {
        let env = TestEnv::demo(NOW)?;
        let (mut desk, zaak) = in_mid_sentence(&env)?;
        desk.send_signal(signal)?;
        assert_eq!(desk.end()?, 0, "{signal}");
        assert!(desk.wrote(b"\x1b[?1049l") && desk.wrote(b"\x1b[?2004l"), "{signal}");
        assert!(desk.is_given_back()?, "{signal}");
        let (text, version) = sms(&env, &zaak)?;
        assert!(text.ends_with(SENTENCE) && version == 1, "{signal}: {text}");
    }
    Ok(())
}

#[test]
fn a_window_that_is_closed_in_the_middle_of_a_sentence_loses_no_word() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let (mut desk, zaak) = in_mid_sentence(&env)?;
    desk.hang_up("<enter>")?;
    desk.end_without_terminal()?;
    let (text, _) = sms(&env, &zaak)?;
    assert!(text.contains(SENTENCE), "{text}");
    Ok(())
}

/// `kill -9` gives no chance to save, so this is about what was saved while typing: what the screen
/// calls a version is on disk.
#[test]
fn what_the_screen_calls_saved_survives_kill_nine() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let (mut desk, zaak) = in_mid_sentence(&env)?;
    desk.wait("versie 1")?.send_signal("KILL")?;
    desk.end()?;
    let (text, version) = sms(&env, &zaak)?;
    assert!(text.ends_with(SENTENCE) && version == 1, "{text}");

    // A call that was being noted waits in the inbox.
    let mut desk = env.desk(NORMAL)?;
    desk.wait("W50")?
        .wait_for_line(&["01  1  Pompestichting"])?
        .keys("nkijv<tab>rook op de gang")?
        .wait("rook op de gang")?;
    desk.wait_until_gone("Wordt bewaard")?.wait("Bewaard als M0002")?.send_signal("KILL")?;
    desk.end()?;
    let inbox = env.good(&["inbox"])?;
    assert!(inbox.contains("FPC de Kijvelanden") && inbox.contains("rook op de gang"), "{inbox}");
    Ok(())
}

#[test]
fn a_call_that_is_being_noted_survives_a_signal_before_its_first_save() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("Klaar voor de dienst.")?
        .keys("n<omlaag>rook op de gang")?
        .wait("rook op de gang")?
        .send_signal("TERM")?;
    assert_eq!(desk.end()?, 0);
    assert!(env.good(&["inbox"])?.contains("rook op de gang"));
    Ok(())
}

#[test]
fn no_size_of_the_terminal_stops_the_desk() -> TestResult {
    let sizes = [(1, 1), (20, 5), (60, 15), (80, 24), (300, 100), (3, 200), (200, 2)];
    let mut env = TestEnv::bare()?;
    env.set_now(Some(NOW));
    env.good(&["demo", "--maak"])?;
    for size in sizes {
        let mut desk = env.desk(size)?;
        // At most sizes the question at leaving cannot be seen.
        desk.wait_for_output()?.keys("<ctrl-c><ctrl-c>")?;
        assert_eq!(desk.end()?, 0, "{size:?}");
    }
    let mut desk = env.desk(NORMAL)?;
    desk.wait_for_line(&["kantooruren", "   demo"])?;
    // Every layer and every tab is drawn at every size.
    for open in ["", "n", "?", ":", "/a", "M", "1", "2", "3", "4", "5", "csms<enter>", "v", "p", "f", "i"] {
        desk.keys("G")?.keys(open)?;
        for size in sizes {
            desk.size(size)?.wait_for_output()?;
        }
        desk.size(NORMAL)?.wait_for_output()?;
        for _ in 0..3 {
            desk.keys("<esc>")?.wait_for_output()?;
        }
    }
    desk.wait_for_line(&["kantooruren", "   demo"])?.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn nothing_is_written_behind_a_log_that_was_cut_short() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "1"])?;
    env.good(&["meld", "--nr", "2"])?;
    let db = Connection::open(env.data().join("piket.db"))?;
    let mut stmt = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")?;
    let triggers: Vec<String> = stmt.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    for name in triggers {
        db.execute_batch(&format!("DROP TRIGGER {name}"))?;
    }
    db.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM logboek WHERE seq = (SELECT max(seq) FROM logboek)")?;
    drop(stmt);
    drop(db);
    for verb in [&["meld", "--nr", "3"][..], &["herbouw"]] {
        assert!(env.refused(3, verb)?.contains("eindigt anders"), "{verb:?}");
    }
    let answer = env.run(&["logboek", "controleer"])?;
    assert!(answer.code == 1 && answer.out.contains("maar er was een regel"), "{answer:?}");
    Ok(())
}

/// A log that a refused verb leaves behind would be taken for the real one.
#[test]
fn what_is_refused_in_an_empty_folder_leaves_no_log_behind() -> TestResult {
    let env = TestEnv::bare()?;
    fs::create_dir(env.path("leeg"))?;
    fs::write(env.path("stuk.eml"), [0_u8, 1, 2])?;
    let text = |name: &str| env.path(name).to_string_lossy().into_owned();
    let (none, empty, broken) = (text("bestaatniet.eml"), text("leeg"), text("stuk.eml"));
    let verbs: [&[&str]; 7] = [
        &["importeer", &none],
        &["importeer", &empty],
        &["importeer", &broken, &none],
        &["meld", "--nr", "99"],
        &["meld", "--nr", "1", "--voorval", "gisterochtend ergens"],
        &["meld", "--nr", "1", "--zaak", "2026-W47-01"],
        &["meld", "--nr", "1", "--nu", "2026-01-01T00:00"],
    ];
    for verb in verbs {
        let answer = env.run(verb)?;
        assert_ne!(answer.code, 0, "{verb:?}: {answer:?}");
        for left in ["piket.db", "piket.sleutel"] {
            assert!(!env.data().join(left).exists(), "{verb:?} laat {left} achter: {answer:?}");
        }
    }
    // What is recorded makes one, and a refusal after it takes nothing away.
    env.good(&["meld", "--nr", "1"])?;
    env.run(&["meld", "--nr", "99"])?;
    env.run(&["importeer", &none])?;
    assert!(env.good(&["incidenten"])?.contains("rij 1"));
    Ok(())
}

/// A number that is none of those that can be says which can.
#[test]
fn a_number_out_of_bounds_says_between_which_it_may_be() -> TestResult {
    let env = TestEnv::bare()?;
    let refused = env.refused(2, &["kalender", "--jaar", "9999"])?;
    assert!(refused.contains("Kies een getal van 1900 tot en met 2999."), "{refused}");
    let refused = env.refused(2, &["wekker", "uitstel", "2026-W47-01", "--minuten", "0"])?;
    assert!(refused.contains("Kies een getal van 1 tot en met 720."), "{refused}");
    Ok(())
}
