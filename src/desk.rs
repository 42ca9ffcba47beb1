//! The desk as a pure program: what the screen shows, the messages it takes and the effects it asks for.
//! Nothing here reads a clock, a file or a key.

pub mod choice;
pub mod command;
pub mod effect;
pub mod keymap;
pub mod list;
pub mod model;
pub mod msg;
pub mod ops;
pub mod state;
pub mod update;
pub mod verb;
