//! From an older form of an event to today's, one version at a time. The log is never rewritten: what an
//! earlier program wrote is lifted each time it is read. A field that is new gets its value here.

use serde::de::Error as _;
use serde_json::{Map, Value, json};

use super::{event::EventForm, wire::WireError};
use crate::domain::text::MARKER;

/// Lifts one kind from one version to the next.
#[derive(Debug, Clone, Copy)]
pub struct Upcaster {
    /// The name of the kind in the log.
    pub kind: &'static str,
    /// The version it lifts; the next one comes out.
    pub from: u32,
    /// Changes the fields, which are named as they are in the log.
    pub apply: fn(&mut Map<String, Value>) -> serde_json::Result<()>,
}

/// Every step there is. A kind of version *n* has one for each version before it.
pub const UPCASTERS: &[Upcaster] = &[
    // On which answers it was taken was not kept.
    Upcaster {
        kind: "besluit_genomen",
        from: 1,
        apply: |fields| {
            unknown(fields, &["grond"]);
            Ok(())
        },
    },
    // Only when a fact was noted was kept, not when it happened.
    Upcaster {
        kind: "feit_genoteerd",
        from: 1,
        apply: |fields| {
            unknown(fields, &["moment", "gevraagd"]);
            Ok(())
        },
    },
    Upcaster {
        kind: "feit_verbeterd",
        from: 1,
        apply: |fields| {
            unknown(fields, &["moment"]);
            Ok(())
        },
    },
    // Up to which fact a text goes follows from what was noted by then.
    Upcaster {
        kind: "concept_bewaard",
        from: 1,
        apply: |fields| {
            unknown(fields, &["feiten"]);
            Ok(())
        },
    },
    // Of a text that was put back only its last fact was kept; how often facts had changed, and when it was saved, was not.
    Upcaster {
        kind: "concept_bewaard",
        from: 2,
        apply: |fields| {
            let reach = match fields.remove("feiten") {
                Some(Value::Number(feiten)) => {
                    let mut reach = Map::new();
                    reach.insert("feiten".to_owned(), Value::Number(feiten));
                    unknown(&mut reach, &["herzien", "bewaard"]);
                    Value::Object(reach)
                }
                Some(_) | None => Value::Null,
            };
            fields.insert("reikt".to_owned(), reach);
            Ok(())
        },
    },
    // On which ground it was provided was not asked.
    Upcaster {
        kind: "concept_verzonden",
        from: 1,
        apply: |fields| {
            unknown(fields, &["verstrekking"]);
            Ok(())
        },
    },
    Upcaster {
        kind: "doorgemeld",
        from: 1,
        apply: |fields| {
            unknown(fields, &["verstrekking"]);
            Ok(())
        },
    },
    // Who says so was not kept.
    Upcaster {
        kind: "concept_verzonden",
        from: 2,
        apply: |fields| {
            unknown(fields, &["door"]);
            Ok(())
        },
    },
    // Whether a time was told was not kept.
    Upcaster {
        kind: "stap_gezet",
        from: 1,
        apply: |fields| {
            unknown(fields, &["tijd_genoemd"]);
            Ok(())
        },
    },
    // What the case was then follows from the times of what was recorded.
    Upcaster {
        kind: "stap_gezet",
        from: 2,
        apply: |fields| {
            unknown(fields, &["grond"]);
            Ok(())
        },
    },
    // Which reports belonged to it by then follows from when they came in; how often facts had changed was not kept.
    Upcaster {
        kind: "stap_gezet",
        from: 3,
        apply: |fields| {
            if let Some(Value::Object(ground)) = fields.get_mut("grond") {
                unknown(ground, &["gekoppeld", "herzien"]);
            }
            Ok(())
        },
    },
    // Whether it was typed or taken from a report was not kept.
    Upcaster {
        kind: "tijd_gezet",
        from: 1,
        apply: |fields| {
            unknown(fields, &["met_de_hand"]);
            Ok(())
        },
    },
    // Whether it was done by itself or with its step was not kept.
    Upcaster {
        kind: "herinnering_af",
        from: 1,
        apply: |fields| {
            unknown(fields, &["vervallen"]);
            Ok(())
        },
    },
    // Which step it asks after was not kept.
    Upcaster {
        kind: "herinnering_gezet",
        from: 1,
        apply: |fields| {
            unknown(fields, &["stap"]);
            Ok(())
        },
    },
    // On what it was agreed follows from what the case was by then.
    Upcaster {
        kind: "termijn_gezet",
        from: 1,
        apply: |fields| {
            unknown(fields, &["grond"]);
            Ok(())
        },
    },
    // From whom a copy came was not kept; whether it fits was not asked.
    Upcaster {
        kind: "kopie_ontvangen",
        from: 1,
        apply: |fields| {
            if let Some(Value::Object(copy)) = fields.get_mut("kopie") {
                copy.insert("afzender".to_owned(), json!({ MARKER: "" }));
                unknown(copy, &["past_niet"]);
            }
            Ok(())
        },
    },
    // What no field took was not kept; what a field took was sure.
    Upcaster {
        kind: "melding_ontvangen",
        from: 1,
        apply: |fields| {
            if let Some(Value::Object(mail)) = fields.get_mut("inhoud").and_then(|content| content.get_mut("post")) {
                mail.insert("niet_herkend".to_owned(), Value::Array(Vec::new()));
                mail.insert("bijlageteksten".to_owned(), Value::Array(Vec::new()));
                if let Some(Value::Object(found)) = mail.get_mut("velden") {
                    for field in found.values_mut().filter_map(Value::as_object_mut) {
                        field.insert("zekerheid".to_owned(), Value::from("zeker"));
                    }
                }
            }
            Ok(())
        },
    },
    // To whom a mail went was not kept.
    Upcaster {
        kind: "melding_ontvangen",
        from: 2,
        apply: |fields| {
            if let Some(Value::Object(mail)) = fields.get_mut("inhoud").and_then(|content| content.get_mut("post")) {
                mail.insert("aan".to_owned(), Value::Array(Vec::new()));
            }
            Ok(())
        },
    },
    Upcaster {
        kind: "melding_gekoppeld",
        from: 1,
        apply: |fields| {
            fields.insert("niet_herkend".to_owned(), Value::Array(Vec::new()));
            Ok(())
        },
    },
];

/// Gives fields that an older form did not have the value of what is not known.
fn unknown(fields: &mut Map<String, Value>, names: &[&str]) {
    fields.extend(names.iter().map(|name| ((*name).to_owned(), Value::Null)));
}

/// Brings fields of `version` to the version of `form`.
///
/// # Errors
/// When the version is newer than the form, or no form that ever was.
pub fn lift(
    form: EventForm,
    version: i64,
    fields: &mut Map<String, Value>,
    upcasters: &[Upcaster],
) -> Result<(), WireError> {
    if version > i64::from(form.version) {
        return Err(WireError::Newer { known: Some(form.version) });
    }
    for from in version..i64::from(form.version) {
        let step = upcasters.iter().find(|u| u.kind == form.kind && i64::from(u.from) == from);
        let step = step.ok_or_else(|| serde_json::Error::custom(format!("onbekende vorm {from}")))?;
        (step.apply)(fields)?;
    }
    Ok(())
}
