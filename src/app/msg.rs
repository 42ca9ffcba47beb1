//! What reaches the desk from outside: keys, the clock, and the answers of store and other workers.

use super::{
    act::Act,
    film::Blik,
    toets::Toets,
    wekdienst::{Wachtnieuws, Wekactie},
    wekkerboek::Wekkerboek,
};
use crate::domain::{
    bron::{Bronsoort, Bronstand, Telling},
    concept::ConceptSoort,
    desk::Desk,
    event::Entry,
    fout::{Fout, Uitkomst},
    ids::{Piketweek, Zaaknummer},
    moment::Moment,
    schrijver::Schrijver,
    wekker::{Kanaal, Kanaaluitslag, Onderwerp, Wekpunt},
};

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
    /// What was busy lately, closed or not.
    Recent(Box<Desk>),
    /// The entries of a case.
    Tijdlijn(Zaaknummer, Vec<Entry>),
    /// The entries for the film.
    Film(Blik, Vec<Entry>),
    /// A draft rendered from its template.
    ConceptGemaakt(Zaaknummer, ConceptSoort, Uitkomst<String>),
    /// Mails were read: the acts that take them in, and the files that belong to them. Who read them
    /// waits for [`Effect::PostVerwerkt`](super::effect::Effect::PostVerwerkt).
    Post(Vec<Act>, Vec<Vec<u8>>),
    /// How a source of mail is doing.
    Bron(Bronsoort, Bronstand),
    /// The files that the officer named were read.
    Geimporteerd(Telling),
    /// The monitor of a week was written: which cases are in it, and to which file.
    MonitorGeschreven(Piketweek, Vec<Zaaknummer>, String),
    /// Who writes, what was recorded since the last time, and the cases and reports it touched.
    Gevolgd(Schrijver, Vec<Entry>, Box<Desk>),
    /// That could not be told.
    VolgenFaalt(Fout),
    /// This desk writes from now on, or cannot.
    Overgenomen(Uitkomst<Box<Desk>>),
    /// A copy of the log was made where one was due, or could not be.
    Reservekopie(Uitkomst<()>),
    /// The calendar file was written, or could not be.
    Agenda(Uitkomst<()>),
    /// Somebody elsewhere asks for the lock.
    Vergrendel,
    /// The laptop slept since the last look.
    Sliep,
    /// The passphrase was right, and this is the desk; or it was not.
    Ontgrendeld(Uitkomst<Box<Desk>>),
    /// Something the officer asked for did not work out.
    Mislukt(Fout),
    /// Desktop notifications do not work; said once.
    BureaubladFaalt(String),
    /// Who calls out, and what changed in the wekkerboek; or it could not be told.
    Wacht(Box<Uitkomst<Wachtnieuws>>),
    /// The lines of the wekkerboek were recorded, and this is the book; or they were not.
    Gewekt(Box<Uitkomst<Wekkerboek>>),
    /// These alarms went off, by these ways.
    Gegaan(Vec<Wekpunt>, Vec<(Kanaal, Kanaaluitslag)>),
    /// A button of a notification was pressed.
    Wekactie(Onderwerp, Wekactie),
    /// The clock of the machine jumped from the first moment to the second.
    KlokSprong(Moment, Moment),
}
