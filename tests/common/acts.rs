//! The acts that many tests begin with: a fact that somebody told, a message that is written and checked, and a sending that is
//! noted. A test says of them only what it is about.

use piket::{
    acts::{Act, CheckDraft, NoteFeit, ReportSent, SaveDraft},
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        moment::Moment,
        own_words::TOLD_BY_PHONE,
    },
};

/// A fact that the inrichting told by phone.
pub fn told(zaak: Zaaknummer, topic: Topic, text: &str) -> Act {
    let (text, source, status) = (text.to_owned(), TOLD_BY_PHONE.to_owned(), FeitStatus::Reported);
    Act::NoteFeit(NoteFeit { zaak, topic, text, source, status, happened: None })
}

/// A message that is saved and then checked.
pub fn written(zaak: Zaaknummer, draft: DraftKind, text: &str) -> [Act; 2] {
    let text = text.to_owned();
    [Act::SaveDraft(SaveDraft { zaak, draft, text }), Act::CheckDraft(CheckDraft { zaak, draft })]
}

/// That the newest version of a message went, by its own channel, to the line.
pub fn sending(zaak: Zaaknummer, draft: DraftKind, at: Moment) -> ReportSent {
    let (channel, recipients) = (draft.channel().word().to_owned(), "de lijn".to_owned());
    ReportSent { version: None, zaak, draft, at, channel, recipients, reason: String::new() }
}
