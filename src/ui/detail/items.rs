//! What the tabs share: lines that belong to items, of which the one with the cursor stays in view, and text
//! that leafs.

use ratatui::{Frame, layout::Rect, text::Line};

use crate::{
    desk::{
        state::screen::{Focus, Tab},
        view::{View, leaf::Leaf},
    },
    domain::sanitize,
    ui::{
        text::{
            cursor_bar, display_width, lines, page, set_cursor, span,
            wrap::{Lines, line_budget},
            wrap_end,
        },
        theme::Theme,
    },
};

/// Which lines of an item are asked for: what is out of view is not made.
#[derive(Debug, Clone, Copy)]
pub enum Extent {
    /// So many from its first.
    First(usize),
    /// So many up to its last.
    Last(usize),
}

impl Extent {
    /// The lines of a text that may be among these.
    pub fn wrap(self, text: &str, width: usize) -> Vec<String> {
        match self {
            Self::First(count) => Lines::new(text, width).take(count).collect(),
            Self::Last(count) => wrap_end(text, width, count),
        }
    }

    /// The same of a text whose line ends say nothing.
    pub fn wrap_flat(self, text: &str, width: usize) -> Vec<String> {
        let (Self::First(count) | Self::Last(count)) = self;
        let reach = line_budget(width).saturating_mul(count.saturating_add(1));
        let near = match self {
            Self::First(_) => text.get(..text.floor_char_boundary(reach)),
            Self::Last(_) => text.get(text.ceil_char_boundary(text.len().saturating_sub(reach))..),
        };
        self.wrap(&sanitize::line(near.unwrap_or_default()), width)
    }
}

/// Draws items of some lines each, so that the item with the cursor stays in view; `item` makes the lines
/// of one, at least those that are asked for.
pub fn with_items<'a>(
    view: &View,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    count: usize,
    item: impl Fn(usize, Extent) -> Vec<Line<'a>>,
) {
    items_from(view, theme, frame, area, count, item, Some(&view.scroll));
}

/// The same for a short list above a text: only the text leafs.
pub fn with_items_above(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect, items: &[Line<'_>]) {
    items_from(view, theme, frame, area, items.len(), |i, _| items.get(i).cloned().into_iter().collect(), None);
}

fn items_from<'a>(
    view: &View,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    count: usize,
    item: impl Fn(usize, Extent) -> Vec<Line<'a>>,
    leaf: Option<&Leaf>,
) {
    let height = usize::from(area.height);
    let onward = leaf.map_or(0, Leaf::lines);
    let (cursor, here) = if view.detail < count { (view.detail, true) } else { (0, false) };
    // From the cursor down to one line below what can be in view, and up over what can stand above it.
    let wanted = height.saturating_add(onward).saturating_add(1);
    let mut below: Vec<Line<'_>> = Vec::new();
    for i in cursor..count {
        let Some(missing @ 1..) = wanted.checked_sub(below.len()) else { break };
        below.extend(item(i, Extent::First(missing)).into_iter().take(missing));
    }
    let mut above: Vec<Line<'_>> = Vec::new();
    for i in (0..cursor).rev() {
        let Some(missing @ 1..) = height.checked_sub(above.len()) else { break };
        above.extend(item(i, Extent::Last(missing)).into_iter().rev().take(missing));
    }
    // Leafing goes on from where the cursor is, in the middle where there is room, down to the end and no
    // further.
    let pos = above.len();
    let last = (pos + below.len()).saturating_sub(height);
    let begin = pos.saturating_sub(height / 2);
    let first = begin.saturating_add(onward).min(last);
    let more = pos + below.len() > first + height;
    if let Some(leaf) = leaf {
        leaf.drawn((!more).then(|| first.saturating_sub(begin)));
    }
    let visible: Vec<Line<'_>> = above
        .into_iter()
        .rev()
        .chain(below)
        .enumerate()
        .skip(first)
        .take(height)
        .map(|(i, text_line)| match (here && i == pos, view.focus) {
            (true, Focus::Detail) => cursor_bar(text_line, area.width, theme.cursor),
            (true, Focus::List) | (false, _) => text_line,
        })
        .collect();
    lines(frame, area, visible);
    if more {
        more_below(if view.tab == Tab::Termijnen { TEXT_MORE } else { " ↓" }, theme, frame, area);
    }
    if view.focus == Focus::Detail {
        set_cursor(frame, area, 0, pos.saturating_sub(first));
    }
}

/// How to see the rest of a text.
const TEXT_MORE: &str = " PgDn ↓";
/// The same where nothing of it is in view but blank lines.
const BLANK_MORE: &str = " lege regels; de tekst gaat verder, PgDn ↓";

/// How far the officer is in lines with a text under them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Leafed<'a> {
    /// The line above the text that the cursor is on; leafing goes on from there.
    pub cursor: Option<usize>,
    /// How far it was leafed, where leafing is in this text.
    pub onward: Option<&'a Leaf>,
}

/// Draws some lines and under them a text, which may be longer than the area, from the line the officer
/// leafed to; answers whether the line with the cursor is among what is drawn.
pub fn scroll(
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    mut header: Vec<Line<'_>>,
    text: &str,
    Leafed { cursor, onward }: Leafed<'_>,
) -> bool {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let above = header.len();
    // The line under the cursor is in view too.
    let begin = cursor.filter(|line| line + 2 > height).map_or(0, |line| line.saturating_sub(height / 2));
    let from = begin.saturating_add(onward.map_or(0, Leaf::lines));
    let mut page = page::page(text, width, from.saturating_sub(above), height);
    let mut at = above + page.first;
    // Part of the header is in view.
    let first = if from < above || page.lines.len() < height {
        page = page::page(text, width, 0, height);
        let first = from.min((above + page.lines.len()).saturating_sub(height));
        page.more |= above + page.lines.len() > first + height;
        at = first;
        first
    } else {
        above
    };
    if let Some(leaf) = onward {
        leaf.drawn((!page.more).then(|| at.saturating_sub(begin)));
    }
    let mut drawn = false;
    if let Some((row, line)) = cursor.and_then(|at| Some((at.checked_sub(first)?, header.get_mut(at)?))) {
        *line = cursor_bar(std::mem::take(line), area.width, theme.cursor);
        drawn = row < height;
        if drawn {
            set_cursor(frame, area, 0, row);
        }
    }
    let header: Vec<Line<'_>> = header.into_iter().skip(first).collect();
    let is_blank = header.is_empty() && page.lines.iter().all(|line| line.trim().is_empty());
    let rest = page.lines.into_iter().map(|line| Line::styled(line, theme.text));
    lines(frame, area, header.into_iter().chain(rest).collect());
    if page.more {
        more_below(if is_blank { BLANK_MORE } else { TEXT_MORE }, theme, frame, area);
    }
    drawn
}

/// Says in the corner that there is more below.
fn more_below(hint: &'static str, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let display_width = display_width(hint).min(area.width);
    let corner = Rect {
        x: area.right().saturating_sub(display_width),
        y: area.bottom().saturating_sub(1),
        width: display_width,
        height: 1,
    };
    if area.height > 0 {
        frame.render_widget(span(hint, theme.key), corner);
    }
}
