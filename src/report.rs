//! What the desk tells others after the week: reports as files, without personal data.

pub mod monitor;
