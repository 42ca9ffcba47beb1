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
    text::{display_width, put_line, span, wrap, wrap_within},
    theme::Theme,
};
use crate::{
    desk::{
        command::CommandId,
        model::Model,
        ops::{alarm_service, practice, source, typing},
    },
    domain::{ids::Piketweek, sanitize},
    judge::{
        countdown::Countdown,
        log_clock,
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

/// So many lines tell what is amiss, where one is too short for it and the screen has room.
const NOTICE_LINES: usize = 3;

/// How many lines it takes on this screen.
pub fn height(model: &Model, screen: Rect) -> u16 {
    let below = notice(model, screen).len() + heard(model, screen).len();
    1 + banner::height(model) + u16::try_from(below).unwrap_or_default() + u16::from(screen.height >= ROOMY)
}

fn role_word(model: &Model) -> Option<String> {
    model.session.role.word(&model.view.setup.keymap.first(CommandId::TakeOver))
}

fn amiss(model: &Model) -> impl Iterator<Item = String> {
    let refused = model.session.role.because();
    refused
        .into_iter()
        .chain(typing::refused(model))
        .chain(model.session.failure.clone())
        .chain(typing::waiting(model))
        .chain(log_clock::behind(model.session.newest, model.view.now))
        .chain(source::lines(model))
        .chain(model.session.warnings.iter().cloned())
}

/// Whether what rings stands there.
pub fn is_alarm(model: &Model, at: Position) -> bool {
    at.y == 1 && alarm_service::first(model).is_some()
}

/// Draws the header of this screen.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>, (area, screen): (Rect, Rect)) {
    let mut rows = area.rows();
    let Some(top) = rows.next() else { return };
    put_line(frame, &first_line(model, theme, top.width), top);
    let alarms = Rect { y: area.y.saturating_add(1), height: banner::height(model), ..area }.intersection(area);
    banner::draw(model, theme, frame, alarms);
    let mut rows = rows.skip(usize::from(alarms.height));
    for ((text, voice), row) in heard(model, screen).into_iter().zip(rows.by_ref()) {
        let style = match voice {
            Voice::Telephone => theme.header,
            Voice::Tour => theme.muted,
        };
        put_line(frame, &Line::from(span(text, style)), row);
    }
    let role = role_word(model).map_or_else(String::new, |word| format!(" {word} "));
    for (i, (text, row)) in notice(model, screen).into_iter().zip(rows).enumerate() {
        let mut spans = vec![span(text, theme.attention)];
        if i == 0 {
            fill_out(&mut spans, &role, row.width);
            spans.push(span(role.clone(), theme.attention));
        }
        put_line(frame, &Line::from(spans), row);
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
        let MissingInMonitor { zaken, forms } = missing(&view.desk, week, view.setup.week_start, view.judge().books);
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
    let kalenders = model.view.setup.book.kalenders();
    let office = kalenders.in_kantooruren(model.view.now, model.view.setup.kalender);
    let week = week_text(model);
    let (hours, phoned) = match (office, &kalenders.kantooruren.phoned) {
        (true, phoned) => ("binnen kantooruren", phoned.as_ref().map(|phoned| &phoned.inside)),
        (false, phoned) => ("buiten kantooruren", phoned.as_ref().map(|phoned| &phoned.outside)),
    };
    // On a narrow screen the explanation goes first: week and demo mark must stay.
    let has_room = width >= FOLDED && (week == model.view.week().short() || width >= ROOMY_WIDTH);
    let who = phoned.filter(|_| has_room).map_or_else(|| hours.to_owned(), |who| format!("{hours}: {who}"));
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

/// Who speaks over the desk in a night of practice.
#[derive(Clone, Copy)]
enum Voice {
    /// Somebody on the telephone.
    Telephone,
    /// The tour of a new officer.
    Tour,
}

/// What is heard in a night of practice, whole.
fn heard(model: &Model, screen: Rect) -> Vec<(String, Voice)> {
    let width = usize::from(screen.width).saturating_sub(4).max(1);
    let telephone = practice::heard(model).map(|heard| (format!("{}: {}", heard.who, heard.words), Voice::Telephone));
    let tour = practice::hint(model).map(|words| (words.to_owned(), Voice::Tour));
    let lines =
        |(text, voice): (String, Voice)| wrap(&text, width).into_iter().map(move |line| (format!("   {line}"), voice));
    telephone.into_iter().chain(tour).flat_map(lines).collect()
}

/// What is not as it should be: the first of it, and how many more. At the right there is room for the word that this
/// desk looks along.
fn notice(model: &Model, screen: Rect) -> Vec<String> {
    let role = role_word(model).map_or(0, |word| usize::from(display_width(&word)) + 2);
    let width = usize::from(screen.width).saturating_sub(role + 4).max(1);
    let lines = if screen.height >= ROOMY { NOTICE_LINES } else { 1 };
    let mut all = amiss(model);
    let Some(first) = all.next() else { return vec![String::new(); usize::from(role > 0)] };
    let more = match all.count() {
        0 => String::new(),
        more => format!(" (en nog {more})"),
    };
    let mut told = wrap_within(&first, width, lines);
    let has_room = told.len() < lines;
    if let Some(last) = told.last_mut() {
        if usize::from(display_width(last)) + more.len() > width && has_room {
            told.push(more.trim_start().to_owned());
        } else {
            // How many more there are is always there.
            *last = format!("{}{more}", sanitize::shorten(last, width.saturating_sub(more.len())));
        }
    }
    let mark = |(i, text)| if i == 0 { format!(" ! {text}") } else { format!("   {text}") };
    told.into_iter().enumerate().map(mark).collect()
}

fn fill_out(left: &mut Vec<Span<'_>>, right: &str, width: u16) {
    let used_width: u16 = left.iter().map(|s| display_width(&s.content)).sum();
    let remaining = width.saturating_sub(used_width).saturating_sub(display_width(right));
    left.push(Span::raw(" ".repeat(usize::from(remaining))));
}

/// A tiny terminal: it still shows the next term, broken over as many lines as there are, and what rings; above that the call
/// that is being taken down.
pub fn cramped(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let (text, style) = match model.view.first_countdown() {
        Some(k) => (
            format!("{} {} {}", countdown_text(k, model), k.zaak, k.termijn.label),
            theme.severity(k.severity(model.view.now)),
        ),
        None => (format!("{} geen termijn", model.view.now.clock_time()), theme.text),
    };
    let width = usize::from(area.width).max(1);
    let call = super::call(model).and_then(|form| form.fields.get(form.cursor)).map(|field| {
        // The end of it, which is where somebody types.
        let typed: Vec<char> = field.input.text().chars().collect();
        let end: String = typed.iter().skip(typed.len().saturating_sub(width)).collect();
        (format!("{}: {end}", field.label), theme.text)
    });
    let alarm = alarm_service::first(model)
        .map(|(topic, _)| (format!("ALARM  {}", model.view.alarm_words(topic)), theme.error));
    let hint = ("Maak het venster groter (60×15).".to_owned(), theme.muted);
    let parts = call.into_iter().chain([(text, style)]).chain(alarm).chain([hint]);
    let lines = parts
        .flat_map(|(text, style)| wrap(&text, width).into_iter().map(|line| span(line, style)).collect::<Vec<_>>());
    for (line, row) in lines.zip(area.rows()) {
        frame.render_widget(line, row);
    }
}
