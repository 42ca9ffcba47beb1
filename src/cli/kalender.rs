//! `kalender`: which days of a year count as feestdag and how many werkdagen are left, in each
//! calendar, so that the officer can compare it with a printed one.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::{
    answer::{Output, print},
    environment::Environment,
    exit::Exit,
};
use crate::{
    domain::{error::Result, moment::short_day, termijn_kind::Kalender, time_words::TIME_WORDS},
    rules::kalender::Kalenders,
    store::StoreKind,
};

/// Shows a year.
///
/// # Errors
/// When the clock cannot be read as asked.
pub fn kalender(env: &Environment, year: Option<i32>, output: Output) -> Result<Exit> {
    let year = match year {
        Some(year) => year,
        None => env.clock(StoreKind::Real)?.now().date().year(),
    };
    let kalenders = env.book().kalenders();
    if output == Output::Json {
        let list: Vec<Value> = Kalender::ALL.iter().map(|k| to_value(kalenders, year, *k)).collect();
        print(&Value::Array(list).to_string())?;
        return Ok(Exit::Done);
    }
    for kalender in Kalender::ALL {
        let chosen = if kalender == env.settings.kalender { " (uw instelling)" } else { "" };
        print(&format!("Kalender {kalender} {year}{chosen}"))?;
        for (day, name) in kalenders.feestdagen(year, kalender) {
            print(&format!("  {} {}  {name}", short_day(day.weekday()), day.format("%d-%m-%Y")))?;
        }
        let werkdagen = kalenders.werkdagen(year, kalender);
        let per_month: Vec<String> =
            TIME_WORDS.short_months.iter().zip(werkdagen).map(|(m, n)| format!("{m} {n}")).collect();
        print(&format!("  Werkdagen: {} ({})", werkdagen.iter().sum::<u32>(), per_month.join(", ")))?;
        if let Some(sentence) = kalenders.uncertain(year, kalender) {
            print(&format!("  Let op: {sentence}"))?;
        }
        print("")?;
    }
    let hours = &kalenders.kantooruren;
    print(&format!(
        "Kantooruren: op werkdagen van {} tot {} uur ({}).",
        hours.from.format("%H:%M"),
        hours.until.format("%H:%M"),
        hours.source
    ))?;
    Ok(Exit::Done)
}

fn to_value(kalenders: &Kalenders, year: i32, kalender: Kalender) -> Value {
    let day = |(day, name): (NaiveDate, &str)| json!({"datum": day.to_string(), "naam": name});
    let werkdagen = kalenders.werkdagen(year, kalender);
    json!({
        "kalender": kalender.code(),
        "jaar": year,
        "feestdagen": kalenders.feestdagen(year, kalender).map(day).collect::<Vec<_>>(),
        "werkdagen": werkdagen.iter().sum::<u32>(),
        "werkdagen_per_maand": werkdagen,
        "onzeker": kalenders.uncertain(year, kalender),
    })
}
