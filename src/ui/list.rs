//! The left-hand side: inbox and cases, one line each, what bites first on top. A narrow screen
//! shows sign, number, row, place and countdown; a wide one also names the term and the word.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    text::{cursor_bar, fill, first_line, lines, set_cursor, span},
    theme::Theme,
};
use crate::{
    desk::{
        state::{item::Item, screen::Focus},
        view::View,
    },
    domain::sanitize,
    judge::countdown::Countdown,
    log::{
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
};

enum Row<'a> {
    Header(String),
    Empty,
    Melding(&'a Melding),
    Zaak(&'a Zaak),
}

/// Draws the list.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let rows = rows(view);
    let cursor = rows.iter().position(|r| chosen(r, view)).unwrap_or(0);
    let height = usize::from(area.height);
    let first = first_line(cursor, rows.len(), height);
    let width = usize::from(area.width);
    let text_lines: Vec<Line<'_>> =
        rows.iter().skip(first).take(height).map(|row| text_line(row, view, theme, width)).collect();
    lines(frame, area, text_lines);
    if view.list.is_empty() && view.search.is_empty() && view.folded() == 0 {
        let explanation = [" Er is nog niets.", " Druk op n als de telefoon gaat."];
        let plek = Rect {
            y: area.y.saturating_add(2).min(area.bottom().saturating_sub(1)),
            height: area.height.saturating_sub(2).min(2),
            ..area
        };
        lines(frame, plek, explanation.iter().map(|t| Line::styled((*t).to_owned(), theme.muted)).collect());
    }
    if view.focus == Focus::List {
        set_cursor(frame, area, 0, cursor.saturating_sub(first));
    }
}

fn rows(view: &View) -> Vec<Row<'_>> {
    let mut meldingen = Vec::new();
    let mut zaken = Vec::new();
    for item in &view.list {
        match item {
            Item::Melding(nr) => meldingen.extend(view.desk.meldingen.get(nr)),
            Item::Zaak(nr) => zaken.extend(view.desk.zaken.get(nr)),
        }
    }
    let search = if view.search.is_empty() { String::new() } else { format!("   zoekt «{}»", view.search) };
    let folded = match view.folded() {
        0 => String::new(),
        count => format!("   + {count} automatisch (. toont)"),
    };
    let mut rows = vec![Row::Header(format!("INBOX {}{folded}{search}", meldingen.len()))];
    rows.extend(meldingen.into_iter().map(Row::Melding));
    rows.push(Row::Empty);
    rows.push(Row::Header(format!("ZAKEN {}", zaken.len())));
    rows.extend(zaken.into_iter().map(Row::Zaak));
    rows
}

fn chosen(row: &Row<'_>, view: &View) -> bool {
    match row {
        Row::Header(_) | Row::Empty => false,
        Row::Melding(m) => view.chosen == Some(Item::Melding(m.number)),
        Row::Zaak(z) => view.chosen == Some(Item::Zaak(z.number)),
    }
}

fn text_line<'a>(row: &Row<'_>, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let text_line = match row {
        Row::Empty => Line::default(),
        Row::Header(text) => Line::styled(sanitize::shorten(&format!(" {text}"), width), theme.header),
        Row::Melding(m) => melding(m, view, theme, width),
        Row::Zaak(z) => zaak(z, view, theme, width),
    };
    match (chosen(row, view), view.focus) {
        (false, _) => text_line,
        (true, Focus::List) => cursor_bar(text_line, u16::try_from(width).unwrap_or(u16::MAX), theme.cursor),
        (true, Focus::Detail) => text_line.patch_style(theme.cursor_elsewhere),
    }
}

/// Words with which the names of many inrichtingen begin.
const GENERIC_WORDS: [&str; 9] = ["fpc", "fpk", "ctp", "de", "het", "dr.", "s.", "van", "der"];

/// The part of a name that tells inrichtingen apart, for a narrow column.
fn short(inrichting: &str) -> &str {
    let mut rest = inrichting;
    while let Some((word, onward)) = rest.split_once(' ')
        && GENERIC_WORDS.iter().any(|w| w.eq_ignore_ascii_case(word))
    {
        rest = onward;
    }
    rest
}

fn melding<'a>(m: &Melding, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let state = match m.state {
        MeldingState::Open if m.received.date() == view.now.date() => m.received.clock_time(),
        MeldingState::Open => m.received.amsterdam().format("%d-%m").to_string(),
        MeldingState::Linked(_) => "gekoppeld".to_owned(),
        MeldingState::SetAside(_) => "terzijde".to_owned(),
    };
    let fixed = 3 + 5 + 1 + 9 + 1 + 1 + state.chars().count();
    let headline = view.item_visibility(Item::Melding(m.number)).headline(m);
    let what = if m.inrichting().is_some() { short(headline) } else { headline };
    let room = width.saturating_sub(fixed);
    Line::from(vec![
        span(if m.is_open() { " * " } else { "   " }, theme.accent),
        span(format!("{} ", m.number), theme.text),
        span(fill(m.kind.label(), 9), theme.muted),
        span(format!(" {} ", fill(&sanitize::short_line(what, room), room)), theme.text),
        span(state, theme.muted),
    ])
}

fn zaak<'a>(z: &Zaak, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let countdown = view.derived.get(&z.number).and_then(|b| b.running().next());
    let (draw, state, style) = match (countdown, z.closed) {
        (Some(k), _) => (k.severity(view.now).sign(), time_left(k, view, width), theme.severity(k.severity(view.now))),
        (None, Some(_)) if z.withdrawn.is_some() => ("  ", "ingetrokken".to_owned(), theme.muted),
        (None, Some(_)) => ("  ", "gesloten".to_owned(), theme.muted),
        (None, None) if z.rij().is_none() => ("> ", "rij kiezen".to_owned(), theme.attention),
        (None, None) => ("  ", "geen termijn".to_owned(), theme.muted),
    };
    let number = z.number.to_string();
    let number = number.split_once('-').map_or(number.as_str(), |(_, short)| short);
    let row = z.rij().map_or_else(|| "?".to_owned(), |r| r.to_string());
    let fixed = 1 + 2 + 1 + number.chars().count() + 1 + 2 + 1 + 1 + state.chars().count() + 1;
    let plek = short(z.inrichting.as_ref().map_or("onbekend", |p| view.item_visibility(Item::Zaak(z.number)).plek(p)));
    Line::from(vec![
        Span::styled(" ", theme.text),
        Span::styled(draw, style),
        span(format!(" {number} {row:>2} {} ", fill(plek, width.saturating_sub(fixed))), theme.text),
        span(state, style),
    ])
}

fn time_left(countdown: &Countdown, view: &View, width: usize) -> String {
    if width >= 54 {
        format!("{}  {}", countdown.termijn.kind.label(), countdown.phrase(view.now))
    } else {
        countdown.severity(view.now).short_phrase(countdown.rest(view.now))
    }
}
