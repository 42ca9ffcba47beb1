//! A message that no decision lets go leaves the open desk by no key, until a reason for it is typed; that one is in the log.

use chrono::Duration;
use piket::{
    acts::{Act, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
    },
    log::event::LogEvent,
};

use crate::{
    desk::{TestDesk, TestResult},
    ways_out::{SMS, left, noted, out},
};

/// A desk with a checked text message under the cursor, and this decided about it.
fn desk(choice: Option<YesNo>) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC de Kijvelanden")?;
    let draft = DraftKind::Sms;
    desk.write(zaak, draft, SMS)?;
    if let Some(choice) = choice {
        let reason = "Kleine brand, zo gedoofd.".to_owned();
        desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice, reason }))?;
    }
    desk.model.view.setup.recipients.insert(draft, vec!["de lijn".to_owned()]);
    desk.keys("3")?;
    Ok(desk)
}

#[test]
fn each_way_asks_why_a_message_goes_that_is_not_decided_or_decided_against() -> TestResult {
    for (choice, told) in [(None, "Over P is nog niet beslist."), (Some(YesNo::No), "P is nee.")] {
        for key in ["Y", "E", "X", "Q", "K", "<enter><ctrl-o>mail<enter>"] {
            let mut desk = desk(choice)?;
            desk.keys(key)?;
            let shown = desk.text();
            assert!(shown.contains("Besluit: piket-SMS") && shown.contains(told), "{key}: {shown}");
            assert!(out(&desk).is_empty() && noted(&desk).is_empty(), "{key}");
            // Without a reason nothing goes, and leaving the question lets nothing go either.
            desk.after(Duration::seconds(1));
            desk.keys("<enter>")?;
            assert!(out(&desk).is_empty() && noted(&desk).is_empty(), "{key}: {}", desk.text());
            desk.keys("De directeur wil het toch weten.<enter>")?;
            let go = desk.fake_store.log.iter().find_map(|entry| match &entry.event {
                LogEvent::DraftLetGo { reason, .. } => Some(reason.read().to_owned()),
                _ => None,
            });
            assert_eq!(go.as_deref(), Some("De directeur wil het toch weten."), "{key}: {}", desk.text());
            desk.after(Duration::seconds(1));
            desk.keys(key.strip_prefix("<enter>").unwrap_or(key))?;
            assert!(left(&mut desk), "{key}: {}", desk.text());
        }
    }
    Ok(())
}
