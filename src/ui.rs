//! The screen: reads the view and the session, writes cells, decides nothing. Panels are one file each; the only
//! state kept here is the text field of the editor, because it belongs to the terminal side.

mod banner;
mod body;
mod departure;
mod detail;
mod editor;
mod film;
mod footer;
mod header;
pub mod key;
mod layer;
mod list;
mod message;
pub mod passphrase;
pub mod privacy;
mod qr;
mod rows;
mod sheet;
pub mod text;
pub mod theme;
pub mod welcome;

use ratatui::{
    Frame,
    layout::{Constraint, Layout},
};

use crate::{
    desk::{
        model::Model,
        msg::Msg,
        state::{departure::Departure, key::KeyPress, layer::Layer, shielding::Shielding},
    },
    ui::{editor::EditorField, theme::Theme},
};

/// Below this many columns or lines one legible line is all that fits.
const NARROWEST: (u16, u16) = (60, 15);

/// True while something else than the topmost layer takes what is typed.
fn is_elsewhere(model: &Model) -> bool {
    model.session.shielding != Shielding::None || model.session.departure != Departure::No
}

/// The screen and its text field.
#[derive(Debug)]
pub struct Screen {
    theme: Theme,
    editor: Option<EditorField>,
}

impl Screen {
    /// A screen in these colours.
    pub const fn new(theme: Theme) -> Self {
        Self { theme, editor: None }
    }

    /// Turns a key into a message: the text field of an open editor takes what is its own.
    pub fn key(&mut self, model: &Model, key: KeyPress) -> Msg {
        if is_elsewhere(model) {
            return Msg::KeyPress(key);
        }
        match self.editor_for(model).and_then(|field| field.key(key)) {
            Some(text) => Msg::EditorText(text),
            None => Msg::KeyPress(key),
        }
    }

    /// Turns pasted text into a message.
    pub fn paste(&mut self, model: &Model, text: &str) -> Msg {
        if is_elsewhere(model) {
            return Msg::Paste(text.to_owned());
        }
        match self.editor_for(model) {
            Some(field) => Msg::EditorText(field.paste(text)),
            None => Msg::Paste(text.to_owned()),
        }
    }

    /// The text field, in step with the model: there while an editor is on top, gone otherwise.
    fn editor_for(&mut self, model: &Model) -> Option<&mut EditorField> {
        let Some(layer) = model.session.layers.last() else {
            self.editor = None;
            return None;
        };
        let editor = layer.editor()?;
        if !self.editor.as_ref().is_some_and(|v| v.belongs_to(editor)) {
            self.editor = Some(EditorField::new(editor, self.editor.take()));
        }
        self.editor.as_mut()
    }

    /// Draws the model.
    pub fn draw(&mut self, model: &Model, frame: &mut Frame<'_>) {
        let area = frame.area();
        let theme = self.theme;
        match &model.session.shielding {
            Shielding::ScreenLock(screen_lock) => {
                // Nothing of the editor stays behind the lock.
                self.editor = None;
                if let Some(form) = screen_lock.call() {
                    frame.render_widget(ratatui::widgets::Clear, area);
                    layer::form::draw(form, &model.view, &theme, frame, area);
                    return;
                }
                let line = screen_lock.line(model.view.now, usize::from(area.width.min(40)));
                privacy::draw(
                    model,
                    &theme,
                    frame,
                    "Piket is vergrendeld.",
                    &line,
                    "Telefoon? n en Enter, of Ctrl-N; het blijft verzegeld.",
                );
                return;
            }
            Shielding::None => {}
            Shielding::Privacy => {
                privacy::draw(model, &theme, frame, "Het scherm is afgedekt.", "F9 of Esc toont het weer", "");
                return;
            }
        }
        if area.width < NARROWEST.0 || area.height < NARROWEST.1 {
            match model.session.departure {
                Departure::Asked => departure::draw(model, &theme, frame, area),
                Departure::No | Departure::ToWatch => header::one_line(model, &theme, frame, area),
            }
            return;
        }
        let [top, middle, _, bottom] = area.layout(&Layout::vertical([
            Constraint::Length(header::height(model, area.height)),
            Constraint::Min(1),
            Constraint::Length(message::height(area.height)),
            Constraint::Length(1),
        ]));
        header::draw(model, &theme, frame, top);
        body::draw(&model.view, &theme, frame, middle);
        footer::draw(model, &theme, frame, bottom);
        message::draw(model, &theme, frame, bottom);
        self.editor_for(model);
        for layer in &model.session.layers {
            match layer {
                Layer::Form(form) => layer::form::draw(form, &model.view, &theme, frame, middle),
                Layer::CallBack(call) => layer::call_back::draw(call, &model.view, &theme, frame, middle),
                Layer::Picker(picker) => layer::picker::draw(picker, &theme, frame, middle),
                Layer::WhatIf(trial, typed) => layer::what_if::draw(trial, typed, &model.view, &theme, frame, middle),
                Layer::Weigh { zaak, cursor } => layer::weigh::draw(*zaak, *cursor, &model.view, &theme, frame, middle),
                Layer::Editor(editor) => {
                    if let Some(field) = self.editor.as_mut().filter(|v| v.belongs_to(editor)) {
                        field.draw(editor, &model.view, &theme, frame, middle);
                    }
                }
                Layer::Versions(versions) => layer::versions::draw(versions, &theme, frame, middle),
                Layer::FilmReading => film::reads(model, &theme, frame, bottom),
                Layer::Film(film) => film::draw(film, model, &theme, frame, area),
                Layer::Qr(shown) => qr::draw(shown, &theme, frame, area),
                Layer::Monitor(screen) => layer::monitor::draw(screen, &theme, frame, middle),
                Layer::Passphrase(question) => {
                    layer::passphrase::draw(question, model.view.now, &theme, frame, middle);
                }
                Layer::Search(input) => footer::search_line(input, model, &theme, frame, bottom),
            }
        }
        if model.session.departure == Departure::Asked {
            departure::draw(model, &theme, frame, middle);
        }
    }
}
