//! What the mail around a form says that the form itself does not: which inrichting sends it. It is proposed at most,
//! because who sends a mail need not be where something happened.

use std::collections::BTreeMap;

use crate::{
    domain::{
        melding::{Certainty, Field, MeldingKind},
        text::Vertrouwelijk,
    },
    intake::{inrichting, label::KnownField, letter::IncomingLetter, reading::ReadingEnv},
};

/// Proposes the inrichting that sender or subject name, where the form does not say which it is.
pub fn inrichting(
    fields: &mut BTreeMap<String, Field>,
    kind: MeldingKind,
    letter: &IncomingLetter,
    env: ReadingEnv<'_>,
) {
    let labels = env.labels;
    let spec = labels.number_of(labels.name_of(KnownField::Inrichting), None).and_then(|nr| labels.field(nr));
    let Some(name) = spec.and_then(|spec| spec.kept_in.get(&kind)).filter(|name| !fields.contains_key(*name)) else {
        return;
    };
    let Some(found) = inrichting::from_headers(letter, env.inrichtingen) else { return };
    let source = format!("{}, «{}»", found.place, found.words);
    let (value, source) = (Vertrouwelijk::new(&found.name), Vertrouwelijk::new(&source));
    fields.insert(name.clone(), Field { value, source, certainty: Certainty::Proposed });
}
