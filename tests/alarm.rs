//! The alarms: their books over random weeks, two programs on one log, every kind of notification
//! service, the officer's own command, tmux, mail that comes in, and a clock that sleeps and jumps.

mod common;

#[path = "alarm/agenda.rs"]
mod agenda;
#[path = "alarm/arrival.rs"]
mod arrival;
#[path = "alarm/beside.rs"]
mod beside;
#[path = "alarm/bus.rs"]
mod bus;
#[path = "alarm/edges.rs"]
mod edges;
#[path = "alarm/hangs.rs"]
mod hangs;
#[path = "alarm/kept_current.rs"]
mod kept_current;
#[path = "alarm/lease.rs"]
mod lease;
#[path = "alarm/multiplexer.rs"]
mod multiplexer;
#[path = "alarm/night.rs"]
mod night;
#[path = "alarm/own_command.rs"]
mod own_command;
#[path = "alarm/reach.rs"]
mod reach;
#[path = "alarm/service.rs"]
mod service;
#[path = "alarm/time.rs"]
mod time;
#[path = "alarm/unread.rs"]
mod unread;
#[path = "alarm/week.rs"]
mod week;
