//! Which clock a term belongs to, the times it can start from, and the calendar that says which
//! days count. Shared by the log (an override names a kind) and by the calculation.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    fout::{Fout, Uitkomst},
    moment::Moment,
    zaak::Tijdsoort,
};

/// The kinds of term of ONTWERP 4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermijnSoort {
    /// MBV form to the divisie, rows 1–23.
    Mbv,
    /// MOA form to the divisie, rows A–G.
    Moa,
    /// MOA to Fast NL within one hour.
    MoaFastNl,
    /// Form after return or arrest.
    #[serde(rename = "moa-einde")]
    MoaEinde,
    /// Notification to the Autoriteit Persoonsgegevens, row 22.
    ApDatalek,
}

impl TermijnSoort {
    /// All kinds, in the order of the design.
    pub const ALLE: [Self; 5] = [Self::Mbv, Self::Moa, Self::MoaFastNl, Self::MoaEinde, Self::ApDatalek];

    /// The name in data: `moa-fast-nl`.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Mbv => "mbv",
            Self::Moa => "moa",
            Self::MoaFastNl => "moa-fast-nl",
            Self::MoaEinde => "moa-einde",
            Self::ApDatalek => "ap-datalek",
        }
    }

    /// The name on screen: `MOA Fast NL`.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Mbv => "MBV",
            Self::Moa => "MOA",
            Self::MoaFastNl => "MOA Fast NL",
            Self::MoaEinde => "MOA einde",
            Self::ApDatalek => "AP datalek",
        }
    }
}

impl fmt::Display for TermijnSoort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sleutel())
    }
}

/// Which days count as feestdag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kalender {
    /// CAO Rijk §4.2 (default).
    #[default]
    CaoRijk,
    /// Algemene termijnenwet art. 3, with the days equated by KB.
    Termijnenwet,
}

impl Kalender {
    /// Both calendars.
    pub const ALLE: [Self; 2] = [Self::CaoRijk, Self::Termijnenwet];

    /// The name in data: `cao-rijk`.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::CaoRijk => "cao-rijk",
            Self::Termijnenwet => "termijnenwet",
        }
    }
}

impl fmt::Display for Kalender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sleutel())
    }
}

impl FromStr for Kalender {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        Self::ALLE.into_iter().find(|k| k.sleutel() == s).ok_or_else(|| {
            Fout::gebruik(format!("Kalender «{s}» is niet bekend.")).hint("Kies cao-rijk of termijnenwet.")
        })
    }
}

/// The times that start a clock. All optional: at 02:10 not everything is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tijden {
    /// When it happened.
    pub voorval: Option<Moment>,
    /// When it was discovered.
    pub constatering: Option<Moment>,
    /// When the officer was phoned; the assumed start when nothing else is known.
    #[serde(rename = "gebeld")]
    pub gebeld: Option<Moment>,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde_oa")]
    pub einde_oa: Option<Moment>,
    /// When the first report of a case came in, where not even a call is known. It follows from the reports
    /// and is never recorded as a time of its own.
    #[serde(skip)]
    pub ontvangen: Option<Moment>,
}

impl Tijden {
    /// One of them.
    pub const fn van(&self, soort: Tijdsoort) -> Option<Moment> {
        match soort {
            Tijdsoort::Voorval => self.voorval,
            Tijdsoort::Constatering => self.constatering,
            Tijdsoort::Gebeld => self.gebeld,
            Tijdsoort::EindeOa => self.einde_oa,
        }
    }

    /// The same with one of them set or taken away.
    #[must_use]
    pub const fn met(mut self, soort: Tijdsoort, moment: Option<Moment>) -> Self {
        match soort {
            Tijdsoort::Voorval => self.voorval = moment,
            Tijdsoort::Constatering => self.constatering = moment,
            Tijdsoort::Gebeld => self.gebeld = moment,
            Tijdsoort::EindeOa => self.einde_oa = moment,
        }
        self
    }

    /// Refuses an order of events that cannot be.
    ///
    /// # Errors
    /// When the constatering, the call or the return lies before the voorval (ONTWERP 4).
    pub fn controleer(&self) -> Uitkomst<()> {
        let Some(voorval) = self.voorval else { return Ok(()) };
        for (naam, t) in [
            ("De constatering", self.constatering),
            ("Het telefoontje", self.gebeld),
            ("De terugkeer of aanhouding", self.einde_oa),
        ] {
            if let Some(t) = t
                && t < voorval
            {
                return Err(Fout::gebruik(format!(
                    "{naam} ({}) ligt vóór het voorval ({}).",
                    t.lang(),
                    voorval.lang()
                ))
                .hint("Controleer beide tijden."));
            }
        }
        Ok(())
    }
}
