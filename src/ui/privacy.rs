//! The covered screen: the clock, how many terms run and when the next alarm goes. It names no person,
//! no place, no row and no case. Whatever covers the desk draws it, under its own title.

use ratatui::{
    Frame,
    layout::{Alignment, Constraint},
    text::Line,
    widgets::Clear,
};

use super::{
    tekst::{breed, span},
    theme::Thema,
};
use crate::{
    app::{afscherming::Overzicht, model::Model},
    domain::schoon,
};

/// Draws it over the whole frame; on a small one the clock and the count come first.
pub fn teken(model: &Model, thema: &Thema, frame: &mut Frame<'_>, titel: &str, voetregel: &str) {
    let area = frame.area();
    frame.render_widget(Clear, area);
    let Overzicht { lopend, alarm } = Overzicht::van(model);
    let termijnen = match lopend {
        0 => "Er loopt geen termijn.".to_owned(),
        1 => "1 termijn loopt".to_owned(),
        n => format!("{n} termijnen lopen"),
    };
    let volgende = alarm.map_or_else(String::new, |op| format!("volgend alarm {}", op.als_termijn()));
    let t = model.nu.amsterdam();
    let dag = crate::domain::moment::dag_kort(chrono::Datelike::weekday(&t));
    let datum = format!("{dag} {}", t.format("%d-%m-%Y"));
    let regels = [
        (model.nu.klok(), thema.kop),
        (termijnen, thema.tekst),
        (volgende, thema.tekst),
        (datum, thema.zacht),
        (String::new(), thema.tekst),
        (titel.to_owned(), thema.accent),
        (voetregel.to_owned(), thema.zacht),
    ];
    let hoogte = u16::try_from(regels.len()).unwrap_or(u16::MAX).min(area.height);
    let breedte = regels.iter().map(|(tekst, _)| breed(tekst)).max().unwrap_or(0).min(area.width);
    let vak = area.centered(Constraint::Length(breedte), Constraint::Length(hoogte));
    for ((tekst, stijl), plek) in regels.into_iter().zip(vak.rows()) {
        let kort = schoon::inkorten(&tekst, usize::from(plek.width));
        frame.render_widget(Line::from(span(kort, stijl)).alignment(Alignment::Center), plek);
    }
}
