//! The desk as the officer meets it: keys typed into the real update loop, the screen drawn on a
//! test backend, and what must hold whatever is typed.

#[path = "schermen/alarmen.rs"]
mod alarmen;
#[path = "schermen/bronnen.rs"]
mod bronnen;
#[path = "schermen/demoweek.rs"]
mod demoweek;
#[path = "schermen/desk.rs"]
mod desk;
#[path = "schermen/eigenschappen.rs"]
mod eigenschappen;
#[path = "schermen/film.rs"]
mod film;
#[path = "schermen/herinnering.rs"]
mod herinnering;
#[path = "schermen/klokken.rs"]
mod klokken;
#[path = "schermen/lagen.rs"]
mod lagen;
#[path = "schermen/masker.rs"]
mod masker;
#[path = "schermen/meekijken.rs"]
mod meekijken;
#[path = "schermen/prent.rs"]
mod prent;
#[path = "schermen/privacy.rs"]
mod privacy;
#[path = "schermen/slot.rs"]
mod slot;
#[path = "schermen/telefoon.rs"]
mod telefoon;
#[path = "schermen/watals.rs"]
mod watals;
#[path = "schermen/winkel.rs"]
mod winkel;
#[path = "schermen/zaken.rs"]
mod zaken;
