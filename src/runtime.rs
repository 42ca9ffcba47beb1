//! Everything that touches the world while the desk is open: the clock, the terminal, signals, the
//! store thread, notifications. It turns all of that into messages, and effects into deeds.

pub mod clock;
mod daad;
mod geheugen;
mod klokwacht;
mod lezer;
mod lus;
mod melder;
mod regelvraag;
mod roeper;
mod schrijver;
mod signaal;
mod slaap;
pub mod terminal;
mod vraag;
mod wacht;
mod welkom;

pub use geheugen::houd_besloten;
pub use lus::{Uitrusting, desk};
pub use melder::meldingsdienst;
pub use regelvraag::wachtwoordregel;
pub use vraag::{Poging, wachtwoord};
pub use wacht::wacht;
pub use welkom::welkom;
