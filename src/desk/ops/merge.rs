//! Letting a case go up in another on screen: which one, what comes along, and why.

use super::chooser;
use crate::{
    acts::{Act, MergeZaken, SplitZaak},
    desk::{
        layer::{Choice, Picker},
        model::Model,
        state::{form::Form, zaak_view::ZaakView},
    },
    domain::{form_target::FormTarget, ids::Zaaknummer, sanitize},
    judge::{countdown::Countdown, proposal, repeat},
    log::zaak::Zaak,
};

/// Asks in which case the chosen one goes up; the ones it looks like first.
pub fn ask(model: &mut Model) {
    let Some(zaak) = model.view.zaak() else { return };
    let source = zaak.number;
    let proposals = proposal::similar(&model.view.desk, &model.view.setup.book, zaak);
    let choice = |to: &Zaak| Choice::Form(Box::new(why(model, source, to.number)));
    let options = chooser::zaak_options(model, &proposals, zaak.plek(), Some(source), choice);
    let picker = Picker::new(format!("Zaak {source} gaat op in"), chooser::SEARCHES, options);
    let fits = (!proposals.is_empty()).then_some(0);
    model.open_picker(picker.opened_on(fits).unchosen("Kies met ↓ een zaak, of typ om te zoeken."));
}

/// Says what comes along and what ends, and asks why.
pub fn why(model: &Model, source: Zaaknummer, target: Zaaknummer) -> Form {
    let explanation = format!("{} Splitsen kan later nog.", consequence(model, source, target));
    let (key, title) = (FormTarget::Merge { source, target }, format!("Zaak {source} gaat op in {target}"));
    Form::for_reason(key, title, explanation, move |reason| Act::MergeZaken(MergeZaken { source, target, reason }))
}

/// Asks why the case is one of its own after all.
pub fn split(model: &mut Model) {
    let split = model.view.zaak().and_then(|z| z.absorbed_into.map(|to| (z.number, to)));
    let Some((source, to)) = split else { return };
    let explanation = format!("Wat zaak {source} in zaak {to} bracht komt terug, voor zover het daar nog is.");
    let (key, title) = (FormTarget::Split { zaak: source }, format!("Zaak {source} splitsen van {to}"));
    let form = Form::for_reason(key, title, explanation, move |reason| Act::SplitZaak(SplitZaak { source, reason }));
    model.open_form(form);
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
    let against = model.view.desk.zaken.get(&to).and_then(|target| {
        let book = model.view.context().book_at(target);
        repeat::against(&model.view.desk, book, out, target)
    });
    if let Some(misfit) = against {
        sentence = format!("{}. {sentence}", sanitize::capitalize(&format!("let op: {}", misfit.words())));
    }
    let running = |zaak: &Zaaknummer| {
        model.view.derived.get(zaak).into_iter().flat_map(ZaakView::running).collect::<Vec<&Countdown>>()
    };
    let remaining = running(&to);
    for k in running(&source) {
        let kind = k.termijn.kind;
        if !remaining.iter().any(|b| b.termijn.kind == kind) {
            sentence = format!("{sentence} De termijn {} van {source} vervalt.", k.termijn.label);
        }
    }
    sentence
}
