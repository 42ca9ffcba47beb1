//! Mail that is read beside the loop: files that somebody named, and the sources of the settings.

use std::{path::PathBuf, sync::Arc};

use super::EffectRunner;
use crate::{
    desk::{msg::Msg, state::shell::Visitor},
    domain::inrichting::Inrichtingen,
    intake::source::NamedFiles,
};

impl EffectRunner {
    pub(super) fn import(
        &self,
        paths: &[String],
        inrichtingen: Arc<Inrichtingen>,
        visitor: Option<Visitor>,
    ) -> Option<Msg> {
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        // Which files a folder holds may take a slow disk long to say.
        let mail_reader = self.mail_reader.clone();
        tokio::task::spawn_blocking(move || {
            mail_reader.read(Box::new(NamedFiles::new(&paths)), inrichtingen, visitor);
        });
        None
    }

    pub(super) fn read_sources(&mut self, inrichtingen: &Arc<Inrichtingen>) -> Option<Msg> {
        for source in self.equipment.sources.drain(..) {
            self.mail_reader.read(source, Arc::clone(inrichtingen), None);
        }
        None
    }
}
