//! The right-hand side: what is known of the chosen line. A case has a head that answers the three
//! questions of the night (what is it, whose move is it, until when) and five tabs.

mod beeld;
mod checklist;
mod concepten;
mod melding;
mod termijnen;
mod tijdlijn;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    tekst::{cursorbalk, regels, span, zet, zet_cursor},
    theme::Thema,
};
use crate::{
    app::{
        checklist::Stapregel,
        klok::{Klok, duur, verstreken},
        model::{Focus, Model, Tab, Zaakbeeld},
        wekdoel,
    },
    domain::{herinnering::Herinnering, schoon, stap::Stap, zaak::Zaak},
};

/// Draws the chosen report or case.
pub fn teken(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let [_, binnen] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    if let Some(m) = model.melding() {
        melding::teken(m, model, thema, frame, binnen);
        return;
    }
    let (Some(zaak), Some(beeld)) = (model.zaak(), model.beeld()) else {
        leeg(model, thema, frame, binnen);
        return;
    };
    let kop = kop(zaak, beeld, model, thema, usize::from(binnen.width));
    let hoogte = u16::try_from(kop.len()).unwrap_or(0);
    let [boven, tabs, _, onder] = binnen.layout(&Layout::vertical([
        Constraint::Length(hoogte),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
    ]));
    regels(frame, boven, kop);
    zet(frame, &tabregel(model, thema, tabs.width), tabs);
    match model.tab {
        Tab::Checklist => checklist::teken(beeld, model, thema, frame, onder),
        Tab::Beeld => beeld::teken(zaak, model, thema, frame, onder),
        Tab::Concepten => concepten::teken(zaak, beeld, model, thema, frame, onder),
        Tab::Tijdlijn => tijdlijn::teken(model, thema, frame, onder),
        Tab::Termijnen => termijnen::teken(zaak, beeld, model, thema, frame, onder),
    }
}

fn leeg(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let lijst = [
        (String::new(), thema.tekst),
        ("Klaar voor de dienst.".to_owned(), thema.kop),
        (String::new(), thema.tekst),
        (format!("Piketweek {}.", model.week()), thema.tekst),
        ("Telefoon: druk op n en typ mee met het gesprek.".to_owned(), thema.zacht),
        ("Mail: «piket importeer PAD» zet hem in de inbox.".to_owned(), thema.zacht),
        ("Hulp: druk op ?.".to_owned(), thema.zacht),
    ];
    let breek = |t: &str| super::tekst::breek(t, usize::from(area.width));
    let lijnen = lijst.into_iter().flat_map(|(t, s)| breek(&t).into_iter().map(move |d| Line::styled(d, s))).collect();
    regels(frame, area, lijnen);
}

fn kop<'a>(zaak: &Zaak, beeld: &Zaakbeeld, model: &Model, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let mut lijnen = Vec::new();
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    let titel = format!("{}  {plek}", zaak.nummer);
    lijnen.push(Line::styled(schoon::inkorten(&titel, breedte), thema.kop));
    let rij = zaak.rij().map(|r| model.inrichting.boek.rij(r));
    lijnen.push(match rij {
        Some(r) => {
            let codes = if r.meldplichtig() { r.codes() } else { "niet meldplichtig".to_owned() };
            let tekst = schoon::inkorten(
                &format!("rij {} {}", r.nr, r.incident),
                breedte.saturating_sub(codes.chars().count() + 3),
            );
            Line::from(vec![span(tekst, thema.tekst), span(format!("  {codes}"), thema.accent)])
        }
        None => Line::styled("nog geen rij: druk op r", thema.let_op),
    });
    lijnen.push(match (beeld.lopend().next(), &beeld.klokken) {
        (Some(klok), _) => klokregel(klok, model, thema, breedte),
        (None, Err(fout)) => Line::styled(schoon::inkorten(&fout.zin, breedte), thema.fout),
        (None, Ok(_)) => Line::styled(schoon::inkorten(&zonder_klok(zaak, model), breedte), thema.zacht),
    });
    lijnen.extend(zaak.lopende_herinneringen().min_by_key(|h| h.om).map(|h| herinnering(h, model, thema, breedte)));
    lijnen.extend(zetregels(zaak, beeld, model, thema, breedte));
    if let Some(alternatief) = rij.and_then(|r| r.alternatief.as_deref()) {
        for deel in super::tekst::breek(alternatief, breedte).into_iter().take(3) {
            lijnen.push(Line::styled(deel, thema.let_op));
        }
    }
    lijnen.push(Line::default());
    lijnen
}

fn klokregel<'a>(klok: &Klok, model: &Model, thema: &Thema, breedte: usize) -> Line<'a> {
    let ernst = klok.ernst(model.nu);
    let rest = klok.rest(model.nu);
    let vak = format!(" {} {} ", ernst.woord(), duur(rest));
    let bij = match (klok.grond.is_eigen(), klok.termijn.lezingen.meerduidig()) {
        (true, _) => " (uw keuze)",
        (false, true) => " (zie w)",
        (false, false) => "",
    };
    let (soort, uiterlijk) = (klok.termijn.soort.naam(), klok.uiterlijk.als_termijn());
    let over = breedte.saturating_sub(vak.chars().count() + 1);
    // The moment itself is never cut off; what stands around it gives way.
    let vormen = [format!("{soort} vóór {uiterlijk}{bij}"), format!("{soort} vóór {uiterlijk}")];
    let tekst =
        vormen.into_iter().find(|v| v.chars().count() <= over).unwrap_or_else(|| format!("{soort} {uiterlijk}"));
    Line::from(vec![span(vak, thema.ernst(ernst)), Span::raw(" "), span(schoon::inkorten(&tekst, over), thema.tekst)])
}

/// The reminder that comes first; its text stands under waarom?.
fn herinnering<'a>(h: &Herinnering, model: &Model, thema: &Thema, breedte: usize) -> Line<'a> {
    let ernst = wekdoel::ernst(h.om, model.nu);
    let vak = format!(" {} {} ", ernst.woord(), duur(h.om.sinds(model.nu)));
    let tekst =
        schoon::inkorten(&format!("herinnering {}", h.om.kort()), breedte.saturating_sub(vak.chars().count() + 1));
    Line::from(vec![span(vak, thema.ernst(ernst)), Span::raw(" "), span(tekst, thema.tekst)])
}

/// Where the source gives no term there is no countdown, only the time that went by.
fn zonder_klok(zaak: &Zaak, model: &Model) -> String {
    if let Some(doel) = zaak.opgegaan {
        return format!("opgegaan in zaak {doel}");
    }
    if let Some(op) = zaak.gesloten {
        return format!("gesloten {}", op.lang());
    }
    let begin = zaak.tijden.gebeld.or(zaak.tijden.voorval).unwrap_or(zaak.geopend);
    format!("geen termijn; {} sinds de melding", verstreken(begin, model.nu))
}

/// The two clocks of a case: the officer's own move, and what the inrichting is waited for.
fn zetregels<'a>(zaak: &Zaak, beeld: &Zaakbeeld, model: &Model, thema: &Thema, breedte: usize) -> Vec<Line<'a>> {
    let naam = |stap: Stap| beeld.stappen.iter().find(|s: &&Stapregel| s.stap == stap).map_or("", |s| s.naam);
    let zetten = [("uw zet", beeld.aan_zet.desk, zaak.laatste), ("wacht op", beeld.aan_zet.inrichting, zaak.geopend)];
    zetten
        .into_iter()
        .filter(|_| zaak.is_open())
        .filter_map(|(wie, stap, sinds)| stap.map(|s| (wie, naam(s), verstreken(sinds, model.nu))))
        .map(|(wie, wat, hoelang)| {
            let over = breedte.saturating_sub(10 + 2 + hoelang.chars().count());
            Line::from(vec![
                span(format!("{wie:<10}"), thema.zacht),
                span(schoon::inkorten(wat, over), thema.tekst),
                span(format!("  {hoelang}"), thema.zacht),
            ])
        })
        .collect()
}

fn tabregel<'a>(model: &Model, thema: &Thema, breedte: u16) -> Line<'a> {
    let mut spans = Vec::new();
    // Numbers only where there is room for them; the names are what people look for.
    let ruim = breedte >= 60;
    for (i, tab) in Tab::ALLE.into_iter().enumerate() {
        let tekst = if ruim { format!(" {} {} ", i + 1, tab.naam()) } else { tab.naam().to_owned() };
        let stijl = match (tab == model.tab, model.focus) {
            (true, Focus::Detail) => thema.accent.add_modifier(ratatui::style::Modifier::REVERSED),
            (true, Focus::Lijst) => thema.accent.add_modifier(ratatui::style::Modifier::UNDERLINED),
            (false, _) => thema.zacht,
        };
        spans.push(span(tekst, stijl));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

/// Draws lines of which each belongs to an item, so that the item with the cursor stays in view.
fn met_items(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect, items: Vec<Vec<Line<'_>>>) {
    items_vanaf(model, thema, frame, area, items, model.schuif);
}

/// The same for a short list above a text: only the text leafs.
fn met_items_boven(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect, items: Vec<Vec<Line<'_>>>) {
    items_vanaf(model, thema, frame, area, items, 0);
}

fn items_vanaf(
    model: &Model,
    thema: &Thema,
    frame: &mut Frame<'_>,
    area: Rect,
    items: Vec<Vec<Line<'_>>>,
    verder: usize,
) {
    let hoogte = usize::from(area.height);
    let mut lijnen: Vec<(bool, Line<'_>)> = Vec::new();
    let mut plek = 0;
    for (i, item) in items.into_iter().enumerate() {
        let hier = i == model.detail;
        if hier {
            plek = lijnen.len();
        }
        for (j, lijn) in item.into_iter().enumerate() {
            lijnen.push((hier && j == 0, lijn));
        }
    }
    // Leafing goes on from where the cursor is, down to the end and no further.
    let bladeren = super::tekst::eerste_regel(plek, lijnen.len(), hoogte).saturating_add(verder);
    let eerste = bladeren.min(lijnen.len().saturating_sub(hoogte));
    let meer = lijnen.len() > eerste + hoogte;
    let zichtbaar: Vec<Line<'_>> = lijnen
        .into_iter()
        .skip(eerste)
        .take(hoogte)
        .map(|(hier, lijn)| match (hier, model.focus) {
            (true, Focus::Detail) => cursorbalk(lijn, area.width, thema.cursor),
            (true, Focus::Lijst) | (false, _) => lijn,
        })
        .collect();
    regels(frame, area, zichtbaar);
    if meer {
        meer_eronder(if model.tab == Tab::Termijnen { TEKST_VERDER } else { " ↓" }, thema, frame, area);
    }
    if model.focus == Focus::Detail {
        let y = u16::try_from(plek.saturating_sub(eerste)).unwrap_or(0);
        zet_cursor(frame, area.x, area.y.saturating_add(y));
    }
}

/// How to see the rest of a text.
const TEKST_VERDER: &str = " PgDn ↓";

/// Draws text that may be longer than the area, from the line the officer leafed to.
fn bladeren(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect, lijnen: Vec<Line<'_>>) {
    let hoogte = usize::from(area.height);
    let eerste = model.schuif.min(lijnen.len().saturating_sub(hoogte));
    let meer = lijnen.len() > eerste + hoogte;
    regels(frame, area, lijnen.into_iter().skip(eerste).collect());
    if meer {
        meer_eronder(TEKST_VERDER, thema, frame, area);
    }
}

/// Says in the corner that there is more below.
fn meer_eronder(hint: &'static str, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breed = super::tekst::breed(hint).min(area.width);
    let plek =
        Rect { x: area.right().saturating_sub(breed), y: area.bottom().saturating_sub(1), width: breed, height: 1 };
    if area.height > 0 {
        frame.render_widget(span(hint, thema.toets), plek);
    }
}
