//! Verbs beside an open desk: what they ask is recorded by that desk, with the answer and the exit code they would
//! have given themselves, whoever else asks something at that moment and however the desk ends.

use std::{
    collections::BTreeSet,
    fs,
    io::{Read, Write},
    os::unix::{fs::PermissionsExt, net::UnixStream},
    path::PathBuf,
    process::{Child, Stdio},
    time::Duration,
};

use proptest::prelude::*;

use crate::common::{
    Failure, TestResult,
    environment::{CliOutput, TestEnv},
    session::{Session, WIDE},
};

const NOW: &str = "2026-12-13 20:10";

/// A real, encrypted store with one case in it.
pub(crate) fn real() -> Result<(TestEnv, String), Failure> {
    let env = TestEnv::bare()?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "kijvelanden"])?;
    Ok((env, zaak))
}

fn door(env: &TestEnv) -> PathBuf {
    env.data().join("piket.deur")
}

/// Opens the desk and waits until it can be written through.
pub(crate) fn desk(env: &TestEnv, sees: &str) -> Result<Session, Failure> {
    let mut desk = env.desk(WIDE)?;
    desk.wait(sees)?;
    Ok(desk)
}

fn spawn(env: &TestEnv, verb: &[&str]) -> Result<Child, Failure> {
    Ok(env.verb(verb).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)
}

/// What each of them answered.
fn answers(children: Vec<Child>) -> Result<Vec<CliOutput>, Failure> {
    children.into_iter().map(|child| CliOutput::of(child.wait_with_output()?)).collect()
}

fn numbers(env: &TestEnv) -> Result<BTreeSet<String>, Failure> {
    let list = env.good(&["incidenten", "--alles", "--json"])?;
    let number =
        |line: &str| Ok(serde_json::from_str::<serde_json::Value>(line)?["zaak"].as_str().unwrap_or("").to_owned());
    list.lines().map(number).collect()
}

#[test]
fn a_verb_is_recorded_by_the_desk_that_is_open_and_answers_the_same() -> TestResult {
    let (env, zaak) = real()?;
    let refusals: [&[&str]; 4] = [
        &["koppel", "M0001", &zaak],
        &["feit", "2020-W01-01", "letsel", "hoofdwond"],
        &["weeg", &zaak, "nergens", "ja"],
        &["herinner", &zaak, "geen tijd", "bellen"],
    ];
    let alone: Vec<CliOutput> = refusals.iter().map(|verb| env.run(verb)).collect::<Result<_, _>>()?;
    let closed = env.good(&["meld"])?;
    env.good(&["trek-in", &closed, "--reden", "proef"])?;
    let mut desk = desk(&env, &zaak)?;
    let end = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while !door(&env).exists() && std::time::Instant::now() < end {
        std::thread::yield_now();
    }
    assert_eq!(fs::metadata(door(&env))?.permissions().mode() & 0o777, 0o600);

    let second = env.good(&["meld", "--nr", "C", "--wat", "brand in de hal"])?;
    desk.wait(&format!("Zaak {second} is geopend"))?;
    assert!(!env.good(&["feit", &second, "letsel", "geen"])?.is_empty());
    // Closed long ago: not on the desk, and done all the same.
    env.good(&["heropen", &closed, "--reden", "toch nog"])?;
    desk.wait(&closed)?;
    for (verb, alone) in refusals.iter().zip(alone) {
        let answer = env.run(verb)?;
        assert_eq!((answer.code, answer.out, answer.error), (alone.code, alone.out, alone.error), "{verb:?}");
    }
    // A draft: its text, its check, its sending, and what is printed of it.
    assert!(env.good(&["concept", &second, "sms", "--onbekend"])?.contains(&second));
    env.good(&["concept", &second, "sms", "--gecontroleerd"])?;
    let sent = env.good(&["concept", &second, "sms", "--verzonden", "--aan", "lijn", "--kanaal", "sms"])?;
    assert!(!sent.is_empty());
    assert!(env.refused(1, &["concept", &zaak, "sms", "--gecontroleerd"])?.contains("concept"));
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    assert!(!door(&env).exists());
    assert_eq!(numbers(&env)?, BTreeSet::from([zaak, closed, second]));
    assert!(env.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    Ok(())
}

#[test]
fn an_act_is_taken_back_and_put_back_by_the_desk_that_is_open() -> TestResult {
    let (env, zaak) = real()?;
    let nothing = env.refused(1, &["herstel"])?;
    let mut desk = desk(&env, &zaak)?;
    assert_eq!(env.refused(1, &["herstel"])?, nothing);
    let told = env.good(&["rij", &zaak, "12", "--reden", "Het viel mee."])?;
    assert!(told.contains("De MBV-termijn vervalt") && told.contains("«piket ongedaan» neemt het terug."), "{told}");
    desk.wait("De MBV-termijn vervalt")?;
    let undone = env.good(&["ongedaan"])?;
    assert!(undone.starts_with(&format!("Ongedaan: rij 12 bij {zaak}, van ")), "{undone}");
    assert!(undone.contains("\nNu MBV vóór "), "{undone}");
    assert!(undone.ends_with("Met «piket herstel» zet u het terug."), "{undone}");
    desk.wait("Vanuit de shell: Ongedaan: rij 12")?;
    // What the shell took back the officer puts back, and the other way round.
    desk.keys("U")?.wait("Teruggezet: rij 12")?;
    env.good(&["ongedaan"])?;
    assert_eq!(env.json(&["toon", &zaak, "--json"])?["rij"].as_str(), Some("6"));
    assert!(env.good(&["herstel"])?.starts_with("Teruggezet: rij 12"));
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    assert!(env.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    Ok(())
}

#[test]
fn ten_verbs_at_once_are_all_recorded_by_the_open_desk() -> TestResult {
    let (env, zaak) = real()?;
    let mut desk = desk(&env, &zaak)?;
    let verbs: Vec<Child> = (0..10).map(|_| spawn(&env, &["meld", "--nr", "1"])).collect::<Result<_, _>>()?;
    let given: BTreeSet<String> = answers(verbs)?
        .into_iter()
        .map(|a| if a.code == 0 { Ok(a.out.trim().to_owned()) } else { Err(Failure(format!("{a:?}"))) })
        .collect::<Result<_, _>>()?;
    assert_eq!(given.len(), 10, "{given:?}");
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    assert_eq!(numbers(&env)?.len(), 11);
    Ok(())
}

#[test]
fn what_was_acknowledged_is_there_when_the_desk_is_killed() -> TestResult {
    let (env, _) = real()?;
    for _ in 0..3 {
        let mut desk = desk(&env, "Kijvelanden")?;
        let mut verbs: Vec<Child> = (0..10).map(|_| spawn(&env, &["meld", "--nr", "1"])).collect::<Result<_, _>>()?;
        let first = answers(verbs.drain(..1).collect())?;
        desk.send_signal("KILL")?;
        desk.end()?;
        let there = || numbers(&env);
        let rest = answers(verbs)?;
        let there = there()?;
        for answer in first.iter().chain(&rest) {
            match answer.code {
                0 => assert!(there.contains(answer.out.trim()), "{answer:?}"),
                // Whoever heard nothing says so, and what to look at; or the others had the store for too long.
                _ => assert!(
                    answer.code == 3
                        && ["misschien is dit vastgelegd", "een andere piket"]
                            .iter()
                            .any(|s| answer.error.to_lowercase().contains(s)),
                    "{answer:?}"
                ),
            }
        }
        assert!(env.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    }
    Ok(())
}

#[test]
fn a_desk_that_hangs_is_named_and_does_nothing_afterwards() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "6"])?;
    let mut desk = desk(&env, &zaak)?;
    desk.send_signal("STOP")?;
    let answer = env.run(&["meld", "--nr", "1"])?;
    desk.send_signal("CONT")?;
    assert!(answer.code == 3 && answer.out.is_empty(), "{answer:?}");
    assert!(answer.error.contains("Een andere piket (proces "), "{answer:?}");
    // A key that is answered comes after all that waited.
    desk.keys(".")?.wait("in de lijst.")?;
    assert_eq!(numbers(&env)?, BTreeSet::from([zaak]));
    Ok(())
}

#[test]
fn a_locked_desk_takes_nothing_and_says_so() -> TestResult {
    let (env, zaak) = real()?;
    let mut desk = desk(&env, &zaak)?;
    desk.send_signal("USR1")?.wait("Typ het wachtwoord")?;
    assert!(env.refused(3, &["meld", "--nr", "1"])?.contains("op slot"));
    desk.keys("paard boter maan sok<enter>")?.wait(&zaak)?;
    assert_ne!(env.good(&["meld", "--nr", "1"])?, zaak);
    Ok(())
}

#[test]
fn without_the_key_nothing_is_given_to_the_desk() -> TestResult {
    let (env, zaak) = real()?;
    let desk = desk(&env, &zaak)?;
    env.secret("wachtwoord", "een heel ander paard\n")?;
    assert!(env.refused(3, &["meld", "--nr", "1"])?.contains("wachtwoord"));
    drop(desk);
    Ok(())
}

/// Rubbish, too much of it, half a message and silence: the desk goes on and takes the next verb.
#[test]
fn whatever_comes_in_at_the_door_the_desk_goes_on() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let zaak = env.good(&["meld", "--nr", "6"])?;
    let mut desk = desk(&env, &zaak)?;
    // The door is open once a verb went through it.
    let through = env.good(&["meld"])?;
    desk.wait(&through)?;
    let silent: Vec<UnixStream> = (0..4).map(|_| UnixStream::connect(door(&env))).collect::<Result<_, _>>()?;
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    let says = |bytes: &[u8]| -> std::io::Result<()> {
        let mut stream = UnixStream::connect(door(&env))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.read_exact(&mut [0; 32])?;
        // It may have had enough before the end.
        let _ = stream.write_all(bytes);
        Ok(())
    };
    proptest!(config, |(bytes in proptest::collection::vec(any::<u8>(), 0..64), json in "[{}\\[\\]\":a-z,]{0,40}")| {
        let framed = [&u32::try_from(json.len()).unwrap_or(0).to_le_bytes()[..], json.as_bytes()].concat();
        // The hall may be full of what was said before.
        let _ = says(&bytes);
        let _ = says(&framed);
    });
    for words in ["[\"piket\",\"herbouw\"]", "[\"piket\"]", "[]", "[\"piket\",\"sleutel\",\"wijzig\"]"] {
        let json = format!("{{\"woorden\":{words},\"concept\":null}}");
        says(&[&u32::try_from(json.len())?.to_le_bytes()[..], json.as_bytes()].concat())?;
    }
    drop(silent);
    let last = env.good(&["meld", "--nr", "1"])?;
    desk.wait(&format!("Zaak {last} is geopend"))?.leave()?;
    assert_eq!(desk.end()?, 0);
    assert_eq!(numbers(&env)?.len(), 3);
    Ok(())
}
