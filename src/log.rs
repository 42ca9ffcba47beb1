//! The log: the facts it is made of, how they are written, and the folds that give desk, case and report.
//! Pure; the store keeps the bytes.

pub mod brought;
pub mod decision_mark;
pub(crate) mod deed_name;
pub mod desk;
pub mod desk_move;
pub mod draft_versions;
pub mod event;
pub mod history;
pub mod irreversible;
pub mod leaving;
pub mod life;
pub mod melding;
pub mod own_text;
pub mod purge;
pub mod reversal;
pub(crate) mod row_shape;
pub(crate) mod table;
#[cfg(test)]
mod tests;
pub(crate) mod touched;
pub mod upcast;
pub mod wire;
mod wire_name;
pub mod zaak;

pub(crate) use table::event_table;
