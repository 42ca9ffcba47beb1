//! What the tabs share: lines that belong to items, of which the one with the cursor stays in view, and text
//! that leafs.

use ratatui::{Frame, layout::Rect, text::Line};

use crate::{
    desk::{
        state::screen::{Focus, Tab},
        view::View,
    },
    ui::{
        text::{cursor_bar, display_width, first_line, lines, set_cursor, span},
        theme::Theme,
    },
};

/// Draws lines of which each belongs to an item, so that the item with the cursor stays in view.
pub fn with_items(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect, items: Vec<Vec<Line<'_>>>) {
    items_from(view, theme, frame, area, items, view.scroll);
}

/// The same for a short list above a text: only the text leafs.
pub fn with_items_above(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect, items: Vec<Vec<Line<'_>>>) {
    items_from(view, theme, frame, area, items, 0);
}

fn items_from(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect, items: Vec<Vec<Line<'_>>>, onward: usize) {
    let height = usize::from(area.height);
    let mut text_lines: Vec<(bool, Line<'_>)> = Vec::new();
    let mut plek = 0;
    for (i, item) in items.into_iter().enumerate() {
        let here = i == view.detail;
        if here {
            plek = text_lines.len();
        }
        for (j, text_line) in item.into_iter().enumerate() {
            text_lines.push((here && j == 0, text_line));
        }
    }
    // Leafing goes on from where the cursor is, down to the end and no further.
    let scroll = first_line(plek, text_lines.len(), height).saturating_add(onward);
    let first = scroll.min(text_lines.len().saturating_sub(height));
    let more = text_lines.len() > first + height;
    let visible: Vec<Line<'_>> = text_lines
        .into_iter()
        .skip(first)
        .take(height)
        .map(|(here, text_line)| match (here, view.focus) {
            (true, Focus::Detail) => cursor_bar(text_line, area.width, theme.cursor),
            (true, Focus::List) | (false, _) => text_line,
        })
        .collect();
    lines(frame, area, visible);
    if more {
        more_below(if view.tab == Tab::Termijnen { TEXT_MORE } else { " ↓" }, theme, frame, area);
    }
    if view.focus == Focus::Detail {
        let y = u16::try_from(plek.saturating_sub(first)).unwrap_or(0);
        set_cursor(frame, area.x, area.y.saturating_add(y));
    }
}

/// How to see the rest of a text.
const TEXT_MORE: &str = " PgDn ↓";

/// Draws text that may be longer than the area, from the line the officer leafed to.
pub fn scroll(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect, text_lines: Vec<Line<'_>>) {
    let height = usize::from(area.height);
    let first = view.scroll.min(text_lines.len().saturating_sub(height));
    let more = text_lines.len() > first + height;
    lines(frame, area, text_lines.into_iter().skip(first).collect());
    if more {
        more_below(TEXT_MORE, theme, frame, area);
    }
}

/// Says in the corner that there is more below.
fn more_below(hint: &'static str, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let display_width = display_width(hint).min(area.width);
    let plek = Rect {
        x: area.right().saturating_sub(display_width),
        y: area.bottom().saturating_sub(1),
        width: display_width,
        height: 1,
    };
    if area.height > 0 {
        frame.render_widget(span(hint, theme.key), plek);
    }
}
