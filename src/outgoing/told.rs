//! Which facts a message may tell: those that count, say something to its reader, were not overtaken by the end, and of which
//! no other source says something else. Where sources differ and nobody chose, a message tells neither.

use super::{denial::denies_media, desk_note::is_desk_note, ending::Ending};
use crate::{
    domain::{
        feit::{Feit, FeitNumber, FeitStatus, Topic},
        moment::{ClockDay, Moment},
        tegenspraak::Tegenspraak,
    },
    judge::{
        case_rule::CaseRule,
        speech,
        tegenspraak::{changed_since, tegenspraken},
    },
    log::zaak::Zaak,
    rules::feature::Features,
};

/// What may be told of a case.
#[derive(Debug, Clone)]
pub(super) struct MayTell<'a> {
    /// The case.
    pub zaak: &'a Zaak,
    /// Its rule.
    pub case: CaseRule<'a>,
    /// How it ended.
    pub ending: Option<Ending<'a>>,
    disputes: Vec<Tegenspraak>,
    /// What was so until something else came true.
    changed: Vec<FeitNumber>,
}

impl<'a> MayTell<'a> {
    pub fn of(zaak: &'a Zaak, case: CaseRule<'a>) -> Self {
        let asked = |number: &FeitNumber| zaak.feiten.iter().find(|f| f.number == *number)?.asked.as_ref();
        let mut disputes = tegenspraken(zaak);
        // Of two answers to one question the last counts.
        disputes.retain(|dispute| match dispute {
            Tegenspraak::Feiten { earlier, later, .. } => {
                asked(earlier).zip(asked(later)).is_none_or(|(one, other)| one.question != other.question)
            }
            Tegenspraak::Time { .. } => false,
        });
        Self { zaak, case, ending: Ending::of(zaak, case), disputes, changed: changed_since(zaak) }
    }

    /// The facts about a subject.
    pub fn about(&self, topic: Topic) -> Vec<&'a Feit> {
        self.zaak.feiten_about(topic).filter(|feit| self.may_tell(feit)).collect()
    }

    /// True where a message may tell this fact.
    pub fn may_tell(&self, feit: &Feit) -> bool {
        says(feit) && !self.is_hidden(feit) && !self.ending.is_some_and(|ending| ending.overtakes(feit))
    }

    /// True where another source says something else and nobody chose.
    pub fn is_disputed(&self, feit: &Feit) -> bool {
        self.disputes_of(feit).next().is_some()
    }

    /// True where a message leaves a fact out for that, or as what was noted since says otherwise. That only the time is in doubt
    /// leaves out the time alone, where it does not stand in the words.
    pub fn is_hidden(&self, feit: &Feit) -> bool {
        self.is_denied_since(feit)
            || self.changed.contains(&feit.number)
            || self.disputes_of(feit).any(|about| !Features::built_in().is_about_time(about) || names_a_time(feit))
    }

    /// "Geen media-aandacht bekend" is over once somebody told of the media in words of his own.
    fn is_denied_since(&self, feit: &Feit) -> bool {
        let denies = |feit: &Feit| denies_media(feit.text.read());
        let in_own_words = |feit: &Feit| feit.asked.as_ref().is_none_or(|asked| asked.choice.is_none());
        let tells = |other: &Feit| other.number > feit.number && in_own_words(other) && says(other) && !denies(other);
        feit.topic == Topic::Media
            && !in_own_words(feit)
            && denies(feit)
            && self.zaak.feiten_about(Topic::Media).any(tells)
    }

    /// When it happened, as far as no source says otherwise.
    pub fn when(&self, feit: &Feit) -> Option<Moment> {
        feit.happened.filter(|_| !self.is_disputed(feit))
    }

    fn disputes_of<'b>(&'b self, feit: &'b Feit) -> impl Iterator<Item = &'b str> {
        self.disputes.iter().filter_map(|dispute| match dispute {
            Tegenspraak::Feiten { about, earlier, later } => {
                [*earlier, *later].contains(&feit.number).then_some(about.as_str())
            }
            Tegenspraak::Time { .. } => None,
        })
    }

    /// About what sources differ, each once.
    pub fn disputed(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        for dispute in &self.disputes {
            if let Tegenspraak::Feiten { about, .. } = dispute
                && !all.contains(&about.as_str())
            {
                all.push(about);
            }
        }
        all
    }
}

/// The clock times that stand in its words, as `02.35`.
fn clocks(feit: &Feit) -> Vec<String> {
    let text = speech::cleaned(feit.text.read());
    let words: Vec<&str> = text.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let timed = words.iter().zip(words.iter().skip(1)).filter(|(_, unit)| **unit == "uur").map(|(word, _)| *word);
    timed.filter(|word| word.starts_with(|c: char| c.is_ascii_digit())).map(str::to_owned).collect()
}

/// True where a clock time stands in its words.
fn names_a_time(feit: &Feit) -> bool {
    !clocks(feit).is_empty()
}

/// The last of the times in its words, as of what happened before they were noted.
pub(super) fn time_in_words(feit: &Feit) -> Option<Moment> {
    let read = |clock: String| Moment::parse_on(&clock.replace('.', ":"), Some((feit.at, ClockDay::Past))).ok();
    clocks(feit).into_iter().filter_map(read).map(|read| read.moment).max()
}

/// True for a fact that says something to the reader of a message.
pub(super) fn says(feit: &Feit) -> bool {
    let is_known = feit.status.counted() && feit.status != FeitStatus::Unknown;
    is_known && feit.text.filled().is_some() && !is_desk_note(feit)
}
