//! The left-hand side: inbox and cases, one line each, what bites first on top. A narrow screen
//! shows sign, number, row, place and countdown; a wide one also names the term and the word.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    tekst::{cursorbalk, eerste_regel, regels, span, vul, zet_cursor},
    theme::Thema,
};
use crate::{
    app::{
        item::Item,
        klok::{Klok, duur},
        masker,
        model::{Focus, Model},
    },
    domain::{
        melding::{Melding, Meldingstaat},
        schoon,
        zaak::Zaak,
    },
};

enum Rij<'a> {
    Kop(String),
    Leeg,
    Melding(&'a Melding),
    Zaak(&'a Zaak),
}

/// Draws the list.
pub fn teken(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let rijen = rijen(model);
    let cursor = rijen.iter().position(|r| gekozen(r, model)).unwrap_or(0);
    let hoogte = usize::from(area.height);
    let eerste = eerste_regel(cursor, rijen.len(), hoogte);
    let breedte = usize::from(area.width);
    let lijnen: Vec<Line<'_>> =
        rijen.iter().skip(eerste).take(hoogte).map(|rij| lijn(rij, model, thema, breedte)).collect();
    regels(frame, area, lijnen);
    if model.lijst.is_empty() && model.zoek.is_empty() {
        let uitleg = [" Er is nog niets.", " Druk op n als de telefoon gaat."];
        let plek = Rect {
            y: area.y.saturating_add(2).min(area.bottom().saturating_sub(1)),
            height: area.height.saturating_sub(2).min(2),
            ..area
        };
        regels(frame, plek, uitleg.iter().map(|t| Line::styled((*t).to_owned(), thema.zacht)).collect());
    }
    if model.focus == Focus::Lijst {
        let y = u16::try_from(cursor.saturating_sub(eerste)).unwrap_or(0);
        zet_cursor(frame, area.x, area.y.saturating_add(y));
    }
}

fn rijen(model: &Model) -> Vec<Rij<'_>> {
    let mut meldingen = Vec::new();
    let mut zaken = Vec::new();
    for item in &model.lijst {
        match item {
            Item::Melding(nr) => meldingen.extend(model.desk.meldingen.get(nr)),
            Item::Zaak(nr) => zaken.extend(model.desk.zaken.get(nr)),
        }
    }
    let zoek = if model.zoek.is_empty() { String::new() } else { format!("   zoekt «{}»", model.zoek) };
    let mut rijen = vec![Rij::Kop(format!("INBOX {}{zoek}", meldingen.len()))];
    rijen.extend(meldingen.into_iter().map(Rij::Melding));
    rijen.push(Rij::Leeg);
    rijen.push(Rij::Kop(format!("ZAKEN {}", zaken.len())));
    rijen.extend(zaken.into_iter().map(Rij::Zaak));
    rijen
}

fn gekozen(rij: &Rij<'_>, model: &Model) -> bool {
    match rij {
        Rij::Kop(_) | Rij::Leeg => false,
        Rij::Melding(m) => model.gekozen == Some(Item::Melding(m.nummer)),
        Rij::Zaak(z) => model.gekozen == Some(Item::Zaak(z.nummer)),
    }
}

fn lijn<'a>(rij: &Rij<'_>, model: &Model, thema: &Thema, breedte: usize) -> Line<'a> {
    let lijn = match rij {
        Rij::Leeg => Line::default(),
        Rij::Kop(tekst) => Line::styled(schoon::inkorten(&format!(" {tekst}"), breedte), thema.kop),
        Rij::Melding(m) => melding(m, model, thema, breedte),
        Rij::Zaak(z) => zaak(z, model, thema, breedte),
    };
    match (gekozen(rij, model), model.focus) {
        (false, _) => lijn,
        (true, Focus::Lijst) => cursorbalk(lijn, u16::try_from(breedte).unwrap_or(u16::MAX), thema.cursor),
        (true, Focus::Detail) => lijn.patch_style(thema.cursor_elders),
    }
}

/// Words with which the names of many inrichtingen begin.
const ALGEMEEN: [&str; 9] = ["fpc", "fpk", "ctp", "de", "het", "dr.", "s.", "van", "der"];

/// The part of a name that tells inrichtingen apart, for a narrow column.
fn kort(inrichting: &str) -> &str {
    let mut rest = inrichting;
    while let Some((woord, verder)) = rest.split_once(' ')
        && ALGEMEEN.iter().any(|w| w.eq_ignore_ascii_case(woord))
    {
        rest = verder;
    }
    rest
}

fn melding<'a>(m: &Melding, model: &Model, thema: &Thema, breedte: usize) -> Line<'a> {
    let stand = match m.staat {
        Meldingstaat::Open if m.ontvangen.datum() == model.nu.datum() => m.ontvangen.klok(),
        Meldingstaat::Open => m.ontvangen.amsterdam().format("%d-%m").to_string(),
        Meldingstaat::Gekoppeld(_) => "gekoppeld".to_owned(),
        Meldingstaat::Terzijde(_) => "terzijde".to_owned(),
    };
    let vast = 3 + 5 + 1 + 9 + 1 + 1 + stand.chars().count();
    let kop = schoon::regel(masker::zicht_van_item(model, Item::Melding(m.nummer)).kop(m));
    let wat = if m.inrichting().is_some() { kort(&kop) } else { &kop };
    Line::from(vec![
        span(if m.is_open() { " * " } else { "   " }, thema.accent),
        span(format!("{} ", m.nummer), thema.tekst),
        span(vul(m.soort.naam(), 9), thema.zacht),
        span(format!(" {} ", vul(wat, breedte.saturating_sub(vast))), thema.tekst),
        span(stand, thema.zacht),
    ])
}

fn zaak<'a>(z: &Zaak, model: &Model, thema: &Thema, breedte: usize) -> Line<'a> {
    let klok = model.beelden.get(&z.nummer).and_then(|b| b.lopend().next());
    let (teken, stand, stijl) = match (klok, z.gesloten) {
        (Some(k), _) => (k.ernst(model.nu).teken(), telling(k, model, breedte), thema.ernst(k.ernst(model.nu))),
        (None, Some(_)) => ("  ", "gesloten".to_owned(), thema.zacht),
        (None, None) => ("  ", "geen termijn".to_owned(), thema.zacht),
    };
    let nummer = z.nummer.to_string();
    let nummer = nummer.split_once('-').map_or(nummer.as_str(), |(_, kort)| kort);
    let rij = z.rij().map_or_else(|| "?".to_owned(), |r| r.to_string());
    let vast = 1 + 2 + 1 + nummer.chars().count() + 1 + 2 + 1 + 1 + stand.chars().count() + 1;
    let plek =
        kort(z.inrichting.as_ref().map_or("onbekend", |p| masker::zicht_van_item(model, Item::Zaak(z.nummer)).plek(p)));
    Line::from(vec![
        Span::styled(" ", thema.tekst),
        Span::styled(teken, stijl),
        span(format!(" {nummer} {rij:>2} {} ", vul(plek, breedte.saturating_sub(vast))), thema.tekst),
        span(stand, stijl),
    ])
}

fn telling(klok: &Klok, model: &Model, breedte: usize) -> String {
    let ernst = klok.ernst(model.nu);
    let rest = klok.rest(model.nu);
    let plus = if rest.num_seconds() < 0 { "+" } else { "" };
    let duur = format!("{plus}{}", duur(rest));
    if breedte >= 54 {
        format!("{:>11} {:>7} {duur:>7}", klok.termijn.soort.naam(), ernst.woord())
    } else {
        format!("{:>7} {duur:>6}", ernst.woord())
    }
}
