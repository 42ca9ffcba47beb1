//! What each verb does with the store, and why some cannot do it while a desk is open.

use std::path::PathBuf;

use super::{
    args::{MonitorArgs, SettingsArgs, TeachArgs, WordsArgs},
    grammar::Verb,
    maintenance::{AlarmVerb, BackupVerb, LogVerb, RetentionVerb},
    overdracht::OverdrachtVerb,
};
use crate::{
    acts::arguments::Arguments,
    log::history::{Direction, Pick},
};

/// What a verb does with the store.
pub enum StoreUse<'a> {
    /// Stands for acts of the officer, with what was typed for them.
    Acts(&'a dyn Arguments),
    /// Takes an act back, or puts it back.
    Turns {
        /// Which of the two.
        direction: Direction,
        /// Which act.
        pick: Pick,
    },
    /// Takes the mail in these files and folders in.
    Mail(&'a [PathBuf]),
    /// Notes which cases are in a monitor that was written, as this asks.
    Monitor(&'a MonitorArgs),
    /// Writes in it otherwise, which no verb can while a desk is open; and why, with what does.
    WritesAlone(&'static str),
    /// Changes what lies beside it: settings, learnt words, own inrichtingen, the wekkerboek, copies, the watch.
    Beside,
    /// Lists what was done.
    ListsDeeds,
    /// Only looks, if it does anything with it.
    Looks,
}

impl StoreUse<'_> {
    /// Whether it needs the right to write, which one program has at a time.
    pub const fn writes(&self) -> bool {
        match self {
            Self::Acts(_) | Self::Turns { .. } | Self::Mail(_) | Self::Monitor(_) | Self::WritesAlone(_) => true,
            Self::Beside | Self::ListsDeeds | Self::Looks => false,
        }
    }

    /// Whether anything that the program keeps is another after it. A file that it is told to write is the officer's.
    pub const fn changes(&self) -> bool {
        !matches!(self, Self::ListsDeeds | Self::Looks)
    }
}

impl Verb {
    /// What it does with the store.
    pub fn store_use(&self) -> StoreUse<'_> {
        match self {
            Self::Record(verb) => StoreUse::Acts(verb.arguments()),
            Self::Bewaartermijn { what: Some(RetentionVerb::Keep(verb)), .. } => StoreUse::Acts(verb.arguments()),
            Self::Undo { number, list: false, .. } => {
                StoreUse::Turns { direction: Direction::Undo, pick: Pick::from(*number) }
            }
            Self::Redo { number } => StoreUse::Turns { direction: Direction::Redo, pick: Pick::from(*number) },
            Self::Import { paths, .. } => StoreUse::Mail(paths),
            Self::Monitor(args) => StoreUse::Monitor(args),
            Self::Undo { list: true, .. } => StoreUse::ListsDeeds,
            Self::Rebuild => StoreUse::WritesAlone("Herbouwen verandert wat de open desk toont: sluit haar eerst."),
            Self::Key { .. } => StoreUse::WritesAlone("De open desk werkt met het oude wachtwoord: sluit haar eerst."),
            Self::Bewaartermijn { what: Some(RetentionVerb::Purge { .. }), .. } => {
                StoreUse::WritesAlone("De open desk heeft de teksten nog in haar geheugen: sluit haar eerst.")
            }
            Self::Log { what: LogVerb::Import { .. } } => {
                StoreUse::WritesAlone("Inlezen kan alleen in een leeg logboek zonder open desk.")
            }
            Self::Backup { what: BackupVerb::Restore { .. } } => {
                StoreUse::WritesAlone("Terugzetten vervangt het logboek onder de open desk: sluit haar eerst.")
            }
            Self::Overdracht { what: OverdrachtVerb::Accept { .. } | OverdrachtVerb::Receipt { .. } } => {
                StoreUse::WritesAlone(
                    "Open het bestand in de desk zelf, met «overdracht aanvaarden», of sluit haar eerst.",
                )
            }
            Self::Settings(SettingsArgs { value: Some(_), .. } | SettingsArgs { take_back: true, .. })
            | Self::Teach(TeachArgs { field: Some(_), .. } | TeachArgs { take_back: true, .. })
            | Self::Words(WordsArgs { word: Some(_), .. })
            | Self::Inrichtingen { what: Some(_), .. }
            | Self::Alarm { what: AlarmVerb::Seen { .. } | AlarmVerb::Snooze { .. } }
            | Self::Backup { what: BackupVerb::Create }
            | Self::Demo { create: true, .. }
            | Self::Watch { .. } => StoreUse::Beside,
            Self::Bewaartermijn { what: None, .. }
            | Self::Backup { what: BackupVerb::List }
            | Self::Demo { create: false, .. }
            | Self::Practice(_)
            | Self::Termijn(_)
            | Self::Matrix { .. }
            | Self::Kalender { .. }
            | Self::Inbox(_)
            | Self::Incidents(_)
            | Self::Search { .. }
            | Self::Show { .. }
            | Self::SmsTally { .. }
            | Self::Gate(_)
            | Self::Form { .. }
            | Self::Teach(TeachArgs { field: None, take_back: false, .. })
            | Self::Words(WordsArgs { word: None, .. })
            | Self::Provisions(_)
            | Self::Dossier(_)
            | Self::Background(_)
            | Self::Week(_)
            | Self::Addresses { .. }
            | Self::Log { what: LogVerb::Check { .. } | LogVerb::Audit { .. } | LogVerb::Export { .. } }
            | Self::Overdracht { what: OverdrachtVerb::Create { .. } | OverdrachtVerb::Read { .. } }
            | Self::Inrichtingen { what: None, .. }
            | Self::Agenda { .. }
            | Self::Alarm { what: AlarmVerb::List { .. } }
            | Self::Check { .. }
            | Self::Settings(SettingsArgs { value: None, take_back: false, .. })
            | Self::Completions { .. }
            | Self::Man
            | Self::Manual { .. } => StoreUse::Looks,
        }
    }
}
