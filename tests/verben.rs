//! The same night with verbs alone, as a script would go through it, and what verbs promise: exit
//! codes, one sentence when they refuse, and answers that another program can read.

mod common;

use std::fs;

use common::{
    Mis, Proef,
    omgeving::{Omgeving, mail},
};
use serde_json::Value;

fn stappen(omgeving: &Omgeving, zaak: &str) -> Result<Vec<(String, String)>, Mis> {
    let document = omgeving.json(&["toon", zaak, "--json"])?;
    let woord = |stap: &Value, veld: &str| stap[veld].as_str().unwrap_or_default().to_owned();
    let lijst = document["stappen"].as_array().cloned().unwrap_or_default();
    Ok(lijst.iter().map(|s| (woord(s, "stap"), woord(s, "staat"))).collect())
}

fn staat(omgeving: &Omgeving, zaak: &str, stap: &str) -> Result<String, Mis> {
    let gevonden = stappen(omgeving, zaak)?.into_iter().find(|(naam, _)| naam == stap).map(|(_, staat)| staat);
    gevonden.ok_or_else(|| Mis(format!("zaak {zaak} heeft geen stap {stap}")))
}

fn weeg_alles(omgeving: &Omgeving, zaak: &str, vragen: &[&str]) -> Proef {
    for vraag in vragen {
        omgeving.goed(&["weeg", zaak, vraag, "nee"])?;
    }
    assert_eq!(staat(omgeving, zaak, "oordeel")?, "gereed");
    Ok(())
}

fn verstuur(omgeving: &Omgeving, zaak: &str, bericht: &str) -> Proef {
    let concept = ["concept", zaak, bericht];
    let tekst = omgeving.goed(&[&concept[..], &["--onbekend"]].concat())?;
    assert!(tekst.contains(zaak), "{tekst}");
    // What nobody looked at does not leave.
    omgeving.geweigerd(1, &[&concept[..], &["--verzonden", "--aan", "lijn"]].concat())?;
    omgeving.goed(&[&concept[..], &["--gecontroleerd"]].concat())?;
    omgeving.goed(&[&concept[..], &["--verzonden", "--aan", "lijn@dji.example", "--kanaal", "e-mail"]].concat())?;
    assert_eq!(staat(omgeving, zaak, bericht)?, "gereed");
    Ok(())
}

/// Monitor, closing, and the proofs afterwards.
fn rond_af(omgeving: &Omgeving, zaak: &str, week: &str, personen: &[&str]) -> Proef {
    let open = omgeving.geweigerd(1, &["sluit", zaak])?;
    assert!(open.contains("monitor"), "{open}");
    for soort in ["md", "csv", "json"] {
        let bestand = omgeving.pad(&format!("monitor.{soort}"));
        let uit = bestand.to_string_lossy().into_owned();
        omgeving.goed(&["monitor", "--week", week, "--uit", &uit])?;
        let tekst = fs::read_to_string(&bestand)?;
        assert!(tekst.contains(zaak), "{tekst}");
        for persoon in personen {
            assert!(!tekst.contains(persoon), "{persoon} in {tekst}");
        }
    }
    omgeving.goed(&["sluit", zaak])?;
    for (stap, staat) in stappen(omgeving, zaak)? {
        assert!(staat == "gereed" || staat == "niet nodig", "{stap} is {staat}");
    }
    assert!(omgeving.goed(&["herbouw"])?.contains("gelijk aan wat er stond"));
    assert!(omgeving.goed(&["logboek", "controleer"])?.starts_with("De keten klopt"));
    let regels = omgeving.goed(&["logboek", "exporteer"])?;
    let mut vorige = 0;
    // Behind the entries come the files.
    for regel in regels.lines().filter(|r| !r.starts_with("{\"bij\":")) {
        let seq = serde_json::from_str::<Value>(regel)?["seq"].as_i64().unwrap_or_default();
        assert_eq!(seq, vorige + 1, "{regel}");
        vorige = seq;
    }
    assert!(vorige > 20);
    Ok(())
}

#[test]
fn a_call_becomes_a_closed_case_in_the_monitor_with_verbs_alone() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let zaak = omgeving.goed(&[
        "meld",
        "--nr",
        "15",
        "--inrichting",
        "kijvelanden",
        "--voorval",
        "13:04",
        "--beller",
        "Mw. Zonneveld",
        "--nummer",
        "088 555 0123",
        "--wat",
        "Patient levenloos aangetroffen op kamer",
    ])?;
    assert_eq!(zaak, "2026-W50-01");
    let zaak = zaak.as_str();

    let post = mail("05-mbv-doorgestuurd.eml");
    assert!(omgeving.goed(&["importeer", &post])?.ends_with("nieuw als M0002 (MBV)"));
    omgeving.goed(&["koppel", "M0002", zaak])?;
    assert!(omgeving.geweigerd(1, &["koppel", "M0002", zaak])?.contains("al bij zaak"));
    assert_eq!(staat(&omgeving, zaak, "formulier")?, "gereed");

    omgeving.goed(&["stap", zaak, "teruggebeld", "gereed", "--reden", "dienstdoend hoofd", "--om", "20:09"])?;
    weeg_alles(&omgeving, zaak, &["15.1", "15.2", "15.3", "15.4", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8"])?;
    omgeving.goed(&["besluit", zaak, "P", "ja", "--reden", "oorzaak nog onduidelijk"])?;
    verstuur(&omgeving, zaak, "sms")?;
    verstuur(&omgeving, zaak, "piketmelding")?;
    omgeving.goed(&["besluit", zaak, "A", "ja", "--reden", "de oorzaak komt nog"])?;
    assert_eq!(staat(&omgeving, zaak, "afloop")?, "wacht");
    omgeving.goed(&["feit", zaak, "afloop", "natuurlijke dood vastgesteld", "--bron", "schouwarts"])?;
    verstuur(&omgeving, zaak, "afloopbericht")?;
    rond_af(&omgeving, zaak, "2026-W50", &["Zonneveld", "Voorbeeld", "Directeur", "088 555", "levenloos"])
}

#[test]
fn a_mail_becomes_a_closed_case_in_the_monitor_with_verbs_alone() -> Proef {
    let omgeving = Omgeving::demo("2026-09-28 18:10")?;
    omgeving.goed(&["importeer", &mail("01-moa-tekst.eml")])?;
    let zaak = omgeving.goed(&["open", "M0001"])?;
    let zaak = zaak.as_str();
    omgeving.goed(&["rij", zaak, "A"])?;
    let lijst = omgeving.goed(&["incidenten"])?;
    assert!(lijst.contains("TE LAAT") && lijst.contains("Fast NL"), "{lijst}");

    omgeving.goed(&["stap", zaak, "teruggebeld", "gereed"])?;
    weeg_alles(&omgeving, zaak, &["OA1", "OA2", "OA3", "OA4", "OA5", "OA6", "A.1"])?;
    verstuur(&omgeving, zaak, "sms")?;
    verstuur(&omgeving, zaak, "piketmelding")?;
    omgeving.goed(&["stap", zaak, "112", "gereed", "--reden", "directie: 14:35"])?;
    omgeving.goed(&["stap", zaak, "fast-nl", "gereed"])?;
    omgeving.goed(&["stap", zaak, "moa-fast-nl", "gereed", "--om", "15:40"])?;
    omgeving.goed(&["gegevens", zaak, "--einde-oa", "17:50"])?;
    assert_eq!(staat(&omgeving, zaak, "einde-oa")?, "gereed");
    assert_eq!(staat(&omgeving, zaak, "einde-formulier")?, "wacht");
    omgeving.goed(&["stap", zaak, "einde-formulier", "niet-nodig", "--reden", "staat al op de MOA"])?;
    omgeving.goed(&["feit", zaak, "afloop", "teruggekeerd en ingesloten"])?;
    verstuur(&omgeving, zaak, "afloopbericht")?;
    rond_af(&omgeving, zaak, "2026-W40", &["Proefpersoon"])
}

#[test]
fn the_same_mail_twice_is_one_item() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let post = mail("05-mbv-doorgestuurd.eml");
    // Another name and another folder do not make it another mail.
    let kopie = omgeving.pad("kopie.eml");
    fs::copy(&post, &kopie)?;
    omgeving.goed(&["importeer", &post])?;
    for pad in [post.as_str(), &kopie.to_string_lossy()] {
        assert!(omgeving.goed(&["importeer", pad])?.ends_with("al bekend als M0001"), "{pad}");
    }
    let uitkomst = omgeving.json(&["importeer", &post, "--json"])?;
    assert_eq!((&uitkomst["uitkomst"], &uitkomst["id"]), (&"bekend".into(), &"M0001".into()));
    let inbox = omgeving.goed(&["inbox", "--json"])?;
    assert_eq!(inbox.lines().count(), 1, "{inbox}");
    // Also once it left the inbox.
    omgeving.goed(&["terzijde", "M0001", "--reden", "proef"])?;
    assert!(omgeving.goed(&["importeer", &post])?.ends_with("al bekend als M0001"));
    assert_eq!(omgeving.goed(&["inbox"])?, "De inbox is leeg.");
    Ok(())
}

#[test]
fn one_file_that_is_no_mail_keeps_no_other_from_the_inbox() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let antwoord =
        omgeving.doe(&["importeer", &mail("verwacht.json"), &mail("nergens.eml"), &mail("01-moa-tekst.eml")])?;
    assert_eq!(antwoord.code, 1, "{antwoord:?}");
    let regels: Vec<&str> = antwoord.uit.lines().collect();
    assert!(
        matches!(regels.as_slice(), [a, b, c]
        if a.contains("geweigerd") && b.contains("geweigerd") && c.ends_with("nieuw als M0001 (MOA)")),
        "{antwoord:?}"
    );
    Ok(())
}

#[test]
fn a_case_is_shown_as_it_was_known_then() -> Proef {
    let mut omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let zaak = omgeving.goed(&["meld", "--inrichting", "FPC de Kijvelanden", "--voorval", "19:40"])?;
    omgeving.zet_nu(Some("2026-12-13 21:10"));
    omgeving.goed(&["rij", &zaak, "7"])?;
    omgeving.zet_nu(Some("2026-12-13 22:10"));
    omgeving.goed(&["rij", &zaak, "6", "--reden", "er is letsel"])?;

    let rij = |op: &str| omgeving.json(&["toon", &zaak, "--json", "--op", op]).map(|z| z["rij"].clone());
    assert!(omgeving.geweigerd(1, &["toon", &zaak, "--op", "20:00"])?.contains("nog niet bekend"));
    assert_eq!(rij("20:30")?, Value::Null);
    assert_eq!(rij("21:30")?, "7");
    assert_eq!(rij("22:30")?, "6");
    // Told later, about earlier: what counts is when the desk knew.
    omgeving.goed(&["feit", &zaak, "letsel", "hoofdwond"])?;
    let feiten = |op: &str| {
        omgeving.json(&["toon", &zaak, "--json", "--op", op]).map(|z| z["feiten"].as_array().map_or(0, Vec::len))
    };
    assert_eq!((feiten("21:30")?, feiten("22:30")?), (0, 1));
    // Without a case: the whole desk, counted down as at that moment.
    let desk = |op: &str| omgeving.json(&["toon", "--json", "--op", op]).map(|d| d["zaken"].clone());
    assert_eq!(desk("20:00")?, serde_json::json!([]));
    let toen = desk("21:30")?;
    assert_eq!((&toen[0]["zaak"], &toen[0]["rij"]), (&Value::from(zaak.as_str()), &Value::from("7")));
    let alles = omgeving.json(&["toon", &zaak, "--json", "--op", "21:30"])?;
    assert_eq!(toen[0]["termijn"]["uiterlijk"], alles["termijnen"][0]["uiterlijk"]);
    assert!(omgeving.goed(&["toon", "--op", "21:30"])?.contains("De desk zoals bekend op zo 13-12-2026 21:30"));
    Ok(())
}

#[test]
fn every_kind_of_answer_has_its_exit_code() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let zaak = omgeving.goed(&["meld", "--nr", "15", "--voorval", "13:04"])?;
    let log = omgeving.goed(&["logboek", "exporteer"])?;
    for (code, verb) in [
        (1, &["sluit", &zaak][..]),
        (1, &["heropen", &zaak, "--reden", "zij is open"]),
        (2, &["sluit", "2026-W50-77"]),
        (2, &["sluit", "zaak"]),
        (2, &["rij", &zaak, "24"]),
        (2, &["weeg", &zaak, "99.1", "ja"]),
        (2, &["weeg", &zaak, "15.1", "misschien"]),
        (2, &["besluit", &zaak, "Q", "ja", "--reden", "x"]),
        (2, &["besluit", &zaak, "P", "ja"]),
        (2, &["besluit", &zaak, "P", "ja", "--reden", " "]),
        (2, &["stap", &zaak, "koffie", "gereed"]),
        (2, &["open", "M0099"]),
        (2, &["frobniceer"]),
        (2, &["logboek"]),
        (2, &["--onzin"]),
        (2, &["monitor", "--week", "2026-W99", "--uit", "x.md"]),
        (2, &["monitor", "--week", "2026-W50", "--uit", "x.doc"]),
        (3, &["monitor", "--week", "2026-W50", "--uit", "/nergens/x.md"]),
    ] {
        let zin = omgeving.geweigerd(code, verb)?;
        assert!(zin.starts_with(|c: char| c.is_uppercase() || c == '«'), "{verb:?}: {zin}");
        assert!(zin.ends_with('.'), "{verb:?}: {zin}");
    }
    // None of these left a trace.
    assert_eq!(omgeving.goed(&["logboek", "exporteer"])?, log);
    Ok(())
}

/// A mail that seems to belong to a case says so, with score and reasons, and is linked by nobody.
#[test]
fn the_inbox_suggests_the_case_of_a_mail() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let meld = |nr: &str, plek: &str, tijd: &str| -> Result<String, Mis> {
        Ok(omgeving.goed(&["meld", "--nr", nr, "--inrichting", plek, "--voorval", tijd])?.trim().to_owned())
    };
    let zaak = meld("6", "Oostvaarders", "26-09-2026 22:42")?;
    meld("6", "Oostvaarders", "26-09-2026 10:00")?;
    meld("6", "Mesdag", "26-09-2026 22:42")?;
    omgeving.goed(&["importeer", &mail("02-mbv-docx.eml")])?;
    let item = omgeving.json(&["inbox", "--json"])?;
    let voorstellen = item["voorstellen"].as_array().cloned().unwrap_or_default();
    let gevonden: Vec<_> = voorstellen.iter().map(|v| v["zaak"].as_str().unwrap_or_default()).collect();
    assert_eq!(gevonden, [zaak.as_str()], "{item}");
    let redenen = voorstellen.first().map(|v| v["redenen"].to_string()).unwrap_or_default();
    assert!(redenen.contains("zelfde inrichting") && redenen.contains("voorval 2 min eerder"), "{redenen}");
    assert_eq!(item["staat"], "open");
    Ok(())
}

/// Own entries come beside the embedded ones, are recognised at once, and are never taken for another.
#[test]
fn the_list_of_inrichtingen_learns_names_and_entries() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let regel = |naam: &str| -> Result<Option<Value>, Mis> {
        let lijst = omgeving.goed(&["inrichtingen", "--json"])?;
        let regels = lijst.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?;
        Ok(regels.into_iter().find(|r| r["naam"] == naam))
    };
    assert_eq!(regel("FPC de Kijvelanden")?.map(|r| r["herkomst"].clone()), Some(Value::from("ingebouwd")));
    omgeving.goed(&["inrichtingen", "alias", "kijvelanden", "Het Rietveld"])?;
    let kijf = regel("FPC de Kijvelanden")?.unwrap_or_default();
    assert_eq!((&kijf["herkomst"], &kijf["beheer"]), (&Value::from("eigen"), &Value::from("particulier")));
    assert!(kijf["aliassen"].as_array().is_some_and(|a| a.contains(&Value::from("Het Rietveld"))), "{kijf}");
    omgeving.goed(&["inrichtingen", "voeg-toe", "FPK Proefhoeve", "--plaats", "Ergens", "--beheer", "rijks"])?;
    for (code, verb) in [
        (1, &["inrichtingen", "voeg-toe", "Proefhoeve", "--plaats", "Ergens", "--beheer", "rijks"][..]),
        (1, &["inrichtingen", "alias", "Proefhoeve", "Pompekliniek"]),
        (1, &["inrichtingen", "alias", "Bestaatniet", "Ergens anders"]),
        (1, &["inrichtingen", "alias", "Proefhoeve", "de kliniek"]),
        (2, &["inrichtingen", "voeg-toe", "FPK Ander", "--plaats", "Ergens", "--beheer", "gemeente"]),
    ] {
        omgeving.geweigerd(code, verb)?;
    }
    // Row 22: who decides on the report to the AP follows from the kind.
    let zaak = omgeving.goed(&["meld", "--nr", "22", "--inrichting", "de proefhoeve", "--voorval", "00:01"])?;
    let document = omgeving.json(&["toon", zaak.trim(), "--json"])?;
    assert_eq!(document["inrichting"], "FPK Proefhoeve");
    assert!(document.to_string().contains("hoofdkantoor"), "{document}");
    Ok(())
}

#[test]
fn help_and_refusals_are_dutch() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let hulp = omgeving.zonder_opties(&["--help"])?;
    assert_eq!(hulp.code, 0);
    let verben = hulp.uit.lines().skip_while(|r| *r != "Opdrachten:").skip(1).take_while(|r| !r.is_empty());
    let mut teksten = vec![hulp.uit.clone()];
    for verb in verben.filter_map(|r| r.split_whitespace().next()) {
        let antwoord = omgeving.zonder_opties(&[verb, "--help"])?;
        assert_eq!(antwoord.code, 0, "{verb}");
        teksten.push(antwoord.uit);
    }
    assert!(teksten.len() > 25);
    for woorden in [&["demo", "--zaad", "veel"][..], &["meld", "--nr"], &["logboek"], &["stap", "x"], &["toon"]] {
        teksten.push(omgeving.zonder_opties(woorden)?.is_weigering(2, &woorden.join(" "))?);
    }
    for tekst in &teksten {
        for engels in ["OPTION", "Usage", "Possible", "possible", "default", "invalid", "Print", "required", "error"] {
            assert!(!tekst.contains(engels), "«{engels}» in {tekst}");
        }
    }
    Ok(())
}

#[test]
fn the_monitor_names_known_inrichtingen_only() -> Proef {
    let omgeving = Omgeving::demo("2026-11-22 02:10")?;
    for plek in ["Kanarie Kwikstaart 01-01-1980", "Kijvelanden"] {
        omgeving.goed(&["meld", "--nr", "6", "--inrichting", plek, "--voorval", "2026-11-22T01:00"])?;
    }
    for naam in ["m.md", "m.csv"] {
        let uit = omgeving.pad(naam);
        omgeving.goed(&["monitor", "--week", "2026-W47", "--uit", &uit.to_string_lossy()])?;
        let tekst = fs::read_to_string(uit)?;
        assert!(!tekst.contains("Kwikstaart") && tekst.contains("FPC de Kijvelanden"), "{tekst}");
    }
    Ok(())
}

#[test]
fn nothing_is_done_or_sent_before_the_incident() -> Proef {
    let omgeving = Omgeving::demo("2026-11-22 02:10")?;
    let zaak = omgeving.goed(&["meld", "--nr", "6", "--voorval", "2026-11-22T01:00"])?;
    let zaak = zaak.trim();
    let fout = omgeving.geweigerd(2, &["stap", zaak, "formulier", "gereed", "--om", "2026-11-20T01:00"])?;
    assert!(fout.contains("vóór het voorval"), "{fout}");
    omgeving.goed(&["stap", zaak, "formulier", "gereed", "--om", "2026-11-22T01:00"])?;
    Ok(())
}

#[test]
fn two_cases_that_are_one_count_once_in_the_monitor() -> Proef {
    let omgeving = Omgeving::demo("2026-11-22 02:10")?;
    let meld = ["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "2026-11-22T01:00"];
    let (oud, jong) = (omgeving.goed(&meld)?, omgeving.goed(&meld)?);
    let (oud, jong) = (oud.trim(), jong.trim());
    let geteld = |o: &Omgeving, naam: &str| -> Result<usize, Mis> {
        let uit = o.pad(naam);
        o.goed(&["monitor", "--week", "2026-W47", "--uit", &uit.to_string_lossy()])?;
        let tekst = fs::read_to_string(&uit).map_err(|e| Mis(e.to_string()))?;
        let monitor: Value = serde_json::from_str(&tekst).map_err(|e| Mis(e.to_string()))?;
        Ok(monitor["zaken"].as_array().map(Vec::len).unwrap_or_default())
    };
    assert_eq!(geteld(&omgeving, "twee.json")?, 2);
    omgeving.geweigerd(2, &["samenvoegen", jong, "--met", oud])?;
    omgeving.goed(&["samenvoegen", jong, "--met", oud, "--reden", "twee keer gebeld"])?;
    assert_eq!(geteld(&omgeving, "een.json")?, 1);
    let toon = omgeving.json(&["toon", jong, "--json"])?;
    assert_eq!((&toon["opgegaan_in"], &toon["termijnen"][0]["vervallen"]), (&oud.into(), &true.into()), "{toon}");
    assert!(omgeving.goed(&["toon", oud])?.contains(&format!("Hierin is zaak {jong} opgegaan.")));
    omgeving.goed(&["herbouw"])?;
    omgeving.goed(&["logboek", "controleer"])?;
    omgeving.goed(&["splitsen", jong, "--reden", "toch twee"])?;
    assert_eq!(geteld(&omgeving, "weer.json")?, 2);
    omgeving.goed(&["logboek", "controleer"])?;
    Ok(())
}

#[test]
fn a_return_that_is_linked_to_another_row_takes_no_term_away() -> Proef {
    let omgeving = Omgeving::demo("2026-11-22 02:10")?;
    let zaak = omgeving.goed(&["meld", "--nr", "6", "--inrichting", "Kijvelanden", "--voorval", "2026-09-20T18:00"])?;
    omgeving.goed(&["importeer", &mail("90-einde-oa.eml")])?;
    let termijnen = |o: &Omgeving| o.json(&["toon", zaak.trim(), "--json"]).map(|z| z["termijnen"].clone());
    let eerst = termijnen(&omgeving)?;
    assert_eq!(eerst.as_array().map(Vec::len), Some(1), "{eerst}");
    omgeving.goed(&["koppel", "M0002", zaak.trim()])?;
    assert_eq!(termijnen(&omgeving)?, eerst);

    let weg = omgeving.goed(&["meld", "--nr", "C", "--inrichting", "Kijvelanden", "--voorval", "2026-11-21T18:00"])?;
    omgeving.goed(&["gegevens", weg.trim(), "--einde-oa", "2026-11-21T21:00"])?;
    omgeving.goed(&["rij", weg.trim(), "6", "--reden", "toch geen afwezigheid"])?;
    let na = omgeving.json(&["toon", weg.trim(), "--json"])?;
    assert_eq!(na["termijnen"].as_array().map(Vec::len), Some(1), "{na}");
    Ok(())
}

#[test]
fn a_mail_comes_back_byte_for_byte_and_that_is_recorded() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let post = mail("03-mbv-pdf.eml");
    omgeving.goed(&["importeer", &post])?;
    let uit = omgeving.pad("terug.eml").to_string_lossy().into_owned();
    omgeving.goed(&["inbox", "--bron", "M0001", "--uit", &uit])?;
    assert_eq!(std::fs::read(&uit)?, std::fs::read(&post)?);
    assert!(omgeving.goed(&["logboek", "inzage"])?.contains("bron M0001"));
    omgeving.geweigerd(2, &["inbox", "--bron", "M0099", "--uit", &uit])?;
    omgeving.geweigerd(2, &["inbox", "--bron", "M0001"])?;
    omgeving.goed(&["meld", "--nr", "1"])?;
    omgeving.geweigerd(1, &["inbox", "--bron", "M0002", "--uit", &uit])?;
    Ok(())
}

#[test]
fn the_same_mail_twice_in_one_folder_is_one_item() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let map = omgeving.pad("post");
    std::fs::create_dir(&map)?;
    for naam in ["a.eml", "b.eml"] {
        std::fs::copy(mail("01-moa-tekst.eml"), map.join(naam))?;
    }
    let anders =
        String::from_utf8_lossy(&std::fs::read(mail("01-moa-tekst.eml"))?).replace("Subject: ", "Subject: anders ");
    std::fs::write(map.join("c.eml"), anders)?;
    std::fs::write(map.join("d.eml"), "")?;
    let antwoord = omgeving.doe(&["importeer", &map.to_string_lossy()])?;
    assert_eq!(antwoord.code, 1);
    for zin in [
        "a.eml: nieuw als M0001",
        "b.eml: al bekend als M0001",
        "c.eml: nieuw als M0002",
        "Dezelfde Message-ID als M0001",
        "d.eml: geweigerd.",
    ] {
        assert!(antwoord.uit.contains(zin), "{zin}: {}", antwoord.uit);
    }
    Ok(())
}
