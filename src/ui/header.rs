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
    desk::view::View,
    domain::{ids::Piketweek, sanitize},
    judge::{
        countdown::Countdown,
        week::{LAST_HOURS, MissingInMonitor, missing},
    },
};

fn countdown_text(countdown: &Countdown, view: &View) -> String {
    let severity = countdown.severity(view.now);
    format!("{} {}", severity.sign().trim(), countdown.phrase(view.now)).trim().to_owned()
}

/// From so many lines on one of them is room between header and desk.
const ROOMY: u16 = 20;

/// From so many columns on the state of the week has room beside who is phoned.
const ROOMY_WIDTH: u16 = 100;

/// So many lines tell what is amiss, where one is too short for it and the screen has room.
const NOTICE_LINES: usize = 3;

/// How many lines it takes on this screen.
pub fn height(view: &View, screen: Rect) -> u16 {
    let below = notice(view, screen).len() + heard(view, screen).len();
    1 + banner::height(view) + u16::try_from(below).unwrap_or_default() + u16::from(screen.height >= ROOMY)
}

/// Whether what rings stands there.
pub fn is_alarm(view: &View, at: Position) -> bool {
    at.y == 1 && view.around.ringing.is_some()
}

/// Draws the header of this screen.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, (area, screen): (Rect, Rect)) {
    let mut rows = area.rows();
    let Some(top) = rows.next() else { return };
    put_line(frame, &first_line(view, theme, top.width), top);
    let alarms = Rect { y: area.y.saturating_add(1), height: banner::height(view), ..area }.intersection(area);
    banner::draw(view, theme, frame, alarms);
    let mut rows = rows.skip(usize::from(alarms.height));
    for ((text, voice), row) in heard(view, screen).into_iter().zip(rows.by_ref()) {
        let style = match voice {
            Voice::Telephone => theme.header,
            Voice::Tour => theme.muted,
        };
        put_line(frame, &Line::from(span(text, style)), row);
    }
    let role = view.around.role.as_ref().map_or_else(String::new, |word| format!(" {word} "));
    for (i, (text, row)) in notice(view, screen).into_iter().zip(rows).enumerate() {
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
fn week_text(view: &View) -> String {
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

fn first_line<'a>(view: &View, theme: &Theme, width: u16) -> Line<'a> {
    let kalenders = view.setup.book.kalenders();
    let office = kalenders.in_kantooruren(view.now, view.setup.kalender);
    let week = week_text(view);
    let (hours, phoned) = match (office, &kalenders.kantooruren.phoned) {
        (true, phoned) => ("binnen kantooruren", phoned.as_ref().map(|phoned| &phoned.inside)),
        (false, phoned) => ("buiten kantooruren", phoned.as_ref().map(|phoned| &phoned.outside)),
    };
    // On a narrow screen the explanation goes first: week and demo mark must stay.
    let has_room = width >= FOLDED && (week == view.week().short() || width >= ROOMY_WIDTH);
    let who = phoned.filter(|_| has_room).map_or_else(|| hours.to_owned(), |who| format!("{hours}: {who}"));
    let mut left = vec![
        span(format!(" {}  ", view.now.short_date()), theme.text),
        span(view.now.clock_time(), theme.header),
        span(format!("   {who}"), theme.muted),
    ];
    let demo = if view.setup.demo { "   demo" } else { "" };
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
fn heard(view: &View, screen: Rect) -> Vec<(String, Voice)> {
    let width = usize::from(screen.width).saturating_sub(4).max(1);
    let telephone = view.around.telephone.as_ref().map(|words| (words, Voice::Telephone));
    let tour = view.around.tour.as_ref().map(|words| (words, Voice::Tour));
    let lines =
        |(text, voice): (&String, Voice)| wrap(text, width).into_iter().map(move |line| (format!("   {line}"), voice));
    telephone.into_iter().chain(tour).flat_map(lines).collect()
}

/// What is not as it should be: the first of it, and how many more. At the right there is room for the word that this
/// desk looks along.
fn notice(view: &View, screen: Rect) -> Vec<String> {
    let role = view.around.role.as_ref().map_or(0, |word| usize::from(display_width(word)) + 2);
    let width = usize::from(screen.width).saturating_sub(role + 4).max(1);
    let lines = if screen.height >= ROOMY { NOTICE_LINES } else { 1 };
    let Some((first, others)) = view.around.amiss.split_first() else {
        return vec![String::new(); usize::from(role > 0)];
    };
    let more = match others.len() {
        0 => String::new(),
        more => format!(" (en nog {more})"),
    };
    let mut told = wrap_within(first, width, lines);
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
pub fn cramped(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let (text, style) = match view.first_countdown() {
        Some(k) => (
            format!("{} {} {}", countdown_text(k, view), k.zaak, k.termijn.label),
            theme.severity(k.severity(view.now)),
        ),
        None => (format!("{} geen termijn", view.now.clock_time()), theme.text),
    };
    let width = usize::from(area.width).max(1);
    let call = super::call(view).and_then(|form| form.fields.get(form.cursor)).map(|field| {
        // The end of it, which is where somebody types.
        let typed: Vec<char> = field.input.text().chars().collect();
        let end: String = typed.iter().skip(typed.len().saturating_sub(width)).collect();
        (format!("{}: {end}", field.label), theme.text)
    });
    let alarm = view.around.ringing.map(|r| (format!("ALARM  {}", view.alarm_words(r.topic)), theme.error));
    let hint = ("Maak het venster groter (60×15).".to_owned(), theme.muted);
    let parts = call.into_iter().chain([(text, style)]).chain(alarm).chain([hint]);
    let lines = parts
        .flat_map(|(text, style)| wrap(&text, width).into_iter().map(|line| span(line, style)).collect::<Vec<_>>());
    for (line, row) in lines.zip(area.rows()) {
        frame.render_widget(line, row);
    }
}
