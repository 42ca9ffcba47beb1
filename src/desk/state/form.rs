//! A form on top of the desk: labelled fields, one cursor, never blocked by a required field. Whoever opens a
//! form says what a filled one asks for.

use super::{
    form_choice::{Proposed, Settled},
    form_consequence::FormConsequence,
    form_enter::EnterRecords,
    form_field::{FieldKind, FormField, Label},
    form_question::FormQuestion,
    form_time::StillTyped,
    key::{KeyPress, KeySym},
    line_input::LineInput,
    open_call::OpenCall,
    sending::{Keystroke, Sending},
    sight::Sight,
};
use crate::{
    acts::Act,
    domain::{
        error::Error,
        field_name::FieldName,
        form_target::FormTarget,
        moment::Moment,
        typed::{Typed, TypedField},
        uptime::Uptime,
    },
};
use std::sync::Arc;

/// Reads a filled form.
#[derive(Clone)]
pub struct Fill(Arc<FormReading>);

type FormReading = dyn Fn(&Form, Moment) -> Result<FormConsequence, Error> + Send + Sync;

impl std::fmt::Debug for Fill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Fill")
    }
}

impl PartialEq for Fill {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Fill {}

/// What a form answers to a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormAnswer {
    /// Something in a field may have changed.
    Changed,
    /// The officer is done with it.
    Record,
    /// Nothing of note.
    Nothing,
}

/// A text that was drafted for one choice; it goes when another is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// The choice.
    pub choice: String,
    /// The text.
    pub text: String,
}

/// A form being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What it is about, by which its text is found again.
    pub target: FormTarget,
    /// What a filled one asks for.
    pub fill: Fill,
    /// The call it is about, for a form that saves while typing.
    pub call: Option<OpenCall>,
    /// Its title.
    pub title: String,
    /// The question or remark under the title.
    pub explanation: String,
    /// How much of it was on screen.
    pub sight: Sight,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The reason that was drafted for one choice, if any.
    pub drafted: Option<Drafted>,
    /// Where Enter records.
    pub enter: EnterRecords,
    /// The field with the cursor.
    pub cursor: usize,
    /// What was wrong at the last attempt.
    pub error: Option<Error>,
    /// How it stands with what it asked for.
    pub sending: Sending,
    /// What it asked and was not answered yet.
    pub question: Option<FormQuestion>,
    /// When what was typed was last in the log, for forms that record while typing.
    pub saved: Option<Moment>,
    /// Since when something typed waits to be saved.
    pub unsaved: Option<Uptime>,
}

impl Form {
    /// A form without fields yet.
    pub fn new(
        target: FormTarget,
        title: impl Into<String>,
        fill: impl Fn(&Self, Moment) -> Result<FormConsequence, Error> + Send + Sync + 'static,
    ) -> Self {
        Self {
            target,
            fill: Fill(Arc::new(fill)),
            call: None,
            title: title.into(),
            explanation: String::new(),
            sight: Sight::default(),
            fields: Vec::new(),
            drafted: None,
            enter: EnterRecords::AtLast,
            cursor: 0,
            error: None,
            sending: Sending::No,
            question: None,
            saved: None,
            unsaved: None,
        }
    }

    /// A form that stands for one act.
    pub fn for_act(
        target: FormTarget,
        title: impl Into<String>,
        act: impl Fn(&Self, Moment) -> Result<Act, Error> + Send + Sync + 'static,
    ) -> Self {
        Self::new(target, title, move |form, now| Ok(FormConsequence::Acts(vec![act(form, now)?])))
    }

    /// A form that only asks for a reason, and then stands for this act.
    pub fn for_reason(
        target: FormTarget,
        title: impl Into<String>,
        explanation: impl Into<String>,
        act: impl Fn(String) -> Act + Send + Sync + 'static,
    ) -> Self {
        Self::for_act(target, title, move |form, _| Ok(act(form.text(FieldName::Reason))))
            .explanation(explanation)
            .field(FieldName::Reason, "Reden", FieldKind::Prose, "")
    }

    /// What it asks for as it is filled in.
    ///
    /// # Errors
    /// When a time or a name in it does not read, or where something is still to be chosen.
    pub fn consequence(&self, now: Moment) -> Result<FormConsequence, Error> {
        match self.fields.iter().find_map(FormField::choice_error) {
            Some(error) => Err(error),
            None => (self.fill.0)(self, now),
        }
    }

    /// Adds a line of explanation.
    #[must_use]
    pub fn explanation(mut self, explanation: impl Into<String>) -> Self {
        self.explanation = explanation.into();
        self
    }

    /// Adds a field.
    #[must_use]
    pub fn field(mut self, name: FieldName, label: impl Into<Label>, kind: FieldKind, text: &str) -> Self {
        let (input, began) = (LineInput::with(text), text.to_owned());
        self.fields.push(FormField { name, label: label.into(), kind, input, began, searching: false });
        self
    }

    /// The reason that stands there for one choice, and not for another.
    #[must_use]
    pub fn drafted(mut self, drafted: Option<Drafted>) -> Self {
        self.drafted = drafted;
        self
    }

    /// Puts the cursor where the typing starts; what stands before it is filled in already.
    #[must_use]
    pub fn start_at(mut self, name: FieldName) -> Self {
        self.cursor = self.fields.iter().position(|v| v.name == name).unwrap_or(0);
        self
    }

    /// The field of that name.
    pub fn find(&self, name: FieldName) -> Option<&FormField> {
        self.fields.iter().find(|v| v.name == name)
    }

    /// The text of the field of that name, or what is chosen there; empty when there is none.
    pub fn text(&self, name: FieldName) -> String {
        let text = |v: &FormField| v.choice().map_or_else(|| v.input.text().trim().to_owned(), str::to_owned);
        self.find(name).map(text).unwrap_or_default()
    }

    /// The time in the field of that name.
    ///
    /// # Errors
    /// When something was typed that is no time; it names the field.
    pub fn time(&self, name: FieldName, now: Moment) -> Result<Option<Moment>, Error> {
        let Some(field) = self.find(name) else { return Ok(None) };
        match field.time(now) {
            None => Ok(None),
            Some(Ok(read)) => Ok(Some(read.moment)),
            Some(Err(error)) => Err(Error { sentence: format!("{}: {}", field.label, error.sentence), ..error }),
        }
    }

    /// What "now" means in the field with the cursor. What is told in a call happened before the phone rang,
    /// also when the officer types it a minute later.
    fn just_now(&self, now: Moment) -> Moment {
        let here = self.fields.get(self.cursor).map(|v| v.name);
        let of_before_the_call = matches!(here, Some(FieldName::Voorval | FieldName::Constatering));
        let called = if of_before_the_call { self.time(FieldName::Called, now).ok().flatten() } else { None };
        called.map_or(now, |called| called.min(now))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyPress, now: Moment) -> FormAnswer {
        if matches!(key.code, KeySym::Enter | KeySym::Tab | KeySym::TabBack | KeySym::Down | KeySym::Up | KeySym::F(10))
        {
            self.fix_times(now, StillTyped::No);
        }
        let last = self.fields.len().saturating_sub(1);
        match (key.code, key.ctrl) {
            (KeySym::Char('s'), true) | (KeySym::F(10), false) => return self.filled(),
            (KeySym::Enter, false) if self.enter_records() => return self.filled(),
            (KeySym::Tab, false) => match self.take_proposal() {
                Proposed::Taken => {
                    self.cursor = if self.cursor == last { 0 } else { self.cursor + 1 };
                    return FormAnswer::Changed;
                }
                Proposed::Several => return FormAnswer::Nothing,
                Proposed::Nothing => {}
            },
            _ => {}
        }
        match (key.code, key.ctrl) {
            (KeySym::Enter | KeySym::Tab | KeySym::Down, false) => {
                self.error = None;
                return match self.settle_choice() {
                    Settled::Chosen => {
                        self.cursor = if self.cursor == last { 0 } else { self.cursor + 1 };
                        FormAnswer::Nothing
                    }
                    Settled::Carried => FormAnswer::Changed,
                    Settled::Stays => FormAnswer::Nothing,
                };
            }
            (KeySym::TabBack | KeySym::Up, false) => {
                if let Some(field) = self.fields.get_mut(self.cursor) {
                    field.settle();
                }
                self.cursor = self.cursor.checked_sub(1).unwrap_or(last);
                return FormAnswer::Nothing;
            }
            // What an arrow would take the place of stands there still, or elsewhere.
            (KeySym::Left | KeySym::Right, false) if self.holds_what_fits_nothing() => {
                return match self.settle_choice() {
                    Settled::Carried => FormAnswer::Changed,
                    Settled::Chosen | Settled::Stays => FormAnswer::Nothing,
                };
            }
            _ => {}
        }
        let just_now = self.just_now(now).amsterdam().format("%d-%m-%Y %H:%M").to_string();
        let Some(field) = self.fields.get_mut(self.cursor) else { return FormAnswer::Nothing };
        self.error = None;
        if matches!(field.kind, FieldKind::Choice(_)) {
            if !field.choice_key(key) {
                return FormAnswer::Nothing;
            }
            self.follow_choice();
            return FormAnswer::Changed;
        }
        let says_now = key.code == KeySym::F(2) || key.code == KeySym::Char('t') && key.ctrl;
        if says_now && matches!(field.kind, FieldKind::Time(_)) {
            field.input.set(&just_now);
        } else if field.is_suggested_time() && key.character().is_some_and(|c| !c.is_control()) {
            // Nobody means to type behind a moment that the desk put there.
            field.input.set("");
            field.input.key(key);
        } else if !field.input.key(key) {
            return FormAnswer::Nothing;
        }
        FormAnswer::Changed
    }

    /// Takes the drafted reason away where another choice was made, and gives it back; what was typed behind
    /// it stays.
    pub(super) fn follow_choice(&mut self) {
        let chosen = self.text(FieldName::Choice);
        let Some(Drafted { choice, text }) = &self.drafted else { return };
        let Some(field) = self.fields.iter_mut().find(|v| v.name == FieldName::Reason) else { return };
        if chosen == *choice {
            if field.input.text().trim().is_empty() {
                field.input.set(&format!("{text} "));
            }
        } else if let Some(own) = field.input.text().strip_prefix(text.as_str()).map(|own| own.trim_start().to_owned())
        {
            field.input.set(&own);
        }
    }

    /// What was typed so far, as it is kept.
    pub fn typed(&self) -> Typed {
        let field = |v: &FormField| TypedField {
            name: v.name,
            before: v.input.before_cursor().to_owned(),
            after: v.input.behind_cursor().to_owned(),
        };
        Typed { target: self.target.clone(), fields: self.fields.iter().map(field).collect(), cursor: self.cursor }
    }

    /// Puts back what was typed before.
    pub fn restore(&mut self, typed: &Typed) {
        for field in &mut self.fields {
            if let Some(was) = typed.fields.iter().find(|t| t.name == field.name) {
                field.input = LineInput::at_cursor(&was.before, &was.after);
                field.searching = field.is_sought();
            }
        }
        self.cursor = typed.cursor.min(self.fields.len().saturating_sub(1));
    }

    /// True while what it asks for is on its way to the log.
    pub const fn is_under_way(&self) -> bool {
        matches!(self.sending, Sending::UnderWay(_))
    }

    /// True while a disk that refused it is given a rest.
    pub const fn is_waiting_for_disk(&self) -> bool {
        matches!(self.sending, Sending::Refused(_))
    }

    /// What was typed since it was sent.
    pub fn taken_meanwhile(&mut self) -> Vec<Keystroke> {
        match std::mem::replace(&mut self.sending, Sending::No) {
            Sending::UnderWay(meanwhile) => meanwhile,
            Sending::No | Sending::Refused(_) => Vec::new(),
        }
    }

    /// Types what came while it was on its way; what would send or close it says nothing any more.
    pub fn take(&mut self, keystrokes: Vec<Keystroke>, now: Moment) {
        for keystroke in keystrokes {
            match keystroke {
                Keystroke::Key(key) => {
                    self.key(key, now);
                }
                Keystroke::Paste(text) => {
                    if let Err(error) = self.paste(&text) {
                        self.error = Some(error);
                    }
                }
            }
        }
    }

    /// Empties it to what it began with.
    pub fn begin_again(&mut self) {
        for field in &mut self.fields {
            field.input.set(&field.began);
            field.searching = false;
        }
    }

    /// True when it holds something that it did not begin with.
    pub fn is_touched(&self) -> bool {
        self.fields.iter().any(|v| v.input.text() != v.began)
    }

    /// Takes pasted text into the field with the cursor.
    ///
    /// # Errors
    /// When it is more than the field takes.
    pub fn paste(&mut self, text: &str) -> Result<(), Error> {
        match self.fields.get_mut(self.cursor) {
            Some(field) => {
                if matches!(field.kind, FieldKind::Choice(_)) {
                    field.begin_search();
                } else if field.is_suggested_time() {
                    let mut input = LineInput::default();
                    input.paste(text)?;
                    field.input = input;
                    return Ok(());
                }
                field.input.paste(text)
            }
            None => Ok(()),
        }
    }
}
