//! The first rung of the ladder: what rings stands in the header until it was seen, and what was missed
//! stands on the bottom line, with the keys beside it. It names the number and the act, as every alarm.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Clear,
};

use super::{
    text::{display_width, key_hint, put_line, span},
    theme::Theme,
};
use crate::{
    alarm::target,
    desk::{
        command::CommandId,
        model::Model,
        ops::{alarm_service, alarm_targets},
    },
    domain::sanitize,
};

/// The columns that the keys take.
const ROOM_FOR_KEYS: u16 = 28;

/// Draws what rings over a line of the header; `false` when nothing does.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) -> bool {
    let Some((topic, due)) = alarm_service::first(model) else { return false };
    let (remaining, ids) = match model.session.alarm_service.book().ringing().len() {
        0 | 1 => (String::new(), [CommandId::Seen, CommandId::ToAlarm, CommandId::Later]),
        n => (format!("  +{}", n - 1), [CommandId::Seen, CommandId::ToAlarm, CommandId::AllAlarms]),
    };
    let too_late_at = alarm_targets::too_late_at(model, topic, due);
    let said = target::text(topic, due, too_late_at, model.view.now);
    let mut text = format!(" ALARM {said}{remaining} ");
    // The keys are worth more than the last words, without which it says the same.
    if let Some(short) = said.strip_suffix(target::BY_WIDER_LEZING)
        && display_width(&text).saturating_add(ROOM_FOR_KEYS) > area.width
    {
        text = format!(" ALARM {short}{remaining} ");
    }
    // The rule beneath recedes, and what is drawn over it would recede along.
    frame.render_widget(Clear, area);
    put_line(frame, &with_keys(&text, theme.alarm, &ids, model, theme, area.width), area);
    true
}

/// What was missed, for the bottom line; nothing when nothing was.
pub fn missed<'a>(model: &Model, theme: &Theme, width: u16) -> Option<Line<'a>> {
    let sentence = format!(" {}", model.session.alarm_service.missed()?.sentence());
    Some(with_keys(&sentence, theme.attention, &[CommandId::Seen, CommandId::AllAlarms], model, theme, width))
}

/// A sentence with the keys that answer it: as many as fit beside it, and the first in any case.
fn with_keys<'a>(
    sentence: &str,
    style: ratatui::style::Style,
    ids: &[CommandId],
    model: &Model,
    theme: &Theme,
    width: u16,
) -> Line<'a> {
    let mut room = width.saturating_sub(display_width(sentence)).saturating_sub(3);
    let (mut hints, mut needed) = (Vec::new(), 0u16);
    for (i, id) in ids.iter().enumerate() {
        let hint = key_hint(&model.view.setup.keymap.first(*id), id.row().name, theme);
        let columns: u16 = hint.iter().map(|s| display_width(&s.content)).sum();
        if i > 0 && columns > room {
            break;
        }
        room = room.saturating_sub(columns);
        needed = needed.saturating_add(columns);
        hints.extend(hint);
    }
    let remaining = usize::from(width.saturating_sub(needed).saturating_sub(1));
    let mut spans = vec![span(sanitize::shorten(sentence, remaining), style), Span::raw("  ")];
    spans.extend(hints);
    Line::from(spans)
}
