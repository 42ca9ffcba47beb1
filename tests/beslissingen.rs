//! The judgement of acts, the checklist and the countdowns, on the pure core alone: no screen, no
//! store, no clock. What the thirty rows ask is written down here a second time, from the source.

#[path = "beslissingen/bewijs.rs"]
mod bewijs;
#[path = "beslissingen/concepten.rs"]
mod concepten;
#[path = "beslissingen/dossier.rs"]
mod dossier;
#[path = "beslissingen/herroepen.rs"]
mod herroepen;
#[path = "beslissingen/klokken.rs"]
mod klokken;
#[path = "beslissingen/ongedaan.rs"]
mod ongedaan;
#[path = "beslissingen/rijen.rs"]
mod rijen;
#[path = "beslissingen/samenvoegen.rs"]
mod samenvoegen;
#[path = "beslissingen/sluiten.rs"]
mod sluiten;
#[path = "beslissingen/tegenspraak.rs"]
mod tegenspraak;
#[path = "beslissingen/volledig.rs"]
mod volledig;
#[path = "beslissingen/voorstellen.rs"]
mod voorstellen;
