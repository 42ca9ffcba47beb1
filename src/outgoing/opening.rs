//! The first sentence of a message: what happened, where and when. Where the row holds too much to say what it was,
//! the sentence ends with the first thing that happened, and the message does not tell that a second time.

use super::{
    picture::FeitLine,
    sentence::{sentence, within},
    told::{MayTell, says},
};
use crate::{
    domain::{
        belvraag_id::BelvraagId,
        feit::{Feit, Topic},
        fold::fold,
        moment::Moment,
    },
    judge::{gaps, sentences, speech, standing::standing, tegenspraak::mentions},
    rules::{
        book::{RijRule, SmsPart},
        feature::Features,
        message_family::KernOpening,
    },
};

/// No longer is what happened within the sentence, in characters.
pub(super) const LONGEST: usize = 160;

/// The sentence, and what of the facts it tells whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSentence {
    /// The sentence.
    pub text: String,
    /// When somebody died, where that is the time with which it begins.
    pub died: Option<Moment>,
    /// The facts that are told whole: what happened, at the time the sentence begins with, and where it was.
    pub told: Vec<FeitLine>,
}

impl FirstSentence {
    /// What happened, where and when; `closer` is what is known of the place beyond the inrichting, and `over` says that it
    /// ended.
    pub(super) fn of(may_tell: &MayTell<'_>, place: &str, closer: Option<&str>, over: bool) -> Self {
        let MayTell { zaak, case, .. } = *may_tell;
        let Some(rule) = case.rule() else {
            let text = format!("Op {} gebeurde bij {place} {}.", when(zaak.times.voorval), gaps::marker("incident"));
            return Self { text, died: None, told: Vec::new() };
        };
        let of_category = KernOpening::of_category(&rule.category.public);
        let opening = rule.opening.as_ref().unwrap_or(&of_category);
        // Where somebody died at another time than it began, the sentence tells when that was.
        let place_told = standing(zaak, case, SmsPart::Place).map(|told| told.feit).filter(|f| may_tell.may_tell(f));
        let closer = closer.filter(|_| place_told.is_some());
        let died = place_told.and_then(|feit| may_tell.when(feit));
        let main = died.or(zaak.times.voorval);
        let event = event(may_tell, main, over);
        let found = zaak.times.constatering.filter(|at| zaak.times.voorval.is_some_and(|voorval| *at > voorval));
        let discovered = found.zip(opening.discovered(place, closer));
        let (at, begin) = match &discovered {
            Some((at, begin)) => (Some(*at), begin.clone()),
            None => (
                main,
                event
                    .as_ref()
                    .map_or_else(|| opening.at(place, closer), |event| before(event, rule, opening, (place, closer))),
            ),
        };
        let what = event.as_ref().map_or_else(|| begin.clone(), |event| format!("{begin}: {}", event.within()));
        let mut text = sentence(&format!("Op {} {what}", when(at)));
        if discovered.is_some() {
            text = format!("{}; het voorval zelf was op {}.", text.trim_end_matches('.'), when(zaak.times.voorval));
        }
        // That he died there, and no more than that, is what the sentence says already.
        let is_plain = |feit: &&Feit| {
            standing(zaak, case, SmsPart::Place).is_some_and(|told| told.choice.sentence == feit.text.read())
        };
        let place = place_told.filter(is_plain).filter(|_| closer.is_some_and(|closer| text.contains(closer)));
        let place = place.map(|feit| FeitLine::of(feit, None, None));
        let told = event.and_then(|event| event.told_whole()).into_iter().chain(place).collect();
        Self { told, died: died.filter(|_| discovered.is_none()), text }
    }
}

/// What stands before what happened. Where that names by itself what the row is about, nothing says it a second time.
fn before(
    event: &OpeningFact<'_>,
    rule: &RijRule,
    opening: &KernOpening,
    (place, closer): (&str, Option<&str>),
) -> String {
    let begin = opening.before_event(place, closer);
    let (category, stated, told) = (fold(&rule.category.sms), fold(&begin), fold(event.words()));
    let said = category.split(' ').filter(|word| word.chars().count() > SHORT && stated.split(' ').any(|w| w == *word));
    let again = said.into_iter().any(|word| told.split(' ').any(|other| other.ends_with(word)));
    if again { format!("deed zich bij {place} het volgende voor") } else { begin }
}

/// Words of no more letters say nothing of what it was.
const SHORT: usize = 4;

/// Day and time, or the gap.
fn when(at: Option<Moment>) -> String {
    at.map_or_else(|| gaps::marker("voorval"), Moment::in_words)
}

/// The fact about what happened that the sentence ends with.
struct OpeningFact<'a> {
    feit: &'a Feit,
    text: String,
    /// When, where that is not the time of the case.
    time: Option<String>,
}

impl OpeningFact<'_> {
    /// Its first sentence, as the end of another.
    fn words(&self) -> &str {
        sentences::first(&self.text).trim().trim_end_matches(['.', ':'])
    }

    /// The same with its time where that is another one.
    fn within(&self) -> String {
        let words = within(self.words());
        match self.time.as_ref().filter(|time| !words.contains(time.as_str())) {
            Some(time) => format!("{words} ({time})"),
            None => words,
        }
    }

    /// The line of the fact where the sentence leaves nothing of it out; what happened at a time of its own also has a line there.
    fn told_whole(&self) -> Option<FeitLine> {
        let is_whole = self.text.trim().trim_end_matches('.') == self.words();
        let is_told = is_whole && (self.time.is_none() || self.feit.happened.is_none());
        is_told.then(|| FeitLine::new(&speech::cleaned(self.feit.text.read())))
    }
}

/// True where words tell of what the place of the row is asked of: "en daar overleden".
fn tells_of_the_place(may_tell: &MayTell<'_>, text: &str) -> bool {
    let Some((book, rule)) = may_tell.case.book().zip(may_tell.case.rule()) else { return false };
    let plain = fold(text);
    let asked = book.call_questions(rule).filter(|q| q.sms_part == Some(SmsPart::Place));
    asked.flat_map(|q| &q.subject).any(|word| mentions(Features::built_in(), &plain, word))
}

/// What happened at the time of the case, else the first thing that did; nothing where nobody told it, or in too many
/// words, or only as somebody said it.
fn event<'a>(may_tell: &MayTell<'a>, main: Option<Moment>, over: bool) -> Option<OpeningFact<'a>> {
    let zaak = may_tell.zaak;
    // What was said of the place is where it was, and not what happened.
    let is_of_place = |question: &BelvraagId| {
        let asked = may_tell.case.book().and_then(|book| book.call_question(question));
        asked.is_some_and(|asked| asked.sms_part.is_some())
    };
    let in_own_words =
        |f: &&Feit| f.asked.as_ref().is_none_or(|asked| asked.choice.is_none() && !is_of_place(&asked.question));
    let told = zaak.feiten_about(Topic::Event).filter(|f| says(f)).filter(in_own_words);
    let told = told.filter(|f| !speech::is_spoken(f.text.read()));
    let day = zaak.times.voorval;
    let other_time = |f: &Feit| f.happened.is_some_and(|at| Some(at) != day);
    let feit = told.min_by_key(|f| (other_time(f), f.told_at(), f.number))?;
    // Of what sources say otherwise the sentence tells neither, and nothing else in its place.
    if !may_tell.may_tell(feit) {
        return None;
    }
    let text = speech::cleaned(feit.text.filled()?);
    // What tells of the death itself was at the time with which the sentence begins, unless it has one of its own.
    let of_place = tells_of_the_place(may_tell, &text);
    let at = may_tell.when(feit).or(day.filter(|_| !of_place)).filter(|at| Some(*at) != main);
    let text = if over { speech::over(&text) } else { text };
    let event = OpeningFact { feit, text, time: at.map(|at| at.time_in_words(main)) };
    (1..=LONGEST).contains(&event.words().chars().count()).then_some(event)
}
