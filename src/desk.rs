//! The desk as a pure program: what the screen shows, the messages it takes and the effects it asks for.
//! Nothing here reads a clock, a file or a key.

pub mod command;
pub mod effect;
pub mod film;
pub mod keymap;
pub mod layer;
pub mod model;
pub mod msg;
pub mod ops;
pub mod session;
pub mod state;
pub mod update;
pub mod verb;
pub mod view;
