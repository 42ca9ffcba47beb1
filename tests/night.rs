//! The night, end to end and with keys alone: from a call or a mail to a case that is closed and in
//! the weekly monitor. What the screen said is asked again of the verbs afterwards.

mod common;

use std::fs;

use common::{
    Failure, TestResult,
    environment::{TestEnv, mail},
    session::{NORMAL, Session, WIDE},
};
use serde_json::Value;

/// Checks the open draft and notes that it was sent to `to`.
fn check_and_send(desk: &mut Session, message: &str, to: &str) -> TestResult {
    desk.keys("<f8>")?.keys("<f8>")?.wait_until_gone("open plek")?;
    desk.keys("<f5>")?.wait(", gecontroleerd")?;
    desk.keys("<f6>")?.wait(&format!("Verzonden: {message}"))?;
    desk.keys("<ctrl-u>")?.keys(to)?.keys("<ctrl-s>")?;
    desk.wait(&format!("De verzending ({message}) is vastgelegd."))?;
    desk.keys("<esc>")?.wait_until_gone("Esc sluiten")?;
    Ok(())
}

/// Takes in a mail by the command line of the desk. Its path comes at once, as a terminal pastes it: that presses no key.
fn take_in<'a>(desk: &'a mut Session, letter: &str) -> Result<&'a mut Session, Failure> {
    desk.keys(":")?.wait("Esc sluiten")?.keys(&format!("importeer {}<enter>", mail(letter)))
}

/// Decides on P or A with a reason.
fn besluit(desk: &mut Session, key: &str, reason: &str) -> TestResult {
    let letter = key.to_uppercase();
    desk.keys(key)?.wait(&format!("Besluit {letter}: "))?;
    desk.keys("j<tab>")?.keys(reason)?.keys("<ctrl-s>")?;
    desk.wait(&format!("Besluit {letter}: ja."))?;
    Ok(())
}

/// Answers every weighing question with no.
fn weigh(desk: &mut Session, answers: &[&str]) -> TestResult {
    desk.keys("v")?.wait("1 ja")?;
    for answer in answers {
        desk.read().keys(answer)?;
    }
    desk.keys("<esc>")?.wait_for_line(&["Oordeel: weegvragen", "gereed"])?;
    Ok(())
}

/// Puts a fact on the outcome on the table, then drafts and sends the afloopbericht.
fn afloopbericht(desk: &mut Session, feit: &str) -> TestResult {
    desk.keys("f")?.wait("Feit noteren")?;
    desk.keys(feit)?.keys("<tab>afloop<ctrl-s>")?;
    desk.wait("Het feit over afloop is genoteerd.")?;
    desk.keys("cafl<enter>")?.wait("AFLOOPBERICHT")?;
    check_and_send(desk, "afloopbericht", "bewindspersoon")
}

/// The form of a step is closed and the step is done: the form's own title says the same words.
fn recorded(desk: &mut Session, name: &str) -> TestResult {
    desk.wait_until_gone("Esc sluiten")?.wait_for_line(&[name, "gereed"])?;
    Ok(())
}

/// Marks a step that is asked of the inrichting, the cursor being on it.
fn mark(desk: &mut Session, name: &str, evidence: &str) -> TestResult {
    desk.keys("x")?.wait(&format!("{name}: gereed"))?;
    desk.keys("ja<tab><tab>")?.keys(evidence)?.keys("<ctrl-s>")?;
    recorded(desk, name)
}

/// Ticks what only the inrichting can say: what it said, and how.
fn receive(desk: &mut Session, name: &str, what: &str, how: &str) -> TestResult {
    desk.keys("x")?.wait(&format!("{name}: gereed"))?;
    desk.keys("ja<tab><tab>")?.keys(what)?.keys(", ")?.keys(how)?.keys("<ctrl-s>")?;
    recorded(desk, name)
}

/// Notes who in the line was told.
fn pass_on(desk: &mut Session) -> TestResult {
    desk.keys("d")?.wait("Kanaal")?;
    desk.keys("lijn<ctrl-s>")?.wait_for_line(&["Doorgemeld in de lijn", "gereed"])?;
    Ok(())
}

/// Writes the monitor of the week to a file in the home.
fn monitor(desk: &mut Session, env: &TestEnv, week: &str) -> Result<String, Failure> {
    desk.keys("M")?.wait("Incidentenmonitor maken")?;
    desk.keys(&format!("<tab><ctrl-u>monitor-{week}.md<ctrl-s>"))?;
    desk.wait(&format!("De monitor van {week} staat in"))?;
    Ok(fs::read_to_string(env.path(&format!("monitor-{week}.md")))?)
}

fn state<'a>(zaak: &'a Value, step: &str) -> Option<&'a str> {
    zaak.pointer("/stappen")?.as_array()?.iter().find(|s| s.pointer("/stap").is_some_and(|n| n == step))?["staat"]
        .as_str()
}

/// The case is closed, every step is done or not needed, and the log is sound.
fn is_done(env: &TestEnv, number: &str) -> Result<Value, Failure> {
    let zaak = env.json(&["toon", number, "--json"])?;
    let steps = zaak["stappen"].as_array().cloned().unwrap_or_default();
    assert!(steps.len() >= 13, "{zaak}");
    for step in &steps {
        assert!(matches!(step["staat"].as_str(), Some("gereed" | "niet nodig")), "{step}");
    }
    assert!(zaak["gesloten"].is_string(), "{zaak}");
    env.good(&["logboek", "controleer"])?;
    Ok(zaak)
}

#[test]
fn a_call_becomes_a_closed_case_in_the_monitor_with_keys_alone() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("Klaar voor de dienst.")?;

    // While listening: what is heard is in the inbox before anybody asked to save it.
    desk.keys("n")?.wait("Telefonische melding")?;
    desk.keys("kijv<tab>")?.wait_for_line(&["Inrichting", "FPC de Kijvelanden"])?;
    desk.keys("Patient levenloos aangetroffen op kamer<omlaag>13:04")?.wait("= zo 13-12-2026 13:04")?;
    desk.keys("<omlaag><omlaag>Mw. Zonneveld, meldkamer<omlaag>088 555 0123")?.wait("Bewaard als M0001")?;
    desk.keys("<ctrl-s>")?.wait("Zaak 2026-W50-01 is geopend")?;

    // The row, found by a word.
    desk.keys("roverlijden")?.wait("15 Overlijden, natuurlijk")?;
    desk.keys("<enter>")?.wait("Rij 15 (")?;
    desk.wait_for_line(&["01 15", "Terugbellen", "ma 09:00"])?;

    // Enter goes to what is to be done first, and there does it.
    desk.keys("<enter>")?.wait("bel de inrichting terug")?.wait_for_line(&["OP TIJD", "MBV vóór ma 14-12 09:00"])?;
    mark(&mut desk, "Inrichting teruggebeld", "dienstdoend hoofd gesproken")?;
    weigh(&mut desk, &["2"; 12])?;
    besluit(&mut desk, "p", "oorzaak nog onduidelijk")?;
    desk.wait_for_line(&["Piket-SMS", "te doen"])?.wait_for_line(&["Piketmelding", "te doen"])?;
    desk.keys("csms<enter>")?.wait("Piket 2026-W50-01: overlijden, FPC")?;
    check_and_send(&mut desk, "piket-SMS", "lijn")?;
    desk.wait_for_line(&["Piket-SMS", "gereed"])?;
    desk.keys("cpiketm<enter>")?.wait("PIKETMELDING 2026-W50-01")?;
    check_and_send(&mut desk, "piketmelding", "bewindspersoon")?;
    desk.wait_for_line(&["Piketmelding", "gereed"])?;

    // The form arrives by mail and is linked.
    take_in(&mut desk, "05-mbv-doorgestuurd.eml")?.wait_for_line(&["* ", "M0002"])?;
    desk.keys("<esc>")?.wait_for_line(&["M0002", "MBV", "Kijvelanden", "bij 01?"])?;
    desk.keys("G")?.wait("b koppelen")?.keys("<enter>")?.wait("wacht in de inbox")?;
    desk.keys("b")?.wait("Melding M0002 hoort bij")?;
    desk.keys("<omlaag><enter>")?.wait("hoort nu bij zaak 2026-W50-01.")?;
    // Back in the inbox, where the report was opened from.
    desk.keys("<esc>")?.wait("INBOX 0")?;
    desk.keys("<enter>")?.wait("1 checklist")?;
    desk.wait_for_line(&["MBV ontvangen", "gereed"])?.wait("geen termijn; ")?;

    besluit(&mut desk, "a", "de oorzaak komt nog")?;
    afloopbericht(&mut desk, "natuurlijke dood vastgesteld")?;

    pass_on(&mut desk)?;
    let text = monitor(&mut desk, &env, "2026-W50")?;
    desk.keys("S")?.wait("Zaak 2026-W50-01 is gesloten.")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);

    let zaak = is_done(&env, "2026-W50-01")?;
    assert_eq!(zaak["rij"], "15");
    for message in ["sms", "piketmelding", "afloopbericht"] {
        assert_eq!(zaak["concepten"][message]["verzonden"], 1, "{message}");
    }
    let reason = zaak["besluiten"]["P"]["reden"].as_str().unwrap_or_default();
    assert_eq!(reason, "oorzaak nog onduidelijk");
    assert_eq!(zaak["besluiten"]["A"]["keuze"], "ja");
    assert_eq!(zaak["termijnen"][0]["uiterlijk"], "2026-12-14T09:00:00+01:00");
    assert!(text.contains("2026-W50-01") && text.contains("FPC de Kijvelanden"), "{text}");
    for person in ["Zonneveld", "Voorbeeld", "088 555", "Directeur"] {
        assert!(!text.contains(person), "{person} in {text}");
    }
    Ok(())
}

#[test]
fn a_mail_becomes_a_closed_case_in_the_monitor_with_keys_alone() -> TestResult {
    let env = TestEnv::demo("2026-09-28 18:10")?;
    let mut desk = env.desk(WIDE)?;
    desk.wait("Telefoon: druk op n en typ mee met het gesprek.")?;
    take_in(&mut desk, "01-moa-tekst.eml")?.wait("M0001  MOA")?;
    desk.keys("g")?.wait("wacht in de inbox")?;
    desk.keys("o")?.wait("Zaak 2026-W40-01 is geopend")?;

    desk.keys("ra<enter>")?.wait("Rij A (")?;
    // An hour after the constatering of 15:18 the MOA had to be with Fast NL.
    desk.wait_for_line(&["TE LAAT", "MOA Fast NL vóór ma 28-09 16:18"])?;
    desk.wait_for_line(&["MOA ontvangen", "gereed"])?;

    desk.keys("1g<omlaag>")?.wait("bel de inrichting terug")?;
    mark(&mut desk, "Inrichting teruggebeld", "directie gesproken")?;
    // The last question but one is whether somebody is back: he is, and since when follows below.
    weigh(&mut desk, &["2", "2", "2", "2", "2", "1", "1"])?;
    // P and A are fixed for row A; nothing is to be decided.
    desk.wait_for_line(&["Besluit P", "gereed"])?.wait_for_line(&["Besluit A", "gereed"])?;
    desk.keys("csms<enter>")?.wait("Piket 2026-W40-01")?;
    check_and_send(&mut desk, "piket-SMS", "lijn")?;
    desk.keys("cpiketm<enter>")?.wait("PIKETMELDING 2026-W40-01")?;
    check_and_send(&mut desk, "piketmelding", "bewindspersoon")?;
    desk.wait_for_line(&["Piketmelding", "gereed"])?;

    // What only the inrichting can say, step by step.
    desk.keys("1g<omlaag><omlaag><omlaag><omlaag><omlaag><omlaag><omlaag><omlaag><omlaag><omlaag>")?;
    receive(&mut desk, "112 gebeld", "gebeld 14:35", "directie")?;
    desk.keys("<omlaag>")?;
    receive(&mut desk, "Fast NL gebeld", "gebeld 15:20", "directie")?;
    desk.keys("<omlaag>")?;
    receive(&mut desk, "MOA naar Fast NL", "verzonden 15:40", "kopie van de mail")?;

    // The person is back; the second form comes in.
    desk.keys("i")?.wait("Terug/aangehouden")?;
    desk.keys("<shift-tab><shift-tab>17:50<ctrl-s>")?.wait_for_line(&["Terug of aangehouden", "gereed"])?;
    desk.keys("<omlaag><omlaag>")?;
    receive(&mut desk, "Fast NL gebeld over het einde", "gebeld 17:55", "directie")?;
    desk.keys("<omlaag>")?;
    receive(&mut desk, "Zorginkoper of piket gebeld", "gebeld 18:00", "directie")?;
    desk.keys("<omlaag>-")?.wait("Formulier over het einde: niet nodig")?;
    desk.keys("staat al op de MOA<ctrl-s>")?.wait_until_gone("Esc sluiten")?;
    desk.wait_for_line(&["Formulier over het einde", "niet nodig"])?;

    afloopbericht(&mut desk, "teruggekeerd en ingesloten")?;
    pass_on(&mut desk)?;
    let text = monitor(&mut desk, &env, "2026-W40")?;
    desk.keys("S")?.wait("Zaak 2026-W40-01 is gesloten.")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);

    let zaak = is_done(&env, "2026-W40-01")?;
    assert_eq!(zaak["rij"], "A");
    assert_eq!(zaak["inrichting"], "FPC de Kijvelanden");
    assert_eq!(zaak["tijden"]["constatering"], "2026-09-28T15:18:00+02:00");
    assert_eq!(state(&zaak, "formulier"), Some("gereed"));
    for message in ["sms", "piketmelding", "afloopbericht"] {
        assert_eq!(zaak["concepten"][message]["verzonden"], 1, "{message}");
    }
    assert!(text.contains("2026-W40-01"), "{text}");
    assert!(!text.contains("Proefpersoon"), "{text}");
    Ok(())
}

#[test]
fn the_same_mail_twice_is_one_item_and_an_undone_link_opens_the_step_again() -> TestResult {
    let env = TestEnv::demo("2026-12-13 20:10")?;
    let number = env.good(&["meld", "--nr", "15", "--inrichting", "FPC de Kijvelanden", "--voorval", "13:04"])?;
    let mut desk = env.desk(NORMAL)?;
    let letter = "05-mbv-doorgestuurd.eml";
    desk.wait_for_line(&["01 15", "Kijvelanden"])?;
    take_in(&mut desk, letter)?.wait_for_line(&["M0002", "MBV", "Kijvelanden"])?;
    take_in(&mut desk, letter)?.wait("Deze mail is al binnen, als M0002.")?;
    desk.keys("G")?.wait("b koppelen")?.keys("b")?.wait("Melding M0002 hoort bij")?;
    desk.keys("<omlaag><enter>")?.wait("hoort nu bij zaak 2026-W50-01.")?.wait("INBOX 0")?;
    desk.keys("<enter>")?.wait("1 checklist")?.keys("G")?.wait_for_line(&["MBV ontvangen", "gereed"])?;
    desk.keys("u")?.wait("Ongedaan: koppelen van melding M0002")?.wait_for_line(&["MBV ontvangen", "wacht"])?;
    desk.keys("<esc>")?.wait("INBOX 1")?.wait_for_line(&["M0002", "MBV", "Kijvelanden"])?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    let zaak = env.json(&["toon", &number, "--json"])?;
    assert_eq!(state(&zaak, "formulier"), Some("wacht"));
    assert_eq!(env.good(&["inbox", "--json"])?.lines().count(), 1);
    Ok(())
}
