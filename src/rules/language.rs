//! How a message handles what somebody said or wrote in a form: which sentences are speech, which words make a sentence,
//! and how a form says yes or no. Data and no code: what people write at night is learnt from what they wrote.

use std::sync::LazyLock;

use super::{
    feature::{phrases, phrases_or_none},
    file_error::FileError,
    toml_reader::{Table, TomlReader},
};
use crate::domain::fold::fold;

const BUILT_IN: &str = include_str!("../../assets/rules/taal.toml");

/// The words that a message goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// What a sentence begins with that does not say of whom it speaks.
    pub pointing: Vec<String>,
    /// Words that stand for somebody who was named before.
    pub pronouns: Vec<String>,
    /// Who may have been named, beside those of `who`; also as the end of a longer word.
    pub persons: Vec<String>,
    /// Before a word for somebody these make another one of him.
    pub another: Vec<String>,
    /// Abbreviations that something always follows, folded and without their last full stop.
    pub shortened: Vec<String>,
    /// Forms of verbs that make a sentence of words.
    pub verbs: Vec<String>,
    /// What goes on, and how the same is told once it is over.
    pub past: Vec<(String, String)>,
    /// How a form says yes.
    pub yes: Vec<String>,
    /// How a form says no.
    pub no: Vec<String>,
    /// What may join the words that a form says beside yes or no: when, by whom, where.
    pub beside: Vec<String>,
    /// Who and where those may be, beside the bodies of a book and the inrichtingen.
    pub beside_who: Vec<String>,
    /// What may stand besides behind a word that says how somebody left or came back.
    pub beside_how: Vec<String>,
    /// That there is none of what a question of the call asks for.
    pub nothing: Vec<String>,
    /// How a form says that nobody knows it yet.
    pub unknown: Vec<String>,
    /// What may stand around that.
    pub around_unknown: Vec<String>,
    /// How a form says that what is asked does not apply.
    pub says_nothing: Vec<String>,
    /// Words that change nothing of what is said.
    pub articles: Vec<String>,
    /// With these a fact says that something was not so when it was noted.
    pub not_yet: Vec<String>,
    /// With these a fact about the outcome says that nothing is known of it.
    pub no_outcome: Vec<String>,
    /// Of whom or what this is said it lasts when the event is over.
    pub lasting: Vec<String>,
    /// Words for who and where, which say of no row what happened.
    pub who: Vec<String>,
    /// Words for whom who did it did it to: himself.
    pub to_self: Vec<String>,
    /// Words of the name of a row that choose none by themselves.
    pub weak: Vec<String>,
    /// How the line begins under which the writer of a mail and the house stand.
    pub greetings: Vec<String>,
    /// How words for the media and what they do begin.
    pub media: Vec<String>,
    /// Words of a sentence about the mail itself.
    pub about_the_mail: Vec<String>,
    /// Words of a sentence that says how to fill in a form.
    pub how_to_fill_in: Vec<String>,
    /// Headers that a mail program copies above an older mail.
    pub copied_headers: Vec<String>,
    /// Words before a word that deny it.
    pub denials: Vec<String>,
    /// Words that tell of a death.
    pub death: Vec<String>,
    /// Behind such a word the sentence starts anew.
    pub anew: Vec<String>,
    /// How a sentence begins that tells what could be.
    pub supposing: Vec<String>,
    /// How it begins where it does not although it looks so.
    pub not_supposing: Vec<String>,
    /// With which a word begins that says behind "niet" that somebody did not come.
    pub came_back: Vec<String>,
    /// A line with one of these tells on purpose what was said before.
    pub told_as_past: Vec<String>,
    /// The channels by which something went: that word says nothing of anybody.
    pub channels: Vec<String>,
    /// The desk, at the head of a note that it phones.
    pub phone_desk: Vec<String>,
    /// The inrichting there, beside what that is called.
    pub phone_others: Vec<String>,
    /// What they do.
    pub phones: Vec<String>,
    /// With what the rest of such a note begins where nobody else is phoned.
    pub phone_when: Vec<String>,
    /// What may stand beside a time in such a note.
    pub phone_beside: Vec<String>,
    /// Words around a time.
    pub around_a_time: Vec<String>,
    /// How such a note begins where who phones stands at its end.
    pub phone_after: Vec<String>,
    /// What may stand before the words of an answer and says nothing else: "door aanhouding".
    pub before_an_answer: Vec<String>,
    /// With what a word begins that tells what was done.
    pub done: Vec<String>,
    /// With what the words behind yes or no begin that need no bracket.
    pub with_its_word: Vec<String>,
    /// Words of who phoned about what was to come on paper, or was promised it.
    pub phoned: Vec<String>,
}

impl Language {
    /// The embedded words, read when they are first asked for.
    pub fn built_in() -> &'static Self {
        static LANGUAGE: LazyLock<Language> = LazyLock::new(|| {
            let reader = TomlReader::new("taal.toml", BUILT_IN);
            let tree = reader.parse();
            let read = Language::parse(&Table::new(&reader, "", tree.get_ref(), 0));
            let errors = reader.finish();
            if errors.is_empty() { read } else { FileError::in_own_data(&errors) }
        });
        &LANGUAGE
    }

    fn parse(t: &Table<'_>) -> Self {
        let past = phrases_or_none(t, "verleden");
        let past = past.chunks_exact(2).filter_map(|pair| Some((pair.first()?.clone(), pair.last()?.clone())));
        Self {
            pointing: phrases(t, "aanwijzend"),
            pronouns: phrases(t, "voornaamwoorden"),
            persons: phrases(t, "personen"),
            another: phrases(t, "een_ander"),
            shortened: phrases(t, "afkortingen"),
            verbs: phrases(t, "werkwoorden"),
            past: past.collect(),
            yes: phrases(t, "ja"),
            no: phrases(t, "nee"),
            beside: phrases(t, "erbij"),
            beside_who: phrases(t, "wie_erbij"),
            beside_how: phrases(t, "hoe_erbij"),
            nothing: phrases(t, "niets"),
            unknown: phrases(t, "onbekend"),
            around_unknown: phrases(t, "om_onbekend"),
            says_nothing: phrases(t, "zegt_niets"),
            articles: phrases(t, "lidwoorden"),
            not_yet: phrases(t, "nog_niet"),
            no_outcome: phrases(t, "geen_afloop"),
            lasting: phrases(t, "duurt"),
            who: phrases(t, "wie"),
            to_self: phrases(t, "zichzelf"),
            weak: phrases(t, "zwak"),
            greetings: phrases(t, "groeten"),
            media: phrases(t, "media"),
            about_the_mail: phrases(t, "over_de_mail"),
            how_to_fill_in: phrases(t, "invulhulp"),
            copied_headers: phrases(t, "kop_van_een_mail"),
            denials: phrases(t, "ontkent"),
            death: phrases(t, "overlijden"),
            anew: phrases(t, "opnieuw"),
            supposing: phrases(t, "veronderstelt"),
            not_supposing: phrases(t, "veronderstelt_niet"),
            came_back: phrases(t, "kwam"),
            told_as_past: phrases(t, "als_voorbij_verteld"),
            channels: phrases(t, "kanalen"),
            phone_desk: phrases(t, "belt_zelf"),
            phone_others: phrases(t, "belt_ons"),
            phones: phrases(t, "bellen"),
            phone_when: phrases(t, "wanneer_bellen"),
            phone_beside: phrases(t, "naast_bellen"),
            around_a_time: phrases(t, "om_een_tijd"),
            phone_after: phrases(t, "zodra"),
            before_an_answer: phrases(t, "voor_een_antwoord"),
            done: phrases(t, "gedaan"),
            with_its_word: phrases(t, "met_eigen_woord"),
            phoned: phrases(t, "toegezegd"),
        }
    }

    /// True where a folded sentence tells what could be.
    pub fn is_supposing(&self, plain: &str) -> bool {
        let begins = |words: &[String]| words.iter().any(|word| begins_with_word(plain, word));
        begins(&self.supposing) && !begins(&self.not_supposing)
    }

    /// True for a line of the head of an older mail: "Van: …", "Sent: …".
    pub fn is_copied_header(&self, line: &str) -> bool {
        line.split_once(':').is_some_and(|(name, _)| self.copied_headers.contains(&fold(name)))
    }

    /// True where folded words say that it was phoned about, or that it is still to come.
    pub fn promises(&self, plain: &str) -> bool {
        let padded = format!(" {plain} ");
        self.phoned.iter().any(|phrase| padded.contains(&format!(" {phrase} ")))
    }

    /// True where folded words hold a verb, so that they say something by themselves.
    pub fn has_verb(&self, plain: &str) -> bool {
        plain.split(' ').any(|word| self.verbs.iter().any(|verb| verb == word))
    }
}

/// True where a text begins with a word or words, and goes on behind them.
pub fn begins_with_word(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
}
