//! One line of the wekkerboek: what was planned, what became of it, and what the officer did about it.
//! A wekpunt is planned once and ends once; that it was seen or put off comes on top. Nothing here
//! names a person, an inrichting or a row.

use std::fmt;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{ids::Zaaknummer, moment::Moment, termijnsoort::TermijnSoort};

/// What of a case an alarm is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waarvoor {
    /// A term.
    Termijn(TermijnSoort),
    /// A reminder of the officer's own, by its number in the case.
    Herinnering(u32),
}

impl fmt::Display for Waarvoor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Termijn(soort) => f.write_str(soort.naam()),
            Self::Herinnering(nummer) => write!(f, "herinnering {nummer}"),
        }
    }
}

/// What runs: one term or one reminder of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Onderwerp {
    /// The case.
    pub zaak: Zaaknummer,
    /// What of it.
    pub waarvoor: Waarvoor,
}

impl fmt::Display for Onderwerp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.zaak, self.waarvoor)
    }
}

/// Which rung of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trede {
    /// So many minutes before the moment in force; negative is after it.
    Minuten(i64),
    /// Put off until then.
    Uitstel(Moment),
    /// At once, for what was missed.
    Inhaal(Moment),
}

/// One planned alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Wekpunt {
    /// What it is about.
    pub onderwerp: Onderwerp,
    /// The moment in force it belongs to.
    pub uiterlijk: Moment,
    /// Which rung.
    pub trede: Trede,
}

impl Wekpunt {
    /// When it goes off.
    pub fn op(&self) -> Moment {
        match self.trede {
            Trede::Minuten(minuten) => self.uiterlijk.plus(Duration::minutes(-minuten)),
            Trede::Uitstel(op) | Trede::Inhaal(op) => op,
        }
    }
}

/// By which way an alarm reaches somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kanaal {
    /// The banner in the desk.
    Banner,
    /// A line on standard output.
    Regel,
    /// The bell of the terminal.
    Bel,
    /// A notification by the terminal.
    Terminal,
    /// A notification on the desktop.
    Bureaublad,
}

impl Kanaal {
    /// The word the officer reads.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Banner => "scherm",
            Self::Regel => "regel",
            Self::Bel => "bel",
            Self::Terminal => "terminal",
            Self::Bureaublad => "bureaublad",
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kanaaluitslag {
    /// It was shown or rung.
    Gelukt,
    /// There is no such service.
    Ontbreekt,
    /// The service did not answer in time.
    AntwoordtNiet,
}

impl Kanaaluitslag {
    /// The word the officer reads.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Gelukt => "gelukt",
            Self::Ontbreekt => "ontbreekt",
            Self::AntwoordtNiet => "antwoordt niet",
        }
    }
}

/// Why an alarm did not go off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gemistreden {
    /// No program was there to ring it.
    ProgrammaGesloten,
    /// The machine slept, or the program was held.
    LaptopSliep,
    /// The clock was put past it.
    KlokVersprong,
    /// No way reached anybody.
    DienstOntbreekt,
}

impl Gemistreden {
    /// Why, as a clause.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::ProgrammaGesloten => "piket was gesloten",
            Self::LaptopSliep => "de laptop sliep",
            Self::KlokVersprong => "de klok versprong",
            Self::DienstOntbreekt => "geen dienst om te melden",
        }
    }
}

/// Why a planned alarm is not needed any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vervalreden {
    /// What it warned for was done, or is not needed.
    Gedaan,
    /// The moment in force is another one now.
    Verzet,
    /// The case is closed, or the term does not run in it any more.
    Gesloten,
    /// It was seen, after the term.
    Gezien,
    /// It was put off.
    Uitgesteld,
    /// The settings name other moments now.
    Instelling,
}

impl Vervalreden {
    /// Why, as a clause.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Gedaan => "gedaan of niet nodig",
            Self::Verzet => "de termijn is verzet",
            Self::Gesloten => "de termijn loopt niet meer",
            Self::Gezien => "gezien",
            Self::Uitgesteld => "uitgesteld",
            Self::Instelling => "andere instelling",
        }
    }
}

/// Why an alarm is put off: a choice and no text, because this book keeps nothing confidential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uitstelreden {
    /// None was given.
    #[default]
    Zonder,
    /// Busy with something else.
    Bezig,
    /// On the phone about it.
    Gebeld,
    /// Somebody else is to answer.
    Wacht,
}

impl Uitstelreden {
    /// All of them.
    pub const ALLE: [Self; 4] = [Self::Zonder, Self::Bezig, Self::Gebeld, Self::Wacht];

    /// The word in verbs and lists.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Zonder => "zonder",
            Self::Bezig => "bezig",
            Self::Gebeld => "gebeld",
            Self::Wacht => "wacht",
        }
    }
}

/// One line of the book.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "soort", rename_all = "kebab-case")]
pub enum Weklijn {
    /// An alarm was planned.
    Gepland { punt: Wekpunt, op: Moment },
    /// It went off by at least one way.
    Afgegaan { punt: Wekpunt, op: Moment, kanalen: Vec<(Kanaal, Kanaaluitslag)> },
    /// It did not.
    Gemist { punt: Wekpunt, reden: Gemistreden, van: Moment, tot: Moment },
    /// It is not needed any more.
    Vervallen { punt: Wekpunt, reden: Vervalreden },
    /// The officer saw what went off last.
    Gezien { onderwerp: Onderwerp, op: Moment },
    /// The officer put it off.
    Uitgesteld { onderwerp: Onderwerp, op: Moment, tot: Moment, reden: Uitstelreden },
    /// What it was about does not run any more.
    Afgesloten { onderwerp: Onderwerp },
    /// The clock of the machine jumped.
    Klok { van: Moment, naar: Moment },
}

impl Weklijn {
    /// What it is about; nothing for a jump of the clock.
    pub const fn onderwerp(&self) -> Option<Onderwerp> {
        match self {
            Self::Gepland { punt, .. }
            | Self::Afgegaan { punt, .. }
            | Self::Gemist { punt, .. }
            | Self::Vervallen { punt, .. } => Some(punt.onderwerp),
            Self::Gezien { onderwerp, .. } | Self::Uitgesteld { onderwerp, .. } | Self::Afgesloten { onderwerp } => {
                Some(*onderwerp)
            }
            Self::Klok { .. } => None,
        }
    }
}
