//! What can lie on top of the desk. An enum stack, not a set of flags: the topmost layer gets the
//! keys, and there is no state in which two of them think they have them.

use super::{film::Film, form::Form, line_input::LineInput, what_if::WhatIf};
use crate::{
    desk::{command::CommandId, ops::termijn::TermijnOption},
    domain::{
        draft::DraftKind,
        ids::{Meldingnummer, Zaaknummer},
        moment::Moment,
        rij::Rij,
        tegenspraak::{Ruling, Tegenspraak},
        termijn_kind::TermijnKind,
    },
    judge::rank::rank,
};

/// One layer.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A form.
    Form(Box<Form>),
    /// A list to choose from.
    Picker(Picker),
    /// The weighing questions of a case.
    Weigh {
        /// The case.
        zaak: Zaaknummer,
        /// The question with the cursor.
        cursor: usize,
    },
    /// What if: what is tried, and what is being typed.
    WhatIf(WhatIf, LineInput),
    /// A draft being written.
    Editor(Editor),
    /// The search line.
    Search(LineInput),
    /// The film is being read; it has the keys already, so that none of them lands on the desk.
    FilmReading,
    /// The night played again.
    Film(Box<Film>),
}

/// What is being chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickTarget {
    /// The row of a case.
    Rij,
    /// The case for a report.
    Zaak,
    /// The case that this one goes up in.
    Merge,
    /// The message of a case.
    Draft,
    /// What counts where two sources of a case disagree.
    Tegenspraak,
    /// Which moment of a term of a case counts.
    Termijn,
    /// A command by name, or a verb as in the shell.
    Palette,
    /// A command by key.
    Help,
}

/// What an option stands for, with all that choosing it needs: an option that leads nowhere cannot be
/// put in a list.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A row for a case.
    Rij { zaak: Zaaknummer, rij: Rij },
    /// A case for a report.
    Link { melding: Meldingnummer, zaak: Zaaknummer },
    /// The case that another one goes up in.
    Merge { source: Zaaknummer, target: Zaaknummer },
    /// A message of a case.
    Draft { zaak: Zaaknummer, draft: DraftKind },
    /// Which of two sources counts.
    Ruling { zaak: Zaaknummer, about: Tegenspraak, ruling: Ruling },
    /// Which moment of a term.
    Termijn { zaak: Zaaknummer, kind: TermijnKind, option: TermijnOption },
    /// A command.
    Command(CommandId),
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickOption {
    /// What it stands for.
    pub choice: Choice,
    /// The short mark in front.
    pub badge: String,
    /// Its text.
    pub text: String,
    /// What stands behind it: codes, or why it is not possible now.
    pub extra: String,
    /// Why it cannot be chosen now; `None` when it can.
    pub unavailable: Option<String>,
}

/// A list with type-to-filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// What a choice leads to.
    pub target: PickTarget,
    /// Its title.
    pub title: String,
    /// What is typed.
    pub filter: LineInput,
    /// All options.
    pub options: Vec<PickOption>,
    /// What an option is found by, one text per option.
    pub search_texts: Vec<String>,
    /// The options that fit, best first.
    pub hits: Vec<usize>,
    /// The chosen one of these.
    pub cursor: usize,
}

impl Picker {
    /// A list of options, each with the text it is found by.
    pub fn new(target: PickTarget, title: impl Into<String>, options: Vec<(PickOption, String)>) -> Self {
        let (options, search_texts): (Vec<_>, Vec<_>) = options.into_iter().unzip();
        let hits = (0..options.len()).collect();
        Self { target, title: title.into(), filter: LineInput::default(), options, search_texts, hits, cursor: 0 }
    }

    /// Filters anew after typing. What is called exactly what was typed comes first ("6" is row 6), then
    /// what has it in its name, then what has it in its explanation.
    pub fn refilter(&mut self) {
        let typed = self.filter.text().trim().to_lowercase();
        self.hits = rank(&typed, &self.search_texts);
        let in_name = |name: &str| typed.split_whitespace().all(|word| name.to_lowercase().contains(word));
        self.hits.sort_by_key(|i| match self.options.get(*i) {
            Some(o) if o.badge.to_lowercase() == typed => 0,
            Some(o) if in_name(&o.text) => 1,
            Some(_) | None => 2,
        });
        self.cursor = 0;
    }

    /// The option with the cursor.
    pub fn chosen(&self) -> Option<&PickOption> {
        self.hits.get(self.cursor).and_then(|i| self.options.get(*i))
    }
}

/// A draft being written. The text field itself lives with the screen; here is what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    /// The case.
    pub zaak: Zaaknummer,
    /// The message.
    pub draft: DraftKind,
    /// The text as it stands in the field.
    pub text: String,
    /// Since when something typed waits to be saved.
    pub unsaved: Option<Moment>,
    /// When a version was last saved.
    pub saved: Option<Moment>,
    /// How often the desk itself put another text in place; the field then takes it over.
    pub replaced: u32,
}
