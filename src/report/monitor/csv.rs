//! The monitor as a table: one line per case, a fixed set of columns, times in RFC 3339. A cell that
//! a spreadsheet would take for a formula gets an apostrophe in front of it.

use std::borrow::Cow;

use super::{Monitor, Monitorregel};
use crate::domain::{
    besluit::{Antwoord, JaNee},
    moment::Moment,
    termijnsoort::TermijnSoort,
};

const VOOR: [&str; 12] = [
    "week",
    "zaak",
    "inrichting",
    "rij",
    "oa",
    "incident",
    "voorval",
    "constatering",
    "gebeld",
    "kanaal",
    "formulieren",
    "eerste_formulier",
];
const PER_TERMIJN: [&str; 5] = ["uiterlijk", "gangbaar", "gezet", "ontvangen", "oordeel"];
const NA: [&str; 9] =
    ["p", "a", "media", "letsel", "piketmelding_verzonden", "afloop_verzonden", "status", "matrixversie", "voorbehoud"];

pub(super) fn csv(monitor: &Monitor) -> Vec<u8> {
    let mut uit = b"\xef\xbb\xbf".to_vec();
    let mut schrijver =
        ::csv::WriterBuilder::new().delimiter(b';').terminator(::csv::Terminator::CRLF).from_writer(&mut uit);
    let termijnkoppen = TermijnSoort::ALLE
        .into_iter()
        .flat_map(|t| PER_TERMIJN.map(|k| format!("{}_{k}", t.sleutel().replace('-', "_"))));
    let kop: Vec<String> =
        VOOR.map(str::to_owned).into_iter().chain(termijnkoppen).chain(NA.map(str::to_owned)).collect();
    // Writing to memory cannot fail; a record of another length would, and the tests would see it.
    let _ = schrijver.write_record(kop);
    for regel in &monitor.regels {
        let _ = schrijver.write_record(cellen(monitor, regel).iter().map(|c| veilig(c).into_owned()));
    }
    let _ = schrijver.flush();
    drop(schrijver);
    uit
}

fn cellen(monitor: &Monitor, regel: &Monitorregel) -> Vec<String> {
    let tijd = |t: Option<Moment>| t.map(Moment::rfc3339).unwrap_or_default();
    let janee = |k: Option<JaNee>| k.map(JaNee::woord).unwrap_or_default().to_owned();
    let mut uit = vec![
        monitor.week.to_string(),
        regel.zaak.to_string(),
        regel.inrichting.clone().unwrap_or_default(),
        regel.rij.map(|r| r.to_string()).unwrap_or_default(),
        regel.oa().woord().to_owned(),
        regel.incident.clone(),
        tijd(regel.voorval),
        tijd(regel.constatering),
        tijd(regel.gebeld),
        regel.kanaal.map(super::Kanaal::naam).unwrap_or_default().to_owned(),
        regel.formulieren.len().to_string(),
        tijd(regel.formulieren.first().map(|f| f.ontvangen)),
    ];
    for soort in TermijnSoort::ALLE {
        match regel.termijn(soort) {
            Some(t) => uit.extend([
                t.uiterlijk.rfc3339(),
                t.gangbaar.rfc3339(),
                tijd(t.gezet),
                tijd(t.ontvangen),
                t.oordeel.sleutel().to_owned(),
            ]),
            None => uit.extend(PER_TERMIJN.map(|_| String::new())),
        }
    }
    uit.extend([
        janee(regel.p),
        janee(regel.a),
        regel.media.map(Antwoord::woord).unwrap_or_default().to_owned(),
        regel.letsel.map(Antwoord::woord).unwrap_or_default().to_owned(),
        tijd(regel.piketmelding_verzonden),
        tijd(regel.afloop_verzonden),
        regel.status.naam().to_owned(),
        regel.regelboek_versie.clone(),
        super::VOORBEHOUD.to_owned(),
    ]);
    uit
}

/// Disarms what a spreadsheet would run; white space in front does not hide it.
fn veilig(cel: &str) -> Cow<'_, str> {
    let gevaarlijk = cel.starts_with(['\t', '\r', '\n'])
        || cel.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if gevaarlijk { Cow::Owned(format!("'{cel}")) } else { Cow::Borrowed(cel) }
}
