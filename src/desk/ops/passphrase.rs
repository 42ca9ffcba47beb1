//! A passphrase that is asked over the desk: typing it, and what it leads to.

use super::{overdracht, overdracht_screen};
use crate::desk::{
    effect::Effect,
    layer::Layer,
    model::Model,
    state::{
        key::KeyPress,
        passphrase::PromptOutcome,
        passphrase_question::{PassphrasePurpose, PassphraseQuestion},
    },
};

/// Asks.
pub fn ask(model: &mut Model, question: PassphraseQuestion) {
    model.view.layers.push(Layer::Passphrase(Box::new(question)));
}

/// Takes a key for the question on top.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let now = model.view.now;
    let Some(Layer::Passphrase(question)) = model.view.layers.last_mut() else { return };
    match question.prompt.key(key, now) {
        PromptOutcome::Nothing => {}
        PromptOutcome::Stop => {
            model.view.layers.pop();
            model.say("Er is niets gedaan.");
        }
        PromptOutcome::Attempt(passphrase) => {
            let Some(Layer::Passphrase(question)) = model.view.layers.pop() else { return };
            match question.answered(passphrase) {
                PassphrasePurpose::Close(order) => overdracht::make(model, order, effects),
                PassphrasePurpose::Open(reading) => overdracht_screen::open(model, reading, effects),
            }
        }
    }
}

/// Pasted into the question on top.
pub fn paste(question: &mut PassphraseQuestion, text: &str) {
    question.prompt.paste(text);
}
