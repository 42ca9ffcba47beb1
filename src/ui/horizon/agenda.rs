//! The list: each mark on a line with its clock, its case and its words, under the day it falls on; between them when
//! the office is open and where now is.

use chrono::{Datelike, Duration};
use ratatui::{Frame, layout::Rect, text::Line};

use super::{number, sign, words};
use crate::{
    desk::view::View,
    domain::{
        duration,
        moment::{Moment, short_day},
        sanitize,
    },
    judge::{
        countdown::Severity,
        horizon::{Horizon, HorizonEvent, HorizonMark, OfficeHours},
    },
    ui::{
        rows::{self, RowKind},
        text::{cursor_bar, display_width, fill, set_cursor, span},
        theme::Theme,
    },
};

/// From so many columns what is left has room behind the words.
const ROOMY: usize = 46;
/// Columns for what is left.
const REST: usize = 16;

/// A line of it.
#[derive(Debug, Clone, Copy)]
enum AgendaRow<'a> {
    Day(Moment),
    Now,
    Office(&'a OfficeHours),
    Mark(usize, &'a HorizonMark),
}

impl AgendaRow<'_> {
    const fn kind(self) -> RowKind {
        match self {
            Self::Day(_) => RowKind::Heading,
            Self::Now | Self::Office(_) => RowKind::Blank,
            Self::Mark(..) => RowKind::Item,
        }
    }
}

/// Draws it around the mark with the cursor, or around now where it has none.
pub fn draw(horizon: &Horizon, view: &View, chosen: Option<usize>, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let all = list(horizon);
    let at = all.iter().position(|row| match (row, chosen) {
        (AgendaRow::Mark(i, _), Some(chosen)) => *i == chosen,
        (AgendaRow::Now, None) => true,
        (AgendaRow::Mark(..) | AgendaRow::Day(_) | AgendaRow::Office(_), None) | (_, Some(_)) => false,
    });
    let kinds: Vec<RowKind> = all.iter().map(|row| row.kind()).collect();
    // The last column is the bar's.
    let columns = area.width.saturating_sub(1);
    let width = usize::from(columns);
    let row = rows::draw(&kinds, at.unwrap_or(0), theme, frame, area, |i| match all.get(i) {
        Some(AgendaRow::Mark(i, mark)) => {
            let line = mark_line(mark, horizon, view, theme, width);
            if chosen == Some(*i) { cursor_bar(line, columns, theme.cursor) } else { line }
        }
        Some(AgendaRow::Day(at)) => Line::styled(day(*at, horizon), theme.header),
        Some(AgendaRow::Now) => {
            let text = format!("   {} nu ", horizon.now.clock_time());
            let rule = "─".repeat(width.saturating_sub(usize::from(display_width(&text))));
            Line::styled(format!("{text}{rule}"), theme.accent)
        }
        Some(AgendaRow::Office(hours)) => {
            let text = format!("   {} ░ kantooruren tot {}", hours.from.clock_time(), hours.until.clock_time());
            Line::styled(sanitize::shorten(&text, width), theme.muted)
        }
        None => Line::default(),
    });
    if chosen.is_some() {
        set_cursor(frame, area, 0, row);
    }
}

/// All rows by time, the day above the first of each.
fn list(horizon: &Horizon) -> Vec<AgendaRow<'_>> {
    let marks = horizon.marks.iter().enumerate().map(|(i, mark)| (mark.at, AgendaRow::Mark(i, mark)));
    let office = horizon.office.iter().map(|hours| (hours.from, AgendaRow::Office(hours)));
    let mut all: Vec<(Moment, AgendaRow<'_>)> = marks.chain(office).collect();
    all.push((horizon.now, AgendaRow::Now));
    all.sort_by_key(|(at, _)| *at);
    let mut rows = Vec::with_capacity(all.len() + 8);
    let mut on = None;
    for (at, row) in all {
        // Midnight is of the day that ends.
        let before = at.plus(-Duration::milliseconds(1));
        if on != Some(before.date()) {
            on = Some(before.date());
            rows.push(AgendaRow::Day(before));
        }
        rows.push(row);
    }
    rows
}

/// `vandaag, zo 22-11`, and further on the day alone.
fn day(at: Moment, horizon: &Horizon) -> String {
    let date = at.date();
    let name = format!("{} {}", short_day(date.weekday()), date.format("%d-%m"));
    match (date - horizon.now.date()).num_days() {
        0 => format!("Vandaag, {name}"),
        1 => format!("Morgen, {name}"),
        _ => sanitize::capitalize(&name),
    }
}

fn mark_line<'a>(mark: &HorizonMark, horizon: &Horizon, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let week = view.week();
    let (loud, style) = match mark.event {
        HorizonEvent::Termijn(_) | HorizonEvent::Reminder(_) => (mark.severity.sign(), theme.severity(mark.severity)),
        HorizonEvent::Lezing(_) | HorizonEvent::WeekEnd(_) => ("  ", theme.text),
        HorizonEvent::Alarm(_) => ("  ", theme.muted),
    };
    let words_style = if matches!(mark.event, HorizonEvent::Alarm(_)) { theme.muted } else { theme.text };
    let clock = mark.at.as_termijn_from(mark.at.plus(-Duration::milliseconds(1)));
    let late = mark.severity == Severity::TooLate;
    let left = match mark.event {
        HorizonEvent::Alarm(_) => String::new(),
        HorizonEvent::Termijn(_) | HorizonEvent::Reminder(_) | HorizonEvent::Lezing(_) | HorizonEvent::WeekEnd(_)
            if late =>
        {
            duration::remaining(mark.at.since(horizon.now))
        }
        HorizonEvent::Termijn(_) | HorizonEvent::Reminder(_) => duration::length(mark.at.since(horizon.now)),
        // Nothing counts these down, so that they go by whole minutes.
        HorizonEvent::Lezing(_) | HorizonEvent::WeekEnd(_) => duration::length(mark.at.since(horizon.now.minute())),
    };
    let numbers = horizon.marks.iter().map(|mark| number(mark, week).chars().count()).max().unwrap_or(2);
    let number = format!("{:>numbers$}", number(mark, week));
    let rest = if width >= ROOMY { REST } else { 0 };
    let room = width.saturating_sub(2 + 1 + 5 + 1 + 1 + 1 + numbers + 1 + rest);
    let mut spans = vec![
        span(loud, style),
        span(format!(" {clock} "), words_style),
        span(format!("{} ", sign(mark.event)), style),
        span(format!("{number} "), words_style),
        span(fill(&words(mark, view), room), words_style),
    ];
    if rest > 0 {
        spans.push(span(format!("{left:>REST$}"), style));
    }
    Line::from(spans)
}
