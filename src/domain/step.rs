//! The steps of an incident and where each one can stand. Which steps a case has, and
//! why one is not possible yet, follows from the rules; here are only the names.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One step of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// 1. The report came in.
    Melding,
    /// 2. The inrichting was called back.
    #[serde(rename = "teruggebeld")]
    CalledBack,
    /// 3. The facts are on the table.
    Beeld,
    /// 4. The weighing questions are answered.
    #[serde(rename = "oordeel")]
    Verdict,
    /// 5. Whether the inrichting must phone, where the matrix leaves that open.
    BesluitT,
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
    Review,
    /// 8. Passed on in the line: to whom, by which channel and when.
    #[serde(rename = "doorgemeld")]
    PassedOn,
    /// 9. The MBV or MOA, received and complete.
    #[serde(rename = "formulier")]
    Form,
    /// 10. OA: the emergency number was called.
    Alarm112,
    /// 10. OA: Fast NL was phoned.
    FastNl,
    /// 10. OA: the MOA went to Fast NL.
    MoaFastNl,
    /// 10. OA: the person is back or arrested.
    #[serde(rename = "einde-oa")]
    OaEnd,
    /// 10. OA: Fast NL was phoned about the end.
    #[serde(rename = "einde-fast-nl")]
    OaEndFastNl,
    /// 10. OA: the zorginkoper or the officer was phoned about the end.
    #[serde(rename = "einde-gebeld")]
    OaEndCalled,
    /// 10. OA: the form about the end came in.
    #[serde(rename = "einde-formulier")]
    OaEndForm,
    /// 11. Row 22: the decision on notifying the AP.
    Ap,
    /// 12. The outcome is known.
    #[serde(rename = "afloop")]
    Outcome,
    /// 12. The afloopbericht.
    Afloopbericht,
    /// 13. In the incidentenmonitor.
    Monitor,
    /// 14. The case is closed.
    #[serde(rename = "sluiten")]
    Close,
}

impl Step {
    /// All steps in the order of the design.
    pub const ALL: [Self; 24] = [
        Self::Melding,
        Self::CalledBack,
        Self::Beeld,
        Self::Verdict,
        Self::BesluitT,
        Self::BesluitP,
        Self::BesluitA,
        Self::Sms,
        Self::Piketmelding,
        Self::Review,
        Self::PassedOn,
        Self::Form,
        Self::Alarm112,
        Self::FastNl,
        Self::MoaFastNl,
        Self::OaEnd,
        Self::OaEndFastNl,
        Self::OaEndCalled,
        Self::OaEndForm,
        Self::Ap,
        Self::Outcome,
        Self::Afloopbericht,
        Self::Monitor,
        Self::Close,
    ];

    /// The name in verbs and data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Melding => "melding",
            Self::CalledBack => "teruggebeld",
            Self::Beeld => "beeld",
            Self::Verdict => "oordeel",
            Self::BesluitT => "besluit-t",
            Self::BesluitP => "besluit-p",
            Self::BesluitA => "besluit-a",
            Self::Sms => "sms",
            Self::Piketmelding => "piketmelding",
            Self::Review => "visie",
            Self::PassedOn => "doorgemeld",
            Self::Form => "formulier",
            Self::Alarm112 => "112",
            Self::FastNl => "fast-nl",
            Self::MoaFastNl => "moa-fast-nl",
            Self::OaEnd => "einde-oa",
            Self::OaEndFastNl => "einde-fast-nl",
            Self::OaEndCalled => "einde-gebeld",
            Self::OaEndForm => "einde-formulier",
            Self::Ap => "ap",
            Self::Outcome => "afloop",
            Self::Afloopbericht => "afloopbericht",
            Self::Monitor => "monitor",
            Self::Close => "sluiten",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
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
