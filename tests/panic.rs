//! A panic of the desk gives the terminal back and says where, but never what: a message may hold
//! names. The test starts itself again in a pseudo-terminal and falls over there.

use std::{env, io::Read, sync::mpsc, thread, time::Duration};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

type TestResult = Result<(), Box<dyn std::error::Error>>;

const CHILD: &str = "PIKET_PROEF_PANIEK";
const SECRET: &str = "Verzonnen Persoon";

#[test]
fn a_panic_gives_the_terminal_back_and_names_nobody() -> TestResult {
    if env::var_os(CHILD).is_some() {
        let result = piket::runtime::terminal::with_terminal(|_| {
            assert!(env::var_os(CHILD).is_none(), "{SECRET}");
        });
        assert!(result.is_err());
        return Ok(());
    }
    let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })?;
    let mut command = CommandBuilder::new(env::current_exe()?);
    command.args(["--exact", "a_panic_gives_the_terminal_back_and_names_nobody", "--nocapture"]);
    command.env(CHILD, "1");
    command.env("TERM", "xterm-256color");
    let mut child = pty.slave.spawn_command(command)?;
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut everything = Vec::new();
        // A pseudo-terminal whose child has gone answers with an error instead of an end.
        let _ = reader.read_to_end(&mut everything);
        let _ = sender.send(everything);
    });
    assert!(child.wait()?.success());
    drop(pty.master);
    let out = String::from_utf8_lossy(&receiver.recv_timeout(Duration::from_secs(20))?).into_owned();
    for sequence in ["\u{1b}[?1049h", "\u{1b}[?1049l", "\u{1b}[?2004l"] {
        assert!(out.contains(sequence), "{sequence:?} in {out:?}");
    }
    assert!(out.contains("Piket is onverwacht gestopt (tests/panic.rs:"), "{out:?}");
    assert!(!out.contains(SECRET), "{out:?}");
    Ok(())
}
