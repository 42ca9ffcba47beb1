//! The shape of a batch line. Each field takes any JSON value, so that a wrong one can be named;
//! fields nobody asked for are skipped.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::domain::fout::{Fout, Uitkomst};

/// The fields of a line.
#[derive(Deserialize)]
pub(super) struct Invoer<'a> {
    #[serde(borrow, default)]
    pub(super) nr: Waarde<'a>,
    #[serde(borrow, default)]
    pub(super) voorval: Waarde<'a>,
    #[serde(borrow, default)]
    pub(super) constatering: Waarde<'a>,
    #[serde(borrow, default)]
    #[serde(rename = "einde_oa")]
    pub(super) einde_oa: Waarde<'a>,
    #[serde(borrow, default)]
    pub(super) kalender: Waarde<'a>,
}

/// A JSON value as far as a field can use it.
#[derive(Default)]
pub(super) enum Waarde<'a> {
    /// Absent or null.
    #[default]
    Leeg,
    /// Text.
    Tekst(Cow<'a, str>),
    /// A whole number: scripts write rows that way.
    Getal(u64),
    /// Anything else.
    Anders,
}

impl<'a> Invoer<'a> {
    pub(super) fn lees(line: &'a str) -> Uitkomst<Self> {
        // Serde also takes a list for a struct; a line is an object.
        if !line.trim_start().starts_with('{') {
            return Err(Fout::gebruik("De regel is geen JSON-object.").hint(VORM));
        }
        serde_json::from_str(line).map_err(|fout| {
            let zin = if fout.is_data() {
                format!("Een veld staat er dubbel of past niet (teken {}).", fout.column())
            } else {
                format!("De regel is geen geldige JSON (teken {}).", fout.column())
            };
            Fout::gebruik(zin).hint(VORM)
        })
    }
}

const VORM: &str = "Schrijf bijvoorbeeld {\"nr\": \"6\", \"voorval\": \"2026-11-22T02:10:00+01:00\"}.";

impl<'de: 'a, 'a> Deserialize<'de> for Waarde<'a> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_any(Bezoeker)
    }
}

struct Bezoeker;

impl<'de> Visitor<'de> for Bezoeker {
    type Value = Waarde<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("een JSON-waarde")
    }

    fn visit_borrowed_str<E>(self, t: &'de str) -> Result<Self::Value, E> {
        Ok(Waarde::Tekst(Cow::Borrowed(t)))
    }

    fn visit_str<E>(self, t: &str) -> Result<Self::Value, E> {
        Ok(Waarde::Tekst(Cow::Owned(t.to_owned())))
    }

    fn visit_u64<E>(self, n: u64) -> Result<Self::Value, E> {
        Ok(Waarde::Getal(n))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Waarde::Leeg)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Waarde::Anders)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Waarde::Anders)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Waarde::Anders)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut lijst: A) -> Result<Self::Value, A::Error> {
        while lijst.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Waarde::Anders)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut kaart: A) -> Result<Self::Value, A::Error> {
        while kaart.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Waarde::Anders)
    }
}
