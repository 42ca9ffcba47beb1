//! What a message is made from: the case and all that its templates look at, so that it can be made elsewhere.

use crate::{
    domain::{inrichting::Inrichting, message_sender::MessageSender, moment::Moment},
    judge::case_surroundings::CaseSurroundings,
    log::zaak::Zaak,
    rules::book::Book,
};

/// What a template is filled in from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMaterial {
    /// The case as it stands.
    pub zaak: Zaak,
    /// The rule book it is judged with.
    pub book: Book,
    /// Its inrichting, where that is known.
    pub inrichting: Option<Inrichting>,
    /// What stands around it.
    pub context: CaseSurroundings,
    /// Who signs it.
    pub sender: MessageSender,
    /// When the text was asked for.
    pub now: Moment,
}
