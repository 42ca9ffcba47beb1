//! The verbs: one parser for the shell and for the palette. What a verb does to the log is an
//! [`Act`](crate::acts::Act) like any other; what it reads or writes outside is left to whoever runs it.

mod args;
mod command;
mod grammar;
mod line;
mod maintenance;
mod overdracht;
mod store_use;

pub use args::{
    DossierArgs, GateArgs, GlobalArgs, InboxArgs, ListArgs, MonitorArgs, PracticeArgs, ProvisionsArgs, SettingsArgs,
    TeachArgs, TermijnArgs, WeekArgs, WordsArgs,
};
pub use command::command;
pub use grammar::{Piket, Verb};
pub use line::{help, is_verb, parse, translate, what_enter_does, words};
pub use maintenance::{AlarmVerb, BackupVerb, InrichtingVerb, KeyVerb, LogVerb, RetentionVerb};
pub use overdracht::{BundleKeyArgs, OverdrachtVerb};
pub use store_use::StoreUse;
