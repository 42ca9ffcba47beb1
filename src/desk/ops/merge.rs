//! Letting a case go up in another on screen: which one, what comes along, and why.

use super::{form, palette};
use crate::{
    desk::{
        model::Model,
        state::{
            form::{FormTarget, target},
            zaak_view::ZaakView,
        },
    },
    domain::ids::Zaaknummer,
    judge::countdown::Countdown,
};

/// Asks in which case the chosen one goes up.
pub fn ask(model: &mut Model) {
    if let Some(source) = model.view.zaak().map(|z| z.number) {
        palette::choose_merge(model, source);
    }
}

/// Says what comes along and what ends, and asks why.
pub fn why(model: &mut Model, source: Zaaknummer, to: Zaaknummer) {
    let explanation = format!("{} Splitsen kan later nog.", consequence(model, source, to));
    let title = format!("Zaak {source} gaat op in {to}");
    form::open(model, target::reason(FormTarget::Merge { source, target: to }, title, explanation));
}

/// Asks why the case is one of its own after all.
pub fn split(model: &mut Model) {
    let Some((source, to)) = model.view.zaak().and_then(|z| z.absorbed_into.map(|to| (z.number, to))) else { return };
    let explanation = format!("Wat zaak {source} in zaak {to} bracht komt terug, voor zover het daar nog is.");
    form::open(
        model,
        target::reason(FormTarget::Split { source }, format!("Zaak {source} splitsen van {to}"), explanation),
    );
}

fn consequence(model: &Model, source: Zaaknummer, to: Zaaknummer) -> String {
    let count = |n: usize, one: &str, more: &str| format!("{n} {}", if n == 1 { one } else { more });
    let Some(out) = model.view.desk.zaken.get(&source) else { return String::new() };
    let feiten = out.feiten.iter().filter(|f| f.status.counted()).count();
    let mut sentence = format!(
        "{} en {} gaan mee.",
        count(out.meldingen.len(), "melding", "meldingen"),
        count(feiten, "feit", "feiten")
    );
    let running = |zaak: &Zaaknummer| {
        model.view.derived.get(zaak).into_iter().flat_map(ZaakView::running).collect::<Vec<&Countdown>>()
    };
    let remaining = running(&to);
    for k in running(&source) {
        let kind = k.termijn.kind;
        if !remaining.iter().any(|b| b.termijn.kind == kind) {
            sentence = format!("{sentence} De termijn {} van {source} vervalt.", kind.label());
        }
    }
    sentence
}
