//! The one thread that owns the store while a desk runs. It takes orders in the order they were
//! given and answers after the commit, so that what is on screen is on disk; at the end it finishes
//! what it accepted before it closes the file.

mod beside;
mod searches;

use std::{
    collections::VecDeque,
    num::NonZeroUsize,
    path::PathBuf,
    sync::{
        Arc, Weak,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel},
    },
    thread::{Builder, JoinHandle},
};

use self::{beside::WorkBeside, searches::Searches};
use super::{blob::Blob, following::News, open_store::Store, search::Hits};
use crate::{
    alarm::{watch_news::WatchNews, wekkerboek::Wekkerboek},
    domain::{
        alarm::AlarmLine,
        audit::Audit,
        copy_reason::CopyReason,
        error::{Error, Result},
        form_target::FormTarget,
        ids::Zaaknummer,
        moment::Moment,
        ticket::Ticket,
        typed::Typed,
        watch::{AlarmHost, Claim},
    },
    judge::film_scope::FilmScope,
    log::{
        desk::Desk,
        event::{Entry, NewEvent},
    },
    platform::failure::what_next,
};

/// Work for the store.
#[expect(missing_docs, reason = "the fields are those of the methods of Opslag")]
#[derive(Debug)]
pub enum Request {
    /// [`Store::write`], or [`Store::write_typed`] where a form asked for it, or [`Store::reverse`] where it takes an act back; the ticket comes back with the answer.
    Write {
        ticket: Ticket,
        now: Moment,
        actor: String,
        new: Vec<NewEvent>,
        blobs: Vec<Blob>,
        typed: Option<FormTarget>,
        reverses: Option<u64>,
    },
    /// [`Store::keep_typed`].
    KeepTyped(Typed),
    /// [`Store::forget_typed`].
    ForgetTyped(FormTarget),
    /// [`Store::typed`].
    Typed { folders: Vec<PathBuf> },
    /// [`Store::search`]; one that another search follows gets no answer.
    Search { text: String, limit: usize },
    /// Who saw what.
    Audit { now: Moment, actor: String, audit: Audit },
    /// [`Store::entries`] of one case.
    Timeline { zaak: Zaaknummer },
    /// Look something up that takes longer; what comes of it is the work's own affair.
    Read(ReadJob),
    /// Record what is more than facts of this desk; what comes of it is the work's own affair.
    Change(ChangeJob),
    /// [`Store::film`].
    Film { scope: FilmScope },
    /// [`Store::news`].
    Follow,
    /// [`Store::load_recent`].
    Recent { since: Moment },
    /// [`Store::keep_watch`].
    KeepWatch { now: Moment, claim: Claim, next: Option<Moment> },
    /// [`Store::wake`].
    RecordAlarms { now: Moment, by: AlarmHost, alarm_lines: Vec<AlarmLine> },
    /// [`backup::create`], beside the store thread: it goes on taking orders meanwhile.
    Backup { now: Moment, keep: NonZeroUsize, reason: CopyReason },
    /// [`Store::take_over`], and the desk as [`Store::load_open`] gives it from then on.
    TakeOver { now: Moment },
}

/// What came of an order, with what was asked.
#[expect(missing_docs, reason = "what was asked, and what the method of Opslag gave")]
#[derive(Debug)]
pub enum Response {
    /// Committed, or refused as a whole.
    Written { ticket: Ticket, result: Result<Vec<Entry>> },
    /// Kept as typed, or not.
    TypedKept { target: FormTarget, result: Result<()> },
    /// Thrown away, or not.
    TypedForgotten { result: Result<()> },
    /// What was typed and never recorded.
    Typed { result: Result<Vec<Typed>> },
    /// The hits.
    Found { text: String, result: Result<Hits> },
    /// The entries.
    Timeline { zaak: Zaaknummer, result: Result<Vec<Entry>> },
    /// The entries.
    Film { scope: FilmScope, result: Result<Vec<Entry>> },
    /// Recorded, or not.
    AuditNoted { result: Result<()> },
    /// Who calls out.
    WatchKept { news: Box<WatchNews> },
    /// The wekkerboek with the lines in it.
    Woken { result: Result<Wekkerboek> },
    /// What was busy lately.
    Recent { result: Result<Desk> },
    /// The news.
    Followed { result: Result<News> },
    /// A copy was made, or the newest holds everything, and where that is; or why not.
    BackedUp { reason: CopyReason, result: Result<PathBuf> },
    /// The desk of who writes now.
    TakenOver { result: Result<Desk> },
}

/// Work that only reads, done on the store thread because that is where the key is.
pub struct ReadJob(pub Box<dyn FnOnce(&Store) + Send>);

impl std::fmt::Debug for ReadJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Leeswerk(…)")
    }
}

/// Work that records more than facts of this desk, such as cases of another one, done on the store thread.
pub struct ChangeJob(pub Box<dyn FnOnce(&mut Store) + Send>);

impl std::fmt::Debug for ChangeJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Schrijfwerk(…)")
    }
}

/// An order that was not accepted, given back so that no word is lost.
#[derive(Debug)]
pub struct ReturnedRequest {
    /// The order, untouched.
    pub request: Box<Request>,
    /// Why.
    pub reason: Error,
}

/// Is told what came of each order; on the store thread, or on that of what works beside it.
pub type StoreAnswer = Arc<dyn Fn(Response) + Send + Sync>;

/// So many orders may wait; a person does not type that fast.
const QUEUE_SIZE: usize = 256;

/// The store thread, as the rest of the program holds it.
#[derive(Debug)]
pub struct StoreWorker {
    orders: Option<Arc<SyncSender<Request>>>,
    searches: Arc<AtomicU64>,
    thread: Option<JoinHandle<Result<()>>>,
}

impl StoreWorker {
    /// Starts the thread on an open store. `answer` is called on that thread, once per accepted
    /// order and in the order of acceptance; for a copy when it is made, and not for a search that another follows.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(store: Store, answer: StoreAnswer) -> Result<Self> {
        let (orders, incoming) = sync_channel(QUEUE_SIZE);
        let waiting = Searches::default();
        let searches = waiting.asked();
        let thread = Builder::new()
            .name("store".to_owned())
            .spawn(move || work(store, &incoming, waiting, &answer))
            .map_err(|e| Error::data("De opslag kan niet worden gestart.").hint(what_next(&e)))?;
        Ok(Self { orders: Some(Arc::new(orders)), searches, thread: Some(thread) })
    }

    /// Hands over an order, without ever waiting: the caller draws the screen.
    ///
    /// # Errors
    /// With the order itself, when the queue is full or the thread has ended.
    pub fn send(&self, request: Request) -> Result<(), ReturnedRequest> {
        let back = |request, reason| ReturnedRequest { request: Box::new(request), reason };
        let Some(orders) = &self.orders else { return Err(back(request, stopped())) };
        let searches = u64::from(matches!(request, Request::Search { .. }));
        orders.try_send(request).map_err(|e| match e {
            TrySendError::Full(request) => {
                let reason = Error::data("De opslag is nog bezig met eerdere opdrachten.");
                back(request, reason.hint("Wacht even en probeer het opnieuw."))
            }
            TrySendError::Disconnected(request) => back(request, stopped()),
        })?;
        self.searches.fetch_add(searches, Ordering::Relaxed);
        Ok(())
    }

    /// A door for who works beside the desk and may wait.
    pub fn store_handle(&self) -> StoreHandle {
        StoreHandle(self.orders.as_ref().map(Arc::downgrade).unwrap_or_default())
    }

    /// Lets the thread finish everything it accepted, closes the store and waits for that.
    ///
    /// # Errors
    /// When closing failed or the thread broke down.
    pub fn stop(mut self) -> Result<()> {
        self.wait_for_end()
    }

    fn wait_for_end(&mut self) -> Result<()> {
        self.orders = None;
        match self.thread.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(result)) => result,
            Some(Err(_)) => Err(stopped()),
        }
    }
}

/// Asks the store something and waits for the answer. It does not keep the store open.
#[derive(Debug, Clone)]
pub struct StoreHandle(Weak<SyncSender<Request>>);

impl StoreHandle {
    /// What `question` finds in the store; `None` once the store is closed.
    pub fn ask<T: Send + 'static>(&self, question: impl FnOnce(&Store) -> T + Send + 'static) -> Option<T> {
        let (answer, wait) = channel();
        let work = ReadJob(Box::new(move |store| {
            // Who asked may be gone by now.
            let _ = answer.send(question(store));
        }));
        self.0.upgrade()?.send(Request::Read(work)).ok()?;
        wait.recv().ok()
    }
}

/// Also without [`StoreWorker::stop`] nothing that was accepted is lost.
impl Drop for StoreWorker {
    fn drop(&mut self) {
        // A drop cannot answer; whoever wants to know how it ended calls `stop`.
        let _ = self.wait_for_end();
    }
}

fn stopped() -> Error {
    Error::data("De opslag is gestopt; deze handeling is niet vastgelegd.").hint("Sluit piket en open het opnieuw.")
}

/// A closed channel still gives what was in it, so the loop ends after the last accepted order. What works beside
/// it ends before the store does.
fn work(mut store: Store, incoming: &Receiver<Request>, mut searches: Searches, answer: &StoreAnswer) -> Result<()> {
    let (mut audits, mut beside) = (PendingAudits::default(), WorkBeside::default());
    for request in incoming {
        if let Some(response) = execute(&mut store, (&mut audits, &mut searches), (&mut beside, answer), request) {
            answer(response);
        }
        // What the disk refused before may fit now; that it does not was said already.
        let _ = audits.note(&mut store);
    }
    beside.end();
    let noted = audits.note(&mut store);
    store.close().and(noted)
}

/// Who saw what, in order, as far as the disk did not take it yet: an audit has no gaps because a disk
/// was full for an hour.
#[derive(Default)]
struct PendingAudits {
    pending: VecDeque<(Moment, String, Audit)>,
}

impl PendingAudits {
    fn note(&mut self, store: &mut Store) -> Result<()> {
        while let Some((now, actor, audit)) = self.pending.front() {
            if let Err(error) = store.note_audit(*now, actor, audit) {
                let count = self.pending.len();
                let what = if count == 1 { "Een inzage is".to_owned() } else { format!("{count} inzagen zijn") };
                return Err(Error { sentence: format!("{what} nog niet vastgelegd. {}", error.sentence), ..error });
            }
            self.pending.pop_front();
        }
        Ok(())
    }
}

fn execute(
    store: &mut Store,
    (audits, searches): (&mut PendingAudits, &mut Searches),
    (beside, answer): (&mut WorkBeside, &StoreAnswer),
    request: Request,
) -> Option<Response> {
    Some(match request {
        Request::Write { ticket, now, actor, new, blobs, typed, reverses } => {
            let result = match (reverses, typed) {
                (Some(act), _) => store.reverse(now, &actor, &new, act),
                (None, Some(target)) => store.write_typed(now, &actor, &new, &blobs, &target),
                (None, None) => store.write(now, &actor, &new, &blobs),
            };
            Response::Written { ticket, result }
        }
        Request::KeepTyped(typed) => {
            let result = store.keep_typed(&typed);
            Response::TypedKept { target: typed.target, result }
        }
        Request::ForgetTyped(target) => Response::TypedForgotten { result: store.forget_typed(&target) },
        Request::Typed { folders } => Response::Typed { result: store.typed(&folders) },
        Request::Audit { now, actor, audit } => {
            audits.pending.push_back((now, actor, audit));
            Response::AuditNoted { result: audits.note(store) }
        }
        Request::Search { text, limit } => {
            let result = store.search_until(&text, limit, searches.take()).transpose()?;
            Response::Found { text, result }
        }
        Request::Film { scope } => Response::Film { scope, result: store.film(scope) },
        Request::Timeline { zaak } => Response::Timeline { zaak, result: store.entries(Some(zaak), None) },
        Request::Change(ChangeJob(work)) => {
            work(store);
            return None;
        }
        Request::Read(ReadJob(work)) => {
            work(store);
            return None;
        }
        Request::Follow => Response::Followed { result: store.news() },
        Request::KeepWatch { now, claim, next } => {
            Response::WatchKept { news: Box::new(store.keep_watch(now, claim, next)) }
        }
        Request::RecordAlarms { now, by, alarm_lines } => Response::Woken { result: store.wake(now, by, &alarm_lines) },
        Request::Backup { now, keep, reason } => return beside.copy(store, (now, keep), reason, answer),
        Request::Recent { since } => Response::Recent { result: store.load_recent(since) },
        Request::TakeOver { now } => {
            Response::TakenOver { result: store.take_over(now).and_then(|()| store.load_open()) }
        }
    })
}
