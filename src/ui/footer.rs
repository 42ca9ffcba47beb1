//! The bottom line: the keys that matter here, pruned to the width. Nothing takes their place but what lies on top
//! of the desk and has keys of its own.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    text::{display_width, key_hint, put_line, set_cursor, span},
    theme::Theme,
};
use crate::{
    desk::{command::CommandId, state::line_input::LineInput, view::View},
    judge::task::NextTask,
};

/// Draws the bottom line.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    // What lies on top names its own keys; those of the desk mean something else there.
    if view.layers.is_empty() {
        put_line(frame, &hints(view, theme, area.width), area);
    }
}

/// What a key is called here: the way on by what it leads to, in the words of the list.
fn name(view: &View, id: CommandId) -> String {
    let task = view.zaak().filter(|_| id == CommandId::NextStep).and_then(|zaak| view.task(zaak));
    match task {
        Some(NextTask::Own(act) | NextTask::RoundOff(act)) => act,
        Some(NextTask::Awaited(_)) | None if id == CommandId::Qr => "nummer".to_owned(),
        Some(NextTask::Awaited(_)) | None => id.row().name.to_owned(),
    }
}

fn hints<'a>(view: &View, theme: &Theme, width: u16) -> Line<'a> {
    let mut spans = vec![Span::raw(" ")];
    let mut used_width = 1u16;
    for id in view.around.keys.iter().copied() {
        let hint = key_hint(&view.setup.keymap.first(id), &name(view, id), theme);
        let needed = hint.iter().map(|s| display_width(&s.content)).sum();
        // The three spaces behind the last hint need not fit.
        if used_width.saturating_add(needed) > width.saturating_add(3) {
            break;
        }
        used_width = used_width.saturating_add(needed);
        spans.extend(hint);
    }
    Line::from(spans)
}

/// The search line, in the place of the bottom line.
pub fn search_line(input: &LineInput, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(ratatui::widgets::Clear, area);
    let count = view.found_count().unwrap_or_else(|| "…".to_owned());
    let count = format!("   {count}   Enter houdt vast, Esc wist");
    // What was typed gives way to the count, so that both stay in view.
    let room = area.width.saturating_sub(3).saturating_sub(display_width(&count));
    let seen = input.window(usize::from(room.max(8)));
    let text_line = Line::from(vec![span(" / ", theme.key), span(seen.text, theme.text), span(count, theme.muted)]);
    put_line(frame, &text_line, area);
    set_cursor(frame, area, seen.cursor.saturating_add(3), 0);
}
