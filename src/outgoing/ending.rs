//! How a case ended, once somebody said so: the outcome that was noted, the answer that told it, or the end of an absence. From then on no
//! message says that it still goes on.

use super::sentence::{sentence, within};
use crate::{
    domain::{
        besluit::YesNo,
        feit::{Feit, FeitStatus, Topic},
        moment::Moment,
        sanitize,
    },
    judge::{case_rule::CaseRule, standing::standing},
    log::zaak::Zaak,
    rules::book::SmsPart,
};

/// How a case ended.
#[derive(Debug, Clone, Copy)]
pub struct Ending<'a> {
    zaak: &'a Zaak,
    /// When the absence ended.
    at: Option<Moment>,
    /// The outcome that was told last.
    outcome: Option<&'a Feit>,
}

impl<'a> Ending<'a> {
    /// The end of a case; `None` while nobody told one.
    pub fn of(zaak: &'a Zaak, case: CaseRule<'a>) -> Option<Self> {
        let told = zaak.feiten_about(Topic::Outcome).filter(|f| f.status != FeitStatus::Unknown);
        let outcome = told.filter(|f| f.text.filled().is_some()).max_by_key(|f| (f.told_at(), f.number));
        let answer = standing(zaak, case, SmsPart::Situation).filter(|s| s.choice.ends == Some(YesNo::Yes));
        let outcome = outcome.or(answer.map(|s| s.feit));
        let at = zaak.times.oa_end.or(answer.and_then(|s| s.feit.happened));
        (at.is_some() || outcome.is_some()).then_some(Self { zaak, at, outcome })
    }

    /// When the absence ended, by the time of the case or of the answer that told it.
    pub const fn absence_ended(self) -> Option<Moment> {
        self.at
    }

    /// The outcome, where somebody told one.
    pub const fn outcome(self) -> Option<&'a Feit> {
        self.outcome
    }

    /// The end as a sentence: when, and how.
    pub fn sentence(self) -> String {
        let outcome = self.outcome.map(|f| sanitize::line(f.text.read()));
        let Some(at) = self.at else { return outcome.as_deref().map(sentence).unwrap_or_default() };
        let clock = at.clock_in_words();
        let is_same_day = self.zaak.times.voorval.is_some_and(|other| other.date() == at.date());
        let when = if is_same_day { format!("Om {clock}") } else { format!("Op {}", at.in_words()) };
        outcome.map_or_else(
            || format!("{when} eindigde de ongeoorloofde afwezigheid."),
            |outcome| sentence(&format!("{when} eindigde de ongeoorloofde afwezigheid: {}", within(outcome.trim()))),
        )
    }

    /// True for the outcome that the sentence tells.
    pub fn tells(self, feit: &Feit) -> bool {
        self.outcome.is_some_and(|outcome| outcome.number == feit.number)
    }

    /// True for what has no place in the kern any more: how things stood, the danger of an absence that is over, and the
    /// outcome, which the kern tells already.
    pub fn leaves_out_of_kern(self, feit: &Feit) -> bool {
        self.tells(feit) || self.overtakes(feit) || (self.at.is_some() && feit.topic == Topic::Surroundings)
    }

    /// True for what a fact said before the end of how things stood, or of what would follow.
    pub fn overtakes(self, feit: &Feit) -> bool {
        let before_outcome = self.outcome.is_some_and(|outcome| feit.number < outcome.number);
        let before_end = self.at.is_some_and(|at| feit.told_at() < at);
        let stands_or_follows = matches!(feit.topic, Topic::Situation | Topic::FollowUp);
        stands_or_follows && !self.tells(feit) && (before_outcome || before_end)
    }
}
