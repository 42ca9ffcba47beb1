//! The monitor as a workbook, for whoever counts on: every case with real dates and times on Amsterdam's clock, and sheets
//! that count them with formulas over the first one, so that a filter or a mended cell shows at once. Text is always
//! text: nothing in it is run.

mod counts;
mod formula;
mod norm;
mod trend;

use rust_xlsxwriter::{
    ChartFormat, ChartSolidFill, Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::{
    column::{Cell, CellKind, table_columns, table_rows},
    format::MonitorFormat,
    overview::{DISCLAIMER, Monitor},
    summary,
};
use crate::domain::error::{Error, Result};
use formula::OverviewCells;

/// A workbook.
pub(super) const FORMAT: MonitorFormat = MonitorFormat { ending: "xlsx", write: xlsx, public: None };

/// What a failing library answers.
type SheetResult = std::result::Result<(), XlsxError>;

/// The name of the first sheet, over which the others count.
const OVERVIEW: &str = "overzicht";

/// The colour of what is looked at, and of what stands beside it.
const ACCENT: u32 = 0x0015_4273;
const PALE: u32 = 0x00B3_C2D4;

/// A surface of a chart.
fn solid(colour: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(colour)));
    format
}

/// How the cells of all sheets look.
struct Looks {
    heading: Format,
    left: Format,
    time: Format,
    share: Format,
    wrapped: Format,
    total: Format,
    title: Format,
}

impl Looks {
    fn new() -> Self {
        let accent = Color::RGB(ACCENT);
        let heading = Format::new().set_bold().set_font_color(Color::White).set_background_color(accent);
        Self {
            heading: heading.set_text_wrap().set_align(FormatAlign::Top),
            left: Format::new().set_align(FormatAlign::Left),
            time: Format::new().set_num_format("dd-mm-yyyy hh:mm").set_align(FormatAlign::Left),
            share: Format::new().set_num_format("0%").set_align(FormatAlign::Right),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            total: Format::new().set_bold().set_border_top(FormatBorder::Thin),
            title: Format::new().set_bold().set_font_size(14).set_font_color(accent),
        }
    }
}

fn xlsx(monitor: &Monitor) -> Result<Vec<u8>> {
    workbook(monitor).map_err(|_| {
        Error::data("De werkmap is niet te maken.").hint("Schrijf de monitor als .csv; die heeft elke regel.")
    })
}

fn workbook(monitor: &Monitor) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = monitor.created_at.amsterdam().naive_local();
    let properties = DocProperties::new().set_title(summary::title(monitor)).set_comment(DISCLAIMER);
    book.set_properties(&properties.set_creation_datetime(&made));
    let (looks, source) = (Looks::new(), OverviewCells::of(monitor));
    overview(sheet(&mut book, OVERVIEW)?, monitor, &looks)?;
    counts::per_rij(sheet(&mut book, "per rij")?, monitor, &source, &looks)?;
    counts::per_inrichting(sheet(&mut book, "per inrichting")?, monitor, &source, &looks)?;
    norm::norms(sheet(&mut book, "norm en praktijk")?, monitor, &source, &looks)?;
    trend::trend(sheet(&mut book, "trend")?, monitor, &source, &looks)?;
    book.save_to_buffer()
}

/// A sheet that also prints as it should.
fn sheet<'a>(book: &'a mut Workbook, name: &str) -> std::result::Result<&'a mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&L&8{DISCLAIMER}&R&8&P van &N"));
    Ok(sheet)
}

/// A line of headings that stays in sight.
fn headings<'a>(
    sheet: &mut Worksheet,
    row: u32,
    names: impl IntoIterator<Item = &'a str>,
    looks: &Looks,
) -> SheetResult {
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, column, name, &looks.heading)?;
    }
    Ok(())
}

/// A number as a sheet has it.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Every case and every form without one.
fn overview(sheet: &mut Worksheet, monitor: &Monitor, looks: &Looks) -> SheetResult {
    let columns = table_columns(monitor);
    headings(sheet, 0, columns.iter().map(|(name, _)| name.as_str()), looks)?;
    for (column, (name, kind)) in (0..).zip(&columns) {
        let width = match (name.as_str(), kind) {
            ("inrichting" | "incident", _) => 34,
            ("rij" | "oa" | "t" | "p" | "a" | "week", _) | (_, CellKind::Count) => 9,
            ("zaak", _) | (_, CellKind::Time) => 16,
            (_, CellKind::Word) => 15,
        };
        sheet.set_column_width(column, width)?;
    }
    let mut last = 0;
    for (row, cells) in (1..).zip(table_rows(monitor)) {
        for ((column, cell), (name, _)) in (0..).zip(&cells).zip(&columns) {
            match cell {
                // A row of the matrix that is a number is one, else a spreadsheet warns at every cell.
                Cell::Word(word) if name == "rij" && word.parse::<u32>().is_ok() => {
                    sheet.write_number(row, column, word.parse::<u32>().unwrap_or_default())?;
                }
                Cell::Word(word) if !word.is_empty() => {
                    sheet.write_string(row, column, word.as_ref())?;
                }
                Cell::Time(Some(moment)) => {
                    sheet.write_datetime_with_format(row, column, moment.amsterdam().naive_local(), &looks.time)?;
                }
                Cell::Count(count) => {
                    sheet.write_number(row, column, number(*count))?;
                }
                Cell::Word(_) | Cell::Time(None) => {}
            }
        }
        last = row;
    }
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last.max(1), last_column)?;
    sheet.set_freeze_panes(1, 2)?.set_repeat_rows(0, 0)?;
    Ok(())
}
