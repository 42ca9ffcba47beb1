//! Which inrichting a report in running text comes from: the one that it names, by whatever name. Where several are
//! named it is the one below the greeting; what stays open is said and not guessed.

use super::Sentence;
use crate::{
    domain::inrichting::Inrichting,
    intake::{
        mention::{self, Mention, NamedInrichting, Names},
        reading::ReadingEnv,
    },
};

/// The inrichting of a report, or why nothing is proposed.
#[derive(Debug)]
pub enum ToldPlace<'s, 'i> {
    /// Named, in these words.
    Named { inrichting: &'i Inrichting, sentence: &'s Sentence, words: String },
    /// Named by words that can be another; a sentence for whoever reads it.
    Doubtful(String),
    /// Not named.
    Unnamed,
}

/// The inrichting that the sentences name; those from `signed` on stand below the greeting.
pub fn told<'s, 'i>(all: &'s [Sentence], signed: usize, env: ReadingEnv<'i>) -> ToldPlace<'s, 'i> {
    let names = Names::of(env.inrichtingen);
    let mentions: Vec<(usize, Mention<'i>)> = all
        .iter()
        .enumerate()
        .flat_map(|(nr, sentence)| names.mentions(&sentence.text).into_iter().map(move |mention| (nr, mention)))
        .collect();
    let of = |from: usize| {
        let part = mentions.iter().filter(|(nr, _)| *nr >= from);
        mention::all_in_all(&part.map(|(_, mention)| mention.clone()).collect::<Vec<_>>())
    };
    let sentence = |one: &Inrichting| {
        let found = mentions.iter().find(|(_, m)| m.fits.as_slice() == [one]);
        found.and_then(|(nr, _)| all.get(*nr))
    };
    let place = |inrichting: &'i Inrichting, words: String| match sentence(inrichting) {
        Some(sentence) => ToldPlace::Named { inrichting, sentence, words },
        None => ToldPlace::Unnamed,
    };
    match (of(0), of(signed)) {
        (NamedInrichting::One { inrichting, words }, _)
        | (NamedInrichting::Several(_), NamedInrichting::One { inrichting, words }) => place(inrichting, words),
        (NamedInrichting::Unclear(mention), _) => ToldPlace::Doubtful(format!(
            "«{}» kan {} zijn: kies zelf de inrichting.",
            mention.words,
            listed(&mention.fits, "of")
        )),
        (NamedInrichting::Several(several), _) => ToldPlace::Doubtful(format!(
            "De tekst noemt {}: kies zelf welke inrichting dit meldt.",
            listed(&several, "en")
        )),
        (NamedInrichting::Nobody, _) => ToldPlace::Unnamed,
    }
}

/// "A, B of C".
fn listed(all: &[&Inrichting], joint: &str) -> String {
    let names: Vec<&str> = all.iter().map(|i| i.name.as_str()).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {joint} {last}", rest.join(", ")),
        Some(_) | None => names.concat(),
    }
}
