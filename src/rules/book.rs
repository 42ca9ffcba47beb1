//! The rule book of one sector, read and checked once. Everything in it can be asked for without
//! failing: a row that exists is in the book, and a book with a fault does not exist.

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, LazyLock},
};

use chrono::NaiveDate;

use super::{
    check, kalender,
    lezing_rule::LezingRules,
    reader::{RuleReader, Table},
    weging::QuestionIds,
};
pub use super::{
    contacts::Contacts,
    kalender::{Kalenders, OwnDay},
    lezing_rule::{LezingRule, RuleText},
    required::RequiredItem,
    rij_rule::{Code, Opsteller, RijRule},
    rule_error::RuleError,
    source::Citation,
    termijn_rule::{ClockStart, FormHours, TermijnDuration, TermijnRule},
    undetermined::Undetermined,
    weging::{Consequence, ConsequenceBesluit, Weegvraag, WeighingGuide},
};
use crate::domain::{digest::sha256, rij::Rij};

const TBS: &str = include_str!("../../assets/rules/tbs.toml");

/// Where the rule book came from; the header says so when it is not the embedded one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RulebookOrigin {
    /// Embedded in the program.
    BuiltIn,
    /// The officer's own file, as its path is shown.
    Own(String),
}

/// All rules of a sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulebook {
    /// `tbs`.
    pub sector: String,
    /// Version of the data.
    pub version: String,
    /// From which date the data applies.
    pub valid_from: NaiveDate,
    /// SHA-256 of the rule file followed by the calendar file and the officer's own days, in hex. The log
    /// keeps it with every judgement.
    pub hash: String,
    /// Embedded, or the officer's own.
    pub origin: RulebookOrigin,
    /// Full title of the source.
    pub instruction: String,
    /// Questions for every letter in brackets.
    pub general: Vec<Weegvraag>,
    /// Questions before anything else in an OA.
    pub oa_beforehand: Vec<Weegvraag>,
    /// What the number of yeses means.
    pub weighing_guide: WeighingGuide,
    /// Addresses and phone numbers.
    pub contacts: Contacts,
    /// What the source leaves open.
    pub undetermined: Vec<Undetermined>,
    /// What must stand in a form.
    pub required: Vec<RequiredItem>,
    /// Clock times of the form term.
    pub form: FormHours,
    /// Office hours and feestdagen.
    pub kalenders: Kalenders,
    lezing_rules: LezingRules,
    termijnen: Vec<TermijnRule>,
    rijen: Rijen,
}

/// All thirty rows: the type says there is a first, the reading that there are all.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rijen {
    first: RijRule,
    rest: Vec<RijRule>,
}

/// The rule book a desk works by. Reading the rows takes longer than anything else at the start, so
/// the embedded one waits until something asks for them: an empty desk is on screen before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Book {
    /// The embedded one.
    BuiltIn,
    /// The officer's own, which was read to see whether it is sound.
    Own(Arc<Rulebook>),
}

impl Book {
    /// Its office hours and feestdagen, for which the rows need not be read.
    pub fn kalenders(&self) -> &Kalenders {
        match self {
            Self::BuiltIn => Kalenders::built_in(),
            Self::Own(book) => &book.kalenders,
        }
    }
}

impl Deref for Book {
    type Target = Rulebook;

    fn deref(&self) -> &Rulebook {
        match self {
            Self::BuiltIn => Rulebook::built_in(),
            Self::Own(book) => book,
        }
    }
}

impl Book {
    /// The same book with the officer's own days off. Without any it stays as it was.
    #[must_use]
    pub fn with_own_days(self, days: &[OwnDay]) -> Self {
        if days.is_empty() {
            return self;
        }
        let book = Rulebook::clone(&self);
        let lines: Vec<String> = days.iter().map(|day| format!("\n{} {}", day.date, day.name)).collect();
        let hash = sha256(&[book.hash.as_bytes(), lines.concat().as_bytes()]);
        let kalenders = book.kalenders.with_own(days);
        Self::Own(Arc::new(Rulebook { hash, kalenders, ..book }))
    }
}

impl Rulebook {
    /// The embedded book, read when it is first asked for.
    pub fn built_in() -> &'static Self {
        static BOOK: LazyLock<Rulebook> = LazyLock::new(|| {
            Rulebook::parse(TBS, "tbs.toml", RulebookOrigin::BuiltIn)
                .unwrap_or_else(|errors| RuleError::in_own_data(&errors))
        });
        &BOOK
    }

    /// Reads a rule file, with the embedded calendar.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn parse(toml: &str, file: &str, origin: RulebookOrigin) -> Result<Self, Vec<RuleError>> {
        Self::parse_with_kalender((toml, file), (kalender::BUILT_IN, "kalender.toml"), origin)
    }

    /// Reads a rule file and a calendar file, each given as text and name.
    ///
    /// # Errors
    /// Every fault of both files.
    pub fn parse_with_kalender(
        rules: (&str, &str),
        kalender: (&str, &str),
        origin: RulebookOrigin,
    ) -> Result<Self, Vec<RuleError>> {
        let hash = sha256(&[rules.0.as_bytes(), kalender.0.as_bytes()]);
        let (kalenders, kalender_errors) = Kalenders::from(kalender.0, kalender.1);

        let reader = RuleReader::new(rules.1, rules.0);
        let tree = reader.parse();
        let book = Self::from(&Table::new(&reader, "", tree.get_ref(), 0), kalenders, hash, origin);
        let mut errors = reader.finish();
        errors.extend(kalender_errors);

        book.filter(|_| errors.is_empty()).ok_or(errors)
    }

    /// The rule of a row. Every row is in the book, so the first is never a stand-in.
    pub fn rij(&self, rij: Rij) -> &RijRule {
        self.rijen().find(|r| r.nr == rij).unwrap_or(&self.rijen.first)
    }

    /// All rows in the order of the matrix.
    pub fn rijen(&self) -> impl Iterator<Item = &RijRule> {
        std::iter::once(&self.rijen.first).chain(&self.rijen.rest)
    }

    /// The terms a row carries, in the order in which they bite.
    pub fn termijn_rules(&self, rij: Rij) -> impl Iterator<Item = &TermijnRule> {
        self.termijnen.iter().filter(move |t| t.rijen.contains(&rij))
    }

    /// How a reading is told.
    pub const fn lezing_text(&self, rule: LezingRule) -> &RuleText {
        self.lezing_rules.text(rule)
    }

    /// The gap about a subject, if the source leaves it open.
    pub fn open_point(&self, topic: &str) -> Option<&Undetermined> {
        self.undetermined.iter().find(|o| o.topic == topic)
    }

    /// Every field is read before the first missing one ends the reading: that is what makes the list
    /// of faults complete.
    fn from(t: &Table<'_>, kalenders: Option<Kalenders>, hash: String, origin: RulebookOrigin) -> Option<Self> {
        let (sector, version, valid_from) = (t.text("sector"), t.text("versie"), t.date("geldig_van"));
        let (instruction, short) =
            t.table("instructie", "instructie").map_or((None, None), |t| (t.text("titel"), t.text("kort")));
        let short = short.unwrap_or_default();
        let contacts = t.table("contacten", "contacten").and_then(|t| Contacts::parse(&t));
        let form = t.table("formulier", "formulier").and_then(|t| FormHours::parse(&t));
        let lezing_rules = t.table("leesregel", "leesregel").and_then(|t| LezingRules::parse(&t));
        let weighing_guide = t.table("weegwijzer", "weegwijzer").and_then(|t| WeighingGuide::parse(&t));
        let undetermined = t.tables("onbepaald", "onbepaald");
        let undetermined = undetermined.iter().filter_map(|t| Undetermined::parse(t, &short)).collect();

        let required = t.tables("vereist", "vereist").iter().filter_map(RequiredItem::parse).collect();

        let mut known = QuestionIds::new();
        let general = Weegvraag::parse_all(&t.tables("algemeen", "algemeen"), None, &mut known);
        let oa_beforehand = Weegvraag::parse_all(&t.tables("oa_vooraf", "oa_vooraf"), None, &mut known);

        let rij_tables = t.tables("rij", "rij");
        let rijen: Vec<_> = rij_tables.iter().map(|t| (t, RijRule::parse(t, &short, &mut known))).collect();
        let termijn_tables = t.tables("termijn", "termijn");
        let termijnen: Vec<_> =
            termijn_tables.iter().map(|t| (t, TermijnRule::parse(t, &short, contacts.as_ref()))).collect();
        check::rijen(t, &rijen);
        check::termijnen(&termijnen, &rijen);

        let mut rijen: Vec<RijRule> = rijen.into_iter().filter_map(|(_, rij)| rij).collect();
        rijen.sort_by_key(|r| r.nr);
        let mut rijen = rijen.into_iter();
        Some(Self {
            sector: sector?,
            version: version?,
            valid_from: valid_from?,
            hash,
            origin,
            instruction: instruction?,
            general,
            oa_beforehand,
            weighing_guide: weighing_guide?,
            contacts: contacts?,
            undetermined,
            required,
            form: form?,
            kalenders: kalenders?,
            lezing_rules: lezing_rules?,
            termijnen: termijnen.into_iter().filter_map(|(_, termijn)| termijn).collect(),
            rijen: Rijen { first: rijen.next()?, rest: rijen.collect() },
        })
    }
}

impl fmt::Display for RulebookOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("ingebouwd"),
            Self::Own(path) => write!(f, "eigen regelboek {path}"),
        }
    }
}
