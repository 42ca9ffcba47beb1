//! A verb typed on one line in the palette, and the parser's errors in Dutch.

use clap::{
    FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{command::command, grammar::Piket, store_use::StoreUse};
use crate::domain::error::{Error, Result};

/// What to do when nothing better can be said.
const HINT: &str = "«piket --help» toont wat kan.";

/// What Enter does with a line that starts with a verb; `None` for any other.
pub fn what_enter_does(line: &str) -> Option<&'static str> {
    let elsewhere = |piket: Piket| {
        piket.verb.is_some_and(|verb| match verb.store_use() {
            StoreUse::WritesAlone(_) | StoreUse::Beside | StoreUse::Looks => true,
            StoreUse::Acts(_)
            | StoreUse::Turns { .. }
            | StoreUse::Mail(_)
            | StoreUse::Monitor(_)
            | StoreUse::ListsDeeds => false,
        })
    };
    let all = std::iter::once("piket".to_owned()).chain(words(line));
    is_verb(line).then(|| {
        if parse(all).is_ok_and(elsewhere) {
            "Deze opdracht gaat alleen in de shell, in een tweede terminal."
        } else {
            "Enter voert deze opdracht uit."
        }
    })
}

/// True when a line starts with a verb and not with a word of the palette.
pub fn is_verb(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    words.next().is_some() && command().get_subcommands().any(|s| s.get_name() == first)
}

/// Splits a line into words as a shell does; quotes keep words together.
pub fn words(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut quote_char = None;
    for c in line.chars() {
        match (quote_char, c) {
            (Some(open), c) if c == open => quote_char = None,
            (None, '"' | '\'') => quote_char = Some(c),
            (None, c) if c.is_whitespace() => out.push(String::new()),
            (_, c) => {
                if let Some(word) = out.last_mut() {
                    word.push(c);
                }
            }
        }
    }
    out.retain(|w| !w.is_empty());
    out
}

/// Reads words as the shell would give them, the program's name in front.
///
/// # Errors
/// The parser's error; [`translate`] makes it a Dutch sentence.
pub fn parse<I: IntoIterator<Item = T>, T: Into<std::ffi::OsString> + Clone>(words: I) -> Result<Piket, clap::Error> {
    command().try_get_matches_from_mut(words).and_then(|m| Piket::from_arg_matches(&m))
}

/// The help as text. The parser writes two headings of its own that no setting of it reaches.
pub fn help(error: &clap::Error) -> String {
    error.render().to_string().replace("[OPTIONS]", "[OPTIES]").replace("Possible values:", "Keuzes:")
}

/// A parser's error as one Dutch sentence with a hint.
pub fn translate(error: &clap::Error) -> Error {
    let piece = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(s)) => Some(s.join(", ")),
        Some(ContextValue::StyledStr(s)) => Some(s.to_string()),
        _ => None,
    };
    if let Some(own) = std::error::Error::source(error).and_then(|e| e.downcast_ref::<Error>()) {
        let mut own = own.clone();
        own.hint.get_or_insert_with(|| HINT.to_owned());
        return own;
    }
    let arg = piece(ContextKind::InvalidArg).unwrap_or_default();
    let value = piece(ContextKind::InvalidValue).unwrap_or_default();
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("De opdracht «{}» bestaat niet.", piece(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("«{arg}» hoort hier niet."),
        ErrorKind::MissingRequiredArgument => format!("Er ontbreekt iets: {arg}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Er ontbreekt een opdracht.".to_owned()
        }
        ErrorKind::ArgumentConflict => match piece(ContextKind::PriorArg).unwrap_or_default() {
            earlier if earlier == arg => format!("«{arg}» staat er twee keer."),
            earlier => format!("«{arg}» gaat niet samen met {earlier}."),
        },
        ErrorKind::ValueValidation | ErrorKind::InvalidValue if value.is_empty() => {
            format!("Bij {arg} hoort een waarde.")
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => format!("«{value}» past niet bij {arg}."),
        _ => "De opdracht is niet te lezen.".to_owned(),
    };
    let choices = piece(ContextKind::ValidValue)
        .or_else(|| piece(ContextKind::SuggestedSubcommand))
        .or_else(|| piece(ContextKind::SuggestedArg))
        .filter(|k| !k.is_empty());
    let hint = choices.map(|k| format!("Kies uit: {k}.")).or_else(|| within(error)).unwrap_or_else(|| HINT.to_owned());
    Error::usage(sentence).hint(hint)
}

/// Between which numbers one was asked for, which the parser tells in its own language only.
fn within(error: &clap::Error) -> Option<String> {
    let told = std::error::Error::source(error)?.to_string();
    let (from, until) = told.rsplit_once(' ')?.1.split_once("..=")?;
    let (from, until): (i64, i64) = (from.parse().ok()?, until.parse().ok()?);
    Some(format!("Kies een getal van {from} tot en met {until}."))
}
