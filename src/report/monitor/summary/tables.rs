//! The tables of the page of the monitor.

use crate::{
    domain::{besluit::YesNo, ids::Zaaknummer, moment::Moment, rij::Rij},
    report::{
        monitor::{
            norm::{Asked, AskedState, NormTally},
            overview::Monitor,
            row::{MonitorRow, WeekPart},
            tally::ZaakTally,
            verdict::Verdict,
        },
        page::{Block, Grid, GridColumn},
    },
};

/// More cases than this are named in the table of cases, and counted here.
const NAMED: usize = 12;

/// Each norm, and under it the cases behind its numbers.
pub(super) fn norms(monitor: &Monitor) -> Vec<Block> {
    let columns = tallied(vec![GridColumn::words("termijn", 9), GridColumn::words("vraagt", 34)]);
    let mut rows = Vec::new();
    let mut behind = Vec::new();
    for norm in &monitor.norms {
        let tally = monitor.norm(norm.kind);
        let mut cells = vec![norm.label.to_string(), format!("{} ({})", norm.asks, norm.source)];
        cells.extend(counts(&tally));
        rows.push(cells);
        for verdict in [Verdict::TooLate, Verdict::ByLaterLezing, Verdict::Unknown, Verdict::StillOpen] {
            if tally.count(verdict) > 0 {
                behind.push(format!("{}, {}: {}", norm.label, verdict.label(), listing(tally.zaken(verdict))));
            }
        }
    }
    let why = "Op tijd is vóór de strengste lezing, te laat vanaf de laatste; het tijdstip zelf hoort bij daarna. \
               Wat niemand heeft vastgelegd is onbekend, niet te laat.";
    let mut out = vec![Block::Grid(Grid { columns, rows }), Block::Text(why.to_owned())];
    if !behind.is_empty() {
        out.push(Block::Points(behind));
    }
    out
}

/// What is asked without a term.
pub(super) fn asked(monitor: &Monitor) -> Block {
    let columns = vec![
        GridColumn::words("vraagt", 30),
        GridColumn::numbers("gevraagd", 8),
        GridColumn::numbers("vastgelegd", 8),
        GridColumn::numbers("niet vastgelegd", 10),
        GridColumn::numbers("geen besluit", 9),
        GridColumn::words("gevraagd en niet vastgelegd", 35),
    ];
    let rows = Asked::ALL.map(|asked| {
        let count = |state| monitor.lines.iter().filter(|line| asked.state(line) == state).count();
        let missing: Vec<Zaaknummer> = monitor
            .lines
            .iter()
            .filter(|line| asked.state(line) == AskedState::NotRecorded)
            .map(|line| line.zaak)
            .collect();
        let (done, open) = (count(AskedState::Done), missing.len());
        vec![
            asked.label().to_owned(),
            (done + open).to_string(),
            done.to_string(),
            open.to_string(),
            count(AskedState::Undecided).to_string(),
            if missing.is_empty() { String::new() } else { listing(&missing) },
        ]
    });
    Block::Grid(Grid { columns, rows: rows.into() })
}

/// How the form went, by row, inrichting, hour of the week and decision.
pub(super) fn breakdowns(monitor: &Monitor) -> Vec<Block> {
    let lines = &monitor.lines;
    let by = |what: &str, groups: Vec<(String, NormTally)>| {
        let columns = tallied(vec![GridColumn::words(what, 34)]);
        let rows =
            groups.into_iter().map(|(name, tally)| std::iter::once(name).chain(counts(&tally)).collect()).collect();
        Block::Grid(Grid { columns, rows })
    };
    let form = MonitorRow::form_verdict;
    let rijen = NormTally::by(lines, form, |line| (line.rij, line.incident.as_str())).into_iter();
    let plekken = NormTally::by(lines, form, |line| line.inrichting.as_deref()).into_iter();
    let decided = Asked::ALL.into_iter().flat_map(|asked| {
        NormTally::by(lines, form, move |line| asked.choice(line)).into_iter().map(move |(choice, tally)| {
            (format!("{}: {}", asked.letter(), choice.map_or("geen besluit", YesNo::word)), tally)
        })
    });
    vec![
        by("rij", rijen.map(|((rij, incident), t)| (format!("{} {incident}", rij_name(rij)), t)).collect()),
        by("inrichting", plekken.map(|(plek, t)| (plek.unwrap_or("onbekend").to_owned(), t)).collect()),
        hours(lines),
        by("besluit", decided.collect()),
    ]
}

/// How the form went by day and quarter of the day: on time out of those that were judged.
fn hours(lines: &[MonitorRow]) -> Block {
    let tallies = NormTally::by(lines, MonitorRow::form_verdict, MonitorRow::week_part);
    let mut columns = vec![GridColumn::words("op tijd van getoetst", 20)];
    columns.extend(WeekPart::QUARTERS.map(|quarter| GridColumn::numbers(quarter, 15)));
    let rows = WeekPart::DAYS.map(|day| {
        let cells = WeekPart::QUARTERS.map(|quarter| {
            let is_here = |part: &Option<WeekPart>| part.is_some_and(|p| p.day() == day && p.quarter() == quarter);
            tallies.iter().find(|(part, _)| is_here(part)).map_or_else(|| "–".to_owned(), |(_, t)| t.share().words())
        });
        std::iter::once(day.to_owned()).chain(cells).collect()
    });
    Block::Grid(Grid { columns, rows: rows.into() })
}

/// These columns, and behind them those of [`counts`].
fn tallied(mut columns: Vec<GridColumn>) -> Vec<GridColumn> {
    columns.extend(Verdict::ALL.map(|verdict| GridColumn::numbers(verdict.heading(), 8)));
    columns.push(GridColumn::numbers("op tijd van getoetst", 15));
    columns
}

fn counts(tally: &NormTally) -> Vec<String> {
    let own = Verdict::ALL.map(|verdict| tally.count(verdict).to_string());
    own.into_iter().chain([tally.share().words()]).collect()
}

/// Cases and forms, by row and by inrichting.
pub(super) fn tallies(monitor: &Monitor) -> [(&'static str, Block); 2] {
    let table = |what: &str, rows: Vec<(String, ZaakTally)>| {
        let columns = vec![
            GridColumn::words(what, 34),
            GridColumn::numbers("zaken", 9),
            GridColumn::numbers("waarvan open", 12),
            GridColumn::numbers("formulieren", 11),
            GridColumn::numbers("P ja/nee/geen besluit", 17),
            GridColumn::numbers("A ja/nee/geen besluit", 17),
        ];
        let cells = |(name, t): (String, ZaakTally)| {
            let p = format!("{}/{}/{}", t.p_yes, t.p_no, t.p_open());
            let a = format!("{}/{}/{}", t.a_yes, t.a_no, t.a_open());
            vec![name, t.zaken.to_string(), t.open.to_string(), t.forms.to_string(), p, a]
        };
        Block::Grid(Grid { columns, rows: rows.into_iter().map(cells).collect() })
    };
    let rijen = monitor.per_rij().into_iter().map(|(rij, t)| (rij_name(rij), t));
    let plekken = monitor.per_inrichting().into_iter().map(|(i, t)| (i.unwrap_or("onbekend").to_owned(), t));
    [("Per rij", table("rij", rijen.collect())), ("Per inrichting", table("inrichting", plekken.collect()))]
}

/// Every case.
pub(super) fn zaken(monitor: &Monitor) -> Block {
    if monitor.lines.is_empty() {
        return Block::Text("Geen zaken in deze periode.".to_owned());
    }
    let columns = [
        ("zaak", 11),
        ("inrichting", 14),
        ("rij", 4),
        ("incident", 20),
        ("voorval", 11),
        ("gebeld", 11),
        ("formulieren", 14),
        ("termijnen", 15),
        ("P", 9),
        ("A", 9),
        ("status", 7),
    ];
    let columns = columns.map(|(heading, share)| GridColumn::words(heading, share)).into();
    let time = |moment: Option<Moment>| moment.map_or_else(|| "onbekend".to_owned(), Moment::short);
    let cells = |r: &MonitorRow| {
        let forms = r.forms.iter().map(|f| format!("{} {}", f.label, f.received.short()));
        let termijnen = r.termijnen.iter().map(|t| format!("{}: {}", t.label, t.verdict.label()));
        vec![
            r.zaak.to_string(),
            r.inrichting.clone().unwrap_or_else(|| "onbekend".to_owned()),
            r.rij.map_or_else(|| "geen".to_owned(), |rij| rij.to_string()),
            r.incident.clone(),
            time(r.voorval),
            time(r.called),
            forms.collect::<Vec<_>>().join(", "),
            termijnen.collect::<Vec<_>>().join(", "),
            besluit(r.p, r.piketmelding_sent),
            besluit(r.a, r.afloopbericht_sent),
            r.status.word().to_owned(),
        ]
    };
    Block::Grid(Grid { columns, rows: monitor.lines.iter().map(cells).collect() })
}

/// Every form without a case.
pub(super) fn loose(monitor: &Monitor) -> Block {
    let columns =
        vec![GridColumn::words("melding", 20), GridColumn::words("formulier", 30), GridColumn::words("ontvangen", 50)];
    let cells = monitor
        .loose
        .iter()
        .map(|loose| &loose.form)
        .map(|f| vec![f.melding.to_string(), f.label.clone(), f.received.long()]);
    Block::Grid(Grid { columns, rows: cells.collect() })
}

/// Cases by number; where there are many, the first and how many more.
pub(in super::super) fn listing(zaken: &[Zaaknummer]) -> String {
    let named: Vec<String> = zaken.iter().take(NAMED).map(ToString::to_string).collect();
    match zaken.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{}, en nog {more} (zie de tabel van zaken)", named.join(", ")),
    }
}

fn besluit(choice: Option<YesNo>, sent: Option<Moment>) -> String {
    let word = choice.map_or("geen besluit", YesNo::word);
    sent.map_or_else(|| word.to_owned(), |sent| format!("{word}, verzonden {}", sent.short()))
}

fn rij_name(rij: Option<Rij>) -> String {
    rij.map_or_else(|| "geen rij".to_owned(), |rij| format!("rij {rij}"))
}
