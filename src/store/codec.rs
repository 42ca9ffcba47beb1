//! Takes the confidential texts out of an event's JSON and puts them back. What stays behind is
//! public and goes into the chain; what is taken out can be destroyed without touching it.

use serde_json::{Map, Value};

use crate::domain::text::MARKER;

/// Replaces every `{"§": "text"}` by `{"§": n}`; text `n` is the n-th of the list, from 0.
pub(super) fn split(complete: Value) -> (Value, Vec<String>) {
    let mut secret = Vec::new();
    let public = replace(complete, &mut |v| match v {
        Value::String(text) => {
            secret.push(text);
            Value::from(secret.len() - 1)
        }
        other => other,
    });
    (public, secret)
}

/// The inverse of [`split`]; a text that is gone becomes `{"§": null}`.
pub(super) fn join(public: Value, secret: Option<&[String]>) -> Value {
    replace(public, &mut |v| match v {
        Value::Number(n) => {
            let pos = n.as_u64().and_then(|n| usize::try_from(n).ok());
            pos.and_then(|n| secret?.get(n)).map_or(Value::Null, |t| Value::String(t.clone()))
        }
        other => other,
    })
}

/// Rebuilds a value, passing what stands alone under the mark through `transform`. A list or object there
/// is no confidential text but a field that happens to have that name, and is walked as usual.
fn replace(value: Value, transform: &mut impl FnMut(Value) -> Value) -> Value {
    match value {
        Value::Object(fields) => {
            let only = fields.len() == 1;
            let fields = fields.into_iter().map(|(name, v)| {
                let v = match v {
                    v @ (Value::Object(_) | Value::Array(_)) => replace(v, transform),
                    v if only && name == MARKER => transform(v),
                    v => v,
                };
                (name, v)
            });
            Value::Object(fields.collect::<Map<_, _>>())
        }
        Value::Array(parts) => Value::Array(parts.into_iter().map(|v| replace(v, transform)).collect()),
        v => v,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "\\PC{0,6}".prop_map(Value::from),
            proptest::option::of("\\PC{0,12}").prop_map(|t| json!({ MARKER: t })),
        ];
        leaf.prop_recursive(4, 40, 5, |deeper| {
            prop_oneof![
                proptest::collection::vec(deeper.clone(), 0..5).prop_map(Value::Array),
                proptest::collection::btree_map("[a-c§]{1,2}x", deeper.clone(), 0..5)
                    .prop_map(|m| Value::Object(m.into_iter().collect())),
                deeper.prop_map(|v| if v.is_object() { json!({ MARKER: v }) } else { v }),
            ]
        })
    }

    /// Every string that stands alone under the mark.
    fn secrets(v: &Value, out: &mut Vec<String>) {
        match v {
            Value::Object(m) => {
                if let (1, Some(Value::String(t))) = (m.len(), m.get(MARKER)) {
                    out.push(t.clone());
                }
                m.values().for_each(|v| secrets(v, out));
            }
            Value::Array(a) => a.iter().for_each(|v| secrets(v, out)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    proptest! {
        #[test]
        fn what_was_split_joins_again_and_nothing_secret_stays(value in values()) {
            let mut expected = Vec::new();
            secrets(&value, &mut expected);
            let (public, mut secret) = split(value.clone());
            prop_assert_eq!(join(public.clone(), Some(&secret)), value);
            let mut remaining = Vec::new();
            secrets(&public, &mut remaining);
            prop_assert!(remaining.is_empty());
            secret.sort();
            expected.sort();
            prop_assert_eq!(secret, expected);
        }
    }

    #[test]
    fn a_destroyed_text_reads_as_null() {
        let (public, secret) = split(json!({"a": {"§": "x"}, "b": [{"§": null}, {"§": "y"}]}));
        assert_eq!(public, json!({"a": {"§": 0}, "b": [{"§": null}, {"§": 1}]}));
        assert_eq!(secret, ["x", "y"]);
        assert_eq!(join(public, None), json!({"a": {"§": null}, "b": [{"§": null}, {"§": null}]}));
    }
}
