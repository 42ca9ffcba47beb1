//! The beeld as a message tells it: facts under their headings by the time of the event, and by name what
//! is not known yet. Sources, statuses and numbers are for the officer and stand in no message.

use std::{collections::BTreeMap, sync::Arc};

use minijinja::value::{Object, Value};

use super::{
    ending::Ending,
    outlook::has_passed,
    sentence::{capital, line_of, on_the_day, sentence, within},
    told::MayTell,
};
use crate::{
    domain::{
        feit::{Feit, FeitNumber, FeitStatus, Topic},
        fold::fold,
        moment::Moment,
        sanitize,
    },
    judge::{
        case_surroundings::ToldInLine,
        gaps::marker,
        informed::{by_steps, informed, open_beside_steps},
        open_point::is_told_by,
        standing::{overtaken, standing, weighed},
        tegenspraak::mentions,
    },
    log::zaak::Zaak,
    rules::{
        book::{CallQuestion, SmsPart},
        call_question::OpenUntil,
        feature::Features,
        language::Language,
    },
};

/// One fact as a template sees it; printed as a whole it gives time and text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeitLine {
    /// The fact.
    pub text: String,
    /// When it happened, `02.10 uur`; `None` where nobody said so.
    pub time: Option<String>,
    /// The same as a moment, to put lines in order.
    pub at: Option<Moment>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The heading.
    pub heading: String,
    /// The facts, by the time of the event.
    pub feiten: Vec<FeitLine>,
}

/// The facts of a case as a message tells them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// What is known, in the order of the message; only headings with facts.
    pub chapters: Vec<Chapter>,
    /// About what sources differ, each with its gap.
    pub disputed: Vec<String>,
    /// What is not known, by name, and that first.
    pub unknown: Vec<String>,
    /// The facts by subject.
    pub by_topic: BTreeMap<Topic, Vec<FeitLine>>,
}

/// Subjects that have a place of their own in a message and no heading among the others.
const APART: [Topic; 4] = [Topic::Unknown, Topic::FollowUp, Topic::Outcome, Topic::PressLine];

impl Object for FeitLine {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "tekst" => Some(Value::from(&*self.text)),
            "tijd" => Some(Value::from(self.time.as_deref().unwrap_or_default())),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.time {
            Some(time) => write!(f, "{} – {}", capital(time), self.text),
            None => f.write_str(&self.text),
        }
    }
}

impl FeitLine {
    /// A sentence without a time.
    pub(super) fn new(text: &str) -> Self {
        Self { text: sentence(text), time: None, at: None }
    }

    /// What was so at a time, as it is written on the day of the case.
    pub(super) fn at(text: &str, at: Option<Moment>, day: Option<Moment>) -> Self {
        Self { time: at.map(|at| at.time_in_words(day)), at, ..Self::new(text) }
    }

    /// A fact as it is told; a time that stands in its words already stands there once.
    pub(super) fn of(feit: &Feit, at: Option<Moment>, day: Option<Moment>) -> Self {
        let text = on_the_day(&line_of(feit), day);
        let time = at.map(|at| at.time_in_words(day));
        let Some(clock) = at.map(Moment::clock_in_words).filter(|clock| text.contains(clock.as_str())) else {
            return Self { text, time, at };
        };
        let without = text.replacen(&format!(" om {clock}"), "", 1);
        Self { text: if without.contains(&clock) { text } else { without }, time, at }
    }

    /// True where this is what a fact says.
    pub(super) fn says(&self, feit: &Feit) -> bool {
        self.says_what(&Self::of(feit, None, None))
    }

    /// True when both say the same, however they are spelled.
    pub(super) fn says_what(&self, other: &Self) -> bool {
        let words = |line: &Self| -> String {
            let words = line.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
            words.filter(|word| !Language::built_in().articles.contains(word)).collect()
        };
        words(self) == words(other)
    }
}

impl Picture {
    /// The same without what stands elsewhere in a message.
    #[must_use]
    pub fn without(mut self, elsewhere: &[FeitLine]) -> Self {
        for chapter in &mut self.chapters {
            chapter.feiten.retain(|line| !elsewhere.iter().any(|other| other.says_what(line)));
        }
        self.chapters.retain(|chapter| !chapter.feiten.is_empty());
        self
    }

    /// The beeld of a case; `line` are those in the line who were told.
    pub(super) fn of(may_tell: &MayTell<'_>, line: &[ToldInLine], now: Moment) -> Self {
        let MayTell { zaak, case, .. } = *may_tell;
        let day = zaak.times.voorval;
        let overtaken = overtaken(zaak, case, SmsPart::Situation);
        let stands_since = standing(zaak, case, SmsPart::Situation).and_then(|told| told.feit.happened);
        // What was noted after that without a time of its own was over by then.
        let is_stale = |f: &Feit| {
            overtaken.contains(&f.number) && f.happened.is_none() && stands_since.is_some_and(|since| since < f.at)
        };
        let steps = by_steps(zaak, case);
        let lines = |topic| {
            let of_steps = steps.iter().filter(|s| s.topic == topic);
            let of_steps = of_steps.map(|s| FeitLine::at(s.sentence, s.at, day));
            let known = may_tell.about(topic).into_iter().filter(|feit| !has_passed(feit, now) && !is_stale(feit));
            let mut lines = told(may_tell, known.collect(), &overtaken);
            lines.extend(of_steps);
            in_order(topic, lines)
        };
        let mut by_topic: BTreeMap<Topic, Vec<FeitLine>> =
            Topic::ALL.into_iter().map(|topic| (topic, lines(topic))).collect();
        if let Some(outcome) = may_tell.ending.and_then(Ending::outcome) {
            let outcomes = by_topic.entry(Topic::Outcome).or_default();
            if outcomes.is_empty() {
                outcomes.extend(told(may_tell, vec![outcome], &[]));
            }
        }
        let family = case.book().zip(case.rule()).and_then(|(book, rule)| book.family(rule));
        let first: Vec<Topic> = family.map(|f| f.topics.clone()).unwrap_or_default();
        let rest = Topic::ALL.into_iter().filter(|topic| !first.contains(topic));
        let order = first.iter().copied().chain(rest).filter(|topic| !APART.contains(topic));
        let chapters = order.filter_map(|topic| {
            let feiten = by_topic.get(&topic).filter(|f| !f.is_empty())?.clone();
            let heading = case.book().map_or_else(|| topic.label(), |book| book.headings.of(topic)).to_owned();
            Some(Chapter { heading, feiten })
        });
        let heading = case.book().and_then(|book| book.informed.as_ref()).map(|rule| rule.heading.clone());
        let in_line = heading.filter(|_| !line.is_empty());
        let in_line = in_line.map(|heading| Chapter { heading, feiten: told_in_line(line, day) });
        let chapters = chapters.chain(in_line).collect();
        let about = |about: &str| format!("wat klopt over {about}: {}", marker(about));
        let disputed: Vec<String> = may_tell.disputed().into_iter().map(about).collect();
        let unknown = disputed.iter().cloned().chain(unknown(may_tell, line)).collect();
        Self { chapters, disputed, unknown, by_topic }
    }

    /// All that stands under the headings.
    pub(super) fn lines(&self) -> impl Iterator<Item = &FeitLine> {
        self.chapters.iter().flat_map(|chapter| &chapter.feiten)
    }

    /// The facts about a subject, without those that stand elsewhere.
    pub(super) fn about_beside(&self, topic: Topic, elsewhere: &[FeitLine]) -> Vec<FeitLine> {
        let is_elsewhere = |line: &FeitLine| elsewhere.iter().any(|other| other.says_what(line));
        self.about(topic).iter().filter(|line| !is_elsewhere(line)).cloned().collect()
    }

    /// The facts about a subject.
    pub fn about(&self, topic: Topic) -> &[FeitLine] {
        self.by_topic.get(&topic).map_or(&[], Vec::as_slice)
    }
}

/// The outcomes beside the one that the kern tells.
pub(super) fn outcomes_beside_kern(may_tell: &MayTell<'_>) -> Vec<FeitLine> {
    let mut beside = may_tell.about(Topic::Outcome);
    beside.retain(|feit| !may_tell.ending.is_some_and(|ending| ending.tells(feit)));
    told(may_tell, beside, &[])
}

/// The facts by the time of the event, as a message says them. What more than one source told stands there once, with the
/// time where any of them gave one; the same words with another time are another event. What told how it stood and was
/// `overtaken` since is what happened by then: it stands with the time it was noted where it has no other.
pub(super) fn told(may_tell: &MayTell<'_>, mut feiten: Vec<&Feit>, overtaken: &[FeitNumber]) -> Vec<FeitLine> {
    let day = may_tell.zaak.times.voorval;
    feiten.sort_by_key(|f| (f.told_at(), f.number));
    let line = |f: &&Feit| {
        let was_so_then =
            || overtaken.contains(&f.number) || may_tell.ending.is_some_and(|ending| ending.is_of_before(f));
        let at = may_tell.when(f).or_else(|| was_so_then().then_some(f.at));
        f.text.filled()?;
        Some(FeitLine::of(f, at, day))
    };
    let all: Vec<FeitLine> = feiten.iter().filter_map(line).collect();
    let timed = |line: &FeitLine| all.iter().any(|other| other.time.is_some() && other.says_what(line));
    let mut once: Vec<FeitLine> = Vec::new();
    for line in &all {
        let is_told = once.iter().any(|other| other.time == line.time && other.says_what(line));
        if !is_told && (line.time.is_some() || !timed(line)) {
            once.push(line.clone());
        }
    }
    once
}

/// Who in the line was told, and when.
pub(super) fn told_in_line(line: &[ToldInLine], day: Option<Moment>) -> Vec<FeitLine> {
    let told = |told: &ToldInLine| FeitLine::at(&format!("{} is ingelicht", told.name), Some(told.at), day);
    line.iter().map(told).collect()
}

/// What has no time is how it stands and comes first; of what happened every line keeps its place.
fn in_order(topic: Topic, lines: Vec<FeitLine>) -> Vec<FeitLine> {
    if topic == Topic::Event {
        return lines;
    }
    let (timed, standing): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.time.is_some());
    standing.into_iter().chain(timed).collect()
}

/// What a reader would ask and nobody answered, by the names of the questions, and who was told where that is nobody;
/// then what was noted as not known. `line` are those in the line who were told.
fn unknown(may_tell: &MayTell<'_>, line: &[ToldInLine]) -> Vec<String> {
    let MayTell { zaak, case, .. } = *may_tell;
    let mut names: Vec<String> = Vec::new();
    if let Some((book, rule)) = case.book().zip(case.rule()) {
        // What has a place of its own in the message is a gap there; how it stands is over once it ended.
        let is_over = |q: &CallQuestion| q.topic == Topic::Situation && may_tell.ending.is_some_and(Ending::is_over);
        let is_open = |q: &CallQuestion| {
            // What a message has a place for shows there that nobody knows it, unless somebody said that he does not.
            let said_unknown =
                q.topic == Topic::FollowUp && answer(zaak, q).is_some_and(|f| f.status == FeitStatus::Unknown);
            (!APART.contains(&q.topic) || said_unknown) && !is_over(q)
        };
        for question in book.call_questions(rule).filter(|q| is_open(q)) {
            match open_beside_steps(zaak, book, rule, &question.id) {
                Some(open) if !is_answered(zaak, question) => names.extend(open.into_iter().map(str::to_owned)),
                Some(_) | None => names.extend(open_point(zaak, may_tell, question).map(str::to_owned)),
            }
        }
        // Whom somebody is to phone later is not told yet.
        let topics = Topic::ALL.into_iter().filter(|topic| *topic != Topic::FollowUp);
        let told: Vec<&Feit> = topics.flat_map(|topic| may_tell.about(topic)).collect();
        let open = book.reader_questions(rule).filter(|q| !told.iter().any(|feit| q.is_answered_by(feit)));
        names.extend(open.map(|q| q.name.clone()));
        let nobody = line.is_empty() && informed(zaak, case).is_empty();
        names.extend(book.informed.as_ref().filter(|_| nobody).map(|rule| rule.name.clone()));
    }
    let told = |f: &&Feit| f.status.counted() && f.asked.is_none() && Topic::ALL.contains(&f.topic);
    let noted = zaak.feiten.iter().filter(told);
    let noted = noted.filter(|f| f.topic == Topic::Unknown || f.status == FeitStatus::Unknown);
    for text in noted.filter_map(|f| f.text.filled()) {
        let name = within(sanitize::line(text).trim().trim_end_matches('.'));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn is_answered(zaak: &Zaak, question: &CallQuestion) -> bool {
    zaak.feiten.iter().any(|f| f.asked.as_ref().is_some_and(|a| a.question == question.id))
}

fn answer<'a>(zaak: &'a Zaak, question: &CallQuestion) -> Option<&'a Feit> {
    zaak.feiten.iter().rev().find(|f| f.asked.as_ref().is_some_and(|a| a.question == question.id))
}

/// What a question leaves unknown, by name: all of it while the last answer was "not known", or none was given and
/// nothing else is known of its subject; else what the answer itself leaves open.
fn open_point<'a>(zaak: &Zaak, may_tell: &MayTell<'_>, question: &'a CallQuestion) -> Option<&'a str> {
    let name = Some(question.name.as_str());
    // What a judgement says of it stands in the first lines.
    let is_judged = || question.sms_part.is_some_and(|part| weighed(zaak, may_tell.case, part).len() == 1);
    match answer(zaak, question) {
        Some(feit) if feit.status == FeitStatus::Unknown => {
            let is_known = is_settled(zaak, may_tell, question) || is_judged() || is_told(may_tell, question);
            name.filter(|_| !is_known)
        }
        // What is in doubt or was so before says nothing of why it is so.
        Some(feit) if may_tell.is_hidden(feit) => None,
        Some(feit) => {
            let choice = question.choice(feit.asked.as_ref()?.choice.as_deref()?)?;
            let in_own_words = |f: &&Feit| f.asked.as_ref().is_none_or(|asked| asked.choice.is_none());
            let told = || may_tell.about(question.topic).iter().any(in_own_words);
            let with_words = || feit.text.read() != choice.sentence;
            choice.open.as_deref().filter(|_| match choice.open_until {
                OpenUntil::Answered => true,
                OpenUntil::Worded => !with_words(),
                OpenUntil::Told => !(told() || with_words()),
            })
        }
        None => {
            let says = question.sms_part.is_some_and(|part| standing(zaak, may_tell.case, part).is_some());
            // Where somebody died is told by what says it, and not by whatever happened.
            let is_place = question.topic == Topic::Event && question.sms_part.is_some();
            let is_about = || !may_tell.about(question.topic).is_empty() || is_mentioned(may_tell, question);
            let is_known = says || is_judged() || !is_place && is_about() || is_told(may_tell, question);
            name.filter(|_| !is_known)
        }
    }
}

/// True where a fact that the message tells says it, whatever subject it stands under: who reads the text back finds it there.
fn is_told(may_tell: &MayTell<'_>, question: &CallQuestion) -> bool {
    let mut all = may_tell.zaak.feiten.iter().filter(|feit| may_tell.may_tell(feit));
    all.any(|feit| is_told_by(may_tell.case, question, feit))
}

/// Subjects under which something may be told that another one asks for.
const IN_PASSING: [Topic; 5] = [Topic::Event, Topic::Involved, Topic::Situation, Topic::Injury, Topic::Measures];

/// True where a fact about something else tells of it in passing: "de patiënt is gesepareerd" of measures.
fn is_mentioned(may_tell: &MayTell<'_>, question: &CallQuestion) -> bool {
    let tells = |feit: &Feit| {
        let plain = fold(feit.text.read());
        question.mentioned.iter().any(|phrase| mentions(Features::built_in(), &plain, phrase))
    };
    IN_PASSING.into_iter().flat_map(|topic| may_tell.about(topic)).any(tells)
}

/// True where the answer to another question answers this one too.
fn is_settled(zaak: &Zaak, may_tell: &MayTell<'_>, question: &CallQuestion) -> bool {
    let Some((book, rule)) = may_tell.case.book().zip(may_tell.case.rule()) else { return false };
    book.call_questions(rule).any(|other| {
        let told = answer(zaak, other).filter(|feit| may_tell.may_tell(feit));
        let chosen = told.and_then(|feit| other.choice(feit.asked.as_ref()?.choice.as_deref()?));
        chosen.is_some_and(|choice| choice.settles.contains(&question.id))
    })
}
