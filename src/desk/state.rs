//! What a screen is made of: layers, forms, inputs and the state of lock, role, alarms and write queue.
//! Types only; what keys do to them stands in the ops.

pub mod agenda_file;
pub mod alarm_service;
pub mod around;
pub mod backup_plan;
pub mod call_back;
pub mod call_form;
pub mod cluster;
pub mod departure;
pub mod dossier_order;
pub mod draft_material;
pub mod form;
pub mod form_choice;
pub mod form_consequence;
pub mod form_enter;
pub mod form_field;

pub mod form_question;
pub mod form_time;
pub mod found;
pub mod hand;
pub mod held_texts;
pub mod horizon_view;
pub mod item;
pub mod key;
pub mod lens;
pub mod lesson;

pub mod line_input;
pub mod locked_desk;
pub mod meanwhile;
pub mod monitor_screen;
pub mod motion;
pub mod on_commit;
pub mod open_call;
pub mod open_editor;
pub mod overdracht_screen;
pub mod own_editor;
pub mod own_texts;
pub mod passphrase;
pub mod passphrase_question;
pub mod pointed;
pub mod qr_codes;
pub mod reveal;
pub mod role;
pub mod save_scope;
pub mod screen;
pub mod screen_lock;
pub mod section;
pub mod sending;
pub mod setup;
pub mod shell;
pub mod shielding;
pub mod sight;
pub mod text_edit;

pub mod typed_line;
pub mod versions;
pub mod way_out;
pub mod what_if;
pub mod window;
pub mod writes;
pub mod zaak_view;
