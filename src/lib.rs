//! `piket`: an on-call desk for the piketfunctionaris of DJI, divisie ForZo/JJI.

pub mod domain;
pub mod intake;
