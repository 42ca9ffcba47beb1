//! Teaches the desk a label that the officer chose a field for: it goes into the officer's own file, and what its
//! answer says by that field goes back to the desk.

use super::label_file::LabelFile;
use crate::{
    desk::{
        msg::Msg,
        state::lesson::{Learnt, Lesson},
    },
    domain::{error::Result, inrichting::Inrichtingen},
    intake::{self, TaughtLabel},
};

/// Teaches it, for all mail from the domain of its sender.
pub fn teach(lesson: Lesson, labels: &LabelFile, inrichtingen: &Inrichtingen) -> Msg {
    match learn(&lesson, labels, inrichtingen) {
        Ok(value) => Msg::Learnt(Box::new(Learnt { lesson, value })),
        Err(error) => Msg::Failed(error),
    }
}

fn learn(lesson: &Lesson, labels: &LabelFile, inrichtingen: &Inrichtingen) -> Result<Option<String>> {
    // A mail without an address teaches for every sender.
    let domain = Some(lesson.sender.read()).filter(|sender| sender.contains('@'));
    let kind = Some(lesson.kind).filter(|kind| kind.is_form());
    let label = TaughtLabel::new(lesson.pair.label.read(), &lesson.field, kind, domain)?;
    let value = intake::read_answer(&label, lesson.pair.answer.read(), lesson.sent, inrichtingen)?;
    labels.teach(&label)?;
    Ok(value)
}
