//! `--alleen-lezen` over every verb that there is, taken from the grammar itself: what changes the log or what lies
//! beside it is refused with one sentence, what only looks answers, and neither leaves a trace.

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
};

use clap::{Arg, Command};
use piket::desk::verb::command;

use crate::common::{Failure, TestResult, environment::TestEnv};

/// What only looks. Every other verb is to be refused, also one that is not there yet.
const LOOKS: [&str; 33] = [
    "demo",
    "termijn",
    "matrix",
    "kalender",
    "inbox",
    "incidenten",
    "zoek",
    "toon",
    "agenda",
    "wekker lijst",
    "controle",
    "week",
    "verstrekkingen",
    "dossier",
    "achtergrond",
    "adressen",
    "woorden",
    "sms-telling",
    "poort",
    "formulier",
    "leer",
    "logboek controleer",
    "logboek inzage",
    "logboek exporteer",
    "bewaartermijn",
    "overdracht maak",
    "overdracht lees",
    "reservekopie lijst",
    "inrichtingen",
    "instellingen",
    "aanvullingen",
    "man",
    "hulp",
];

/// Forms of a verb that change something, where its bare form looks.
const CHANGING: [&[&str]; 7] = [
    &["instellingen", "bel", "false"],
    &["instellingen", "bel", "--terug"],
    &["leer", "Zwemvestkleur", "briefnummer"],
    &["leer", "Zwemvestkleur", "--terug"],
    &["woorden", "afloopbericht"],
    &["woorden", "afloopbericht", "--terug"],
    &["ongedaan"],
];

/// Every verb with its way there, and whether it does something by itself.
fn leaves(command: &Command, way: &[String], out: &mut Vec<(Vec<String>, Command)>) {
    for verb in command.get_subcommands() {
        let way = [way, &[verb.get_name().to_owned()]].concat();
        if !verb.is_subcommand_required_set() {
            out.push((way.clone(), verb.clone()));
        }
        leaves(verb, &way, out);
    }
}

/// Something that reads as this argument.
fn example(arg: &Arg, env: &TestEnv) -> String {
    if let Some(value) = arg.get_possible_values().first() {
        return value.get_name().to_owned();
    }
    let file = |name: &str| env.path(name).to_string_lossy().into_owned();
    let id = arg.get_id().as_str();
    match id {
        "zaak" | "objecten" => "2026-W47-01".to_owned(),
        "melding" => "M0001".to_owned(),
        "week" => "2026-W47".to_owned(),
        "uit" => file(&format!("uit-{id}.md")),
        "bestand" | "paden" => file("bestaat-niet.eml"),
        "beheer" => "rijks".to_owned(),
        "voorval" | "op" | "moment" | "tijd" | "wanneer" => "2026-11-22T01:00".to_owned(),
        "shell" => "bash".to_owned(),
        "onderwerp" => "letsel".to_owned(),
        "stap" => "teruggebeld".to_owned(),
        "stand" => "gereed".to_owned(),
        "status" => "bevestigd".to_owned(),
        "antwoord" => "ja".to_owned(),
        "besluit" => "P".to_owned(),
        "concept" => "sms".to_owned(),
        _ => "1".to_owned(),
    }
}

fn filled(way: &[String], verb: &Command, env: &TestEnv) -> Vec<String> {
    let mut words = way.to_vec();
    let needed = |arg: &&Arg| arg.is_required_set();
    for arg in verb.get_arguments().filter(needed) {
        words.extend(arg.get_long().map(|long| format!("--{long}")));
        words.push(example(arg, env));
    }
    words
}

/// All that lies beside the log, by name.
fn beside(env: &TestEnv) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut all = BTreeMap::new();
    for folder in [env.path("config/piket"), env.data().join("kopieen"), env.path("config/systemd/user")] {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry?.path();
            if path.is_file() {
                all.insert(path.to_string_lossy().into_owned(), fs::read(&path)?);
            }
        }
    }
    Ok(all)
}

fn entries(env: &TestEnv) -> Result<String, Failure> {
    env.good(&["logboek", "exporteer"])
}

#[test]
fn every_verb_that_changes_something_is_refused_and_every_other_answers() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.good(&["meld", "--nr", "6", "--voorval", "2026-11-22T01:00"])?;
    env.config("instellingen.toml", "bel = true\n")?;
    env.good(&["leer", "Zwemvestkleur", "briefnummer"])?;
    let (log, files) = (entries(&env)?, beside(&env)?);
    let mut verbs = Vec::new();
    leaves(&command(), &[], &mut verbs);
    let mut refused = 0;
    for (way, verb) in &verbs {
        let words = filled(way, verb, &env);
        let name = way.join(" ");
        let run: Vec<&str> = words.iter().map(String::as_str).chain(["--alleen-lezen"]).collect();
        let answer = env.run(&run)?;
        let told = answer.error.contains("Met --alleen-lezen wordt er van zaken niets vastgelegd.");
        if LOOKS.contains(&name.as_str()) {
            assert!(!told, "{run:?}: {answer:?}");
        } else {
            // A line that does not read is refused before that.
            assert_eq!(answer.code, 2, "{run:?}: {answer:?}");
        }
        refused += u32::from(told);
    }
    for words in CHANGING {
        let said = env.refused(2, &[words, &["--alleen-lezen"]].concat())?;
        assert!(said.contains("Met --alleen-lezen wordt er van zaken niets vastgelegd."), "{words:?}: {said}");
    }
    assert!(refused >= 35, "{refused}");
    assert_eq!(entries(&env)?, log);
    assert_eq!(beside(&env)?, files);
    for name in LOOKS {
        assert!(verbs.iter().any(|(way, _)| way.join(" ") == name), "there is no {name}");
    }
    Ok(())
}

/// Whatever a verb answers, it is told apart whether the answer arrived.
#[test]
fn no_verb_calls_an_answer_done_that_could_not_be_written() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.good(&["meld", "--nr", "6", "--voorval", "2026-11-22T01:00"])?;
    env.good(&["leer", "Zwemvestkleur", "briefnummer"])?;
    let mut verbs = Vec::new();
    leaves(&command(), &[], &mut verbs);
    let bare = verbs.iter().map(|(way, verb)| filled(way, verb, &env)).filter(|words| words != &["wacht"]);
    let more = CHANGING.iter().map(|words| words.iter().map(|w| (*w).to_owned()).collect());
    let mut incomplete = 0;
    for words in bare.chain(more) {
        let run: Vec<&str> = words.iter().map(String::as_str).collect();
        let full = env.verb(&run).stdout(OpenOptions::new().write(true).open("/dev/full")?).output()?;
        let said = String::from_utf8_lossy(&full.stderr);
        assert_ne!(full.status.code(), Some(0), "{run:?}: {said}");
        incomplete += u32::from(said.contains("niet in zijn geheel") || said.contains("niet compleet"));
    }
    assert!(incomplete > 25, "{incomplete}");
    Ok(())
}
