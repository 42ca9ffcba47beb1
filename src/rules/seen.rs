//! What was met so far while a book is read: ids of questions and rows, each once in the whole book, and
//! the rows that others point to, which are only known when the last one was read.

use std::collections::HashMap;

use super::toml_reader::Table;
use crate::domain::{rij::Rij, weegvraag_id::WeegvraagId};

/// Ids met so far, with their byte offsets.
#[derive(Default)]
pub(super) struct SeenIds {
    questions: HashMap<WeegvraagId, usize>,
    rijen: HashMap<Rij, usize>,
    references: Vec<RijReference>,
}

struct RijReference {
    rij: Rij,
    offset: usize,
    field: String,
}

impl SeenIds {
    /// Notes the id of a question; reports it when it stood there already.
    pub(super) fn question(&mut self, t: &Table<'_>, id: &WeegvraagId) {
        if let Some(earlier) = self.questions.insert(id.clone(), t.offset("id")) {
            let earlier = t.reader().line(earlier);
            t.error("id", format!("Vraag {id} bestaat al, op regel {earlier}."));
        }
    }

    /// True for a question that was met.
    pub(super) fn knows_question(&self, id: &WeegvraagId) -> bool {
        self.questions.contains_key(id)
    }

    /// Notes the id of a row; reports it when it stood there already.
    pub(super) fn rij(&mut self, t: &Table<'_>, rij: Rij) {
        if let Some(earlier) = self.rijen.insert(rij, t.start()) {
            let earlier = t.reader().line(earlier);
            t.error("nr", format!("Rij {rij} staat er al, op regel {earlier}."));
        }
    }

    /// Notes that a field points to a row.
    pub(super) fn reference(&mut self, t: &Table<'_>, field: &str, rij: Rij) {
        self.references.push(RijReference { rij, offset: t.offset(field), field: t.path(field) });
    }

    /// Reports what points to a row that is not in the book.
    pub(super) fn check(self, book: &Table<'_>) {
        for RijReference { rij, offset, field } in self.references {
            if !self.rijen.contains_key(&rij) {
                book.reader().error(offset, field, format!("Rij {rij} staat niet in dit regelboek."));
            }
        }
    }
}
