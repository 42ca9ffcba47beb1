//! Settling a contradiction on screen: the two sources side by side, and the officer picks one.

use crate::{
    acts::{Act, Settle},
    desk::{
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{form::Form, screen::Tab},
    },
    domain::{
        feit::FeitNumber,
        form_target::FormTarget,
        ids::Zaaknummer,
        rank::FoundBy,
        sanitize,
        tegenspraak::{Ruling, Tegenspraak, clock_times},
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
                option(
                    choice(number, &about, Ruling::First),
                    &format!("feit {earlier}"),
                    feit_text(model, zaak, *earlier),
                ),
                option(
                    choice(number, &about, Ruling::Second),
                    &format!("feit {later}"),
                    feit_text(model, zaak, *later),
                ),
                option(
                    choice(number, &about, Ruling::Both),
                    "beide",
                    "Het een sluit het ander niet uit, met een reden.".to_owned(),
                ),
            ],
        ),
        Tegenspraak::Time { time, zaak, melding, named } => {
            let (own, named) = clock_times(*zaak, *named);
            (
                time.label().to_owned(),
                vec![
                    option(choice(number, &about, Ruling::First), "de zaak", format!("{own} telt")),
                    option(
                        choice(number, &about, Ruling::Second),
                        &melding.to_string(),
                        format!("{named} telt; de zaak krijgt deze tijd"),
                    ),
                ],
            )
        }
    };
    let title = format!("Zaak {number}, {heading}: wat telt?");
    let hint = "wat niet telt blijft staan, doorgehaald of in de melding";
    model.open_picker(Picker::new(title, hint, options));
}

/// What picking leads to; that both may stand asks a reason first.
fn choice(zaak: Zaaknummer, about: &Tegenspraak, ruling: Ruling) -> Choice {
    let about = about.clone();
    match (&about, ruling) {
        (Tegenspraak::Feiten { .. }, Ruling::Both) => Choice::Form(Box::new(both_stand(zaak, &about))),
        (Tegenspraak::Feiten { .. }, Ruling::First | Ruling::Second) | (Tegenspraak::Time { .. }, _) => {
            Choice::Act(Act::Settle(Settle { zaak, about, ruling, reason: String::new() }))
        }
    }
}

/// Asks why both of two facts may stand.
pub fn both_stand(zaak: Zaaknummer, about: &Tegenspraak) -> Form {
    let explanation = format!("{}. Waarom mag dat zo blijven?", sanitize::capitalize(&about.words()));
    let (target, about) = (FormTarget::Settle { zaak, about: about.clone() }, about.clone());
    Form::for_reason(target, "Beide kloppen", explanation, move |reason| {
        Act::Settle(Settle { zaak, about: about.clone(), ruling: Ruling::Both, reason })
    })
}

fn option(choice: Choice, badge: &str, text: String) -> (PickOption, FoundBy) {
    let found_by = FoundBy::name(&text).called(badge);
    (
        PickOption {
            choice,
            badge: badge.to_owned(),
            text,
            extra: String::new(),
            unavailable: None,
            explanation: None,
            heading: None,
        },
        found_by,
    )
}

fn feit_text(model: &Model, zaak: &Zaak, number: FeitNumber) -> String {
    let pos = zaak.feiten.iter().position(|f| f.number == number);
    pos.and_then(|i| zaak.feiten.get(i).map(|f| model.view.line_visibility(i).read(&f.text)))
        .map(sanitize::line)
        .unwrap_or_default()
}
