//! The messages: where each stands, and the text of the one with the cursor.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};

use super::items::{scroll, with_items_above};
use crate::{
    desk::{state::zaak_view::ZaakView, view::View},
    domain::{draft::DraftKind, sanitize},
    log::zaak::Zaak,
    ui::{
        text::{fill, span},
        theme::Theme,
    },
};

/// Draws the messages.
pub fn draw(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let lines = u16::try_from(DraftKind::ALL.len()).unwrap_or(u16::MAX);
    let [top, bottom] =
        area.layout(&Layout::vertical([Constraint::Length(lines.saturating_add(1)), Constraint::Min(1)]));
    let items: Vec<Line<'_>> = DraftKind::ALL
        .into_iter()
        .enumerate()
        .map(|(i, kind)| {
            let steps = beeld.for_list(view.line_visibility(i));
            let version_state = steps.iter().find(|s| s.step == kind.step()).map(|s| &s.state);
            let (draw, style) = version_state.map_or(("–", theme.muted), |s| theme.state(s));
            let explanation = version_state.map_or_else(
                || match zaak.drafts.get(&kind) {
                    Some(own) => {
                        format!("uw concept, versie {}; volgens de rij schrijft de vervoersinstantie", own.version)
                    }
                    None => "de vervoersinstantie schrijft".to_owned(),
                },
                |s| format!("{}: {}", s.word(), sanitize::short_line(s.explanation(), width)),
            );
            Line::from(vec![
                span(format!("{draw} "), style),
                span(fill(kind.label(), 14), theme.text),
                span(sanitize::shorten(&format!(" {explanation}"), width.saturating_sub(16)), theme.muted),
            ])
        })
        .collect::<Vec<_>>();
    with_items_above(view, theme, frame, top, &items);
    let Some(kind) = DraftKind::ALL.get(view.detail.min(DraftKind::ALL.len() - 1)) else { return };
    let (header, text) = match zaak.drafts.get(kind) {
        Some(c) => {
            let state = if c.is_checked() { "gecontroleerd" } else { "niet gecontroleerd" };
            let copy = if c.waiting_copy().is_some() { " · kopie wacht op uw oordeel" } else { "" };
            let header = format!("versie {} · bewaard {} · {state}{copy}", c.version, c.saved.clock_time());
            (vec![Line::styled(sanitize::shorten(&header, width), theme.muted), Line::default()], c.text.read())
        }
        None => (vec![Line::styled("Nog geen concept. Enter begint eraan.", theme.muted)], ""),
    };
    scroll(view, theme, frame, bottom, header, text);
}
