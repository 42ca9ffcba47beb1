//! What a form is about. It stays the same over a crash and a restart, so that what was typed is found again
//! by it; its names stand in the database and do not change.

use serde::{Deserialize, Serialize};

use super::{belvraag_id::BelvraagId, book_names::BookNames, line_field::LineField};
use crate::domain::{
    besluit::BesluitKind,
    draft::DraftKind,
    feit::FeitNumber,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    moment::Moment,
    rij::Rij,
    step::{Step, StepState},
    tegenspraak::Tegenspraak,
    termijn_choice::TermijnSetting,
    termijn_kind::TermijnKind,
};

/// Which call of this session: the next one may ring before the first is in the log.
pub type Turn = u64;

/// Which form, and about what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "formulier")]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum FormTarget {
    /// A call; its number once it has one when the form is opened.
    #[serde(rename = "telefoontje")]
    Call {
        melding: Option<Meldingnummer>,
        #[serde(rename = "beurt")]
        turn: Turn,
    },
    /// A message in the editor.
    #[serde(rename = "concept")]
    Draft {
        zaak: Zaaknummer,
        #[serde(rename = "bericht")]
        draft: DraftKind,
    },
    /// What is said to a question of the call back.
    #[serde(rename = "belantwoord")]
    CallAnswer {
        zaak: Zaaknummer,
        #[serde(rename = "vraag")]
        question: BelvraagId,
    },
    /// The end of the call back.
    #[serde(rename = "einde-gesprek")]
    CallEnd { zaak: Zaaknummer },
    /// Inrichting and times of a case.
    #[serde(rename = "gegevens")]
    Data { zaak: Zaaknummer },
    /// A new fact.
    #[serde(rename = "feit")]
    Feit { zaak: Zaaknummer },
    /// What a fact should have said.
    #[serde(rename = "verbeteren")]
    CorrectFeit { zaak: Zaaknummer, feit: FeitNumber },
    /// A decision.
    #[serde(rename = "besluit")]
    Besluit {
        zaak: Zaaknummer,
        #[serde(rename = "over")]
        about: BesluitKind,
    },
    /// A step marked by hand.
    #[serde(rename = "stap")]
    Step {
        zaak: Zaaknummer,
        #[serde(rename = "stap")]
        step: Step,
        #[serde(rename = "staat")]
        state: StepState,
    },
    /// What came in of a step that others owe.
    #[serde(rename = "ontvangen")]
    Receive {
        zaak: Zaaknummer,
        #[serde(rename = "stap")]
        step: Step,
    },
    /// The call about something that is awaited.
    #[serde(rename = "rappel")]
    Chase {
        zaak: Zaaknummer,
        #[serde(rename = "stap")]
        step: Step,
    },
    /// When and to whom a message was sent.
    #[serde(rename = "verzonden")]
    Sent {
        zaak: Zaaknummer,
        #[serde(rename = "bericht")]
        draft: DraftKind,
    },
    /// Why a sending that was noted never was one.
    #[serde(rename = "niet-verzonden")]
    NotSent {
        zaak: Zaaknummer,
        #[serde(rename = "bericht")]
        draft: DraftKind,
    },
    /// Whether a copy of a message that came back counts as sent.
    #[serde(rename = "kopie")]
    Copy {
        zaak: Zaaknummer,
        #[serde(rename = "bericht")]
        draft: DraftKind,
    },
    /// Why a message may leave although the kanaalpoort stops it.
    #[serde(rename = "doorlaten")]
    LetThrough {
        zaak: Zaaknummer,
        #[serde(rename = "bericht")]
        draft: DraftKind,
    },
    /// Who reads a message before it leaves, and what was answered.
    #[serde(rename = "meelezen")]
    ReadAlong {
        zaak: Zaaknummer,
        #[serde(rename = "bericht")]
        draft: DraftKind,
    },
    /// Who in the line was told, and when.
    #[serde(rename = "doorgemeld")]
    PassedOn { zaak: Zaaknummer },
    /// A reminder.
    #[serde(rename = "herinnering")]
    Reminder { zaak: Zaaknummer },
    /// Another row, and another time of the voorval where that was tried with it.
    #[serde(rename = "herklasseren")]
    AnotherRij { zaak: Zaaknummer, rij: Option<Rij>, voorval: Option<Moment> },
    /// All questions that are left answered with no.
    #[serde(rename = "rest-nee")]
    RestNo { zaak: Zaaknummer },
    /// A reading for a term, or back to what is calculated.
    #[serde(rename = "lezing")]
    Lezing {
        zaak: Zaaknummer,
        termijn: TermijnKind,
        #[serde(rename = "keuze")]
        setting: Option<TermijnSetting>,
    },
    /// A term by hand.
    #[serde(rename = "termijn")]
    Termijn { zaak: Zaaknummer, termijn: TermijnKind },
    /// Why a report belongs to a case of another inrichting.
    #[serde(rename = "koppelen")]
    Link { melding: Meldingnummer, zaak: Zaaknummer },
    /// Why a report is set aside.
    #[serde(rename = "terzijde")]
    SetAside { melding: Meldingnummer },
    /// What an item of a form says.
    #[serde(rename = "veld")]
    Field {
        melding: Meldingnummer,
        #[serde(rename = "veld")]
        field: String,
    },
    /// Why a case goes up in another.
    #[serde(rename = "samenvoegen")]
    Merge {
        #[serde(rename = "zaak")]
        source: Zaaknummer,
        #[serde(rename = "in")]
        target: Zaaknummer,
    },
    /// Why it is one of its own after all.
    #[serde(rename = "splitsen")]
    Split { zaak: Zaaknummer },
    /// Why both of two facts may stand.
    #[serde(rename = "beslechten")]
    Settle {
        zaak: Zaaknummer,
        #[serde(rename = "over")]
        about: Tegenspraak,
    },
    /// Why a case is opened again.
    #[serde(rename = "heropenen")]
    Reopen { zaak: Zaaknummer },
    /// Why a form will do as it is.
    #[serde(rename = "aanvaarden")]
    Accept { zaak: Zaaknummer },
    /// Why a case is withdrawn.
    #[serde(rename = "intrekken")]
    Withdraw { zaak: Zaaknummer },
    /// Why a week is opened again.
    #[serde(rename = "week-heropenen")]
    ReopenWeek { week: Piketweek },
    /// A line outside any form.
    #[serde(rename = "regel")]
    Line {
        #[serde(rename = "waar")]
        field: LineField,
        #[serde(rename = "beurt")]
        turn: Turn,
    },
    /// The monitor of a week.
    #[serde(rename = "monitor")]
    Monitor,
    /// About when the monitor is shown.
    #[serde(rename = "cijfers")]
    Charts,
    /// A handover to take over.
    #[serde(rename = "overdracht-lezen")]
    ReadOverdracht,
    /// The handover of a week.
    #[serde(rename = "overdracht")]
    Overdracht,
}

impl FormTarget {
    /// The case it is about.
    pub const fn zaak(&self) -> Option<Zaaknummer> {
        match self {
            Self::Draft { zaak, .. }
            | Self::CallAnswer { zaak, .. }
            | Self::CallEnd { zaak }
            | Self::Data { zaak }
            | Self::Feit { zaak }
            | Self::CorrectFeit { zaak, .. }
            | Self::Besluit { zaak, .. }
            | Self::Step { zaak, .. }
            | Self::Receive { zaak, .. }
            | Self::Chase { zaak, .. }
            | Self::Sent { zaak, .. }
            | Self::NotSent { zaak, .. }
            | Self::Copy { zaak, .. }
            | Self::LetThrough { zaak, .. }
            | Self::ReadAlong { zaak, .. }
            | Self::PassedOn { zaak }
            | Self::Reminder { zaak }
            | Self::AnotherRij { zaak, .. }
            | Self::RestNo { zaak }
            | Self::Lezing { zaak, .. }
            | Self::Termijn { zaak, .. }
            | Self::Link { zaak, .. }
            | Self::Merge { source: zaak, .. }
            | Self::Split { zaak }
            | Self::Settle { zaak, .. }
            | Self::Reopen { zaak }
            | Self::Accept { zaak }
            | Self::Withdraw { zaak }
            | Self::Line { field: LineField::WhatIf(zaak), .. } => Some(*zaak),
            Self::Line { field: LineField::Palette | LineField::List | LineField::Search, .. }
            | Self::Call { .. }
            | Self::SetAside { .. }
            | Self::Field { .. }
            | Self::ReopenWeek { .. }
            | Self::Monitor
            | Self::Charts
            | Self::ReadOverdracht
            | Self::Overdracht => None,
        }
    }

    /// The report it is about.
    pub const fn melding(&self) -> Option<Meldingnummer> {
        match self {
            Self::Call { melding, .. } => *melding,
            Self::Link { melding, .. } | Self::SetAside { melding } | Self::Field { melding, .. } => Some(*melding),
            Self::Draft { .. }
            | Self::CallAnswer { .. }
            | Self::CallEnd { .. }
            | Self::Data { .. }
            | Self::Feit { .. }
            | Self::CorrectFeit { .. }
            | Self::Besluit { .. }
            | Self::Step { .. }
            | Self::Receive { .. }
            | Self::Chase { .. }
            | Self::Sent { .. }
            | Self::NotSent { .. }
            | Self::Copy { .. }
            | Self::LetThrough { .. }
            | Self::ReadAlong { .. }
            | Self::PassedOn { .. }
            | Self::Reminder { .. }
            | Self::AnotherRij { .. }
            | Self::RestNo { .. }
            | Self::Lezing { .. }
            | Self::Termijn { .. }
            | Self::Merge { .. }
            | Self::Split { .. }
            | Self::Settle { .. }
            | Self::Reopen { .. }
            | Self::Accept { .. }
            | Self::Withdraw { .. }
            | Self::ReopenWeek { .. }
            | Self::Line { .. }
            | Self::Monitor
            | Self::Charts
            | Self::ReadOverdracht
            | Self::Overdracht => None,
        }
    }

    /// True for the call of this turn.
    pub fn is_call(&self, of: Turn) -> bool {
        matches!(self, Self::Call { turn, .. } if *turn == of)
    }

    /// What it is called in a sentence: `feit bij 2026-W47-03`.
    pub fn words(&self, names: &dyn BookNames) -> String {
        let what = match self {
            Self::Call { .. } => "telefoontje".to_owned(),
            Self::Draft { draft, .. } => format!("concept {}", draft.label()),
            Self::CallAnswer { question, .. } => format!("antwoord «{question}»"),
            Self::CallEnd { .. } => "einde gesprek".to_owned(),
            Self::Data { .. } => "gegevens".to_owned(),
            Self::Feit { .. } => "feit".to_owned(),
            Self::CorrectFeit { feit, .. } => format!("verbetering van feit {feit}"),
            Self::Besluit { about, .. } => format!("besluit {}", about.letter()),
            Self::Step { .. } => "stap".to_owned(),
            Self::Receive { .. } => "ontvangst".to_owned(),
            Self::Chase { .. } => "rappel".to_owned(),
            Self::Sent { draft, .. } => format!("verzending {}", draft.label()),
            Self::NotSent { draft, .. } => format!("niet verzonden {}", draft.label()),
            Self::Copy { draft, .. } => format!("kopie van {}", draft.label()),
            Self::LetThrough { draft, .. } => format!("doorlaten {}", draft.label()),
            Self::ReadAlong { draft, .. } => format!("meelezen van {}", draft.label()),
            Self::PassedOn { .. } => "doormelding".to_owned(),
            Self::Reminder { .. } => "herinnering".to_owned(),
            Self::AnotherRij { .. } => "andere rij".to_owned(),
            Self::RestNo { .. } => "weegvragen".to_owned(),
            Self::Lezing { termijn, .. } | Self::Termijn { termijn, .. } => format!("termijn {}", termijn.label(names)),
            Self::Link { melding, .. } => format!("koppeling van {melding}"),
            Self::SetAside { .. } => "terzijde leggen".to_owned(),
            Self::Field { field, .. } => format!("«{}» van", field.replace('_', " ")),
            Self::Merge { .. } => "samenvoegen".to_owned(),
            Self::Split { .. } => "splitsen".to_owned(),
            Self::Settle { .. } => "tegenspraak".to_owned(),
            Self::Reopen { .. } => "heropenen".to_owned(),
            Self::Accept { .. } => "aanvaarden".to_owned(),
            Self::Withdraw { .. } => "intrekken".to_owned(),
            Self::ReopenWeek { week } => format!("heropenen van {week}"),
            Self::Line { field, .. } => match field {
                LineField::Palette => "opdrachtregel",
                LineField::List => "woorden van een keuze",
                LineField::Search => "zoekwoorden",
                LineField::WhatIf(_) => "wat als",
            }
            .to_owned(),
            Self::Monitor => "monitor".to_owned(),
            Self::Charts => "monitor in beeld".to_owned(),
            Self::ReadOverdracht => "overdracht overnemen".to_owned(),
            Self::Overdracht => "overdracht".to_owned(),
        };
        match (self.zaak(), self.melding()) {
            (Some(zaak), _) => format!("{what} bij {zaak}"),
            (None, Some(melding)) => format!("{what} {melding}"),
            (None, None) => what,
        }
    }
}
