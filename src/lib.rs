//! `piket`: an on-call desk for the piketfunctionaris of DJI, divisie ForZo/JJI. Not an official DJI
//! product.
//!
//! ```text
//!   header   clock, who is to be phoned, piketweek, the term that bites first, what is amiss   ui::kop
//!  ┌──────────────────────────┬───────────────────────────────────────────────────────────┐
//!  │ INBOX                    │ 2026-W47-03  FPC de Oostvaarderskliniek                    │
//!  │  meldingen that wait     │ rij 6 …                                        T+M+(P)     │
//!  │ ZAKEN             ui::   │ STRAKS 40:58  MBV vóór …              a Klok   app::klok   │
//!  │  by what bites    lijst  │ checklist  beeld  concepten  tijdlijn  waarom?   ui::detail│
//!  │  first                   │  ✓ 1 Melding ontvangen   Stapregels  app::checklist        │
//!  └──────────────────────────┴───────────────────────────────────────────────────────────┘
//!   footer   what just happened, or the keys that matter here                        ui::voet
//!   on top   forms, choosers, weighing, editor, search: a stack of Lagen app::laag, ui::laag
//! ```
//!
//! # Layers
//!
//! The core is pure: it knows no clock, terminal, SQL or runtime, and may only look left.
//!
//! ```text
//!   domain  ←  rules  ←  deadline  ←  app        the core
//!   ui  runtime  store  intake  outgoing  report  demo  settings  paths  cli   the shell: all I/O
//! ```
//!
//! * [`domain`]: what the desk is about. Facts ([`domain::event::LogEvent`]) folded in order give
//!   the [`domain::desk::Desk`].
//! * [`rules`]: the meldingenmatrix and its questions, data read once into types.
//! * [`deadline`]: every defensible reading of every term, explained.
//! * [`app`]: an [`app::act::Act`] is judged by [`app::decide`] against the desk; checklist and
//!   countdowns are derived; [`app::update`] turns a message into effects.
//! * [`store`]: the append-only, chained log in SQLite, and the projections that can be rebuilt from
//!   it. Its module doc says which bytes are hashed.
//!
//! # Flow
//!
//! ```text
//!   key, paste, tick, signal, answer ─→ Msg ─→ update(&mut Model, Msg) ─→ Vec<Effect>
//!                                                    ▲                        │
//!                     apply: only what is committed  │                        ▼
//!                     changes the desk          Vastgelegd ←── store thread ←─ Schrijf
//! ```
//!
//! A verb in the shell takes the same road without the screen: [`app::verb`] → `Act` → `decide` →
//! store. So nothing can be done on screen that has no verb, and neither can skip a check.

pub mod app;
pub mod cli;
pub mod deadline;
pub mod demo;
pub mod domain;
pub mod intake;
pub mod outgoing;
pub mod paths;
pub mod report;
pub mod rules;
pub mod runtime;
pub mod settings;
pub mod store;
pub mod ui;
