//! The calm sheet before the desk, with the name of the program above it: the welcome and the question for the
//! passphrase stand on it.

use ratatui::{
    Frame,
    layout::{Constraint, Flex, Layout, Rect},
    style::Modifier,
    text::Line,
};

use super::{text::span, theme::Theme};

/// The widest its lines are, in columns.
const WIDEST: u16 = 70;

/// A sheet on which something is to be written.
pub struct Sheet {
    /// Where it lies.
    pub area: Rect,
    /// How wide its lines are, in columns.
    pub width: usize,
    /// What stands on it so far.
    pub lines: Vec<Line<'static>>,
}

impl Sheet {
    /// A sheet in the middle of the screen with nothing but the name.
    pub fn new(theme: &Theme, frame: &Frame<'_>) -> Self {
        let area = frame.area();
        let width = area.width.saturating_sub(2).min(WIDEST);
        let [area] = area.layout(&Layout::horizontal([Constraint::Length(width)]).flex(Flex::Center));
        let name = Line::from(span(" piket ", theme.accent.add_modifier(Modifier::REVERSED)));
        Self { area, width: usize::from(width), lines: vec![Line::default(), name, Line::default()] }
    }
}
