//! What lies on top of the desk, one file per kind.

pub mod formulier;
pub mod kiezer;
pub mod watals;
pub mod wegen;
