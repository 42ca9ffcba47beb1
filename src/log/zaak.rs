//! The zaak: what the desk follows, from the first call to the closing. Folded from the log and
//! from nothing else; [`Zaak::apply`] only notes what happened and judges nothing.

mod apply;
mod besluiten;
mod by_hand;
mod drafts;
mod handovers;
mod link;
mod monitor_state;
mod revision;
mod state;

pub use by_hand::{Placing, RijChoice, StepNote};
pub use handovers::{Handovers, TakenFrom};
pub use link::Link;
pub use monitor_state::MonitorState;
pub use revision::Revision;
pub use state::ZaakState;

use crate::domain::{
    besluit::{Answer, Besluit, BesluitKind},
    draft::{Draft, DraftKind},
    feit::{Feit, FeitNumber, Topic},
    ids::{Piketweek, Zaaknummer},
    inrichting::Plek,
    melding::MeldingKind,
    merge::Merge,
    moment::Moment,
    passed_on::PassedOn,
    reminder::Reminder,
    rij::Rij,
    rulebook_stamp::RulebookStamp,
    step::Step,
    tegenspraak::Settlement,
    termijn_choice::TermijnChoice,
    termijn_kind::{Kalender, TermijnKind, Times},
    text::Vertrouwelijk,
    time_kind::TimeKind,
    weegvraag_id::WeegvraagId,
};
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaak {
    /// Its number.
    #[serde(rename = "nummer")]
    pub number: Zaaknummer,
    /// When it was opened.
    #[serde(rename = "geopend")]
    pub opened: Moment,
    /// Where it happened.
    pub inrichting: Option<Plek>,
    /// Where and when it was before, oldest first.
    #[serde(rename = "plaatsingen")]
    pub placings: Vec<Placing>,
    /// Every choice of row, oldest first.
    #[serde(rename = "rijkeuzes")]
    pub rij_choices: Vec<RijChoice>,
    /// The rule book of the latest choice.
    #[serde(rename = "regelboek")]
    pub rulebook: RulebookStamp,
    /// Which days count.
    pub kalender: Kalender,
    /// The times that start clocks.
    #[serde(rename = "tijden")]
    pub times: Times,
    /// Those of them that the officer set or cleared.
    #[serde(rename = "met_de_hand")]
    pub by_hand: BTreeSet<TimeKind>,
    /// The reports that belong to it.
    pub meldingen: Vec<Link>,
    /// The facts.
    pub feiten: Vec<Feit>,
    /// What was noted as a fact and taken back; it counts nowhere, and its number is not given out again.
    #[serde(rename = "teruggenomen")]
    pub retracted: Vec<Feit>,
    /// How facts stood before they were changed, oldest first.
    #[serde(rename = "herzien", default, skip_serializing_if = "Vec::is_empty")]
    pub revised: Vec<Revision>,
    /// What does not agree and may stand side by side.
    #[serde(rename = "beslecht")]
    pub settled: Vec<Settlement>,
    /// Answers to weighing questions, by the question's id.
    #[serde(rename = "antwoorden")]
    pub answers: BTreeMap<WeegvraagId, Answer>,
    /// When each of them was given.
    #[serde(rename = "beantwoord")]
    pub answered: BTreeMap<WeegvraagId, Moment>,
    /// The decisions, one per row they were taken on, also of rows that are no longer in force.
    pub besluiten: BTreeMap<BesluitKind, Vec<Besluit>>,
    /// Steps marked by hand.
    #[serde(rename = "stappen")]
    pub steps: BTreeMap<Step, StepNote>,
    /// Who in the line was told, oldest first.
    #[serde(rename = "doorgemeld")]
    pub passed_on: Vec<PassedOn>,
    /// The drafts.
    #[serde(rename = "concepten")]
    pub drafts: BTreeMap<DraftKind, Draft>,
    /// The last version of a draft that was taken back; its number is not given out again.
    #[serde(rename = "concepten_teruggenomen")]
    pub retracted_drafts: BTreeMap<DraftKind, u32>,
    /// What the officer decided about terms.
    #[serde(rename = "termijnkeuzes")]
    pub termijn_choices: BTreeMap<TermijnKind, TermijnChoice>,
    /// The officer's own reminders, by number.
    #[serde(rename = "herinneringen")]
    pub reminders: Vec<Reminder>,
    /// The weeks whose monitor has it.
    pub in_monitor: Vec<Piketweek>,
    /// What the latest monitor said of it.
    #[serde(rename = "monitorstand")]
    pub monitor_state: Option<MonitorState>,
    /// The cases that went up in this one.
    #[serde(rename = "samengevoegd")]
    pub merged: Vec<Merge>,
    /// The case this one went up in, which closed it.
    #[serde(rename = "opgegaan")]
    pub absorbed_into: Option<Zaaknummer>,
    /// When it was closed.
    #[serde(rename = "gesloten")]
    pub closed: Option<Moment>,
    /// When it was taken back because it was opened for nothing; it is closed then, and counted nowhere.
    #[serde(rename = "ingetrokken")]
    pub withdrawn: Option<Moment>,
    /// Why it must be kept, whatever the retention terms say.
    #[serde(rename = "bewaring")]
    pub hold: Option<Vertrouwelijk>,
    /// When its texts were destroyed.
    #[serde(rename = "gewist")]
    pub purged: Option<Moment>,
    /// How it came from or went to another desk.
    #[serde(rename = "overdracht", default, skip_serializing_if = "Handovers::is_none")]
    pub handovers: Handovers,
    /// The last entry about it.
    #[serde(rename = "laatste")]
    pub last: Moment,
}

impl Zaak {
    /// The case right after it was opened.
    pub const fn new(
        number: Zaaknummer,
        at: Moment,
        inrichting: Option<Plek>,
        rulebook: RulebookStamp,
        kalender: Kalender,
    ) -> Self {
        Self {
            number,
            opened: at,
            inrichting,
            placings: Vec::new(),
            rij_choices: Vec::new(),
            rulebook,
            kalender,
            times: Times {
                voorval: None,
                constatering: None,
                called: None,
                oa_end: None,
                oa_end_heard: None,
                received: None,
            },
            by_hand: BTreeSet::new(),
            meldingen: Vec::new(),
            feiten: Vec::new(),
            retracted: Vec::new(),
            revised: Vec::new(),
            settled: Vec::new(),
            answers: BTreeMap::new(),
            answered: BTreeMap::new(),
            besluiten: BTreeMap::new(),
            steps: BTreeMap::new(),
            passed_on: Vec::new(),
            drafts: BTreeMap::new(),
            retracted_drafts: BTreeMap::new(),
            termijn_choices: BTreeMap::new(),
            reminders: Vec::new(),
            in_monitor: Vec::new(),
            monitor_state: None,
            merged: Vec::new(),
            absorbed_into: None,
            closed: None,
            withdrawn: None,
            hold: None,
            purged: None,
            handovers: Handovers::NONE,
            last: at,
        }
    }

    /// The row in force.
    pub fn rij(&self) -> Option<Rij> {
        self.rij_choices.last().and_then(|k| k.rij)
    }

    /// Where it happened, in words.
    pub fn plek(&self) -> Option<&str> {
        self.inrichting.as_ref().map(Plek::label)
    }

    /// The decision in force: one that was taken on the row in force.
    pub fn besluit(&self, about: BesluitKind) -> Option<&Besluit> {
        let rij = self.rij();
        self.besluiten.get(&about)?.iter().find(|b| b.rij == rij)
    }

    /// One of its times.
    pub const fn time(&self, kind: TimeKind) -> Option<Moment> {
        self.times.of(kind)
    }

    /// The first linked report of one of these kinds, by arrival. One of before the voorval is of something else.
    pub fn first_of(&self, kinds: &[MeldingKind]) -> Option<&Link> {
        let fits = |k: &&Link| kinds.contains(&k.form) && !self.is_too_early(k);
        self.meldingen.iter().filter(fits).min_by_key(|k| k.received)
    }

    /// True for a form that came in before what it is to tell of: then its case or the time of the voorval is wrong. Typed
    /// times have no seconds, so the minute counts.
    pub fn is_too_early(&self, link: &Link) -> bool {
        link.form.is_form() && self.times.voorval.is_some_and(|voorval| link.received < voorval.minute())
    }

    /// The facts on one subject that nobody contradicted.
    pub fn feiten_about(&self, topic: Topic) -> impl Iterator<Item = &Feit> {
        self.feiten.iter().filter(move |f| f.topic == topic && f.status.counted())
    }

    /// When anything was told of it last, by a call or a form.
    pub fn last_told(&self) -> Moment {
        let received = self.meldingen.iter().map(|link| link.received);
        received.chain(self.times.called).max().unwrap_or(self.last)
    }

    /// The highest number that a fact got so far, whether or not it was taken back.
    pub fn last_feit(&self) -> FeitNumber {
        self.feiten.iter().chain(&self.retracted).map(|f| f.number).max().unwrap_or(FeitNumber::NONE)
    }

    /// The number the next fact gets.
    pub fn next_feit(&self) -> FeitNumber {
        self.last_feit().next()
    }

    /// True while it is followed.
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// One line that says what it is about.
    pub fn headline(&self) -> &str {
        self.feiten_about(Topic::Event).find_map(|f| f.text.filled()).unwrap_or("(nog geen beeld)")
    }

    /// The reminders that still run.
    pub fn running_reminders(&self) -> impl Iterator<Item = &Reminder> {
        self.reminders.iter().filter(|h| h.done.is_none() && self.is_open())
    }
}
