//! Why a term falls when it falls, in Dutch lines: the officer must be able to defend it months
//! later. Read by `piket termijn` and by the tab *termijnen (waarom?)*.

use chrono::{Datelike, Weekday};

use super::{
    geldend::{Geldend, Grond},
    kantelpunt::{Als, Kantelpunt, Uitgangspunt, kantelpunten},
    termijn::{Lezing, Startsoort, Termijn},
    vorm_termijn,
};
use crate::{
    domain::{
        moment::{Gelezen, Moment},
        termijnkeuze::Lezingkeuze,
        termijnsoort::{Kalender, TermijnSoort, Tijden},
        zaak::Tijdsoort,
    },
    rules::{book::Kalenders, kalender::Dagsoort},
};

/// The lines that explain one term that was worked out from this: what is known, what started the clock
/// and why, every reading, which one is in force, and what would make it another moment.
pub fn waarom(van: &Uitgangspunt<'_>, termijn: &Termijn, geldt: &Geldend) -> Vec<String> {
    let Uitgangspunt { boek, kalender, tijden, .. } = *van;
    let mut regels = vec![
        format!("{} voor {}.", termijn.soort.naam(), termijn.ontvanger),
        bekend(&tijden),
        format!("De klok loopt vanaf {}: {}.", termijn.startsoort.omschrijving(), termijn.start.lang()),
    ];
    regels.extend(niet_vanaf(van, termijn));
    if hangt_af_van_dag(termijn.soort) {
        regels.push(dagregel(&boek.kalenders, kalender, termijn.start));
        regels.extend(overgeslagen(&boek.kalenders, kalender, termijn));
    }
    regels.extend(open_punt(termijn.soort).map(str::to_owned));
    let streng = termijn.streng();
    for (nr, lezing) in termijn.lezingen.iter().enumerate() {
        regels.push(lezingregel(nr, lezing, streng, termijn.lezingen.meerduidig()));
        regels.push(format!("   {}", lezing.uitleg));
    }
    regels.extend(in_kracht(termijn, geldt));
    if hangt_af_van_dag(termijn.soort) {
        regels.extend(kantelpunten(van, termijn.soort).iter().map(kantelregel));
    }
    regels.extend(onzeker(&boek.kalenders, kalender, termijn));
    regels.push(format!("Bron: {}.", termijn.bron));
    regels
}

/// Which times are known and which are not.
fn bekend(tijden: &Tijden) -> String {
    let wel: Vec<String> = Tijdsoort::ALLE
        .into_iter()
        .filter_map(|s| tijden.van(s).map(|t| format!("{} {}", s.woord(), t.lang())))
        .collect();
    let niet: Vec<&str> = [Tijdsoort::Voorval, Tijdsoort::Constatering]
        .into_iter()
        .filter(|s| tijden.van(*s).is_none())
        .map(Tijdsoort::woord)
        .collect();
    let wel = (!wel.is_empty()).then(|| format!("Bekend: {}.", wel.join("; ")));
    let niet = (!niet.is_empty()).then(|| format!("Niet bekend: {}.", niet.join(" en ")));
    wel.into_iter().chain(niet).collect::<Vec<_>>().join(" ")
}

/// Why another time that is known did not start this clock.
fn niet_vanaf(van: &Uitgangspunt<'_>, termijn: &Termijn) -> Option<String> {
    let Tijden { voorval, constatering, .. } = van.tijden;
    match termijn.startsoort {
        Startsoort::Constatering if hangt_af_van_dag(termijn.soort) => voorval.map(|v| {
            let voorbij = vorm_termijn(van.boek, van.kalender, v).streng().uiterlijk;
            format!("De strengste termijn vanaf het voorval was toen al voorbij (vóór {}).", voorbij.als_termijn())
        }),
        Startsoort::Voorval if hangt_af_van_dag(termijn.soort) => {
            constatering.map(|_| "De constatering telt niet: de termijn vanaf het voorval liep toen nog.".to_owned())
        }
        Startsoort::Constatering
        | Startsoort::Voorval
        | Startsoort::Telefoontje
        | Startsoort::Ontvangst
        | Startsoort::EindeOa => None,
    }
}

/// Which moment is in force and why; nothing where there is only one reading and nobody decided.
fn in_kracht(termijn: &Termijn, geldt: &Geldend) -> Option<String> {
    let (streng, vanaf) = (termijn.streng().als_termijn(), geldt.uiterlijk.als_termijn());
    let strenger =
        if geldt.uiterlijk == termijn.streng() { String::new() } else { format!(" De strengste is vóór {streng}.") };
    match geldt.grond {
        Grond::Instelling(_) if !termijn.lezingen.meerduidig() => None,
        Grond::Instelling(Lezingkeuze::Streng) => {
            Some(format!("De bron laat dit open. Aftellen en alarm volgen de strengste lezing: vóór {vanaf}."))
        }
        Grond::Instelling(Lezingkeuze::Gangbaar) => Some(format!(
            "De bron laat dit open. Volgens uw instelling telt de gangbare lezing: vóór {vanaf}.{strenger}"
        )),
        Grond::Lezing(regel) => Some(format!("U koos de lezing «{regel}»: vóór {vanaf}.{strenger}")),
        Grond::LezingWeg(regel, _) => {
            Some(format!("De lezing «{regel}» die u koos past niet meer bij de tijden; nu telt weer vóór {vanaf}."))
        }
        Grond::Hand => Some(format!("Met de hand gezet: vóór {}. Berekend was vóór {streng}.", geldt.uiterlijk.lang())),
        Grond::HandWeg(hand, _) => Some(format!(
            "Met de hand gezet was vóór {}, maar toen was de klok nog niet begonnen; nu telt weer vóór {vanaf}.",
            hand.lang()
        )),
    }
}

/// "Was het voorval vr 20-11 17:00 of later geweest, dan gold: vóór ma 23-11 12:00."
fn kantelregel(k: &Kantelpunt) -> String {
    let dan = || {
        let mut momenten = k.dan.clone();
        momenten.sort_unstable();
        momenten.iter().map(|m| format!("vóór {}", m.als_termijn())).collect::<Vec<_>>().join(", of ruimer gelezen ")
    };
    match k.als {
        Als::Voor(wat, grens) => format!("Was {} vóór {} geweest, dan gold: {}.", wat.woord(), grens.kort(), dan()),
        Als::Vanaf(wat, grens) => {
            format!("Was {} {} of later geweest, dan gold: {}.", wat.woord(), grens.kort(), dan())
        }
        Als::Ontdekt(grens) => {
            format!(
                "Werd het pas {} of later ontdekt, dan begon de klok bij de ontdekking; op dat moment gold: {}.",
                grens.kort(),
                dan()
            )
        }
        Als::Kalender(kalender) => format!("Met kalender {kalender} gold: {}.", dan()),
    }
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
    let kantoor = format!("tussen {} en {} uur", uren.van.format("%H:%M"), uren.tot.format("%H:%M"));
    let ligging = if uren.bevat(t.time()) {
        kantoor.clone()
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

/// The feestdagen between the start and the last reading: they made it later than it seems.
fn overgeslagen(kalenders: &Kalenders, kalender: Kalender, termijn: &Termijn) -> Vec<String> {
    let laatste = termijn.lezingen.iter().map(|l| l.uiterlijk.datum()).max();
    let dagen = termijn.start.datum().iter_days().skip(1).take_while(|dag| laatste.is_some_and(|l| *dag < l));
    dagen
        .filter_map(|dag| match kalenders.dagsoort(dag, kalender) {
            Dagsoort::Feestdag(naam) => Some(format!(
                "Geen werkdag: {} {}, {naam} (kalender {kalender}).",
                dagnaam(dag.weekday()),
                dag.format("%d-%m")
            )),
            Dagsoort::Werkdag | Dagsoort::Weekend => None,
        })
        .collect()
}

/// What the source does not say about terms of elapsed hours.
const fn open_punt(soort: TermijnSoort) -> Option<&'static str> {
    match soort {
        TermijnSoort::MoaFastNl => Some(
            "De bron zegt niet vanaf wanneer deze uren lopen; gerekend is vanaf de constatering, en anders vanaf het voorval.",
        ),
        TermijnSoort::Mbv | TermijnSoort::Moa | TermijnSoort::MoaEinde | TermijnSoort::ApDatalek => None,
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
