//! Every kind of notification service: one with buttons, one without, one that hangs, none at all, and
//! one of another make.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use crate::{
    bus::{Aard, Bus, Dienst},
    common::{Mis, Proef, sessie::Sessie},
    tijd::Nacht,
};

/// A desk on a bus with a reminder that is about to ring, and the moment that it does.
fn laat_bellen(nacht: &mut Nacht, adres: &str) -> Result<Sessie, Mis> {
    nacht.omgeving.zet_bus(adres);
    nacht.omgeving.goed(&["herinner", &nacht.zaak, "20:12", "bel het hoofd terug"])?;
    let mut desk = nacht.desk()?;
    nacht.wacht_op("gepland", 4)?;
    nacht.zet(75, 75)?;
    desk.wacht("20:11")?;
    nacht.zet(150, 150)?;
    desk.wacht("ALARM 2026-W50-01: herinnering 1 van 20:12")?;
    Ok(desk)
}

fn kanalen(nacht: &Nacht) -> Result<String, Mis> {
    nacht.wacht_op("afgegaan", 1)?;
    let regels = nacht.regels("afgegaan")?;
    Ok(regels.first().map(|regel| regel["regel"]["kanalen"].to_string()).unwrap_or_default())
}

#[test]
fn a_service_with_buttons_shows_the_alarm_and_its_buttons_answer() -> Proef {
    for (knop, weg) in [("gezien", "gezien"), ("later", "uitgesteld")] {
        let Some(bus) = Bus::start()? else { return Ok(()) };
        let dienst = Dienst::start(&bus, Aard::MetKnoppen)?;
        let mut nacht = Nacht::nieuw()?;
        let mut desk = laat_bellen(&mut nacht, &bus.adres)?;
        let binnen = dienst.wacht()?;
        // Never the text of the reminder, an inrichting or a row.
        assert_eq!(binnen.tekst, "2026-W50-01: herinnering 1 van 20:12");
        assert_eq!((binnen.dringend, binnen.knoppen.join(" ")), (2, "gezien gezien later over 10 min".to_owned()));
        assert!(kanalen(&nacht)?.contains(r#"["bureaublad","gelukt"]"#));
        assert!(desk.schreef(b"\x1b]9;Piket 2026-W50-01: herinnering 1 van 20:12\x07"));
        assert!(desk.schreef(b"\x1b]777;notify;Piket;2026-W50-01: herinnering 1 van 20:12\x07"));
        dienst.druk(&binnen, knop)?;
        desk.wacht_weg("ALARM")?;
        nacht.wacht_op(weg, 1)?;
    }
    Ok(())
}

#[test]
fn a_notification_makes_way_for_the_next_one_and_goes_once_the_alarm_was_seen() -> Proef {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let dienst = Dienst::start(&bus, Aard::MetKnoppen)?;
    let mut nacht = Nacht::nieuw()?;
    let mut desk = laat_bellen(&mut nacht, &bus.adres)?;
    let eerste = dienst.wacht()?;
    nacht.wacht_op("afgegaan", 1)?;
    nacht.zet(150 + 900, 150 + 900)?;
    let tweede = dienst.wacht()?;
    assert_eq!(dienst.wacht_gesloten()?, eerste.nummer);
    nacht.wacht_op("afgegaan", 2)?;
    desk.toetsen("s")?.wacht_weg("ALARM")?;
    assert_eq!(dienst.wacht_gesloten()?, tweede.nummer);
    Ok(())
}

#[test]
fn a_terminal_that_was_stopped_holds_up_no_alarm_of_the_watch() -> Proef {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let dienst = Dienst::start(&bus, Aard::MetKnoppen)?;
    let mut nacht = Nacht::nieuw()?;
    nacht.omgeving.zet_bus(&bus.adres);
    nacht.omgeving.goed(&["herinner", &nacht.zaak, "20:12", "bel het hoofd terug"])?;
    let mut wacht = nacht.start("wacht")?;
    nacht.wacht_op("gepland", 4)?;
    wacht.wacht("De wacht is hier")?.toetsen("<ctrl-s>")?;
    nacht.zet(75, 75)?;
    nacht.zet(150, 150)?;
    assert_eq!(dienst.wacht()?.tekst, "2026-W50-01: herinnering 1 van 20:12");
    let kanalen = kanalen(&nacht)?;
    assert!(
        kanalen.contains(r#"["regel","antwoordt-niet"]"#) && kanalen.contains(r#"["bureaublad","gelukt"]"#),
        "{kanalen}"
    );
    wacht.toetsen("<ctrl-q>")?.wacht("herinnering 1 van 20:12")?;
    Ok(())
}

#[test]
fn a_service_that_refuses_buttons_gets_none() -> Proef {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let dienst = Dienst::start(&bus, Aard::ZonderKnoppen)?;
    let mut nacht = Nacht::nieuw()?;
    let _desk = laat_bellen(&mut nacht, &bus.adres)?;
    assert_eq!(dienst.wacht()?.knoppen, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_service_that_hangs_holds_up_neither_the_keys_nor_the_alarm() -> Proef {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let _dienst = Dienst::start(&bus, Aard::Traag)?;
    let mut nacht = Nacht::nieuw()?;
    let mut desk = laat_bellen(&mut nacht, &bus.adres)?;
    // The desk answers, long before the service does.
    desk.toetsen("?")?.wacht("Enter kiezen   Esc sluiten")?;
    desk.toetsen("<esc>")?.wacht_weg("Esc sluiten")?;
    assert!(kanalen(&nacht)?.contains(r#"["bureaublad","antwoordt-niet"]"#));
    desk.toetsen("s")?.wacht("De dienst voor bureaubladmeldingen antwoordt niet")?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

#[test]
fn a_bus_without_a_service_and_no_bus_at_all_are_said_and_rung_past() -> Proef {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    for adres in [bus.adres.as_str(), "unix:path=/nergens"] {
        let mut nacht = Nacht::nieuw()?;
        let mut desk = laat_bellen(&mut nacht, adres)?;
        let kanalen = kanalen(&nacht)?;
        assert!(
            kanalen.contains(r#"["bureaublad","ontbreekt"]"#) && kanalen.contains(r#"["bel","gelukt"]"#),
            "{kanalen}"
        );
        desk.toetsen("s")?.wacht("Bureaubladmeldingen werken hier niet")?;
        assert_eq!(nacht.omgeving.doe(&["controle"])?.code, 1);
    }
    Ok(())
}

/// A program that is stopped with the test.
struct Hulp(std::process::Child);

impl Drop for Hulp {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs `dunstctl` until it answers what is looked for.
fn dunstctl(bus: &Bus, woorden: &[&str], zoek: &str) -> Result<String, Mis> {
    let eind = std::time::Instant::now() + std::time::Duration::from_secs(10);
    loop {
        let uit = Command::new("dunstctl").args(woorden).env("DBUS_SESSION_BUS_ADDRESS", &bus.adres).output()?;
        let tekst = String::from_utf8_lossy(&uit.stdout).into_owned();
        if tekst.contains(zoek) {
            return Ok(tekst);
        }
        if std::time::Instant::now() > eind {
            return Err(Mis(format!("dunst zegt niet «{zoek}»: {tekst}")));
        }
    }
}

#[test]
fn a_service_of_another_make_shows_the_alarm_with_its_buttons() -> Proef {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let stil = |opdracht: &mut Command| opdracht.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map(Hulp);
    // The number of the display is the server's own choice; it says which on this handle.
    let xvfb = stil(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"]));
    let (Ok(mut xvfb), true) = (xvfb, Command::new("dunst").arg("--version").output().is_ok()) else {
        // Past the capture of the test harness: a check that did not run must be seen.
        writeln!(
            std::io::stderr(),
            "OVERGESLAGEN: dunst of Xvfb is hier niet; een dienst van andere makelij is niet beproefd"
        )?;
        return Ok(());
    };
    let mut nummer = String::new();
    if let Some(uit) = xvfb.0.stdout.take() {
        std::io::BufRead::read_line(&mut std::io::BufReader::new(uit), &mut nummer)?;
    }
    // Its menu of buttons is answered with one of them.
    let instelling = std::env::temp_dir().join(format!("piket-dunst-{}", std::process::id()));
    std::fs::write(&instelling, "[global]\n    dmenu = /usr/bin/grep -m 1 gezien\n")?;
    let _dunst = stil(
        Command::new("dunst")
            .arg("-config")
            .arg(&instelling)
            .env("DISPLAY", format!(":{}", nummer.trim()))
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.adres),
    )?;
    dunstctl(&bus, &["is-paused"], "false")?;
    let mut nacht = Nacht::nieuw()?;
    let mut desk = laat_bellen(&mut nacht, &bus.adres)?;
    assert!(kanalen(&nacht)?.contains(r#"["bureaublad","gelukt"]"#));
    dunstctl(&bus, &["count", "displayed"], "1")?;
    dunstctl(&bus, &["context"], "")?;
    desk.wacht_weg("ALARM")?;
    nacht.wacht_op("gezien", 1)?;
    dunstctl(&bus, &["close-all"], "")?;
    dunstctl(&bus, &["history"], "2026-W50-01: herinnering 1 van 20:12")?;
    std::fs::remove_file(instelling)?;
    Ok(())
}
