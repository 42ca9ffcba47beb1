//! Every act of the officer, typed. A key, the palette and a verb in the shell all end in one of
//! these, so that nothing can be done on screen that has no verb, and neither can skip a check.

use crate::domain::{
    besluit::{Antwoord, Besluitsoort, JaNee},
    concept::ConceptSoort,
    feit::{Feitstatus, Onderwerp},
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    melding::{Gesprek, MeldingSoort, Post},
    moment::Moment,
    rij::Rij,
    stap::{Stap, Stapstand},
    tegenspraak::{Tegenspraak, Uitspraak},
    termijnkeuze::Termijnstelling,
    termijnsoort::TermijnSoort,
    zaak::Tijdsoort,
};

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Act {
    /// Notes a call, or more of it.
    NoteerGesprek { melding: Option<Meldingnummer>, gesprek: Gesprek },
    /// Puts a mail in the inbox.
    OntvangPost { vorm: MeldingSoort, ontvangen: Moment, post: Box<Post> },
    /// Opens a case from a report.
    Open { melding: Meldingnummer },
    /// Links a report to a case.
    Koppel { melding: Meldingnummer, zaak: Zaaknummer },
    /// Undoes a link.
    Ontkoppel { melding: Meldingnummer },
    /// Accepts the latest form of a case as provisional, although items are missing.
    Aanvaard { zaak: Zaaknummer, reden: String },
    /// Sets a report aside.
    LegTerzijde { melding: Meldingnummer, reden: String },
    /// Puts a report back in the inbox.
    LegTerug { melding: Meldingnummer },
    /// Chooses the row, or another one.
    KiesRij { zaak: Zaaknummer, rij: Rij, reden: String },
    /// Sets the inrichting.
    ZetInrichting { zaak: Zaaknummer, inrichting: String },
    /// Sets or clears times, all together, so that their order is judged as a whole.
    ZetTijden { zaak: Zaaknummer, tijden: Vec<(Tijdsoort, Option<Moment>)> },
    /// Notes a fact.
    NoteerFeit { zaak: Zaaknummer, onderwerp: Onderwerp, tekst: String, bron: String, status: Feitstatus },
    /// Gives a fact another status.
    BeoordeelFeit { zaak: Zaaknummer, feit: u32, status: Feitstatus },
    /// Says which of two sources counts.
    Beslecht { zaak: Zaaknummer, over: Tegenspraak, uitspraak: Uitspraak, reden: String },
    /// Answers a weighing question.
    Weeg { zaak: Zaaknummer, vraag: String, antwoord: Antwoord },
    /// Decides on P or A.
    Besluit { zaak: Zaaknummer, over: Besluitsoort, keuze: JaNee, reden: String },
    /// Marks a step; `op` is when it was so, the moment of noting unless told otherwise.
    ZetStap { zaak: Zaaknummer, stap: Stap, stand: Stapstand, reden: String, op: Option<Moment> },
    /// Saves a version of a draft.
    BewaarConcept { zaak: Zaaknummer, concept: ConceptSoort, tekst: String },
    /// Marks the latest version as checked.
    ControleerConcept { zaak: Zaaknummer, concept: ConceptSoort },
    /// Marks the checked version as sent.
    MeldVerzonden { zaak: Zaaknummer, concept: ConceptSoort, op: Moment, kanaal: String, ontvangers: String },
    /// Decides which moment of a term counts, or goes back to what is calculated.
    ZetTermijn { zaak: Zaaknummer, termijn: TermijnSoort, stelling: Option<Termijnstelling>, reden: String },
    /// Sets a reminder.
    ZetHerinnering { zaak: Zaaknummer, om: Moment, tekst: String },
    /// Notes that a reminder is done.
    HerinneringAf { zaak: Zaaknummer, herinnering: u32 },
    /// Notes that the monitor of a week has the case.
    NeemOp { zaak: Zaaknummer, week: Piketweek },
    /// Closes a case.
    Sluit { zaak: Zaaknummer },
    /// Opens a closed case again.
    Heropen { zaak: Zaaknummer, reden: String },
    /// Lets one case go up in another.
    VoegSamen { bron: Zaaknummer, doel: Zaaknummer, reden: String },
    /// Makes it a case of its own again.
    Splits { bron: Zaaknummer, reden: String },
    /// Keeps a case from being purged.
    Houd { zaak: Zaaknummer, reden: String },
    /// Ends that.
    Vrij { zaak: Zaaknummer, reden: String },
    /// Destroys the texts of a closed case and of the reports in it.
    WisZaak { zaak: Zaaknummer, reden: String },
    /// Destroys the texts of a report that was set aside.
    WisMelding { melding: Meldingnummer, reden: String },
}
