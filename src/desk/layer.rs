//! What can lie on top of the desk. An enum stack, not a set of flags: the topmost layer gets the
//! keys, and there is no state in which two of them think they have them.

use super::film::Film;
use super::state::{
    call_back::CallBack, form::Form, horizon_view::HorizonView, item::Item, lens::Lens, lesson::Lesson,
    line_input::LineInput, monitor_screen::MonitorScreen, open_editor::Editor, overdracht_screen::OverdrachtScreen,
    passphrase_question::PassphraseQuestion, qr_codes::QrCodes, sight::Sight, versions::Versions, way_out::WayOut,
    what_if::WhatIf,
};
use crate::{
    acts::Act,
    desk::command::{CommandId, CommandKind},
    domain::{
        alarm::AlarmTopic,
        draft::DraftKind,
        error::Error,
        form_target::FormTarget,
        ids::{Meldingnummer, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
        rank::{FoundBy, chosen_by, rank},
        rij::Rij,
        uptime::Uptime,
    },
    log::history::Direction,
};

/// One layer.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A form.
    Form(Box<Form>),
    /// The inrichting is being called back.
    CallBack(Box<CallBack>),
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
    /// The versions of a draft, over it or over the desk.
    Versions(Box<Versions>),
    /// The search line.
    Search(LineInput),
    /// The film is being read; it has the keys already, so that none of them lands on the desk.
    FilmReading,
    /// The night played again.
    Film(Box<Film>),
    /// Codes for a telephone.
    Qr(QrCodes),
    /// The incidentenmonitor on screen.
    Monitor(Box<MonitorScreen>),
    /// A handover that was opened.
    Overdracht(Box<OverdrachtScreen>),
    /// A passphrase is asked.
    Passphrase(Box<PassphraseQuestion>),
    /// What lies ahead.
    Horizon(HorizonView),
}

impl Layer {
    /// The fields that are typed in here, where it has any.
    pub fn form(&self) -> Option<&Form> {
        match self {
            Self::Form(form) => Some(form),
            Self::CallBack(call) => Some(&call.form),
            Self::Picker(_)
            | Self::Weigh { .. }
            | Self::WhatIf(..)
            | Self::Editor(_)
            | Self::Versions(_)
            | Self::Search(_)
            | Self::FilmReading
            | Self::Qr(_)
            | Self::Passphrase(_)
            | Self::Monitor(_)
            | Self::Horizon(_)
            | Self::Overdracht(_)
            | Self::Film(_) => None,
        }
    }

    /// True where it is only looked at, so that no key is a letter or an answer there.
    pub const fn only_shows(&self) -> bool {
        match self {
            Self::Versions(_)
            | Self::FilmReading
            | Self::Film(_)
            | Self::Qr(_)
            | Self::Monitor(_)
            | Self::Overdracht(_)
            | Self::Horizon(_) => true,
            Self::Form(_)
            | Self::CallBack(_)
            | Self::Picker(_)
            | Self::Weigh { .. }
            | Self::WhatIf(..)
            | Self::Editor(_)
            | Self::Search(_)
            | Self::Passphrase(_) => false,
        }
    }

    /// True while the keys in the footer are still its own: it lies beside what is drawn, or only waits.
    pub const fn keeps_the_footer(&self) -> bool {
        matches!(self, Self::Search(_) | Self::FilmReading)
    }

    /// Where a film that was read begins: where this one stood, or at `end`. Nothing where the officer left.
    pub const fn film_begin(&self, end: Moment) -> Option<Moment> {
        if let Self::Film(film) = self {
            Some(film.at())
        } else if matches!(self, Self::FilmReading) {
            Some(end)
        } else {
            None
        }
    }

    /// The draft that is written here, where it is one.
    pub const fn editor(&self) -> Option<&Editor> {
        if let Self::Editor(editor) = self { Some(editor) } else { None }
    }

    /// Whose text is typed here.
    pub fn target(&self) -> Option<FormTarget> {
        self.form().map(|form| form.target.clone()).or_else(|| self.editor().map(Editor::target))
    }

    /// True where this text is typed here.
    pub fn holds(&self, target: &FormTarget) -> bool {
        if let Self::CallBack(call) = self { call.holds(target) } else { self.target().as_ref() == Some(target) }
    }

    /// Since when what is typed here is not saved.
    pub fn unsaved(&self) -> Option<Uptime> {
        self.form().map_or_else(|| self.editor().and_then(|editor| editor.unsaved), |form| form.unsaved)
    }

    /// The same, to be typed in.
    pub fn form_mut(&mut self) -> Option<&mut Form> {
        if let Self::CallBack(call) = self {
            Some(&mut call.form)
        } else if let Self::Form(form) = self {
            Some(form)
        } else {
            None
        }
    }
}

/// What an option leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A command.
    Command(CommandId),
    /// An act on the log.
    Act(Act),
    /// A case of its own for a report, whatever else runs.
    NewZaak {
        /// The report.
        melding: Meldingnummer,
        /// What the officer says it is, where that was not recognised.
        kind: Option<MeldingKind>,
    },
    /// A form.
    Form(Box<Form>),
    /// A field for a label that nobody knew.
    Lesson(Box<Lesson>),
    /// A row for a case; another one than it has asks a reason.
    Rij {
        /// The case.
        zaak: Zaaknummer,
        /// The row.
        rij: Rij,
    },
    /// An act that is taken back or put back.
    Turn {
        /// Which of the two.
        direction: Direction,
        /// Its number.
        deed: u64,
    },
    /// Every alarm that stood in the list was seen.
    AllSeen(Vec<AlarmTopic>),
    /// To a case or a report.
    ToItem(Item),
    /// A part of the desk.
    View(Lens),
    /// A search for these words.
    Search(String),
    /// To nothing: it was there to be read.
    Nothing,
    /// What was typed before.
    Held(FormTarget),
    /// A message leaves.
    WayOut {
        /// The case.
        zaak: Zaaknummer,
        /// The message.
        draft: DraftKind,
        /// By which way.
        way: WayOut,
    },
    /// The editor on a message.
    Draft {
        /// The case.
        zaak: Zaaknummer,
        /// The message.
        draft: DraftKind,
    },
}

impl Choice {
    /// True where choosing it records or sends something, and is no way to somewhere.
    pub fn decides(&self) -> bool {
        match self {
            Self::Act(_)
            | Self::NewZaak { .. }
            | Self::Lesson(_)
            | Self::Rij { .. }
            | Self::Turn { .. }
            | Self::AllSeen(_)
            | Self::WayOut { .. } => true,
            Self::Command(id) => matches!(id.row().kind, CommandKind::Records),
            Self::Form(_)
            | Self::ToItem(_)
            | Self::View(_)
            | Self::Search(_)
            | Self::Nothing
            | Self::Held(_)
            | Self::Draft { .. } => false,
        }
    }
}

/// What a list is for. It follows from what its options lead to, so that no list that records can be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// One of its options records or sends something. Nothing stands chosen until the hand moved to it, or typed
    /// what only one of them can mean.
    Decides,
    /// Its options only open or show something: the first one stands chosen, and what fits best while one types.
    Shows,
}

/// What typing in a list does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    /// It filters.
    Filters,
    /// It filters, or spells a verb as in the shell.
    FiltersOrVerb,
}

/// How wide the texts of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextWidth {
    /// As many as the widest takes, at most so many, and the rest for what stands behind them.
    Columns(u16),
    /// All that is left by what stands behind them.
    Rest,
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
    /// What it comes down to, in words; it is shown while the option is selected.
    pub explanation: Option<String>,
    /// The heading it stands under, below all that has none.
    pub heading: Option<&'static str>,
}

/// A list with type-to-filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// Its title.
    pub title: String,
    /// What it says while nothing is typed.
    pub hint: &'static str,
    /// What it is for.
    pub kind: PickerKind,
    /// What typing does.
    pub typing: Typing,
    /// How wide its texts are.
    pub text_width: TextWidth,
    /// What is typed.
    pub filter: LineInput,
    /// All options.
    pub options: Vec<PickOption>,
    /// What an option is found by, one per option.
    pub found_by: Vec<FoundBy>,
    /// The options that fit, best first.
    pub hits: Vec<usize>,
    /// Which of these is selected; `None` until something is typed or a key moves to one.
    pub cursor: Option<usize>,
    /// What Enter says while nothing is selected.
    pub unchosen: &'static str,
    /// Which options were on screen, by their place among all.
    pub sight: Box<Sight>,
}

impl Picker {
    /// A list of options, each with what it is found by. The first one is selected where all of them only lead
    /// somewhere.
    pub fn new(title: impl Into<String>, hint: &'static str, options: Vec<(PickOption, FoundBy)>) -> Self {
        let (options, found_by): (Vec<PickOption>, Vec<_>) = options.into_iter().unzip();
        let kind = if options.iter().any(|o| o.choice.decides()) { PickerKind::Decides } else { PickerKind::Shows };
        let hits = (0..options.len()).collect();
        Self {
            title: title.into(),
            hint,
            kind,
            typing: Typing::Filters,
            text_width: TextWidth::Rest,
            filter: LineInput::default(),
            options,
            found_by,
            hits,
            cursor: (kind == PickerKind::Shows).then_some(0),
            unchosen: "Kies met ↓, of typ door tot er één past.",
            sight: Box::default(),
        }
    }

    /// The same, opened on this option or on none. One that records is never opened on.
    #[must_use]
    pub fn opened_on(self, place: Option<usize>) -> Self {
        let leads = |place: &usize| self.options.get(*place).is_some_and(|o| !o.choice.decides());
        Self { cursor: place.filter(leads), ..self }
    }

    /// The same with what Enter says while nothing is selected.
    #[must_use]
    pub fn unchosen(self, what_to_do: &'static str) -> Self {
        Self { unchosen: what_to_do, ..self }
    }

    /// The same with texts of at most so many columns.
    #[must_use]
    pub fn columns(self, width: u16) -> Self {
        Self { text_width: TextWidth::Columns(width), ..self }
    }

    /// Filters anew after typing. What alone can be meant is selected; else what fits best, where all of the list only
    /// leads somewhere.
    pub fn refilter(&mut self) {
        let typed = self.filter.text();
        self.hits = rank(&typed, &self.found_by).into_iter().map(|hit| hit.place).collect();
        let chosen = chosen_by(&typed, &self.found_by).filter(|_| !self.filter.is_empty());
        self.cursor = match (chosen, self.kind) {
            (Some(place), _) => self.hits.iter().position(|hit| *hit == place),
            (None, PickerKind::Shows) => Some(0),
            (None, PickerKind::Decides) => None,
        };
    }

    /// What Enter says where nothing is selected: how many fit, and what to do.
    pub fn why_none(&self) -> Error {
        let sentence = match (self.filter.is_empty(), self.hits.len()) {
            (true, _) => "Er is nog niets gekozen.".to_owned(),
            (false, 0) => "Er past niets bij wat u typte.".to_owned(),
            (false, fits) => format!("Er passen er {fits} bij wat u typte; er is nog niets gekozen."),
        };
        // What it says of the list holds while there is something in it.
        let nothing_fits = !self.filter.is_empty() && self.hits.is_empty();
        Error::no(sentence).hint(if nothing_fits { "Ctrl-U wist wat u typte." } else { self.unchosen })
    }

    /// Moves the cursor so many options; from none to the first, or to the last when it goes back.
    pub fn step(&mut self, by: isize) {
        let last = self.hits.len().saturating_sub(1);
        let first = if by < 0 { last } else { 0 };
        self.cursor = Some(self.cursor.map_or(first, |now| now.saturating_add_signed(by).min(last)));
    }

    /// The option with the cursor.
    pub fn chosen(&self) -> Option<&PickOption> {
        self.cursor.and_then(|cursor| self.hits.get(cursor)).and_then(|i| self.options.get(*i))
    }
}
