//! The values that everything else is made of: moments, numbers, facts, confidential text. Nothing here
//! knows the log, the rules or the desk. Pure: no clock, terminal, SQL or runtime.
//!
//! What happened to a zaak is recorded as an event of these values, one floor up.

pub mod hint;
pub mod mail_address;

pub mod rulebook_stamp;

pub mod time_kind;

pub mod alarm;
pub mod audit;
pub mod besluit;
pub mod bewaartermijn;
mod book_id;
pub mod call_answer;

pub mod delivery;
pub mod digest;
pub mod dossier_kind;
pub mod draft;
pub mod duration;
pub mod error;

pub mod feit;
pub mod fold;
pub mod form_kind;
pub mod head;
pub mod ids;
pub mod if_exists;
pub mod inrichting;
pub mod lezing_rule;
pub mod line_diff;
pub mod melding;
pub mod merge;
pub mod message_sender;
pub mod moment;
pub mod monitor_order;
pub mod overdracht_order;
pub mod own_words;
pub mod passed_on;
pub mod passphrase;
pub mod period;
pub mod practice;
pub mod provided;

pub mod rank;
pub mod reminder;
pub mod rij;
pub mod sanitize;
pub mod second_reader;
pub mod sector;
pub mod sent_copy;
pub mod source;
pub mod step;
pub mod tegenspraak;
pub mod termijn_choice;
pub mod termijn_kind;
pub mod text;
pub mod uptime;
pub mod version_line;
pub mod watch;
pub mod writer;
