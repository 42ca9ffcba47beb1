//! The keys of the nachtfilm: stepping through time, and looking about in the desk of then. None of
//! them can change anything, because none of them asks the world for more than another film.

use chrono::Duration;

use super::desk;
use crate::app::{
    effect::Effect,
    film::{Blik, Film},
    item::Item,
    laag::Laag,
    masker,
    model::{Focus, Model, Tab},
    toets::{Code, Toets},
};
use crate::domain::{event::Entry, fout::Fout};

/// Asks for the film of the chosen case, or of the whole desk where no case is chosen.
pub fn vraag(model: &mut Model, effects: &mut Vec<Effect>) {
    let blik = match model.gekozen {
        Some(Item::Zaak(nummer)) => Blik::Zaak(nummer),
        Some(Item::Melding(_)) | None => Blik::Desk,
    };
    model.lagen.push(Laag::FilmLeest);
    effects.push(Effect::Film(blik));
}

/// Leaves before the film has begun.
pub fn laat(model: &mut Model, toets: Toets) {
    if toets.code == Code::Esc {
        model.lagen.pop();
    }
}

/// The entries are there: a film begins at its end, and another one of the same night where this one
/// was stopped.
pub fn begin(model: &mut Model, blik: Blik, entries: Vec<Entry>) {
    let op = match model.lagen.last() {
        Some(Laag::Film(film)) => film.op(),
        Some(Laag::FilmLeest) => model.nu,
        // The officer left in the meantime.
        Some(
            Laag::Formulier(_)
            | Laag::Kiezer(_)
            | Laag::Wegen { .. }
            | Laag::WatAls(..)
            | Laag::Editor(_)
            | Laag::Zoek(_),
        )
        | None => {
            return;
        }
    };
    let was = model.lagen.pop();
    let Some(mut film) = Film::nieuw(blik, entries, op, &model.inrichting) else {
        model.zeg("Er is nog niets vastgelegd.");
        return;
    };
    if let Some(Laag::Film(was)) = was
        && let Some(zaak) = was.blik().zaak()
    {
        film.blader(|toen| desk::kies_uit_lijst(toen, Item::Zaak(zaak)));
    }
    model.lagen.push(Laag::Film(Box::new(film)));
}

/// Takes a key for the film.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    let Some(Laag::Film(film)) = model.lagen.last_mut() else { return };
    let uur = Duration::hours(1);
    let (eerste, laatste) = film.spanne();
    match toets.code {
        Code::Esc | Code::Teken('q' | 'F') => {
            model.lagen.pop();
        }
        Code::Links | Code::Teken('h') => film.terug(),
        Code::Rechts | Code::Teken('l') => film.verder(),
        Code::PgUp => film.naar(film.op().plus(-uur)),
        Code::PgDn => film.naar(film.op().plus(uur)),
        Code::Home | Code::Teken('g') => film.naar(eerste),
        Code::End | Code::Teken('G') => film.naar(laatste),
        Code::Teken('b') => match film.volgend_besluit() {
            Some(op) => film.naar(op),
            None => model.meld_fout(Fout::nee("Hierna is niets meer besloten.")),
        },
        Code::Teken('B') => match film.vorig_besluit() {
            Some(op) => film.naar(op),
            None => model.meld_fout(Fout::nee("Hiervoor was nog niets besloten.")),
        },
        Code::Teken('d') | Code::Enter => wissel(model, effects),
        Code::Teken('m') => masker::onthul(model, effects),
        Code::Omlaag | Code::Teken('j') => film.blader(|toen| desk::schuif(toen, 1, &mut Vec::new())),
        Code::Omhoog | Code::Teken('k') => film.blader(|toen| desk::schuif(toen, -1, &mut Vec::new())),
        Code::Tab => film.blader(|toen| naar_tab(toen, 1)),
        Code::TabTerug => film.blader(|toen| naar_tab(toen, Tab::ALLE.len() - 1)),
        Code::Teken(c) => {
            let plek = c.to_digit(10).and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1));
            if let Some(tab) = plek.and_then(|n| Tab::ALLE.get(n)) {
                film.blader(|toen| kies_tab(toen, *tab));
            }
        }
        Code::F(_) | Code::Backspace | Code::Delete => {}
    }
}

/// From the case to the whole desk at the same moment, and to the case with the cursor.
fn wissel(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Laag::Film(film)) = model.lagen.last() else { return };
    match (film.blik(), film.toen().gekozen) {
        (Blik::Zaak(_), _) => effects.push(Effect::Film(Blik::Desk)),
        (Blik::Desk, Some(Item::Zaak(nummer))) => effects.push(Effect::Film(Blik::Zaak(nummer))),
        (Blik::Desk, Some(Item::Melding(_)) | None) => model.meld_fout(Fout::nee("Kies eerst een zaak.")),
    }
}

fn naar_tab(toen: &mut Model, verder: usize) {
    let nu = Tab::ALLE.iter().position(|t| *t == toen.tab).unwrap_or(0);
    if let Some(tab) = Tab::ALLE.get((nu + verder) % Tab::ALLE.len()) {
        kies_tab(toen, *tab);
    }
}

/// Shows a tab and leaves the cursor on its side: on the whole desk it walks the list.
fn kies_tab(toen: &mut Model, tab: Tab) {
    let focus: Focus = toen.focus;
    desk::kies_tab(toen, tab, &mut Vec::new());
    toen.focus = focus;
}
