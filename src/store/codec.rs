//! Takes the confidential texts out of an event's JSON and puts them back. What stays behind is
//! public and goes into the chain; what is taken out can be destroyed without touching it.

use serde_json::{Map, Value};

use crate::domain::tekst::MERK;

/// Replaces every `{"§": "text"}` by `{"§": n}`; text `n` is the n-th of the list, from 0.
pub(super) fn split(volledig: Value) -> (Value, Vec<String>) {
    let mut geheim = Vec::new();
    let publiek = wissel(volledig, &mut |v| match v {
        Value::String(tekst) => {
            geheim.push(tekst);
            Value::from(geheim.len() - 1)
        }
        ander => ander,
    });
    (publiek, geheim)
}

/// The inverse of [`split`]; a text that is gone becomes `{"§": null}`.
pub(super) fn join(publiek: Value, geheim: Option<&[String]>) -> Value {
    wissel(publiek, &mut |v| match v {
        Value::Number(n) => {
            let plek = n.as_u64().and_then(|n| usize::try_from(n).ok());
            plek.and_then(|n| geheim?.get(n)).map_or(Value::Null, |t| Value::String(t.clone()))
        }
        ander => ander,
    })
}

/// Rebuilds a value, passing what stands alone under the mark through `om`. A list or object there
/// is no confidential text but a field that happens to have that name, and is walked as usual.
fn wissel(waarde: Value, om: &mut impl FnMut(Value) -> Value) -> Value {
    match waarde {
        Value::Object(velden) => {
            let alleen = velden.len() == 1;
            let velden = velden.into_iter().map(|(naam, v)| {
                let v = match v {
                    v @ (Value::Object(_) | Value::Array(_)) => wissel(v, om),
                    v if alleen && naam == MERK => om(v),
                    v => v,
                };
                (naam, v)
            });
            Value::Object(velden.collect::<Map<_, _>>())
        }
        Value::Array(delen) => Value::Array(delen.into_iter().map(|v| wissel(v, om)).collect()),
        v => v,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn waarden() -> impl Strategy<Value = Value> {
        let blad = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "\\PC{0,6}".prop_map(Value::from),
            proptest::option::of("\\PC{0,12}").prop_map(|t| json!({ MERK: t })),
        ];
        blad.prop_recursive(4, 40, 5, |dieper| {
            prop_oneof![
                proptest::collection::vec(dieper.clone(), 0..5).prop_map(Value::Array),
                proptest::collection::btree_map("[a-c§]{1,2}x", dieper.clone(), 0..5)
                    .prop_map(|m| Value::Object(m.into_iter().collect())),
                dieper.prop_map(|v| if v.is_object() { json!({ MERK: v }) } else { v }),
            ]
        })
    }

    /// Every string that stands alone under the mark.
    fn geheimen(v: &Value, uit: &mut Vec<String>) {
        match v {
            Value::Object(m) => {
                if let (1, Some(Value::String(t))) = (m.len(), m.get(MERK)) {
                    uit.push(t.clone());
                }
                m.values().for_each(|v| geheimen(v, uit));
            }
            Value::Array(a) => a.iter().for_each(|v| geheimen(v, uit)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    proptest! {
        #[test]
        fn what_was_split_joins_again_and_nothing_secret_stays(waarde in waarden()) {
            let mut verwacht = Vec::new();
            geheimen(&waarde, &mut verwacht);
            let (publiek, mut geheim) = split(waarde.clone());
            prop_assert_eq!(join(publiek.clone(), Some(&geheim)), waarde);
            let mut over = Vec::new();
            geheimen(&publiek, &mut over);
            prop_assert!(over.is_empty());
            geheim.sort();
            verwacht.sort();
            prop_assert_eq!(geheim, verwacht);
        }
    }

    #[test]
    fn a_destroyed_text_reads_as_null() {
        let (publiek, geheim) = split(json!({"a": {"§": "x"}, "b": [{"§": null}, {"§": "y"}]}));
        assert_eq!(publiek, json!({"a": {"§": 0}, "b": [{"§": null}, {"§": 1}]}));
        assert_eq!(geheim, ["x", "y"]);
        assert_eq!(join(publiek, None), json!({"a": {"§": null}, "b": [{"§": null}, {"§": null}]}));
    }
}
