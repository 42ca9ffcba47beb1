//! Who saw or took what: one line of the audit, beside the log. It says which act was done on which
//! case or report and whether it succeeded, and never what was seen: an audit that names people would
//! be one more place to keep secret.

use serde::{Deserialize, Serialize};

/// What was done with what the store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditAct {
    /// The store or a case was opened.
    #[serde(rename = "geopend")]
    Opened,
    /// A masked text was shown for a moment.
    #[serde(rename = "onthuld")]
    Revealed,
    /// Something was written to a file outside the store.
    #[serde(rename = "geexporteerd")]
    Exported,
    /// Something was put on standard output.
    #[serde(rename = "afgedrukt")]
    Printed,
    /// Confidential text was purged.
    #[serde(rename = "gewist")]
    Purged,
    /// The desk was locked.
    #[serde(rename = "vergrendeld")]
    Locked,
    /// The desk was unlocked.
    #[serde(rename = "ontgrendeld")]
    Unlocked,
    /// A wrong passphrase was given.
    #[serde(rename = "wachtwoord-fout")]
    WrongPassphrase,
    /// A backup was put back.
    #[serde(rename = "teruggezet")]
    Restored,
    /// A handover was made.
    #[serde(rename = "overgedragen")]
    HandedOver,
    /// A handover was accepted.
    #[serde(rename = "aanvaard")]
    Accept,
    /// An export was read into an empty log.
    #[serde(rename = "ingelezen")]
    Imported,
}

impl AuditAct {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Opened,
        Self::Revealed,
        Self::Exported,
        Self::Printed,
        Self::Purged,
        Self::Locked,
        Self::Unlocked,
        Self::WrongPassphrase,
        Self::Restored,
        Self::HandedOver,
        Self::Accept,
        Self::Imported,
    ];

    /// Its name in the store and in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Opened => "geopend",
            Self::Revealed => "onthuld",
            Self::Exported => "geexporteerd",
            Self::Printed => "afgedrukt",
            Self::Purged => "gewist",
            Self::Locked => "vergrendeld",
            Self::Unlocked => "ontgrendeld",
            Self::WrongPassphrase => "wachtwoord-fout",
            Self::Restored => "teruggezet",
            Self::HandedOver => "overgedragen",
            Self::Accept => "aanvaard",
            Self::Imported => "ingelezen",
        }
    }

    /// The word the officer reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Opened => "geopend",
            Self::Revealed => "onthuld",
            Self::Exported => "geëxporteerd",
            Self::Printed => "afgedrukt",
            Self::Purged => "gewist",
            Self::Locked => "vergrendeld",
            Self::Unlocked => "ontgrendeld",
            Self::WrongPassphrase => "verkeerd wachtwoord",
            Self::Restored => "teruggezet",
            Self::HandedOver => "overgedragen",
            Self::Accept => "aanvaard",
            Self::Imported => "ingelezen",
        }
    }
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was done.
    #[serde(rename = "gelukt")]
    Succeeded,
    /// It was refused.
    #[serde(rename = "geweigerd")]
    Refused,
}

impl Outcome {
    /// Its name in the store and in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Succeeded => "gelukt",
            Self::Refused => "geweigerd",
        }
    }

    /// The word the officer reads.
    pub const fn word(self) -> &'static str {
        self.code()
    }
}

/// Where it was done from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The desk on screen.
    Desk,
    /// A verb in the shell.
    #[serde(rename = "opdracht")]
    Command,
}

impl Origin {
    /// Its name in the store and in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Command => "opdracht",
        }
    }

    /// The word the officer reads.
    pub const fn word(self) -> &'static str {
        self.code()
    }
}

/// One line that is about to be recorded; the store adds who and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// The act.
    #[serde(rename = "handeling")]
    pub act: AuditAct,
    /// On what: the number of a case or report, or a part of the store; never a person.
    pub object: String,
    /// How it ended.
    #[serde(rename = "uitkomst")]
    pub result: Outcome,
    /// Where it was done from.
    #[serde(rename = "herkomst")]
    pub origin: Origin,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The store writes the key and data carries serde's name: one act must not get two names.
    #[test]
    fn a_key_is_the_name_in_data() -> Result<(), serde_json::Error> {
        for act in AuditAct::ALL {
            assert_eq!(serde_json::to_value(act)?, act.code());
        }
        Ok(())
    }
}
