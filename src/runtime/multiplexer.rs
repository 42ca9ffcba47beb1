//! tmux and screen stand between the program and the officer's terminal: a request to notify must be wrapped to get
//! through, and what is written while nobody is attached reaches nobody. They are asked, beside the loop and for a
//! second at most; where they do not answer, somebody is taken to be there.

use std::{env, process::Command, time::Duration};

use super::bounded_process::{Ended, ProgramOutput, run};
use crate::platform;

/// How long they may take to answer.
const LIMIT: Duration = Duration::from_secs(1);

/// How many letters of a sequence screen takes at a time.
const SCREEN_TAKES: usize = 250;

/// What stands between this program and the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Multiplexer {
    /// Nothing.
    None,
    /// tmux, with the pane this program is in.
    Tmux(String),
    /// GNU screen, with the session this program is in.
    Screen(String),
}

/// Whether somebody looks on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attendance {
    /// Who is attached.
    pub audience: Audience,
    /// Whether what is wrapped gets through.
    pub passage: Passage,
    /// Whether tmux hands on what is for the clipboard where that is not wrapped.
    pub clipboard: Passage,
}

/// Who is attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Somebody, or nothing says otherwise.
    Present,
    /// Nobody.
    Absent,
}

/// Whether what is wrapped gets through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// It does, or nothing says otherwise.
    Open,
    /// The settings of tmux keep it back.
    Closed,
}

impl Attendance {
    /// What holds where nobody can be asked.
    const ASSUMED: Self = Self { audience: Audience::Present, passage: Passage::Open, clipboard: Passage::Closed };
}

impl Multiplexer {
    /// The one this program was started in; of one within the other the inner one, which takes what is written first.
    pub fn here() -> Self {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let tmux = set("TMUX").and_then(|_| set("TMUX_PANE")).map(Self::Tmux);
        Self::inner(tmux, set("STY").map(Self::Screen), platform::ancestors)
    }

    /// What both leave in the environment is still there inside the other: then the nearer of the programs that this one
    /// was started by tells which is which, and the names of those are asked for.
    fn inner(tmux: Option<Self>, screen: Option<Self>, ancestors: impl FnOnce() -> Vec<String>) -> Self {
        match (tmux, screen) {
            (Some(tmux), Some(screen)) => {
                let nearest = ancestors().into_iter().map(|name| name.to_lowercase());
                let mut nearest = nearest.filter(|name| name.starts_with("tmux") || name.starts_with("screen"));
                if nearest.next().is_some_and(|name| name.starts_with("screen")) { screen } else { tmux }
            }
            (tmux, screen) => tmux.or(screen).unwrap_or(Self::None),
        }
    }

    /// A sequence for the terminal, so that it gets there.
    pub fn wrap(&self, sequence: &str) -> String {
        match self {
            Self::None => sequence.to_owned(),
            Self::Tmux(_) => format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b")),
            // It takes no more than so much at a time, and puts the parts one behind the other.
            Self::Screen(_) => {
                let letters: Vec<char> = sequence.chars().collect();
                letters.chunks(SCREEN_TAKES).fold(String::new(), |mut out, part| {
                    out.push_str("\x1bP");
                    out.extend(part);
                    out.push_str("\x1b\\");
                    out
                })
            }
        }
    }

    /// Asks who looks on now.
    pub async fn attendance(self) -> Attendance {
        let mut command;
        match &self {
            Self::None => return Attendance::ASSUMED,
            Self::Tmux(_) => {
                command = Command::new("tmux");
                // A window may be linked into more sessions than one: each says its own.
                let asked = "#{pane_id} #{session_attached} #{allow-passthrough} #{set-clipboard}";
                command.args(["list-panes", "-a", "-F", asked]);
            }
            Self::Screen(session) => {
                command = Command::new("screen");
                command.args(["-ls", session]);
            }
        }
        // `screen -ls` ends with a code that says other things.
        let Ended::Code(code, said) = run(command, LIMIT, ProgramOutput::Kept).await else {
            return Attendance::ASSUMED;
        };
        let said = String::from_utf8_lossy(&said);
        match &self {
            Self::Tmux(pane) if code == 0 => of_tmux(&said, pane),
            Self::Screen(session) => of_screen(&said, session),
            Self::Tmux(_) | Self::None => Attendance::ASSUMED,
        }
    }
}

fn of_tmux(said: &str, pane: &str) -> Attendance {
    let own: Vec<Vec<&str>> = said
        .lines()
        .map(|line| line.split(' ').collect())
        .filter(|words: &Vec<&str>| words.first() == Some(&pane))
        .collect();
    if own.is_empty() {
        return Attendance::ASSUMED;
    }
    let attached = own.iter().any(|words| words.get(1).is_none_or(|count| *count != "0"));
    // A flag until 3.3, a word of three since.
    let closed = own.iter().all(|words| matches!(words.get(2), Some(&("off" | "0"))));
    let handed_on = own.iter().any(|words| words.get(3) == Some(&"on"));
    Attendance {
        audience: if attached { Audience::Present } else { Audience::Absent },
        passage: if closed { Passage::Closed } else { Passage::Open },
        clipboard: if handed_on { Passage::Open } else { Passage::Closed },
    }
}

/// The session's name, perhaps a date, and `(Detached)`; for a shared session `(Multi, detached)`.
fn of_screen(said: &str, session: &str) -> Attendance {
    let own = said.lines().find(|line| line.split_whitespace().next() == Some(session));
    let detached = own.is_some_and(|line| line.to_lowercase().contains("detached)"));
    let audience = if detached { Audience::Absent } else { Audience::Present };
    Attendance { audience, ..Attendance::ASSUMED }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: Attendance = Attendance::ASSUMED;
    const ALONE: Attendance = Attendance { audience: Audience::Absent, ..Attendance::ASSUMED };

    #[test]
    fn what_is_wrapped_comes_out_whole() {
        let said = "\x1b]9;Piket 2026-W47-03: MBV nog 15 min\x07";
        assert_eq!(Multiplexer::None.wrap(said), said);
        let tmux = Multiplexer::Tmux("%0".to_owned()).wrap(said);
        assert_eq!(tmux, "\x1bPtmux;\x1b\x1b]9;Piket 2026-W47-03: MBV nog 15 min\x07\x1b\\");
        let screen = Multiplexer::Screen("1.x".to_owned()).wrap(said);
        assert_eq!(screen, "\x1bP\x1b]9;Piket 2026-W47-03: MBV nog 15 min\x07\x1b\\");
    }

    #[test]
    fn of_one_within_the_other_the_nearer_is_meant() {
        let (tmux, screen) = (Multiplexer::Tmux("%0".to_owned()), Multiplexer::Screen("1.x".to_owned()));
        let inner = |names: &[&str]| {
            let names = names.iter().map(|name| (*name).to_owned()).collect();
            Multiplexer::inner(Some(tmux.clone()), Some(screen.clone()), || names)
        };
        assert_eq!(inner(&["bash", "screen", "screen", "bash", "tmux: server", "init"]), screen);
        assert_eq!(inner(&["bash", "tmux: server", "bash", "SCREEN", "init"]), tmux);
        assert_eq!(inner(&["zsh", "SCREEN", "init"]), screen);
        // Where nothing is known of them, as for one alone.
        assert_eq!(inner(&[]), tmux);
        let nobody = || -> Vec<String> { Vec::new() };
        assert_eq!(Multiplexer::inner(None, Some(screen.clone()), nobody), screen);
        assert_eq!(Multiplexer::inner(Some(tmux.clone()), None, nobody), tmux);
        assert_eq!(Multiplexer::inner(None, None, nobody), Multiplexer::None);
    }

    #[test]
    fn tmux_tells_of_its_own_pane_in_every_session_that_holds_it() {
        assert_eq!(of_tmux("%1 0 on\n%2 1 on\n", "%2"), OPEN);
        assert_eq!(of_tmux("%1 0 on\n%2 1 on\n", "%1"), ALONE);
        assert_eq!(of_tmux("%1 0 on\n%1 2 on\n", "%1"), OPEN);
        let closed = Attendance { passage: Passage::Closed, ..OPEN };
        for off in ["off", "0"] {
            assert_eq!(of_tmux(&format!("%1 1 {off} external\n"), "%1"), closed);
            let handed_on = Attendance { clipboard: Passage::Open, ..closed };
            assert_eq!(of_tmux(&format!("%1 1 {off} on\n"), "%1"), handed_on);
        }
        for on in ["on", "1", "all"] {
            assert_eq!(of_tmux(&format!("%1 1 {on} external\n"), "%1"), OPEN);
        }
        // An old tmux lets everything through and does not know the word; of a pane that is not there nothing is known.
        assert_eq!(of_tmux("%1 0 \n", "%1"), ALONE);
        assert_eq!(of_tmux("%10 0 on\n", "%1"), OPEN);
        assert_eq!(of_tmux("", "%1"), OPEN);
    }

    #[test]
    fn screen_tells_of_its_own_session() {
        let list = "There are screens on:\n\t4242.pts-0.host\t(01/02/26 10:00:00)\t(Detached)\n\t7.b\t(Attached)\n\t8.c\t(Multi, detached)\n3 Sockets in /run/screen/S-x.\n";
        assert_eq!(of_screen(list, "4242.pts-0.host"), ALONE);
        assert_eq!(of_screen(list, "7.b"), OPEN);
        assert_eq!(of_screen(list, "8.c"), ALONE);
        assert_eq!(of_screen(list, "9.d"), OPEN);
    }
}
