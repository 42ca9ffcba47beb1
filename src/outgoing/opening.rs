//! The first sentence of a message: what happened, where and when. Where the row holds too much to say what it was,
//! the sentence ends with the first thing that happened, and the message does not tell that a second time.

use super::{
    picture::FeitLine,
    sentence::{sentence, within},
};
use crate::{
    domain::{
        feit::{Feit, FeitStatus, Topic},
        moment::Moment,
        sanitize,
    },
    judge::{case_rule::CaseRule, gaps},
    log::zaak::Zaak,
};

/// No longer is what happened within the sentence, in characters.
pub(super) const LONGEST: usize = 160;

/// The sentence, and what of the facts it tells whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSentence {
    /// The sentence.
    pub text: String,
    /// The fact that is told whole, at the time the sentence begins with.
    pub told: Option<FeitLine>,
}

impl FirstSentence {
    /// What happened, where and when; `closer` is what is known of the place beyond the inrichting.
    pub fn of(zaak: &Zaak, case: CaseRule<'_>, place: &str, closer: Option<&str>) -> Self {
        let when = zaak.times.voorval.map_or_else(|| gaps::marker("voorval"), Moment::in_words);
        let mut told = None;
        let what = match case.rule() {
            None => format!("gebeurde in {place} {}", gaps::marker("incident")),
            Some(rule) => rule.opening.as_ref().map_or_else(
                || {
                    format!("was er in {place} een voorval in de categorie «{}»", rule.category.public)
                        .replace(['«', '»'], "'")
                },
                |opening| {
                    let event = opening.before_event(place, closer).zip(event(zaak));
                    event.map_or_else(
                        || opening.at(place, closer),
                        |(before, event)| {
                            let text = format!("{before}: {}", within(event.words()));
                            told = event.told_whole(zaak);
                            text
                        },
                    )
                },
            ),
        };
        Self { text: format!("Op {when} {what}."), told }
    }
}

/// The fact about what happened that the sentence ends with.
struct Event<'a> {
    feit: &'a Feit,
    text: String,
}

impl Event<'_> {
    /// Its first sentence, as the end of another.
    fn words(&self) -> &str {
        self.text.split(". ").next().unwrap_or_default().trim().trim_end_matches(['.', ':'])
    }

    /// The line of the fact where the sentence leaves nothing of it out.
    fn told_whole(&self, zaak: &Zaak) -> Option<FeitLine> {
        let is_whole = self.text.trim().trim_end_matches('.') == self.words();
        let at_the_time = self.feit.happened.is_none_or(|at| Some(at) == zaak.times.voorval);
        (is_whole && at_the_time).then(|| FeitLine { text: sentence(&self.text), time: None })
    }
}

/// What happened at the time of the case, else the first thing that did; nothing where nobody told it, or in too many
/// words.
fn event(zaak: &Zaak) -> Option<Event<'_>> {
    let told = zaak.feiten_about(Topic::Event).filter(|f| f.status != FeitStatus::Unknown);
    let other_time = |f: &Feit| f.happened.is_some_and(|at| Some(at) != zaak.times.voorval);
    let feit = told.min_by_key(|f| (other_time(f), f.told_at(), f.number))?;
    let event = Event { feit, text: sanitize::line(feit.text.filled()?) };
    (1..=LONGEST).contains(&event.words().chars().count()).then_some(event)
}
