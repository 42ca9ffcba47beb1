//! The steps of an incident and where each one can stand. Those of the desk itself are listed here, for each is a screen
//! or an act of this program; the others are the rule book's. What is known of a step stands in the rules.

use std::{borrow::Cow, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    book_id::book_id,
    error::{Error, Result},
};

book_id! {
    /// A step that a rule book adds, by the name it gives it.
    BookStep, "stap"
}

macro_rules! steps {
    ($($(#[$doc:meta])* $step:ident $code:literal;)+) => {
        /// One step of the checklist.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Step {
            $($(#[$doc])* $step,)+
            /// One of the rule book.
            Book(BookStep),
        }

        impl Step {
            /// Those of the desk itself, in the order of the checklist.
            pub const DESK: [Self; [$($code),+].len()] = [$(Self::$step),+];

            /// The name in verbs and data.
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$step => $code,)+
                    Self::Book(step) => step.code(),
                }
            }
        }
    };
}

steps! {
    /// The report came in.
    Melding "melding";
    /// The inrichting was called back.
    CalledBack "teruggebeld";
    /// The facts are on the table.
    Beeld "beeld";
    /// The weighing questions are answered.
    Verdict "oordeel";
    /// Whether the inrichting must phone, where the matrix leaves that open.
    BesluitT "besluit-t";
    /// Whether a piketmelding goes out.
    BesluitP "besluit-p";
    /// Whether an afloopbericht goes out.
    BesluitA "besluit-a";
    /// The piket-SMS.
    Sms "sms";
    /// The piketmelding.
    Piketmelding "piketmelding";
    /// The check of facts beforehand, where another body writes the piketmelding.
    Review "visie";
    /// Passed on in the line: to whom, by which channel and when.
    PassedOn "doorgemeld";
    /// The form, received and complete.
    Form "formulier";
    /// The outcome is known.
    Outcome "afloop";
    /// The afloopbericht.
    Afloopbericht "afloopbericht";
    /// In the incidentenmonitor.
    Monitor "monitor";
    /// The case is closed.
    Close "sluiten";
}

/// In the log no name begins with a digit: this stands before it.
const BEFORE_DIGIT: &str = "alarm";

impl Step {
    /// The step of a rule book with this name, where the name stands in the program's text.
    pub const fn of_book(code: &'static str) -> Self {
        Self::Book(BookStep::of(code))
    }

    fn in_log(&self) -> Cow<'_, str> {
        let code = self.code();
        if code.starts_with(|c: char| c.is_ascii_digit()) {
            Cow::Owned(format!("{BEFORE_DIGIT}{code}"))
        } else {
            Cow::Borrowed(code)
        }
    }

    fn from_log(name: &str) -> Result<Self> {
        let bare = name.strip_prefix(BEFORE_DIGIT).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        bare.unwrap_or(name).parse()
    }

    /// True where the log gives back what was written in it.
    pub fn is_kept(self) -> bool {
        Self::from_log(&self.in_log()) == Ok(self)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Step {
    type Err = Error;

    /// Takes any name that a book could give a step: what was once written stays readable without its book.
    fn from_str(s: &str) -> Result<Self> {
        match Self::DESK.into_iter().find(|step| step.code() == s) {
            Some(step) => Ok(step),
            None => s.parse().map(Self::Book),
        }
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.in_log())
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let name: Cow<'de, str> = Deserialize::deserialize(deserializer)?;
        Self::from_log(&name).map_err(de::Error::custom)
    }
}

/// What the officer noted about a step by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepState {
    /// Not done; also the way back from the others.
    Open,
    /// Waits on somebody else.
    #[serde(rename = "wacht")]
    Waiting,
    /// Done.
    #[serde(rename = "gereed")]
    Done,
    /// Not needed, for a reason.
    #[serde(rename = "niet-nodig")]
    NotNeeded,
}

impl StepState {
    /// How it is said that a step was put there.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "weer open",
            Self::Waiting => "wacht",
            Self::Done => "gereed",
            Self::NotNeeded => "niet nodig",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_gives_back_every_step_also_of_a_book_that_is_gone() {
        let of_books = ["112", "fast-nl", "van-een-ander-boek"].map(Step::of_book);
        for step in Step::DESK.into_iter().chain(of_books) {
            let written = serde_json::to_string(&step).unwrap_or_default();
            assert_eq!(serde_json::from_str(&written).ok(), Some(step), "{written}");
            assert!(step.is_kept());
        }
        assert_eq!(serde_json::from_str("\"alarm112\"").ok(), Some(Step::of_book("112")));
        assert_eq!(serde_json::from_str("\"alarm\"").ok(), Some(Step::of_book("alarm")));
        // It would come back as another.
        assert!(!Step::of_book("alarm7").is_kept());
        assert!("Geen naam".parse::<Step>().is_err());
    }
}
