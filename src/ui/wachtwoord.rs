//! The question for the passphrase, in the manner of the welcome: one thing on a calm screen.

use ratatui::{
    Frame,
    layout::{Constraint, Layout},
    text::{Line, Span},
};

use super::{
    tekst::{breek, regels, span, zet_cursor},
    theme::Thema,
};
use crate::{app::wachtwoord::Wachtwoordvraag, domain::moment::Moment};

/// Draws the question; `pad` is where the store is.
pub fn teken(vraag: &Wachtwoordvraag, pad: &str, nu: Moment, thema: &Thema, frame: &mut Frame<'_>) {
    let invoer = vraag.stippen(usize::from(frame.area().width.saturating_sub(6)).min(60));
    let rij = blad(pad, &[(vraag.zin(), &format!("{invoer}▏")), ("", &vraag.uitleg(nu))], "Enter", thema, frame);
    zet_cursor(frame, rij.0, rij.1);
}

/// Draws that the store is being opened: deriving the key takes a moment.
pub fn teken_even_geduld(pad: &str, thema: &Thema, frame: &mut Frame<'_>) {
    let rij = blad(pad, &[("Even geduld", "De opslag gaat open…")], "", thema, frame);
    zet_cursor(frame, rij.0, rij.1);
}

/// One sheet of headed paragraphs; answers where its first paragraph stands.
fn blad(pad: &str, alineas: &[(&str, &str)], toets: &str, thema: &Thema, frame: &mut Frame<'_>) -> (u16, u16) {
    let area = frame.area();
    let breedte = area.width.saturating_sub(2).min(70);
    let [midden] = area.layout(&Layout::horizontal([Constraint::Length(breedte)]).flex(ratatui::layout::Flex::Center));
    let mut lijnen = vec![
        Line::default(),
        Line::from(span(" piket ", thema.accent.add_modifier(ratatui::style::Modifier::REVERSED))),
        Line::default(),
    ];
    lijnen.extend(breek(pad, usize::from(breedte)).into_iter().map(|d| Line::styled(d, thema.accent)));
    lijnen.push(Line::default());
    let begin = u16::try_from(lijnen.len()).unwrap_or_default();
    for (kop, tekst) in alineas {
        if !kop.is_empty() {
            lijnen.push(Line::styled((*kop).to_owned(), thema.kop));
        }
        lijnen.extend(breek(tekst, usize::from(breedte)).into_iter().map(|d| Line::styled(d, thema.tekst)));
        lijnen.push(Line::default());
    }
    if !toets.is_empty() {
        lijnen.push(Line::from(vec![
            span(toets, thema.toets),
            span(" verder   ", thema.tekst),
            Span::styled("Esc", thema.toets),
            span(" stoppen", thema.tekst),
        ]));
    }
    regels(frame, midden, lijnen);
    (midden.x, midden.y.saturating_add(begin))
}
