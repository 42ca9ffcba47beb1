//! The books that come with the program, one for each sector that has one: which there are, and by which of them a
//! case is judged. Each is read once, when it is first asked for.

use std::sync::LazyLock;

use super::{
    book::{Rulebook, RulebookOrigin},
    file_error::FileError,
    form::{FieldRole, FormAbout, FormRule, SectorForms},
};
use crate::domain::{
    book_names::{BookNames, NamesAt},
    form_kind::FormKind,
    inrichting::{Inrichting, Inrichtingen},
    melding::MeldingKind,
    sector::Sector,
    termijn_kind::TermijnKind,
};

/// The embedded books, name and text of each: a list of assets, so that a sector more is a file more.
const BOOKS: &[(&str, &str)] = include!("../../assets/rules/boeken.in");

static OTHERS: LazyLock<Vec<Rulebook>> =
    LazyLock::new(|| BOOKS.iter().skip(1).map(|(file, text)| Rulebook::embedded(file, text)).collect());

impl Rulebook {
    /// The first embedded book, read when it is first asked for.
    pub fn built_in() -> &'static Self {
        static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
            let (file, text) = BOOKS.first().copied().unwrap_or_default();
            Rulebook::embedded(file, text)
        });
        &BOOK
    }

    /// The embedded books, one for each sector that has one.
    pub fn all_built_in<'a>() -> impl Iterator<Item = &'a Self> {
        std::iter::once(Self::built_in()).chain(OTHERS.iter())
    }

    /// Reads the embedded books but the first, which is as long as all others together and can be read beside them.
    pub fn read_others() {
        LazyLock::force(&OTHERS);
    }

    /// The embedded book of a sector, if there is one.
    pub fn of_sector(sector: &Sector) -> Option<&'static Self> {
        Self::all_built_in().find(|book| book.sector == *sector)
    }

    /// The forms of the embedded books, each once, as the first of them describes it.
    pub fn form_rules() -> Vec<&'static FormRule> {
        let mut forms: Vec<&FormRule> = Vec::new();
        for form in Self::all_built_in().flat_map(|book| &book.forms) {
            if forms.iter().all(|known| known.kind != form.kind) {
                forms.push(form);
            }
        }
        forms
    }

    /// True for a subject that an instruction prescribes for its forms, whatever stands before or behind it.
    pub fn is_prescribed(subject: &str) -> bool {
        let subject = subject.to_lowercase();
        Self::all_built_in().any(|book| subject.contains(&book.contacts.subject_line.to_lowercase()))
    }

    /// The forms that may come in: its own, and those of the embedded books that it does not describe itself.
    pub fn all_forms(&self) -> Vec<&FormRule> {
        let others = Self::form_rules().into_iter().filter(|form| self.form(form.kind).is_none());
        self.forms.iter().chain(others).collect()
    }

    /// Its forms, with whose they are.
    pub fn sector_forms(&self) -> SectorForms {
        SectorForms { sector: self.sector.clone(), rules: self.forms.clone() }
    }

    /// What the book says about a report that is one of its forms.
    pub fn form_of(&self, kind: MeldingKind) -> Option<&FormRule> {
        let MeldingKind::Form(kind) = kind else { return None };
        self.form(kind)
    }

    /// What is known of a form: by this book, else by the first embedded one that describes it.
    pub fn form_rule(&self, kind: FormKind) -> Option<&FormRule> {
        self.and_built_in().find_map(|book| book.form(kind))
    }

    /// What a report tells of, where it is one of those forms.
    pub fn about(&self, kind: MeldingKind) -> Option<FormAbout> {
        let MeldingKind::Form(kind) = kind else { return None };
        self.form_rule(kind).map(|form| form.about)
    }

    /// The kinds of term of the embedded books, each once, in the order of the books.
    pub fn termijn_kinds() -> Vec<TermijnKind> {
        let mut kinds = Vec::new();
        for kind in Self::all_built_in().flat_map(|book| &book.termijnen).map(|rule| rule.kind) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        kinds
    }

    /// The book of the sector an inrichting belongs to; this one where the sector is its own or unknown.
    ///
    /// # Errors
    /// The sector, where it has no book: the advice for another is none for it.
    pub fn for_inrichting<'a>(&'a self, inrichting: Option<&'a Inrichting>) -> Result<&'a Self, &'a Sector> {
        match inrichting.and_then(|i| i.sector.as_ref()) {
            Some(sector) => self.at_hand_for(sector).ok_or(sector),
            None => Ok(self),
        }
    }

    /// The book of a sector: this one where it is its own, else the embedded one.
    pub fn at_hand_for<'a>(&'a self, sector: &Sector) -> Option<&'a Self> {
        self.at_hand().find(|book| book.sector == *sector)
    }

    /// The books by which cases are judged, one for each sector: this one, and the embedded ones of the other sectors.
    pub fn at_hand(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(Self::all_built_in().filter(|book| book.sector != self.sector))
    }

    /// What the forms of any of these books call the item with this role: a form may be one of another sector than its case.
    pub fn fields_at_hand(&self, role: FieldRole) -> impl Iterator<Item = &str> {
        self.at_hand().flat_map(move |book| book.fields_with(role))
    }

    /// The sectors that have a book, as one says them: "haven, tbs of jji".
    pub fn sectors_at_hand(&self) -> String {
        let all: Vec<&str> = self.at_hand().map(|book| book.sector.code()).collect();
        match all.as_slice() {
            [before @ .., last] if !before.is_empty() => format!("{} of {last}", before.join(", ")),
            all => all.concat(),
        }
    }

    /// This book, then the embedded ones.
    fn and_built_in(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(Self::all_built_in())
    }

    fn embedded(file: &str, text: &str) -> Self {
        Self::parse(text, file, RulebookOrigin::BuiltIn).unwrap_or_else(|errors| FileError::in_own_data(&errors))
    }
}

/// The books at hand: that of the desk and the embedded ones, with the list that tells which place is of which sector.
#[derive(Debug, Clone, Copy)]
pub struct Books<'a> {
    /// That of the desk.
    pub book: &'a Rulebook,
    /// The known places.
    pub inrichtingen: &'a Inrichtingen,
}

impl<'a> Books<'a> {
    /// The book that a case at this place goes by; that of the desk where the place is not known or its sector has none.
    pub fn of(&self, plek: Option<&str>) -> &'a Rulebook {
        self.book.for_inrichting(self.inrichting(plek)).unwrap_or(self.book)
    }

    /// The same; none where its sector has none.
    pub fn governing(&self, plek: Option<&str>) -> Option<&'a Rulebook> {
        self.book.for_inrichting(self.inrichting(plek)).ok()
    }

    /// What the list says of this place, where it is on it.
    pub fn inrichting(&self, plek: Option<&str>) -> Option<&'a Inrichting> {
        self.inrichtingen.by_name(plek?)
    }
}

impl NamesAt for Books<'_> {
    fn at(&self, plek: Option<&str>) -> &dyn BookNames {
        self.of(plek)
    }
}

/// What this book does not have goes by the name of the first embedded one that has it.
impl BookNames for Rulebook {
    fn termijn_name(&self, kind: TermijnKind) -> Option<&str> {
        self.and_built_in().find_map(|book| Some(book.termijn_rule(kind)?.label.as_str()))
    }

    fn form_name(&self, kind: FormKind) -> Option<&str> {
        Some(self.form_rule(kind)?.label.as_str())
    }

    fn is_form_name(&self, text: &str) -> bool {
        self.and_built_in().flat_map(|book| &book.forms).any(|form| form.label.as_str() == text)
    }
}
