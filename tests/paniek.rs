//! A panic of the desk gives the terminal back and says where, but never what: a message may hold
//! names. The test starts itself again in a pseudo-terminal and falls over there.

use std::{env, io::Read, sync::mpsc, thread, time::Duration};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

type Proef = Result<(), Box<dyn std::error::Error>>;

const KIND: &str = "PIKET_PROEF_PANIEK";
const GEHEIM: &str = "Verzonnen Persoon";

#[test]
fn a_panic_gives_the_terminal_back_and_names_nobody() -> Proef {
    if env::var_os(KIND).is_some() {
        let uitkomst = piket::runtime::terminal::met_terminal(|_| {
            assert!(env::var_os(KIND).is_none(), "{GEHEIM}");
        });
        assert!(uitkomst.is_err());
        return Ok(());
    }
    let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })?;
    let mut opdracht = CommandBuilder::new(env::current_exe()?);
    opdracht.args(["--exact", "a_panic_gives_the_terminal_back_and_names_nobody", "--nocapture"]);
    opdracht.env(KIND, "1");
    opdracht.env("TERM", "xterm-256color");
    let mut kind = pty.slave.spawn_command(opdracht)?;
    drop(pty.slave);
    let mut lezer = pty.master.try_clone_reader()?;
    let (zender, ontvanger) = mpsc::channel();
    thread::spawn(move || {
        let mut alles = Vec::new();
        // A pseudo-terminal whose child has gone answers with an error instead of an end.
        let _ = lezer.read_to_end(&mut alles);
        let _ = zender.send(alles);
    });
    assert!(kind.wait()?.success());
    drop(pty.master);
    let uit = String::from_utf8_lossy(&ontvanger.recv_timeout(Duration::from_secs(20))?).into_owned();
    for reeks in ["\u{1b}[?1049h", "\u{1b}[?1049l", "\u{1b}[?2004l"] {
        assert!(uit.contains(reeks), "{reeks:?} in {uit:?}");
    }
    assert!(uit.contains("Piket is onverwacht gestopt (tests/paniek.rs:"), "{uit:?}");
    assert!(!uit.contains(GEHEIM), "{uit:?}");
    Ok(())
}
