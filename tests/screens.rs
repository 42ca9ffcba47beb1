//! The desk as the officer meets it: keys typed into the real update loop, the screen drawn on a
//! test backend, and what must hold whatever is typed.

#[path = "common/acts.rs"]
mod acts;
#[path = "screens/alarms.rs"]
mod alarms;
#[path = "screens/book_step.rs"]
mod book_step;
#[path = "screens/bursts.rs"]
mod bursts;
#[path = "screens/call_back.rs"]
mod call_back;
#[path = "screens/chase.rs"]
mod chase;
#[path = "screens/choice_fields.rs"]
mod choice_fields;
#[path = "screens/choosing.rs"]
mod choosing;
#[path = "screens/copies.rs"]
mod copies;
#[path = "screens/core_job.rs"]
mod core_job;
#[path = "screens/countdowns.rs"]
mod countdowns;
#[path = "screens/demo_week.rs"]
mod demo_week;
#[path = "screens/desk.rs"]
mod desk;
#[path = "screens/dictionary.rs"]
mod dictionary;
#[path = "screens/elapsed.rs"]
mod elapsed;
#[path = "screens/escape.rs"]
mod escape;
#[path = "screens/every_list.rs"]
mod every_list;
#[path = "screens/fake_store.rs"]
mod fake_store;
#[path = "screens/film.rs"]
mod film;
#[path = "screens/folded.rs"]
mod folded;
#[path = "screens/held.rs"]
mod held;
#[path = "screens/horizon.rs"]
mod horizon;
#[path = "screens/layers.rs"]
mod layers;
#[path = "screens/leaving.rs"]
mod leaving;
#[path = "screens/left_before.rs"]
mod left_before;
#[path = "screens/locked_call.rs"]
mod locked_call;
#[path = "screens/look.rs"]
mod look;
#[path = "screens/masking.rs"]
mod masking;
#[path = "screens/melding.rs"]
mod melding;
#[path = "screens/numbers.rs"]
mod numbers;
#[path = "screens/observe.rs"]
mod observe;
#[path = "screens/palette.rs"]
mod palette;
#[path = "screens/phone.rs"]
mod phone;
#[path = "screens/picture.rs"]
mod picture;
#[path = "screens/pointer.rs"]
mod pointer;
#[path = "screens/practice.rs"]
mod practice;
#[path = "screens/privacy.rs"]
mod privacy;
#[path = "bench/processor.rs"]
mod processor;
#[path = "screens/properties.rs"]
mod properties;
#[path = "screens/read_along.rs"]
mod read_along;
#[path = "screens/read_on.rs"]
mod read_on;
#[path = "screens/reading.rs"]
mod reading;
#[path = "screens/readme.rs"]
mod readme;
#[path = "screens/reminder.rs"]
mod reminder;
#[path = "screens/screen_lock.rs"]
mod screen_lock;
#[path = "screens/search_line.rs"]
mod search_line;
#[path = "screens/sending.rs"]
mod sending;
#[path = "screens/show_keys.rs"]
mod show_keys;
#[path = "screens/single_keys.rs"]
mod single_keys;
#[path = "screens/sources.rs"]
mod sources;
#[path = "screens/spelling.rs"]
mod spelling;
#[path = "screens/third_book.rs"]
mod third_book;
#[path = "screens/tired_alarms.rs"]
mod tired_alarms;
#[path = "screens/tired_hand.rs"]
mod tired_hand;
#[path = "screens/two_hands.rs"]
mod two_hands;
#[path = "screens/typing.rs"]
mod typing;
#[path = "screens/undecided.rs"]
mod undecided;
#[path = "screens/undo.rs"]
mod undo;
#[path = "screens/unlisted.rs"]
mod unlisted;
#[path = "screens/versions.rs"]
mod versions;
#[path = "screens/views.rs"]
mod views;
#[path = "screens/ways_out.rs"]
mod ways_out;
#[path = "screens/week_end.rs"]
mod week_end;
#[path = "screens/what_if.rs"]
mod what_if;
#[path = "screens/zaken.rs"]
mod zaken;
