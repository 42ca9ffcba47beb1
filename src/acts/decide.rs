//! What a judgement rests on and what it answers: the facts to record. What becomes of an act that
//! is taken back it says itself; the facts that do it follow from the log ([`History`](crate::log::history::History)). Pure: the same desk and act always give the same
//! answer.

use crate::{
    acts::{Act, before::Before, undo::Undo},
    domain::{
        error::{Error, Result},
        feit::FeitNumber,
        ids::{Meldingnummer, WeekStart, Zaaknummer},
        inrichting::{Inrichting, Inrichtingen, Plek},
        message_sender::MessageSender,
        moment::Moment,
        rulebook_stamp::RulebookStamp,
        sanitize,
        sector::Sector,
        shared_text::SharedText,
        step::Step,
        termijn_choice::LezingChoice,
        termijn_kind::{Kalender, TermijnKind},
        text::Vertrouwelijk,
    },
    judge::{
        case_judge::CaseJudge,
        case_rule::{CaseRule, no_book, no_book_version},
        checklist::StepLine,
        countdown::Countdown,
        planned::is_unsettled,
        recipients::Directory,
        rij_choice,
        visibility::{MASK, Visibility},
    },
    log::{
        desk::Desk,
        event::{Entry, LogEvent, NewEvent},
        melding::Melding,
        zaak::Zaak,
    },
    rules::{
        address_book::AddressBook,
        book::{Books, Rulebook},
    },
};

/// What a judgement rests on besides the desk.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rule book.
    pub book: &'a Rulebook,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// Who is provided with what, and on which ground.
    pub addresses: &'a AddressBook,
    /// When a piketweek starts.
    pub week_start: WeekStart,
    /// The calendar of new cases.
    pub kalender: Kalender,
    /// Who signs messages; his own name and number may stand in them.
    pub sender: &'a MessageSender,
    /// The moment of judging.
    pub now: Moment,
}

impl<'a> Context<'a> {
    /// The entry of the inrichting of a case, if it is known.
    pub fn inrichting(&self, zaak: &Zaak) -> Option<&'a Inrichting> {
        self.books().inrichting(zaak.plek())
    }

    /// The entry of a place, if it is known.
    pub fn known(&self, plek: Option<&Plek>) -> Option<&'a Inrichting> {
        self.inrichtingen.by_name(plek?.label())
    }

    /// What the recipients of a provision about a case are judged with.
    pub fn directory(&self, zaak: &'a Zaak) -> Directory<'a> {
        Directory { book: self.addresses, inrichtingen: self.inrichtingen, plek: zaak.plek() }
    }

    /// The book of the sector of a case.
    ///
    /// # Errors
    /// The sector, where it has no book.
    pub fn book_for(&self, zaak: &Zaak) -> std::result::Result<&'a Rulebook, &'a Sector> {
        self.book.for_inrichting(self.inrichting(zaak))
    }

    /// The books at hand.
    pub const fn books(&self) -> Books<'a> {
        Books { book: self.book, inrichtingen: self.inrichtingen }
    }

    /// The book that a report is read by: that of its inrichting, or this one where its sector has none.
    pub fn book_of(&self, melding: &Melding) -> &'a Rulebook {
        self.books().of(melding.inrichting())
    }

    /// The book of a case: that of its inrichting, or this one where its sector has none.
    pub fn book_at(&self, zaak: &Zaak) -> &'a Rulebook {
        self.books().of(zaak.plek())
    }

    /// By which book a case at this inrichting is judged: by none, where its sector has none.
    pub fn stamp(&self, inrichting: Option<&Inrichting>) -> RulebookStamp {
        match self.book.for_inrichting(inrichting) {
            Ok(book) => book.edition.stamp(),
            Err(sector) => RulebookStamp { version: no_book_version(sector), hash: String::new() },
        }
    }

    /// What is said where a case came to stand, by these entries, at an inrichting of a sector without a book, or at
    /// one that stands in no list; the name as `visibility` shows it.
    pub fn about_place(&self, desk: &Desk, entries: &[Entry], visibility: Visibility) -> Option<Error> {
        let placed =
            entries.iter().find(|e| matches!(e.event, LogEvent::ZaakOpened { .. } | LogEvent::InrichtingSet { .. }));
        let zaak = desk.zaken.get(&placed?.event.zaak()?)?;
        match self.case_rule(zaak) {
            CaseRule::NoBook(sector) => Some(no_book(sector)),
            CaseRule::Unchosen(_) | CaseRule::Known(..) | CaseRule::NotInBook(..) => {
                zaak.inrichting.as_ref().filter(|plek| plek.is_unlisted()).map(|plek| self.unlisted(plek, visibility))
            }
        }
    }

    /// The same for who sees no desk that shows it: also that a case that was opened stands nowhere yet.
    pub fn about_place_in_shell(&self, desk: &Desk, entries: &[Entry]) -> Option<Error> {
        let opened = entries.iter().find(|e| matches!(e.event, LogEvent::ZaakOpened { .. }));
        let nowhere = opened.and_then(|e| desk.zaken.get(&e.event.zaak()?)).filter(|zaak| zaak.inrichting.is_none());
        let note = nowhere.map(|zaak| {
            Error::no(format!("Zaak {} heeft nog geen inrichting.", zaak.number))
                .hint("Zonder inrichting is er geen nummer om terug te bellen; vul haar aan bij de gegevens.")
        });
        self.about_place(desk, entries, Visibility::Open).or(note)
    }

    /// The other sector that a place which stands in no list points to, by its name.
    pub fn points_elsewhere(&self, plek: Option<&Plek>) -> Option<Sector> {
        let written = plek.filter(|plek| plek.is_unlisted())?;
        self.inrichtingen.points_to(written.label()).filter(|sector| *sector != self.book.sector)
    }

    /// That a name stands in no list, with those that look like it.
    fn unlisted(&self, plek: &Plek, visibility: Visibility) -> Error {
        let shown = visibility.plek(plek);
        let name = if shown == MASK {
            "De inrichting".to_owned()
        } else {
            format!("«{}»", sanitize::short_line(shown, TOLD))
        };
        let nearest = self.inrichtingen.nearest(plek.label());
        let named = (!nearest.is_empty()).then(|| format!("Bedoelt u {}?", nearest.join(", of ")));
        let hint = match (self.points_elsewhere(Some(plek)), named) {
            (Some(sector), named) => {
                let which = named.map_or_else(String::new, |named| format!(" {named}"));
                let (other, own) = (sector.label(), self.book.sector.label());
                format!(
                    "Zij lijkt van sector {other}.{which} Vul haar aan bij de gegevens; zolang neemt de desk geen rij van {own}."
                )
            }
            (None, Some(named)) => format!("{named} Anders blijft staan wat is getypt."),
            (None, None) => "Zij blijft staan zoals getypt; van welke sector zij is weet de desk niet.".to_owned(),
        };
        Error::no(format!("{name} staat niet in de lijst van inrichtingen.")).hint(hint)
    }

    /// The rule that holds for a case.
    pub fn case_rule(&self, zaak: &Zaak) -> CaseRule<'a> {
        CaseRule::by(zaak, self.books())
    }

    /// What a case is judged with where the countdowns follow this reading.
    pub const fn judge(&self, choice: LezingChoice) -> CaseJudge<'a> {
        CaseJudge { books: self.books(), choice }
    }
}

/// The desk once acts are in the log, and what it is judged by.
#[derive(Debug, Clone, Copy)]
pub struct After<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// What a judgement rests on.
    pub context: Context<'a>,
    /// Which reading of a term counts.
    pub choice: LezingChoice,
    /// How typed texts are read where it is told.
    pub visibility: Visibility,
}

/// So many characters of a text are told back.
const TOLD: usize = 60;

impl After<'_> {
    /// Which row a case has and what that demands; nothing where no book knows it.
    pub fn rij(&self, zaak: Zaaknummer) -> Option<String> {
        let zaak = self.desk.zaken.get(&zaak)?;
        let CaseRule::Known(book, rule) = self.context.case_rule(zaak) else { return None };
        let termijnen = self.demands(zaak).termijnen;
        let form = |t: &&Countdown| t.termijn.step == Step::Form && t.is_running();
        let due = termijnen.iter().filter(form).min_by_key(|t| t.due).map(|t| t.due_in_words(self.context.now));
        Some(format!(
            "Rij {} ({}): {}.",
            rule.nr,
            rule.incident,
            rij_choice::demands_before(book, rule, due.as_deref())
        ))
    }

    /// A fact by its number, what it is about and, where texts may be read, its words; also one that was taken back.
    pub(super) fn feit(&self, zaak: Zaaknummer, number: FeitNumber) -> String {
        let all = self.desk.zaken.get(&zaak).into_iter().flat_map(|z| z.feiten.iter().chain(&z.retracted));
        let Some(feit) = all.into_iter().find(|f| f.number == number) else { return format!("Feit {number}") };
        let topic = feit.topic.label();
        self.words(&feit.text)
            .map_or_else(|| format!("Feit {number} ({topic})"), |words| format!("Feit {number} ({topic}: «{words}»)"))
    }

    /// A report by its number and, where texts may be read, what it is about.
    pub(super) fn melding(&self, number: Meldingnummer) -> String {
        let about = self.desk.meldingen.get(&number).map(|m| self.visibility.headline(m));
        match about.filter(|about| *about != MASK) {
            Some(about) => format!("Melding {number} ({})", sanitize::short_line(about, TOLD)),
            None => format!("Melding {number}"),
        }
    }

    /// Typed words in a sentence; nothing where they are kept back or gone.
    pub(super) fn words(&self, text: &Vertrouwelijk) -> Option<String> {
        let words = self.visibility.filled(text).filter(|words| *words != MASK)?;
        Some(sanitize::short_line(words, TOLD))
    }

    /// The book of a case.
    pub(super) fn book_of(&self, zaak: Zaaknummer) -> &Rulebook {
        self.desk.zaken.get(&zaak).map_or(self.context.book, |zaak| self.context.book_at(zaak))
    }

    /// What a step of a case is called.
    pub(super) fn step_name(&self, zaak: Zaaknummer, step: Step) -> SharedText {
        let steps = self.desk.zaken.get(&zaak).map(|zaak| self.demands(zaak).steps).unwrap_or_default();
        steps.into_iter().find(|s| s.step == step).map_or_else(|| step.code().to_owned().into(), |s| s.name)
    }

    /// What a case demands.
    pub(super) fn demands(&self, zaak: &Zaak) -> Demands {
        let judge = self.context.judge(self.choice);
        let steps = judge.steps(zaak, Visibility::Masked);
        let termijnen = judge.countdowns(zaak, &steps);
        let unsettled = is_unsettled(zaak, self.context.case_rule(zaak), &termijnen);
        // Where the times contradict each other there are none; the desk says so with the terms.
        Demands { steps, termijnen: termijnen.unwrap_or_default(), unsettled }
    }
}

/// The steps and the terms of a case.
#[derive(Debug)]
pub(super) struct Demands {
    pub(super) steps: Vec<StepLine>,
    pub(super) termijnen: Vec<Countdown>,
    /// That what was planned before goes off whatever these are.
    pub(super) unsettled: bool,
}

impl Demands {
    pub(super) fn termijn(&self, kind: TermijnKind) -> Option<&Countdown> {
        self.termijnen.iter().find(|t| t.termijn.kind == kind)
    }
}

/// What every act can do; one file implements it for one act.
pub trait Judged {
    /// Judges the act.
    ///
    /// # Errors
    /// When the act cannot be, with the reason and what to do instead.
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided>;

    /// What it wrote, told once it is in the log; what the case demands by it is told with it.
    fn sentence(&self, after: &After<'_>) -> String;

    /// What becomes of it when it is taken back; `before` holds the cases as they were.
    fn undo(&self, before: &Before) -> Undo;
}

/// The judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What is to be recorded, all or nothing.
    pub new: Vec<NewEvent>,
}

impl Decided {
    /// One fact, recorded as happening now.
    pub(super) fn one(context: &Context<'_>, event: LogEvent) -> Self {
        Self::all(context, [event])
    }

    /// Facts that are recorded as one, all happening now.
    pub(super) fn all(context: &Context<'_>, events: impl IntoIterator<Item = LogEvent>) -> Self {
        Self { new: events.into_iter().map(|event| NewEvent { occurred_at: context.now, event }).collect() }
    }

    /// The case the first fact is about.
    pub fn zaak(&self) -> Option<Zaaknummer> {
        self.new.iter().find_map(|n| n.event.zaak())
    }
}

/// Judges several acts, each on top of the ones before, for one transaction: all or nothing.
///
/// # Errors
/// When one of them cannot be.
pub fn decide_all(desk: &Desk, context: &Context<'_>, acts: &[Act]) -> Result<Decided> {
    if let [act] = acts {
        return act.decide(desk, context);
    }
    let mut soon = desk.clone();
    let mut everything = Decided { new: Vec::new() };
    for act in acts {
        let decided = act.decide(&soon, context)?;
        for new in &decided.new {
            soon.apply(&new.clone().entry(0, context.now, ""));
        }
        everything.new.extend(decided.new);
    }
    Ok(everything)
}
