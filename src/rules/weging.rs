//! The questions that turn "it depends" into a decision with a reason. The source gives examples;
//! the questions are the project's own words, each with what a yes and a no imply.

use serde::Serialize;

use super::{seen::SeenIds, toml_reader::Table};
use crate::domain::{
    besluit::Answer, inrichting::Ownership, rij::Rij, step::Step, termijn_kind::TermijnKind, weegvraag_id::WeegvraagId,
};

/// A question to weigh an incident by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weegvraag {
    /// Unique in the book: `G1`, `6.1`. The log refers to it.
    pub id: WeegvraagId,
    /// The question, to be answered with yes or no.
    #[serde(rename = "vraag")]
    pub question: String,
    /// The column of the incidentenmonitor that its answer fills.
    #[serde(skip)]
    pub column: Option<MonitorColumn>,
    /// The steps of which it asks whether all of them were done in time.
    #[serde(skip)]
    pub steps: Vec<Step>,
    /// How the inrichting is run where the answer is yes; a no says that it is run otherwise.
    #[serde(skip)]
    pub ownership: Option<Ownership>,
    /// What a yes implies.
    #[serde(rename = "ja")]
    pub yes: Consequence,
    /// What a no implies.
    #[serde(rename = "nee")]
    pub no: Consequence,
}

/// A column of the incidentenmonitor that a weighing question answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MonitorColumn {
    /// Whether there was attention of the media.
    Media,
    /// Whether somebody was hurt badly.
    Injury,
}

/// What an answer implies. A suggestion always: the officer decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Consequence {
    /// A sentence for the officer.
    #[serde(rename = "tekst")]
    pub text: String,
    /// The decision it points to, if it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub besluit: Option<ConsequenceBesluit>,
    /// The term that this answer ends.
    #[serde(rename = "einde_termijn", skip_serializing_if = "Option::is_none")]
    pub ends: Option<TermijnKind>,
    /// Where the row does not hold by this answer and the book names no other.
    #[serde(rename = "geen_rij", skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
    /// Another row that fits better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rij: Option<Rij>,
    /// A row that applies too: a case of its own, beside this one, which stays as it is.
    #[serde(rename = "ook", skip_serializing_if = "Option::is_none")]
    pub also: Option<Rij>,
}

/// By an answer the row does not hold, and no other is named: the officer judges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outside {
    /// Whatever else was answered.
    #[serde(rename = "altijd")]
    Always,
    /// Once this question was answered with no as well.
    #[serde(rename = "met")]
    With(WeegvraagId),
}

/// The decision an answer points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConsequenceBesluit {
    /// Have it phoned in.
    #[serde(rename = "t-ja")]
    TYes,
    /// Write a piketmelding.
    #[serde(rename = "p-ja")]
    PYes,
    /// Have it phoned in and write a piketmelding.
    #[serde(rename = "t-en-p-ja")]
    TAndPYes,
    /// The form alone will do: neither phone nor piketmelding.
    #[serde(rename = "t-en-p-nee")]
    TAndPNo,
    /// Counts heavily towards a piketmelding; twice means yes unless argued otherwise.
    #[serde(rename = "p-zwaarder")]
    PHeavier,
    /// A piketmelding is not needed.
    #[serde(rename = "p-nee")]
    PNo,
    /// Write an afloopbericht.
    #[serde(rename = "a-ja")]
    AYes,
}

impl ConsequenceBesluit {
    const CODES: [(&'static str, Self); 7] = [
        ("t-ja", Self::TYes),
        ("p-ja", Self::PYes),
        ("t-en-p-ja", Self::TAndPYes),
        ("t-en-p-nee", Self::TAndPNo),
        ("p-zwaarder", Self::PHeavier),
        ("p-nee", Self::PNo),
        ("a-ja", Self::AYes),
    ];

    /// True when it asks for a telephone report.
    pub const fn asks_t(self) -> bool {
        matches!(self, Self::TYes | Self::TAndPYes)
    }

    /// True when it asks for a piketmelding outright.
    pub const fn asks_p(self) -> bool {
        matches!(self, Self::PYes | Self::TAndPYes)
    }

    /// True when it counts towards telephone report or piketmelding; an afloopbericht is about what comes later.
    pub const fn weighs_now(self) -> bool {
        match self {
            Self::TYes | Self::PYes | Self::TAndPYes | Self::PHeavier => true,
            Self::TAndPNo | Self::PNo | Self::AYes => false,
        }
    }

    /// True when it says that no telephone report is needed.
    pub const fn spares_t(self) -> bool {
        matches!(self, Self::TAndPNo)
    }

    /// True when it says that no piketmelding is needed.
    pub const fn spares_p(self) -> bool {
        matches!(self, Self::PNo | Self::TAndPNo)
    }

    /// True when it asks for an afloopbericht.
    pub const fn asks_a(self) -> bool {
        matches!(self, Self::AYes)
    }
}

/// How many yeses to the general questions weigh how much, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeighingGuide {
    /// One yes.
    pub one_yes: String,
    /// Two or more.
    pub more_yes: String,
    /// None.
    pub all_no: String,
    /// When in doubt.
    pub doubt: String,
}

impl WeighingGuide {
    /// The advice that belongs to a number of yeses.
    pub fn advice(&self, yes_count: usize) -> &str {
        match yes_count {
            0 => &self.all_no,
            1 => &self.one_yes,
            _ => &self.more_yes,
        }
    }

    pub(super) fn parse(t: &Table<'_>) -> Option<Self> {
        let (one_yes, more_yes, all_no, doubt) =
            (t.text("een_ja"), t.text("meer_ja"), t.text("alles_nee"), t.text("twijfel"));
        Some(Self { one_yes: one_yes?, more_yes: more_yes?, all_no: all_no?, doubt: doubt? })
    }
}

impl Weegvraag {
    /// Reads a list of questions; `own` is the row they stand in, which no answer may point to.
    pub(super) fn parse_all(tables: &[Table<'_>], own: Option<Rij>, seen: &mut SeenIds) -> Vec<Self> {
        tables.iter().filter_map(|t| Self::parse(t, own, seen)).collect()
    }

    /// What an answer implies; not knowing implies nothing.
    pub const fn consequence(&self, answer: Answer) -> Option<&Consequence> {
        match answer {
            Answer::Yes => Some(&self.yes),
            Answer::No => Some(&self.no),
            Answer::Unknown => None,
        }
    }

    fn parse(t: &Table<'_>, own: Option<Rij>, seen: &mut SeenIds) -> Option<Self> {
        let (id, question) = (t.text("id").map(WeegvraagId::from), t.text("vraag"));
        let column = t.choice_or_none("monitor", &[("media", MonitorColumn::Media), ("letsel", MonitorColumn::Injury)]);
        let steps = t.parsed_list_or_none("stappen");
        let ownership = t.parsed_or_none("beheer");
        let yes = t.table("ja", "ja").and_then(|t| Consequence::parse(&t, own, seen));
        let no = t.table("nee", "nee").and_then(|t| Consequence::parse(&t, own, seen));
        if let Some(id) = &id {
            seen.question(t, id);
        }
        Some(Self { id: id?, question: question?, column, steps, ownership, yes: yes?, no: no? })
    }
}

impl Consequence {
    fn parse(t: &Table<'_>, own: Option<Rij>, seen: &mut SeenIds) -> Option<Self> {
        let text = t.text("tekst");
        let besluit = t.choice_or_none("besluit", &ConsequenceBesluit::CODES);
        let ends = t.parsed_or_none("einde_termijn");
        let outside = t.text_or_none("geen_rij").map(|question| match question.as_str() {
            "altijd" => Outside::Always,
            _ => Outside::With(question.into()),
        });
        let [rij, also] = ["rij", "ook"].map(|field| {
            let rij = t.parsed_or_none(field);
            if let Some(rij) = rij {
                seen.reference(t, field, rij);
            }
            if rij.is_some() && rij == own {
                t.error(field, "Dit verwijst naar de rij waarin het staat.");
            }
            rij
        });
        Some(Self { text: text?, besluit, ends, outside, rij, also })
    }
}
