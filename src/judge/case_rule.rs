//! By which rule a zaak is judged: the row that was chosen, in the book of the sector of its
//! inrichting. Where there is no such book or row, nothing is judged and the officer is told so: the
//! advice for one sector is no advice for another.

use std::sync::Arc;

use crate::domain::moment::Moment;
use crate::{
    domain::{
        besluit::Answer, error::Error, inrichting::Inrichting, melding::MeldingKind, rij::Rij, sector::Sector,
        termijn_kind::Times,
    },
    log::zaak::Zaak,
    rules::{
        book::{Books, RijRule, Rulebook},
        elsewhere::{Elsewhere, ElsewhereScope},
        instantie::Instantie,
        weging::MonitorColumn,
    },
};

/// The rule that holds for a case, or why none does.
#[derive(Debug, Clone, Copy)]
pub enum CaseRule<'a> {
    /// No row was chosen yet.
    Unchosen(&'a Rulebook),
    /// The row that was chosen.
    Known(&'a Rulebook, &'a RijRule),
    /// A row was chosen that the book does not have.
    NotInBook(&'a Rulebook, Rij),
    /// The inrichting is of a sector without a book.
    NoBook(&'a Sector),
}

impl<'a> CaseRule<'a> {
    /// The rule for a case at this inrichting, where that is known.
    pub fn of(zaak: &Zaak, book: &'a Rulebook, inrichting: Option<&'a Inrichting>) -> Self {
        match (book.for_inrichting(inrichting), zaak.rij()) {
            (Err(sector), _) => Self::NoBook(sector),
            (Ok(book), None) => Self::Unchosen(book),
            (Ok(book), Some(rij)) => book.rij(rij).map_or(Self::NotInBook(book, rij), |rule| Self::Known(book, rule)),
        }
    }

    /// The rule for a case by these books, wherever it is.
    pub fn by(zaak: &Zaak, books: Books<'a>) -> Self {
        Self::of(zaak, books.book, books.inrichting(zaak.plek()))
    }

    /// The row, where it is known.
    pub const fn rule(self) -> Option<&'a RijRule> {
        match self {
            Self::Known(_, rule) => Some(rule),
            Self::Unchosen(_) | Self::NotInBook(..) | Self::NoBook(_) => None,
        }
    }

    /// The row that the case stands on; none where its sector has no book, whatever was chosen before that was known.
    pub const fn rij(self) -> Option<Rij> {
        match self {
            Self::Known(_, rule) => Some(rule.nr),
            Self::NotInBook(_, rij) => Some(rij),
            Self::Unchosen(_) | Self::NoBook(_) => None,
        }
    }

    /// The book that counts for the case, where it is known.
    pub const fn book(self) -> Option<&'a Rulebook> {
        match self {
            Self::Unchosen(book) | Self::Known(book, _) | Self::NotInBook(book, _) => Some(book),
            Self::NoBook(_) => None,
        }
    }

    /// Why there is no rule, for a line on screen; `None` where there is one.
    pub fn gap(self) -> Option<String> {
        match self {
            Self::Known(..) => None,
            Self::Unchosen(_) => Some("kies eerst de rij".to_owned()),
            Self::NotInBook(book, rij) => {
                Some(format!("rij {rij} staat niet in het regelboek voor {}: zelf toetsen", book.sector.label()))
            }
            Self::NoBook(sector) => Some(format!("geen regelboek voor {}: zelf toetsen", sector.label())),
        }
    }

    /// The row that a judgement needs.
    ///
    /// # Errors
    /// When there is none, with the reason and what to do.
    pub fn required(self) -> Result<(&'a Rulebook, &'a RijRule), Error> {
        match self {
            Self::Known(book, rule) => Ok((book, rule)),
            Self::Unchosen(_) => {
                Err(Error::no("De rij van de meldingenmatrix is nog niet gekozen.").hint("Kies eerst de rij."))
            }
            Self::NotInBook(book, rij) => {
                let sector = &book.sector;
                Err(Error::no(format!("Rij {rij} staat niet in het regelboek voor {}.", sector.label()))
                    .hint(format!("Zelf toetsen, of kies een andere rij; «piket matrix --sector {sector}» toont ze.")))
            }
            Self::NoBook(sector) => Err(no_book(sector)),
        }
    }

    /// Where the source names no hour for the form that is still to come, what it does say of it: nothing counts down then, and
    /// the officer judges it himself.
    pub fn form_gap(self, zaak: &Zaak) -> Option<String> {
        let Self::Known(book, rule) = self else { return None };
        let is_here = zaak.first_of(&[MeldingKind::Form(rule.form)]).is_some();
        book.form_gap_words(rule).filter(|_| zaak.is_open() && !is_here)
    }

    /// True where the row was chosen by another text of the book: what it asked then may not be asked any more, and the other
    /// way round.
    pub fn is_of_another_text(self, zaak: &Zaak) -> bool {
        matches!(self, Self::Known(book, _) if !book.edition.judges_like(&zaak.rulebook))
    }

    /// True while a row can and must be chosen before anything is judged.
    pub const fn awaits_rij(self) -> bool {
        matches!(self, Self::Unchosen(_))
    }

    /// True where no book counts.
    pub const fn is_without_book(self) -> bool {
        matches!(self, Self::NoBook(_))
    }

    /// What the officer does before anything else, in a word or two: without a rule nobody knows what is asked and which
    /// terms run.
    pub const fn comes_first(self) -> Option<&'static str> {
        match self {
            Self::Known(..) => None,
            Self::Unchosen(_) => Some("rij kiezen"),
            Self::NotInBook(..) | Self::NoBook(_) => Some("zelf toetsen"),
        }
    }

    /// The times that count. A return ends an absence and nothing else: however it came into the case,
    /// it takes no term away from another row.
    pub fn times(self, zaak: &Zaak) -> Times {
        let received = zaak.meldingen.iter().map(|k| k.received).min();
        let is_oa = self.rule().is_some_and(RijRule::is_oa);
        let of_oa = |moment: Option<Moment>| moment.filter(|_| is_oa);
        let (oa_end, oa_end_heard) = (of_oa(zaak.times.oa_end), of_oa(zaak.times.oa_end_heard));
        Times { oa_end, oa_end_heard, received, ..zaak.times }
    }

    /// What is written elsewhere in this case, by what was answered.
    pub fn elsewhere(self, zaak: &Zaak) -> Option<&'a Elsewhere> {
        self.rule()?.elsewhere.as_ref().filter(|other| other.holds(|id| zaak.answers.get(id).copied()))
    }

    /// The body that owes the form where that is not the inrichting.
    pub fn owes_form(self, zaak: &Zaak) -> Option<&'a Arc<Instantie>> {
        self.elsewhere(zaak).and_then(|other| match other.scope {
            ElsewhereScope::Melding => Some(&other.by),
            ElsewhereScope::Piketmelding => None,
        })
    }

    /// The answer that fills a column of the monitor.
    pub fn answer_for(self, zaak: &Zaak, column: MonitorColumn) -> Option<Answer> {
        self.book()?.questions_for(column).find_map(|id| zaak.answers.get(id)).copied()
    }
}

/// What stands in the place of the version of a book, in the log and in the monitor, where the sector has none.
pub fn no_book_version(sector: &Sector) -> String {
    format!("geen ({sector})")
}

/// What is said where the sector has no book.
pub fn no_book(sector: &Sector) -> Error {
    Error::no(format!("Er is geen regelboek voor {}.", sector.label()))
        .hint("Zelf toetsen: de meldingsinstructie van die sector staat niet in dit programma.")
}
