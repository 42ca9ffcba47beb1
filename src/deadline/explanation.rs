//! Why a term falls when it falls, in Dutch lines: the officer must be able to defend it months
//! later. Read by `piket termijn` and by the tab *termijnen (waarom?)*.

use chrono::{Datelike, Weekday};

use super::{
    form_termijn,
    in_force::{Ground, InForce},
    termijn::{Lezing, StartKind, Termijn},
    tipping_point::{Baseline, Condition, TippingPoint, tipping_points},
};
use crate::{
    domain::{
        moment::{Moment, ParsedMoment},
        termijn_choice::LezingChoice,
        termijn_kind::{Kalender, TermijnKind, Times},
        time_kind::TimeKind,
    },
    rules::{book::Kalenders, kalender::DayKind},
};

/// The lines that explain one term that was worked out from this: what is known, what started the clock
/// and why, every reading, which one is in force, and what would make it another moment.
pub fn why(from: &Baseline<'_>, termijn: &Termijn, applies: &InForce) -> Vec<String> {
    let Baseline { book, kalender, times, .. } = *from;
    let mut lines = vec![
        format!("{} voor {}.", termijn.kind.label(), termijn.recipient),
        known(&times),
        format!("De klok loopt vanaf {}: {}.", termijn.start_kind.description(), termijn.start.long()),
    ];
    lines.extend(not_counted_from(from, termijn));
    if depends_on_day(termijn.kind) {
        lines.push(day_line(&book.kalenders, kalender, termijn.start));
        lines.extend(skipped(&book.kalenders, kalender, termijn));
    }
    lines.extend(open_point(termijn.kind).map(str::to_owned));
    let streng = termijn.streng();
    for (nr, lezing) in termijn.lezingen.iter().enumerate() {
        lines.push(lezing_line(nr, lezing, streng, termijn.lezingen.ambiguous()));
        lines.push(format!("   {}", lezing.explanation));
    }
    lines.extend(in_force_line(termijn, applies));
    if depends_on_day(termijn.kind) {
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

/// Why another time that is known did not start this clock.
fn not_counted_from(from: &Baseline<'_>, termijn: &Termijn) -> Option<String> {
    let Times { voorval, constatering, .. } = from.times;
    match termijn.start_kind {
        StartKind::Constatering if depends_on_day(termijn.kind) => voorval.map(|v| {
            let passed = form_termijn(from.book, from.kalender, v).streng().due;
            format!("De strengste termijn vanaf het voorval was toen al voorbij (vóór {}).", passed.as_termijn())
        }),
        StartKind::Voorval if depends_on_day(termijn.kind) => {
            constatering.map(|_| "De constatering telt niet: de termijn vanaf het voorval liep toen nog.".to_owned())
        }
        StartKind::Constatering | StartKind::Voorval | StartKind::PhoneCall | StartKind::Receipt | StartKind::OaEnd => {
            None
        }
    }
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
        Ground::HandGone(manual, _) => Some(format!(
            "Met de hand gezet was vóór {}, maar toen was de klok nog niet begonnen; nu telt weer vóór {starting_at}.",
            manual.long()
        )),
    }
}

/// "Was het voorval vr 20-11 17:00 of later geweest, dan gold: vóór ma 23-11 12:00."
fn tipping_line(k: &TippingPoint) -> String {
    let then = || {
        let mut moments = k.then.clone();
        moments.sort_unstable();
        moments.iter().map(|m| format!("vóór {}", m.as_termijn())).collect::<Vec<_>>().join(", of ruimer gelezen ")
    };
    match k.when {
        Condition::Before(what, limit) => {
            format!("Was {} vóór {} geweest, dan gold: {}.", what.word(), limit.short(), then())
        }
        Condition::AtOrAfter(what, limit) => {
            format!("Was {} {} of later geweest, dan gold: {}.", what.word(), limit.short(), then())
        }
        Condition::Discovered(limit) => {
            format!(
                "Werd het pas {} of later ontdekt, dan begon de klok bij de ontdekking; op dat moment gold: {}.",
                limit.short(),
                then()
            )
        }
        Condition::Kalender(kalender) => format!("Met kalender {kalender} gold: {}.", then()),
    }
}

/// Warnings about a term: years of which the calendar does not know all days. Elapsed hours need no
/// calendar.
pub fn uncertain(kalenders: &Kalenders, kalender: Kalender, termijn: &Termijn) -> Vec<String> {
    if !depends_on_day(termijn.kind) {
        return Vec::new();
    }
    let first = termijn.start.date().year();
    let last = termijn.lezingen.iter().map(|l| l.due.date().year()).max().unwrap_or(first);
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

/// True for terms of days and hours, false for elapsed hours.
const fn depends_on_day(kind: TermijnKind) -> bool {
    match kind {
        TermijnKind::Mbv | TermijnKind::Moa | TermijnKind::MoaEnd => true,
        TermijnKind::MoaFastNl | TermijnKind::ApDatalek => false,
    }
}

fn day_line(kalenders: &Kalenders, kalender: Kalender, start: Moment) -> String {
    let t = start.amsterdam();
    let hours = &kalenders.kantooruren;
    let office = format!("tussen {} en {} uur", hours.from.format("%H:%M"), hours.until.format("%H:%M"));
    let position = if hours.contains(t.time()) {
        office.clone()
    } else if t.time() < hours.from {
        format!("vóór {}", hours.from.format("%H:%M"))
    } else {
        format!("vanaf {}", hours.until.format("%H:%M"))
    };
    let day = day_name(t.weekday());
    match kalenders.day_kind(t.date_naive(), kalender) {
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
    let last = termijn.lezingen.iter().map(|l| l.due.date()).max();
    let days = termijn.start.date().iter_days().skip(1).take_while(|day| last.is_some_and(|l| *day < l));
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

/// What the source does not say about terms of elapsed hours.
const fn open_point(kind: TermijnKind) -> Option<&'static str> {
    match kind {
        TermijnKind::MoaFastNl => Some(
            "De bron zegt niet vanaf wanneer deze uren lopen; gerekend is vanaf de constatering, en anders vanaf het voorval.",
        ),
        TermijnKind::Mbv | TermijnKind::Moa | TermijnKind::MoaEnd | TermijnKind::ApDatalek => None,
    }
}

fn lezing_line(nr: usize, lezing: &Lezing, streng: Moment, ambiguous: bool) -> String {
    let marker = match (ambiguous, nr == 0, lezing.due == streng) {
        (false, _, _) | (true, false, false) => "",
        (true, true, true) => " [gangbaar, streng]",
        (true, true, false) => " [gangbaar]",
        (true, false, true) => " [streng]",
    };
    format!("{}. vóór {}{marker}: {}", nr + 1, lezing.due.as_termijn(), lezing.rule)
}

const fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "maandag",
        Weekday::Tue => "dinsdag",
        Weekday::Wed => "woensdag",
        Weekday::Thu => "donderdag",
        Weekday::Fri => "vrijdag",
        Weekday::Sat => "zaterdag",
        Weekday::Sun => "zondag",
    }
}
