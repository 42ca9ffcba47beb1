//! The log: the facts it is made of, and the folds that give desk, case and report. Pure; the store keeps
//! the bytes.

pub mod desk;
pub mod event;
pub mod melding;
pub mod purge;
pub mod zaak;
