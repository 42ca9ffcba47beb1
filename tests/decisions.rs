//! The judgement of acts, the checklist and the countdowns, on the pure core alone: no screen, no
//! clock, and no store but where one is closed and asked again. What the thirty rows ask is written down here a second time, from the source.

#[path = "decisions/absence.rs"]
mod absence;
#[path = "common/acts.rs"]
mod acts;
#[path = "decisions/after_sending.rs"]
mod after_sending;
#[path = "decisions/book_steps.rs"]
mod book_steps;
#[path = "decisions/call_back.rs"]
mod call_back;
#[path = "decisions/closing.rs"]
mod closing;
#[path = "decisions/complete.rs"]
mod complete;
#[path = "decisions/countdowns.rs"]
mod countdowns;
#[path = "decisions/dossier.rs"]
mod dossier;
#[path = "decisions/drafts.rs"]
mod drafts;
#[path = "decisions/each_act.rs"]
mod each_act;
#[path = "decisions/earlier_versions.rs"]
mod earlier_versions;
#[path = "decisions/elsewhere.rs"]
mod elsewhere;
#[path = "decisions/evidence.rs"]
mod evidence;
#[path = "decisions/form_fields.rs"]
mod form_fields;
#[path = "common/form_mail.rs"]
mod form_mail;
#[path = "decisions/gate.rs"]
mod gate;
#[path = "decisions/grounds.rs"]
mod grounds;
#[path = "decisions/hand_termijn.rs"]
mod hand_termijn;
#[path = "decisions/joined.rs"]
mod joined;
#[path = "decisions/kept_inside.rs"]
mod kept_inside;
#[path = "decisions/known_sending.rs"]
mod known_sending;
#[path = "decisions/letters.rs"]
mod letters;
#[path = "decisions/merge.rs"]
mod merge;
#[path = "decisions/moments.rs"]
mod moments;
#[path = "decisions/moved_text.rs"]
mod moved_text;
#[path = "decisions/named_times.rs"]
mod named_times;
#[path = "decisions/not_sent.rs"]
mod not_sent;
#[path = "common/phoned.rs"]
mod phoned;
#[path = "decisions/proposals.rs"]
mod proposals;
#[path = "decisions/put_back.rs"]
mod put_back;
#[path = "decisions/reopened.rs"]
mod reopened;
#[path = "decisions/repeat.rs"]
mod repeat;
#[path = "decisions/revoke.rs"]
mod revoke;
#[path = "decisions/rijen.rs"]
mod rijen;
#[path = "decisions/row_words.rs"]
mod row_words;
#[path = "decisions/rows.rs"]
mod rows;
#[path = "common/same.rs"]
mod same;
#[path = "decisions/same_ids.rs"]
mod same_ids;
#[path = "decisions/second_book.rs"]
mod second_book;
#[path = "decisions/second_pair.rs"]
mod second_pair;
#[path = "decisions/tegenspraak.rs"]
mod tegenspraak;
#[path = "decisions/third_book.rs"]
mod third_book;
#[path = "decisions/tick_ground.rs"]
mod tick_ground;
#[path = "decisions/told.rs"]
mod told;
#[path = "decisions/turn.rs"]
mod turn;
#[path = "decisions/undo.rs"]
mod undo;
#[path = "decisions/undo_random.rs"]
mod undo_random;
#[path = "decisions/undo_reopened.rs"]
mod undo_reopened;
#[path = "decisions/weighed_otherwise.rs"]
mod weighed_otherwise;
#[path = "decisions/weighing.rs"]
mod weighing;
#[path = "decisions/withheld.rs"]
mod withheld;
