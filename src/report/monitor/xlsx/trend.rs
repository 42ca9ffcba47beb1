//! The sheet *trend*: the weeks beside each other. Those of the period count over the first sheet; those before it stand
//! as numbers, since their cases are in the monitors of their own weeks.

use rust_xlsxwriter::{Chart, ChartType, Worksheet};

use super::{
    ACCENT, Looks, PALE, SheetResult,
    formula::{Criterion, OverviewCells, counted},
    headings, number, solid,
};
use crate::report::monitor::{overview::Monitor, verdict::Verdict};

const HEADINGS: [&str; 8] =
    ["week", "zaken", "formulieren", "formulier op tijd", "niet op tijd", "getoetst", "P ja", "in deze monitor"];

pub(super) fn trend(sheet: &mut Worksheet, monitor: &Monitor, source: &OverviewCells, looks: &Looks) -> SheetResult {
    headings(sheet, 0, HEADINGS, looks)?;
    sheet.set_column_range_width(0, 7, 15)?.set_row_height(0, 32)?;
    let weeks = monitor.trend();
    for (row, week) in (1..).zip(&weeks) {
        let name = week.week.to_string();
        sheet.write_string(row, 0, &name)?;
        sheet.write_string(row, 7, if week.is_own { "ja" } else { "nee, ervoor" })?;
        let line = row + 1;
        let cell = format!("$A{line}");
        // What has no case is counted with the forms without one.
        let zaken = || [("week", Criterion::Cell(&cell, &name)), ("p", Criterion::Filled)];
        let with = |v: Verdict| {
            source.count(&[("week", Criterion::Cell(&cell, &name)), ("formulier_oordeel", Criterion::Is(v.label()))])
        };
        let late = format!("{}+{}", with(Verdict::ByLaterLezing), with(Verdict::TooLate));
        let p = source.count(&[("week", Criterion::Cell(&cell, &name)), ("p", Criterion::Is("ja"))]);
        let cells = [
            (source.count(&zaken()), week.zaken),
            (source.sum("formulieren", &zaken()), week.forms),
            (with(Verdict::OnTime), week.on_time.part),
            (late, week.on_time.of - week.on_time.part),
            (format!("D{line}+E{line}"), week.on_time.of),
            (p, week.p_yes),
        ];
        for (at, (formula, count)) in (1..).zip(cells) {
            if week.is_own {
                sheet.write_formula(row, at, counted(&formula, count))?;
            } else {
                sheet.write_number(row, at, number(count))?;
            }
        }
    }
    let last = number(weeks.len());
    sheet.autofilter(0, 0, last.max(1), 7)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    if !weeks.is_empty() {
        charts(sheet, last)?;
    }
    Ok(())
}

fn charts(sheet: &mut Worksheet, last: u32) -> SheetResult {
    let mut zaken = Chart::new(ChartType::Column);
    zaken
        .add_series()
        .set_categories(("trend", 1, 0, last, 0))
        .set_values(("trend", 1, 1, last, 1))
        .set_name("zaken")
        .set_format(&mut solid(ACCENT));
    zaken.title().set_name("Zaken per week");
    zaken.legend().set_hidden();
    zaken.y_axis().set_name("zaken").set_min(0);
    sheet.insert_chart(0, 9, zaken.set_width(720).set_height(300))?;
    // Beside each other and not as a share: a week holds a handful.
    let mut on_time = Chart::new(ChartType::ColumnStacked);
    for (column, name, colour) in [(3, "op tijd", ACCENT), (4, "niet op tijd", PALE)] {
        let series = on_time.add_series().set_categories(("trend", 1, 0, last, 0));
        series.set_values(("trend", 1, column, last, column)).set_name(name).set_format(&mut solid(colour));
    }
    on_time.title().set_name("Formulier op tijd, van wat getoetst is");
    on_time.y_axis().set_name("formulieren").set_min(0);
    sheet.insert_chart(16, 9, on_time.set_width(720).set_height(300))?;
    Ok(())
}
