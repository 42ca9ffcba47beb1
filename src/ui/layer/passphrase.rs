//! The question for a passphrase over the desk: what is typed is never shown, and what there is to say of it stands beneath.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};

use crate::{
    desk::state::passphrase_question::PassphraseQuestion,
    domain::moment::Moment,
    ui::{
        text::{display_width, key_hints, lines, put_line, set_cursor, span, window, wrap_within},
        theme::Theme,
    },
};

/// So many lines what is said of it may take.
const SAID: u16 = 3;

/// Draws the question in a window over the desk.
pub fn draw(question: &PassphraseQuestion, now: Moment, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let inner = window(frame, area, area.width.min(70), SAID + 6, question.title(), theme);
    let [asked, typed, _, said, keys] = inner.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(SAID),
        Constraint::Length(1),
    ]));
    put_line(frame, &Line::from(span(question.prompt.sentence(), theme.header)), asked);
    let dots = question.prompt.dots(usize::from(typed.width.saturating_sub(3)));
    let width = usize::from(display_width(&dots));
    put_line(frame, &Line::from(vec![span("› ", theme.key), span(dots, theme.text)]), typed);
    let told = wrap_within(&question.prompt.explanation(now), usize::from(said.width), usize::from(SAID));
    lines(frame, said, told.into_iter().map(|line| Line::styled(line, theme.muted)).collect());
    put_line(frame, &key_hints(&[("Enter", "verder"), ("Esc", "niets doen")], keys.width, theme), keys);
    set_cursor(frame, typed, width + 2, 0);
}
