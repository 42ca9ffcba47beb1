//! The first rung of the ladder: what rings stands in the header until it was seen, and what was missed
//! stands on the bottom line, with the keys beside it. It names the number and the act, as every alarm.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    NAAST_ELKAAR,
    tekst::{breed, span, toetshint, zet},
    theme::Thema,
};
use crate::{
    app::{command::CommandId, model::Model, wekdienst, wekdoel},
    domain::schoon,
};

/// Draws what rings over a line of the header; `false` when nothing does.
pub fn teken(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) -> bool {
    let Some((onderwerp, uiterlijk)) = wekdienst::eerste(model) else { return false };
    let nog = match model.wekdienst.boek().klinkt().len() {
        0 | 1 => String::new(),
        n => format!("  +{}", n - 1),
    };
    let tekst = format!(" ALARM {}{nog} ", wekdoel::tekst(onderwerp, uiterlijk, model.nu));
    let stijl = thema.ernst(wekdoel::ernst(uiterlijk, model.nu));
    // On a narrow screen what rings comes before the second key.
    let ids: &[CommandId] =
        if area.width < NAAST_ELKAAR { &[CommandId::Gezien] } else { &[CommandId::Gezien, CommandId::Later] };
    zet(frame, &met_toetsen(&tekst, stijl, ids, model, thema, area.width), area);
    true
}

/// What was missed, for the bottom line; nothing when nothing was.
pub fn gemist<'a>(model: &Model, thema: &Thema, breedte: u16) -> Option<Line<'a>> {
    let zin = format!(" {}", model.wekdienst.gemist()?.zin());
    Some(met_toetsen(&zin, thema.let_op, &[CommandId::Gezien], model, thema, breedte))
}

/// A sentence with the keys that answer it; where both do not fit, the sentence is cut.
fn met_toetsen<'a>(
    zin: &str,
    stijl: ratatui::style::Style,
    ids: &[CommandId],
    model: &Model,
    thema: &Thema,
    breedte: u16,
) -> Line<'a> {
    let hints: Vec<Span<'a>> =
        (ids.iter()).flat_map(|id| toetshint(&model.inrichting.keymap.eerste(*id), id.row().naam, thema)).collect();
    let nodig: u16 = hints.iter().map(|s| breed(&s.content)).sum();
    let over = usize::from(breedte.saturating_sub(nodig).saturating_sub(1));
    let mut spans = vec![span(schoon::inkorten(zin, over), stijl), Span::raw("  ")];
    spans.extend(hints);
    Line::from(spans)
}
