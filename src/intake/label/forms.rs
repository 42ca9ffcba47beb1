//! The forms that a table of labels knows: those of the embedded books, and those of the officer's own.

use std::sync::Arc;

use super::{KnownField, LabelTable};
use crate::{
    domain::{
        melding::{INRICHTING, MeldingKind},
        time_kind::TimeKind,
    },
    rules::book::{FieldRole, FormAbout, FormRule},
};

impl LabelTable {
    /// The forms that a report can be.
    pub fn forms(&self) -> &[FormRule] {
        &self.forms
    }

    /// What a report tells of, where it is a form.
    pub fn about(&self, kind: MeldingKind) -> Option<FormAbout> {
        self.forms.iter().find(|form| MeldingKind::Form(form.kind) == kind).map(|form| form.about)
    }

    /// What a report is called.
    pub fn label(&self, kind: MeldingKind) -> String {
        let form = self.forms.iter().find(|form| MeldingKind::Form(form.kind) == kind);
        form.map_or_else(|| kind.code().to_owned(), |form| form.label.to_string())
    }

    /// The first form that tells of this.
    pub fn form_about(&self, about: FormAbout) -> Option<MeldingKind> {
        self.forms.iter().find(|form| form.about == about).map(|form| MeldingKind::Form(form.kind))
    }

    /// This table with the forms in it that it does not know yet, each with the fields that its items name, and where
    /// and when it was.
    #[must_use]
    pub fn with_forms(&self, forms: &[FormRule]) -> Self {
        let mut out = self.clone();
        let unknown = |form: &&FormRule| self.forms.iter().all(|known| known.kind != form.kind);
        let new: Vec<FormRule> = forms.iter().filter(unknown).cloned().collect();
        for form in &new {
            let of_all = [INRICHTING, TimeKind::Voorval.field(), TimeKind::Constatering.field()].into_iter();
            let of_end = Some(TimeKind::OaEnd.field()).filter(|_| form.about == FormAbout::AbsenceEnd);
            let items = form.items.iter().map(|item| {
                let known = item.role.and_then(|role| match role {
                    FieldRole::Person => Some(KnownField::Person),
                    FieldRole::BirthDate => Some(KnownField::BirthDate),
                    FieldRole::LetterNumber => Some(KnownField::Reference),
                    FieldRole::Signer => None,
                });
                (known.map_or(item.field.as_str(), |known| self.name_of(known)), item.field.as_str())
            });
            for (field, own) in of_all.chain(of_end).map(|name| (name, name)).chain(items) {
                if let Some(spec) = self.number_of(field, None).and_then(|number| out.fields.get_mut(number)) {
                    spec.kept_in.insert(MeldingKind::Form(form.kind), own.to_owned());
                }
            }
        }
        out.forms = Arc::new(self.forms.iter().cloned().chain(new).collect());
        out
    }
}
