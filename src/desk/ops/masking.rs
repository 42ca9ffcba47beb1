//! Keeps what people said out of lists. Whoever walks past a desk reads the list and the lines before
//! anything else; number, place, row and countdown are enough to work by. A mask is as wide for one
//! word as for a page. What is opened to be read or written (a report, a draft, a form) is no list.

use crate::{
    desk::{
        effect::Effect,
        layer::Layer,
        model::Model,
        state::{
            item::Item,
            reveal::{Reveal, RevealTarget},
            screen::Focus,
            shielding::Shielding,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Error,
    },
};
use chrono::Duration;

/// How long a text stays open.
pub const OPEN: Duration = Duration::seconds(10);

/// Where the cursor is.
fn here(model: &Model) -> Option<RevealTarget> {
    if let Some(Layer::Film(film)) = model.view.layers.last() {
        return film.then().chosen.map(|item| RevealTarget::Film(item, film.at()));
    }
    let item = model.view.chosen?;
    Some(match (item, model.view.focus) {
        (Item::Melding(_), _) | (Item::Zaak(_), Focus::List) => RevealTarget::Item(item),
        (Item::Zaak(_), Focus::Detail) => RevealTarget::Line(item, model.view.tab, model.view.detail),
    })
}

/// Opens what the cursor is on, and has it recorded; closes it when it was open.
pub fn reveal(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(place) = here(model) else { return };
    if model.view.revealed.take().is_some_and(|o| o.place == place) {
        model.session.line = None;
        return;
    }
    if !hides(model, place) {
        model.report_error(Error::no("Op deze regel is niets gemaskeerd."));
        return;
    }
    let object = match place {
        RevealTarget::Item(item) | RevealTarget::Line(item, _, _) | RevealTarget::Film(item, _) => item.number(),
    };
    let (act, result, origin) = (AuditAct::Revealed, Outcome::Succeeded, Origin::Desk);
    effects.push(Effect::Audit(Audit { act, object, result, origin }));
    model.view.revealed = Some(Reveal { place, until: model.view.uptime.plus(OPEN) });
    model.say("Tien seconden te lezen; dat wordt vastgelegd.");
}

/// Has it recorded, once, that a report or a draft was opened to be read: those are not masked.
pub fn note_reading(model: &mut Model, effects: &mut Vec<Effect>) {
    if !matches!(model.view.shielding, Shielding::None) {
        return;
    }
    let top = model.view.layers.last();
    let read = if let Some(Layer::Editor(editor)) = top {
        Item::Zaak(editor.zaak)
    } else if let Some(Layer::Versions(versions)) = top {
        Item::Zaak(versions.zaak)
    } else if let (None, Focus::Detail, Some(item @ Item::Melding(_))) = (top, model.view.focus, model.view.chosen) {
        item
    } else {
        return;
    };
    if model.session.read.insert(read) {
        let object = read.number();
        let (act, result, origin) = (AuditAct::Opened, Outcome::Succeeded, Origin::Desk);
        effects.push(Effect::Audit(Audit { act, object, result, origin }));
    }
}

/// Masks again what was open long enough or is no longer looked at.
pub fn close(model: &mut Model) {
    if let Some(open) = model.view.revealed {
        close_one(model, open);
    }
    set_film(model);
}

fn close_one(model: &mut Model, open: Reveal) {
    if open.until <= model.view.uptime || here(model) != Some(open.place) {
        model.view.revealed = None;
        model.dirty = true;
    }
}

/// The film draws a desk of its own, on which the same line is open.
fn set_film(model: &mut Model) {
    let open = model.view.revealed.and_then(|o| match o.place {
        RevealTarget::Film(item, _) => Some(Reveal { place: RevealTarget::Item(item), until: o.until }),
        RevealTarget::Item(_) | RevealTarget::Line(..) => None,
    });
    if let Some(Layer::Film(film)) = model.view.layers.last_mut() {
        film.reveal(open);
    }
}

/// True when a text there is masked.
fn hides(model: &Model, place: RevealTarget) -> bool {
    if let (RevealTarget::Film(item, _), Some(Layer::Film(film))) = (place, model.view.layers.last()) {
        return film.then().hides(RevealTarget::Item(item));
    }
    model.view.hides(place)
}
