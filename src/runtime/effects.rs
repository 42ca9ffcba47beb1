//! Does what the desk asks for: hands facts to the store thread, renders drafts, rings, reads mails
//! and writes reports. What takes time runs beside the loop and answers with a message.

mod dossier;
mod reports;
mod taking;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::{Arc, mpsc::SyncSender},
};

use chrono::Duration;
use tokio::sync::mpsc::Sender;

use self::taking::HeldOverdracht;
use super::{
    announcer::{AlarmOutput, Announcer},
    equipment::Equipment,
    lesson,
    letterbox::Letterbox,
    mail_reader::MailReader,
    message_ways::MessageWays,
    shell_door::Visit,
};
use crate::{
    alarm::wekkerboek::AlarmTarget,
    desk::{
        effect::{Effect, HistoryUse, MailFate, VersionsUse},
        msg::Msg,
        state::{
            draft_material::DraftMaterial,
            shell::{ShellCall, ShellReply, Visitor},
        },
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::{Piketweek, WeekStart, Zaaknummer},
        if_exists::IfExists,
        inrichting::Inrichtingen,
        sanitize,
        typed::Typed,
    },
    intake::source::NamedFiles,
    judge::{case_rule::CaseRule, retention::Termijnen},
    log::draft_versions::versions,
    outgoing::{MessageData, spelling::Speller},
    report::agenda::Agenda,
    rules::book::{Book, Books},
    store::{Blob, ReadJob, Refuge, Request, Response, Store, StoreHandle, StoreKey, StoreWorker},
};

/// Closed cases of the last weeks are at hand without searching.
const LOOKBACK: Duration = Duration::weeks(3);

/// At most so many hits of a search come to the screen, a screen or two; how many there are is said. Each is read at
/// every key.
const MAX_HITS: usize = 60;
/// As long as leaving waits for the store to say where a copy goes.
const ANSWER_WITHIN: std::time::Duration = std::time::Duration::from_secs(2);

/// Does the effects.
#[derive(Debug)]
pub struct EffectRunner {
    worker: StoreWorker,
    pub(super) announcer: Announcer,
    sender: Sender<Msg>,
    equipment: Equipment,
    mail_reader: MailReader,
    processed: std::sync::mpsc::Sender<MailFate>,
    shell: ShellVisits,
    overdracht: HeldOverdracht,
    speller: Speller,
}

/// The verbs in the shell that wait for an answer.
#[derive(Debug, Default)]
struct ShellVisits {
    last: u64,
    waiting: BTreeMap<Visitor, SyncSender<ShellReply>>,
}

impl EffectRunner {
    /// Starts the store thread; its answers go into the channel of the loop.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(store: Store, equipment: Equipment, out: AlarmOutput, sender: Sender<Msg>) -> Result<Self> {
        let back = sender.clone();
        let worker = StoreWorker::start(
            store,
            Arc::new(move |answer| {
                // The store thread may wait for the screen, never the other way round. Once the loop
                // has ended nobody listens, and what was asked is committed all the same.
                if let Some(msg) = message(answer) {
                    let _ = back.blocking_send(msg);
                }
            }),
        )?;
        let announcer = Announcer::new(out, &equipment.settings, equipment.own_command.clone(), sender.clone());
        let (mail_reader, processed) =
            MailReader::new(worker.store_handle(), sender.clone(), equipment.clock, Arc::clone(&equipment.labels));
        let shell = ShellVisits::default();
        let overdracht = HeldOverdracht::default();
        let speller = equipment.words.speller(sender.clone());
        Ok(Self { worker, announcer, sender, equipment, mail_reader, processed, shell, overdracht, speller })
    }

    /// What marks the spelling of a text.
    pub fn speller(&self) -> Speller {
        self.speller.clone()
    }

    /// The key of the store, for whoever opens it after this desk; `None` where there is none.
    pub fn key(&self) -> Option<StoreKey> {
        let (sender, answer) = std::sync::mpsc::channel();
        let job = ReadJob(Box::new(move |store| drop(sender.send(store.key()))));
        self.worker.send(Request::Read(job)).ok()?;
        answer.recv().ok().flatten()
    }

    /// What the store says of itself to whoever stands by it while it is closed: its letterbox, and the mail it knows.
    ///
    /// # Errors
    /// When it does not answer, or cannot be read.
    pub fn for_lock(&self) -> Result<(Letterbox, BTreeSet<String>)> {
        let gone = || Error::data("De opslag antwoordt niet.");
        let refuge = self.equipment.refuge.clone();
        let asked = self.worker.store_handle().ask(move |store| {
            let letterbox = Letterbox::beside(store.path(), store.key().as_ref(), &refuge)?;
            Ok((letterbox, store.fingerprints()?))
        });
        asked.ok_or_else(gone)?
    }

    /// Where what could not be saved goes, asked of the store when it is needed: no second copy of the key lies
    /// about until then.
    fn refuge(&self) -> Result<Refuge> {
        let (sender, answer) = std::sync::mpsc::channel();
        let folders = self.equipment.refuge.clone();
        let job = ReadJob(Box::new(move |store| drop(sender.send(Refuge::of(store, &folders)))));
        let gone = || Error::data("De opslag antwoordt niet, dus er is geen kopie van de tekst gemaakt.");
        self.worker.send(Request::Read(job)).map_err(|_| gone())?;
        answer.recv_timeout(ANSWER_WITHIN).map_err(|_| gone())
    }

    /// Lets the store finish and closes it.
    ///
    /// # Errors
    /// When closing failed.
    pub fn stop(self) -> Result<()> {
        self.worker.stop()
    }

    /// By what messages leave, with what lies where another program takes it over.
    pub const fn ways(&self) -> &MessageWays {
        &self.equipment.ways
    }

    /// A way to ask the store for who works beside the loop.
    pub fn store_handle(&self) -> StoreHandle {
        self.worker.store_handle()
    }

    /// What a verb in the shell asks, unless it was told already that its turn did not come.
    pub fn receive(&mut self, visit: Visit) -> Option<Msg> {
        if !visit.begin() {
            return None;
        }
        self.shell.last = self.shell.last.wrapping_add(1);
        let visitor = Visitor(self.shell.last);
        self.shell.waiting.insert(visitor, visit.reply);
        Some(Msg::Shell(ShellCall { visitor, typed: visit.typed, subject: Box::new(visit.subject) }))
    }

    /// Puts texts that the store refused in a sealed file; answers which.
    ///
    /// # Errors
    /// When no folder takes it.
    pub fn seal(&self, texts: &[Typed]) -> Result<PathBuf> {
        self.refuge()?.seal(texts)
    }

    /// Does one effect; an answer that is there at once comes back.
    pub fn run(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Write { ticket, facts, files, typed, reverses } => {
                let blobs = files.into_iter().map(Blob::new).collect();
                let now = self.equipment.clock.now();
                let actor = self.equipment.actor.clone();
                let request = Request::Write { ticket, now, actor, new: facts, blobs, typed, reverses };
                self.worker.send(request).err().map(|t| Msg::Refused { ticket, error: t.reason })
            }
            Effect::KeepTyped(typed) => {
                let target = typed.target.clone();
                let sent = self.worker.send(Request::KeepTyped(typed));
                sent.err().map(|t| Msg::TypedKept { target, result: Err(t.reason) })
            }
            Effect::ForgetTyped(target) => self.ask(Request::ForgetTyped(target)),
            Effect::Sweep => self.equipment.ways.sweep(),
            Effect::Held => self.ask(Request::Typed { folders: self.equipment.refuge.clone() }),
            Effect::History(purpose) => self.history(purpose),
            Effect::Search(text) => {
                self.worker.send(Request::Search { text, limit: MAX_HITS }).err().map(|_| Msg::SearchWaits)
            }
            Effect::Film(scope) => self.ask(Request::Film { scope }),
            Effect::Timeline(zaak) => self.ask(Request::Timeline { zaak }),
            Effect::Versions { zaak, draft, purpose } => self.versions(zaak, draft, purpose),
            Effect::MakeDraft { draft, material } => Some(self.create_draft(draft, &material)),
            Effect::SendOut(message) => {
                let u = &self.equipment;
                let sender = message.material.sender.clone();
                u.ways.take(*message, &sender, u.clock.now(), self.sender.clone());
                None
            }
            Effect::CopyNumber(number) => {
                MessageWays::copy_number(&number, self.sender.clone());
                None
            }
            Effect::Teach { lesson, inrichtingen } => {
                Some(lesson::teach(*lesson, &self.equipment.labels, &inrichtingen))
            }
            Effect::TurnLabel { taught, direction } => lesson::turn(&taught, direction, &self.equipment.labels),
            Effect::TurnWord(word) => Some(Msg::WordTurned(self.equipment.words.turn(&word, &self.speller))),
            Effect::Audit(audit) => {
                let (now, actor) = (self.equipment.clock.now(), self.equipment.actor.clone());
                self.ask(Request::Audit { now, actor, audit })
            }
            Effect::SealTexts(texts) => Some(Msg::TextsSealed(self.seal(&texts).map(drop))),
            Effect::Alarm(alarm) => {
                self.announcer.call_out(alarm);
                None
            }
            Effect::Watch { claim, next } => {
                let now = self.equipment.clock.now();
                let result = self.worker.send(Request::KeepWatch { now, claim, next });
                result.err().map(|t| Msg::Watch(Box::new(Err(t.reason))))
            }
            Effect::RecordAlarms { by, alarm_lines } => {
                let now = self.equipment.clock.now();
                let result = self.worker.send(Request::RecordAlarms { now, by, alarm_lines });
                result.err().map(|t| Msg::Woken(Box::new(Err(t.reason))))
            }
            Effect::Dossier(order) => self.dossier(order),
            Effect::Agenda { targets, book, inrichtingen } => self.agenda(targets, book, inrichtingen),
            Effect::Monitor { order, material } => self.monitor(&order, material),
            Effect::Charts { period, material } => self.charts(period, material),
            Effect::Bring { title, zaken } => self.bring(title, zaken),
            Effect::Overdracht { order, material } => self.overdracht(order, material),
            Effect::OpenOverdracht { reading, material } => self.open_overdracht(reading, material),
            Effect::TakePart { part, material } => self.take_part(part, material),
            Effect::Week { week, week_start } => self.week(week, week_start),
            Effect::Import { paths, inrichtingen, visitor } => {
                let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
                // Which files a folder holds may take a slow disk long to say.
                let mail_reader = self.mail_reader.clone();
                tokio::task::spawn_blocking(move || {
                    mail_reader.read(Box::new(NamedFiles::new(&paths)), inrichtingen, visitor);
                });
                None
            }
            Effect::ReadSources { inrichtingen } => {
                for source in self.equipment.sources.drain(..) {
                    self.mail_reader.read(source, Arc::clone(&inrichtingen), None);
                }
                None
            }
            Effect::MailProcessed(fate) => {
                // Nobody waits any more once every reader has ended.
                let _ = self.processed.send(fate);
                None
            }
            Effect::AnswerShell { visitor, reply } => {
                // Who asked may be gone by now.
                let _ = self.shell.waiting.remove(&visitor).map(|waiting| waiting.try_send(reply));
                None
            }
            Effect::Recent => self.ask(Request::Recent { since: self.equipment.clock.now().plus(-LOOKBACK) }),
            Effect::Follow => self.worker.send(Request::Follow).err().map(|t| Msg::FollowFailed(t.reason)),
            Effect::TakeOver => {
                let now = self.equipment.clock.now();
                let request = Request::TakeOver { now };
                self.worker.send(request).err().map(|t| Msg::TakenOver(Err(t.reason)))
            }
            Effect::Backup(reason) => {
                let (now, keep) = (self.equipment.clock.now(), self.equipment.settings.backups);
                self.ask(Request::Backup { now, keep, reason })
            }
            Effect::TakeOff(gone) => {
                self.announcer.take_off(&gone);
                None
            }
            // The terminal is the loop's own; only the desk behind a lock asks for the last.
            Effect::Screen(_) | Effect::Stop | Effect::Unlock(_) => None,
        }
    }

    fn ask(&self, request: Request) -> Option<Msg> {
        self.worker.send(request).err().map(|t| Msg::Failed(t.reason))
    }

    fn create_draft(&self, draft: DraftKind, material: &DraftMaterial) -> Msg {
        let u = &self.equipment;
        let DraftMaterial { zaak, book, inrichting, context, sender, now } = material;
        let case = CaseRule::of(zaak, book, inrichting.as_ref());
        let data = MessageData::of(zaak, case, context, sender, *now);
        Msg::DraftMade { zaak: material.zaak.number, draft, made: u.templates.render(draft, &data) }
    }

    /// On the store thread, behind all that was asked of it before.
    fn week(&self, week: Piketweek, week_start: WeekStart) -> Option<Msg> {
        let (sender, now) = (self.sender.clone(), self.equipment.clock.now());
        let settings = &self.equipment.settings;
        let termijnen = Termijnen { zaken: settings.bewaartermijn_zaken, meldingen: settings.bewaartermijn_meldingen };
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let result = store.week(week, week_start, termijnen, now).map(|(desk, facts)| (Box::new(desk), facts));
            let _ = sender.blocking_send(Msg::Week { week, result });
        }))))
    }

    fn agenda(&self, targets: Vec<AlarmTarget>, book: Book, inrichtingen: Arc<Inrichtingen>) -> Option<Msg> {
        let (sender, now) = (self.sender.clone(), self.equipment.clock.now());
        let path = self.equipment.agenda.clone()?;
        // Written beside the store thread: a folder that a phone reads along may be on a slow disk.
        let handle = tokio::runtime::Handle::current();
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let lines = store.wekkerboek_lines(None).and_then(|lines| {
                let topics = lines.iter().filter_map(|r| r.alarm_line.topic());
                let acts = store.alarm_acts(topics, &Books { book: &book, inrichtingen: &inrichtingen })?;
                Ok((lines, acts))
            });
            handle.spawn_blocking(move || {
                let agenda =
                    lines.map(|(lines, acts)| Agenda::from(lines.iter().map(|r| &r.alarm_line), acts).with(&targets));
                let result = agenda.and_then(|agenda| agenda.write(&path, IfExists::Replace, now));
                let _ = sender.blocking_send(Msg::Agenda(result));
            });
        }))))
    }

    /// On the store thread, behind all that was asked of it before.
    fn history(&self, purpose: HistoryUse) -> Option<Msg> {
        let sender = self.sender.clone();
        let job = ReadJob(Box::new(move |store| {
            let _ = sender.blocking_send(Msg::History { purpose, result: store.history() });
        }));
        let refused = self.worker.send(Request::Read(job)).err();
        refused.map(|t| Msg::History { purpose, result: Err(t.reason) })
    }

    /// On the store thread, behind what was saved of the draft before.
    fn versions(&self, zaak: Zaaknummer, draft: DraftKind, purpose: VersionsUse) -> Option<Msg> {
        let sender = self.sender.clone();
        let job = ReadJob(Box::new(move |store| {
            let result = store.entries(Some(zaak), None).map(|entries| versions(&entries, draft));
            let _ = sender.blocking_send(Msg::Versions { zaak, draft, purpose, result });
        }));
        let refused = self.worker.send(Request::Read(job)).err();
        refused.map(|t| Msg::Versions { zaak, draft, purpose, result: Err(t.reason) })
    }
}

/// An answer of the store as a message for the desk, where there is anything to say.
fn message(answer: Response) -> Option<Msg> {
    Some(match answer {
        Response::AuditNoted { result: Ok(()) } | Response::TypedForgotten { result: Ok(()) } => return None,
        Response::TypedKept { target, result } => Msg::TypedKept { target, result },
        Response::Typed { result: Ok(texts) } => Msg::Held(texts),
        Response::Written { ticket, result: Ok(entries) } => Msg::Recorded { ticket, entries },
        Response::Written { ticket, result: Err(error) } => Msg::Refused { ticket, error },
        Response::Found { text, result: Ok(hits) } => {
            Msg::Found { search: text, desk: Box::new(hits.desk), total: hits.total }
        }
        Response::Timeline { zaak, result: Ok(entries) } => Msg::Timeline { zaak, entries },
        Response::Film { scope, result: Ok(entries) } => Msg::Film { scope, entries },
        Response::WatchKept { news } => Msg::Watch(Box::new(Ok(*news))),
        Response::Woken { result } => Msg::Woken(Box::new(result)),
        Response::Recent { result: Ok(desk) } => Msg::Recent(Box::new(desk)),
        Response::Found { result: Err(error), .. }
        | Response::Recent { result: Err(error) }
        | Response::Typed { result: Err(error) }
        | Response::TypedForgotten { result: Err(error) }
        | Response::Film { result: Err(error), .. }
        | Response::Timeline { result: Err(error), .. }
        | Response::AuditNoted { result: Err(error) } => Msg::Failed(error),
        Response::Followed { result: Ok(n) } => {
            Msg::Followed { writer: n.writer, entries: n.entries, delta: Box::new(n.desk) }
        }
        Response::BackedUp { reason, result } => {
            Msg::Backup { reason, result: result.map(|path| sanitize::line(&path.to_string_lossy())) }
        }
        Response::Followed { result: Err(error) } => Msg::FollowFailed(error),
        Response::TakenOver { result } => Msg::TakenOver(result.map(Box::new)),
    })
}
