//! Who saw or took what: one line of the audit, beside the log. It says which act was done on which
//! case or report and whether it succeeded, and never what was seen: an audit that names people would
//! be one more place to keep secret.

use serde::{Deserialize, Serialize};

/// What was done with what the store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Handeling {
    /// The store or a case was opened.
    #[serde(rename = "geopend")]
    Geopend,
    /// A masked text was shown for a moment.
    #[serde(rename = "onthuld")]
    Onthuld,
    /// Something was written to a file outside the store.
    #[serde(rename = "geexporteerd")]
    Geexporteerd,
    /// Something was put on standard output.
    #[serde(rename = "afgedrukt")]
    Afgedrukt,
    /// Confidential text was purged.
    #[serde(rename = "gewist")]
    Gewist,
    /// The desk was locked.
    #[serde(rename = "vergrendeld")]
    Vergrendeld,
    /// The desk was unlocked.
    #[serde(rename = "ontgrendeld")]
    Ontgrendeld,
    /// A wrong passphrase was given.
    #[serde(rename = "wachtwoord-fout")]
    WachtwoordFout,
    /// A backup was put back.
    #[serde(rename = "teruggezet")]
    Teruggezet,
    /// A handover was made.
    #[serde(rename = "overgedragen")]
    Overgedragen,
    /// A handover was accepted.
    #[serde(rename = "aanvaard")]
    Aanvaard,
    /// An export was read into an empty log.
    #[serde(rename = "ingelezen")]
    Ingelezen,
}

impl Handeling {
    /// All of them.
    pub const ALLE: [Self; 12] = [
        Self::Geopend,
        Self::Onthuld,
        Self::Geexporteerd,
        Self::Afgedrukt,
        Self::Gewist,
        Self::Vergrendeld,
        Self::Ontgrendeld,
        Self::WachtwoordFout,
        Self::Teruggezet,
        Self::Overgedragen,
        Self::Aanvaard,
        Self::Ingelezen,
    ];

    /// Its name in the store and in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Geopend => "geopend",
            Self::Onthuld => "onthuld",
            Self::Geexporteerd => "geexporteerd",
            Self::Afgedrukt => "afgedrukt",
            Self::Gewist => "gewist",
            Self::Vergrendeld => "vergrendeld",
            Self::Ontgrendeld => "ontgrendeld",
            Self::WachtwoordFout => "wachtwoord-fout",
            Self::Teruggezet => "teruggezet",
            Self::Overgedragen => "overgedragen",
            Self::Aanvaard => "aanvaard",
            Self::Ingelezen => "ingelezen",
        }
    }

    /// The word the officer reads.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Geopend => "geopend",
            Self::Onthuld => "onthuld",
            Self::Geexporteerd => "geëxporteerd",
            Self::Afgedrukt => "afgedrukt",
            Self::Gewist => "gewist",
            Self::Vergrendeld => "vergrendeld",
            Self::Ontgrendeld => "ontgrendeld",
            Self::WachtwoordFout => "verkeerd wachtwoord",
            Self::Teruggezet => "teruggezet",
            Self::Overgedragen => "overgedragen",
            Self::Aanvaard => "aanvaard",
            Self::Ingelezen => "ingelezen",
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uitslag {
    /// It was done.
    #[serde(rename = "gelukt")]
    Gelukt,
    /// It was refused.
    #[serde(rename = "geweigerd")]
    Geweigerd,
}

impl Uitslag {
    /// Its name in the store and in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Gelukt => "gelukt",
            Self::Geweigerd => "geweigerd",
        }
    }

    /// The word the officer reads.
    pub const fn woord(self) -> &'static str {
        self.sleutel()
    }
}

/// Where it was done from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Herkomst {
    /// The desk on screen.
    Desk,
    /// A verb in the shell.
    #[serde(rename = "opdracht")]
    Opdracht,
}

impl Herkomst {
    /// Its name in the store and in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Opdracht => "opdracht",
        }
    }

    /// The word the officer reads.
    pub const fn woord(self) -> &'static str {
        self.sleutel()
    }
}

/// One line that is about to be recorded; the store adds who and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inzage {
    /// The act.
    #[serde(rename = "handeling")]
    pub handeling: Handeling,
    /// On what: the number of a case or report, or a part of the store; never a person.
    pub object: String,
    /// How it ended.
    #[serde(rename = "uitkomst")]
    pub uitkomst: Uitslag,
    /// Where it was done from.
    #[serde(rename = "herkomst")]
    pub herkomst: Herkomst,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The store writes the key and data carries serde's name: one act must not get two names.
    #[test]
    fn a_key_is_the_name_in_data() -> Result<(), serde_json::Error> {
        for handeling in Handeling::ALLE {
            assert_eq!(serde_json::to_value(handeling)?, handeling.sleutel());
        }
        Ok(())
    }
}
