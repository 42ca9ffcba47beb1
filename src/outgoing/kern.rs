//! The two sentences a message begins with: what happened, where and when; then how things stand, whether
//! anybody is hurt and who was told. A reader who stops there knows what he must.

use super::{
    ending::Ending,
    opening::{FirstSentence, LONGEST},
    picture::FeitLine,
    sentence::{as_one, on_the_day, sentence, within},
    sms_parts::sms_parts,
    told::MayTell,
};
use crate::{
    domain::{
        belvraag_id::BelvraagId,
        feit::{Feit, FeitStatus, Topic},
        fold::fold,
        moment::Moment,
    },
    judge::{
        case_rule::CaseRule,
        case_surroundings::ToldInLine,
        gaps,
        informed::{self, Informed},
        sentences::sentences,
        speech,
        standing::{self, ToldStanding},
        tegenspraak::mentions,
    },
    log::zaak::Zaak,
    rules::{
        book::{CallChoice, CallQuestion, Prominence, Rulebook, SmsPart},
        feature::Features,
        informed::Reached,
        language::Language,
    },
};

/// In which order the second sentence goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum KernPart {
    /// How things stand, and who is hurt.
    Standing,
    /// Who was told.
    Told,
    /// Who was not.
    NotTold,
}

/// So many who were told are named in front besides those the answers name; all stand under their headings.
const MOST_INFORMED: usize = 3;
/// So many who were called, of whom nobody said that they were told.
const MOST_CALLED: usize = 1;
/// A name has so many words at most.
const LONGEST_NAME: usize = 7;

/// What a message begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kern {
    /// Its sentences; what they need and nobody knows stands in them as a gap.
    pub text: String,
    /// When somebody died, where that is the time with which they begin.
    pub died: Option<Moment>,
    /// The facts that they tell whole.
    pub told: Vec<FeitLine>,
}

impl Kern {
    /// The kern of a case by itself, without who in the line was told.
    pub fn alone(zaak: &Zaak, case: CaseRule<'_>, place: &str) -> Self {
        Self::of(&MayTell::of(zaak, case), place, &[])
    }

    /// The kern of a case at a place; `told` are those in the line who were told.
    pub(super) fn of(may_tell: &MayTell<'_>, place: &str, told_line: &[ToldInLine]) -> Self {
        let MayTell { ending, .. } = *may_tell;
        let sms_parts = sms_parts(may_tell);
        let closer = sms_parts.get(&SmsPart::Place).map(String::as_str);
        let FirstSentence { text, died, told } = FirstSentence::of(may_tell, place, closer, ending.is_some());
        let (end, now) = (ending.map(Ending::sentence).unwrap_or_default(), standing(may_tell, told_line, &text));
        let second = as_one([end.as_str(), now.as_str()]);
        Self { text: format!("{text} {second}").trim().to_owned(), died, told }
    }
}

/// That somebody was called for help, or what was answered of that before the end: it does not matter any more once it is over.
fn is_call_for_help(case: CaseRule<'_>, ending: Ending<'_>, feit: &Feit) -> bool {
    let is_answer = feit.asked.is_some() && ending.is_earlier(feit);
    feit.topic == Topic::Police && (informed::is_about_informing(case, feit) || is_answer)
}

/// The sentence by which what happened tells who is hurt, where nobody answered that; `first` is the sentence before, which may
/// say it already.
fn hurt_in_passing(may_tell: &MayTell<'_>, question: &CallQuestion, first: &str) -> Option<String> {
    let said = fold(first);
    let tells = |sentence: &&str| {
        let plain = fold(sentence);
        let names = |phrase: &String| mentions(Features::built_in(), &plain, phrase);
        question.mentioned.iter().any(names) && sentence.chars().count() <= LONGEST && !speech::is_spoken(sentence)
    };
    let stories = may_tell.about(Topic::Event).into_iter();
    stories.filter(|feit| !speech::is_spoken(feit.text.read())).find_map(|feit| {
        let text = speech::cleaned(feit.text.filled()?);
        let told = sentences(&text).into_iter().find(tells)?.trim().to_owned();
        (!said.contains(&fold(&told))).then_some(told)
    })
}

/// How things stand now and who was told, in one sentence; once it ended what matters of the time before. `first` is the sentence
/// before it.
fn standing(may_tell: &MayTell<'_>, told_line: &[ToldInLine], first: &str) -> String {
    let MayTell { zaak, case, ending, .. } = *may_tell;
    let unknown = || if ending.is_some() { String::new() } else { sentence(&gaps::marker("situatie")) };
    let overtaken = standing::overtaken(zaak, case, SmsPart::Situation);
    let counts = |f: &Feit| {
        let known = !may_tell.is_hidden(f)
            && f.status.counted()
            && f.status != FeitStatus::Unknown
            && !overtaken.contains(&f.number);
        known && !ending.is_some_and(|e| e.leaves_out_of_kern(f) || is_call_for_help(case, e, f))
    };
    let cleaned = |text: &str| on_the_day(&speech::cleaned(text), zaak.times.voorval);
    // Where nobody is asked how it stands, what was noted of it is all there is.
    let noted = || zaak.feiten_about(Topic::Situation).filter(|f| counts(f)).last().map(|f| cleaned(f.text.read()));
    let Some((book, rule)) = case.book().zip(case.rule()) else {
        return noted().map_or_else(unknown, |noted| as_one([noted.as_str()]));
    };
    let answers = book.call_questions(rule).filter_map(|q| {
        let is_kern = |choice| q.prominence_of(choice) == Prominence::Kern;
        if let Some(told) = q.sms_part.and_then(|part| standing::standing(zaak, case, part)) {
            return (is_kern(Some(&told.choice.id)) && counts(told.feit)).then(|| (told.feit, in_one_sentence(told)));
        }
        let answered = |f: &&Feit| f.asked.as_ref().is_some_and(|a| a.question == q.id);
        // What happened stands in the first sentence.
        let about = || zaak.feiten_about(q.topic).filter(|f| q.topic != Topic::Event && counts(f)).last();
        let feit = zaak.feiten.iter().rev().find(answered).or_else(about)?;
        let choice = feit.asked.as_ref().filter(|a| a.question == q.id).and_then(|a| a.choice.as_deref());
        (is_kern(choice) && counts(feit)).then(|| (feit, feit.text.read()))
    });
    let mut answers: Vec<(&Feit, String)> = answers.map(|(feit, text)| (feit, cleaned(text))).collect();
    let covered: Vec<&BelvraagId> =
        answers.iter().filter_map(|(f, _)| chosen(book, f)).flat_map(|c| &c.covers).collect();
    answers.retain(|(f, _)| !f.asked.as_ref().is_some_and(|asked| covered.contains(&&asked.question)));
    let mut informed = informed::informed(zaak, case);
    informed.retain(|i| !i.feit.is_some_and(|feit| may_tell.is_hidden(feit)));
    let is = |i: &Informed<'_>, feit: &Feit| i.feit.is_some_and(|f| f.number == feit.number);
    let part = |feit| {
        if informed.iter().any(|i| is(i, feit)) {
            KernPart::Told
        } else if informed::is_about_informing(case, feit) {
            KernPart::NotTold
        } else {
            KernPart::Standing
        }
    };
    let mut all: Vec<(KernPart, String)> = answers.iter().map(|(f, text)| (part(f), text.clone())).collect();
    let is_told = |topic| answers.iter().any(|(feit, _)| feit.topic == topic) || !may_tell.about(topic).is_empty();
    let mut of_injury = book.call_questions(rule).filter(|q| q.topic == Topic::Injury && !is_told(Topic::Injury));
    let hurt = of_injury.find_map(|question| hurt_in_passing(may_tell, question, first));
    all.extend(hurt.map(|text| (KernPart::Standing, text)));
    if !book.call_questions(rule).any(|q| q.topic == Topic::Situation) {
        all.extend(noted().map(|text| (KernPart::Standing, text)));
    }
    // What a judgement says of it where nobody told it.
    if let [choice] = standing::weighed(zaak, case, SmsPart::Situation).as_slice()
        && ending.is_none()
    {
        all.insert(0, (KernPart::Standing, choice.sentence.clone()));
    }
    let said: Vec<&str> =
        all.iter().filter(|(part, _)| *part == KernPart::Told).map(|(_, text)| text.as_str()).collect();
    // Who was called for help does not matter any more once it is over.
    let also = informed.iter().filter(|i| !answers.iter().any(|(feit, _)| is(i, feit)));
    let also = also.filter(|i| ending.is_none() || i.feit.is_some_and(|f| f.topic != Topic::Police));
    let also = also.map(|i| cleaned(&i.sentence));
    // That help was called keeps its own words.
    let (help, also): (Vec<String>, Vec<String>) = also.partition(|text| is_of_help(book, text));
    let has_help = said.iter().any(|text| is_of_help(book, text));
    // That somebody was called says no more than that.
    let called = also.iter().filter(|text| reached(book, text) == Some(Reached::Called));
    let called: Vec<String> =
        called.filter(|text| text.chars().count() <= LONGEST).take(MOST_CALLED).cloned().collect();
    let also =
        also.iter().filter(|text| reached(book, text) == Some(Reached::Told)).filter_map(|text| ToldPerson::of(text));
    let line = told_line.iter().map(|told| ToldPerson { name: told.name.clone(), is_plural: false });
    let also = told_besides(also.chain(line).collect(), &said, has_help || !help.is_empty());
    let help = help.into_iter().filter(|text| !has_help && text.chars().count() <= LONGEST);
    all.extend(help.chain(called).chain(also).map(|text| (KernPart::Told, text)));
    all.sort_by_key(|(part, _)| *part);
    let told = as_one(all.iter().map(|(_, text)| text.as_str()));
    if told.is_empty() { unknown() } else { told }
}

/// The answer of the book that a fact is.
fn chosen<'a>(book: &'a Rulebook, feit: &Feit) -> Option<&'a CallChoice> {
    let asked = feit.asked.as_ref()?;
    book.call_question(&asked.question)?.choice(asked.choice.as_deref()?)
}

/// What a sentence says of whom it is about, where it says no more than that he was told or called.
fn reached(book: &Rulebook, sentence: &str) -> Option<Reached> {
    let (_, behind, _) = around_verb(sentence)?;
    book.informed.as_ref()?.reached(&fold(behind))
}

/// Who a sentence is about, what it says of him, and whether they are more than one.
fn around_verb(sentence: &str) -> Option<(&str, &str, bool)> {
    let verbs = [(" is ", false), (" zijn ", true), (" weet ", false), (" weten ", true), (" werd ", false)];
    let found = verbs.iter().filter_map(|(verb, plural)| Some((sentence.find(verb)?, verb.len(), *plural)));
    let (at, long, is_plural) = found.min()?;
    Some((sentence.get(..at)?.trim(), sentence.get(at + long..)?, is_plural))
}

/// Who was told, as a sentence names him.
struct ToldPerson {
    name: String,
    is_plural: bool,
}

impl ToldPerson {
    /// Who it is that a sentence says was told.
    fn of(sentence: &str) -> Option<Self> {
        let (name, _, is_plural) = around_verb(sentence)?;
        let name = within(name);
        let words = name.split_whitespace().count();
        (1..=LONGEST_NAME).contains(&words).then_some(Self { name, is_plural })
    }

    /// True where this is about somebody whom these sentences name.
    fn is_named_in(&self, said: &[&str]) -> bool {
        let name = self.name.to_lowercase();
        said.iter().any(|text| text.to_lowercase().contains(&name))
    }
}

/// True where a sentence is about those who are called for help.
fn is_of_help(book: &Rulebook, text: &str) -> bool {
    let text = text.to_lowercase();
    book.informed.iter().flat_map(|rule| &rule.help).any(|word| text.contains(word))
}

/// Who was told besides those whom the answers name: by name and no more of them than a first reader asks for; all stand
/// under their headings.
fn told_besides(everyone: Vec<ToldPerson>, said: &[&str], is_more: bool) -> Option<String> {
    let mut named: Vec<ToldPerson> = Vec::new();
    for told in everyone {
        if !told.is_named_in(said) && named.iter().all(|other| other.name != told.name) {
            named.push(told);
        }
    }
    named.truncate(MOST_INFORMED);
    let is_plural = named.len() > 1 || named.iter().any(|told| told.is_plural);
    let each: Vec<&str> = named.iter().map(|told| told.name.as_str()).collect();
    let (last, before) = each.split_last()?;
    let listed = if before.is_empty() { (*last).to_owned() } else { format!("{} en {last}", before.join(", ")) };
    let also = if is_more || !said.is_empty() { "ook " } else { "" };
    Some(format!("{also}{listed} {} ingelicht", if is_plural { "zijn" } else { "is" }))
}

/// In the words of the fact where those say how things stand and no more, else in those of the book.
fn in_one_sentence(told: ToldStanding<'_>) -> &str {
    let ToldStanding { feit, choice, .. } = told;
    let chosen = feit.asked.as_ref().is_some_and(|a| a.choice.is_some());
    let is_sentence = Language::built_in().has_verb(&fold(feit.text.read()));
    let says_it = chosen || feit.topic == Topic::Situation && is_sentence;
    if says_it && feit.text.read().chars().count() <= LONGEST { feit.text.read() } else { &choice.sentence }
}
