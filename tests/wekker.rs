//! The alarms: their books over random weeks, two programs on one log, every kind of notification
//! service, and a clock that sleeps and jumps.

mod common;

#[path = "wekker/week.rs"]
mod week;
