//! The handover as two officers use it, each at an own machine.

use std::{fs, process::Command};

use piket::{
    domain::passphrase::Passphrase,
    outgoing::age::{self, AgeLock, AgeOpener},
};
use serde_json::Value;

use crate::common::{
    Failure, TestResult,
    environment::{TestEnv, mail},
};

const NOW: &str = "2026-12-14 08:45";
const WORDS: &str = "vier losse woorden samen";

/// A key that opens nothing of anybody's.
const KEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/age/sleutel.txt");

fn recipient() -> Result<String, Failure> {
    let file = fs::read_to_string(KEY)?;
    Ok(file.split_whitespace().find(|w| w.starts_with("age1")).unwrap_or_default().to_owned())
}

struct TwoDesks {
    first: TestEnv,
    second: TestEnv,
    file: String,
    zaak: String,
}

fn text(path: &std::path::Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Two cases, one of them with the mail that came in, and a reminder; one case of its own at the second desk, under the
/// same number.
fn two_desks() -> Result<TwoDesks, Failure> {
    let (first, second) = (TestEnv::demo(NOW)?, TestEnv::demo(NOW)?);
    let opened = first.good(&[
        "meld",
        "--nr",
        "6",
        "--inrichting",
        "FPC Pompestichting",
        "--wat",
        "een ruit stuk",
        "--voorval",
        "07:50",
    ])?;
    let zaak = opened.split_whitespace().find(|w| w.starts_with("2026-W")).unwrap_or_default().trim_end_matches('.');
    let zaak = zaak.to_owned();
    first.good(&["feit", &zaak, "letsel", "Kanariestra heeft een snee", "--bron", "de arts"])?;
    first.good(&["herinner", &zaak, "12:00", "arts bellen"])?;
    first.good(&["importeer", &mail("03-mbv-pdf.eml")])?;
    first.good(&["importeer", &mail("01-moa-tekst.eml")])?;
    first.good(&["open", "M0002"])?;
    second.good(&["meld", "--nr", "9", "--inrichting", "CTP Veldzicht"])?;
    first.secret("woorden", WORDS)?;
    second.secret("woorden", WORDS)?;
    let file = text(&first.path("overdracht.age"));
    let said = first.good(&[
        "overdracht",
        "maak",
        "--uit",
        &file,
        "--overdracht-wachtwoord",
        &text(&first.path("woorden")),
    ])?;
    assert!(said.contains("Zaken: 0 ingebracht + 2 nieuw = 0 afgedaan + 0 al overgedragen + 2 mee"), "{said}");
    assert!(said.contains("Herinneringen: 0 ingebracht + 1 nieuw = 0 afgedaan"), "{said}");
    Ok(TwoDesks { first, second, file, zaak })
}

fn with_key<'a>(verb: &[&'a str], words: &'a str) -> Vec<&'a str> {
    [verb, &["--overdracht-wachtwoord", words]].concat()
}

#[test]
fn a_handover_is_read_accepted_and_filed() -> TestResult {
    let d = two_desks()?;
    let words = text(&d.second.path("woorden"));
    let read = d.second.good(&with_key(&["overdracht", "lees", &d.file], &words))?;
    assert!(read.contains("Overdracht piketweek 2026-W50") && read.contains("MBV vóór"), "{read}");
    assert!(read.contains("Controlewoorden") && !read.contains("Kanariestra"), "{read}");
    let receipt = text(&d.second.path("ontvangst.json"));
    // Between making and accepting both machines are called otherwise, and so is who works there.
    d.first.config("instellingen.toml", "naam = \"A. Ander\"\n")?;
    d.second.config("instellingen.toml", "naam = \"V. Volgende\"\n")?;
    let accept = ["overdracht", "aanvaard", &d.file, "--uit", &receipt];
    let accepted = d.second.good(&with_key(&accept, &words))?;
    assert!(accepted.contains("Inbox: 1 overgenomen."), "{accepted}");
    assert!(
        accepted.contains(&format!(", daar {}: overgenomen met", d.zaak)),
        "het nummer is hier al in gebruik: {accepted}"
    );
    let renamed = accepted.lines().find(|l| l.contains("daar")).and_then(|l| l.split_whitespace().nth(1));
    let renamed = renamed.unwrap_or_default().trim_end_matches(',').to_owned();
    let shown = d.second.good(&["toon", &renamed])?;
    assert!(shown.contains("Kanariestra heeft een snee"), "{shown}");
    assert!(shown.contains(&format!("daar zaak {}", d.zaak)), "{shown}");
    let mut letters = 0;
    for number in ["M0002", "M0003", "M0004"] {
        let letter = text(&d.second.path(number));
        letters += usize::from(d.second.run(&["inbox", "--bron", number, "--uit", &letter])?.code == 0);
    }
    assert_eq!(letters, 2, "beide mails zijn meegekomen, byte voor byte");
    assert!(d.second.good(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    // Once more changes nothing.
    let again = text(&d.second.path("nogmaals.json"));
    let twice = d.second.good(&with_key(&["overdracht", "aanvaard", &d.file, "--uit", &again], &words))?;
    assert_eq!(twice.matches("was al overgenomen").count(), 2, "{twice}");
    assert_eq!(d.second.good(&["incidenten"])?.lines().count(), 3);
    // The first desk files it: nothing runs there any more, and a second filing changes nothing.
    let filed = d.first.good(&["overdracht", "ontvangst", &receipt])?;
    assert!(filed.contains("V. Volgende heeft 2 zaken en 1 meldingen overgenomen"), "{filed}");
    assert!(!d.first.good(&["incidenten"])?.contains("2026-W"));
    assert!(d.first.good(&["toon", &d.zaak])?.contains("Overgedragen aan V. Volgende"));
    // It is followed elsewhere; nobody may read that it was dealt with.
    assert!(d.first.good(&["incidenten", "--alles"])?.contains("overgedragen"));
    let dossier = text(&d.first.path("dossier.txt"));
    d.first.good(&["dossier", &d.zaak, "--uit", &dossier])?;
    let dossier = fs::read_to_string(dossier)?;
    assert!(dossier.contains("Stand: overgedragen ") && !dossier.contains("Stand: gesloten"), "{dossier}");
    assert!(d.first.good(&["overdracht", "ontvangst", &receipt])?.contains("was al geboekt"));
    assert!(d.second.refused(1, &["overdracht", "ontvangst", &receipt])?.contains("geen overdracht van dit logboek"));
    let forged = fs::read_to_string(&receipt)?.replace("V. Volgende", "I. Indringer");
    fs::write(&again, forged)?;
    assert!(d.first.refused(3, &["overdracht", "ontvangst", &again])?.contains("veranderd"));
    Ok(())
}

#[test]
fn what_was_gone_on_with_at_both_desks_is_not_mixed() -> TestResult {
    let d = two_desks()?;
    let words = text(&d.second.path("woorden"));
    let receipt = text(&d.second.path("o.json"));
    d.second.good(&with_key(&["overdracht", "aanvaard", &d.file, "--uit", &receipt], &words))?;
    d.first.good(&["feit", &d.zaak, "letsel", "toch geen snee", "--bron", "de arts"])?;
    let filed = d.first.run(&["overdracht", "ontvangst", &receipt])?;
    assert_eq!(filed.code, 1);
    assert!(filed.error.contains(&format!("Zaak {} blijft hier open", d.zaak)), "{}", filed.error);
    assert!(d.first.good(&["incidenten"])?.contains(&d.zaak));
    // What came to stand at both is not laid over each other.
    let key = text(&d.first.path("woorden"));
    let newer = text(&d.first.path("later.age"));
    d.first.good(&["overdracht", "maak", "--uit", &newer, "--overdracht-wachtwoord", &key])?;
    d.second.good(&["feit", "2026-W51-02", "letsel", "hier genoteerd", "--bron", "de arts"])?;
    let again = text(&d.second.path("p.json"));
    let mixed = d.second.run(&with_key(&["overdracht", "aanvaard", &newer, "--uit", &again], &words))?;
    assert_eq!(mixed.code, 1);
    assert!(mixed.error.contains("Zaak 2026-W51-02 is hier verder behandeld"), "{}", mixed.error);
    assert!(!d.second.good(&["toon", "2026-W51-02"])?.contains("toch geen snee"));
    assert!(
        d.first
            .refused(1, &with_key(&["overdracht", "aanvaard", &d.file, "--uit", &receipt], &words))?
            .contains("van dit logboek zelf")
    );
    Ok(())
}

/// Who has the passphrase can close a file anew; what is in it still has to be what was made.
#[test]
fn altered_cut_foreign_and_newer_files_are_refused_with_the_reason() -> TestResult {
    let d = two_desks()?;
    let words = text(&d.second.path("woorden"));
    let lock = AgeLock::Recipients(vec![recipient()?.parse()?]);
    let plain = age::open(&fs::read(&d.file)?, &AgeOpener::Passphrase(Passphrase::new(WORDS)))?;
    let plain = String::from_utf8(plain.to_vec())?;
    let lines: Vec<&str> = plain.lines().collect();
    let without =
        |part: &str| lines.iter().filter(|l| !l.contains(part)).copied().collect::<Vec<_>>().join("\n") + "\n";
    let zaak_lines = format!("\"zaak\":\"{}\"", d.zaak);
    let cases = [
        (without(&zaak_lines), format!("Zaak {} ontbreekt", d.zaak)),
        (plain.replacen("een snee", "een schram", 1), "van de overdracht is veranderd".to_owned()),
        (
            plain.replacen("\"al_overgedragen\":[]", "\"al_overgedragen\":[\"2026-W51-77\"]", 1),
            "sluit niet voor zaken".to_owned(),
        ),
        (plain.replacen("\"door\":\"", "\"door\":\"X", 1), "veranderd nadat ze was gemaakt".to_owned()),
        (plain.trim_end().to_owned(), "afgekapt".to_owned()),
        (plain.replacen("\"piket-overdracht\":1", "\"piket-overdracht\":2", 1), "nieuwere piket".to_owned()),
        (plain.replacen("\"soort\":\"demo\"", "\"soort\":\"echt\"", 1), "van de soort «echt»".to_owned()),
        ("{}\n{}\n".to_owned(), "geen overdracht van piket".to_owned()),
    ];
    let (bad, receipt) = (text(&d.second.path("kwaad.age")), text(&d.second.path("o.json")));
    let before = d.second.good(&["logboek", "controleer"])?;
    for (altered, reason) in cases {
        fs::write(&bad, age::seal(altered.as_bytes(), &lock)?)?;
        let refused = d.second.refused(3, &["overdracht", "aanvaard", &bad, "--uit", &receipt, "--sleutel", KEY])?;
        assert!(refused.contains(&reason), "{reason}: {refused}");
    }
    let mut file = fs::read(&d.file)?;
    file.truncate(file.len() / 2);
    fs::write(&bad, file)?;
    let cut = d.second.refused(3, &with_key(&["overdracht", "lees", &bad], &words))?;
    assert!(cut.contains("veranderd, afgekapt"), "{cut}");
    d.second.secret("anders", "vier andere losse woorden")?;
    let wrong = text(&d.second.path("anders"));
    assert!(d.second.refused(3, &with_key(&["overdracht", "lees", &d.file], &wrong))?.contains("klopt niet"));
    assert_eq!(d.second.good(&["logboek", "controleer"])?, before);
    Ok(())
}

/// An outsider needs the age tool and nothing of ours; where it is not installed, that is said.
#[test]
fn the_age_tool_opens_it_and_the_sums_close() -> TestResult {
    let d = two_desks()?;
    let recipient = recipient()?;
    let file = text(&d.first.path("aan.age"));
    d.first.good(&["overdracht", "maak", "--uit", &file, "--aan", &recipient])?;
    assert!(d.second.good(&["overdracht", "lees", &file, "--sleutel", KEY])?.contains("Controlewoorden"));
    let opened = match Command::new("age").args(["-d", "-i", KEY, &file]).output() {
        Ok(opened) => opened,
        Err(error) => {
            eprintln!("overgeslagen: age is er niet ({error})");
            return Ok(());
        }
    };
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    let plain = String::from_utf8(opened.stdout)?;
    let header: Value = serde_json::from_str(plain.lines().next().unwrap_or_default())?;
    let count = |kind: &str, part: &str| header["balans"][kind][part].as_array().map_or(0, Vec::len);
    for kind in ["zaken", "meldingen", "herinneringen"] {
        let came = count(kind, "ingebracht") + count(kind, "nieuw");
        assert_eq!(came, count(kind, "afgedaan") + count(kind, "al_overgedragen") + count(kind, "mee"), "{kind}");
    }
    assert_eq!(header["zaken"].as_array().map_or(0, Vec::len), count("zaken", "mee"));
    Ok(())
}
