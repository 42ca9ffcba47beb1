//! Reads `instellingen.toml` field by field. One table names every field with how it is taken, so
//! that the check for unknown names, the hints and the reading cannot drift apart.

use std::{collections::BTreeMap, num::NonZeroUsize};

use chrono::{NaiveDate, NaiveTime, Weekday};
use toml::{Spanned, de::DeValue};

use super::{Colors, ProgramLine, Settings, Switch, TerminalNotification, mailbox};
use crate::{
    domain::{
        bewaartermijn::Bewaartermijn,
        hint::did_you_mean,
        ids::WeekStart,
        mail_address::MailAddress,
        moment::short_day,
        sanitize,
        termijn_choice::LezingChoice,
        termijn_kind::{Kalender, TermijnKind},
    },
    rules::{file_error::FileError, kalender::OwnDay, toml_reader::TomlReader},
};

/// Takes one value; gives back a sentence when it is not right.
type FieldSetter = fn(&mut Settings, &DeValue<'_>) -> Result<(), String>;

/// Alarms further ahead than a week make no sense for terms of at most three days and a weekend.
const LONGEST_ALARM: u32 = 7 * 24 * 60;

/// Every field of the file with how it is taken.
const FIELD_SETTERS: [(&str, FieldSetter); 37] = [
    ("naam", |i, v| {
        i.name = Some(text(v)?);
        Ok(())
    }),
    ("kalender", |i, v| {
        i.kalender = choice(v, &Kalender::ALL.map(|k| (k.code(), k)))?;
        Ok(())
    }),
    ("vrije_dagen", |i, v| {
        i.days_off = days_off(v)?;
        Ok(())
    }),
    ("termijn", |i, v| {
        i.termijn = choice(v, &[("streng", LezingChoice::Streng), ("gangbaar", LezingChoice::Gangbaar)])?;
        Ok(())
    }),
    ("piketweek", |i, v| {
        i.piketweek = piketweek(v)?;
        Ok(())
    }),
    ("alarm", |i, v| {
        i.alarm = alarm(v)?;
        Ok(())
    }),
    ("alarm_per_termijn", |i, v| {
        i.alarm_per_termijn = per_termijn(v)?;
        Ok(())
    }),
    ("alarm_luid", |i, v| {
        i.loud_per_termijn = loud(v)?;
        Ok(())
    }),
    ("alarm_opdracht", |i, v| {
        i.alarm_command = Some(command(v)?);
        Ok(())
    }),
    ("alarm_binnenkomst", |i, v| {
        i.arrivals = switch(v)?;
        Ok(())
    }),
    ("alarm_herhaal", |i, v| {
        i.alarm_repeat = minutes(v)?;
        Ok(())
    }),
    ("alarm_na_gezien", |i, v| {
        i.alarm_after_seen = minutes(v)?;
        Ok(())
    }),
    ("melding_in_terminal", |i, v| {
        i.terminal_notification = choice(
            v,
            &[
                ("uit", TerminalNotification::Off),
                ("osc9", TerminalNotification::Osc9),
                ("osc777", TerminalNotification::Osc777),
                ("beide", TerminalNotification::Both),
            ],
        )?;
        Ok(())
    }),
    ("bel", |i, v| {
        i.bell = switch(v)?;
        Ok(())
    }),
    ("melding_op_bureaublad", |i, v| {
        i.desktop_notification = switch(v)?;
        Ok(())
    }),
    ("agenda", |i, v| {
        i.agenda = Some(text(v)?.into());
        Ok(())
    }),
    ("aanhef", |i, v| {
        i.salutation = text(v)?;
        Ok(())
    }),
    ("telefoon", |i, v| {
        let number = text(v)?;
        phone(&number)?;
        i.phone = Some(number);
        Ok(())
    }),
    ("rubricering", |i, v| {
        i.classification = text(v)?;
        Ok(())
    }),
    ("sjablonen", |i, v| {
        i.templates = Some(text(v)?.into());
        Ok(())
    }),
    ("regels", |i, v| {
        i.rules = Some(text(v)?.into());
        Ok(())
    }),
    ("inrichtingen", |i, v| {
        i.inrichtingen = Some(text(v)?.into());
        Ok(())
    }),
    ("postmap", |i, v| {
        i.drop_folder = Some(text(v)?.into());
        Ok(())
    }),
    ("maildir", |i, v| {
        i.maildir = Some(text(v)?.into());
        Ok(())
    }),
    ("imap", |i, v| {
        i.imap = Some(mailbox::parse(v)?);
        Ok(())
    }),
    ("sms_ontvangers", |i, v| {
        i.sms_recipients = list(v, phone)?;
        Ok(())
    }),
    ("piketmelding_aan", |i, v| {
        i.piketmelding_to = list(v, mail_address)?;
        Ok(())
    }),
    ("afloop_aan", |i, v| {
        i.afloopbericht_to = list(v, mail_address)?;
        Ok(())
    }),
    ("berichten_map", |i, v| {
        i.messages = Some(text(v)?.into());
        Ok(())
    }),
    ("open_opdracht", |i, v| {
        i.open_command = Some(command(v)?);
        Ok(())
    }),
    ("verzend_opdracht", |i, v| {
        i.send_command = Some(command(v)?);
        Ok(())
    }),
    ("vergrendel_na", |i, v| {
        i.lock_after = minutes(v)?;
        Ok(())
    }),
    ("maskeren", |i, v| {
        i.masking = switch(v)?;
        Ok(())
    }),
    ("bewaartermijn_zaken", |i, v| {
        i.bewaartermijn_zaken = bewaartermijn(v)?;
        Ok(())
    }),
    ("bewaartermijn_meldingen", |i, v| {
        i.bewaartermijn_meldingen = bewaartermijn(v)?;
        Ok(())
    }),
    ("reservekopieen", |i, v| {
        i.backups = count(v)?;
        Ok(())
    }),
    ("kleuren", |i, v| {
        i.colors = choice(
            v,
            &[
                ("donker", Colors::Dark),
                ("licht", Colors::Light),
                ("hoog-contrast", Colors::HighContrast),
                ("mono", Colors::Mono),
            ],
        )?;
        Ok(())
    }),
];

/// The names of the fields.
pub fn fields() -> impl Iterator<Item = &'static str> {
    FIELD_SETTERS.into_iter().map(|(name, _)| name)
}

fn bewaartermijn(v: &DeValue<'_>) -> Result<Bewaartermijn, String> {
    text(v)?
        .parse()
        .map_err(|_| "is \"vraag\" of een aantal dagen, maanden of jaar, zoals \"365 dagen\" of \"5 jaar\".".to_owned())
}

pub(super) fn parse(content: &str, file: &str) -> (Settings, Vec<FileError>) {
    let reader = TomlReader::new(file, content);
    let table = reader.parse();
    let mut read = Settings::default();
    for (code, value) in table.get_ref() {
        let field: &str = code.get_ref();
        let offset = code.span().start;
        // The field keeps its default.
        if reader.is_guess(offset) {
            continue;
        }
        let result = match FIELD_SETTERS.iter().find(|(name, _)| *name == field) {
            Some((_, take)) => {
                take(&mut read, value.get_ref()).map_err(|sentence| format!("Het veld {field} {sentence}"))
            }
            None => Err(format!("Het veld «{}» bestaat niet. {}", sanitize::line(field), known(field))),
        };
        if let Err(sentence) = result {
            reader.error(offset, "", sentence);
        }
    }
    (read, reader.finish())
}

fn known(field: &str) -> String {
    did_you_mean(field, fields())
        .unwrap_or_else(|| format!("Bekend zijn: {}.", fields().collect::<Vec<_>>().join(", ")))
}

pub(super) fn text(v: &DeValue<'_>) -> Result<String, String> {
    let t = sanitize::line(v.as_str().ok_or_else(|| "is geen tekst tussen aanhalingstekens.".to_owned())?);
    if t.is_empty() { Err("is leeg; haal de regel weg of vul haar in.".to_owned()) } else { Ok(t) }
}

fn choice<T: Copy>(v: &DeValue<'_>, choices: &[(&str, T)]) -> Result<T, String> {
    let t = text(v)?;
    choices.iter().find(|(name, _)| *name == t).map(|(_, k)| *k).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let hint =
            did_you_mean(&t, names.iter().copied()).unwrap_or_else(|| format!("Kies uit: {}.", names.join(", ")));
        format!("kent «{t}» niet. {hint}")
    })
}

fn switch(v: &DeValue<'_>) -> Result<Switch, String> {
    match v.as_bool() {
        Some(true) => Ok(Switch::On),
        Some(false) => Ok(Switch::Off),
        None => Err("is true of false, zonder aanhalingstekens.".to_owned()),
    }
}

fn list(v: &DeValue<'_>, check: impl Fn(&str) -> Result<(), String>) -> Result<Vec<String>, String> {
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
fn days_off(v: &DeValue<'_>) -> Result<Vec<OwnDay>, String> {
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

fn phone(t: &str) -> Result<(), String> {
    let digits = t.chars().filter(char::is_ascii_digit).count();
    let good = t.chars().enumerate().all(|(i, c)| c.is_ascii_digit() || matches!(c, ' ' | '-') || (c == '+' && i == 0));
    if good && (8..=15).contains(&digits) { Ok(()) } else { Err(format!("«{t}» is geen telefoonnummer")) }
}

fn mail_address(t: &str) -> Result<(), String> {
    t.parse::<MailAddress>().map(|_| ()).map_err(|_| format!("«{t}» is geen e-mailadres"))
}

fn alarm(v: &DeValue<'_>) -> Result<Vec<u32>, String> {
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

fn per_termijn(v: &DeValue<'_>) -> Result<BTreeMap<TermijnKind, Vec<u32>>, String> {
    of_termijnen(v, "{ moa-fast-nl = [30, 10, 0] }", alarm)
}

fn loud(v: &DeValue<'_>) -> Result<BTreeMap<TermijnKind, u32>, String> {
    of_termijnen(v, "{ moa-fast-nl = 60 }", |value| {
        let number =
            value.as_integer().filter(|g| g.radix() == 10).and_then(|i| i.as_str().replace('_', "").parse().ok());
        number
            .filter(|m| *m <= LONGEST_ALARM)
            .ok_or_else(|| format!("is een aantal minuten vóór de termijn, 0 tot en met {LONGEST_ALARM}."))
    })
}

/// A program with its arguments, each as it is written: an argument may be empty, a program not.
fn command(v: &DeValue<'_>) -> Result<ProgramLine, String> {
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

fn of_termijnen<T>(
    v: &DeValue<'_>,
    form: &str,
    read: impl Fn(&DeValue<'_>) -> Result<T, String>,
) -> Result<BTreeMap<TermijnKind, T>, String> {
    let table = v.as_table().ok_or_else(|| format!("heeft de vorm {form}."))?;
    let mut out = BTreeMap::new();
    let mut errors = Vec::new();
    for (code, value) in table {
        let name: &str = code.get_ref();
        let Some(kind) = TermijnKind::ALL.into_iter().find(|s| s.code() == name) else {
            let known = TermijnKind::ALL.map(TermijnKind::code);
            let hint =
                did_you_mean(name, known.into_iter()).unwrap_or_else(|| format!("Bekend zijn: {}.", known.join(", ")));
            errors.push(format!("de termijn «{}» bestaat niet. {hint}", sanitize::line(name)));
            continue;
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

fn minutes(value: &DeValue<'_>) -> Result<u32, String> {
    let number = value.as_integer().and_then(|i| i.as_str().parse().ok());
    number.filter(|n| *n <= 1440).ok_or_else(|| "verwacht een aantal minuten van 0 tot en met 1440".to_owned())
}

fn count(value: &DeValue<'_>) -> Result<NonZeroUsize, String> {
    let number = value.as_integer().and_then(|i| i.as_str().parse().ok());
    number
        .filter(|n: &NonZeroUsize| n.get() <= 1000)
        .ok_or_else(|| "verwacht een getal van 1 tot en met 1000".to_owned())
}

fn piketweek(v: &DeValue<'_>) -> Result<WeekStart, String> {
    let table = v.as_table().ok_or_else(|| "heeft de vorm { dag = \"ma\", tijd = \"00:00\" }.".to_owned())?;
    let mut start = WeekStart::default();
    let mut errors = Vec::new();
    for (code, value) in table {
        let name: &str = code.get_ref();
        let read = match name {
            "dag" => day(value.get_ref()).map(|d| start.day = d).map_err(|e| format!("dag {e}")),
            "tijd" => time(value.get_ref()).map(|t| start.time = t).map_err(|e| format!("tijd {e}")),
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

fn day(v: &DeValue<'_>) -> Result<Weekday, String> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    choice(v, &[Mon, Tue, Wed, Thu, Fri, Sat, Sun].map(|d| (short_day(d), d)))
}

fn time(v: &DeValue<'_>) -> Result<NaiveTime, String> {
    let t = text(v)?;
    NaiveTime::parse_from_str(&t, "%H:%M").map_err(|_| format!("«{t}» is geen tijd; schrijf bijvoorbeeld 09:00."))
}
