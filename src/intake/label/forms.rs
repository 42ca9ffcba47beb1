//! The forms that a table of labels knows: those of the embedded books, and those of the officer's own.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use super::{FieldShape, FieldSpec, KnownField, LabelTable, LabelTarget};
use crate::{
    domain::{
        melding::{INRICHTING, MeldingKind},
        time_kind::TimeKind,
    },
    rules::{
        book::{FieldRole, FormAbout, FormItem, FormRule},
        form::ItemAnswers,
    },
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
    /// and when it was. An item whose field it does not know brings one.
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
            // What no form had before is read by the words that the book gives it.
            for item in form.items.iter().filter(|item| item.role.is_none()) {
                if out.number_of(&item.field, None).is_none() {
                    out.add(item);
                }
            }
            for (field, own) in of_all.chain(of_end).map(|name| (name, name)).chain(items) {
                if let Some(spec) = out.number_of(field, None).and_then(|number| out.fields.get_mut(number)) {
                    spec.kept_in.insert(MeldingKind::Form(form.kind), own.to_owned());
                }
            }
        }
        out.forms = Arc::new(self.forms.iter().cloned().chain(new).collect());
        out
    }

    /// A field for an item that the table does not know, with its labels; one that names something already stays.
    fn add(&mut self, item: &FormItem) {
        let shape = match (&item.answers, &item.feit) {
            (ItemAnswers::Day, _) => FieldShape::Date,
            (ItemAnswers::Words, Some(_)) => FieldShape::Text,
            (ItemAnswers::Words | ItemAnswers::OneOf(_), _) => FieldShape::Short,
        };
        let field = self.fields.len();
        self.fields.push(FieldSpec {
            name: item.field.clone(),
            shape,
            kept_in: BTreeMap::new(),
            sign_of: None,
            decides: None,
            answers: Vec::new(),
            phrases: Vec::new(),
            beside: Vec::new(),
            parts: HashSet::new(),
        });
        for label in item.labels.iter().chain([&item.name]) {
            let key = self.key(label);
            if !key.is_empty() {
                self.table.entry(key).or_insert(LabelTarget::Field { field, weak: false });
            }
        }
    }
}
