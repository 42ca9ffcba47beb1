//! What is wrong with JSON, in words: those of the library are in its own language. Where it stands is told, and in which field
//! where that is known.

use serde_json::{Error, error::Category};

/// The fault, as it stands between brackets or behind a colon.
pub fn why(error: &Error) -> String {
    let place = match (error.line(), error.column()) {
        (0, _) => "er".to_owned(),
        (line, column) => format!("op regel {line}, teken {column}"),
    };
    // A field is named before a colon, where the reader of the log knew it.
    let told = error.to_string();
    let field = told.split_once(": ").map(|(head, _)| head).filter(|head| is_field(head));
    match (error.classify(), field) {
        (Category::Eof, _) => "het houdt halverwege op".to_owned(),
        (Category::Io, _) => "het lezen mislukte".to_owned(),
        (Category::Syntax, _) => format!("{place} staat geen goede JSON"),
        (Category::Data, Some(field)) => format!("in «{field}» staat iets anders dan er hoort"),
        (Category::Data, None) => format!("{place} staat iets anders dan er hoort"),
    }
}

fn is_field(head: &str) -> bool {
    !head.is_empty() && head.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use serde::de::Error as _;
    use serde_json::{Value, from_str, from_value, json};

    use super::*;

    #[test]
    fn a_fault_in_json_is_told_in_dutch_with_its_place() {
        let fault = |text: &str| from_str::<Vec<u8>>(text).err().map(|error| why(&error)).unwrap_or_default();
        assert_eq!(fault("[1, 2"), "het houdt halverwege op");
        assert_eq!(fault("[1,\n x]"), "op regel 2, teken 2 staat geen goede JSON");
        assert_eq!(fault("[1, \"a\"]"), "op regel 1, teken 7 staat iets anders dan er hoort");
        let value = from_value::<Vec<u8>>(json!({"a": 1})).err().map(|error| why(&error));
        assert_eq!(value.as_deref(), Some("er staat iets anders dan er hoort"));
        let named = serde_json::Error::custom("einde_oa: invalid type");
        assert_eq!(why(&named), "in «einde_oa» staat iets anders dan er hoort");
        assert!(from_str::<Value>("{}").is_ok());
    }
}
