//! The forms the desk knows: which fields each has, and which act a filled one stands for.

use super::{Completion, FieldKind, FieldName, Form};
use crate::{
    acts::act::{
        AcceptForm, Act, MergeZaken, NoteCall, NoteFeit, ReopenZaak, ReportSent, SetAside, SetInrichting, SetReminder,
        SetStep, SetTermijn, SetTimes, Settle, SplitZaak, TakeBesluit,
    },
    desk::state::{screen::Turn, what_if::WhatIf},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        inrichting::Plek,
        melding::Call,
        moment::{ClockDay, Moment},
        rij::Rij,
        step::{Step, StepState},
        tegenspraak::{Ruling, Tegenspraak},
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::zaak::Zaak,
    rules::book::RijRule,
};

/// What a form leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum FormTarget {
    /// A phone call, new or opened again.
    Phone { turn: Turn, melding: Option<Meldingnummer> },
    /// Inrichting and times of a case.
    Data { zaak: Zaaknummer },
    /// A fact.
    Feit { zaak: Zaaknummer },
    /// A decision.
    Besluit { zaak: Zaaknummer, about: BesluitKind },
    /// A step marked by hand.
    Step { zaak: Zaaknummer, step: Step, state: StepState },
    /// A report set aside.
    SetAside { melding: Meldingnummer },
    /// Another row, with the reason; and another time of the voorval, where that was tried with it.
    Reclassify { zaak: Zaaknummer, rij: Rij, voorval: Option<Moment> },
    /// A message that was sent.
    Sent { zaak: Zaaknummer, draft: DraftKind },
    /// A term set by hand.
    Termijn { zaak: Zaaknummer, termijn: TermijnKind },
    /// A reading for a term, or back to what is calculated.
    Setting { zaak: Zaaknummer, termijn: TermijnKind, setting: Option<TermijnSetting> },
    /// A form accepted as provisional.
    Accept { zaak: Zaaknummer },
    /// Two sources that may both stand.
    Settle { zaak: Zaaknummer, about: Tegenspraak },
    /// A reminder.
    Reminder { zaak: Zaaknummer },
    /// A case that goes up in another.
    Merge { source: Zaaknummer, target: Zaaknummer },
    /// A case that comes out of another.
    Split { source: Zaaknummer },
    /// A closed case opened again.
    Reopen { zaak: Zaaknummer },
    /// The monitor of a week, written to a file.
    Monitor,
}

impl FormTarget {
    /// Which call of this session the form is about.
    pub const fn turn(&self) -> Option<Turn> {
        match self {
            Self::Phone { turn, .. } => Some(*turn),
            Self::Data { .. }
            | Self::Feit { .. }
            | Self::Besluit { .. }
            | Self::Step { .. }
            | Self::SetAside { .. }
            | Self::Reclassify { .. }
            | Self::Sent { .. }
            | Self::Termijn { .. }
            | Self::Setting { .. }
            | Self::Accept { .. }
            | Self::Settle { .. }
            | Self::Reminder { .. }
            | Self::Merge { .. }
            | Self::Split { .. }
            | Self::Reopen { .. }
            | Self::Monitor => None,
        }
    }
}

/// What a filled form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormConsequence {
    /// Acts on the log, in this order.
    Acts(Vec<Act>),
    /// The monitor of this week, to this file.
    Monitor(Piketweek, String),
}

fn options(list: impl IntoIterator<Item = &'static str>) -> FieldKind {
    FieldKind::Choice(list.into_iter().map(str::to_owned).collect())
}

/// A time as a field shows it: short where that reads back as the same moment, else in full, so that
/// a form that is opened and saved moves no time (seconds, the doubled hour in autumn).
fn field_time(moment: Option<Moment>) -> String {
    let Some(moment) = moment else { return String::new() };
    let short = moment.amsterdam().format("%d-%m-%Y %H:%M").to_string();
    match Moment::parse(&short, None) {
        Ok(read) if read.moment == moment => short,
        Ok(_) | Err(_) => moment.rfc3339(),
    }
}

/// The call: what the officer hears first stands first.
pub fn phone(
    (turn, melding): (Turn, Option<Meldingnummer>),
    call: &Call,
    inrichtingen: Vec<Completion>,
    rijen: Vec<Completion>,
) -> Form {
    let rij = call.rij.map(|r| {
        rijen.iter().map(|a| &a.text).find(|t| t.split(' ').next() == Some(&r.to_string())).cloned().unwrap_or_default()
    });
    let old = |v: &Vertrouwelijk| v.filled().unwrap_or_default().to_owned();
    Form::new(FormTarget::Phone { turn, melding }, "Telefonische melding")
        .field(
            FieldName::Inrichting,
            "Inrichting",
            FieldKind::Completion(inrichtingen),
            call.inrichting.as_ref().map_or("", Plek::label),
        )
        .field(FieldName::Text, "Wat is er gebeurd", FieldKind::Text, &old(&call.what))
        .field(FieldName::Voorval, "Tijd voorval", FieldKind::Time(ClockDay::Past), &field_time(call.voorval))
        .field(
            FieldName::Constatering,
            "Geconstateerd",
            FieldKind::Time(ClockDay::Past),
            &field_time(call.constatering),
        )
        .field(FieldName::Caller, "Wie belt", FieldKind::Text, &old(&call.caller))
        .field(FieldName::Number, "Terugbelnummer", FieldKind::Text, &old(&call.number))
        .field(FieldName::Called, "Gebeld om", FieldKind::Time(ClockDay::Past), &field_time(call.called))
        .field(FieldName::Rij, "Rij (nr of woord)", FieldKind::Completion(rijen), &rij.unwrap_or_default())
}

/// Inrichting and times of a case.
pub fn data(zaak: &Zaak, rule: Option<&RijRule>, inrichtingen: Vec<Completion>) -> Form {
    let mut form = Form::new(FormTarget::Data { zaak: zaak.number }, format!("Gegevens van zaak {}", zaak.number))
        .field(
            FieldName::Inrichting,
            "Inrichting",
            FieldKind::Completion(inrichtingen),
            zaak.plek().unwrap_or_default(),
        )
        .field(FieldName::Voorval, "Tijd voorval", FieldKind::Time(ClockDay::Past), &field_time(zaak.times.voorval))
        .field(
            FieldName::Constatering,
            "Geconstateerd",
            FieldKind::Time(ClockDay::Past),
            &field_time(zaak.times.constatering),
        )
        .field(FieldName::Called, "Gebeld om", FieldKind::Time(ClockDay::Past), &field_time(zaak.times.called));
    if rule.is_some_and(RijRule::is_oa) {
        form = form.field(
            FieldName::OaEnd,
            "Terug/aangehouden",
            FieldKind::Time(ClockDay::Past),
            &field_time(zaak.times.oa_end),
        );
    }
    form
}

/// A fact on a subject.
pub fn feit(zaak: Zaaknummer, topic: Topic) -> Form {
    Form::new(FormTarget::Feit { zaak }, "Feit noteren")
        .explanation("Geen namen: een functie of rol zegt genoeg.")
        .field(FieldName::Choice, "Onderwerp", options(Topic::ALL.map(Topic::label)), topic.label())
        .field(FieldName::Text, "Feit", FieldKind::Text, "")
        .field(FieldName::Source, "Bron", FieldKind::Text, "telefoon inrichting")
}

/// A decision; the reason is what counts later.
pub fn besluit(zaak: Zaaknummer, about: BesluitKind, explanation: String) -> Form {
    Form::new(FormTarget::Besluit { zaak, about }, format!("Besluit {}: {}", about.letter(), about.label()))
        .explanation(explanation)
        .field(FieldName::Choice, "Besluit", options([YesNo::Yes.word(), YesNo::No.word()]), "")
        .field(FieldName::Reason, "Reden", FieldKind::Text, "")
}

/// A step marked by hand, with the time and what shows it.
pub fn step(zaak: Zaaknummer, step: Step, name: &str, state: StepState, now: Moment) -> Form {
    let (title, label) = match state {
        StepState::Done => (format!("{name}: gereed"), "Waaruit blijkt dat"),
        StepState::NotNeeded => (format!("{name}: niet nodig"), "Reden"),
        StepState::Waiting => (format!("{name}: wacht"), "Op wie of wat"),
        StepState::Open => (format!("{name}: weer open"), "Reden"),
    };
    let form = Form::new(FormTarget::Step { zaak, step, state }, title);
    let form = match state {
        StepState::Done => {
            form.field(FieldName::Time, "Wanneer", FieldKind::Time(ClockDay::Past), &field_time(Some(now.minute())))
        }
        StepState::NotNeeded | StepState::Waiting | StepState::Open => form,
    };
    form.field(FieldName::Reason, label, FieldKind::Text, "").start_at(FieldName::Reason)
}

/// A form that only asks for a reason.
pub fn reason(target: FormTarget, title: impl Into<String>, explanation: impl Into<String>) -> Form {
    Form::new(target, title).explanation(explanation).field(FieldName::Reason, "Reden", FieldKind::Text, "")
}

/// What was sent, when and to whom.
pub fn sent(zaak: Zaaknummer, draft: DraftKind, to: &str, now: Moment) -> Form {
    let channel = match draft {
        DraftKind::Sms => "sms",
        DraftKind::Piketmelding | DraftKind::Afloopbericht | DraftKind::Aanvulverzoek => "e-mail",
    };
    Form::new(FormTarget::Sent { zaak, draft }, format!("Verzonden: {}", draft.label()))
        .explanation("De desk verstuurt niets zelf. Noteer hier wat u hebt verstuurd.")
        .field(FieldName::Time, "Wanneer", FieldKind::Time(ClockDay::Past), &field_time(Some(now.minute())))
        .field(FieldName::Channel, "Kanaal", FieldKind::Text, channel)
        .field(FieldName::Recipients, "Aan", FieldKind::Text, to)
        .start_at(FieldName::Recipients)
}

/// A reading for a term, or back to what is calculated; the reason is what counts later.
pub fn setting(zaak: Zaaknummer, kind: TermijnKind, setting: Option<TermijnSetting>) -> Form {
    let explanation = match setting {
        Some(TermijnSetting::Lezing(rule)) => format!("Lezing «{rule}». Aftellen en alarm volgen uw keuze."),
        Some(TermijnSetting::Moment(u)) => format!("Vóór {}. Aftellen en alarm volgen uw keuze.", u.as_termijn()),
        None => "Aftellen en alarm volgen weer de berekende termijn.".to_owned(),
    };
    reason(FormTarget::Setting { zaak, termijn: kind, setting }, format!("Termijn {}", kind.label()), explanation)
}

/// A term by hand.
pub fn termijn(zaak: Zaaknummer, kind: TermijnKind, due: Moment) -> Form {
    Form::new(FormTarget::Termijn { zaak, termijn: kind }, format!("Termijn {} met de hand zetten", kind.label()))
        .field(FieldName::Time, "Uiterlijk", FieldKind::Time(ClockDay::Upcoming), &field_time(Some(due)))
        .field(FieldName::Reason, "Reden", FieldKind::Text, "")
}

/// A reminder of the officer's own.
pub fn reminder(zaak: Zaaknummer) -> Form {
    Form::new(FormTarget::Reminder { zaak }, format!("Herinnering bij zaak {zaak}"))
        .explanation("Het alarm noemt alleen het zaaknummer; uw tekst staat in de zaak.")
        .field(FieldName::Time, "Om", FieldKind::Time(ClockDay::Upcoming), "")
        .field(FieldName::Text, "Waaraan", FieldKind::Text, "")
}

/// The monitor of a week.
pub fn monitor(week: Piketweek) -> Form {
    Form::new(FormTarget::Monitor, "Incidentenmonitor maken")
        .explanation("Bestand op .md, .csv of .json. Er staan geen persoonsgegevens in.")
        .field(FieldName::Choice, "Piketweek", FieldKind::Text, &week.to_string())
        .field(FieldName::File, "Bestand", FieldKind::Text, &format!("monitor-{week}.md"))
}

/// The row in the form: by number or letter, else the best suggestion for the words typed there.
fn rij(form: &Form) -> Option<Rij> {
    let field = form.find(FieldName::Rij)?;
    let typed = field.input.text();
    let rijen = match &field.kind {
        FieldKind::Completion(rijen) => rijen.as_slice(),
        FieldKind::Text | FieldKind::Choice(_) | FieldKind::Time(_) => &[],
    };
    let read = |text: &str| text.split_whitespace().next().and_then(|r| Rij::parse(r).ok());
    // A short word looks like the id of a row; it is one only if the list has it.
    let first = |text: &str| read(text).filter(|rij| rijen.iter().any(|r| read(&r.text) == Some(*rij)));
    first(&typed).or_else(|| field.proposals().first().and_then(|v| first(v)))
}

/// What was heard so far, whatever is missing. What was typed as a time or a row and does not read as
/// one stands in the text, so that no word is lost.
pub fn call(form: &Form, now: Moment) -> Call {
    let time = |name| form.time(name, now).ok().flatten();
    let inrichting = form.text(FieldName::Inrichting);
    let mut what = form.text(FieldName::Text);
    for name in [FieldName::Voorval, FieldName::Constatering, FieldName::Called, FieldName::Rij] {
        let readable = if name == FieldName::Rij { rij(form).is_some() } else { form.time(name, now).is_ok() };
        let typed = form.text(name);
        if !readable && !typed.is_empty() {
            let label = form.find(name).map_or("", |v| v.label);
            what = [what, format!("[{label}: {typed}]")].join(" ");
        }
    }
    Call {
        caller: Vertrouwelijk::new(&form.text(FieldName::Caller)),
        number: Vertrouwelijk::new(&form.text(FieldName::Number)),
        inrichting: Plek::written(&inrichting),
        what: Vertrouwelijk::new(what.trim()),
        called: time(FieldName::Called),
        voorval: time(FieldName::Voorval),
        constatering: time(FieldName::Constatering),
        rij: rij(form),
    }
}

/// Reads a filled form.
///
/// # Errors
/// When a time or a name in it does not read; the form stays open.
pub fn consequence(form: &Form, now: Moment) -> Result<FormConsequence> {
    let reason = form.text(FieldName::Reason);
    let act = match &form.target {
        FormTarget::Phone { melding, .. } => {
            for name in [FieldName::Voorval, FieldName::Constatering, FieldName::Called] {
                form.time(name, now)?;
            }
            Act::NoteCall(NoteCall { melding: *melding, call: call(form, now) })
        }
        FormTarget::Data { zaak } => return data_acts(form, *zaak, now),
        FormTarget::Feit { zaak } => Act::NoteFeit(NoteFeit {
            zaak: *zaak,
            topic: choose(Topic::ALL, Topic::label, &form.text(FieldName::Choice))?,
            text: form.text(FieldName::Text),
            source: form.text(FieldName::Source),
            status: FeitStatus::Reported,
        }),
        FormTarget::Besluit { zaak, about } => {
            let choice = choose([YesNo::Yes, YesNo::No], YesNo::word, &form.text(FieldName::Choice))?;
            Act::TakeBesluit(TakeBesluit { zaak: *zaak, about: *about, choice, reason })
        }
        FormTarget::Step { zaak, step, state } => Act::SetStep(SetStep {
            zaak: *zaak,
            step: *step,
            state: *state,
            reason,
            at: form.time(FieldName::Time, now)?,
        }),
        FormTarget::SetAside { melding } => Act::SetAside(SetAside { melding: *melding, reason }),
        FormTarget::Reclassify { zaak, rij, voorval } => {
            let trial = WhatIf { zaak: *zaak, voorval: *voorval, rij: Some(*rij) };
            return Ok(FormConsequence::Acts(trial.acts(&reason)));
        }
        FormTarget::Sent { zaak, draft } => Act::ReportSent(ReportSent {
            zaak: *zaak,
            draft: *draft,
            at: form.time(FieldName::Time, now)?.unwrap_or(now),
            channel: form.text(FieldName::Channel),
            recipients: form.text(FieldName::Recipients),
        }),
        FormTarget::Termijn { zaak, termijn } => {
            let due = form.time(FieldName::Time, now)?;
            let due = due.ok_or_else(|| Error::usage("Wanneer?").hint("Schrijf een tijd, bijvoorbeeld 09:00."))?;
            let setting = Some(TermijnSetting::Moment(due));
            Act::SetTermijn(SetTermijn { zaak: *zaak, termijn: *termijn, setting, reason })
        }
        FormTarget::Setting { zaak, termijn, setting } => {
            Act::SetTermijn(SetTermijn { zaak: *zaak, termijn: *termijn, setting: *setting, reason })
        }
        FormTarget::Accept { zaak } => Act::AcceptForm(AcceptForm { zaak: *zaak, reason }),
        FormTarget::Settle { zaak, about } => {
            Act::Settle(Settle { zaak: *zaak, about: about.clone(), ruling: Ruling::Both, reason })
        }
        FormTarget::Reminder { zaak } => {
            let when = form.time(FieldName::Time, now)?;
            let when = when.ok_or_else(|| Error::usage("Wanneer?").hint("Schrijf een tijd, bijvoorbeeld 03:30."))?;
            Act::SetReminder(SetReminder { zaak: *zaak, when, text: form.text(FieldName::Text) })
        }
        FormTarget::Merge { source, target } => {
            Act::MergeZaken(MergeZaken { source: *source, target: *target, reason })
        }
        FormTarget::Split { source } => Act::SplitZaak(SplitZaak { source: *source, reason }),
        FormTarget::Reopen { zaak } => Act::ReopenZaak(ReopenZaak { zaak: *zaak, reason }),
        FormTarget::Monitor => {
            let week = form.text(FieldName::Choice).parse()?;
            return Ok(FormConsequence::Monitor(week, form.text(FieldName::File)));
        }
    };
    Ok(FormConsequence::Acts(vec![act]))
}

fn data_acts(form: &Form, zaak: Zaaknummer, now: Moment) -> Result<FormConsequence> {
    let mut times = vec![
        (TimeKind::Voorval, form.time(FieldName::Voorval, now)?),
        (TimeKind::Constatering, form.time(FieldName::Constatering, now)?),
        (TimeKind::Called, form.time(FieldName::Called, now)?),
    ];
    if form.find(FieldName::OaEnd).is_some() {
        times.push((TimeKind::OaEnd, form.time(FieldName::OaEnd, now)?));
    }
    let inrichting = form.text(FieldName::Inrichting);
    Ok(FormConsequence::Acts(vec![
        Act::SetInrichting(SetInrichting { zaak, inrichting }),
        Act::SetTimes(SetTimes { zaak, times }),
    ]))
}

fn choose<T: Copy, const N: usize>(all: [T; N], name: fn(T) -> &'static str, chosen: &str) -> Result<T> {
    all.into_iter().find(|t| name(*t) == chosen).ok_or_else(|| Error::usage(format!("«{chosen}» is geen keuze.")))
}
