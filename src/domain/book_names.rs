//! What the rule book at hand calls the things that it gives ids to. The books stand above this floor, so they are
//! asked through this trait; two books may call one id differently.

use super::{form_kind::FormKind, melding::MeldingKind, termijn_kind::TermijnKind};

/// A book, as far as its names go.
pub trait BookNames {
    /// What a term is called on screen, where the book says it.
    fn termijn_name(&self, kind: TermijnKind) -> Option<&str>;

    /// What a form is called on screen, where the book says it.
    fn form_name(&self, kind: FormKind) -> Option<&str>;

    /// True for what a form of the book is called on screen.
    fn is_form_name(&self, text: &str) -> bool;
}

/// The books at hand, where there is more than one sector.
pub trait NamesAt {
    /// By which of them a case at this place goes; where the place is not known, by that of the desk.
    fn at(&self, plek: Option<&str>) -> &dyn BookNames;
}

impl TermijnKind {
    /// The name on screen; that in data where the book at hand says none.
    pub fn label<'a>(&'a self, names: &'a dyn BookNames) -> &'a str {
        names.termijn_name(*self).unwrap_or_else(|| self.code())
    }
}

impl FormKind {
    /// The name on screen; that in data where the book at hand says none.
    pub fn label<'a>(&'a self, names: &'a dyn BookNames) -> &'a str {
        names.form_name(*self).unwrap_or_else(|| self.code())
    }
}

impl MeldingKind {
    /// The name on screen.
    pub fn label<'a>(&'a self, names: &'a dyn BookNames) -> &'a str {
        match self {
            Self::Form(kind) => kind.label(names),
            Self::Phone | Self::Automatic | Self::Unknown => self.code(),
        }
    }
}
