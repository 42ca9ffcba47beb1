//! The door of an open desk: a socket beside the store, at which verbs in the shell hand over what they want
//! recorded. Each is heard on a thread of its own, within bounds of size and time; the loop judges and records it
//! like a key. A verb whose turn does not come in time is told so, and is then never done.

pub mod call;
mod line;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread::{self, Builder},
    time::Duration,
};

use tokio::sync::mpsc::{Sender, channel};

use self::line::{Challenge, DeskAnswer, FILE, receive_words, send_answer};
use crate::{
    desk::{
        state::shell::{ShellReply, ShellWords},
        verb::{StoreUse, Verb, parse, translate},
    },
    domain::{
        error::{Error, Result},
        subject::Subject,
    },
    log::desk::Desk,
    platform::{LocalListener, LocalStream, elapsed_since_start},
    store::{Seal, Store, StoreHandle},
};

/// So many verbs are heard at once; the next one finds the door closed for a moment.
const MOST: usize = 16;
/// So long the words of a verb may take to come in.
const WORDS: Duration = Duration::from_secs(4);
/// So long a verb waits for its turn.
const TURN: Duration = Duration::from_secs(5);
/// So long it waits for the disk once it was judged.
const COMMIT: Duration = Duration::from_secs(20);
/// So long for the mail in a file: it may hold that of years.
const READING: Duration = Duration::from_mins(10);
/// So long the last answers may take when the desk closes.
const LEAVING: Duration = Duration::from_secs(2);

/// A verb that was heard.
#[derive(Debug)]
pub struct Visit {
    /// What was typed.
    pub typed: ShellWords,
    /// The case and the report that it names.
    pub subject: Desk,
    /// Where the answer goes.
    pub reply: SyncSender<ShellReply>,
    turn: Arc<TurnTicket>,
}

impl Visit {
    /// Begins with it, unless it was told already that its turn did not come.
    pub fn begin(&self) -> bool {
        elapsed_since_start() < self.turn.until && self.turn.settle()
    }
}

/// Settled once: by the loop that begins with it, or by the thread that gives up waiting.
#[derive(Debug)]
struct TurnTicket {
    until: Duration,
    settled: AtomicBool,
}

impl TurnTicket {
    fn settle(&self) -> bool {
        !self.settled.swap(true, Ordering::SeqCst)
    }
}

/// The shell, as the loop of a desk hears it: through a door that is there while the desk writes.
#[derive(Debug)]
pub struct Shell {
    folder: PathBuf,
    seal: Seal,
    sender: Sender<Visit>,
    visits: tokio::sync::mpsc::Receiver<Visit>,
    door: DoorState,
}

/// How it stands with the door.
#[derive(Debug)]
enum DoorState {
    /// It was not needed yet.
    Shut,
    /// Verbs knock on it.
    Open(ShellDoor),
    /// The disk knows no sockets, or the desk is closing.
    Never,
}

impl Shell {
    /// The shell beside this store.
    pub fn at(store: &Store) -> Self {
        let (sender, visits) = channel(MOST);
        let seal = Seal::by(store.key().as_ref());
        Self { folder: store.path().to_owned(), seal, sender, visits, door: DoorState::Shut }
    }

    /// Opens the door, once.
    pub fn open(&mut self, store: StoreHandle) {
        if matches!(self.door, DoorState::Shut) {
            let door = ShellDoor::open(&self.folder, self.seal.clone(), store, self.sender.clone());
            self.door = door.map_or(DoorState::Never, DoorState::Open);
        }
    }

    /// The next verb.
    pub async fn next(&mut self) -> Option<Visit> {
        self.visits.recv().await
    }

    /// Lets nobody in any more; who is inside and has not had its turn hears that it will not come.
    pub fn close(&mut self) {
        if let DoorState::Open(door) = &self.door {
            door.close();
        }
        self.visits.close();
        while self.visits.try_recv().is_ok() {}
    }

    /// Waits until the last verb has its answer.
    pub fn wait(self) {
        if let DoorState::Open(door) = self.door {
            door.wait();
        }
    }
}

/// The door, open until it is closed.
#[derive(Debug)]
struct ShellDoor {
    path: PathBuf,
    closing: Arc<AtomicBool>,
    inside: Arc<AtomicUsize>,
}

impl ShellDoor {
    /// Opens the door of a store that this desk writes in. Where the disk knows no sockets there is no door, and a
    /// verb says who writes.
    pub fn open(folder: &Path, seal: Seal, store: StoreHandle, visits: Sender<Visit>) -> Option<Self> {
        let path = folder.join(FILE);
        let listener = LocalListener::listen(&path).ok()?;
        let door = Self { path, closing: Arc::default(), inside: Arc::default() };
        let (closing, inside) = (Arc::clone(&door.closing), Arc::clone(&door.inside));
        let hall = Hall { seal, store, visits };
        let thread = Builder::new().name("door".to_owned()).spawn(move || {
            while let Ok(stream) = listener.accept() {
                if closing.load(Ordering::SeqCst) {
                    return;
                }
                hall.let_in(stream, &inside);
            }
        });
        thread.is_ok().then_some(door)
    }

    /// Lets nobody in any more. Before the store is given up: after that the name may be another desk's.
    pub fn close(&self) {
        self.closing.store(true, Ordering::SeqCst);
        // Wakes who waits at the door.
        let _ = LocalStream::connect(&self.path);
        let _ = std::fs::remove_file(&self.path);
    }

    /// Waits until the last verb has its answer.
    pub fn wait(&self) {
        let start = elapsed_since_start();
        while self.inside.load(Ordering::SeqCst) > 0 && elapsed_since_start().saturating_sub(start) < LEAVING {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// What every conversation needs.
#[derive(Debug, Clone)]
struct Hall {
    seal: Seal,
    store: StoreHandle,
    visits: Sender<Visit>,
}

impl Hall {
    fn let_in(&self, stream: LocalStream, inside: &Arc<AtomicUsize>) {
        if inside.fetch_add(1, Ordering::SeqCst) >= MOST {
            inside.fetch_sub(1, Ordering::SeqCst);
            return;
        }
        let (hall, count) = (self.clone(), Arc::clone(inside));
        let thread = Builder::new().name("verb".to_owned()).spawn(move || {
            // Who breaks the conversation off hears no more.
            let _ = hall.serve(stream);
            count.fetch_sub(1, Ordering::SeqCst);
        });
        if thread.is_err() {
            inside.fetch_sub(1, Ordering::SeqCst);
        }
    }

    fn serve(&self, mut stream: LocalStream) -> std::io::Result<()> {
        let mut challenge: Challenge = [0; 32];
        getrandom::fill(&mut challenge).map_err(std::io::Error::other)?;
        stream.send(&challenge, WORDS)?;
        let typed = receive_words(&mut stream, &self.seal, &challenge, WORDS)?;
        match self.answer(typed) {
            Some(answer) => send_answer(&mut stream, &self.seal, &challenge, answer, WORDS),
            // The verb says that it does not know.
            None => Ok(()),
        }
    }

    /// `None` when it was begun with and nobody can tell how it ended.
    fn answer(&self, typed: ShellWords) -> Option<DeskAnswer> {
        let (subject, within) = match subject(&typed) {
            Ok(both) => both,
            Err(error) => return Some(DeskAnswer::Reply(ShellReply::Refused(error))),
        };
        let subject = match self.store.ask(move |store| store.subject(subject)) {
            Some(Ok(subject)) => subject,
            Some(Err(error)) => return Some(DeskAnswer::Reply(ShellReply::Refused(error))),
            None => return Some(DeskAnswer::Busy),
        };
        let turn =
            Arc::new(TurnTicket { until: elapsed_since_start().saturating_add(TURN), settled: AtomicBool::new(false) });
        let (reply, answer) = sync_channel(1);
        let visit = Visit { typed, subject, reply, turn: Arc::clone(&turn) };
        if self.visits.try_send(visit).is_err() {
            return Some(DeskAnswer::Busy);
        }
        wait(&turn, &answer, within)
    }
}

fn wait(turn: &TurnTicket, answer: &Receiver<ShellReply>, within: Duration) -> Option<DeskAnswer> {
    match answer.recv_timeout(TURN) {
        Ok(reply) => return Some(DeskAnswer::Reply(reply)),
        // Out of time, or the desk closed before it came to this one.
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) if turn.settle() => {
            return Some(DeskAnswer::Busy);
        }
        Err(RecvTimeoutError::Disconnected) => return None,
        Err(RecvTimeoutError::Timeout) => {}
    }
    answer.recv_timeout(within).ok().map(DeskAnswer::Reply)
}

/// What the words are about, and how long doing it may take; only what records something is done for the shell.
fn subject(typed: &ShellWords) -> Result<(Subject, Duration)> {
    let verb = parse(&typed.words).map_err(|e| translate(&e))?.verb;
    match verb.as_ref().map(Verb::store_use) {
        Some(StoreUse::Acts(arguments)) => Ok((arguments.subject(), COMMIT)),
        Some(StoreUse::Turns { .. } | StoreUse::Monitor(_)) => Ok((Subject::default(), COMMIT)),
        Some(StoreUse::Mail(_)) => Ok((Subject::default(), READING)),
        Some(StoreUse::WritesAlone(_) | StoreUse::Beside | StoreUse::ListsDeeds | StoreUse::Looks) | None => {
            Err(Error::usage("Deze opdracht doet de open desk niet."))
        }
    }
}
