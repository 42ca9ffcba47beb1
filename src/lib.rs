//! `piket`: an on-call desk for the piketfunctionaris of DJI, divisie ForZo/JJI.

pub mod deadline;
pub mod domain;
pub mod rules;
pub mod store;
