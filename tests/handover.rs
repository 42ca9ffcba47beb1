//! Cases on their way between two desks: whatever week, nothing is lost, doubled or changed, and what was meddled with
//! is refused with the reason.

mod common;

#[path = "handover/files.rs"]
mod files;
#[path = "handover/paper.rs"]
mod paper;
#[path = "handover/round_trip.rs"]
mod round_trip;
