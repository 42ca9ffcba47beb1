//! Waarom? Each term with its countdown, its readings, the one in force and the source. No reading is
//! presented as the law.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{Extent, with_items};
use crate::{
    alarm::target,
    deadline::{Baseline, InForce, why},
    desk::{
        model::Model,
        ops::masking::{self},
        state::zaak_view::ZaakView,
    },
    domain::{reminder::Reminder, sanitize},
    judge::{
        case_rule::CaseRule,
        countdown::{Countdown, duration},
        visibility::Visibility,
    },
    log::zaak::Zaak,
    ui::{
        text::{lines, span, wrap},
        theme::Theme,
    },
};

/// Draws the terms, explained.
pub fn draw(zaak: &Zaak, beeld: &ZaakView, model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
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
        let case = model.context().case_rule(zaak);
        let reason = match case {
            CaseRule::Unchosen(_) => "Kies eerst de rij; dan volgen de termijnen.".to_owned(),
            CaseRule::Known(..) => "Deze rij kent geen formulier en dus geen termijn.".to_owned(),
            CaseRule::NotInBook(_) | CaseRule::NoBook(_) => case.gap().unwrap_or_default(),
        };
        lines(frame, area, vec![Line::styled(sanitize::shorten(&reason, width), theme.muted)]);
        return;
    }
    with_items(model, theme, frame, area, countdowns.len() + own.len(), |i, extent| {
        let visibility = masking::line_visibility(model, i);
        match (countdowns.get(i), own.get(i.saturating_sub(countdowns.len()))) {
            (Some(k), _) => countdown(k, extent, visibility, zaak, model, theme, width),
            (None, Some(h)) => reminder(h, extent, visibility, model, theme, width),
            (None, None) => Vec::new(),
        }
    });
}

fn reminder<'a>(
    h: &Reminder,
    extent: Extent,
    visibility: Visibility,
    model: &Model,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    let severity = target::severity(h.when, model.now);
    let mut text_lines = vec![Line::from(vec![
        span(format!("Herinnering {}  ", h.number), theme.header),
        span(format!("om {}  ", h.when.short()), theme.text),
        span(format!("{} {}", severity.word(), duration(h.when.since(model.now))), theme.severity(severity)),
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
    model: &Model,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    let severity = k.severity(model.now);
    let state = match k.met_at {
        Some(at) if at < k.due => span(format!("op tijd, {}", at.short()), theme.good),
        Some(at) => span(format!("te laat, {}", at.short()), theme.error),
        None if k.lapsed => span("vervallen", theme.muted),
        None => span(format!("{} {}", severity.word(), duration(k.rest(model.now))), theme.severity(severity)),
    };
    let mut text_lines = vec![Line::from(vec![
        span(format!("{}  ", k.termijn.kind.label()), theme.header),
        span(format!("vóór {}  ", k.due.as_termijn()), theme.text),
        state,
    ])];
    let mut append = |text: &str, style| {
        let parts = extent.wrap_flat(text, width.saturating_sub(2));
        text_lines.extend(parts.into_iter().map(|d| Line::styled(format!("  {d}"), style)));
    };
    if let Some(choice) = zaak.termijn_choices.get(&k.termijn.kind) {
        append(&format!("Uw keuze, omdat: {}", visibility.read(&choice.reason)), theme.attention);
    }
    let case = model.context().case_rule(zaak);
    if let CaseRule::Known(book, rule) = case {
        let source = Baseline { book, rij: rule.nr, times: case.times(zaak), kalender: zaak.kalender };
        for line in why(&source, &k.termijn, &InForce { due: k.due, ground: k.ground }) {
            append(&line, theme.text);
        }
    }
    for received in
        zaak.meldingen.iter().map(|m| format!("Binnen: {} ({}), {}.", m.melding, m.form.label(), m.received.long()))
    {
        append(&received, theme.muted);
    }
    text_lines.push(Line::default());
    text_lines
}
