//! Commands that apply anywhere: moving about, searching, undoing, leaving.

use crate::app::{
    command::CommandId,
    effect::Effect,
    invoer::Invoer,
    item::Item,
    laag::Laag,
    lijst,
    model::{Focus, Model, Tab, Vervolg},
    ops, rol,
    toets::{Code, Toets},
    voorstel::voorstellen,
    werk::{Taak, neem},
};
use crate::domain::fout::Fout;

/// How many lines a page key moves.
pub const PAGINA: isize = 10;

/// The furthest a text leafs.
const LANGSTE: usize = 10_000;

/// Opens the search line.
pub fn zoek(model: &mut Model) {
    model.lagen.push(Laag::Zoek(Invoer::met(&model.zoek)));
}

/// Shows or hides what is closed.
pub fn toon_gesloten(model: &mut Model) {
    model.toon_gesloten = !model.toon_gesloten;
    lijst::ververs(model);
    model.zeg(if model.toon_gesloten {
        "Ook gesloten zaken staan in de lijst."
    } else {
        "Alleen wat open is staat in de lijst."
    });
}

/// Leaves; what was typed is saved first.
pub fn stop(model: &mut Model, effects: &mut Vec<Effect>) {
    ops::bewaar_getypt(model, true, effects);
    model.stopt = true;
    effects.push(Effect::Stop);
}

/// Leafs a long text on the right, or moves the cursor by a page.
pub fn blader(model: &mut Model, stap: isize, effects: &mut Vec<Effect>) {
    let tekst = match (model.gekozen, model.focus, model.tab) {
        (Some(Item::Melding(_)), _, _) | (_, Focus::Detail, Tab::Concepten | Tab::Termijnen) => true,
        (_, Focus::Detail, Tab::Checklist | Tab::Beeld | Tab::Tijdlijn) | (_, Focus::Lijst, _) => false,
    };
    if tekst {
        // No text on a desk is longer; the screen stops at the last line anyway.
        model.schuif = model.schuif.saturating_add_signed(stap).min(LANGSTE);
    } else {
        schuif(model, stap, effects);
    }
}

/// Moves the cursor of the side that has it.
pub fn schuif(model: &mut Model, stap: isize, effects: &mut Vec<Effect>) {
    match model.focus {
        Focus::Detail => {
            let laatste = model.detailregels().saturating_sub(1);
            model.detail = model.detail.saturating_add_signed(stap).min(laatste);
            model.schuif = 0;
        }
        Focus::Lijst => {
            let laatste = model.lijst.len().saturating_sub(1);
            let nu = model.gekozen.and_then(|g| model.lijst.iter().position(|i| *i == g)).unwrap_or(0);
            let nieuw = nu.saturating_add_signed(stap).min(laatste);
            lijst::kies(model, model.lijst.get(nieuw).copied());
            lees_tijdlijn(model, effects);
        }
    }
}

/// Puts the cursor of the list on a line, where that is in it.
pub fn kies_uit_lijst(model: &mut Model, item: Item) {
    if model.lijst.contains(&item) {
        lijst::kies(model, Some(item));
    }
}

/// Goes right, and there does what the line asks for.
pub fn naar_detail(model: &mut Model, effects: &mut Vec<Effect>) {
    match (model.focus, model.gekozen) {
        // Where the desk itself thinks of a case, that one stands first; a new case is not taken back.
        (_, Some(Item::Melding(_))) if lijkt_bekend(model) => ops::run(model, CommandId::Koppelen, effects),
        (_, Some(Item::Melding(_))) => ops::run(model, CommandId::Openen, effects),
        (Focus::Lijst, Some(Item::Zaak(_))) => {
            model.focus = Focus::Detail;
            eerste_taak(model);
            lees_tijdlijn(model, effects);
        }
        (Focus::Detail, Some(Item::Zaak(_))) => match rol::mag_vastleggen(model) {
            Ok(()) => super::zaak::doe_regel(model, effects),
            Err(waarom) => model.meld_fout(Fout::nee(waarom)),
        },
        (_, None) => {}
    }
}

/// True when the chosen report waits and a case is suggested for it.
fn lijkt_bekend(model: &Model) -> bool {
    model.melding().is_some_and(|m| m.is_open() && !voorstellen(&model.desk, m).is_empty())
}

/// Puts the cursor on what is to be done first.
fn eerste_taak(model: &mut Model) {
    let eerste = match (model.tab, model.beeld()) {
        (Tab::Checklist, Some(beeld)) => {
            beeld.aan_zet.desk.and_then(|stap| beeld.stappen.iter().position(|s| s.stap == stap))
        }
        _ => None,
    };
    if let Some(i) = eerste {
        model.detail = i;
    }
}

/// Goes left, then out of a search.
pub fn terug(model: &mut Model) {
    if model.focus == Focus::Detail {
        model.focus = Focus::Lijst;
    } else if !model.zoek.is_empty() {
        model.zoek.clear();
        model.gevonden.clear();
        model.regel = None;
        lijst::ververs(model);
    }
}

/// Goes some tabs further, around the end.
pub fn naar_tab(model: &mut Model, verder: usize, effects: &mut Vec<Effect>) {
    let nu = Tab::ALLE.iter().position(|t| *t == model.tab).unwrap_or(0);
    if let Some(tab) = Tab::ALLE.get((nu + verder) % Tab::ALLE.len()) {
        kies_tab(model, *tab, effects);
    }
}

/// Shows a tab.
pub fn kies_tab(model: &mut Model, tab: Tab, effects: &mut Vec<Effect>) {
    if model.tab != tab {
        model.tab = tab;
        model.detail = 0;
        model.schuif = 0;
    }
    if model.zaak().is_some() {
        model.focus = Focus::Detail;
        eerste_taak(model);
    }
    lees_tijdlijn(model, effects);
}

/// Asks for the log of the chosen case where it is in view and not there yet.
fn lees_tijdlijn(model: &Model, effects: &mut Vec<Effect>) {
    if let (Tab::Tijdlijn, Some(zaak)) = (model.tab, model.zaak())
        && model.tijdlijn.as_ref().is_none_or(|(nummer, _)| *nummer != zaak.nummer)
    {
        effects.push(Effect::Tijdlijn(zaak.nummer));
    }
}

/// Undoes the last act by recording its opposite.
pub fn ongedaan(model: &mut Model, effects: &mut Vec<Effect>) {
    neem(model, Taak::Ongedaan, Vervolg::Ongedaan, effects);
}

/// The search line: filters while typing, also in what is closed.
pub fn zoektoets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    match toets.code {
        Code::Esc => {
            model.lagen.pop();
            model.zoek.clear();
            model.gevonden.clear();
            lijst::ververs(model);
        }
        Code::Enter => {
            model.lagen.pop();
            if !model.zoek.is_empty() {
                model.zeg(format!("{} gevonden; Esc toont weer alles.", model.lijst.len()));
            }
        }
        Code::Omlaag | Code::Omhoog => {
            model.focus = Focus::Lijst;
            schuif(model, if toets.code == Code::Omlaag { 1 } else { -1 }, effects);
        }
        _ => {
            if let Some(Laag::Zoek(invoer)) = model.lagen.last_mut()
                && invoer.toets(toets)
            {
                invoer.tekst().trim().clone_into(&mut model.zoek);
                model.gevonden.clear();
                if !model.zoek.is_empty() {
                    effects.push(Effect::Zoek(model.zoek.clone()));
                }
                lijst::ververs(model);
            }
        }
    }
}
