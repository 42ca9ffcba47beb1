//! Where a person must not turn up: in what is written about the work rather than as the work. Files that
//! are made to hold them (a draft, an export of the log or of a purge) are named here, and are for their
//! owner alone.

mod common;

use std::{fs, os::unix::fs::PermissionsExt};

use common::{
    Mis, Proef,
    kanarie::{KANARIES, vol},
    omgeving::{Omgeving, foto},
    sessie::RUIM,
};

const NU: &str = "2026-12-13 20:10";

/// Which canaries a text holds, whatever the case of the letters.
fn in_tekst(tekst: &str) -> Vec<&'static str> {
    let klein = tekst.to_lowercase();
    KANARIES.into_iter().filter(|k| klein.contains(&k.to_lowercase())).collect()
}

const NIEMAND: [&str; 0] = [];

#[test]
fn no_verb_names_a_person_on_standard_error_in_a_file_name_or_in_the_monitor() -> Proef {
    let omgeving = Omgeving::demo(NU)?;
    let zaak = vol(&omgeving)?;
    let pad = |naam: &str| omgeving.pad(naam).to_string_lossy().into_owned();
    let (jsonl, wis, over) = (pad("log.jsonl"), pad("gewist.jsonl"), pad("sms.txt"));
    let monitors = ["week.md", "week.csv", "week.json"].map(pad);
    let [md, csv, json] = &monitors;
    let ics = pad("week.ics");
    let naam = omgeving.goed(&["reservekopie", "maak"])?;
    assert_eq!(in_tekst(&naam), NIEMAND);
    for verb in [
        &["inbox", "--alles"][..],
        &["incidenten", "--alles"],
        &["toon", &zaak],
        &["toon", &zaak, "--json"],
        &["toon", "--op", "20:10"],
        &["concept", &zaak, "sms"],
        &["concept", &zaak, "sms", "--uit", &over],
        &["monitor", "--week", "2026-W50", "--uit", md],
        &["monitor", "--week", "2026-W50", "--uit", csv],
        &["monitor", "--week", "2026-W50", "--uit", json],
        &["agenda", "--uit", &ics],
        &["logboek", "exporteer"],
        &["logboek", "exporteer", "--uit", &jsonl],
        &["logboek", "exporteer", "--uit", &jsonl],
        &["logboek", "importeer", &jsonl],
        &["logboek", "controleer"],
        &["logboek", "inzage"],
        &["reservekopie", "lijst"],
        &["herbouw"],
        &["sluit", &zaak],
        &["stap", &zaak, "beeld", "gereed"],
        &["feit", &zaak, "letsel", "iets", "--bron", "iemand"],
        &["importeer", "kanarie.eml"],
        &["terzijde", "M0002", "--reden", "dubbel"],
        &["bewaartermijn"],
        &["bewaartermijn", "wis", "M0002", "--reden", "klaar", "--uit", &wis],
        &["bewaartermijn", "wis", &zaak, "--reden", "klaar", "--uit", &wis],
    ] {
        let antwoord = omgeving.doe(verb)?;
        assert_eq!(in_tekst(&antwoord.fout), NIEMAND, "{verb:?}: {}", antwoord.fout);
        // What upkeep says is about the log, not about who is in it.
        if matches!(verb.first(), Some(&("agenda" | "monitor" | "reservekopie" | "herbouw" | "bewaartermijn")))
            || verb.get(1).is_some_and(|w| ["controleer", "inzage", "importeer"].contains(w))
        {
            assert_eq!(in_tekst(&antwoord.uit), NIEMAND, "{verb:?}: {}", antwoord.uit);
        }
    }
    for monitor in &monitors {
        let tekst = fs::read_to_string(monitor)?;
        assert!(tekst.contains(&zaak), "{tekst}");
        assert_eq!(in_tekst(&tekst), NIEMAND, "{tekst}");
    }
    let (data, thuis) = (foto(omgeving.data())?, foto(&omgeving.pad("."))?);
    for pad in data.keys().chain(thuis.keys().filter(|p| !p.ends_with("kanarie.eml"))) {
        assert_eq!(in_tekst(&pad.to_string_lossy().replace("kanarie.eml", "")), NIEMAND);
    }
    // Made to hold them, and readable by nobody else.
    for bestand in [jsonl, wis] {
        assert!(!in_tekst(&fs::read_to_string(&bestand)?).is_empty(), "{bestand}");
        assert_eq!(fs::metadata(&bestand)?.permissions().mode() & 0o777, 0o600, "{bestand}");
    }
    Ok(())
}

#[test]
fn a_desk_leaves_no_person_in_its_process_its_title_or_the_scrollback() -> Proef {
    let omgeving = Omgeving::kaal()?;
    let wie = "W. Kanariestra, 14-03-1987, 06 0000 4711";
    let zaak = omgeving.goed(&["meld", "--nr", "1", "--beller", wie, "--wat", wie])?;
    omgeving.goed(&["feit", &zaak, "betrokkenen", wie, "--bron", wie])?;
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht(&zaak)?.toetsen("<enter>2m")?.wacht("Kanariestra")?;
    let proc = format!("/proc/{}", desk.proces()?);
    for deel in ["cmdline", "environ", "comm"] {
        assert_eq!(in_tekst(&String::from_utf8_lossy(&fs::read(format!("{proc}/{deel}"))?)), NIEMAND, "{deel}");
    }
    let kinderen = fs::read_to_string(format!("{proc}/task/{}/children", desk.proces()?))?;
    for kind in kinderen.split_whitespace() {
        let regel = fs::read(format!("/proc/{kind}/cmdline")).unwrap_or_default();
        assert_eq!(in_tekst(&String::from_utf8_lossy(&regel)), NIEMAND);
    }
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    let alles = desk.ruw().to_vec();
    let plek =
        |reeks: &[u8]| alles.windows(reeks.len()).position(|w| w == reeks).ok_or_else(|| Mis("geen wissel".into()));
    let (heen, terug) = (plek(b"\x1b[?1049h")?, plek(b"\x1b[?1049l")?);
    // Only the screen beside the ordinary one held them; that one has no scrollback and is gone.
    let buiten = [alles.get(..heen).unwrap_or_default(), alles.get(terug..).unwrap_or_default()].concat();
    assert_eq!(in_tekst(&String::from_utf8_lossy(&buiten)), NIEMAND);
    assert!(!in_tekst(&String::from_utf8_lossy(alles.get(heen..terug).unwrap_or_default())).is_empty());
    for titel in [&b"\x1b]0;"[..], b"\x1b]1;", b"\x1b]2;", b"\x1bk"] {
        assert!(!desk.schreef(titel), "{titel:?}");
    }
    // Erasing the scrollback would take what was the officer's own.
    assert!(!desk.schreef(b"\x1b[3J"));
    Ok(())
}

#[test]
fn an_export_is_carried_over_by_verbs_into_a_new_real_log() -> Proef {
    let (van, naar) = (Omgeving::demo(NU)?, Omgeving::kaal()?);
    vol(&van)?;
    let uit = van.pad("log.jsonl").to_string_lossy().into_owned();
    assert!(naar.geweigerd(3, &["logboek", "importeer", "niets.jsonl"])?.contains("is niet te lezen"));
    assert!(!naar.data().exists());
    van.goed(&["logboek", "exporteer", "--uit", &uit])?;
    let eerder = fs::read(&uit)?;
    assert!(van.geweigerd(3, &["logboek", "exporteer", "--uit", &uit])?.contains("Noem een nieuw bestand"));
    assert!(fs::read(&uit)? == eerder);
    let zin = naar.goed(&["logboek", "importeer", &uit])?;
    assert!(zin.contains(" bestanden ingelezen; de keten klopt."), "{zin}");
    let kop = |o: &Omgeving| -> Result<String, Mis> {
        let uit = o.goed(&["logboek", "controleer"])?;
        Ok(uit.lines().filter(|r| !r.contains("inzage")).collect::<Vec<_>>().join("\n"))
    };
    assert_eq!(kop(&naar)?, kop(&van)?);
    assert!(kop(&naar)?.lines().count() >= 2);
    assert_eq!(naar.goed(&["logboek", "exporteer"])?, van.goed(&["logboek", "exporteer"])?);
    assert!(naar.goed(&["logboek", "inzage"])?.contains("ingelezen"));
    assert!(naar.geweigerd(1, &["logboek", "importeer", &uit])?.contains("er is niets ingelezen"));
    Ok(())
}
