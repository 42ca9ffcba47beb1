//! What stands in for the world around the desk: a store that keeps its log in memory, and the
//! settings, rules and stories the desk is opened with.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use piket::{
    acts::IncludeInMonitor,
    alarm::{
        ladder::{ArrivalCall, Ladder},
        watch_news::WatchNews,
        wekkerboek::Wekkerboek,
    },
    demo::{self, Recording},
    desk::{
        effect::VersionsUse,
        keymap::Keymap,
        msg::Msg,
        state::{
            draft_material::DraftMaterial,
            motion::Motion,
            reveal::Masking,
            setup::{OwnFiles, Setup},
        },
    },
    domain::{
        alarm::AlarmLine,
        draft::DraftKind,
        error::{Error, Result},
        form_target::FormTarget,
        ids::{Piketweek, WeekStart, Zaaknummer},
        melding::Content,
        message_sender::MessageSender,
        moment::Moment,
        monitor_order::MonitorOrder,
        termijn_choice::LezingChoice,
        termijn_kind::Kalender,
        typed::Typed,
        watch::{Duty, Heartbeat},
        writer::Writer,
    },
    intake,
    judge::{case_rule::CaseRule, film_scope::FilmScope, week::WeekFacts},
    log::{
        desk::Desk,
        draft_versions::versions,
        event::{ActMark, Entry, LogEvent, NewEvent},
        history::History,
        melding::Melding,
        zaak::Zaak,
    },
    outgoing::{MessageData, Templates},
    report::monitor::MonitorFormat,
    rules::{
        address_book::AddressBook,
        book::{Book, Books},
    },
    settings::Settings,
};

/// Which story a desk is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Narrative {
    /// The fictitious week of `piket demo`.
    Week,
    /// Nothing yet.
    Empty,
}

/// The log in memory, with the fold of all of it.
#[derive(Debug, Clone, Default)]
pub struct FakeStore {
    /// Every entry.
    pub log: Vec<Entry>,
    /// What they fold to.
    pub everything: Desk,
    /// The wekkerboek.
    pub alarm: Wekkerboek,
    /// Its lines.
    pub wekkerboek_lines: Vec<AlarmLine>,
    /// What was kept as typed.
    pub typed: Vec<Typed>,
    /// Who holds the lease, when not this desk.
    pub watcher: Option<(Writer, Heartbeat)>,
}

impl FakeStore {
    /// Commits facts as the store does: all or nothing, and no number twice.
    pub fn write(&mut self, new: Vec<NewEvent>, now: Moment, reverses: Option<u64>) -> Result<Vec<Entry>> {
        for n in &new {
            let duplicate = match &n.event {
                LogEvent::ZaakOpened { zaak, .. } => self.everything.zaken.contains_key(zaak),
                LogEvent::MeldingReceived { melding, .. } => self.everything.meldingen.contains_key(melding),
                _ => false,
            };
            if duplicate {
                return Err(Error::usage("Dat nummer bestaat al; er is niets vastgelegd."));
            }
        }
        let mark = Some(ActMark { act: self.log.len() as u64 + 1, reverses });
        let mut added = Vec::new();
        for n in new {
            let seq = self.log.len() as u64 + 1;
            let entry = Entry {
                seq,
                recorded_at: now,
                occurred_at: n.occurred_at,
                actor: "proef".to_owned(),
                mark,
                origin: None,
                event: n.event,
            };
            self.everything.apply(&entry);
            self.log.push(entry.clone());
            added.push(entry);
        }
        Ok(added)
    }

    /// Keeps a text as typed.
    pub fn keep_typed(&mut self, typed: Typed) {
        self.forget_typed(&typed.target);
        self.typed.push(typed);
    }

    /// Throws it away.
    pub fn forget_typed(&mut self, target: &FormTarget) {
        self.typed.retain(|t| t.target != *target);
    }

    /// Plays a story, each fact at its own moment.
    pub fn play(&mut self, history: Vec<Recording>) -> Result<()> {
        history.into_iter().try_for_each(|(at, new)| self.write(vec![new], at, None).map(|_| ()))
    }

    /// What the desk opens with: all that is open, as the store loads it.
    pub fn open(&self) -> Desk {
        let mut desk = self.everything.clone();
        desk.zaken.retain(|_, z| z.is_open());
        let zaken = &desk.zaken;
        desk.meldingen
            .retain(|nr, m| m.is_open() || zaken.values().any(|z| z.meldingen.iter().any(|k| k.melding == *nr)));
        desk
    }

    /// What was busy since, as the store loads it.
    pub fn recent(&self, since: Moment) -> Msg {
        let mut desk = self.everything.clone();
        desk.zaken.retain(|_, z| z.last >= since);
        let zaken = &desk.zaken;
        desk.meldingen.retain(|nr, m| {
            m.received >= since || zaken.values().any(|z| z.meldingen.iter().any(|k| k.melding == *nr))
        });
        Msg::Recent(Box::new(desk))
    }

    /// Records lines of the wekkerboek as the store does: what says nothing new is left out.
    pub fn wake(&mut self, alarm_lines: Vec<AlarmLine>) -> Msg {
        for alarm_line in alarm_lines {
            if self.alarm.apply(&alarm_line) {
                self.wekkerboek_lines.push(alarm_line);
            }
        }
        Msg::Woken(Box::new(Ok(self.alarm.clone())))
    }

    /// Who calls out.
    pub fn keep_watch(&self) -> Msg {
        let duty = self.watcher.map_or(Duty::Here, |(who, _)| Duty::Elsewhere(who));
        let heartbeat = self.watcher.map(|(_, beat)| beat);
        Msg::Watch(Box::new(Ok(WatchNews { duty, heartbeat, book: Some(self.alarm.clone()), complaint: None })))
    }

    /// The newest entries, and of what they touch all that came before, as the store gives them.
    pub fn history(&self) -> History {
        let (before, newest) = self.log.split_at(self.log.len().saturating_sub(60));
        let zaken: BTreeSet<_> = newest.iter().filter_map(|e| e.event.zaak()).collect();
        let meldingen: BTreeSet<_> = newest.iter().filter_map(|e| e.event.melding()).collect();
        let kept = before.iter().filter(|e| {
            e.event.zaak().is_some_and(|z| zaken.contains(&z))
                || e.event.melding().is_some_and(|m| meldingen.contains(&m))
        });
        History { entries: kept.chain(newest).cloned().collect(), start: before.len() as u64 + 1 }
    }

    /// The entries of a case.
    pub fn timeline(&self, zaak: Zaaknummer) -> Msg {
        Msg::Timeline { zaak, entries: self.log.iter().filter(|e| e.event.zaak() == Some(zaak)).cloned().collect() }
    }

    /// The versions of a draft.
    pub fn versions(&self, zaak: Zaaknummer, draft: DraftKind, purpose: VersionsUse) -> Msg {
        let of: Vec<Entry> = self.log.iter().filter(|e| e.event.zaak() == Some(zaak)).cloned().collect();
        Msg::Versions { zaak, draft, purpose, result: Ok(versions(&of, draft)) }
    }

    /// The entries for the film.
    pub fn film(&self, scope: FilmScope) -> Msg {
        let fits = |e: &&Entry| scope.zaak().is_none_or(|z| e.event.zaak() == Some(z));
        Msg::Film { scope, entries: self.log.iter().filter(fits).cloned().collect() }
    }

    /// A week, with everything there is: what is of another week is left out when it is judged.
    pub fn week(&self, week: Piketweek) -> Msg {
        let facts = WeekFacts { officers: vec!["J. de Wit".to_owned()], ..WeekFacts::default() };
        Msg::Week { week, result: Ok((Box::new(self.everything.clone()), facts)) }
    }

    /// The monitor that was written, with every case of its weeks.
    pub fn monitor(&self, order: &MonitorOrder) -> Msg {
        let weeks = order.period.weeks(WeekStart::default());
        let own = self.everything.zaken.keys().copied().filter(|zaak| weeks.contains(zaak.week));
        let entered = own.map(|zaak| IncludeInMonitor { zaak, week: zaak.week }).collect();
        Msg::MonitorWritten { order: order.clone(), entered }
    }

    /// Every case and report that holds all words.
    pub fn search(&self, text: &str) -> Msg {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let fits = |content: String| {
            let content = content.to_lowercase();
            words.iter().all(|w| content.contains(w))
        };
        let mut desk = self.everything.clone();
        desk.zaken.retain(|_, z| fits(words_of_zaak(z)));
        desk.meldingen.retain(|_, m| fits(words_of_melding(m)));
        let total = desk.zaken.len() + desk.meldingen.len();
        Msg::Found { search: text.to_owned(), desk: Box::new(desk), total }
    }

    /// A draft from the templates that ship.
    pub fn draft(draft: DraftKind, material: &DraftMaterial) -> Msg {
        let DraftMaterial { zaak, book, inrichting, context, sender, now } = material;
        let case = CaseRule::of(zaak, book, inrichting.as_ref());
        let data = MessageData::of(zaak, case, context, sender, *now);
        Msg::DraftMade { zaak: zaak.number, draft, made: Templates::built_in().render(draft, &data) }
    }
}

fn words_of_zaak(z: &Zaak) -> String {
    let feiten: Vec<&str> = z.feiten.iter().map(|f| f.text.read()).collect();
    format!("{} {} {}", z.number, z.plek().unwrap_or_default(), feiten.join(" "))
}

fn words_of_melding(m: &Melding) -> String {
    let more = match &m.content {
        Content::Call(g) => format!("{} {}", g.caller.read(), g.what.read()),
        Content::Mail(p) => format!("{} {}", p.sender.read(), p.subject.read()),
    };
    format!("{} {} {more}", m.number, m.inrichting().unwrap_or_default())
}

/// The settings of a desk as they ship.
pub fn setup() -> Result<Setup> {
    Ok(Setup {
        book: Book::BuiltIn,
        own_files: OwnFiles::Whole,
        inrichtingen: Arc::new(intake::inrichtingen()?),
        addresses: Arc::new(AddressBook::built_in().clone()),
        keymap: Arc::new(Keymap::standard()?),
        week_start: WeekStart::default(),
        kalender: Kalender::CaoRijk,
        choice: LezingChoice::Streng,
        ladder: Ladder {
            rungs: vec![60, 15, 0],
            per_termijn: BTreeMap::new(),
            loud_from: BTreeMap::new(),
            arrivals: ArrivalCall::Once,
            repeat: 15,
            after_seen: 60,
        },
        recipients: BTreeMap::new(),
        sender: MessageSender {
            phone: Some("06-0000 0000".to_owned()),
            ..Settings::default().sender("F. Piket".to_owned())
        },
        views: std::collections::BTreeMap::new(),
        monitor_endings: MonitorFormat::endings(),
        masking: Masking::On,
        motion: Motion::Full,
        lock_rule: piket::desk::state::screen_lock::LockRule::Never,
        demo: false,
        night: None,
    })
}

/// The entries of a story that ends at `now`.
pub fn history(narrative: Narrative, setup: &Setup, now: Moment) -> Result<Vec<Recording>> {
    let (start, sender) = (setup.week_start, demo::sender());
    let books = Books { book: &setup.book, inrichtingen: &setup.inrichtingen };
    let context = demo::context(now, start, books, &sender);
    match narrative {
        Narrative::Week => demo::week(7, &context),
        Narrative::Empty => Ok(Vec::new()),
    }
}
