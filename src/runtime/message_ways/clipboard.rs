//! The clipboard of the machine that the officer sits at, by OSC 52: also over a connection, where this machine has none.
//! No terminal answers that it took a text, so what is known not to get there is said beforehand.

use std::{
    env,
    io::{IsTerminal, Write, stdout},
};

use crate::{
    domain::error::{Error, Result},
    outgoing::sentence::sentence,
    runtime::multiplexer::{Attendance, Audience, Multiplexer, Passage},
};

/// What terminals take at least of such a sequence, in bytes.
const LONGEST: usize = 74_994;

/// Hands a text to the terminal; `otherwise` is what to do where that does not work.
///
/// # Errors
/// When it is too long, or there is no terminal that takes it.
pub fn copy(text: &str, otherwise: &str) -> Result<Multiplexer> {
    let none = |why: &str| Err(Error::no(format!("Er is niets gekopieerd: {why}.")).hint(sentence(otherwise)));
    let term = env::var("TERM").unwrap_or_default();
    if !stdout().is_terminal() || ["", "dumb", "linux"].contains(&term.as_str()) {
        return none("deze terminal heeft geen klembord");
    }
    if env::var("TERM_PROGRAM").is_ok_and(|program| program == "Apple_Terminal") {
        return none("deze terminal neemt geen tekst aan voor het klembord");
    }
    let sequence = sequence(text);
    if sequence.len() > LONGEST {
        return none("het bericht is te lang voor het klembord van een terminal");
    }
    let multiplexer = Multiplexer::here();
    let mut out = stdout().lock();
    // Which of the two tmux hands on its settings say; twice the same text is once.
    let bare = if matches!(multiplexer, Multiplexer::Tmux(_)) { sequence.as_str() } else { "" };
    match out.write_all(format!("{bare}{}", multiplexer.wrap(&sequence)).as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Ok(multiplexer),
        Err(_) => none("de terminal is weg"),
    }
}

/// Where a text got to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyPlace {
    /// To the terminal of who looks on.
    Terminal,
    /// To a buffer of tmux alone, which keeps what is for the clipboard also where nobody looks on.
    Buffer,
}

impl CopyPlace {
    /// What the officer is told where it got no further than this.
    pub const fn remark(self) -> Option<&'static str> {
        match self {
            Self::Terminal => None,
            Self::Buffer => Some(
                "Er kijkt niemand mee op deze terminal. De tekst staat in een buffer van tmux («tmux show-buffer»; \
                 «tmux delete-buffer» haalt haar daar weg).",
            ),
        }
    }
}

/// What is known of it once it is known who looks on.
///
/// # Errors
/// When it was not written, or did not get through.
pub async fn outcome(written: Result<Multiplexer>, otherwise: &str) -> Result<CopyPlace> {
    reached(written?.attendance().await, otherwise)
}

fn reached(Attendance { passage, clipboard, audience }: Attendance, otherwise: &str) -> Result<CopyPlace> {
    match (passage, clipboard, audience) {
        (Passage::Closed, Passage::Closed, _) => Err(Error::no("Er is niets gekopieerd: tmux houdt het tegen.")
            .hint(format!("Zet in tmux «set -g allow-passthrough on», of {otherwise}."))),
        (_, Passage::Open, Audience::Absent) => Ok(CopyPlace::Buffer),
        (Passage::Open, Passage::Closed, Audience::Absent) => {
            Err(Error::no("Er is niets gekopieerd: er kijkt niemand mee op deze terminal."))
        }
        (Passage::Open, _, Audience::Present) | (_, Passage::Open, Audience::Present) => Ok(CopyPlace::Terminal),
    }
}

fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes()))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits: usize, i| bits << 8 | usize::from(part.get(i).copied().unwrap_or_default()));
        for place in 0..4 {
            let letter = LETTERS.get(bits >> (18 - 6 * place) & 63).copied().unwrap_or(b'=');
            out.push(char::from(if place > part.len() { b'=' } else { letter }));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What tmux keeps is not called nothing, and it is no clipboard.
    #[test]
    fn where_nobody_looks_on_it_is_told_what_tmux_kept() {
        let of = |passage, clipboard, audience| reached(Attendance { audience, passage, clipboard }, "plak").ok();
        for passage in [Passage::Open, Passage::Closed] {
            assert_eq!(of(passage, Passage::Open, Audience::Absent), Some(CopyPlace::Buffer));
            assert_eq!(of(passage, Passage::Open, Audience::Present), Some(CopyPlace::Terminal));
        }
        assert_eq!(of(Passage::Open, Passage::Closed, Audience::Absent), None);
        assert_eq!(of(Passage::Open, Passage::Closed, Audience::Present), Some(CopyPlace::Terminal));
        assert!(CopyPlace::Buffer.remark().is_some() && CopyPlace::Terminal.remark().is_none());
    }

    #[test]
    fn text_becomes_what_every_terminal_reads() {
        for (text, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("é€\x1b", "w6nigqwb")]
        {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(sequence("foo"), "\x1b]52;c;Zm9v\x07");
    }
}
