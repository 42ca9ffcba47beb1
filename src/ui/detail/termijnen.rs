//! Waarom? Each term with its countdown, its readings, the one in force and the source. No reading is
//! presented as the law.

use ratatui::{Frame, layout::Rect, text::Line};

use super::met_items;
use crate::{
    app::{
        klok::{Klok, duur},
        masker::{self, Zicht},
        model::{Model, Zaakbeeld},
        wekdoel,
    },
    deadline::{Geldend, Uitgangspunt, waarom},
    domain::{herinnering::Herinnering, schoon, zaak::Zaak},
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
    let eigen: Vec<&Herinnering> = zaak.lopende_herinneringen().collect();
    if klokken.is_empty() && eigen.is_empty() {
        let reden = match zaak.rij() {
            None => "Kies eerst de rij; dan volgen de termijnen.",
            Some(_) => "Deze rij kent geen formulier en dus geen termijn.",
        };
        regels(frame, area, vec![Line::styled(schoon::inkorten(reden, breedte), thema.zacht)]);
        return;
    }
    let termijnen = klokken
        .iter()
        .enumerate()
        .map(|(i, k)| klok(k, masker::zicht_van_regel(model, i), zaak, model, thema, breedte));
    let herinneringen = eigen.iter().enumerate().map(|(i, h)| {
        let zicht = masker::zicht_van_regel(model, klokken.len().saturating_add(i));
        herinnering(h, zicht, model, thema, breedte)
    });
    let items = termijnen.chain(herinneringen).collect();
    met_items(model, thema, frame, area, items);
}

fn herinnering<'a>(h: &Herinnering, zicht: Zicht, model: &Model, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let ernst = wekdoel::ernst(h.om, model.nu);
    let mut lijnen = vec![Line::from(vec![
        span(format!("Herinnering {}  ", h.nummer), thema.kop),
        span(format!("om {}  ", h.om.kort()), thema.tekst),
        span(format!("{} {}", ernst.woord(), duur(h.om.sinds(model.nu))), thema.ernst(ernst)),
    ])];
    let delen = breek(&schoon::regel(zicht.lees(&h.tekst)), breedte.saturating_sub(2));
    lijnen.extend(delen.into_iter().map(|d| Line::styled(format!("  {d}"), thema.tekst)));
    lijnen.push(Line::default());
    lijnen
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
        erbij(&format!("Uw keuze, omdat: {}", schoon::regel(zicht.lees(&keuze.reden))), thema.let_op);
    }
    if let Some(rij) = zaak.rij() {
        let (boek, tijden, kalender) = (&*model.inrichting.boek, zaak.tijden_voor(rij), zaak.kalender);
        let van = Uitgangspunt { boek, rij, tijden, kalender };
        for regel in waarom(&van, &k.termijn, &Geldend { uiterlijk: k.uiterlijk, grond: k.grond }) {
            erbij(&regel, thema.tekst);
        }
    }
    for ontvangen in
        zaak.meldingen.iter().map(|m| format!("Binnen: {} ({}), {}.", m.melding, m.vorm.naam(), m.ontvangen.lang()))
    {
        erbij(&ontvangen, thema.zacht);
    }
    lijnen.push(Line::default());
    lijnen
}
