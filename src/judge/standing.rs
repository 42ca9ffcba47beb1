//! How it stands and where it was, in one judgement for every message: of all facts that tell it the latest by the time of
//! the event counts, and what was told before it is what happened. A fact tells it as the answer to a question of the call,
//! or in words by which the book knows that answer.

use super::{call_back::answer_to, case_rule::CaseRule, outcome::outcomes, tegenspraak::mentions};
use crate::{
    domain::{
        besluit::Answer,
        feit::{Feit, FeitNumber, FeitStatus, Topic},
        fold::fold,
    },
    log::zaak::Zaak,
    rules::{
        book::{CallChoice, CallQuestion, RijRule, Rulebook, SmsPart},
        feature::Features,
        language::Language,
    },
};

/// Under these subjects it is told, besides that of the question.
const TOLD_UNDER: [Topic; 5] = [Topic::Event, Topic::Situation, Topic::Injury, Topic::Measures, Topic::Outcome];

/// What divides a statement, so that it says more than one thing, quotes or asks.
const DIVIDES: [char; 12] = ['.', ',', ':', '?', '!', '"', '“', '„', '«', '‘', '(', '/'];
/// What ends a statement.
const ENDS: [&str; 3] = [";", ". ", "\n"];

/// From so many letters on a word for somebody is found with an ending as well, and so many letters that may have.
const BEGINNING: usize = 5;
const ENDING: usize = 2;

/// What stands before a time and says no more than that it is one.
const AT: &str = "om";
/// What stands behind an hour.
const HOUR: [&str; 2] = ["uur", "u"];

/// A fact and what it tells.
#[derive(Debug, Clone, Copy)]
pub struct ToldStanding<'a> {
    /// The fact.
    pub feit: &'a Feit,
    /// The answer of the book that it comes to.
    pub choice: &'a CallChoice,
    /// How it tells that.
    by: FeitTelling,
}

/// How a fact tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FeitTelling {
    /// As the answer that was chosen to the question of it.
    Choice,
    /// In own words.
    Words,
    /// By the words of what was chosen as the answer to another question.
    OtherChoice,
}

/// What counts of one part; `None` where no fact tells it.
pub fn standing<'a>(zaak: &'a Zaak, case: CaseRule<'a>, part: SmsPart) -> Option<ToldStanding<'a>> {
    let counts = |held: &ToldStanding<'_>, next: &ToldStanding<'_>| {
        !is_before(next.feit, held.feit) && !is_outweighed(next, held)
    };
    all(zaak, case, part).into_iter().reduce(|held, next| if counts(&held, &next) { next } else { held })
}

/// What was answered to the very question outweighs what the answer to another one implies, unless that says that it was so at a
/// later time.
fn is_outweighed(next: &ToldStanding<'_>, held: &ToldStanding<'_>) -> bool {
    let is_later = next.feit.happened.is_some_and(|at| at > held.feit.told_at());
    (held.by, next.by) == (FeitTelling::Choice, FeitTelling::OtherChoice) && !is_later
}

/// The answers that facts told of one part and that is not so any more: overtaken, contradicted, mended or taken back.
pub fn gone<'a>(zaak: &'a Zaak, case: CaseRule<'a>, part: SmsPart) -> Vec<&'a CallChoice> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let now = standing(zaak, case, part).and_then(|told| told.choice.sms.as_deref());
    let earlier = zaak.revised.iter().filter_map(|revision| revision.was.as_ref());
    let every = zaak.feiten.iter().chain(&zaak.retracted).chain(earlier);
    let told = every.filter_map(|feit| choice(feit, book, rule, part)).map(|(choice, _)| choice);
    told.filter(|choice| choice.sms.as_deref() != now).collect()
}

/// What the answers to weighing questions tell of one part, where no fact tells it and no end is known: the answers of the
/// call that they come to, all of which say the same in a text message.
pub fn weighed<'a>(zaak: &Zaak, case: CaseRule<'a>, part: SmsPart) -> Vec<&'a CallChoice> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let is_told = zaak.times.oa_end.is_some() || outcomes(zaak).any(|f| f.status.counted());
    if is_told || !all(zaak, case, part).is_empty() {
        return Vec::new();
    }
    let answered = |choice: &CallChoice| {
        let known = choice.weighs.iter().filter_map(|(id, answer)| Some((*answer, *zaak.answers.get(id)?)));
        let known: Vec<_> = known.filter(|(_, given)| *given != Answer::Unknown).collect();
        !known.is_empty() && known.iter().all(|(says, given)| says == given)
    };
    let questions = book.call_questions(rule).filter(|q| q.sms_part == Some(part));
    let told: Vec<&CallChoice> = questions.flat_map(|q| &q.choices).filter(|choice| answered(choice)).collect();
    let agree = told.windows(2).all(|pair| pair.first().map(|c| &c.sms) == pair.last().map(|c| &c.sms));
    if agree { told } else { Vec::new() }
}

/// The facts that told it and were overtaken, by number.
pub fn overtaken(zaak: &Zaak, case: CaseRule<'_>, part: SmsPart) -> Vec<FeitNumber> {
    let counts = standing(zaak, case, part);
    // What another question was answered with happened, however it stands.
    let differs = |s: &ToldStanding<'_>| {
        s.by != FeitTelling::OtherChoice && counts.is_some_and(|held| held.choice.sms != s.choice.sms)
    };
    all(zaak, case, part).into_iter().filter(differs).map(|s| s.feit.number).collect()
}

/// What is noted later is later, unless both say when and it was not.
fn is_before(next: &Feit, held: &Feit) -> bool {
    next.happened.zip(held.happened).is_some_and(|(next, held)| next < held)
}

/// Every fact that tells it, in the order in which they were noted.
pub fn all<'a>(zaak: &'a Zaak, case: CaseRule<'a>, part: SmsPart) -> Vec<ToldStanding<'a>> {
    let Some((book, rule)) = case.book().zip(case.rule()) else { return Vec::new() };
    let told = zaak.feiten.iter().filter(|f| f.status.counted() && f.status != FeitStatus::Unknown);
    let told = told.filter_map(|feit| Some((feit, choice(feit, book, rule, part)?)));
    let told = told.map(|(feit, (choice, by))| ToldStanding { feit, choice, by });
    let unknown = unknown_since(zaak, book, rule, part);
    told.filter(|told| told.by == FeitTelling::Choice || told.feit.number > unknown).collect()
}

/// The last answer that nobody knows it: what facts had told before was known to who said so.
fn unknown_since(zaak: &Zaak, book: &Rulebook, rule: &RijRule, part: SmsPart) -> FeitNumber {
    let questions = book.call_questions(rule).filter(|q| q.sms_part == Some(part));
    let unknown = questions.filter_map(|q| answer_to(zaak, &q.id)).filter(|f| f.status == FeitStatus::Unknown);
    unknown.map(|feit| feit.number).max().unwrap_or(FeitNumber::NONE)
}

fn choice<'a>(
    feit: &Feit,
    book: &'a Rulebook,
    rule: &'a RijRule,
    part: SmsPart,
) -> Option<(&'a CallChoice, FeitTelling)> {
    let answered = feit.asked.as_ref().and_then(|a| Some((book.call_question(&a.question)?, a.choice.as_deref())));
    let answered = answered.filter(|(question, _)| question.sms_part == Some(part));
    if let Some((question, Some(chosen))) = answered {
        return Some((question.choice(chosen)?, FeitTelling::Choice));
    }
    let text = feit.text.read();
    if let Some((question, None)) = answered {
        let told = in_words(question, text, Loose::Himself);
        let named = || (part == SmsPart::Place).then(|| names_one(question, text)).flatten();
        return Some((told.or_else(named)?, FeitTelling::Words));
    }
    let is_chosen = feit.asked.as_ref().is_some_and(|asked| asked.choice.is_some());
    let by = if is_chosen { FeitTelling::OtherChoice } else { FeitTelling::Words };
    let plain = fold(text);
    let questions = book.call_questions(rule).filter(|q| q.sms_part == Some(part));
    let is_about = |q: &&CallQuestion| {
        let under = q.topic == feit.topic || TOLD_UNDER.contains(&feit.topic);
        let named = |subject: &String| {
            let mut words = plain.split(' ').filter(|word| names(subject, word));
            // A phrase that ends with a blank is whole words.
            words.any(|word| mentions(Features::built_in(), &plain, &format!("{word} ")))
        };
        under && (q.subject.is_empty() || q.subject.iter().any(named))
    };
    let loose = match feit.topic {
        Topic::Injury | Topic::Measures => Loose::Anybody,
        Topic::Event
        | Topic::Involved
        | Topic::Situation
        | Topic::Police
        | Topic::Media
        | Topic::Surroundings
        | Topic::Unknown
        | Topic::FollowUp
        | Topic::Outcome
        | Topic::PressLine
        | Topic::Arrival
        | Topic::Contacts
        | Topic::Leave => Loose::Himself,
    };
    questions.filter(is_about).find_map(|q| in_words(q, text, loose)).map(|choice| (choice, by))
}

/// True where own words come to an answer of this question by themselves.
pub fn tells(question: &CallQuestion, text: &str) -> bool {
    in_words(question, text, Loose::Himself).is_some()
}

/// True where a fact tells the part of a text message that a question asks for.
pub fn is_told_by(case: CaseRule<'_>, question: &CallQuestion, feit: &Feit) -> bool {
    let told = question.sms_part.zip(case.book().zip(case.rule()));
    told.is_some_and(|(part, (book, rule))| choice(feit, book, rule, part).is_some())
}

/// Of whom a statement speaks that names nobody, or no more than "hij", where nobody was named before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loose {
    /// Of whom the question is about.
    Himself,
    /// Of anybody: under measures and wounds others are told of.
    Anybody,
}

/// The answer that a text comes to; `None` where it is none or more than one. The phrase is the whole statement: besides it
/// stand only words that make nothing else of it. So a condition, an earlier occasion, a plan or a guess is no answer, whatever
/// word it is told with, and the question stays open.
///
/// A text of more statements tells what the last of them that is an answer tells, unless another tells something else.
fn in_words<'a>(question: &'a CallQuestion, text: &str, loose: Loose) -> Option<&'a CallChoice> {
    let mut statements = vec![text];
    for end in ENDS {
        statements = statements.into_iter().flat_map(|text| text.split(end)).collect();
    }
    let told = statements.iter().enumerate().filter_map(|(at, text)| {
        let choice = in_one_statement(question, text)?;
        let before = statements.get(..at).unwrap_or_default().join(" ");
        is_of_him(question, &fold(&before), &fold(text), loose).then_some(choice)
    });
    let told: Vec<&CallChoice> = told.collect();
    let last = *told.last()?;
    told.iter().all(|other| other.sms == last.sms).then_some(last)
}

/// The one answer that words name which were said to this very question: "Maasstad ziekenhuis" is a hospital, "in de ambulance
/// naar het ziekenhuis" is neither.
fn names_one<'a>(question: &'a CallQuestion, text: &str) -> Option<&'a CallChoice> {
    let features = Features::built_in();
    let plain = fold(text);
    let is_denied = plain.split(' ').any(|word| features.negation.iter().any(|not| not == word));
    let names = |phrase: &String| {
        let last = phrase.trim_end().rsplit(' ').next().unwrap_or_default();
        plain.split(' ').any(|word| word == last)
    };
    let mut all = question.choices.iter().filter(|choice| choice.phrases.iter().any(names));
    let one = all.next().filter(|_| !is_denied)?;
    all.next().is_none().then_some(one)
}

/// True where a statement is about him whom the question is about: it names him, or he was named before it, or nobody else was
/// before the first that stands for somebody. "De begeleider ging zoeken; hij is weer binnen" is of the begeleider.
fn is_of_him(question: &CallQuestion, before: &str, statement: &str, loose: Loose) -> bool {
    let language = Language::built_in();
    let is_pronoun = |word: &str| language.pronouns.iter().any(|pronoun| pronoun == word);
    let is_subject = |word: &str| !is_pronoun(word) && question.subject.iter().any(|subject| names(subject, word));
    // "Een tweede bewoner" is another one.
    let named = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        let at = |i: usize| words.get(i).copied().unwrap_or_default();
        let is_other = |i: usize| i.checked_sub(1).is_some_and(|i| language.another.iter().any(|w| w == at(i)));
        (0..words.len()).any(|i| is_subject(at(i)) && !is_other(i))
    };
    if question.subject.is_empty() || named(statement) || named(before) {
        return true;
    }
    let is_person = |word: &&str| {
        let persons = language.who.iter().chain(&language.persons);
        is_pronoun(word) || persons.into_iter().any(|person| word.ends_with(person.as_str()))
    };
    match before.split(' ').find(is_person) {
        Some(first) => is_pronoun(first),
        None => loose == Loose::Himself,
    }
}

fn in_one_statement<'a>(question: &'a CallQuestion, text: &str) -> Option<&'a CallChoice> {
    let features = Features::built_in();
    let begins_with_verb = fold(text).split(' ').next().is_some_and(|w| features.verbs.iter().any(|verb| verb == w));
    let text = without_times(features, text.trim().trim_end_matches(['.', '!']));
    if begins_with_verb || text.contains(DIVIDES) {
        return None;
    }
    let plain = fold(&text);
    // Most phrases have no word of the statement, and this is asked of every fact.
    let begins = |phrase: &str| phrase.split(' ').next().is_some_and(|word| plain.contains(word));
    let is_told = |phrase: &String| begins(phrase) && is_whole(features, question, &plain, phrase);
    let told = |choice: &&CallChoice| choice.phrases.iter().any(is_told);
    let mut all = question.choices.iter().filter(told);
    let one = all.next()?;
    all.all(|other| other.sms == one.sms).then_some(one)
}

/// A statement without the times in it and what stands before them: when it was makes nothing else of it.
fn without_times(features: &Features, text: &str) -> String {
    let leads = |word: &str| word == AT || features.around_a_time.iter().any(|lead| lead == word);
    let mut kept: Vec<&str> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let unit = words.peek().is_some_and(|next| HOUR.contains(next));
        if !is_time(word, unit) {
            kept.push(word);
            continue;
        }
        words.next_if(|_| unit);
        while kept.last().is_some_and(|before| leads(&before.to_lowercase())) {
            kept.pop();
        }
    }
    kept.join(" ")
}

/// "02:05", "2.05", "2u05"; with a unit behind it also the hour alone.
fn is_time(word: &str, unit: bool) -> bool {
    let number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    match word.split_once([':', '.', 'u', 'h']) {
        Some((hour, minute)) => number(hour) && number(minute) && minute.len() == 2,
        None => unit && number(word),
    }
}

/// True where a word stands for who or what a question is about: "ze" is not how "zes" begins, nor "vrouw" a "vrouwenarts".
fn names(subject: &str, word: &str) -> bool {
    let ending = word.strip_prefix(subject);
    ending.is_some_and(|ending| ending.is_empty() || subject.len() >= BEGINNING && ending.len() <= ENDING)
}

/// True where a folded text is this phrase, and what stands around or within it makes nothing else of it.
fn is_whole(features: &Features, question: &CallQuestion, plain: &str, phrase: &str) -> bool {
    let is_plain = |word: &str| {
        features.around.iter().any(|w| w == word) || question.subject.iter().any(|subject| names(subject, word))
    };
    let mut asked = phrase.split_whitespace().peekable();
    let mut others = plain.split(' ').filter(|word| asked.next_if_eq(word).is_none());
    let all_plain = others.all(is_plain);
    all_plain && asked.peek().is_none()
}
