//! What the desk looks things up in: rule book, inrichtingen, templates and keys, and what is wrong
//! with the officer's own.

use std::sync::Arc;

use super::environment::Environment;
use crate::{
    desk::{keymap::Keymap, state::setup::OwnFiles},
    domain::{error::Result, inrichting::Inrichtingen},
    outgoing::Templates,
    rules::book::Book,
    runtime::label_file::LabelFile,
};

/// What the desk looks things up in, and what is wrong with the officer's own part of it.
#[derive(Debug)]
pub struct Reference {
    pub book: Book,
    pub inrichtingen: Arc<Inrichtingen>,
    pub own_files: OwnFiles,
    pub templates: Templates,
    pub keymap: Arc<Keymap>,
    pub labels: Arc<LabelFile>,
    pub warnings: Vec<String>,
}

impl Reference {
    /// Reads it, the officer's own files in place of the embedded ones where they are sound.
    ///
    /// # Errors
    /// When an embedded file is at fault, which a test rules out.
    pub fn read(env: &Environment) -> Result<Self> {
        let book = env.book().clone();
        let (inrichtingen, mut warnings) = env.inrichtingen()?;
        let own_files = env.own_files(&warnings);
        let (templates, template_warnings) = env.templates();
        // What does not read stands before where the rules come from.
        warnings.extend(env.warnings());
        warnings.extend(template_warnings);
        let (labels, fault) = env.labels();
        warnings.extend(fault.map(|error| error.sentence));
        let labels = Arc::new(labels);
        let (inrichtingen, keymap) = (Arc::new(inrichtingen), Arc::new(env.settings.keys()?));
        Ok(Self { book, inrichtingen, own_files, templates, keymap, labels, warnings })
    }
}
