//! The public summary: how many, and nothing that leads to a person, an inrichting or a day. Every number is rounded to
//! fives and none is under five, so that no number follows from the others.

use std::collections::BTreeMap;

use super::{
    norm::{FEW, NormTally},
    overview::Monitor,
    row::MonitorRow,
};
use crate::{
    domain::besluit::YesNo,
    report::page::{Block, Grid, GridColumn, ReportPage},
};

/// To what a number is rounded; less is not told.
const ROUND: usize = 5;

const FOOT: &str = "Samenvatting van een werkoverzicht; geen officieel product van DJI. Aantallen zijn afgerond op vijf; \
                    minder dan vijf wordt niet genoemd. Er staat niets in dat naar een persoon, een plek of een dag leidt.";

/// The page.
pub(super) fn page(monitor: &Monitor) -> ReportPage {
    let lines = &monitor.lines;
    let count = |test: &dyn Fn(&MonitorRow) -> bool| rounded(lines.iter().filter(|line| test(line)).count());
    let mut points = vec![
        format!("Gemelde voorvallen: {}.", rounded(lines.len())),
        format!("Waarvan ongeoorloofde afwezigheid: {}.", count(&|line| line.oa == YesNo::Yes)),
        format!("Gemeld aan {}: {}.", monitor.addressee, count(&|line| line.p == Some(YesNo::Yes))),
    ];
    let form = NormTally::of(lines, MonitorRow::form_verdict).share();
    points.push(if form.of < FEW {
        "Over het op tijd melden is met zo weinig voorvallen niets te zeggen.".to_owned()
    } else {
        format!("Schriftelijk op tijd gemeld: {} van {}.", rounded(form.part), rounded(form.of))
    });
    let mut blocks = vec![Block::Points(points), Block::Heading("Soorten voorvallen".to_owned())];
    blocks.push(kinds(lines));
    let weeks = monitor.weeks;
    let title = match (monitor.period.week(), weeks.first().year() == weeks.last().year()) {
        (Some(_), _) | (None, true) => format!("Voorvallen in {}", weeks.first().year()),
        (None, false) => format!("Voorvallen van {} tot en met {}", weeks.first().year(), weeks.last().year()),
    };
    let about = vec![match weeks.weeks().count() {
        1 => "Over één piketweek.".to_owned(),
        n => format!("Over {n} piketweken."),
    }];
    ReportPage { title, about, blocks, foot: FOOT.to_owned() }
}

fn kinds(lines: &[MonitorRow]) -> Block {
    let mut by_kind: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| !line.public_name.is_empty()) {
        *by_kind.entry(line.public_name.as_str()).or_default() += 1;
    }
    let mut kinds: Vec<(&str, usize)> = by_kind.into_iter().filter(|(_, count)| *count >= ROUND).collect();
    if kinds.is_empty() {
        return Block::Text("Van geen soort waren er vijf of meer.".to_owned());
    }
    kinds.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let rows = kinds.into_iter().map(|(name, count)| vec![name.to_owned(), rounded(count)]);
    let columns = vec![GridColumn::words("soort", 70), GridColumn::numbers("aantal", 30)];
    Block::Grid(Grid { columns, rows: rows.collect() })
}

fn rounded(count: usize) -> String {
    match count {
        0..ROUND => "minder dan vijf".to_owned(),
        _ => format!("ongeveer {}", (count + ROUND / 2) / ROUND * ROUND),
    }
}
