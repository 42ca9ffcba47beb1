//! What another body than the inrichting or the desk does at a row: how much of the reporting comes from
//! it, whether its piketmelding is checked beforehand, and by which question one knows that it is
//! another body at all.

use super::{rij_rule::Opsteller, toml_reader::Table, weging::Weegvraag};
use crate::domain::besluit::Answer;

/// What comes from whoever transports or escorts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Elsewhere {
    /// The question of the row whose no says that transport is the inrichting's own.
    pub question: Option<String>,
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
    pub fn holds(&self, answer: impl Fn(&str) -> Option<Answer>) -> bool {
        self.question.as_deref().and_then(answer) != Some(Answer::No)
    }

    /// Reads what a row says of it; `None` where the desk writes.
    pub(super) fn parse(row: &Table<'_>, opsteller: Opsteller, questions: &[Weegvraag]) -> Option<Self> {
        let table = row.get("elders").and_then(|value| row.as_table("elders", "elders", value));
        match (opsteller, table) {
            (Opsteller::Piket, None) => None,
            (Opsteller::Piket, Some(_)) => {
                row.error("elders", "Dit hoort alleen bij een rij waarvan de opsteller een ander is.");
                None
            }
            (Opsteller::TransportAgency, None) => Some(Self::default()),
            (Opsteller::TransportAgency, Some(t)) => {
                let question = t.text("vraag");
                let (scope, review) = (t.choice("maakt", &Self::SCOPES), t.choice("visie", &Self::GROUNDS));
                if let Some(id) = question.as_ref().filter(|id| questions.iter().all(|q| q.id != **id)) {
                    t.error("vraag", format!("Vraag {id} staat niet in deze rij."));
                }
                Some(Self { question: Some(question?), scope: scope?, review: review? })
            }
        }
    }
}
