//! `woorden`: the officer's own words for the spelling; listed, added and taken back.

use serde_json::json;

use super::{answer::print, environment::Environment, exit::Exit};
use crate::{
    desk::verb::WordsArgs,
    domain::error::{Error, Result},
};

/// `piket woorden`.
///
/// # Errors
/// When the file cannot be read or written, a word is no word, or one that is taken back is not there.
pub fn words(env: &Environment, args: &WordsArgs) -> Result<Exit> {
    let file = env.spelling();
    let Some(word) = &args.word else {
        let words = file.words()?;
        for word in &words {
            print(&if args.json { json!({ "woord": word }).to_string() } else { word.clone() })?;
        }
        if words.is_empty() && !args.json {
            print("U hebt geen eigen woorden; Alt-W in de tekst voegt er een toe.")?;
        }
        return Ok(Exit::Done);
    };
    if args.take_back {
        if !file.take_back(word)? {
            return Err(Error::no(format!("«{word}» staat niet in uw woordenlijst."))
                .hint("«piket woorden» toont wat erin staat."));
        }
        print(&format!("Teruggenomen: {word}."))?;
    } else {
        file.add(word)?;
        print(&format!("Toegevoegd: {word}."))?;
    }
    Ok(Exit::Done)
}
