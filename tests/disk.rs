//! The program on a disk that fails: full, closed, broken or without power, at every single step of what
//! it writes. What was acknowledged stays, every refusal is one sentence, and the next start needs no help.
//!
//! The disk is a small library in front of the C library (`disk/disk.c`), so it fails for the program
//! as it is shipped, SQLite included. Without a C compiler these tests say so and prove nothing.

mod common;

#[path = "disk/drawer.rs"]
mod drawer;
#[path = "disk/platters.rs"]
mod platters;
#[path = "disk/power_loss.rs"]
mod power_loss;
#[path = "disk/steps.rs"]
mod steps;
#[path = "disk/threads.rs"]
mod threads;
