//! Teaches the desk a label that the officer chose a field for: it goes into the officer's own file, and what its
//! answer says by that field goes back to the desk. Where that is taken back the label goes with it.

use super::label_file::LabelFile;
use crate::{
    acts::taught_answer::TaughtAnswer,
    desk::{
        msg::Msg,
        state::lesson::{Learnt, Lesson},
    },
    domain::{
        error::{Error, Result},
        inrichting::Inrichtingen,
        melding::MeldingKind,
        sanitize,
        text::Vertrouwelijk,
    },
    intake,
    log::history::Direction,
};

/// Teaches it, for all mail from the domain of its sender.
pub fn teach(lesson: Lesson, labels: &LabelFile, inrichtingen: &Inrichtingen) -> Msg {
    match learn(&lesson, labels, inrichtingen) {
        Ok(value) => Msg::Learnt(Box::new(Learnt { lesson, value })),
        Err(error) => Msg::Failed(error),
    }
}

fn learn(lesson: &Lesson, labels: &LabelFile, inrichtingen: &Inrichtingen) -> Result<String> {
    let taught = labels.current();
    let label = taught.sensible_lesson(
        lesson.pair.label.read(),
        &lesson.field,
        known_form(lesson.kind),
        domain_of(&lesson.sender),
    )?;
    let answer = lesson.pair.answer.read();
    let Some(value) = intake::read_answer((&taught, &label), answer, lesson.sent, inrichtingen)? else {
        let name = sanitize::line(lesson.pair.label.read());
        let sentence = format!("Niet geleerd: wat achter «{name}» staat past niet bij {}.", label.words_for_field());
        return Err(Error::no(sentence).hint("Kies een ander veld, of vul het veld zelf in."));
    };
    labels.teach(&label)?;
    Ok(value)
}

/// Takes the label of an answer back, or teaches it again; answers what stood in the way.
pub fn turn(taught: &TaughtAnswer, direction: Direction, labels: &LabelFile) -> Option<Msg> {
    turn_in(taught, direction, labels).err().map(Msg::Failed)
}

/// The same, for who is no desk.
///
/// # Errors
/// When the file of the labels holds a fault or cannot be written.
pub fn turn_in(taught: &TaughtAnswer, direction: Direction, labels: &LabelFile) -> Result<()> {
    let (kind, domain) = (known_form(taught.kind), domain_of(&taught.sender));
    let label = labels.current().lesson(taught.label.read(), &taught.field, kind, domain)?;
    match direction {
        Direction::Undo => labels.forget(&label),
        Direction::Redo => labels.teach(&label).map(drop),
    }
}

/// The form whose names of fields are meant.
fn known_form(kind: MeldingKind) -> Option<MeldingKind> {
    Some(kind).filter(|kind| kind.is_form())
}

/// The domain of a sender; a mail without an address teaches for every sender.
fn domain_of(sender: &Vertrouwelijk) -> Option<&str> {
    Some(sender.read()).filter(|sender| sender.contains('@'))
}
