//! The monitor as charts for the screen: the weeks, each norm, what is asked without a term, and how the form went by row,
//! inrichting and hour of the week. Every number comes with the cases behind it.

use std::collections::BTreeMap;

use super::monitor::{Asked, AskedState, Monitor, MonitorRow, NormTally, NormText, Verdict};
use crate::{
    desk::state::monitor_screen::{ChartLine, ChartShape, MonitorChart},
    domain::ids::Zaaknummer,
};

/// All charts, in the order of the page.
pub fn charts(monitor: &Monitor) -> Vec<MonitorChart> {
    let mut out = vec![weeks(monitor)];
    out.extend(monitor.norms.iter().map(|norm| {
        let tally = monitor.norm(norm.kind);
        let about =
            format!("Vraagt: {} ({}). Op tijd van getoetst: {}.", norm.asks, norm.source, tally.share().words());
        verdicts(norm.label.to_string(), about, &tally)
    }));
    out.push(asked(monitor));
    let form = MonitorRow::form_verdict;
    out.push(groups(monitor, "Per rij", |line| {
        let rij = line.rij.map_or_else(|| "geen rij".to_owned(), |rij| format!("rij {rij}"));
        ((line.rij, rij.clone()), format!("{rij}, {}", line.incident))
    }));
    out.push(groups(monitor, "Per inrichting", |line| {
        let plek = line.inrichting.clone().unwrap_or_else(|| "onbekend".to_owned());
        (plek.clone(), plek)
    }));
    out.push(groups(monitor, "Uur van de week", |line| {
        let part = line.week_part();
        (part, part.map_or_else(|| "onbekend".to_owned(), |part| format!("{} {}", part.day(), part.quarter())))
    }));
    let all = NormTally::of(&monitor.lines, form);
    let about = format!("{}, van alle rijen. Op tijd van getoetst: {}.", forms(monitor), all.share().words());
    out.insert(1, verdicts("Formulier op tijd".to_owned(), about, &all));
    out
}

/// What the terms of a form are called that these cases have.
fn forms(monitor: &Monitor) -> String {
    let is_of_form = |norm: &&NormText| monitor.lines.iter().any(|line| line.form_termijn == Some(norm.kind));
    let names: Vec<&str> = monitor.norms.iter().filter(is_of_form).map(|norm| norm.label.as_str()).collect();
    if names.is_empty() { "Het formulier".to_owned() } else { names.join(" of ") }
}

fn weeks(monitor: &Monitor) -> MonitorChart {
    let lines = monitor.trend().into_iter().map(|week| {
        let rows = if week.is_own { &monitor.lines } else { &monitor.earlier };
        let zaken: Vec<Zaaknummer> = rows.iter().filter(|line| line.week == week.week).map(|line| line.zaak).collect();
        let before = if week.is_own { "" } else { " (ervoor)" };
        ChartLine {
            label: format!("{}{before}", week.week),
            count: week.zaken,
            note: format!("op tijd {}", week.on_time.words()),
            zaken,
        }
    });
    let about = match monitor.earlier_weeks {
        Some(_) => {
            "Zaken per week, met hoe vaak hun formulier op tijd was; de weken ervoor zoals zij nu in het logboek staan."
        }
        None => "Zaken per week, met hoe vaak hun formulier op tijd was.",
    };
    let (title, shape) = ("Weken".to_owned(), ChartShape::Sparkline);
    MonitorChart { title, about: about.to_owned(), shape, lines: lines.collect() }
}

fn verdicts(title: String, about: String, tally: &NormTally) -> MonitorChart {
    let lines = Verdict::ALL.map(|verdict| ChartLine {
        label: verdict.label().to_owned(),
        count: tally.count(verdict),
        note: String::new(),
        zaken: tally.zaken(verdict).to_vec(),
    });
    MonitorChart { title, about, shape: ChartShape::Bars, lines: lines.into() }
}

/// What is asked without a term: recorded, and not recorded.
fn asked(monitor: &Monitor) -> MonitorChart {
    let states = [
        (AskedState::Done, "vastgelegd"),
        (AskedState::NotRecorded, "gevraagd, niet vastgelegd"),
        (AskedState::Undecided, "geen besluit"),
    ];
    let lines = Asked::ALL.into_iter().flat_map(|asked| {
        states.map(|(state, word)| {
            let of = monitor.lines.iter().filter(|line| asked.state(line) == state);
            let zaken: Vec<Zaaknummer> = of.map(|line| line.zaak).collect();
            ChartLine { label: format!("{}: {word}", asked.letter()), count: zaken.len(), note: String::new(), zaken }
        })
    });
    let about = "T: onmiddellijk gebeld. P en A: verzonden van deze desk. Deze stappen hebben geen termijn.";
    MonitorChart {
        title: "T, P en A".to_owned(),
        about: about.to_owned(),
        shape: ChartShape::Bars,
        lines: lines.collect(),
    }
}

/// The cases by something, each with how its form went.
fn groups<K: Ord>(monitor: &Monitor, title: &str, by: impl Fn(&MonitorRow) -> (K, String)) -> MonitorChart {
    let mut groups: BTreeMap<K, (String, Vec<&MonitorRow>)> = BTreeMap::new();
    for line in &monitor.lines {
        let (key, label) = by(line);
        groups.entry(key).or_insert_with(|| (label, Vec::new())).1.push(line);
    }
    let lines = groups.into_values().map(|(label, rows)| {
        let share = NormTally::of(rows.iter().copied(), MonitorRow::form_verdict).share();
        ChartLine {
            label,
            count: rows.len(),
            note: format!("op tijd {}", share.words()),
            zaken: rows.iter().map(|line| line.zaak).collect(),
        }
    });
    let about = "Zaken, met hoe vaak hun formulier op tijd was van die getoetst zijn.".to_owned();
    MonitorChart { title: title.to_owned(), about, shape: ChartShape::Bars, lines: lines.collect() }
}
