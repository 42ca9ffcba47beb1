//! The steps of an incident (ONTWERP 5) and where each one can stand. Which steps a case has, and
//! why one is not possible yet, follows from the rules; here are only the names.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::fout::{Fout, Uitkomst};

/// One step of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stap {
    /// 1. The report came in.
    Melding,
    /// 2. The inrichting was called back.
    #[serde(rename = "teruggebeld")]
    Teruggebeld,
    /// 3. The facts are on the table.
    Beeld,
    /// 4. The weighing questions are answered.
    #[serde(rename = "oordeel")]
    Oordeel,
    /// 5. Whether a piketmelding goes out.
    BesluitP,
    /// 5. Whether an afloopbericht goes out.
    BesluitA,
    /// 6. The piket-SMS.
    Sms,
    /// 7. The piketmelding.
    Piketmelding,
    /// 7. The check of facts beforehand, where another body writes the piketmelding.
    #[serde(rename = "visie")]
    Visie,
    /// 8. The MBV or MOA, received and complete.
    #[serde(rename = "formulier")]
    Formulier,
    /// 9. OA: the emergency number was called.
    Alarm112,
    /// 9. OA: Fast NL was phoned.
    FastNl,
    /// 9. OA: the MOA went to Fast NL.
    MoaFastNl,
    /// 9. OA: the person is back or arrested.
    #[serde(rename = "einde-oa")]
    EindeOa,
    /// 9. OA: the form about the end came in.
    #[serde(rename = "einde-formulier")]
    EindeFormulier,
    /// 10. Row 22: the decision on notifying the AP.
    Ap,
    /// 11. The outcome is known.
    #[serde(rename = "afloop")]
    Afloop,
    /// 11. The afloopbericht.
    Afloopbericht,
    /// 12. In the incidentenmonitor.
    Monitor,
    /// 13. The case is closed.
    #[serde(rename = "sluiten")]
    Sluiten,
}

impl Stap {
    /// All steps in the order of the design.
    pub const ALLE: [Self; 20] = [
        Self::Melding,
        Self::Teruggebeld,
        Self::Beeld,
        Self::Oordeel,
        Self::BesluitP,
        Self::BesluitA,
        Self::Sms,
        Self::Piketmelding,
        Self::Visie,
        Self::Formulier,
        Self::Alarm112,
        Self::FastNl,
        Self::MoaFastNl,
        Self::EindeOa,
        Self::EindeFormulier,
        Self::Ap,
        Self::Afloop,
        Self::Afloopbericht,
        Self::Monitor,
        Self::Sluiten,
    ];

    /// The number in the design, 1–13.
    pub const fn nummer(self) -> u8 {
        match self {
            Self::Melding => 1,
            Self::Teruggebeld => 2,
            Self::Beeld => 3,
            Self::Oordeel => 4,
            Self::BesluitP | Self::BesluitA => 5,
            Self::Sms => 6,
            Self::Piketmelding | Self::Visie => 7,
            Self::Formulier => 8,
            Self::Alarm112 | Self::FastNl | Self::MoaFastNl | Self::EindeOa | Self::EindeFormulier => 9,
            Self::Ap => 10,
            Self::Afloop | Self::Afloopbericht => 11,
            Self::Monitor => 12,
            Self::Sluiten => 13,
        }
    }

    /// The name in verbs and data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Melding => "melding",
            Self::Teruggebeld => "teruggebeld",
            Self::Beeld => "beeld",
            Self::Oordeel => "oordeel",
            Self::BesluitP => "besluit-p",
            Self::BesluitA => "besluit-a",
            Self::Sms => "sms",
            Self::Piketmelding => "piketmelding",
            Self::Visie => "visie",
            Self::Formulier => "formulier",
            Self::Alarm112 => "112",
            Self::FastNl => "fast-nl",
            Self::MoaFastNl => "moa-fast-nl",
            Self::EindeOa => "einde-oa",
            Self::EindeFormulier => "einde-formulier",
            Self::Ap => "ap",
            Self::Afloop => "afloop",
            Self::Afloopbericht => "afloopbericht",
            Self::Monitor => "monitor",
            Self::Sluiten => "sluiten",
        }
    }
}

impl fmt::Display for Stap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sleutel())
    }
}

impl FromStr for Stap {
    type Err = Fout;

    /// Takes the name, or the number where only one step has it.
    fn from_str(s: &str) -> Uitkomst<Self> {
        let kaal = s.trim().to_lowercase();
        if let Some(stap) = Self::ALLE.into_iter().find(|stap| stap.sleutel() == kaal) {
            return Ok(stap);
        }
        let met_nummer: Vec<Self> = Self::ALLE.into_iter().filter(|stap| stap.nummer().to_string() == kaal).collect();
        let namen = |stappen: &[Self]| stappen.iter().map(|s| s.sleutel()).collect::<Vec<_>>().join(", ");
        match met_nummer.as_slice() {
            [een] => Ok(*een),
            [] => Err(Fout::gebruik(format!("Stap «{kaal}» bestaat niet."))
                .hint(format!("Kies uit: {}.", namen(&Self::ALLE)))),
            meer => {
                Err(Fout::gebruik(format!("Stap {kaal} heeft meer delen.")).hint(format!("Kies uit: {}.", namen(meer))))
            }
        }
    }
}

/// What the officer noted about a step by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stapstand {
    /// Not done; also the way back from the others.
    Open,
    /// Waits on somebody else.
    #[serde(rename = "wacht")]
    Wacht,
    /// Done.
    #[serde(rename = "gereed")]
    Gereed,
    /// Not needed, for a reason.
    #[serde(rename = "niet-nodig")]
    NietNodig,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_single_numbers_are_read() {
        for stap in Stap::ALLE {
            assert_eq!(stap.sleutel().parse(), Ok(stap));
        }
        assert_eq!("3".parse(), Ok(Stap::Beeld));
        assert!("5".parse::<Stap>().is_err());
        assert!("14".parse::<Stap>().is_err());
    }
}
