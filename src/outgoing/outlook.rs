//! What a reader may still expect: when there is more to tell, what is to come by a term, and whether an afloopbericht
//! follows. From what is known and from nothing else; where nothing follows a message shows the gap.

use super::{
    desk_note::{PhoneNote, phone_note, time_named},
    news::received,
    sentence::capital,
};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        feit::{Feit, Topic},
        fold::fold,
        moment::Moment,
        sanitize,
        step::Step,
    },
    judge::{
        call_back,
        case_rule::CaseRule,
        case_surroundings::{AwaitedTermijn, CaseSurroundings},
        decided::applies,
    },
    log::zaak::Zaak,
};

/// By these words a reminder is about the visie vooraf, and not about news of the case.
const OF_REVIEW: [&str; 2] = ["visie", "feitencontrole"];

/// What may still be expected, one sentence each; `is_over` says that the end was told.
pub(super) fn outlook(
    zaak: &Zaak,
    case: CaseRule<'_>,
    context: &CaseSurroundings,
    now: Moment,
    is_over: bool,
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    if !is_over {
        lines.extend(next_news(zaak, now));
    }
    let form = received(zaak, case).next().map(|(_, line)| line.text);
    for term in &context.awaited {
        let is_form = case.book().and_then(|book| book.termijn_rule(term.kind)).is_some_and(|r| r.step == Step::Form);
        match &form {
            Some(line) if is_form => lines.push(format!("{}, en is nog niet volledig.", line.trim_end_matches('.'))),
            Some(_) | None => lines.extend(awaited(zaak, case, context, term, now)),
        }
    }
    let follows = applies(zaak, case.rule(), BesluitKind::A) == Some(YesNo::Yes);
    if follows && zaak.message(Step::Afloopbericht).is_none_or(|draft| draft.sent.is_empty()) {
        let end = || {
            let (book, rule) = case.book().zip(case.rule())?;
            book.call_questions(rule).find_map(|question| question.until.as_deref())
        };
        let when = if is_over { String::new() } else { format!(" zodra {}", end().unwrap_or("de afloop bekend is")) };
        lines.push(format!("Een afloopbericht volgt{when}."));
    }
    lines
}

/// True for what would follow at an hour that has passed.
pub(super) fn has_passed(feit: &Feit, now: Moment) -> bool {
    let text = sanitize::line(feit.text.read()).to_lowercase();
    feit.topic == Topic::FollowUp && time_named(&text, feit.at).is_some_and(|at| at <= now)
}

/// By when the body that writes the piketmelding is asked to answer: the reminder that the officer set for it.
pub(super) fn answer_by(zaak: &Zaak, now: Moment) -> Option<String> {
    let asked = zaak.running_reminders().filter(|r| r.when > now && is_of_review(r.text.read()));
    let when = asked.map(|r| r.when).min()?;
    Some(if when.date() == now.date() { when.clock_in_words() } else { when.in_words() })
}

/// When the inrichting or the desk has more.
fn next_news(zaak: &Zaak, now: Moment) -> Option<String> {
    let notes: Vec<PhoneNote> = zaak.feiten_about(Topic::FollowUp).filter_map(phone_note).collect();
    let at = |when: Moment| capital(&at_moment(when, now));
    if let Some(when) = notes.iter().filter(|note| note.by_inrichting).filter_map(|note| note.when).find(|w| *w > now) {
        return Some(format!("{} geeft de inrichting een nieuwe stand; daarna volgt een aanvulling.", at(when)));
    }
    let own = notes.iter().filter(|note| !note.by_inrichting).filter_map(|note| note.when);
    let reminders = zaak.running_reminders().filter(|r| !is_of_review(r.text.read())).map(|r| r.when);
    if let Some(when) = own.chain(reminders).filter(|when| *when > now).min() {
        return Some(format!(
            "{} komt het piket op deze zaak terug; is er nieuws, dan volgt een aanvulling.",
            at(when)
        ));
    }
    (!notes.is_empty()).then(|| "Zodra de inrichting een nieuwe stand geeft, volgt een aanvulling.".to_owned())
}

/// What a term brings, by the words of the book. It is late only once its last reading has lapsed.
fn awaited(
    zaak: &Zaak,
    case: CaseRule<'_>,
    context: &CaseSurroundings,
    term: &AwaitedTermijn,
    now: Moment,
) -> Option<String> {
    let rule = case.book()?.termijn_rule(term.kind)?;
    let is_late = term.due.is_over(now);
    if let Some(decided) = &rule.decided {
        let due = term.due.first.termijn_in_words();
        let ends = call_back::ends(zaak, case, rule.step);
        return (!ends).then(|| decided.sentence(context.ownership, &due, (term.start.time(), is_late)));
    }
    let what = rule.in_message.as_deref().map(capital)?;
    let due = term.due.words();
    Some(if is_late {
        format!("{what} werd verwacht {due} en is bij het piket nog niet bekend.")
    } else {
        format!("{what} wordt verwacht {due}.")
    })
}

/// "Om 06.00 uur", and on another day with that day.
fn at_moment(when: Moment, now: Moment) -> String {
    if when.date() == now.date() { format!("om {}", when.clock_in_words()) } else { format!("op {}", when.in_words()) }
}

fn is_of_review(text: &str) -> bool {
    let plain = fold(text);
    OF_REVIEW.iter().any(|word| plain.contains(word))
}
