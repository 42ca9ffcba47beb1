//! The rule book as data: which rows exist, what each demands, which questions weigh it, which
//! terms follow and which days count. The TOML files in `assets/rules/` are read once, turned into
//! types, and every fault in them is reported together. What the source leaves open is written down
//! as open. Pure: the caller hands over the text of a file.

pub mod book;
pub mod bron;
pub mod contacten;
mod controle;
pub mod feestdag;
pub mod kalender;
pub mod kenmerk;
pub mod leesregel;
mod lezer;
pub mod matrix;
pub mod onbepaald;
pub mod regelfout;
pub mod rijregel;
pub mod termijnregel;
pub mod vereist;
pub mod weging;

#[cfg(test)]
mod tests;
