//! What was done lately, read from the log and from nothing else: the acts of the officer, which of them
//! stand, what takes each back, and why one cannot be. An act that takes back names what it takes back, so that
//! it can itself be taken back: that restores. The same after a lock, a restart and in the shell.

mod turned;
mod typing;

use std::collections::{BTreeMap, BTreeSet};

pub use self::turned::Turned;
use self::typing::TypingRun;
use super::{
    deed_name,
    desk::Desk,
    event::{Entry, LogEvent},
    irreversible::Irreversible,
    reversal::reverse,
    table::taken_back::Reversal,
    touched::Touched,
    wire,
};
use crate::domain::{
    book_names::NamesAt,
    error::{Error, Result},
    feit::FeitNumber,
    ids::Zaaknummer,
    moment::Moment,
    sanitize,
};

/// What the fields are called in which the log keeps why something was done.
const REASONS: [&str; 2] = ["reden", "opmerking"];

/// The newest part of the log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The newest entries, and of every case and report they touch all that came before, in order.
    pub entries: Vec<Entry>,
    /// Where the newest part starts; before it there are only entries to fold.
    pub start: u64,
}

/// Which way an act goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// What was done is taken back.
    Undo,
    /// What was taken back is put back.
    Redo,
}

impl Direction {
    /// How a verb in the shell says by what the opposite is done.
    pub const fn verb_of_opposite(self) -> &'static str {
        match self {
            Self::Undo => "Met «piket herstel»",
            Self::Redo => "Met «piket ongedaan»",
        }
    }
}

/// Which act is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// The last one.
    Last,
    /// The one with this number.
    Numbered(u64),
}

impl From<Option<u64>> for Pick {
    fn from(number: Option<u64>) -> Self {
        number.map_or(Self::Last, Self::Numbered)
    }
}

/// Whether an act can be taken back or put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chance {
    /// It stands and can be taken back.
    Undo,
    /// It was taken back and can be put back.
    Redo,
    /// Neither, for this reason.
    None(Error),
}

/// One act in the list of what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDeed {
    /// Its number.
    pub number: u64,
    /// When it was recorded.
    pub at: Moment,
    /// What it is called.
    pub name: String,
    /// The fact that it is about, where it is one: its words stand in no name.
    pub feit: Option<(Zaaknummer, FeitNumber)>,
    /// Whether it stands.
    pub stands: bool,
    /// What can become of it.
    pub chance: Chance,
}

/// One act.
#[derive(Debug, Clone)]
struct Deed {
    /// The first entry of its last saving.
    number: u64,
    at: Moment,
    name: String,
    /// The fact that it is about, where it is one.
    feit: Option<(Zaaknummer, FeitNumber)>,
    reverses: Option<u64>,
    /// What it goes on typing.
    typing: Option<TypingRun>,
    /// What it recorded, in order.
    events: Vec<LogEvent>,
    /// When that began.
    began: Moment,
    /// The versions of a draft that it made, the first and the last.
    versions: Option<(u32, u32)>,
    /// It came of itself: the officer's own last act stays the one that is taken back.
    arrived: bool,
    touched: Touched,
    reversals: std::result::Result<Vec<Reversal>, Irreversible>,
    stands: bool,
}

/// All acts of a history, oldest first, and the desk they led to.
#[derive(Debug)]
pub struct Deeds {
    all: Vec<Deed>,
    desk: Desk,
}

impl History {
    /// Reads the acts.
    pub fn deeds(&self, names: &dyn NamesAt) -> Deeds {
        let (mut all, mut desk): (Vec<Deed>, Desk) = Default::default();
        let mut rest = self.entries.as_slice();
        while let Some((first, later)) = rest.split_first() {
            if first.seq < self.start {
                desk.apply(first);
                rest = later;
                continue;
            }
            let length = 1 + rest.windows(2).take_while(|pair| matches!(pair, [a, b] if is_one_act(a, b))).count();
            let (act, later) = rest.split_at(length);
            take_in(&mut all, deed(first, act, &mut desk, names));
            rest = later;
        }
        if self.start > 1
            && let Some(cut) = all.iter().position(|deed| !deed.arrived)
        {
            // What came before it may belong to it.
            all.remove(cut);
        }
        let mut taken_back = BTreeSet::new();
        for deed in all.iter_mut().rev() {
            deed.stands = !taken_back.contains(&deed.number);
            taken_back.extend(deed.reverses.filter(|_| deed.stands));
        }
        Deeds { all, desk }
    }
}

/// Whether the second entry was recorded with the first.
fn is_one_act(first: &Entry, second: &Entry) -> bool {
    match (first.mark, second.mark) {
        (Some(a), Some(b)) => a.act == b.act,
        // Before that was kept: at once is at one moment.
        (None, None) => first.seq.saturating_add(1) == second.seq && first.recorded_at == second.recorded_at,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Folds an act in, each of its facts with what takes it back from there.
fn deed(first: &Entry, act: &[Entry], desk: &mut Desk, names: &dyn NamesAt) -> Deed {
    let mut reversals: std::result::Result<Vec<Reversal>, _> = Ok(Vec::new());
    let typing = if let [entry] = act { TypingRun::of(&entry.event, desk) } else { None };
    for entry in act {
        // A report that came with more stays in the inbox when that is taken back.
        let stays = act.len() > 1 && entry.event.arrival().is_some();
        let own = if stays { Ok(Vec::new()) } else { reverse(&entry.event, desk) };
        // The last is taken back first.
        reversals = match (reversals, own) {
            (Ok(later), Ok(mut own)) => {
                own.extend(later);
                Ok(own)
            }
            (Err(why), _) | (Ok(_), Err(why)) => Err(why),
        };
        desk.apply(entry);
    }
    let events: Vec<&LogEvent> = act.iter().map(|e| &e.event).collect();
    Deed {
        number: first.act(),
        at: first.recorded_at,
        name: deed_name::name(&events, desk, names),
        feit: deed_name::feit(&events),
        reverses: first.mark.and_then(|mark| mark.reverses),
        typing,
        began: first.recorded_at,
        versions: events.iter().find_map(|e| e.saved_version().map(|version| (version, version))),
        arrived: events.iter().all(|e| e.arrival().is_some_and(|arrival| arrival.mail().is_some())),
        touched: Touched::by(events),
        events: act.iter().map(|e| e.event.clone()).collect(),
        reversals,
        stands: true,
    }
}

/// Puts an act behind the others; typing that goes on is the act it went on from.
fn take_in(all: &mut Vec<Deed>, deed: Deed) {
    let own = all.iter().rposition(|earlier| !earlier.arrived);
    if let Some(place) = own
        && let Some(earlier) = all.get(place)
        && let Some(typing) = deed.typing
        && (earlier.typing, earlier.reverses, deed.reverses) == (deed.typing, None, None)
        && typing.goes_on(deed.at.since(earlier.at), deed.at.since(earlier.began))
    {
        let earlier = all.remove(place);
        let versions = earlier.versions.zip(deed.versions).map(|((first, _), (_, last))| (first, last));
        let name = match (typing, versions) {
            (TypingRun::Draft(zaak, draft), Some((first, last))) => deed_name::versions(zaak, draft, first, last),
            (TypingRun::Draft(..), None) | (TypingRun::Call(_), _) => earlier.name.clone(),
        };
        all.push(Deed { number: deed.number, at: deed.at, name, versions, ..earlier });
    } else {
        all.push(deed);
    }
}

impl Deeds {
    /// What takes the act back or puts it back.
    ///
    /// # Errors
    /// Why it cannot be, with what to do.
    pub fn turn(&self, direction: Direction, pick: Pick, now: Moment) -> Result<Turned> {
        let (place, own) = match direction {
            Direction::Undo => self.to_undo(pick)?,
            Direction::Redo => self.to_redo(pick)?,
        };
        self.attempt(place, own, direction, now)
    }

    /// What was done, latest first.
    pub fn list(&self, now: Moment) -> Vec<ListedDeed> {
        let own = self.all.iter().enumerate().rev().filter(|(_, deed)| !deed.arrived && deed.reverses.is_none());
        own.map(|(_, deed)| {
            let direction = if deed.stands { Direction::Undo } else { Direction::Redo };
            let chance = match (self.turn(direction, Pick::Numbered(deed.number), now), direction) {
                (Ok(_), Direction::Undo) => Chance::Undo,
                (Ok(_), Direction::Redo) => Chance::Redo,
                (Err(why), _) => Chance::None(why),
            };
            let (name, feit) = (deed.name.clone(), deed.feit);
            ListedDeed { number: deed.number, at: deed.at, name, feit, stands: deed.stands, chance }
        })
        .collect()
    }

    fn place_of(&self, number: u64) -> Option<usize> {
        self.all.iter().position(|deed| deed.number == number)
    }

    /// What was taken back and put back since, with the number of the act that put it back: of all that stands, it was
    /// done last.
    fn put_back(&self) -> BTreeMap<u64, u64> {
        let undoes = |number: u64| self.place_of(number).and_then(|place| self.all.get(place)?.reverses);
        let standing = self.all.iter().filter(|deed| deed.stands);
        standing.filter_map(|redo| Some((undoes(redo.reverses?)?, redo.number))).collect()
    }

    /// The act to take back: itself is what the officer did.
    fn to_undo(&self, pick: Pick) -> Result<(usize, &Deed)> {
        let mut own = self.all.iter().enumerate().rev().filter(|(_, deed)| !deed.arrived && deed.reverses.is_none());
        match pick {
            Pick::Last => {
                let put_back = self.put_back();
                let since = |deed: &Deed| put_back.get(&deed.number).copied().unwrap_or(deed.number);
                own.filter(|(_, deed)| deed.stands)
                    .max_by_key(|(_, deed)| since(deed))
                    .ok_or_else(|| Error::no("Er is niets om ongedaan te maken."))
            }
            Pick::Numbered(number) => match own.find(|(_, deed)| deed.number == number) {
                Some(found) if found.1.stands => Ok(found),
                Some((_, deed)) => Err(Error::no(format!("{} is al ongedaan.", deed.title()))),
                None => Err(unknown(number)),
            },
        }
    }

    /// The act that took something back, and what the officer had done.
    fn to_redo(&self, pick: Pick) -> Result<(usize, &Deed)> {
        let target = |deed: &Deed| deed.reverses.and_then(|n| self.place_of(n)).and_then(|p| self.all.get(p));
        let undoes = |deed: &Deed| target(deed).filter(|own| deed.stands && own.reverses.is_none());
        match pick {
            Pick::Last => {
                let standing = self.all.iter().enumerate().rev().filter(|(_, deed)| deed.stands && !deed.arrived);
                for (place, deed) in standing {
                    match (undoes(deed), deed.reverses) {
                        (Some(own), _) => return Ok((place, own)),
                        // What was put back stands for what it put back.
                        (None, Some(_)) => {}
                        // What was done since would be passed by.
                        (None, None) => break,
                    }
                }
                Err(Error::no("Er is niets ongedaan gemaakt dat terug te zetten is.")
                    .hint("De lijst van handelingen zet een eerdere terug."))
            }
            Pick::Numbered(number) => {
                let found = self
                    .all
                    .iter()
                    .enumerate()
                    .rev()
                    .find(|(_, deed)| deed.reverses == Some(number) && undoes(deed).is_some());
                let own = self.all.iter().find(|deed| deed.number == number).ok_or_else(|| unknown(number))?;
                let (place, _) =
                    found.ok_or_else(|| Error::no(format!("{} is niet ongedaan gemaakt.", own.title())))?;
                Ok((place, own))
            }
        }
    }

    /// `place` is what is turned back, and `own` what the officer did.
    fn attempt(&self, place: usize, own: &Deed, direction: Direction, now: Moment) -> Result<Turned> {
        let goal = match direction {
            Direction::Undo => "ongedaan",
            Direction::Redo => "terug",
        };
        let no = || Error::no(format!("{} kan niet {goal}.", own.title()));
        let Some(deed) = self.all.get(place) else { return Err(unknown(own.number)) };
        let reversals = deed.reversals.as_ref().map_err(|why| no().hint(why.sentence()))?;
        if let Some(later) = self.in_the_way(place, deed) {
            return Err(no().hint(format!(
                "Daarop volgde {} ({}, nr. {}); maak eerst dat ongedaan.",
                later.name,
                later.at.short(),
                later.number
            )));
        }
        let (mut then, mut new) = (self.desk.clone(), Vec::new());
        for reversal in reversals {
            let mut fact = reversal.at(&then, now);
            if direction == Direction::Redo {
                // What is put back is the act as it was done, with the reason that it had.
                fact.event =
                    own.events.iter().find(|done| is_but_for_words(done, &fact.event)).cloned().unwrap_or(fact.event);
            }
            then.apply(&fact.clone().entry(0, now, ""));
            new.push(fact);
        }
        for zaak in new.iter().filter_map(|n| n.event.zaak()).filter_map(|z| then.zaken.get(&z)) {
            zaak.times.check().map_err(|error| no().hint(error.sentence))?;
        }
        let left = match direction {
            Direction::Undo => reversals.iter().find_map(Reversal::left),
            Direction::Redo => None,
        };
        let (name, feit) = (own.name.clone(), own.feit);
        Ok(Turned { new, reverses: deed.number, name, deed: own.number, feit, at: own.at, left })
    }

    /// The last act that came after and changed what this one left, or rests on it.
    fn in_the_way(&self, place: usize, deed: &Deed) -> Option<&Deed> {
        let later = self.all.iter().enumerate().skip(place.saturating_add(1)).rev().filter(|(_, later)| later.stands);
        let mut against = later.filter(|(_, later)| {
            // What took back something that came after changed nothing of what this one left.
            let nothing = later.reverses.and_then(|n| self.place_of(n)).is_some_and(|target| target > place);
            !nothing && deed.touched.is_held_by(&later.touched)
        });
        against.next().map(|(_, later)| later)
    }
}

impl Deed {
    fn title(&self) -> String {
        sanitize::capitalize(&self.name)
    }
}

/// True where both record the same and may only say otherwise why.
fn is_but_for_words(done: &LogEvent, back: &LogEvent) -> bool {
    let bare = |event: &LogEvent| {
        let mut fields = wire::write(event).ok()?;
        fields.as_object_mut()?.retain(|name, _| !REASONS.contains(&name.as_str()));
        Some(fields)
    };
    done.form() == back.form() && bare(done).is_some_and(|done| Some(done) == bare(back))
}

fn unknown(number: u64) -> Error {
    Error::usage(format!("Handeling {number} staat niet in de lijst.")).hint("«piket ongedaan --lijst» toont wat kan.")
}
