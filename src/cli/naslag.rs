//! What the desk looks things up in: rule book, inrichtingen, templates and keys. Reading them takes
//! longer than opening the store, so the two are done side by side.

use std::{
    sync::Arc,
    thread::{self, Builder},
};

use super::omgeving::Omgeving;
use crate::{
    app::keymap::Keymap,
    domain::{
        fout::{Fout, Uitkomst},
        inrichting::Inrichtingen,
    },
    outgoing::Sjablonen,
    rules::book::Regelboek,
};

/// What the desk looks things up in, and what is wrong with the officer's own part of it.
#[derive(Debug)]
pub struct Naslag {
    pub boek: Arc<Regelboek>,
    pub inrichtingen: Arc<Inrichtingen>,
    pub sjablonen: Sjablonen,
    pub keymap: Arc<Keymap>,
    pub waarschuwingen: Vec<String>,
}

impl Naslag {
    /// Reads it on a second thread while `werk` is done on this one.
    ///
    /// # Errors
    /// Those of `werk` first; then when an embedded file is at fault, which a test rules out.
    pub fn lees_naast<T>(omgeving: &Omgeving, werk: impl FnOnce() -> Uitkomst<T>) -> Uitkomst<(T, Self)> {
        thread::scope(|scope| {
            let lezer = Builder::new().name("naslag".to_owned()).spawn_scoped(scope, || Self::lees(omgeving));
            let gedaan = werk();
            let gelezen = match lezer {
                Ok(lezer) => lezer.join().unwrap_or_else(|_| Err(Fout::gegevens("De regels zijn niet te lezen."))),
                // A system that gives no thread gives the time to do without.
                Err(_) => Self::lees(omgeving),
            };
            Ok((gedaan?, gelezen?))
        })
    }

    fn lees(omgeving: &Omgeving) -> Uitkomst<Self> {
        let boek = omgeving.boek_om_te_delen()?;
        let mut waarschuwingen = omgeving.waarschuwingen();
        let (inrichtingen, van_inrichtingen) = omgeving.inrichtingen()?;
        let (sjablonen, van_sjablonen) = omgeving.sjablonen();
        waarschuwingen.extend(van_inrichtingen);
        waarschuwingen.extend(van_sjablonen);
        let (inrichtingen, keymap) = (Arc::new(inrichtingen), Arc::new(Keymap::standaard()?));
        Ok(Self { boek, inrichtingen, sjablonen, keymap, waarschuwingen })
    }
}
