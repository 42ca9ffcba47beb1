//! What the header says of a source of mail that was asked and does not answer: nothing at first, and that it
//! is waited for before the officer could have expected the mail.

use chrono::Duration;
use piket::{
    desk::{msg::Msg, ops::wake},
    domain::source::{SourceKind, SourceState},
};

use crate::desk::{TestDesk, TestResult};

const WAITING: &str = "Postbus: wacht op antwoord.";

#[test]
fn a_server_that_keeps_silent_is_named_within_five_seconds() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let now = desk.model.view.now;
    desk.send(Msg::Source { kind: SourceKind::Imap, state: SourceState::Requested(now) });
    assert!(!desk.text().contains(WAITING));
    // The desk wakes by itself for it, and draws.
    let at = wake::next(&desk.model);
    assert!(now < at && at <= now.plus(Duration::seconds(5)), "{at:?}");
    desk.model.dirty = false;
    desk.at(at);
    assert!(desk.model.dirty);
    assert!(desk.text().contains(WAITING));
    desk.send(Msg::Source { kind: SourceKind::Imap, state: SourceState::Good });
    assert!(!desk.text().contains(WAITING));
    Ok(())
}

#[test]
fn a_server_that_answers_is_never_named() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.send(Msg::Source { kind: SourceKind::Imap, state: SourceState::Requested(desk.model.view.now) });
    desk.send(Msg::Source { kind: SourceKind::Imap, state: SourceState::Good });
    desk.after(Duration::minutes(5));
    assert!(!desk.text().contains(WAITING));
    Ok(())
}
