//! The sheet *norm en praktijk*: what each term asks, how it went, how many that is of, and which cases stand behind it;
//! what is asked without a term; and how the form went by day and hour.

use rust_xlsxwriter::{Format, Formula, Sparkline, SparklineType, Worksheet};

use super::{
    Looks, SheetResult,
    formula::{Criterion, OverviewCells, counted},
    headings, number, summary,
};
use crate::report::monitor::{
    column::termijn_name,
    norm::{Asked, AskedState, FEW, NormTally, Share},
    overview::{DISCLAIMER, Monitor},
    row::{MonitorRow, WeekPart},
    verdict::Verdict,
};

pub(super) fn norms(sheet: &mut Worksheet, monitor: &Monitor, source: &OverviewCells, looks: &Looks) -> SheetResult {
    sheet.write_string_with_format(0, 0, summary::title(monitor), &looks.title)?;
    for (row, line) in (1..).zip(summary::about(monitor).iter().chain([&DISCLAIMER.to_owned()])) {
        sheet.write_string(row, 0, line)?;
    }
    sheet.write_string(4, 0, "Zaken per week")?;
    let last = number(monitor.trend().len());
    sheet.add_sparkline(
        4,
        1,
        &Sparkline::new().set_range(("trend", 1, 1, last.max(1), 1)).set_type(SparklineType::Column),
    )?;
    sheet.set_column_width(0, 36)?.set_column_width(1, 40)?.set_column_width(2, 30)?;
    sheet.set_column_range_width(3, 10, 11)?.set_column_width(11, 60)?;
    let mut row = with_term(sheet, monitor, source, looks, 6)?;
    row = without_term(sheet, monitor, source, looks, row + 2)?;
    by_hour(sheet, monitor, source, looks, row + 2)
}

/// The terms; answers the row after them.
fn with_term(
    sheet: &mut Worksheet,
    monitor: &Monitor,
    source: &OverviewCells,
    looks: &Looks,
    top: u32,
) -> Result<u32, rust_xlsxwriter::XlsxError> {
    let before = ["termijn", "vraagt", "bron"];
    let after = ["getoetst", "op tijd van getoetst", "zaken achter «te laat», «ruimere lezing» en «onbekend»"];
    headings(sheet, top, before.into_iter().chain(Verdict::ALL.map(Verdict::label)).chain(after), looks)?;
    sheet.set_row_height(top, 45)?;
    let mut row = top;
    for norm in &monitor.norms {
        row += 1;
        let tally = monitor.norm(norm.kind);
        sheet.set_row_height(row, 48)?;
        for (column, words) in (0..).zip([norm.label.as_str(), &norm.asks, &norm.source]) {
            sheet.write_string_with_format(row, column, words, &looks.wrapped)?;
        }
        let verdict = termijn_name(norm.kind, "oordeel");
        for (column, v) in (3..).zip(Verdict::ALL) {
            let formula = source.count(&[(verdict.as_str(), Criterion::Is(v.label()))]);
            sheet.write_formula(row, column, counted(&formula, tally.count(v)))?;
        }
        let line = row + 1;
        sheet.write_formula(row, 9, counted(&format!("SUM(D{line}:F{line})"), tally.settled()))?;
        sheet.write_formula_with_format(
            row,
            10,
            share(&format!("D{line}"), &format!("J{line}"), tally.share()),
            &looks.share,
        )?;
        sheet.write_string_with_format(row, 11, behind(&tally), &looks.wrapped)?;
    }
    Ok(row)
}

/// A share as a percentage where there are cases enough, and else in words.
fn share(part: &str, of: &str, share: Share) -> Formula {
    let few = format!("{part}&\" van de \"&{of}");
    let text = format!("=IF({of}=0,\"–\",IF({of}<{FEW},{few},{part}/{of}))");
    let result = match share {
        Share { of: 0, .. } => "–".to_owned(),
        Share { part, of } if of < FEW => format!("{part} van de {of}"),
        Share { part, of } => (f64::from(number(part)) / f64::from(number(of))).to_string(),
    };
    Formula::new(text).set_result(result)
}

fn behind(tally: &NormTally) -> String {
    let of = [Verdict::TooLate, Verdict::ByLaterLezing, Verdict::Unknown].into_iter();
    let said = of.filter(|v| tally.count(*v) > 0);
    said.map(|v| format!("{}: {}", v.label(), summary::listing(tally.zaken(v)))).collect::<Vec<_>>().join("; ")
}

/// What is asked without a term; answers the row after it.
fn without_term(
    sheet: &mut Worksheet,
    monitor: &Monitor,
    source: &OverviewCells,
    looks: &Looks,
    top: u32,
) -> Result<u32, rust_xlsxwriter::XlsxError> {
    headings(
        sheet,
        top,
        ["zonder termijn in de bron", "", "", "gevraagd", "vastgelegd", "niet vastgelegd", "geen besluit"],
        looks,
    )?;
    let plain = Format::new();
    let mut row = top;
    for asked in Asked::ALL {
        row += 1;
        sheet.write_string(row, 0, asked.label())?;
        let count = |state| monitor.lines.iter().filter(|line| asked.state(line) == state).count();
        let (done, missing) = (count(AskedState::Done), count(AskedState::NotRecorded));
        let column = asked.column();
        let yes = || (column, Criterion::Is("ja"));
        let recorded = match asked {
            Asked::T => format!(
                "{}+{}",
                source.count(&[yes(), ("kanaal", Criterion::Is("telefoon"))]),
                source.count(&[yes(), ("kanaal", Criterion::Is("mail")), ("gebeld", Criterion::Filled)])
            ),
            Asked::P => source.count(&[yes(), ("piketmelding_verzonden", Criterion::Filled)]),
            Asked::A => source.count(&[yes(), ("afloop_verzonden", Criterion::Filled)]),
        };
        let line = row + 1;
        let cells = [
            (source.count(&[yes()]), done + missing),
            (recorded, done),
            (format!("D{line}-E{line}"), missing),
            (source.count(&[(column, Criterion::Is("geen besluit"))]), count(AskedState::Undecided)),
        ];
        for (at, (formula, result)) in (3..).zip(cells) {
            sheet.write_formula_with_format(row, at, counted(&formula, result), &plain)?;
        }
    }
    Ok(row)
}

/// How the form went by day and quarter of the day.
fn by_hour(sheet: &mut Worksheet, monitor: &Monitor, source: &OverviewCells, looks: &Looks, top: u32) -> SheetResult {
    headings(sheet, top, ["dag", "dagdeel", "", "zaken", "op tijd", "getoetst", "op tijd van getoetst"], looks)?;
    let tallies = NormTally::by(&monitor.lines, MonitorRow::form_verdict, MonitorRow::week_part);
    let mut row = top;
    for (part, tally) in tallies.iter().filter_map(|(part, tally)| part.map(|part| (part, tally))) {
        row += 1;
        sheet.write_string(row, 0, WeekPart::day(part))?;
        sheet.write_string(row, 1, part.quarter())?;
        let line = row + 1;
        let (day, quarter) = (format!("$A{line}"), format!("$B{line}"));
        let here = || [("weekdag", Criterion::Cell(&day, "")), ("dagdeel", Criterion::Cell(&quarter, ""))];
        let with = |v: Verdict| {
            let [day, quarter] = here();
            source.count(&[day, quarter, ("formulier_oordeel", Criterion::Is(v.label()))])
        };
        let settled: Vec<String> = Verdict::ALL.into_iter().filter(|v| v.is_settled()).map(with).collect();
        let all = Verdict::ALL.into_iter().map(|v| tally.count(v)).sum();
        sheet.write_formula(row, 3, counted(&source.count(&here()), all))?;
        sheet.write_formula(row, 4, counted(&with(Verdict::OnTime), tally.count(Verdict::OnTime)))?;
        sheet.write_formula(row, 5, counted(&settled.join("+"), tally.settled()))?;
        let (part, of) = (format!("E{line}"), format!("F{line}"));
        sheet.write_formula_with_format(row, 6, share(&part, &of, tally.share()), &looks.share)?;
    }
    Ok(())
}
