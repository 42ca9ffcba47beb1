//! A dossier that is to be written, whole: whoever does it needs no look at the desk.

use std::sync::Arc;

use crate::{
    domain::{
        dossier_kind::DossierKind, ids::Zaaknummer, inrichting::Inrichting, message_sender::MessageSender,
        moment::Moment,
    },
    judge::countdown::Countdown,
    rules::{address_book::AddressBook, book::Book},
};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierOrder {
    /// Which paper.
    pub kind: DossierKind,
    /// About which case.
    pub zaak: Zaaknummer,
    /// The rule book it is judged with.
    pub book: Book,
    /// Its inrichting, where that is known.
    pub inrichting: Option<Inrichting>,
    /// Its terms, as the desk counts them down.
    pub countdowns: Vec<Countdown>,
    /// On which ground whom may be told what.
    pub addresses: Arc<AddressBook>,
    /// Who makes it.
    pub sender: MessageSender,
    /// When it was asked for.
    pub now: Moment,
}
