//! A piketweek as it ends: what came up in it, what is missing of each case, which forms belong to no case, what still
//! runs, and what is to be done before it is closed. Only what keeps something out of the monitor stands in the way.

use crate::{
    domain::{
        ids::{Meldingnummer, Piketweek, WeekStart, Zaaknummer},
        moment::Moment,
    },
    judge::{
        case_judge::CaseJudge, case_rule::CaseRule, checklist::still_open, countdown::Countdown, visibility::Visibility,
    },
    log::{
        desk::Desk,
        melding::Melding,
        zaak::{Zaak, ZaakState},
    },
    rules::book::{Books, RijRule},
};

/// So long before its end the last hours of a week begin: a handover or a copy of since then is of its end.
pub const LAST_HOURS: chrono::Duration = chrono::Duration::hours(12);

/// What only the store knows of a week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WeekFacts {
    /// When its monitor was written last.
    pub monitor: Option<Moment>,
    /// When a handover was made last, since its last hours.
    pub handover: Option<Moment>,
    /// When the log was copied last.
    pub copy: Option<Moment>,
    /// Who recorded in it, who did most first.
    pub officers: Vec<String>,
    /// How many of its cases and reports ask whether they are kept.
    pub retention: usize,
}

/// What is not in the monitor of a week.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MissingInMonitor {
    /// Cases, or what changed of them since.
    pub zaken: Vec<Zaaknummer>,
    /// Forms that belong to no case.
    pub forms: Vec<Meldingnummer>,
}

/// A case of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekZaak {
    /// Its number.
    pub zaak: Zaaknummer,
    /// Where it stands.
    pub state: ZaakState,
    /// The steps that are open.
    pub missing: Vec<String>,
    /// The terms that run.
    pub running: Vec<Countdown>,
    /// Whether the monitor of the week says what it is now; `None` where it need not be in it.
    pub in_monitor: Option<bool>,
}

/// Where a point of the week's own checklist stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeekPointState {
    /// Done.
    Done,
    /// To be done; the week can be closed without it.
    ToDo,
    /// To be done first.
    InTheWay,
}

impl WeekPointState {
    /// The word on screen and in data.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "gereed",
            Self::ToDo => "te doen",
            Self::InTheWay => "eerst dit",
        }
    }
}

/// What a point is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeekPointKind {
    /// Every form belongs to a case or is set aside.
    Forms,
    /// Every case is in the monitor as it is now.
    Monitor,
    /// The handover was made.
    Handover,
    /// The log was copied since.
    Copy,
    /// Nobody has to decide any more whether something is kept.
    Retention,
}

impl WeekPointKind {
    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Forms => "Formulieren bij een zaak",
            Self::Monitor => "Incidentenmonitor",
            Self::Handover => "Overdracht",
            Self::Copy => "Reservekopie",
            Self::Retention => "Bewaren of wissen",
        }
    }

    /// What does it in the shell; `None` where there is a choice between some.
    pub const fn verb(self) -> Option<&'static str> {
        match self {
            Self::Forms => None,
            Self::Monitor => Some("piket monitor"),
            Self::Handover => Some("piket overdracht maak"),
            Self::Copy => Some("piket reservekopie maak"),
            Self::Retention => Some("piket bewaartermijn"),
        }
    }
}

/// One point of the week's own checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekPoint {
    /// What it is about.
    pub kind: WeekPointKind,
    /// Where it stands.
    pub state: WeekPointState,
    /// By what, or what is to be done.
    pub words: String,
}

/// A week as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekReport {
    /// Which week.
    pub week: Piketweek,
    /// Its first moment.
    pub begin: Moment,
    /// The first moment after it.
    pub end: Moment,
    /// Since when it is closed.
    pub closed: Option<Moment>,
    /// Who recorded in it.
    pub officers: Vec<String>,
    /// Its cases, and those of other weeks of which a form came in during it.
    pub zaken: Vec<WeekZaak>,
    /// The cases of other weeks that were there before its end and are still followed.
    pub running_on: Vec<WeekZaak>,
    /// Forms that came in during it and belong to no case.
    pub loose: Vec<Meldingnummer>,
    /// What is to be done.
    pub points: Vec<WeekPoint>,
}

/// A case without a form counts as long as a form is still to come; one that went up in another is
/// counted there, and one that was withdrawn nowhere.
pub fn is_counted(zaak: &Zaak, case: CaseRule<'_>) -> bool {
    if zaak.absorbed_into.is_some() || zaak.withdrawn.is_some() {
        return false;
    }
    let form = zaak.meldingen.iter().any(|k| k.form.is_form());
    form || case.rule().is_none_or(RijRule::is_notifiable)
}

/// Whether a case is of a week: by its number, or because a form of it came in during it.
fn is_of(zaak: &Zaak, week: Piketweek, week_start: WeekStart) -> bool {
    let came_in = |at: Moment| week.begin(week_start) <= at && at < week.end(week_start);
    zaak.number.week == week || zaak.meldingen.iter().any(|k| k.form.is_form() && came_in(k.received))
}

/// What is not in the monitor of a week; the desk holds all of that week.
pub fn missing(desk: &Desk, week: Piketweek, week_start: WeekStart, books: Books<'_>) -> MissingInMonitor {
    let zaken = desk.zaken.values().filter(|zaak| {
        is_of(zaak, week, week_start)
            && is_counted(zaak, CaseRule::by(zaak, books))
            && !zaak.is_current_in_monitor(week)
    });
    let (begin, end) = (week.begin(week_start), week.end(week_start));
    let forms = desk
        .meldingen
        .values()
        .filter(|m: &&Melding| m.is_open() && m.kind.is_form() && begin <= m.received && m.received < end);
    MissingInMonitor { zaken: zaken.map(|z| z.number).collect(), forms: forms.map(|m| m.number).collect() }
}

/// The week as it stands.
pub fn report(
    desk: &Desk,
    week: Piketweek,
    week_start: WeekStart,
    facts: &WeekFacts,
    judge: CaseJudge<'_>,
) -> WeekReport {
    let zaken: Vec<WeekZaak> = desk
        .zaken
        .values()
        .filter(|zaak| zaak.withdrawn.is_none() && is_of(zaak, week, week_start))
        .map(|zaak| week_zaak(zaak, week, judge))
        .collect();
    let end = week.end(week_start);
    let of_others = |z: &&Zaak| z.is_open() && z.opened < end && !is_of(z, week, week_start);
    let running_on = desk.zaken.values().filter(of_others).map(|z| week_zaak(z, z.number.week, judge)).collect();
    let absent = missing(desk, week, week_start, judge.books);
    let points = points(&absent, &zaken, facts, (week, end));
    WeekReport {
        week,
        begin: week.begin(week_start),
        end,
        closed: desk.closed_weeks.get(&week).copied(),
        officers: facts.officers.clone(),
        zaken,
        running_on,
        loose: absent.forms,
        points,
    }
}

fn week_zaak(zaak: &Zaak, week: Piketweek, judge: CaseJudge<'_>) -> WeekZaak {
    let list = judge.steps(zaak, Visibility::Open);
    let all = judge.countdowns(zaak, &list).unwrap_or_default();
    WeekZaak {
        zaak: zaak.number,
        state: zaak.state(),
        missing: if zaak.is_open() { still_open(&list) } else { Vec::new() },
        running: all.into_iter().filter(Countdown::is_running).collect(),
        in_monitor: is_counted(zaak, judge.case_rule(zaak)).then(|| zaak.is_current_in_monitor(week)),
    }
}

fn points(
    absent: &MissingInMonitor,
    zaken: &[WeekZaak],
    facts: &WeekFacts,
    (week, end): (Piketweek, Moment),
) -> Vec<WeekPoint> {
    let late = end.plus(-LAST_HOURS);
    let point = |kind, state, words| WeekPoint { kind, state, words };
    let counted = zaken.iter().filter(|zaak| zaak.in_monitor.is_some()).count();
    let forms = if absent.forms.is_empty() {
        point(WeekPointKind::Forms, WeekPointState::Done, "elk formulier hoort bij een zaak".to_owned())
    } else {
        let words = format!("{} zonder zaak: koppel ze of leg ze terzijde", absent.forms.len());
        point(WeekPointKind::Forms, WeekPointState::InTheWay, words)
    };
    let monitor = match (absent.zaken.len(), facts.monitor) {
        (0, Some(at)) => (WeekPointState::Done, format!("gemaakt {}, daarna niets veranderd", at.short())),
        (0, None) if counted > 0 => (WeekPointState::Done, "elke zaak staat erin".to_owned()),
        (0, None) => (WeekPointState::ToDo, format!("maak de monitor van {week}, ook zonder zaken")),
        (1, _) => (WeekPointState::InTheWay, format!("1 van {counted} staat er niet in, of is veranderd: maak hem")),
        (n, _) => {
            (WeekPointState::InTheWay, format!("{n} van {counted} staan er niet in, of zijn veranderd: maak hem"))
        }
    };
    let since = |at: Option<Moment>| at.filter(|at| *at >= late);
    let handover = match since(facts.handover) {
        Some(at) => (WeekPointState::Done, format!("gemaakt {}", at.short())),
        None => (WeekPointState::ToDo, "nog niet gemaakt".to_owned()),
    };
    let copy = match (since(facts.copy), facts.copy) {
        (Some(at), _) => (WeekPointState::Done, format!("van {}", at.short())),
        (None, Some(at)) => (WeekPointState::ToDo, format!("de laatste is van {}", at.short())),
        (None, None) => (WeekPointState::ToDo, "er is er nog geen".to_owned()),
    };
    let retention = match facts.retention {
        0 => (WeekPointState::Done, "geen vragen open".to_owned()),
        1 => (WeekPointState::ToDo, "1 vraag: beslis haar bij de overdracht".to_owned()),
        n => (WeekPointState::ToDo, format!("{n} vragen: beslis ze bij de overdracht")),
    };
    vec![
        forms,
        point(WeekPointKind::Monitor, monitor.0, monitor.1),
        point(WeekPointKind::Handover, handover.0, handover.1),
        point(WeekPointKind::Copy, copy.0, copy.1),
        point(WeekPointKind::Retention, retention.0, retention.1),
    ]
}
