//! From what was typed to acts: what every recording verb answers, and how its times and choices read.
//! Times are read with the moment of asking at hand, so that "02:10" is today.

use super::decide::Context;
use crate::{
    acts::{Act, decide::Judged},
    domain::{
        error::{Error, Result},
        feit::FeitStatus,
        moment::{ClockDay, Moment},
        subject::Subject,
    },
    log::{desk::Desk, event::Entry},
};

/// What the shell prints when the verb is in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShellAnswer {
    /// The sentence of every act.
    Sentences,
    /// The number of the case alone, so that a script can go on with it.
    Zaaknummer,
    /// Nothing: the verb tells by itself what it did.
    Nothing,
}

impl ShellAnswer {
    /// What is printed of acts with these sentences, now that these entries are in the log.
    pub fn lines(self, sentences: &[String], entries: &[Entry]) -> Vec<String> {
        match (self, entries.iter().find_map(|e| e.event.zaak())) {
            (Self::Zaaknummer, Some(zaak)) => vec![zaak.to_string()],
            (Self::Zaaknummer, None) | (Self::Sentences, _) => sentences.to_vec(),
            (Self::Nothing, _) => Vec::new(),
        }
    }
}

/// Which store a verb needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeededStore {
    /// The one that is there.
    Existing,
    /// One is made where there is none: the first call of a night cannot wait.
    Created,
}

/// The arguments of a verb that records.
pub trait Arguments {
    /// What it is about.
    fn subject(&self) -> Subject;

    /// The acts it stands for; none when it asks for nothing that the desk records by itself.
    ///
    /// # Errors
    /// When a time does not read, or what it points at is not there.
    fn acts(&self, desk: &Desk, context: &Context<'_>) -> Result<Vec<Act>>;

    /// What the shell prints.
    fn answer(&self) -> ShellAnswer {
        ShellAnswer::Sentences
    }

    /// Which store it needs.
    fn store(&self) -> NeededStore {
        NeededStore::Existing
    }
}

/// An act that is typed just as it is: its fields are the arguments of its verb.
pub trait TypedAct: Judged + Clone + Into<Act> {
    /// What it is about.
    fn subject(&self) -> Subject;

    /// What the shell prints.
    fn answer(&self) -> ShellAnswer {
        ShellAnswer::Sentences
    }
}

impl<T: TypedAct> Arguments for T {
    fn subject(&self) -> Subject {
        TypedAct::subject(self)
    }

    fn acts(&self, _: &Desk, _: &Context<'_>) -> Result<Vec<Act>> {
        Ok(vec![self.clone().into()])
    }

    fn answer(&self) -> ShellAnswer {
        TypedAct::answer(self)
    }
}

/// A time of something that happened.
pub(super) fn time(text: Option<&str>, now: Moment) -> Result<Option<Moment>> {
    text.map(|t| Moment::parse(t, Some(now)).map(|g| g.moment)).transpose()
}

/// A time of something that is still to come.
pub(super) fn upcoming(text: &str, now: Moment) -> Result<Moment> {
    Moment::parse_on(text, Some((now, ClockDay::Upcoming))).map(|g| g.moment)
}

/// One of a few words.
pub(super) fn choose<T: Copy, const N: usize>(all: [T; N], name: fn(T) -> &'static str, chosen: &str) -> Result<T> {
    all.into_iter().find(|t| name(*t) == chosen.to_lowercase()).ok_or_else(|| {
        Error::usage(format!("«{chosen}» is geen keuze."))
            .hint(format!("Kies uit: {}.", all.iter().map(|t| name(*t)).collect::<Vec<_>>().join(", ")))
    })
}

/// The status of a fact that is given by hand.
pub(super) fn status(text: &str) -> Result<FeitStatus> {
    if text == FeitStatus::Contradicted.word() {
        return Err(Error::usage("Tegengesproken is een feit alleen door een ander feit.").hint(
            "Noteer wat de andere bron zegt («piket feit»), en kies bij de tegenspraak wat geldt («piket beslecht»).",
        ));
    }
    choose(FeitStatus::BY_HAND, FeitStatus::word, text)
}
