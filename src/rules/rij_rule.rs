//! One row of a meldingenmatrix and what it demands. Whatever the program asks about a row is asked
//! here: flags, form, terms and steps are data, so that a book may number its rows as it likes.

use std::fmt::Write;

use serde::Serialize;

use super::{
    elsewhere::Elsewhere,
    instantie::Instanties,
    message_family::KernOpening,
    rij_flag::RijFlag,
    seen::SeenIds,
    source::Citation,
    toml_reader::Table,
    weging::{Outside, Weegvraag},
};
use crate::domain::{
    besluit::{BesluitKind, YesNo},
    form_kind::FormKind,
    matrix_letter::MatrixLetter,
    rij::Rij,
    rij_mark::RijMark,
    step::Step,
    termijn_kind::TermijnKind,
    weegvraag_id::WeegvraagId,
};

/// One row, such as C.1 nr 1–23 or C.2 A–G of the tbs matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RijRule {
    /// The row.
    pub nr: Rij,
    /// What happened, in the project's own words.
    pub incident: String,
    /// Telephone report to the desk.
    pub t: Code,
    /// The form: MBV, or MOA for C.2.
    pub m: Code,
    /// Piket-SMS and piketmelding.
    pub p: Code,
    /// Afloop: the inrichting reports it, the desk sends the afloopbericht.
    pub a: Code,
    /// What another body does, where one writes the piketmelding.
    pub elsewhere: Option<Elsewhere>,
    /// What sets it apart from other rows.
    pub flags: Vec<RijFlag>,
    /// The form that belongs to it; whether it is demanded is for [`RijRule::m`] to say.
    pub form: FormKind,
    /// The terms it carries, in the order in which they bite.
    pub termijnen: Vec<TermijnKind>,
    /// The steps of the book that it adds to those of every case.
    pub steps: Vec<Step>,
    /// What it is called where others may read along.
    pub category: Category,
    /// The family of its messages, which stands in the book.
    pub family: Option<String>,
    /// How the first sentence of a message about it goes on.
    pub opening: Option<KernOpening>,
    /// What to ask before deciding.
    pub weegvragen: Vec<Weegvraag>,
    /// What the row means.
    pub clarification: String,
    /// What to do instead; present exactly on rows that demand nothing.
    pub alternative: Option<String>,
    /// Other words under which a caller may bring it up, lower case.
    pub search_words: Vec<String>,
    /// The rows that what its words tell may turn out to be: they are shown beside it.
    pub near: Vec<Rij>,
    /// Where the row stands.
    pub source: Citation,
}

/// What a row says about one letter of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// The letter: always.
    #[serde(rename = "ja")]
    Yes,
    /// The letter in brackets: depends on gravity and extent.
    Weging,
    /// The letter with a star: if relevant.
    #[serde(rename = "indien-relevant")]
    IfRelevant,
    /// Dashes, or the letter is absent.
    #[serde(rename = "nee")]
    No,
}

impl Code {
    /// What the matrix fixes; nothing where it leaves a choice.
    pub const fn fixed(self) -> Option<YesNo> {
        match self {
            Self::Yes => Some(YesNo::Yes),
            Self::No => Some(YesNo::No),
            Self::Weging | Self::IfRelevant => None,
        }
    }
}

/// What a row is called where others may read along: a text message on a locked screen and the public
/// summary. The title of a row says too much there (health, offence).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// For the piket-SMS; written with letters that fit in GSM-7.
    pub sms: String,
    /// For the public summary.
    pub public: String,
}

/// The name in data of the officer as who drafts the piketmelding.
pub(super) const OPSTELLER: &str = "piket";

impl Code {
    const ALL: [Self; 4] = [Self::Yes, Self::Weging, Self::IfRelevant, Self::No];

    /// The name in data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "ja",
            Self::Weging => "weging",
            Self::IfRelevant => "indien-relevant",
            Self::No => "nee",
        }
    }

    fn parse(t: &Table<'_>, field: &'static str) -> Option<Self> {
        t.choice(field, &Self::ALL.map(|c| (c.code(), c)))
    }
}

impl Category {
    fn parse(t: &Table<'_>) -> Option<Self> {
        let t = t.table("categorie", "categorie")?;
        let (sms, public) = (t.text("sms"), t.text("publiek"));
        Some(Self { sms: sms?, public: public? })
    }
}

impl RijRule {
    /// True for an ongeoorloofde afwezigheid, reportable or not.
    pub fn is_oa(&self) -> bool {
        self.flags.contains(&RijFlag::Oa)
    }

    /// True where the book marks it so.
    pub fn is_marked(&self, mark: RijMark) -> bool {
        self.flags.contains(&RijFlag::OfBook(mark))
    }

    /// What the row says about one of the decisions.
    pub const fn code(&self, about: BesluitKind) -> Code {
        self.code_of(about.letter())
    }

    /// True where the officer decides: always on P and A, on T where the matrix leaves it open.
    pub const fn is_decided_here(&self, about: BesluitKind) -> bool {
        match about {
            BesluitKind::T => matches!(self.t, Code::Weging | Code::IfRelevant),
            BesluitKind::P | BesluitKind::A => true,
        }
    }

    /// Who drafts the piketmelding, by the name in data.
    pub fn opsteller(&self) -> &str {
        self.elsewhere.as_ref().map_or(OPSTELLER, |other| other.by.id.code())
    }

    /// True when the row demands anything at all.
    pub fn is_notifiable(&self) -> bool {
        self.letters().iter().any(|(_, code)| *code != Code::No)
    }

    /// The four letters with their codes, in the order of the matrix.
    pub fn letters(&self) -> [(MatrixLetter, Code); 4] {
        MatrixLetter::ALL.map(|letter| (letter, self.code_of(letter)))
    }

    /// What the row says about one of them.
    pub const fn code_of(&self, letter: MatrixLetter) -> Code {
        match letter {
            MatrixLetter::T => self.t,
            MatrixLetter::M => self.m,
            MatrixLetter::P => self.p,
            MatrixLetter::A => self.a,
        }
    }

    /// The codes as the matrix writes them: `T+M+(P)+(A)*`, or `--`.
    pub fn codes(&self) -> String {
        let mut text = String::new();
        for (letter, code) in self.letters() {
            let plus = if text.is_empty() { "" } else { "+" };
            // Writing to a String cannot fail.
            let _ = match code {
                Code::Yes => write!(text, "{plus}{letter}"),
                Code::Weging => write!(text, "{plus}({letter})"),
                Code::IfRelevant => write!(text, "{plus}({letter})*"),
                Code::No => Ok(()),
            };
        }
        if text.is_empty() { "--".to_owned() } else { text }
    }

    pub(super) fn parse(
        t: &Table<'_>,
        instruction: &str,
        (steps, instanties): (&[Step], &Instanties),
        seen: &mut SeenIds,
    ) -> Option<Self> {
        let nr = t.parsed("nr");
        if let Some(nr) = nr {
            seen.rij(t, nr);
        }
        let (incident, clarification) = (t.text("incident"), t.text("toelichting"));
        let alternative = t.text_or_none("alternatief");
        let [letter_t, letter_m, letter_p, letter_a] = MatrixLetter::ALL.map(|letter| Code::parse(t, letter.field()));
        let flags = t.parsed_list_or_none("kenmerken");
        let form = t.parsed("formulier");
        let termijnen = t.parsed_list_or_none("termijnen");
        let of_books: Vec<_> = steps.iter().copied().filter(Step::is_of_book).collect();
        let steps = t.choices_or_none("stappen", &Step::choices(&of_books));
        let category = Category::parse(t);
        let search_words = t.texts("zoekwoorden").into_iter().map(|(w, _)| w.to_lowercase()).collect();
        let near: Vec<Rij> = t.parsed_list_or_none("naast");
        for rij in &near {
            seen.reference(t, "naast", *rij);
        }
        let weegvragen = Weegvraag::parse_all(&t.tables("weegvraag", "weegvraag"), nr, seen);
        let here = |id: &WeegvraagId| weegvragen.iter().any(|q| q.id == *id);
        for outside in weegvragen.iter().flat_map(|q| [&q.yes, &q.no]).filter_map(|c| c.outside.as_ref()) {
            match outside {
                Outside::With(id) if !here(id) => t.error("geen_rij", format!("Vraag {id} staat niet in deze rij.")),
                Outside::With(_) | Outside::Always => {}
            }
        }
        let (family, opening) = (t.text_or_none("familie"), KernOpening::parse(t));
        let elsewhere = Elsewhere::parse(t, instanties, &weegvragen);
        let source = Citation::parse(t, instruction);
        Some(Self {
            nr: nr?,
            incident: incident?,
            t: letter_t?,
            m: letter_m?,
            p: letter_p?,
            a: letter_a?,
            elsewhere,
            flags,
            form: form?,
            termijnen,
            steps,
            category: category?,
            family,
            opening,
            weegvragen,
            clarification: clarification?,
            alternative,
            search_words,
            near,
            source: source?,
        })
    }
}
