//! The readings of one term: every moment that a start, a boundary and a calendar allow, each with all that
//! leads to it. Equal moments are one reading; none is the law.

use chrono::{Duration, NaiveDateTime};

use super::{
    grid::{GridCell, Limit, grid_cell},
    start::{ClockStarts, StartKind, Started},
};
use crate::{
    domain::{lezing_rule::LezingRule, moment::Moment, termijn_kind::Kalender},
    rules::{
        book::{ClockStart, Rulebook},
        kalender::Kalenders,
    },
};

/// One moment at which the term can end, with everything that leads to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezing {
    /// Exclusive: at this moment it is late.
    pub due: Moment,
    /// What leads to it, the most usual first; never empty.
    pub origins: Vec<LezingOrigin>,
}

/// One way to come to a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LezingOrigin {
    /// Which reading of the source.
    pub rule: LezingRule,
    /// From which start.
    pub start: StartKind,
    /// By which calendars.
    pub by: KalenderSet,
    /// By which calendars once the officer's own days off count too.
    pub with_own: KalenderSet,
}

/// Some of the calendars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KalenderSet(u8);

/// All readings of a term, the earliest first; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezingen {
    first: Lezing,
    later: Vec<Lezing>,
    gangbaar: Moment,
}

impl KalenderSet {
    /// Every calendar there is.
    pub fn all() -> Self {
        Kalender::ALL.into_iter().fold(Self::default(), Self::and)
    }

    /// With this one too.
    #[must_use]
    pub const fn and(self, kalender: Kalender) -> Self {
        Self(self.0 | Self::bit(kalender))
    }

    /// True when none is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those in it, in the order of the calendars.
    pub fn iter(self) -> impl Iterator<Item = Kalender> {
        Kalender::ALL.into_iter().filter(move |kalender| self.0 & Self::bit(*kalender) != 0)
    }

    const fn bit(kalender: Kalender) -> u8 {
        match kalender {
            Kalender::CaoRijk => 1,
            Kalender::Termijnenwet => 2,
            Kalender::WithoutFiveMay => 4,
        }
    }
}

impl Lezing {
    /// True when one of the ways to it follows this rule.
    pub fn follows(&self, rule: LezingRule) -> bool {
        self.origins.iter().any(|origin| origin.rule == rule)
    }
}

impl Lezingen {
    /// The reading that counts as the usual one.
    pub fn gangbaar(&self) -> &Lezing {
        self.iter().find(|lezing| lezing.due == self.gangbaar).unwrap_or(&self.first)
    }

    /// The earliest.
    pub const fn streng(&self) -> &Lezing {
        &self.first
    }

    /// The latest: only when this has lapsed the term is too late.
    pub fn last(&self) -> &Lezing {
        self.later.last().unwrap_or(&self.first)
    }

    /// All readings, the earliest first.
    pub fn iter(&self) -> impl Iterator<Item = &Lezing> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The reading by this rule, where it is one of them: the usual one if that follows it, else the earliest.
    pub fn of(&self, rule: LezingRule) -> Option<&Lezing> {
        let usual = Some(self.gangbaar()).filter(|lezing| lezing.follows(rule));
        usual.or_else(|| self.iter().find(|lezing| lezing.follows(rule)))
    }

    /// True when the source can be read in more ways than one here.
    pub const fn ambiguous(&self) -> bool {
        !self.later.is_empty()
    }

    /// True when readings from this start are among them.
    pub fn count_from(&self, start: StartKind) -> bool {
        self.iter().flat_map(|lezing| &lezing.origins).any(|origin| origin.start == start)
    }
}

/// The readings of one term, with the start of the usual one.
pub(super) struct Counted {
    pub(super) start: Started,
    pub(super) lezingen: Lezingen,
}

/// The one or two readings of a term of elapsed hours. A discovery comes after what it discovers, so where both count, the
/// hours of the first are the earlier reading.
pub(super) fn hours_lezingen(hours: u16, clock: ClockStart, starts: ClockStarts) -> Counted {
    let hours = Duration::hours(i64::from(hours));
    let lezing = |start: Started| {
        let by = KalenderSet::all();
        let origin = LezingOrigin { rule: LezingRule::Hours, start: start.kind, by, with_own: by };
        Lezing { due: start.at.plus(hours), origins: vec![origin] }
    };
    let first = lezing(starts.first);
    let (start, first, later) = match (clock, starts.discovered) {
        (ClockStart::ConstateringAndVoorval, Some(found)) if first.due > found.at => {
            (found, first, vec![lezing(found)])
        }
        (ClockStart::Constatering | ClockStart::ConstateringAndVoorval, Some(found)) => {
            (found, lezing(found), Vec::new())
        }
        (ClockStart::Constatering | ClockStart::ConstateringAndVoorval, None)
        | (ClockStart::Voorval | ClockStart::OaEnd, _) => (starts.first, first, Vec::new()),
    };
    let gangbaar = start.at.plus(hours);
    Counted { start, lezingen: Lezingen { first, later, gangbaar } }
}

/// The readings of a form by every calendar: those of its start, and where that was discovered later those of the discovery
/// too, with what had not lapsed by then. The officer's own days off add readings and take none away.
pub(super) fn form_lezingen(book: &Rulebook, kalender: Kalender, starts: ClockStarts) -> Counted {
    let ClockStarts { first, discovered } = starts;
    let official = book.kalenders.without_own().unwrap_or(&book.kalenders);
    let own = book.kalenders.without_own().map(|_| &book.kalenders);
    let cell = |kalenders: &Kalenders, kalender, wall| grid_cell(kalenders, &book.form, kalender, wall);

    let wall = first.at.amsterdam().naive_local();
    let known = discovered.map(|started| (started, started.at.amsterdam().naive_local()));
    let usual = cell(official, kalender, wall).gangbaar();
    let (start, gangbaar, starts) = match known {
        Some((started, then)) if usual.wall <= then => {
            (started, cell(official, kalender, then).gangbaar(), [known, Some((first, wall))])
        }
        _ => (first, usual, [Some((first, wall)), known]),
    };
    let mut found = FoundMoments { list: Vec::with_capacity(4) };
    let lapsed =
        |started: Started, limit: &Limit| started == first && known.is_some_and(|(_, then)| limit.wall <= then);
    for (started, wall) in starts.into_iter().flatten() {
        for by in std::iter::once(kalender).chain(Kalender::ALL.into_iter().filter(|other| *other != kalender)) {
            found.add(&cell(official, by, wall), started.kind, |limit| lapsed(started, limit), by, Days::Official);
        }
    }
    if let Some(own) = own {
        for (started, wall) in starts.into_iter().flatten() {
            for by in Kalender::ALL {
                found.add(&cell(own, by, wall), started.kind, |limit| lapsed(started, limit), by, Days::WithOwn);
            }
        }
        found.mark_without_own();
    }
    Counted { start, lezingen: found.lezingen(gangbaar) }
}

/// Which days off a cell was made with.
#[derive(Clone, Copy)]
enum Days {
    Official,
    WithOwn,
}

/// The moments that were found so far.
struct FoundMoments {
    list: Vec<FoundAt>,
}

struct FoundAt {
    wall: NaiveDateTime,
    origins: Vec<LezingOrigin>,
}

impl FoundMoments {
    fn add(&mut self, cell: &GridCell, start: StartKind, lapsed: impl Fn(&Limit) -> bool, by: Kalender, days: Days) {
        for Limit { wall, rule } in cell.iter().filter(|limit| !lapsed(limit)) {
            let place = self.list.iter().position(|found| found.wall == wall).unwrap_or_else(|| {
                self.list.push(FoundAt { wall, origins: Vec::with_capacity(1) });
                self.list.len() - 1
            });
            let Some(FoundAt { origins, .. }) = self.list.get_mut(place) else { continue };
            let (official, with_own) = match days {
                Days::Official => (KalenderSet::default().and(by), KalenderSet::default()),
                Days::WithOwn => (KalenderSet::default(), KalenderSet::default().and(by)),
            };
            match origins.iter_mut().find(|origin| origin.rule == rule && origin.start == start) {
                Some(origin) => {
                    origin.by.0 |= official.0;
                    origin.with_own.0 |= with_own.0;
                }
                None => origins.push(LezingOrigin { rule, start, by: official, with_own }),
            }
        }
    }

    /// Says of moments that no calendar with the officer's own days leads to that they pass those days over.
    fn mark_without_own(&mut self) {
        for found in &mut self.list {
            if found.origins.iter().all(|origin| origin.with_own.is_empty())
                && let Some(first) = found.origins.first().copied()
            {
                found.origins.push(LezingOrigin { rule: LezingRule::WithoutOwnDays, ..first });
            }
        }
    }

    fn lezingen(mut self, gangbaar: Limit) -> Lezingen {
        self.list.sort_by_key(|found| found.wall);
        let gangbaar_due = gangbaar.due();
        let mut all = self.list.into_iter().map(|found| {
            let due =
                if found.wall == gangbaar.wall { gangbaar_due } else { Limit { wall: found.wall, ..gangbaar }.due() };
            Lezing { due, origins: found.origins }
        });
        // The usual reading is always among them.
        let first = all.next().unwrap_or_else(|| Lezing { due: gangbaar_due, origins: Vec::new() });
        Lezingen { first, later: all.collect(), gangbaar: gangbaar_due }
    }
}
