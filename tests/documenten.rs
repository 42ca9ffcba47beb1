//! README and help say what the program does today: the key table is the keymap's own, and no verb
//! or setting goes unnamed.

use std::{fs, path::Path};

use piket::{app, settings};

type Proef = Result<(), Box<dyn std::error::Error>>;

fn readme() -> std::io::Result<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
}

#[test]
fn the_key_table_is_the_keymaps_own() -> Proef {
    let readme = readme()?;
    let tabel = readme.split("<!-- toetsen -->\n").nth(1).and_then(|r| r.split("<!-- /toetsen -->").next());
    assert_eq!(tabel, Some(app::keymap::tabel()?.as_str()));
    Ok(())
}

#[test]
fn every_verb_and_every_setting_is_named() -> Proef {
    let readme = readme()?;
    let opdracht = app::verb::opdracht();
    let verben = opdracht.get_subcommands().filter(|v| !v.is_hide_set()).map(|v| v.get_name().to_owned());
    let velden = settings::velden().map(str::to_owned);
    let vergeten: Vec<String> = verben.chain(velden).filter(|n| !readme.contains(&format!("`{n}"))).collect();
    assert!(vergeten.is_empty(), "niet in de README: {vergeten:?}");
    Ok(())
}

#[test]
fn the_two_commands_are_there_and_the_script_runs_the_second() -> Proef {
    let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run"))?;
    for regel in ["cargo run --release", "cargo test --release"] {
        assert!(readme()?.lines().any(|l| l.starts_with(regel)), "{regel}");
    }
    assert!(script.lines().any(|l| l == "cargo test --release"));
    Ok(())
}
