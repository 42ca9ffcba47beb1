//! What every end-to-end test stands on: a home of its own for the binary, the verbs run in it, and a
//! desk in a pseudo-terminal that is typed at and read like a person would.
//!
//! Cargo also builds this file as a test program of its own, an empty one; the paths below lead to the
//! same files from there and from the tests that include it.
#![allow(dead_code, reason = "every test program includes all of this and uses its own part")]

#[path = "common/kanarie.rs"]
pub mod kanarie;
#[path = "common/omgeving.rs"]
pub mod omgeving;
#[path = "common/sessie.rs"]
pub mod sessie;
#[path = "common/toetsen.rs"]
pub mod toetsen;

use std::{error::Error, fmt};

/// What a test answers.
pub type Proef = Result<(), Mis>;

/// Why a test failed. It shows as it is written, so that a screen in it stays readable.
pub struct Mis(pub String);

impl fmt::Debug for Mis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Error> From<E> for Mis {
    #[track_caller]
    fn from(fout: E) -> Self {
        Self(format!("{fout} ({})", std::panic::Location::caller()))
    }
}
