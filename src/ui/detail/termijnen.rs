//! Waarom? Each term with its countdown, its readings, the one in force and the source. No reading is
//! presented as the law.

use ratatui::{Frame, layout::Rect, text::Line};

use super::items::{Extent, with_items};
use crate::{
    deadline::{Baseline, InForce, overview, why},
    desk::{
        state::{screen::WhyDepth, zaak_view::ZaakView},
        view::View,
    },
    domain::{reminder::Reminder, sanitize},
    judge::{
        absence,
        case_rule::CaseRule,
        countdown::{Countdown, MetOutcome, Severity},
        visibility::Visibility,
    },
    log::zaak::Zaak,
    ui::{
        text::{lines, span, wrap},
        theme::Theme,
    },
};

/// Draws the terms, explained.
pub fn draw(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let countdowns = match &beeld.countdowns {
        Ok(countdowns) => countdowns,
        Err(error) => {
            let parts = wrap(&error.to_string(), width);
            lines(frame, area, parts.into_iter().map(|r| Line::styled(r, theme.error)).collect());
            return;
        }
    };
    let own: Vec<&Reminder> = zaak.running_reminders().collect();
    if countdowns.is_empty() && own.is_empty() {
        let case = view.context().case_rule(zaak);
        let reason = match case {
            CaseRule::Unchosen(_) => "Kies eerst de rij; dan volgen de termijnen.".to_owned(),
            CaseRule::Known(book, rule) => book.without_termijn(rule),
            CaseRule::NotInBook(..) | CaseRule::NoBook(_) => case.gap().unwrap_or_default(),
        };
        lines(frame, area, wrap(&reason, width).into_iter().map(|part| Line::styled(part, theme.muted)).collect());
        return;
    }
    with_items(view, theme, frame, area, countdowns.len() + own.len(), |i, extent| {
        let visibility = view.line_visibility(i);
        match (countdowns.get(i), own.get(i.saturating_sub(countdowns.len()))) {
            (Some(k), _) => countdown(k, extent, visibility, zaak, view, theme, width),
            (None, Some(h)) => reminder(h, extent, visibility, view, theme, width),
            (None, None) => Vec::new(),
        }
    });
}

fn reminder<'a>(
    h: &Reminder,
    extent: Extent,
    visibility: Visibility,
    view: &View,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    let severity = Severity::from(h.when.since(view.now));
    let mut text_lines = vec![Line::from(vec![
        span(format!("Herinnering {}  ", h.number), theme.header),
        span(format!("om {}  ", h.when.short()), theme.text),
        span(severity.phrase(h.when.since(view.now)), theme.severity(severity)),
    ])];
    let parts = extent.wrap_flat(visibility.read(&h.text), width.saturating_sub(2));
    text_lines.extend(parts.into_iter().map(|d| Line::styled(format!("  {d}"), theme.text)));
    text_lines.push(Line::default());
    text_lines
}

fn countdown<'a>(
    k: &Countdown,
    extent: Extent,
    visibility: Visibility,
    zaak: &Zaak,
    view: &View,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    let severity = k.severity(view.now);
    let state = match k.outcome() {
        Some(outcome) => {
            let style = match outcome {
                MetOutcome::OnTime(_) => theme.good,
                MetOutcome::ByLaterLezing(_) => theme.attention,
                MetOutcome::TooLate(_) => theme.error,
            };
            span(format!("{}, {}", outcome.word(), outcome.at().short()), style)
        }
        None if k.stays_late() => span("te laat, niet ontvangen", theme.error),
        None if k.lapsed => span("vervallen", theme.muted),
        None => span(k.phrase(view.now), theme.severity(severity)),
    };
    let mut text_lines = vec![Line::from(vec![
        span(format!("{}  ", k.termijn.label), theme.header),
        span(format!("vóór {}  ", k.told_due(view.now).as_termijn()), theme.text),
        state,
    ])];
    let mut append = |text: &str, style| {
        let parts = extent.wrap_flat(text, width.saturating_sub(2));
        text_lines.extend(parts.into_iter().map(|d| Line::styled(format!("  {d}"), style)));
    };
    if severity == Severity::StrictPassed && k.is_running() {
        append(&k.left_line(view.now), theme.attention);
    }
    if let Some(choice) = zaak.termijn_choices.get(&k.termijn.kind) {
        append(&format!("Uw keuze, omdat: {}", visibility.read(&choice.reason)), theme.attention);
    }
    let case = view.context().case_rule(zaak);
    let mut table = Vec::new();
    if let CaseRule::Known(book, rule) = case {
        let source = Baseline { book, rij: rule.nr, times: absence::times(zaak, case), kalender: zaak.kalender };
        for line in why(&source, &k.termijn, &InForce { due: k.due, ground: k.ground }) {
            append(&line, theme.text);
        }
        if view.why_depth == WhyDepth::Table {
            table = overview(&source, &k.termijn);
        }
    }
    let names = view.book_of(zaak.number);
    for received in zaak
        .meldingen
        .iter()
        .map(|m| format!("Binnen: {} ({}), {}.", m.melding, m.form.label(names), m.received.long()))
    {
        append(&received, theme.muted);
    }
    let row = |line: String| Line::styled(sanitize::shorten(&format!("  {line}"), width), theme.muted);
    text_lines.extend(table.into_iter().map(row));
    text_lines.push(Line::default());
    text_lines
}
