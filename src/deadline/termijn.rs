//! A term as it is shown and counted down: never without a reading, and never without saying where
//! each reading comes from.

use serde::Serialize;

use super::vorm::{Grens, Grenzen};
use crate::{
    domain::{leesregel::Leesregel, moment::Moment, termijnsoort::TermijnSoort, zaak::Tijdsoort},
    rules::book::Regeltekst,
};

/// One term of an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijn {
    /// Which clock.
    pub soort: TermijnSoort,
    /// Who waits for it.
    pub ontvanger: String,
    /// When the clock started.
    pub start: Moment,
    /// What the start stands for.
    pub startsoort: Startsoort,
    /// Every defensible reading, the usual one first.
    pub lezingen: Lezingen,
    /// Where the term stands: document, paragraph, page.
    pub bron: String,
}

/// One way to read the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezing {
    /// Exclusive: at this moment it is late.
    pub uiterlijk: Moment,
    /// Which reading of the source it is.
    pub leesregel: Leesregel,
    /// Short name of the reading.
    pub regel: String,
    /// One sentence why.
    pub uitleg: String,
}

/// One or more readings, no two at the same moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezingen {
    gangbaar: Lezing,
    andere: Vec<Lezing>,
}

/// What the start of a clock stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Startsoort {
    /// When it happened.
    Voorval,
    /// When it was discovered.
    Constatering,
    /// When the desk was phoned: an assumption, for want of anything better.
    #[serde(rename = "telefoontje")]
    Telefoontje,
    /// When the first report came in: the same assumption, where nobody phoned.
    #[serde(rename = "ontvangst")]
    Ontvangst,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde-oa")]
    EindeOa,
}

impl Termijn {
    /// The earliest reading: countdown and alarms run on it.
    pub fn streng(&self) -> Moment {
        self.lezingen.iter().fold(self.gangbaar(), |eerst, l| eerst.min(l.uiterlijk))
    }

    /// The usual reading.
    pub const fn gangbaar(&self) -> Moment {
        self.lezingen.gangbaar.uiterlijk
    }
}

impl Lezing {
    pub(super) fn nieuw(grens: Grens, tekst: &Regeltekst) -> Self {
        Self {
            uiterlijk: grens.uiterlijk,
            leesregel: grens.regel,
            regel: tekst.regel.clone(),
            uitleg: tekst.uitleg.clone(),
        }
    }

    /// Names the number of hours an elapsed term runs.
    pub(super) fn met_uren(mut self, uren: u16) -> Self {
        self.regel = format!("{uren} uur {}", self.regel);
        self
    }
}

impl Lezingen {
    /// A single reading.
    pub const fn een(gangbaar: Lezing) -> Self {
        Self { gangbaar, andere: Vec::new() }
    }

    pub(super) fn uit(grenzen: &Grenzen, lezing: impl Fn(Grens) -> Lezing) -> Self {
        Self { gangbaar: lezing(grenzen.gangbaar()), andere: grenzen.andere().map(lezing).collect() }
    }

    /// The usual reading.
    pub const fn gangbaar(&self) -> &Lezing {
        &self.gangbaar
    }

    /// All readings, the usual one first.
    pub fn iter(&self) -> impl Iterator<Item = &Lezing> {
        std::iter::once(&self.gangbaar).chain(&self.andere)
    }

    /// The reading by this rule, where it is one of them.
    pub fn van(&self, regel: Leesregel) -> Option<&Lezing> {
        self.iter().find(|l| l.leesregel == regel)
    }

    /// True when the source can be read in more ways than one here.
    pub const fn meerduidig(&self) -> bool {
        !self.andere.is_empty()
    }

    /// All readings, the earliest first.
    pub fn op_tijd(&self) -> Vec<&Lezing> {
        let mut lezingen: Vec<&Lezing> = self.iter().collect();
        lezingen.sort_by_key(|l| l.uiterlijk);
        lezingen
    }
}

impl Startsoort {
    /// The time of the case that it is, where it is one that can be another.
    pub const fn tijd(self) -> Option<Tijdsoort> {
        match self {
            Self::Voorval => Some(Tijdsoort::Voorval),
            Self::Constatering => Some(Tijdsoort::Constatering),
            Self::Telefoontje => Some(Tijdsoort::Gebeld),
            Self::Ontvangst => None,
            Self::EindeOa => Some(Tijdsoort::EindeOa),
        }
    }

    /// In a sentence: "was het voorval later".
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Voorval => "het voorval",
            Self::Constatering => "de constatering",
            Self::Telefoontje => "het telefoontje",
            Self::Ontvangst => "de ontvangst van de melding",
            Self::EindeOa => "de terugkeer of aanhouding",
        }
    }

    /// The name in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Telefoontje => "telefoontje",
            Self::Ontvangst => "ontvangst",
            Self::EindeOa => "einde-oa",
        }
    }

    /// How the screen says it: "vanaf het voorval".
    pub const fn omschrijving(self) -> &'static str {
        match self {
            Self::Voorval => "het voorval",
            Self::Constatering => "de constatering",
            Self::Telefoontje => "het telefoontje (aanname: voorval en constatering zijn niet bekend)",
            Self::Ontvangst => "de ontvangst van de melding (aanname: voorval en constatering zijn niet bekend)",
            Self::EindeOa => "de terugkeer of aanhouding",
        }
    }
}
