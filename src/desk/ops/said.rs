//! What the desk said in this session, the last of it first: a sentence that passed by while somebody was on the
//! phone is not gone.

use crate::{
    desk::{
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::screen::StatusLine,
    },
    domain::{error::Error, rank::FoundBy, sanitize},
};

/// Shows it.
pub fn list(model: &mut Model) {
    let options: Vec<_> = model.session.said.iter().rev().map(|(line, at)| option(line, at.short())).collect();
    if options.is_empty() {
        model.report_error(Error::no("De desk heeft nog niets gezegd."));
        return;
    }
    model.open_picker(Picker::new("Wat de desk zei", "typ om te zoeken", options));
}

fn option(line: &StatusLine, at: String) -> (PickOption, FoundBy) {
    let (text, extra) = match line {
        StatusLine::Done(sentence) => (sentence.clone(), ""),
        StatusLine::Error(error) => (error.to_string(), "lukte niet"),
    };
    let text = sanitize::line(&text);
    let found_by = FoundBy::name(&text).words(extra);
    let option = PickOption {
        choice: Choice::Nothing,
        badge: at,
        text: text.clone(),
        extra: extra.to_owned(),
        unavailable: None,
        explanation: Some(text),
        heading: None,
    };
    (option, found_by)
}
