//! What the desk says before a message leaves that somebody did not let go, and of which version a sending is noted once there is a
//! newer one.

use chrono::Duration;
use piket::{
    acts::{Act, CheckDraft, ReadAlong, SaveDraft},
    domain::{draft::DraftKind, second_reader::ReadingState},
};

use crate::{
    desk::TestResult,
    ways_out::{SMS, checked, out},
};

const KIND: DraftKind = DraftKind::Sms;

#[test]
fn what_a_reader_refused_is_said_before_it_leaves_by_hand_and_once_a_version() -> TestResult {
    for (state, says) in
        [(ReadingState::Refused, "weigert versie 1"), (ReadingState::Changes, "wil versie 1 gewijzigd")]
    {
        for key in ["E", "X", "Y"] {
            let (mut desk, zaak) = checked(SMS)?;
            let (role, remark) = ("afdelingshoofd".to_owned(), "Nog niet.".to_owned());
            for state in [ReadingState::Asked, state] {
                let (role, remark) = (role.clone(), remark.clone());
                desk.run(&Act::ReadAlong(ReadAlong { zaak, draft: KIND, role, state, remark }))?;
            }
            desk.keys(key)?;
            assert!(out(&desk).is_empty() && desk.text().contains(says), "{key}: {}", desk.text());
            desk.after(Duration::seconds(5));
            desk.keys(key)?;
            assert_eq!(out(&desk).len(), 1, "{key}: {}", desk.text());
        }
    }
    Ok(())
}

#[test]
fn the_note_of_a_sending_asks_which_version_left_where_an_earlier_one_may_have() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    desk.after(Duration::minutes(2));
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: KIND, text: "Piket: brand, zij is uit.".to_owned() }))?;
    desk.run(&Act::CheckDraft(CheckDraft { zaak, draft: KIND }))?;
    desk.keys("V")?;
    assert!(desk.text().contains("Versie"), "{}", desk.text());
    desk.keys("<shift-tab><shift-tab><shift-tab><rechts><ctrl-s>")?;
    let sent = &desk.model.view.desk.zaken[&zaak].drafts[&KIND].sent;
    assert_eq!(sent.iter().map(|sent| sent.version).collect::<Vec<_>>(), [1], "{}", desk.text());
    Ok(())
}
