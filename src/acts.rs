//! What the officer can do. One file per act: its arguments, its judgement against the desk, the sentence
//! that says it is done, and the facts that undo it; one row in [`act`] makes it known to keys, palette
//! and shell. Pure: the same desk and act give the same answer.

pub mod act;
pub mod arguments;
pub mod decide;

// What acts share.
mod brought;
mod ledger;
mod shared;

// The acts.
mod accept_form;
mod assess_feit;
mod check_draft;
mod choose_rij;
mod close_zaak;
mod correct_feit;
mod hold_zaak;
mod include_in_monitor;
mod link_melding;
mod merge_zaken;
mod note_call;
mod note_feit;
mod open_zaak;
mod purge_melding;
mod purge_zaak;
mod put_back;
mod receive_mail;
mod receive_step;
mod release_zaak;
mod reminder_done;
mod reopen_zaak;
mod report_sent;
mod retract_feit;
mod save_draft;
mod set_aside;
mod set_inrichting;
mod set_reminder;
mod set_step;
mod set_termijn;
mod set_times;
mod settle;
mod split_zaak;
mod take_besluit;
mod unlink_melding;
mod weigh;
mod withdraw_zaak;
