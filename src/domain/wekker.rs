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
    #[serde(rename = "herinnering")]
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
    #[serde(rename = "waarvoor")]
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
    #[serde(rename = "minuten")]
    Minuten(i64),
    /// Put off until then.
    #[serde(rename = "uitstel")]
    Uitstel(Moment),
    /// At once, for what was missed.
    #[serde(rename = "inhaal")]
    Inhaal(Moment),
}

/// One planned alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Wekpunt {
    /// What it is about.
    #[serde(rename = "onderwerp")]
    pub onderwerp: Onderwerp,
    /// The moment in force it belongs to.
    #[serde(rename = "uiterlijk")]
    pub uiterlijk: Moment,
    /// Which rung.
    #[serde(rename = "trede")]
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
    #[serde(rename = "regel")]
    Regel,
    /// The bell of the terminal.
    #[serde(rename = "bel")]
    Bel,
    /// A notification by the terminal.
    Terminal,
    /// A notification on the desktop.
    #[serde(rename = "bureaublad")]
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
    #[serde(rename = "gelukt")]
    Gelukt,
    /// There is no such service.
    #[serde(rename = "ontbreekt")]
    Ontbreekt,
    /// The service did not answer in time.
    #[serde(rename = "antwoordt-niet")]
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
    #[serde(rename = "programma-gesloten")]
    ProgrammaGesloten,
    /// The machine slept, or the program was held.
    #[serde(rename = "laptop-sliep")]
    LaptopSliep,
    /// The clock was put past it.
    #[serde(rename = "klok-versprong")]
    KlokVersprong,
    /// No way reached anybody.
    #[serde(rename = "dienst-ontbreekt")]
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
    #[serde(rename = "gedaan")]
    Gedaan,
    /// The moment in force is another one now.
    #[serde(rename = "verzet")]
    Verzet,
    /// The case is closed, or the term does not run in it any more.
    #[serde(rename = "gesloten")]
    Gesloten,
    /// It was seen, after the term.
    #[serde(rename = "gezien")]
    Gezien,
    /// It was put off.
    #[serde(rename = "uitgesteld")]
    Uitgesteld,
    /// The settings name other moments now.
    #[serde(rename = "instelling")]
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
    #[serde(rename = "zonder")]
    Zonder,
    /// Busy with something else.
    #[serde(rename = "bezig")]
    Bezig,
    /// On the phone about it.
    #[serde(rename = "gebeld")]
    Gebeld,
    /// Somebody else is to answer.
    #[serde(rename = "wacht")]
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
    #[serde(rename = "gepland")]
    Gepland {
        #[serde(rename = "punt")]
        punt: Wekpunt,
        #[serde(rename = "op")]
        op: Moment,
    },
    /// It went off by at least one way.
    #[serde(rename = "afgegaan")]
    Afgegaan {
        #[serde(rename = "punt")]
        punt: Wekpunt,
        #[serde(rename = "op")]
        op: Moment,
        #[serde(rename = "kanalen")]
        kanalen: Vec<(Kanaal, Kanaaluitslag)>,
    },
    /// It did not.
    #[serde(rename = "gemist")]
    Gemist {
        #[serde(rename = "punt")]
        punt: Wekpunt,
        #[serde(rename = "reden")]
        reden: Gemistreden,
        #[serde(rename = "van")]
        van: Moment,
        #[serde(rename = "tot")]
        tot: Moment,
    },
    /// It is not needed any more.
    #[serde(rename = "vervallen")]
    Vervallen {
        #[serde(rename = "punt")]
        punt: Wekpunt,
        #[serde(rename = "reden")]
        reden: Vervalreden,
    },
    /// The officer saw what went off last.
    #[serde(rename = "gezien")]
    Gezien {
        #[serde(rename = "onderwerp")]
        onderwerp: Onderwerp,
        #[serde(rename = "op")]
        op: Moment,
    },
    /// The officer put it off.
    #[serde(rename = "uitgesteld")]
    Uitgesteld {
        #[serde(rename = "onderwerp")]
        onderwerp: Onderwerp,
        #[serde(rename = "op")]
        op: Moment,
        #[serde(rename = "tot")]
        tot: Moment,
        #[serde(rename = "reden")]
        reden: Uitstelreden,
    },
    /// What it was about does not run any more.
    #[serde(rename = "afgesloten")]
    Afgesloten {
        #[serde(rename = "onderwerp")]
        onderwerp: Onderwerp,
    },
    /// The clock of the machine jumped.
    #[serde(rename = "klok")]
    Klok {
        #[serde(rename = "van")]
        van: Moment,
        #[serde(rename = "naar")]
        naar: Moment,
    },
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
