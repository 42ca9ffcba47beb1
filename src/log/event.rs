//! The facts the log is made of, in the past tense: one enum, made of the rows of [`table`](super::table).
//! It knows nothing of how a fact is written; that is [`wire`](super::wire).

use crate::domain::{
    besluit::{Answer, BesluitKind, YesNo},
    call_answer::CallAnswer,
    draft::DraftKind,
    feit::{FeitNumber, FeitStatus, Topic},
    head::Head,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    inrichting::Plek,
    melding::{Call, Content, Field, MeldingKind},
    merge::BroughtAlong,
    moment::Moment,
    provided::Provided,
    rij::Rij,
    rulebook_stamp::RulebookStamp,
    second_reader::ReadingState,
    sent_copy::SentCopy,
    step::{Step, StepState},
    tegenspraak::Tegenspraak,
    termijn_choice::TermijnSetting,
    termijn_kind::{Kalender, TermijnKind, Times},
    text::Vertrouwelijk,
    time_kind::TimeKind,
    weegvraag_id::WeegvraagId,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

use super::{table::event_table, wire_name::wire_name};

/// The form in which a kind of event is written today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventForm {
    /// The name of the kind in the log.
    pub kind: &'static str,
    /// The version of its form; the first is 1.
    pub version: u32,
}

/// What a row leaves out is not there.
macro_rules! optional {
    () => {
        None
    };
    ($there:expr) => {
        Some($there)
    };
}

macro_rules! log_event {
    (
        $(
            $(#[$doc:meta])*
            $kind:ident = $name:literal $version:literal, $(Zaak($zaak:ident))? $(Melding($melding:ident))?
            { $($field:ident $($wire:literal)? : $type:ty),* $(,)? };
        )*
    ) => {
        /// One fact.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum LogEvent {
            $(
                $(#[$doc])*
                $kind {
                    $(
                        /// The case it belongs to.
                        $zaak: Zaaknummer,
                    )?
                    $(
                        /// The report it touches.
                        $melding: Meldingnummer,
                    )?
                    $(
                        #[doc = concat!("`", wire_name!($field $($wire)?), "` in the log.")]
                        $field: $type,
                    )*
                },
            )*
        }

        impl LogEvent {
            /// The form of every kind there is.
            pub const FORMS: &[EventForm] = &[$(EventForm { kind: $name, version: $version }),*];

            /// The name of its kind in the log, and the version of the form it is written in.
            pub const fn form(&self) -> EventForm {
                match self {
                    $(Self::$kind { .. } => EventForm { kind: $name, version: $version },)*
                }
            }

            /// The case it belongs to.
            pub const fn zaak(&self) -> Option<Zaaknummer> {
                match self {
                    $(Self::$kind { $($zaak,)? .. } => optional!($(*$zaak)?),)*
                }
            }

            /// The report it touches.
            pub const fn melding(&self) -> Option<Meldingnummer> {
                match self {
                    $(Self::$kind { $($melding,)? .. } => optional!($(*$melding)?),)*
                }
            }

            /// Makes it about another case and another report, where it is about one.
            pub fn renumber(&mut self, to_zaak: Option<Zaaknummer>, to_melding: Option<Meldingnummer>) {
                match self {
                    $(Self::$kind { $($zaak,)? $($melding,)? .. } => {
                        $(*$zaak = to_zaak.unwrap_or(*$zaak);)?
                        $(*$melding = to_melding.unwrap_or(*$melding);)?
                    })*
                }
            }
        }
    };
}
event_table!(log_event form);

#[cfg(test)]
pub(super) use {log_event, optional};

/// The kinds that touch no zaak, or no melding, as a pattern: they need no arm where those are folded. The
/// kinds that are named along with it touch one and change nothing in it. Where weeks are folded, every kind that
/// touches a zaak or a melding.
macro_rules! beside {
    ($folded:ident $(, $more:ident)*) => {
        $crate::log::event_table!(beside about @ $folded [$($more)*])
    };
    (@ $folded:ident [$($kinds:ident)*]) => {
        $(LogEvent::$kinds { .. })|*
    };
    (@ zaken $kinds:tt $kind:ident [$zaak:ident] $melding:tt; $($rest:tt)*) => {
        beside!(@ zaken $kinds $($rest)*)
    };
    (@ meldingen $kinds:tt $kind:ident $zaak:tt [$melding:ident]; $($rest:tt)*) => {
        beside!(@ meldingen $kinds $($rest)*)
    };
    (@ weken $kinds:tt $kind:ident [] []; $($rest:tt)*) => {
        beside!(@ weken $kinds $($rest)*)
    };
    (@ $folded:ident [$($kinds:ident)*] $kind:ident $zaak:tt $melding:tt; $($rest:tt)*) => {
        beside!(@ $folded [$($kinds)* $kind] $($rest)*)
    };
}
pub(super) use beside;

/// A fact that is about to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// When it happened, as far as known; otherwise the moment of recording.
    pub occurred_at: Moment,
    /// The fact.
    pub event: LogEvent,
}

impl NewEvent {
    /// The entry it would be, to be folded into a desk where it is not in the log: `recorded_at` and `actor` are
    /// who would record it and when, in place `seq`.
    pub fn entry(self, seq: u64, recorded_at: Moment, actor: &str) -> Entry {
        let Self { occurred_at, event } = self;
        Entry { seq, recorded_at, occurred_at, actor: actor.to_owned(), mark: None, origin: None, event }
    }
}

/// With what an entry was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActMark {
    /// The first entry of its act: what was recorded at once, all or nothing.
    pub act: u64,
    /// What this act takes back, by the first entry of the last act of it; `None` where it takes nothing back.
    pub reverses: Option<u64>,
}

/// Where an entry was first recorded, when that was at another desk, whose case was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryOrigin {
    /// The desk: the hash of the first entry of its log.
    pub desk: String,
    /// Its place in that log.
    pub seq: u64,
    /// Its hash there.
    pub hash: String,
    /// When it was recorded there.
    #[serde(rename = "vastgelegd_op")]
    pub recorded_at: Moment,
    /// Who recorded it there.
    #[serde(rename = "door")]
    pub actor: String,
}

/// A recorded fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the log, from 1 without gaps.
    pub seq: u64,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// When it happened.
    pub occurred_at: Moment,
    /// Who recorded it.
    pub actor: String,
    /// With what it was recorded; `None` for what was recorded before this was kept.
    pub mark: Option<ActMark>,
    /// Where it came from with a handover; `None` for what was recorded at this desk.
    pub origin: Option<EntryOrigin>,
    /// The fact.
    pub event: LogEvent,
}

impl Entry {
    /// The number of the act that it was recorded with.
    pub fn act(&self) -> u64 {
        self.mark.map_or(self.seq, |mark| mark.act)
    }

    /// When somebody first recorded it, at whatever desk.
    pub fn first_recorded_at(&self) -> Moment {
        self.origin.as_ref().map_or(self.recorded_at, |origin| origin.recorded_at)
    }
}
