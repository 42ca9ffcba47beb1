//! The alarms: their books over random weeks, two programs on one log, every kind of notification
//! service, and a clock that sleeps and jumps.

mod common;

#[path = "wekker/agenda.rs"]
mod agenda;
#[path = "wekker/bereik.rs"]
mod bereik;
#[path = "wekker/bijgehouden.rs"]
mod bijgehouden;
#[path = "wekker/bus.rs"]
mod bus;
#[path = "wekker/dienst.rs"]
mod dienst;
#[path = "wekker/hangt.rs"]
mod hangt;
#[path = "wekker/lease.rs"]
mod lease;
#[path = "wekker/tijd.rs"]
mod tijd;
#[path = "wekker/week.rs"]
mod week;
