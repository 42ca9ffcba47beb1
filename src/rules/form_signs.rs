//! What a form is recognised by besides its items: its title, and how many of its items make it that form. The items
//! that are a sign of a form stand with their labels.

use super::toml_reader::Table;
use crate::domain::form_kind::FormKind;

/// The signs of one form; texts in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormSigns {
    /// A title that is this and nothing more: its name, where the book says nothing else of how it is recognised.
    pub named: Option<String>,
    /// What stands in its title.
    pub title: Vec<String>,
    /// A whole word that stands in its title.
    pub title_words: Vec<String>,
    /// The form whose title it has too, with one of [`Self::title_more`] in it.
    pub title_of: Option<FormKind>,
    /// What stands in such a title besides.
    pub title_more: Vec<String>,
    /// What a text tells that has a person and a time and no more.
    pub tells: Vec<String>,
    /// With so many items it is this form, whatever else decides for another.
    pub certain: Option<usize>,
    /// With so many items it is this form.
    pub enough: Option<usize>,
    /// With so many it is, where a person is named.
    pub with_person: Option<usize>,
    /// With so many it is, where a person or a time is named.
    pub with_person_or_time: Option<usize>,
}

impl FormSigns {
    pub(super) fn parse(t: &Table<'_>, label: &str) -> Self {
        let Some(value) = t.get("herken") else { return Self { named: Some(label.to_lowercase()), ..Self::default() } };
        let Some(t) = t.as_table("herken", "formulieren.herken", value) else { return Self::default() };
        let texts = |field| t.texts_or_none(field).into_iter().map(|(text, _)| text.to_lowercase()).collect();
        let count =
            |field| t.get(field).and_then(|_| t.number(field, 1..100)).and_then(|number| usize::try_from(number).ok());
        Self {
            named: None,
            title: texts("titel"),
            title_words: texts("titelwoord"),
            title_of: t.parsed_or_none("titel_van"),
            title_more: texts("titel_ook"),
            tells: texts("vertelt"),
            certain: count("zeker"),
            enough: count("genoeg"),
            with_person: count("met_persoon"),
            with_person_or_time: count("met_persoon_of_tijd"),
        }
    }
}
