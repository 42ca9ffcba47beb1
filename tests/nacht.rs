//! The night, end to end and with keys alone: from a call or a mail to a case that is closed and in
//! the weekly monitor. What the screen said is asked again of the verbs afterwards.

mod common;

use std::fs;

use common::{
    Mis, Proef,
    omgeving::{Omgeving, mail},
    sessie::{GEWOON, RUIM, Sessie},
};
use serde_json::Value;

/// Checks the open draft and notes that it was sent to `aan`.
fn controleer_en_verstuur(desk: &mut Sessie, bericht: &str, aan: &str) -> Proef {
    desk.toetsen("<f7>")?.wacht_weg("open plek")?;
    desk.toetsen("<f5>")?.wacht(", gecontroleerd")?;
    desk.toetsen("<f6>")?.wacht(&format!("Verzonden: {bericht}"))?;
    desk.toetsen(aan)?.toetsen("<ctrl-s>")?;
    desk.wacht(&format!("De verzending ({bericht}) is vastgelegd."))?;
    desk.toetsen("<esc>")?.wacht_weg("Esc sluiten")?;
    Ok(())
}

/// Decides on P or A with a reason.
fn besluit(desk: &mut Sessie, toets: &str, reden: &str) -> Proef {
    let letter = toets.to_uppercase();
    desk.toetsen(toets)?.wacht(&format!("Besluit {letter}: "))?;
    desk.toetsen("j<tab>")?.toetsen(reden)?.toetsen("<ctrl-s>")?;
    desk.wacht(&format!("Besluit {letter}: ja."))?;
    Ok(())
}

/// Answers every weighing question with no.
fn weeg(desk: &mut Sessie, vragen: usize) -> Proef {
    desk.toetsen("v")?.wacht("j ja   n nee")?;
    desk.toetsen(&"n".repeat(vragen))?.wacht(": nee.")?;
    desk.toetsen("<esc>")?.wacht_regel(&["Oordeel: weegvragen", "gereed"])?;
    Ok(())
}

/// Puts a fact on the outcome on the table, then drafts and sends the afloopbericht.
fn afloop(desk: &mut Sessie, feit: &str) -> Proef {
    desk.toetsen("f")?.wacht("Feit noteren")?;
    desk.toetsen("a<tab>")?.toetsen(feit)?.toetsen("<ctrl-s>")?;
    desk.wacht("Het feit over afloop is genoteerd.")?;
    desk.toetsen("cafl<enter>")?.wacht("AFLOOPBERICHT")?;
    controleer_en_verstuur(desk, "afloopbericht", "lijn@dji.example")
}

/// Marks a step that is asked of the inrichting, the cursor being on it.
fn merk(desk: &mut Sessie, naam: &str, bewijs: &str) -> Proef {
    desk.toetsen("x")?.wacht(&format!("{naam}: gereed"))?;
    desk.toetsen(bewijs)?.toetsen("<ctrl-s>")?;
    desk.wacht_regel(&[naam, "gereed"])?;
    Ok(())
}

/// Writes the monitor of the week to a file in the home.
fn monitor(desk: &mut Sessie, omgeving: &Omgeving, week: &str) -> Result<String, Mis> {
    desk.toetsen("M")?.wacht("Incidentenmonitor maken")?;
    desk.toetsen("<ctrl-s>")?.wacht(&format!("De monitor van {week} staat in"))?;
    Ok(fs::read_to_string(omgeving.pad(&format!("monitor-{week}.md")))?)
}

fn staat<'a>(zaak: &'a Value, stap: &str) -> Option<&'a str> {
    zaak.pointer("/stappen")?.as_array()?.iter().find(|s| s.pointer("/stap").is_some_and(|n| n == stap))?["staat"]
        .as_str()
}

/// The case is closed, every step is done or not needed, and the log is sound.
fn is_af(omgeving: &Omgeving, nummer: &str) -> Result<Value, Mis> {
    let zaak = omgeving.json(&["toon", nummer, "--json"])?;
    let stappen = zaak["stappen"].as_array().cloned().unwrap_or_default();
    assert!(stappen.len() >= 13, "{zaak}");
    for stap in &stappen {
        assert!(matches!(stap["staat"].as_str(), Some("gereed" | "niet nodig")), "{stap}");
    }
    assert!(zaak["gesloten"].is_string(), "{zaak}");
    omgeving.goed(&["logboek", "controleer"])?;
    Ok(zaak)
}

#[test]
fn a_call_becomes_a_closed_case_in_the_monitor_with_keys_alone() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let mut desk = omgeving.desk(GEWOON)?;
    desk.wacht("Druk op n als de telefoon gaat.")?;

    // While listening: what is heard is in the inbox before anybody asked to save it.
    desk.toetsen("n")?.wacht("Telefonische melding")?;
    desk.toetsen("kijv<tab>")?.wacht_regel(&["Inrichting", "FPC de Kijvelanden"])?;
    desk.toetsen("Patient levenloos aangetroffen op kamer<omlaag>13:04")?.wacht("= zo 13-12-2026 13:04")?;
    desk.toetsen("<omlaag><omlaag>Mw. Zonneveld, meldkamer<omlaag>088 555 0123")?.wacht("Bewaard als M0001")?;
    desk.toetsen("<ctrl-s>")?.wacht("Zaak 2026-W50-01 is geopend.")?;

    // The row, found by a word.
    desk.toetsen("roverlijden")?.wacht("15 Overlijden, natuurlijk of niet-natuurlijk")?;
    desk.toetsen("<enter>")?.wacht("Rij 15 is gekozen.")?.wacht("MBV vóór ma 14-12 09:00")?;

    // Enter goes to what is to be done first, and there does it.
    desk.toetsen("<enter>")?.wacht("bel de inrichting terug")?;
    merk(&mut desk, "Inrichting teruggebeld", "dienstdoend hoofd gesproken")?;
    weeg(&mut desk, 12)?;
    besluit(&mut desk, "p", "oorzaak nog onduidelijk")?;
    desk.wacht_regel(&["Piket-SMS", "te doen"])?.wacht_regel(&["Piketmelding", "te doen"])?;
    desk.toetsen("csms<enter>")?.wacht("Piket 2026-W50-01: overlijden in de inrichting")?;
    controleer_en_verstuur(&mut desk, "piket-SMS", "lijn bewindspersoon")?;
    desk.wacht_regel(&["Piket-SMS", "gereed"])?;
    desk.toetsen("cmelding<enter>")?.wacht("PIKETMELDING 2026-W50-01")?;
    controleer_en_verstuur(&mut desk, "piketmelding", "lijn@dji.example")?;
    desk.wacht_regel(&["Piketmelding", "gereed"])?;

    // The form arrives by mail and is linked.
    desk.toetsen(&format!(":importeer {}<enter>", mail("05-mbv-doorgestuurd.eml")))?.wacht("M0002 MBV")?;
    desk.toetsen("<esc>g")?.wacht("wacht in de inbox")?;
    desk.toetsen("b")?.wacht("Melding M0002 hoort bij")?;
    desk.toetsen("<enter>")?.wacht("Melding M0002 hoort nu bij zaak 2026-W50-01.")?;
    desk.wacht_regel(&["MBV ontvangen", "gereed"])?.wacht("Er loopt geen termijn.")?;

    besluit(&mut desk, "a", "de oorzaak komt nog")?;
    afloop(&mut desk, "natuurlijke dood vastgesteld")?;

    // Not before all is done.
    desk.toetsen("S")?.wacht("monitor")?;
    let tekst = monitor(&mut desk, &omgeving, "2026-W50")?;
    desk.toetsen("S")?.wacht("Zaak 2026-W50-01 is gesloten.")?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);

    let zaak = is_af(&omgeving, "2026-W50-01")?;
    assert_eq!(zaak["rij"], "15");
    for bericht in ["sms", "piketmelding", "afloopbericht"] {
        assert_eq!(zaak["concepten"][bericht]["verzonden"], 1, "{bericht}");
    }
    assert_eq!(zaak["besluiten"]["P"]["reden"], "oorzaak nog onduidelijk");
    assert_eq!(zaak["besluiten"]["A"]["keuze"], "ja");
    assert_eq!(zaak["termijnen"][0]["uiterlijk"], "2026-12-14T09:00:00+01:00");
    assert!(tekst.contains("2026-W50-01") && tekst.contains("FPC de Kijvelanden"), "{tekst}");
    for persoon in ["Zonneveld", "Voorbeeld", "088 555", "Directeur"] {
        assert!(!tekst.contains(persoon), "{persoon} in {tekst}");
    }
    Ok(())
}

#[test]
fn a_mail_becomes_a_closed_case_in_the_monitor_with_keys_alone() -> Proef {
    let omgeving = Omgeving::demo("2026-09-28 18:10")?;
    let mut desk = omgeving.desk(RUIM)?;
    desk.wacht("Druk op n als de telefoon gaat.")?;
    desk.toetsen(&format!(":importeer {}<enter>", mail("01-moa-tekst.eml")))?.wacht("M0001 MOA")?;
    desk.toetsen("g")?.wacht("wacht in de inbox")?;
    desk.toetsen("o")?.wacht("Zaak 2026-W40-01 is geopend.")?;

    desk.toetsen("ra<enter>")?.wacht("Rij A is gekozen.")?;
    // An hour after the constatering of 15:18 the MOA had to be with Fast NL.
    desk.wacht_regel(&["TE LAAT", "MOA Fast NL vóór ma 28-09 16:18"])?;
    desk.wacht_regel(&["MOA ontvangen", "gereed"])?;

    desk.toetsen("<enter>")?.wacht("bel de inrichting terug")?;
    merk(&mut desk, "Inrichting teruggebeld", "directie gesproken")?;
    weeg(&mut desk, 7)?;
    // P and A are fixed for row A; nothing is to be decided.
    desk.wacht_regel(&["Besluit P", "gereed"])?.wacht_regel(&["Besluit A", "gereed"])?;
    desk.toetsen("csms<enter>")?.wacht("Piket 2026-W40-01")?;
    controleer_en_verstuur(&mut desk, "piket-SMS", "lijn")?;
    desk.toetsen("cmelding<enter>")?.wacht("PIKETMELDING 2026-W40-01")?;
    controleer_en_verstuur(&mut desk, "piketmelding", "lijn@dji.example")?;
    desk.wacht_regel(&["Piketmelding", "gereed"])?;

    // What only the inrichting can say, step by step.
    desk.toetsen("1g<omlaag><omlaag><omlaag><omlaag><omlaag><omlaag><omlaag><omlaag><omlaag>")?;
    merk(&mut desk, "112 gebeld", "directie: 14:35")?;
    desk.toetsen("<omlaag>")?;
    merk(&mut desk, "Fast NL gebeld", "directie: 15:20")?;
    desk.toetsen("<omlaag>")?;
    merk(&mut desk, "MOA naar Fast NL", "verzonden 15:40")?;

    // The person is back; the second form comes in.
    desk.toetsen("i")?.wacht("Terug/aangehouden")?;
    desk.toetsen("<shift-tab>17:50<ctrl-s>")?.wacht_regel(&["Terug of aangehouden", "gereed"])?;
    desk.toetsen("<omlaag><omlaag>-")?.wacht("Formulier over het einde: niet nodig")?;
    desk.toetsen("staat al op de MOA<ctrl-s>")?.wacht_regel(&["Formulier over het einde", "niet nodig"])?;

    afloop(&mut desk, "teruggekeerd en ingesloten")?;
    let tekst = monitor(&mut desk, &omgeving, "2026-W40")?;
    desk.toetsen("S")?.wacht("Zaak 2026-W40-01 is gesloten.")?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);

    let zaak = is_af(&omgeving, "2026-W40-01")?;
    assert_eq!(zaak["rij"], "A");
    assert_eq!(zaak["inrichting"], "FPC de Kijvelanden");
    assert_eq!(zaak["tijden"]["constatering"], "2026-09-28T15:18:00+02:00");
    assert_eq!(staat(&zaak, "formulier"), Some("gereed"));
    for bericht in ["sms", "piketmelding", "afloopbericht"] {
        assert_eq!(zaak["concepten"][bericht]["verzonden"], 1, "{bericht}");
    }
    assert!(tekst.contains("2026-W40-01"), "{tekst}");
    assert!(!tekst.contains("Proefpersoon"), "{tekst}");
    Ok(())
}

#[test]
fn the_same_mail_twice_is_one_item_and_an_undone_link_opens_the_step_again() -> Proef {
    let omgeving = Omgeving::demo("2026-12-13 20:10")?;
    let nummer = omgeving.goed(&["meld", "--nr", "15", "--inrichting", "FPC de Kijvelanden", "--voorval", "13:04"])?;
    let mut desk = omgeving.desk(GEWOON)?;
    let post = format!(":importeer {}<enter>", mail("05-mbv-doorgestuurd.eml"));
    desk.wacht("W50-01")?.toetsen(&post)?.wacht("M0002 MBV")?;
    desk.toetsen(&post)?.wacht("bekend")?;
    desk.toetsen("gb")?.wacht("hoort bij")?.toetsen("<enter>")?.wacht_regel(&["MBV ontvangen", "gereed"])?;
    desk.toetsen("u")?.wacht("Ongedaan gemaakt met een tegenboeking.")?.wacht_regel(&["M0002 MBV"])?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    let zaak = omgeving.json(&["toon", &nummer, "--json"])?;
    assert_eq!(staat(&zaak, "formulier"), Some("wacht"));
    assert_eq!(omgeving.goed(&["inbox", "--json"])?.lines().count(), 1);
    Ok(())
}
