//! `instellingen`: every setting with its value, its default, what it does and where it stands; one of them changed,
//! with all comments in the file kept; and their schema.

use serde_json::json;

use super::{
    answer::{Output, print},
    environment::{Environment, name},
    exit::Exit,
};
use crate::{
    desk::verb::SettingsArgs,
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
    },
    platform::{failure::why, file},
    settings::{
        Settings, edit,
        outline::{SettingOutline, outline, schema},
    },
    ui::text::wrap,
};

/// The width of a page in columns: what every terminal has.
const WIDTH: usize = 80;

/// Runs the verb.
///
/// # Errors
/// When there is no such setting, a value does not fit, or the file cannot be read or written.
pub fn settings(env: &Environment, args: &SettingsArgs) -> Result<Exit> {
    if args.schema {
        print(&format!("{:#}", schema()))?;
        return Ok(Exit::Done);
    }
    let path = env.paths.settings();
    let text = match file::text(&path) {
        Ok(text) => Some(text),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(e) => return Err(Error::data(format!("{} is niet te lezen ({}).", name(&path), why(&e)))),
    };
    let (text, is_there) = (text.as_deref().unwrap_or(Settings::EXAMPLE), text.is_some());
    let changed = match (&args.field, &args.value, args.take_back) {
        (Some(field), Some(value), _) => edit::with(text, field, value)?,
        (Some(field), None, true) => edit::without(text, field)?,
        (field, _, _) => {
            let only = field.as_deref().map(edit::known).transpose()?;
            let all = outline(text);
            let chosen: Vec<&SettingOutline> = all.iter().filter(|s| only.is_none_or(|name| s.name == name)).collect();
            return show(&chosen, Output::of(args.json), &name(&path), is_there);
        }
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| file::not_writable(folder, &e))?;
    }
    file::write_bytes(&path, IfExists::Replace, changed.as_bytes())?;
    let all = outline(&changed);
    let set = all.iter().filter(|s| Some(s.name) == args.field.as_deref());
    for setting in set {
        print(&format!(
            "{} {}. Een desk die open is neemt dat over als zij opnieuw start.",
            setting.name,
            stands(setting)
        ))?;
    }
    Ok(Exit::Done)
}

/// What it is, and where that stands.
fn stands(setting: &SettingOutline) -> String {
    match (&setting.written, &setting.default) {
        (Some(written), _) => format!("= {} (regel {})", written.text, written.line),
        (None, Some(default)) => format!("= {default} (standaard)"),
        (None, None) => format!("is niet ingevuld; bijvoorbeeld {}", setting.example),
    }
}

fn show(settings: &[&SettingOutline], output: Output, file: &str, is_there: bool) -> Result<Exit> {
    if output == Output::Json {
        for s in settings {
            let (value, line) = s.written.as_ref().map(|w| (&w.text, w.line)).unzip();
            let line = json!({
                "naam": s.name, "waarde": value.or(s.default.as_ref()), "standaard": s.default, "uitleg": s.meaning,
                "voorbeeld": s.example, "regel": line,
            });
            print(&line.to_string())?;
        }
        return Ok(Exit::Done);
    }
    let there = if is_there { "" } else { " Dat bestand is er nog niet." };
    print(&format!("De instellingen staan in {file}.{there}"))?;
    let mut told = "";
    for s in settings {
        print(&format!("\n{} {}", s.name, stands(s)))?;
        if let (Some(_), Some(default)) = (&s.written, &s.default) {
            print(&format!("    standaard {default}"))?;
        }
        // Some settings are explained together.
        if told != s.meaning {
            for line in wrap(&s.meaning, WIDTH - 4) {
                print(&format!("    {line}"))?;
            }
        }
        told = &s.meaning;
    }
    Ok(Exit::Done)
}
