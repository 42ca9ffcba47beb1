//! The messages: where each stands, and the text of the one with the cursor.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};

use super::{bladeren, met_items_boven};
use crate::{
    app::{
        masker,
        model::{Model, Zaakbeeld},
    },
    domain::{concept::ConceptSoort, schoon, zaak::Zaak},
    ui::{
        tekst::{breek, span, vul},
        theme::Thema,
    },
};

/// Draws the messages.
pub fn teken(zaak: &Zaak, beeld: &Zaakbeeld, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = usize::from(area.width);
    let [boven, onder] = area.layout(&Layout::vertical([Constraint::Length(5), Constraint::Min(1)]));
    let items = ConceptSoort::ALLE
        .into_iter()
        .enumerate()
        .map(|(i, soort)| {
            let stappen = beeld.in_lijst(masker::zicht_van_regel(model, i));
            let staat = stappen.iter().find(|s| s.stap == soort.stap()).map(|s| &s.staat);
            let (teken, stijl) = staat.map_or(("–", thema.zacht), |s| thema.staat(s));
            let uitleg = staat.map_or_else(
                || "de vervoersinstantie schrijft".to_owned(),
                |s| format!("{}: {}", s.woord(), schoon::regel(s.uitleg())),
            );
            vec![Line::from(vec![
                span(format!("{teken} "), stijl),
                span(vul(soort.naam(), 14), thema.tekst),
                span(schoon::inkorten(&format!(" {uitleg}"), breedte.saturating_sub(16)), thema.zacht),
            ])]
        })
        .collect();
    met_items_boven(model, thema, frame, boven, items);
    let Some(soort) = ConceptSoort::ALLE.get(model.detail.min(ConceptSoort::ALLE.len() - 1)) else { return };
    let lijnen = match zaak.concepten.get(soort) {
        Some(c) => {
            let stand = if c.is_gecontroleerd() { "gecontroleerd" } else { "niet gecontroleerd" };
            let kop = format!("versie {} · bewaard {} · {stand}", c.versie, c.bewaard.klok());
            let mut lijnen = vec![Line::styled(schoon::inkorten(&kop, breedte), thema.zacht), Line::default()];
            lijnen.extend(breek(c.tekst.lees(), breedte).into_iter().map(|r| Line::styled(r, thema.tekst)));
            lijnen
        }
        None => vec![Line::styled("Nog geen concept. Enter begint eraan.", thema.zacht)],
    };
    bladeren(model, thema, frame, onder, lijnen);
}
