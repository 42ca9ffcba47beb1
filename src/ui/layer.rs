//! What lies on top of the desk, one file per kind.

pub mod call_back;
pub mod form;
pub mod monitor;
pub mod overdracht;
pub mod passphrase;
pub mod picker;
mod prose;
pub mod versions;
pub mod weigh;
pub mod what_if;
