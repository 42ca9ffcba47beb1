//! Does what the desk asks for: hands facts to the store thread, renders drafts, rings, reads mails
//! and writes reports. What takes time runs beside the loop and answers with a message.

mod dossier;
mod mail;
mod reading;
mod recording;
mod reports;
mod response;
mod shell_visits;
mod taking;

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use chrono::Duration;
use tokio::sync::mpsc::Sender;

use self::{response::message, shell_visits::ShellVisits, taking::HeldOverdracht};
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
    desk::{
        effect::{Effect, MailFate},
        msg::Msg,
        state::{draft_material::DraftMaterial, way_out::OutgoingMessage},
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        typed::Typed,
    },
    judge::case_rule::CaseRule,
    outgoing::{MessageData, spelling::Speller},
    store::{ReadJob, Refuge, Request, Store, StoreHandle, StoreKey, StoreWorker},
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
        self.shell.receive(visit)
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
                self.write(ticket, facts, files, typed, reverses)
            }
            Effect::KeepTyped(typed) => self.keep_typed(typed),
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
            Effect::SendOut(message) => self.send_out(*message),
            Effect::CopyNumber(number) => {
                MessageWays::copy_number(&number, self.sender.clone());
                None
            }
            Effect::Teach { lesson, inrichtingen } => {
                Some(lesson::teach(*lesson, &self.equipment.labels, &inrichtingen))
            }
            Effect::TurnLabel { taught, direction } => lesson::turn(&taught, direction, &self.equipment.labels),
            Effect::TurnWord(word) => Some(Msg::WordTurned(self.equipment.words.turn(&word, &self.speller))),
            Effect::Audit(audit) => self.audit(audit),
            Effect::SealTexts(texts) => Some(Msg::TextsSealed(self.seal(&texts).map(drop))),
            Effect::Alarm(alarm) => {
                self.announcer.call_out(alarm);
                None
            }
            Effect::Watch { claim, next } => self.keep_watch(claim, next),
            Effect::RecordAlarms { by, alarm_lines } => self.record_alarms(by, alarm_lines),
            Effect::Dossier(order) => self.dossier(order),
            Effect::Agenda { targets, book, inrichtingen } => self.agenda(targets, book, inrichtingen),
            Effect::Monitor { order, material } => self.monitor(&order, material),
            Effect::Charts { period, material } => self.charts(period, material),
            Effect::Bring { title, zaken } => self.bring(title, zaken),
            Effect::Overdracht { order, material } => self.overdracht(order, material),
            Effect::OpenOverdracht { reading, material } => self.open_overdracht(reading, material),
            Effect::TakePart { part, material } => self.take_part(part, material),
            Effect::Week { week, week_start } => self.week(week, week_start),
            Effect::Import { paths, inrichtingen, visitor } => self.import(&paths, inrichtingen, visitor),
            Effect::ReadSources { inrichtingen } => self.read_sources(&inrichtingen),
            Effect::MailProcessed(fate) => {
                // Nobody waits any more once every reader has ended.
                let _ = self.processed.send(fate);
                None
            }
            Effect::AnswerShell { visitor, reply } => self.shell.answer(visitor, reply),
            Effect::Recent => self.ask(Request::Recent { since: self.equipment.clock.now().plus(-LOOKBACK) }),
            Effect::Follow => self.worker.send(Request::Follow).err().map(|t| Msg::FollowFailed(t.reason)),
            Effect::TakeOver => self.take_over(),
            Effect::Backup(reason) => self.back_up(reason),
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

    fn send_out(&self, message: OutgoingMessage) -> Option<Msg> {
        let u = &self.equipment;
        let sender = message.material.sender.clone();
        u.ways.take(message, &sender, u.clock.now(), self.sender.clone());
        None
    }

    fn create_draft(&self, draft: DraftKind, material: &DraftMaterial) -> Msg {
        let u = &self.equipment;
        let DraftMaterial { zaak, book, inrichting, context, sender, now } = material;
        let case = CaseRule::of(zaak, book, inrichting.as_ref());
        let data = MessageData::of(zaak, case, context, sender, *now);
        Msg::DraftMade { zaak: material.zaak.number, draft, made: u.templates.render(draft, &data) }
    }
}
