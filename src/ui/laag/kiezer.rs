//! A list to choose from: type to filter, arrows to move, Enter to choose. What cannot be chosen now
//! keeps its place and says why.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use crate::{
    app::laag::{Kiesdoel, Kiezer, Optie},
    domain::schoon,
    ui::{
        tekst::{breed, cursorbalk, eerste_regel, regels, span, toetshint, trek, venster, vul, zet, zet_cursor},
        theme::Thema,
    },
};

/// Draws the list in a window over the desk.
pub fn teken(kiezer: &Kiezer, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let hoogte = u16::try_from(kiezer.opties.len()).unwrap_or(u16::MAX).saturating_add(5).min(area.height);
    let binnen = venster(frame, area, area.width.min(100), hoogte, &kiezer.titel, thema);
    let [filter, streep, lijst, onder] = binnen.layout(&Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    let uitleg = match kiezer.doel {
        Kiesdoel::Palet => "typ een naam, of een opdracht zoals in de shell",
        Kiesdoel::Hulp => "typ een toets of een woord",
        Kiesdoel::Rij(_) => "typ een nummer, een letter of een woord",
        Kiesdoel::Termijn(..) => "wat u kiest vraagt een reden",
        Kiesdoel::Tegenspraak(_) => "wat niet telt blijft staan, doorgehaald of in de melding",
        Kiesdoel::Zaak(_) | Kiesdoel::Samenvoegen(_) | Kiesdoel::Concept(_) => "typ om te zoeken",
    };
    let getypt =
        if kiezer.filter.is_leeg() { span(uitleg, thema.zacht) } else { span(kiezer.filter.tekst(), thema.tekst) };
    zet(frame, &Line::from(vec![span("› ", thema.toets), getypt]), filter);
    trek(frame, '─', thema.rand, streep);
    let merkbreed = kiezer.opties.iter().map(|o| breed(&o.merk)).max().unwrap_or(0).min(16);
    let tekstbreed = match kiezer.doel {
        Kiesdoel::Palet | Kiesdoel::Hulp => 18,
        Kiesdoel::Concept(_) => 16,
        Kiesdoel::Rij(_)
        | Kiesdoel::Zaak(_)
        | Kiesdoel::Samenvoegen(_)
        | Kiesdoel::Tegenspraak(_)
        | Kiesdoel::Termijn(..) => {
            let extra = kiezer.opties.iter().map(|o| breed(&o.extra)).max().unwrap_or(0);
            lijst.width.saturating_sub(merkbreed).saturating_sub(extra).saturating_sub(4)
        }
    };
    let zicht = usize::from(lijst.height);
    let eerste = eerste_regel(kiezer.cursor, kiezer.treffers.len(), zicht);
    let lijnen: Vec<Line<'_>> = kiezer
        .treffers
        .iter()
        .enumerate()
        .skip(eerste)
        .take(zicht)
        .filter_map(|(i, nr)| {
            let lijn = optie(kiezer.opties.get(*nr)?, merkbreed, tekstbreed, lijst.width, thema);
            Some(if i == kiezer.cursor { cursorbalk(lijn, lijst.width, thema.cursor) } else { lijn })
        })
        .collect();
    let lijnen = if lijnen.is_empty() { vec![Line::styled("Niets gevonden.", thema.zacht)] } else { lijnen };
    regels(frame, lijst, lijnen);
    let mut hints = vec![span(format!("{} van {}   ", kiezer.treffers.len(), kiezer.opties.len()), thema.zacht)];
    hints.extend(toetshint("Enter", "kiezen", thema));
    hints.extend(toetshint("Esc", "sluiten", thema));
    zet(frame, &Line::from(hints), onder);
    zet_cursor(frame, filter.x.saturating_add(2).saturating_add(breed(&kiezer.filter.voor_cursor())), filter.y);
}

fn optie<'a>(o: &Optie, merkbreed: u16, tekstbreed: u16, breedte: u16, thema: &Thema) -> Line<'a> {
    let extra = o.niet.as_ref().map_or_else(|| o.extra.clone(), |n| format!("nu niet: {n}"));
    let (merkstijl, stijl) = if o.niet.is_some() { (thema.zacht, thema.zacht) } else { (thema.toets, thema.tekst) };
    let over = breedte.saturating_sub(merkbreed).saturating_sub(tekstbreed).saturating_sub(3);
    let mut spans: Vec<Span<'_>> = Vec::new();
    if merkbreed > 0 {
        spans.push(span(vul(&o.merk, usize::from(merkbreed)), merkstijl));
        spans.push(Span::raw(" "));
    }
    spans.push(span(vul(&schoon::regel(&o.tekst), usize::from(tekstbreed)), stijl));
    spans.push(Span::raw("  "));
    spans.push(span(vul(&schoon::regel(&extra), usize::from(over)), thema.zacht));
    Line::from(spans)
}
