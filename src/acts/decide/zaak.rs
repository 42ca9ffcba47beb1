//! Acts on a zaak: row, times, facts, weighing, decisions, steps, terms, closing.

use super::{
    Context, Decided, Undo, find_open_zaak, find_zaak, not_before_the_voorval, not_in_the_future, require_reason,
    stamp, tegenspraak,
};
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        moment::Moment,
        rij::Rij,
        sanitize,
        step::{Step, StepState},
        termijn_kind::Times,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{checklist, visibility::Visibility},
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::Zaak,
    },
};

/// Chooses a row; choosing another one later needs a reason.
pub fn choose_rij(desk: &Desk, context: &Context<'_>, number: Zaaknummer, rij: Rij, reason: &str) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let earlier = zaak.rij();
    if earlier == Some(rij) {
        return Err(Error::no(format!("Zaak {number} staat al op rij {rij}.")));
    }
    let reason = if earlier.is_some() { require_reason(reason)? } else { Vertrouwelijk::new(reason) };
    let undo = LogEvent::RijChosen {
        zaak: number,
        rij: earlier,
        reason: Vertrouwelijk::new("ongedaan gemaakt"),
        rulebook: stamp(context.book),
    };
    let event = LogEvent::RijChosen { zaak: number, rij: Some(rij), reason, rulebook: stamp(context.book) };
    Ok(Decided::one(context, event, Undo::with([undo])))
}

/// Sets the inrichting, by its known name where it is recognised.
pub fn set_inrichting(desk: &Desk, context: &Context<'_>, number: Zaaknummer, inrichting: &str) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let name = context.inrichtingen.plek(inrichting);
    let undo = LogEvent::InrichtingSet { zaak: number, inrichting: zaak.inrichting.clone() };
    let event = LogEvent::InrichtingSet { zaak: number, inrichting: name };
    Ok(Decided::one(context, event, Undo::with([undo])))
}

/// Sets times; only what changes is recorded, and the order is judged with all changes in place.
pub fn set_times(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    changes: &[(TimeKind, Option<Moment>)],
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let mut times: Times = zaak.times;
    let (mut new, mut undo) = (Vec::new(), Vec::new());
    for (kind, moment) in changes {
        if zaak.time(*kind) == *moment {
            continue;
        }
        if let Some(m) = moment {
            not_in_the_future(name_of(*kind), *m, context.now)?;
        }
        if *kind == TimeKind::OaEnd && moment.is_some() && zaak.rij().is_some_and(|r| !r.is_oa()) {
            return Err(Error::usage("Een terugkeer of aanhouding hoort bij een ongeoorloofde afwezigheid.")
                .hint("Kies eerst een rij A tot en met G."));
        }
        times = times.with(*kind, *moment);
        let occurred_at = moment.unwrap_or(context.now);
        new.push(NewEvent { occurred_at, event: LogEvent::TimeSet { zaak: number, time: *kind, moment: *moment } });
        undo.push(LogEvent::TimeSet { zaak: number, time: *kind, moment: zaak.time(*kind) });
        for tegenspraak in moment.map(|m| tegenspraak::settled_by_time(zaak, *kind, m)).unwrap_or_default() {
            let reason = Some(Vertrouwelijk::new("deze tijd is met de hand gekozen"));
            let event = LogEvent::TegenspraakSettled { zaak: number, tegenspraak: tegenspraak.clone(), reason };
            new.push(NewEvent { occurred_at: context.now, event });
            undo.push(LogEvent::TegenspraakSettled { zaak: number, tegenspraak, reason: None });
        }
    }
    if new.is_empty() {
        return Err(Error::no("Er is niets gewijzigd."));
    }
    times.check()?;
    Ok(Decided { new, undo: Undo::with(undo) })
}

const fn name_of(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Voorval => "Het voorval",
        TimeKind::Constatering => "De constatering",
        TimeKind::Called => "Het telefoontje",
        TimeKind::OaEnd => "De terugkeer of aanhouding",
    }
}

/// Notes a fact under the next number.
pub fn note_feit(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    topic: Topic,
    text: &str,
    source: &str,
    status: FeitStatus,
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let text = Vertrouwelijk::new(text);
    if text.is_empty() {
        return Err(Error::usage("Een feit heeft tekst nodig."));
    }
    let source = sanitize::line(source);
    let source = Vertrouwelijk::new(if source.is_empty() { "eigen waarneming" } else { &source });
    let feit = zaak.feiten.iter().map(|f| f.number).max().unwrap_or(0).saturating_add(1);
    let event = LogEvent::FeitNoted { zaak: number, feit, topic, text, source, status };
    let undo = LogEvent::FeitAssessed { zaak: number, feit, status: FeitStatus::Contradicted };
    Ok(Decided::one(context, event, Undo::with([undo])))
}

/// Gives a fact another status.
pub fn assess_feit(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    feit: u32,
    status: FeitStatus,
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let earlier = zaak.feiten.iter().find(|f| f.number == feit).map(|f| f.status);
    let earlier = earlier.ok_or_else(|| Error::usage(format!("Feit {feit} bestaat niet in zaak {number}.")))?;
    let event = LogEvent::FeitAssessed { zaak: number, feit, status };
    Ok(Decided::one(context, event, Undo::with([LogEvent::FeitAssessed { zaak: number, feit, status: earlier }])))
}

/// Answers a weighing question that belongs to the row.
pub fn weigh(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    question: &str,
    answer: Answer,
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let rij = zaak.rij().ok_or_else(rij_first)?;
    let id = checklist::weegvragen(context.book, rij)
        .find(|w| w.id.eq_ignore_ascii_case(question))
        .map(|w| w.id.clone())
        .ok_or_else(|| {
            Error::usage(format!("Weegvraag «{question}» hoort niet bij rij {rij}."))
                .hint("«piket toon» toont de vragen.")
        })?;
    let undo =
        LogEvent::WeegvraagAnswered { zaak: number, question: id.clone(), answer: zaak.answers.get(&id).copied() };
    let event = LogEvent::WeegvraagAnswered { zaak: number, question: id, answer: Some(answer) };
    Ok(Decided::one(context, event, Undo::with([undo])))
}

pub(super) fn rij_first() -> Error {
    Error::no("De rij van de meldingenmatrix is nog niet gekozen.").hint("Kies eerst de rij.")
}

/// Decides on P or A, with a reason. What was sent already cannot be decided away.
pub fn besluit(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    about: BesluitKind,
    choice: YesNo,
    reason: &str,
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    zaak.rij().ok_or_else(rij_first)?;
    let reason = require_reason(reason)?;
    let (former_choice, former_reason) = match zaak.besluit(about) {
        Some(b) => (Some(b.choice), b.reason.clone()),
        None => (None, Vertrouwelijk::default()),
    };
    let undo = LogEvent::BesluitTaken { zaak: number, about, choice: former_choice, reason: former_reason };
    let event = LogEvent::BesluitTaken { zaak: number, about, choice: Some(choice), reason };
    Ok(Decided::one(context, event, Undo::with_time(undo, zaak.besluit(about).map(|b| b.at))))
}

/// Marks a step by hand. A step that is not needed has a reason; some steps have their own act.
pub fn set_step(
    desk: &Desk,
    context: &Context<'_>,
    number: Zaaknummer,
    step: Step,
    state: StepState,
    reason: &str,
    at: Option<Moment>,
) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    if let (StepState::Done, Some((sentence, hint))) = (state, own_act(step)) {
        return Err(Error::no(sentence).hint(hint));
    }
    if step == Step::Close {
        return Err(Error::no("Een zaak sluiten is een eigen handeling.")
            .hint("Gebruik «sluiten», of in de shell «piket sluit ZAAK»."));
    }
    let reason = match state {
        StepState::NotNeeded => require_reason(reason)?,
        StepState::Open | StepState::Waiting | StepState::Done => Vertrouwelijk::new(reason),
    };
    let at = at.unwrap_or(context.now);
    not_in_the_future("Deze tijd", at, context.now)?;
    not_before_the_voorval("Deze tijd", zaak, at)?;
    let undo = match zaak.steps.get(&step) {
        Some(n) => LogEvent::StepSet { zaak: number, step, state: n.state, reason: n.reason.clone() },
        None => LogEvent::StepSet { zaak: number, step, state: StepState::Open, reason: Vertrouwelijk::default() },
    };
    let event = LogEvent::StepSet { zaak: number, step, state, reason };
    Ok(Decided {
        new: vec![NewEvent { occurred_at: at, event }],
        undo: Undo::with_time(undo, zaak.steps.get(&step).map(|n| n.at)),
    })
}

/// Steps that are done by an act of their own, which leaves better proof than a tick.
const fn own_act(step: Step) -> Option<(&'static str, &'static str)> {
    match step {
        Step::BesluitP | Step::BesluitA => Some(("Een besluit vraagt ja of nee, met een reden.", "Gebruik «besluit».")),
        Step::Sms | Step::Piketmelding | Step::Afloopbericht => Some((
            "Een bericht is gereed als het is verzonden.",
            "Maak het concept, controleer het en meld het verzonden.",
        )),
        Step::Melding
        | Step::CalledBack
        | Step::Beeld
        | Step::Verdict
        | Step::Review
        | Step::Form
        | Step::Alarm112
        | Step::FastNl
        | Step::MoaFastNl
        | Step::OaEnd
        | Step::OaEndForm
        | Step::Ap
        | Step::Outcome
        | Step::Monitor
        | Step::Close => None,
    }
}

/// Closes a case; refused with the list while steps are open.
pub fn close(desk: &Desk, context: &Context<'_>, number: Zaaknummer) -> Result<Decided> {
    let zaak = find_open_zaak(desk, number)?;
    let open = checklist::still_open(&list_of(zaak, context));
    if !open.is_empty() {
        return Err(Error::no(format!("Zaak {number} heeft nog open stappen: {}.", open.join(", ")))
            .hint("Rond ze af, of merk ze als niet nodig met een reden."));
    }
    let undo = LogEvent::ZaakReopened { zaak: number, reason: Vertrouwelijk::new("sluiten ongedaan gemaakt") };
    Ok(Decided::one(context, LogEvent::ZaakClosed { zaak: number }, Undo::with([undo])))
}

fn list_of(zaak: &Zaak, context: &Context<'_>) -> Vec<checklist::StepLine> {
    let inrichting = zaak.plek().and_then(|n| context.inrichtingen.by_name(n));
    checklist::checklist(zaak, context.book, inrichting, Visibility::Open)
}

/// Opens a closed case again, with a reason.
pub fn reopen(desk: &Desk, context: &Context<'_>, number: Zaaknummer, reason: &str) -> Result<Decided> {
    let zaak = find_zaak(desk, number)?;
    if zaak.is_open() {
        return Err(Error::no(format!("Zaak {number} is al open.")));
    }
    if let Some(target) = zaak.absorbed_into {
        return Err(Error::no(format!("Zaak {number} is opgegaan in zaak {target}."))
            .hint("Met splitsen wordt ze weer een eigen zaak."));
    }
    if zaak.purged.is_some() {
        return Err(Error::no(format!("De teksten van zaak {number} zijn gewist; heropenen kan niet meer.")));
    }
    let event = LogEvent::ZaakReopened { zaak: number, reason: require_reason(reason)? };
    Ok(Decided::one(context, event, Undo::with_time(LogEvent::ZaakClosed { zaak: number }, zaak.closed)))
}
