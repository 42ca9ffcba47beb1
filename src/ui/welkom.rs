//! The first screen of all: what this is, where the log will be kept, and the choice between the
//! desk and a week to practise on.

use ratatui::{
    Frame,
    layout::{Constraint, Layout},
    text::{Line, Span},
};

use super::{
    tekst::{breek, regels, span, zet_cursor},
    theme::Thema,
};

/// What the officer can choose here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keuze {
    /// Make the log and open the desk.
    Desk,
    /// Open the fictitious week.
    Demo,
    /// Leave without making anything.
    Stoppen,
}

/// Draws the welcome; `pad` is where the log will be kept.
pub fn teken(pad: &str, thema: &Thema, frame: &mut Frame<'_>) {
    let area = frame.area();
    let breedte = area.width.saturating_sub(2).min(70);
    let [midden] = area.layout(&Layout::horizontal([Constraint::Length(breedte)]).flex(ratatui::layout::Flex::Center));
    let mut lijnen = vec![
        Line::default(),
        Line::from(span(" piket ", thema.accent.add_modifier(ratatui::style::Modifier::REVERSED))),
        Line::default(),
        Line::styled("Welkom. Dit is uw desk voor de piketweek.", thema.kop),
        Line::default(),
    ];
    let alineas = [
        "Hier komen telefoontjes en mails binnen, lopen de termijnen en schrijft u piket-SMS, piketmelding en afloopbericht.",
        "Alles staat alleen op deze laptop. Het logboek komt hier:",
        pad,
        "Dit is geen officieel DJI-product. Toets het gebruik vooraf bij uw functionaris gegevensbescherming.",
    ];
    for (i, alinea) in alineas.iter().enumerate() {
        let stijl = if i == 2 { thema.accent } else { thema.tekst };
        lijnen.extend(breek(alinea, usize::from(breedte)).into_iter().map(|d| Line::styled(d, stijl)));
        if i != 1 {
            lijnen.push(Line::default());
        }
    }
    for (toets, wat) in
        [("o", "open de desk"), ("d", "bekijk eerst de demoweek"), ("q", "stop; er wordt niets gemaakt")]
    {
        lijnen.push(Line::from(vec![
            Span::raw("  "),
            span(toets, thema.toets),
            span(format!("   {wat}"), thema.tekst),
        ]));
    }
    regels(frame, midden, lijnen);
    zet_cursor(frame, midden.x, midden.y);
}
