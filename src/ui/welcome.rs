//! The first screen of all: what this is, where the log will be kept, and the choice between the
//! desk and a week to practise on.

use ratatui::{
    Frame,
    text::{Line, Span},
};

use super::{
    sheet::Sheet,
    text::{lines, set_cursor, span, wrap},
    theme::Theme,
};

/// What the officer can choose here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WelcomeChoice {
    /// Make the log and open the desk.
    Desk,
    /// Open the fictitious week.
    Demo,
    /// Leave without making anything.
    Quit,
}

/// Draws the welcome; `path` is where the log will be kept.
pub fn draw(path: &str, theme: &Theme, frame: &mut Frame<'_>) {
    let Sheet { area, width, lines: mut text_lines } = Sheet::new(theme, frame);
    text_lines.extend([Line::styled("Welkom. Dit is uw desk voor de piketweek.", theme.header), Line::default()]);
    let paragraphs = [
        "Hier komen telefoontjes en mails binnen, lopen de termijnen en schrijft u piket-SMS, piketmelding en afloopbericht.",
        "Alles staat alleen op deze laptop. Het logboek komt hier:",
        path,
        "Dit is geen officieel DJI-product. Toets het gebruik vooraf bij uw functionaris gegevensbescherming.",
    ];
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let style = if i == 2 { theme.accent } else { theme.text };
        text_lines.extend(wrap(paragraph, width).into_iter().map(|d| Line::styled(d, style)));
        if i != 1 {
            text_lines.push(Line::default());
        }
    }
    let first_key = text_lines.len();
    for (key, what) in [("o", "open de desk"), ("d", "bekijk eerst de demoweek"), ("q", "stop; er wordt niets gemaakt")]
    {
        text_lines.push(Line::from(vec![
            Span::raw("  "),
            span(key, theme.key),
            span(format!("   {what}"), theme.text),
        ]));
    }
    lines(frame, area, text_lines);
    set_cursor(frame, area, 2, first_key);
}
