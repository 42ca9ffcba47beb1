//! Why a term falls when it falls, in Dutch lines: the officer must be able to defend it months
//! later. Read by `piket termijn` and by the tab *termijnen (waarom?)*.

use chrono::{Datelike, Weekday};

use super::termijn::{Lezing, Startsoort, Termijn};
use crate::{
    domain::{
        moment::{Gelezen, Moment},
        termijnsoort::{Kalender, TermijnSoort},
    },
    rules::{
        book::{Kalenders, Regelboek},
        kalender::Dagsoort,
    },
};

/// The lines that explain one term that was worked out with this book and calendar.
pub fn waarom(boek: &Regelboek, kalender: Kalender, termijn: &Termijn) -> Vec<String> {
    let mut regels = vec![
        format!("{} voor {}.", termijn.soort.naam(), termijn.ontvanger),
        format!("De klok loopt vanaf {}: {}.", termijn.startsoort.omschrijving(), termijn.start.lang()),
    ];
    if termijn.startsoort == Startsoort::Constatering && hangt_af_van_dag(termijn.soort) {
        regels
            .push("Een eerdere tijd telt hier niet: die is onbekend, of de termijn daarvan was al voorbij.".to_owned());
    }
    if hangt_af_van_dag(termijn.soort) {
        regels.push(dagregel(&boek.kalenders, kalender, termijn.start));
    }
    let streng = termijn.streng();
    for (nr, lezing) in termijn.lezingen.iter().enumerate() {
        regels.push(lezingregel(nr, lezing, streng, termijn.lezingen.meerduidig()));
        regels.push(format!("   {}", lezing.uitleg));
    }
    if termijn.lezingen.meerduidig() {
        regels.push(format!(
            "De bron laat dit open. Aftellen en alarm volgen de strengste lezing: vóór {}.",
            streng.als_termijn()
        ));
    }
    regels.extend(onzeker(&boek.kalenders, kalender, termijn));
    regels.push(format!("Bron: {}.", termijn.bron));
    regels
}

/// Warnings about a term: years of which the calendar does not know all days. Elapsed hours need no
/// calendar.
pub fn onzeker(kalenders: &Kalenders, kalender: Kalender, termijn: &Termijn) -> Vec<String> {
    if !hangt_af_van_dag(termijn.soort) {
        return Vec::new();
    }
    let eerste = termijn.start.datum().year();
    let laatste = termijn.lezingen.iter().map(|l| l.uiterlijk.datum().year()).max().unwrap_or(eerste);
    (eerste..=laatste).filter_map(|jaar| kalenders.onzeker(jaar, kalender)).collect()
}

/// Says that a clock time exists twice, when it does.
pub fn dubbel_uur(naam: &str, gelezen: Gelezen) -> Option<String> {
    gelezen.dubbel_uur.then(|| {
        format!(
            "De tijd van {naam} ({}) komt die nacht twee keer voor; de eerste is genomen. Schrijf +01:00 erachter voor de tweede.",
            gelezen.moment.lang()
        )
    })
}

/// True for terms of days and hours, false for elapsed hours.
const fn hangt_af_van_dag(soort: TermijnSoort) -> bool {
    match soort {
        TermijnSoort::Mbv | TermijnSoort::Moa | TermijnSoort::MoaEinde => true,
        TermijnSoort::MoaFastNl | TermijnSoort::ApDatalek => false,
    }
}

fn dagregel(kalenders: &Kalenders, kalender: Kalender, start: Moment) -> String {
    let t = start.amsterdam();
    let uren = &kalenders.kantooruren;
    let kantoor = format!("{}-{} uur", uren.van.format("%H:%M"), uren.tot.format("%H:%M"));
    let ligging = if uren.bevat(t.time()) {
        format!("tussen {kantoor}")
    } else if t.time() < uren.van {
        format!("vóór {}", uren.van.format("%H:%M"))
    } else {
        format!("vanaf {}", uren.tot.format("%H:%M"))
    };
    let dag = dagnaam(t.weekday());
    match kalenders.dagsoort(t.date_naive(), kalender) {
        Dagsoort::Werkdag if uren.bevat(t.time()) => format!("Dat is een werkdag ({dag}) in kantooruren ({kantoor})."),
        Dagsoort::Werkdag => format!("Dat is een werkdag ({dag}) buiten kantooruren: {ligging}."),
        Dagsoort::Feestdag(naam) => format!("Dat is een feestdag ({dag}, {naam}; kalender {kalender}), {ligging}."),
        Dagsoort::Weekend => format!("Dat valt in het weekend ({dag})."),
    }
}

fn lezingregel(nr: usize, lezing: &Lezing, streng: Moment, meerduidig: bool) -> String {
    let merk = match (meerduidig, nr == 0, lezing.uiterlijk == streng) {
        (false, _, _) | (true, false, false) => "",
        (true, true, true) => " [gangbaar, streng]",
        (true, true, false) => " [gangbaar]",
        (true, false, true) => " [streng]",
    };
    format!("{}. vóór {}{merk}: {}", nr + 1, lezing.uiterlijk.als_termijn(), lezing.regel)
}

const fn dagnaam(dag: Weekday) -> &'static str {
    match dag {
        Weekday::Mon => "maandag",
        Weekday::Tue => "dinsdag",
        Weekday::Wed => "woensdag",
        Weekday::Thu => "donderdag",
        Weekday::Fri => "vrijdag",
        Weekday::Sat => "zaterdag",
        Weekday::Sun => "zondag",
    }
}
