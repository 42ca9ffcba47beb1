//! What moved under a step after it was done, or after it was said not to be needed: then it opens again, and says
//! why. By whom it was put there makes no difference. What left the desk is believed by who has it, so there another
//! row, or a decision that is no now, is enough.

use std::collections::BTreeMap;

use super::{book_step::told_otherwise, input::StepInput, message::news_since, said::not_reportable};
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        dispatch::Dispatch,
        draft::DraftKind,
        melding::MeldingKind,
        moment::Moment,
        rij::Rij,
        sanitize,
        step::{Step, StepState},
        termijn_kind::Times,
        time_kind::TimeKind,
        weegvraag_id::WeegvraagId,
    },
    judge::{
        case_rule::CaseRule,
        complete::forms,
        decided::{again, applies},
        moved_text,
        questions::weegvragen,
        tegenspraak, untaken,
    },
    log::zaak::{Link, Placing, StepNote, Zaak},
    rules::step_rule::{StepRule, TickGround},
};

/// What changed under a step since the officer marked it.
pub fn moved_since(b: &StepInput<'_>, step: Step, rule: StepRule<'_>, note: &StepNote) -> Option<String> {
    match note.state {
        StepState::Open => None,
        StepState::Waiting => came_since(b, step, note),
        StepState::Done => {
            let ground = || rule.ground.and_then(|ground| ground_since(b, ground, note));
            voorval_since(b, note.at)
                .or_else(ground)
                .or_else(|| told_otherwise(b, step, note))
                .or_else(|| news_under(b, step, note))
        }
        StepState::NotNeeded => match rule.ground {
            Some(TickGround::Monitor) => monitor_since(b, note),
            Some(
                TickGround::Text
                | TickGround::Rij
                | TickGround::Weighing
                | TickGround::Beeld
                | TickGround::Inrichting
                | TickGround::Form
                | TickGround::AbsenceEnd,
            )
            | None => {
                row_under(b, note).or_else(|| besluit_since(b, rule.about?, note)).or_else(|| news_under(b, step, note))
            }
        },
    }
}

/// News that came after the officer said that no more is to be sent, or what he told by mouth and is otherwise now.
fn news_under(b: &StepInput<'_>, step: Step, note: &StepNote) -> Option<String> {
    let ground = note.ground.as_ref().filter(|_| step == Step::Piketmelding)?;
    let was_sent = b.zaak.message(step).is_some_and(|draft| !draft.sent.is_empty());
    let is_revised = was_sent && ground.revision.is_some_and(|then| b.zaak.revision() > then);
    let revised = || is_revised.then(|| "daarna is een feit verbeterd of teruggenomen".to_owned());
    news_since(b, ground.feiten).or_else(revised).filter(|_| b.zaak.is_open())
}

/// That what was waited for is there and was not when the step was marked: the form, or a call after the mark of whom was to be
/// phoned. A call of before it ends no wait for another.
fn came_since(b: &StepInput<'_>, step: Step, note: &StepNote) -> Option<String> {
    let came_after = |link: &Link| link.received.minute() >= note.noted.minute();
    let is_awaited = |link: &&Link| {
        if step == Step::Form {
            forms(b.case).contains(&link.form)
        } else {
            step == Step::CalledBack && link.form == MeldingKind::Phone && came_after(link)
        }
    };
    let link = new_links(b.zaak, note).into_iter().find(is_awaited)?;
    let how = if came_after(link) { "kwam daarna" } else { "hoort er nu bij" };
    Some(format!("{} {how}", link.melding))
}

/// The reports that did not belong to the case when the step was marked. Of two that are alike at every desk those that were
/// linked first were there: their numbers are other ones at the next.
fn new_links<'a>(zaak: &'a Zaak, note: &StepNote) -> Vec<&'a Link> {
    let Some(linked) = note.ground.as_ref().and_then(|ground| ground.linked.as_ref()) else {
        return zaak.meldingen.iter().filter(|link| link.received > note.noted).collect();
    };
    let mut there = linked.clone();
    let mut is_new = |link: &Link| match there.iter().position(|report| *report == link.report()) {
        Some(place) => {
            there.swap_remove(place);
            false
        }
        None => true,
    };
    zaak.meldingen.iter().filter(|link| is_new(link)).collect()
}

/// True where the rest of a form was asked for without a request in writing: then it is waited for.
pub(super) fn awaits_rest(b: &StepInput<'_>) -> bool {
    let note = b.zaak.steps.get(&Step::Form).filter(|note| note.state == StepState::Waiting);
    note.is_some_and(|note| came_since(b, Step::Form, note).is_none())
}

fn ground_since(b: &StepInput<'_>, ground: TickGround, note: &StepNote) -> Option<String> {
    match ground {
        TickGround::Text => text_since(b, note),
        TickGround::Rij => row_under(b, note),
        TickGround::Weighing => row_under(b, note).or_else(|| answers_since(b, note)),
        TickGround::Beeld => {
            inrichting_since(b, note).or_else(|| times_since(b, note)).or_else(|| tegenspraak_since(b, note))
        }
        TickGround::Inrichting => inrichting_since(b, note),
        TickGround::Form => form_since(b, note),
        TickGround::Monitor => monitor_since(b, note),
        TickGround::AbsenceEnd => end_since(b, note.at),
    }
}

/// To the minute, which is how a time is typed.
fn is_after(at: Moment, marked: Moment) -> bool {
    at.minute() > marked.minute()
}

/// What was recorded after a mark: after the time that was told with it, or after it was put.
fn is_since(at: Moment, note: &StepNote) -> bool {
    is_after(at, note.at) || at > note.noted
}

/// A text that came after the check of its facts.
fn text_since(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    let draft = b.zaak.message(Step::Piketmelding).filter(|d| is_since(d.saved, note));
    draft.map(|d| format!("versie {} is van na de visie", d.version))
}

fn row_since(b: &StepInput<'_>, marked: Moment) -> Option<String> {
    let then =
        b.zaak.rij_choices.iter().rev().find(|choice| !is_after(choice.at, marked)).and_then(|choice| choice.rij);
    other_row(b, then)
}

fn other_row(b: &StepInput<'_>, then: Option<Rij>) -> Option<String> {
    let now = b.zaak.rij();
    (now != then).then(|| now.map_or_else(|| "de rij is weer open".to_owned(), |rij| format!("de rij is nu {rij}")))
}

/// The row is another one than at the time that was told, or than when the mark was put.
fn row_under(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    row_since(b, note.at).or_else(|| other_row(b, note.ground.as_ref()?.rij))
}

/// An answer that was known then is another one now, or one that came since points to another row.
fn answers_since(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    let (CaseRule::Known(book, rule), Some(ground)) = (b.case, &note.ground) else { return None };
    let known = |answers: &BTreeMap<WeegvraagId, Answer>, id: &WeegvraagId| {
        answers.get(id).copied().filter(|a| *a != Answer::Unknown)
    };
    weegvragen(book, rule).find_map(|question| {
        let id = &question.id;
        match (known(&ground.answers, id), known(&b.zaak.answers, id)) {
            (Some(then), now) if now != Some(then) => {
                Some(format!("vraag {id} is nu {}, toen {}", now.unwrap_or(Answer::Unknown).word(), then.word()))
            }
            (None, Some(now)) => {
                let consequence = question.consequence(now)?;
                let moves = consequence.rij.is_some() || consequence.outside.is_some();
                let implied = sanitize::clause(&consequence.text);
                moves.then(|| format!("vraag {id} is daarna met {} beantwoord ({implied})", now.word()))
            }
            (Some(_), _) | (None, None) => None,
        }
    })
}

/// What does not agree since a later fact.
fn tegenspraak_since(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    let later = b.zaak.feiten.iter().any(|feit| note.ground.as_ref().is_some_and(|then| feit.number > then.feiten));
    tegenspraak::words(b.zaak).or_else(|| untaken::words(b.zaak, b.case)).filter(|_| later)
}

/// Where and when the case was when a step was marked, where that changed since.
fn placing<'a>(b: &StepInput<'a>, note: &StepNote) -> Option<&'a Placing> {
    b.zaak.placings.iter().find(|placing| is_since(placing.until, note))
}

/// Another inrichting than the one that was known then; whom nobody knew yet was learnt, and did not change.
fn inrichting_since(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    let then = placing(b, note)?.inrichting.as_ref()?;
    let now = b.zaak.inrichting.as_ref();
    (now != Some(then)).then(|| match now {
        Some(plek) => format!("de inrichting is nu {}", b.visibility().plek(plek)),
        None => "de inrichting is weer onbekend".to_owned(),
    })
}

fn times_since(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    let told = placing(b, note).map(|placing| placing.times);
    told.and_then(|then| other_time(b, then)).or_else(|| other_time(b, note.ground.as_ref()?.times))
}

fn other_time(b: &StepInput<'_>, then: Times) -> Option<String> {
    let moved = TimeKind::ALL.into_iter().find(|kind| b.zaak.times.of(*kind) != then.of(*kind))?;
    Some(match b.zaak.time(moved) {
        Some(at) => format!("{} is nu {}", moved.word(), at.short()),
        None => format!("{} is weer onbekend", moved.word()),
    })
}

/// A voorval that is known to be later than what was done about it.
fn voorval_since(b: &StepInput<'_>, marked: Moment) -> Option<String> {
    let voorval = b.zaak.times.voorval.filter(|voorval| is_after(*voorval, marked))?;
    Some(format!("het voorval is nu {}, en dit was eerder", voorval.short()))
}

/// An end that is known to be later than what was done about it.
fn end_since(b: &StepInput<'_>, marked: Moment) -> Option<String> {
    let end = b.zaak.times.oa_end.filter(|end| is_after(*end, marked))?;
    Some(format!("het einde is nu {}, en dit was eerder", end.short()))
}

/// Another form is owed than the one that came: by the row of then, or by that under which the mark was put.
fn form_since(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    let CaseRule::Known(book, rule) = b.case else { return None };
    let then =
        b.zaak.rij_choices.iter().rev().find(|choice| !is_after(choice.at, note.at)).and_then(|choice| choice.rij);
    let put = note.ground.as_ref().and_then(|ground| ground.rij);
    let is_other = |rij: &Rij| book.find_rij(*rij).is_ok_and(|then| then.form != rule.form);
    let other = put.or(then).filter(is_other)?;
    Some(format!("rij {} vraagt een ander formulier dan rij {other}", rule.nr))
}

fn besluit_since(b: &StepInput<'_>, about: BesluitKind, note: &StepNote) -> Option<String> {
    let taken = b.zaak.besluit(about).filter(|besluit| is_since(besluit.at, note));
    again(b.zaak, b.case, about)
        .or_else(|| taken.map(|besluit| format!("{} is nu {}", about.letter(), besluit.choice.word())))
}

/// What the monitor would say otherwise than when the officer was done with it.
fn monitor_since(b: &StepInput<'_>, note: &StepNote) -> Option<String> {
    let letters = BesluitKind::ALL.into_iter().find_map(|about| besluit_since(b, about, note));
    let forms = || b.zaak.meldingen.iter().find(|k| k.form.is_form() && is_since(k.received, note));
    let sent = || b.zaak.drafts.iter().find(|(_, d)| d.sent.iter().any(|v| is_since(v.at, note)));
    let is_told = |step: &Step| *step == Step::Form || matches!(step, Step::Book(_));
    let mut marks = b.zaak.steps.iter().filter(|(step, _)| is_told(step));
    let mut answers = b.zaak.answered.iter();
    row_under(b, note)
        .or(letters)
        .or_else(|| inrichting_since(b, note))
        .or_else(|| times_since(b, note))
        .or_else(|| forms().map(|k| format!("{} kwam daarna", k.melding)))
        .or_else(|| sent().map(|(kind, _)| format!("{} is daarna verzonden", kind.label())))
        .or_else(|| {
            marks.any(|(_, mark)| is_since(mark.noted, note)).then(|| "daarna is genoteerd wat er kwam".to_owned())
        })
        .or_else(|| {
            let (question, _) = answers.find(|(_, at)| is_since(**at, note))?;
            Some(format!("vraag {question} is daarna beantwoord"))
        })
}

/// What a message that was sent said by its being sent, and is not so any more.
pub(super) fn moved_since_sent(b: &StepInput<'_>, kind: DraftKind, sent: &Dispatch) -> Option<String> {
    let about = kind.besluit()?;
    moved_text::follows_unsent(b.zaak, sent.follows)
        .or_else(|| row_since(b, sent.saved))
        .or_else(|| became_no(b, about, sent.at))
}

/// Why what was passed on up the line then need not have been: nothing where it still is to be.
pub(super) fn withdrawn(b: &StepInput<'_>, told: Moment) -> Option<String> {
    let is_withdrawn = not_reportable(b).is_some() || applies(b.zaak, b.rule, BesluitKind::P) == Some(YesNo::No);
    let moved = || row_since(b, told).or_else(|| became_no(b, BesluitKind::P, told));
    is_withdrawn.then(moved).flatten()
}

/// A decision that was taken after it, and that is no.
fn became_no(b: &StepInput<'_>, about: BesluitKind, then: Moment) -> Option<String> {
    let besluit = b.zaak.besluit(about).filter(|besluit| besluit.choice == YesNo::No && is_after(besluit.at, then))?;
    Some(format!("{} is nu {}", about.letter(), besluit.choice.word()))
}
