//! A form on top of the desk: labelled fields, one cursor, never blocked by a required field. What
//! the fields mean is in [`target`]; here is only how they are filled in.

pub mod target;

use super::{
    key::{KeyPress, KeySym},
    line_input::LineInput,
};
use crate::{
    domain::{
        error::Error,
        moment::{ClockDay, Moment, ParsedMoment},
        sanitize,
    },
    judge::rank::rank,
};

pub use target::FormTarget;

/// What a field is for; forms find their fields by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldName {
    /// Who calls.
    Caller,
    /// Call-back number.
    Number,
    /// The inrichting.
    Inrichting,
    /// The row.
    Rij,
    /// What happened, or the text of a fact.
    Text,
    /// Time of the call.
    Called,
    /// Time of the voorval.
    Voorval,
    /// Time of the constatering.
    Constatering,
    /// Time of return or arrest.
    OaEnd,
    /// Time at which that was heard of.
    OaEndHeard,
    /// Any other single time.
    Time,
    /// A reason.
    Reason,
    /// A choice from a few.
    Choice,
    /// Where a fact comes from.
    Source,
    /// By which channel.
    Channel,
    /// To whom.
    Recipients,
    /// A file to write.
    File,
}

/// A suggestion, and what else it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is filled in.
    pub text: String,
    /// Other words it is found by.
    pub aliases: Vec<String>,
}

impl Completion {
    /// True where what was typed is another name of it, or its number.
    fn is_named(&self, typed: &str) -> bool {
        let plain = sanitize::plain(typed);
        let number = self.text.split(' ').next().is_some_and(|n| sanitize::plain(n) == plain);
        number || self.aliases.iter().any(|name| sanitize::plain(name) == plain)
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// Free text.
    Text,
    /// A time; one key fills in "now".
    Time(ClockDay),
    /// One of these, with left and right.
    Choice(Vec<String>),
    /// Free text with these as suggestions; one key takes the best.
    Completion(Vec<Completion>),
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormField {
    /// What it is for.
    pub name: FieldName,
    /// What stands before it.
    pub label: &'static str,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What was typed.
    pub input: LineInput,
}

impl FormField {
    /// The suggestions that fit what was typed, best first.
    pub fn proposals(&self) -> Vec<&str> {
        match &self.kind {
            FieldKind::Completion(options) if !self.input.is_empty() => {
                let typed = self.input.text();
                if options.iter().any(|o| o.text == typed) {
                    return Vec::new();
                }
                let texts: Vec<String> =
                    options.iter().map(|o| format!("{} {}", o.text, o.aliases.join(" "))).collect();
                let mut found: Vec<&Completion> =
                    rank(&typed, &texts).into_iter().filter_map(|i| options.get(i)).collect();
                // What is called exactly that comes first: "6" is row 6, not row 16.
                found.sort_by_key(|o| !o.is_named(&typed));
                found.into_iter().map(|o| o.text.as_str()).take(4).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The time that was typed: nothing, a moment, or what is wrong with it.
    pub fn time(&self, now: Moment) -> Option<Result<ParsedMoment, Error>> {
        let clock_day = match self.kind {
            FieldKind::Time(clock_day) => clock_day,
            FieldKind::Text | FieldKind::Choice(_) | FieldKind::Completion(_) => ClockDay::Past,
        };
        (!self.input.is_empty()).then(|| Moment::parse_on(&self.input.text(), Some((now, clock_day))))
    }

    fn cycle(&mut self, step: isize) {
        if let FieldKind::Choice(options) = &self.kind {
            let now = options.iter().position(|o| *o == self.input.text()).unwrap_or(0);
            let count = options.len().max(1);
            let new = (now + count).saturating_add_signed(step) % count;
            if let Some(option) = options.get(new) {
                self.input.set(option);
            }
        }
    }
}

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

/// A form being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What it will lead to.
    pub target: FormTarget,
    /// Its title.
    pub title: String,
    /// The question or remark under the title.
    pub explanation: String,
    /// The fields.
    pub fields: Vec<FormField>,
    /// The field with the cursor.
    pub cursor: usize,
    /// What was wrong at the last attempt.
    pub error: Option<Error>,
    /// When what was typed was last saved, for forms that save while typing.
    pub saved: Option<Moment>,
    /// Since when something typed waits to be saved.
    pub unsaved: Option<Moment>,
}

impl Form {
    /// A form without fields yet.
    pub fn new(target: FormTarget, title: impl Into<String>) -> Self {
        Self {
            target,
            title: title.into(),
            explanation: String::new(),
            fields: Vec::new(),
            cursor: 0,
            error: None,
            saved: None,
            unsaved: None,
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
    pub fn field(mut self, name: FieldName, label: &'static str, kind: FieldKind, text: &str) -> Self {
        let text = match &kind {
            FieldKind::Choice(options) if text.is_empty() => options.first().map_or("", String::as_str),
            _ => text,
        };
        self.fields.push(FormField { name, label, input: LineInput::with(text), kind });
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

    /// The text of the field of that name; empty when there is none.
    pub fn text(&self, name: FieldName) -> String {
        self.find(name).map(|v| v.input.text().trim().to_owned()).unwrap_or_default()
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
        let called = match here {
            Some(FieldName::Voorval | FieldName::Constatering) => self.time(FieldName::Called, now).ok().flatten(),
            Some(_) | None => None,
        };
        called.map_or(now, |called| called.min(now))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyPress, now: Moment) -> FormAnswer {
        let last = self.fields.len().saturating_sub(1);
        match (key.code, key.ctrl) {
            (KeySym::Char('s'), true) | (KeySym::F(10), false) => return FormAnswer::Record,
            (KeySym::Enter, false) if self.cursor == last => return FormAnswer::Record,
            (KeySym::Tab, false) if self.take_proposal() => {
                self.cursor = if self.cursor == last { 0 } else { self.cursor + 1 };
                return FormAnswer::Changed;
            }
            (KeySym::Enter | KeySym::Tab | KeySym::Down, false) => {
                self.cursor = if self.cursor == last { 0 } else { self.cursor + 1 };
                return FormAnswer::Nothing;
            }
            (KeySym::TabBack | KeySym::Up, false) => {
                self.cursor = self.cursor.checked_sub(1).unwrap_or(last);
                return FormAnswer::Nothing;
            }
            _ => {}
        }
        let just_now = self.just_now(now).amsterdam().format("%d-%m-%Y %H:%M").to_string();
        let Some(field) = self.fields.get_mut(self.cursor) else { return FormAnswer::Nothing };
        self.error = None;
        match (&field.kind, key.code) {
            (FieldKind::Time(_), KeySym::F(2)) => field.input.set(&just_now),
            (FieldKind::Time(_), KeySym::Char('t')) if key.ctrl => field.input.set(&just_now),
            (FieldKind::Choice(_), KeySym::Left) => field.cycle(-1),
            (FieldKind::Choice(_), KeySym::Right | KeySym::Char(' ')) => field.cycle(1),
            (FieldKind::Choice(options), KeySym::Char(c)) if !key.ctrl => {
                let first = options.iter().find(|o| o.to_lowercase().starts_with(c.to_ascii_lowercase())).cloned();
                if let Some(option) = first {
                    field.input.set(&option);
                }
            }
            (FieldKind::Choice(_), _) => return FormAnswer::Nothing,
            _ if field.input.key(key) => {}
            _ => return FormAnswer::Nothing,
        }
        FormAnswer::Changed
    }

    /// Takes the best suggestion of the field with the cursor; `false` when there is none.
    fn take_proposal(&mut self) -> bool {
        let Some(field) = self.fields.get_mut(self.cursor) else { return false };
        let best = field.proposals().first().map(|v| (*v).to_owned());
        best.is_some_and(|v| {
            field.input.set(&v);
            true
        })
    }

    /// Since when something typed waits to be saved; only a call saves while typing.
    pub const fn unsaved_since(&self) -> Option<Moment> {
        match self.target {
            FormTarget::Phone { .. } => self.unsaved,
            FormTarget::Data { .. }
            | FormTarget::Feit { .. }
            | FormTarget::Besluit { .. }
            | FormTarget::Step { .. }
            | FormTarget::SetAside { .. }
            | FormTarget::Reclassify { .. }
            | FormTarget::Sent { .. }
            | FormTarget::Termijn { .. }
            | FormTarget::Setting { .. }
            | FormTarget::Accept { .. }
            | FormTarget::Settle { .. }
            | FormTarget::Reminder { .. }
            | FormTarget::Merge { .. }
            | FormTarget::Split { .. }
            | FormTarget::Reopen { .. }
            | FormTarget::Monitor => None,
        }
    }

    /// Takes pasted text into the field with the cursor.
    ///
    /// # Errors
    /// When it is more than the field takes.
    pub fn paste(&mut self, text: &str) -> Result<(), Error> {
        match self.fields.get_mut(self.cursor) {
            Some(field) if !matches!(field.kind, FieldKind::Choice(_)) => field.input.paste(text),
            Some(_) | None => Ok(()),
        }
    }
}
