//! The dossier of a case and the background for questions of the Kamer: whole, with sources, alike in every form, and past the
//! kanaalpoort.

use std::{fs, io::Read as _};

use crate::common::{Failure, TestResult, environment::TestEnv, session::NORMAL};

fn demo() -> Result<TestEnv, Failure> {
    let mut env = TestEnv::bare()?;
    env.set_now(Some("2026-11-22T02:10"));
    env.good(&["demo", "--maak"])?;
    Ok(env)
}

fn text(env: &TestEnv, verb: &str, zaak: &str) -> Result<String, Failure> {
    let file = env.path("uit.txt");
    let out = file.to_string_lossy().into_owned();
    env.good(&[verb, zaak, "--uit", &out, "--vervang"])?;
    Ok(fs::read_to_string(&file)?)
}

/// The words of a Word document.
fn words_of_docx(bytes: &[u8]) -> Result<Vec<String>, Failure> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut xml = String::new();
    archive.by_name("word/document.xml")?.read_to_string(&mut xml)?;
    let spaced = xml.replace("</w:p>", " ");
    let mut plain = String::new();
    let mut inside = false;
    for letter in spaced.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => plain.push(letter),
            _ => {}
        }
    }
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&apos;", "'").replace("&quot;", "\"");
    Ok(plain.replace("&amp;", "&").split_whitespace().map(str::to_owned).collect())
}

#[test]
fn a_dossier_holds_the_whole_case_and_names_nobody() -> TestResult {
    let env = demo()?;
    let zaak = "2026-W47-08";
    let dossier = text(&env, "dossier", zaak)?;
    for part in [
        "DOSSIER 2026-W47-08",
        "Inrichting: FPC Van der Hoeven Kliniek in Utrecht",
        "Een justitiabele heeft een matras in brand gestoken",
        "2.1 Deed de brandweer binnen meer dan nacontroleren? ja",
        "P: ja, za 21-11-2026 21:32.",
        "TERMIJN MBV EN ZIJN LEZINGEN",
        "vóór ma 23-11 09:00",
        "BERICHT: PIKET-SMS, VERSIE 1",
        "WIE KREEG WAT",
        "piketmelding, versie 2 aan Lijn ForZo/JJI",
        "FILM VAN DE ZAAK",
        "za 21-11-2026 21:22: Rij 2 gekozen: Past bij wat de inrichting meldt.",
    ] {
        assert!(dossier.contains(part), "{part}: {dossier}");
    }
    // What the program itself writes is never taken for a name.
    assert!(!dossier.contains("[weggelaten: naam]"), "{dossier}");
    let list = env.good(&["incidenten", "--json", "--alles"])?;
    let zaken = list
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()?["zaak"].as_str().map(str::to_owned));
    for zaak in zaken.take(4) {
        for verb in ["dossier", "achtergrond"] {
            let text = text(&env, verb, &zaak)?;
            let said = env.given(&["poort", "--kanaal", "piketmelding", "--zaak", &zaak], &text)?;
            assert_eq!(said.code, 0, "{verb} {zaak}: {}", said.out);
        }
    }
    Ok(())
}

#[test]
fn what_may_not_leave_is_left_out_openly_and_the_forms_say_the_same() -> TestResult {
    let env = demo()?;
    let zaak = "2026-W47-08";
    env.good(&["feit", zaak, "gebeurtenis", "Gesproken met mevrouw Zonneveld over de brand.", "--bron", "inrichting"])?;
    let dossier = text(&env, "dossier", zaak)?;
    assert!(!dossier.contains("Zonneveld"), "{dossier}");
    assert!(dossier.contains("Gesproken met mevrouw [weggelaten: naam] over de brand"), "{dossier}");
    assert!(dossier.contains("De kanaalpoort liet hier"), "{dossier}");
    let docx = env.path("uit.docx");
    env.good(&["dossier", zaak, "--uit", &docx.to_string_lossy()])?;
    let words: Vec<String> = dossier.split_whitespace().filter(|w| *w != "-").map(str::to_owned).collect();
    let paper: Vec<String> = words_of_docx(&fs::read(&docx)?)?.into_iter().filter(|w| w != "-").collect();
    assert_eq!(paper, words);
    let pdf = env.path("uit.pdf");
    env.good(&["dossier", zaak, "--uit", &pdf.to_string_lossy()])?;
    assert!(fs::read(&pdf)?.starts_with(b"%PDF-"));
    env.refused(2, &["dossier", zaak, "--uit", "dossier.odt"])?;
    env.refused(2, &["dossier", "2026-W47-99", "--uit", "dossier.docx"])?;
    assert!(env.good(&["logboek", "inzage"])?.contains("2026-W47-08 dossier"));
    Ok(())
}

#[test]
fn the_background_counts_the_contacts_that_were_due_and_says_for_whom_they_are() -> TestResult {
    let env = demo()?;
    let zaak = "2026-W47-08";
    let without = text(&env, "achtergrond", zaak)?;
    assert!(without.contains("Van de aankomst is geen dag genoteerd; het verblijf is niet uitgerekend."), "{without}");
    assert!(!without.contains("[nog invullen"), "{without}");
    assert!(without.contains("intakegesprek met de casemanager: binnen 14 dagen\n"), "{without}");
    let note = |topic: &str, text: &str, time: &str| {
        env.good(&["feit", zaak, topic, text, "--bron", "dossier inrichting", "--tijd", time])
    };
    note("aankomst", "Opgenomen in de inrichting", "01-11-2026 10:00")?;
    note("contacten", "Intakegesprek met de casemanager", "10-11-2026 14:00")?;
    note("verlof", "Begeleid verlof zonder bijzonderheden", "15-11-2026 09:00")?;
    let told = text(&env, "achtergrond", zaak)?;
    for part in [
        "Op zaterdag 21 november 2026 om 21.10 uur deed zich bij FPC Van der Hoeven Kliniek in Utrecht het volgende voor",
        "Ten tijde van het voorval duurde het verblijf 20 dagen.",
        "casemanager: binnen 14 dagen, dus uiterlijk 15-11-2026; die termijn was toen voorbij",
        "mentorgesprek met de mentor: elke 14 dagen, dus toen 1 keer",
        "reclassering: binnen 28 dagen, dus uiterlijk 29-11-2026; die termijn liep toen nog",
        "Deze normen gelden voor gedetineerden; of zij hier gelden moet u zelf toetsen.",
        "di 10-11-2026 14:00: Intakegesprek met de casemanager (bron: dossier inrichting; gemeld",
        "zo 15-11-2026 09:00: Begeleid verlof zonder bijzonderheden (bron: dossier inrichting",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // It is background: no message speaks of it, and to one that was sent it is no news.
    let refused = env.refused(1, &["concept", zaak, "piketmelding", "--opnieuw"])?;
    assert!(refused.contains("Er is niets nieuws"), "{refused}");
    Ok(())
}

/// What stands under another heading of the same page is not denied, and two sources that differ are no stay of so many days.
#[test]
fn the_background_denies_nothing_that_it_tells_and_counts_from_no_day_in_doubt() -> TestResult {
    let env = demo()?;
    let zaak = "2026-W47-08";
    let note = |topic: &str, text: &str, time: &[&str]| {
        env.good(&[&["feit", zaak, topic, text, "--bron", "dossier inrichting"], time].concat())
    };
    note("betrokkenen", "De patiënt verblijft sinds 1 november 2026 in de kliniek en had op 15 november verlof", &[])?;
    let told = text(&env, "achtergrond", zaak)?;
    assert!(told.contains("had op 15 november verlof"), "{told}");
    for denied in ["is niet genoteerd", "is niets genoteerd.", "niet bekend"] {
        let background = told.split_once("AANKOMST").map_or("", |(_, rest)| rest);
        assert!(!background.contains(denied), "{denied}: {background}");
    }
    note("aankomst", "Opgenomen in de inrichting", &["--tijd", "01-11-2026 10:00"])?;
    note("aankomst", "Toch pas later aangekomen", &[])?;
    let told = text(&env, "achtergrond", zaak)?;
    assert!(
        told.contains("20 dagen, gerekend vanaf 01-11-2026; niet elk feit over de aankomst noemt een dag."),
        "{told}"
    );
    note("aankomst", "Volgens het dossier", &["--tijd", "05-11-2026 10:00"])?;
    let told = text(&env, "achtergrond", zaak)?;
    assert!(told.contains("verschillende dagen genoteerd: 01-11-2026, 05-11-2026"), "{told}");
    assert!(!told.contains("dagen, gerekend") && !told.contains("die termijn"), "{told}");
    Ok(())
}

/// No paper leaves with an open place: a concept that has one is named and not quoted, and a case whose own heart is open
/// gives no background.
#[test]
fn what_is_open_stands_on_no_paper() -> TestResult {
    let env = demo()?;
    let zaak = "2026-W47-08";
    let file = env.path("afloop.txt");
    fs::write(&file, "AFLOOPBERICHT\nDe oorzaak is [nog invullen: oorzaak].\n")?;
    env.good(&["concept", zaak, "afloopbericht", "--tekst", &file.to_string_lossy()])?;
    env.good(&["feit", zaak, "onbekend", "wie het matras aanstak", "--bron", "inrichting"])?;
    let dossier = text(&env, "dossier", zaak)?;
    assert!(dossier.contains("Dit concept heeft open plekken (oorzaak); zijn tekst staat hier niet."), "{dossier}");
    assert!(!dossier.contains("[nog invullen"), "{dossier}");
    assert!(dossier.contains("Niet bekend: wie het matras aanstak (bron"), "{dossier}");
    assert!(dossier.contains("Gemeld aan het piket: ") && !dossier.contains("OP TIJD"), "{dossier}");
    let new = env.good(&["meld", "--nr", "2", "--wat", "Brand in een kamer"])?;
    let zaak = new.split_whitespace().find(|w| w.starts_with("2026-W47-"));
    let zaak = zaak.ok_or_else(|| Failure("geen zaak".to_owned()))?;
    let zaak = zaak.trim_end_matches(|c: char| !c.is_ascii_digit());
    let out = env.path("open.docx").to_string_lossy().into_owned();
    let refused = env.refused(1, &["achtergrond", zaak, "--uit", &out])?;
    assert!(refused.contains("Er staat nog open") && !env.path("open.docx").exists(), "{refused}");
    Ok(())
}

#[test]
fn one_key_of_the_open_desk_writes_each_paper_in_every_form() -> TestResult {
    let env = demo()?;
    let mut desk = env.desk(NORMAL)?;
    // The first case has no row yet: what its message would say is open.
    desk.wait("NU DOEN")?.keys("<omlaag>Z")?.wait("Het dossier staat als .docx")?;
    desk.keys("B")?.wait("De achtergrond staat als .docx")?;
    desk.leave()?;
    let folder = env.data().join("berichten");
    let mut names: Vec<String> = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<_, std::io::Error>>()?;
    names.sort();
    let ends: Vec<&str> = names.iter().filter_map(|name| name.get("2026-W47-08".len()..)).collect();
    let all =
        ["-achtergrond.docx", "-achtergrond.pdf", "-achtergrond.txt", "-dossier.docx", "-dossier.pdf", "-dossier.txt"];
    assert_eq!(ends, all, "{names:?}");
    let zaak = names
        .first()
        .and_then(|name| name.get(.."2026-W47-08".len()))
        .ok_or_else(|| Failure("geen naam".to_owned()))?;
    // What the desk wrote is what the verb writes.
    let same = |verb: &str| -> TestResult {
        let written = fs::read_to_string(folder.join(format!("{zaak}-{verb}.txt")))?;
        let (words, _) = written.split_once("FILM VAN DE ZAAK").unwrap_or((&written, ""));
        let verb_text = text(&env, verb, zaak)?;
        let bare =
            |text: &str| text.lines().filter(|l| !l.starts_with("Opgesteld door")).collect::<Vec<_>>().join("\n");
        assert!(bare(&verb_text).starts_with(bare(words).trim_end()), "{verb}:\n{words}\n---\n{verb_text}");
        Ok(())
    };
    same("dossier")?;
    same("achtergrond")?;
    let audit = env.good(&["logboek", "inzage"])?;
    assert!(audit.contains(&format!("{zaak} dossier")) && audit.contains(&format!("{zaak} achtergrond")), "{audit}");
    Ok(())
}
