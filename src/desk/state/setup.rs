//! What the desk was set up with: rules, keys, calendar and habits of this officer.

use crate::{
    alarm::ladder::Ladder,
    desk::{
        keymap::Keymap,
        state::{motion::Motion, reveal::Masking, screen_lock::LockRule},
    },
    domain::{
        draft::DraftKind, ids::WeekStart, inrichting::Inrichtingen, message_sender::MessageSender, practice::Night,
        termijn_choice::LezingChoice, termijn_kind::Kalender,
    },
    rules::{address_book::AddressBook, book::Book},
};
use std::{collections::BTreeMap, sync::Arc};

/// Whether the officer's own files that terms and alarms rest on could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnFiles {
    /// All that there are.
    Whole,
    /// Something stands in the place of one: what it leads to ends nothing that was planned before.
    Unread,
}

/// What the desk was set up with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The rule book.
    pub book: Book,
    /// Whether that, the settings and the inrichtingen are what the officer asked for.
    pub own_files: OwnFiles,
    /// The known inrichtingen.
    pub inrichtingen: Arc<Inrichtingen>,
    /// Who is provided with what, and on which ground.
    pub addresses: Arc<AddressBook>,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// When a piketweek starts.
    pub week_start: WeekStart,
    /// The calendar of new cases.
    pub kalender: Kalender,
    /// Which reading the alarms run on.
    pub choice: LezingChoice,
    /// At which moments the desk calls out.
    pub ladder: Ladder,
    /// Who a message is for, per kind; shown in the form for a message that was sent.
    pub recipients: BTreeMap<DraftKind, Vec<String>>,
    /// Who signs messages, and what they say of him.
    pub sender: MessageSender,
    /// The officer's own views: by name the words that are searched for.
    pub views: BTreeMap<String, String>,
    /// How the names of the files end in which a monitor can be written, as a sentence lists them.
    pub monitor_endings: String,
    /// Whether lists keep texts back.
    pub masking: Masking,
    /// Whether the screen moves by itself.
    pub motion: Motion,
    /// When the desk locks of itself.
    pub lock_rule: LockRule,
    /// True in a demo store.
    pub demo: bool,
    /// The night of practice that is played.
    pub night: Option<Arc<Night>>,
}
