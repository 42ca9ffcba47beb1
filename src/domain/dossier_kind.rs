//! The papers about a whole case.

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DossierKind {
    /// All that is known of the case and was done.
    Dossier,
    /// What is needed to answer questions of the Kamer.
    Background,
}

impl DossierKind {
    /// Its name in the audit, in file names and on screen.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Background => "achtergrond",
        }
    }

    /// In a sentence.
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Dossier => "het dossier",
            Self::Background => "de achtergrond",
        }
    }
}
