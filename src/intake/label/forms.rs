//! The forms that a table of labels knows: those of the embedded books, and those of the officer's own.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use super::{FieldShape, FieldSpec, KnownField, LabelTable, LabelTarget};
use crate::{
    domain::{
        form_kind::FormKind,
        melding::{INRICHTING, MeldingKind},
        sector::Sector,
        time_kind::TimeKind,
    },
    rules::{
        book::{FieldRole, FormAbout, FormItem, FormRule},
        form::{ItemAnswers, SectorForms},
    },
};

/// Which forms an inrichting of the sector of the officer's own book sends: those of that book, and of no other sector.
#[derive(Debug, Clone)]
pub(super) struct OwnForms {
    sector: Sector,
    kinds: Vec<FormKind>,
}

impl LabelTable {
    /// The forms that a report can be.
    pub fn forms(&self) -> &[FormRule] {
        &self.forms
    }

    /// The forms that a report of this sector can be; all of them where it is not known.
    pub fn forms_of(&self, sector: Option<&Sector>) -> impl DoubleEndedIterator<Item = &FormRule> + Clone + use<'_> {
        let own = self.own.as_deref().filter(|own| sector == Some(&own.sector));
        self.forms.iter().filter(move |form| own.is_none_or(|own| own.kinds.contains(&form.kind)))
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

    /// The first form of this sector that tells of this.
    pub fn form_about(&self, about: FormAbout, sector: Option<&Sector>) -> Option<MeldingKind> {
        self.forms_of(sector).find(|form| form.about == about).map(|form| MeldingKind::Form(form.kind))
    }

    /// This table with the forms of the officer's own book in it, each with the fields that its items name, and where and when
    /// it was. An item whose field it does not know brings one. A form that it knows keeps what it has, and gets what it did not
    /// have.
    #[must_use]
    pub fn with_forms(&self, own: &SectorForms) -> Self {
        let mut out = self.clone();
        let is_new = |form: &&FormRule| self.forms.iter().all(|known| known.kind != form.kind);
        for form in own.rules.iter().filter(is_new) {
            let of_all = [INRICHTING, TimeKind::Voorval.field(), TimeKind::Constatering.field()].into_iter();
            let of_end = Some(TimeKind::OaEnd.field()).filter(|_| form.about == FormAbout::AbsenceEnd);
            of_all.chain(of_end).for_each(|field| out.keep(form, field, field));
        }
        for form in &own.rules {
            let kind = MeldingKind::Form(form.kind);
            for (place, item) in form.items.iter().enumerate() {
                let earlier = form.items.iter().take(place);
                let is_first = item.role.is_none_or(|role| earlier.clone().all(|other| other.role != Some(role)));
                let known = self.known_field(item).filter(|_| is_first).map(str::to_owned);
                let field = known.unwrap_or_else(|| item.field.clone());
                // What no form had before is read by the words that the book gives it.
                let number = out.number_of(&field, None).unwrap_or_else(|| out.add(item));
                let is_kept = self.fields.iter().any(|f| f.kept_in.get(&kind) == Some(&item.field));
                let name = Some(&item.name).filter(|_| !is_kept);
                out.name(item.labels.iter().chain(name), number);
                if !is_kept {
                    out.keep(form, &field, &item.field);
                }
            }
        }
        out.forms = Arc::new(self.forms.iter().chain(own.rules.iter().filter(is_new)).cloned().collect());
        let kinds = own.rules.iter().map(|form| form.kind).collect();
        out.own = Some(Arc::new(OwnForms { sector: own.sector.clone(), kinds }));
        out
    }

    /// The words that these forms give an item and by which something else is read, one sentence each.
    pub fn left_out(&self, own: &SectorForms) -> Vec<String> {
        let table = self.with_forms(own);
        let mut told = Vec::new();
        for form in &own.rules {
            let kind = MeldingKind::Form(form.kind);
            for item in &form.items {
                let field = table.fields.iter().position(|field| field.kept_in.get(&kind) == Some(&item.field));
                for label in &item.labels {
                    let other = match table.table.get(&table.key(label)) {
                        Some(LabelTarget::Field { field: named, .. }) if Some(*named) == field => continue,
                        Some(LabelTarget::Field { field: named, .. }) => {
                            table.field(*named).map(|field| field.name.replace('_', " "))
                        }
                        Some(LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown) | None => None,
                    };
                    let why = other.map_or_else(
                        || "dat leest de desk als iets anders".to_owned(),
                        |other| format!("dat is al een etiket van {other}"),
                    );
                    told.push(format!("{}, {}: «{label}» telt niet als etiket, want {why}.", form.label, item.name));
                }
            }
        }
        told
    }

    /// What the table calls the field of an item by what it is, where the desk knows that.
    fn known_field(&self, item: &FormItem) -> Option<&str> {
        let known = match item.role? {
            FieldRole::Person => KnownField::Person,
            FieldRole::BirthDate => KnownField::BirthDate,
            FieldRole::LetterNumber => KnownField::Reference,
            FieldRole::Signer => return None,
        };
        Some(self.name_of(known))
    }

    /// A field holds in this form, by the name that it has there.
    fn keep(&mut self, form: &FormRule, field: &str, own: &str) {
        if let Some(spec) = self.number_of(field, None).and_then(|number| self.fields.get_mut(number)) {
            spec.kept_in.insert(MeldingKind::Form(form.kind), own.to_owned());
        }
    }

    /// More words for a field; what names something already stays.
    fn name<'a>(&mut self, labels: impl Iterator<Item = &'a String>, field: usize) {
        for label in labels {
            let key = self.key(label);
            if !key.is_empty() {
                self.table.entry(key).or_insert(LabelTarget::Field { field, weak: false });
            }
        }
    }

    /// A field for an item that the table does not know; answers its place.
    fn add(&mut self, item: &FormItem) -> usize {
        let by_role = item.role.and_then(|role| match role {
            FieldRole::Person => Some(FieldShape::Name),
            FieldRole::BirthDate => Some(FieldShape::BirthDate),
            FieldRole::LetterNumber => Some(FieldShape::Reference),
            FieldRole::Signer => None,
        });
        let shape = by_role.unwrap_or(match (&item.answers, &item.feit) {
            (ItemAnswers::Day, _) => FieldShape::Date,
            (ItemAnswers::Words, Some(_)) => FieldShape::Text,
            (ItemAnswers::Words | ItemAnswers::OneOf(_), _) => FieldShape::Short,
        });
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
        self.fields.len() - 1
    }
}
