//! The weighing questions: answered one by one with a single key each, and summed up beside the
//! decision they are for.

use crate::app::{
    act::Act,
    checklist::weegvragen,
    effect::Effect,
    laag::Laag,
    model::{Model, Vervolg},
    ops,
    toets::{Code, Toets},
    werk::doe,
};
use crate::domain::{besluit::Antwoord, ids::Zaaknummer, zaak::Zaak};

/// Opens the questions of a case at the first one without an answer.
pub fn open(model: &mut Model, nummer: Zaaknummer) {
    let Some(zaak) = model.desk.zaken.get(&nummer) else { return };
    let Some(rij) = zaak.rij() else { return };
    let cursor =
        weegvragen(&model.inrichting.boek, rij).position(|v| !zaak.antwoorden.contains_key(&v.id)).unwrap_or(0);
    model.lagen.push(Laag::Wegen { zaak: nummer, cursor });
}

/// Takes the questions away from a case that has lost its row, because the choice was undone while
/// they were being opened: there is nothing left to ask, or to draw.
pub fn sluit_zonder_rij(model: &mut Model) {
    let zaken = &model.desk.zaken;
    model.lagen.retain(|laag| match laag {
        Laag::Wegen { zaak, .. } => zaken.get(zaak).and_then(Zaak::rij).is_some(),
        Laag::Formulier(_)
        | Laag::Kiezer(_)
        | Laag::WatAls(..)
        | Laag::Editor(_)
        | Laag::Zoek(_)
        | Laag::FilmLeest
        | Laag::Film(_) => true,
    });
}

/// Takes a key for the questions on top.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    let Some(Laag::Wegen { zaak, cursor }) = model.lagen.last() else { return };
    let (nummer, cursor) = (*zaak, *cursor);
    let Some(rij) = model.desk.zaken.get(&nummer).and_then(Zaak::rij) else { return };
    let ids: Vec<String> = weegvragen(&model.inrichting.boek, rij).map(|v| v.id.clone()).collect();
    let laatste = ids.len().saturating_sub(1);
    let antwoord = match toets.teken() {
        Some('j' | 'J' | '1') => Some(Antwoord::Ja),
        Some('n' | 'N' | '2') => Some(Antwoord::Nee),
        Some('o' | 'O' | '3') => Some(Antwoord::Onbekend),
        _ => None,
    };
    if let (Some(antwoord), Some(id)) = (antwoord, ids.get(cursor)) {
        let act = Act::Weeg { zaak: nummer, vraag: id.clone(), antwoord };
        if doe(model, &act, Vervolg::Zeg(ops::zin(&act)), effects) {
            zet_cursor(model, (cursor + 1).min(laatste));
        }
        return;
    }
    match toets.code {
        Code::Esc | Code::Teken('q') => {
            model.lagen.pop();
        }
        Code::Omlaag | Code::Tab | Code::Enter => zet_cursor(model, (cursor + 1).min(laatste)),
        Code::Omhoog | Code::TabTerug => zet_cursor(model, cursor.saturating_sub(1)),
        Code::Home => zet_cursor(model, 0),
        Code::End => zet_cursor(model, laatste),
        _ => {}
    }
}

fn zet_cursor(model: &mut Model, nieuw: usize) {
    if let Some(Laag::Wegen { cursor, .. }) = model.lagen.last_mut() {
        *cursor = nieuw;
    }
}

/// How the questions were answered, in one sentence.
pub fn samenvatting(model: &Model, zaak: &Zaak) -> String {
    let Some(rij) = zaak.rij() else { return String::new() };
    let antwoorden: Vec<Option<Antwoord>> =
        weegvragen(&model.inrichting.boek, rij).map(|v| zaak.antwoorden.get(&v.id).copied()).collect();
    let tel = |a: Antwoord| antwoorden.iter().filter(|x| **x == Some(a)).count();
    let open = antwoorden.iter().filter(|x| x.is_none()).count();
    format!(
        "Weegvragen: {} ja, {} nee, {} onbekend, {open} open.",
        tel(Antwoord::Ja),
        tel(Antwoord::Nee),
        tel(Antwoord::Onbekend)
    )
}
