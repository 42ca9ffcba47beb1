//! What a step of the rule book asks of a case: where its row lists it, by the words of the book, with what the case
//! itself shows of it. Some come only at the end of an absence.

use super::{
    Derived,
    input::StepInput,
    said::{evidence_of, open},
};
use crate::{
    domain::{
        feit::FeitStatus, ids::Meldingnummer, melding::MeldingKind, moment::Moment, step::Step, time_kind::TimeKind,
    },
    judge::{
        absence, call_back::answer_to, case_rule::CaseRule, checklist::Owner, checklist::state::ChecklistState,
        questions::weegvragen, untaken::Untaken, untaken::untaken,
    },
    log::zaak::{Link, StepNote, Zaak},
    rules::{
        book::{CallQuestion, FormAbout},
        book_step::{StepProof, StepWords},
        step_rule::KnownStep,
    },
};

pub(super) fn book_step(b: &StepInput<'_>, step: Step, known: &KnownStep) -> Option<Derived> {
    if !b.rule?.steps.contains(&step) {
        return None;
    }
    let known = known.of_book()?;
    if let Some(why) = ended_by_answer(b, step) {
        let name = known.lapsed.as_ref().unwrap_or_else(|| known.name()).clone();
        return Some(Derived { name, owner: known.owner().clone(), state: ChecklistState::NotNeeded(why) });
    }
    let StepWords { name, owner, to_do } = known.words(b.inrichting.map(|i| i.ownership));
    // What was heard of the end asks for its time, whoever it is waited for.
    if known.proof == Some(StepProof::AbsenceEnd)
        && let Some(state) = since_when(b)
    {
        return Some(Derived { name: name.clone(), owner: Owner::Desk, state });
    }
    let state = if known.after_end && absence::ended(b.zaak, b.case).is_none() {
        open(match (untaken_end(b), absence::outcome_without_end(b.zaak, b.case)) {
            (Some(Untaken { why: Some(_), .. }), _) => {
                "er is een bericht van terugkeer of aanhouding met een tijd die niet past"
            }
            (Some(Untaken { why: None, .. }), _) => {
                "er is een bericht van terugkeer of aanhouding; de tijd is nog niet overgenomen"
            }
            (None, Some(_)) => "er is een afloop genoteerd, en geen tijd van terugkeer of aanhouding",
            (None, None) => "de afwezigheid duurt nog",
        })
    } else if let Some(done) = known.proof.and_then(|proof| shown(b, proof)).or_else(|| told(b, step)) {
        done
    } else {
        match owner {
            Owner::Desk => ChecklistState::Ready(to_do.to_string()),
            Owner::Inrichting | Owner::Instantie(_) => ChecklistState::Waiting(to_do.to_string()),
        }
    };
    Some(Derived { name: name.clone(), owner: owner.clone(), state })
}

/// That a fact tells the end, or an outcome that may be one, and the case has no time of it.
fn since_when(b: &StepInput<'_>) -> Option<ChecklistState> {
    let ask = "vul bij de gegevens in sinds wanneer, of wanneer u het hoorde";
    if let Some(told) = absence::told_end(b.zaak, b.case) {
        return Some(ChecklistState::Ready(format!("{} zegt dat de afwezigheid voorbij is: {ask}", told.by)));
    }
    if let Some(end) = untaken_end(b) {
        return Some(ChecklistState::Ready(format!("{}: kijk de tijden na", end.words())));
    }
    let feit = absence::outcome_without_end(b.zaak, b.case)?;
    Some(ChecklistState::Ready(format!("feit {} is een afloop: is hij terug of aangehouden, {ask}", feit.number)))
}

/// The reports by which this case and those that went up in it began: they told of the absence, and not of its end.
fn openings(zaak: &Zaak) -> Vec<Meldingnummer> {
    let first = |of: &dyn Fn(Meldingnummer) -> bool| {
        let all = zaak.meldingen.iter().filter(|k| of(k.melding));
        all.min_by_key(|k| k.received).map(|k| k.melding)
    };
    let merged = zaak.merged.iter().filter_map(|merge| first(&|melding| merge.along.meldingen.contains(&melding)));
    let own = first(&|melding| !zaak.merged.iter().any(|merge| merge.along.meldingen.contains(&melding)));
    merged.chain(own).chain(first(&|_| true)).collect()
}

/// An end that a report names and that the case does not have.
fn untaken_end(b: &StepInput<'_>) -> Option<Untaken> {
    untaken(b.zaak, b.case).into_iter().find(|untaken| untaken.time == TimeKind::OaEnd)
}

/// What the case shows of it.
fn shown(b: &StepInput<'_>, proof: StepProof) -> Option<ChecklistState> {
    let end = absence::ended(b.zaak, b.case)?;
    let first = |counts: &dyn Fn(&&Link) -> bool| {
        b.zaak.meldingen.iter().filter(counts).min_by_key(|k| k.received).map(|k| evidence_of(b.book, k))
    };
    match proof {
        StepProof::AbsenceEnd => {
            let evidence = match b.zaak.times.oa_end {
                Some(at) => format!("sinds {}", at.short()),
                None => format!("gehoord {}, sinds wanneer is niet bekend", end.short()),
            };
            Some(ChecklistState::Done { evidence, at: Some(end) })
        }
        StepProof::CallAfterEnd => {
            let heard = b.zaak.times.oa_end_heard.map_or(end, |heard| heard.max(end));
            let openings = openings(b.zaak);
            // One that names a voorval after this end tells of another absence.
            let is_of_another = |k: &Link| k.named.voorval.is_some_and(|voorval| voorval > end);
            let tells = |k: &Link| k.received >= heard && !openings.contains(&k.melding) && !is_of_another(k);
            first(&|k| k.form == MeldingKind::Phone && tells(k))
        }
        StepProof::FormAboutEnd => first(&|k| match b.book.about(k.form) {
            Some(FormAbout::AbsenceEnd) => true,
            Some(FormAbout::Absence) => k.received >= end,
            Some(FormAbout::Voorval) | None => false,
        }),
    }
}

/// The answer to a question of the call that says it was done.
fn told(b: &StepInput<'_>, step: Step) -> Option<ChecklistState> {
    let CaseRule::Known(book, rule) = b.case else { return None };
    book.call_questions(rule).find_map(|question| {
        let feit = answer_to(b.zaak, &question.id).filter(|feit| feit.status.counted())?;
        let choice = question.choice(feit.asked.as_ref()?.choice.as_deref()?)?;
        let evidence = || feit.happened.map_or_else(|| "volgens de inrichting".to_owned(), Moment::short);
        choice.ticks.contains(&step).then(|| ChecklistState::Done { evidence: evidence(), at: feit.happened })
    })
}

/// What was told since a mark says that it was not done: the answer to the question of the call that tells it.
pub(super) fn told_otherwise(b: &StepInput<'_>, step: Step, note: &StepNote) -> Option<String> {
    let (CaseRule::Known(book, rule), Some(ground)) = (b.case, &note.ground) else { return None };
    let tells = |question: &&CallQuestion| question.choices.iter().any(|choice| choice.ticks.contains(&step));
    book.call_questions(rule).filter(tells).find_map(|question| {
        let feit =
            answer_to(b.zaak, &question.id).filter(|feit| feit.status.counted() && feit.number > ground.feiten)?;
        let choice =
            question.choice(feit.asked.as_ref()?.choice.as_deref()?).filter(|_| feit.status != FeitStatus::Unknown)?;
        (!choice.ticks.contains(&step)).then(|| format!("feit {} zegt daarna anders ({})", feit.number, choice.word))
    })
}

/// Why the term that this step meets ends by an answer to a weighing question of the row.
fn ended_by_answer(b: &StepInput<'_>, step: Step) -> Option<String> {
    let CaseRule::Known(book, rule) = b.case else { return None };
    weegvragen(book, rule).find_map(|question| {
        let answer = *b.zaak.answers.get(&question.id)?;
        let ended = book.termijn_rule(question.consequence(answer)?.ends?)?;
        (ended.step == step).then(|| format!("vraag {} is met {} beantwoord", question.id, answer.word()))
    })
}
