//! Choosing which moment of a term counts: one of its readings, a moment by hand, or what is calculated.

use super::form;
use crate::{
    deadline::Lezing,
    desk::{
        model::Model,
        state::{
            form::target,
            layer::{Choice, Layer, PickOption, PickTarget, Picker},
        },
    },
    domain::{ids::Zaaknummer, moment::Moment, termijn_choice::TermijnSetting, termijn_kind::TermijnKind},
    judge::countdown::Countdown,
};

/// What can be chosen for a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermijnOption {
    /// A reading, or `None` for what is calculated.
    Setting(Option<TermijnSetting>),
    /// A moment that is typed.
    ByHand(Moment),
}

/// Asks for the term with the cursor.
pub fn ask(model: &mut Model) {
    let Some(countdown) = model.view.chosen_countdown() else { return };
    let (zaak, kind) = (countdown.zaak, countdown.termijn.kind);
    let mut options: Vec<(PickOption, String)> =
        countdown.termijn.lezingen.iter().map(|l| lezing(countdown, l)).collect();
    options.push(option(
        "met de hand",
        "Een tijd die u zelf opgeeft.".to_owned(),
        "",
        TermijnOption::ByHand(countdown.due),
    ));
    if countdown.ground.is_own() {
        options.push(option(
            "berekend",
            "Terug naar de berekende termijn.".to_owned(),
            "",
            TermijnOption::Setting(None),
        ));
    }
    let title = format!("Termijn {} van zaak {zaak}: wat telt?", kind.label());
    model.session.layers.push(Layer::Picker(Picker::new(PickTarget::Termijn(zaak, kind), title, options)));
}

/// Asks the reason, and for a moment by hand the moment too.
pub fn choose(model: &mut Model, zaak: Zaaknummer, kind: TermijnKind, option: TermijnOption) {
    let form = match option {
        TermijnOption::ByHand(due) => target::termijn(zaak, kind, due),
        TermijnOption::Setting(setting) => target::setting(zaak, kind, setting),
    };
    form::open(model, form);
}

fn lezing(countdown: &Countdown, lezing: &Lezing) -> (PickOption, String) {
    let stamps = [
        (lezing.due == countdown.due, "geldt nu"),
        (lezing.due == countdown.termijn.streng(), "streng"),
        (lezing.due == countdown.termijn.gangbaar(), "gangbaar"),
    ];
    let extra: Vec<&str> = stamps.into_iter().filter_map(|(is, badge)| is.then_some(badge)).collect();
    let setting = TermijnOption::Setting(Some(TermijnSetting::Lezing(lezing.lezing_rule)));
    option(&lezing.due.as_termijn(), lezing.rule.clone(), &extra.join(", "), setting)
}

fn option(badge: &str, text: String, extra: &str, choice: TermijnOption) -> (PickOption, String) {
    let search_text = format!("{badge} {text} {extra}");
    let choice = Choice::Termijn(choice);
    (PickOption { choice, badge: badge.to_owned(), text, extra: extra.to_owned(), unavailable: None }, search_text)
}
