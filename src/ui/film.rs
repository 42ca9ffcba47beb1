//! The nachtfilm over the whole screen: which moment, what was recorded at it, the bar of the night
//! with its decisions, and under that the desk drawn as it was.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Modifier,
    text::{Line, Span},
    widgets::Clear,
};

use super::{
    body, detail,
    text::{display_width, draw_rule, key_hint, put_line, set_cursor, span, wrap::line_budget},
    theme::Theme,
};
use crate::{
    desk::{
        film::{BarCell, Film},
        state::screen::StatusLine,
        view::View,
    },
    domain::sanitize,
    judge::{film_scope::FilmScope, narrative},
    log::{decision_mark::DecisionMark, event::Entry},
};

/// Draws the film.
pub fn draw(film: &Film, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(Clear, area);
    let [top, sentence, bar, divider, middle, bottom] = area.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    put_line(frame, &header(film, theme, top.width), top);
    put_line(frame, &occurred(film, theme, sentence.width), sentence);
    put_line(frame, &time_bar(film, theme, bar.width), bar);
    draw_rule(frame, '─', theme.border, divider);
    match film.scope() {
        FilmScope::Zaak(_) => detail::draw(film.then(), theme, frame, middle),
        FilmScope::Desk => body::draw(film.then(), None, theme, frame, middle),
    }
    put_line(frame, &footer(film, view, theme, bottom.width), bottom);
    // The film stands still on a moment; the desk under it takes no keys.
    let (first, cells) = moment_cells(film, bar.width);
    set_cursor(frame, bar, usize::from(display_width(&first)).saturating_add(film.bar(cells).1), 0);
}

/// Says that it is being read, where nothing else is said.
pub fn reads(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    if view.around.line.is_none() {
        put_line(frame, &Line::from(span(" Het logboek wordt gelezen…   Esc sluiten", theme.muted)), area);
    }
}

/// Which moment, of what, and how far.
fn header<'a>(film: &Film, theme: &Theme, width: u16) -> Line<'a> {
    let t = film.at().amsterdam();
    let day = crate::domain::moment::short_day(chrono::Datelike::weekday(&t));
    let what = match film.scope() {
        FilmScope::Zaak(number) => format!("zaak {number}"),
        FilmScope::Desk => "de hele desk".to_owned(),
    };
    let (step, from) = film.step();
    let mut spans = vec![
        span(" nachtfilm ", theme.accent.add_modifier(Modifier::REVERSED)),
        span(format!("  {day} {}", t.format("%d-%m-%Y %H:%M:%S")), theme.header),
        span(format!("  {what}"), theme.text),
    ];
    let right = format!("stap {step} van {from} ");
    let used_width: u16 = spans.iter().map(|s| display_width(&s.content)).sum();
    let remaining = width.saturating_sub(used_width).saturating_sub(display_width(&right));
    spans.push(Span::raw(" ".repeat(usize::from(remaining))));
    spans.push(span(right, theme.muted));
    Line::from(spans)
}

/// What was recorded there; more than one thing where they were recorded together.
fn occurred<'a>(film: &Film, theme: &Theme, width: u16) -> Line<'a> {
    let sentence = |e: &Entry| {
        let visibility = film.then().entry_visibility(&e.event);
        let then = film.then();
        let names = e.event.zaak().map_or(&*then.setup.book, |zaak| then.book_of(zaak));
        narrative::beginning(&e.event, visibility, names, line_budget(usize::from(width)))
    };
    let sentences: Vec<String> = film.here().map(|e| sanitize::line(&sentence(e))).collect();
    let decided = film.here().any(|e| DecisionMark::from(&e.event).is_some());
    let more = if sentences.len() > 1 { format!("({}×) ", sentences.len()) } else { String::new() };
    let text = format!(" {more}{}", sentences.join(" "));
    Line::from(span(sanitize::shorten(&text, usize::from(width)), if decided { theme.attention } else { theme.text }))
}

/// What stands before the bar of the night, and how many cells it has.
fn moment_cells(film: &Film, width: u16) -> (String, usize) {
    let (first, last) = film.span();
    let (start, end) = (format!(" {} ", first.short()), format!(" {} ", last.short()));
    let taken = display_width(&start).saturating_add(display_width(&end));
    (start, usize::from(width.saturating_sub(taken)))
}

/// The night from left to right: a dot for what was recorded, a letter for what was decided.
fn time_bar<'a>(film: &Film, theme: &Theme, width: u16) -> Line<'a> {
    let (start, remaining) = moment_cells(film, width);
    let end = format!(" {} ", film.span().1.short());
    let (cells, here) = film.bar(remaining);
    let mut spans = vec![span(start, theme.muted)];
    spans.extend(cells.into_iter().enumerate().map(|(i, cell)| {
        let (draw, style) = match cell {
            BarCell::Empty => ('─', theme.border),
            BarCell::Step => ('·', theme.text),
            BarCell::Besluit(stamp) => (stamp.letter(), theme.attention),
        };
        let style = if i == here { style.add_modifier(Modifier::REVERSED) } else { style };
        span(draw.to_string(), style)
    }));
    spans.push(span(end, theme.muted));
    Line::from(spans)
}

/// The keys, or what could not be done; then what the letters mean, where there is room.
fn footer<'a>(film: &Film, view: &View, theme: &Theme, width: u16) -> Line<'a> {
    match &view.around.line {
        Some(StatusLine::Error(error)) => {
            return Line::from(span(sanitize::shorten(&format!(" {error}"), usize::from(width)), theme.error));
        }
        Some(StatusLine::Done(sentence)) => {
            return Line::from(span(sanitize::shorten(&format!(" {sentence}"), usize::from(width)), theme.good));
        }
        None => {}
    }
    let other = match film.scope() {
        FilmScope::Zaak(_) => "hele desk",
        FilmScope::Desk => "zaak",
    };
    let mut hints = vec![Span::raw(" ")];
    for (key, what) in
        [("←→", "stap"), ("PgUp PgDn", "uur"), ("b", "besluit"), ("d", other), ("m", "onthullen"), ("Esc", "sluiten")]
    {
        hints.extend(key_hint(key, what, theme));
    }
    let explanation: Vec<String> = DecisionMark::ALL.iter().map(|(m, name)| format!("{} {name}", m.letter())).collect();
    let explanation = explanation.join(" · ");
    let used_width: u16 = hints.iter().map(|s| display_width(&s.content)).sum();
    if used_width.saturating_add(display_width(&explanation)) <= width {
        hints.push(span(explanation, theme.muted));
    }
    Line::from(hints)
}
