//! One line of the wekkerboek: what was planned, what became of it, and what the officer did about it.
//! A wekpunt is planned once and ends once; that it was seen or put off comes on top. Nothing here
//! names a person, an inrichting or a row.

mod channel;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{
    book_names::BookNames,
    ids::{Meldingnummer, Zaaknummer},
    melding::MeldingKind,
    moment::Moment,
    plan_ground::PlanGround,
    termijn_kind::TermijnKind,
};

pub use channel::{AlarmChannel, ChannelOutcome};

/// What of a case an alarm is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A term.
    Termijn(TermijnKind),
    /// The same term as another text of the book has it than the one by which its case was judged, where that is another
    /// moment: it is warned for beside what was planned.
    #[serde(rename = "termijn-nu")]
    TermijnNow(TermijnKind),
    /// A reminder of the officer's own, by its number in the case.
    #[serde(rename = "herinnering")]
    Reminder(u32),
}

impl Purpose {
    /// What it is called; a term as the book at hand calls it.
    pub fn words(&self, names: &dyn BookNames) -> String {
        match self {
            Self::Termijn(kind) => kind.label(names).to_owned(),
            Self::TermijnNow(kind) => format!("{} (regelboek van nu)", kind.label(names)),
            Self::Reminder(number) => format!("herinnering {number}"),
        }
    }
}

/// What an alarm is about: one term or one reminder of one case, or one mail that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AlarmTopic {
    /// What runs in a case.
    Zaak {
        /// The case.
        zaak: Zaaknummer,
        /// What of it.
        #[serde(rename = "waarvoor")]
        purpose: Purpose,
    },
    /// A mail that waits in the inbox.
    Arrival {
        /// Its number.
        melding: Meldingnummer,
        /// What it came in as.
        #[serde(rename = "binnen")]
        form: MeldingKind,
    },
}

impl AlarmTopic {
    /// The case it is about; nothing for a mail.
    pub const fn zaak(&self) -> Option<Zaaknummer> {
        match self {
            Self::Zaak { zaak, .. } => Some(*zaak),
            Self::Arrival { .. } => None,
        }
    }

    /// Whether it is over with the first call: a mail that came in has no moment that is still to come, whatever clock the
    /// program had that took it in.
    pub const fn calls_once(&self) -> bool {
        match self {
            Self::Zaak { .. } => false,
            Self::Arrival { .. } => true,
        }
    }

    /// The number by which the officer finds it.
    pub fn number(&self) -> String {
        match self {
            Self::Zaak { zaak, .. } => zaak.to_string(),
            Self::Arrival { melding, .. } => melding.to_string(),
        }
    }

    /// The act it asks for, without the number, as the book at hand calls it.
    pub fn act(&self, names: &dyn BookNames) -> String {
        match self {
            Self::Zaak { purpose, .. } => purpose.words(names),
            Self::Arrival { form, .. } => format!("{} binnen", form.label(names)),
        }
    }

    /// The number and the act.
    pub fn words(&self, names: &dyn BookNames) -> String {
        format!("{}: {}", self.number(), self.act(names))
    }
}

/// Which rung of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// So many minutes before the moment in force; negative is after it.
    #[serde(rename = "minuten")]
    Minutes(i64),
    /// Put off until then.
    #[serde(rename = "uitstel")]
    Snooze(Moment),
    /// At once, for what was missed.
    #[serde(rename = "inhaal")]
    CatchUp(Moment),
}

/// One planned alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AlarmPoint {
    /// What it is about.
    #[serde(rename = "onderwerp")]
    pub topic: AlarmTopic,
    /// The moment in force it belongs to.
    #[serde(rename = "uiterlijk")]
    pub due: Moment,
    /// Which rung.
    #[serde(rename = "trede")]
    pub rung: Rung,
}

impl AlarmPoint {
    /// When it goes off.
    pub fn at(&self) -> Moment {
        match self.rung {
            Rung::Minutes(minutes) => self.due.plus(Duration::minutes(-minutes)),
            Rung::Snooze(at) | Rung::CatchUp(at) => at,
        }
    }
}

/// Why an alarm did not go off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MissedReason {
    /// No program was there to ring it.
    #[serde(rename = "programma-gesloten")]
    ProgramClosed,
    /// The machine slept, or the program was held.
    #[serde(rename = "laptop-sliep")]
    LaptopSlept,
    /// The clock was put past it.
    #[serde(rename = "klok-versprong")]
    ClockJumped,
    /// No way reached anybody.
    #[serde(rename = "dienst-ontbreekt")]
    ServiceMissing,
}

impl MissedReason {
    /// Why, as a clause.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ProgramClosed => "piket was gesloten",
            Self::LaptopSlept => "de laptop sliep",
            Self::ClockJumped => "de klok versprong",
            Self::ServiceMissing => "niemand was te bereiken",
        }
    }
}

/// Why a planned alarm is not needed any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CancelReason {
    /// What it warned for was done, or is not needed.
    #[serde(rename = "gedaan")]
    Done,
    /// The moment in force is another one now.
    #[serde(rename = "verzet")]
    Moved,
    /// The case is closed, or the term does not run in it any more.
    #[serde(rename = "gesloten")]
    Closed,
    /// It was seen, after the term.
    #[serde(rename = "gezien")]
    Seen,
    /// It was put off.
    #[serde(rename = "uitgesteld")]
    Snoozed,
    /// The settings name other moments now.
    #[serde(rename = "instelling")]
    Settings,
}

impl CancelReason {
    /// Why, as a clause.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "gedaan of niet nodig",
            Self::Moved => "de termijn is verzet",
            Self::Closed => "de termijn loopt niet meer",
            Self::Seen => "gezien",
            Self::Snoozed => "uitgesteld",
            Self::Settings => "andere instelling",
        }
    }
}

/// Why an alarm is put off: a choice and no text, because this book keeps nothing confidential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SnoozeReason {
    /// None was given.
    #[default]
    #[serde(rename = "zonder")]
    Unspecified,
    /// Busy with something else.
    #[serde(rename = "bezig")]
    Busy,
    /// On the phone about it.
    #[serde(rename = "gebeld")]
    Called,
    /// Somebody else is to answer.
    #[serde(rename = "wacht")]
    Waiting,
}

impl SnoozeReason {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Unspecified, Self::Busy, Self::Called, Self::Waiting];

    /// The word in verbs and lists.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unspecified => "zonder",
            Self::Busy => "bezig",
            Self::Called => "gebeld",
            Self::Waiting => "wacht",
        }
    }
}

/// How long something has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum EndedFor {
    /// It was done, or judged not to run by what its case stands on.
    #[default]
    #[serde(rename = "voorgoed")]
    Good,
    /// For as long as the case stands on something else: it was judged otherwise, or closed.
    #[serde(rename = "zolang-anders")]
    Now,
}

/// One line of the book.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "kebab-case")]
pub enum AlarmLine {
    /// An alarm was planned.
    #[serde(rename = "gepland")]
    Planned {
        #[serde(rename = "punt")]
        point: AlarmPoint,
        #[serde(rename = "op")]
        at: Moment,
        /// On what, where it is for a term of a case; an older program did not keep that.
        #[serde(rename = "grond", default, skip_serializing_if = "Option::is_none")]
        under: Option<PlanGround>,
    },
    /// It went off by at least one way.
    #[serde(rename = "afgegaan")]
    Fired {
        #[serde(rename = "punt")]
        point: AlarmPoint,
        #[serde(rename = "op")]
        at: Moment,
        #[serde(rename = "kanalen")]
        channels: Vec<(AlarmChannel, ChannelOutcome)>,
    },
    /// It did not.
    #[serde(rename = "gemist")]
    Missed {
        #[serde(rename = "punt")]
        point: AlarmPoint,
        #[serde(rename = "reden")]
        reason: MissedReason,
        #[serde(rename = "van")]
        from: Moment,
        #[serde(rename = "tot")]
        until: Moment,
        /// What was tried; nothing where no program was there to try.
        #[serde(rename = "kanalen", default, skip_serializing_if = "Vec::is_empty")]
        channels: Vec<(AlarmChannel, ChannelOutcome)>,
    },
    /// A way that takes its time ended after the alarm had gone off by others.
    #[serde(rename = "kanaal")]
    Answered {
        #[serde(rename = "onderwerp")]
        topic: AlarmTopic,
        #[serde(rename = "op")]
        at: Moment,
        #[serde(rename = "kanaal")]
        channel: AlarmChannel,
        #[serde(rename = "uitkomst")]
        outcome: ChannelOutcome,
    },
    /// It is not needed any more.
    #[serde(rename = "vervallen")]
    Lapsed {
        #[serde(rename = "punt")]
        point: AlarmPoint,
        #[serde(rename = "reden")]
        reason: CancelReason,
    },
    /// The officer saw what went off last.
    #[serde(rename = "gezien")]
    Seen {
        #[serde(rename = "onderwerp")]
        topic: AlarmTopic,
        #[serde(rename = "op")]
        at: Moment,
    },
    /// The officer put it off.
    #[serde(rename = "uitgesteld")]
    Snoozed {
        #[serde(rename = "onderwerp")]
        topic: AlarmTopic,
        #[serde(rename = "op")]
        at: Moment,
        #[serde(rename = "tot")]
        until: Moment,
        #[serde(rename = "reden")]
        reason: SnoozeReason,
    },
    /// What alarms stand for rests on another choice of row or another place now, with the same moment.
    #[serde(rename = "grond")]
    Grounded {
        #[serde(rename = "onderwerp")]
        topic: AlarmTopic,
        #[serde(rename = "grond")]
        under: PlanGround,
    },
    /// What it was about does not run any more.
    #[serde(rename = "afgesloten")]
    Ended {
        #[serde(rename = "onderwerp")]
        topic: AlarmTopic,
        #[serde(rename = "hoelang", default)]
        lasts: EndedFor,
    },
    /// The clock of the machine jumped.
    #[serde(rename = "klok")]
    ClockJumped {
        #[serde(rename = "van")]
        from: Moment,
        #[serde(rename = "naar")]
        to: Moment,
    },
}

impl AlarmLine {
    /// What it is about; nothing for a jump of the clock.
    pub const fn topic(&self) -> Option<AlarmTopic> {
        match self {
            Self::Planned { point, .. }
            | Self::Fired { point, .. }
            | Self::Missed { point, .. }
            | Self::Lapsed { point, .. } => Some(point.topic),
            Self::Seen { topic, .. }
            | Self::Snoozed { topic, .. }
            | Self::Answered { topic, .. }
            | Self::Grounded { topic, .. }
            | Self::Ended { topic, .. } => Some(*topic),
            Self::ClockJumped { .. } => None,
        }
    }
}
