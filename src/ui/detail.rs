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
mod told_row;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Position, Rect},
    text::{Line, Span},
};

use super::{
    text::{display_width, lines, put_line, span},
    theme::Theme,
};
use crate::{
    desk::{
        command::CommandId,
        state::screen::{Focus, Tab},
        view::View,
    },
    domain::melding::Content,
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
    let [top, tabs, bottom] = parts(header.len(), inner);
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

/// Draws what the chosen case rests on, beside it, or the text of the mail whose form is read.
pub fn draw_beside(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [_, inner, _] =
        area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)]));
    if let (Some(zaak), Some(beeld)) = (view.zaak(), view.beeld()) {
        beside::draw(zaak, beeld, view, theme, frame, inner);
    } else if let Some(Content::Mail(mail)) = view.melding().map(|m| &m.content) {
        melding::draw_text(mail, view, theme, frame, inner);
    }
}

/// Whether a mail is read of which the form and the text can stand beside each other.
pub fn reads_form(view: &View) -> bool {
    !view.form_lines().is_empty()
}

/// Draws the form of the mail that is read, without its text.
pub fn draw_form(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [_, inner] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    if let Some((m, Content::Mail(mail))) = view.melding().map(|m| (m, &m.content)) {
        melding::draw_form(m, mail, view, theme, frame, inner);
    }
}

fn empty(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let key = |id| view.setup.keymap.first(id);
    let list = [
        (String::new(), theme.text),
        ("Klaar voor de dienst.".to_owned(), theme.header),
        (String::new(), theme.text),
        (format!("Piketweek {}.", view.week()), theme.text),
        (format!("Telefoon: druk op {} en typ mee met het gesprek.", key(CommandId::Phone)), theme.text),
        ("Mail: «piket importeer PAD» zet haar in de inbox.".to_owned(), theme.text),
        (format!("Hulp: druk op {}.", key(CommandId::Help)), theme.text),
    ];
    let wrap = |t: &str| super::text::wrap(t, usize::from(area.width));
    let text_lines =
        list.into_iter().flat_map(|(t, s)| wrap(&t).into_iter().map(move |d| Line::styled(d, s))).collect();
    lines(frame, area, text_lines);
}

/// Head, tabs and what a tab shows, under a head of so many lines.
fn parts(header: usize, inner: Rect) -> [Rect; 3] {
    let height = u16::try_from(header).unwrap_or(0);
    let [top, tabs, _, bottom] = inner.layout(&Layout::vertical([
        Constraint::Length(height),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
    ]));
    [top, tabs, bottom]
}

/// The tab under the mouse.
pub fn tab_at(view: &View, theme: &Theme, area: Rect, at: Position) -> Option<Tab> {
    let [_, inner] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    let header = header::lines(view.zaak()?, view.beeld()?, view, theme, usize::from(inner.width));
    let [_, tabs, _] = parts(header.len(), inner);
    let mut right = tabs.x;
    Tab::ALL.into_iter().filter(|_| tabs.contains(at)).find(|tab| {
        let left = right;
        right = right.saturating_add(display_width(&tab_text(*tab, tabs.width))).saturating_add(1);
        (left..right).contains(&at.x)
    })
}

/// Numbers only where there is room for them; the names are what people look for.
fn tab_text(tab: Tab, width: u16) -> String {
    let place = Tab::ALL.iter().position(|t| *t == tab).unwrap_or(0) + 1;
    if width >= 60 { format!(" {place} {} ", tab.label()) } else { tab.label().to_owned() }
}

fn tab_line<'a>(view: &View, theme: &Theme, width: u16) -> Line<'a> {
    let mut spans = Vec::new();
    for tab in Tab::ALL {
        let text = tab_text(tab, width);
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
