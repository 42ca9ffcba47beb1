//! The messages the desk drafts, one row each: to the line, to the inrichting, to who transports, and to the public. Every version that was
//! typed stays in the log; a case keeps the latest text, whether that very version was checked, and what was
//! sent when and to whom.

use std::{fmt, ops::Deref, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{
    besluit::BesluitKind,
    dispatch::{Dispatch, UnderWay},
    draft_text::DraftText,
    error::{Error, Result},
    feit::FeitNumber,
    hint::either,
    moment::Moment,
    second_reader::SecondReading,
    sent_copy::KeptCopy,
    step::Step,
    withheld::LetGo,
};

/// The way a message usually leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftChannel {
    /// As a text message.
    Sms,
    /// By mail.
    Mail,
}

impl DraftChannel {
    /// Its name on screen and in the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Mail => "e-mail",
        }
    }

    /// The most characters of one message, where that has an end: a text message has at most 255 parts (3GPP TS 23.040,
    /// 9.2.3.24.1), of 153 places each.
    pub const fn longest(self) -> Option<usize> {
        match self {
            Self::Sms => Some(255 * 153),
            Self::Mail => None,
        }
    }
}

/// What a request asks of the inrichting; what it asks for can come in after it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestKind {
    /// What its form lacks.
    Missing,
    /// What it owes and is late with.
    Overdue,
}

/// Whether sending a message ends its step.
macro_rules! ends {
    (ends) => {
        true
    };
    (beside) => {
        false
    };
}

/// Whether anybody may read a message.
macro_rules! is_public {
    (public) => {
        true
    };
    (inside) => {
        false
    };
}

/// Writes out the rows, in the order in which the messages are shown.
macro_rules! drafts {
    ($(
        $(#[$doc:meta])*
        $kind:ident $code:literal $label:literal, $channel:ident, besluit $besluit:expr, $how:ident $step:expr,
            $readers:ident asks $asked:expr, sent_to $setting:expr, $template:expr;
    )+) => {
        /// Which message.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum DraftKind {
            $($(#[$doc])* #[serde(rename = $code)] $kind,)+
        }

        impl DraftKind {
            /// All messages: those to the line in the order in which they go out, then the requests.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$kind),+];

            /// The name in verbs and files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ }
            }

            /// The name on screen.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$kind => $label,)+ }
            }

            /// The way it usually leaves.
            pub const fn channel(self) -> DraftChannel {
                match self { $(Self::$kind => DraftChannel::$channel,)+ }
            }

            /// The decision it goes out on; a request to the inrichting needs none.
            pub const fn besluit(self) -> Option<BesluitKind> {
                match self { $(Self::$kind => $besluit,)+ }
            }

            /// The step it belongs to; sending a request does not end its step, what it asks for does.
            pub const fn step(self) -> Option<Step> {
                match self { $(Self::$kind => $step,)+ }
            }

            /// True where sending it ends that step.
            pub const fn ends_step(self) -> bool {
                match self { $(Self::$kind => ends!($how),)+ }
            }

            /// True for what anybody may read: neither its file nor what a program reads beside its text names the case.
            pub const fn is_public(self) -> bool {
                match self { $(Self::$kind => is_public!($readers),)+ }
            }

            /// What it asks of the inrichting, where it is a request.
            pub const fn asks(self) -> Option<RequestKind> {
                match self { $(Self::$kind => $asked,)+ }
            }

            /// The setting that says to whom it goes, where there is one.
            pub const fn recipients_setting(self) -> Option<&'static str> {
                match self { $(Self::$kind => $setting,)+ }
            }

            /// The template that ships with the program.
            pub const fn template(self) -> &'static str {
                match self { $(Self::$kind => $template,)+ }
            }
        }
    };
}

impl DraftKind {
    /// True where a version tells what is different since the piketmelding that was sent last, and names it.
    pub fn follows_a_piketmelding(self) -> bool {
        self.ends(Step::Piketmelding) || self.besluit() == Some(BesluitKind::A)
    }

    /// The message that ends a step when it is sent.
    pub fn ending(step: Step) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.ends(step))
    }

    /// True where sending it ends this step.
    pub fn ends(self, step: Step) -> bool {
        self.ends_step() && self.step() == Some(step)
    }

    /// The request that asks for this.
    pub fn asking(asked: RequestKind) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.asks() == Some(asked))
    }

    /// True for a text message, which has its own letters and its own length.
    pub const fn is_text_message(self) -> bool {
        match self.channel() {
            DraftChannel::Sms => true,
            DraftChannel::Mail => false,
        }
    }

    /// The names of all, as a help tells what can be chosen.
    pub fn listed() -> String {
        either(&Self::ALL.map(Self::code))
    }
}

drafts! {
    /// The short text message that announces the piketmelding.
    Sms "sms" "piket-SMS", Sms, besluit Some(BesluitKind::P), ends Some(Step::Sms),
        inside asks None, sent_to Some("sms_ontvangers"),
        include_str!("../../assets/templates/sms.txt");
    /// The message to the bewindspersoon.
    Piketmelding "piketmelding" "piketmelding", Mail, besluit Some(BesluitKind::P), ends Some(Step::Piketmelding),
        inside asks None, sent_to Some("piketmelding_aan"),
        include_str!("../../assets/templates/piketmelding.txt");
    /// The message about the outcome.
    Afloopbericht "afloopbericht" "afloopbericht", Mail, besluit Some(BesluitKind::A), ends Some(Step::Afloopbericht),
        inside asks None, sent_to Some("afloop_aan"),
        include_str!("../../assets/templates/afloopbericht.txt");
    /// The request to the inrichting for what its form lacks.
    Aanvulverzoek "aanvulverzoek" "aanvulverzoek", Mail, besluit None, beside Some(Step::Form),
        inside asks Some(RequestKind::Missing), sent_to None,
        include_str!("../../assets/templates/aanvulverzoek.txt");
    /// The request to the inrichting for what it owes and is late with.
    Rappel "rappel" "rappel", Mail, besluit None, beside Some(Step::Form),
        inside asks Some(RequestKind::Overdue), sent_to None,
        include_str!("../../assets/templates/rappel.txt");
    /// What the desk knows, for the body that writes the piketmelding.
    Visie "visie" "visie vooraf", Mail, besluit Some(BesluitKind::P), ends Some(Step::Review),
        inside asks None, sent_to None,
        include_str!("../../assets/templates/visie.txt");
    /// What may be made public of a piketmelding.
    Publiek "publiek" "publieke samenvatting", Mail, besluit Some(BesluitKind::P), beside None,
        public asks None, sent_to None,
        include_str!("../../assets/templates/publiek.txt");
}

impl fmt::Display for DraftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for DraftKind {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|c| c.code() == s.trim()).ok_or_else(|| {
            let codes: Vec<&str> = Self::ALL.into_iter().map(Self::code).collect();
            Error::usage(format!("Concept «{}» bestaat niet.", s.trim()))
                .hint(format!("Kies uit: {}.", codes.join(", ")))
        })
    }
}

/// How far a text goes that was saved before: what was known by then stands in it, and nothing later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextReach {
    /// The highest number of a fact that was noted by then.
    pub feiten: FeitNumber,
    /// How many changes of facts there had been; `None` where an older program did not keep it.
    #[serde(rename = "herzien")]
    pub revision: Option<u32>,
    /// When the text was first saved; `None` where an older program did not keep it.
    #[serde(rename = "bewaard")]
    pub saved: Option<Moment>,
}

/// The text of a draft as a template made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeText {
    /// The text.
    pub text: String,
    /// Why the officer's own template did not make it, with file and line.
    pub fault: Option<Error>,
}

/// A draft as it stands: its latest version, those before it, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The latest version, from 1.
    #[serde(flatten)]
    pub latest: DraftText,
    /// The versions before it that were checked, oldest first: one of them may have left.
    #[serde(rename = "eerder", default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<DraftText>,
    /// The version that was checked, if any.
    #[serde(rename = "gecontroleerd")]
    pub checked: Option<u32>,
    /// The version that may leave although the kanaalpoort stops it, with a reason in the log.
    #[serde(rename = "doorgelaten", default, skip_serializing_if = "Option::is_none")]
    pub let_through: Option<u32>,
    /// The version that may leave although no decision lets it, with a reason in the log.
    #[serde(rename = "zonder_besluit", default, skip_serializing_if = "Option::is_none")]
    pub let_go: Option<LetGo>,
    /// What was sent, oldest first.
    #[serde(rename = "verzonden")]
    pub sent: Vec<Dispatch>,
    /// What the own command was given to send, until it is known how that ended, oldest first: how a later one ended says nothing of
    /// an earlier one.
    #[serde(rename = "onderweg", default, skip_serializing_if = "Vec::is_empty")]
    pub under_way: Vec<UnderWay>,
    /// The copies of it that came back, oldest first.
    #[serde(rename = "kopieen", default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<KeptCopy>,
    /// Who was asked to read it before it leaves, and what each said last.
    #[serde(rename = "meelezers", default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<SecondReading>,
}

/// It is read as its latest version.
impl Deref for Draft {
    type Target = DraftText;

    fn deref(&self) -> &DraftText {
        &self.latest
    }
}

impl Draft {
    /// How far its text goes, for a version that says the same.
    pub fn reach(&self) -> TextReach {
        TextReach { feiten: self.feiten, revision: Some(self.revision), saved: Some(self.saved) }
    }

    /// The first sending of the latest version by the own command of which nobody knows how it ended.
    pub fn unknown_end(&self) -> Option<&UnderWay> {
        self.under_way.iter().find(|under_way| under_way.version == self.version)
    }

    /// True when the latest version, and no earlier one, was checked.
    pub fn is_checked(&self) -> bool {
        self.checked == Some(self.version)
    }

    /// What the readers said that the latest version waits for.
    pub fn unread(&self) -> impl Iterator<Item = &SecondReading> {
        self.readings.iter().filter(|reading| !reading.covers(self.version))
    }

    /// What was sent, oldest first, each with its number: that of its place, from 1.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Dispatch)> {
        (1..).zip(&self.sent)
    }

    /// What was sent of the latest version, oldest first.
    pub fn sent_as_it_is(&self) -> impl Iterator<Item = &Dispatch> {
        self.sent.iter().filter(|sent| sent.version == self.version)
    }

    /// The first copy of which nobody said yet whether it counts as sent.
    pub fn waiting_copy(&self) -> Option<&KeptCopy> {
        self.copies.iter().find(|kept| kept.counts.is_none())
    }
}
