//! The words that the gate goes by, read once from `assets/poort` into types; every fault in them is told at
//! once, and a gate without its words does not open.

mod named;
mod usage;

use self::usage::{Usage, read_usage};
use super::{
    phrase::PhraseList,
    policy::{Policy, read_policy},
    weights::{Weights, read_weights},
    word_list::WordList,
    word_set::{LetterPairs, WordSet},
};
use crate::{
    domain::{error::Result, fold::fold},
    rules::{
        file_error::FileError,
        toml_reader::{Table, TomlReader},
    },
};

/// All lists.
#[derive(Debug)]
pub struct Lexicon {
    /// What each channel may not carry, and why.
    pub policy: Policy,
    /// What each sign of a name weighs.
    pub weights: Weights,
    /// How words are used around what is looked for.
    pub usage: Usage,
    /// dhr, mevrouw, mr …
    pub titles: WordSet,
    /// Titles that are ordinary words as well.
    pub full_titles: WordSet,
    /// What somebody is or does.
    pub roles: WordSet,
    /// Of those who answers for a ward: "teamleider Vecht".
    pub ward_heads: WordSet,
    /// The same, short: pt, mdw.
    pub short_roles: WordSet,
    /// Fields of work, with a capital and yet no name.
    pub fields: WordSet,
    /// van, de, el …
    pub particles: WordSet,
    /// naam, heet, genaamd …
    pub labels: WordSet,
    /// What somebody does or undergoes, behind a name.
    pub acts: WordSet,
    /// Of those what nobody but a person does.
    pub human_acts: WordSet,
    /// What nobody but a person undergoes, further on in the sentence.
    pub undergone: WordSet,
    /// Before "met", "door", "aan" and a person.
    pub talks: WordSet,
    /// What is done to somebody, before the name: "zoekt".
    pub sought: WordSet,
    /// Of what is done with somebody, what is done with no firm: "gevochten met".
    pub fights: WordSet,
    /// Firms that are called after somebody.
    pub firms: WordSet,
    /// Before what somebody signs in with.
    pub accounts: WordSet,
    /// What is somebody's: "Bakkers advocaat".
    pub belongings: WordSet,
    /// Begins of a surname in one word: "Elkhatib", "Devries".
    joined_heads: WordSet,
    /// How surnames end that are in no list.
    surname_endings: WordSet,
    /// What is called something and is no person.
    pub exercises: WordSet,
    /// Before a name these make a business, a book or a storm of it.
    pub businesses: WordSet,
    /// What begins no name.
    pub quiet: WordSet,
    /// What a letter ends with, before its signature.
    pub greetings: WordSet,
    /// What heads a section, behind its letter.
    pub sections: WordSet,
    /// Months, in order.
    pub months: Vec<String>,
    /// The first two letters of their names, also of the shortened ones.
    pub month_begins: LetterPairs,
    /// Abbreviations of single small letters.
    pub abbreviations: PhraseList,
    /// The same in capitals: houses and offices.
    pub offices_short: PhraseList,
    /// What makes the word behind it a thing.
    pub thing_before: WordSet,
    /// What makes a town of the word behind it.
    pub place_before: WordSet,
    /// Offices that a town belongs to: "burgemeester van".
    pub offices: WordSet,
    /// Who looks for somebody: then "naar" goes to no place.
    pub seekers: WordSet,
    /// Names of houses, papers, shops and streets.
    pub organisations: PhraseList,
    /// Towns and regions.
    pub places: WordSet,
    /// Streets of inrichtingen.
    pub streets: PhraseList,
    /// afdeling, unit, kamer …
    pub wards: WordSet,
    /// Numbers that anybody may have, digits only.
    pub phones: Vec<String>,
    /// Series of number plates: `X` a letter, `9` a digit.
    pub plates: Vec<String>,
    /// Cars, and what is done with them.
    pub vehicles: WordSet,
    /// Before letters and digits these make a key or a lock of them.
    pub locks: WordSet,
    /// What has years and is nobody.
    pub aged_things: WordSet,
    /// Mailboxes of a function.
    pub mailboxes: WordSet,
    /// Domains that hold no persons.
    pub mail_domains: Vec<String>,
    /// Diagnoses, states, medicines.
    pub health: PhraseList,
    /// What happened, as the matrix calls it.
    pub events: PhraseList,
    /// Injuries.
    pub injuries: PhraseList,
    /// What somebody did or got before.
    pub criminal: PhraseList,
    /// Kinds of offences.
    pub offences: PhraseList,
    /// What a judge makes of somebody: with an offence behind it, their past.
    pub verdicts: WordSet,
    /// What somebody sits for, and what may stand between that and the offence.
    pub served: WordSet,
    /// See there.
    pub served_between: WordSet,
    /// What somebody did to another: with a year of old, their past.
    pub deeds: WordSet,
    /// Who works with a language, whose name is no origin: "de Russische tolk".
    pub tongues: WordSet,
    /// What is done with a thing that was found: then a medicine is contraband.
    pub contraband: WordSet,
    /// Streets that no ending tells.
    pub bare_streets: WordSet,
    /// Faith, origin, orientation, children.
    pub special: PhraseList,
    /// Where a family came from, with a person behind it.
    pub origins: PhraseList,
    /// Given names that are words: they count in company only.
    pub given_words: WordSet,
    /// Surnames that are words.
    pub surname_words: WordSet,
    /// Given names that are no words.
    given: WordList,
    /// Surnames that are no words, or look like a compound of two.
    surnames: WordList,
    /// Ordinary words.
    ordinary: WordList,
}

/// What is longer is no word, whatever it is made of.
const LONGEST_WORD: usize = 48;

const POLICY: (&str, &str) = ("poort/beleid.toml", include_str!("../../../assets/poort/beleid.toml"));
const WORDS: (&str, &str) = ("poort/woorden.toml", include_str!("../../../assets/poort/woorden.toml"));
const NAMES: (&str, &str) = ("poort/namen.toml", include_str!("../../../assets/poort/namen.toml"));
const USAGE: (&str, &str) = ("poort/gebruik.toml", include_str!("../../../assets/poort/gebruik.toml"));
const ORDINARY: &str = include_str!("../../../assets/poort/gewoon.txt");
const GIVEN: &str = include_str!("../../../assets/poort/voornamen.txt");
const SURNAMES: &str = include_str!("../../../assets/poort/achternamen.txt");

impl Lexicon {
    /// The lists of the program itself.
    ///
    /// # Errors
    /// With every fault in them.
    pub fn embedded() -> Result<Self> {
        Self::parse(POLICY.1, WORDS.1, NAMES.1, USAGE.1)
    }

    /// Reads the four texts; all faults at once.
    ///
    /// # Errors
    /// With every fault in them.
    pub fn parse(policy: &str, words: &str, names: &str, usage: &str) -> Result<Self> {
        let texts = [(POLICY.0, policy), (WORDS.0, words), (NAMES.0, names), (USAGE.0, usage)];
        let readers = texts.map(|(name, text)| TomlReader::new(name, text));
        let parsed = readers.each_ref().map(TomlReader::parse);
        let lexicon = {
            let [policy, words, names, usage] =
                [0, 1, 2, 3].map(|i| Table::new(&readers[i], "", parsed[i].get_ref(), 0));
            read(&policy, &words, &names, &usage)
        };
        let errors: Vec<FileError> = readers.into_iter().flat_map(TomlReader::finish).collect();
        match lexicon {
            Some(lexicon) if errors.is_empty() => Ok(lexicon),
            Some(_) | None => Err(FileError::combine("Het materiaal van de kanaalpoort", &errors)
                .hint("Zonder dit materiaal gaat er niets uit.")),
        }
    }

    /// True for an ordinary Dutch word, also a compound of two.
    pub fn is_ordinary(&self, word: &str) -> bool {
        if word.chars().count() <= 8 {
            return self.ordinary.contains(word) && !self.given.contains(word);
        }
        if self.surnames.contains(word) || self.given.contains(word) {
            return false;
        }
        if self.ordinary.contains(word) {
            return true;
        }
        if self.has_shape_of_surname(word) {
            return false;
        }
        if word.len() > LONGEST_WORD {
            return false;
        }
        if self.usage.surname_shapes.end(word) && !self.usage.no_surname_shapes.end(word) {
            return false;
        }
        if self.usage.word_endings.end(word) {
            return true;
        }
        (2..=word.len().saturating_sub(3)).any(|at| {
            let (Some(head), Some(tail)) = (word.get(..at), word.get(at..)) else { return false };
            let head = self.part(head) || head.strip_suffix('s').is_some_and(|h| self.part(h));
            head && (self.part(tail) || (tail.len() > 8 && self.is_ordinary(tail)))
        })
    }

    /// True for a word of the list itself, not for a compound of two.
    pub fn is_listed(&self, word: &str) -> bool {
        self.ordinary.contains(word)
    }

    /// True where a word says what kind of body something is, or what its work is, by its ending; and for a tree, after which
    /// houses and wards are called.
    pub fn is_body(&self, word: &str) -> bool {
        (word.len() > 4 && self.usage.body_endings.end(word)) || self.usage.trees.contains(word)
    }

    fn part(&self, word: &str) -> bool {
        word.len() >= 3 && self.ordinary.contains(word) || self.usage.word_heads.contains(word)
    }
}

#[expect(clippy::too_many_lines, reason = "one row a list of words")]
fn read(policy: &Table<'_>, words: &Table<'_>, names: &Table<'_>, usage: &Table<'_>) -> Option<Lexicon> {
    let policy = read_policy(policy);
    let usage = read_usage(usage);
    let weights = words.table("gewicht", "gewicht").and_then(|t| read_weights(&t));
    let name = words.table("naam", "naam");
    let thing = words.table("ding", "ding");
    let free = words.table("vrij", "vrij");
    let number = words.table("nummer", "nummer");
    let health = words.table("gezondheid", "gezondheid");
    let criminal = words.table("strafrecht", "strafrecht");
    let special = words.table("bijzonder", "bijzonder");
    let (given_words, surname_words) = (set(names, "voornamen_gewoon"), set(names, "achternamen_gewoon"));
    let (name, thing, free, number) = (name?, thing?, free?, number?);
    let (health, criminal, special) = (health?, criminal?, special?);
    let months: Vec<String> = name.texts("maanden").into_iter().map(|(t, _)| fold(t)).collect();
    Some(Lexicon {
        policy,
        weights: weights?,
        usage: usage?,
        titles: set(&name, "titels"),
        full_titles: set(&name, "titels_voluit"),
        roles: set(&name, "rollen"),
        ward_heads: set(&name, "hoofd_van_afdeling"),
        short_roles: set(&name, "rollen_kort"),
        fields: set(&name, "vakken"),
        particles: set(&name, "tussenvoegsels"),
        labels: set(&name, "etiketten"),
        acts: set(&name, "doet"),
        human_acts: set(&name, "doet_een_mens"),
        undergone: set(&name, "overkomt_een_mens"),
        talks: set(&name, "spreekt_met"),
        sought: set(&name, "treft_iemand"),
        fights: set(&name, "vecht_met"),
        firms: set(&name, "firmas"),
        accounts: set(&name, "accountwoorden"),
        belongings: set(&name, "van_iemand"),
        joined_heads: set(&name, "aaneen"),
        surname_endings: set(&name, "achternaamslot"),
        exercises: set(&name, "oefeningen"),
        businesses: set(&name, "zaken"),
        quiet: set(&name, "stil"),
        greetings: set(&name, "groeten"),
        sections: set(&name, "koppen"),
        month_begins: month_begins(&months),
        months,
        abbreviations: phrases(&name, "afkortingen"),
        offices_short: phrases(&name, "afkortingen_groot"),
        thing_before: set(&thing, "voor"),
        place_before: set(&thing, "plaats_voor"),
        offices: set(&thing, "ambt"),
        seekers: set(&thing, "zoekt"),
        organisations: phrases(&free, "organisaties"),
        places: set(&free, "plaatsen"),
        streets: phrases(&free, "straten"),
        wards: set(&free, "wijkwoorden"),
        phones: free
            .texts("telefoons")
            .into_iter()
            .map(|(t, _)| t.chars().filter(char::is_ascii_digit).collect())
            .collect(),
        plates: number.texts("kentekens").into_iter().map(|(t, _)| t.to_owned()).collect(),
        vehicles: set(&number, "voertuigen"),
        locks: set(&number, "geen_kenteken"),
        aged_things: set(&number, "dingen_met_jaren"),
        mailboxes: set(&free, "postvakken"),
        mail_domains: free.texts("postdomeinen").into_iter().map(|(t, _)| t.to_lowercase()).collect(),
        health: phrases(&health, "zinnen"),
        events: phrases(&health, "voorvalwoorden"),
        injuries: phrases(&health, "letsel"),
        criminal: phrases(&criminal, "zinnen"),
        offences: phrases(&criminal, "delicten"),
        verdicts: set(&criminal, "straft"),
        served: set(&criminal, "zit_voor"),
        served_between: set(&criminal, "zit_tussen"),
        deeds: set(&criminal, "daden"),
        tongues: set(&special, "taalwerk"),
        contraband: set(&health, "vondst"),
        bare_streets: set(&free, "straten_zonder_slot"),
        special: phrases(&special, "zinnen"),
        origins: phrases(&special, "herkomst"),
        given_words,
        surname_words,
        given: WordList::new(GIVEN),
        surnames: WordList::new(SURNAMES),
        ordinary: WordList::new(ORDINARY),
    })
}

/// The first two letters of months, and of "mrt".
fn month_begins(months: &[String]) -> LetterPairs {
    let mut begins = LetterPairs::default();
    for name in months.iter().map(String::as_str).chain(["mrt"]) {
        if let Some([one, other]) = name.as_bytes().first_chunk() {
            begins.add(*one, *other);
        }
    }
    begins
}

fn set(table: &Table<'_>, field: &'static str) -> WordSet {
    let mut found = WordSet::default();
    for (text, at) in table.texts(field) {
        if !found.insert(fold(text)) {
            table.error_at(at, field, format!("«{text}» staat er twee keer."));
        }
    }
    found
}

fn phrases(table: &Table<'_>, field: &'static str) -> PhraseList {
    let mut list = PhraseList::default();
    for (text, at) in table.texts(field) {
        if !list.add(text) {
            table.error_at(at, field, format!("«{text}» zegt niet wat gezocht wordt."));
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_are_sought_in_as_they_stand_are_in_order() {
        let lists = [ORDINARY, GIVEN, SURNAMES].map(WordList::new);
        for list in &lists {
            assert_eq!(list.out_of_order(), None);
        }
        let [ordinary, given, surnames] = lists;
        assert!(ordinary.contains("aa") && ordinary.contains("zwoegt") && given.contains("jan"));
        assert!(!ordinary.contains("") && !ordinary.contains("# Ordinary") && !surnames.contains("zzz"));
    }

    #[test]
    fn material_with_faults_opens_no_gate_and_tells_them_all() {
        let policy = POLICY.1.replace("sms = [\"naam\",", "sms = [\"name\",");
        let words = WORDS.1.replacen("\"psychose\"", "\"**\"", 1);
        let names = format!("{}\nbijnamen = [\"x\"]\n", NAMES.1);
        let error = Lexicon::parse(&policy, &words, &names, USAGE.1).err().map(|e| e.to_string()).unwrap_or_default();
        for part in ["3 fouten", "beleid.toml", "«name»", "woorden.toml", "«**»", "namen.toml", "bijnamen", "niets uit"]
        {
            assert!(error.contains(part), "{part}: {error}");
        }
    }
}
