//! The settings as the shell shows and changes them: all of them with what they mean, one changed with all else in the
//! file as it was, and a schema that says what reading goes by.

use std::{collections::BTreeSet, fs};

use piket::settings::{Settings, edit, fields, outline::schema};

use crate::common::{TestResult, environment::TestEnv};

const OWN: &str = "# Van het bureau, 2026.\nkleuren = \"licht\"  # de zaal is licht\nbel = false\n\n[toetsen] # eigen\nfilm = \"F\"\n";

#[test]
fn each_setting_is_listed_with_value_default_meaning_and_line() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", OWN)?;
    let list = env.good(&["instellingen"])?;
    for field in fields() {
        assert!(list.contains(&format!("\n{field} ")), "{field}: {list}");
    }
    assert!(list.contains("kleuren = \"licht\" (regel 2)\n    standaard \"automatisch\"\n    Kleuren: "), "{list}");
    assert!(list.contains("muis = true (standaard)") && list.contains("naam is niet ingevuld"), "{list}");
    assert!(list.contains("toetsen = { film = \"F\" } (regel 5)"), "{list}");
    let one = env.good(&["instellingen", "bel", "--json"])?;
    let one: serde_json::Value = serde_json::from_str(one.trim())?;
    assert_eq!(
        (one["waarde"].as_str(), one["standaard"].as_str(), one["regel"].as_u64()),
        (Some("false"), Some("true"), Some(3))
    );
    assert!(env.refused(2, &["instellingen", "kleuen"])?.contains("Bedoelt u kleuren?"));
    Ok(())
}

#[test]
fn one_setting_is_changed_and_every_other_byte_stays() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", OWN)?;
    let file = || fs::read_to_string(env.path("config/piket/instellingen.toml"));
    env.good(&["instellingen", "kleuren", "donker"])?;
    assert_eq!(file()?, OWN.replace("\"licht\"", "\"donker\""));
    let refused = env.refused(2, &["instellingen", "kleuren", "dnker"])?;
    assert!(refused.contains("Bedoelt u donker?") && refused.contains("Er is niets gewijzigd."), "{refused}");
    env.refused(2, &["instellingen", "bel", "ja"])?;
    assert_eq!(file()?, OWN.replace("\"licht\"", "\"donker\""));
    env.good(&["instellingen", "alarm", "[30, 0]"])?;
    env.good(&["instellingen", "naam", "F. Piket"])?;
    env.good(&["instellingen", "kleuren", "--terug"])?;
    let (read, errors) = Settings::parse(&file()?, "");
    assert_eq!(errors, []);
    assert_eq!(
        (read.alarm, read.name.as_deref(), read.colors),
        (vec![30, 0], Some("F. Piket"), Settings::default().colors)
    );
    // What stood above a setting that goes stays, also where a table follows.
    env.good(&["instellingen", "bel", "--terug"])?;
    for field in ["alarm", "naam"] {
        env.good(&["instellingen", field, "--terug"])?;
    }
    assert!(file()?.starts_with("# Van het bureau, 2026.\n") && file()?.contains("[toetsen] # eigen\nfilm = \"F\"\n"));
    Ok(())
}

#[test]
fn a_file_that_is_not_there_begins_as_the_one_that_is_handed_out() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let told = env.good(&["instellingen", "muis", "false"])?;
    assert!(told.starts_with("muis = false (regel "), "{told}");
    let file = fs::read_to_string(env.path("config/piket/instellingen.toml"))?;
    assert_eq!(file, Settings::EXAMPLE.replace("# muis = true", "muis = false"));
    Ok(())
}

#[test]
fn every_setting_can_be_changed_where_the_file_shows_it_and_where_it_does_not() -> TestResult {
    for field in fields() {
        let line = Settings::EXAMPLE.lines().find_map(|line| line.strip_prefix(&format!("# {field} = ")));
        let value = line.unwrap_or_default();
        let alone = Settings::parse(&format!("{field} = {value}\n"), "");
        for start in ["", "[weergaven]\n", Settings::EXAMPLE] {
            let start = if field == "weergaven" && start.starts_with('[') { "" } else { start };
            let changed = edit::with(start, field, value)?;
            assert_eq!(Settings::parse(&changed, ""), alone, "{changed}");
            let back = Settings::parse(&edit::without(&changed, field)?, "");
            assert_eq!(back, (Settings::default(), vec![]), "{field}");
        }
    }
    Ok(())
}

#[test]
fn the_schema_names_every_setting_and_the_words_that_it_takes() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let printed: serde_json::Value = serde_json::from_str(&env.good(&["instellingen", "--schema"])?)?;
    assert_eq!(printed, schema());
    let properties = printed["properties"].as_object().cloned().unwrap_or_default();
    assert_eq!(properties.keys().map(String::as_str).collect::<BTreeSet<_>>(), fields().collect());
    let mut words = 0;
    for (field, schema) in &properties {
        assert!(schema["description"].as_str().is_some_and(|text| text.len() > 10), "{field}");
        for word in schema["enum"].as_array().into_iter().flatten() {
            words += 1;
            assert_eq!(Settings::parse(&format!("{field} = {word}\n"), "").1, [], "{field} {word}");
        }
    }
    assert!(words > 15, "{words}");
    Ok(())
}
