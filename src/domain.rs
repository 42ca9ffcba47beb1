//! What the desk is about, and nothing else: meldingen, zaken, the facts recorded about them and
//! the rules for folding those facts into a state. Pure: no clock, terminal, SQL or runtime.
//!
//! A fact is a [`LogEvent`](event::LogEvent); folded in order, facts give the [`Desk`](desk::Desk).

pub mod hint;
pub mod mail_address;

pub mod rulebook_stamp;

pub mod time_kind;

pub mod alarm;
pub mod audit;
pub mod besluit;
pub mod bewaartermijn;

pub mod digest;
pub mod draft;
pub mod duration;
pub mod error;

pub mod feit;
pub mod head;
pub mod ids;
pub mod inrichting;
pub mod lezing_rule;
pub mod melding;
pub mod merge;
pub mod moment;
pub mod passphrase;

pub mod reminder;
pub mod rij;
pub mod sanitize;
pub mod sector;
pub mod source;
pub mod step;
pub mod tegenspraak;
pub mod termijn_choice;
pub mod termijn_kind;
pub mod text;
pub mod watch;
pub mod writer;
