//! What an entry changes and what it rests on, as places that can be compared: an act can be taken back out
//! of turn where nothing that came later changed what it left or rests on it.

use super::{event::LogEvent, table::event_table};
use crate::domain::{
    besluit::BesluitKind,
    draft::DraftKind,
    feit::FeitNumber,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    step::Step,
    tegenspraak::Tegenspraak,
    termijn_kind::TermijnKind,
    text::Vertrouwelijk,
    time_kind::TimeKind,
    weegvraag_id::WeegvraagId,
};

/// One place in a report or a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In which box a report lies.
    MeldingState(Meldingnummer),
    Call(Meldingnummer),
    /// All items of a form.
    Form(Meldingnummer),
    Field(Meldingnummer, String),
    /// What counts of a form in its case.
    Link(Meldingnummer),
    Accepted(Meldingnummer),
    /// Everything of a case.
    Zaak(Zaaknummer),
    /// Whether a case is open.
    Open(Zaaknummer),
    Hold(Zaaknummer),
    Merged(Zaaknummer),
    Inrichting(Zaaknummer),
    Rij(Zaaknummer),
    Time(Zaaknummer, TimeKind),
    Feit(Zaaknummer, FeitNumber),
    Tegenspraak(Zaaknummer, Tegenspraak),
    Answer(Zaaknummer, WeegvraagId),
    Besluit(Zaaknummer, BesluitKind),
    Step(Zaaknummer, Step),
    Draft(Zaaknummer, DraftKind),
    Check(Zaaknummer, DraftKind),
    LetThrough(Zaaknummer, DraftKind),
    LetGo(Zaaknummer, DraftKind),
    Sent(Zaaknummer, DraftKind),
    Reader(Zaaknummer, DraftKind, Vertrouwelijk),
    PassedOn(Zaaknummer, u32),
    Termijn(Zaaknummer, TermijnKind),
    Reminder(Zaaknummer, u32),
    Monitor(Zaaknummer),
    /// Whether a week is closed.
    Week(Piketweek),
}

impl Place {
    /// The case it is in.
    const fn zaak(&self) -> Option<Zaaknummer> {
        match self {
            Self::MeldingState(_)
            | Self::Call(_)
            | Self::Form(_)
            | Self::Field(..)
            | Self::Link(_)
            | Self::Accepted(_)
            | Self::Week(_) => None,
            Self::Zaak(zaak)
            | Self::Open(zaak)
            | Self::Hold(zaak)
            | Self::Merged(zaak)
            | Self::Inrichting(zaak)
            | Self::Rij(zaak)
            | Self::Time(zaak, _)
            | Self::Feit(zaak, _)
            | Self::Tegenspraak(zaak, _)
            | Self::Answer(zaak, _)
            | Self::Besluit(zaak, _)
            | Self::Step(zaak, _)
            | Self::Draft(zaak, _)
            | Self::Check(zaak, _)
            | Self::LetThrough(zaak, _)
            | Self::LetGo(zaak, _)
            | Self::Sent(zaak, _)
            | Self::Reader(zaak, ..)
            | Self::PassedOn(zaak, _)
            | Self::Termijn(zaak, _)
            | Self::Reminder(zaak, _)
            | Self::Monitor(zaak) => Some(*zaak),
        }
    }

    /// What the officer makes of a case, and by what: a judgement is one, and so is what others rest on.
    const fn is_weighed(&self) -> bool {
        match self {
            Self::Zaak(_)
            | Self::Open(_)
            | Self::Merged(_)
            | Self::Inrichting(_)
            | Self::Rij(_)
            | Self::Time(..)
            | Self::Feit(..)
            | Self::Tegenspraak(..)
            | Self::Answer(..)
            | Self::Besluit(..)
            | Self::Step(..)
            | Self::Termijn(..) => true,
            Self::MeldingState(_)
            | Self::Call(_)
            | Self::Form(_)
            | Self::Field(..)
            | Self::Link(_)
            | Self::Accepted(_)
            | Self::Hold(_)
            | Self::Draft(..)
            | Self::Check(..)
            | Self::LetThrough(..)
            | Self::LetGo(..)
            | Self::Sent(..)
            | Self::Reader(..)
            | Self::PassedOn(..)
            | Self::Reminder(..)
            | Self::Monitor(_)
            | Self::Week(_) => false,
        }
    }

    /// What is decided on all that is known of a case, and on no single place of it.
    const fn is_verdict(&self) -> bool {
        matches!(self, Self::Rij(_) | Self::Besluit(..) | Self::Step(..))
    }

    /// Whether the one is the other or lies within it.
    fn overlaps(&self, other: &Self) -> bool {
        if let (Self::Zaak(whole), part) | (part, Self::Zaak(whole)) = (self, other) {
            return part.zaak() == Some(*whole);
        }
        if let (Self::Form(whole), Self::Field(of, _)) | (Self::Field(of, _), Self::Form(whole)) = (self, other) {
            return whole == of;
        }
        self == other
    }
}

/// What is changed, and what it was done on the ground of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    changed: Vec<Place>,
    rests_on: Vec<Place>,
}

impl Touched {
    /// What the events of an act touch together.
    pub fn by<'a>(events: impl IntoIterator<Item = &'a LogEvent>) -> Self {
        events.into_iter().fold(Self::default(), |mut all, event| {
            let (changed, rests_on) = touched(event);
            all.changed.push(changed);
            all.rests_on.extend(rests_on);
            all
        })
    }

    /// Whether this cannot be taken back while `later` stands.
    pub fn is_held_by(&self, later: &Self) -> bool {
        let meet = |one: &[Place], other: &[Place]| one.iter().any(|a| other.iter().any(|b| a.overlaps(b)));
        meet(&self.changed, &later.changed)
            || meet(&self.changed, &later.rests_on)
            || meet(&self.rests_on, &later.changed)
    }

    /// The cases that are judged otherwise by it.
    pub fn weighed(&self) -> impl Iterator<Item = Zaaknummer> {
        self.changed.iter().filter(|place| place.is_weighed()).filter_map(Place::zaak)
    }

    /// Whether this was judged on what `meanwhile` changed: the same place, one that it rests on, or, for a decision,
    /// anything by which its case is weighed.
    pub fn is_passed_by(&self, meanwhile: &Self) -> bool {
        let own = self.changed.iter().chain(&self.rests_on);
        let met = own.clone().any(|mine| meanwhile.changed.iter().any(|theirs| mine.overlaps(theirs)));
        let verdicts = self.changed.iter().filter(|place| place.is_verdict()).filter_map(Place::zaak);
        met || verdicts.into_iter().any(|zaak| meanwhile.weighed().any(|theirs| theirs == zaak))
    }
}

macro_rules! touches {
    ($($kind:ident ($($looked_at:ident),*) $places:block;)*) => {
        /// The place that an event changes, and those it rests on.
        pub(super) fn touched(event: &LogEvent) -> (Place, Vec<Place>) {
            match event {
                $(LogEvent::$kind { $($looked_at,)* .. } => $places,)*
            }
        }
    };
}
event_table!(touches touches);

#[cfg(test)]
pub(super) use touches;

impl LogEvent {
    /// The week that it closes or opens again.
    pub fn turned_week(&self) -> Option<Piketweek> {
        if let (Place::Week(week), _) = touched(self) { Some(week) } else { None }
    }
}

/// What rests on nothing.
const fn alone(place: Place) -> (Place, Vec<Place>) {
    (place, Vec::new())
}

/// A report that comes to a case or leaves it: what is in the case of it is what was known of it when it was linked.
fn linking(zaak: Zaaknummer, melding: Meldingnummer) -> (Place, Vec<Place>) {
    let known = [Place::Call(melding), Place::Form(melding), Place::Link(melding)];
    let rests_on = known.into_iter().chain([Place::Open(zaak), Place::Hold(zaak)]);
    (Place::MeldingState(melding), rests_on.collect())
}

/// What can be while the case is open.
fn within(zaak: Zaaknummer, place: Place) -> (Place, Vec<Place>) {
    (place, vec![Place::Open(zaak)])
}

/// What can be while the case is open and has this row.
fn on_rij(zaak: Zaaknummer, place: Place) -> (Place, Vec<Place>) {
    (place, vec![Place::Open(zaak), Place::Rij(zaak)])
}
