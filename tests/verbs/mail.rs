//! Mail by verbs: what is read is one item however often it comes, finds the case it belongs to, and is given
//! back as it came.

#[path = "teach.rs"]
mod teach;

use std::fs;

use crate::common::{
    Failure, TestResult,
    environment::{TestEnv, mail},
};

#[test]
fn the_same_mail_twice_is_one_item() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let letter = mail("05-mbv-doorgestuurd.eml");
    // Another name and another folder do not make it another mail.
    let copy = env.path("kopie.eml");
    fs::copy(&letter, &copy)?;
    env.good(&["importeer", &letter])?;
    for path in [letter.as_str(), &copy.to_string_lossy()] {
        assert!(env.good(&["importeer", path])?.ends_with("al bekend als M0001"), "{path}");
    }
    let result = env.json(&["importeer", &letter, "--json"])?;
    assert_eq!((&result["uitkomst"], &result["id"]), (&"bekend".into(), &"M0001".into()));
    let inbox = env.good(&["inbox", "--json"])?;
    assert_eq!(inbox.lines().count(), 1, "{inbox}");
    // Also once it left the inbox.
    env.good(&["terzijde", "M0001", "--reden", "proef"])?;
    assert!(env.good(&["importeer", &letter])?.ends_with("al bekend als M0001"));
    assert_eq!(env.good(&["inbox"])?, "De inbox is leeg.");
    Ok(())
}

#[test]
fn two_mails_without_a_date_are_two_where_their_ids_differ() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let written = |name: &str, id: &str| -> Result<String, Failure> {
        let path = env.path(name);
        fs::write(
            &path,
            format!("From: a@kliniek.example\nSubject: Bel mij\nMessage-ID: <{id}@x>\n\nBel mij terug.\n"),
        )?;
        Ok(path.to_string_lossy().into_owned())
    };
    let (one, other) = (written("een.eml", "een")?, written("twee.eml", "twee")?);
    assert!(env.good(&["importeer", &one])?.contains("M0001"));
    assert!(env.good(&["importeer", &other])?.contains("M0002"));
    assert!(env.good(&["importeer", &one])?.ends_with("al bekend als M0001"));
    Ok(())
}

#[test]
fn the_same_mail_twice_in_one_folder_is_one_item() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let folder = env.path("post");
    fs::create_dir(&folder)?;
    for name in ["a.eml", "b.eml"] {
        fs::copy(mail("01-moa-tekst.eml"), folder.join(name))?;
    }
    let different =
        String::from_utf8_lossy(&fs::read(mail("01-moa-tekst.eml"))?).replace("Subject: ", "Subject: anders ");
    fs::write(folder.join("c.eml"), different)?;
    fs::write(folder.join("d.eml"), "")?;
    let answer = env.run(&["importeer", &folder.to_string_lossy()])?;
    assert_eq!(answer.code, 1);
    for sentence in [
        "a.eml: nieuw als M0001",
        "b.eml: al bekend als M0001",
        "c.eml: nieuw als M0002",
        "Dezelfde Message-ID als M0001",
        "d.eml: geweigerd.",
    ] {
        assert!(answer.out.contains(sentence), "{sentence}: {}", answer.out);
    }
    Ok(())
}

#[test]
fn one_file_that_is_no_mail_keeps_no_other_from_the_inbox() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let answer = env.run(&["importeer", &mail("verwacht.json"), &mail("nergens.eml"), &mail("01-moa-tekst.eml")])?;
    assert_eq!(answer.code, 1, "{answer:?}");
    let lines: Vec<&str> = answer.out.lines().collect();
    assert!(
        matches!(lines.as_slice(), [a, b, c]
        if a.contains("geweigerd") && b.contains("geweigerd") && c.ends_with("nieuw als M0001 (MOA)")),
        "{answer:?}"
    );
    Ok(())
}

/// A mail that seems to belong to a case says so, with score and reasons, and is linked by nobody.
#[test]
fn the_inbox_suggests_the_case_of_a_mail() -> TestResult {
    let env = TestEnv::bare()?;
    let report = |nr: &str, plek: &str, time: &str| -> Result<String, Failure> {
        Ok(env.good(&["meld", "--nr", nr, "--inrichting", plek, "--voorval", time])?.trim().to_owned())
    };
    let zaak = report("6", "Oostvaarders", "26-09-2026 22:42")?;
    report("6", "Oostvaarders", "26-09-2026 10:00")?;
    report("6", "Mesdag", "26-09-2026 22:42")?;
    env.good(&["importeer", &mail("02-mbv-docx.eml")])?;
    let item = env.json(&["inbox", "--json"])?;
    let proposals = item["voorstellen"].as_array().cloned().unwrap_or_default();
    let found: Vec<_> = proposals.iter().map(|v| v["zaak"].as_str().unwrap_or_default()).collect();
    assert_eq!(found, [zaak.as_str()], "{item}");
    let reasons = proposals.first().map(|v| v["redenen"].to_string()).unwrap_or_default();
    assert!(reasons.contains("zelfde inrichting") && reasons.contains("voorval 2 min eerder"), "{reasons}");
    assert_eq!(item["staat"], "open");
    Ok(())
}

#[test]
fn a_return_that_is_linked_to_another_row_takes_no_term_away() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "2026-09-20T18:00"])?;
    env.good(&["importeer", &mail("90-einde-oa.eml")])?;
    let termijnen = |o: &TestEnv| o.json(&["toon", zaak.trim(), "--json"]).map(|z| z["termijnen"].clone());
    let initial = termijnen(&env)?;
    assert_eq!(initial.as_array().map(Vec::len), Some(1), "{initial}");
    env.good(&["koppel", "M0002", zaak.trim()])?;
    assert_eq!(termijnen(&env)?, initial);

    let gone = env.good(&["meld", "--nr", "C", "--inrichting", "Kijvelanden", "--voorval", "2026-11-21T18:00"])?;
    env.good(&["gegevens", gone.trim(), "--einde-oa", "2026-11-21T21:00"])?;
    env.good(&["rij", gone.trim(), "6", "--reden", "toch geen afwezigheid"])?;
    let after = env.json(&["toon", gone.trim(), "--json"])?;
    assert_eq!(after["termijnen"].as_array().map(Vec::len), Some(1), "{after}");
    Ok(())
}

#[test]
fn a_mail_comes_back_byte_for_byte_and_that_is_recorded() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let letter = mail("03-mbv-pdf.eml");
    env.good(&["importeer", &letter])?;
    let out = env.path("terug.eml").to_string_lossy().into_owned();
    env.good(&["inbox", "--bron", "M0001", "--uit", &out])?;
    assert_eq!(fs::read(&out)?, fs::read(&letter)?);
    assert!(env.good(&["logboek", "inzage"])?.contains("bron M0001"));
    env.refused(2, &["inbox", "--bron", "M0099", "--uit", &out])?;
    env.refused(2, &["inbox", "--bron", "M0001"])?;
    env.good(&["meld", "--nr", "1"])?;
    env.refused(1, &["inbox", "--bron", "M0002", "--uit", &out])?;
    Ok(())
}

/// A form that was forwarded is the form that came before.
#[test]
fn the_same_form_in_another_mail_doubles_no_fact() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let zaak = env.good(&["meld", "--nr", "15", "--voorval", "13:04"])?;
    let letter = fs::read_to_string(mail("05-mbv-doorgestuurd.eml"))?;
    let other = env.path("nogmaals.eml");
    fs::write(&other, letter.replace("Message-ID: <", "Message-ID: <nogmaals-"))?;
    env.good(&["importeer", &mail("05-mbv-doorgestuurd.eml")])?;
    env.good(&["koppel", "M0002", &zaak])?;
    let facts = |env: &TestEnv| Ok::<_, Failure>(env.json(&["toon", &zaak, "--json"])?["feiten"].clone());
    let before = facts(&env)?;
    assert!(env.good(&["importeer", &other.to_string_lossy()])?.ends_with("nieuw als M0003 (MBV)"));
    env.good(&["koppel", "M0003", &zaak])?;
    assert_eq!(facts(&env)?, before);
    Ok(())
}

#[test]
fn what_stands_in_an_attachment_is_found() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let path = env.path("bijlage.eml");
    let letter = "From: a@kliniek.example\r\nDate: Sun, 22 Nov 2026 01:00:00 +0100\r\nSubject: verslag\r\n\
                  Content-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n\r\nZie bijlage.\r\n--x\r\n\
                  Content-Type: application/rtf\r\nContent-Disposition: attachment; filename=\"verslag.rtf\"\r\n\r\n\
                  {\\rtf1\\ansi De deur was zeegroen geverfd.}\r\n--x--\r\n";
    fs::write(&path, letter)?;
    env.good(&["importeer", &path.to_string_lossy()])?;
    assert!(env.good(&["zoek", "zeegroen"])?.contains("M0001"));
    Ok(())
}

#[test]
fn what_was_destroyed_does_not_come_in_again() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let letter = mail("05-mbv-doorgestuurd.eml");
    env.good(&["importeer", &letter])?;
    env.good(&["terzijde", "M0001", "--reden", "proef"])?;
    let out = env.path("weg.json");
    env.good(&["bewaartermijn", "wis", "M0001", "--reden", "proef", "--uit", &out.to_string_lossy()])?;
    // Also not when what follows from the log is made anew.
    for again in [false, true] {
        if again {
            env.good(&["herbouw"])?;
        }
        assert!(env.good(&["importeer", &letter])?.ends_with("al bekend als M0001"));
    }
    let original = String::from_utf8_lossy(&fs::read(&letter)?).into_owned();
    // What a server on the way adds makes no other mail of it.
    let path = env.path("anders.eml");
    let marked = original.replace("Subject: ", "X-Gateway: gezien\nSubject: [EXTERN] ");
    let marked = format!(
        "Received: from poort.example by x.example; Mon, 14 Dec 2026 09:59:00 +0100\n{marked}\n[EXTERN] Let op: van buiten.\n"
    );
    fs::write(&path, marked)?;
    assert!(env.good(&["importeer", &path.to_string_lossy()])?.ends_with("al bekend als M0001"));
    fs::write(&path, original.replace("Message-ID: <", "Message-ID: <nieuw-"))?;
    assert!(env.good(&["importeer", &path.to_string_lossy()])?.contains("nieuw als M0002"));
    Ok(())
}

/// An item of a form is filled in, put aside or accepted; exactly one of the three is said.
#[test]
fn an_item_of_a_form_is_judged_from_the_shell() -> TestResult {
    let env = TestEnv::demo("2026-12-14 10:00")?;
    env.good(&["importeer", &mail("02-mbv-docx.eml")])?;
    let said = env.good(&["veld", "M0001", "briefnummer", "--waarde", "2026/77"])?;
    assert!(said.contains("2026/77") || said.contains("briefnummer"), "{said}");
    let inbox = env.json(&["inbox", "--json"])?;
    assert_eq!(inbox["velden"]["briefnummer"]["waarde"], "2026/77", "{inbox}");
    let none = env.refused(2, &["veld", "M0001", "briefnummer"])?;
    assert!(none.contains("--aanvaard") && none.contains("--waarde"), "{none}");
    env.refused(2, &["veld", "M0001", "briefnummer", "--aanvaard", "--klopt-niet"])?;
    // What has its own answers takes no others.
    for (field, other, choices) in [
        ("type_voorval", "K", "Kies uit: A, B"),
        ("soort_afdeling", "gesloten", "intramuraal"),
        ("datum", "morgen", "3-4-1987"),
    ] {
        let none = env.refused(2, &["veld", "M0001", field, "--waarde", other])?;
        assert!(none.contains(other) && none.contains(choices), "{none}");
    }
    env.good(&["veld", "M0001", "type_voorval", "--waarde", "j"])?;
    assert_eq!(env.json(&["inbox", "--json"])?["velden"]["type_voorval"]["waarde"], "J");
    Ok(())
}

/// A choice between options leaves what has no dashes out of it: that would never go together with one of them.
#[test]
fn no_verb_sets_what_it_is_about_against_its_options() {
    let mut stack = vec![piket::desk::verb::command()];
    while let Some(command) = stack.pop() {
        for group in command.get_groups() {
            if group.clone().is_multiple() {
                continue;
            }
            for member in group.get_args() {
                let argument = command.get_arguments().find(|argument| argument.get_id() == member);
                let positional = argument.is_some_and(clap::Arg::is_positional);
                assert!(!positional || group.get_args().count() == 1, "{} {member}", command.get_name());
            }
        }
        stack.extend(command.get_subcommands().cloned());
    }
}
