//! Everything that touches the world while the desk is open: the clock, the terminal, signals, the
//! store thread, notifications. It turns all of that into messages, and effects into deeds.

pub mod clock;
mod daad;
mod geheugen;
mod lezer;
mod lus;
mod melder;
mod regelvraag;
mod signaal;
mod slaap;
pub mod terminal;
mod vraag;
mod welkom;

pub use geheugen::houd_besloten;
pub use lus::{Uitrusting, desk};
pub use regelvraag::wachtwoordregel;
pub use vraag::{Poging, wachtwoord};
pub use welkom::welkom;
