//! `piket`: an on-call desk for the piketfunctionaris of DJI, divisie ForZo/JJI.

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
