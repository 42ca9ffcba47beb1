//! A number that is not there: every verb refuses it with what to do, and records nothing. Which verbs name a number
//! is read off their help, so that a new one cannot be left out.

use std::collections::BTreeSet;

use crate::common::{Failure, TestResult, environment::TestEnv};

const ZAAK: &str = "2026-W49-77";
const MELDING: &str = "M7777";

/// Every verb with a number that nothing has, as it is typed; `Z` stands for a case that is there.
const NOWHERE: [&[&str]; 59] = [
    &["open", MELDING],
    &["koppel", MELDING, "Z"],
    &["koppel", "M0002", ZAAK],
    &["ontkoppel", MELDING],
    &["veld", MELDING, "briefnummer", "--aanvaard"],
    &["aanvaard", ZAAK, "--reden", "goed genoeg"],
    &["terzijde", MELDING, "--reden", "niets aan"],
    &["terugleggen", MELDING],
    &["rij", ZAAK, "6"],
    &["gegevens", ZAAK, "--voorval", "02:00"],
    &["belantwoord", ZAAK, "letsel", "niet-bekend"],
    &["belantwoord", "Z", "nergens", "niet-bekend"],
    &["feit", ZAAK, "letsel", "Geen letsel."],
    &["feit-verbeter", ZAAK, "1", "Geen letsel."],
    &["feit-verbeter", "Z", "77", "Geen letsel."],
    &["feit-terug", ZAAK, "1"],
    &["feit-terug", "Z", "77"],
    &["feit-status", ZAAK, "1", "bevestigd"],
    &["feit-status", "Z", "77", "bevestigd"],
    &["beslecht", ZAAK, "1", "eerste"],
    &["beslecht", "Z", "77", "eerste"],
    &["weeg", ZAAK, "6.1", "ja"],
    &["weeg", "Z", "77.1", "ja"],
    &["besluit", ZAAK, "P", "ja", "--reden", "zo is het"],
    &["stap", ZAAK, "teruggebeld", "ja"],
    &["concept", ZAAK, "sms"],
    &["concept", ZAAK, "sms", "--bewaar"],
    &["concept", ZAAK, "sms", "--gecontroleerd"],
    &["niet-verzonden", ZAAK, "sms", "--reden", "ging nooit weg"],
    &["meelezen", ZAAK, "sms", "afdelingshoofd", "akkoord"],
    &["kopie", ZAAK, "sms", "ja", "--reden", "zo is het"],
    &["doorgemeld", ZAAK, "--aan", "de directeur", "--kanaal", "telefoon"],
    &["zet-termijn", ZAAK, "mbv", "--reden", "het moet"],
    &["herinner", ZAAK, "+30", "bellen"],
    &["herinner", "Z", "--af", "77"],
    &["sluit", ZAAK],
    &["heropen", ZAAK, "--reden", "toch nog"],
    &["trek-in", ZAAK, "--reden", "was niets"],
    &["samenvoegen", ZAAK, "--met", "Z", "--reden", "is hetzelfde"],
    &["samenvoegen", "Z", "--met", ZAAK, "--reden", "is hetzelfde"],
    &["splitsen", ZAAK, "--reden", "toch niet"],
    &["bewaartermijn", "houd", ZAAK, "--reden", "nodig hier"],
    &["bewaartermijn", "vrij", ZAAK, "--reden", "nodig hier"],
    &["bewaartermijn", "wis", ZAAK, "--reden", "weg er mee", "--uit", "UIT.json"],
    &["bewaartermijn", "wis", MELDING, "--reden", "weg er mee", "--uit", "UIT.json"],
    &["ongedaan", "77777"],
    &["herstel", "77777"],
    &["wekker", "gezien", ZAAK],
    &["wekker", "uitstel", ZAAK],
    &["wekker", "lijst", ZAAK],
    &["toon", ZAAK],
    &["toon", ZAAK, "--op", "nu"],
    &["verstrekkingen", ZAAK],
    &["dossier", ZAAK, "--uit", "UIT.txt"],
    &["achtergrond", ZAAK, "--uit", "UIT.txt"],
    &["inbox", "--bron", MELDING, "--uit", "UIT.eml"],
    &["poort", "--kanaal", "sms", "--zaak", ZAAK],
    &["reservekopie", "terugzetten", "piket-77"],
    &["logboek", "controleer", "--kop", "aap noot mies wim zus", "--bij", "77777"],
];

#[test]
fn a_number_that_is_not_there_is_refused_with_what_to_do() -> TestResult {
    let env = TestEnv::demo("2026-12-01 02:10")?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "kijvelanden", "--voorval", "01:55"])?;
    env.good(&["importeer", &crate::common::environment::mail("05-mbv-doorgestuurd.eml")])?;
    let before = env.good(&["logboek", "exporteer"])?;
    for verb in NOWHERE {
        let words: Vec<&str> = verb.iter().map(|word| if *word == "Z" { zaak.as_str() } else { word }).collect();
        let answer = env.run(&words)?;
        assert!(matches!(answer.code, 2 | 3), "{words:?}: {answer:?}");
        assert!(answer.out.trim().is_empty(), "{words:?}: {answer:?}");
        // It was read, and what it names is what is amiss; behind the sentence stands what to do.
        let error = answer.error.trim();
        assert!(!error.contains("hoort hier niet") && !error.contains("ontbreekt iets"), "{words:?}: {error}");
        assert!(error.split_once(". ").is_some_and(|(_, hint)| !hint.is_empty()), "{words:?}: {error}");
    }
    assert_eq!(env.good(&["logboek", "exporteer"])?, before);
    Ok(())
}

/// The verbs whose help asks for the number of a case, a report, a fact, an act or an alarm.
#[test]
fn every_verb_that_names_a_number_is_held_to_that() -> TestResult {
    fn walk(command: &clap::Command, path: &[String], out: &mut BTreeSet<String>) {
        const NUMBERS: [&str; 7] = ["ZAAK", "MELDING", "FEIT", "NR", "DOEL", "BRON", "zaak"];
        let named = command.get_arguments().any(|arg| {
            let values = arg.get_value_names().unwrap_or_default().iter().any(|v| NUMBERS.contains(&v.as_str()));
            arg.get_action().takes_values() && (values || ["zaak", "melding"].contains(&arg.get_id().as_str()))
        });
        if named && !path.is_empty() {
            out.insert(path.join(" "));
        }
        for sub in command.get_subcommands() {
            walk(sub, &[path, &[sub.get_name().to_owned()]].concat(), out);
        }
    }
    let mut all = BTreeSet::new();
    walk(&piket::desk::verb::command(), &[], &mut all);
    let held = |verb: &String| NOWHERE.iter().any(|words| words.join(" ").starts_with(&format!("{verb} ")));
    // These name a row of the matrix, or what is in a file; no thing in the store.
    let rows = ["meld", "termijn", "overdracht aanvaard"];
    let missing: Vec<&String> = all.iter().filter(|verb| !held(verb) && !rows.contains(&verb.as_str())).collect();
    if missing.is_empty() { Ok(()) } else { Err(Failure(format!("{missing:?}"))) }
}
