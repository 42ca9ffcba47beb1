//! Keeps what people said out of lists. Whoever walks past a desk reads the list and the lines before
//! anything else; number, place, row and countdown are enough to work by. A mask is as wide for one
//! word as for a page. What is opened to be read or written (a report, a draft, a form) is no list.

use crate::{
    desk::{
        effect::Effect,
        model::Model,
        state::{
            item::Item,
            layer::Layer,
            reveal::{Masking, Reveal, RevealTarget},
            screen::{Focus, Tab},
            shielding::Shielding,
        },
    },
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Error,
        text::Vertrouwelijk,
    },
    judge::{narrative, visibility::Visibility},
    log::event::{Entry, LogEvent},
};
use chrono::Duration;

/// How long a text stays open.
pub const OPEN: Duration = Duration::seconds(10);

/// Where the cursor is.
fn here(model: &Model) -> Option<RevealTarget> {
    if let Some(Layer::Film(film)) = model.layers.last() {
        return film.then().chosen.map(|item| RevealTarget::Film(item, film.at()));
    }
    let item = model.chosen?;
    Some(match (item, model.focus) {
        (Item::Melding(_), _) | (Item::Zaak(_), Focus::List) => RevealTarget::Item(item),
        (Item::Zaak(_), Focus::Detail) => RevealTarget::Line(item, model.tab, model.detail),
    })
}

/// How a line of the left-hand list, or of a chooser, is read.
pub fn item_visibility(model: &Model, item: Item) -> Visibility {
    match (model.inrichting.masking, model.revealed.map(|o| o.place)) {
        (Masking::Off, _) => Visibility::Open,
        (Masking::On, Some(RevealTarget::Item(open))) if open == item => Visibility::Open,
        (Masking::On, _) => Visibility::Masked,
    }
}

/// How a line of the tab on the right-hand side is read.
pub fn line_visibility(model: &Model, line: usize) -> Visibility {
    let open = match (model.inrichting.masking, model.revealed.map(|o| o.place)) {
        (Masking::Off, _) | (Masking::On, Some(RevealTarget::Item(_))) => true,
        (Masking::On, Some(RevealTarget::Line(_, _, open))) => open == line,
        (Masking::On, Some(RevealTarget::Feit(_, number))) => {
            let feit = model.zaak().and_then(|z| z.feiten.get(line));
            model.tab == Tab::Beeld && feit.is_some_and(|f| f.number == number)
        }
        (Masking::On, Some(RevealTarget::Film(..)) | None) => false,
    };
    if open { Visibility::Open } else { Visibility::Masked }
}

/// How the sentence of an entry is read.
pub fn entry_visibility(model: &Model, event: &LogEvent) -> Visibility {
    let open = match (model.inrichting.masking, model.revealed.map(|o| o.place)) {
        (Masking::Off, _) => true,
        (Masking::On, Some(RevealTarget::Item(Item::Zaak(zaak)))) => event.zaak() == Some(zaak),
        (Masking::On, Some(RevealTarget::Item(Item::Melding(melding)))) => event.melding() == Some(melding),
        (Masking::On, Some(RevealTarget::Line(..) | RevealTarget::Feit(..) | RevealTarget::Film(..)) | None) => false,
    };
    if open { Visibility::Open } else { Visibility::Masked }
}

/// Opens what the cursor is on, and has it recorded; closes it when it was open.
pub fn reveal(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(place) = here(model) else { return };
    if model.revealed.take().is_some_and(|o| o.place == place) {
        model.line = None;
        return;
    }
    if !hides(model, place) {
        model.report_error(Error::no("Op deze regel is niets gemaskeerd."));
        return;
    }
    let object = match place {
        RevealTarget::Item(item) | RevealTarget::Line(item, _, _) | RevealTarget::Film(item, _) => item.number(),
        RevealTarget::Feit(zaak, _) => zaak.to_string(),
    };
    let (act, result, origin) = (AuditAct::Revealed, Outcome::Succeeded, Origin::Desk);
    effects.push(Effect::Audit(Audit { act, object, result, origin }));
    model.revealed = Some(Reveal { place, until: model.now.plus(OPEN) });
    model.say("Tien seconden te lezen; dat wordt vastgelegd.");
}

/// Has it recorded, once, that a report or a draft was opened to be read: those are not masked.
pub fn note_reading(model: &mut Model, effects: &mut Vec<Effect>) {
    if !matches!(model.shielding, Shielding::None) {
        return;
    }
    let read = match (model.layers.last(), model.chosen) {
        (Some(Layer::Editor(editor)), _) => Item::Zaak(editor.zaak),
        (None, Some(item @ Item::Melding(_))) => item,
        _ => return,
    };
    if model.read.insert(read) {
        let object = read.number();
        let (act, result, origin) = (AuditAct::Opened, Outcome::Succeeded, Origin::Desk);
        effects.push(Effect::Audit(Audit { act, object, result, origin }));
    }
}

/// Leaves a fact that this desk recorded just now open for a while.
pub fn read_back(model: &mut Model, entries: &[Entry]) {
    if let [Entry { event: LogEvent::FeitNoted { zaak, feit, .. }, .. }] = entries {
        model.revealed = Some(Reveal { place: RevealTarget::Feit(*zaak, *feit), until: model.now.plus(OPEN) });
    }
}

/// Masks again what was open long enough or is no longer looked at.
pub fn close(model: &mut Model) {
    if let Some(open) = model.revealed {
        close_one(model, open);
    }
    set_film(model);
}

fn close_one(model: &mut Model, open: Reveal) {
    let viewed = match open.place {
        RevealTarget::Item(_) | RevealTarget::Line(..) | RevealTarget::Film(..) => here(model) == Some(open.place),
        RevealTarget::Feit(zaak, _) => model.chosen == Some(Item::Zaak(zaak)),
    };
    if open.until <= model.now || !viewed {
        model.revealed = None;
        model.dirty = true;
    }
}

/// The film draws a desk of its own, on which the same line is open.
fn set_film(model: &mut Model) {
    let open = model.revealed.and_then(|o| match o.place {
        RevealTarget::Film(item, _) => Some(Reveal { place: RevealTarget::Item(item), until: o.until }),
        RevealTarget::Item(_) | RevealTarget::Line(..) | RevealTarget::Feit(..) => None,
    });
    if let Some(Layer::Film(film)) = model.layers.last_mut() {
        film.reveal(open);
    }
}

/// True when a text there is masked.
fn hides(model: &Model, place: RevealTarget) -> bool {
    match place {
        RevealTarget::Item(Item::Melding(number)) => model
            .desk
            .meldingen
            .get(&number)
            .is_some_and(|m| Visibility::Open.headline(m) != Visibility::Masked.headline(m)),
        RevealTarget::Item(Item::Zaak(_)) => {
            let plek = model.zaak().and_then(|z| z.inrichting.as_ref());
            let different = plek.is_some_and(|p| Visibility::Open.plek(p) != Visibility::Masked.plek(p));
            different
                || Tab::ALL.into_iter().any(|tab| (0..model.lines_of(tab)).any(|line| line_hides(model, tab, line)))
        }
        RevealTarget::Line(_, tab, line) => line_hides(model, tab, line),
        RevealTarget::Film(item, _) => match model.layers.last() {
            Some(Layer::Film(film)) => hides(film.then(), RevealTarget::Item(item)),
            _ => false,
        },
        RevealTarget::Feit(..) => model.inrichting.masking == Masking::On,
    }
}

fn line_hides(model: &Model, tab: Tab, line: usize) -> bool {
    let (Some(zaak), Some(beeld)) = (model.zaak(), model.beeld()) else { return false };
    match tab {
        Tab::Checklist => beeld.steps.get(line) != beeld.masked.get(line),
        Tab::Drafts => {
            let kind = crate::domain::draft::DraftKind::ALL.get(line);
            let plek = kind.and_then(|s| beeld.steps.iter().position(|r| r.step == s.step()));
            plek.is_some_and(|i| beeld.steps.get(i) != beeld.masked.get(i))
        }
        Tab::Beeld => zaak.feiten.get(line).is_some_and(|f| filled(&f.text) || filled(&f.source)),
        Tab::Timeline => {
            let entry = model.timeline.as_ref().filter(|(nr, _)| *nr == zaak.number).and_then(|(_, e)| e.get(line));
            entry.is_some_and(|e| {
                narrative::sentence(&e.event, Visibility::Open) != narrative::sentence(&e.event, Visibility::Masked)
            })
        }
        Tab::Termijnen => {
            let countdowns = beeld.countdowns.as_ref().map_or(0, Vec::len);
            if let Some(plek) = line.checked_sub(countdowns) {
                return zaak.running_reminders().nth(plek).is_some_and(|h| filled(&h.text));
            }
            let countdown = beeld.countdowns.iter().flatten().nth(line);
            countdown.and_then(|k| zaak.termijn_choices.get(&k.termijn.kind)).is_some_and(|k| filled(&k.reason))
        }
    }
}

fn filled(text: &Vertrouwelijk) -> bool {
    text.filled().is_some()
}
