//! The covered screen: the clock, large enough to read from across a room, how many terms run and when the next alarm goes. It names no person,
//! no place, no row and no case. Whatever covers the desk draws it, under its own title.

use ratatui::{
    Frame,
    layout::{Alignment, Constraint},
    style::Style,
    text::Line,
    widgets::Clear,
};

use super::{
    big_clock,
    text::{display_width, set_cursor, span},
    theme::Theme,
};
use crate::{
    desk::{state::shielding::Overview, view::View},
    domain::sanitize,
};

/// Lines of words under the large clock.
const WORDS: u16 = 8;

/// Draws it over the whole frame; on a small one the clock and the count come first.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, title: &str, line: &str, hint: &str) {
    let area = frame.area();
    frame.render_widget(Clear, area);
    let Overview { running, alarm } = view.around.overview;
    let termijnen = match running {
        0 if alarm.is_some() => "Er staan alarmen gepland.".to_owned(),
        0 => "Er loopt geen termijn.".to_owned(),
        1 => "1 termijn loopt".to_owned(),
        n => format!("{n} termijnen lopen"),
    };
    // The minute that stands on the clock would read as one that went by.
    let next = alarm.map_or_else(String::new, |at| match at.since(view.now) {
        soon if soon < chrono::Duration::minutes(1) => "volgend alarm binnen een minuut".to_owned(),
        _ => format!("volgend alarm {}", at.as_termijn()),
    });
    let t = view.now.amsterdam();
    let day = crate::domain::moment::short_day(chrono::Datelike::weekday(&t));
    let date = format!("{day} {}", t.format("%d-%m-%Y"));
    let clock = view.now.clock_time();
    // Under the large clock stands the same in letters, for who has it read out.
    let large = big_clock::lines(&clock, area.width.saturating_sub(4), area.height.saturating_sub(WORDS + 1));
    let mut lines: Vec<(String, Style)> = large.into_iter().map(|line| (line, theme.header)).collect();
    if !lines.is_empty() {
        lines.push((String::new(), theme.text));
    }
    lines.extend([
        (clock, theme.header),
        (termijnen, theme.text),
        (next, theme.text),
        (date, theme.muted),
        (String::new(), theme.text),
        (title.to_owned(), theme.accent),
        (line.to_owned(), theme.muted),
        (hint.to_owned(), theme.muted),
    ]);
    let line = lines.len() - 2;
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height);
    let width = lines.iter().map(|(text, _)| display_width(text)).max().unwrap_or(0).min(area.width);
    let cell = area.centered(Constraint::Length(width), Constraint::Length(height));
    for (i, ((text, style), row)) in lines.into_iter().zip(cell.rows()).enumerate() {
        let short = sanitize::shorten(&text, usize::from(row.width));
        if i == line {
            // Behind what was typed, where the next letter comes.
            let width = display_width(&short);
            set_cursor(frame, row, usize::from((row.width - width) / 2 + width), 0);
        }
        frame.render_widget(Line::from(span(short, style)).alignment(Alignment::Center), row);
    }
}
