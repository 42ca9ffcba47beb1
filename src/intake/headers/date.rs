//! The Date of a mail, read strictly: mailers, scripts and people write it in many ways, and a moment that is
//! guessed is worse than none, because terms are counted from it. What is not understood whole is no date.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

use crate::{domain::moment::Moment, intake::reading_words::READING};

/// Bytes of a header that may hold a date.
const MAX_LEN: usize = 200;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Months that Dutch spells otherwise from the third letter on, with their number.
const DUTCH_MONTHS: [(&str, u32); 4] = [("mrt", 3), ("maa", 3), ("mei", 5), ("okt", 10)];
/// Names of zones and their hours from UTC.
const ZONES: [(&str, i32); 19] = [
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 1),
    ("bst", 1),
    ("cet", 1),
    ("met", 1),
    ("cest", 2),
    ("mest", 2),
    ("eet", 2),
    ("eest", 3),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("pst", -8),
    ("pdt", -7),
];

/// The moment that a Date header or the end of a Received header names; `None` when any of it is not
/// understood, or when it names no time zone.
pub fn read(raw: &str) -> Option<Moment> {
    let raw = without_comments(raw.get(..raw.len().min(MAX_LEN)).unwrap_or(raw));
    let mut date = DateParts::default();
    for (place, word) in raw.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).enumerate() {
        date.word(place, word)?;
    }
    date.moment()
}

/// Without what stands between brackets, such as the name of the zone.
fn without_comments(raw: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[derive(Debug, Default)]
struct DateParts {
    day: Option<u32>,
    month: Option<u32>,
    year: Option<i32>,
    time: Option<NaiveTime>,
    /// Half a day more, or none, where the clock has twelve hours.
    afternoon: Option<bool>,
    zone: Option<FixedOffset>,
}

impl DateParts {
    /// One word; `None` when it cannot be placed.
    fn word(&mut self, place: usize, word: &str) -> Option<()> {
        let lower = word.trim_end_matches('.').to_lowercase();
        if let Some((date, time)) = lower.split_once('t').filter(|(date, _)| date.len() == 10 && date.contains('-')) {
            self.iso_day(date)?;
            return self.time_and_zone(time);
        }
        if lower.contains(':') && lower.starts_with(|c: char| c.is_ascii_digit()) {
            return self.time_and_zone(&lower);
        }
        if lower.chars().all(|c| c.is_ascii_digit()) {
            return self.number(&lower);
        }
        if lower.len() == 10 && lower.contains('-') && lower.starts_with(|c: char| c.is_ascii_digit()) {
            return self.iso_day(&lower);
        }
        // "06-Oct-2026" in one word.
        if let [day, month, year] = *lower.split('-').collect::<Vec<_>>()
            && !day.is_empty()
        {
            self.number(day)?;
            self.month = Some(month_number(month)?);
            return self.number(year);
        }
        match lower.as_str() {
            word if READING.beside_a_date.contains(&word) => Some(()),
            "am" | "pm" => set(&mut self.afternoon, lower == "pm"),
            _ if self.time.is_some() => set(&mut self.zone, zone(&lower)?),
            _ => match month_number(&lower) {
                Some(month) => set(&mut self.month, month),
                // The name of the day may stand first, and adds nothing.
                None => (place == 0 && lower.chars().all(char::is_alphabetic)).then_some(()),
            },
        }
    }

    fn number(&mut self, digits: &str) -> Option<()> {
        let value: u32 = digits.parse().ok()?;
        match digits.len() {
            1 | 2 if self.day.is_none() => set(&mut self.day, value),
            2 => set(&mut self.year, i32::try_from(value).ok()? + if value < 70 { 2000 } else { 1900 }),
            4 => set(&mut self.year, i32::try_from(value).ok()?),
            _ => None,
        }
    }

    fn iso_day(&mut self, text: &str) -> Option<()> {
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        let [year, month, day] = *day.to_string().split('-').filter_map(|p| p.parse::<u32>().ok()).collect::<Vec<_>>()
        else {
            return None;
        };
        set(&mut self.year, i32::try_from(year).ok()?)?;
        set(&mut self.month, month)?;
        set(&mut self.day, day)
    }

    /// `09:30`, `09:30:32.5`, with or without the zone stuck to it.
    fn time_and_zone(&mut self, text: &str) -> Option<()> {
        let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(text.len());
        let (clock, rest) = text.split_at(end);
        let whole = clock.split('.').next()?;
        // A leap second is the last one of its minute.
        let whole = whole.strip_suffix(":60").map_or_else(|| whole.to_owned(), |minute| format!("{minute}:59"));
        let time = ["%H:%M:%S", "%H:%M"].into_iter().find_map(|form| NaiveTime::parse_from_str(&whole, form).ok())?;
        set(&mut self.time, time)?;
        match rest {
            "" => Some(()),
            "am" | "pm" => set(&mut self.afternoon, rest == "pm"),
            rest => set(&mut self.zone, zone(rest)?),
        }
    }

    fn moment(self) -> Option<Moment> {
        let mut time = self.time?;
        if let Some(afternoon) = self.afternoon {
            use chrono::Timelike;
            let hour = time.hour();
            let twelve = (1..=12).contains(&hour).then_some(hour % 12)?;
            time = time.with_hour(twelve + if afternoon { 12 } else { 0 })?;
        }
        let local = NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)?.and_time(time);
        let moment: DateTime<FixedOffset> = local.and_local_timezone(self.zone?).single()?;
        (1990..=2999).contains(&self.year?).then(|| Moment::from_utc(moment.to_utc()))
    }
}

/// Fills what is empty; twice the same part is no date.
fn set<T>(part: &mut Option<T>, value: T) -> Option<()> {
    part.is_none().then(|| *part = Some(value))
}

fn month_number(word: &str) -> Option<u32> {
    let start = word.get(..3).filter(|_| word.chars().all(char::is_alphabetic))?;
    let dutch = DUTCH_MONTHS.iter().find(|(name, _)| *name == start).map(|(_, number)| *number);
    dutch.or_else(|| MONTHS.iter().zip(1..).find(|(name, _)| **name == start).map(|(_, number)| number))
}

/// `+0200`, `+02:00`, `gmt+1`, `cest`.
fn zone(word: &str) -> Option<FixedOffset> {
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
        return FixedOffset::east_opt(hours * 3600);
    }
    let bare = ["gmt", "utc", "ut"].into_iter().find_map(|name| word.strip_prefix(name)).unwrap_or(word);
    let (sign, digits) = match bare.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-" | "−", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() <= 2 => (digits, "0"),
        None if digits.len() == 4 => digits.split_at(2),
        None => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let usable = (0..=14).contains(&hours) && (0..60).contains(&minutes);
    usable.then(|| FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moment_in_the_ways_it_is_written() {
        for text in [
            "Tue, 6 Oct 2026 10:30:32 +0200",
            "6 Oct 2026 at 09:30:32 GMT+1",
            "Tuesday, October 6, 2026 at 10:30:32 AM CEST",
            "dinsdag 6 oktober 2026 om 10:30:32 +02:00",
            "Tue, 06 Oct 26 08:30:32 GMT (UTC)",
            "2026-10-06T08:30:32Z",
            "2026-10-06 10:30:32.125 +0200",
            "06-Oct-2026 10:30:32 +0200",
            "Tue Oct  6 10:30:32 MEST 2026",
            "di, 6 okt. 2026 10:30:32 +0200",
        ] {
            assert_eq!(read(text).map(Moment::rfc3339).as_deref(), Some("2026-10-06T10:30:32+02:00"), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_no_date() {
        for text in [
            "",
            "gisteren",
            "6 Oct 2026 10:30:32",
            "6 Oct 2026 +0200",
            "6 Oct 2026 10:30 XYZ",
            "31 Feb 2026 10:30:00 +0100",
            "6 Oct 2026 25:00:00 +0100",
            "6 Oct 0226 10:00:00 +0100",
            "06/10/2026 10:30 +0200",
            "6 Oct 2026 10:30 11:30 +0200",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
