//! What reaches the desk from outside: keys, the clock, and the answers of store and other workers.

use super::toets::Toets;
use crate::domain::{concept::ConceptSoort, desk::Desk, event::Entry, fout::Fout, ids::Zaaknummer, moment::Moment};

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Msg {
    /// A key.
    Toets(Toets),
    /// Pasted text.
    Plak(String),
    /// The wall clock.
    Tik(Moment),
    /// The text field of the editor holds this now.
    EditorTekst(String),
    /// The store committed what was asked under this ticket.
    Vastgelegd(u64, Vec<Entry>),
    /// The store refused it.
    Geweigerd(u64, Fout),
    /// What the store found for a search.
    Gevonden(String, Box<Desk>),
    /// The entries of a case.
    Tijdlijn(Zaaknummer, Vec<Entry>),
    /// A draft rendered from its template.
    ConceptGemaakt(Zaaknummer, ConceptSoort, Result<String, Fout>),
    /// A worker finished something the officer asked for.
    Klaar(Result<String, Fout>),
    /// Desktop notifications do not work; said once.
    BureaubladFaalt(String),
}
