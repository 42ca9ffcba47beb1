//! The right-hand side: what is known of the chosen line. A case has a head that answers the three
//! questions of the night (what is it, whose move is it, until when) and five tabs.

mod beeld;
mod beside;
mod checklist;
mod drafts;
mod form_lines;
mod header;
mod items;
mod melding;
mod termijnen;
mod timeline;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    text::{lines, put_line, span},
    theme::Theme,
};
use crate::desk::{
    state::screen::{Focus, Tab},
    view::View,
};

/// Draws the chosen report or case.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [_, inner] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    if let Some(m) = view.melding() {
        match view.focus {
            Focus::Detail => melding::draw(m, view, theme, frame, inner),
            // Opening a report is recorded; passing over it in the list opens nothing.
            Focus::List => lines(frame, inner, melding::card(m, view, theme, usize::from(inner.width))),
        }
        return;
    }
    let (Some(zaak), Some(beeld)) = (view.zaak(), view.beeld()) else {
        empty(view, theme, frame, inner);
        return;
    };
    let header = header::lines(zaak, beeld, view, theme, usize::from(inner.width));
    let height = u16::try_from(header.len()).unwrap_or(0);
    let [top, tabs, _, bottom] = inner.layout(&Layout::vertical([
        Constraint::Length(height),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
    ]));
    lines(frame, top, header);
    put_line(frame, &tab_line(view, theme, tabs.width), tabs);
    match view.tab {
        Tab::Checklist => checklist::draw(beeld, view, theme, frame, bottom),
        Tab::Beeld => beeld::draw(zaak, beeld, view, theme, frame, bottom),
        Tab::Drafts => drafts::draw(zaak, beeld, view, theme, frame, bottom),
        Tab::Timeline => timeline::draw(view, theme, frame, bottom),
        Tab::Termijnen => termijnen::draw(zaak, beeld, view, theme, frame, bottom),
    }
}

/// Draws what the chosen case rests on, beside it.
pub fn draw_beside(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [_, inner] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    if let (Some(zaak), Some(beeld)) = (view.zaak(), view.beeld()) {
        beside::draw(zaak, beeld, view, theme, frame, inner);
    }
}

fn empty(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let list = [
        (String::new(), theme.text),
        ("Klaar voor de dienst.".to_owned(), theme.header),
        (String::new(), theme.text),
        (format!("Piketweek {}.", view.week()), theme.text),
        ("Telefoon: druk op n en typ mee met het gesprek.".to_owned(), theme.muted),
        ("Mail: «piket importeer PAD» zet hem in de inbox.".to_owned(), theme.muted),
        ("Hulp: druk op ?.".to_owned(), theme.muted),
    ];
    let wrap = |t: &str| super::text::wrap(t, usize::from(area.width));
    let text_lines =
        list.into_iter().flat_map(|(t, s)| wrap(&t).into_iter().map(move |d| Line::styled(d, s))).collect();
    lines(frame, area, text_lines);
}

fn tab_line<'a>(view: &View, theme: &Theme, width: u16) -> Line<'a> {
    let mut spans = Vec::new();
    // Numbers only where there is room for them; the names are what people look for.
    let wide = width >= 60;
    for (i, tab) in Tab::ALL.into_iter().enumerate() {
        let text = if wide { format!(" {} {} ", i + 1, tab.label()) } else { tab.label().to_owned() };
        let style = match (tab == view.tab, view.focus) {
            (true, Focus::Detail) => theme.accent.add_modifier(ratatui::style::Modifier::REVERSED),
            (true, Focus::List) => theme.accent.add_modifier(ratatui::style::Modifier::UNDERLINED),
            (false, _) => theme.muted,
        };
        spans.push(span(text, style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}
