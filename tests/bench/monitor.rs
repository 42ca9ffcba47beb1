//! Measures what a year of 10,000 cases costs as a workbook, against the same cells written bare with the same library, and
//! in the other forms. Prints the middle of some rounds in milliseconds; it judges nothing.
//! `cargo bench --bench monitor` runs it.

mod stats;

use std::time::Instant;

use chrono::Duration;
use piket::{
    domain::{
        besluit::YesNo,
        error::Result,
        ids::{WeekStart, Zaaknummer},
        period::{Period, WeekSpan},
        rij::Rij,
        rulebook_stamp::RulebookStamp,
        termijn_kind::{Kalender, TermijnKind},
    },
    log::zaak::Zaak,
    report::monitor::{Evidence, Monitor, MonitorFormat, MonitorRow, TermijnLimits, TermijnRow},
    rules::book::Rulebook,
};
use rust_xlsxwriter::{Format, Workbook};
use stats::{Table, median, number};

/// So many cases in a year.
const ZAKEN: u32 = 10_000;
/// So many rounds.
const ROUNDS: usize = 5;
/// How much a workbook may cost against its bare cells.
const TARGET: f64 = 3.0;

fn line(nr: u32, weeks: &[piket::domain::ids::Piketweek]) -> Result<MonitorRow> {
    let week = weeks.get(usize::try_from(nr).unwrap_or_default() % weeks.len()).copied().unwrap_or(weeks[0]);
    let number = Zaaknummer { week, sequence: nr + 1 };
    let at = week.begin(WeekStart::default()).plus(Duration::minutes(i64::from(nr) * 7 % 10_000));
    let stamp = RulebookStamp { version: "2026.1".to_owned(), hash: String::new() };
    let zaak = Zaak::new(number, at, None, stamp, Kalender::CaoRijk);
    let due = at.plus(Duration::hours(12));
    let limits = TermijnLimits { due, gangbaar: due, last: due.plus(Duration::hours(3)), is_assumed: false };
    let evidence = if nr.is_multiple_of(9) {
        Evidence::Missing
    } else {
        Evidence::At(at.plus(Duration::hours(i64::from(nr % 16))))
    };
    let now = due.plus(Duration::days(9));
    let termijn = TermijnRow::new((TermijnKind::of("mbv"), "MBV".into()), limits, evidence, now);
    let mut line = MonitorRow::from(&zaak, Rulebook::built_in(), "Agressie tegen personeel", vec![termijn]);
    line.rij = Some(Rij::parse(&(nr % 23 + 1).to_string())?);
    line.inrichting = Some(format!("Inrichting {}", nr % 19));
    line.form_termijn = Some(TermijnKind::of("mbv"));
    line.voorval = Some(at);
    line.called = Some(at.plus(Duration::minutes(20)));
    line.p = Some(if nr.is_multiple_of(3) { YesNo::Yes } else { YesNo::No });
    Ok(line)
}

fn year() -> Result<Monitor> {
    let span = WeekSpan::year(2026);
    let weeks: Vec<_> = span.weeks().collect();
    let start = WeekStart::default();
    Ok(Monitor {
        period: Period::Weeks(span),
        weeks: span,
        start: span.first().begin(start),
        end: span.last().end(start),
        created_at: span.last().end(start),
        lines: (0..ZAKEN).map(|nr| line(nr, &weeks)).collect::<Result<_>>()?,
        loose: Vec::new(),
        earlier_weeks: span.before(8),
        earlier: Vec::new(),
        norms: Vec::new(),
        addressee: String::new(),
    })
}

/// One bare cell.
enum Bare {
    Text(String),
    Time(chrono::NaiveDateTime),
    Number(f64),
}

/// The cells of the table, read back from its CSV.
fn cells(csv: &[u8]) -> Vec<Vec<Bare>> {
    let text = csv.strip_prefix(b"\xef\xbb\xbf").unwrap_or(csv);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text);
    let bare = |cell: &str| match (chrono::NaiveDateTime::parse_from_str(cell, "%d-%m-%Y %H:%M"), cell.parse()) {
        (Ok(time), _) => Bare::Time(time),
        (Err(_), Ok(number)) => Bare::Number(number),
        (Err(_), Err(_)) => Bare::Text(cell.to_owned()),
    };
    // Without the columns that the workbook does not have.
    let own =
        reader.headers().map_or(0, |names| names.iter().position(|name| name == "voorbehoud").unwrap_or_default());
    let records = reader.records().flatten();
    records.map(|record| record.iter().take(own).filter(|cell| !cell.is_empty()).map(bare).collect()).collect()
}

fn bare(rows: &[Vec<Bare>]) -> std::result::Result<usize, rust_xlsxwriter::XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let time = Format::new().set_num_format("dd-mm-yyyy hh:mm");
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Bare::Text(text) => sheet.write_string(row, column, text)?,
                Bare::Time(at) => sheet.write_datetime_with_format(row, column, at, &time)?,
                Bare::Number(number) => sheet.write_number(row, column, *number)?,
            };
        }
    }
    Ok(book.save_to_buffer()?.len())
}

fn timed<T, E>(run: impl Fn() -> std::result::Result<T, E>) -> std::result::Result<f64, E> {
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        run()?;
        rounds.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(median(&rounds))
}

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let year = year()?;
    let csv = MonitorFormat::ALL.iter().find(|format| format.ending == "csv").ok_or("geen csv")?;
    let rows = cells(&(csv.write)(&year)?);
    let floor = timed(|| bare(&rows))?;
    let mut table = Table::with_columns("bare", "monitor");
    table.heading("A year of 10,000 cases, milliseconds");
    for format in MonitorFormat::ALL {
        let target = (format.ending == "xlsx").then_some(TARGET);
        table.line(&format!(".{}", format.ending), floor, timed(|| (format.write)(&year))?, target);
    }
    println!("{table}{:.0} cases, {} cells in each", number(year.lines.len()), rows.first().map_or(0, Vec::len));
    Ok(())
}
