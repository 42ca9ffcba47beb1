//! The terminal as it comes and goes: given to the shell and taken again, written on by others, lost, and keys
//! that come in all at once.

mod common;

use std::{fs, os::unix::fs::PermissionsExt};

use common::{
    Failure, TestResult,
    environment::TestEnv,
    session::{NORMAL, WIDE},
};

const NOW: &str = "2026-11-22T02:10";

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut shell = env.shell(NORMAL)?;
    shell.wait("INBOX")?.keys("nEr is brand")?.wait("Er is brand")?;
    shell.keys("<ctrl-z>")?.wait("Piket staat stil: zolang gaat er geen alarm af.")?.wait("IN DE SHELL")?;
    assert!(shell.is_given_back()?);
    shell.size(WIDE)?.keys("<enter>")?.wait_for_line(&["Telefonische melding"])?.wait("Er is brand")?;
    assert!(!shell.is_given_back()?);
    // It is drawn at the size the window has now: the desk is wider than it was.
    assert!(shell.screen().lines().any(|l| l.chars().count() > 100), "{}", shell.screen());
    shell.keys("<esc>q")?.wait("KLAAR")?;
    assert!(shell.is_given_back()?);
    assert_eq!(shell.end()?, 0);
    assert!(env.good(&["inbox"])?.contains("Er is brand"));
    Ok(())
}

#[test]
fn stopped_from_outside_it_stands_on_a_whole_screen_again() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut shell = env.shell(NORMAL)?;
    shell.wait("INBOX")?;
    let pid = desk_of(shell.process()?)?;
    for signal in ["TSTP", "STOP"] {
        std::process::Command::new("kill").args([format!("-{signal}"), pid.clone()]).status()?;
        shell.wait("IN DE SHELL")?.keys("rommel<ctrl-j>")?.wait_until_gone("IN DE SHELL")?.wait("INBOX")?;
        shell.keys("?")?.wait("Enter kiezen")?.keys("<esc>")?.wait("INBOX")?;
    }
    shell.keys("q")?.wait("KLAAR")?;
    Ok(())
}

/// The desk that this shell started.
fn desk_of(shell: u32) -> Result<String, Failure> {
    Ok(fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"))?.trim().to_owned())
}

#[test]
fn alone_on_its_terminal_it_does_not_stand_still_for_ever() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(WIDE)?;
    desk.wait("INBOX")?.keys("<ctrl-z>")?.wait("Er is geen shell om naar terug te gaan.")?;
    desk.keys("q")?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn rubbish_of_others_goes_with_f12() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(NORMAL)?;
    // What the keys opened is drawn before somebody else writes over it.
    for (keys, shown) in
        [("", "INBOX"), ("n", "Telefonische melding"), ("<esc>:", "Opdracht"), ("<esc>/", "Enter houdt vast")]
    {
        desk.keys(keys)?.wait(shown)?.print(b"\x1b[12;30HROMMEL")?.wait("ROMMEL")?;
        desk.keys("<f12>")?.wait_until_gone("ROMMEL")?;
    }
    Ok(())
}

#[test]
fn a_lost_terminal_ends_it_without_a_loop() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.keys("n")?.wait("Telefonische melding")?.keys("brand")?;
    let pid = desk.process()?;
    desk.hang_up("!")?;
    desk.end_without_terminal()?;
    assert!(!fs::exists(format!("/proc/{pid}/exe"))?);
    assert!(env.good(&["inbox"])?.contains("brand"));
    Ok(())
}

#[test]
fn a_burst_with_an_enter_is_text_and_presses_no_key() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(WIDE)?;
    desk.wait("INBOX")?.burst("nee: q<enter>")?.wait("er is niets gedaan")?;
    assert!(desk.is_alive());
    desk.keys("n")?.wait("Telefonische melding")?.keys("<tab>")?.burst("eerst dit<enter>en dan dat")?;
    desk.wait("eerst dit en dan dat")?.keys("<esc>q")?;
    assert_eq!(desk.end()?, 0);
    assert!(env.good(&["inbox"])?.contains("eerst dit en dan dat"));
    Ok(())
}

#[test]
fn a_paste_without_an_end_leaves_the_keyboard_alive() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.keys("n")?.wait("Telefonische melding")?.keys("<tab>")?;
    desk.bytes(b"\x1b[200~half geplakt")?.wait("half geplakt")?;
    desk.keys(" en getypt")?.wait("half geplakt en getypt")?.keys("<esc>q")?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn leaving_prints_what_comes_first_and_w_goes_on_as_the_watch() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.keys("nMesdag<tab>brand")?.wait("brand")?.keys("<ctrl-s>")?.wait("Zaak 2026-W47-01")?;
    desk.keys("r6<enter>")?.wait("Rij 6 (")?.keys("q")?.wait("v weggaan")?.keys("v")?;
    assert_eq!(desk.end()?, 0);
    assert!(String::from_utf8_lossy(desk.raw()).contains("Volgende termijn: 2026-W47-01 MBV"));
    assert!(desk.raw().ends_with(b"Niemand roept.\r\n"));
    let mut desk = env.desk(NORMAL)?;
    desk.wait("ma 09:00")?.keys("q")?.wait("v weggaan")?.keys("w")?.wait("De wacht is hier")?;
    desk.send_signal("TERM")?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

/// Shows what it was given and how that lies there, waits for a line, and ends as that says.
const EDITOR: &str = "#!/bin/sh
echo \"EIGEN EDITOR $(stat -c '%a' \"$1\" \"$(dirname \"$1\")\" | tr '\\n' ' ')\"
read -r line
[ \"$line\" = weg ] && exit 3
echo \"$line\" >> \"$1\"
";

/// Alt and the letter, as a terminal sends them.
const ALT_E: &[u8] = b"\x1be";

#[test]
fn a_draft_goes_to_an_own_editor_and_comes_back_as_a_version() -> TestResult {
    let mut env = TestEnv::demo(NOW)?;
    env.good(&["meld", "--nr", "6", "--inrichting", "Pompestichting"])?;
    let passing = env.path("tmp");
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.keys("c")?.wait("Welk bericht")?.keys("sms<enter>")?.wait("nog geen versie")?;
    desk.bytes(ALT_E)?.wait("Er is geen eigen tekstprogramma gekozen.")?.keys("<esc>")?.leave()?;
    assert_eq!(desk.end()?, 0);
    env.set_editor("/bestaat/niet");
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.keys("c")?.wait("Welk bericht")?.keys("sms<enter>")?.wait("nog geen versie")?;
    desk.bytes(ALT_E)?.wait("is niet te starten")?.keys("<esc>")?.leave()?;
    assert_eq!(desk.end()?, 0);
    env.secret("editor.sh", EDITOR)?;
    fs::set_permissions(env.path("editor.sh"), fs::Permissions::from_mode(0o700))?;
    env.set_editor(&env.path("editor.sh").to_string_lossy());
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.keys("c")?.wait("Welk bericht")?.keys("sms<enter>")?.wait("nog geen versie")?;
    desk.bytes(ALT_E)?.wait("EIGEN EDITOR 600 700")?;
    assert!(desk.is_given_back()?);
    desk.keys("qZeker weten<enter>")?.wait("uit uw eigen programma is overgenomen")?.wait("qZeker weten")?;
    assert!(!desk.is_given_back()?);
    desk.bytes(ALT_E)?.wait("EIGEN EDITOR")?.keys("weg<enter>")?.wait("eindigde met code 3")?.wait("qZeker weten")?;
    // What the editor had not saved is lost to the editor alone, and nothing stays behind.
    desk.bytes(ALT_E)?.wait("EIGEN EDITOR")?.send_signal("TERM")?;
    assert_eq!(desk.end()?, 0);
    let left =
        fs::read_dir(passing)?.filter_map(Result::ok).filter(|e| e.file_name().to_string_lossy().contains("tekst"));
    assert_eq!(left.count(), 0);
    Ok(())
}

/// The answer comes among the keys: it types nothing, and from then on the colours are those of that ground.
#[test]
fn the_background_that_the_terminal_tells_decides_the_colours() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(NORMAL)?;
    // The question goes out behind the first frame.
    desk.wait("INBOX")?.keys("?")?.wait("Enter kiezen")?.keys("<esc>")?.wait_until_gone("Enter kiezen")?;
    assert!(desk.wrote(b"\x1b]11;?\x1b\\") && desk.wrote(b"38;5;80") && !desk.wrote(b"38;5;25"));
    desk.bytes(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\")?.keys("?")?.wait("Enter kiezen")?;
    assert!(desk.wrote(b"38;5;25"), "{}", desk.screen());
    assert!(!desk.screen().contains("rgb"), "{}", desk.screen());
    // A frame is shown in one piece.
    assert!(desk.wrote(b"\x1b[?2026h") && desk.wrote(b"\x1b[?2026l"));
    desk.keys("<esc>q")?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn a_set_colour_asks_nothing_and_a_terminal_that_says_nothing_gets_what_it_has() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    env.config("instellingen.toml", "kleuren = \"licht\"\ntekens = \"ascii\"\nmuis = false\n")?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.wait("\"importeer PAD\"")?;
    assert!(!desk.wrote(b"\x1b]11;?") && desk.wrote(b"38;5;25") && !desk.wrote(b"\x1b[?1002h"));
    assert!(desk.screen().is_ascii(), "{}", desk.screen());
    Ok(())
}

#[test]
fn a_click_chooses_and_the_mouse_is_given_back() -> TestResult {
    let env = TestEnv::demo(NOW)?;
    let mut desk = env.desk(NORMAL)?;
    desk.wait("INBOX")?.keys("n<tab>eerst dit<esc>n<tab>en dan dat<esc>")?.wait("* M0002  telefoon")?;
    let row = desk.screen().lines().position(|line| line.contains("M0002")).unwrap_or(0) + 1;
    desk.bytes(format!("\x1b[<0;30;{row}M\x1b[<0;30;{row}m").as_bytes())?.wait_for_line(&["▸", "M0002"])?;
    desk.keys("q")?;
    assert_eq!(desk.end()?, 0);
    assert!(desk.is_given_back()?);
    assert!(desk.wrote(b"\x1b[?1002l") && desk.wrote(b"\x1b[?1004l"));
    Ok(())
}
