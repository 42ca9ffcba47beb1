//! Every kind of notification service: one with buttons, one without, one that hangs, none at all, and
//! one of another make.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use crate::{
    bus::{Bus, NotifierKind, Service, breaking_off},
    common::{Failure, TestResult, session::Session},
    time::Night,
};

/// A desk on a bus with a reminder that is about to ring, and the moment that it does.
fn let_alarm_ring(night: &mut Night, address: &str) -> Result<Session, Failure> {
    night.env.set_bus(address);
    night.env.good(&["herinner", &night.zaak, "20:12", "bel het hoofd terug"])?;
    let mut desk = night.desk()?;
    night.wait_for("gepland", 4)?;
    night.set(75, 75)?;
    desk.wait("20:11")?;
    night.set(150, 150)?;
    desk.wait("ALARM  herinnering 1 van 20:12  01")?;
    Ok(desk)
}

fn channels(night: &Night) -> Result<String, Failure> {
    night.wait_for("afgegaan", 1)?;
    let lines = night.lines("afgegaan")?;
    Ok(lines.first().map(|line| line["regel"]["kanalen"].to_string()).unwrap_or_default())
}

#[test]
fn a_service_with_buttons_shows_the_alarm_and_its_buttons_answer() -> TestResult {
    for (button, gone) in [("gezien", "gezien"), ("later", "uitgesteld")] {
        let Some(bus) = Bus::start()? else { return Ok(()) };
        let service = Service::start(&bus, NotifierKind::WithButtons)?;
        let mut night = Night::new()?;
        let mut desk = let_alarm_ring(&mut night, &bus.address)?;
        let incoming = service.wait()?;
        // Never the text of the reminder, an inrichting or a row.
        assert_eq!(incoming.text, "2026-W50-01: herinnering 1 van 20:12");
        assert_eq!((incoming.urgency, incoming.buttons.join(" ")), (2, "gezien gezien later over 10 min".to_owned()));
        assert!(channels(&night)?.contains(r#"["bureaublad","gelukt"]"#));
        assert!(desk.wrote(b"\x1b]9;Piket 2026-W50-01: herinnering 1 van 20:12\x07"));
        assert!(desk.wrote(b"\x1b]777;notify;Piket;2026-W50-01: herinnering 1 van 20:12\x07"));
        service.press(&incoming, button)?;
        desk.wait_until_gone("ALARM")?;
        night.wait_for(gone, 1)?;
    }
    Ok(())
}

#[test]
fn a_notification_makes_way_for_the_next_one_and_goes_once_the_alarm_was_seen() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let service = Service::start(&bus, NotifierKind::WithButtons)?;
    let mut night = Night::new()?;
    let mut desk = let_alarm_ring(&mut night, &bus.address)?;
    let first = service.wait()?;
    night.wait_for("afgegaan", 1)?;
    night.set(150 + 900, 150 + 900)?;
    let second = service.wait()?;
    assert_eq!(service.wait_closed()?, first.number);
    night.wait_for("afgegaan", 2)?;
    desk.keys("s")?.wait_until_gone("ALARM")?;
    assert_eq!(service.wait_closed()?, second.number);
    Ok(())
}

#[test]
fn a_terminal_that_was_stopped_holds_up_no_alarm_of_the_watch() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let service = Service::start(&bus, NotifierKind::WithButtons)?;
    let mut night = Night::new()?;
    night.env.set_bus(&bus.address);
    night.env.good(&["herinner", &night.zaak, "20:12", "bel het hoofd terug"])?;
    let mut watch = night.start("wacht")?;
    night.wait_for("gepland", 4)?;
    watch.wait("De wacht is hier")?.keys("<ctrl-s>")?;
    night.set(75, 75)?;
    night.set(150, 150)?;
    assert_eq!(service.wait()?.text, "2026-W50-01: herinnering 1 van 20:12");
    let channels = channels(&night)?;
    assert!(
        channels.contains(r#"["regel","antwoordt-niet"]"#) && channels.contains(r#"["bureaublad","gelukt"]"#),
        "{channels}"
    );
    watch.keys("<ctrl-q>")?.wait("herinnering 1 van 20:12")?;
    Ok(())
}

#[test]
fn a_service_that_refuses_buttons_gets_none() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let service = Service::start(&bus, NotifierKind::WithoutButtons)?;
    let mut night = Night::new()?;
    let _desk = let_alarm_ring(&mut night, &bus.address)?;
    assert_eq!(service.wait()?.buttons, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_service_that_says_it_is_paused_was_not_reached_and_the_desk_says_so() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let service = Service::start(&bus, NotifierKind::Paused)?;
    let mut night = Night::new()?;
    let mut desk = let_alarm_ring(&mut night, &bus.address)?;
    // It is handed over all the same: the service shows it once it is not paused any more.
    assert_eq!(service.wait()?.text, "2026-W50-01: herinnering 1 van 20:12");
    assert!(channels(&night)?.contains(r#"["bureaublad","gepauzeerd"]"#));
    desk.keys("s")?.wait("Het bureaublad toont nu geen meldingen")?;
    Ok(())
}

#[test]
fn a_service_that_hangs_holds_up_neither_the_keys_nor_the_alarm() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let _service = Service::start(&bus, NotifierKind::Slow)?;
    let mut night = Night::new()?;
    let mut desk = let_alarm_ring(&mut night, &bus.address)?;
    // The desk answers, long before the service does.
    desk.keys("?")?.wait("Enter kiezen   Esc sluiten")?;
    desk.keys("<esc>")?.wait_until_gone("Esc sluiten")?;
    assert!(channels(&night)?.contains(r#"["bureaublad","antwoordt-niet"]"#));
    desk.keys("s")?.wait("De dienst voor bureaubladmeldingen antwoordt niet")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn a_bus_that_ends_while_the_library_listens_costs_the_button_and_not_the_desk() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let service = Service::start(&bus, NotifierKind::WithButtons)?;
    let mut night = Night::new()?;
    let address = breaking_off(&bus, &night.env.path("tmp"))?;
    let mut desk = let_alarm_ring(&mut night, &address)?;
    assert_eq!(service.wait()?.text, "2026-W50-01: herinnering 1 van 20:12");
    assert!(channels(&night)?.contains(r#"["bureaublad","gelukt"]"#));
    // The screen was not given back: the desk still draws on it.
    desk.keys("?")?.wait("Enter kiezen   Esc sluiten")?;
    assert!(!desk.wrote(b"\x1b[?1049l"), "de desk gaf het scherm terug");
    desk.keys("<esc>")?.wait_until_gone("Esc sluiten")?.keys("s")?.wait_until_gone("ALARM")?;
    night.wait_for("gezien", 1)?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn a_bus_without_a_service_and_no_bus_at_all_are_said_and_rung_past() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    for address in [bus.address.as_str(), "unix:path=/nergens"] {
        let mut night = Night::new()?;
        let mut desk = let_alarm_ring(&mut night, address)?;
        let channels = channels(&night)?;
        assert!(
            channels.contains(r#"["bureaublad","ontbreekt"]"#) && channels.contains(r#"["bel","gelukt"]"#),
            "{channels}"
        );
        desk.keys("s")?.wait("Bureaubladmeldingen werken hier niet")?;
        assert_eq!(night.env.run(&["controle"])?.code, 1);
    }
    Ok(())
}

/// A program that is stopped with the test.
struct Support(std::process::Child);

impl Drop for Support {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs `dunstctl` until it answers what is looked for.
fn dunstctl(bus: &Bus, words: &[&str], search: &str) -> Result<String, Failure> {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(10);
    loop {
        let out = Command::new("dunstctl").args(words).env("DBUS_SESSION_BUS_ADDRESS", &bus.address).output()?;
        let text = String::from_utf8_lossy(&out.stdout).into_owned();
        if text.contains(search) {
            return Ok(text);
        }
        if std::time::Instant::now() > end {
            return Err(Failure(format!("dunst zegt niet «{search}»: {text}")));
        }
    }
}

#[test]
fn a_service_of_another_make_shows_the_alarm_with_its_buttons() -> TestResult {
    let Some(bus) = Bus::start()? else { return Ok(()) };
    let silent = |command: &mut Command| command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map(Support);
    // The number of the display is the server's own choice; it says which on this handle.
    let xvfb = silent(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", "640x480x24", "-nolisten", "tcp"]));
    let (Ok(mut xvfb), true) = (xvfb, Command::new("dunst").arg("--version").output().is_ok()) else {
        // Past the capture of the test harness: a check that did not run must be seen.
        writeln!(
            std::io::stderr(),
            "OVERGESLAGEN: dunst of Xvfb is hier niet; een dienst van andere makelij is niet beproefd"
        )?;
        return Ok(());
    };
    let mut number = String::new();
    if let Some(out) = xvfb.0.stdout.take() {
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut number)?;
    }
    // Its menu of buttons is answered with one of them.
    let setting = std::env::temp_dir().join(format!("piket-dunst-{}", std::process::id()));
    std::fs::write(&setting, "[global]\n    dmenu = /usr/bin/grep -m 1 gezien\n")?;
    let _dunst = silent(
        Command::new("dunst")
            .arg("-config")
            .arg(&setting)
            .env("DISPLAY", format!(":{}", number.trim()))
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address),
    )?;
    dunstctl(&bus, &["is-paused"], "false")?;
    let mut night = Night::new()?;
    let mut desk = let_alarm_ring(&mut night, &bus.address)?;
    assert!(channels(&night)?.contains(r#"["bureaublad","gelukt"]"#));
    dunstctl(&bus, &["count", "displayed"], "1")?;
    dunstctl(&bus, &["context"], "")?;
    desk.wait_until_gone("ALARM")?;
    night.wait_for("gezien", 1)?;
    dunstctl(&bus, &["close-all"], "")?;
    dunstctl(&bus, &["history"], "2026-W50-01: herinnering 1 van 20:12")?;
    std::fs::remove_file(setting)?;
    Ok(())
}
