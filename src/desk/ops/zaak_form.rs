//! The forms on a case: which fields each has, and which acts a filled one stands for.

use crate::{
    acts::{
        Act, CorrectFeit, NoteFeit, PassOn, SetInrichting, SetReminder, SetStep, SetTimes, StepAnswer, StepTold,
        TakeBesluit, UnlistedName, answer_step, decide::Context,
    },
    desk::{
        model::Model,
        state::{
            form::{Drafted, Form},
            form_consequence::FormConsequence,
            form_field::{Completion, FieldKind, field_time, options},
            on_commit::DraftOf,
            what_if::WhatIf,
        },
    },
    domain::{
        besluit::{BesluitKind, YesNo},
        delivery::Road,
        draft::{DraftKind, RequestKind},
        error::{Error, Result},
        feit::{Feit, FeitStatus, Topic},
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        moment::{ClockDay, Moment},
        own_words::TOLD_BY_PHONE,
        rij::Rij,
        step::{Step, StepState},
        time_kind::TimeKind,
    },
    judge::{advice::Advice, provisions::CHASED},
    log::zaak::Zaak,
    rules::{
        address_book::{Addressee, ProvisionKind},
        book::RijRule,
        step_rule::KnownStep,
    },
};
use chrono::Duration;

/// After so long the desk reminds the officer to ask again, unless another moment is filled in.
const ASK_AGAIN: Duration = Duration::minutes(30);

/// Inrichting and times of a case.
pub fn data(zaak: &Zaak, rule: Option<&RijRule>, inrichtingen: Vec<Completion>) -> Form {
    let number = zaak.number;
    let past = |at| (FieldKind::Time(ClockDay::Past), field_time(at));
    let title = format!("Gegevens van zaak {number}");
    let mut form = Form::new(FormTarget::Data { zaak: number }, title, move |form, now| data_acts(form, number, now))
        .field(
            FieldName::Inrichting,
            "Inrichting",
            FieldKind::Completion(inrichtingen),
            zaak.plek().unwrap_or_default(),
        );
    let times = zaak.times;
    for (name, label, at) in [
        (FieldName::Voorval, "Tijd voorval", times.voorval),
        (FieldName::Constatering, "Geconstateerd", times.constatering),
        (FieldName::Called, "Gebeld om", times.called),
    ] {
        let (kind, text) = past(at);
        form = form.field(name, label, kind, &text);
    }
    if rule.is_some_and(RijRule::is_oa) {
        let (kind, text) = past(times.oa_end);
        form = form.field(FieldName::OaEnd, "Terug/aangehouden", kind, &text);
        let (kind, text) = past(times.oa_end_heard);
        form = form.field(FieldName::OaEndHeard, "Einde gehoord", kind, &text);
    }
    form
}

fn data_acts(form: &Form, zaak: Zaaknummer, now: Moment) -> Result<FormConsequence> {
    let mut times = vec![
        (TimeKind::Voorval, form.time(FieldName::Voorval, now)?),
        (TimeKind::Constatering, form.time(FieldName::Constatering, now)?),
        (TimeKind::Called, form.time(FieldName::Called, now)?),
    ];
    if form.find(FieldName::OaEnd).is_some() {
        times.push((TimeKind::OaEnd, form.time(FieldName::OaEnd, now)?));
        times.push((TimeKind::OaEndHeard, form.time(FieldName::OaEndHeard, now)?));
    }
    let inrichting = form.text(FieldName::Inrichting);
    Ok(FormConsequence::Acts(vec![
        Act::SetInrichting(SetInrichting { zaak, inrichting, unlisted: UnlistedName::Asked }),
        Act::SetTimes(SetTimes { zaak, times }),
    ]))
}

/// A fact on a subject.
pub fn feit(zaak: Zaaknummer, topic: Topic) -> Form {
    Form::for_act(FormTarget::Feit { zaak }, "Feit noteren", move |form, now| {
        Ok(Act::NoteFeit(NoteFeit {
            zaak,
            topic: choose(Topic::NOTED, Topic::label, &form.text(FieldName::Choice))?,
            text: form.text(FieldName::Text),
            source: form.text(FieldName::Source),
            status: FeitStatus::Reported,
            happened: form.time(FieldName::Time, now)?,
        }))
    })
    .explanation("Geen namen: een functie of rol zegt genoeg.")
    .field(FieldName::Text, "Feit", FieldKind::Prose, "")
    .field(FieldName::Choice, "Onderwerp", options(Topic::NOTED.map(Topic::label)), topic.label())
    .field(FieldName::Source, "Bron", FieldKind::Text, TOLD_BY_PHONE)
    .field(FieldName::Time, "Gebeurd om", FieldKind::Time(ClockDay::Past), "")
}

/// What a fact should have said.
pub fn correct_feit(zaak: Zaaknummer, was: &Feit) -> Form {
    let feit = was.number;
    Form::for_act(FormTarget::CorrectFeit { zaak, feit }, format!("Feit {feit} verbeteren"), move |form, now| {
        Ok(Act::CorrectFeit(CorrectFeit {
            zaak,
            feit,
            topic: Some(choose(Topic::NOTED, Topic::label, &form.text(FieldName::Choice))?),
            text: form.text(FieldName::Text),
            source: Some(form.text(FieldName::Source)),
            happened: form.time(FieldName::Time, now)?,
        }))
    })
    .explanation("Wat er stond blijft in het logboek.")
    .field(FieldName::Text, "Feit", FieldKind::Prose, was.text.read())
    .field(FieldName::Choice, "Onderwerp", options(Topic::NOTED.map(Topic::label)), was.topic.label())
    .field(FieldName::Source, "Bron", FieldKind::Text, was.source.read())
    .field(FieldName::Time, "Gebeurd om", FieldKind::Time(ClockDay::Past), &field_time(was.happened))
}

/// A decision; the reason is what counts later. It begins at what the answers point to, and at neither
/// choice where they point nowhere.
pub fn besluit(zaak: Zaaknummer, about: BesluitKind, explanation: String, advised: Option<&Advice>) -> Form {
    let title = format!("Besluit {}: {}", about.letter(), about.label());
    let choice = advised.and_then(|a| a.choice).map_or("", YesNo::word);
    // What is typed goes on behind the drafted reason, which is for that choice and no other.
    let drafted = advised
        .filter(|a| !a.reason.is_empty())
        .and_then(|a| a.choice.map(|choice| Drafted { choice: choice.word().to_owned(), text: a.reason.clone() }));
    let reason = advised.map_or_else(String::new, |a| format!("{} ", a.reason));
    Form::for_act(FormTarget::Besluit { zaak, about }, title, move |form, _| {
        let choice = choose([YesNo::Yes, YesNo::No], YesNo::word, &form.text(FieldName::Choice))?;
        Ok(Act::TakeBesluit(TakeBesluit { zaak, about, choice, reason: form.text(FieldName::Reason) }))
    })
    .explanation(explanation)
    .field(FieldName::Choice, "Besluit", options([YesNo::Yes.word(), YesNo::No.word()]), choice)
    .field(FieldName::Reason, "Reden", FieldKind::Prose, &reason)
    .drafted(drafted)
}

/// A step marked by hand, with the time and what shows it.
pub fn step(zaak: Zaaknummer, step: Step, name: &str, state: StepState, now: Moment) -> Form {
    let title = format!("{name}: {}", state.word());
    let label = match state {
        StepState::Done => "Waaruit blijkt dat",
        StepState::Waiting => "Op wie of wat",
        StepState::NotNeeded | StepState::Open => "Reden",
    };
    let form = Form::for_act(FormTarget::Step { zaak, step, state }, title, move |form, now| {
        let (reason, at) = (form.text(FieldName::Reason), form.time(FieldName::Time, now)?);
        Ok(Act::SetStep(SetStep { zaak, step, state, reason, at }))
    });
    let form = match state {
        StepState::Done => {
            form.field(FieldName::Time, "Wanneer", FieldKind::Time(ClockDay::Past), &field_time(Some(now.minute())))
        }
        StepState::NotNeeded | StepState::Waiting | StepState::Open => form,
    };
    form.field(FieldName::Reason, label, FieldKind::Prose, "").start_at(FieldName::Reason)
}

/// Whether a step is so, and when: yes, no, or not yet, and nothing before it was chosen. Of what arrives it is asked
/// too what it was and by which road it came, each from a few.
pub fn answer(zaak: Zaaknummer, (step, known): (Step, KnownStep), name: &str, call: &str, now: Moment) -> Form {
    let asked = known.clone();
    let rule = asked.rule();
    let (things, roads) = (rule.arrives, rule.roads());
    let form = Form::for_act(FormTarget::Receive { zaak, step }, format!("{name}: gereed?"), move |form, now| {
        let answer = choose(StepAnswer::ALL, StepAnswer::word, &form.text(FieldName::Choice))?;
        let (what, road) = (form.text(FieldName::Delivered), form.text(FieldName::Road));
        let rule = known.rule();
        let what = rule.arrives.iter().copied().find(|thing| rule.label_of(*thing) == what);
        let road = Road::ALL.into_iter().find(|other| other.label() == road);
        let (remark, at) = (form.text(FieldName::Text), form.time(FieldName::Time, now)?);
        answer_step(zaak, step, rule, answer, StepTold { what, road, remark, at })
    });
    let past = FieldKind::Time(ClockDay::Past);
    let choices = options(StepAnswer::ALL.map(StepAnswer::word));
    let form = form.field(FieldName::Choice, rule.question.unwrap_or_default().to_owned(), choices, "");
    if things.is_empty() {
        return form
            .explanation(format!("{call} Alleen een ja maakt de stap gereed."))
            .field(FieldName::Time, "Hoe laat", past, "")
            .field(FieldName::Text, rule.remark.to_owned(), FieldKind::Prose, "");
    }
    let form = form
        .explanation(format!("{call} Bellen alleen is een rappel; alleen een ja maakt de stap gereed."))
        .field(FieldName::Time, "Wanneer", past, &field_time(Some(now.minute())));
    let form = match things {
        [_] => form,
        several => {
            form.field(FieldName::Delivered, "Wat", options(several.iter().map(|thing| rule.label_of(*thing))), "")
        }
    };
    form.field(FieldName::Road, "Langs welke weg", options(roads.iter().map(|road| road.label())), "").field(
        FieldName::Text,
        rule.remark.to_owned(),
        FieldKind::Prose,
        "",
    )
}

/// The call about something that is awaited: who was spoken to, what was said, when to ask again, and whether it is
/// asked in writing too, with a call or instead of one. The step stays where it is, and so does its term.
pub fn chase(zaak: Zaaknummer, step: Step, name: &str, call: &str, now: Moment) -> Form {
    let name = name.to_owned();
    let again = field_time(Some(now.minute().plus(ASK_AGAIN)));
    let in_writing = [YesNo::No, YesNo::Yes].map(|choice| choice.word().to_owned());
    Form::new(FormTarget::Chase { zaak, step }, format!("Rappel: {name}"), move |form, now| {
        let (who, said) = (form.text(FieldName::Caller), form.text(FieldName::Text));
        let in_writing = form.text(FieldName::Choice) == YesNo::Yes.word();
        let again = form.time(FieldName::Again, now)?;
        if who.is_empty() && !(in_writing && again.is_some()) {
            let hint = "Een functie of rol zegt genoeg. Alleen schriftelijk kan ook, met een herinnering.";
            return Err(Error::usage("Met wie hebt u gesproken?").hint(hint));
        }
        let mut acts = Vec::new();
        if !who.is_empty() {
            let at = form.time(FieldName::Time, now)?.unwrap_or(now);
            let said = if said.is_empty() { String::new() } else { format!(": {said}") };
            let reason = format!("{CHASED} {}, gesproken met {who}{said}", at.short());
            acts.push(Act::SetStep(SetStep { zaak, step, state: StepState::Waiting, reason, at: Some(at) }));
        }
        if let Some(when) = again {
            let text = format!("Rappel: {name}");
            acts.push(Act::SetReminder(SetReminder { zaak, when, text, step: Some(step) }));
        }
        Ok(match DraftKind::asking(RequestKind::Overdue).filter(|_| in_writing) {
            Some(draft) => FormConsequence::Draft { acts, then: DraftOf { zaak, draft } },
            None => FormConsequence::Acts(acts),
        })
    })
    .explanation(format!("{call} Is het er al? Druk op Esc en dan op x."))
    .field(FieldName::Time, "Gebeld om", FieldKind::Time(ClockDay::Past), &field_time(Some(now.minute())))
    .field(FieldName::Caller, "Gesproken met", FieldKind::Text, "")
    .field(FieldName::Text, "Antwoord", FieldKind::Prose, "")
    .field(FieldName::Again, "Herinner mij om", FieldKind::Time(ClockDay::Upcoming), &again)
    .field(FieldName::Choice, "Ook schriftelijk", FieldKind::Choice(in_writing.to_vec()), YesNo::No.word())
    .start_at(FieldName::Caller)
}

/// What stands before the reason to provide something to who is not in the address book or is no part of its purpose.
const OUTSIDE: &str = "Reden buiten adresboek";

/// Whom something can be provided to: whom its ground covers first, with their number.
pub fn addressees(context: &Context<'_>, kind: ProvisionKind) -> Vec<Completion> {
    let ground = context.addresses.ground(kind);
    let covered = |a: &Addressee| ground.is_some_and(|g| g.to.contains(&a.kind));
    let mut all: Vec<&Addressee> = context.addresses.addressees().iter().collect();
    all.sort_by_key(|a| !covered(a));
    let completion = |a: &Addressee| {
        let found_by = a.found_by();
        Completion { text: a.name.clone(), found_by: if covered(a) { found_by } else { found_by.below_others() } }
    };
    all.into_iter().map(completion).collect()
}

/// Whom word can be passed on to.
fn line(model: &Model) -> Vec<Completion> {
    addressees(&model.view.context(), ProvisionKind::PassedOn)
}

/// By which channels something can be told.
pub fn channels(context: &Context<'_>) -> FieldKind {
    FieldKind::Choice(context.addresses.channels().map(str::to_owned).collect())
}

/// The form for who in the line was told.
pub fn open_pass_on(model: &Model, zaak: Zaaknummer) -> Form {
    pass_on(zaak, line(model), channels(&model.view.context()), model.view.now)
}

/// Who in the line was told, how and when.
fn pass_on(zaak: Zaaknummer, addressees: Vec<Completion>, channels: FieldKind, now: Moment) -> Form {
    Form::for_act(FormTarget::PassedOn { zaak }, "Doorgemeld in de lijn", move |form, now| {
        let (to, channel) = (form.text(FieldName::Recipients), form.text(FieldName::Channel));
        let (at, reason) = (form.time(FieldName::Time, now)?, form.text(FieldName::Reason));
        Ok(Act::PassOn(PassOn { zaak, to, channel, at, reason }))
    })
    .explanation("Wie is ingelicht, uit het adresboek of met een reden. Per persoon een regel.")
    .field(FieldName::Time, "Wanneer", FieldKind::Time(ClockDay::Past), &field_time(Some(now.minute())))
    .field(FieldName::Recipients, "Aan", FieldKind::Several(addressees), "")
    .field(FieldName::Channel, "Kanaal", channels, "telefoon")
    .field(FieldName::Reason, OUTSIDE, FieldKind::Prose, "")
    .start_at(FieldName::Recipients)
    .records_at(FieldName::Channel)
}

/// A reminder of the officer's own.
pub fn reminder(zaak: Zaaknummer) -> Form {
    let title = format!("Herinnering bij zaak {zaak}");
    Form::for_act(FormTarget::Reminder { zaak }, title, move |form, now| {
        let when = form.time(FieldName::Time, now)?;
        let when = when.ok_or_else(|| Error::usage("Wanneer?").hint("Schrijf een tijd, bijvoorbeeld 03:30."))?;
        Ok(Act::SetReminder(SetReminder { zaak, when, text: form.text(FieldName::Text), step: None }))
    })
    .explanation("Het alarm noemt alleen het zaaknummer; uw tekst staat in de zaak.")
    .field(FieldName::Time, "Om", FieldKind::Time(ClockDay::Upcoming), "")
    .field(FieldName::Text, "Waaraan", FieldKind::Prose, "")
}

/// Another row, with the reason; and another time of the voorval, where that was tried with it.
pub fn another_rij(was: Option<Rij>, trial: WhatIf, explanation: String) -> Form {
    let WhatIf { zaak, rij, voorval } = trial;
    // By another text of the book the same row is a choice of its own.
    let title = if rij.is_some() && rij == was { "Rij opnieuw kiezen" } else { "Andere rij kiezen" };
    Form::new(FormTarget::AnotherRij { zaak, rij, voorval }, title, move |form, _| {
        Ok(FormConsequence::Acts(trial.acts(&form.text(FieldName::Reason))))
    })
    .explanation(explanation)
    .field(FieldName::Reason, "Reden", FieldKind::Prose, "")
}

fn choose<T: Copy, const N: usize>(all: [T; N], name: fn(T) -> &'static str, chosen: &str) -> Result<T> {
    all.into_iter().find(|t| name(*t) == chosen).ok_or_else(|| Error::usage(format!("«{chosen}» is geen keuze.")))
}
