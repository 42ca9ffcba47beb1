//! Files and folders that somebody named, read once.

use std::{ffi::OsStr, path::PathBuf};

use super::{Bron, Verder, Vondst, bestand};
use crate::domain::{bron::Bronsoort, fout::Uitkomst};

/// The files.
#[derive(Debug)]
pub struct Paden(Vec<PathBuf>);

impl Paden {
    /// What these paths stand for: a file is itself, a folder its mails in order of name, a Maildir what
    /// is in `new` and `cur`. A path that cannot be listed stays in, so that reading it says why.
    pub fn nieuw(paden: &[PathBuf]) -> Self {
        Self(bestand::uitgevouwen(paden))
    }
}

impl Bron for Paden {
    fn soort(&self) -> Bronsoort {
        Bronsoort::Importeer
    }

    fn ronde(&mut self, neem: &mut dyn FnMut(Vondst) -> Verder) -> Uitkomst<()> {
        let paden = std::mem::take(&mut self.0);
        let aantal = paden.len();
        for (i, pad) in paden.into_iter().enumerate() {
            let inhoud = bestand::lees(&pad);
            let vondst = Vondst { naam: pad.into_os_string(), inhoud, nog: aantal.saturating_sub(i + 1) };
            if neem(vondst) == Verder::Nee {
                break;
            }
        }
        Ok(())
    }

    fn wacht(&mut self) -> Verder {
        Verder::Nee
    }

    /// Who named them sees what came of it, and names them again.
    fn vergeet(&mut self) {}

    fn houdt(&self, _: &OsStr) -> bool {
        true
    }
}
