//! The screen: reads the view, writes cells, decides nothing. Panels are one file each; the only
//! state kept here is the text field of the editor, because it belongs to the terminal side.

pub mod ascii;
mod banner;
mod big_clock;
mod body;
mod certain;
mod departure;
mod detail;
mod editor;
mod film;
mod footer;
mod header;
mod horizon;
pub mod key;
mod layer;
mod list;
pub mod look;
mod marks;
mod message;
pub mod passphrase;
mod pointer;
pub mod privacy;
mod qr;
mod rows;
mod sheet;
pub mod text;
pub mod theme;
pub mod welcome;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
};

use self::{
    key::terminal_event::MouseInput,
    pointer::{PointedScreen, Pointer},
};
use crate::{
    desk::{
        command::{CommandId, Scope},
        layer::Layer,
        msg::Msg,
        state::{
            departure::Departure,
            form::Form,
            key::{KeyPress, KeySym},
            qr_codes::DrawnCode,
            shielding::Shielding,
        },
        view::View,
    },
    domain::sanitize,
    outgoing::spelling::Speller,
    ui::{
        editor::EditorField,
        look::Look,
        theme::{Rgb, Theme},
    },
};

/// Below this many columns or lines one legible line is all that fits.
const NARROWEST: (u16, u16) = (60, 15);

/// True while something else than the topmost layer takes what is typed.
fn is_elsewhere(view: &View) -> bool {
    view.shielding != Shielding::None || view.around.departure != Departure::No
}

/// True for what leaves, covers or redraws, and for taking down a call: none of it decides or answers what nobody sees.
fn works_unseen(view: &View, key: KeyPress) -> bool {
    if key.code == KeySym::Esc || (key.ctrl && key.code == KeySym::Char('c')) {
        return true;
    }
    if call(view).is_some() {
        // In its last field Enter opens a case.
        return !key.ctrl && !key.alt && key.code != KeySym::Enter;
    }
    let command = view.setup.keymap.find(key, &[Scope::Desk]).filter(|_| view.layers.is_empty());
    command.is_some_and(|id| {
        [CommandId::Quit, CommandId::Phone, CommandId::Lock, CommandId::Redraw, CommandId::Privacy].contains(&id)
    })
}

/// The call that is being taken down.
fn call(view: &View) -> Option<&Form> {
    let Some(Layer::Form(form)) = view.layers.last() else { return None };
    form.call.as_ref().map(|_| form.as_ref())
}

/// The screen and its text field.
#[derive(Debug)]
pub struct Screen {
    look: Look,
    editor: Option<EditorField>,
    speller: Speller,
    pointer: Pointer,
    /// Where the body stood when it was drawn last.
    body: Rect,
    /// Whether the window was too small for the desk when it was drawn last.
    is_cramped: bool,
    /// The sign that was typed last: some stay only behind another.
    typed: Option<char>,
    /// What became of the code that was drawn last, where one lay on top.
    code: Option<DrawnCode>,
}

impl Screen {
    /// A screen that looks so.
    pub fn new(look: Look) -> Self {
        let pointer = Pointer { pressed: None, dragging: false };
        Self {
            look,
            editor: None,
            speller: Speller::default(),
            pointer,
            body: Rect::ZERO,
            is_cramped: false,
            typed: None,
            code: None,
        }
    }

    /// The same screen with what marks the spelling of a text.
    #[must_use]
    pub fn spelled_by(self, speller: Speller) -> Self {
        Self { speller, ..self }
    }

    /// How it looks.
    pub const fn look(&self) -> &Look {
        &self.look
    }

    /// Takes the background that the terminal answered; `true` when the screen looks different now.
    pub fn take_background(&mut self, background: Rgb) -> bool {
        self.look.take(background)
    }

    /// Turns a key into a message: the text field of an open editor takes what is its own. In a window that shows
    /// one line nothing is taken that could record what nobody sees.
    pub fn key(&mut self, view: &View, key: KeyPress) -> Option<Msg> {
        if is_elsewhere(view) {
            return Some(Msg::KeyPress(key));
        }
        if self.is_cramped && !works_unseen(view, key) {
            return None;
        }
        // No field holds what nobody sees; it is said where it goes. A passphrase is nobody's to change.
        let before = std::mem::replace(&mut self.typed, key.character());
        let unseen = key.character().is_some_and(|c| !sanitize::stays_behind(before, c));
        if unseen && !matches!(view.layers.last(), Some(Layer::Passphrase(_))) {
            return Some(Msg::LeftOut(1));
        }
        // A key that answers a question is no text.
        if matches!(view.layers.last(), Some(Layer::Editor(editor)) if editor.question.is_some()) {
            return Some(Msg::KeyPress(key));
        }
        if let Some(word) = self.editor_for(view).and_then(|field| field.word_to_turn(key)) {
            return Some(Msg::TurnWord(word));
        }
        Some(match self.editor_for(view).and_then(|field| field.key(key)) {
            Some(edits) => Msg::EditorTyped(edits),
            None => Msg::KeyPress(key),
        })
    }

    /// Turns what the mouse did into a message; a covered screen has nothing to point at.
    pub fn mouse(&mut self, view: &View, mouse: MouseInput) -> Option<Msg> {
        if is_elsewhere(view) || self.body.is_empty() {
            return None;
        }
        let theme = self.look.theme();
        let msg = self.pointer.take(view, mouse, PointedScreen { body: self.body, theme: &theme })?;
        // An open text field takes the arrow of a wheel as its own.
        if let Msg::KeyPress(key) = msg { self.key(view, key) } else { Some(msg) }
    }

    /// Turns pasted text into a message; a window that shows one line takes none but for a call.
    pub fn paste(&mut self, view: &View, text: &str) -> Option<Msg> {
        if is_elsewhere(view) {
            return Some(Msg::Paste(text.to_owned()));
        }
        if self.is_cramped && call(view).is_none() {
            return None;
        }
        Some(match self.editor_for(view) {
            Some(field) => Msg::EditorTyped(field.paste(text)),
            None => Msg::Paste(text.to_owned()),
        })
    }

    /// The text field, in step with the view: there while an editor is on top, gone otherwise.
    fn editor_for(&mut self, view: &View) -> Option<&mut EditorField> {
        let Some(layer) = view.layers.last() else {
            self.editor = None;
            return None;
        };
        let editor = layer.editor()?;
        if !self.editor.as_ref().is_some_and(|v| v.belongs_to(editor)) {
            self.editor = Some(EditorField::new(editor, self.editor.take(), self.speller.clone()));
        }
        self.editor.as_mut()
    }

    /// What the desk has to hear of the frame that was drawn last.
    pub fn news(&self, view: &View) -> Option<Msg> {
        let Some(Layer::Qr(shown)) = view.layers.last() else { return None };
        self.code.filter(|drawn| shown.is_news(*drawn)).map(Msg::CodeDrawn)
    }

    /// Draws the view.
    pub fn draw(&mut self, view: &View, frame: &mut Frame<'_>) {
        self.draw_in(self.look.theme(), view, frame);
        self.look.finish(frame.buffer_mut());
    }

    /// What covers the desk: its lock, or what the officer put over it.
    fn draw_cover(&mut self, theme: Theme, view: &View, frame: &mut Frame<'_>) {
        match &view.shielding {
            Shielding::ScreenLock(screen_lock) => {
                // Nothing of the editor stays behind the lock.
                self.editor = None;
                if let Some(form) = screen_lock.call() {
                    let area = frame.area();
                    frame.render_widget(ratatui::widgets::Clear, area);
                    layer::form::draw(form, view, &theme, frame, area);
                    return;
                }
                let demo = view.setup.demo;
                let line = screen_lock.line(view.now, usize::from(frame.area().width.min(40)), demo);
                let phone = if demo {
                    "Telefoon? n of Ctrl-N."
                } else {
                    "Telefoon? n en Enter, of Ctrl-N; het blijft verzegeld."
                };
                privacy::draw(view, &theme, frame, "Piket is vergrendeld.", &line, phone);
            }
            Shielding::None => {}
            Shielding::Closing => {
                privacy::draw(view, &theme, frame, "Piket gaat op slot.", "Even geduld…", "");
            }
            Shielding::Privacy => {
                let phone = format!("Telefoon? {}.", view.setup.keymap.first(CommandId::Phone));
                privacy::draw(view, &theme, frame, "Het scherm is afgedekt.", "F9 of Esc toont het weer", &phone);
            }
        }
    }

    fn draw_in(&mut self, theme: Theme, view: &View, frame: &mut Frame<'_>) {
        let area = frame.area();
        self.body = Rect::ZERO;
        self.code = None;
        if view.shielding != Shielding::None {
            return self.draw_cover(theme, view, frame);
        }
        self.is_cramped = area.width < NARROWEST.0 || area.height < NARROWEST.1;
        if self.is_cramped {
            match view.around.departure {
                Departure::Asked => departure::draw(view, &theme, frame, area),
                Departure::No | Departure::ToWatch | Departure::Locked => header::cramped(view, &theme, frame, area),
            }
            return;
        }
        let [top, middle, _, bottom] = area.layout(&Layout::vertical([
            Constraint::Length(header::height(view, area)),
            Constraint::Min(1),
            Constraint::Length(message::height(area.height)),
            Constraint::Length(1),
        ]));
        self.body = middle;
        header::draw(view, &theme, frame, (top, area));
        let ahead = body::shows_ahead(middle).map(|span| view.horizon(span));
        body::draw(view, ahead.as_ref(), &theme, frame, middle);
        footer::draw(view, &theme, frame, bottom);
        message::draw(view, &theme, frame, bottom);
        self.editor_for(view);
        for layer in &view.layers {
            match layer {
                Layer::Form(form) => layer::form::draw(form, view, &theme, frame, middle),
                Layer::CallBack(call) => layer::call_back::draw(call, view, &theme, frame, middle),
                Layer::Picker(picker) => layer::picker::draw(picker, &theme, frame, middle),
                Layer::WhatIf(trial, typed) => layer::what_if::draw(trial, typed, view, &theme, frame, middle),
                Layer::Weigh { zaak, cursor } => {
                    // What an answer did is read whole, also where it takes lines that the questions stood on.
                    let more = message::lines_over(view, area);
                    let height = middle.height.saturating_sub(more);
                    let above = Rect { height, ..middle };
                    layer::weigh::draw(*zaak, *cursor, view, &theme, frame, above);
                }
                Layer::Editor(editor) => {
                    if let Some(field) = self.editor.as_mut().filter(|v| v.belongs_to(editor)) {
                        field.draw(editor, view, &theme, frame, middle);
                    }
                }
                Layer::Versions(versions) => layer::versions::draw(versions, &theme, frame, middle),
                Layer::FilmReading => film::reads(view, &theme, frame, bottom),
                Layer::Film(film) => film::draw(film, view, &theme, frame, area),
                Layer::Qr(shown) => self.code = qr::draw(shown, view, (&theme, self.look.signs), frame, area),
                Layer::Monitor(screen) => layer::monitor::draw(screen, &theme, frame, middle),
                Layer::Overdracht(screen) => layer::overdracht::draw(screen, &theme, frame, middle),
                Layer::Passphrase(question) => {
                    layer::passphrase::draw(question, view.now, &theme, frame, middle);
                }
                Layer::Horizon(shown) => horizon::draw(*shown, view, &theme, frame, middle),
                Layer::Search(input) => footer::search_line(input, view, &theme, frame, bottom),
            }
        }
        if view.around.departure == Departure::Asked {
            departure::draw(view, &theme, frame, middle);
        }
    }
}
