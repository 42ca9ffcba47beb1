//! The rule book as data: which rows exist, what each demands, which questions weigh it, which
//! terms follow and which days count. The TOML files in `assets/rules/` are read once, turned into
//! types, and every fault in them is reported together. What the source leaves open is written down
//! as open. Pure: the caller hands over the text of a file.

pub mod address_book;
pub mod answer_sentences;
pub mod book;
pub mod book_step;
mod built_in;
pub mod call_question;
pub mod call_script;
mod check;
pub mod contact_norms;
pub mod contacts;
mod desk_steps;
pub mod edition;
pub mod elsewhere;
pub mod feature;
pub mod feestdag;
pub mod file_error;
pub mod form;

mod form_gap;
pub mod form_phrase;
pub mod form_reply;
pub mod form_signs;
pub mod informed;
pub mod instantie;
pub mod kalender;
pub mod language;
pub mod lezing_rule;
pub mod matrix;
pub mod message_family;
pub mod reader_question;
pub mod rij_flag;
pub mod rij_rule;
pub mod row_words;
pub mod rulebook_origin;
mod seen;
pub mod source;
pub mod step_rule;
pub mod termijn_rule;
pub mod toml_reader;
pub mod undetermined;
pub mod weging;

#[cfg(test)]
mod tests;
