//! From verbs to acts. Times are read with the moment of asking at hand, so that "02:10" is today.

use super::{
    args::{DraftArgs, ReportArgs, SetTermijnArgs, SettleArgs, StepStateArg},
    grammar::Verb,
    maintenance::RetentionVerb,
};
use crate::{
    acts::act::Act,
    domain::{
        besluit::{Answer, YesNo},
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        inrichting::Plek,
        melding::Call,
        moment::{ClockDay, Moment},
        step::StepState,
        tegenspraak::Ruling,
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::tegenspraak::tegenspraken,
    log::desk::Desk,
};

fn time(text: Option<&str>, now: Moment) -> Result<Option<Moment>> {
    text.map(|t| Moment::parse(t, Some(now)).map(|g| g.moment)).transpose()
}

fn choose<T: Copy, const N: usize>(all: [T; N], name: fn(T) -> &'static str, chosen: &str) -> Result<T> {
    all.into_iter().find(|t| name(*t) == chosen.to_lowercase()).ok_or_else(|| {
        Error::usage(format!("«{chosen}» is geen keuze."))
            .hint(format!("Kies uit: {}.", all.iter().map(|t| name(*t)).collect::<Vec<_>>().join(", ")))
    })
}

/// The acts a verb stands for; `None` when it is no act on the log.
///
/// # Errors
/// When a time or a choice in it does not read.
pub fn acts(verb: &Verb, desk: &Desk, now: Moment) -> Result<Option<Vec<Act>>> {
    let act = match verb {
        Verb::Report(args) => return report(args, desk, now).map(Some),
        Verb::Draft(args) => return draft(args, now),
        Verb::Open { melding } => Act::Open { melding: *melding },
        Verb::Link { melding, zaak } => Act::Link { melding: *melding, zaak: *zaak },
        Verb::Unlink { melding } => Act::Unlink { melding: *melding },
        Verb::Accept { zaak, reason } => Act::Accept { zaak: *zaak, reason: reason.clone() },
        Verb::SetAside { melding, reason } => Act::SetAside { melding: *melding, reason: reason.clone() },
        Verb::PutBack { melding } => Act::PutBack { melding: *melding },
        Verb::Rij { zaak, nr, reason } => Act::ChooseRij { zaak: *zaak, rij: *nr, reason: reason.clone() },
        Verb::Data { zaak, inrichting, voorval, constatering, called, oa_end } => {
            let mut times = Vec::new();
            for (kind, text) in [
                (TimeKind::Voorval, voorval),
                (TimeKind::Constatering, constatering),
                (TimeKind::Called, called),
                (TimeKind::OaEnd, oa_end),
            ] {
                if let Some(t) = time(text.as_deref(), now)? {
                    times.push((kind, Some(t)));
                }
            }
            let mut acts = Vec::new();
            acts.extend(inrichting.as_ref().map(|i| Act::SetInrichting { zaak: *zaak, inrichting: i.clone() }));
            acts.extend((!times.is_empty()).then_some(Act::SetTimes { zaak: *zaak, times }));
            if acts.is_empty() {
                return Err(
                    Error::usage("Er is niets opgegeven om te wijzigen.").hint("Geef bijvoorbeeld --voorval 02:10.")
                );
            }
            return Ok(Some(acts));
        }
        Verb::Feit { zaak, topic, text, source, status } => Act::NoteFeit {
            zaak: *zaak,
            topic: choose(Topic::ALL, Topic::label, topic)?,
            text: text.clone(),
            source: source.clone(),
            status: choose(FeitStatus::ALL, FeitStatus::word, status)?,
        },
        Verb::FeitStatus { zaak, feit, status } => {
            Act::AssessFeit { zaak: *zaak, feit: *feit, status: choose(FeitStatus::ALL, FeitStatus::word, status)? }
        }
        Verb::Settle(args) => settle(args, desk)?,
        Verb::Weigh { zaak, question, answer } => {
            let all = [Answer::Yes, Answer::No, Answer::Unknown];
            Act::Weigh { zaak: *zaak, question: question.clone(), answer: choose(all, Answer::word, answer)? }
        }
        Verb::Besluit { zaak, about, choice, reason } => {
            let choice = choose([YesNo::Yes, YesNo::No], YesNo::word, choice)?;
            Act::Besluit { zaak: *zaak, about: *about, choice, reason: reason.clone() }
        }
        Verb::Step { zaak, step, state, reason, when } => {
            let state = match state {
                StepStateArg::Done => StepState::Done,
                StepStateArg::NotNeeded => StepState::NotNeeded,
                StepStateArg::Waiting => StepState::Waiting,
                StepStateArg::Open => StepState::Open,
            };
            Act::SetStep { zaak: *zaak, step: *step, state, reason: reason.clone(), at: time(when.as_deref(), now)? }
        }
        Verb::SetTermijn(args) => set_termijn(args, now)?,
        Verb::Remind { zaak, done: Some(reminder), .. } => Act::ReminderDone { zaak: *zaak, reminder: *reminder },
        Verb::Remind { zaak, time, text, done: None } => Act::SetReminder {
            zaak: *zaak,
            when: Moment::parse_on(time.as_deref().unwrap_or_default(), Some((now, ClockDay::Upcoming)))?.moment,
            text: text.clone().unwrap_or_default(),
        },
        Verb::Close { zaak } => Act::Close { zaak: *zaak },
        Verb::Merge(args) => Act::Merge { source: args.zaak, target: args.with, reason: args.reason.clone() },
        Verb::Split(args) => Act::Split { source: args.zaak, reason: args.reason.clone() },
        Verb::Reopen { zaak, reason } => Act::Reopen { zaak: *zaak, reason: reason.clone() },
        Verb::Bewaartermijn { what: Some(RetentionVerb::Hold { zaak, reason }), .. } => {
            Act::Hold { zaak: *zaak, reason: reason.clone() }
        }
        Verb::Bewaartermijn { what: Some(RetentionVerb::Release { zaak, reason }), .. } => {
            Act::Release { zaak: *zaak, reason: reason.clone() }
        }
        Verb::Bewaartermijn { what: None | Some(RetentionVerb::Purge { .. }), .. }
        | Verb::Demo { .. }
        | Verb::Termijn(_)
        | Verb::Matrix { .. }
        | Verb::Kalender { .. }
        | Verb::Import { .. }
        | Verb::Inbox(_)
        | Verb::Incidents(_)
        | Verb::Show { .. }
        | Verb::Monitor { .. }
        | Verb::SmsTally { .. }
        | Verb::Log { .. }
        | Verb::Key { .. }
        | Verb::Backup { .. }
        | Verb::Overdracht { .. }
        | Verb::Inrichtingen { .. }
        | Verb::Agenda { .. }
        | Verb::Alarm { .. }
        | Verb::Watch { .. }
        | Verb::Check { .. }
        | Verb::Rebuild
        | Verb::Completions { .. }
        | Verb::Man => return Ok(None),
    };
    Ok(Some(vec![act]))
}

fn report(args: &ReportArgs, desk: &Desk, now: Moment) -> Result<Vec<Act>> {
    let call = Call {
        caller: Vertrouwelijk::new(&args.caller),
        number: Vertrouwelijk::new(&args.number),
        inrichting: args.inrichting.as_deref().and_then(Plek::written),
        what: Vertrouwelijk::new(&args.what),
        called: Some(time(args.called.as_deref(), now)?.unwrap_or(now)),
        voorval: time(args.voorval.as_deref(), now)?,
        constatering: time(args.constatering.as_deref(), now)?,
        rij: args.nr,
    };
    let melding = desk.next_melding();
    Ok(vec![Act::NoteCall { melding: None, call }, Act::Open { melding }])
}

fn set_termijn(args: &SetTermijnArgs, now: Moment) -> Result<Act> {
    let upcoming =
        |t: &str| Moment::parse_on(t, Some((now, ClockDay::Upcoming))).map(|g| TermijnSetting::Moment(g.moment));
    let setting = match args.lezing {
        Some(rule) => Some(TermijnSetting::Lezing(rule)),
        None => args.due.as_deref().map(upcoming).transpose()?,
    };
    let termijn = choose(TermijnKind::ALL, TermijnKind::code, &args.kind)?;
    Ok(Act::SetTermijn { zaak: args.zaak, termijn, setting, reason: args.reason.clone() })
}

/// The contradiction of that number, as `show` numbers them.
fn settle(args: &SettleArgs, desk: &Desk) -> Result<Act> {
    let zaak = args.zaak;
    let all = desk.zaken.get(&zaak).map(tegenspraken).unwrap_or_default();
    let about = args.nr.checked_sub(1).and_then(|pos| all.into_iter().nth(pos)).ok_or_else(|| {
        Error::usage(format!("Tegenspraak {} is er niet in zaak {zaak}.", args.nr))
            .hint(format!("«piket toon {zaak}» nummert wat elkaar tegenspreekt."))
    })?;
    let ruling = choose(Ruling::ALL, Ruling::label, &args.counted)?;
    Ok(Act::Settle { zaak, about, ruling, reason: args.reason.clone() })
}

fn draft(args: &DraftArgs, now: Moment) -> Result<Option<Vec<Act>>> {
    let (zaak, kind) = (args.zaak, args.kind);
    let mut acts = Vec::new();
    if args.checked {
        acts.push(Act::CheckDraft { zaak, draft: kind });
    }
    if args.sent {
        acts.push(Act::ReportSent {
            zaak,
            draft: kind,
            at: time(args.when.as_deref(), now)?.unwrap_or(now),
            channel: args.channel.clone(),
            recipients: args.to.clone().unwrap_or_default(),
        });
    }
    Ok((!acts.is_empty()).then_some(acts))
}
