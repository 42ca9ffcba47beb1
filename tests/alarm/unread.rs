//! A file of the officer's own that does not read, or is gone, ends no term: what was planned stays planned, in the
//! wekkerboek and in the calendar of the telephone, and every list says that nobody can tell what runs.

use std::fs;

use crate::{
    common::{Failure, TestResult, environment::TestEnv, session::WIDE},
    time::{NOW, Night},
};

const BOOK: &str = include_str!("../fixtures/havenboek.toml");
const SETTINGS: &str = "regels = \"regels.toml\"\nalarm = [45, 0]\n";
const PLACES: &str = "peildatum = 2026-01-01\n\n[[inrichting]]\nnaam = \"Havenhuis Oost\"\nplaats = \"Rozenburg\"\n\
                      beheer = \"rijks\"\nsector = \"haven\"\n";

/// A night with a case of a sector of the officer's own, whose alarms are planned.
fn night() -> Result<Night, Failure> {
    let env = TestEnv::demo(NOW)?;
    env.config("instellingen.toml", SETTINGS)?;
    env.config("regels.toml", BOOK)?;
    env.config("inrichtingen.toml", PLACES)?;
    let zaak = env.good(&["meld", "--nr", "S2", "--inrichting", "Havenhuis Oost", "--voorval", "20:05"])?;
    let night = Night { clock_file: env.path("klok"), env, zaak };
    night.set(0, 0)?;
    agenda(&night)?;
    assert!(!night.lines("gepland")?.is_empty());
    Ok(night)
}

fn agenda(night: &Night) -> Result<String, Failure> {
    let file = night.env.path("piket.ics");
    night.env.good(&["agenda", "--uit", &file.to_string_lossy(), "--vervang"])?;
    Ok(fs::read_to_string(file)?)
}

/// What of the wekkerboek may not be there as long as nobody can judge the case.
fn ended(night: &Night) -> Result<usize, Failure> {
    Ok(night.lines("vervallen")?.len() + night.lines("afgesloten")?.len())
}

/// Each way in which a file may fail, with the words by which the desk names it; nothing where it is gone unasked.
const FAULTS: [(&str, Option<&str>, &str); 5] = [
    ("regels.toml", Some("sector = \"haven\nversie = 1\n"), "regels.toml, regel 1"),
    ("regels.toml", None, "regels.toml is niet te lezen"),
    ("instellingen.toml", Some("alarm = [\n"), "instellingen.toml, regel"),
    ("inrichtingen.toml", Some("[[inrichting]\n"), "inrichtingen.toml, regel"),
    ("instellingen.toml", None, ""),
];

#[test]
fn what_was_planned_stays_while_a_file_of_the_officer_does_not_read() -> TestResult {
    for (file, text, named) in FAULTS {
        let night = night()?;
        let planned = night.lines("gepland")?.len();
        match text {
            Some(text) => night.env.config(file, text)?,
            None => fs::remove_file(night.env.path("config/piket").join(file))?,
        }
        // By a verb that plans, by the watch, and by a desk.
        let calendar = agenda(&night)?;
        assert!(!calendar.contains("CANCELLED") && calendar.contains("CONFIRMED"), "{file}: {calendar}");
        let mut watch = night.start("wacht")?;
        watch.wait("De wacht is hier")?;
        if !named.is_empty() {
            watch.wait(named)?;
        }
        watch.send_signal("TERM")?;
        watch.end()?;
        let mut desk = night.start("demo")?;
        desk.wait("W50-01")?;
        if !named.is_empty() {
            desk.wait(named)?;
        }
        // A line that the desk writes comes after what its first look at the book withdraws.
        night.env.good(&["herinner", &night.zaak, "22:00", "bel terug"])?;
        night.wait_for("gepland", planned + 1)?;
        desk.leave()?;
        desk.end()?;
        assert_eq!(ended(&night)?, 0, "{file}: {}", night.env.good(&["wekker", "lijst"])?);
        // The check still knows of the term, and that nobody calls.
        let check = night.env.run(&["controle"])?;
        let asks = check.out.contains("open de desk of start") && check.out.contains("volgend alarm");
        assert!(asks && check.code == 1, "{file}: {}", check.out);
        let is_told = check.out.contains("Herstel het bestand") && check.out.contains("blijven geplande alarmen staan");
        assert!(is_told || named.is_empty(), "{file}: {}", check.out);
    }
    Ok(())
}

#[test]
fn a_case_that_nobody_can_judge_is_no_case_without_a_term() -> TestResult {
    let mut night = night()?;
    fs::remove_file(night.env.path("config/piket/regels.toml"))?;
    let list = night.env.good(&["incidenten"])?;
    assert!(list.contains("zelf toetsen") && !list.contains("geen termijn"), "{list}");
    // The clock goes on while a verb runs: what was recorded in this minute is there at the next.
    night.env.set_now(Some("2026-12-13 20:12"));
    let then = night.env.good(&["toon", "--op", "2026-12-13 20:11"])?;
    night.env.set_now(Some(NOW));
    assert!(then.contains("zelf toetsen") && !then.contains("geen termijn"), "{then}");
    let mut desk = night.env.desk(WIDE)?;
    desk.wait("termijn?")?.wait("wat gepland was, gaat af")?;
    // It plans only once it has read the wekkerboek.
    let planned = night.lines("gepland")?.len();
    night.env.good(&["herinner", &night.zaak, "22:00", "bel terug"])?;
    night.wait_for("gepland", planned + 1)?;
    desk.keys("q")?.wait("is nu niet te bepalen")?;
    Ok(())
}

#[test]
fn the_alarms_of_a_book_that_does_not_read_go_off_at_their_own_time() -> TestResult {
    let night = night()?;
    let due = night.env.good(&["incidenten", "--json"])?;
    fs::remove_file(night.env.path("config/piket/regels.toml"))?;
    let mut desk = night.start("demo")?;
    desk.wait("W50-01")?;
    // The tow is due an hour after the voorval of 20:05: at 20:20 its first alarm goes.
    night.set(11 * 60, 11 * 60)?;
    desk.wait("ALARM")?;
    night.wait_for("afgegaan", 1)?;
    assert_eq!(ended(&night)?, 0, "{due}");
    Ok(())
}

/// Another text of the book ends no alarm either: whether its term still runs is seen once the row is chosen again.
#[test]
fn what_was_planned_stays_under_another_text_of_the_book_until_the_row_is_chosen_again() -> TestResult {
    let night = night()?;
    let planned = night.lines("gepland")?.len();
    let row = BOOK.find("nr = \"S2\"").map(|at| BOOK.split_at(at)).ok_or_else(|| std::io::Error::other("S2"))?;
    let without = row.1.replacen("termijnen = [\"vaartijd\", \"brief\"]", "termijnen = [\"brief\"]", 1);
    assert_ne!(without, row.1);
    night.env.config("regels.toml", &format!("{}{without}", row.0))?;
    agenda(&night)?;
    assert_eq!(
        (night.lines("gepland")?.len(), ended(&night)?),
        (planned, 0),
        "{}",
        night.env.good(&["wekker", "lijst"])?
    );
    let mut desk = night.start("demo")?;
    desk.wait("W50-01")?;
    night.set(11 * 60, 11 * 60)?;
    desk.wait("ALARM")?;
    night.wait_for("afgegaan", 1)?;
    desk.leave()?;
    desk.end()?;
    night.env.good(&["rij", &night.zaak, "S2", "--reden", "Ook onder het nieuwe boek."])?;
    agenda(&night)?;
    assert!(ended(&night)? > 0, "{}", night.env.good(&["wekker", "lijst"])?);
    Ok(())
}
