//! Waarom? Each term with its countdown, its readings, the one in force and the source. No reading is
//! presented as the law.

use ratatui::{Frame, layout::Rect, text::Line};

use super::met_items;
use crate::{
    app::{
        klok::{Klok, duur},
        masker::{self, Zicht},
        model::{Model, Zaakbeeld},
    },
    deadline::uitleg,
    domain::{schoon, zaak::Zaak},
    ui::{
        tekst::{breek, regels, span},
        theme::Thema,
    },
};

/// Draws the terms, explained.
pub fn teken(zaak: &Zaak, beeld: &Zaakbeeld, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = usize::from(area.width);
    let klokken = match &beeld.klokken {
        Ok(klokken) => klokken,
        Err(fout) => {
            let delen = breek(&fout.to_string(), breedte);
            regels(frame, area, delen.into_iter().map(|r| Line::styled(r, thema.fout)).collect());
            return;
        }
    };
    if klokken.is_empty() {
        let reden = match zaak.rij() {
            None => "Kies eerst de rij; dan volgen de termijnen.",
            Some(_) => "Deze rij kent geen formulier en dus geen termijn.",
        };
        regels(frame, area, vec![Line::styled(schoon::inkorten(reden, breedte), thema.zacht)]);
        return;
    }
    let items = klokken
        .iter()
        .enumerate()
        .map(|(i, k)| klok(k, masker::zicht_van_regel(model, i), zaak, model, thema, breedte))
        .collect();
    met_items(model, thema, frame, area, items);
}

fn klok<'a>(k: &Klok, zicht: Zicht, zaak: &Zaak, model: &Model, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let ernst = k.ernst(model.nu);
    let stand = match k.gehaald {
        Some(op) if op < k.uiterlijk => span(format!("op tijd, {}", op.kort()), thema.goed),
        Some(op) => span(format!("te laat, {}", op.kort()), thema.fout),
        None if k.vervallen => span("vervallen", thema.zacht),
        None => span(format!("{} {}", ernst.woord(), duur(k.rest(model.nu))), thema.ernst(ernst)),
    };
    let mut lijnen = vec![Line::from(vec![
        span(format!("{}  ", k.termijn.soort.naam()), thema.kop),
        span(format!("vóór {}  ", k.uiterlijk.als_termijn()), thema.tekst),
        stand,
    ])];
    let mut erbij = |tekst: &str, stijl| {
        let delen = breek(tekst, breedte.saturating_sub(2));
        lijnen.extend(delen.into_iter().map(|d| Line::styled(format!("  {d}"), stijl)));
    };
    if let Some(keuze) = zaak.termijnkeuzes.get(&k.termijn.soort) {
        let reden = schoon::regel(zicht.lees(&keuze.reden));
        erbij(&format!("Met de hand gezet: {reden} Berekend: {}.", k.termijn.streng().als_termijn()), thema.let_op);
    }
    for regel in uitleg::waarom(&model.inrichting.boek, zaak.kalender, &k.termijn) {
        erbij(&regel, thema.tekst);
    }
    lijnen.push(Line::default());
    lijnen
}
