//! The log of the case, oldest first: when it was recorded, what it says, and when it happened where
//! that is another time.

use ratatui::{Frame, layout::Rect, text::Line};

use super::met_items;
use crate::{
    app::{masker, model::Model, verhaal},
    ui::{
        tekst::{breek, regels, span},
        theme::Thema,
    },
};

/// Draws the timeline.
pub fn teken(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = usize::from(area.width);
    let lijn = model.tijdlijn.as_ref().filter(|(nummer, _)| model.zaak().is_some_and(|z| z.nummer == *nummer));
    let Some((_, entries)) = lijn else {
        regels(frame, area, vec![Line::styled("Het logboek wordt gelezen…", thema.zacht)]);
        return;
    };
    let items = entries
        .iter()
        .enumerate()
        .map(|(i, e)| {
            let tekst = format!("{}{}", verhaal::zin(&e.event, masker::zicht_van_regel(model, i)), verhaal::toen(e));
            let mut delen = breek(&tekst, breedte.saturating_sub(17)).into_iter();
            let mut lijnen = vec![Line::from(vec![
                span(format!("{:<15}  ", e.vastgelegd_op.kort()), thema.zacht),
                span(delen.next().unwrap_or_default(), thema.tekst),
            ])];
            lijnen.extend(delen.take(4).map(|d| Line::from(span(format!("{:17}{d}", ""), thema.tekst))));
            lijnen
        })
        .collect();
    met_items(model, thema, frame, area, items);
}
