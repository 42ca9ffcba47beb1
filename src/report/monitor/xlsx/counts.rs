//! The sheets that count cases and forms: per row of the matrix and per inrichting, with how the form went.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Chart, ChartType, Format, Worksheet, utility};

use super::{
    ACCENT, Looks, SheetResult,
    formula::{Criterion, OverviewCells, counted},
    headings, number, solid,
};
use crate::report::monitor::{norm::NormTally, overview::Monitor, row::MonitorRow, tally::ZaakTally, verdict::Verdict};

/// What one line counts.
struct CountLine<'a> {
    /// What stands in the first cell, as the first sheet has it.
    name: String,
    /// What stands beside it.
    about: &'a str,
    tally: ZaakTally,
    form: NormTally,
}

pub(super) fn per_rij(sheet: &mut Worksheet, monitor: &Monitor, source: &OverviewCells, looks: &Looks) -> SheetResult {
    let mut about: BTreeMap<_, &str> = BTreeMap::new();
    for line in &monitor.lines {
        about.entry(line.rij).or_insert(line.incident.as_str());
    }
    let mut forms = NormTally::by(&monitor.lines, MonitorRow::form_verdict, |line| line.rij);
    let lines = monitor.per_rij().into_iter().map(|(rij, tally)| CountLine {
        name: rij.map_or_else(|| "geen".to_owned(), |rij| rij.to_string()),
        about: about.get(&rij).copied().unwrap_or_default(),
        tally,
        form: forms.remove(&rij).unwrap_or_default(),
    });
    table(sheet, ("rij", "incident"), &lines.collect::<Vec<_>>(), source, looks)
}

pub(super) fn per_inrichting(
    sheet: &mut Worksheet,
    monitor: &Monitor,
    source: &OverviewCells,
    looks: &Looks,
) -> SheetResult {
    let mut forms = NormTally::by(&monitor.lines, MonitorRow::form_verdict, |line| line.inrichting.as_deref());
    let lines = monitor.per_inrichting().into_iter().map(|(plek, tally)| CountLine {
        name: plek.unwrap_or("onbekend").to_owned(),
        about: "",
        tally,
        form: forms.remove(&plek).unwrap_or_default(),
    });
    table(sheet, ("inrichting", ""), &lines.collect::<Vec<_>>(), source, looks)
}

fn table(
    sheet: &mut Worksheet,
    (column, about): (&str, &str),
    lines: &[CountLine<'_>],
    source: &OverviewCells,
    looks: &Looks,
) -> SheetResult {
    const COUNTS: [&str; 9] =
        ["zaken", "waarvan open", "formulieren", "P ja", "P nee", "P geen besluit", "A ja", "A nee", "A geen besluit"];
    let verdicts = Verdict::ALL.map(Verdict::label);
    headings(sheet, 0, [column, about].into_iter().chain(COUNTS).chain(verdicts), looks)?;
    sheet
        .set_column_width(0, if column == "rij" { 9 } else { 36 })?
        .set_column_width(1, if about.is_empty() { 2 } else { 70 })?;
    sheet.set_column_range_width(2, 16, 11)?.set_row_height(0, 45)?;
    let plain = Format::new();
    for (row, line) in (1..).zip(lines) {
        match line.name.parse::<u32>() {
            Ok(nr) if column == "rij" => sheet.write_number_with_format(row, 0, nr, &looks.left)?,
            Ok(_) | Err(_) => sheet.write_string(row, 0, &line.name)?,
        };
        sheet.write_string(row, 1, line.about)?;
        let cell = format!("$A{}", row + 1);
        let is = || (column, Criterion::Cell(&cell, &line.name));
        let t = &line.tally;
        let with = |other: &str, words: &str| source.count(&[is(), (other, Criterion::Is(words))]);
        let own = [
            (source.count(&[is()]), t.zaken),
            (with("status", "open"), t.open),
            (source.sum("formulieren", &[is()]), t.forms),
            (with("p", "ja"), t.p_yes),
            (with("p", "nee"), t.p_no),
            (with("p", "geen besluit"), t.p_open()),
            (with("a", "ja"), t.a_yes),
            (with("a", "nee"), t.a_no),
            (with("a", "geen besluit"), t.a_open()),
        ];
        let form = Verdict::ALL.map(|v| (with("formulier_oordeel", v.label()), line.form.count(v)));
        for (at, (formula, result)) in (2..).zip(own.iter().chain(&form)) {
            sheet.write_formula_with_format(row, at, counted(formula, *result), &plain)?;
        }
    }
    totals(sheet, lines, looks)?;
    let last = number(lines.len());
    sheet.autofilter(0, 0, last.max(1), 16)?;
    sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    let name = sheet.name();
    let name = name.as_str();
    if !lines.is_empty() {
        let mut chart = Chart::new(ChartType::Bar);
        let series = chart.add_series().set_values((name, 1, 2, last, 2)).set_name("zaken");
        series.set_format(&mut solid(ACCENT));
        series.set_categories((name, 1, 0, last, 0));
        chart.title().set_name(format!("Zaken per {column}").as_str());
        chart.legend().set_hidden();
        chart.y_axis().set_reverse();
        // A handful of cases is counted in whole ones.
        if lines.iter().all(|line| line.tally.zaken <= HANDFUL) {
            chart.x_axis().set_major_unit(1.0);
        }
        let height = 120 + last.min(40) * 22;
        sheet.insert_chart(last + 3, 0, chart.set_width(720).set_height(height))?;
    }
    Ok(())
}

/// Up to so many cases the axis of a chart counts one by one.
const HANDFUL: usize = 10;

fn totals(sheet: &mut Worksheet, lines: &[CountLine<'_>], looks: &Looks) -> SheetResult {
    let row = number(lines.len()) + 1;
    sheet.write_string_with_format(row, 0, "totaal", &looks.total)?;
    sheet.write_string_with_format(row, 1, "", &looks.total)?;
    let sum = |of: &dyn Fn(&CountLine<'_>) -> usize| lines.iter().map(of).sum::<usize>();
    let own: [usize; 9] = [
        sum(&|l| l.tally.zaken),
        sum(&|l| l.tally.open),
        sum(&|l| l.tally.forms),
        sum(&|l| l.tally.p_yes),
        sum(&|l| l.tally.p_no),
        sum(&|l| l.tally.p_open()),
        sum(&|l| l.tally.a_yes),
        sum(&|l| l.tally.a_no),
        sum(&|l| l.tally.a_open()),
    ];
    let form = Verdict::ALL.map(|v| sum(&|l| l.form.count(v)));
    for (at, total) in (2..).zip(own.iter().chain(&form)) {
        let letter = utility::column_number_to_name(at);
        let formula = if lines.is_empty() { "0".to_owned() } else { format!("SUM({letter}2:{letter}{row})") };
        sheet.write_formula_with_format(row, at, counted(&formula, *total), &looks.total)?;
    }
    Ok(())
}
