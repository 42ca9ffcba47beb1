//! The facts: what is said, by whom, and how sure it is. Contradicted facts stay in view.

use ratatui::{Frame, layout::Rect, style::Modifier, text::Line};

use super::met_items;
use crate::{
    app::{
        masker::{self, Zicht},
        model::Model,
        tegenspraak::{over_feit, tegenspraken},
    },
    domain::{
        feit::{Feit, Feitstatus},
        schoon,
        tegenspraak::{Tegenspraak, klokken},
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
    let tegen = tegenspraken(zaak);
    let mut tijden: Vec<Line<'_>> = Vec::new();
    for soort in Tijdsoort::ALLE {
        let Some(t) = zaak.tijd(soort) else { continue };
        tijden.push(Line::from(vec![span(format!("{:<13}", soort.naam()), thema.zacht), span(t.lang(), thema.tekst)]));
        tijden.extend(andere_tijden(&tegen, soort, thema, breedte));
    }
    let hoogte = u16::try_from(tijden.len()).unwrap_or(0).saturating_add(1).min(area.height);
    regels(frame, area, tijden);
    let onder = Rect { y: area.y.saturating_add(hoogte), height: area.height.saturating_sub(hoogte), ..area };
    if zaak.feiten.is_empty() {
        regels(frame, onder, vec![Line::styled("Nog geen feiten. Druk op f.", thema.zacht)]);
        return;
    }
    let items = zaak
        .feiten
        .iter()
        .enumerate()
        .map(|(i, f)| {
            let mut lijnen = feit(f, masker::zicht_van_regel(model, i), thema, breedte);
            lijnen.extend(andere_feiten(&tegen, f.nummer, thema, breedte));
            lijnen
        })
        .collect();
    met_items(model, thema, frame, onder, items);
}

/// What reports say of a time, where that is another one.
fn andere_tijden<'a>(tegen: &[Tegenspraak], soort: Tijdsoort, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let zin = |t: &Tegenspraak| match t {
        Tegenspraak::Tijd { tijd, zaak, melding, genoemd } if *tijd == soort => {
            Some(format!("  ! {melding} zegt {}", klokken(*zaak, *genoemd).1))
        }
        Tegenspraak::Tijd { .. } | Tegenspraak::Feiten { .. } => None,
    };
    tegen.iter().filter_map(zin).map(|z| Line::styled(schoon::inkorten(&z, breedte), thema.let_op)).collect()
}

/// The facts that contradict this one.
fn andere_feiten<'a>(tegen: &[Tegenspraak], nummer: u32, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let zin = |t: &Tegenspraak| match t {
        Tegenspraak::Feiten { over, eerder, later } => {
            let ander = if *eerder == nummer { later } else { eerder };
            Some(format!("  ! {over}: feit {ander} zegt iets anders"))
        }
        Tegenspraak::Tijd { .. } => None,
    };
    over_feit(tegen, nummer)
        .filter_map(zin)
        .map(|z| Line::styled(schoon::inkorten(&z, breedte), thema.let_op))
        .collect()
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
