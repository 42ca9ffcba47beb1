//! The shape of a batch line. Each field takes any JSON value, so that a wrong one can be named;
//! fields nobody asked for are skipped.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::domain::error::{Error, Result};

/// The fields of a line.
#[derive(Deserialize)]
pub(super) struct BatchInput<'a> {
    #[serde(borrow, default)]
    pub(super) nr: BatchValue<'a>,
    #[serde(borrow, default)]
    pub(super) voorval: BatchValue<'a>,
    #[serde(borrow, default)]
    pub(super) constatering: BatchValue<'a>,
    #[serde(borrow, default)]
    #[serde(rename = "einde_oa")]
    pub(super) oa_end: BatchValue<'a>,
    #[serde(borrow, default)]
    #[serde(rename = "einde_gehoord")]
    pub(super) oa_end_heard: BatchValue<'a>,
    #[serde(borrow, default)]
    pub(super) kalender: BatchValue<'a>,
}

/// A JSON value as far as a field can use it.
#[derive(Default)]
pub(super) enum BatchValue<'a> {
    /// Absent or null.
    #[default]
    Empty,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number: scripts write rows that way.
    Number(u64),
    /// Anything else.
    Other,
}

impl<'a> BatchInput<'a> {
    pub(super) fn parse(line: &'a str) -> Result<Self> {
        // Serde also takes a list for a struct; a line is an object.
        if !line.trim_start().starts_with('{') {
            return Err(Error::usage("De regel is geen JSON-object.").hint(EXPECTED_FORM));
        }
        serde_json::from_str(line).map_err(|error| {
            let sentence = if error.is_data() {
                format!("Een veld staat er dubbel of past niet (teken {}).", error.column())
            } else {
                format!("De regel is geen geldige JSON (teken {}).", error.column())
            };
            Error::usage(sentence).hint(EXPECTED_FORM)
        })
    }
}

const EXPECTED_FORM: &str = "Schrijf bijvoorbeeld {\"nr\": \"6\", \"voorval\": \"2026-11-22T02:10:00+01:00\"}.";

impl<'de: 'a, 'a> Deserialize<'de> for BatchValue<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = BatchValue<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("een JSON-waarde")
    }

    fn visit_borrowed_str<E>(self, t: &'de str) -> Result<Self::Value, E> {
        Ok(BatchValue::Text(Cow::Borrowed(t)))
    }

    fn visit_str<E>(self, t: &str) -> Result<Self::Value, E> {
        Ok(BatchValue::Text(Cow::Owned(t.to_owned())))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Self::Value, E> {
        Ok(BatchValue::Number(n))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(BatchValue::Empty)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(BatchValue::Other)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(BatchValue::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(BatchValue::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(BatchValue::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(BatchValue::Other)
    }
}
