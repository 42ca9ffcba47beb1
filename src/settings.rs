//! The officer's settings, `instellingen.toml`. Few on purpose. A fault in one field costs that field
//! only: the desk must open at night whatever somebody typed by day, and says everything at once.

pub mod edit;
mod mailbox;
pub mod outline;
mod own_termijnen;
mod parser;
mod shape;
mod values;

use std::{collections::BTreeMap, num::NonZeroUsize, path::PathBuf};

use crate::{
    desk::keymap::Keymap,
    domain::{
        bewaartermijn::Bewaartermijn,
        draft::DraftKind,
        error::Result,
        ids::WeekStart,
        message_sender::MessageSender,
        termijn_choice::LezingChoice,
        termijn_kind::{Kalender, TermijnKind},
    },
    rules::{file_error::FileError, kalender::OwnDay},
};

pub use mailbox::{MailboxKey, MailboxSettings};
pub use parser::fields;

/// A switch, where a boolean would hide which way is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

impl Switch {
    /// True when on.
    pub const fn is_on(self) -> bool {
        matches!(self, Self::On)
    }
}

/// The colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colors {
    /// By the background of the terminal (default).
    #[default]
    Automatic,
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
    /// The strongest contrast.
    HighContrast,
    /// For eyes that see red and green alike.
    Deuteranopia,
    /// For eyes that see blue and yellow alike.
    Tritanopia,
    /// No colour at all.
    Mono,
}

/// With which signs the screen is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signs {
    /// By the locale and the kind of the terminal (default).
    #[default]
    Automatic,
    /// With all.
    Unicode,
    /// With those of ASCII.
    Ascii,
}

/// Whether words are marked that no dictionary knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Spelling {
    /// By the Dutch dictionary of the system, where it has one (default).
    #[default]
    Automatic,
    /// Not.
    Off,
    /// By this dictionary, named after the file of its words or that of its rules; relative to the settings file.
    At(PathBuf),
}

/// By which sequence a terminal is asked to notify. No terminal says which one it knows, and some know
/// both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TerminalNotification {
    /// By none.
    Off,
    /// OSC 9.
    Osc9,
    /// OSC 777.
    Osc777,
    /// By both (default): rather twice than not at all.
    #[default]
    Both,
}

/// A program and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramLine {
    /// The program.
    pub program: String,
    /// Its arguments.
    pub arguments: Vec<String>,
}

/// A day of copies, when every hour brings one.
const BACKUPS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(23);

/// All settings; the defaults are what an absent file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Who works at the desk; goes into the log and under drafts.
    pub name: Option<String>,
    /// Which days count as feestdag.
    pub kalender: Kalender,
    /// Days off of the officer's own, which count as feestdag in every calendar.
    pub days_off: Vec<OwnDay>,
    /// Which reading the countdown follows.
    pub termijn: LezingChoice,
    /// When the piketweek starts.
    pub piketweek: WeekStart,
    /// Minutes before a term at which an alarm goes off, largest first; 0 is the term itself.
    pub alarm: Vec<u32>,
    /// The same for one kind of term.
    pub alarm_per_termijn: BTreeMap<TermijnKind, Vec<u32>>,
    /// From how many minutes before a term of this kind its alarms are loud, also when somebody else is to act;
    /// absent is from the last one before it.
    pub loud_per_termijn: BTreeMap<TermijnKind, u32>,
    /// The program with its arguments that is run at an alarm; relative to the settings file where it names a
    /// folder.
    pub alarm_command: Option<ProgramLine>,
    /// Whether mail that comes in calls once.
    pub arrivals: Switch,
    /// Minutes between two alarms after a term, until one is seen; 0 is none.
    pub alarm_repeat: u32,
    /// Minutes after which a late term that was seen rings again until it is met; 0 is never.
    pub alarm_after_seen: u32,
    /// Whether the terminal bell rings.
    pub bell: Switch,
    /// How the terminal is asked to notify.
    pub terminal_notification: TerminalNotification,
    /// Whether the desktop shows a notification.
    pub desktop_notification: Switch,
    /// The calendar file that is kept up; relative to the settings file.
    pub agenda: Option<PathBuf>,
    /// To whom messages are addressed.
    pub salutation: Option<String>,
    /// Where the officer can be called about a message.
    pub phone: Option<String>,
    /// The marking of every message.
    pub classification: String,
    /// Folder with own templates; relative to the settings file.
    pub templates: Option<PathBuf>,
    /// Own rule book; relative to the settings file.
    pub rules: Option<PathBuf>,
    /// Own list of inrichtingen; relative to the settings file.
    pub inrichtingen: Option<PathBuf>,
    /// The drop folder; relative to the settings file.
    pub drop_folder: Option<PathBuf>,
    /// A Maildir; relative to the settings file.
    pub maildir: Option<PathBuf>,
    /// A mailbox on a server.
    pub imap: Option<MailboxSettings>,
    /// The mail addresses from which the officer sends.
    pub own_addresses: Vec<String>,
    /// To whom a message goes, where that was set: numbers for a text message, addresses for a mail.
    pub recipients: BTreeMap<DraftKind, Vec<String>>,
    /// The folder in which messages are saved; relative to the settings file.
    pub messages: Option<PathBuf>,
    /// The program with its arguments that opens a mail; absent is the system's own.
    pub open_command: Option<ProgramLine>,
    /// The program with its arguments that sends a message, and ends with 0 when it did.
    pub send_command: Option<ProgramLine>,
    /// How long the texts of closed cases are kept.
    pub bewaartermijn_zaken: Bewaartermijn,
    /// How long the texts of reports are kept that were set aside.
    pub bewaartermijn_meldingen: Bewaartermijn,
    /// How many copies of the log are kept.
    pub backups: NonZeroUsize,
    /// The colours of the screen.
    pub colors: Colors,
    /// The signs it is drawn with.
    pub signs: Signs,
    /// Whether spelling is marked.
    pub spelling: Spelling,
    /// Whether the screen moves between two minutes.
    pub motion: Switch,
    /// Whether the mouse is the desk's.
    pub mouse: Switch,
    /// Whether lists keep texts back.
    pub masking: Switch,
    /// After so many minutes without a key the desk locks; 0 is never.
    pub lock_after: u32,
    /// Views of the officer's own: by name the words that are searched for.
    pub views: BTreeMap<String, String>,
    /// The keys where the officer chose some; absent is those that ship.
    pub keymap: Option<Keymap>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: None,
            kalender: Kalender::default(),
            days_off: Vec::new(),
            termijn: LezingChoice::default(),
            piketweek: WeekStart::default(),
            alarm: vec![60, 15, 0],
            alarm_per_termijn: BTreeMap::new(),
            loud_per_termijn: BTreeMap::new(),
            alarm_command: None,
            arrivals: Switch::On,
            alarm_repeat: 15,
            alarm_after_seen: 60,
            bell: Switch::On,
            terminal_notification: TerminalNotification::default(),
            desktop_notification: Switch::On,
            agenda: None,
            salutation: None,
            phone: None,
            classification: "vertrouwelijk".to_owned(),
            templates: None,
            rules: None,
            inrichtingen: None,
            drop_folder: None,
            maildir: None,
            imap: None,
            own_addresses: Vec::new(),
            recipients: BTreeMap::new(),
            messages: None,
            open_command: None,
            send_command: None,
            bewaartermijn_zaken: Bewaartermijn::default(),
            bewaartermijn_meldingen: Bewaartermijn::default(),
            backups: BACKUPS,
            colors: Colors::default(),
            signs: Signs::default(),
            spelling: Spelling::default(),
            motion: Switch::On,
            mouse: Switch::On,
            masking: Switch::On,
            lock_after: 5,
            views: BTreeMap::new(),
            keymap: None,
        }
    }
}

impl Settings {
    /// The keys: the officer's own where they are sound, else those that ship.
    ///
    /// # Errors
    /// When the shipped ones are at fault, which a test rules out.
    pub fn keys(&self) -> Result<Keymap> {
        self.keymap.clone().map_or_else(Keymap::standard, Ok)
    }

    /// Who signs messages, under this name, and to whom they go.
    pub fn sender(&self, name: String) -> MessageSender {
        MessageSender {
            name,
            phone: self.phone.clone(),
            addresses: self.own_addresses.iter().map(|own| bare_address(own)).collect(),
            salutation: self.salutation.clone(),
            classification: self.classification.clone(),
        }
    }

    /// The file as it is handed out: every setting explained and commented out.
    pub const EXAMPLE: &str = include_str!("../assets/instellingen.toml");

    /// Reads the file. Fields with a fault keep their default; every fault comes back.
    pub fn parse(text: &str, file: &str) -> (Self, Vec<FileError>) {
        parser::parse(text, file)
    }
}

/// The address alone, without the name before it, in small letters.
fn bare_address(written: &str) -> String {
    let address = written.split_once('<').map_or(written, |(_, address)| address.trim_end().trim_end_matches('>'));
    address.trim().to_lowercase()
}

#[cfg(test)]
mod tests;
