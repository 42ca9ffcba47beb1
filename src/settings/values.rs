//! How the values of `instellingen.toml` read: each gives back a sentence when it is not right.

use std::{collections::BTreeMap, num::NonZeroUsize};

use chrono::{NaiveDate, NaiveTime, Weekday};
use toml::{Spanned, de::DeValue};

use super::{ProgramLine, Switch};
use crate::{
    domain::{
        bewaartermijn::Bewaartermijn, hint::did_you_mean, ids::WeekStart, mail_address::MailAddress, moment::short_day,
        sanitize, termijn_kind::TermijnKind,
    },
    rules::kalender::OwnDay,
};

/// Alarms further ahead than a week make no sense for terms of at most three days and a weekend.
pub(super) const LONGEST_ALARM: u32 = 7 * 24 * 60;

pub(super) fn bewaartermijn(v: &DeValue<'_>) -> Result<Bewaartermijn, String> {
    text(v)?
        .parse()
        .map_err(|_| "is \"vraag\" of een aantal dagen, maanden of jaar, zoals \"365 dagen\" of \"5 jaar\".".to_owned())
}

pub(super) fn text(v: &DeValue<'_>) -> Result<String, String> {
    let t = sanitize::line(v.as_str().ok_or_else(|| "is geen tekst tussen aanhalingstekens.".to_owned())?);
    if t.is_empty() { Err("is leeg; haal de regel weg of vul haar in.".to_owned()) } else { Ok(t) }
}

pub(super) fn choice<T: Copy>(v: &DeValue<'_>, choices: &[(&str, T)]) -> Result<T, String> {
    let t = text(v)?;
    choices.iter().find(|(name, _)| *name == t).map(|(_, k)| *k).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let hint =
            did_you_mean(&t, names.iter().copied()).unwrap_or_else(|| format!("Kies uit: {}.", names.join(", ")));
        format!("kent «{t}» niet. {hint}")
    })
}

pub(super) fn switch(v: &DeValue<'_>) -> Result<Switch, String> {
    match v.as_bool() {
        Some(true) => Ok(Switch::On),
        Some(false) => Ok(Switch::Off),
        None => Err("is true of false, zonder aanhalingstekens.".to_owned()),
    }
}

pub(super) fn list(v: &DeValue<'_>, check: impl Fn(&str) -> Result<(), String>) -> Result<Vec<String>, String> {
    let form = || "is een lijst: [\"een\", \"twee\"].".to_owned();
    let mut out = Vec::new();
    let mut errors = Vec::new();
    for item in v.as_array().ok_or_else(form)? {
        let t = sanitize::line(item.get_ref().as_str().ok_or_else(form)?);
        match check(&t) {
            Ok(()) => out.push(t),
            Err(sentence) => errors.push(sentence),
        }
    }
    if errors.is_empty() { Ok(out) } else { Err(format!("is niet goed: {}.", errors.join("; "))) }
}

/// «2026-12-24 Brugdag», each with a date that exists.
pub(super) fn days_off(v: &DeValue<'_>) -> Result<Vec<OwnDay>, String> {
    let day = |t: &str| {
        let (date, name) = t.split_once(' ').unwrap_or((t, "vrije dag"));
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
        Some(OwnDay { date, name: format!("{}, uw eigen dag", name.trim()) })
    };
    let check = |t: &str| day(t).map(drop).ok_or_else(|| format!("«{t}» is geen dag zoals 2026-12-24 Brugdag"));
    let mut days: Vec<OwnDay> = list(v, check)?.iter().filter_map(|t| day(t)).collect();
    days.sort_by_key(|d| d.date);
    days.dedup_by_key(|d| d.date);
    Ok(days)
}

/// «brand = "brand rook"»: a name for what is searched for.
pub(super) fn views(v: &DeValue<'_>) -> Result<BTreeMap<String, String>, String> {
    let table = v.as_table().ok_or_else(|| "heeft de vorm { brand = \"brand rook\" }.".to_owned())?;
    let mut views = BTreeMap::new();
    for (name, words) in table {
        let name = sanitize::line(name.get_ref());
        let words = text(words.get_ref()).map_err(|why| format!("is bij {name} niet goed: dat {why}"))?;
        views.insert(name, words);
    }
    Ok(views)
}

pub(super) fn phone(t: &str) -> Result<(), String> {
    let digits = t.chars().filter(char::is_ascii_digit).count();
    let good = t.chars().enumerate().all(|(i, c)| c.is_ascii_digit() || matches!(c, ' ' | '-') || (c == '+' && i == 0));
    if good && (8..=15).contains(&digits) { Ok(()) } else { Err(format!("«{t}» is geen telefoonnummer")) }
}

pub(super) fn mail_address(t: &str) -> Result<(), String> {
    t.parse::<MailAddress>().map(|_| ()).map_err(|_| format!("«{t}» is geen e-mailadres"))
}

pub(super) fn alarm(v: &DeValue<'_>) -> Result<Vec<u32>, String> {
    let form = || format!("is een lijst van minuten vóór de termijn, elk 0 tot en met {LONGEST_ALARM}: [60, 15, 0].");
    let parse = |item: &Spanned<DeValue<'_>>| {
        let number = item.get_ref().as_integer().filter(|g| g.radix() == 10)?;
        number.as_str().replace('_', "").parse().ok().filter(|m: &u32| *m <= LONGEST_ALARM)
    };
    let minutes: Option<Vec<u32>> = v.as_array().ok_or_else(form)?.iter().map(parse).collect();
    let mut minutes = minutes.ok_or_else(form)?;
    minutes.sort_unstable_by(|a, b| b.cmp(a));
    minutes.dedup();
    Ok(minutes)
}

pub(super) fn per_termijn(v: &DeValue<'_>) -> Result<BTreeMap<TermijnKind, Vec<u32>>, String> {
    of_termijnen(v, "{ TERMIJN = [30, 10, 0] }", alarm)
}

pub(super) fn loud(v: &DeValue<'_>) -> Result<BTreeMap<TermijnKind, u32>, String> {
    of_termijnen(v, "{ TERMIJN = 60 }", |value| {
        let number =
            value.as_integer().filter(|g| g.radix() == 10).and_then(|i| i.as_str().replace('_', "").parse().ok());
        number
            .filter(|m| *m <= LONGEST_ALARM)
            .ok_or_else(|| format!("is een aantal minuten vóór de termijn, 0 tot en met {LONGEST_ALARM}."))
    })
}

/// A program with its arguments, each as it is written: an argument may be empty, a program not.
pub(super) fn command(v: &DeValue<'_>) -> Result<ProgramLine, String> {
    let form = || "is een lijst met een programma en zijn argumenten: [\"paplay\", \"alarm.oga\"].".to_owned();
    let mut words = Vec::new();
    for item in v.as_array().ok_or_else(form)? {
        let word = item.get_ref().as_str().ok_or_else(form)?;
        if word.contains('\0') {
            return Err("bevat een teken dat geen programma aanneemt.".to_owned());
        }
        words.push(word.to_owned());
    }
    let mut words = words.into_iter();
    let program = words.next().filter(|p| !p.trim().is_empty()).ok_or_else(form)?;
    Ok(ProgramLine { program, arguments: words.collect() })
}

pub(super) fn of_termijnen<T>(
    v: &DeValue<'_>,
    form: &str,
    read: impl Fn(&DeValue<'_>) -> Result<T, String>,
) -> Result<BTreeMap<TermijnKind, T>, String> {
    let table = v.as_table().ok_or_else(|| format!("heeft de vorm {form}."))?;
    let mut out = BTreeMap::new();
    let mut errors = Vec::new();
    for (code, value) in table {
        let name: &str = code.get_ref();
        // Which terms there are is for the books to say, and the officer's own is named in this very file.
        let kind = match name.parse::<TermijnKind>() {
            Ok(kind) => kind,
            Err(error) => {
                errors.push(error.to_string());
                continue;
            }
        };
        match read(value.get_ref()) {
            Ok(minutes) => {
                out.insert(kind, minutes);
            }
            Err(sentence) => errors.push(format!("{name} {sentence}")),
        }
    }
    if errors.is_empty() { Ok(out) } else { Err(format!("is niet goed: {}", errors.join(" "))) }
}

pub(super) fn minutes(value: &DeValue<'_>) -> Result<u32, String> {
    let number = value.as_integer().and_then(|i| i.as_str().parse().ok());
    number.filter(|n| *n <= 1440).ok_or_else(|| "verwacht een aantal minuten van 0 tot en met 1440".to_owned())
}

pub(super) fn count(value: &DeValue<'_>) -> Result<NonZeroUsize, String> {
    let number = value.as_integer().and_then(|i| i.as_str().parse().ok());
    number
        .filter(|n: &NonZeroUsize| n.get() <= 1000)
        .ok_or_else(|| "verwacht een getal van 1 tot en met 1000".to_owned())
}

pub(super) fn piketweek(v: &DeValue<'_>) -> Result<WeekStart, String> {
    let table = v.as_table().ok_or_else(|| "heeft de vorm { dag = \"ma\", tijd = \"00:00\" }.".to_owned())?;
    let mut start = WeekStart::default();
    let mut errors = Vec::new();
    for (code, value) in table {
        let name: &str = code.get_ref();
        let read = match name {
            "dag" => day(value.get_ref()).map(|d| start.day = d).map_err(|why| format!("dag {why}")),
            "tijd" => time(value.get_ref()).map(|t| start.time = t).map_err(|why| format!("tijd {why}")),
            other => {
                let hint = did_you_mean(other, ["dag", "tijd"].into_iter())
                    .unwrap_or_else(|| "Bekend zijn: dag, tijd.".to_owned());
                Err(format!("het deel «{}» bestaat niet. {hint}", sanitize::line(other)))
            }
        };
        errors.extend(read.err());
    }
    if errors.is_empty() { Ok(start) } else { Err(format!("is niet goed: {}", errors.join(" "))) }
}

pub(super) fn day(v: &DeValue<'_>) -> Result<Weekday, String> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    choice(v, &[Mon, Tue, Wed, Thu, Fri, Sat, Sun].map(|d| (short_day(d), d)))
}

pub(super) fn time(v: &DeValue<'_>) -> Result<NaiveTime, String> {
    let t = text(v)?;
    NaiveTime::parse_from_str(&t, "%H:%M").map_err(|_| format!("«{t}» is geen tijd; schrijf bijvoorbeeld 09:00."))
}
