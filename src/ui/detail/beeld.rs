//! The facts: what is said, by whom, and how sure it is. Contradicted facts stay in view.

use ratatui::{Frame, layout::Rect, style::Modifier, text::Line};

use super::met_items;
use crate::{
    app::{
        masker::{self, Zicht},
        model::Model,
        tegenspraak::tegenspraken,
    },
    domain::{
        feit::{Feit, Feitstatus},
        schoon,
        zaak::{Tijdsoort, Zaak},
    },
    ui::{
        tekst::{breek, regels, span},
        theme::Thema,
    },
};

/// Draws times and facts.
pub fn teken(zaak: &Zaak, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = usize::from(area.width);
    let tijden: Vec<Line<'_>> = Tijdsoort::ALLE
        .into_iter()
        .filter_map(|soort| zaak.tijd(soort).map(|t| (soort, t)))
        .map(|(soort, t)| {
            Line::from(vec![span(format!("{:<13}", soort.naam()), thema.zacht), span(t.lang(), thema.tekst)])
        })
        .collect();
    let hoogte = u16::try_from(tijden.len()).unwrap_or(0).saturating_add(1).min(area.height);
    regels(frame, area, tijden);
    let onder = Rect { y: area.y.saturating_add(hoogte), height: area.height.saturating_sub(hoogte), ..area };
    if zaak.feiten.is_empty() {
        regels(frame, onder, vec![Line::styled("Nog geen feiten. Druk op f.", thema.zacht)]);
        return;
    }
    let tegen = tegenspraken(zaak);
    let items = zaak
        .feiten
        .iter()
        .enumerate()
        .map(|(i, f)| {
            let mut lijnen = feit(f, masker::zicht_van_regel(model, i), thema, breedte);
            for t in tegen.iter().filter(|t| t.eerder == f.nummer || t.later == f.nummer) {
                let ander = if t.eerder == f.nummer { t.later } else { t.eerder };
                let zin = format!("  ! {}: feit {ander} zegt iets anders; spatie kiest", t.over);
                lijnen.push(Line::styled(schoon::inkorten(&zin, breedte), thema.let_op));
            }
            lijnen
        })
        .collect();
    met_items(model, thema, frame, onder, items);
}

fn feit<'a>(f: &Feit, zicht: Zicht, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let stijl = match f.status {
        Feitstatus::Gemeld => thema.accent,
        Feitstatus::Bevestigd => thema.goed,
        Feitstatus::Tegengesproken => thema.fout,
        Feitstatus::Onbekend => thema.let_op,
    };
    let tekststijl = match f.status {
        Feitstatus::Tegengesproken => thema.zacht.add_modifier(Modifier::CROSSED_OUT),
        Feitstatus::Gemeld | Feitstatus::Bevestigd | Feitstatus::Onbekend => thema.tekst,
    };
    let kop = format!("{} · {}, {}", f.onderwerp.naam(), schoon::regel(zicht.lees(&f.bron)), f.op.klok());
    let woord = f.status.woord();
    let over = breedte.saturating_sub(woord.chars().count() + 2);
    let mut lijnen =
        vec![Line::from(vec![span(woord, stijl), span(format!("  {}", schoon::inkorten(&kop, over)), thema.zacht)])];
    for deel in breek(zicht.lees(&f.tekst), breedte.saturating_sub(2)) {
        lijnen.push(Line::from(span(format!("  {deel}"), tekststijl)));
    }
    lijnen
}
