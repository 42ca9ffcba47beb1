//! The header: one line with day, clock, who is to be phoned now and piketweek; under it a line only where
//! something rings or was missed, and one only where something is amiss. On a terminal too small for the desk it is all
//! there is.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::{
    banner,
    body::FOLDED,
    text::{display_width, put_line, span},
    theme::Theme,
};
use crate::{
    desk::{
        command::CommandId,
        model::Model,
        ops::{alarm_service, source, typing},
    },
    domain::{ids::Piketweek, sanitize},
    judge::{
        countdown::Countdown,
        week::{LAST_HOURS, MissingInMonitor, missing},
    },
};

fn countdown_text(countdown: &Countdown, model: &Model) -> String {
    let severity = countdown.severity(model.view.now);
    format!("{} {}", severity.sign().trim(), countdown.phrase(model.view.now)).trim().to_owned()
}

/// From so many lines on one of them is room between header and desk.
const ROOMY: u16 = 20;

/// From so many columns on the state of the week has room beside who is phoned.
const ROOMY_WIDTH: u16 = 100;

/// How many lines it takes on a screen of so many.
pub fn height(model: &Model, screen: u16) -> u16 {
    1 + banner::height(model) + u16::from(has_notice(model)) + u16::from(screen >= ROOMY)
}

fn role_word(model: &Model) -> Option<String> {
    model.session.role.word(&model.view.setup.keymap.first(CommandId::TakeOver))
}

fn amiss(model: &Model) -> impl Iterator<Item = String> {
    typing::line(model).into_iter().chain(source::lines(model)).chain(model.session.warnings.iter().cloned())
}

fn has_notice(model: &Model) -> bool {
    role_word(model).is_some() || amiss(model).next().is_some()
}

/// Whether what rings stands there.
pub fn is_alarm(model: &Model, at: Position) -> bool {
    at.y == 1 && alarm_service::first(model).is_some()
}

/// Draws the header.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut rows = area.rows();
    let Some(top) = rows.next() else { return };
    put_line(frame, &first_line(model, theme, top.width), top);
    let alarms = Rect { y: area.y.saturating_add(1), height: banner::height(model), ..area }.intersection(area);
    banner::draw(model, theme, frame, alarms);
    let mut rows = rows.skip(usize::from(alarms.height));
    if has_notice(model)
        && let Some(row) = rows.next()
    {
        put_line(frame, &notice(model, theme, row.width), row);
    }
}

/// The piketweek; in its last hours with what is not in its monitor, and in the first ones with the week before it
/// while that is not closed.
fn week_text(model: &Model) -> String {
    let view = &model.view;
    let (week, start) = (view.week(), view.setup.week_start);
    let before = week.previous();
    let opened = |week: &Piketweek| view.desk.zaak_counter.contains_key(week);
    if view.now >= week.end(start).plus(-LAST_HOURS) {
        let MissingInMonitor { zaken, forms } = missing(&view.desk, week, &view.week_basis());
        return match zaken.len() + forms.len() {
            // A week in which nothing happened has nothing to be complete.
            0 if !opened(&week) => week.short(),
            0 => format!("{}, monitor compleet", week.short()),
            n => format!("{}, monitor mist {n}", week.short()),
        };
    }
    let is_first = view.now < week.begin(start).plus(LAST_HOURS);
    if is_first && opened(&before) && !view.desk.closed_weeks.contains_key(&before) {
        return format!("{}, {} niet gesloten", week.short(), before.short());
    }
    week.short()
}

fn first_line<'a>(model: &Model, theme: &Theme, width: u16) -> Line<'a> {
    let office = model.view.setup.book.kalenders().in_kantooruren(model.view.now, model.view.setup.kalender);
    let week = week_text(model);
    // On a narrow screen the explanation goes first: week and demo mark must stay.
    let who = match (office, width >= FOLDED && (week == model.view.week().short() || width >= ROOMY_WIDTH)) {
        (true, true) => "binnen kantooruren: meldkamer belt zorginkoper",
        (false, true) => "buiten kantooruren: meldkamer belt piket",
        (true, false) => "binnen kantooruren",
        (false, false) => "buiten kantooruren",
    };
    let mut left = vec![
        span(format!(" {}  ", model.view.now.short_date()), theme.text),
        span(model.view.now.clock_time(), theme.header),
        span(format!("   {who}"), theme.muted),
    ];
    let demo = if model.view.setup.demo { "   demo" } else { "" };
    let right = format!("{week}{demo} ");
    fill_out(&mut left, &right, width);
    left.push(span(right, if demo.is_empty() { theme.muted } else { theme.attention }));
    Line::from(left)
}

/// What is not as it should be: the first of it, and how many more; at the right that this desk looks along.
fn notice<'a>(model: &Model, theme: &Theme, width: u16) -> Line<'a> {
    let role = role_word(model).map_or_else(String::new, |word| format!(" {word} "));
    let room = usize::from(width).saturating_sub(usize::from(display_width(&role))).saturating_sub(1);
    let mut all = amiss(model);
    let text = match (all.next(), all.count()) {
        (None, _) => String::new(),
        (Some(first), 0) => format!(" ! {first}"),
        (Some(first), more) => format!(" ! {first} (en nog {more})"),
    };
    let mut spans = vec![span(sanitize::shorten(&text, room), theme.attention)];
    fill_out(&mut spans, &role, width);
    spans.push(span(role, theme.attention));
    Line::from(spans)
}

fn fill_out(left: &mut Vec<Span<'_>>, right: &str, width: u16) {
    let used_width: u16 = left.iter().map(|s| display_width(&s.content)).sum();
    let remaining = width.saturating_sub(used_width).saturating_sub(display_width(right));
    left.push(Span::raw(" ".repeat(usize::from(remaining))));
}

/// The one line of a tiny terminal: it still shows the next term.
pub fn one_line(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(rect) = area.rows().next() else { return };
    let (text, style) = match model.view.first_countdown() {
        Some(k) => (
            format!("{} {} {}", countdown_text(k, model), k.zaak, k.termijn.kind.label()),
            theme.severity(k.severity(model.view.now)),
        ),
        None => (format!("{} geen termijn", model.view.now.clock_time()), theme.text),
    };
    frame.render_widget(span(sanitize::shorten(&text, usize::from(rect.width)), style), rect);
    if let Some(second) = area.rows().nth(1) {
        frame.render_widget(
            span(sanitize::shorten("Maak het venster groter (60×15).", usize::from(second.width)), theme.muted),
            second,
        );
    }
}
