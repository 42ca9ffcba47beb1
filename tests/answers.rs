//! What a verb answers and what it writes: whole or an error, and nothing that stood there is lost unasked.

mod common;

use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{BufRead as _, BufReader, Read as _},
    process::{Child, Stdio},
};

use common::{
    Failure, TestResult,
    environment::{CliOutput, TestEnv},
};
use piket::{
    domain::moment::Moment,
    store::{self, Access, Unlock},
};

const NOW: &str = "2026-11-22 02:10";

#[test]
fn an_answer_that_does_not_fit_is_an_error_and_a_reader_that_leaves_is_none() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "6"])?;
    let batch = env.path("termijnen.jsonl");
    fs::write(&batch, "{\"nr\":\"6\",\"voorval\":\"2026-11-22T01:00:00+01:00\"}\n".repeat(2_000))?;
    let batch = batch.to_string_lossy().into_owned();
    for verb in [
        &["matrix", "--json"][..],
        &["incidenten", "--json"],
        &["logboek", "exporteer"],
        &["termijn", "--batch", &batch],
        &["sms-telling", "--tekst", "kort"],
        &["controle"],
        &["--help"],
    ] {
        let full = env.verb(verb).stdout(OpenOptions::new().write(true).open("/dev/full")?).output()?;
        let said = String::from_utf8_lossy(&full.stderr).into_owned();
        assert_eq!(full.status.code(), Some(3), "{verb:?}: {said}");
        assert!(said.contains("niet in zijn geheel") || said.contains("niet compleet"), "{verb:?}: {said}");

        let mut left = env.verb(verb).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        drop(left.stdout.take());
        let mut said = String::new();
        left.stderr.take().ok_or_else(|| Failure("geen stderr".to_owned()))?.read_to_string(&mut said)?;
        let code = left.wait()?.code();
        assert!(matches!(code, Some(0 | 1)) && !said.contains("schrijven"), "{verb:?}: {code:?} {said}");
    }
    Ok(())
}

#[test]
fn a_file_that_is_there_stays_unless_asked() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "10", "--voorval", "2026-11-22T01:00"])?;
    let letter = common::environment::mail("03-mbv-pdf.eml");
    env.good(&["importeer", &letter])?;
    for (verb, file) in [
        (&["monitor", "--week", "2026-W47"][..], "monitor.md"),
        (&["concept", zaak.trim(), "sms"], "bericht.txt"),
        (&["agenda"], "piket.ics"),
        (&["overdracht", "maak"], "overdracht.md"),
        (&["logboek", "exporteer"], "logboek.jsonl"),
        (&["inbox", "--bron", "M0002"], "bron.eml"),
    ] {
        let path = env.path(file);
        let out = path.to_string_lossy().into_owned();
        let to = |extra: &[&'static str]| -> Vec<String> {
            let words = verb.iter().copied().chain(["--uit"]).map(str::to_owned);
            words.chain([out.clone()]).chain(extra.iter().map(|w| (*w).to_owned())).collect()
        };
        let refused = |words: Vec<String>| -> Result<String, Failure> {
            env.refused(3, &words.iter().map(String::as_str).collect::<Vec<_>>())
        };
        fs::write(&path, "van een ander")?;
        assert!(refused(to(&[]))?.contains("--vervang"), "{file}");
        assert_eq!(fs::read_to_string(&path)?, "van een ander", "{file}");
        if file == "piket.ics" {
            // A calendar that is not ours gives way to nothing.
            assert!(refused(to(&["--vervang"]))?.contains("geen agenda van piket"));
            assert_eq!(fs::read_to_string(&path)?, "van een ander", "{file}");
            fs::remove_file(&path)?;
            for extra in [&[][..], &["--vervang"]] {
                env.good(&to(extra).iter().map(String::as_str).collect::<Vec<_>>())?;
            }
        }
        env.good(&to(&["--vervang"]).iter().map(String::as_str).collect::<Vec<_>>())?;
        assert_ne!(fs::read_to_string(&path)?, "van een ander", "{file}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt, symlink};
            assert_eq!(fs::metadata(&path)?.permissions().mode() & 0o777, 0o600, "{file}");
            // A link leads nowhere, asked or not.
            let elsewhere = env.path("elders");
            fs::write(&elsewhere, "van een ander")?;
            fs::remove_file(&path)?;
            symlink(&elsewhere, &path)?;
            for extra in [&[][..], &["--vervang"]] {
                assert!(refused(to(extra))?.contains("geen gewoon bestand"), "{file}");
            }
            assert_eq!(fs::read_to_string(&elsewhere)?, "van een ander", "{file}");
        }
    }
    Ok(())
}

#[test]
fn a_verb_waits_for_who_writes_and_says_so() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "6"])?;
    let now = Moment::parse(NOW, None)?.moment;
    let writes = store::open(env.data(), Access::Write, None, Unlock::None, now)?;
    let mut second = env.verb(&["meld", "--nr", "C"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let mut said = String::new();
    BufReader::new(second.stderr.take().ok_or_else(|| Failure("geen stderr".to_owned()))?).read_line(&mut said)?;
    assert!(said.contains("wacht op zijn beurt"), "{said}");
    writes.close()?;
    let answer = second.wait_with_output()?;
    assert!(answer.status.success() && answer.stdout.starts_with(b"2026-"), "{answer:?}");
    // Who keeps it longer than anybody waits is named.
    let writes = store::open(env.data(), Access::Write, None, Unlock::None, now)?;
    let answer = env.run(&["meld", "--nr", "C"])?;
    assert!(answer.code == 3 && answer.error.contains("Een andere piket (proces"), "{answer:?}");
    writes.close()?;
    Ok(())
}

/// Deriving the key is done by all at once; only the writing waits for its turn. Also where the first of them makes
/// the store.
#[test]
fn ten_calls_at_once_are_all_noted() -> TestResult {
    for first in [false, true] {
        let env = TestEnv::bare()?;
        if !first {
            env.good(&["meld"])?;
        }
        let calls: Vec<Child> = (0..10)
            .map(|_| env.verb(&["meld"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn())
            .collect::<Result<_, _>>()?;
        let mut numbers = BTreeSet::new();
        for call in calls {
            let answer = CliOutput::of(call.wait_with_output()?)?;
            assert_eq!(answer.code, 0, "{answer:?}");
            numbers.insert(answer.out);
        }
        assert_eq!(numbers.len(), 10, "{numbers:?}");
    }
    Ok(())
}

/// The lock is taken when all is derived: with it in another's hands, a wrong passphrase is still told at once.
#[test]
fn changing_the_passphrase_derives_before_it_takes_the_lock() -> TestResult {
    let env = TestEnv::bare()?;
    env.good(&["meld"])?;
    env.secret("nieuw", "vier andere losse woorden\n")?;
    let lock = OpenOptions::new().write(true).open(env.data().join("piket.slot"))?;
    lock.lock()?;
    let change = ["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", "nieuw"];
    assert!(env.refused(3, &change)?.contains("Een andere piket"));
    env.secret("wachtwoord", "een heel ander paard\n")?;
    assert!(env.refused(3, &change)?.contains("klopt niet"));
    Ok(())
}

/// One answer in the shell and on the desk: folded, over all that was written, closed or not, with how much there is.
#[test]
fn what_is_searched_is_found_with_how_much_there_is_and_nothing_is_a_no() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "C", "--inrichting", "kijvelanden", "--wat", "Brand in café Søren"])?;
    let other = env.good(&["meld"])?;
    env.good(&["feit", &zaak, "gebeurtenis", "de brandweer is er"])?;
    env.good(&["stap", &other, "teruggebeld", "niet-nodig", "--reden", "oefening in de crèche"])?;
    env.good(&["trek-in", &other, "--reden", "oefening"])?;
    let found = env.good(&["zoek", "soren", "KIJV"])?;
    assert!(found.contains("M0001") && found.contains(&zaak) && found.ends_with("2 gevonden."), "{found}");
    assert!(env.good(&["zoek", "brandw"])?.contains(&zaak));
    let json = env.json(&["zoek", "creche", "--json"])?;
    assert_eq!((&json["totaal"], &json["zaken"][0]["zaak"]), (&1.into(), &other.as_str().into()), "{json}");
    let none = env.run(&["zoek", "nergens"])?;
    assert_eq!((none.code, none.out.as_str()), (1, "Niets gevonden.\n"));
    assert_eq!(env.run(&["zoek", "nergens", "--json"])?.code, 1);
    assert!(env.refused(2, &["zoek", "!!"])?.contains("geen woord"));
    Ok(())
}

/// What was typed may hold anything; what is printed of it steers no terminal and turns no line around.
#[test]
fn nothing_that_was_typed_steers_the_terminal() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "6", "--wat", "x"])?;
    let hostile = [
        "\u{1b}]52;c;eA==\u{7}",
        "\u{202e}gnip\u{2066}",
        "\u{9b}31m\r",
        "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ];
    for evil in hostile {
        let verbs: Vec<Vec<&str>> = vec![
            vec!["open", evil],
            vec![evil],
            vec!["toon", evil],
            vec!["toon", &zaak, "--op", evil],
            vec!["inbox", evil],
            vec!["termijn", "--nr", "6", "--voorval", evil],
            vec!["termijn", "--batch", evil],
            vec!["matrix", evil],
            vec!["kalender", "--jaar", evil],
            vec!["sms-telling", "--tekst", evil],
            vec!["sms-telling", "--tekst", evil, "--json"],
            vec!["importeer", evil],
            vec!["importeer", "--json", evil],
            vec!["zoek", evil],
            vec!["feit", &zaak, evil, "tekst"],
            vec!["feit", &zaak, "letsel", evil, "--bron", evil],
            vec!["meld", "--inrichting", evil, "--beller", evil, "--wat", evil],
            vec!["meld", "--voorval", evil],
            vec!["weeg", &zaak, evil, "ja"],
            vec!["weeg", &zaak, "G1", evil],
            vec!["besluit", &zaak, evil, "ja", "--reden", "x"],
            vec!["stap", &zaak, evil, "gereed"],
            vec!["stap", &zaak, "teruggebeld", "ja", "--reden", evil],
            vec!["herinner", &zaak, evil, "bellen"],
            vec!["herinner", &zaak, "morgen 8:00", evil],
            vec!["zet-termijn", &zaak, evil],
            vec!["concept", &zaak, evil],
            vec!["concept", &zaak, "sms", "--tekst", evil],
            vec!["concept", &zaak, "sms", "--uit", evil],
            vec!["monitor", "--week", evil, "--uit", "m.md"],
            vec!["monitor", "--week", "2026-W47", "--uit", evil],
            vec!["overdracht", "lees", evil],
            vec!["overdracht", "maak", "--uit", evil],
            vec!["agenda", "--uit", evil],
            vec!["aanvullingen", evil],
            vec!["logboek", "importeer", evil],
            vec!["inrichtingen", "alias", evil, evil],
            vec!["bewaartermijn", "houd", &zaak, "--reden", evil],
            vec!["incidenten"],
            vec!["incidenten", "--json"],
            vec!["toon", &zaak],
            vec!["toon", &zaak, "--json"],
            vec!["inbox", "--alles"],
            vec!["inbox", "--alles", "--json"],
        ];
        for verb in verbs {
            let answer = env.run(&verb)?;
            let printed = answer.out + &answer.error;
            let steers = |c: char| {
                (c.is_control() && c != '\n')
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            };
            assert!(!printed.contains(steers), "{verb:?}: {printed:?}");
            assert!(!printed.contains(&"\u{301}".repeat(8)), "{verb:?}: {printed:?}");
            assert!(answer.code >= 0, "{verb:?}");
        }
    }
    Ok(())
}

#[test]
fn a_text_may_come_from_standard_input() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "6"])?;
    let shows = |text: &str| -> TestResult {
        let shown = env.good(&["toon", &zaak, "--json"])?;
        if shown.contains(text) { Ok(()) } else { Err(Failure(format!("{text}: {shown}"))) }
    };
    for (verb, text) in [
        (&["feit", &zaak, "letsel", "-", "--bron", "meldkamer"][..], "Voorbeeldman heeft een snee"),
        (&["feit", &zaak, "letsel", "-"], "--bron is geen optie hier"),
        (&["feit", &zaak, "gebeurtenis", "ruzie", "--bron", "-"], "bron uit een pijp"),
        (&["feit", &zaak, "gebeurtenis", "ruzie", "--bron=-"], "bron uit een andere pijp"),
        (&["stap", &zaak, "teruggebeld", "ja", "--reden", "-"], "reden uit een pijp"),
        (&["herinner", &zaak, "morgen 8:00", "-"], "bel Voorbeeldman terug"),
    ] {
        let answer = env.given(verb, &format!("{text}\n"))?;
        assert_eq!(answer.code, 0, "{verb:?}: {answer:?}");
        shows(text)?;
    }
    assert!(env.given(&["zoek", "-"], "voorbeeldman snee\n")?.out.contains(&zaak));
    assert_eq!(env.given(&["feit", &zaak, "letsel", "-", "--bron", "-"], "een\n")?.code, 2);
    // Where a file may be named so, that is what it is.
    assert_eq!(env.given(&["concept", &zaak, "sms", "--tekst", "-"], "tekst van de SMS")?.code, 0);
    Ok(())
}
