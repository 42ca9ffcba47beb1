//! The papers about a whole case: asked for with one key, written beside the messages, and in the audit once they are.

use crate::{
    desk::{effect::Effect, model::Model, state::dossier_order::DossierOrder},
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        dossier_kind::DossierKind,
        error::Result,
        ids::Zaaknummer,
        sanitize,
    },
    log::zaak::Zaak,
};

/// Has a paper about the chosen case written.
pub fn ask(model: &mut Model, kind: DossierKind, effects: &mut Vec<Effect>) {
    let view = &model.view;
    let Some(zaak) = view.zaak() else { return };
    let countdowns = view.derived.get(&zaak.number).and_then(|z| z.countdowns.clone().ok()).unwrap_or_default();
    let order = DossierOrder {
        kind,
        zaak: zaak.number,
        book: view.setup.book.clone(),
        inrichting: Zaak::plek(zaak).and_then(|plek| view.setup.inrichtingen.by_name(plek)).cloned(),
        countdowns,
        addresses: view.setup.addresses.clone(),
        sender: view.setup.sender.clone(),
        now: view.now,
    };
    effects.push(Effect::Dossier(Box::new(order)));
    model.say(sanitize::capitalize(&format!("{} wordt gemaakt.", kind.with_article())));
}

/// A paper was written, or could not be.
pub fn written(
    model: &mut Model,
    zaak: Zaaknummer,
    kind: DossierKind,
    written: Result<String>,
    effects: &mut Vec<Effect>,
) {
    model.dirty = true;
    let result = if written.is_ok() { Outcome::Succeeded } else { Outcome::Refused };
    let object = format!("{zaak} {}", kind.code());
    effects.push(Effect::Audit(Audit { act: AuditAct::Exported, object, result, origin: Origin::Desk }));
    match written {
        Ok(sentence) => model.say(sentence),
        Err(error) => model.report_error(error),
    }
}
