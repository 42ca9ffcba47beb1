//! What a desk or a watch runs with: the clock, the settings and all that is outside of the program.

use std::{path::PathBuf, sync::Arc};

use super::{
    clock::Clock, label_file::LabelFile, message_ways::MessageWays, own_command::OwnCommand, word_file::WordFile,
};
use crate::{domain::watch::AlarmHost, intake::source::Source, outgoing::Templates, settings::Settings};

/// What the desk runs with besides its model.
#[derive(Debug)]
pub struct Equipment {
    /// The clock.
    pub clock: Clock,
    /// The settings.
    pub settings: Settings,
    /// What is run at an alarm besides.
    pub own_command: Option<OwnCommand>,
    /// By what messages leave.
    pub ways: MessageWays,
    /// The templates.
    pub templates: Templates,
    /// The labels that were taught.
    pub labels: Arc<LabelFile>,
    /// The words for the spelling.
    pub words: WordFile,
    /// Who works at the desk.
    pub actor: String,
    /// Where mail comes from.
    pub sources: Vec<Box<dyn Source>>,
    /// Where the calendar file goes that is kept up.
    pub agenda: Option<PathBuf>,
    /// Which program this is.
    pub who: AlarmHost,
    /// Where a sealed copy goes of what the store refused until the end.
    pub refuge: Vec<PathBuf>,
}
