//! The manual as it is asked for in the shell: each subject, with all keys, verbs and settings that there are.

use std::fs;

use piket::desk::{command::CommandId, verb};

use crate::common::{TestResult, environment::TestEnv};

#[test]
fn each_subject_is_listed_shown_and_named_by_the_manual_page() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (list, man) = (env.good(&["hulp"])?, env.good(&["man"])?);
    let mut count = 0;
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/handleiding"))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path)?;
        let title = text.lines().next().unwrap_or_default().trim_start_matches("# ").to_owned();
        assert!(list.lines().any(|l| l.trim_start().starts_with(&format!("{name} "))), "{name}: {list}");
        assert!(man.contains(&format!("\\fB{name}\\fR\n{title}")), "{name}: {man}");
        let page = env.good(&["hulp", &name])?;
        assert!(page.starts_with(&title), "{page}");
        count += 1;
    }
    assert_eq!(list.lines().filter(|l| l.starts_with("  ") && !l.starts_with("   ")).count(), count);
    let refused = env.refused(2, &["hulp", "koffie"])?;
    assert!(refused.contains("geen hulp") && refused.contains("toetsen, termijnen"), "{refused}");
    Ok(())
}

#[test]
fn the_lists_in_the_manual_hold_all_that_there_is_and_fit_the_screen() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let flat = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    let keys = env.good(&["hulp", "toetsen"])?;
    let told = flat(&keys);
    for row in CommandId::ALL.iter().map(|id| id.row()) {
        assert!(told.contains(&format!("{} {}", row.name, row.doc)), "{}", row.key);
    }
    let verbs = env.good(&["hulp", "opdrachten"])?;
    let told = flat(&verbs);
    for cmd in verb::command().get_subcommands().filter(|cmd| !cmd.is_hide_set()) {
        for (name, shown) in std::iter::once((cmd.get_name().to_owned(), cmd))
            .chain(cmd.get_subcommands().map(|sub| (format!("{} {}", cmd.get_name(), sub.get_name()), sub)))
            .filter(|(_, cmd)| !cmd.is_subcommand_required_set())
        {
            let about = shown.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(told.contains(&format!("{name} {}", flat(&about))), "{name}");
        }
    }
    let wide: Vec<&str> = keys.lines().chain(verbs.lines()).filter(|l| l.chars().count() > 80).collect();
    assert!(wide.is_empty(), "{wide:#?}");
    let settings = env.good(&["hulp", "instellingen"])?;
    assert!(piket::settings::fields().all(|field| settings.contains(&format!("\n# {field} = "))), "{settings}");
    Ok(())
}

#[test]
fn the_keys_of_the_manual_are_those_of_the_settings_unless_they_clash() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", "[toetsen]\nzoek = \"ctrl-f\"\n")?;
    let keys = env.good(&["hulp", "toetsen"])?;
    assert!(keys.contains("  Ctrl-F       zoeken") && !keys.contains("  /            zoeken"), "{keys}");
    env.config("instellingen.toml", "[toetsen]\nzoek = \"n\"\nfilm = \"x\"\n")?;
    let answer = env.run(&["hulp", "toetsen"])?;
    assert!(answer.out.contains("  /            zoeken"), "{}", answer.out);
    for told in ["regel 2 (toetsen.zoek): n is al telefoon", "regel 3 (toetsen.film): x is al gereed"] {
        assert!(answer.error.contains(told), "{}", answer.error);
    }
    Ok(())
}
