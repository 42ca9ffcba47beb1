//! The rule book of one sector, read and checked once. Everything in it can be asked for without
//! failing: a row that exists is in the book, and a book with a fault does not exist.

use std::{ops::Deref, sync::Arc};

use chrono::NaiveDate;

use super::{
    book_step::{BookStepRule, ReadSteps},
    call_script::CallScript,
    check,
    edition::Edition,
    instantie::Instanties,
    kalender,
    lezing_rule::LezingRules,
    seen::SeenIds,
    toml_reader::{Table, TomlReader},
};
pub use super::{
    built_in::Books,
    call_question::{CallChoice, CallQuestion, CallScope, Prominence, SmsPart},
    contacts::Contacts,
    file_error::FileError,
    form::{FieldRole, FormAbout, FormItem, FormRule},
    form_phrase::FormFeit,
    informed::InformedRule,
    kalender::{Kalenders, OwnDay, Phoned},
    lezing_rule::{LezingRule, RuleText},
    message_family::{Headings, KernOpening, MessageFamily},
    reader_question::ReaderQuestion,
    rij_rule::{Category, Code, RijRule},
    rulebook_origin::RulebookOrigin,
    source::Citation,
    termijn_rule::{ClockStart, FormHours, TermijnDuration, TermijnRule},
    undetermined::Undetermined,
    weging::{Consequence, ConsequenceBesluit, MonitorColumn, Weegvraag, WeighingGuide},
};
use crate::domain::{
    belvraag_id::BelvraagId,
    book_names::BookNames,
    digest::sha256,
    error::{Error, Result as DomainResult},
    form_kind::FormKind,
    rij::Rij,
    sector::Sector,
    step::Step,
    termijn_kind::TermijnKind,
    weegvraag_id::WeegvraagId,
};

/// So many rows and runs of rows are named one by one.
const MOST_RUNS: usize = 4;

/// All rules of a sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulebook {
    /// For which sector it counts.
    pub sector: Sector,
    /// Which text of it this is. The log keeps it with every row that is chosen.
    pub edition: Edition,
    /// From which date the data applies.
    pub valid_from: NaiveDate,
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
    /// Addresses that every book has.
    pub contacts: Contacts,
    /// The bodies that it has besides the inrichting and the desk.
    pub instanties: Instanties,
    /// Whom to phone about a step and what to say.
    pub calls: Vec<CallScript>,
    /// The steps of the desk and of the book, in the order of the checklist.
    pub steps: Vec<Step>,
    pub(super) own_steps: Vec<Arc<BookStepRule>>,
    /// What the source leaves open.
    pub undetermined: Vec<Undetermined>,
    /// The forms, with what must stand in them.
    pub forms: Vec<FormRule>,
    /// Clock times of the form term.
    pub form: FormHours,
    /// Office hours and feestdagen.
    pub kalenders: Kalenders,
    /// How subjects are called in a message.
    pub headings: Headings,
    families: Vec<MessageFamily>,
    call_questions: Vec<CallQuestion>,
    reader_questions: Vec<ReaderQuestion>,
    /// How a fact says that somebody was told.
    pub informed: Option<InformedRule>,
    lezing_rules: LezingRules,
    /// The kinds of term.
    pub termijnen: Vec<TermijnRule>,
    rijen: Vec<RijRule>,
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
        let (edition, kalenders) = (book.edition.clone().with_own_days(days), book.kalenders.with_own(days));
        Self::Own(Arc::new(Rulebook { edition, kalenders, ..book }))
    }
}

impl Rulebook {
    /// Reads a rule file, with the embedded calendar.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn parse(toml: &str, file: &str, origin: RulebookOrigin) -> Result<Self, Vec<FileError>> {
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
    ) -> Result<Self, Vec<FileError>> {
        let hash = sha256(&[rules.0.as_bytes(), kalender.0.as_bytes()]);
        let (kalenders, kalender_errors) = Kalenders::from(kalender.0, kalender.1);

        let reader = TomlReader::new(rules.1, rules.0);
        let tree = reader.parse();
        let table = Table::new(&reader, "", tree.get_ref(), 0);
        let contacten = table.table("contacten", "contacten");
        let instanties = contacten.as_ref().map(Instanties::parse).unwrap_or_default();
        let contacts = contacten.as_ref().and_then(Contacts::parse);
        let steps = ReadSteps::parse(&table, &origin, &instanties);
        let book = Self::from(&table, kalenders, (hash, origin), (contacts, instanties), steps);
        // What it was not asked for is a fault too.
        drop((contacten, table));
        let mut errors = reader.finish();
        errors.extend(kalender_errors);
        book.filter(|_| errors.is_empty()).ok_or(errors)
    }

    /// The rule of a row, if the book has it.
    pub fn rij(&self, rij: Rij) -> Option<&RijRule> {
        self.rijen.iter().find(|r| r.nr == rij)
    }

    /// The rule of a row that somebody named.
    ///
    /// # Errors
    /// When the book has no such row.
    pub fn find_rij(&self, rij: Rij) -> DomainResult<&RijRule> {
        self.rij(rij).ok_or_else(|| {
            let (all, sector) = (self.listing(|_| true), &self.sector);
            Error::usage(format!("Rij «{rij}» staat niet in de meldingenmatrix."))
                .hint(format!("Kies {all}; «piket matrix --sector {sector}» toont ze."))
        })
    }

    /// All rows in the order of the matrix.
    pub fn rijen(&self) -> impl Iterator<Item = &RijRule> {
        self.rijen.iter()
    }

    /// The rows that pass, as a person says them: "1 tot en met 23 of A tot en met G". Of many that do not run on only the
    /// outermost are named, with how many there are.
    pub fn listing(&self, passes: impl Fn(&RijRule) -> bool) -> String {
        let mut runs: Vec<(Rij, Rij)> = Vec::new();
        let mut count = 0;
        for nr in self.rijen().filter(|r| passes(r)).map(|r| r.nr) {
            count += 1;
            match runs.last_mut() {
                Some((_, last)) if nr.follows(*last) => *last = nr,
                _ => runs.push((nr, nr)),
            }
        }
        let words = |(first, last): &(Rij, Rij)| {
            if first == last { first.to_string() } else { format!("{first} tot en met {last}") }
        };
        match runs.as_slice() {
            [first, .., last] if runs.len() > MOST_RUNS => {
                format!("{}, …, {} ({count} rijen)", words(first), words(last))
            }
            runs => runs.iter().map(words).collect::<Vec<_>>().join(" of "),
        }
    }

    /// The terms a row carries, in the order in which they bite.
    pub fn termijn_rules<'a>(&'a self, rij: &'a RijRule) -> impl Iterator<Item = &'a TermijnRule> {
        rij.termijnen.iter().filter_map(|kind| self.termijn_rule(*kind))
    }

    /// What the book says about a term.
    pub fn termijn_rule(&self, kind: TermijnKind) -> Option<&TermijnRule> {
        self.termijnen.iter().find(|t| t.kind == kind)
    }

    /// What the items of its forms say for the beeld, in the order of that; an item of two forms once.
    pub fn form_feiten(&self) -> Vec<(&str, &FormFeit)> {
        let mut feiten: Vec<(&str, &FormFeit)> = Vec::new();
        for item in self.forms.iter().flat_map(|form| &form.items) {
            if let Some(feit) = &item.feit
                && feiten.iter().all(|(field, _)| *field != item.field)
            {
                feiten.push((&item.field, feit));
            }
        }
        feiten.sort_by_key(|(_, feit)| feit.topic);
        feiten
    }

    /// What the forms of this book call the item with this role.
    pub fn fields_with(&self, role: FieldRole) -> impl Iterator<Item = &str> {
        let items = self.forms.iter().flat_map(|form| &form.items);
        items.filter(move |item| item.role == Some(role)).map(|item| item.field.as_str())
    }

    /// What the book says about a form.
    pub fn form(&self, kind: FormKind) -> Option<&FormRule> {
        self.forms.iter().find(|form| form.kind == kind)
    }

    /// The ids of the questions whose answer fills a column of the monitor.
    pub fn questions_for(&self, column: MonitorColumn) -> impl Iterator<Item = &WeegvraagId> {
        let of_rows = self.rijen().flat_map(|r| &r.weegvragen);
        let all = self.general.iter().chain(&self.oa_beforehand).chain(of_rows);
        all.filter(move |v| v.column == Some(column)).map(|v| &v.id)
    }

    /// The family of a row's messages.
    pub fn family(&self, rule: &RijRule) -> Option<&MessageFamily> {
        self.families.iter().find(|family| rule.family.as_deref() == Some(&family.id))
    }

    /// What is asked about a row when the inrichting is called back, in the order of the call.
    pub fn call_questions<'a>(&'a self, rule: &'a RijRule) -> impl Iterator<Item = &'a CallQuestion> {
        self.call_questions.iter().filter(|q| q.is_for(rule.nr, rule.family.as_deref()))
    }

    /// What the reader of a message about a row asks beside that.
    pub fn reader_questions<'a>(&'a self, rule: &'a RijRule) -> impl Iterator<Item = &'a ReaderQuestion> {
        self.reader_questions.iter().filter(|q| q.scope.includes(rule.nr, rule.family.as_deref()))
    }

    /// What is asked whatever the row, in the order of the call.
    pub fn call_questions_of_all(&self) -> impl Iterator<Item = &CallQuestion> {
        self.call_questions.iter().filter(|q| q.scope == CallScope::Everywhere)
    }

    /// A question of the call by its id, whatever the row.
    pub fn call_question(&self, id: &BelvraagId) -> Option<&CallQuestion> {
        self.call_questions.iter().find(|q| q.id == *id)
    }

    /// How a reading is told.
    pub const fn lezing_text(&self, rule: LezingRule) -> &RuleText {
        self.lezing_rules.text(rule)
    }

    /// Whom to phone about a step; nobody where the next move is not a call.
    pub fn call_about(&self, step: Step) -> Option<&CallScript> {
        self.calls.iter().find(|call| call.step == step)
    }

    /// The gap about a subject, if the source leaves it open.
    pub fn open_point(&self, topic: &str) -> Option<&Undetermined> {
        self.undetermined.iter().find(|o| o.topic == topic)
    }

    /// Every field is read before the first missing one ends the reading: that is what makes the list
    /// of faults complete.
    fn from(
        t: &Table<'_>,
        kalenders: Option<Kalenders>,
        (hash, origin): (String, RulebookOrigin),
        (contacts, instanties): (Option<Contacts>, Instanties),
        steps: ReadSteps,
    ) -> Option<Self> {
        let (sector, edition, valid_from) =
            (t.parsed("sector"), Edition::parse(t, hash, &origin), t.date("geldig_van"));
        let (instruction, short) =
            t.table("instructie", "instructie").map_or((None, None), |t| (t.text("titel"), t.text("kort")));
        let short = short.unwrap_or_default();
        let order = &steps.order;
        let calls = t.tables("gesprek", "gesprek");
        let calls = calls.iter().filter_map(|t| CallScript::parse(t, order, &instanties)).chain(steps.calls).collect();
        let form = t.table("formulier", "formulier").and_then(|t| FormHours::parse(&t));
        let lezing_rules = t.table("leesregel", "leesregel").and_then(|t| LezingRules::parse(&t));
        let weighing_guide = t.table("weegwijzer", "weegwijzer").and_then(|t| WeighingGuide::parse(&t));
        let undetermined = t.tables("onbepaald", "onbepaald");
        let undetermined: Vec<_> = undetermined.iter().filter_map(|t| Undetermined::parse(t, &short)).collect();

        let families: Vec<_> = t.tables("familie", "familie").iter().filter_map(MessageFamily::parse).collect();
        let call_questions: Vec<_> =
            t.tables("belvraag", "belvraag").iter().filter_map(|t| CallQuestion::parse(t, &families)).collect();
        let reader_questions = t.tables("lezersvraag", "lezersvraag");
        let reader_questions = reader_questions.iter().filter_map(|t| ReaderQuestion::parse(t, &families)).collect();
        let headings = Headings::parse(t);
        let informed = InformedRule::parse(t);
        let phoned = Phoned::of_book(t);

        // One of the officer's may leave names to the embedded books.
        let named: Option<&dyn BookNames> = match origin {
            RulebookOrigin::BuiltIn => None,
            RulebookOrigin::Own(_) => Some(Self::built_in()),
        };
        let mut seen = SeenIds::default();
        let forms = t.tables("formulieren", "formulieren");
        let forms: Vec<_> = forms.iter().filter_map(|t| FormRule::parse(t, named, &mut seen)).collect();
        let general = Weegvraag::parse_all(&t.tables("algemeen", "algemeen"), None, &mut seen);
        let oa_beforehand = Weegvraag::parse_all(&t.tables("oa_vooraf", "oa_vooraf"), None, &mut seen);

        let rij_tables = t.tables("rij", "rij");
        let rijen: Vec<_> =
            rij_tables.iter().map(|t| (t, RijRule::parse(t, &short, (order, &instanties), &mut seen))).collect();
        let termijn_tables = t.tables("termijn", "termijn");
        let termijn = |t| TermijnRule::parse(t, named, &short, &instanties, order);
        let termijnen: Vec<_> = termijn_tables.iter().map(|t| (t, termijn(t))).collect();
        check::rijen(t, &rijen, &termijnen, &undetermined);
        check::forms(&rijen, &forms);
        check::messages(t, &rijen, &families, &call_questions, &seen);
        seen.check(t);

        let sector = sector?;
        // The calendar file says who is phoned for the sectors of the program.
        let is_new = named.is_some() && Self::of_sector(&sector).is_none();
        let kalenders = if is_new || phoned.is_some() { kalenders?.phoning(phoned) } else { kalenders? };
        Some(Self {
            sector,
            edition: edition?,
            valid_from: valid_from?,
            origin,
            instruction: instruction?,
            general,
            oa_beforehand,
            weighing_guide: weighing_guide?,
            contacts: contacts?,
            instanties,
            calls,
            steps: steps.order,
            own_steps: steps.own,
            undetermined,
            forms,
            form: form?,
            kalenders,
            headings,
            families,
            call_questions,
            reader_questions,
            informed,
            lezing_rules: lezing_rules?,
            termijnen: termijnen.into_iter().filter_map(|(_, termijn)| termijn).collect(),
            rijen: rijen.into_iter().filter_map(|(_, rij)| rij).collect(),
        })
    }
}
