//! What follows from a case and the rules: its steps, countdowns, contradictions, gaps and proposals, and
//! what of it may be read. Values in, judgement out; no screen and no model.

pub mod advice;
pub mod call_back;
pub mod case_gate;
pub mod case_rule;
pub mod checklist;
pub mod complete;
pub mod contact;
pub mod countdown;
pub mod draft_context;
pub mod film_scope;
pub mod gaps;
pub mod gate;
pub mod horizon;
pub mod informed;
pub mod narrative;
pub mod origin;
pub mod overdue;
pub mod proposal;
pub mod provisions;
pub mod questions;
pub mod rank;
pub mod read_back;
pub mod reading_line;
pub mod recipients;
pub mod reminder_moment;
pub mod repeat;
pub mod retention;
pub mod rij_choice;
pub mod rij_hint;
pub mod standing;
pub mod task;
pub mod tegenspraak;
pub mod turn;
pub mod visibility;
pub mod week;
