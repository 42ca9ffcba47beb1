//! The views that are kept: those of the desk, and the searches that the settings name.

use super::{chooser::SEARCHES, search};
use crate::{
    desk::{
        effect::Effect,
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{lens::Lens, screen::Focus},
    },
    domain::{rank::FoundBy, sanitize},
};

/// Asks which one, each with how much is in it.
pub fn ask(model: &mut Model) {
    let of_desk = Lens::ALL.into_iter().map(|lens| {
        let count = match model.view.count(lens) {
            1 => "1 zaak".to_owned(),
            count => format!("{count} zaken"),
        };
        let extra = if lens == Lens::All { String::new() } else { format!("{count}. ") };
        option(Choice::View(lens), lens.label(), format!("{extra}{}", lens.meaning()))
    });
    let own = model.view.setup.views.iter();
    let own = own.map(|(name, words)| option(Choice::Search(words.clone()), name, format!("Zoekt «{words}».")));
    let options = of_desk.chain(own).collect();
    model.open_picker(Picker::new("Weergave", SEARCHES, options).columns(18));
}

fn option(choice: Choice, name: &str, extra: String) -> (PickOption, FoundBy) {
    let option = PickOption {
        choice,
        badge: String::new(),
        text: sanitize::capitalize(name),
        extra,
        unavailable: None,
        explanation: None,
        heading: None,
    };
    (option, FoundBy::name(name))
}

/// Shows this part of the desk.
pub fn show(model: &mut Model, lens: Lens) {
    model.view.stop_search();
    model.view.focus = Focus::List;
    model.view.look_through(lens);
    if lens != Lens::All {
        let (shown, all) = (model.view.list.len(), model.view.count(Lens::Open));
        model.say(format!("Weergave «{}»: {shown} van {all} open zaken. Esc toont alles weer.", lens.label()));
    }
}

/// Searches for the words of a view of the officer's own.
pub fn find(model: &mut Model, words: String, effects: &mut Vec<Effect>) {
    model.view.stop_search();
    model.view.focus = Focus::List;
    model.view.search = words;
    search::again(model, effects);
}
