//! `kalender`: which days of a year count as feestdag and how many werkdagen are left, in each
//! calendar, so that the officer can lay it beside the one on the wall.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::{Einde, druk, omgeving::Omgeving};
use crate::{
    domain::{fout::Uitkomst, moment::dag_kort, termijnsoort::Kalender},
    rules::kalender::Kalenders,
    store::Winkelsoort,
};

const MAANDEN: [&str; 12] = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// Shows a year.
///
/// # Errors
/// When the clock cannot be read as asked.
pub fn kalender(omgeving: &Omgeving, jaar: Option<i32>, als_json: bool) -> Uitkomst<Einde> {
    let jaar = match jaar {
        Some(jaar) => jaar,
        None => omgeving.clock(Winkelsoort::Echt)?.now().datum().year(),
    };
    let kalenders = omgeving.boek().kalenders();
    if als_json {
        let lijst: Vec<Value> = Kalender::ALLE.iter().map(|k| als_waarde(kalenders, jaar, *k)).collect();
        druk(&Value::Array(lijst).to_string());
        return Ok(Einde::Gedaan);
    }
    for kalender in Kalender::ALLE {
        let gekozen = if kalender == omgeving.instellingen.kalender { " (uw instelling)" } else { "" };
        druk(&format!("Kalender {kalender} {jaar}{gekozen}"));
        for (dag, naam) in kalenders.feestdagen(jaar, kalender) {
            druk(&format!("  {} {}  {naam}", dag_kort(dag.weekday()), dag.format("%d-%m-%Y")));
        }
        let werkdagen = kalenders.werkdagen(jaar, kalender);
        let per_maand: Vec<String> = MAANDEN.iter().zip(werkdagen).map(|(m, n)| format!("{m} {n}")).collect();
        druk(&format!("  Werkdagen: {} ({})", werkdagen.iter().sum::<u32>(), per_maand.join(", ")));
        if let Some(zin) = kalenders.onzeker(jaar, kalender) {
            druk(&format!("  Let op: {zin}"));
        }
        druk("");
    }
    let uren = &kalenders.kantooruren;
    druk(&format!(
        "Kantooruren: op werkdagen van {} tot {} uur ({}).",
        uren.van.format("%H:%M"),
        uren.tot.format("%H:%M"),
        uren.bron
    ));
    Ok(Einde::Gedaan)
}

fn als_waarde(kalenders: &Kalenders, jaar: i32, kalender: Kalender) -> Value {
    let dag = |(dag, naam): (NaiveDate, &str)| json!({"datum": dag.to_string(), "naam": naam});
    let werkdagen = kalenders.werkdagen(jaar, kalender);
    json!({
        "kalender": kalender.sleutel(),
        "jaar": jaar,
        "feestdagen": kalenders.feestdagen(jaar, kalender).map(dag).collect::<Vec<_>>(),
        "werkdagen": werkdagen.iter().sum::<u32>(),
        "werkdagen_per_maand": werkdagen,
        "onzeker": kalenders.onzeker(jaar, kalender),
    })
}
