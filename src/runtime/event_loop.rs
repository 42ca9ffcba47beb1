//! The loop: wait for one message, take the rest that waits, update, act, draw once if something
//! visible changed. Every turn starts with the wall clock, so a laptop that slept catches up at once.

mod terminal_turn;

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::mpsc::{Receiver, channel};

use super::{
    announcer::AlarmOutput,
    clock::Clock,
    clock_watch::ClockWatch,
    effects::EffectRunner,
    equipment::Equipment,
    keyboard::{self, KeyGate},
    locked::Handover,
    own_editor::RunningEditor,
    shell_door::{Shell, Visit},
    sleep_guard::SleepGuard,
    terminal::{self, Display},
    unsaved,
};
use crate::{
    desk::{
        effect::{Effect, ScreenEffect},
        model::Model,
        msg::Msg,
        ops::{leave, screen_lock, typing},
        state::{departure::Departure, key::KeyPress, role::Role, save_scope::SaveScope},
        update::update,
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
        sanitize,
    },
    platform::{
        ScreenSignals, SignalEvent, Signals,
        failure::{what_next, why_not_run},
    },
    settings::Switch,
    store::{Store, StoreKey},
    ui::{Screen, key::TerminalInput},
};

/// So many messages may wait; producers wait when it is full.
pub(super) const QUEUE_SIZE: usize = 256;

/// How the officer left.
#[derive(Debug)]
pub struct Farewell {
    /// What the terminal is to show; nothing where nothing runs.
    pub sentence: Option<String>,
    /// To where.
    pub departure: Departure,
    /// The key of the store, where the watch goes on with it.
    pub key: Option<StoreKey>,
    /// What is not saved, and where a copy of it was put.
    pub unsaved: Result<()>,
    /// What goes on behind the lock, where the desk was locked.
    pub locked: Option<Box<Handover>>,
}

/// Runs the desk until the officer leaves; `entry` says for the audit how it came to be open.
///
/// # Errors
/// When there is no terminal, or the store could not be closed in order.
pub fn desk(model: Model, screen: Screen, store: Store, equipment: Equipment, entry: AuditAct) -> Result<Farewell> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Error::data(format!("De desk kan niet starten: {}.", why_not_run(&e))).hint(what_next(&e)))?;
    let signals = runtime.block_on(async { Ok::<_, Error>((Signals::listen()?, ScreenSignals::listen()?)) })?;
    let (sender, receiver) = channel(QUEUE_SIZE);
    let shell = Shell::at(&store);
    let (clock, mouse) = (equipment.clock, equipment.settings.mouse);
    let effect_runner = EffectRunner::start(store, equipment, AlarmOutput::Screen, sender)?;
    let screen = screen.spelled_by(effect_runner.speller());
    let clock_watch = ClockWatch::new(clock);
    let sleep_guard = SleepGuard::default();
    let mut desk = RunningDesk {
        clock,
        clock_watch,
        effect_runner,
        model,
        screen,
        receiver,
        redraw: false,
        suspending: false,
        sleep_guard,
        shell,
        own_editor: None,
        editing: None,
        entry,
        gate: KeyGate::default(),
        mouse,
    };
    let result = terminal::with_terminal(|display| runtime.block_on(desk.run_loop(display, signals)));
    // What is answered meanwhile may ask for something that is done beside the loop.
    let inner = runtime.enter();
    desk.shell.close();
    // Also after a panic what was typed and not saved yet goes to the store before it closes.
    let saved = catch_unwind(AssertUnwindSafe(|| desk.save_all()));
    // From here on who has something to say finds nobody, instead of waiting for somebody.
    desk.receiver.close();
    let departure = desk.model.session.departure;
    let key = match departure {
        Departure::ToWatch => desk.effect_runner.key(),
        Departure::No | Departure::Asked | Departure::Locked => None,
    };
    let locked = match departure {
        Departure::Locked => Some(desk.effect_runner.for_lock().map(|(letterbox, known)| {
            Box::new(Handover { desk: screen_lock::taken_along(&desk.model), letterbox, known })
        })),
        Departure::No | Departure::Asked | Departure::ToWatch => None,
    };
    let sentence = leave::last_words(&desk.model);
    // What a locked desk could not save was sealed before it was given up.
    let left = if locked.is_some() {
        Ok(())
    } else {
        unsaved::named(&desk.model.view, &typing::unsaved(&desk.model), |texts| desk.effect_runner.seal(texts))
    };
    if locked.is_none() {
        // A message does not outlive the desk on a disk.
        desk.effect_runner.ways().forget_passed();
    }
    let closed = desk.effect_runner.stop();
    desk.shell.wait();
    drop(inner);
    runtime.shutdown_timeout(std::time::Duration::from_millis(200));
    result??;
    if saved.is_err() {
        return Err(Error::data("Het laatste dat u typte is niet bewaard.").hint("Start piket opnieuw en kijk het na."));
    }
    Ok(Farewell { sentence, departure, key, unsaved: left.and(closed), locked: locked.transpose()? })
}

struct RunningDesk {
    clock: Clock,
    clock_watch: ClockWatch,
    effect_runner: EffectRunner,
    model: Model,
    screen: Screen,
    receiver: Receiver<Msg>,
    /// The next frame is drawn whole, at the size the window has then.
    redraw: bool,
    /// The officer wants the shell, as soon as all that was typed is in the log.
    suspending: bool,
    sleep_guard: SleepGuard,
    shell: Shell,
    /// The officer's own editor, which has the terminal while it runs.
    own_editor: Option<RunningEditor>,
    /// The draft that it is to open with.
    editing: Option<(Zaaknummer, DraftKind, String)>,
    /// How it came to be open.
    entry: AuditAct,
    /// Whether keys are read; the officer's own editor reads them itself.
    gate: KeyGate,
    /// Whether the mouse is the desk's.
    mouse: Switch,
}

impl RunningDesk {
    async fn run_loop(
        &mut self,
        mut display: Display,
        (mut signals, mut screen): (Signals, ScreenSignals),
    ) -> Result<()> {
        self.take(self.clock.tick());
        self.draw(&mut display)?;
        display.ask(self.screen.look())?;
        display.listen(self.mouse)?;
        // The frame first: recording who opened the desk waits for the disk, and so does what is closed.
        let opened = Audit {
            act: self.entry,
            object: if self.entry == AuditAct::Opened { "opslag" } else { "desk" }.to_owned(),
            result: Outcome::Succeeded,
            origin: Origin::Desk,
        };
        self.execute(vec![Effect::Audit(opened), Effect::Recent, Effect::Held]);
        if self.model.session.role == Role::Writes {
            let mut effects = vec![self.model.view.read_sources()];
            // What a mail program was given before the lock stays until the officer leaves.
            if self.entry == AuditAct::Opened {
                effects.push(Effect::Sweep);
            }
            self.execute(effects);
        }
        self.open_door();
        let mut inputs = keyboard::listen(QUEUE_SIZE, self.gate.clone())?;
        while !self.model.stopping {
            let wait = self.clock.wait(&self.model);
            tokio::select! {
                biased;
                signal = signals.next() => match signal {
                    // Whoever has the terminal gets its keys.
                    SignalEvent::Interrupt if self.own_editor.is_some() => {}
                    SignalEvent::Stop | SignalEvent::Interrupt => self.stop(),
                    SignalEvent::Lock => self.take(Msg::Lock),
                },
                signal = screen.next() => self.screen_signal(signal, &mut display)?,
                input = inputs.recv() => match input {
                    Some(input) => self.input(input, &mut inputs),
                    // The terminal is gone: nothing more will come.
                    None => self.stop(),
                },
                Some(msg) = self.receiver.recv() => self.take(msg),
                msg = RunningEditor::ended(&mut self.own_editor) => {
                    display.take_again()?;
                    self.gate.open();
                    self.take(msg);
                }
                Some(visit) = self.shell.next() => self.visit(visit),
                () = tokio::time::sleep(wait) => {}
            }
            while let Ok(msg) = self.receiver.try_recv() {
                self.take(msg);
            }
            while let Ok(input) = inputs.try_recv() {
                self.input(input, &mut inputs);
            }
            self.open_door();
            if self.sleep_guard.slept() {
                self.take(Msg::Slept);
            }
            self.tick();
            if self.suspending && self.model.is_idle() {
                self.suspend(&mut display)?;
            }
            if let Some((zaak, draft, text)) = self.editing.take() {
                self.edit_outside(&mut display, zaak, draft, &text)?;
            }
            if self.model.dirty && self.own_editor.is_none() {
                self.draw(&mut display)?;
            }
        }
        if let Some(editor) = self.own_editor.take() {
            self.take(editor.end());
        }
        for msg in self.effect_runner.announcer.last_words(&mut self.receiver).await {
            self.take(msg);
        }
        // The next key is for whoever has the terminal after this desk.
        self.gate.close();
        Ok(())
    }

    /// Looks at the clock.
    fn tick(&mut self) {
        if let Some((from, to)) = self.clock_watch.jump(self.clock) {
            self.take(Msg::ClockJump { from, to });
        }
        self.take(self.clock.tick());
    }

    fn input(&mut self, input: TerminalInput, waiting: &mut Receiver<TerminalInput>) {
        // Keys are judged at the moment they are pressed, not at the last tick.
        self.tick();
        let recorded = self.model.session.writes.asked;
        match input {
            TerminalInput::Key(key) => self.key(key),
            TerminalInput::Together(keys) => self.take(Msg::Together(keys)),
            TerminalInput::Terminal(event) => self.terminal_event(event),
            TerminalInput::Paste(text) | TerminalInput::Burst(text) => self.paste(&text),
        }
        // What was typed before anybody could see that an act was recorded was not meant for what is there now.
        if self.model.session.writes.asked != recorded && waiting.try_recv().is_ok() {
            while waiting.try_recv().is_ok() {}
            self.take(Msg::InputDropped);
        }
    }

    fn key(&mut self, key: KeyPress) {
        if let Some(msg) = self.screen.key(&self.model.view, key) {
            self.take(msg);
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some(msg) = self.screen.paste(&self.model.view, text) {
            self.take(msg);
            match sanitize::left_out(text) {
                0 => {}
                count => self.take(Msg::LeftOut(count)),
            }
        }
    }

    /// Who writes takes work from the shell, also once it writes after having looked along.
    fn open_door(&mut self) {
        if self.model.session.role == Role::Writes {
            self.shell.open(self.effect_runner.store_handle());
        }
    }

    fn visit(&mut self, visit: Visit) {
        self.tick();
        if let Some(msg) = self.effect_runner.receive(visit) {
            self.take(msg);
        }
    }

    fn take(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.execute(effects);
    }

    fn execute(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Screen(effect) = effect {
                self.on_screen(effect);
            } else if let Some(msg) = self.effect_runner.run(effect) {
                // What can be answered on the spot is; that answer may ask for more.
                self.take(msg);
            }
        }
    }

    fn on_screen(&mut self, effect: ScreenEffect) {
        match effect {
            ScreenEffect::Redraw => self.redraw = true,
            ScreenEffect::Suspend => self.suspending = true,
            ScreenEffect::EditOutside { zaak, draft, text } => self.editing = Some((zaak, draft, text)),
        }
    }

    fn stop(&mut self) {
        let mut effects = Vec::new();
        leave::stop(&mut self.model, &mut effects);
        self.execute(effects);
    }

    /// Saves what was typed and waits until all that was asked for is in the log or refused.
    fn save_all(&mut self) {
        let mut effects = Vec::new();
        typing::save_typed(&mut self.model, SaveScope::All, &mut effects);
        self.execute(effects);
        while !(self.model.is_idle() && self.model.session.held.is_idle() && self.model.session.alarm_service.is_idle())
            && let Some(msg) = self.receiver.blocking_recv()
        {
            self.take(msg);
        }
    }

    fn draw(&mut self, display: &mut Display) -> Result<()> {
        self.model.dirty = false;
        if std::mem::take(&mut self.redraw) {
            display.fit_window()?;
        }
        let screen = &mut self.screen;
        self.model.shown(|view| display.draw(|frame| screen.draw(view, frame)))?;
        if let Some(msg) = self.screen.news(&self.model.view) {
            self.take(msg);
        }
        Ok(())
    }
}
