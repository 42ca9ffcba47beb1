//! What just happened, on a line of its own above the keys. It is told whole: where one line is too short for it, it
//! takes more of them from what stands above for as long as it stays; all that was said stays in a list.

use ratatui::{Frame, layout::Rect, style::Style, text::Line, widgets::Clear};

use super::{
    text::{display_width, put_line, span, wrap_within},
    theme::Theme,
};
use crate::{
    desk::{
        layer::Layer,
        state::{motion::Motion, screen::StatusLine},
        view::View,
    },
    domain::sanitize,
};

/// So many lines a sentence may take; none that the desk says is longer on the narrowest screen.
const MOST_LINES: usize = 4;
/// From so many lines on a screen has one for messages alone.
const ROOMY: u16 = 20;

/// The lines that are kept free for it above the keys, on a screen of so many.
pub const fn height(screen: u16) -> u16 {
    if screen >= ROOMY { 1 } else { 0 }
}

/// So many lines more than are kept free for it, and the footer, a message takes over the weighing.
pub fn lines_over(view: &View, screen: Rect) -> u16 {
    if !matches!(view.layers.last(), Some(Layer::Weigh { .. })) {
        return 0;
    }
    let Some(line) = &view.around.line else { return 0 };
    let text = match line {
        StatusLine::Done(sentence) => sentence.clone(),
        StatusLine::Error(error) => sanitize::line(&error.to_string()),
    };
    let lines = wrap_within(&text, usize::from(screen.width).saturating_sub(2), MOST_LINES).len();
    u16::try_from(lines).unwrap_or_default().saturating_sub(height(screen.height) + 1)
}

/// Draws it above the keys in `footer`; where something lies on top that has keys of its own, over that line as well.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, footer: Rect) {
    let kept = height(frame.area().height);
    let keys_below = view.layers.last().is_none_or(Layer::keeps_the_footer);
    let last = if keys_below { Rect { y: footer.y.saturating_sub(1), ..footer } } else { footer };
    // What lies on top may not be drawn over.
    let over = lines_over(view, frame.area());
    let most = if keys_below { MOST_LINES.min(usize::from(footer.y)) } else { usize::from(kept + 1 + over) };
    match &view.around.line {
        Some(StatusLine::Done(sentence)) => told(sentence, theme.good, most, frame, last),
        Some(StatusLine::Error(error)) => {
            told(&sanitize::line(&error.to_string()), theme.error, most, frame, last);
        }
        None => {}
    }
    if let Some(seconds) = view.around.locks_in {
        let warning = match view.setup.motion {
            Motion::Full => format!(" vergrendelt over {seconds} s; een toets houdt de desk open "),
            Motion::Still => " vergrendelt zo; een toets houdt de desk open ".to_owned(),
        };
        let width = display_width(&warning).min(last.width);
        let right = Rect { x: last.right().saturating_sub(width), width, ..last };
        frame.render_widget(Clear, right);
        put_line(frame, &Line::from(span(warning, theme.attention)), right);
    }
}

/// Draws all lines of a sentence, the last of them on this row.
fn told(sentence: &str, style: Style, most: usize, frame: &mut Frame<'_>, last: Rect) {
    let lines = wrap_within(sentence, usize::from(last.width).saturating_sub(2), most);
    for (line, up) in lines.iter().rev().zip(0..) {
        let row = Rect { y: last.y.saturating_sub(up), height: 1, ..last };
        frame.render_widget(Clear, row);
        put_line(frame, &Line::from(span(format!(" {line}"), style)), row);
    }
}
