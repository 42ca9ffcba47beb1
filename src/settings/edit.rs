//! One setting changed in the file as it stands: comments, order and all that somebody else wrote stay as they are.

use toml_edit::{DocumentMut, Item, RawString, Value};

use super::{Settings, parser::fields};
use crate::domain::{
    error::{Error, Result},
    hint::did_you_mean,
    sanitize,
};

/// The file with this setting at this value: as it is written there, or a text without its quotes.
///
/// # Errors
/// When there is no such setting, the value does not fit it, or the file does not read as it stands.
pub fn with(text: &str, name: &str, value: &str) -> Result<String> {
    let name = known(name)?;
    let value = fitting(name, value)?;
    let mut file = document(text)?;
    match file.get_mut(name) {
        Some(Item::Value(old)) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        Some(other) => *other = Item::Value(value),
        None => match uncommented(text, name, &value) {
            Some(text) => return Ok(text),
            None => {
                file.insert(name, Item::Value(value));
            }
        },
    }
    Ok(file.to_string())
}

/// The file without this setting, so that the default holds.
///
/// # Errors
/// When there is no such setting, or the file does not read as it stands.
pub fn without(text: &str, name: &str) -> Result<String> {
    let mut file = document(text)?;
    let name = known(name)?;
    // What stands above it explains it, and stays.
    let above = file.key(name).and_then(|key| key.leaf_decor().prefix()?.as_str()).unwrap_or_default().to_owned();
    let next = file.iter().map(|(key, _)| key.to_owned()).skip_while(|key| key != name).nth(1);
    file.remove(name);
    if above.is_empty() {
        return Ok(file.to_string());
    }
    // A table of its own has what stands above it beside its name, a value has it before.
    let before = |own: Option<&RawString>| format!("{above}{}", own.and_then(RawString::as_str).unwrap_or_default());
    let next = next.unwrap_or_default();
    if let Some(Item::Table(table)) = file.get_mut(&next) {
        let prefix = before(table.decor().prefix());
        table.decor_mut().set_prefix(prefix);
    } else if let Some(mut key) = file.key_mut(&next) {
        let prefix = before(key.leaf_decor().prefix());
        key.leaf_decor_mut().set_prefix(prefix);
    } else {
        let trailing = before(Some(file.trailing()));
        file.set_trailing(trailing);
    }
    Ok(file.to_string())
}

/// The name of a setting.
///
/// # Errors
/// When there is none of that name.
pub fn known(name: &str) -> Result<&'static str> {
    fields().find(|field| *field == name).ok_or_else(|| {
        let hint = did_you_mean(name, fields()).unwrap_or_else(|| "«piket instellingen» toont ze alle.".to_owned());
        Error::usage(format!("De instelling «{}» bestaat niet.", sanitize::line(name))).hint(hint)
    })
}

/// The value, where the setting takes it.
fn fitting(name: &str, written: &str) -> Result<Value> {
    let judge = |value: &Value| {
        let (_, errors) = Settings::parse(&format!("{name} = {value}\n"), "");
        errors.into_iter().next().map_or(Ok(()), |fault| Err(fault.sentence))
    };
    let as_text = Value::from(written);
    let tried = match written.trim().parse::<Value>() {
        Ok(value) if judge(&value).is_ok() => return Ok(value),
        Ok(value) => judge(&value),
        Err(_) => judge(&as_text),
    };
    match (judge(&as_text), tried) {
        (Ok(()), _) => Ok(as_text),
        (Err(_), Err(sentence)) | (Err(sentence), Ok(())) => Err(Error::usage(sentence).hint("Er is niets gewijzigd.")),
    }
}

fn document(text: &str) -> Result<DocumentMut> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.parse().map_err(|_| {
        Error::data("De schrijfwijze (TOML) van instellingen.toml klopt niet; er is niets gewijzigd.")
            .hint("Verbeter eerst de regel die piket noemt.")
    })
}

/// The file with the line that shows this setting uncommented; `None` where there is none, or it would not become
/// this setting there.
fn uncommented(text: &str, name: &str, value: &Value) -> Option<String> {
    let shows =
        |line: &str| line.strip_prefix('#').is_some_and(|rest| rest.trim_start().starts_with(&format!("{name} =")));
    let at = text.lines().position(shows)?;
    let lines = text.lines().enumerate().map(|(i, line)| {
        if i == at { format!("{name} = {}\n", value.to_string().trim()) } else { format!("{line}\n") }
    });
    let new: String = lines.collect();
    new.parse::<DocumentMut>().ok()?.contains_key(name).then_some(new)
}
