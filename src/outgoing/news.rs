//! What is different since a message that was sent: what it told and is told otherwise now, what happened since, and what
//! happened before and is known since. Every line is a sentence; the end of the event comes first.

use super::{
    denial::denies_media,
    ending::Ending,
    picture::{self, FeitLine, Picture},
    sentence::{capital, sentence},
    told::{MayTell, says, time_in_words},
};
use crate::{
    domain::{
        dispatch::Dispatch,
        feit::{Feit, FeitNumber, Topic},
        fold::fold,
        melding::MeldingKind,
        moment::Moment,
        own_words,
        step::Step,
    },
    judge::{case_rule::CaseRule, case_surroundings::ToldInLine, informed::by_steps, sentences::sentences, speech},
    log::zaak::{Link, Placing, Zaak},
    rules::{
        book::{RijRule, Rulebook},
        language::Language,
    },
};

/// What is different.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageNews {
    /// What was told and is told otherwise now, or was taken back.
    pub corrected: Vec<FeitLine>,
    /// How it ended.
    pub end: Vec<FeitLine>,
    /// What else happened since, by the time of the event.
    pub happened: Vec<FeitLine>,
    /// What happened before and was not known.
    pub learned: Vec<FeitLine>,
    /// What a form says of the event as a whole, which the first message told.
    pub retold: Vec<FeitLine>,
    /// How it is now, of what was told otherwise: it stands with the correction.
    pub covered: Vec<FeitLine>,
}

impl MessageNews {
    /// What is different since the last of these messages was written; `picture` is what stands under the headings now.
    pub(super) fn since(
        may_tell: &MayTell<'_>,
        all_sent: &[Dispatch],
        (picture, line): (&Picture, &[ToldInLine]),
    ) -> Self {
        let Some(sent) = all_sent.last() else { return Self::default() };
        let mut news = Self::of_feiten(may_tell, sent);
        news.add_untold(may_tell, all_sent, (picture, line));
        news
    }

    /// What facts, steps and forms tell since this message was written.
    fn of_feiten(may_tell: &MayTell<'_>, sent: &Dispatch) -> Self {
        let MayTell { zaak, case, .. } = *may_tell;
        let told = zaak.told_in(sent);
        let (corrected, covered) = corrections(zaak, may_tell, sent, &told);
        let names = case.book().unwrap_or(Rulebook::built_in());
        let news = Since { zaak, names, may_tell, sent, told: &told, covered: &covered };
        let day = zaak.times.voorval;
        let ending = may_tell.ending;
        let (end, other): (Vec<&Feit>, Vec<&Feit>) =
            news.feiten().partition(|feit| ending.is_some_and(|ending| ending.tells(feit)));
        let (happened, learned): (Vec<&Feit>, Vec<&Feit>) = other.into_iter().partition(|feit| news.is_since(feit));
        let of_end = ending.map(Ending::told).unwrap_or_default();
        let is_new = |feit: &Feit| feit.number > sent.feiten || end.iter().any(|new| new.number == feit.number);
        let told_end = of_end.iter().filter(|(feit, _)| !end.is_empty() && is_new(feit));
        // That he is back stands there once, in the words of the outcome where that tells it.
        let retold_end: Vec<FeitLine> = end.iter().map(|feit| FeitLine::of(feit, None, day)).collect();
        let mut end: Vec<FeitLine> = told_end.map(|(feit, at)| FeitLine::of(feit, *at, day)).collect();
        end.extend(news.end_without_words(ending, &of_end));
        let mut lines = picture::told(may_tell, happened, &[]);
        let steps = by_steps(zaak, case).into_iter().filter_map(|step| Some((step.sentence, step.at?)));
        let steps = steps.filter(|(_, at)| *at > sent.at);
        lines.extend(steps.map(|(text, at)| FeitLine::at(text, Some(at), day)));
        let happened = lines.into_iter().filter(|line| !told.iter().any(|old| line.says(old))).collect();
        let mut learned = picture::told(may_tell, learned, &[]);
        learned.extend(received(zaak, case).filter(|(link, _)| link.received > sent.at).map(|(_, line)| line));
        let is_retold = |feit: &&Feit| feit.number > sent.feiten && news.retells(feit) && !news.repeats(feit);
        let new = may_tell.about(Topic::Event).into_iter().filter(is_retold);
        let new: Vec<&Feit> = new.collect();
        let retold = new.iter().filter_map(|feit| news.retold(feit)).collect();
        let is_retold = |feit: &Feit| new.iter().any(|new| new.number == feit.number);
        let is_old = |feit: &&Feit| covered.contains(&feit.number) || news.repeats(feit) || is_retold(feit);
        let now = zaak.feiten.iter().filter(is_old);
        let covered = now.map(|feit| FeitLine::of(feit, None, day)).chain(retold_end).collect();
        Self { corrected, end, happened, learned, retold, covered }
    }

    /// What no message told is news, wherever it came from: a contradiction that was settled, a step that was ticked,
    /// somebody in the line who was told.
    fn add_untold(
        &mut self,
        may_tell: &MayTell<'_>,
        all_sent: &[Dispatch],
        (picture, line): (&Picture, &[ToldInLine]),
    ) {
        let MayTell { zaak, case, .. } = *may_tell;
        let told = all_sent.iter().flat_map(|sent| {
            let then = zaak.as_told_in(sent);
            let line: Vec<ToldInLine> = line.iter().filter(|told| told.noted <= sent.saved).cloned().collect();
            let may_tell = MayTell::of(&then, case);
            Picture::of(&may_tell, &line, sent.at).lines().cloned().collect::<Vec<_>>()
        });
        let told: Vec<FeitLine> = told.collect();
        let elsewhere = [self.lines(), self.covered.clone()].concat();
        let is_told = |line: &FeitLine| told.iter().chain(&elsewhere).any(|other| other.says_what(line));
        // How it ended is told as the end.
        let end: Vec<&Feit> = zaak.feiten.iter().filter(|f| may_tell.ending.is_some_and(|end| end.tells(f))).collect();
        let is_end = |line: &FeitLine| end.iter().any(|feit| line.says(feit));
        let untold = picture.lines().filter(|line| !is_told(line) && !is_end(line));
        self.learned.extend(untold.cloned().collect::<Vec<_>>());
    }

    /// True where there is nothing to tell.
    pub const fn is_empty(&self) -> bool {
        let tells_nothing = self.corrected.is_empty() && self.end.is_empty() && self.happened.is_empty();
        tells_nothing && self.learned.is_empty() && self.retold.is_empty()
    }

    /// All of it, as an addition begins: what has a time in the order of those times, the end and what else happened, what was
    /// told otherwise, and what else is known now.
    pub fn lines(&self) -> Vec<FeitLine> {
        let (timed, known): (Vec<&FeitLine>, Vec<&FeitLine>) = self.learned.iter().partition(|line| line.at.is_some());
        let happened = by_time(self.end.iter().chain(timed).chain(&self.happened));
        happened.iter().chain(&self.corrected).chain(known).chain(&self.retold).cloned().collect()
    }
}

/// What has a time in the order of those times, then the rest as it stood.
pub(super) fn by_time<'a>(lines: impl Iterator<Item = &'a FeitLine>) -> Vec<FeitLine> {
    let (mut timed, rest): (Vec<&FeitLine>, Vec<&FeitLine>) = lines.partition(|line| line.at.is_some());
    timed.sort_by_key(|line| line.at);
    timed.into_iter().chain(rest).cloned().collect()
}

/// What stands between the words of a form that asks for something and the answer.
const ASKS: &str = ": ";

/// What was noted since a message was written.
struct Since<'a> {
    zaak: &'a Zaak,
    names: &'a Rulebook,
    may_tell: &'a MayTell<'a>,
    sent: &'a Dispatch,
    told: &'a [&'a Feit],
    covered: &'a [FeitNumber],
}

impl<'a> Since<'a> {
    /// The facts that say something that was not told.
    fn feiten(&self) -> impl Iterator<Item = &'a Feit> {
        let known = Topic::ALL.into_iter().filter(|topic| *topic != Topic::Unknown);
        let known = known.flat_map(|topic| self.may_tell.about(topic));
        let is_new = |feit: &&Feit| {
            let same = |old: &&&Feit| old.happened == feit.happened && words(old) == words(feit);
            feit.number > self.sent.feiten
                && !self.covered.contains(&feit.number)
                && !self.told.iter().any(|o| same(&o))
                && !self.repeats(feit)
        };
        known.filter(is_new).filter(|feit| !self.retells(feit)).collect::<Vec<_>>().into_iter()
    }

    /// True for what a later source says that was told already: in the same words behind those of the form that asked for it, or, of
    /// the media, that there is nothing of it. A time that was not told is news.
    fn repeats(&self, feit: &Feit) -> bool {
        let denies = |feit: &Feit| denies_media(feit.text.read());
        let nothing_of_media =
            |old: &Feit| old.topic == Topic::Media && feit.topic == Topic::Media && denies(old) && denies(feit);
        let again = |old: &Feit| {
            let answer = feit.text.read().split_once(ASKS).map_or(feit.text.read(), |(_, answer)| answer);
            let old = words(old);
            old == words(feit) || old == fold(answer)
        };
        let same = |old: &&&Feit| {
            let when = feit.happened.is_none() || feit.happened == old.happened;
            when && says(old) && (nothing_of_media(old) || again(old))
        };
        feit.number > self.sent.feiten && says(feit) && self.told.iter().any(|old| same(&old))
    }

    /// True for what a form says of the event as a whole: the first message told that.
    fn retells(&self, feit: &Feit) -> bool {
        let of_form =
            |link: &Link| own_words::from_form(link.form.label(self.names), link.melding) == feit.source.read();
        feit.topic == Topic::Event && feit.happened.is_none() && self.zaak.meldingen.iter().any(of_form)
    }

    /// True for what happened after the message; what has no time, also not in its words, was so when it was noted.
    fn is_since(&self, feit: &Feit) -> bool {
        feit.happened.or_else(|| time_in_words(feit)).is_none_or(|at| at > self.sent.at)
    }

    /// What a form says of the event as a whole, without the sentences that were told.
    fn retold(&self, feit: &Feit) -> Option<FeitLine> {
        let told: Vec<String> = self.told.iter().flat_map(|old| sentences(old.text.read())).map(fold).collect();
        let parts = sentences(feit.text.read());
        let new: Vec<&str> = parts.iter().copied().filter(|part| !told.contains(&fold(part))).collect();
        let is_whole = new.len() == parts.len();
        let day = self.zaak.times.voorval;
        if is_whole {
            Some(FeitLine::of(feit, None, day))
        } else {
            (!new.is_empty()).then(|| FeitLine::new(&new.join(" ")))
        }
    }

    /// The end of an absence of which there is a time and no more.
    fn end_without_words(&self, ending: Option<Ending<'_>>, told: &[(&Feit, Option<Moment>)]) -> Option<FeitLine> {
        let at = ending?.absence_ended().filter(|at| *at > self.sent.at)?;
        if told.iter().any(|(_, time)| *time == Some(at)) {
            return None;
        }
        Some(FeitLine::at("De ongeoorloofde afwezigheid eindigde", Some(at), self.zaak.times.voorval))
    }
}

/// The forms of the case that came in, and how a message says so.
pub(super) fn received<'a>(zaak: &'a Zaak, case: CaseRule<'a>) -> impl Iterator<Item = (&'a Link, FeitLine)> {
    let (book, form) = (case.book(), case.rule().map(|rule| rule.form));
    let first = form.and_then(|form| zaak.first_of(&[MeldingKind::Form(form)]));
    first.into_iter().filter_map(move |link| {
        let what = book?.termijn_rules(case.rule()?).find(|term| term.step == Step::Form)?.in_message.as_deref()?;
        let at = link.received.in_words();
        Some((link, FeitLine::new(&format!("{} is ontvangen op {at}", capital(what)))))
    })
}

/// What was told and is not so any more, and the numbers of the facts that say how it is.
fn corrections(
    zaak: &Zaak,
    may_tell: &MayTell<'_>,
    sent: &Dispatch,
    told: &[&Feit],
) -> (Vec<FeitLine>, Vec<FeitNumber>) {
    let (mut lines, mut covered): (Vec<FeitLine>, Vec<FeitNumber>) = (moved(zaak, may_tell.case, sent), Vec::new());
    // How it stands and what follows go on; that is news and no correction.
    let corrects = |feit: &&&Feit| !matches!(feit.topic, Topic::Situation | Topic::FollowUp | Topic::Unknown);
    for old in told.iter().filter(|feit| says(feit) && !may_tell.is_disputed(feit)).filter(corrects) {
        let same_words = |feit: &Feit| words(feit) == words(old);
        let counted = zaak.feiten.iter().filter(|feit| says(feit));
        if let Some(now) = counted.clone().find(|feit| feit.number == old.number) {
            if !same_words(now) || now.happened != old.happened {
                lines.push(corrected(zaak, old, now));
                covered.push(now.number);
            }
            continue;
        }
        let question = old.asked.as_ref().map(|asked| &asked.question);
        let mut answers =
            counted.clone().filter(|f| question.is_some() && f.asked.as_ref().map(|a| &a.question) == question);
        let now = answers.clone().max_by_key(|feit| feit.number);
        // The same at another moment was told at a wrong one.
        let is_moved = |now: &&Feit| same_words(now) && now.happened.is_some() && old.happened.is_some();
        let has_same = answers.any(|feit| same_words(feit) && feit.happened == old.happened);
        if let Some(now) = now.filter(is_moved).filter(|_| !has_same) {
            covered.push(now.number);
            lines.push(corrected(zaak, old, now));
            continue;
        }
        if counted.clone().any(same_words) {
            continue;
        }
        // What was so then and is not any more is news, also where only what it is about has a time: nobody was told anything wrong.
        let is_since = |feit: &&Feit| feit.number > sent.feiten && feit.happened.is_some_and(|at| at > sent.at);
        let of_later = |now: &Feit| {
            now.happened.is_none() && counted.clone().any(|feit| feit.topic == now.topic && is_since(&feit))
        };
        if now.is_some_and(|now| is_development(old, now, sent) || of_later(now)) {
            continue;
        }
        if let Some(now) = now {
            covered.push(now.number);
            lines.push(corrected(zaak, old, now));
        } else if !may_tell.ending.is_some_and(|ending| ending.overtakes(old)) {
            lines.push(FeitLine::new(&format!("Ingetrokken: eerder meldden wij {}", quoted(zaak, old, false))));
        }
    }
    (lines, covered)
}

/// True where the one answer came true after the message that told the other, or the other was that it was not so yet.
fn is_development(old: &Feit, now: &Feit, sent: &Dispatch) -> bool {
    let not_yet = Language::built_in()
        .not_yet
        .iter()
        .any(|words| format!(" {} ", self::words(old)).contains(&format!(" {words} ")));
    now.happened.map_or(not_yet, |at| at > sent.at)
}

/// What was told and what is told now. Whether an answer in own words puts another one right or tells how it went on, nobody said.
fn corrected(zaak: &Zaak, old: &Feit, now: &Feit) -> FeitLine {
    let timed = old.happened != now.happened;
    let worded = |feit: &Feit| feit.asked.as_ref().is_some_and(|asked| asked.choice.is_none());
    let what = if old.number != now.number && worded(old) && worded(now) { "Bijgewerkt" } else { "Gecorrigeerd" };
    let (old, now) = (quoted(zaak, old, timed), quoted(zaak, now, timed));
    FeitLine::new(&format!("{what}: eerder meldden wij {old}; nu {now}"))
}

/// What a fact says between quotation marks, with its time where that matters.
fn quoted(zaak: &Zaak, feit: &Feit, timed: bool) -> String {
    let text = sentence(&speech::cleaned(feit.text.read()));
    // What is quoted within it is quoted with other marks.
    let text = match text.split_once('‘').zip(text.rsplit_once('’')) {
        Some(((before, _), (_, behind))) => {
            let inner = text.get(before.len()..text.len() - behind.len()).unwrap_or_default();
            format!("{before}“{}”{behind}", inner.trim_start_matches('‘').trim_end_matches('’'))
        }
        None => text,
    };
    let at = feit.happened.filter(|at| timed && !text.contains(&at.clock_in_words()));
    let at = at.map(|at| format!(" ({})", at.time_in_words(zaak.times.voorval)));
    format!("‘{}’{}", text.trim_end_matches('.'), at.unwrap_or_default())
}

/// The ground, the time and the place of the event, where they were told otherwise.
fn moved(zaak: &Zaak, case: CaseRule<'_>, sent: &Dispatch) -> Vec<FeitLine> {
    let mut lines: Vec<String> = other_ground(zaak, case, sent).into_iter().collect();
    lines.extend(
        zaak.placings
            .iter()
            .find(|placing| placing.until > sent.at)
            .map(|then| otherwise(zaak, then))
            .unwrap_or_default(),
    );
    lines.iter().map(|line| FeitLine::new(line)).collect()
}

/// The row that a message stood on, where the case is of another one now.
fn other_ground(zaak: &Zaak, case: CaseRule<'_>, sent: &Dispatch) -> Option<String> {
    let (book, now) = case.book().zip(case.rule())?;
    let then =
        zaak.rij_choices.iter().rev().find(|choice| choice.at <= sent.saved)?.rij.filter(|then| *then != now.nr)?;
    let then = book.find_rij(then).ok()?;
    let (old, new) = (within_brackets(then), within_brackets(now));
    Some(format!("Gecorrigeerd: eerder noemden wij als grondslag {old}; nu is dat {new}"))
}

fn within_brackets(rule: &RijRule) -> String {
    format!("nr {} ({})", rule.nr, rule.incident)
}

/// Where and when, as it was and as it is.
fn otherwise(zaak: &Zaak, then: &Placing) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some((old, now)) = then.times.voorval.zip(zaak.times.voorval).filter(|(old, now)| old != now) {
        let (old, now) = (old.in_words(), now.in_words());
        lines.push(format!("Gecorrigeerd: eerder meldden wij dat het voorval was op {old}; nu is dat {now}"));
    }
    if let Some((old, now)) = then.inrichting.as_ref().zip(zaak.inrichting.as_ref()).filter(|(old, now)| old != now) {
        lines.push(format!(
            "Gecorrigeerd: eerder noemden wij als inrichting {}; nu is dat {}",
            old.label(),
            now.label()
        ));
    }
    lines
}

fn words(feit: &Feit) -> String {
    fold(feit.text.read())
}
