//! What the source leaves open. Written down as a gap, with the reason, so that the program can say
//! "zelf toetsen" instead of inventing a clock.

use std::fmt;

use super::{bron::Bron, lezer::Tabel};

/// A gap in the source, written down as a gap: the program says "zelf toetsen" and counts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Onbepaald {
    /// What is not determined: `P`, `incidentenmonitor`, `weekend`.
    pub onderwerp: String,
    /// What the source does and does not say.
    pub reden: String,
    /// Where it says so.
    pub bron: Bron,
}

impl Onbepaald {
    pub(super) fn lees(t: &Tabel<'_>, instructie: &str) -> Option<Self> {
        let (onderwerp, reden, bron) = (t.tekst("onderwerp"), t.tekst("reden"), Bron::lees(t, instructie));
        Some(Self { onderwerp: onderwerp?, reden: reden?, bron: bron? })
    }
}

impl fmt::Display for Onbepaald {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: zelf toetsen. {} ({})", self.onderwerp, self.reden, self.bron)
    }
}
