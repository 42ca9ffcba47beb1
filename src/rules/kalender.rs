//! Which days are werkdagen and which hours are kantooruren. The rules on the year are worked out
//! once for the years an officer meets, since the countdown asks again and again; any other year is
//! worked out when asked.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::{
    feestdag::{Feestdag, kalender_codes},
    file_error::FileError,
    toml_reader::{Table, TomlReader},
};
use crate::domain::{moment::Moment, termijn_kind::Kalender};

/// Office hours, Monday to Friday, Amsterdam: from and including `from`, up to and excluding `until`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kantooruren {
    /// First moment inside.
    pub from: NaiveTime,
    /// First moment outside.
    pub until: NaiveTime,
    /// Where the hours stand.
    pub source: String,
    /// Who is phoned in them and outside them, where that is known.
    pub phoned: Option<Phoned>,
}

/// Who is phoned when, in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phoned {
    /// In office hours.
    pub inside: String,
    /// Outside them.
    pub outside: String,
}

/// What kind of day a date is, in one calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday, no feestdag.
    Werkdag,
    /// Monday to Friday, with the name of the feestdag.
    Feestdag(&'a str),
    /// Saturday or Sunday, feestdag or not.
    Weekend,
}

/// Office hours and all calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kalenders {
    /// The hours of the office, in which others are phoned than outside them.
    pub kantooruren: Kantooruren,
    feestdagen: Vec<Feestdag>,
    equated: Equated,
    own: Vec<OwnDay>,
    /// The same without the officer's own days, where there are any.
    without_own: Option<Box<Self>>,
    years: Vec<Year>,
}

/// A day off that only this officer's settings know; it counts as a feestdag in every calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDay {
    /// The date.
    pub date: NaiveDate,
    /// Its name, with what says that it is the officer's own.
    pub name: String,
}

/// Days equated with a feestdag by decision, known for some years only.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Equated {
    kalender: Kalender,
    known_from: i32,
    known_until: i32,
    reason: String,
    days: Vec<(NaiveDate, String)>,
}

/// The feestdagen of one year as a bit per day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Year {
    cao_rijk: DayMap,
    termijnenwet: DayMap,
    without_five_may: DayMap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct DayMap([u64; 6]);

/// The years worked out beforehand.
const FIRST_YEAR: i32 = 2000;
const LAST_YEAR: i32 = 2060;

/// The embedded calendars.
pub(super) const BUILT_IN: &str = include_str!("../../assets/rules/kalender.toml");

impl Kalenders {
    /// The embedded calendars, read when they are first asked for.
    pub fn built_in() -> &'static Self {
        static KALENDERS: LazyLock<Kalenders> = LazyLock::new(|| match Kalenders::from(BUILT_IN, "kalender.toml") {
            (Some(kalenders), _) => kalenders,
            (None, errors) => FileError::in_own_data(&errors),
        });
        &KALENDERS
    }

    /// Reads a calendar file, given as text and name, with all its faults.
    pub(super) fn from(toml: &str, file: &str) -> (Option<Self>, Vec<FileError>) {
        let reader = TomlReader::new(file, toml);
        let tree = reader.parse();
        let kalenders = Self::parse(&Table::new(&reader, "", tree.get_ref(), 0));
        (kalenders, reader.finish())
    }

    /// The name of the feestdag a date is in this calendar; also in a weekend.
    pub fn feestdag(&self, date: NaiveDate, kalender: Kalender) -> Option<&str> {
        let fixed = self.feestdagen.iter().find(|f| f.counts_in(kalender) && f.in_year(date.year()) == Some(date));
        let own = || self.own.iter().find(|d| d.date == date).map(|d| d.name.as_str());
        fixed.map(|f| f.name.as_str()).or_else(|| self.equated.label(date, kalender)).or_else(own)
    }

    /// The feestdagen of a year in this calendar, in order; also those in a weekend.
    pub fn feestdagen(&self, year: i32, kalender: Kalender) -> impl Iterator<Item = (NaiveDate, &str)> {
        days_of(year).filter_map(move |day| self.feestdag(day, kalender).map(|name| (day, name)))
    }

    /// How many werkdagen each month of a year has, January first.
    pub fn werkdagen(&self, year: i32, kalender: Kalender) -> [u32; 12] {
        let mut months = [0; 12];
        for day in days_of(year).filter(|day| self.is_werkdag(*day, kalender)) {
            if let Some(month) = usize::try_from(day.month0()).ok().and_then(|m| months.get_mut(m)) {
                *month += 1;
            }
        }
        months
    }

    /// The same calendars with the officer's own days.
    #[must_use]
    pub fn with_own(mut self, own: &[OwnDay]) -> Self {
        self.without_own = (!own.is_empty()).then(|| Box::new(self.clone()));
        self.own = own.to_vec();
        self.years = (FIRST_YEAR..=LAST_YEAR).map(|year| self.year(year)).collect();
        self
    }

    /// The same calendars for a desk that works by another book than the calendar file was written for: it says itself who is
    /// phoned, or nobody does.
    #[must_use]
    pub(super) fn phoning(mut self, phoned: Option<Phoned>) -> Self {
        self.kantooruren.phoned = phoned;
        self
    }

    /// What the calendars say by themselves, where the officer's own days say otherwise.
    pub fn without_own(&self) -> Option<&Self> {
        self.without_own.as_deref()
    }

    /// True on Monday to Friday when the calendar has no feestdag.
    pub fn is_werkdag(&self, date: NaiveDate, kalender: Kalender) -> bool {
        !is_weekend(date) && !self.is_feestdag(date, kalender)
    }

    /// The kind of day, with the name of the feestdag.
    pub fn day_kind(&self, date: NaiveDate, kalender: Kalender) -> DayKind<'_> {
        if is_weekend(date) {
            return DayKind::Weekend;
        }
        self.feestdag(date, kalender).map_or(DayKind::Werkdag, DayKind::Feestdag)
    }

    /// The first werkdag after a date.
    pub fn next_werkdag(&self, after: NaiveDate, kalender: Kalender) -> NaiveDate {
        after.iter_days().skip(1).find(|day| self.is_werkdag(*day, kalender)).unwrap_or(after)
    }

    /// True on a werkdag between the office hours.
    pub fn in_kantooruren(&self, moment: Moment, kalender: Kalender) -> bool {
        let t = moment.amsterdam();
        self.kantooruren.contains(t.time()) && self.is_werkdag(t.date_naive(), kalender)
    }

    /// From October on, a warning about the year to come, while there is time to look its days up.
    pub fn uncertain_soon(&self, now: Moment, kalender: Kalender) -> Option<String> {
        let today = now.date();
        self.uncertain(today.year(), kalender)
            .or_else(|| self.uncertain(today.year() + 1, kalender).filter(|_| today.month() >= 10))
    }

    /// A warning when the calendar may miss days in a year, because only a decision names them.
    pub fn uncertain(&self, year: i32, kalender: Kalender) -> Option<String> {
        let g = &self.equated;
        let unknown = kalender == g.kalender && !(g.known_from..=g.known_until).contains(&year);
        unknown.then(|| {
            format!(
                "Kalender {kalender}: {} zijn hier bekend van {} tot en met {}; toets {year} zelf.",
                g.reason, g.known_from, g.known_until
            )
        })
    }

    fn is_feestdag(&self, date: NaiveDate, kalender: Kalender) -> bool {
        let pos = usize::try_from(date.year() - FIRST_YEAR).ok();
        match pos.and_then(|i| self.years.get(i)) {
            Some(year) => year.day_map(kalender).contains(date),
            None => self.feestdag(date, kalender).is_some(),
        }
    }

    fn year(&self, year: i32) -> Year {
        let mut maps = Year::default();
        for kalender in Kalender::ALL {
            let fixed = self.feestdagen.iter().filter(|f| f.counts_in(kalender)).filter_map(|f| f.in_year(year));
            let besluit = self.equated.days.iter().map(|(day, _)| *day);
            let besluit = besluit.filter(|day| day.year() == year && kalender == self.equated.kalender);
            let own = self.own.iter().map(|d| d.date).filter(|day| day.year() == year);
            for date in fixed.chain(besluit).chain(own) {
                maps.map_mut(kalender).set(date);
            }
        }
        maps
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        let kantooruren = t.table("kantooruren", "kantooruren").and_then(|t| Kantooruren::parse(&t));
        let feestdagen = t.tables("feestdag", "feestdag").iter().filter_map(Feestdag::parse).collect();
        let equated = t.table("gelijkgesteld", "gelijkgesteld").and_then(|t| Equated::parse(&t));
        let kalenders = Self {
            kantooruren: kantooruren?,
            feestdagen,
            equated: equated?,
            own: Vec::new(),
            without_own: None,
            years: Vec::new(),
        };
        Some(kalenders.with_own(&[]))
    }
}

impl Phoned {
    /// What a rule book says of it itself.
    pub(super) fn of_book(book: &Table<'_>) -> Option<Self> {
        Self::parse(&book.as_table("gebeld", "gebeld", book.get("gebeld")?)?)
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        let (inside, outside) = (t.text("binnen"), t.text("buiten"));
        Some(Self { inside: inside?, outside: outside? })
    }
}

impl Kantooruren {
    /// True from `from` up to `until`.
    pub fn contains(&self, time: NaiveTime) -> bool {
        (self.from..self.until).contains(&time)
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        let (from, until, source) = (t.clock_time("van"), t.clock_time("tot"), t.text("bron"));
        let phoned =
            t.get("gebeld").and_then(|value| Phoned::parse(&t.as_table("gebeld", "kantooruren.gebeld", value)?));
        let hours = Self { from: from?, until: until?, source: source?, phoned };
        if hours.from >= hours.until {
            t.error("tot", "De kantooruren eindigen niet na hun begin.");
        }
        Some(hours)
    }
}

impl Equated {
    fn label(&self, date: NaiveDate, kalender: Kalender) -> Option<&str> {
        let days = (kalender == self.kalender).then_some(&self.days)?;
        days.iter().find(|(day, _)| *day == date).map(|(_, name)| name.as_str())
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        let kalender = t.choice("kalender", &kalender_codes());
        let (known_from, known_until) = (t.number("bekend_van", 1900..3000), t.number("bekend_tot", 1900..3000));
        let reason = t.text("reden");
        let mut days: Vec<(NaiveDate, String)> = Vec::new();
        for row in t.tables("dagen", "gelijkgesteld.dagen") {
            let (date, name) = (row.date("datum"), row.text("naam"));
            let (Some(date), Some(name)) = (date, name) else { continue };
            if days.iter().any(|(day, _)| *day == date) {
                row.error("datum", "Deze dag staat er al.");
            }
            if let (Some(from), Some(until)) = (known_from, known_until)
                && !(from..=until).contains(&date.year())
            {
                row.error("datum", format!("Deze dag valt buiten de bekende jaren {from} tot en met {until}."));
            }
            days.push((date, name));
        }
        Some(Self { kalender: kalender?, known_from: known_from?, known_until: known_until?, reason: reason?, days })
    }
}

impl Year {
    const fn day_map(&self, kalender: Kalender) -> &DayMap {
        match kalender {
            Kalender::CaoRijk => &self.cao_rijk,
            Kalender::Termijnenwet => &self.termijnenwet,
            Kalender::WithoutFiveMay => &self.without_five_may,
        }
    }

    const fn map_mut(&mut self, kalender: Kalender) -> &mut DayMap {
        match kalender {
            Kalender::CaoRijk => &mut self.cao_rijk,
            Kalender::Termijnenwet => &mut self.termijnenwet,
            Kalender::WithoutFiveMay => &mut self.without_five_may,
        }
    }
}

impl DayMap {
    fn set(&mut self, date: NaiveDate) {
        let (word, bit) = pos(date);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }

    fn contains(&self, date: NaiveDate) -> bool {
        let (word, bit) = pos(date);
        self.0.get(word).is_some_and(|w| w & bit != 0)
    }
}

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1);
    first.into_iter().flat_map(|day| day.iter_days()).take_while(move |day| day.year() == year)
}

fn pos(date: NaiveDate) -> (usize, u64) {
    let day = date.ordinal0();
    (usize::try_from(day / 64).unwrap_or(usize::MAX), 1 << (day % 64))
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
