//! `wekker`: the book of the alarms in the shell, and the two answers to one that rings. Both are written
//! beside the log, also while a desk or a watch runs.

use std::collections::BTreeSet;

use chrono::Duration;
use serde_json::json;

use super::{
    acts::require_zaak,
    answer::{Output, print},
    environment::Environment,
    exit::Exit,
    setup,
};
use crate::{
    alarm::wekkerboek::Wekkerboek,
    desk::verb::AlarmVerb,
    domain::{
        alarm::{AlarmChannel, AlarmLine, AlarmPoint, AlarmTopic, ChannelOutcome, Rung, SnoozeReason},
        error::{Error, Result},
        ids::Zaaknummer,
        moment::Moment,
        watch::AlarmHost,
    },
    rules::book::Books,
    store::{Access, Store, WekkerboekLine},
};

/// `piket wekker lijst|gezien|uitstel`.
///
/// # Errors
/// When the store cannot be read, or nothing rings for the case.
pub fn alarm(env: &Environment, what: &AlarmVerb) -> Result<Exit> {
    match what {
        AlarmVerb::List { zaak, json } => list(env, *zaak, Output::of(*json)),
        // Without a number it is all of them; one of the two is always there.
        AlarmVerb::Seen { zaak, all: _ } => {
            let ladder = setup::ladder(&env.settings);
            answer(env, *zaak, |book, topic, words, now| {
                (book.seen(topic, now, ladder.again(topic, now)), format!("{words}: gezien."))
            })
        }
        AlarmVerb::Snooze { zaak, minutes, reason } => {
            let reason = parse_reason(reason)?;
            answer(env, Some(*zaak), |book, topic, words, now| {
                let until = now.plus(Duration::minutes(i64::from(*minutes)));
                (book.snooze(topic, now, until, reason), format!("{words}: opnieuw om {}.", until.clock_time()))
            })
        }
    }
}

fn parse_reason(text: &str) -> Result<SnoozeReason> {
    SnoozeReason::ALL.into_iter().find(|r| r.word() == text).ok_or_else(|| {
        let names = SnoozeReason::ALL.map(SnoozeReason::word).join(", ");
        Error::usage(format!("«{text}» is geen reden om uit te stellen.")).hint(format!("Kies uit: {names}."))
    })
}

/// Answers everything that rings for a case, or for every case.
fn answer(
    env: &Environment,
    zaak: Option<Zaaknummer>,
    alarm_lines: impl Fn(&Wekkerboek, AlarmTopic, &str, Moment) -> (Vec<AlarmLine>, String),
) -> Result<Exit> {
    let (mut store, clock) = env.open(Access::Read)?;
    zaak.map_or(Ok(()), |zaak| require_zaak(&store, zaak))?;
    let (book, now) = (store.wekkerboek()?, clock.now());
    let ringing: BTreeSet<AlarmTopic> = (book.ringing().into_iter().map(|(o, ..)| o).chain(book.missed().topics()))
        .filter(|o| zaak.is_none_or(|zaak| o.zaak() == Some(zaak)))
        .collect();
    if ringing.is_empty() {
        let of = zaak.map_or_else(|| "Er".to_owned(), |zaak| format!("Voor zaak {zaak}"));
        return Err(Error::no(format!("{of} gaat nu geen alarm."))
            .hint("«piket wekker lijst» toont wat er gepland is en wat er ging."));
    }
    let (mut all, mut sentences) = (Vec::new(), Vec::new());
    let words = words(env, &store, ringing.iter().copied())?;
    for topic in &ringing {
        let (added, sentence) = alarm_lines(&book, *topic, &words(*topic), now);
        all.extend(added);
        sentences.push(sentence);
    }
    store.wake(now, AlarmHost::Command, &all)?;
    for sentence in sentences {
        print(&sentence)?;
    }
    Ok(Exit::Done)
}

fn list(env: &Environment, zaak: Option<Zaaknummer>, output: Output) -> Result<Exit> {
    let (store, _) = env.open(Access::Read)?;
    zaak.map_or(Ok(()), |zaak| require_zaak(&store, zaak))?;
    let lines = store.wekkerboek_lines(zaak)?;
    let words = words(env, &store, lines.iter().filter_map(|r| r.alarm_line.topic()))?;
    for r in &lines {
        if output == Output::Json {
            let line = json!({"seq": r.seq, "op": r.at.rfc3339(), "door": r.by, "regel": r.alarm_line});
            print(&line.to_string())?;
        } else {
            print(&format!("{:>5}  {}  {:<8}  {}", r.seq, r.at.long(), r.by, sentence(r, &words)))?;
        }
    }
    if output == Output::Text {
        let (book, t) = (store.wekkerboek()?, store.wekkerboek()?.tally());
        print(&format!(
            "{} gepland = {} afgegaan + {} gemist + {} vervallen + {} nog open.",
            t.planned,
            t.fired,
            t.missed,
            t.lapsed,
            book.open().len()
        ))?;
    }
    Ok(Exit::Done)
}

/// What each alarm is called: its number, and the act as the book of its case has it.
fn words(
    env: &Environment,
    store: &Store,
    topics: impl IntoIterator<Item = AlarmTopic>,
) -> Result<Box<dyn Fn(AlarmTopic) -> String>> {
    let (inrichtingen, _) = env.inrichtingen()?;
    let acts = store.alarm_acts(topics, &Books { book: env.book(), inrichtingen: &inrichtingen })?;
    Ok(Box::new(move |topic| format!("{}: {}", topic.number(), acts.get(&topic).map_or("", String::as_str))))
}

fn which(point: &AlarmPoint, words: &dyn Fn(AlarmTopic) -> String) -> String {
    let rung = match point.rung {
        Rung::Minutes(0) => "op de termijn".to_owned(),
        Rung::Minutes(m) if m > 0 => format!("{m} min ervoor"),
        Rung::Minutes(m) => format!("{} min erna", -m),
        Rung::Snooze(_) => "uitgesteld".to_owned(),
        Rung::CatchUp(_) => "ingehaald".to_owned(),
    };
    format!("{} ({rung}, {})", words(point.topic), point.at().short())
}

fn how(channels: &[(AlarmChannel, ChannelOutcome)]) -> String {
    channels.iter().map(|(channel, outcome)| format!("{} {outcome}", channel.label())).collect::<Vec<_>>().join(", ")
}

fn sentence(line: &WekkerboekLine, words: &dyn Fn(AlarmTopic) -> String) -> String {
    match &line.alarm_line {
        AlarmLine::Planned { point, .. } => format!("gepland     {}", which(point, words)),
        AlarmLine::Fired { point, channels, .. } => {
            format!("afgegaan    {}: {}", which(point, words), how(channels))
        }
        AlarmLine::Missed { point, reason, from, until, channels } => {
            let why = format!("{}, {} tot {}", reason.word(), from.short(), until.short());
            match channels.as_slice() {
                [] => format!("gemist      {}: {why}", which(point, words)),
                tried => format!("gemist      {}: {why} ({})", which(point, words), how(tried)),
            }
        }
        AlarmLine::Answered { topic, channel, outcome, .. } => {
            format!("kanaal      {}: {}", words(*topic), how(&[(*channel, *outcome)]))
        }
        AlarmLine::Lapsed { point, reason } => format!("vervallen   {}: {}", which(point, words), reason.word()),
        AlarmLine::Seen { topic, .. } => format!("gezien      {}", words(*topic)),
        AlarmLine::Snoozed { topic, until, reason, .. } => match reason {
            SnoozeReason::Unspecified => format!("uitgesteld  {} tot {}", words(*topic), until.short()),
            SnoozeReason::Busy | SnoozeReason::Called | SnoozeReason::Waiting => {
                format!("uitgesteld  {} tot {}: {}", words(*topic), until.short(), reason.word())
            }
        },
        AlarmLine::Grounded { topic, .. } => {
            format!("grond       {}: de zaak staat anders, zelfde tijd", words(*topic))
        }
        AlarmLine::Ended { topic, .. } => format!("afgesloten  {}", words(*topic)),
        AlarmLine::ClockJumped { from, to } => format!("klok        versprong van {} naar {}", from.long(), to.long()),
    }
}
