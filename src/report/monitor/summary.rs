//! The monitor as a page: in short what happened and what stands out, then each norm of the instruction against the
//! cases, by row, inrichting, hour of the week and decision, then the weeks beside each other, then every case.

mod notable;
mod tables;

use super::overview::{DISCLAIMER, Monitor};
use crate::report::page::{Bar, Block, ReportPage};
pub(super) use tables::listing;
use tables::{asked, breakdowns, loose, norms, tallies, zaken};

/// The page.
pub(super) fn page(monitor: &Monitor) -> ReportPage {
    let mut blocks = vec![heading("In het kort"), Block::Points(notable::sentences(monitor))];
    blocks.push(heading("Norm en praktijk"));
    blocks.extend(norms(monitor));
    blocks.push(Block::Text("Wat de instructie zonder termijn vraagt, en wat daarvan is vastgelegd:".to_owned()));
    blocks.push(asked(monitor));
    blocks.push(heading("Het formulier op tijd, naar rij, plek, uur en besluit"));
    blocks.extend(breakdowns(monitor));
    blocks.push(heading("Zaken per week"));
    blocks.push(Block::Bars(trend(monitor)));
    for (name, table) in tallies(monitor) {
        blocks.push(heading(name));
        blocks.push(table);
    }
    blocks.push(heading(&format!("Zaken ({})", monitor.lines.len())));
    blocks.push(zaken(monitor));
    if !monitor.loose.is_empty() {
        blocks.push(heading(&format!("Formulieren zonder zaak ({})", monitor.loose.len())));
        blocks.push(loose(monitor));
    }
    ReportPage { title: title(monitor), about: about(monitor), blocks, foot: DISCLAIMER.to_owned() }
}

/// What the monitor is called.
pub(super) fn title(monitor: &Monitor) -> String {
    format!("Incidentenmonitor {}", monitor.period)
}

/// From when until when it is, when it was made, and by which matrix.
pub(super) fn about(monitor: &Monitor) -> Vec<String> {
    let versions = monitor.versions().join(", ");
    let versions = if versions.is_empty() { "geen zaken" } else { &versions };
    vec![
        format!("{} tot {}, Amsterdamse tijd.", monitor.start.long(), monitor.end.long()),
        format!("Gemaakt op {}. Meldingenmatrix: {versions}.", monitor.created_at.long()),
    ]
}

fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

fn trend(monitor: &Monitor) -> Vec<Bar> {
    let weeks = monitor.trend().into_iter();
    weeks
        .map(|week| {
            let on_time = week.on_time.words();
            let label = week.week.to_string();
            let label = label.split_once('-').map_or(label.as_str(), |(_, week)| week).to_owned();
            let text = format!("{} zaken; formulier op tijd: {on_time}", week.zaken);
            Bar { label, count: week.zaken, text, is_own: week.is_own }
        })
        .collect()
}
