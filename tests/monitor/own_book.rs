//! A rule book of the officer's own says what its rows, terms and forms are called, and every verb that asks for one of them
//! takes it by that name.

use crate::common::{Failure, TestResult, environment::TestEnv};

const BOOK: &str = include_str!("../fixtures/havenboek.toml");
const TBS: &str = include_str!("../../assets/rules/tbs.toml");
const PLACES: &str = "peildatum = 2026-01-01\n\n[[inrichting]]\nnaam = \"Havenhuis Oost\"\nplaats = \"Rozenburg\"\n\
                      beheer = \"rijks\"\nsector = \"haven\"\n";
/// An item of the form that no form of the program has.
const ITEM: &str = "[[formulieren.veld]]\nid = \"ligplaats\"\nnaam = \"de ligplaats\"\netiketten = [\"Kade of steiger\"]\n\
                    vereist = \"altijd\"\n\n";

fn env(settings: &str) -> Result<TestEnv, Failure> {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", &format!("regels = \"regels.toml\"\n{settings}"))?;
    let book =
        BOOK.replacen("[[formulieren]]\nid = \"walbrief\"", &format!("{ITEM}[[formulieren]]\nid = \"walbrief\""), 1);
    assert_ne!(book, BOOK);
    env.config("regels.toml", &book)?;
    env.config("inrichtingen.toml", PLACES)?;
    Ok(env)
}

/// A mail in a file, with these lines below its head.
fn mail(env: &TestEnv, lines: &str) -> Result<String, Failure> {
    let head = "From: Wacht <wacht@haven.example>\nTo: piket@haven.example\nDate: Sun, 22 Nov 2026 01:30:00 +0100\n\
                Subject: Bericht\nMessage-ID: <b@haven.example>\nContent-Type: text/plain; charset=utf-8\n\n";
    let path = env.path("bericht.eml");
    std::fs::write(&path, format!("{head}{lines}\n"))?;
    Ok(path.to_string_lossy().into_owned())
}

#[test]
fn a_mail_points_to_the_rows_of_its_own_sector() -> TestResult {
    let env = env("")?;
    let told = [
        ("RJJI De Hartelborgt", "Op de groep was een ordeverstoring: zes jongens kwamen in opstand.", "J3"),
        ("FPC de Kijvelanden", "Op de afdeling was een ordeverstoring: zes patiënten kwamen in opstand.", "8"),
        ("Havenhuis Oost", "Op de rede was een aanvaring tussen twee schepen.", "S1"),
    ];
    for (place, what, rij) in told {
        let file = mail(&env, &format!("Inrichting: {place}\nBeschrijving: {what}"))?;
        let answer = env.json(&["formulier", &file, "--json"])?;
        let rows: Vec<&str> =
            answer["rijen"].as_array().into_iter().flatten().filter_map(|r| r["nr"].as_str()).collect();
        assert_eq!(rows.first(), Some(&rij), "{place}: {answer:#}");
        assert!(env.good(&["formulier", &file])?.contains(&format!("past bij: {rij} ")), "{place}");
    }
    Ok(())
}

#[test]
fn a_case_is_found_by_what_its_row_is_called_in_its_own_book() -> TestResult {
    let env = env("")?;
    let open = |nr, place| env.good(&["meld", "--nr", nr, "--inrichting", place, "--voorval", "01:00"]);
    let (drift, fight) = (open("S2", "Havenhuis Oost")?, open("J2", "RJJI De Hartelborgt")?);
    for (words, zaak) in [("drift", &drift), ("schip op dri", &drift), ("steekpartij", &fight), ("rij J2", &fight)] {
        let found = env.good(&["zoek", words])?;
        assert!(found.contains(zaak.as_str()), "{words}: {found}");
        let other = if *zaak == drift { &fight } else { &drift };
        assert!(!found.contains(other.as_str()), "{words}: {found}");
    }
    Ok(())
}

#[test]
fn a_setting_takes_a_term_of_the_own_book_and_no_other() -> TestResult {
    let env = env("alarm_per_termijn = { vaartijd = [30, 10, 0] }\nalarm_luid = { vaartijd = 20 }\n")?;
    assert_eq!(env.run(&["inbox"])?.error.matches("Let op").count(), 1, "only that the rules are the officer's own");
    env.config("instellingen.toml", "regels = \"regels.toml\"\nalarm_luid = { vartijd = 20 }\n")?;
    let answer = env.run(&["inbox"])?;
    assert!(answer.error.contains("«vartijd», die geen regelboek heeft. Bedoelt u vaartijd?"), "{}", answer.error);
    Ok(())
}

#[test]
fn a_field_that_no_form_had_before_is_read_by_its_name_and_its_labels() -> TestResult {
    let env = env("")?;
    for label in ["Ligplaats", "Kade of steiger"] {
        let lines =
            format!("Havenbrief\n\nInrichting: Havenhuis Oost\n{label}: kade 3\nBeschrijving: Een verzonnen voorval.");
        let answer = env.json(&["formulier", &mail(&env, &lines)?, "--json"])?;
        assert_eq!(answer["velden"]["ligplaats"]["waarde"], "kade 3", "{answer:#}");
    }
    Ok(())
}

/// It is taught as any other field is, and the next mail is read by it.
#[test]
fn a_label_is_taught_for_a_field_of_the_own_book() -> TestResult {
    let env = env("")?;
    let file =
        mail(&env, "Havenbrief\n\nInrichting: Havenhuis Oost\nWaar afgemeerd: kade 3\nBeschrijving: Een voorval.")?;
    assert!(env.json(&["formulier", &file, "--json"])?["velden"]["ligplaats"].is_null());
    let told = env.good(&["leer", "Waar afgemeerd", "ligplaats"])?;
    assert!(told.contains("«Waar afgemeerd» is ligplaats"), "{told}");
    assert_eq!(env.json(&["formulier", &file, "--json"])?["velden"]["ligplaats"]["waarde"], "kade 3");
    // It stands in the file, and is read again from there.
    assert_eq!(env.json(&["leer", "--json"])?["veld"], "ligplaats");
    let refused = env.run(&["leer", "Kade of steiger", "opvarende"])?;
    assert!(refused.error.contains("is al het etiket van ligplaats"), "{}", refused.error);
    let unknown = env.run(&["leer", "Waar dan", "ligplaat"])?;
    assert!(unknown.error.contains("Bedoelt u ligplaats?"), "{}", unknown.error);
    Ok(())
}

/// A form that an embedded book has too gets what an own book adds to it.
#[test]
fn a_form_that_is_known_gets_the_field_that_an_own_book_adds() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    env.config("instellingen.toml", "regels = \"regels.toml\"\n")?;
    let (before, form) = TBS.split_once("id = \"mbv\"").ok_or_else(|| Failure("geen mbv".to_owned()))?;
    let (head, rest) = form.split_once("[[formulieren.veld]]").ok_or_else(|| Failure("geen veld".to_owned()))?;
    env.config("regels.toml", &format!("{before}id = \"mbv\"{head}{ITEM}[[formulieren.veld]]{rest}"))?;
    let lines = "Melding bijzonder voorval\nNaam patient: A. Proef\nKade of steiger: kade 3\nBeschrijving: Brand.";
    let answer = env.json(&["formulier", &mail(&env, lines)?, "--json"])?;
    assert_eq!(
        (&answer["soort"], &answer["velden"]["ligplaats"]["waarde"]),
        (&"mbv".into(), &"kade 3".into()),
        "{answer:#}"
    );
    Ok(())
}

/// A label that names something else already would be left out without a word.
#[test]
fn the_check_of_the_own_book_says_which_label_is_left_out() -> TestResult {
    let env = env("")?;
    let book = BOOK.replacen(
        "[[formulieren]]\nid = \"walbrief\"",
        &format!("{}[[formulieren]]\nid = \"walbrief\"", ITEM.replace("Kade of steiger", "Geboortedatum")),
        1,
    );
    env.config("regels.toml", &book)?;
    let told = env.run(&["inbox"])?.error;
    assert!(
        told.contains("Havenbrief, de ligplaats: «Geboortedatum» telt niet als etiket, want dat is al een etiket van geboortedatum."),
        "{told}"
    );
    Ok(())
}

#[test]
fn a_sentence_that_names_the_own_form_of_an_absence_tells_of_its_end() -> TestResult {
    let env = env("")?;
    for form in ["walbrief", "MOA"] {
        let file =
            mail(&env, &format!("In aansluiting op onze {form}: K. Verzonnen is vandaag om 01:20 uur teruggekeerd."))?;
        let answer = env.json(&["formulier", &file, "--json"])?;
        assert_eq!(answer["soort"], "einde-oa", "{form}: {answer:#}");
    }
    Ok(())
}

/// The exercise is of the program, whatever rows a book of the officer's own has.
#[test]
fn a_book_with_one_row_more_shuts_no_demo() -> TestResult {
    let begin = TBS.find("[[rij]]\nnr = \"23\"").ok_or_else(|| Failure("geen rij 23".to_owned()))?;
    let (_, row) = TBS.split_at(begin);
    let end = row.get(1..).and_then(|rest| rest.find("\n[[rij]]")).map_or(row.len(), |end| end + 1);
    let more = row.get(..end).unwrap_or(row).replacen("\"23\"", "\"24\"", 1);
    for book in [format!("{TBS}\n{more}"), BOOK.to_owned()] {
        let mut env = TestEnv::bare()?;
        env.config("instellingen.toml", "regels = \"regels.toml\"\n")?;
        env.config("regels.toml", &book)?;
        env.set_now(Some("2026-11-22 02:10"));
        assert!(env.good(&["demo", "--maak"])?.contains("De demo staat in"));
        assert!(env.good(&["incidenten"])?.lines().count() > 5);
        let again = env.good(&["demo", "--maak"])?;
        assert!(again.contains("stond al een demo"), "{again}");
    }
    Ok(())
}

#[test]
fn a_term_is_counted_by_the_book_of_the_sector_that_is_named() -> TestResult {
    let env = env("")?;
    let terms = |words: &[&str]| env.without_options(&[&["termijn", "--voorval", "2026-11-22 01:00"], words].concat());
    assert!(terms(&["--nr", "J2", "--sector", "jji"])?.out.contains("Rij J2:"));
    assert!(terms(&["--nr", "S2"])?.out.contains("Rij S2: Schip op drift"));
    let refused = terms(&["--nr", "S2", "--sector", "jji"])?;
    assert!(refused.code == 2 && refused.error.contains("Rij «S2» staat niet"), "{}", refused.error);
    assert!(terms(&["--nr", "S2", "--sector", "zee"])?.error.contains("Voor sector «zee» is er geen regelboek"));
    Ok(())
}

/// What the book says of a body is no person's: the message that names it leaves.
#[test]
fn the_bodies_of_the_own_book_pass_the_gate_and_others_do_not() -> TestResult {
    let env = env("")?;
    let zaak = env.good(&["meld", "--nr", "S2", "--inrichting", "Havenhuis Oost", "--voorval", "00:30"])?;
    let shown = env.good(&["concept", &zaak, "rappel"])?;
    assert!(shown.contains("wacht@sleepdienst.example"), "{shown}");
    let gate = |zaak: &str, text: &str| -> Result<bool, Failure> {
        let asked = ["poort", "--kanaal", "rappel", "--zaak", zaak, "--json"];
        let answer: serde_json::Value = serde_json::from_str(&env.given(&asked, text)?.out)?;
        Ok(answer["mag"] == true)
    };
    assert!(gate(&zaak, "Bel de sleepdienst, wacht@sleepdienst.example of 0180-00 00 02.")?);
    assert!(!gate(&zaak, "Bel jan.wacht@sleepdienst.example.")?);
    // The case of another sector does not know that body, and this one not the bodies of others.
    let other = env.good(&["meld", "--nr", "6", "--inrichting", "Veldzicht", "--voorval", "00:30"])?;
    assert!(!gate(&other, "Stuur het naar wacht@sleepdienst.example.")?);
    Ok(())
}

#[test]
fn a_sector_without_a_book_is_told_which_have_one() -> TestResult {
    let told = env("")?.run(&["matrix", "--sector", "woud"])?.error;
    assert!(told.contains("Voor sector «woud» is er geen regelboek. Kies haven, tbs of jji."), "{told}");
    Ok(())
}

/// However its item is written, a person of the own form is one, and no word of the form is lost.
#[test]
fn an_item_of_the_own_form_is_read_by_its_name_whatever_it_is_for() -> TestResult {
    let env = env("")?;
    let lines = |label: &str| {
        format!(
            "Havenbrief\n\n{label}: Proef, R.\nInrichting: Havenhuis Oost\nDatum en tijdstip voorval: 22-11-2026 01:00\nDe beschrijving: Schip los."
        )
    };
    for label in ["De opvarende", "Opvarende", "de opvarende", "opvarende", "Naam opvarende"] {
        let answer = env.json(&["formulier", &mail(&env, &lines(label))?, "--json"])?;
        assert_eq!(
            (&answer["soort"], &answer["velden"]["opvarende"]["waarde"]),
            (&"havenbrief".into(), &"Proef, R.".into()),
            "{label}: {answer:#}"
        );
    }
    let file = mail(&env, &lines("Opvarende").replace("Proef, R.", "Steiger, R."))?;
    env.good(&["importeer", &file])?;
    let zaak = env.good(&["open", "M0001"])?;
    let gate = ["poort", "--kanaal", "sms", "--zaak", &zaak, "--json"];
    let text = "Schip op drift, Steiger is van boord gehaald.";
    let told = env.given(&gate, text)?.out;
    assert!(told.contains("\"mag\":false"), "{told}");
    // Also behind a label that nobody knows.
    let env = self::env("")?;
    let file = mail(&env, &lines("Bootsman").replace("Proef, R.", "Steiger, R."))?;
    env.good(&["importeer", &file])?;
    let zaak = env.good(&["open", "M0001"])?;
    let told = env.given(&["poort", "--kanaal", "sms", "--zaak", &zaak, "--json"], text)?.out;
    assert!(told.contains("\"mag\":false"), "{told}");
    Ok(())
}

/// A form that says nothing of how it is recognised is so by its name, and by no sign of another sector's.
#[test]
fn a_form_without_signs_is_called_by_no_other_sectors_name() -> TestResult {
    let env = env("")?;
    let lines = "De naam: Proef, R.\nInrichting: Havenhuis Oost\nDatum en tijdstip voorval: 22-11-2026 01:00\nDe beschrijving: Schip los bij de kade.\nGenomen maatregelen: Er is een sleper gebeld.\nDelict: geen";
    let titled = env.json(&["formulier", &mail(&env, &format!("Walbrief\n\n{lines}"))?, "--json"])?;
    assert_eq!(titled["soort"], "walbrief", "{titled:#}");
    let bare = env.json(&["formulier", &mail(&env, lines)?, "--json"])?;
    assert_ne!(bare["soort"], "mbv", "{bare:#}");
    // The same words of a clinic are what they always were.
    let clinic = env.json(&["formulier", &mail(&env, &lines.replace("Havenhuis Oost", "Veldzicht"))?, "--json"])?;
    assert_eq!(clinic["soort"], "mbv", "{clinic:#}");
    Ok(())
}

#[test]
fn a_line_with_a_small_unknown_label_is_told_as_not_recognised() -> TestResult {
    let env = TestEnv::demo("2026-11-22 02:10")?;
    for before in ["zwemvestkleur: oranje\nInrichting: Veldzicht", "Inrichting: Veldzicht\nzwemvestkleur: oranje"] {
        let lines = format!(
            "Melding bijzonder voorval (MBV)\n\n{before}\nDatum en tijdstip voorval: 22-11-2026 01:00\nBeschrijving: Brand."
        );
        let answer = env.json(&["formulier", &mail(&env, &lines)?, "--json"])?;
        let unread = answer["niet_herkend"].as_array().cloned().unwrap_or_default();
        assert!(unread.iter().any(|pair| pair["label"] == "zwemvestkleur" && pair["waarde"] == "oranje"), "{answer:#}");
        assert_eq!(answer["velden"]["inrichting"]["waarde"], "CTP Veldzicht", "{answer:#}");
    }
    Ok(())
}
