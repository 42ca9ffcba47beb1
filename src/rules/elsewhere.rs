//! What another body than the inrichting or the desk does at a row: how much of the reporting comes from
//! it, whether its piketmelding is checked beforehand, and by which question one knows that it is
//! another body at all.

use std::sync::Arc;

use super::{
    instantie::{Instantie, Instanties},
    rij_rule::OPSTELLER,
    toml_reader::Table,
    weging::Weegvraag,
};
use crate::domain::{besluit::Answer, weegvraag_id::WeegvraagId};

/// What comes from another body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Who that is.
    pub by: Arc<Instantie>,
    /// The question of the row whose no says that it is the inrichting itself.
    pub question: Option<WeegvraagId>,
    /// How much comes from there.
    pub scope: ElsewhereScope,
    /// By what ground its facts are checked beforehand.
    pub review: ReviewGround,
}

/// How much of the reporting another body does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ElsewhereScope {
    /// It writes the piketmelding.
    #[default]
    Piketmelding,
    /// It reports altogether, so the form comes from it too.
    Melding,
}

/// By what ground the desk checks the facts of another body beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ReviewGround {
    /// The source asks for it.
    Source,
    /// The source is silent; it is offered.
    #[default]
    Offered,
}

impl Elsewhere {
    const SCOPES: [(&'static str, ElsewhereScope); 2] =
        [("piketmelding", ElsewhereScope::Piketmelding), ("melding", ElsewhereScope::Melding)];
    const GROUNDS: [(&'static str, ReviewGround); 2] =
        [("bron", ReviewGround::Source), ("aanbod", ReviewGround::Offered)];

    /// True unless the officer was told that no other body is involved.
    pub fn holds(&self, answer: impl Fn(&WeegvraagId) -> Option<Answer>) -> bool {
        self.question.as_ref().and_then(answer) != Some(Answer::No)
    }

    /// Reads what a row says of it; `None` where the desk writes.
    pub(super) fn parse(row: &Table<'_>, instanties: &Instanties, questions: &[Weegvraag]) -> Option<Self> {
        let opsteller = row.text_or_none("opsteller").filter(|name| name != OPSTELLER);
        let table = row.get("elders").and_then(|value| row.as_table("elders", "elders", value));
        let Some(opsteller) = opsteller else {
            if table.is_some() {
                row.error("elders", "Dit hoort alleen bij een rij waarvan de opsteller een ander is.");
            }
            return None;
        };
        let by = instanties.named(row, "opsteller", (&opsteller, row.offset("opsteller")), &[OPSTELLER]);
        let Some(t) = table else {
            let (scope, review) = (ElsewhereScope::default(), ReviewGround::default());
            return Some(Self { by: by?, question: None, scope, review });
        };
        let question = t.text("vraag").map(WeegvraagId::from);
        let (scope, review) = (t.choice("maakt", &Self::SCOPES), t.choice("visie", &Self::GROUNDS));
        if let Some(id) = question.as_ref().filter(|id| questions.iter().all(|q| q.id != **id)) {
            t.error("vraag", format!("Vraag {id} staat niet in deze rij."));
        }
        Some(Self { by: by?, question: Some(question?), scope: scope?, review: review? })
    }
}
