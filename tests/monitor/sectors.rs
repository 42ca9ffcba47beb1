//! What the program says where no book governs a case, and where a book leaves open what others ask: to judge it oneself,
//! in one word wherever it is told.

use crate::common::{Failure, TestResult, environment::TestEnv};

fn env() -> Result<TestEnv, Failure> {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let place = "peildatum = 2026-01-01\n[[inrichting]]\nnaam = \"Woudhuis\"\nplaats = \"Woud\"\nbeheer = \"rijks\"\nsector = \"woud\"\n";
    env.config("inrichtingen.toml", place)?;
    Ok(env)
}

/// However it came there: the row of another book is nowhere, and what cannot be done is not asked.
#[test]
fn a_case_of_a_sector_without_a_book_is_judged_by_hand_wherever_it_shows() -> TestResult {
    let env = env()?;
    let running = env.good(&["meld", "--nr", "6", "--inrichting", "Veldzicht", "--voorval", "01:00"])?;
    let told = env.run(&["meld", "--inrichting", "Woudhuis", "--wat", "Brand.", "--nr", "6", "--voorval", "01:10"])?;
    assert!(told.error.contains("is geopend: zelf toetsen. Rij 6 telt daar niet."), "{}", told.error);
    assert!(!told.error.contains("kies die eerst"), "{}", told.error);
    let fresh = told.out.trim().to_owned();
    // One that had a row, before it turned out where it was.
    let moved = env.good(&["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "01:20"])?;
    let said = env.run(&["gegevens", &moved, "--inrichting", "Woudhuis"])?;
    assert!(said.error.contains("Rij 6 telt daar niet.") || said.out.contains("Rij 6 telt daar niet."), "{said:?}");
    assert!(!format!("{said:?}").contains(" wegen"), "{said:?}");

    let listed = env.good(&["incidenten"])?;
    let lines: Vec<&str> = listed.lines().collect();
    let place = |zaak: &str| lines.iter().position(|line| line.contains(zaak));
    for zaak in [&fresh, &moved] {
        assert!(place(zaak) < place(&running), "{listed}");
        let line = place(zaak).and_then(|at| lines.get(at)).copied().unwrap_or_default();
        assert!(line.contains("zelf toetsen") && line.contains("rij ?"), "{line}");
        let shown = env.json(&["toon", zaak, "--json"])?;
        assert!(shown["rij"].is_null(), "{shown:#}");
        let text = env.good(&["toon", zaak])?;
        let head = text.split("Checklist").next().unwrap_or_default();
        assert!(!head.contains("Rij 6") && head.contains("Er is geen regelboek voor WOUD."), "{text}");
    }
    for line in env.good(&["incidenten", "--json"])?.lines().filter(|line| line.contains("Woudhuis")) {
        assert!(line.contains("\"rij\":null"), "{line}");
    }
    let out = env.path("maand.csv");
    env.good(&["monitor", "--week", "2026-W47", "--uit", &out.to_string_lossy()])?;
    let text = std::fs::read_to_string(&out)?;
    for line in text.lines().filter(|line| line.contains("Woudhuis")) {
        assert!(line.contains("geen (woud)") && !line.contains("2026.2"), "{line}");
    }
    // Back where it was, its row counts again: nothing was lost by one wrong name.
    env.good(&["gegevens", &moved, "--inrichting", "Kijvelanden"])?;
    assert_eq!(env.json(&["toon", &moved, "--json"])?["rij"], "6");
    // By way of a sector without a book no row comes into another.
    env.good(&["gegevens", &moved, "--inrichting", "Woudhuis"])?;
    env.good(&["gegevens", &moved, "--inrichting", "Hartelborgt"])?;
    assert!(env.json(&["toon", &moved, "--json"])?["rij"].is_null());
    Ok(())
}

/// Where the source asks for a form and names no hour, it says so wherever somebody asks for the term.
#[test]
fn a_gap_of_the_book_is_told_wherever_a_term_is_asked_for() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let first = "zelf toetsen. Klasse 1 moet meteen";
    let asked = ["termijn", "--sector", "jji", "--voorval", "2026-05-04T08:00", "--nr"];
    let machine = TestEnv::bare()?;
    let term = |nr: &str| machine.good(&[&asked[..], &[nr]].concat());
    assert!(term("J1")?.contains(first), "{}", term("J1")?);
    assert!(term("J8")?.contains("zelf toetsen. Klasse 2 moet op de eerstvolgende werkdag"), "{}", term("J8")?);
    assert!(machine.good(&[&asked[..], &["J1", "--json"]].concat())?.contains(first));
    let zaak = env.good(&["meld", "--nr", "J1", "--inrichting", "Hartelborgt", "--voorval", "01:50"])?;
    let shown = env.good(&["toon", &zaak])?;
    assert_eq!(shown.matches(first).count(), 2, "{shown}");
    assert!(env.good(&["incidenten"])?.contains("termijn zelf toetsen"));
    for verb in [
        &["concept", &zaak, "rappel"][..],
        &["zet-termijn", &zaak, "mbv", "--uiterlijk", "23:00", "--reden", "Zo afgesproken."],
    ] {
        let refused = env.refused(1, verb)?;
        assert!(refused.contains(first) && refused.contains("herinnering"), "{refused}");
    }
    // A row that asks for no form has no term, and that is said as before.
    assert!(
        machine
            .good(&["termijn", "--nr", "4", "--voorval", "2026-05-04T08:00"])?
            .contains("geen formulier en dus geen termijn")
    );
    Ok(())
}

/// The row that a book does not have is named with the book that has not got it.
#[test]
fn a_row_that_is_not_in_the_book_names_the_book() -> TestResult {
    let env = env()?;
    let zaak = env.good(&["meld", "--nr", "5", "--inrichting", "Duinhuis", "--voorval", "01:00"])?;
    env.config("inrichtingen.toml", "peildatum = 2026-01-01\n[[inrichting]]\nnaam = \"Duinhuis\"\nplaats = \"Woud\"\nbeheer = \"rijks\"\nsector = \"jji\"\n")?;
    env.good(&["gegevens", &zaak, "--constatering", "01:10"])?;
    let shown = env.good(&["toon", &zaak])?;
    let told = "Rij 5 staat niet in het regelboek voor JJI. Zelf toetsen, of kies een andere rij; «piket matrix --sector jji» toont ze.";
    assert!(shown.contains(told), "{shown}");
    assert!(env.good(&["incidenten"])?.contains("zelf toetsen"));
    Ok(())
}

#[test]
fn at_an_inrichting_of_a_sector_without_a_book_nothing_is_advised() -> TestResult {
    let env = TestEnv::bare()?;
    let other = "inrichtingen voeg-toe Oefenhuis --plaats Oefendam --beheer rijks --sector gw";
    env.good(&other.split(' ').collect::<Vec<_>>())?;
    let told = env.run(&["meld", "--nr", "11", "--inrichting", "Oefenhuis", "--wat", "Iemand is gevonden."])?;
    assert!(told.error.contains("Er is geen regelboek voor GW. Zelf toetsen:"), "{}", told.error);
    let zaak = told.out.trim();
    let shown = env.good(&["toon", zaak])?;
    assert!(shown.contains("Er is geen regelboek voor GW. Zelf toetsen:"), "{shown}");
    assert!(!shown.contains("niet meldplichtig") && !shown.contains("Weegvragen"), "{shown}");
    assert!(env.json(&["toon", zaak, "--json"])?["termijnen"].as_array().is_some_and(Vec::is_empty));
    for verb in
        [&["rij", zaak, "11"][..], &["zet-termijn", zaak, "mbv", "--uiterlijk", "23:00", "--reden", "Zo afgesproken."]]
    {
        let refused = env.refused(1, verb)?;
        assert!(refused.contains("Er is geen regelboek voor GW. Zelf toetsen:"), "{refused}");
    }
    Ok(())
}
