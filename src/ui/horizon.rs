//! What lies ahead, drawn twice from the same marks: as a strip on which distance is time, and as a list that names
//! each of them. Every mark has a sign of its own, the number of its case and, in the list, its words.

mod agenda;
mod strip;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    text::{draw_rule, key_hints, put_line, span, window},
    theme::Theme,
};
use crate::{
    desk::{command::CommandId, state::horizon_view::HorizonView, view::View},
    domain::{ids::Piketweek, sanitize},
    judge::horizon::{Horizon, HorizonEvent, HorizonMark, HorizonSpan},
};

/// The lines of the strip with what its signs mean above it.
pub const STRIP: u16 = 1 + strip::HEIGHT;

/// The sign of a mark; the time line itself, the hours of the office and now have others.
const fn sign(event: HorizonEvent) -> &'static str {
    match event {
        HorizonEvent::Termijn(_) => "◆",
        HorizonEvent::Lezing(_) => "◇",
        HorizonEvent::Reminder(_) => "○",
        HorizonEvent::Alarm(_) => "·",
        HorizonEvent::WeekEnd(_) => "┤",
    }
}

/// Draws the strip over the whole width, under a line that says what it is and what its signs mean.
pub fn draw_strip(horizon: &Horizon, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [head, strip] = area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Min(1)]));
    let key = view.setup.keymap.first(CommandId::Horizon);
    let name = sanitize::capitalize(horizon.span.label());
    let mut spans = vec![span(format!("  {name}   "), theme.header)];
    spans.extend(legend(theme));
    spans.extend([span(key, theme.key), span(" toont alles in woorden", theme.muted)]);
    put_line(frame, &Line::from(spans), head);
    strip::draw(horizon, view.week(), theme, frame, inset(strip));
}

/// Draws the list beside the desk.
pub fn draw_column(horizon: &Horizon, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [_, inner] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    let [head, list] = inner.layout(&Layout::vertical([Constraint::Length(1), Constraint::Min(1)]));
    let name = horizon.span.label().to_uppercase();
    put_line(frame, &Line::styled(name, theme.header), head);
    agenda::draw(horizon, view, None, theme, frame, list);
}

/// Draws both over the desk.
pub fn draw(shown: HorizonView, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let horizon = view.horizon(shown.span);
    let title = sanitize::capitalize(shown.span.label());
    let inner = window(frame, area, area.width.min(140), area.height, &title, theme);
    let [signs, strip, rule, list, keys] = inner.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(strip::HEIGHT),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    put_line(frame, &Line::from(legend(theme)), signs);
    let week = view.week();
    strip::draw(&horizon, week, theme, frame, strip);
    draw_rule(frame, '─', theme.border, rule);
    agenda::draw(&horizon, view, Some(shown.cursor), theme, frame, list);
    let other = match shown.span {
        HorizonSpan::Day => "7 dagen",
        HorizonSpan::Week => "24 uur",
    };
    let named = [("↑↓", "kiezen"), ("Enter", "naar de zaak"), ("Tab", other), ("Esc", "sluiten")];
    put_line(frame, &key_hints(&named, keys.width, theme), keys);
}

/// What the signs mean.
fn legend<'a>(theme: &Theme) -> Vec<Span<'a>> {
    let signs = [("◆", "termijn"), ("◇", "andere lezing"), ("○", "herinnering"), ("·", "alarm"), ("░", "kantooruren")];
    signs
        .into_iter()
        .flat_map(|(sign, name)| [span(sign, theme.text), span(format!(" {name}   "), theme.muted)])
        .collect()
}

/// What a mark says of itself.
fn words(mark: &HorizonMark, view: &View) -> String {
    let names = mark.zaak.map_or(&*view.setup.book, |zaak| view.book_of(zaak));
    match mark.event {
        HorizonEvent::Termijn(kind) => kind.label(names).to_owned(),
        HorizonEvent::Lezing(kind) => format!("{}, andere lezing", kind.label(names)),
        HorizonEvent::Reminder(number) => format!("herinnering {number}"),
        HorizonEvent::Alarm(purpose) => format!("alarm {}", purpose.words(names)),
        HorizonEvent::WeekEnd(week) => format!("einde piketweek {}", week.short()),
    }
}

/// The number of its case, as short as the week allows.
fn number(mark: &HorizonMark, week: Piketweek) -> String {
    mark.zaak.map_or_else(String::new, |zaak| zaak.short(week))
}

/// The area without its first and last two columns.
fn inset(area: Rect) -> Rect {
    Rect { x: area.x.saturating_add(2), width: area.width.saturating_sub(4), ..area }
}
