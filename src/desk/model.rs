//! Everything the screen shows, and nothing it does not need: the desk, what is derived from it, and
//! where the officer is looking.

use super::state::{
    agenda_file::AgendaFile,
    alarm_service::AlarmService,
    backup_plan::BackupPlan,
    form::{Form, FormTarget},
    in_flight::{InFlight, Task},
    item::Item,
    layer::Layer,
    reveal::Reveal,
    role::Role,
    shielding::Shielding,
};
use crate::{
    acts::decide::{Context, Undo},
    desk::state::{
        on_commit::OnCommit,
        screen::{Focus, StatusLine, Tab, Turn},
        setup::Setup,
        zaak_view::ZaakView,
    },
    domain::{
        draft::DraftKind,
        error::Error,
        ids::{Piketweek, Zaaknummer},
        moment::Moment,
        source::{SourceKind, SourceState},
        watch::AlarmHost,
    },
    judge::{
        case_rule::CaseRule,
        checklist::{self},
        countdown::{self, Countdown},
        tegenspraak,
        visibility::Visibility,
    },
    log::{desk::Desk, event::Entry, melding::Melding, zaak::Zaak},
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The model.
#[derive(Debug, Clone)]
pub struct Model {
    /// What the desk was set up with.
    pub inrichting: Setup,
    /// The state folded from the log.
    pub desk: Desk,
    /// What is derived from each case.
    pub views: BTreeMap<Zaaknummer, ZaakView>,
    /// Whether this desk writes.
    pub role: Role,
    /// When the next copy of the log is due.
    pub backup: BackupPlan,
    /// How it stands with the calendar file.
    pub agenda: AgendaFile,
    /// The wall clock as last told.
    pub now: Moment,
    /// The lines of the list, in order.
    pub list: Vec<Item>,
    /// The chosen line.
    pub chosen: Option<Item>,
    /// The search in force.
    pub search: String,
    /// What the store found for it beyond what the desk holds.
    pub found: Vec<Item>,
    /// Whether closed matter is in the list.
    pub show_closed: bool,
    /// The tab of the right-hand side.
    pub tab: Tab,
    /// The line with the cursor there.
    pub detail: usize,
    /// How far the officer leafed down in a long text.
    pub scroll: usize,
    /// Which side has the cursor.
    pub focus: Focus,
    /// What lies on top.
    pub layers: Vec<Layer>,
    /// What was typed into forms that were left, so that nothing typed is lost.
    pub scratch: BTreeMap<FormTarget, Form>,
    /// The bottom line.
    pub line: Option<(StatusLine, Moment)>,
    /// What the header warns of.
    pub warnings: Vec<String>,
    /// The sources of mail of which there is something to say.
    pub sources: BTreeMap<SourceKind, SourceState>,
    /// How to undo what was done, latest last.
    pub undo: Vec<(String, Undo)>,
    /// What is under way to the log.
    pub in_flight: Option<InFlight>,
    /// What waits until that is in.
    pub queue: VecDeque<(Task, OnCommit)>,
    /// The last call taken.
    pub turn: Turn,
    /// The last ticket given out.
    pub ticket: u64,
    /// Whether the screen is covered.
    pub shielding: Shielding,
    /// When the officer last touched a key.
    pub last_key: Moment,
    /// Which masked text is open.
    pub revealed: Option<Reveal>,
    /// Which reports and drafts were opened to be read since the desk was; each is recorded once.
    pub read: BTreeSet<Item>,
    /// What is called out, and what was.
    pub alarm_service: AlarmService,
    /// The entries of one case.
    pub timeline: Option<(Zaaknummer, Vec<Entry>)>,
    /// True when something visible changed since the last drawing.
    pub dirty: bool,
    /// True once the officer wants to leave.
    pub stopping: bool,
}

impl Model {
    /// A desk at this moment.
    pub fn new(inrichting: Setup, desk: Desk, now: Moment, warnings: Vec<String>) -> Self {
        let mut model = Self {
            inrichting,
            desk,
            views: BTreeMap::new(),
            role: Role::Writes,
            backup: BackupPlan::Never,
            agenda: AgendaFile::default(),
            now,
            list: Vec::new(),
            chosen: None,
            search: String::new(),
            found: Vec::new(),
            show_closed: false,
            tab: Tab::Checklist,
            detail: 0,
            scroll: 0,
            focus: Focus::List,
            layers: Vec::new(),
            scratch: BTreeMap::new(),
            line: None,
            warnings,
            sources: BTreeMap::new(),
            undo: Vec::new(),
            in_flight: None,
            queue: VecDeque::new(),
            turn: 0,
            ticket: 0,
            shielding: Shielding::None,
            last_key: now,
            revealed: None,
            read: BTreeSet::new(),
            alarm_service: AlarmService::new(AlarmHost::Desk, now),
            timeline: None,
            dirty: true,
            stopping: false,
        };
        model.derive();
        model
    }

    /// Takes another desk in the place of this one, keeping to the chosen line where it is still there.
    pub fn take_desk(&mut self, desk: Desk) {
        self.desk = desk;
        self.derive();
    }

    /// Derives everything anew.
    fn derive(&mut self) {
        self.views.clear();
        let numbers: Vec<Zaaknummer> = self.desk.zaken.keys().copied().collect();
        for number in numbers {
            self.rederive(number);
        }
        super::list::refresh(self);
    }

    /// What a judgement rests on.
    pub fn context(&self) -> Context<'_> {
        Context {
            book: &self.inrichting.book,
            inrichtingen: &self.inrichting.inrichtingen,
            week_start: self.inrichting.week_start,
            kalender: self.inrichting.kalender,
            now: self.now,
        }
    }

    /// The week the desk is in.
    pub fn week(&self) -> Piketweek {
        Piketweek::from(self.now, self.inrichting.week_start)
    }

    /// Derives a case anew.
    pub fn rederive(&mut self, number: Zaaknummer) {
        let Some(zaak) = self.desk.zaken.get(&number) else { return };
        let inrichting = zaak.plek().and_then(|n| self.inrichting.inrichtingen.by_name(n));
        let book = &self.inrichting.book;
        let steps = checklist::checklist(zaak, book, inrichting, Visibility::Open);
        let masked = checklist::checklist(zaak, book, inrichting, Visibility::Masked);
        let countdowns =
            countdown::countdowns(zaak, CaseRule::of(zaak, book, inrichting), self.inrichting.choice, &steps);
        let whose_turn = checklist::whose_turn(&steps);
        let tegenspraken = tegenspraak::tegenspraken(zaak);
        self.views.insert(number, ZaakView { steps, masked, countdowns, whose_turn, tegenspraken });
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
        self.zaak().and_then(|z| self.views.get(&z.number))
    }

    /// The chosen report.
    pub fn melding(&self) -> Option<&Melding> {
        match self.chosen? {
            Item::Melding(number) => self.desk.meldingen.get(&number),
            Item::Zaak(_) => None,
        }
    }

    /// All running terms of open cases, in no particular order.
    pub fn running(&self) -> impl Iterator<Item = &Countdown> {
        // Behind a lock the cases are gone and their terms are not.
        let screen_lock = match &self.shielding {
            Shielding::ScreenLock(screen_lock) => screen_lock.countdowns(),
            Shielding::None | Shielding::Privacy => &[],
        };
        self.views.values().flat_map(ZaakView::running).chain(screen_lock)
    }

    /// The running term that bites first.
    pub fn first_countdown(&self) -> Option<&Countdown> {
        self.running().min_by_key(|k| (k.due, k.zaak))
    }

    /// True when everything that was asked for is in the log or refused.
    pub fn is_idle(&self) -> bool {
        self.in_flight.is_none() && self.queue.is_empty()
    }

    /// Puts a sentence on the bottom line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.line = Some((StatusLine::Done(text.into()), self.now));
    }

    /// Puts an error on the bottom line.
    pub fn report_error(&mut self, error: Error) {
        self.line = Some((StatusLine::Error(error), self.now));
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
