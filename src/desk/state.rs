//! What a screen is made of: layers, forms, inputs and the state of lock, role, alarms and write queue.
//! Types only; what keys do to them stands in the ops.

pub mod agenda_file;
pub mod alarm_service;
pub mod backup_plan;
pub mod call_back;
pub mod call_form;
pub mod cluster;
pub mod departure;
pub mod film;
pub mod form;
pub mod form_field;
pub mod form_target;
pub mod found;
pub mod hand;
pub mod held_texts;
pub mod item;
pub mod key;
pub mod layer;
pub mod line_input;
pub mod on_commit;
pub mod open_call;
pub mod own_texts;
pub mod passphrase;
pub mod reveal;
pub mod role;
pub mod screen;
pub mod screen_lock;
pub mod sending;
pub mod setup;
pub mod shell;
pub mod shielding;
pub mod typed;
pub mod versions;
pub mod what_if;
pub mod writes;
pub mod zaak_view;
