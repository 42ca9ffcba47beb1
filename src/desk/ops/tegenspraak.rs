//! Settling a contradiction on screen: the two sources side by side, and the officer picks one.

use super::form;
use crate::{
    acts::act::Act,
    desk::{
        effect::Effect,
        model::Model,
        ops,
        state::{
            form::{FormTarget, target},
            layer::{Choice, Layer, PickOption, PickTarget, Picker},
            screen::Tab,
        },
    },
    domain::{
        ids::Zaaknummer,
        sanitize,
        tegenspraak::{Ruling, Tegenspraak, countdowns},
    },
    judge::tegenspraak::{about_feit, tegenspraken},
    log::zaak::Zaak,
};

/// The contradiction the key is about: that of the fact with the cursor, else the first one.
pub fn chosen(model: &Model) -> Option<Tegenspraak> {
    let zaak = model.view.zaak()?;
    let all = tegenspraken(zaak);
    let feit = match model.view.tab {
        Tab::Beeld => zaak.feiten.get(model.view.detail).map(|f| f.number),
        Tab::Checklist | Tab::Drafts | Tab::Timeline | Tab::Termijnen => None,
    };
    let of_feit = feit.and_then(|number| about_feit(&all, number).next().cloned());
    of_feit.or_else(|| all.into_iter().next())
}

/// Asks which of the two counts.
pub fn ask(model: &mut Model) {
    let Some((zaak, about)) = model.view.zaak().zip(chosen(model)) else { return };
    let number = zaak.number;
    let (heading, options) = match &about {
        Tegenspraak::Feiten { about: what, earlier, later } => (
            what.clone(),
            vec![
                option(&about, Ruling::First, &format!("feit {earlier}"), feit_text(model, zaak, *earlier)),
                option(&about, Ruling::Second, &format!("feit {later}"), feit_text(model, zaak, *later)),
                option(&about, Ruling::Both, "beide", "Het een sluit het ander niet uit, met een reden.".to_owned()),
            ],
        ),
        Tegenspraak::Time { time, zaak, melding, named } => {
            let (own, named) = countdowns(*zaak, *named);
            (
                time.label().to_owned(),
                vec![
                    option(&about, Ruling::First, "de zaak", format!("{own} telt")),
                    option(
                        &about,
                        Ruling::Second,
                        &melding.to_string(),
                        format!("{named} telt; de zaak krijgt deze tijd"),
                    ),
                ],
            )
        }
    };
    let title = format!("Zaak {number}, {heading}: wat telt?");
    model.session.layers.push(Layer::Picker(Picker::new(PickTarget::Tegenspraak(number), title, options)));
}

/// Records what was picked; that both may stand asks a reason first.
pub fn choose(model: &mut Model, zaak: Zaaknummer, about: Tegenspraak, ruling: Ruling, effects: &mut Vec<Effect>) {
    match (&about, ruling) {
        (Tegenspraak::Feiten { .. }, Ruling::Both) => {
            let explanation = format!("{}. Waarom mag dat zo blijven?", sanitize::capitalize(&about.words()));
            form::open(model, target::reason(FormTarget::Settle { zaak, about }, "Beide kloppen", explanation));
        }
        (Tegenspraak::Feiten { .. }, Ruling::First | Ruling::Second) | (Tegenspraak::Time { .. }, _) => {
            let act = Act::Settle { zaak, about, ruling, reason: String::new() };
            ops::say(model, &act, effects);
        }
    }
}

fn option(about: &Tegenspraak, ruling: Ruling, badge: &str, text: String) -> (PickOption, String) {
    let search_text = format!("{badge} {text}");
    let choice = Choice::Ruling(about.clone(), ruling);
    (PickOption { choice, badge: badge.to_owned(), text, extra: String::new(), unavailable: None }, search_text)
}

fn feit_text(model: &Model, zaak: &Zaak, number: u32) -> String {
    let pos = zaak.feiten.iter().position(|f| f.number == number);
    pos.and_then(|i| zaak.feiten.get(i).map(|f| model.view.line_visibility(i).read(&f.text)))
        .map(sanitize::line)
        .unwrap_or_default()
}
