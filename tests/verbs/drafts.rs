//! What leaves by the verbs: own templates come from their own folder alone, a file has the form its name asks for, and
//! what is not read on a terminal passes the kanaalpoort first.

use std::fs;

use crate::common::{Failure, TestResult, environment::TestEnv, session::NORMAL};

const ZAAK: &str = "2026-W47-08";

fn demo() -> Result<TestEnv, Failure> {
    let mut env = TestEnv::bare()?;
    env.set_now(Some("2026-11-22T02:10"));
    env.good(&["demo", "--maak"])?;
    Ok(env)
}

#[test]
fn a_template_that_leads_out_of_its_folder_is_not_followed() -> TestResult {
    let env = demo()?;
    env.config("instellingen.toml", "sjablonen = \"sjablonen\"\n")?;
    env.config("elders.txt", "van elders {{ zaaknummer }}")?;
    let folder = env.path("config/piket/sjablonen");
    fs::create_dir(&folder)?;
    env.config("sjablonen/binnen.in", "van binnen {{ zaaknummer }}")?;
    let link = folder.join("rappel.txt");
    std::os::unix::fs::symlink("../elders.txt", &link)?;
    let said = env.run(&["concept", ZAAK, "rappel", "--opnieuw"])?;
    assert!(said.error.contains("buiten de map met sjablonen") && said.error.contains("rappel.txt"), "{}", said.error);
    assert!(!said.out.contains("van elders"), "{}", said.out);
    fs::remove_file(&link)?;
    std::os::unix::fs::symlink("binnen.in", &link)?;
    assert_eq!(env.good(&["concept", ZAAK, "rappel", "--opnieuw"])?, format!("van binnen {ZAAK}"));
    Ok(())
}

#[test]
fn an_empty_template_and_a_folder_without_any_are_said() -> TestResult {
    let env = demo()?;
    env.config("instellingen.toml", "sjablonen = \"sjablonen\"\n")?;
    fs::create_dir(env.path("config/piket/sjablonen"))?;
    let said = env.run(&["concept", ZAAK, "rappel", "--opnieuw"])?;
    assert!(said.error.contains("staat geen sjabloon (sms.txt, "), "{}", said.error);
    env.config("sjablonen/rappel.txt", " \n")?;
    let said = env.run(&["concept", ZAAK, "rappel", "--opnieuw"])?;
    assert!(said.error.contains("rappel.txt: het bestand is leeg"), "{}", said.error);
    assert!(said.out.contains(ZAAK), "the one that ships counts: {}", said.out);
    Ok(())
}

#[test]
fn the_end_of_a_name_is_read_in_any_case() -> TestResult {
    let env = demo()?;
    for (verb, file) in [
        (&["concept", ZAAK, "sms"][..], "sms.TXT"),
        (&["concept", ZAAK, "sms"], "sms.Docx"),
        (&["dossier", ZAAK], "dossier.PDF"),
    ] {
        let path = env.path(file).to_string_lossy().into_owned();
        env.good(&[verb, &["--uit", &path]].concat())?;
        assert!(fs::metadata(&path)?.len() > 20, "{file}");
    }
    Ok(())
}

#[test]
fn a_draft_that_goes_into_a_pipe_passes_the_gate_and_on_a_terminal_it_is_told() -> TestResult {
    let env = demo()?;
    let text = "Piket: brand. Mevrouw Zonneveld belt.";
    let saved = env.given(&["concept", ZAAK, "sms", "--tekst", "-"], text)?;
    // What was given is saved, and the gate keeps it from going on into the pipe.
    assert!(saved.code == 0 && saved.out.is_empty(), "{saved:?}");
    let told = "De kanaalpoort houdt piket-SMS tegen: naam (regel 1)";
    assert!(saved.error.contains(told), "{}", saved.error);
    assert!(env.refused(1, &["concept", ZAAK, "sms"])?.contains(told));
    let mut shell = env.verb_session(&["concept", ZAAK, "sms"], NORMAL)?;
    shell.wait("Mevrouw Zonneveld belt.")?;
    shell.wait("De kanaalpoort houdt piket-SMS tegen")?;
    env.good(&["concept", ZAAK, "sms", "--doorlaten", "Zij is de woordvoerder."])?;
    assert_eq!(env.good(&["concept", ZAAK, "sms"])?, text);
    Ok(())
}

/// By no verb does a message leave on a decision that is open or no; a typed reason lets that version go and stays in the log.
#[test]
fn what_is_not_decided_leaves_by_no_verb_without_a_reason() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "9", "--inrichting", "FPC Pompestichting", "--voorval", "01:30"])?;
    let concept = ["concept", &zaak, "sms"];
    assert!(env.refused(1, &concept)?.contains("over P is nog niet beslist"), "the template alone");
    let kept = env.run(&[&concept[..], &["--bewaar"]].concat())?;
    assert!(kept.code == 0 && kept.out.is_empty(), "{kept:?}");
    assert!(env.good(&[&concept[..], &["--gecontroleerd"]].concat())?.contains("mag nog niet weg: over P"));
    for (decided, told) in [(None, "over P is nog niet beslist"), (Some("nee"), "P is nee")] {
        if let Some(choice) = decided {
            env.good(&["besluit", &zaak, "P", choice, "--reden", "Kleine vondst."])?;
        }
        for form in ["txt", "eml", "docx", "pdf"] {
            let path = env.path(&format!("weg.{form}")).to_string_lossy().into_owned();
            assert!(env.refused(1, &[&concept[..], &["--uit", &path]].concat())?.contains(told), "{form}");
            assert!(!fs::exists(&path)?, "{form}");
        }
        assert!(env.refused(1, &concept)?.contains(told));
        let sent = ["--verzonden", "--aan", "lijn", "--kanaal", "sms"];
        assert!(env.refused(1, &[&concept[..], &sent].concat())?.contains(told));
        assert!(env.refused(2, &[&concept[..], &["--doorlaten", "x"]].concat())?.contains("reden"));
    }
    env.good(&[&concept[..], &["--doorlaten", "De directeur wil het weten."]].concat())?;
    assert!(env.good(&concept)?.starts_with("Piket "));
    let path = env.path("weg.txt").to_string_lossy().into_owned();
    env.good(&[&concept[..], &["--uit", &path]].concat())?;
    assert!(env.good(&["logboek", "exporteer"])?.contains("concept_zonder_besluit"));
    Ok(())
}

/// What a text says and is not so is said beside the text: who is to change it can read it.
#[test]
fn a_text_that_is_held_back_for_what_it_says_is_shown_with_what_that_is() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "2", "--inrichting", "FPC Pompestichting", "--voorval", "01:30"])?;
    env.good(&["besluit", &zaak, "P", "ja", "--reden", "Ernstig."])?;
    let concept = ["concept", &zaak, "piketmelding"];
    let text =
        "Op een kamer was brand. Voor zover bekend zijn er geen gewonden.\n\nNOG NIET BEKEND\n- of er gewonden zijn\n";
    let told = "dat niet bekend is of er gewonden zijn";
    let saved = env.given(&[&concept[..], &["--tekst", "-"]].concat(), text)?;
    assert!(saved.code == 0 && saved.error.contains(told) && saved.out.contains("NOG NIET BEKEND"), "{saved:?}");
    let shown = env.run(&concept)?;
    assert!(
        shown.code == 1 && shown.error.contains(told) && shown.out.contains("Op een kamer was brand."),
        "{shown:?}"
    );
    assert!(env.refused(1, &[&concept[..], &["--gecontroleerd"]].concat())?.contains(told));
    Ok(())
}
