//! A moment in time as the log keeps it (UTC, whole milliseconds) and as the officer reads it
//! (Europe/Amsterdam, whatever the machine's zone). Only this file turns one into the other, so the
//! hour that does not exist in spring and the one that exists twice in autumn are settled here.

use std::fmt;

use chrono::{
    DateTime, Datelike, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, SubsecRound,
    TimeZone, Timelike, Utc, Weekday,
};
use chrono_tz::{Europe::Amsterdam, Tz};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    error::{Error, Result},
    weekdays::{self, SHORT_WEEKDAYS},
};

/// A point in time, UTC, cut to whole milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<Utc>);

/// A moment as it was typed: exact, or the first of two equal clock times in the autumn night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParsedMoment {
    /// The moment itself.
    pub moment: Moment,
    /// True when the clock time exists twice that night and the first was taken, of two that could be meant.
    pub doubled_hour: bool,
}

impl Moment {
    /// Takes a UTC time; parts of milliseconds are dropped, since the log does not keep them.
    pub fn from_utc(t: DateTime<Utc>) -> Self {
        Self(t.trunc_subsecs(3))
    }

    /// The moment in UTC.
    pub const fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// The moment on the clock in Amsterdam.
    pub fn amsterdam(self) -> DateTime<Tz> {
        self.0.with_timezone(&Amsterdam)
    }

    /// The local date in Amsterdam.
    pub fn date(self) -> NaiveDate {
        self.amsterdam().date_naive()
    }

    /// The moment a local date and time stand for; of a doubled hour the first.
    ///
    /// # Errors
    /// When the clock skips that time, in the night that summer time begins.
    pub fn local(day: NaiveDate, time: NaiveTime) -> Result<ParsedMoment> {
        match Amsterdam.from_local_datetime(&NaiveDateTime::new(day, time)) {
            LocalResult::Single(t) => Ok(ParsedMoment { moment: Self(t.to_utc()), doubled_hour: false }),
            LocalResult::Ambiguous(first, _) => Ok(ParsedMoment { moment: Self(first.to_utc()), doubled_hour: true }),
            LocalResult::None => Err(Error::usage(format!(
                "De tijd {} op {} bestaat niet: die nacht gaat de klok van 02:00 naar 03:00.",
                time.format("%H:%M"),
                day.format("%d-%m-%Y")
            ))
            .hint("Geef een tijd vóór 02:00 of vanaf 03:00.")),
        }
    }

    /// As [`Moment::local`]; a time that the clock skips is read as the one an hour later.
    pub fn local_or_later(day: NaiveDate, time: NaiveTime) -> Self {
        let later = |_| Self::local(day, time.overflowing_add_signed(Duration::hours(1)).0);
        let midnight = NaiveDateTime::new(day, NaiveTime::MIN).and_utc();
        Self::local(day, time).or_else(later).map_or_else(|_| Self::from_utc(midnight), |read| read.moment)
    }

    /// RFC 3339 with seconds and Amsterdam's offset of that moment: the form of every answer.
    pub fn rfc3339(self) -> String {
        self.amsterdam().to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    /// RFC 3339 in UTC with milliseconds: the form in the log, which sorts as text.
    pub fn log_form(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Reads [`Moment::log_form`] or any other RFC 3339 time.
    ///
    /// # Errors
    /// When the text is no RFC 3339 time.
    pub fn from_rfc3339(text: &str) -> Result<Self> {
        DateTime::parse_from_rfc3339(text)
            .map(|t| Self::from_utc(t.to_utc()))
            .map_err(|_| Error::usage(format!("«{text}» is geen tijd.")).hint(IN_FULL))
    }

    /// Reads an RFC 3339 time that somebody outside wrote; none for a year that no desk meets.
    pub fn exact(text: &str) -> Option<Self> {
        Self::from_rfc3339(text).ok().filter(|m| plausible(m.date()))
    }

    /// Reads a time as an officer or a script writes it. With an offset it is exact; without one it
    /// is Amsterdam's clock. `now` stands for "nu" and fills in the date of a bare clock time and the year of a
    /// bare day, as of [`ClockDay::Past`].
    ///
    /// # Errors
    /// When the text is no time, or names a clock time that the spring night skips.
    pub fn parse(text: &str, now: Option<Self>) -> Result<ParsedMoment> {
        Self::parse_on(text, now.map(|now| (now, ClockDay::Past)))
    }

    /// As [`Moment::parse`], with the say on which side of now a bare clock time or a day without a year is.
    ///
    /// # Errors
    /// As [`Moment::parse`].
    pub fn parse_on(text: &str, now: Option<(Self, ClockDay)>) -> Result<ParsedMoment> {
        let bare = text.trim();
        if let Some(moment) = Self::exact(bare).or_else(|| with_offset(bare)) {
            return Ok(ParsedMoment { moment, doubled_hour: false });
        }
        if let Some((now, clock_day)) = now {
            if bare.eq_ignore_ascii_case("nu") {
                return Ok(ParsedMoment { moment: now, doubled_hour: false });
            }
            if let Some(time) = parse_clock(bare) {
                return clock_day.at(now, time, |day| Self::local(day, time));
            }
        }
        let mut parts = bare.splitn(2, ['T', 't', ' ', ',']);
        let day = parts.next();
        let time = parts.next().map(|t| t.trim().trim_end_matches("uur").trim()).and_then(parse_clock);
        let read = day.zip(time).and_then(|(day, time)| Some((parse_day(day, time, now)?, time)));
        match read {
            Some((day, time)) => {
                Self::local(day, time).map(|read| now.map_or(read, |(now, clock_day)| clock_day.which(read, now)))
            }
            None => now.and_then(|(now, clock_day)| spoken::spoken(bare, now, clock_day)).unwrap_or_else(|| {
                let hint = now.map_or(IN_FULL, |(_, clock_day)| clock_day.forms());
                Err(Error::usage(format!("«{bare}» is geen tijd.")).hint(hint))
            }),
        }
    }

    /// The moment `d` later (elapsed time, so across a clock change too).
    #[must_use]
    pub fn plus(self, d: Duration) -> Self {
        Self(self.0.checked_add_signed(d).unwrap_or(self.0))
    }

    /// The whole minute it falls in: what a person reads off a clock.
    #[must_use]
    pub fn minute(self) -> Self {
        self.plus(Duration::milliseconds(-self.0.timestamp_millis().rem_euclid(60_000)))
    }

    /// The first whole number of times `tempo` (in UTC) after this moment. Programs and clocks that look at
    /// such moments look together, and wake the machine once.
    #[must_use]
    pub fn next_multiple(self, tempo: Duration) -> Self {
        let size = tempo.num_milliseconds().max(1);
        self.plus(Duration::milliseconds(size - self.0.timestamp_millis().rem_euclid(size)))
    }

    /// Elapsed time since `earlier`; negative when that lies ahead.
    pub fn since(self, earlier: Self) -> Duration {
        self.0 - earlier.0
    }

    /// `ma 23-11 09:00`, for screens.
    pub fn short(self) -> String {
        let t = self.amsterdam();
        format!("{} {}{}", short_day(t.weekday()), t.format("%d-%m %H:%M"), self.which_hour())
    }

    /// `ma 23-11-2026 09:00`, for reports.
    pub fn long(self) -> String {
        let t = self.amsterdam();
        format!("{} {}{}", short_day(t.weekday()), t.format("%d-%m-%Y %H:%M"), self.which_hour())
    }

    /// `23-11-2026 09:00`, for a field: with seconds where it has any, and with which of two hours it is in the
    /// autumn night, so that it reads back as the same second.
    pub fn field(self) -> String {
        let t = self.amsterdam();
        let form = if t.second() == 0 { "%d-%m-%Y %H:%M" } else { "%d-%m-%Y %H:%M:%S" };
        format!("{}{}", t.format(form), self.which_hour())
    }

    /// Which of two hours it is, in the night in which one comes twice.
    fn which_hour(self) -> &'static str {
        match Amsterdam.from_local_datetime(&self.amsterdam().naive_local()) {
            LocalResult::Ambiguous(first, _) if first.naive_utc() == self.0.naive_utc() => " (zomertijd)",
            LocalResult::Ambiguous(..) => " (wintertijd)",
            LocalResult::Single(_) | LocalResult::None => "",
        }
    }

    /// A deadline on screen: midnight is written as 24:00 of the day that ends.
    pub fn as_termijn(self) -> String {
        let t = self.amsterdam();
        if t.hour() == 0 && t.minute() == 0 && t.second() == 0 {
            let day = t.date_naive().pred_opt().unwrap_or_else(|| t.date_naive());
            return format!("{} {} 24:00", short_day(day.weekday()), day.format("%d-%m"));
        }
        self.short()
    }

    /// A deadline in a column of nine, as seen from `now`: the clock of today, else with its day, and from a week
    /// away its date alone. Of an hour that comes twice it says which: `02:30z` is summer time.
    pub fn as_termijn_from(self, now: Self) -> String {
        let which = self.which_hour().get(2..3).unwrap_or_default();
        // Midnight is of the day that ends.
        let on = self.plus(Duration::milliseconds(-1)).date();
        let clock = match self.clock_time() {
            midnight if on != self.date() => midnight.replace("00:00", "24:00"),
            clock => format!("{clock}{which}"),
        };
        match (on - now.date()).num_days() {
            0 => clock,
            -6..=6 => format!("{} {clock}", short_day(on.weekday())),
            _ => on.format("%d-%m").to_string(),
        }
    }

    /// The clock in Amsterdam: `02:10`.
    pub fn clock_time(self) -> String {
        self.amsterdam().format("%H:%M").to_string()
    }
}

/// The two Dutch letters of a weekday.
pub const fn short_day(day: Weekday) -> &'static str {
    weekdays::of(day, SHORT_WEEKDAYS)
}

mod clock_day;
mod in_words;
mod spoken;
mod written;

pub use clock_day::ClockDay;
pub use in_words::day_name;
pub use written::happened_on;

use written::{parse_clock, parse_day, plausible, with_offset};

const IN_FULL: &str = "Schrijf bijvoorbeeld 2026-11-22T02:10 of 22-11-2026 02:10.";

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.log_form())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::from_rfc3339(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_exact_with_and_without_seconds() -> Result<()> {
        for (text, utc) in [
            ("2026-10-25T02:30+02:00", "2026-10-25T00:30:00.000Z"),
            ("2026-10-25T02:30+01:00", "2026-10-25T01:30:00.000Z"),
            ("25-10-2026 02:30+01:00", "2026-10-25T01:30:00.000Z"),
            ("2026-10-25T00:30Z", "2026-10-25T00:30:00.000Z"),
            ("2026-10-25 02:30:15-05:00", "2026-10-25T07:30:15.000Z"),
        ] {
            assert_eq!(Moment::parse(text, None)?.moment.log_form(), utc, "{text}");
        }
        for text in ["2026-10-25T02:30+25:00", "2026-10-25+01:00", "02:30+01:00", "é1:00Z", "+01:00", "Z"] {
            assert!(Moment::parse(text, None).is_err(), "{text}");
        }
        Ok(())
    }

    fn parse(t: &str) -> Result<ParsedMoment> {
        Moment::parse(t, Some(Moment::from_rfc3339("2026-11-22T02:15:00+01:00")?))
    }

    #[test]
    fn reads_what_officers_write() {
        for t in [
            "2026-11-22T02:10",
            "22-11-2026 02:10",
            "02:10",
            "0210",
            "2.10",
            "22-11 02:10",
            "2026-11-22T01:10:00Z",
            "22/11/2026, 02.10 uur",
        ] {
            assert_eq!(parse(t).map(|g| g.moment.rfc3339()), Ok("2026-11-22T02:10:00+01:00".to_owned()), "{t}");
        }
        for t in ["", "gisteren", "32-01-2026 10:00", "25:00", "2026-11-22", "-1:00", "99999-01-01 10:00"] {
            assert!(parse(t).is_err(), "{t}");
        }
    }

    #[test]
    fn a_bare_clock_time_knows_the_night() -> Result<()> {
        let now = |t: &str| Moment::from_rfc3339(&format!("2026-11-22T{t}:00+01:00"));
        for (text, when, clock_day, day) in [
            ("23:50", "00:10", ClockDay::Past, "2026-11-21T23:50"),
            ("02:10", "02:15", ClockDay::Past, "2026-11-22T02:10"),
            ("02:30", "02:15", ClockDay::Past, "2026-11-22T02:30"),
            ("12:10", "00:10", ClockDay::Past, "2026-11-22T12:10"),
            ("12:11", "00:10", ClockDay::Past, "2026-11-21T12:11"),
            ("00:10", "23:50", ClockDay::Past, "2026-11-22T00:10"),
            ("08:00", "23:50", ClockDay::Upcoming, "2026-11-23T08:00"),
            ("23:50", "00:10", ClockDay::Upcoming, "2026-11-22T23:50"),
        ] {
            let read = Moment::parse_on(text, Some((now(when)?, clock_day)))?;
            assert_eq!(read.moment.rfc3339(), format!("{day}:00+01:00"), "{text} om {when}");
        }
        Ok(())
    }

    #[test]
    fn the_spring_hour_is_refused_and_the_autumn_hour_is_the_first() {
        assert!(parse("2026-03-29 02:30").is_err());
        let two = parse("2026-10-25 02:30").map(|g| (g.moment.rfc3339(), g.doubled_hour));
        assert_eq!(two, Ok(("2026-10-25T02:30:00+02:00".to_owned(), true)));
        assert_eq!(parse("2026-10-25T02:30:00+01:00").map(|g| g.doubled_hour), Ok(false));
    }

    #[test]
    fn no_offset_leads_out_of_the_years_that_the_log_can_hold() {
        for t in
            ["9999-12-31T23:59:59-23:59", "3000-01-01T00:00:00Z", "1899-12-31T12:00:00Z", "0000-01-01T00:00:00+23:59"]
        {
            assert!(parse(t).is_err() && Moment::exact(t).is_none(), "{t}");
        }
    }

    #[test]
    fn midnight_is_the_end_of_the_day_before() {
        let m = Moment::from_rfc3339("2026-11-24T00:00:00+01:00").map(Moment::as_termijn);
        assert_eq!(m, Ok("ma 23-11 24:00".to_owned()));
    }
}
