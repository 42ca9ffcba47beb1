//! The register of provisions of a case on screen: who got what, how and on which ground, read off its log.

use crate::{
    desk::{
        effect::Effect,
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{item::Item, shielding::Shielding},
    },
    domain::{error::Error, ids::Zaaknummer, rank::FoundBy, sanitize},
    judge::{
        provisions::{Provision, provisions},
        visibility::Visibility,
    },
};

/// Shows the register of the chosen case, as soon as its log is read.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(number) = model.view.zaak().map(|z| z.number) else { return };
    if model.view.timeline.as_ref().is_some_and(|(there, _)| *there == number) {
        return show(model, number);
    }
    model.session.register_of = Some(number);
    effects.push(Effect::Timeline(number));
}

/// The log of a case was read; who went on to something else meanwhile is not disturbed.
pub fn read(model: &mut Model, zaak: Zaaknummer) {
    let is_free = model.view.layers.is_empty() && matches!(model.view.shielding, Shielding::None);
    if model.session.register_of.take() == Some(zaak) && is_free {
        show(model, zaak);
    }
}

fn show(model: &mut Model, zaak: Zaaknummer) {
    let visibility = model.view.item_visibility(Item::Zaak(zaak));
    let all = model
        .view
        .timeline
        .as_ref()
        .map(|(_, entries)| provisions(entries, &model.view.setup.addresses, &|zaak| model.view.book_of(zaak)))
        .unwrap_or_default();
    if all.is_empty() {
        model.report_error(Error::no("Over deze zaak is nog niets verstrekt."));
        return;
    }
    let options = all.iter().rev().map(|p| option(p, visibility)).collect();
    let picker = Picker::new(format!("Verstrekt over zaak {zaak}"), "typ om te zoeken", options).columns(52);
    model.open_picker(picker);
}

fn option(p: &Provision, visibility: Visibility) -> (PickOption, FoundBy) {
    let channel = p.channel.as_ref().map_or("telefoon", |channel| visibility.channel(channel));
    let text = format!("{} aan {}", p.what(), sanitize::line(visibility.read(&p.to)));
    let reason = p.provided.as_ref().and_then(|g| g.reason.as_ref()).and_then(|reason| visibility.filled(reason));
    let ground = match &p.provided {
        Some(ground) if !ground.ground.is_empty() => format!("Doel: {}. Grondslag: {}.", ground.purpose, ground.ground),
        Some(_) => "Zonder grondslag in het adresboek.".to_owned(),
        None => "Van vóór het adresboek; de grondslag is niet vastgelegd.".to_owned(),
    };
    let outside = reason.map_or_else(String::new, |r| format!(" Reden: {}", sanitize::line(r)));
    let found_by = FoundBy::name(&text);
    let option = PickOption {
        choice: Choice::ToItem(Item::Zaak(p.zaak)),
        badge: p.at.short(),
        text,
        extra: String::new(),
        unavailable: None,
        explanation: Some(format!("Per {}. {ground}{outside}", sanitize::line(channel))),
        heading: None,
    };
    (option, found_by)
}
