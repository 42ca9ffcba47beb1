//! What a verb answers and what it writes: whole or an error, and nothing that stood there is lost unasked.

mod common;

use std::{
    collections::BTreeSet,
    fs::{self, OpenOptions},
    io::{BufRead, BufReader, Read},
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
    let zaak = env.good(&["meld", "--nr", "6", "--voorval", "2026-11-22T01:00"])?;
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
