//! Why a term falls when it falls, in Dutch lines: the officer must be able to defend it months
//! later. Read by `piket termijn` and by the tab *termijnen (waarom?)*.

use chrono::Datelike;

use super::{
    in_force::{Ground, InForce},
    lezing_text::{explanation_text, rule_text},
    lezingen::Lezing,
    start::StartKind,
    termijn::Termijn,
    tipping_point::{Baseline, Condition, TippingPoint, tipping_points},
};
use crate::{
    domain::{
        moment::{Moment, ParsedMoment, day_name},
        termijn_choice::LezingChoice,
        termijn_kind::{Kalender, Times},
        time_kind::TimeKind,
    },
    rules::{book::Kalenders, kalender::DayKind},
};

/// The lines that explain one term that was worked out from this: what is known, what started the clock
/// and why, every reading, which one is in force, and what would make it another moment.
pub fn why(from: &Baseline<'_>, termijn: &Termijn, applies: &InForce) -> Vec<String> {
    let Baseline { book, kalender, times, .. } = *from;
    let mut lines = vec![
        format!("{} voor {}.", termijn.label, termijn.recipient),
        known(&times),
        format!("De klok loopt vanaf {}: {}.", termijn.start_kind.description(), termijn.start.long()),
    ];
    lines.extend(other_start(from, termijn));
    if termijn.duration.is_form() {
        lines.push(day_line(&book.kalenders, kalender, termijn.start));
        lines.extend(skipped(&book.kalenders, kalender, termijn));
    }
    lines.extend(book.termijn_rule(termijn.kind).and_then(|rule| rule.open_point.clone()));
    for (nr, lezing) in termijn.lezingen.iter().enumerate() {
        lines.push(format!("{}. {}: {}", nr + 1, lezing_moment(termijn, lezing), rule_text(book, termijn, lezing)));
        lines.push(format!("   {}", explanation_text(book, lezing)));
    }
    lines.extend(in_force_line(termijn, applies));
    if termijn.duration.is_form() {
        lines.extend(tipping_points(from, termijn.kind).iter().map(tipping_line));
    }
    lines.extend(uncertain(&book.kalenders, kalender, termijn));
    lines.push(format!("Bron: {}.", termijn.source));
    lines
}

/// Which times are known and which are not.
fn known(times: &Times) -> String {
    let present: Vec<String> =
        TimeKind::ALL.into_iter().filter_map(|s| times.of(s).map(|t| format!("{} {}", s.word(), t.long()))).collect();
    let not: Vec<&str> = [TimeKind::Voorval, TimeKind::Constatering]
        .into_iter()
        .filter(|s| times.of(*s).is_none())
        .map(TimeKind::word)
        .collect();
    let present = (!present.is_empty()).then(|| format!("Bekend: {}.", present.join("; ")));
    let not = (!not.is_empty()).then(|| format!("Niet bekend: {}.", not.join(" en ")));
    present.into_iter().chain(not).collect::<Vec<_>>().join(" ")
}

/// What another time that is known adds to the readings, or why it adds none.
fn other_start(from: &Baseline<'_>, termijn: &Termijn) -> Option<String> {
    if let Some(other) = termijn.other_start {
        let (name, at) = (other.kind.word(), other.at.long());
        return Some(if other.at < termijn.start {
            format!("Ook de lezingen vanaf {name} ({at}) die toen nog niet voorbij waren, tellen mee.")
        } else {
            format!("Ook de lezingen vanaf {name} ({at}) tellen mee.")
        });
    }
    let first = match termijn.start_kind {
        StartKind::Constatering => Some(TimeKind::Voorval),
        StartKind::OaEndHeard => Some(TimeKind::OaEnd),
        StartKind::Voorval | StartKind::PhoneCall | StartKind::Receipt | StartKind::OaEnd => None,
    };
    // What is known of it came before: only what comes later starts a clock in its place.
    let time = first.filter(|time| from.times.of(*time).is_some() && termijn.duration.is_form())?;
    Some(format!("Alle lezingen vanaf {} waren toen al voorbij.", time.with_article()))
}

/// Which moment is in force and why; nothing where there is only one reading and nobody decided.
fn in_force_line(termijn: &Termijn, applies: &InForce) -> Option<String> {
    let (streng, starting_at) = (termijn.streng().as_termijn(), applies.due.as_termijn());
    let stricter =
        if applies.due == termijn.streng() { String::new() } else { format!(" De strengste is vóór {streng}.") };
    match applies.ground {
        Ground::Settings(_) if !termijn.lezingen.ambiguous() => None,
        Ground::Settings(LezingChoice::Streng) => {
            Some(format!("De bron laat dit open. Aftellen en alarm volgen de strengste lezing: vóór {starting_at}."))
        }
        Ground::Settings(LezingChoice::Gangbaar) => Some(format!(
            "De bron laat dit open. Volgens uw instelling telt de gangbare lezing: vóór {starting_at}.{stricter}"
        )),
        Ground::Lezing(rule) => Some(format!("U koos de lezing «{rule}»: vóór {starting_at}.{stricter}")),
        Ground::LezingGone(rule, _) => Some(format!(
            "De lezing «{rule}» die u koos past niet meer bij de tijden; nu telt weer vóór {starting_at}."
        )),
        Ground::Hand => Some(format!("Met de hand gezet: vóór {}. Berekend was vóór {streng}.", applies.due.long())),
        Ground::HandGone(manual, _) if manual > termijn.start => Some(format!(
            "Met de hand gezet was vóór {}, maar bij een andere rij, inrichting of tijd; nu telt weer vóór {starting_at}. \
             Geldt het nog, zet het dan opnieuw.",
            manual.long()
        )),
        Ground::HandGone(manual, _) => Some(format!(
            "Met de hand gezet was vóór {}, maar toen was de klok nog niet begonnen; nu telt weer vóór {starting_at}.",
            manual.long()
        )),
    }
}

/// "Was het voorval na vr 20-11 17:00 geweest, dan gold: vóór ma 23-11 12:00."
fn tipping_line(k: &TippingPoint) -> String {
    let then = || {
        let moments: Vec<String> = k.then.iter().map(|m| format!("vóór {}", m.as_termijn())).collect();
        match moments.split_first() {
            Some((first, [])) => first.clone(),
            Some((first, wider)) => format!("{first}, of ruimer gelezen {}", wider.join(" of ")),
            None => String::new(),
        }
    };
    match k.when {
        Condition::Before(what, limit) => {
            format!("Was {} vóór {} geweest, dan gold: {}.", what.word(), limit.short(), then())
        }
        Condition::AtOrAfter(what, limit) => {
            format!("Was {} {} of later geweest, dan gold: {}.", what.word(), limit.short(), then())
        }
        Condition::After(what, limit) => {
            format!("Was {} na {} geweest, dan gold: {}.", what.word(), limit.short(), then())
        }
        Condition::Discovered(limit) => {
            format!("Werd het pas {} of later ontdekt, dan gold op dat moment: {}.", limit.short(), then())
        }
        Condition::DiscoveredAfter(limit) => {
            format!("Werd het pas na {} ontdekt, dan gold op dat moment: {}.", limit.short(), then())
        }
        Condition::Kalender(kalender) => format!("Met kalender {kalender} was gangbaar: {}.", then()),
    }
}

/// Warnings about a term: years of which the calendar does not know all days. Elapsed hours need no
/// calendar.
pub fn uncertain(kalenders: &Kalenders, kalender: Kalender, termijn: &Termijn) -> Vec<String> {
    if !termijn.duration.is_form() {
        return Vec::new();
    }
    let first = termijn.start.date().year();
    let last = termijn.last().date().year();
    (first..=last).filter_map(|year| kalenders.uncertain(year, kalender)).collect()
}

/// Says that a clock time exists twice, when it does.
pub fn doubled_hour(name: &str, read: ParsedMoment) -> Option<String> {
    read.doubled_hour.then(|| {
        format!(
            "De tijd van {name} ({}) komt die nacht twee keer voor; de eerste is genomen. Schrijf +01:00 erachter voor de tweede.",
            read.moment.long()
        )
    })
}

fn day_line(kalenders: &Kalenders, kalender: Kalender, start: Moment) -> String {
    let t = start.amsterdam();
    let hours = &kalenders.kantooruren;
    let office = format!("tussen {} en {} uur", hours.from.format("%H:%M"), hours.until.format("%H:%M"));
    let boundary =
        [(hours.from, "beginnen"), (hours.until, "eindigen")].into_iter().find(|(hour, _)| *hour == t.time());
    let position = if let Some((hour, what)) = boundary {
        format!("precies {}, als de kantooruren {what}; of dat erin valt zegt de bron niet", hour.format("%H:%M"))
    } else if hours.contains(t.time()) {
        office.clone()
    } else if t.time() < hours.from {
        format!("vóór {}", hours.from.format("%H:%M"))
    } else {
        format!("na {}", hours.until.format("%H:%M"))
    };
    let day = day_name(t.weekday());
    match kalenders.day_kind(t.date_naive(), kalender) {
        DayKind::Werkdag if boundary.is_some() => format!("Dat is een werkdag ({day}), {position}."),
        DayKind::Werkdag if hours.contains(t.time()) => {
            format!("Dat is een werkdag ({day}) in kantooruren ({office}).")
        }
        DayKind::Werkdag => format!("Dat is een werkdag ({day}) buiten kantooruren: {position}."),
        DayKind::Feestdag(name) => format!("Dat is een feestdag ({day}, {name}; kalender {kalender}), {position}."),
        DayKind::Weekend => format!("Dat valt in het weekend ({day})."),
    }
}

/// The feestdagen between the start and the last reading: they made it later than it seems.
fn skipped(kalenders: &Kalenders, kalender: Kalender, termijn: &Termijn) -> Vec<String> {
    let last = termijn.last().date();
    let days = termijn.start.date().iter_days().skip(1).take_while(|day| *day < last);
    days.filter_map(|day| match kalenders.day_kind(day, kalender) {
        DayKind::Feestdag(name) => Some(format!(
            "Geen werkdag: {} {}, {name} (kalender {kalender}).",
            day_name(day.weekday()),
            day.format("%d-%m")
        )),
        DayKind::Werkdag | DayKind::Weekend => None,
    })
    .collect()
}

/// "vóór ma 23-11 12:00 [gangbaar]".
fn lezing_moment(termijn: &Termijn, lezing: &Lezing) -> String {
    let mark = match (lezing.due == termijn.gangbaar(), lezing.due == termijn.streng()) {
        _ if !termijn.lezingen.ambiguous() => "",
        (false, false) => "",
        (true, true) => " [gangbaar, streng]",
        (true, false) => " [gangbaar]",
        (false, true) => " [streng]",
    };
    format!("vóór {}{mark}", lezing.due.as_termijn())
}
