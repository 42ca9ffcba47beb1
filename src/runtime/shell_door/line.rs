//! The line between a desk and a verb in the shell: three bounded messages, each with its length in front. The
//! desk says a number that was never said before, the verb its words, the desk its answer; the last two are
//! sealed together with that number, so that neither can be said again later.

use std::{io, time::Duration};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    acts::IncludeInMonitor,
    desk::state::shell::{Enclosed, ShellReply, ShellWords},
    domain::{
        error::{Error, ErrorKind},
        ids::{Piketweek, Zaaknummer},
    },
    platform::LocalStream,
    store::Seal,
};

/// The name of the door, beside the store.
pub const FILE: &str = "piket.deur";

/// No message is longer: a draft of a thousand pages.
const LONGEST: u32 = 4 << 20;

/// The number that a conversation begins with.
pub type Challenge = [u8; 32];

/// Who speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The verb.
    Verb,
    /// The desk.
    Desk,
}

impl Speaker {
    fn about(self, challenge: &Challenge) -> Vec<u8> {
        let name = match self {
            Self::Verb => &b"opdracht "[..],
            Self::Desk => &b"antwoord "[..],
        };
        [name, challenge].concat()
    }
}

/// What a verb says.
#[derive(Serialize, Deserialize)]
struct Words {
    #[serde(rename = "woorden")]
    typed: Vec<String>,
    #[serde(rename = "concept")]
    draft: Option<String>,
    #[serde(rename = "monitor", default)]
    monitor: Vec<(Zaaknummer, Piketweek)>,
}

/// What the desk answers.
#[derive(Serialize, Deserialize)]
enum ReplyLine {
    #[serde(rename = "vastgelegd")]
    Recorded {
        #[serde(rename = "regels")]
        lines: Vec<String>,
        #[serde(rename = "opmerkingen")]
        notes: Vec<String>,
    },
    #[serde(rename = "geweigerd")]
    Refused {
        #[serde(rename = "code")]
        code: u8,
        #[serde(rename = "zin")]
        sentence: String,
        #[serde(rename = "hint")]
        hint: Option<String>,
    },
    #[serde(rename = "bezet")]
    Busy,
}

/// What the desk says back: a reply, or that it cannot take anything now and recorded nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeskAnswer {
    /// The verb was judged.
    Reply(ShellReply),
    /// It was not, and will not be.
    Busy,
}

/// Sends the words of a verb.
pub fn send_words(
    stream: &mut LocalStream,
    seal: &Seal,
    challenge: &Challenge,
    typed: &ShellWords,
    within: Duration,
) -> io::Result<()> {
    let (draft, monitor) = match &typed.enclosed {
        Enclosed::Nothing => (None, Vec::new()),
        Enclosed::Draft(text) => (Some(text.clone()), Vec::new()),
        Enclosed::Monitor(entered) => (None, entered.iter().map(|e| (e.zaak, e.week)).collect()),
    };
    let words = Words { typed: typed.words.clone(), draft, monitor };
    send_sealed(stream, seal, Speaker::Verb, challenge, &words, within)
}

/// Receives the words of a verb.
pub fn receive_words(
    stream: &mut LocalStream,
    seal: &Seal,
    challenge: &Challenge,
    within: Duration,
) -> io::Result<ShellWords> {
    let Words { typed: words, draft, monitor } = receive_sealed(stream, seal, Speaker::Verb, challenge, within)?;
    let entered = monitor.into_iter().map(|(zaak, week)| IncludeInMonitor { zaak, week });
    let enclosed = match draft {
        Some(text) => Enclosed::Draft(text),
        None if entered.len() > 0 => Enclosed::Monitor(entered.collect()),
        None => Enclosed::Nothing,
    };
    Ok(ShellWords { words, enclosed })
}

/// Sends the answer of the desk.
pub fn send_answer(
    stream: &mut LocalStream,
    seal: &Seal,
    challenge: &Challenge,
    answer: DeskAnswer,
    within: Duration,
) -> io::Result<()> {
    let answer = match answer {
        DeskAnswer::Reply(ShellReply::Recorded { lines, notes }) => ReplyLine::Recorded { lines, notes },
        DeskAnswer::Reply(ShellReply::Refused(Error { kind, sentence, hint })) => {
            ReplyLine::Refused { code: kind.exit_code(), sentence, hint }
        }
        DeskAnswer::Busy => ReplyLine::Busy,
    };
    send_sealed(stream, seal, Speaker::Desk, challenge, &answer, within)
}

/// Receives the answer of the desk.
pub fn receive_answer(
    stream: &mut LocalStream,
    seal: &Seal,
    challenge: &Challenge,
    within: Duration,
) -> io::Result<DeskAnswer> {
    Ok(match receive_sealed(stream, seal, Speaker::Desk, challenge, within)? {
        ReplyLine::Recorded { lines, notes } => DeskAnswer::Reply(ShellReply::Recorded { lines, notes }),
        ReplyLine::Refused { code, sentence, hint } => {
            let kinds = [ErrorKind::No, ErrorKind::Usage, ErrorKind::Data];
            let kind = kinds.into_iter().find(|k| k.exit_code() == code).unwrap_or(ErrorKind::Data);
            DeskAnswer::Reply(ShellReply::Refused(Error { kind, sentence, hint }))
        }
        ReplyLine::Busy => DeskAnswer::Busy,
    })
}

fn send_sealed<T: Serialize>(
    stream: &mut LocalStream,
    seal: &Seal,
    who: Speaker,
    challenge: &Challenge,
    what: &T,
    within: Duration,
) -> io::Result<()> {
    let text = Zeroizing::new(serde_json::to_vec(what)?);
    let sealed = seal.seal(&who.about(challenge), &text).map_err(io::Error::other)?;
    let length = u32::try_from(sealed.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or(io::ErrorKind::FileTooLarge)?;
    stream.send(&[&length.to_le_bytes()[..], &sealed].concat(), within)
}

fn receive_sealed<T: for<'a> Deserialize<'a>>(
    stream: &mut LocalStream,
    seal: &Seal,
    who: Speaker,
    challenge: &Challenge,
    within: Duration,
) -> io::Result<T> {
    let mut length = [0; 4];
    stream.receive(&mut length, within)?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut sealed = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    stream.receive(&mut sealed, within)?;
    let text = seal.open(&who.about(challenge), &sealed).ok_or(io::ErrorKind::PermissionDenied)?;
    Ok(serde_json::from_slice(&text)?)
}
