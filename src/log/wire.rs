//! What is written of an event: its kind, the version of that kind's form, and its fields as JSON, in which a
//! confidential text stands alone under its mark. Kept apart from [`LogEvent`], so that code can be named and
//! shaped anew while the log stays as it is; what an older version wrote is lifted before it is read.

use serde::de::{DeserializeOwned, Error as _};
use serde_json::{Map, Value};

use super::{
    event::{ActMark, EntryOrigin, LogEvent},
    table::event_table,
    upcast::{self, Upcaster},
    wire_name::wire_name,
};

/// The field that repeats the kind's name.
const KIND: &str = "soort";

/// Why an entry cannot be read.
#[derive(Debug)]
pub enum WireError {
    /// It has a form that came after this program.
    Newer {
        /// The newest version of its kind that this program knows; `None` where it does not know the kind.
        known: Option<u32>,
    },
    /// It is not what any form says.
    Unreadable(serde_json::Error),
}

impl From<serde_json::Error> for WireError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error)
    }
}

macro_rules! wire_forms {
    (
        $(
            $(#[$doc:meta])*
            $kind:ident = $name:literal $version:literal, $(Zaak($zaak:ident))? $(Melding($melding:ident))?
            { $($field:ident $($wire:literal)? : $type:ty),* $(,)? };
        )*
    ) => {
        fn fields_of(event: &LogEvent) -> serde_json::Result<Map<String, Value>> {
            let mut fields = Map::new();
            match event {
                $(
                    LogEvent::$kind { $($zaak,)? $($melding,)? $($field,)* } => {
                        $(fields.insert(wire_name!($zaak).to_owned(), serde_json::to_value($zaak)?);)?
                        $(fields.insert(wire_name!($melding).to_owned(), serde_json::to_value($melding)?);)?
                        $(fields.insert(wire_name!($field $($wire)?).to_owned(), serde_json::to_value($field)?);)*
                    }
                )*
            }
            Ok(fields)
        }

        fn from_fields(kind: &str, mut fields: Map<String, Value>) -> serde_json::Result<LogEvent> {
            match kind {
                $(
                    $name => Ok(LogEvent::$kind {
                        $($zaak: take(&mut fields, wire_name!($zaak))?,)?
                        $($melding: take(&mut fields, wire_name!($melding))?,)?
                        $($field: take(&mut fields, wire_name!($field $($wire)?))?,)*
                    }),
                )*
                _ => Err(serde_json::Error::custom("onbekende soort")),
            }
        }

        /// The fields of an event in today's form.
        ///
        /// # Errors
        /// When a value cannot be written as JSON.
        pub fn write(event: &LogEvent) -> serde_json::Result<Value> {
            let mut fields = fields_of(event)?;
            fields.insert(KIND.to_owned(), event.form().kind.into());
            Ok(fields.into())
        }

        /// The event that was written under this kind and version; `upcasters` lifts older forms.
        ///
        /// # Errors
        /// When the form is newer than this program, or the fields are not those of their form.
        pub fn read(kind: &str, version: i64, fields: Value, upcasters: &[Upcaster]) -> Result<LogEvent, WireError> {
            let form = LogEvent::FORMS.iter().find(|form| form.kind == kind).ok_or(WireError::Newer { known: None })?;
            let Value::Object(mut fields) = fields else { return Err(serde_json::Error::custom("geen velden").into()) };
            if fields.remove(KIND).is_none_or(|named| named != kind) {
                return Err(serde_json::Error::custom("de soort is een andere").into());
            }
            upcast::lift(*form, version, &mut fields, upcasters)?;
            Ok(from_fields(kind, fields)?)
        }
    };
}
event_table!(wire_forms form);

#[cfg(test)]
pub(super) use wire_forms;

/// The field with the first entry of the act, and the one with what the act takes back. They stand beside the
/// fields of every kind and are no part of its form: an older program reads past them.
const ACT: &str = "handeling";
const REVERSES: &str = "tegen";

/// Writes beside the fields of an event with what it was recorded.
pub fn write_mark(fields: &mut Value, mark: ActMark) {
    if let Value::Object(fields) = fields {
        fields.insert(ACT.to_owned(), mark.act.into());
        fields.extend(mark.reverses.map(|act| (REVERSES.to_owned(), act.into())));
    }
}

/// With what it was recorded, where that was kept.
pub fn read_mark(fields: &Value) -> Option<ActMark> {
    let number = |name| fields.get(name).and_then(Value::as_u64);
    Some(ActMark { act: number(ACT)?, reverses: number(REVERSES) })
}

/// The field with where an entry came from; beside the fields of every kind, as those of the act are.
const ORIGIN: &str = "herkomst";

/// Writes beside the fields of an event at which desk it was first recorded.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn write_origin(fields: &mut Value, origin: &EntryOrigin) -> serde_json::Result<()> {
    let origin = serde_json::to_value(origin)?;
    if let Value::Object(fields) = fields {
        fields.insert(ORIGIN.to_owned(), origin);
    }
    Ok(())
}

/// At which desk an entry was first recorded; `None` for what was recorded here.
///
/// # Errors
/// When it says where, and that cannot be read: it must not pass for what was recorded here.
pub fn read_origin(fields: &Value) -> serde_json::Result<Option<EntryOrigin>> {
    fields.get(ORIGIN).map(|origin| serde_json::from_value(origin.clone())).transpose()
}

/// A field that is not there reads as one that holds nothing.
pub(super) fn take<T: DeserializeOwned>(fields: &mut Map<String, Value>, name: &str) -> serde_json::Result<T> {
    let value = fields.remove(name).unwrap_or_default();
    serde_json::from_value(value).map_err(|e| serde_json::Error::custom(format!("{name}: {e}")))
}
