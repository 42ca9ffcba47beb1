//! What the desk is about, and nothing else: meldingen, zaken, the facts recorded about them and
//! the rules for folding those facts into a state. Pure: no clock, terminal, SQL or runtime.

pub mod fout;
pub mod moment;
pub mod rij;
pub mod termijnsoort;
