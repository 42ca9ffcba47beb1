//! A desk without a terminal. Keys go through the screen into the real update loop; the store
//! answers at once, or only when it is told to, and the clock stands still until it is moved.

#[path = "cases.rs"]
mod cases;
#[path = "effects.rs"]
mod effects;
#[path = "watchdog.rs"]
mod watchdog;

use std::{collections::VecDeque, sync::OnceLock};

use chrono::Duration;
use piket::{
    acts::Act,
    desk::{
        effect::Effect,
        model::Model,
        msg::Msg,
        ops::{around, write_queue},
        state::{
            departure::Departure,
            hand::Hand,
            item::Item,
            key::KeyPress,
            locked_desk::LockedDesk,
            on_commit::{OnCommit, Telling},
            screen::StatusLine,
        },
        update::update,
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        rij::Rij,
        uptime::Uptime,
    },
    ui::{Screen, key::terminal_event::MouseInput, look::Look, theme::ColorScheme},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};
use watchdog::Watchdog;

use crate::{
    acts::written,
    fake_store::{FakeStore, Narrative, history, setup},
    picture,
};

/// What a test answers.
pub type TestResult = Result<(), Box<dyn std::error::Error>>;

/// The night all screens are drawn in, unless a test moves the clock: a Sunday.
pub const NIGHT: &str = "2026-11-22T02:10:00+01:00";

/// A desk to type on.
pub struct TestDesk {
    /// The real model.
    pub model: Model,
    /// The log.
    pub fake_store: FakeStore,
    /// What the desk asked of the world besides reading and writing the log.
    pub requested: Vec<Effect>,
    /// True while the store keeps its answers to itself.
    pub slow: bool,
    /// How often the store refused to write.
    pub refused: usize,
    /// True while the store refuses everything: the disk is full.
    pub full: bool,
    /// True while no other folder takes a sealed text either.
    pub nowhere: bool,
    /// How often the versions of a draft were read.
    pub read_versions: usize,
    /// Every message it took since it was opened, in order.
    pub taken: Vec<Msg>,
    /// How long each key kept it busy.
    pub watchdog: Watchdog,
    /// Where the officer was when the desk was locked.
    left: LockedDesk,
    answers: VecDeque<Msg>,
    pub screen: Screen,
    terminal: Terminal<TestBackend>,
}

impl TestDesk {
    /// Opens a desk on a story, as it stands at `now`.
    pub fn open(narrative: Narrative, now: &str) -> Result<Self> {
        let now = Moment::from_rfc3339(now)?;
        let mut setup = setup()?;
        setup.demo = narrative != Narrative::Empty;
        let mut fake_store = FakeStore::default();
        fake_store.play(history(narrative, &setup, now)?)?;
        let model = Model::new(setup, fake_store.open(), now, Uptime::default(), Vec::new());
        let mut desk = Self::with(model, fake_store);
        desk.at(now);
        desk.run_effects(vec![Effect::Recent]);
        desk.answer();
        Ok(desk)
    }

    /// The same store opened again, by a program that knows nothing but what was kept.
    pub fn restarted(&self) -> Self {
        let (setup, now) = (self.model.view.setup.clone(), self.model.view.now);
        let model = Model::new(setup, self.fake_store.open(), now, Uptime::default(), Vec::new());
        let mut desk = Self::with(model, self.fake_store.clone());
        desk.at(now);
        desk.run_effects(vec![Effect::Recent, Effect::Held]);
        desk.answer();
        desk
    }

    /// The demo week at [`NIGHT`], built once and copied after that.
    pub fn week() -> Result<Self> {
        static WEEK: OnceLock<(Model, FakeStore)> = OnceLock::new();
        if let Some((model, fake_store)) = WEEK.get() {
            return Ok(Self::with(model.clone(), fake_store.clone()));
        }
        let desk = Self::open(Narrative::Week, NIGHT)?;
        // When another test was first, both built the same.
        let _ = WEEK.set((desk.model.clone(), desk.fake_store.clone()));
        Ok(Self::with(desk.model, desk.fake_store))
    }

    /// An empty desk at [`NIGHT`].
    pub fn empty() -> Result<Self> {
        Self::open(Narrative::Empty, NIGHT)
    }

    fn with(model: Model, fake_store: FakeStore) -> Self {
        let Ok(terminal) = Terminal::new(TestBackend::new(80, 24));
        let screen = Screen::new(Look::default());
        Self {
            model,
            fake_store,
            requested: Vec::new(),
            slow: false,
            refused: 0,
            full: false,
            nowhere: false,
            read_versions: 0,
            taken: Vec::new(),
            watchdog: Watchdog::default(),
            left: LockedDesk::default(),
            answers: VecDeque::new(),
            screen,
            terminal,
        }
    }

    /// In other colours.
    pub fn colors(mut self, colors: ColorScheme) -> Self {
        self.screen = Screen::new(Look { colors, ..Look::default() });
        self
    }

    /// That looks otherwise.
    pub fn look(mut self, look: Look) -> Self {
        self.screen = Screen::new(look);
        self
    }

    /// On a terminal of this size.
    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size(width, height);
        self
    }

    /// Resizes the terminal.
    pub fn size(&mut self, width: u16, height: u16) {
        self.terminal.backend_mut().resize(width, height);
        self.model.dirty = true;
    }

    /// Moves the clock to a moment.
    pub fn at(&mut self, now: Moment) {
        let tick = tick(&self.model, now);
        self.send(tick);
    }

    /// Sets the wall clock while no time goes by.
    pub fn set_clock(&mut self, now: Moment) {
        let uptime = self.model.view.uptime;
        self.send(Msg::Tick { now, uptime });
    }

    /// Lets time pass.
    pub fn after(&mut self, duration: Duration) {
        self.at(self.model.view.now.plus(duration));
    }

    /// Types keys: characters, and names between angle brackets (`jj<enter>`).
    pub fn keys(&mut self, text: &str) -> Result<()> {
        for key in parse_keys(text)? {
            // Typed by a hand that means every key.
            self.model.session.hand = Hand::default();
            self.key(key);
        }
        Ok(())
    }

    /// One key, as the loop takes it: through the screen, then the clock.
    pub fn key(&mut self, key: KeyPress) {
        self.watchdog.begin();
        let msg = self.watchdog.watch(|| self.screen.key(&self.model.view, key));
        if let Some(msg) = msg {
            self.send(msg);
        }
        self.at(self.model.view.now);
    }

    /// One act of the mouse on the screen as it was drawn last.
    pub fn mouse(&mut self, mouse: MouseInput) {
        if let Some(msg) = self.screen.mouse(&self.model.view, mouse) {
            self.send(msg);
        }
    }

    /// Pastes text.
    pub fn paste(&mut self, text: &str) {
        self.watchdog.begin();
        let msg = self.watchdog.watch(|| self.screen.paste(&self.model.view, text));
        if let Some(msg) = msg {
            self.send(msg);
        }
    }

    /// One message, with all that follows from it.
    pub fn send(&mut self, msg: Msg) {
        self.take(msg);
        if !self.slow {
            self.answer();
        }
    }

    /// Lets the store answer what it was asked.
    pub fn answer(&mut self) {
        while let Some(msg) = self.answers.pop_front() {
            self.take(msg);
        }
    }

    /// True when the store owes no answer, and nothing waits for one.
    pub fn is_answered(&self) -> bool {
        self.answers.is_empty() && self.model.is_idle()
    }

    /// Gives these messages to the model and nothing else: what the store answered is among them.
    pub fn replay(&mut self, taken: &[Msg]) {
        for msg in taken {
            update(&mut self.model, msg.clone());
        }
    }

    fn take(&mut self, msg: Msg) {
        self.taken.push(msg.clone());
        let effects = self.watchdog.watch(|| update(&mut self.model, msg));
        self.run_effects(effects);
        if self.model.stopping && self.model.session.departure == Departure::Locked {
            self.go_behind_lock();
        }
    }

    /// An act, as a form or a key would give it; answers with what refused it.
    pub fn run(&mut self, act: &Act) -> Result<()> {
        self.model.session.line = None;
        let mut effects = Vec::new();
        let done = write_queue::perform(
            &mut self.model,
            act,
            OnCommit::Say(Telling::Sentence("gedaan".to_owned())),
            &mut effects,
        );
        self.run_effects(effects);
        self.answer();
        match (done, self.model.session.line.take()) {
            (false, Some((StatusLine::Error(error), _))) => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes a message and checks it.
    pub fn write(&mut self, zaak: Zaaknummer, draft: DraftKind, text: &str) -> Result<()> {
        written(zaak, draft, text).iter().try_for_each(|act| self.run(act))
    }

    /// Puts the cursor of the list on a case.
    pub fn choose(&mut self, zaak: Zaaknummer) {
        self.model.view.choose(Some(Item::Zaak(zaak)));
        self.model.dirty = true;
    }

    /// The open case of the week with this row.
    pub fn choose_rij(&mut self, rij: &str) -> Result<Zaaknummer> {
        let rij = Rij::parse(rij)?;
        let zaak = self.model.view.desk.zaken.values().find(|z| z.is_open() && z.rij() == Some(rij)).map(|z| z.number);
        let zaak = zaak.ok_or_else(|| Error::usage(format!("Er is geen open zaak op rij {rij}.")))?;
        self.choose(zaak);
        Ok(zaak)
    }

    /// Draws, whether the model asks for it or not.
    pub fn draw(&mut self) -> &Buffer {
        // A test may have changed what no message changes.
        around::look(&mut self.model);
        let (terminal, screen) = (&mut self.terminal, &mut self.screen);
        let model = &mut self.model;
        let Ok(()) =
            self.watchdog.watch(|| model.shown(|view| terminal.draw(|frame| screen.draw(view, frame)).map(drop)));
        self.model.dirty = false;
        if let Some(msg) = self.screen.news(&self.model.view) {
            self.send(msg);
        }
        self.terminal.backend().buffer()
    }

    /// What stands on the screen.
    pub fn text(&mut self) -> String {
        picture::text(self.draw())
    }

    /// The line of the screen that holds this, without what stands around it.
    pub fn line(&mut self, with: &str) -> String {
        self.text().lines().find(|r| r.contains(with)).unwrap_or_default().trim().to_owned()
    }

    /// Text, styles and cursor of the screen, for a snapshot.
    pub fn picture(&mut self) -> String {
        let buffer = self.draw();
        let (text, styles) = (picture::text(buffer), picture::styles(buffer));
        let Ok(cursor) = self.terminal.get_cursor_position();
        format!("{text}\n~~~ cursor {},{}\n{styles}", cursor.x, cursor.y)
    }
}

/// The clocks at this moment, after as much time as the wall clock moved on.
pub fn tick(model: &Model, now: Moment) -> Msg {
    let gone = now.since(model.view.now).max(Duration::zero());
    Msg::Tick { now, uptime: model.view.uptime.plus(gone) }
}

/// Reads the key language: a name between angle brackets is one key, every other character is one.
pub fn parse_keys(text: &str) -> Result<Vec<KeyPress>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let name = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        if let Some((name, after)) = name {
            out.push(name.parse()?);
            rest = after;
        } else {
            out.push(c.to_string().replace(' ', "spatie").parse()?);
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    Ok(out)
}

/// Compares a screen with the one that was looked at and found right.
pub fn compare(name: &str, picture: &str) {
    let mut setting = insta::Settings::clone_current();
    setting.set_prepend_module_to_snapshot(false);
    setting.set_omit_expression(true);
    setting.set_snapshot_path("snapshots");
    setting.bind(|| insta::assert_snapshot!(name, picture));
}
