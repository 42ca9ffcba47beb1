//! Verbs that read or write files beside an open desk: mail is taken in and a monitor is noted by that desk, and what
//! cannot be done while it is open says why.

use std::fs;

use serde_json::Value;

use super::shell::{desk, real};
use crate::common::{
    Failure, TestResult,
    environment::{CliOutput, TestEnv, mail},
};

/// A folder with mail that is new, twice the same, and no mail at all.
fn post(env: &TestEnv, name: &str) -> Result<String, Failure> {
    let folder = env.path(name);
    fs::create_dir(&folder)?;
    for (from, to) in
        [("01-moa-tekst.eml", "a.eml"), ("01-moa-tekst.eml", "b.eml"), ("05-mbv-doorgestuurd.eml", "c.eml")]
    {
        fs::copy(mail(from), folder.join(to))?;
    }
    let text = String::from_utf8_lossy(&fs::read(mail("01-moa-tekst.eml"))?).into_owned();
    fs::write(folder.join("d.eml"), text.replace("Subject: ", "Subject: anders "))?;
    fs::write(folder.join("e.eml"), "")?;
    Ok(folder.to_string_lossy().into_owned())
}

/// The same answer, whatever the folder is called.
fn answer(output: &CliOutput, folder: &str) -> (i32, String, String) {
    (output.code, output.out.replace(folder, "POST"), output.error.replace(folder, "POST"))
}

#[test]
fn mail_is_taken_in_by_the_open_desk_with_the_same_answer() -> TestResult {
    for format in [&[][..], &["--json"]] {
        let (alone, _) = real()?;
        let folder = post(&alone, "post")?;
        let verb = [&["importeer", folder.as_str()], format].concat();
        let expected = [answer(&alone.run(&verb)?, &folder), answer(&alone.run(&verb)?, &folder)];
        assert_eq!(expected[0].0, 1, "{expected:?}");

        let (env, zaak) = real()?;
        let folder = post(&env, "post")?;
        let verb = [&["importeer", folder.as_str()], format].concat();
        let mut desk = desk(&env, &zaak)?;
        assert_eq!(answer(&env.run(&verb)?, &folder), expected[0]);
        desk.wait("nieuw in de inbox")?;
        assert_eq!(answer(&env.run(&verb)?, &folder), expected[1]);
        desk.leave()?;
        assert_eq!(desk.end()?, 0);
        assert_eq!(env.good(&["inbox", "--json"])?.lines().count(), alone.good(&["inbox", "--json"])?.lines().count());
        assert!(env.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    }
    Ok(())
}

#[test]
fn the_desk_finds_a_file_that_is_named_from_another_folder() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "kijvelanden"])?;
    let folder = post(&env, "post")?;
    let desk = desk(&env, &zaak)?;
    let output = CliOutput::from(env.verb(&["importeer", "c.eml"]).current_dir(&folder))?;
    assert!(output.code == 0 && output.out.trim_end().ends_with("nieuw als M0002 (MBV)"), "{output:?}");
    drop(desk);
    Ok(())
}

#[test]
fn a_monitor_that_is_made_beside_the_desk_is_noted_by_it() -> TestResult {
    let (env, zaak) = real()?;
    let second = env.good(&["meld", "--nr", "2", "--inrichting", "Mesdag"])?;
    let step = |zaak: &str| -> Result<String, Failure> {
        let steps = env.json(&["toon", zaak, "--json"])?["stappen"].as_array().cloned().unwrap_or_default();
        let state = steps.iter().find(|s| s["stap"] == "monitor").and_then(|s| s["staat"].as_str());
        Ok(state.unwrap_or_default().to_owned())
    };
    let mut desk = desk(&env, &second)?;
    let (week, out) = (zaak.rsplit_once('-').map_or("", |(week, _)| week), env.path("monitor.json"));
    let out = out.display().to_string();
    let verb = ["monitor", "--week", week, "--uit", &out];
    assert!(env.good(&verb)?.ends_with(": 2 zaken."));
    desk.wait("Vanuit de shell: 2 zaken staan in de monitor van")?;
    let written: Value = serde_json::from_str(&fs::read_to_string(&out)?)?;
    assert!(written.to_string().contains(&zaak));
    assert_eq!((step(&zaak)?, step(&second)?), ("gereed".to_owned(), "gereed".to_owned()));
    // What is there is not replaced, and what is in it already is not noted again.
    assert!(env.refused(3, &verb)?.contains("is er al"));
    let lines = |env: &TestEnv| -> Result<usize, Failure> { Ok(env.good(&["logboek", "exporteer"])?.lines().count()) };
    let before = lines(&env)?;
    env.good(&[&verb[..], &["--vervang"]].concat())?;
    assert_eq!(lines(&env)?, before);
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn what_cannot_be_done_beside_an_open_desk_says_why() -> TestResult {
    let (env, zaak) = real()?;
    let export = env.path("export.jsonl").display().to_string();
    env.good(&["logboek", "exporteer", "--uit", &export])?;
    env.good(&["reservekopie", "maak"])?;
    let copies = env.good(&["reservekopie", "lijst"])?;
    let copy = copies.split_whitespace().next().unwrap_or_default().to_owned();
    let mut desk = desk(&env, &zaak)?;
    env.secret("nieuw", "een heel ander paard\n")?;
    let new = env.path("nieuw").display().to_string();
    let purged = env.path("gewist.json").display().to_string();
    for (verb, why) in [
        (&["herbouw"][..], "Herbouwen verandert wat de open desk toont"),
        (&["sleutel", "wijzig", "--nieuw-wachtwoord-bestand", &new], "werkt met het oude wachtwoord"),
        (&["bewaartermijn", "wis", &zaak, "--reden", "is genoeg", "--uit", &purged], "nog in haar geheugen"),
        (&["logboek", "importeer", &export], "zonder open desk"),
        (&["reservekopie", "terugzetten", &copy], "onder de open desk"),
    ] {
        // It waits for its turn first, and says so.
        let refused = env.run(verb)?;
        let error = &refused.error;
        assert_eq!(refused.code, 3, "{verb:?}: {error}");
        assert!(error.contains("heeft de opslag") && error.contains(why), "{verb:?}: {error}");
    }
    // Copies, exports and lists need not wait.
    for verb in [&["reservekopie", "maak"][..], &["logboek", "controleer"], &["controle"], &["inbox"]] {
        assert!(env.run(verb)?.code < 2, "{verb:?}");
    }
    desk.leave()?;
    Ok(())
}
