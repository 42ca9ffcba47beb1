//! What the desk looks things up in: rule book, inrichtingen, templates and keys, and what is wrong
//! with the officer's own.

use std::sync::Arc;

use super::omgeving::Omgeving;
use crate::{
    app::keymap::Keymap,
    domain::{fout::Uitkomst, inrichting::Inrichtingen},
    outgoing::Sjablonen,
    rules::book::Boek,
};

/// What the desk looks things up in, and what is wrong with the officer's own part of it.
#[derive(Debug)]
pub struct Naslag {
    pub boek: Boek,
    pub inrichtingen: Arc<Inrichtingen>,
    pub sjablonen: Sjablonen,
    pub keymap: Arc<Keymap>,
    pub waarschuwingen: Vec<String>,
}

impl Naslag {
    /// Reads it, the officer's own files in place of the embedded ones where they are sound.
    ///
    /// # Errors
    /// When an embedded file is at fault, which a test rules out.
    pub fn lees(omgeving: &Omgeving) -> Uitkomst<Self> {
        let boek = omgeving.boek().clone();
        let mut waarschuwingen = omgeving.waarschuwingen();
        let (inrichtingen, van_inrichtingen) = omgeving.inrichtingen()?;
        let (sjablonen, van_sjablonen) = omgeving.sjablonen();
        waarschuwingen.extend(van_inrichtingen);
        waarschuwingen.extend(van_sjablonen);
        let (inrichtingen, keymap) = (Arc::new(inrichtingen), Arc::new(Keymap::standaard()?));
        Ok(Self { boek, inrichtingen, sjablonen, keymap, waarschuwingen })
    }
}
