//! The copy of a message that comes back from a mail program: it proves the sending by itself where it can, and asks where it
//! cannot. It is never a report of an inrichting.

use std::fs;

use crate::common::{Failure, TestResult, environment::TestEnv};
use serde_json::Value;

/// A case on which P goes out, with a checked piketmelding, and the mail of it as a mail program is to send it.
fn drafted(env: &TestEnv) -> Result<(String, String), Failure> {
    env.config("instellingen.toml", "piketmelding_aan = [\"Lijn <lijn@dji.example>\"]\n")?;
    let zaak = env.good(&["meld", "--nr", "10", "--inrichting", "Veldzicht", "--voorval", "2026-11-22T01:00"])?;
    let zaak = zaak.trim().to_owned();
    let text = env.path("tekst.txt").to_string_lossy().into_owned();
    fs::write(&text, format!("Een patiënt is overleden.\nDe afdeling is rustig.\n\nKenmerk: {zaak}, versie 1\n"))?;
    env.good(&["concept", &zaak, "piketmelding", "--tekst", &text])?;
    env.good(&["concept", &zaak, "piketmelding", "--gecontroleerd"])?;
    let letter = written(env, &zaak, "weg.eml")?;
    Ok((zaak, letter))
}

fn written(env: &TestEnv, zaak: &str, name: &str) -> Result<String, Failure> {
    let out = env.path(name).to_string_lossy().into_owned();
    env.good(&["concept", zaak, "piketmelding", "--uit", &out])?;
    Ok(fs::read_to_string(&out)?)
}

/// The letter as it stands in the folder of what was sent.
fn sent(letter: &str) -> String {
    let went = letter.replace("X-Unsent: 1\r\n", "");
    format!("From: Piket <piket@dji.example>\r\nReceived: from a by b; Sun, 22 Nov 2026 02:05:00 +0100\r\n{went}")
}

fn import(env: &TestEnv, name: &str, mail: &str) -> Result<(i32, Value), Failure> {
    let path = env.path(name).to_string_lossy().into_owned();
    fs::write(&path, mail)?;
    let answer = env.run(&["importeer", &path, "--json"])?;
    Ok((answer.code, serde_json::from_str(answer.out.trim())?))
}

fn message(env: &TestEnv, zaak: &str) -> Result<(Value, Value), Failure> {
    let document = env.json(&["toon", zaak, "--json"])?;
    let steps = document["stappen"].as_array().cloned().unwrap_or_default();
    let step = steps.into_iter().find(|s| s["stap"] == "piketmelding").unwrap_or_default();
    Ok((step, document["concepten"]["piketmelding"].clone()))
}

#[test]
fn a_copy_that_went_to_who_may_have_it_sends_the_message_and_is_no_report() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (zaak, letter) = drafted(&env)?;
    let went = sent(&letter);
    let (code, said) = import(&env, "kopie.eml", &went)?;
    assert_eq!((code, &said["uitkomst"], &said["zaak"]), (0, &"kopie".into(), &zaak.as_str().into()), "{said}");
    assert!(said["uitleg"].as_str().is_some_and(|u| u.contains("daarmee vastgelegd")), "{said}");
    let (step, draft) = message(&env, &zaak)?;
    assert_eq!(step["staat"], "gereed", "{step}");
    assert!(step["uitleg"].as_str().is_some_and(|u| u.contains("per e-mail, met kopie")), "{step}");
    assert_eq!((&draft["verzonden"], &draft["kopieen"][0]["telt"]), (&1.into(), &"ja".into()), "{draft}");
    assert!(env.good(&["verstrekkingen", &zaak])?.contains("lijn@dji.example"));
    assert!(!env.good(&["inbox"])?.contains("kopie"), "it is no report");
    assert!(env.good(&["inbox", "--json"])?.lines().count() <= 1);

    let (code, again) = import(&env, "nogeens.eml", &went)?;
    assert_eq!((code, &again["uitkomst"], &again["bericht"]), (0, &"bekend".into(), &"piketmelding".into()), "{again}");
    assert_eq!(message(&env, &zaak)?.1["verzonden"], 1);
    let refused = env.refused(1, &["ongedaan"])?;
    assert!(refused.contains("kan niet ongedaan"), "what left has left: {refused}");
    Ok(())
}

/// Mail programs give a mail another Message-ID, and a forward has no references: the text says what it is. It is asked
/// about, and never taken for the form of an inrichting.
#[test]
fn a_copy_without_our_mark_is_known_by_its_text_and_asked_about() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (zaak, _) = drafted(&env)?;
    let body = format!("Een patiënt is overleden.\r\nDe afdeling is\r\nrustig.\r\n\r\nKenmerk: {zaak}, versie 1\r\n");
    let mail = |id: &str, above: &str, below: &str| {
        format!(
            "From: Piket <piket@dji.example>\r\nTo: Lijn <lijn@dji.example>\r\nSubject: piketmelding {zaak}\r\n\
             Date: Sun, 22 Nov 2026 02:08:00 +0100\r\nMessage-ID: <{id}@outlook.example>\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\n{above}{body}{below}"
        )
    };
    for (id, above, below) in [
        ("gelijk", "", ""),
        ("door", "Ter informatie.\r\n\r\n-----Oorspronkelijk bericht-----\r\nVan: Piket\r\n\r\n", "-- \r\nPiket\r\n"),
    ] {
        let (_, said) = import(&env, &format!("{id}.eml"), &mail(id, above, below))?;
        assert_eq!((&said["uitkomst"], &said["zaak"]), (&"kopie".into(), &zaak.as_str().into()), "{id}: {said}");
        assert!(said["uitleg"].as_str().is_some_and(|u| u.contains("alleen haar tekst zegt")), "{said}");
        assert_eq!(message(&env, &zaak)?.1["verzonden"], 0, "{id}");
    }
    // Another text under our reference is somebody else's, and so is a long report that holds ours.
    let long = "De kliniek schrijft nog veel meer over wat er die nacht gebeurde. ".repeat(12);
    for (id, mail) in
        [("ander", mail("ander", "", "").replace("rustig", "onrustig")), ("lang", mail("lang", &long, ""))]
    {
        let (_, said) = import(&env, &format!("{id}.eml"), &mail)?;
        assert_ne!(said["uitkomst"], "kopie", "{id}: {said}");
    }
    Ok(())
}

#[test]
fn a_copy_that_was_changed_shows_what_and_waits_for_the_officer() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (zaak, letter) = drafted(&env)?;
    let changed = sent(&letter).replace("De afdeling is rustig.", "De afdeling is onrustig.");
    let (_, said) = import(&env, "anders.eml", &changed)?;
    assert!(said["uitleg"].as_str().is_some_and(|u| u.contains("onderweg gewijzigd. Zeg of zij telt")), "{said}");
    let (step, draft) = message(&env, &zaak)?;
    assert_eq!((&step["staat"], &draft["verzonden"]), (&"te doen".into(), &0.into()), "{step} {draft}");
    let difference = draft["kopieen"][0]["verschil"].to_string();
    assert_eq!(difference, r#"["- De afdeling is rustig.","+ De afdeling is onrustig."]"#);
    assert!(env.good(&["toon", &zaak])?.contains("    + De afdeling is onrustig."));

    let judge = ["kopie", &zaak, "piketmelding", "ja", "--reden", "Woordvoering verbeterde een woord."];
    assert!(env.refused(2, &["kopie", &zaak, "piketmelding", "ja", "--reden", " "])?.contains("reden"));
    env.good(&judge)?;
    assert!(env.refused(1, &judge)?.contains("Er wacht geen kopie"));
    let (step, draft) = message(&env, &zaak)?;
    assert_eq!((&step["staat"], &draft["verzonden"]), (&"gereed".into(), &1.into()), "{step}");
    assert!(env.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    assert!(env.good(&["herbouw"])?.contains("gelijk aan wat er stond"));
    Ok(())
}

/// What left with a mail and was never checked is told, and the step is not ticked by it; what mail programs make of the same words is
/// the same.
#[test]
fn a_copy_that_brings_more_than_the_version_waits_for_the_officer() -> TestResult {
    let head = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"grens\"\r\n\r\n--grens\r\n";
    let plain = "Content-Type: text/plain; charset=\"utf-8\"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    for (name, told) in [
        ("bijlage", Some("er ging een bijlage mee")),
        ("opmaak", Some("haar opgemaakte tekst zegt iets anders")),
        ("onderwerp", Some("haar onderwerp is niet dat van dit bericht")),
        ("gelijk", None),
        ("door", None),
    ] {
        let env = TestEnv::demo("2026-11-22 02:10")?;
        let (zaak, letter) = drafted(&env)?;
        let went = sent(&letter);
        let (headers, _) = went.split_once("\r\n\r\n").ok_or_else(|| Failure(went.clone()))?;
        let kept = |line: &&str| !line.starts_with("Content-") && !line.starts_with("MIME-");
        let headers = headers.lines().filter(kept).collect::<Vec<_>>().join("\r\n");
        let body = format!("Een patiënt is overleden.\r\nDe afdeling is rustig.\r\n\r\nKenmerk: {zaak}, versie 1\r\n");
        let shown = |rest: &str| {
            let html = format!(
                "<html><body><p>Een patiënt is overleden.<br>De afdeling is {rest}.</p><p>Kenmerk: {zaak}, versie 1</p></body></html>"
            );
            let two = head.replace("mixed", "alternative");
            format!(
                "{headers}\r\n{two}{plain}{body}\r\n--grens\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\
                 Content-Transfer-Encoding: 8bit\r\n\r\n{html}\r\n--grens--\r\n"
            )
        };
        let mail = match name {
            "bijlage" => format!(
                "{headers}\r\n{head}{plain}{body}\r\n--grens\r\nContent-Type: application/pdf; name=\"lijst.pdf\"\r\n\
                 Content-Disposition: attachment; filename=\"lijst.pdf\"\r\n\r\nniets\r\n--grens--\r\n"
            ),
            "opmaak" => shown("rustig, op Joris Veldwachter na"),
            "gelijk" => shown("rustig"),
            "onderwerp" => went.replace("Subject: piketmelding", "Subject: Joris Veldwachter, piketmelding"),
            _ => went.replace("Subject: piketmelding", "Subject: FW: piketmelding"),
        };
        let (_, said) = import(&env, "kopie.eml", &mail)?;
        assert_eq!(said["uitkomst"], "kopie", "{name}: {said}");
        let words = said["uitleg"].as_str().unwrap_or_default();
        let sent = message(&env, &zaak)?.1["verzonden"].clone();
        match told {
            Some(told) => assert!(words.contains(told) && words.contains("Zeg of zij telt"), "{name}: {words}"),
            None => assert!(words.contains("daarmee vastgelegd"), "{name}: {words}"),
        }
        assert_eq!(sent, u32::from(told.is_none()), "{name}");
        assert!(!words.contains("Veldwachter") && !words.contains("lijst"), "{words}");
    }
    Ok(())
}

/// Anybody can write a Message-ID, a sender and a date.
#[test]
fn a_copy_from_elsewhere_at_another_time_or_to_others_is_for_the_officer_to_judge() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (zaak, letter) = drafted(&env)?;
    let went = sent(&letter);
    let date = went.lines().find(|l| l.starts_with("Date: ")).unwrap_or_default().to_owned();
    for (name, mail, why) in [
        (
            "vreemd.eml",
            went.replace("Piket <piket@dji.example>", "Boef <boef@evil.example>"),
            "niet van uw eigen adres",
        ),
        ("straks.eml", went.replace(&date, "Date: Sun, 22 Nov 2026 12:10:00 +0100"), "ligt in de toekomst"),
        ("vroeger.eml", went.replace(&date, "Date: Sun, 22 Nov 2026 01:10:00 +0100"), "is van voor de tekst"),
        (
            "krant.eml",
            went.replace("lijn@dji.example", "redactie@telegraaf.example").replace("Lijn", "Krant"),
            "adresboek",
        ),
    ] {
        let (_, said) = import(&env, name, &mail)?;
        let told = said["uitleg"].as_str().unwrap_or_default().to_owned();
        assert!(told.contains("past niet") && told.contains(why) && told.contains("Zeg of zij telt"), "{name}: {said}");
        let (step, draft) = message(&env, &zaak)?;
        assert_eq!((&step["staat"], &draft["verzonden"]), (&"te doen".into(), &0.into()), "{name}: {step}");
        assert!(step["uitleg"].as_str().is_some_and(|u| u.contains("past niet")), "{name}: {step}");
    }
    // The true one differs from the last in its recipients alone: it is another copy.
    let (_, said) = import(&env, "echt.eml", &went)?;
    assert!(said["uitleg"].as_str().is_some_and(|u| u.contains("daarmee vastgelegd")), "{said}");
    let draft = message(&env, &zaak)?.1;
    let copies = draft["kopieen"].as_array().map(Vec::as_slice).unwrap_or_default();
    let counted: Vec<&Value> = copies.iter().map(|copy| &copy["telt"]).collect();
    assert_eq!(counted, [&Value::Null, &Value::Null, &Value::Null, &Value::Null, &"ja".into()], "{draft}");
    assert!(env.good(&["toon", &zaak])?.contains("past niet: zij komt van boef@evil.example"));
    assert!(env.good(&["herbouw"])?.contains("gelijk aan wat er stond"));
    Ok(())
}

#[test]
fn a_copy_that_proves_nothing_says_why() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (zaak, letter) = drafted(&env)?;
    // The draft itself, before anybody sent it.
    let (_, said) = import(&env, "concept.eml", &letter)?;
    assert!(said["uitleg"].as_str().is_some_and(|u| u.contains("merk «niet verzonden»")), "{said}");
    env.good(&["kopie", &zaak, "piketmelding", "nee", "--reden", "Dit is het concept."])?;
    assert_eq!(message(&env, &zaak)?.1["verzonden"], 0);
    env.good(&["ongedaan"])?;
    assert_eq!(message(&env, &zaak)?.1["kopieen"][0]["telt"], Value::Null);
    env.good(&["kopie", &zaak, "piketmelding", "nee", "--reden", "Dit is het concept."])?;

    let warned = |name: &str, mail: &str, why: &str| -> TestResult {
        let (code, said) = import(&env, name, mail)?;
        let shown = said["waarschuwingen"].to_string();
        assert_eq!((code, &said["uitkomst"], &said["soort"]), (0, &"nieuw".into(), &"onbekend".into()), "{said}");
        assert!(shown.contains(why) && shown.contains("telt niet als verzonden"), "{said}");
        Ok(())
    };
    let mark = |from: &str, to: &str| sent(&letter).replace(from, to);
    warned("elders.eml", &mark(&format!("{zaak}.pik"), "2020-W01-01.pik"), "staat niet in dit logboek")?;
    let forged = mark(".piketmelding.v1.", ".piketmelding.v7.").replace("rustig", "stil");
    warned("vervalst.eml", &forged, "bij geen versie")?;

    // A version that was overtaken: what left is told, and not taken for the latest.
    let text = env.path("nieuw.txt").to_string_lossy().into_owned();
    fs::write(&text, format!("Een patiënt is overleden.\nDe afdeling is weer open.\n\nKenmerk: {zaak}, versie 2\n"))?;
    env.good(&["concept", &zaak, "piketmelding", "--tekst", &text])?;
    let (_, said) = import(&env, "oud.eml", &sent(&letter))?;
    assert!(said["uitleg"].as_str().is_some_and(|u| u.contains("versie 2 is de laatste")), "{said}");
    env.good(&["kopie", &zaak, "piketmelding", "ja", "--reden", "Versie 1 was al weg."])?;
    let (step, _) = message(&env, &zaak)?;
    assert!(step["uitleg"].as_str().is_some_and(|u| u.contains("na de verzonden versie 1")), "{step}");
    // An answer to it is mail like any other.
    let answer = "From: Directeur <d@dji.example>\r\nSubject: RE: piketmelding\r\nMessage-ID: <1@dji.example>\r\n";
    let id = letter.lines().find_map(|l| l.strip_prefix("Message-ID: ")).unwrap_or_default();
    let answer = format!("{answer}In-Reply-To: {id}\r\nDate: Sun, 22 Nov 2026 02:08:00 +0100\r\n\r\nDank.\r\n");
    let (_, said) = import(&env, "antwoord.eml", &answer)?;
    assert_eq!((&said["uitkomst"], &said["waarschuwingen"]), (&"nieuw".into(), &Value::Array(Vec::new())), "{said}");
    Ok(())
}

#[test]
fn a_file_passes_the_gate_like_every_way_out() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let zaak = env.good(&["meld", "--nr", "2", "--inrichting", "FPC Pompestichting", "--voorval", "01:30"])?;
    let (zaak, text) = (zaak.trim(), env.path("tekst.txt"));
    fs::write(&text, "Patiënt K. Smits, BSN 123456782, is gewond.\n")?;
    env.good(&["concept", zaak, "piketmelding", "--tekst", &text.to_string_lossy()])?;
    for form in ["txt", "eml", "docx", "pdf"] {
        let path = env.path(&format!("weg.{form}"));
        let refused = env.refused(1, &["concept", zaak, "piketmelding", "--uit", &path.to_string_lossy()])?;
        assert!(refused.contains("kanaalpoort") && !refused.contains("Smits"), "{refused}");
        assert!(!path.exists(), "{form}");
    }
    let path = env.path("weg.txt").to_string_lossy().into_owned();
    env.good(&["concept", zaak, "piketmelding", "--doorlaten", "de ontvanger vraagt erom", "--uit", &path])?;
    assert!(fs::read_to_string(&path)?.contains("Smits"));
    Ok(())
}

/// What passed the gate as a text is not undone by its envelope.
#[test]
fn a_subject_names_no_place_that_the_text_does_not_name() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (zaak, letter) = drafted(&env)?;
    assert!(letter.contains(&format!("Subject: piketmelding {zaak}: ")), "{letter}");
    let path = env.path("p.eml").to_string_lossy().into_owned();
    env.good(&["besluit", &zaak, "p", "ja", "--reden", "Rij 10."])?;
    env.good(&["belantwoord", &zaak, "nabestaanden", "ja"])?;
    env.good(&["concept", &zaak, "publiek", "--bewaar", "--onbekend", "--uit", &path])?;
    let public = fs::read_to_string(&path)?;
    let subject = public.lines().find(|l| l.starts_with("Subject: ")).unwrap_or_default();
    assert_eq!(subject, "Subject: publieke samenvatting: overlijden");
    assert!(!public.contains("Veldzicht"), "{public}");
    Ok(())
}

/// A key that was hit to get on is no reason, wherever one is asked.
#[test]
fn a_reason_has_a_word_in_it() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let (zaak, _) = drafted(&env)?;
    let text = env.path("naam.txt");
    fs::write(&text, "Patiënt K. Smits, BSN 123456782, is overleden.\n")?;
    env.good(&["concept", &zaak, "piketmelding", "--tekst", &text.to_string_lossy()])?;
    for hit in [".", "x", "1 2"] {
        assert!(env.refused(2, &["concept", &zaak, "piketmelding", "--doorlaten", hit])?.contains("reden"), "{hit}");
        assert!(
            env.refused(2, &["stap", &zaak, "doorgemeld", "niet-nodig", "--reden", hit])?.contains("reden"),
            "{hit}"
        );
    }
    Ok(())
}

/// Of rows that the officer writes himself there is nobody to have a visie.
#[test]
fn a_visie_is_for_a_row_that_another_body_writes() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    let open =
        |nr: &str, plek: &str| env.good(&["meld", "--nr", nr, "--inrichting", plek, "--voorval", "2026-11-22T01:00"]);
    let (own, other) = (open("22", "Veldzicht")?, open("5", "FPC Pompestichting")?);
    let refused = env.refused(1, &["concept", own.trim(), "visie", "--bewaar"])?;
    assert!(refused.contains("schrijft u de piketmelding zelf"), "{refused}");
    env.good(&["concept", other.trim(), "visie", "--bewaar"])?;
    // Nor did anybody answer before it happened.
    let answer = |time: &str| ["belantwoord", other.trim(), "stand", "beheerst", "--tijd", time].map(str::to_owned);
    let early = answer("2026-11-20T01:40");
    let early: Vec<&str> = early.iter().map(String::as_str).collect();
    assert!(env.refused(2, &early)?.contains("vóór het voorval"));
    let late = answer("2026-11-22T01:40");
    env.good(&late.iter().map(String::as_str).collect::<Vec<_>>())?;
    Ok(())
}
