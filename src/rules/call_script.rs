//! Whom to phone about a step and what to say then: part of the book, because numbers and habits differ by
//! sector and change.

use std::sync::Arc;

use super::{
    instantie::{Instantie, Instanties},
    toml_reader::Table,
};
use crate::domain::{belvraag_id::BelvraagId, step::Step};

/// What stands at a step about which somebody is phoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallScript {
    /// Which step.
    pub step: Step,
    /// Whom, in this order.
    pub callees: Vec<Callee>,
    /// What to ask or to say.
    pub say: String,
    /// What a message says once the step is done, where that tells who was informed.
    pub told: Option<ToldByStep>,
}

/// What a message says of a step that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldByStep {
    /// The sentence.
    pub sentence: String,
    /// The question of the call that tells the same; once that was answered its answer counts.
    pub question: BelvraagId,
    /// What is not known while the step is not done and that question has no answer.
    pub open: String,
}

/// Who can be phoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callee {
    /// Whoever phoned about the case.
    Inrichting,
    /// A body of the book.
    Instantie(Arc<Instantie>),
}

impl Callee {
    /// How the inrichting is named among those to phone.
    const INRICHTING: &'static str = "inrichting";

    /// Whom a list names; absent means nobody.
    fn parse_list(t: &Table<'_>, instanties: &Instanties) -> Vec<Self> {
        let parse = |(text, offset)| {
            if text == Self::INRICHTING {
                return Some(Self::Inrichting);
            }
            let body = instanties.named(t, "bel", (text, offset), &[Self::INRICHTING])?;
            if body.phone.is_none() && body.listed.is_none() {
                t.error_at(
                    offset,
                    "bel",
                    format!(
                        "«{text}» is niet te bellen; geef die instantie een «telefoon» of een soort in het «adresboek»."
                    ),
                );
            }
            Some(Self::Instantie(body))
        };
        t.texts_or_none("bel").into_iter().filter_map(parse).collect()
    }
}

impl CallScript {
    pub(super) fn parse(t: &Table<'_>, steps: &[Step], instanties: &Instanties) -> Option<Self> {
        let step = t.choice("stap", &Step::choices(steps));
        let callees = Callee::parse_list(t, instanties);
        let say = t.text("zeg");
        let told = ToldByStep::parse(t, "gesprek.bericht");
        Some(Self { step: step?, callees, say: say?, told })
    }

    /// What stands of it in the table of a step itself.
    pub(super) fn of_step(t: &Table<'_>, step: Step, instanties: &Instanties) -> Option<Self> {
        let callees = Callee::parse_list(t, instanties);
        let say = t.text_or_none("zeg");
        let told = ToldByStep::parse(t, "stap.bericht");
        if say.is_none() && (!callees.is_empty() || told.is_some()) {
            t.error(
                "zeg",
                "Waar iemand te bellen is, hoort wat er dan gevraagd of gezegd wordt; schrijf dat bij «zeg».",
            );
        }
        Some(Self { step, callees, say: say?, told })
    }
}

impl ToldByStep {
    fn parse(t: &Table<'_>, name: &'static str) -> Option<Self> {
        let t = t.as_table("bericht", name, t.get("bericht")?)?;
        let (sentence, question, open) = (t.text("zin"), t.text("belvraag"), t.text("open"));
        Some(Self { sentence: sentence?, question: question?.into(), open: open? })
    }
}
