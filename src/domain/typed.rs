//! What was typed into a form and is not recorded yet, as it is kept: with the cursor where it was.

use serde::{Deserialize, Serialize};

use super::{field_name::FieldName, form_target::FormTarget};

/// The text of one field, before and behind its cursor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedField {
    /// Which field.
    #[serde(rename = "veld")]
    pub name: FieldName,
    /// What stands before the cursor.
    #[serde(rename = "voor")]
    pub before: String,
    /// What stands behind it.
    #[serde(rename = "na")]
    pub after: String,
}

/// Shows which field it is, never what is in it.
impl std::fmt::Debug for TypedField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TypedField({:?}, {} bytes)", self.name, self.before.len() + self.after.len())
    }
}

/// A form as it was typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// What it is about.
    #[serde(rename = "doel")]
    pub target: FormTarget,
    /// Its fields.
    #[serde(rename = "velden")]
    pub fields: Vec<TypedField>,
    /// The field with the cursor.
    #[serde(rename = "cursor")]
    pub cursor: usize,
}

impl Typed {
    /// A text of one piece: what the editor holds.
    pub fn text(target: FormTarget, text: String) -> Self {
        let field = TypedField { name: FieldName::Text, before: text, after: String::new() };
        Self { target, fields: vec![field], cursor: 0 }
    }

    /// What stands in a field.
    pub fn field(&self, name: FieldName) -> Option<String> {
        self.fields.iter().find(|f| f.name == name).map(|f| [f.before.as_str(), &f.after].concat())
    }
}
