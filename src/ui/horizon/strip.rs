//! The strip: hours above, marks on a line, and under it which case each is of. The hours of the office are shaded,
//! and now moves along it. What has no room for its number is counted.

use chrono::{Datelike, Duration, NaiveTime, Timelike};
use ratatui::{Frame, layout::Rect, style::Style, text::Line};

use super::{number, sign};
use crate::{
    domain::{
        ids::Piketweek,
        moment::{Moment, short_day},
    },
    judge::{
        countdown::Severity,
        horizon::{Horizon, HorizonEvent, HorizonMark, HorizonSpan},
    },
    ui::{
        text::{put_line, span},
        theme::Theme,
    },
};

/// Lines it takes.
pub const HEIGHT: u16 = 4;

/// Under the line so many lines have numbers.
const LABELS: usize = 2;

/// A number stands at most so many columns beside its mark.
const NEAR: usize = 6;

/// One cell.
#[derive(Debug, Clone, Copy)]
struct StripCell {
    draw: char,
    style: Style,
}

/// A row of cells on which words are put.
struct StripRow(Vec<StripCell>);

impl StripRow {
    fn new(width: usize, draw: char, style: Style) -> Self {
        Self(vec![StripCell { draw, style }; width])
    }

    fn put(&mut self, at: usize, text: &str, style: Style) {
        for (cell, draw) in self.0.iter_mut().skip(at).zip(text.chars()) {
            *cell = StripCell { draw, style };
        }
    }

    fn line<'a>(&self) -> Line<'a> {
        self.0.iter().map(|cell| span(cell.draw.to_string(), cell.style)).collect()
    }
}

/// Draws it.
pub fn draw(horizon: &Horizon, week: Piketweek, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let [axis, marks, labels @ ..] = rows(horizon, week, theme, width);
    for (row, rect) in [axis, marks].into_iter().chain(labels).zip(area.rows()) {
        put_line(frame, &row.line(), rect);
    }
}

fn rows(horizon: &Horizon, week: Piketweek, theme: &Theme, width: usize) -> [StripRow; 2 + LABELS] {
    let now = column(horizon, horizon.now.minute(), width);
    let mut marks = StripRow::new(width, '─', theme.border);
    marks.put(now, "┃", theme.accent.patch(theme.header));
    let mut shown: Vec<&HorizonMark> = horizon.marks.iter().collect();
    // What weighs most is drawn last, over the rest of its column.
    shown.sort_by_key(|mark| (std::cmp::Reverse(rank(mark.event)), std::cmp::Reverse(mark.severity)));
    for mark in shown {
        marks.put(column(horizon, mark.at, width), sign(mark.event), style(mark, theme));
    }
    let [first, second] = labels(horizon, week, theme, width);
    [axis(horizon, theme, width), marks, first, second]
}

/// In which column a moment is; what lies before the strip is in its first.
fn column(horizon: &Horizon, at: Moment, width: usize) -> usize {
    let whole = horizon.until.since(horizon.from).num_seconds().max(1);
    let passed = at.since(horizon.from).num_seconds().clamp(0, whole - 1);
    let columns = i64::try_from(width).unwrap_or_default();
    usize::try_from(passed * columns / whole).unwrap_or_default()
}

/// What is drawn over what.
const fn rank(event: HorizonEvent) -> u8 {
    match event {
        HorizonEvent::Termijn(_) => 0,
        HorizonEvent::WeekEnd(_) => 1,
        HorizonEvent::Reminder(_) => 2,
        HorizonEvent::Lezing(_) => 3,
        HorizonEvent::Alarm(_) => 4,
    }
}

const fn style(mark: &HorizonMark, theme: &Theme) -> Style {
    match mark.event {
        HorizonEvent::Termijn(_) | HorizonEvent::Reminder(_) => theme.severity(mark.severity),
        HorizonEvent::Lezing(_) | HorizonEvent::WeekEnd(_) => theme.text,
        HorizonEvent::Alarm(_) => theme.muted,
    }
}

/// The hours, or the days; the hours of the office shaded.
fn axis(horizon: &Horizon, theme: &Theme, width: usize) -> StripRow {
    let mut row = StripRow::new(width, ' ', theme.muted);
    for hours in &horizon.office {
        let (from, until) = (column(horizon, hours.from, width), column(horizon, hours.until, width));
        row.put(from, &"░".repeat(until - from), theme.muted);
    }
    let now = column(horizon, horizon.now.minute(), width);
    for (at, text) in ticks(horizon, width) {
        let column = column(horizon, at, width);
        // Now has the place of an hour that would touch it, and a word at the edge is whole or not there.
        let touches = column < now + 3 && now < column + text.len() + 1;
        if !touches && column + text.len() <= width {
            row.put(column, &text, theme.text);
        }
    }
    row.put(now, "nu", theme.accent.patch(theme.header));
    row
}

/// The moments that have a word above the line.
fn ticks(horizon: &Horizon, width: usize) -> Vec<(Moment, String)> {
    match horizon.span {
        HorizonSpan::Day => {
            let hours = horizon.until.since(horizon.from).num_hours().max(1);
            let per_hour = i64::try_from(width).unwrap_or_default() / hours;
            let step = if per_hour >= 4 {
                1
            } else if per_hour >= 2 {
                2
            } else {
                4
            };
            let all = (0..hours).map(|hour| horizon.from.plus(Duration::hours(hour)));
            let tick = |at: Moment| {
                let hour = at.amsterdam().hour();
                let word = if hour == 0 { short_day(at.date().weekday()).to_owned() } else { format!("{hour:02}") };
                (i64::from(hour) % step == 0).then_some((at, word))
            };
            all.filter_map(tick).collect()
        }
        HorizonSpan::Week => {
            let days = horizon.from.date().iter_days().map(|day| Moment::local_or_later(day, NaiveTime::MIN));
            let days = days.take_while(|at| *at < horizon.until);
            days.map(|at| (at, format!("{} {}", short_day(at.date().weekday()), at.date().day()))).collect()
        }
    }
}

/// Which case each mark is of, under it, on the first line that has room; the rest is counted at the right.
fn labels(horizon: &Horizon, week: Piketweek, theme: &Theme, width: usize) -> [StripRow; LABELS] {
    let mut rows = [(); LABELS].map(|()| StripRow::new(width, ' ', theme.text));
    let mut ends = [0usize; LABELS];
    let mut unnamed = 0usize;
    let mut last = None;
    for mark in horizon.events() {
        let text = label(mark, week);
        let length = text.chars().count();
        // At the right edge a word stands before its mark.
        let at = column(horizon, mark.at, width).min(width.saturating_sub(length));
        // Two readings of one case that share a column are one number.
        let this = Some((at, mark.zaak));
        if std::mem::replace(&mut last, this) == this {
            continue;
        }
        // Where no line is free there, beside what stands there, as long as that is near.
        let free = ends.iter().position(|end| *end <= at).map(|line| (line, at));
        let near = || ends.iter().copied().enumerate().min_by_key(|(_, end)| *end).filter(|(_, end)| *end <= at + NEAR);
        let place = free.or_else(near).filter(|(_, at)| at + length <= width);
        match place.and_then(|(line, at)| Some((rows.get_mut(line)?, ends.get_mut(line)?, at))) {
            Some((row, end, at)) => {
                row.put(at, &text, style(mark, theme));
                *end = at + length + 1;
            }
            None => unnamed += 1,
        }
    }
    if let ([.., last], true) = (&mut rows, unnamed > 0) {
        let text = format!("  en nog {unnamed}");
        last.put(width.saturating_sub(text.chars().count()), &text, theme.attention);
    }
    rows
}

/// The number of its case with how close it is.
fn label(mark: &HorizonMark, week: Piketweek) -> String {
    let number = number(mark, week);
    if let HorizonEvent::WeekEnd(week) = mark.event {
        return format!("einde {}", week.short());
    }
    if mark.severity == Severity::OnTime { number } else { format!("{}{number}", mark.severity.sign().trim_end()) }
}
