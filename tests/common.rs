//! What every end-to-end test stands on: a home of its own for the binary, the verbs run in it, and a
//! desk in a pseudo-terminal that is typed at and read like a person would.
//!
//! Cargo also builds this file as a test program of its own, an empty one; the paths below lead to the
//! same files from there and from the tests that include it.
#![allow(dead_code, reason = "every test program includes all of this and uses its own part")]

#[path = "common/canary.rs"]
pub mod canary;
#[path = "common/environment.rs"]
pub mod environment;
#[path = "common/keys.rs"]
pub mod keys;
#[path = "common/session.rs"]
pub mod session;

use std::{error::Error, fmt};

/// What a test answers.
pub type TestResult = Result<(), Failure>;

/// Why a test failed. It shows as it is written, so that a screen in it stays readable.
pub struct Failure(pub String);

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<E: Error> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Self {
        Self(format!("{error} ({})", std::panic::Location::caller()))
    }
}
