//! The bottom line: what just happened, or the keys that matter here, pruned to the width.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    banner,
    tekst::{breed, span, toetshint, zet, zet_cursor},
    theme::Thema,
};
use crate::{
    app::{
        command::{CommandId, beschikbaar},
        invoer::Invoer,
        item::Item,
        model::{Focus, Model, Regel, Tab},
    },
    domain::schoon,
};

/// Draws the bottom line.
pub fn teken(model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    let breedte = usize::from(area.width);
    let lijn = match &model.regel {
        Some((Regel::Gedaan(zin), _)) => Line::from(span(schoon::inkorten(&format!(" {zin}"), breedte), thema.goed)),
        Some((Regel::Fout(fout), _)) => {
            Line::from(span(schoon::inkorten(&format!(" {}", schoon::regel(&fout.to_string())), breedte), thema.fout))
        }
        // What lies on top names its own keys; those of the desk mean something else there.
        None if !model.lagen.is_empty() => Line::default(),
        None => banner::gemist(model, thema, area.width).unwrap_or_else(|| hints(model, thema, area.width)),
    };
    zet(frame, &lijn, area);
}

/// The keys that matter here, most important first.
fn belangrijk(model: &Model) -> Vec<CommandId> {
    let eigen: &[CommandId] = match (model.gekozen, model.focus, model.tab) {
        (None, _, _) => &[],
        (Some(Item::Melding(_)), _, _) => {
            &[CommandId::Openen, CommandId::Koppelen, CommandId::Terzijde, CommandId::Losmaken, CommandId::Terugleggen]
        }
        (Some(Item::Zaak(_)), Focus::Lijst, _) => {
            &[CommandId::Detail, CommandId::Rij, CommandId::Feit, CommandId::Waarom]
        }
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Checklist) => {
            &[CommandId::Detail, CommandId::Gereed, CommandId::NietNodig, CommandId::Rij, CommandId::Terug]
        }
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Beeld) => &[
            CommandId::Beslechten,
            CommandId::Feit,
            CommandId::Onthul,
            CommandId::FeitStatus,
            CommandId::Gegevens,
            CommandId::Terug,
        ],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Concepten) => {
            &[CommandId::Detail, CommandId::Gecontroleerd, CommandId::Verzonden, CommandId::Terug]
        }
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Tijdlijn) => &[CommandId::Onthul, CommandId::Terug],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Termijnen) => &[CommandId::Termijn, CommandId::Rij, CommandId::Terug],
    };
    let overal = [
        CommandId::NeemOver,
        CommandId::Telefoon,
        CommandId::Hulp,
        CommandId::Palet,
        CommandId::Zoek,
        CommandId::Ongedaan,
    ];
    let alle = eigen.iter().copied().chain(overal);
    let mut ids: Vec<CommandId> = alle.filter(|id| beschikbaar(model, *id).is_ok()).collect();
    ids.truncate(7);
    ids
}

fn hints<'a>(model: &Model, thema: &Thema, breedte: u16) -> Line<'a> {
    let mut spans = vec![Span::raw(" ")];
    let mut bezet = 1u16;
    for id in belangrijk(model) {
        let hint = toetshint(&model.inrichting.keymap.eerste(id), id.row().naam, thema);
        let nodig: u16 = hint.iter().map(|s| breed(&s.content)).sum();
        // The three spaces behind the last hint need not fit.
        if bezet.saturating_add(nodig) > breedte.saturating_add(3) {
            break;
        }
        bezet = bezet.saturating_add(nodig);
        spans.extend(hint);
    }
    Line::from(spans)
}

/// The search line, in the place of the bottom line.
pub fn zoekregel(invoer: &Invoer, model: &Model, thema: &Thema, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(ratatui::widgets::Clear, area);
    let aantal = format!("   {} gevonden   Enter houdt vast, Esc wist", model.lijst.len());
    let lijn = Line::from(vec![span(" / ", thema.toets), span(invoer.tekst(), thema.tekst), span(aantal, thema.zacht)]);
    zet(frame, &lijn, area);
    zet_cursor(frame, area.x.saturating_add(3).saturating_add(breed(&invoer.voor_cursor())), area.y);
}
