//! What the screen draws: the state folded from the log, what is derived from it, where
//! the officer is looking, what lies on top and what stands around it. The film holds one of its own, of then; behind a lock it is emptied.

mod choice;
pub mod leaf;
mod list;
mod masking;
mod movement;
mod request;

use self::leaf::Leaf;
use super::layer::Layer;
use super::state::{
    around::Around,
    found::Found,
    item::Item,
    lens::Lens,
    own_texts::OwnTexts,
    reveal::{Masking, Reveal},
    screen::{Focus, Tab, WhyDepth},
    section::Section,
    setup::Setup,
    shielding::Shielding,
    zaak_view::ZaakView,
};
use crate::{
    acts::decide::{After, Context},
    domain::{
        alarm::AlarmTopic,
        draft::DraftKind,
        error::Error,
        form_target::FormTarget,
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        moment::Moment,
        step::Step,
        uptime::Uptime,
    },
    judge::{
        case_judge::CaseJudge,
        case_rule::no_book,
        checklist,
        contact::{self, CallSheet},
        countdown::Countdown,
        horizon::{Horizon, HorizonSpan, OfficerTime},
        reminder_moment::reminders,
        tegenspraak::tegenspraken,
        visibility::Visibility,
        week::LAST_HOURS,
    },
    log::{desk::Desk, event::Entry, melding::Melding, zaak::Zaak},
    rules::book::Rulebook,
};
use std::{collections::BTreeMap, sync::Arc};

/// The desk as it is drawn.
#[derive(Debug, Clone)]
pub struct View {
    /// What the desk was set up with.
    pub setup: Setup,
    /// The state folded from the log.
    pub desk: Desk,
    /// What is derived from each case.
    pub derived: BTreeMap<Zaaknummer, ZaakView>,
    /// The wall clock as last told; terms and alarms go by it.
    pub now: Moment,
    /// The clock that nobody can set, as last told; waits go by it.
    pub uptime: Uptime,
    /// The lines of the list, in order.
    pub list: Vec<Item>,
    /// Which parts it has, each with its first line.
    pub sections: Vec<(Section, usize)>,
    /// Which case a report in the inbox may belong to.
    pub belongs: BTreeMap<Meldingnummer, Zaaknummer>,
    /// The chosen line.
    pub chosen: Option<Item>,
    /// The case from which the chosen report is read; none where it was opened from the list.
    pub read_from: Option<Zaaknummer>,
    /// The search in force.
    pub search: String,
    /// What the store found, for this search or, until it answers, the one before it.
    pub found: Option<Found>,
    /// Which part of the desk is in the list.
    pub lens: Lens,
    /// Whether closed matter is in the list.
    pub show_closed: bool,
    /// How far the terms are explained.
    pub why_depth: WhyDepth,
    /// The tab of the right-hand side.
    pub tab: Tab,
    /// The line with the cursor there.
    pub detail: usize,
    /// How far the officer leafed down in a long text.
    pub scroll: Leaf,
    /// Which text of the report that is read is in view: its form first, then each text that came.
    pub part: usize,
    /// Which side has the cursor.
    pub focus: Focus,
    /// How many columns the officer gave the list; `None` leaves that to the screen.
    pub list_width: Option<u16>,
    /// What the officer typed in this session, which is not masked.
    pub own: OwnTexts,
    /// Which masked text is open.
    pub revealed: Option<Reveal>,
    /// The entries of one case.
    pub timeline: Option<(Zaaknummer, Vec<Entry>)>,
    /// What lies on top.
    pub layers: Vec<Layer>,
    /// Whether the screen is covered.
    pub shielding: Shielding,
    /// What stands around it.
    pub around: Around,
}

impl View {
    /// A desk at this moment.
    pub fn new(setup: Setup, desk: Desk, now: Moment) -> Self {
        let mut view = Self {
            setup,
            desk,
            derived: BTreeMap::new(),
            now,
            uptime: Uptime::default(),
            list: Vec::new(),
            sections: Vec::new(),
            belongs: BTreeMap::new(),
            chosen: None,
            read_from: None,
            search: String::new(),
            found: None,
            lens: Lens::default(),
            show_closed: false,
            why_depth: WhyDepth::default(),
            tab: Tab::Checklist,
            detail: 0,
            scroll: Leaf::default(),
            part: 0,
            focus: Focus::List,
            list_width: None,
            own: OwnTexts::default(),
            revealed: None,
            timeline: None,
            layers: Vec::new(),
            shielding: Shielding::None,
            around: Around::default(),
        };
        view.derive();
        view
    }

    /// Takes another desk in the place of this one, keeping to the chosen line where it is still there.
    pub fn take_desk(&mut self, desk: Desk) {
        self.desk = desk;
        self.derive();
    }

    /// Takes in cases and reports that were not at hand; what the desk has is never older.
    pub fn absorb(&mut self, more: Desk) {
        for (number, melding) in more.meldingen {
            self.desk.meldingen.entry(number).or_insert(melding);
        }
        for (number, zaak) in more.zaken {
            self.desk.zaken.entry(number).or_insert(zaak);
            if !self.derived.contains_key(&number) {
                self.rederive(number);
            }
        }
        self.refresh();
    }

    /// Derives everything anew.
    fn derive(&mut self) {
        self.derived.clear();
        let numbers: Vec<Zaaknummer> = self.desk.zaken.keys().copied().collect();
        for number in numbers {
            self.rederive(number);
        }
        self.refresh();
    }

    /// What a judgement rests on.
    pub fn context(&self) -> Context<'_> {
        Context {
            book: &self.setup.book,
            inrichtingen: &self.setup.inrichtingen,
            addresses: &self.setup.addresses,
            week_start: self.setup.week_start,
            kalender: self.setup.kalender,
            sender: &self.setup.sender,
            now: self.now,
        }
    }

    /// The book that a case goes by; that of the desk where the case is not there or its sector has none.
    pub fn book_of(&self, zaak: Zaaknummer) -> &Rulebook {
        self.context().books().of(self.desk.zaken.get(&zaak).and_then(|zaak| zaak.plek()))
    }

    /// The book whose rows a case can have.
    ///
    /// # Errors
    /// Where its inrichting is of a sector that has none: the rows of another say nothing there.
    pub fn rows_for(&self, zaak: Zaaknummer) -> Result<&Rulebook, Error> {
        let Some(case) = self.desk.zaken.get(&zaak) else { return Ok(&self.setup.book) };
        self.context().book_for(case).map_err(no_book)
    }

    /// The book of the inrichting that somebody typed; that of the desk where it is not known. `None` where its sector has
    /// none.
    pub fn book_at(&self, typed: &str) -> Option<&Rulebook> {
        self.setup.book.for_inrichting(self.setup.inrichtingen.recognise(typed)).ok()
    }

    /// What an alarm asks for, as the book of its case calls it.
    pub fn alarm_act(&self, topic: AlarmTopic) -> String {
        topic.act(self.names_of(topic))
    }

    /// The same with the number of what it is about.
    pub fn alarm_words(&self, topic: AlarmTopic) -> String {
        topic.words(self.names_of(topic))
    }

    /// The book that names what an alarm is about.
    pub fn names_of(&self, topic: AlarmTopic) -> &Rulebook {
        let context = self.context();
        context.books().of(match topic {
            AlarmTopic::Zaak { zaak, .. } => self.desk.zaken.get(&zaak).and_then(|zaak| zaak.plek()),
            AlarmTopic::Arrival { melding, .. } => self.desk.meldingen.get(&melding).and_then(|m| m.inrichting()),
        })
    }

    /// What a form is about, as the book of its case calls it.
    pub fn target_words(&self, target: &FormTarget) -> String {
        target.words(target.zaak().map_or(&*self.setup.book, |zaak| self.book_of(zaak)))
    }

    /// What a case is judged with.
    pub fn judge(&self) -> CaseJudge<'_> {
        CaseJudge { books: self.context().books(), choice: self.setup.choice }
    }

    /// What is told of acts that are in the log.
    pub fn after(&self) -> After<'_> {
        let visibility = match self.setup.masking {
            Masking::On => Visibility::Masked,
            Masking::Off => Visibility::Open,
        };
        After { desk: &self.desk, context: self.context(), choice: self.setup.choice, visibility }
    }

    /// The week the desk is in.
    pub fn week(&self) -> Piketweek {
        Piketweek::from(self.now, self.setup.week_start)
    }

    /// The week that is to be closed: just after its end still the one that ended.
    pub fn week_to_close(&self) -> Piketweek {
        Piketweek::from(self.now.plus(-LAST_HOURS), self.setup.week_start)
    }

    /// Derives a case anew.
    pub fn rederive(&mut self, number: Zaaknummer) {
        let Some(zaak) = self.desk.zaken.get(&number) else { return };
        let judge = self.judge();
        let inrichting = judge.books.inrichting(zaak.plek());
        let (steps, masked) = checklist::open_and_masked(zaak, judge.books.book, inrichting);
        let countdowns = judge.countdowns(zaak, &steps);
        let writer =
            judge.case_rule(zaak).rule().and_then(|rule| rule.elsewhere.as_ref()).map(|other| Arc::clone(&other.by));
        self.derived.insert(number, ZaakView { steps, masked, countdowns, tegenspraken: tegenspraken(zaak), writer });
    }

    /// The chosen case.
    pub fn zaak(&self) -> Option<&Zaak> {
        match self.chosen? {
            Item::Zaak(number) => self.desk.zaken.get(&number),
            Item::Melding(_) => None,
        }
    }

    /// What is derived from the chosen case.
    pub fn beeld(&self) -> Option<&ZaakView> {
        self.zaak().and_then(|z| self.derived.get(&z.number))
    }

    /// The chosen report.
    pub fn melding(&self) -> Option<&Melding> {
        match self.chosen? {
            Item::Melding(number) => self.desk.meldingen.get(&number),
            Item::Zaak(_) => None,
        }
    }

    /// Whom to phone about a step of the chosen case, and what to ask.
    pub fn call_sheet(&self, step: Step, visibility: Visibility) -> Option<CallSheet> {
        let zaak = self.zaak()?;
        let known = (self.context().case_rule(zaak), &*self.setup.addresses);
        contact::call_sheet(zaak, step, &self.desk, known, visibility)
    }

    /// All running terms of the cases at hand, in no particular order.
    pub fn running(&self) -> impl Iterator<Item = &Countdown> {
        self.derived.values().flat_map(ZaakView::running)
    }

    /// What lies ahead of the officer.
    pub fn horizon(&self, span: HorizonSpan) -> Horizon {
        let week = self.week();
        let time = OfficerTime {
            now: self.now,
            week,
            week_end: week.end(self.setup.week_start),
            kalenders: self.setup.book.kalenders(),
            kalender: self.setup.kalender,
        };
        let reminders = self.desk.zaken.values().flat_map(reminders);
        Horizon::of(span, &time, self.running(), reminders, self.around.planned.iter())
    }

    /// True for an open case that no rule holds for.
    pub fn is_without_rule(&self, zaak: &Zaak) -> bool {
        zaak.is_open() && self.context().case_rule(zaak).comes_first().is_some()
    }

    /// Whether nobody can tell which terms a case has.
    pub fn is_unjudged(&self, zaak: Zaaknummer) -> bool {
        self.derived.get(&zaak).is_some_and(|beeld| beeld.countdowns.is_err())
    }

    /// The running term that bites first.
    pub fn first_countdown(&self) -> Option<&Countdown> {
        self.running().min_by_key(|k| (k.due, k.zaak))
    }

    /// How many lines the tab in view has.
    pub fn detail_lines(&self) -> usize {
        self.lines_of(self.tab)
    }

    /// How many lines a tab of the chosen case has.
    pub fn lines_of(&self, tab: Tab) -> usize {
        let (Some(zaak), Some(beeld)) = (self.zaak(), self.beeld()) else { return 0 };
        match tab {
            Tab::Checklist => beeld.steps.len(),
            Tab::Beeld => zaak.feiten.len(),
            Tab::Drafts => DraftKind::ALL.len(),
            Tab::Timeline => self.timeline.as_ref().map_or(0, |(_, e)| e.len()),
            Tab::Termijnen => beeld.countdowns.as_ref().map_or(0, Vec::len) + zaak.running_reminders().count(),
        }
    }
}
