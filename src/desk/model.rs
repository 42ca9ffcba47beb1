//! An open desk: what is drawn of it, and the session of the officer who sits at it.

use super::{
    command::CommandId,
    layer::{Layer, Picker},
    session::Session,
    state::{
        form::Form,
        locked_desk::LockedDesk,
        motion::Motion,
        on_commit::Telling,
        screen::StatusLine,
        screen_lock::ScreenLock,
        setup::Setup,
        shielding::{Overview, Shielding},
    },
    view::View,
};
use crate::{
    acts::{before::Before, undo},
    domain::{error::Error, moment::Moment, refusal::Refusal, uptime::Uptime},
    judge::countdown::Countdown,
    log::{desk::Desk, zaak::Zaak},
};

/// The model.
#[derive(Debug, Clone)]
pub struct Model {
    /// What the screen draws of the desk.
    pub view: View,
    /// What is going on around it.
    pub session: Session,
    /// True when something visible changed since the last drawing.
    pub dirty: bool,
    /// True once the officer wants to leave.
    pub stopping: bool,
}

impl Model {
    /// A desk at this moment.
    pub fn new(setup: Setup, desk: Desk, now: Moment, uptime: Uptime, warnings: Vec<String>) -> Self {
        let view = View { uptime, ..View::new(setup, desk, now) };
        Self { view, session: Session::new(now, uptime, warnings), dirty: true, stopping: false }
    }

    /// The desk behind the lock: it knows no more than what was taken along.
    pub fn locked(setup: Setup, mut kept: LockedDesk, now: Moment, uptime: Uptime) -> Self {
        let desk = Desk { melding_counter: kept.last_melding, ..Desk::default() };
        let mut model = Self::new(setup, desk, now, uptime, Vec::new());
        model.session.alarm_service.read(std::mem::take(&mut kept.book));
        model.session.turn = kept.turn;
        model.view.shielding = Shielding::ScreenLock(Box::new(ScreenLock::new(kept)));
        model
    }

    /// All running terms of open cases, in no particular order.
    pub fn running(&self) -> impl Iterator<Item = &Countdown> {
        self.view.running()
    }

    /// The moments that are counted down to on screen.
    pub fn countdown_moments(&self, now: Moment) -> impl Iterator<Item = Moment> {
        let own = self.view.desk.zaken.values().flat_map(Zaak::running_reminders).map(|h| h.when);
        // An alarm says how late the moment in force is, also where a later reading is left.
        self.running().flat_map(move |k| [k.counts_to(now), k.due]).chain(own)
    }

    /// Hands out what is to be drawn: where the screen does not move, at the minute that the clock shows.
    pub fn shown<T>(&mut self, draw: impl FnOnce(&View) -> T) -> T {
        let exact = self.view.now;
        if self.view.setup.motion == Motion::Still && matches!(self.view.shielding, Shielding::None) {
            self.view.now = exact.minute();
        }
        let drawn = draw(&self.view);
        self.view.now = exact;
        drawn
    }

    /// Puts a form on top, as it was left if it was left half filled in.
    pub fn open_form(&mut self, mut form: Form) {
        if let Some(typed) = self.session.held.find(&form.target) {
            form.restore(typed);
        }
        self.view.layers.push(Layer::Form(Box::new(form)));
    }

    /// Puts a list to choose from on top.
    pub fn open_picker(&mut self, picker: Picker) {
        self.view.layers.push(Layer::Picker(picker));
    }

    /// What a covered screen tells: it counts, and names nothing.
    pub fn overview(&self) -> Overview {
        let running = match &self.view.shielding {
            Shielding::ScreenLock(screen_lock) => screen_lock.kept().running,
            Shielding::None | Shielding::Privacy | Shielding::Closing => self.running().count(),
        };
        Overview { running, alarm: self.session.alarm_service.book().next(self.view.now) }
    }

    /// Whether this desk may record.
    ///
    /// # Errors
    /// When it looks along: who writes, and what to do.
    pub fn may_record(&self) -> Result<(), Refusal> {
        self.session.role.may_record(&self.view.setup.keymap.first(CommandId::TakeOver))
    }

    /// True when everything that was asked for is in the log or refused.
    pub fn is_idle(&self) -> bool {
        self.session.writes.in_flight.is_none() && self.session.writes.queue.is_empty()
    }

    /// Takes the weighing questions away from a case that has lost its row, because the choice was undone while
    /// they were being opened: there is nothing left to ask, or to draw.
    pub fn close_without_rij(&mut self) {
        let zaken = &self.view.desk.zaken;
        self.view.layers.retain(|layer| match layer {
            Layer::Weigh { zaak, .. } => zaken.get(zaak).and_then(Zaak::rij).is_some(),
            Layer::Form(_)
            | Layer::CallBack(_)
            | Layer::Picker(_)
            | Layer::WhatIf(..)
            | Layer::Versions(_)
            | Layer::Horizon(_)
            | Layer::Editor(_)
            | Layer::Search(_)
            | Layer::FilmReading
            | Layer::Monitor(_)
            | Layer::Overdracht(_)
            | Layer::Qr(_)
            | Layer::Passphrase(_)
            | Layer::Film(_) => true,
        });
    }

    /// Puts a sentence on the bottom line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.put_line(StatusLine::Done(text.into()));
    }

    /// Says something more on the bottom line, behind what stands there.
    pub fn say_also(&mut self, note: &str) {
        let Some((mut line, _)) = self.session.line.take() else { return self.say(note) };
        match &mut line {
            StatusLine::Done(sentence) => *sentence = format!("{sentence} {note}"),
            StatusLine::Error(error) => error.sentence = format!("{} {note}", error.sentence),
        }
        self.session.said.pop_back();
        self.put_line(line);
    }

    /// Puts on the bottom line what acts wrote and what is demanded now; `before` holds the cases as they were.
    pub fn tell(&mut self, said: &Telling, before: &Before) {
        match said {
            Telling::Acts(acts) => {
                let told = self.view.after().told(acts, before, &self.undo_hint());
                self.say(told.join(" "));
            }
            Telling::Key(acts) => {
                let hint = self.undo_hint();
                let undo = undo::of_all(acts, before).told(&hint);
                let mut told = self.view.after().told(acts, before, &hint).join(" ");
                if !told.contains(undo) {
                    told = format!("{told} {undo}");
                }
                self.say(told);
            }
            Telling::Sentence(sentence) => self.say(sentence.clone()),
        }
    }

    /// By which key the last act is taken back.
    pub fn undo_hint(&self) -> String {
        let key = self.view.setup.keymap.first(CommandId::UndoLast);
        // Where it would be typed as a letter it is a key of the desk under that.
        if matches!(self.view.layers.last(), Some(Layer::Editor(_) | Layer::CallBack(_))) {
            return format!("Na Esc neemt toets {key} het terug.");
        }
        format!("Toets {key} neemt het terug.")
    }

    /// Puts an error on the bottom line.
    pub fn report_error(&mut self, error: Error) {
        self.put_line(StatusLine::Error(error));
    }

    fn put_line(&mut self, line: StatusLine) {
        self.session.keep_said(line.clone(), self.view.now);
        self.session.line = Some((line, self.view.uptime));
    }

    /// Says in the header, before all that only misses, what fails; nothing once it goes well again.
    pub fn put_failure(&mut self, sentence: Option<String>) {
        if self.session.failure != sentence {
            self.session.failure = sentence;
            self.dirty = true;
        }
    }

    /// Puts a sentence in the header, once.
    pub fn warn(&mut self, sentence: String) {
        if self.session.warn(sentence) {
            self.dirty = true;
        }
    }
}
