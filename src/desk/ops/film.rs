//! The keys of the nachtfilm: stepping through time, and looking about in the desk of then. None of
//! them can change anything, because none of them asks the world for more than another film.

use chrono::Duration;

use crate::{
    desk::{
        effect::Effect,
        film::Film,
        layer::Layer,
        model::Model,
        ops::masking,
        state::{
            item::Item,
            key::{KeyPress, KeySym},
            screen::{Focus, Neighbour, Tab},
        },
        view::View,
    },
    domain::error::Error,
    judge::film_scope::FilmScope,
    log::event::Entry,
};

/// Asks for the film of the chosen case, or of the whole desk where no case is chosen.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let scope = match model.view.chosen {
        Some(Item::Zaak(number)) => FilmScope::Zaak(number),
        Some(Item::Melding(_)) | None => FilmScope::Desk,
    };
    model.view.layers.push(Layer::FilmReading);
    effects.push(Effect::Film(scope));
}

/// Leaves before the film has begun.
pub fn handle_key(model: &mut Model, key: KeyPress) {
    if key.code == KeySym::Esc {
        model.view.layers.pop();
    }
}

/// The entries are there: a film begins at its end, and another one of the same night where this one
/// was stopped.
pub fn start(model: &mut Model, scope: FilmScope, entries: Vec<Entry>) {
    let Some(at) = model.view.layers.last().and_then(|layer| layer.film_begin(model.view.now)) else { return };
    let was = model.view.layers.pop();
    let Some(mut film) = Film::new(scope, entries, at, &model.view.setup) else {
        model.say("Er is nog niets vastgelegd.");
        return;
    };
    if let Some(Layer::Film(was)) = was
        && let Some(zaak) = was.scope().zaak()
    {
        film.browse(|then| then.choose_from_list(Item::Zaak(zaak)));
    }
    // The film has its keys where the last sentence stands.
    model.session.line = None;
    model.view.layers.push(Layer::Film(Box::new(film)));
}

/// Takes a key for the film.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Film(film)) = model.view.layers.last_mut() else { return };
    let hour = Duration::hours(1);
    let (first, last) = film.span();
    match key.code {
        KeySym::Esc | KeySym::Char('q' | 'F') => {
            model.view.layers.pop();
        }
        KeySym::Left | KeySym::Char('h') => film.back(),
        KeySym::Right | KeySym::Char('l') => film.advance(),
        KeySym::PgUp => film.go_to(film.at().plus(-hour)),
        KeySym::PgDn => film.go_to(film.at().plus(hour)),
        KeySym::Home | KeySym::Char('g') => film.go_to(first),
        KeySym::End | KeySym::Char('G') => film.go_to(last),
        KeySym::Char('b') => match film.next_besluit() {
            Some(at) => film.go_to(at),
            None => model.report_error(Error::no("Hierna is niets meer besloten.")),
        },
        KeySym::Char('B') => match film.previous_besluit() {
            Some(at) => film.go_to(at),
            None => model.report_error(Error::no("Hiervoor was nog niets besloten.")),
        },
        KeySym::Char('d') | KeySym::Enter => toggle(model, effects),
        KeySym::Char('m') => masking::reveal(model, effects),
        KeySym::Down | KeySym::Char('j') => film.browse(|then| then.move_selection(1)),
        KeySym::Up | KeySym::Char('k') => film.browse(|then| then.move_selection(-1)),
        KeySym::Tab => film.browse(|then| choose_tab(then, then.tab_beside(Neighbour::Next))),
        KeySym::TabBack => film.browse(|then| choose_tab(then, then.tab_beside(Neighbour::Previous))),
        KeySym::Char(c) => {
            let pos = c.to_digit(10).and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1));
            if let Some(tab) = pos.and_then(|n| Tab::ALL.get(n)) {
                film.browse(|then| choose_tab(then, *tab));
            }
        }
        KeySym::F(_) | KeySym::Backspace | KeySym::Delete => {}
    }
}

/// From the case to the whole desk at the same moment, and to the case with the cursor.
fn toggle(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Layer::Film(film)) = model.view.layers.last() else { return };
    match (film.scope(), film.then().chosen) {
        (FilmScope::Zaak(_), _) => effects.push(Effect::Film(FilmScope::Desk)),
        (FilmScope::Desk, Some(Item::Zaak(number))) => effects.push(Effect::Film(FilmScope::Zaak(number))),
        (FilmScope::Desk, Some(Item::Melding(_)) | None) => model.report_error(Error::no("Kies eerst een zaak.")),
    }
}

/// Shows a tab and leaves the cursor on its side: on the whole desk it walks the list.
fn choose_tab(then: &mut View, tab: Tab) {
    let focus: Focus = then.focus;
    then.choose_tab(tab);
    then.focus = focus;
}
