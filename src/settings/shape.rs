//! What the value of a setting is made of, as JSON Schema says it, so that an editor that knows schemas helps with the
//! file. The words and bounds are those that reading it goes by.

use serde_json::{Value, json};

use super::{mailbox, values::LONGEST_ALARM};
use crate::{desk::command::CommandId, domain::weekdays::SHORT_WEEKDAYS, rules::book::Rulebook};

/// What a value is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// A text that is not empty.
    Text,
    /// Some of them.
    Texts,
    /// A text for each name.
    NamedTexts,
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
    /// On or off.
    Switch,
    /// Minutes of at most a day.
    Minutes,
    /// How many of something.
    Count,
    /// Minutes before a term.
    MinuteAhead,
    /// Some of them.
    MinutesAhead,
    /// The same for each kind of term.
    PerTermijn(&'static Self),
    /// Days with a name.
    DaysOff,
    /// A day and a time.
    WeekStart,
    /// A program with its arguments.
    Program,
    /// A mailbox on a server.
    Mailbox,
    /// Keys, by the name of what they do.
    Keys,
}

impl Shape {
    /// As JSON Schema says it.
    pub(super) fn schema(self) -> Value {
        let text = json!({"type": "string", "minLength": 1});
        match self {
            Self::Text => text,
            Self::Texts => json!({"type": "array", "items": text}),
            Self::NamedTexts => json!({"type": "object", "additionalProperties": text}),
            Self::OneOf(words) => json!({"enum": words()}),
            Self::Switch => json!({"type": "boolean"}),
            Self::Minutes => json!({"type": "integer", "minimum": 0, "maximum": 1440}),
            Self::Count => json!({"type": "integer", "minimum": 1, "maximum": 1000}),
            Self::MinuteAhead => json!({"type": "integer", "minimum": 0, "maximum": LONGEST_ALARM}),
            Self::MinutesAhead => json!({"type": "array", "items": Self::MinuteAhead.schema()}),
            // A book of the officer's own may have others than the embedded ones.
            Self::PerTermijn(each) => json!({
                "type": "object",
                "propertyNames": {"pattern": "^[a-z0-9-]+$", "examples": Rulebook::termijn_kinds()},
                "additionalProperties": each.schema(),
            }),
            Self::DaysOff => {
                json!({"type": "array", "items": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}( .+)?$"}})
            }
            Self::WeekStart => {
                let day = json!({"enum": SHORT_WEEKDAYS});
                object([("dag", day), ("tijd", json!({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}))], &[])
            }
            Self::Program => json!({"type": "array", "minItems": 1, "items": {"type": "string"}}),
            Self::Mailbox => {
                let part = |key| match key {
                    "poort" => json!({"type": "integer", "minimum": 1, "maximum": 65535}),
                    "oauth" => {
                        let program = json!({"anyOf": [text, Self::Program.schema()]});
                        object([(mailbox::TOKEN_COMMAND, program)], &[mailbox::TOKEN_COMMAND])
                    }
                    _ => text.clone(),
                };
                let mut whole = object(mailbox::KEYS.map(|key| (key, part(key))), &["server", "gebruiker"]);
                if let Some(parts) = whole.as_object_mut() {
                    let either = json!([{"required": ["wachtwoord_bestand"]}, {"required": ["oauth"]}]);
                    parts.insert("oneOf".to_owned(), either);
                }
                whole
            }
            Self::Keys => {
                let keys = json!({"anyOf": [text, {"type": "array", "minItems": 1, "items": text}]});
                object(CommandId::ALL.iter().map(|id| (id.row().key, keys.clone())), &[])
            }
        }
    }
}

/// An object with these parts and no others.
pub(super) fn object(parts: impl IntoIterator<Item = (impl Into<String>, Value)>, required: &[&str]) -> Value {
    let parts: serde_json::Map<String, Value> = parts.into_iter().map(|(name, schema)| (name.into(), schema)).collect();
    json!({"type": "object", "properties": parts, "required": required, "additionalProperties": false})
}
