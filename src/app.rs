//! The desk as a pure program: acts and their judgement, checklist and countdowns, the model, the
//! messages it takes and the effects it asks for. Nothing here reads a clock, a file or a key.

pub mod act;
pub mod afscherming;
pub mod bewaren;
pub mod checklist;
pub mod command;
pub mod decide;
pub mod effect;
pub mod film;
pub mod formulier;
pub mod gaten;
pub mod invoer;
pub mod keuze;
pub mod keymap;
pub mod klok;
pub mod laag;
pub mod lijst;
pub mod masker;
pub mod model;
pub mod msg;
pub mod ops;
pub mod rangschik;
pub mod reserve;
pub mod rol;
pub mod slot;
pub mod toets;
pub mod update;
pub mod verb;
pub mod verhaal;
pub mod wachtwoord;
pub mod wek;
pub mod wekdienst;
pub mod wekdoel;
pub mod wekkerboek;
pub mod werk;
