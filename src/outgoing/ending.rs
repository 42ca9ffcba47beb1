//! How a case ended, once somebody said so: the outcome that was noted, the answer that told it, or the end of an absence. From then on no
//! message says that it still goes on.

use super::sentence::{line_of, sentence, within};
use crate::{
    domain::{
        besluit::YesNo,
        feit::{Feit, FeitStatus, Topic},
        fold::fold,
        moment::Moment,
    },
    judge::{
        absence::ended,
        case_rule::CaseRule,
        informed,
        outcome::outcomes,
        standing::{ToldStanding, all, standing},
    },
    log::zaak::Zaak,
    rules::{
        book::{RijRule, SmsPart},
        feature::Features,
    },
};

/// How a case ended.
#[derive(Debug, Clone, Copy)]
pub struct Ending<'a> {
    zaak: &'a Zaak,
    case: CaseRule<'a>,
    /// When the absence ended.
    at: Option<Moment>,
    /// The outcome that was told last.
    outcome: Option<&'a Feit>,
    /// The answer that told the end.
    answer: Option<&'a Feit>,
}

impl<'a> Ending<'a> {
    /// The end of a case; `None` while nobody told one.
    pub fn of(zaak: &'a Zaak, case: CaseRule<'a>) -> Option<Self> {
        let told = outcomes(zaak).filter(|f| f.status != FeitStatus::Unknown);
        let outcome = told.filter(|f| f.text.filled().is_some()).max_by_key(|f| (f.told_at(), f.number));
        let answer = standing(zaak, case, SmsPart::Situation).filter(|s| s.choice.ends == Some(YesNo::Yes));
        // An outcome in own words may say that he is back as well; how it ended is what told it first.
        let told_it = |s: &ToldStanding<'_>| s.choice.ends == Some(YesNo::Yes) && s.feit.happened == zaak.times.oa_end;
        let answer = match answer.map(|s| s.feit) {
            Some(feit) if outcome.is_some_and(|outcome| outcome.number == feit.number) => {
                all(zaak, case, SmsPart::Situation).into_iter().find(told_it).map(|s| s.feit).or(Some(feit))
            }
            other => other,
        };
        let is_oa = case.rule().is_some_and(RijRule::is_oa);
        let of_absence = zaak.times.oa_end.or(answer.and_then(|f| f.happened)).filter(|_| is_oa);
        let outcome = outcome.or(answer);
        let is_told = of_absence.is_some() || outcome.is_some();
        is_told.then_some(Self { zaak, case, at: of_absence, outcome, answer })
    }

    /// True where it is over. An absence is only once somebody said of him who was away that he is back, or since when:
    /// another outcome may be noted while he is still gone.
    pub fn is_over(self) -> bool {
        !self.case.rule().is_some_and(RijRule::is_oa) || ended(self.zaak, self.case).is_some()
    }

    /// When it ended, as far as anybody said so.
    pub fn moment(self) -> Option<Moment> {
        self.at.or_else(|| [self.outcome, self.answer].into_iter().flatten().find_map(|f| f.happened))
    }

    /// When the absence ended, by the time of the case or of the answer that told it.
    pub const fn absence_ended(self) -> Option<Moment> {
        self.at
    }

    /// The outcome, where somebody told one.
    pub const fn outcome(self) -> Option<&'a Feit> {
        self.outcome
    }

    /// The facts that tell the end, each with its time: how it ended, and what was told of it at another time. How he came back
    /// stands first; what was noted beside it as the outcome has the time that was said of it, and no other.
    pub fn told(self) -> Vec<(&'a Feit, Option<Moment>)> {
        let Some(outcome) = self.outcome else { return Vec::new() };
        let says_how = self.says_how(outcome);
        let of_end = |feit: &'a Feit| (feit, feit.happened.or(self.at));
        let Some(answer) = self.answer.filter(|answer| answer.number != outcome.number) else {
            return vec![if says_how { of_end(outcome) } else { (outcome, outcome.happened) }];
        };
        let end = self.at.or(answer.happened);
        let is_of_end = outcome.happened.map_or_else(|| self.at.is_some(), |at| Some(at) == end);
        if says_how && is_of_end {
            return vec![of_end(outcome)];
        }
        let mut both = vec![of_end(answer), (outcome, outcome.happened)];
        if self.at.is_none() {
            both.sort_by_key(|(_, at)| (at.is_none(), *at));
        }
        both
    }

    /// True for the answer that told the end, and for an outcome that tells it too, in the words of the book and others between:
    /// "de gijzeling is zonder geweld beëindigd".
    fn says_how(self, outcome: &Feit) -> bool {
        let plain = fold(outcome.text.read());
        let questions = self.case.book().zip(self.case.rule()).into_iter();
        let questions = questions.flat_map(|(book, rule)| book.call_questions(rule));
        let choices = questions.filter(|q| q.sms_part == Some(SmsPart::Situation)).flat_map(|q| &q.choices);
        let mut phrases = choices.filter(|choice| choice.ends == Some(YesNo::Yes)).flat_map(|choice| &choice.phrases);
        let in_order = |phrase: &String| {
            let mut words = plain.split(' ');
            phrase.split_whitespace().all(|word| words.any(|other| other == word))
        };
        let is_denied = plain.split(' ').any(|word| Features::built_in().negation.iter().any(|not| not == word));
        let is_answer = self.answer.is_some_and(|answer| answer.number == outcome.number);
        is_answer || !is_denied && phrases.any(in_order)
    }

    /// The end as a sentence: when, and how; what was told at another time is a sentence of its own.
    pub fn sentence(self) -> String {
        let told = self.told();
        let Some(at) = self.at else {
            return told.iter().map(|(feit, at)| self.with_time(feit, *at)).collect::<Vec<_>>().join(" ");
        };
        let is_same_day = self.is_of_the_day(at);
        let when = if is_same_day { format!("Om {}", at.clock_in_words()) } else { format!("Op {}", at.in_words()) };
        let end = format!("{when} eindigde de ongeoorloofde afwezigheid");
        // What says that he is not back is not how it ended.
        let is_how = |(feit, time): &&(&Feit, Option<Moment>)| {
            *time == Some(at) && !feit.text.read().to_lowercase().contains("niet ")
        };
        let how = told.iter().find(is_how);
        let beside = told.iter().filter(|one| how.is_none_or(|how| how.0.number != one.0.number));
        let beside = beside.map(|(feit, time)| self.with_time(feit, time.filter(|time| *time != at)));
        let first = how.map_or_else(
            || sentence(&end),
            |(feit, _)| sentence(&format!("{end}: {}", within(self.words_of(feit).trim()))),
        );
        std::iter::once(first).chain(beside).collect::<Vec<_>>().join(" ")
    }

    /// A fact as the sentence says it. What happened stands in the sentence before: of that only the end is told once more.
    fn words_of(self, feit: &Feit) -> String {
        let told = all(self.zaak, self.case, SmsPart::Situation);
        let told = told.iter().find(|told| told.feit.number == feit.number && feit.topic == Topic::Event);
        told.map_or_else(|| line_of(feit), |told| told.choice.sentence.clone())
    }

    fn is_of_the_day(self, at: Moment) -> bool {
        self.zaak.times.voorval.is_some_and(|other| other.date() == at.date())
    }

    /// A fact as a sentence, with its time behind it where that does not stand in it.
    fn with_time(self, feit: &Feit, at: Option<Moment>) -> String {
        let text = self.words_of(feit);
        let Some(at) = at else { return text };
        let time = if self.is_of_the_day(at) { at.clock_in_words() } else { at.in_words() };
        let plain = text.trim_end_matches('.');
        if plain.contains(&time) { text.clone() } else { sentence(&format!("{plain} ({time})")) }
    }

    /// True for the outcome that the sentence tells, and for the answer that told the end.
    pub fn tells(self, feit: &Feit) -> bool {
        [self.outcome, self.answer].into_iter().flatten().any(|told| told.number == feit.number)
    }

    /// True for what has no place in the kern any more: how things stood, what was done about it, and the outcome, which the
    /// kern tells already.
    pub fn leaves_out_of_kern(self, feit: &Feit) -> bool {
        let is_measure = feit.topic == Topic::Measures && self.outcome.is_some_and(|end| feit.number < end.number);
        self.tells(feit)
            || self.overtakes(feit)
            || is_measure
            || self.is_earlier(feit) && feit.topic == Topic::Situation
    }

    /// True for what a fact said before the end of how it stood, of what would follow, or of the danger of an absence. What
    /// else is told of the situation happened, and stays told.
    pub fn overtakes(self, feit: &Feit) -> bool {
        let is_danger =
            || self.at.is_some() && feit.topic == Topic::Surroundings && !informed::is_about_informing(self.case, feit);
        let is_state = || feit.topic == Topic::Situation && self.tells_how_it_stood(feit);
        let is_of_before = feit.topic == Topic::FollowUp || is_state() || is_danger();
        is_of_before && self.is_earlier(feit)
    }

    /// True for what somebody told of the situation in own words before the end, without a time: it was so when it was noted.
    pub fn is_of_before(self, feit: &Feit) -> bool {
        feit.topic == Topic::Situation && feit.asked.is_none() && self.is_earlier(feit)
    }

    /// True for what was told of the time before the end.
    pub fn is_earlier(self, feit: &Feit) -> bool {
        let before_outcome = self.outcome.is_some_and(|outcome| feit.number < outcome.number);
        let before_end = self.moment().is_some_and(|at| feit.told_at() < at);
        !self.tells(feit) && (before_outcome || before_end) && !self.stays_true(feit)
    }

    fn tells_how_it_stood(self, feit: &Feit) -> bool {
        all(self.zaak, self.case, SmsPart::Situation).iter().any(|told| told.feit.number == feit.number)
    }

    /// True for an answer that the book says stays true when it is over: "de inbreuk is verholpen".
    fn stays_true(self, feit: &Feit) -> bool {
        let asked = feit.asked.as_ref().zip(self.case.book());
        let choice = asked.and_then(|(a, book)| book.call_question(&a.question)?.choice(a.choice.as_deref()?));
        choice.is_some_and(|choice| choice.lasts == Some(YesNo::Yes))
    }
}
