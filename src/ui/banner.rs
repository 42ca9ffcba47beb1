//! The first rung of the ladder: what rings stands in the header until it was seen, and what was missed
//! stands on the bottom line, with the keys beside it. It names the number and the act, as every alarm.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    body::SIDE_BY_SIDE,
    text::{display_width, key_hint, put_line, span},
    theme::Theme,
};
use crate::{
    alarm::target,
    desk::{command::CommandId, model::Model, ops::alarm_service},
    domain::sanitize,
};

/// Draws what rings over a line of the header; `false` when nothing does.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) -> bool {
    let Some((topic, due)) = alarm_service::first(model) else { return false };
    let remaining = match model.session.alarm_service.book().ringing().len() {
        0 | 1 => String::new(),
        n => format!("  +{}", n - 1),
    };
    let text = format!(" ALARM {}{remaining} ", target::text(topic, due, model.view.now));
    let style = theme.severity(target::severity(due, model.view.now));
    // On a narrow screen what rings comes before the second key.
    let ids: &[CommandId] =
        if area.width < SIDE_BY_SIDE { &[CommandId::Seen] } else { &[CommandId::Seen, CommandId::Later] };
    put_line(frame, &with_keys(&text, style, ids, model, theme, area.width), area);
    true
}

/// What was missed, for the bottom line; nothing when nothing was.
pub fn missed<'a>(model: &Model, theme: &Theme, width: u16) -> Option<Line<'a>> {
    let sentence = format!(" {}", model.session.alarm_service.missed()?.sentence());
    Some(with_keys(&sentence, theme.attention, &[CommandId::Seen], model, theme, width))
}

/// A sentence with the keys that answer it; where both do not fit, the sentence is cut.
fn with_keys<'a>(
    sentence: &str,
    style: ratatui::style::Style,
    ids: &[CommandId],
    model: &Model,
    theme: &Theme,
    width: u16,
) -> Line<'a> {
    let hints: Vec<Span<'a>> =
        (ids.iter()).flat_map(|id| key_hint(&model.view.setup.keymap.first(*id), id.row().name, theme)).collect();
    let needed: u16 = hints.iter().map(|s| display_width(&s.content)).sum();
    let remaining = usize::from(width.saturating_sub(needed).saturating_sub(1));
    let mut spans = vec![span(sanitize::shorten(sentence, remaining), style), Span::raw("  ")];
    spans.extend(hints);
    Line::from(spans)
}
