//! Every setting with what it means, what it is by default, and what it is now: read off the file that is handed out,
//! so that list, schema and file tell the same.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Settings,
    parser::{fields, shapes},
    shape::object,
};

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingOutline {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub meaning: String,
    /// As it is written when nobody changes it; absent where it is nothing then.
    pub default: Option<String>,
    /// A value that it may have.
    pub example: String,
    /// As it is written in the file, and on which line.
    pub written: Option<WrittenValue>,
}

/// What the file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenValue {
    /// The value, as it is written.
    pub text: String,
    /// Its line, counted from 1.
    pub line: usize,
}

/// All settings, in the order of the file that is handed out, with what `text` says of them.
pub fn outline(text: &str) -> Vec<SettingOutline> {
    let mut written = written(text);
    let mut prose = String::new();
    let mut is_used = false;
    let mut out = Vec::new();
    for line in Settings::EXAMPLE.lines() {
        let line = line.trim_start_matches('#').trim();
        let field = fields().find_map(|name| Some((name, line.strip_prefix(name)?.strip_prefix(" = ")?)));
        if let Some((name, example)) = field {
            let alone = Settings::parse(&format!("{name} = {example}\n"), "").0;
            out.push(SettingOutline {
                name,
                meaning: prose.clone(),
                default: (alone == Settings::default()).then(|| example.to_owned()),
                example: example.to_owned(),
                written: written.remove(name),
            });
            is_used = true;
            continue;
        }
        if line.is_empty() || is_used {
            prose.clear();
            is_used = false;
        }
        if !prose.is_empty() {
            prose.push(' ');
        }
        prose.push_str(line);
    }
    out
}

fn written(text: &str) -> BTreeMap<String, WrittenValue> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (table, _) = DeTable::parse_recoverable(text);
    let of = |at: usize| 1 + text.bytes().take(at).filter(|b| *b == b'\n').count();
    let as_written = |value: &Spanned<DeValue<'_>>| {
        text.get(value.span()).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let values = table.get_ref().iter().map(|(name, value)| {
        let written = match value.get_ref().as_table() {
            // A table of its own stands below its name, line by line.
            Some(parts) if as_written(value).starts_with('[') => {
                let parts = parts.iter().map(|(name, part)| format!("{} = {}", name.get_ref(), as_written(part)));
                format!("{{ {} }}", parts.collect::<Vec<_>>().join(", "))
            }
            Some(_) | None => as_written(value),
        };
        (name.get_ref().to_string(), WrittenValue { text: written, line: of(name.span().start) })
    });
    values.collect()
}

/// The settings as JSON Schema.
pub fn schema() -> Value {
    let outline: BTreeMap<&str, SettingOutline> = outline("").into_iter().map(|s| (s.name, s)).collect();
    let part = |(name, shape): (&'static str, super::shape::Shape)| {
        let mut schema = shape.schema();
        if let (Some(setting), Some(schema)) = (outline.get(name), schema.as_object_mut()) {
            schema.insert("description".to_owned(), json!(setting.meaning));
            let default = setting
                .default
                .as_ref()
                .and_then(|text| toml::from_str::<BTreeMap<String, Value>>(&format!("v = {text}")).ok()?.remove("v"));
            schema.extend(default.map(|value| ("default".to_owned(), value)));
        }
        (name, schema)
    };
    let mut schema = object(shapes().map(part), &[]);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        schema.insert("title".to_owned(), json!("Instellingen van piket"));
    }
    schema
}
