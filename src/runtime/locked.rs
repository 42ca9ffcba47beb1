//! The desk behind the lock: the clock, the alarms that were planned, the question for the passphrase and a form for a
//! call that only writes. The store is closed; what comes in meanwhile is sealed beside it.

mod door;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::{Arc, Mutex},
};

use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use self::door::Door;
use super::{
    announcer::{AlarmOutput, Announcer},
    clock::Clock,
    clock_watch::ClockWatch,
    event_loop::QUEUE_SIZE,
    keyboard::{self, KeyGate},
    letterbox::{Letter, Letterbox},
    locked_mail::SealingReader,
    own_command::OwnCommand,
    sleep_guard::SleepGuard,
    stack_wipe::wipe_stack,
    terminal::{self, Display},
    unsaved,
    welcome::follow_screen,
};
use crate::{
    desk::{
        effect::{Effect, ScreenEffect},
        model::Model,
        msg::Msg,
        ops::leave,
        state::{
            key::{KeyPress, KeySym},
            locked_desk::LockedDesk,
            shielding::Shielding,
            window::Window,
        },
        update::update,
    },
    domain::{
        audit::{AuditAct, Origin},
        error::{Error, Result},
        inrichting::Inrichtingen,
        passphrase::Passphrase,
        typed::Typed,
    },
    intake::source::Source,
    platform::{
        ScreenSignal, ScreenSignals, SignalEvent, Signals,
        failure::{what_next, why_not_run},
    },
    settings::Settings,
    store::{self, ClosedStore, HeldPen, Store},
    ui::{
        Screen,
        key::{TerminalInput, terminal_event::TerminalEvent},
    },
};

/// All that is known behind the lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// What the desk takes along.
    pub desk: LockedDesk,
    /// Where goes what comes in.
    #[serde(rename = "brievenbus")]
    pub letterbox: Letterbox,
    /// The fingerprints of the mail that is in the log.
    #[serde(rename = "bekende_mail")]
    pub known: BTreeSet<String>,
}

/// Opens the store with a passphrase, for which the pen is put down; also tells why it only looks along, where nothing else does.
pub type StoreOpener = Arc<dyn Fn(&Passphrase, &HeldPen) -> Result<(Store, Option<Error>)> + Send + Sync>;

/// What a locked desk runs with.
pub struct LockEquipment {
    /// The clock.
    pub clock: Clock,
    /// The settings.
    pub settings: Settings,
    /// What is run at an alarm besides.
    pub own_command: Option<OwnCommand>,
    /// Who works at the desk.
    pub actor: String,
    /// Where mail comes from.
    pub sources: Vec<Box<dyn Source>>,
    /// The known inrichtingen.
    pub inrichtingen: Arc<Inrichtingen>,
    /// The folder of the store.
    pub folder: PathBuf,
    /// What opens it again.
    pub opener: StoreOpener,
}

/// How the lock ended.
#[derive(Debug)]
pub enum LockEnd {
    /// The passphrase was right; with what was typed and is saved nowhere yet.
    Opened(Box<(Store, Option<Error>)>, Option<Typed>),
    /// The program was told to stop; the sentence is for the terminal, and so is what is not saved.
    Left(Option<String>, Result<()>),
}

/// Keeps the desk locked until the passphrase opens the store.
///
/// # Errors
/// When there is no terminal.
pub fn locked(
    model: Model,
    screen: Screen,
    closed: ClosedStore,
    kept: Handover,
    equipment: LockEquipment,
) -> Result<LockEnd> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Error::data(format!("Het slot kan niet starten: {}.", why_not_run(&e))).hint(what_next(&e)))?;
    let signals = runtime.block_on(async { Ok::<_, Error>((Signals::listen()?, ScreenSignals::listen()?)) })?;
    let (sender, receiver) = channel(QUEUE_SIZE);
    let LockEquipment { clock, settings, own_command, actor, sources, inrichtingen, folder, opener } = equipment;
    let known = Arc::new(Mutex::new(kept.known));
    for source in sources {
        let (letterbox, sender) = (kept.letterbox.clone(), sender.clone());
        let known = Arc::clone(&known);
        SealingReader { letterbox, known, inrichtingen: Arc::clone(&inrichtingen), clock, sender }.read(source);
    }
    let announcer = Announcer::new(AlarmOutput::Screen, &settings, own_command, sender);
    let door = Door { closed, letterbox: kept.letterbox, folder, actor, calls: BTreeMap::new() };
    let (opened, outcome) = tokio::sync::mpsc::channel(1);
    let mut desk =
        Locked { clock, model, screen, announcer, door, opener, opened, redraw: false, fast: SleepGuard::default() };
    let result = terminal::with_terminal(|display| runtime.block_on(desk.run(display, signals, receiver, outcome)));
    let sentence = leave::last_words(&desk.model);
    let unsaved = match &desk.model.view.shielding {
        Shielding::ScreenLock(lock) => lock.typed(),
        Shielding::None | Shielding::Privacy | Shielding::Closing => None,
    };
    // The letterbox tried every other folder.
    let seal = |_: &[Typed]| Err(Error::data("Ook een kopie ervan kan nergens worden bewaard."));
    let named = unsaved::named(&desk.model.view, unsaved.as_slice(), seal);
    drop(desk);
    runtime.shutdown_timeout(std::time::Duration::from_millis(200));
    match result {
        Ok(Ok(Some(opened))) => Ok(LockEnd::Opened(Box::new(opened), unsaved)),
        Ok(Ok(None)) => Ok(LockEnd::Left(sentence, named)),
        // The terminal failed, and what was typed is named first.
        Ok(Err(error)) | Err(error) => named.and(Err(error)),
    }
}

type StoreOpening = Result<(Store, Option<Error>)>;

struct Locked {
    clock: Clock,
    model: Model,
    screen: Screen,
    announcer: Announcer,
    door: Door,
    opener: StoreOpener,
    opened: Sender<StoreOpening>,
    redraw: bool,
    fast: SleepGuard,
}

impl Locked {
    async fn run(
        &mut self,
        mut display: Display,
        (mut signals, mut screen): (Signals, ScreenSignals),
        mut receiver: Receiver<Msg>,
        mut outcome: Receiver<StoreOpening>,
    ) -> Result<Option<(Store, Option<Error>)>> {
        let mut clock_watch = ClockWatch::new(self.clock);
        self.take(self.clock.tick());
        self.draw(&mut display)?;
        let gate = KeyGate::default();
        let mut inputs = keyboard::listen(QUEUE_SIZE, gate.clone())?;
        while !self.model.stopping {
            let wait = self.clock.wait(&self.model);
            tokio::select! {
                biased;
                signal = signals.next() => match signal {
                    SignalEvent::Stop | SignalEvent::Interrupt => self.stop(),
                    SignalEvent::Lock => {}
                },
                signal = screen.next() => {
                    self.redraw |= signal == ScreenSignal::Resized;
                    follow_screen(signal, &mut display)?;
                    self.model.dirty = true;
                }
                Some(opened) = outcome.recv() => match opened {
                    Ok(opened) => {
                        self.last_words(&mut receiver).await;
                        // The next key is for the desk.
                        gate.close();
                        return Ok(Some(opened));
                    }
                    Err(error) => self.take(Msg::StaysLocked(error)),
                },
                input = inputs.recv() => match input {
                    Some(input) => {
                        self.input(input);
                        wipe_stack();
                    }
                    // The terminal is gone: nothing more will come.
                    None => self.stop(),
                },
                Some(msg) = receiver.recv() => self.take(msg),
                () = tokio::time::sleep(wait) => {}
            }
            if let Some((from, to)) = clock_watch.jump(self.clock) {
                self.take(Msg::ClockJump { from, to });
            }
            if self.fast.slept() {
                self.take(Msg::Slept);
            }
            self.take(self.clock.tick());
            if self.model.dirty {
                self.draw(&mut display)?;
            }
        }
        self.last_words(&mut receiver).await;
        Ok(None)
    }

    /// What was being called out goes to the letterbox with what came of it.
    async fn last_words(&mut self, receiver: &mut Receiver<Msg>) {
        for msg in self.announcer.last_words(receiver).await {
            self.take(msg);
        }
    }

    fn input(&mut self, input: TerminalInput) {
        self.take(self.clock.tick());
        let msg = match input {
            TerminalInput::Key(key) => self.screen.key(&self.model.view, key),
            TerminalInput::Together(keys) => Some(Msg::Together(keys)),
            TerminalInput::Paste(text) => self.screen.paste(&self.model.view, &text),
            TerminalInput::Terminal(event) => return self.terminal_event(event),
            TerminalInput::Burst(text) => {
                if let Some(pasted) = self.screen.paste(&self.model.view, &text) {
                    self.take(pasted);
                }
                // A passphrase records nothing, and who types it may be fast.
                let asks = match &self.model.view.shielding {
                    Shielding::ScreenLock(lock) => lock.call().is_none(),
                    Shielding::None | Shielding::Privacy | Shielding::Closing => false,
                };
                if !asks || !text.ends_with('\n') {
                    return;
                }
                self.screen.key(&self.model.view, KeyPress::bare(KeySym::Enter))
            }
        };
        if let Some(msg) = msg {
            self.take(msg);
        }
    }

    fn terminal_event(&mut self, event: TerminalEvent) {
        match event {
            TerminalEvent::Background(background) => self.model.dirty |= self.screen.take_background(background),
            TerminalEvent::FocusGained => self.take(Msg::Window(Window::Front)),
            TerminalEvent::FocusLost => self.take(Msg::Window(Window::Behind)),
            // There is nothing to point at.
            TerminalEvent::Mouse(_) => {}
        }
    }

    fn stop(&mut self) {
        let mut effects = Vec::new();
        leave::stop(&mut self.model, &mut effects);
        self.execute(effects);
    }

    fn take(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.execute(effects);
    }

    fn execute(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(msg) = self.run_effect(effect) {
                self.take(msg);
            }
        }
    }

    fn run_effect(&mut self, effect: Effect) -> Option<Msg> {
        let now = self.clock.now();
        match effect {
            Effect::Watch { claim, next } => {
                Some(Msg::Watch(Box::new(Ok(self.door.closed.keep_watch(now, claim, next)))))
            }
            Effect::RecordAlarms { alarm_lines, .. } => {
                let posted =
                    self.door.letterbox.post(&Letter::Alarms { at: now, alarm_lines: alarm_lines.clone() }, &[]);
                // The book that this desk took along has the lines already; it goes on from there.
                let book = self.model.session.alarm_service.book().clone();
                Some(Msg::Woken(Box::new(posted.map(|_| book))))
            }
            Effect::Alarm(alarm) => {
                self.announcer.call_out(alarm);
                None
            }
            Effect::TakeOff(gone) => {
                self.announcer.take_off(&gone);
                None
            }
            Effect::Write { ticket, facts, .. } => Some(match self.door.note(now, facts) {
                Ok(entries) => Msg::Recorded { ticket, entries },
                Err(error) => Msg::Refused { ticket, error },
            }),
            Effect::Audit(audit) => {
                if audit.act == AuditAct::WrongPassphrase {
                    store::note_attempt(&self.door.folder, now, Origin::Desk);
                }
                None
            }
            Effect::Unlock(passphrase) => {
                self.unlock(passphrase);
                None
            }
            Effect::Screen(ScreenEffect::Redraw) => {
                self.redraw = true;
                None
            }
            // Behind a lock no store is open, so that nothing of these can be asked for.
            Effect::KeepTyped(_)
            | Effect::ForgetTyped(_)
            | Effect::Held
            | Effect::Sweep
            | Effect::History(_)
            | Effect::Search(_)
            | Effect::Film(_)
            | Effect::Timeline(_)
            | Effect::Versions { .. }
            | Effect::MakeDraft { .. }
            | Effect::SendOut(_)
            | Effect::CopyNumber(_)
            | Effect::Dossier(_)
            | Effect::SealTexts(_)
            | Effect::Agenda { .. }
            | Effect::Monitor { .. }
            | Effect::Week { .. }
            | Effect::Teach { .. }
            | Effect::TurnLabel { .. }
            | Effect::TurnWord(_)
            | Effect::Charts { .. }
            | Effect::Bring { .. }
            | Effect::Overdracht { .. }
            | Effect::OpenOverdracht { .. }
            | Effect::TakePart { .. }
            | Effect::Import { .. }
            | Effect::ReadSources { .. }
            | Effect::MailProcessed(_)
            | Effect::AnswerShell { .. }
            | Effect::Recent
            | Effect::Follow
            | Effect::TakeOver
            | Effect::Backup(_)
            | Effect::Screen(ScreenEffect::EditOutside { .. } | ScreenEffect::Suspend)
            | Effect::Stop => None,
        }
    }

    /// Deriving the key takes a while, and alarms go on meanwhile.
    fn unlock(&self, passphrase: Passphrase) {
        let (opener, answer, pen) = (Arc::clone(&self.opener), self.opened.clone(), self.door.closed.pen());
        tokio::task::spawn_blocking(move || {
            let result = opener(&passphrase, &pen);
            drop(passphrase);
            wipe_stack();
            // Who was told to stop meanwhile opens nothing any more.
            let _ = answer.blocking_send(result);
        });
    }

    fn draw(&mut self, display: &mut Display) -> Result<()> {
        self.model.dirty = false;
        if std::mem::take(&mut self.redraw) {
            display.fit_window()?;
        }
        let (view, screen) = (&self.model.view, &mut self.screen);
        display.draw(|frame| screen.draw(view, frame))
    }
}
