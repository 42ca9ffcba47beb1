//! A text that is given as `-` is read from standard input, whichever verb it is for: what is confidential need not
//! stand among the words of a process, where every other program can read it.

use std::{
    ffi::{OsStr, OsString},
    io::Read,
};

use clap::{Arg, ArgMatches, Command, builder::ValueParser, parser::ValueSource};

use crate::{
    desk::verb,
    domain::error::{Error, Result},
};

/// What stands for standard input.
const STANDS_FOR: &str = "-";
/// No text of the officer is longer.
const LONGEST: u64 = 1 << 20;

/// The words with what standard input holds in the place of `-`, where that stands for a text. Elsewhere it stays as
/// it is: a file that is named so is read by the verb.
///
/// # Errors
/// When it stands for more than one text, or standard input is too long or no text.
pub fn fill(words: Vec<OsString>) -> Result<Vec<OsString>> {
    let named = |word: &OsString| word.to_str().is_some_and(|w| w.starts_with("--") && w.ends_with("=-"));
    if !words.iter().skip(1).any(|word| word == STANDS_FOR || named(word)) {
        return Ok(words);
    }
    let command = verb::command();
    // What does not read is told by whoever reads it next.
    let Ok(matches) = command.clone().try_get_matches_from(&words) else { return Ok(words) };
    let mut asked = Vec::new();
    texts(&command, &matches, &mut asked);
    match asked.as_slice() {
        [] => Ok(words),
        [one] => Ok(put(words, one.get_long(), &read()?)),
        _ => Err(Error::usage("Standaardinvoer past in één gegeven tegelijk.")
            .hint("Laat - maar één keer voor een tekst staan.")),
    }
}

/// The texts of a verb that are to come from standard input.
fn texts<'a>(command: &'a Command, matches: &ArgMatches, asked: &mut Vec<&'a Arg>) {
    let is_text = |arg: &&Arg| arg.get_value_parser().type_id() == ValueParser::string().type_id();
    let is_asked = |arg: &&Arg| {
        let id = arg.get_id().as_str();
        let raw = matches.try_get_raw(id).ok().flatten();
        matches.value_source(id) == Some(ValueSource::CommandLine)
            && raw.is_some_and(|mut raw| raw.any(|value| value == OsStr::new(STANDS_FOR)))
    };
    asked.extend(command.get_arguments().filter(is_text).filter(is_asked));
    if let Some((name, matches)) = matches.subcommand()
        && let Some(command) = command.find_subcommand(name)
    {
        texts(command, matches, asked);
    }
}

fn put(words: Vec<OsString>, long: Option<&str>, text: &str) -> Vec<OsString> {
    let Some(long) = long else {
        let mut words = words;
        if let Some(at) = words.iter().position(|word| word == STANDS_FOR) {
            words.remove(at);
            if text.starts_with('-') && !words.iter().any(|word| word == "--") {
                // Last, behind the sign that no option follows any more.
                words.extend(["--".into(), text.into()]);
            } else {
                words.insert(at, text.into());
            }
        }
        return words;
    };
    let (option, filled) = (format!("--{long}"), format!("--{long}={text}"));
    let mut out: Vec<OsString> = Vec::with_capacity(words.len());
    for word in words {
        if word == STANDS_FOR && out.last().is_some_and(|last| *last == *option) {
            out.pop();
            out.push(filled.clone().into());
        } else if word == *format!("{option}={STANDS_FOR}") {
            out.push(filled.clone().into());
        } else {
            out.push(word);
        }
    }
    out
}

fn read() -> Result<String> {
    let mut text = whole()?;
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    Ok(text)
}

/// All of standard input, as it is.
///
/// # Errors
/// When it is too long for a text, or none.
pub fn whole() -> Result<String> {
    let mut text = String::new();
    let unreadable = |e: std::io::Error| {
        Error::data(format!("De standaardinvoer is niet te lezen ({}).", crate::platform::failure::why(&e)))
    };
    std::io::stdin().lock().take(LONGEST + 1).read_to_string(&mut text).map_err(unreadable)?;
    if u64::try_from(text.len()).is_ok_and(|length| length > LONGEST) {
        return Err(Error::data("De standaardinvoer is te lang voor een tekst.").hint("Geef ten hoogste 1 MB."));
    }
    Ok(text)
}
