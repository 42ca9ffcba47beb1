//! The inrichtingen as data with a peildatum, found by the names people really use. The list is a
//! help and excludes nothing: a name that is not in it is kept as it was given.

mod nearest;
pub mod place_words;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use place_words::PLACE_WORDS;

use super::{
    error::{Error, Result},
    fold::fold,
    sanitize,
    sector::Sector,
    text::Vertrouwelijk,
};

/// Who runs the inrichting. The laws under which they stand know both everywhere: the Beginselenwet verpleging ter beschikking
/// gestelden and the Beginselenwet justitiële jeugdinrichtingen each tell those of the state from private ones. Whether it
/// matters is said by a book, at the step or the term where it does; a book that says nothing of it treats both alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ownership {
    /// Run by the state.
    #[serde(rename = "rijks")]
    State,
    /// Run by a private body.
    #[serde(rename = "particulier")]
    Private,
}

impl Ownership {
    /// The word in verbs and on screen.
    pub const fn word(self) -> &'static str {
        match self {
            Self::State => "rijks",
            Self::Private => "particulier",
        }
    }
}

impl FromStr for Ownership {
    type Err = Error;

    fn from_str(s: &str) -> Result<Self> {
        [Self::State, Self::Private]
            .into_iter()
            .find(|b| b.word() == s.trim())
            .ok_or_else(|| Error::usage(format!("«{}» is geen beheer.", s.trim())).hint("Kies rijks of particulier."))
    }
}

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Inrichting {
    /// The name as reports write it.
    #[serde(rename = "naam")]
    pub name: String,
    /// Where it stands.
    #[serde(rename = "plaats")]
    pub place: String,
    /// Who runs it.
    #[serde(rename = "beheer")]
    pub ownership: Ownership,
    /// The sector it belongs to, where that is known: each has a meldingsinstructie of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// Other ways to write the name.
    #[serde(rename = "aliassen")]
    pub aliases: Vec<String>,
}

/// An alias of no more letters is an abbreviation.
const ABBREVIATION: usize = 4;

impl Inrichting {
    /// The first of its aliases that is shorter than its name and no abbreviation.
    pub fn short_name(&self) -> Option<&str> {
        let letters = |text: &str| text.chars().count();
        let fits = |alias: &&String| (ABBREVIATION + 1..letters(&self.name)).contains(&letters(alias));
        self.aliases.iter().find(fits).map(String::as_str)
    }

    /// What kind of place it is, by the words with which people say that.
    pub fn kind_words(&self) -> String {
        format!("{} {}", PLACE_WORDS.in_general, self.sector.as_ref().map(Sector::label).unwrap_or_default())
    }

    /// True where words were written that say something else than which inrichting it is.
    pub fn leaves_words_of(&self, written: &str) -> bool {
        let own = std::iter::once(&self.name).chain(&self.aliases).chain([&self.place]).map(|n| fold(n));
        let own = own.collect::<Vec<_>>().join(" ");
        let says = |word: &str| own.split(' ').any(|o| o.starts_with(word)) || PLACE_WORDS.beside.contains(&word);
        !fold(written).split(' ').all(says)
    }
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plek {
    /// An inrichting of the list, by the name reports write.
    #[serde(rename = "bekend")]
    Known(String),
    /// What was written and is in no list: that can be anything, a person's name too.
    #[serde(rename = "anders")]
    Other(Vertrouwelijk),
}

impl Plek {
    /// What was written, before anybody looked it up.
    pub fn written(text: &str) -> Option<Self> {
        let text = sanitize::line(text);
        (!text.is_empty()).then(|| Self::Other(Vertrouwelijk::new(&text)))
    }

    /// Destroys what somebody wrote; the name of a known inrichting is no secret.
    pub fn purge(&mut self) {
        match self {
            Self::Known(_) => {}
            Self::Other(text) => text.purge(),
        }
    }

    /// True for words that stand in no list: of which sector it is, and so which book counts, nobody knows.
    pub const fn is_unlisted(&self) -> bool {
        matches!(self, Self::Other(_))
    }

    /// The words to show.
    pub fn label(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Other(text) => text.read(),
        }
    }
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inrichtingen(Vec<Listed>);

/// An entry with the words it is recognised by, made once: every call and every recipient is held against all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    inrichting: Inrichting,
    /// Of its name and its aliases what distinguishes it.
    names: Vec<String>,
    /// Of the town it stands in.
    place: String,
}

impl From<Inrichting> for Listed {
    fn from(inrichting: Inrichting) -> Self {
        let names = std::iter::once(&inrichting.name).chain(&inrichting.aliases).map(|n| essence(n)).collect();
        Self { names, place: essence(&inrichting.place), inrichting }
    }
}

impl Inrichtingen {
    /// Takes the entries in the order of the file.
    pub fn new(list: Vec<Inrichting>) -> Self {
        Self(list.into_iter().map(Listed::from).collect())
    }

    /// These entries and those of `own`; an own entry of the same name takes the place of the other.
    #[must_use]
    pub fn with(mut self, own: Self) -> Self {
        for i in own.0 {
            self.0.retain(|j| j.inrichting.name != i.inrichting.name);
            self.0.push(i);
        }
        self
    }

    /// All entries.
    pub fn all(&self) -> impl Iterator<Item = &Inrichting> {
        self.0.iter().map(|i| &i.inrichting)
    }

    /// The entry of that exact name.
    pub fn by_name(&self, name: &str) -> Option<&Inrichting> {
        self.all().find(|i| i.name == name)
    }

    /// The entry that a written name stands for: the name or an alias, whatever the case and the
    /// articles and the accents; else the only one of which the written words are the beginnings, or
    /// whose whole name stands in them. `None` when two entries fit equally well: nothing is guessed.
    pub fn recognise(&self, written: &str) -> Option<&Inrichting> {
        let sought = essence(written);
        if sought.is_empty() {
            return None;
        }
        let one = |test: &dyn Fn(&str) -> bool| {
            let mut hits = self.0.iter().filter(|i| i.names.iter().any(|n| test(n)));
            hits.next().filter(|_| hits.next().is_none()).map(|i| &i.inrichting)
        };
        if !sought.split(' ').any(tells_apart) {
            return None;
        }
        // A town is not an inrichting: there are other buildings in it.
        let is_town = self.0.iter().any(|i| i.place == sought);
        one(&|n| n == sought).or_else(|| if is_town { None } else { one(&|n| resembles(n, &sought)) })
    }

    /// The place that was meant by what was written, where it can be no other.
    ///
    /// # Errors
    /// When several inrichtingen have these words; it names them. When more was written than a name: that may say
    /// something else.
    pub fn meant(&self, written: &str) -> Result<Option<Plek>> {
        if let Some(name) = self.recognise(written).filter(|i| i.leaves_words_of(written)).map(|i| &i.name) {
            return Err(Error::usage(format!("«{}» zegt meer dan een naam.", sanitize::line(written))).hint(format!(
                "Is het {name}, schrijf dan alleen die naam; schrijf het andere bij wat er is gebeurd."
            )));
        }
        let fitting = self.fitting(written);
        if self.recognise(written).is_some() || fitting.len() < 2 {
            return Ok(self.plek(written));
        }
        let names: Vec<&str> = fitting.iter().take(NAMED).map(|i| i.name.as_str()).collect();
        let more = fitting.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" en nog {more}") } else { String::new() };
        Err(Error::usage(format!("«{}» past bij {}{more}.", sanitize::line(written), names.join(", ")))
            .hint("Schrijf de naam van één inrichting."))
    }

    /// The entries with all these words, or words that begin so, in a name or in what kind they are.
    fn fitting(&self, written: &str) -> Vec<&Inrichting> {
        let words = fold(written);
        let has = |i: &&Inrichting| {
            let own = std::iter::once(i.name.as_str()).chain(i.aliases.iter().map(String::as_str)).map(fold);
            let own = format!("{} {}", own.collect::<Vec<_>>().join(" "), fold(&i.kind_words()));
            words.split(' ').all(|word| own.split(' ').any(|o| o.starts_with(word)))
        };
        if words.is_empty() { Vec::new() } else { self.all().filter(has).collect() }
    }

    /// The place that was meant by what was written.
    pub fn plek(&self, written: &str) -> Option<Plek> {
        let clean = sanitize::line(written);
        self.recognise(&clean).map(|i| Plek::Known(i.name.clone())).or_else(|| Plek::written(&clean))
    }
}

/// So many inrichtingen a sentence names.
const NAMED: usize = 4;

/// True for a word by which one inrichting is told from another.
fn tells_apart(word: &str) -> bool {
    word.chars().count() > 1 && !PLACE_WORDS.common.contains(&word)
}

/// How many letters a word must have before its beginning says anything.
const BEGIN: usize = 4;

/// True when every written word begins a word of the name, or every word of the name was written.
fn resembles(name: &str, sought: &str) -> bool {
    let starts = |word: &str| name.split(' ').any(|n| n == word || (word.len() >= BEGIN && n.starts_with(word)));
    let written = |word: &str| sought.split(' ').any(|g| g == word);
    sought.split(' ').all(starts) || name.split(' ').all(written)
}

/// Lower case without articles, kinds and punctuation: what is left distinguishes.
fn essence(name: &str) -> String {
    fold(name).split(' ').filter(|w| !PLACE_WORDS.left_out.contains(w)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Inrichtingen {
        let one = |name: &str, place: &str, aliases: &[&str]| Inrichting {
            name: name.to_owned(),
            place: place.to_owned(),
            ownership: Ownership::Private,
            sector: None,
            aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        };
        Inrichtingen::new(vec![
            one("FPC de Kijvelanden", "Poortugaal", &["Kijf", "Fivoor Kijvelanden"]),
            one("FPC Pompestichting", "Nijmegen", &["Pompekliniek", "Pompestichting Nijmegen"]),
            one("RJJI De Hunnerberg", "Nijmegen", &["Hunnerberg"]),
            one("FPK Inforsa Noord", "Amsterdam", &[]),
            one("FPK Inforsa Zuid", "Amsterdam", &[]),
        ])
    }

    #[test]
    fn names_are_recognised_as_people_write_them_and_never_guessed() {
        let list = list();
        for (written, name) in [
            ("Kijvelanden", Some("FPC de Kijvelanden")),
            ("de kijf", Some("FPC de Kijvelanden")),
            ("DE KÍJVELANDEN", Some("FPC de Kijvelanden")),
            ("kijve", Some("FPC de Kijvelanden")),
            ("FPC de Kijvelanden, afdeling Noord", Some("FPC de Kijvelanden")),
            ("Pompe", Some("FPC Pompestichting")),
            ("Inforsa Noord", Some("FPK Inforsa Noord")),
            ("Inforsa", None),
            ("Nijmegen", None),
            ("Poortugaal", None),
            ("po", None),
            ("FPC", None),
            ("PI Vught", None),
            ("van de", None),
            ("RJJI", None),
        ] {
            assert_eq!(list.recognise(written).map(|i| i.name.as_str()), name, "{written}");
        }
    }

    #[test]
    fn words_beside_a_name_are_no_part_of_it_and_are_asked_about() {
        for (written, leaves) in [
            ("de Kijvelanden", false),
            ("kijve", false),
            ("Kijf", false),
            ("FPC de Kijvelanden te Poortugaal", false),
            ("Fivoor Kijvelanden", false),
            ("kijvelanden brand afdeling drie ontruimd", true),
            ("niet de kijvelanden maar een ander", true),
            ("kijvelanden?nee", true),
        ] {
            let list = list();
            let found = list.recognise("kijvelanden").map(|i| i.leaves_words_of(written));
            assert_eq!(found, Some(leaves), "{written}");
            assert_eq!(list.meant(written).is_err(), leaves, "{written}");
        }
    }

    #[test]
    fn what_fits_several_is_refused_with_their_names() {
        for written in ["FPK", "kliniek", "Inforsa", "inf", "f"] {
            let refused = list().meant(written).err().map(|e| e.sentence).unwrap_or_default();
            assert!(refused.contains("Inforsa Noord") || refused.contains("Kijvelanden"), "{written}: {refused}");
        }
        assert_eq!(list().meant("kijf").ok().flatten(), Some(Plek::Known("FPC de Kijvelanden".to_owned())));
        assert!(matches!(list().meant("PI Vught"), Ok(Some(Plek::Other(_)))));
        assert_eq!(list().meant(" "), Ok(None));
    }

    #[test]
    fn an_own_entry_takes_the_place_of_the_other() {
        let own = list().all().take(1).map(|i| Inrichting { ownership: Ownership::State, ..i.clone() }).collect();
        let combine = list().with(Inrichtingen::new(own));
        assert_eq!(combine.all().count(), 5);
        assert_eq!(combine.by_name("FPC de Kijvelanden").map(|i| i.ownership), Some(Ownership::State));
    }
}
