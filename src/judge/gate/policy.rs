//! What each channel may not carry, and the sentence that says why. Data: a policy changes without the code.

use std::{collections::BTreeMap, fmt, str::FromStr};

use crate::{
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        hint::either,
    },
    rules::toml_reader::Table,
};

/// Where a text goes. A message has a channel of its own, which the policy has to know.
#[expect(missing_docs, reason = "each is the channel of its name")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GateChannel {
    Draft(DraftKind),
    Aanvulling,
    Agenda,
    DesktopNotification,
    Dossier,
    Monitor,
    Overdracht,
}

impl GateChannel {
    /// What is no message of the desk.
    const BESIDE: [Self; 6] =
        [Self::Aanvulling, Self::Agenda, Self::DesktopNotification, Self::Dossier, Self::Monitor, Self::Overdracht];

    /// All channels.
    pub fn all() -> impl Iterator<Item = Self> {
        DraftKind::ALL.into_iter().map(Self::Draft).chain(Self::BESIDE)
    }

    /// The name in verbs and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft(kind) => kind.code(),
            Self::Aanvulling => "aanvulling",
            Self::Agenda => "agenda",
            Self::DesktopNotification => "melding-bureaublad",
            Self::Dossier => "dossier",
            Self::Monitor => "monitor",
            Self::Overdracht => "overdracht",
        }
    }

    /// The names of all, as a help tells what can be chosen.
    pub fn listed() -> String {
        either(&Self::all().map(Self::code).collect::<Vec<_>>())
    }
}

impl fmt::Display for GateChannel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for GateChannel {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        Self::all().find(|c| c.code() == s.trim()).ok_or_else(|| {
            Error::usage(format!("Kanaal «{}» bestaat niet.", s.trim())).hint(format!("Kies uit {}.", Self::listed()))
        })
    }
}

/// What a finding is about, as others read it.
#[expect(missing_docs, reason = "each is the kind of its name")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeakKind {
    Name,
    BirthDate,
    Bsn,
    Phone,
    Address,
    Plate,
    Health,
    Criminal,
    Special,
    Number,
    Mail,
}

impl LeakKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::BirthDate,
        Self::Bsn,
        Self::Phone,
        Self::Address,
        Self::Plate,
        Self::Health,
        Self::Criminal,
        Self::Special,
        Self::Number,
        Self::Mail,
    ];

    /// The name in answers and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "naam",
            Self::BirthDate => "geboortedatum",
            Self::Bsn => "bsn",
            Self::Phone => "telefoon",
            Self::Address => "adres",
            Self::Plate => "kenteken",
            Self::Health => "gezondheid",
            Self::Criminal => "strafrecht",
            Self::Special => "bijzonder",
            Self::Number => "nummer",
            Self::Mail => "email",
        }
    }
}

/// What the policy tells apart: a kind, or a part of one that some channels may carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LeakClass {
    /// A kind as a whole.
    Kind(LeakKind),
    /// A bare age.
    Age,
    /// An age with a place, a trade or looks.
    TellingAge,
    /// What happened, in the words of the matrix.
    EventWord,
    /// An injury.
    Injury,
}

impl LeakClass {
    /// The kind it is told as.
    pub const fn kind(self) -> LeakKind {
        match self {
            Self::Kind(kind) => kind,
            Self::Age | Self::TellingAge => LeakKind::BirthDate,
            Self::EventWord | Self::Injury => LeakKind::Health,
        }
    }
}

/// Why a kind may not leave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeakReason {
    /// What stands there.
    pub reason: String,
    /// What the privacy statement says of it, in our own words.
    pub statement: String,
    /// Where it says so.
    pub source: String,
}

/// The policy as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    stops: BTreeMap<GateChannel, Vec<LeakClass>>,
    reasons: BTreeMap<LeakKind, LeakReason>,
}

impl Policy {
    /// True where a channel may not carry this.
    pub fn stops(&self, channel: GateChannel, class: LeakClass) -> bool {
        self.stops.get(&channel).is_none_or(|list| list.contains(&class))
    }

    /// Why a kind may not leave.
    pub fn reason(&self, kind: LeakKind) -> Option<&LeakReason> {
        self.reasons.get(&kind)
    }
}

fn classes() -> Vec<(&'static str, LeakClass)> {
    let kinds = LeakKind::ALL.map(|k| (k.code(), LeakClass::Kind(k)));
    let parts = [
        ("leeftijd", LeakClass::Age),
        ("leeftijd-herleidbaar", LeakClass::TellingAge),
        ("voorvalwoord", LeakClass::EventWord),
        ("letsel", LeakClass::Injury),
    ];
    kinds.into_iter().chain(parts).collect()
}

/// Reads the policy; faults join those of the file.
pub(super) fn read_policy(file: &Table<'_>) -> Policy {
    let mut policy = Policy { stops: BTreeMap::new(), reasons: BTreeMap::new() };
    if let Some(channels) = file.table("kanaal", "kanaal") {
        for channel in GateChannel::all() {
            policy.stops.insert(channel, channels.choices(channel.code(), &classes()));
        }
    }
    for row in file.tables("soort", "soort") {
        let kinds = LeakKind::ALL.map(|k| (k.code(), k));
        let kind = row.choice("soort", &kinds);
        let (reason, statement, source) = (row.text("reden"), row.text("verklaring"), row.text("bron"));
        if let (Some(kind), Some(reason), Some(statement), Some(source)) = (kind, reason, statement, source)
            && policy.reasons.insert(kind, LeakReason { reason, statement, source }).is_some()
        {
            row.error("soort", format!("De soort {} staat er twee keer.", kind.code()));
        }
    }
    for kind in LeakKind::ALL.into_iter().filter(|k| !policy.reasons.contains_key(k)) {
        file.error("soort", format!("De soort {} ontbreekt.", kind.code()));
    }
    policy
}
