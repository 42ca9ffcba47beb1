//! The forms that inrichtingen send: which items they have, how a request for them names each, at which
//! rows an item must be there, and what an item is for. Part of the rule book, so that the log keeps by which list a form
//! was judged.

use super::{form_phrase::FormFeit, form_signs::FormSigns, seen::SeenIds, toml_reader::Table};
use crate::domain::{
    book_names::BookNames, form_kind::FormKind, melding::MeldingKind, rij::Rij, sector::Sector, shared_text::SharedText,
};

/// One form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRule {
    /// Which form.
    pub kind: FormKind,
    /// What it is called on screen.
    pub label: SharedText,
    /// What the step is called that it is received by: `MBV ontvangen`.
    pub received: SharedText,
    /// What it is, in one sentence.
    pub description: String,
    /// What it tells of.
    pub about: FormAbout,
    /// What it is recognised by.
    pub signs: FormSigns,
    /// Its items, in the order of the form.
    pub items: Vec<FormItem>,
}

/// The forms of one book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorForms {
    /// Whose inrichtingen send them.
    pub sector: Sector,
    /// The forms.
    pub rules: Vec<FormRule>,
}

/// What a form tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormAbout {
    /// Something that happened.
    Voorval,
    /// Somebody who is absent.
    Absence,
    /// That who was absent is back or arrested.
    AbsenceEnd,
}

impl FormAbout {
    const CODES: [(&str, Self); 3] =
        [("voorval", Self::Voorval), ("afwezigheid", Self::Absence), ("einde-afwezigheid", Self::AbsenceEnd)];
}

/// One item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormItem {
    /// Its name in the fields of a report.
    pub field: String,
    /// Its name in a sentence to the inrichting.
    pub name: String,
    /// When it must be there.
    pub demand: Demand,
    /// What it is recognised by, if it is that.
    pub role: Option<FieldRole>,
    /// What it says for the beeld, if it says anything there.
    pub feit: Option<FormFeit>,
    /// What it can be answered with.
    pub answers: ItemAnswers,
    /// By which labels it stands in a form, beside its name.
    pub labels: Vec<String>,
}

/// What an item of a form can be answered with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ItemAnswers {
    /// Any words.
    #[default]
    Words,
    /// A day.
    Day,
    /// One of these.
    OneOf(Vec<String>),
}

impl ItemAnswers {
    fn parse(t: &Table<'_>) -> Self {
        match t.get("antwoord") {
            None => Self::default(),
            Some(value) if value.get_ref().is_array() => {
                Self::OneOf(t.texts("antwoord").into_iter().map(|(text, _)| text.to_owned()).collect())
            }
            Some(_) => t.choice("antwoord", &[("datum", Self::Day)]).unwrap_or_default(),
        }
    }
}

/// What a report is recognised by on whatever form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRole {
    /// The name.
    Person,
    /// The date of birth.
    BirthDate,
    /// The number the inrichting gave its letter.
    LetterNumber,
    /// Who signs it.
    Signer,
}

impl FieldRole {
    const CODES: [(&str, Self); 4] = [
        ("persoon", Self::Person),
        ("geboren", Self::BirthDate),
        ("briefnummer", Self::LetterNumber),
        ("ondertekenaar", Self::Signer),
    ];
}

/// When an item must be there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Demand {
    /// At every voorval.
    #[default]
    Always,
    /// Never: it may stay open.
    Never,
    /// At the voorvallen of these rows.
    At(Vec<Rij>),
}

impl FormRule {
    pub(super) fn parse(t: &Table<'_>, named: Option<&dyn BookNames>, seen: &mut SeenIds) -> Option<Self> {
        let kind = t.parsed("id").and_then(|kind| match kind {
            MeldingKind::Form(kind) => Some(kind),
            MeldingKind::Phone | MeldingKind::Automatic | MeldingKind::Unknown => {
                t.error("id", format!("Zo heet een bericht dat geen formulier is: {}.", kind.code()));
                None
            }
        });
        let name = t.text_or_none("naam");
        let description = t.text_or_none("omschrijving");
        let about = t.choice_or_none("over", &FormAbout::CODES).unwrap_or(FormAbout::Voorval);
        let items = t.tables("veld", "formulieren.veld").iter().filter_map(|t| FormItem::parse(t, seen)).collect();
        let kind = kind?;
        let label: SharedText =
            name.or_else(|| named?.form_name(kind).map(str::to_owned)).unwrap_or_else(|| kind.to_string()).into();
        let received = format!("{label} ontvangen").into();
        let signs = FormSigns::parse(t, &label);
        let description = description.unwrap_or_else(|| format!("Het formulier {label}."));
        Some(Self { kind, label, received, description, about, signs, items })
    }

    /// What must be there at a voorval of this row, or at one whose row is not known yet.
    pub fn required(&self, rij: Option<Rij>) -> impl Iterator<Item = &FormItem> {
        self.items.iter().filter(move |item| match &item.demand {
            Demand::Always => true,
            Demand::Never => false,
            Demand::At(rijen) => rij.is_some_and(|rij| rijen.contains(&rij)),
        })
    }
}

impl FormItem {
    fn parse(t: &Table<'_>, seen: &mut SeenIds) -> Option<Self> {
        let (field, name, demand) = (t.text("id"), t.text("naam"), Demand::parse(t, seen));
        let role = t.choice_or_none("rol", &FieldRole::CODES);
        let feit = FormFeit::parse(t);
        let answers = ItemAnswers::parse(t);
        let labels = t.texts_or_none("etiketten").into_iter().map(|(label, _)| label.to_owned()).collect();
        Some(Self { field: field?, name: name?, demand: demand?, role, feit, answers, labels })
    }
}

impl Demand {
    fn parse(t: &Table<'_>, seen: &mut SeenIds) -> Option<Self> {
        match t.get("vereist") {
            None => Some(Self::default()),
            Some(value) if value.get_ref().is_array() => {
                let rijen: Vec<Rij> = t.parsed_list("vereist");
                for rij in &rijen {
                    seen.reference(t, "vereist", *rij);
                }
                Some(Self::At(rijen))
            }
            Some(_) => t.choice("vereist", &[("altijd", Self::Always), ("nooit", Self::Never)]),
        }
    }
}
