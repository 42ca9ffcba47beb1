//! What the desk asks of the world. Plain data, so that a test can read what would have happened.

use super::{film::Blik, klok::Ernst, wekkerboek::Toon};
use crate::domain::{
    concept::ConceptSoort,
    event::Nieuw,
    ids::{Piketweek, Zaaknummer},
    inzage::Inzage,
    moment::Moment,
    wacht::{Aanspraak, Wekker},
    wachtwoord::Wachtwoord,
    wekker::{Onderwerp, Weklijn, Wekpunt},
};

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Record these facts with the files that belong to them, all or nothing, and answer under this
    /// ticket.
    Schrijf(u64, Vec<Nieuw>, Vec<Vec<u8>>),
    /// Search all cases and reports.
    Zoek(String),
    /// Read the entries of a case.
    Tijdlijn(Zaaknummer),
    /// Read the entries of a case, or all of them, for the film.
    Film(Blik),
    /// Render a draft from its template.
    MaakConcept(Zaaknummer, ConceptSoort),
    /// Record who saw what.
    Inzage(Inzage),
    /// Try this passphrase and load the desk.
    Ontgrendel(Wachtwoord),
    /// Warn the officer, and tell by which ways that went.
    Alarm(Alarm),
    /// Look at the lease of the alarms; whoever holds it says when its next one goes.
    Wacht(Aanspraak, Option<Moment>),
    /// Record these lines of the wekkerboek.
    Wek(Wekker, Vec<Weklijn>),
    /// Write the calendar file that the settings name.
    Agenda,
    /// Write the monitor of a week to a file.
    Monitor(Piketweek, String),
    /// Read mails into the inbox.
    Importeer(Vec<String>),
    /// Read from the sources of mail, from now on.
    LeesBronnen,
    /// This became of the mails that were handed over; the next may come.
    PostVerwerkt(Postlot),
    /// Bring what was busy lately, closed or not.
    Recent,
    /// Tell what another process recorded since the last time.
    Volg,
    /// Take the pen of the store over.
    NeemOver,
    /// Make a copy of the log if anything was recorded since the last one.
    Reservekopie,
    /// Leave.
    Stop,
}

/// What became of mails that were handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Postlot {
    /// They are in the log.
    Bewaard,
    /// Nothing was recorded.
    Geweigerd,
}

/// One alarm: the number and the act, never a person, an inrichting or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// What it is about.
    pub onderwerp: Onderwerp,
    /// Which planned alarms go off by it.
    pub punten: Vec<Wekpunt>,
    /// How close it is.
    pub ernst: Ernst,
    /// How it calls.
    pub toon: Toon,
    /// `2026-W47-03: MBV over 15 minuten`.
    pub tekst: String,
}
