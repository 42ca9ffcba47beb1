//! What if: the time and the row that are tried, and every term as it is and as it would be.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use crate::{
    desk::{
        state::{
            line_input::LineInput,
            what_if::{WhatIf, differences, termijnen},
        },
        view::View,
    },
    domain::{error::Error, moment::Moment, sanitize},
    judge::countdown::{Countdown, MetOutcome, Severity},
    ui::{
        text::{draw_rule, key_hint, lines, put_line, set_cursor, span, window, wrap},
        theme::Theme,
    },
};

/// Draws it in a window over the desk.
pub fn draw(trial: &WhatIf, typed: &LineInput, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(zaak) = view.desk.zaken.get(&trial.zaak) else { return };
    let title = format!("Wat als · zaak {}", zaak.number);
    let inner = window(frame, area, area.width.min(76), area.height.min(15), &title, theme);
    // Where there is little room the keys give way to the terms.
    let tight = inner.height < 11;
    let [header, divider, list, input, keys] = inner.layout(&Layout::vertical([
        Constraint::Length(2),
        Constraint::Length(u16::from(!tight)),
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(if tight { 1 } else { 2 }),
    ]));
    let width = usize::from(inner.width);
    let different = |is: bool| if is { theme.accent } else { theme.text };
    let book = view.context().book_for(zaak).ok();
    let rij = trial.rij.or(zaak.rij()).and_then(|r| book?.rij(r));
    let rij_text =
        rij.map_or_else(|| "nog niet gekozen".to_owned(), |r| format!("{} {} ({})", r.nr, r.incident, r.codes()));
    lines(
        frame,
        header,
        vec![
            Line::from(vec![
                span("voorval  ", theme.muted),
                span(trial.time(zaak).long(), different(trial.voorval.is_some())),
            ]),
            Line::from(vec![
                span("rij      ", theme.muted),
                span(sanitize::shorten(&rij_text, width.saturating_sub(9)), different(trial.rij.is_some())),
            ]),
        ],
    );
    draw_rule(frame, '─', theme.border, divider);
    let context = view.context();
    let now = termijnen(zaak, &context, view.setup.choice);
    let text_lines = match trial.then(zaak, &context, view.setup.choice) {
        Err(error) => wrap(&error.to_string(), width).into_iter().map(|d| Line::styled(d, theme.error)).collect(),
        Ok(then) => comparison(now.as_deref(), &then, view.now, theme),
    };
    lines(frame, list, text_lines);
    let seen = typed.window(usize::from(input.width.saturating_sub(2)));
    let text = if typed.is_empty() {
        span("of typ een tijd, of r en een rij", theme.muted)
    } else {
        span(seen.text, theme.text)
    };
    put_line(frame, &Line::from(vec![span("› ", theme.key), text]), input);
    let hints = |list: &[(&str, &str)]| -> Line<'static> {
        Line::from(list.iter().flat_map(|(key, what)| key_hint(key, what, theme)).collect::<Vec<Span<'static>>>())
    };
    if tight {
        put_line(frame, &hints(&[("←→↑↓", "schuif"), ("Ctrl-S", "vastleggen"), ("Esc", "niets doen")]), keys);
    } else {
        let list = vec![
            hints(&[("←→", "kwartier"), ("PgUp/PgDn", "uur"), ("Home/End", "dag"), ("↑↓", "rij")]),
            hints(&[("Ctrl-S", "vastleggen"), ("Esc", "niets doen")]),
        ];
        lines(frame, keys, list);
    }
    set_cursor(frame, input, seen.cursor.saturating_add(2), 0);
}

/// Each term as it is and as it would be; `now` is an error where the times of the case contradict each other.
fn comparison(now: Result<&[Countdown], &Error>, then: &[Countdown], at: Moment, theme: &Theme) -> Vec<Line<'static>> {
    let without = if now.is_ok() { "geen" } else { "tegenstrijdig" };
    let time = |k: Option<&Countdown>, without: &str| k.map_or_else(|| without.to_owned(), |k| k.due.as_termijn());
    let rij = |kind: &str, now: &str, then: String, style, state: &str| {
        Line::from(vec![
            span(format!("{kind:<11} {now:<17} "), theme.text),
            span(format!("{then:<17} "), style),
            span(state.to_owned(), style),
        ])
    };
    let mut text_lines: Vec<Line<'static>> = differences(now.unwrap_or_default(), then)
        .map(|v| {
            let style = if v.differs() { theme.attention } else { theme.text };
            let state = v.then.map_or("", |k| state(k, at));
            rij(v.label, &time(v.now, without), time(v.then, "geen"), style, state)
        })
        .collect();
    if text_lines.is_empty() {
        return vec![Line::styled("Geen termijn.", theme.muted)];
    }
    let header = format!("{:<11} {:<17} {:<17}", "vóór", "nu", "dan");
    text_lines.insert(0, Line::styled(header, theme.muted));
    text_lines
}

fn state(countdown: &Countdown, at: Moment) -> &'static str {
    match countdown.outcome() {
        _ if countdown.stays_late() => "te laat",
        _ if countdown.lapsed => "vervalt",
        Some(MetOutcome::OnTime(_)) => "gehaald",
        Some(MetOutcome::ByLaterLezing(_)) => "ruimer gehaald",
        Some(MetOutcome::TooLate(_)) => "te laat",
        None => match countdown.severity(at) {
            Severity::TooLate => "te laat",
            Severity::StrictPassed => "streng voorbij",
            Severity::Now | Severity::Soon | Severity::OnTime => "",
        },
    }
}
