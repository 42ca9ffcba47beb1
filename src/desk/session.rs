//! What a desk keeps for itself while it is open: what is being typed and recorded, what
//! the bottom line says, and how lock, role, alarms and copies stand.

use super::{
    command::CommandId,
    state::{
        agenda_file::AgendaFile, alarm_service::AlarmService, backup_plan::BackupPlan, departure::Departure,
        hand::Hand, held_texts::HeldTexts, item::Item, meanwhile::Meanwhile, own_editor::OwnEditor, role::Role,
        screen::StatusLine, typed_line::TypedLine, way_out::WaysOut, window::Window, writes::Writes,
    },
};
use crate::domain::{
    form_target::{FormTarget, Turn},
    ids::Zaaknummer,
    moment::Moment,
    period::Period,
    source::{SourceKind, SourceState},
    uptime::Uptime,
    watch::AlarmHost,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// So many sentences can be read again: a long night of them.
const MOST_SAID: usize = 500;
/// So many commands stand first where they are chosen by name.
const MOST_RECENT: usize = 5;

/// One sitting at the desk.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whether this desk writes.
    pub role: Role,
    /// When the next copy of the log is due.
    pub backup: BackupPlan,
    /// How it stands with the calendar file.
    pub agenda: AgendaFile,
    /// What is called out, and what was.
    pub alarm_service: AlarmService,
    /// What came into the log from elsewhere while they lay there.
    pub meanwhile: Vec<Meanwhile>,
    /// What was typed and is not recorded yet, so that nothing typed is lost.
    pub held: HeldTexts,
    /// The forms that were open when the desk was locked, until they are open again.
    pub left_open: Vec<FormTarget>,
    /// The line that is typed outside any form.
    pub typed_line: Option<TypedLine>,
    /// The last call taken, or line begun.
    pub turn: Turn,
    /// The bottom line.
    pub line: Option<(StatusLine, Uptime)>,
    /// What the bottom line said, the last of it last, with when.
    pub said: VecDeque<(StatusLine, Moment)>,
    /// The commands that were chosen by name, the last one first.
    pub recent: Vec<CommandId>,
    /// What the header warns of.
    pub warnings: Vec<String>,
    /// What fails now, which it says before that.
    pub failure: Option<String>,
    /// Whether a search stands there for which the store had no room.
    pub search_waits: bool,
    /// When the newest entry of the log was recorded.
    pub newest: Option<Moment>,
    /// The sources of mail of which there is something to say.
    pub sources: BTreeMap<SourceKind, SourceState>,
    /// What is on its way to the log, and what was done there.
    pub writes: Writes,
    /// Which messages are on their way out.
    pub ways_out: WaysOut,
    /// Whether the officer's own editor has the terminal.
    pub own_editor: OwnEditor,
    /// Whether the officer is leaving.
    pub departure: Departure,
    /// Whether the key that is being taken is a press of its own.
    pub hand: Hand,
    /// Where the window is.
    pub window: Window,
    /// When the officer last touched a key.
    pub last_key: Uptime,
    /// Which reports and drafts were opened to be read since the desk was; each is recorded once.
    pub read: BTreeSet<Item>,
    /// The monitor that is being written to a file.
    pub making_monitor: Option<Period>,
    /// The case whose register of provisions opens once its log is read.
    pub register_of: Option<Zaaknummer>,
}

impl Session {
    /// A sitting that begins now.
    pub fn new(now: Moment, uptime: Uptime, warnings: Vec<String>) -> Self {
        Self {
            role: Role::Writes,
            backup: BackupPlan::Never,
            agenda: AgendaFile::default(),
            alarm_service: AlarmService::new(AlarmHost::Desk, now),
            meanwhile: Vec::new(),
            held: HeldTexts::default(),
            left_open: Vec::new(),
            typed_line: None,
            turn: 0,
            line: None,
            said: VecDeque::new(),
            recent: Vec::new(),
            warnings,
            failure: None,
            search_waits: false,
            newest: None,
            sources: BTreeMap::new(),
            writes: Writes::default(),
            ways_out: WaysOut::default(),
            own_editor: OwnEditor::Closed,
            departure: Departure::No,
            hand: Hand::default(),
            window: Window::Unknown,
            last_key: uptime,
            read: BTreeSet::new(),
            making_monitor: None,
            register_of: None,
        }
    }

    /// Keeps what the bottom line says, so that it can be read again.
    pub fn keep_said(&mut self, line: StatusLine, at: Moment) {
        if self.said.len() == MOST_SAID {
            self.said.pop_front();
        }
        self.said.push_back((line, at));
    }

    /// A command was chosen by name.
    pub fn used(&mut self, id: CommandId) {
        self.recent.retain(|earlier| *earlier != id);
        self.recent.insert(0, id);
        self.recent.truncate(MOST_RECENT);
    }

    /// Puts a sentence in the header, once; `false` when it stood there.
    pub fn warn(&mut self, sentence: String) -> bool {
        let new = !self.warnings.contains(&sentence);
        if new {
            self.warnings.push(sentence);
        }
        new
    }
}
