//! Copies of the log as the officer meets them: made by the desk itself, listed, put back from the
//! shell, and never in the way.

mod common;

use std::{
    fs,
    path::PathBuf,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use common::{
    Failure, TestResult,
    environment::{TestEnv, mail},
    session::{NORMAL, WIDE},
};

/// The copies there are; half ones have another kind of name.
fn copies(home: &TestEnv) -> Vec<PathBuf> {
    let part = |d: std::io::Result<fs::DirEntry>| d.ok().map(|d| d.path());
    let is_copy = |path: &PathBuf| path.join("kop.txt").is_file() && !path.ends_with("bezig");
    fs::read_dir(home.data().join("reserve")).into_iter().flatten().filter_map(part).filter(is_copy).collect()
}

/// The name of the newest copy in the list.
fn newest(home: &TestEnv) -> Result<String, Failure> {
    let list = home.good(&["reservekopie", "lijst"])?;
    let name = list.lines().last().and_then(|r| r.split_whitespace().next());
    name.map(str::to_owned).ok_or(Failure(list))
}

#[test]
fn the_desk_makes_a_copy_as_it_opens_and_a_demo_does_not() -> TestResult {
    let home = TestEnv::bare()?;
    home.good(&["meld", "--nr", "1"])?;
    let mut desk = home.desk(NORMAL)?;
    desk.wait("NU DOEN 1")?;
    let end = Instant::now() + Duration::from_secs(10);
    while copies(&home).is_empty() && Instant::now() < end {
        thread::yield_now();
    }
    assert_eq!(copies(&home).len(), 1);
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    assert!(home.good(&["reservekopie", "lijst"])?.ends_with("heel"));

    let demo = TestEnv::demo("2026-12-13 20:10")?;
    let mut desk = demo.desk(NORMAL)?;
    desk.keys("nkijv<tab>")?.wait("Bewaard als M0001")?.keys("<esc>")?.leave()?;
    assert_eq!(desk.end()?, 0);
    assert!(!demo.data().join("reserve").exists());
    Ok(())
}

#[test]
fn a_copy_is_listed_and_put_back_and_says_what_differs() -> TestResult {
    let home = TestEnv::bare()?;
    assert!(home.refused(3, &["reservekopie", "maak"])?.contains("nog geen opslag"));
    assert_eq!(home.good(&["reservekopie", "lijst"])?, "Er zijn geen reservekopieën.");
    let first = home.good(&["meld", "--nr", "1"])?;
    assert!(home.good(&["reservekopie", "maak"])?.ends_with("is gemaakt en nagekeken."));
    let name = newest(&home)?;
    let second = home.good(&["meld", "--nr", "2"])?;
    let sentence = home.good(&["reservekopie", "terugzetten", &name])?;
    assert!(sentence.contains("heeft ook regel ") && sentence.contains("is bewaard in "), "{sentence}");
    let list = home.good(&["incidenten"])?;
    assert!(list.contains(&first) && !list.contains(&second), "{list}");
    home.good(&["logboek", "controleer"])?;
    for none in ["20200101T000000Z-000001", "../data", "vannacht"] {
        assert!(home.refused(2, &["reservekopie", "terugzetten", none])?.contains("«piket reservekopie lijst»"));
    }
    Ok(())
}

#[test]
fn a_copy_that_is_not_whole_is_said_so_and_not_put_back() -> TestResult {
    let home = TestEnv::bare()?;
    home.good(&["meld", "--nr", "1"])?;
    home.good(&["reservekopie", "maak"])?;
    let name = newest(&home)?;
    let db = home.data().join("reserve").join(&name).join("piket.db");
    fs::write(&db, "Lieve moeder")?;
    let list = home.run(&["reservekopie", "lijst"])?;
    assert!(list.code == 1 && list.out.contains("niet heel: "), "{list:?}");
    assert!(home.refused(3, &["reservekopie", "terugzetten", &name])?.contains("er is niets teruggezet"));
    assert!(home.good(&["incidenten"])?.contains("rij 1"));
    Ok(())
}

#[test]
fn a_log_that_lost_its_tail_is_named_by_the_check_and_by_the_desk() -> TestResult {
    let home = TestEnv::bare()?;
    home.good(&["meld", "--nr", "1"])?;
    let db = home.data().join("piket.db");
    let early = fs::read(&db)?;
    home.good(&["meld", "--nr", "2"])?;
    home.good(&["reservekopie", "maak"])?;
    home.good(&["logboek", "controleer"])?;
    fs::write(&db, early)?;
    let answer = home.run(&["logboek", "controleer"])?;
    assert!(answer.code == 1 && answer.out.contains("Het logboek eindigt bij regel "), "{answer:?}");
    // A verb that records goes on, but says it; one that only looks has nothing to say.
    let read = home.run(&["incidenten"])?;
    assert!(read.code == 0 && !read.error.contains("eindigt bij"), "{read:?}");
    let mut desk = home.desk(WIDE)?;
    desk.wait("Het logboek eindigt bij regel ")?.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn every_verb_that_records_says_that_the_log_lost_its_tail() -> TestResult {
    let home = TestEnv::bare()?;
    let zaak = home.good(&["meld", "--nr", "1"])?;
    let db = home.data().join("piket.db");
    let early = fs::read(&db)?;
    home.good(&["meld", "--nr", "2"])?;
    home.good(&["reservekopie", "maak"])?;
    let letter = mail("01-moa-tekst.eml");
    for verb in [
        &["meld", "--nr", "3"][..],
        &["feit", &zaak, "letsel", "geen", "--bron", "telefoon"],
        &["importeer", &letter],
        &["concept", &zaak, "sms", "--bewaar"],
        &["monitor", "--week", "2026-W47", "--uit", "week.md"],
        &["herbouw"],
        &["bewaartermijn", "houd", &zaak, "--reden", "Onderzoek"],
    ] {
        fs::write(&db, &early)?;
        let answer = home.run(verb)?;
        assert!(answer.error.contains("Let op: Het logboek eindigt bij regel "), "{verb:?}: {answer:?}");
    }
    Ok(())
}

/// A limit on the size of any file stands in for a full disk.
#[test]
fn a_full_disk_costs_the_copy_and_not_the_log() -> TestResult {
    let home = TestEnv::bare()?;
    home.good(&["meld", "--nr", "1"])?;
    home.good(&["reservekopie", "maak"])?;
    let out = Command::new("sh")
        .arg("-c")
        .arg("trap '' XFSZ; ulimit -f 128; exec \"$0\" --data-dir \"$1\" --wachtwoord-bestand \"$2\" reservekopie maak")
        .arg(env!("CARGO_BIN_EXE_piket"))
        .arg(home.data())
        .arg(home.path("wachtwoord"))
        .output()?;
    let sentence = String::from_utf8(out.stderr)?;
    assert!(
        out.status.code() == Some(3) && sentence.contains("De reservekopie kon niet worden geschreven"),
        "{sentence}"
    );
    assert_eq!(copies(&home).len(), 1);
    assert!(!home.data().join("reserve/bezig").exists());
    home.good(&["meld", "--nr", "2"])?;
    home.good(&["logboek", "controleer"])?;
    Ok(())
}

/// The library below the store clears away at the end of a process what a copy may still be using.
#[test]
fn a_desk_that_leaves_during_a_copy_ends_in_order() -> TestResult {
    let times: u64 = std::env::var("PIKET_VERTREKKEN").ok().and_then(|n| n.parse().ok()).unwrap_or(50);
    let home = TestEnv::bare()?;
    let large = "Bijlage zonder betekenis. ".repeat(320_000);
    for nr in 0..3 {
        let head = format!("From: A <a@x.example>\r\nSubject: nr {nr}\r\n\r\n");
        fs::write(home.path(&format!("{nr}.eml")), format!("{head}{large}{nr}\r\n"))?;
        home.good(&["importeer", &format!("{nr}.eml")])?;
    }
    let (reserve, db) = (home.data().join("reserve"), home.data().join("piket.db"));
    let (busy, whole) = (reserve.join("bezig"), fs::metadata(&db)?.len());
    let mut dice = 20_261_122_u64;
    for _ in 0..times {
        let _ = fs::remove_dir_all(&reserve);
        let mut desk = home.desk(NORMAL)?;
        // Somewhere in the copying or, where that is over, in the reading back.
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (size, rest) = ((dice >> 20) % whole, (dice >> 9) % 400);
        let end = Instant::now() + Duration::from_secs(20);
        let mut looks = 0;
        while looks <= rest && Instant::now() < end && copies(&home).is_empty() {
            let there = fs::metadata(busy.join("piket.db")).is_ok_and(|m| m.len() >= size);
            looks += u64::from(there);
            thread::yield_now();
        }
        desk.send_signal("TERM")?;
        assert_eq!(desk.end_without_terminal()?, 0);
        assert!(!busy.exists(), "half a copy was left");
    }
    Ok(())
}

/// A copy that a later program wrote is not called broken by this one, and not put back by it.
#[test]
fn a_copy_of_a_newer_program_is_said_to_be_that() -> TestResult {
    let home = TestEnv::demo("2026-11-22 02:10")?;
    home.good(&["meld", "--nr", "1"])?;
    home.good(&["reservekopie", "maak"])?;
    let name = newest(&home)?;
    let db = rusqlite::Connection::open(home.data().join("reserve").join(&name).join("piket.db"))?;
    db.execute("INSERT INTO vormen (soort, versie, seq) VALUES ('van_later', 1, 1)", [])?;
    db.close().map_err(|(_, e)| e)?;
    let list = home.run(&["reservekopie", "lijst"])?;
    assert!(list.out.contains("van een nieuwere piket") && !list.out.contains("niet heel"), "{list:?}");
    let refused = home.refused(3, &["reservekopie", "terugzetten", &name])?;
    assert!(refused.contains(&format!("Reservekopie {name} is van een nieuwere piket")), "{refused}");
    assert!(refused.contains("er is niets teruggezet") && !refused.contains("niet heel"), "{refused}");
    assert!(home.good(&["incidenten"])?.contains("rij 1"));
    Ok(())
}
