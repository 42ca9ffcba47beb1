//! What the desk is about, and nothing else: meldingen, zaken, the facts recorded about them and
//! the rules for folding those facts into a state. Pure: no clock, terminal, SQL or runtime.
//!
//! A fact is a [`LogEvent`](event::LogEvent); folded in order, facts give the [`Desk`](desk::Desk).

pub mod besluit;
pub mod bewaartermijn;
pub mod bron;
pub mod concept;
pub mod desk;
pub mod event;
pub mod feit;
pub mod fout;
pub mod herinnering;
pub mod ids;
pub mod inrichting;
pub mod inzage;
pub mod kop;
pub mod leesregel;
pub mod melding;
pub mod moment;
pub mod rij;
pub mod samenvoeging;
pub mod schoon;
pub mod schrijver;
pub mod stap;
pub mod tegenspraak;
pub mod tekst;
pub mod termijnkeuze;
pub mod termijnsoort;
pub mod wacht;
pub mod wachtwoord;
pub mod wekker;
pub mod wissen;
pub mod zaak;
