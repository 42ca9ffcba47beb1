//! What was typed and could not be saved by the end: it is named, and a sealed copy of it goes where it can. The same
//! for the open desk and behind its lock.

use std::path::PathBuf;

use crate::{
    desk::view::View,
    domain::{
        error::{Error, Result},
        typed::Typed,
    },
};

/// Names what is not saved, and where a copy of it was put.
///
/// # Errors
/// Where there is something.
pub fn named(view: &View, texts: &[Typed], seal: impl FnOnce(&[Typed]) -> Result<PathBuf>) -> Result<()> {
    if texts.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = texts.iter().map(|t| view.target_words(&t.target)).collect();
    let error = Error::data(format!("Niet bewaard: {}.", names.join(", ")));
    Err(match seal(texts) {
        Ok(path) => {
            let path = path.display();
            error.hint(format!("Een verzegelde kopie staat in {path}; de volgende start biedt haar aan."))
        }
        Err(refused) => error.hint(refused.sentence),
    })
}
