//! What an answer comes to for the question that was asked: one of the answers of the book, whoever pressed its key or said the
//! same in own words, with the time that stands in them; that nobody knows it; or no more than words.

use crate::{
    domain::{
        error::{Error, Result},
        feit::{Feit, FeitStatus},
        moment::Moment,
        still_ahead::{is_still_ahead, moment_in},
    },
    judge::{speech, standing},
    rules::{
        book::{CallChoice, CallQuestion},
        feature::Features,
        form_reply::{FormReply, KnownWords, says_nothing},
    },
};

/// What was said to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// One of the answers of the book, by its id.
    Choice(String),
    /// One of those, and what was said with it.
    ChoiceAnd {
        /// Its id.
        choice: String,
        /// What stands behind it: a place, a number, who.
        words: String,
    },
    /// In words of its own.
    Words(String),
    /// They do not know.
    Unknown,
}

/// What is typed when they do not know.
pub(super) const UNKNOWN: &str = "niet-bekend";

/// The answers of a question as they are typed.
pub fn answer_ids(question: &CallQuestion) -> Vec<&str> {
    question.choices.iter().map(|c| c.id.as_str()).chain([UNKNOWN]).collect()
}

/// An answer as the question takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Understood<'a> {
    /// What it comes to.
    pub meant: Meant<'a>,
    /// When it happened, as it was given, as it stands in the words, or as it was told with the same answer before.
    pub happened: Option<Moment>,
}

/// What an answer comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant<'a> {
    /// One of the answers of the book, and the fact in words.
    Choice(&'a CallChoice, String),
    /// In words of its own.
    Words(String),
    /// They do not know.
    Unknown,
}

impl Meant<'_> {
    /// The answer of the book that it is.
    pub(super) const fn choice(&self) -> Option<&CallChoice> {
        match self {
            Self::Choice(choice, _) => Some(choice),
            Self::Words(_) | Self::Unknown => None,
        }
    }
}

/// Reads what was said. `earlier` is what was said before: the same answer once more keeps the words and the time that were
/// said with it.
///
/// # Errors
/// When it is no answer to this question, or says nothing.
pub(super) fn understand<'a>(
    (said, happened): (&Said, Option<Moment>),
    question: &'a CallQuestion,
    earlier: Option<&Feit>,
    (known, now): (&KnownWords, Moment),
) -> Result<Understood<'a>> {
    let chosen = |id: &str| {
        question.choice(id).ok_or_else(|| {
            let words = answer_ids(question);
            Error::usage(format!("«{id}» is geen antwoord op deze vraag."))
                .hint(format!("Kies uit {}, of schrijf eigen woorden.", words.join(", ")))
        })
    };
    let (meant, in_words) = match said {
        Said::Unknown => (Meant::Unknown, None),
        Said::Words(words) | Said::ChoiceAnd { words, .. } if words.trim().is_empty() => {
            return Err(Error::usage("Een antwoord heeft tekst nodig.").hint("Weten zij het niet: kies «niet bekend»."));
        }
        Said::Words(words) if says_nothing(words) => (Meant::Unknown, None),
        Said::Words(words) => {
            let meant = meant(question, words, (known, now));
            let at = meant.choice().and_then(|_| moment_in(words, now, &Features::built_in().around_a_time));
            (meant, at)
        }
        Said::ChoiceAnd { choice, words } => {
            let choice = chosen(choice)?;
            (Meant::Choice(choice, choice.with_words(words)), None)
        }
        Said::Choice(id) => {
            let choice = chosen(id)?;
            (Meant::Choice(choice, choice.sentence.clone()), None)
        }
    };
    let again = earlier.filter(|feit| {
        let before = feit.asked.as_ref().and_then(|asked| asked.choice.as_deref());
        feit.status.counted() && before.is_some() && before == meant.choice().map(|choice| choice.id.as_str())
    });
    let meant = match (meant, again.and_then(|feit| feit.text.filled())) {
        (Meant::Choice(choice, text), Some(kept)) if text == choice.sentence => Meant::Choice(choice, kept.to_owned()),
        (meant @ (Meant::Choice(..) | Meant::Words(_) | Meant::Unknown), _) => meant,
    };
    let happened = happened.or(in_words).or_else(|| again?.happened);
    Ok(Understood { meant, happened })
}

/// True where own words say that nobody knows it, and what was told before is known: who does not know it takes nothing back.
pub(super) fn knows_less(said: &Said, before: Option<&Feit>) -> bool {
    let in_words = matches!(said, Said::Words(words) if says_nothing(words));
    in_words && before.is_some_and(|feit| feit.status.counted() && feit.status != FeitStatus::Unknown)
}

/// What own words come to.
fn meant<'a>(question: &'a CallQuestion, words: &str, (known, now): (&KnownWords, Moment)) -> Meant<'a> {
    let tells = question.sms_part.is_some() && standing::tells(question, words);
    let chosen = question.choice_in_words(words, known, speech::cleaned);
    let is_done = chosen.is_some() || tells || FormReply::read(words, known).is_done();
    if is_done && is_still_ahead(words, now) {
        // What is still to come has not happened.
        return Meant::Words(question.quoted(words));
    }
    match chosen {
        Some((choice, text)) => Meant::Choice(choice, text),
        // Words that say how it stands stay as they are, so that they go on saying it.
        None if tells => Meant::Words(words.to_owned()),
        None => Meant::Words(question.in_own_words(words, known, speech::cleaned)),
    }
}
