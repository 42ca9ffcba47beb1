//! A mailbox on a server, read only: EXAMINE instead of SELECT and BODY.PEEK instead of BODY, so that no mark
//! changes. New mail is announced through IDLE. A connection that fails is tried again, ever more slowly.
//!
//! The commands are few and spoken directly: what exists for this takes answers of any size.

mod line;
mod login;
mod wire;

use std::{collections::VecDeque, ffi::OsStr, thread, time::Duration};

use self::line::{ServerLine, ServerReply, Silence};
use super::{FoundMail, Proceed, Source, file};
use crate::{
    domain::{
        error::{Error, ErrorKind, Result},
        moment::Moment,
        passphrase::Passphrase,
        source::SourceKind,
    },
    intake::limits,
};

pub use line::Server;
pub use login::LoginKind;
pub use wire::ElapsedClock;

/// The first wait after failures in a row, and the longest.
const PAUSE: Duration = Duration::from_secs(1);
const MAX_BACKOFF: Duration = Duration::from_mins(5);
/// How long a look at a silent line takes, and after how many of them, or of the lines that come instead, the
/// question is put anew: with the longest rest, less than the half hour after which servers hang up.
const PEEK: Duration = Duration::from_secs(5);
const MAX_GLANCES: usize = 280;
/// So many silent looks, and the server is one that keeps a conversation going.
const TRUSTED_AFTER: usize = 12;
/// How often a server is asked that does not say by itself that something came.
const POLL_INTERVAL: Duration = Duration::from_mins(1);
/// Mail from before this was there for an earlier desk.
const LOOKBACK: chrono::Duration = chrono::Duration::weeks(2);
/// Answers to one question.
const MAX_REPLIES: usize = 1_000;

/// Which mailbox, and what it takes to read it.
pub struct Mailbox {
    /// Where.
    pub server: Server,
    /// Whose.
    pub user: String,
    /// Which folder.
    pub folder: String,
    /// What the reader makes himself known with.
    pub login: LoginKind,
    /// Brings the password or the token, each time anew: it may have been changed.
    pub secret: Box<dyn Fn() -> Result<Passphrase> + Send>,
    /// Tells the time.
    pub now: Box<dyn Fn() -> Moment + Send>,
    /// Measures how long the server takes.
    pub elapsed: ElapsedClock,
}

/// Why a round is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trigger {
    /// Nobody spoke yet, or the line was silent.
    Silence,
    /// The server said something.
    Call,
}

/// The mailbox as a source.
#[derive(Debug)]
pub struct Imap {
    mailbox: Mailbox,
    session: Option<Conversation>,
    trigger: Trigger,
    /// The wait after what last went wrong; forgotten once a conversation holds.
    backoff: Option<Duration>,
    /// How long to leave the server alone now.
    pause: Duration,
    /// The UIDVALIDITY under which the last UID was given out.
    uid_validity: Option<u64>,
    last_uid: u64,
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailbox").field("server", &self.server).field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Imap {
    /// A mailbox with which nobody has spoken yet.
    pub const fn new(mailbox: Mailbox) -> Self {
        Self {
            mailbox,
            session: None,
            trigger: Trigger::Silence,
            backoff: None,
            pause: Duration::ZERO,
            uid_validity: None,
            last_uid: 0,
        }
    }

    /// Reads, and answers how many mails that were.
    fn read(&mut self, mut session: Conversation, take: &mut dyn FnMut(FoundMail) -> Proceed) -> Result<usize> {
        session.resume()?;
        if self.uid_validity != session.uid_validity {
            self.uid_validity = session.uid_validity;
            self.last_uid = 0;
        }
        session.more = false;
        let since = (self.mailbox.now)().plus(-LOOKBACK).amsterdam().format("%d-%b-%Y");
        let question = format!("UID SEARCH UID {}:* SINCE {since}", self.last_uid.saturating_add(1));
        let mut numbers: VecDeque<u64> = session.ask(&question)?.iter().flat_map(|a| found(&a.text)).collect();
        // «n:*» also means the last mail when that has a lower number.
        numbers.retain(|uid| *uid > self.last_uid);
        numbers.make_contiguous().sort_unstable();
        let mut read = 0_usize;
        while let Some(uid) = numbers.pop_front() {
            let content = session.mail(uid)?;
            self.last_uid = uid;
            let Some(content) = content else { continue };
            read = read.saturating_add(1);
            if take(FoundMail { name: format!("bericht {uid}").into(), content, remaining: numbers.len() })
                == Proceed::No
            {
                return Ok(read);
            }
        }
        session.listen()?;
        self.session = Some(session);
        Ok(read)
    }

    /// Something went wrong that may go well another time. After the first time, which may be a server that
    /// is started anew, the server is left alone, longer every time.
    fn back_off(&mut self) {
        let backoff =
            self.backoff.map_or(Duration::ZERO, |backoff| backoff.saturating_mul(2).clamp(PAUSE, MAX_BACKOFF));
        (self.backoff, self.pause) = (Some(backoff), backoff);
    }

    fn pause(&mut self) {
        thread::sleep(std::mem::take(&mut self.pause));
    }
}

impl Source for Imap {
    fn kind(&self) -> SourceKind {
        SourceKind::Imap
    }

    fn round(&mut self, take: &mut dyn FnMut(FoundMail) -> Proceed) -> Result<()> {
        let session = match self.session.take().map_or_else(|| Conversation::start(&self.mailbox), Ok) {
            Ok(session) => session,
            Err(error) => {
                match error.kind {
                    // Who refuses a password refuses it again, and counts.
                    ErrorKind::No => (self.backoff, self.pause) = (Some(MAX_BACKOFF), MAX_BACKOFF),
                    ErrorKind::Usage | ErrorKind::Data => self.back_off(),
                }
                return Err(error);
            }
        };
        let trigger = std::mem::replace(&mut self.trigger, Trigger::Silence);
        let read = self.read(session, take);
        match (&read, trigger) {
            // A call for nothing; a server may go on with that for ever.
            (Ok(0), Trigger::Call) | (Err(_), _) => self.back_off(),
            (Ok(_), Trigger::Silence | Trigger::Call) => {}
        }
        read.map(|_| ())
    }

    fn wait(&mut self) -> Proceed {
        self.pause();
        let Some(session) = &mut self.session else { return Proceed::Yes };
        let wait = session.wait_for_mail();
        if session.silent >= TRUSTED_AFTER {
            (session.silent, self.backoff) = (0, None);
        }
        if let Ok(trigger) = wait {
            self.trigger = trigger;
        } else {
            // The next round calls again and says so when that fails. The password goes along, so it counts.
            self.session = None;
            self.back_off();
            self.pause();
        }
        Proceed::Yes
    }

    fn forget(&mut self) {
        self.last_uid = 0;
    }

    fn holds(&self, _: &OsStr) -> bool {
        true
    }
}

/// A conversation with the server, in the folder.
#[derive(Debug)]
struct Conversation {
    line: ServerLine,
    counter: u64,
    uid_validity: Option<u64>,
    /// The server said that there is more since the last look.
    more: bool,
    /// The mark of the question to say when something comes, while that is open.
    open: Option<String>,
    /// Silent looks of late.
    silent: usize,
}

impl Conversation {
    fn start(mailbox: &Mailbox) -> Result<Self> {
        let secret = (mailbox.secret)()?;
        let mut line = ServerLine::open(&mailbox.server, &mailbox.elapsed)?;
        if !line.hear()?.text.starts_with("* OK") {
            return Err(Error::data("de server neemt geen post aan."));
        }
        let mut session = Self { line, counter: 0, uid_validity: None, more: false, open: None, silent: 0 };
        session.log_in(mailbox, &secret)?;
        let folder = format!("EXAMINE \"{}\"", mailbox.folder.replace('\\', "\\\\").replace('"', "\\\""));
        let answers = session.ask(&folder).map_err(|error| match error.kind {
            ErrorKind::No => Error::no(format!("de map {} is er niet.", mailbox.folder)),
            _ => error,
        })?;
        session.uid_validity = answers.iter().find_map(|a| number_after(&a.text, "UIDVALIDITY "));
        Ok(session)
    }

    fn next_tag(&mut self) -> String {
        self.counter = self.counter.wrapping_add(1);
        format!("p{}", self.counter)
    }

    /// Waits until the server wants to hear more.
    fn await_continuation(&mut self, tag: &str) -> Result<()> {
        for _ in 0..MAX_REPLIES {
            let answer = self.hear()?;
            if answer.text.starts_with('+') {
                return Ok(());
            }
            if answer.text.starts_with(tag) {
                return Err(Error::no("de server weigert dit."));
            }
        }
        Err(not_understood())
    }

    fn hear(&mut self) -> Result<ServerReply> {
        let answer = self.line.hear()?;
        self.more |= answer.text.ends_with(" EXISTS");
        Ok(answer)
    }

    fn ask(&mut self, question: &str) -> Result<Vec<ServerReply>> {
        let tag = self.next_tag();
        self.line.say(format!("{tag} {question}\r\n").as_bytes())?;
        self.until(&tag)
    }

    /// All answers up to the one that ends the question.
    fn until(&mut self, tag: &str) -> Result<Vec<ServerReply>> {
        self.until_done(tag, b"")
    }

    /// The same, where the server may want to hear something before it ends the question.
    fn until_done(&mut self, tag: &str, reply: &[u8]) -> Result<Vec<ServerReply>> {
        let mut out = Vec::new();
        let mut bytes = 0_usize;
        for _ in 0..MAX_REPLIES {
            let answer = self.hear()?;
            if let Some(ending) = answer.text.strip_prefix(tag).and_then(|r| r.strip_prefix(' ')) {
                return match ending.split(' ').next() {
                    Some("OK") => Ok(out),
                    _ => Err(Error::no("de server weigert dit.")),
                };
            }
            if answer.text.starts_with('+') && !reply.is_empty() {
                self.line.say(reply)?;
            }
            bytes = answer.literals.iter().map(Vec::len).fold(bytes, usize::saturating_add);
            bytes = bytes.saturating_add(answer.text.len());
            if bytes > limits::FILE.saturating_mul(2) {
                break;
            }
            out.push(answer);
        }
        Err(not_understood())
    }

    /// One mail; first how large it is. `None` when it is gone.
    fn mail(&mut self, uid: u64) -> Result<Option<Result<Vec<u8>>>> {
        let size = self.ask(&format!("UID FETCH {uid} (RFC822.SIZE)"))?;
        let Some(size) = size.iter().find_map(|a| number_after(&a.text, "RFC822.SIZE ")) else { return Ok(None) };
        if size > limits::FILE as u64 {
            return Ok(Some(Err(file::too_large(&format!("bericht {uid}"), size))));
        }
        let answers = self.ask(&format!("UID FETCH {uid} (BODY.PEEK[])"))?;
        Ok(answers.into_iter().flat_map(|a| a.literals).next().map(Ok))
    }

    /// Takes the word again after listening.
    fn resume(&mut self) -> Result<()> {
        let Some(tag) = self.open.take() else {
            return self.ask("NOOP").map(|_| ());
        };
        self.line.say(b"DONE\r\n")?;
        self.until(&tag).map(|_| ())
    }

    /// Asks the server to say it when something comes; one that cannot is asked now and then.
    fn listen(&mut self) -> Result<()> {
        let tag = self.next_tag();
        self.line.say(format!("{tag} IDLE\r\n").as_bytes())?;
        match self.await_continuation(&tag) {
            Ok(()) => self.open = Some(tag),
            Err(error) if error.kind == ErrorKind::No => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Listens until something is said, or for as long as a server lets one listen.
    fn wait_for_mail(&mut self) -> Result<Trigger> {
        if self.more {
            return Ok(Trigger::Call);
        }
        let Some(tag) = &self.open else {
            thread::sleep(POLL_INTERVAL);
            self.silent = self.silent.saturating_add(TRUSTED_AFTER);
            return Ok(Trigger::Silence);
        };
        let earlier = self.silent;
        for _ in 0..MAX_GLANCES {
            match self.line.listen(PEEK) {
                Ok(answer) if answer.text.ends_with(" EXISTS") => return Ok(Trigger::Call),
                Ok(answer) if answer.text.starts_with("* BYE") || answer.text.starts_with(tag) => {
                    return Err(not_understood());
                }
                Ok(_) => {}
                Err(Silence::Timeout) => self.silent = self.silent.saturating_add(1),
                Err(Silence::Gone(error)) => return Err(error),
            }
        }
        // A server that only says that it is still there was reached: look for mail as after a call.
        Ok(if self.silent > earlier { Trigger::Silence } else { Trigger::Call })
    }
}

fn not_understood() -> Error {
    Error::data("de server zegt iets wat piket niet begrijpt.")
}

/// The number behind a word.
fn number_after(text: &str, word: &str) -> Option<u64> {
    let (_, rest) = text.split_once(word)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The numbers of an answer to SEARCH.
fn found(text: &str) -> Vec<u64> {
    let rest = text.strip_prefix("* SEARCH").unwrap_or_default();
    rest.split_ascii_whitespace().filter_map(|n| n.parse().ok()).collect()
}
