//! `piket`: an on-call desk for the piketfunctionaris of DJI, divisie ForZo/JJI. Not an official DJI
//! product.
//!
//! ```text
//!   header   day, clock, who is to be phoned, piketweek; what rings; what is amiss        ui::header
//!  ┌──────────────────────────┬───────────────────────────────────────────────────────────┐
//!  │ NU DOEN           ui::   │ 2026-W47-03  FPC de Oostvaarderskliniek           T+M+(P) │
//!  │  08  2  MBV rappelleren  │ rij 6 …                                                   │
//!  │ WACHT OP          list   │ STRAKS …  MBV vóór …        a Countdown, judge::countdown │
//!  │  by what bites first     │ checklist  beeld  concepten  tijdlijn  waarom? ui::detail │
//!  │ INBOX                    │  ✓ 1 Melding ontvangen      a StepLine,  judge::checklist │
//!  └──────────────────────────┴───────────────────────────────────────────────────────────┘
//!   message  what just happened                                                    ui::message
//!   footer   the keys that matter here                                              ui::footer
//!   on top   forms, pickers, weighing, editor, search: desk::layer, drawn by ui::layer
//! ```
//!
//! # Floors
//!
//! The core is pure: it knows no clock, terminal, SQL or runtime, and each floor looks only at itself and
//! those before it. Around it the shell does all input and output.
//!
//! ```text
//!   domain → log → rules → deadline → judge → acts → alarm → desk                      the core
//!   ui  runtime  store  intake  outgoing  report  demo  settings  paths  platform  cli           the shell
//! ```
//!
//! * [`domain`]: values only: moments, numbers, facts, confidential text.
//! * [`log`]: what was recorded ([`log::event::LogEvent`]) and the folds of it: [`log::desk::Desk`], its zaken
//!   and meldingen.
//! * [`rules`]: the meldingenmatrix and its questions, data read once into types.
//! * [`deadline`]: every defensible lezing of every termijn, explained.
//! * [`judge`]: what follows from a zaak: checklist, countdowns, contradictions, gaps, proposals.
//! * [`acts`]: what the officer can do, judged against the desk.
//! * [`alarm`]: what is called out and when.
//! * [`desk`]: what is drawn ([`desk::view`]) and the session around it, the messages it takes and the effects
//!   it asks for, which carry all they need; [`desk::update`] is the whole program as a function and
//!   [`desk::command`] the table of what keys do.
//! * [`platform`]: what is the system's own; another system is one file there.
//! * [`store`]: the append-only, chained log in SQLite, and the projections that can be rebuilt from it. Its
//!   module doc says which bytes are hashed.
//!
//! # Flow
//!
//! ```text
//!   key, paste, tick, signal, answer ─→ Msg ─→ update(&mut Model, Msg) ─→ Vec<Effect>
//!                                                    ▲                        │
//!                     apply: only what is committed  │                        ▼
//!                     changes the desk          Msg::Recorded ←─ store worker ←─ Effect::Write
//! ```
//!
//! A verb in the shell takes the same road without the screen: [`desk::verb`] → `Act` → `decide` → store. So
//! nothing can be done on screen that has no verb, and neither can skip a check.

// Tests of the library share a file with those beside it, which know it by its name.
#[cfg(test)]
extern crate self as piket;

pub mod acts;
pub mod alarm;
pub mod cli;
pub mod deadline;
pub mod demo;
pub mod desk;
pub mod domain;
pub mod intake;
pub mod judge;
pub mod log;
pub mod outgoing;
pub mod paths;
pub mod platform;
pub mod report;
pub mod rules;
pub mod runtime;
pub mod settings;
pub mod store;
pub mod ui;
