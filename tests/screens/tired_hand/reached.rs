//! How far the hands come: which commands they give, on which layers and forms they type and what they leave in the
//! log. A promise about every act is worth as much as the hands that come to each.

use std::collections::BTreeSet;

use piket::{
    desk::{
        command::CommandId,
        layer::Layer,
        ops::commands::available,
        state::{key::KeyPress, shielding::Shielding},
    },
    domain::form_target::FormTarget,
};

use crate::desk::TestDesk;

/// What only another terminal, a real store, a copy that came back or the week after leads to.
const ELSEWHERE: [&str; 5] = ["neem-over", "reservekopie", "veld-kiezen", "kopie", "week-heropenen"];

/// The layers, as they are named here.
const LAYERS: [&str; 14] = [
    "formulier",
    "terugbellen",
    "lijst",
    "wegen",
    "wat als",
    "editor",
    "versies",
    "zoeken",
    "film",
    "qr",
    "cijfers",
    "overnemen",
    "wachtwoord",
    "vooruitblik",
];

/// The forms, as they are named where they are kept.
const FORMS: [&str; 34] = [
    "telefoontje",
    "einde-gesprek",
    "gegevens",
    "feit",
    "verbeteren",
    "besluit",
    "stap",
    "ontvangen",
    "rappel",
    "verzonden",
    "kopie",
    "doorlaten",
    "meelezen",
    "doorgemeld",
    "herinnering",
    "herklasseren",
    "rest-nee",
    "lezing",
    "termijn",
    "koppelen",
    "terzijde",
    "veld",
    "samenvoegen",
    "splitsen",
    "beslechten",
    "heropenen",
    "aanvaarden",
    "intrekken",
    "week-heropenen",
    "monitor",
    "cijfers",
    "overdracht-lezen",
    "overdracht",
    "belantwoord",
];

/// What the hands came to.
#[derive(Debug, Default)]
pub struct Reached {
    commands: BTreeSet<&'static str>,
    layers: BTreeSet<&'static str>,
    forms: BTreeSet<String>,
    events: BTreeSet<&'static str>,
}

impl Reached {
    /// A key is about to be pressed here.
    pub fn key(&mut self, desk: &TestDesk, key: KeyPress) {
        let view = &desk.model.view;
        if view.shielding != Shielding::None {
            return;
        }
        let given = match view.layers.last() {
            None => view.setup.keymap.find(key, &view.scopes()),
            Some(layer) => {
                self.layers.insert(layer_name(layer));
                self.forms.extend(layer.target().as_ref().map(form_name));
                None
            }
        };
        self.commands.extend(given.filter(|id| available(&desk.model, *id).is_ok()).map(|id| id.row().key));
    }

    /// The log as a hand left it.
    pub fn log(&mut self, desk: &TestDesk, from: usize) {
        self.events.extend(desk.fake_store.log.iter().skip(from).map(|entry| entry.event.form().kind));
    }

    /// What no hand came to.
    pub fn missed(&self) -> Vec<String> {
        let commands = CommandId::ALL.iter().map(|id| id.row().key).filter(|key| !self.commands.contains(key));
        let layers = LAYERS.into_iter().filter(|name| !self.layers.contains(name));
        let forms = FORMS.into_iter().filter(|name| !self.forms.contains(*name));
        commands
            .map(|name| ("opdracht", name))
            .chain(layers.map(|name| ("laag", name)))
            .chain(forms.map(|name| ("formulier", name)))
            .filter(|(_, name)| !ELSEWHERE.contains(name))
            .map(|(what, name)| format!("{what} {name}"))
            .collect()
    }

    /// How many of each.
    pub fn told(&self) -> String {
        format!(
            "{} of {} commands, {} of {} layers, {} of {} forms, {} kinds of event: {}",
            self.commands.len(),
            CommandId::ALL.len(),
            self.layers.len(),
            LAYERS.len(),
            self.forms.len(),
            FORMS.len(),
            self.events.len(),
            self.events.iter().copied().collect::<Vec<_>>().join(" "),
        )
    }
}

/// The name of a form where it is kept.
fn form_name(target: &FormTarget) -> String {
    let json = serde_json::to_value(target).unwrap_or_default();
    json.get("formulier").and_then(|name| name.as_str()).unwrap_or_default().to_owned()
}

const fn layer_name(layer: &Layer) -> &'static str {
    match layer {
        Layer::Form(_) => "formulier",
        Layer::CallBack(_) => "terugbellen",
        Layer::Picker(_) => "lijst",
        Layer::Weigh { .. } => "wegen",
        Layer::WhatIf(..) => "wat als",
        Layer::Editor(_) => "editor",
        Layer::Versions(_) => "versies",
        Layer::Search(_) => "zoeken",
        Layer::FilmReading => "leest een film",
        Layer::Film(_) => "film",
        Layer::Qr(_) => "qr",
        Layer::Monitor(_) => "cijfers",
        Layer::Overdracht(_) => "overnemen",
        Layer::Passphrase(_) => "wachtwoord",
        Layer::Horizon(_) => "vooruitblik",
    }
}
