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

use super::fout::{Fout, Uitkomst};

/// A point in time, UTC, cut to whole milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(DateTime<Utc>);

/// The day of a bare clock time: the night turns it over while the officer types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Klokdag {
    /// Of what happened: at 00:10 "23:50" was yesterday. Taken as of today while less than twelve hours
    /// ahead, so that a typing error of an hour is refused as future and not read as a day ago.
    Geweest,
    /// Of what is still to come: at 23:50 "08:00" is tomorrow.
    Komend,
}

impl Klokdag {
    fn dag(self, nu: Moment, tijd: NaiveTime) -> NaiveDate {
        let (vandaag, klok) = (nu.datum(), nu.amsterdam().time());
        let anders = match self {
            Self::Geweest if tijd - klok > Duration::hours(12) => vandaag.pred_opt(),
            Self::Komend if tijd < klok => vandaag.succ_opt(),
            Self::Geweest | Self::Komend => None,
        };
        anders.unwrap_or(vandaag)
    }
}

/// A moment as it was typed: exact, or the first of two equal clock times in the autumn night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gelezen {
    /// The moment itself.
    pub moment: Moment,
    /// True when the clock time exists twice that night and the first was taken.
    pub dubbel_uur: bool,
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
    pub fn datum(self) -> NaiveDate {
        self.amsterdam().date_naive()
    }

    /// The moment a local date and time stand for; of a doubled hour the first.
    ///
    /// # Errors
    /// When the clock skips that time in the spring night.
    pub fn lokaal(dag: NaiveDate, tijd: NaiveTime) -> Uitkomst<Gelezen> {
        match Amsterdam.from_local_datetime(&NaiveDateTime::new(dag, tijd)) {
            LocalResult::Single(t) => Ok(Gelezen { moment: Self(t.to_utc()), dubbel_uur: false }),
            LocalResult::Ambiguous(eerste, _) => Ok(Gelezen { moment: Self(eerste.to_utc()), dubbel_uur: true }),
            LocalResult::None => Err(Fout::gebruik(format!(
                "De tijd {} op {} bestaat niet: die nacht gaat de klok van 02:00 naar 03:00.",
                tijd.format("%H:%M"),
                dag.format("%d-%m-%Y")
            ))
            .hint("Geef een tijd vóór 02:00 of vanaf 03:00.")),
        }
    }

    /// RFC 3339 with seconds and Amsterdam's offset of that moment: the form of every answer.
    pub fn rfc3339(self) -> String {
        self.amsterdam().to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    /// RFC 3339 in UTC with milliseconds: the form in the log, which sorts as text.
    pub fn log_vorm(self) -> String {
        self.0.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// Reads [`Moment::log_vorm`] or any other RFC 3339 time.
    ///
    /// # Errors
    /// When the text is no RFC 3339 time.
    pub fn uit_rfc3339(tekst: &str) -> Uitkomst<Self> {
        DateTime::parse_from_rfc3339(tekst)
            .map(|t| Self::from_utc(t.to_utc()))
            .map_err(|_| Fout::gebruik(format!("«{tekst}» is geen tijd.")).hint(VOLUIT))
    }

    /// Reads an RFC 3339 time that somebody outside wrote; none for a year that no desk meets.
    pub fn exact(tekst: &str) -> Option<Self> {
        Self::uit_rfc3339(tekst).ok().filter(|m| denkbaar(m.datum()))
    }

    /// Reads a time as an officer or a script writes it. With an offset it is exact; without one it
    /// is Amsterdam's clock. `nu` stands for "nu" and fills in the date of a bare clock time, as of
    /// [`Klokdag::Geweest`].
    ///
    /// # Errors
    /// When the text is no time, or names a clock time that the spring night skips.
    pub fn lees(tekst: &str, nu: Option<Self>) -> Uitkomst<Gelezen> {
        Self::lees_op(tekst, nu.map(|nu| (nu, Klokdag::Geweest)))
    }

    /// As [`Moment::lees`], with the say on which day a bare clock time is of.
    ///
    /// # Errors
    /// As [`Moment::lees`].
    pub fn lees_op(tekst: &str, nu: Option<(Self, Klokdag)>) -> Uitkomst<Gelezen> {
        let kaal = tekst.trim();
        if let Some(moment) = Self::exact(kaal).or_else(|| met_verschuiving(kaal)) {
            return Ok(Gelezen { moment, dubbel_uur: false });
        }
        if let Some((nu, klokdag)) = nu {
            if kaal.eq_ignore_ascii_case("nu") {
                return Ok(Gelezen { moment: nu, dubbel_uur: false });
            }
            if let Some(tijd) = lees_klok(kaal) {
                return Self::lokaal(klokdag.dag(nu, tijd), tijd);
            }
        }
        let mut delen = kaal.splitn(2, ['T', 't', ' ', ',']);
        let dag = delen.next().and_then(|d| lees_dag(d, nu.map(|(nu, _)| nu)));
        let tijd = delen.next().map(|t| t.trim().trim_end_matches("uur").trim()).and_then(lees_klok);
        match (dag, tijd) {
            (Some(dag), Some(tijd)) => Self::lokaal(dag, tijd),
            _ => Err(Fout::gebruik(format!("«{kaal}» is geen tijd.")).hint(if nu.is_some() { VORMEN } else { VOLUIT })),
        }
    }

    /// The moment `d` later (elapsed time, so across a clock change too).
    #[must_use]
    pub fn plus(self, d: Duration) -> Self {
        Self(self.0.checked_add_signed(d).unwrap_or(self.0))
    }

    /// The whole minute it falls in: what a person reads off a clock.
    #[must_use]
    pub fn minuut(self) -> Self {
        self.plus(Duration::milliseconds(-self.0.timestamp_millis().rem_euclid(60_000)))
    }

    /// The first whole number of times `tempo` (in UTC) after this moment. Programs and clocks that look at
    /// such moments look together, and wake the machine once.
    #[must_use]
    pub fn volgende_maat(self, tempo: Duration) -> Self {
        let maat = tempo.num_milliseconds().max(1);
        self.plus(Duration::milliseconds(maat - self.0.timestamp_millis().rem_euclid(maat)))
    }

    /// Elapsed time since `eerder`; negative when that lies ahead.
    pub fn sinds(self, eerder: Self) -> Duration {
        self.0 - eerder.0
    }

    /// `ma 23-11 09:00`, for screens.
    pub fn kort(self) -> String {
        let t = self.amsterdam();
        format!("{} {}{}", dag_kort(t.weekday()), t.format("%d-%m %H:%M"), self.welk_uur())
    }

    /// `ma 23-11-2026 09:00`, for reports.
    pub fn lang(self) -> String {
        let t = self.amsterdam();
        format!("{} {}{}", dag_kort(t.weekday()), t.format("%d-%m-%Y %H:%M"), self.welk_uur())
    }

    /// Which of two hours it is, in the night in which one comes twice.
    fn welk_uur(self) -> &'static str {
        match Amsterdam.from_local_datetime(&self.amsterdam().naive_local()) {
            LocalResult::Ambiguous(eerste, _) if eerste.naive_utc() == self.0.naive_utc() => " (zomertijd)",
            LocalResult::Ambiguous(..) => " (wintertijd)",
            LocalResult::Single(_) | LocalResult::None => "",
        }
    }

    /// A deadline on screen: midnight is written as 24:00 of the day that ends.
    pub fn als_termijn(self) -> String {
        let t = self.amsterdam();
        if t.hour() == 0 && t.minute() == 0 && t.second() == 0 {
            let dag = t.date_naive().pred_opt().unwrap_or_else(|| t.date_naive());
            return format!("{} {} 24:00", dag_kort(dag.weekday()), dag.format("%d-%m"));
        }
        self.kort()
    }

    /// The clock in Amsterdam: `02:10`.
    pub fn klok(self) -> String {
        self.amsterdam().format("%H:%M").to_string()
    }
}

/// The two Dutch letters of a weekday.
pub const fn dag_kort(dag: Weekday) -> &'static str {
    match dag {
        Weekday::Mon => "ma",
        Weekday::Tue => "di",
        Weekday::Wed => "wo",
        Weekday::Thu => "do",
        Weekday::Fri => "vr",
        Weekday::Sat => "za",
        Weekday::Sun => "zo",
    }
}

const VOLUIT: &str = "Schrijf bijvoorbeeld 2026-11-22T02:10 of 22-11-2026 02:10.";
const VORMEN: &str = "Schrijf bijvoorbeeld 2026-11-22T02:10, 22-11-2026 02:10 of 02:10.";

/// A day and a clock time as people write them, with an offset right behind: the only way to name the
/// second of the two hours in the autumn night without writing seconds as well.
fn met_verschuiving(tekst: &str) -> Option<Moment> {
    let (lokaal, oost) = if let Some(lokaal) = tekst.strip_suffix(['Z', 'z']) {
        (lokaal, Duration::zero())
    } else {
        let (lokaal, achter) = tekst.split_at_checked(tekst.len().checked_sub(6)?)?;
        let (teken, uren) = achter.split_at_checked(1)?;
        let duur = lees_klok(uren)?.signed_duration_since(NaiveTime::MIN);
        match teken {
            "+" => (lokaal, duur),
            "-" => (lokaal, -duur),
            _ => return None,
        }
    };
    let (dag, tijd) = lokaal.split_once(['T', 't', ' '])?;
    let lokaal = lees_dag(dag, None)?.and_time(lees_klok(tijd.trim())?);
    Some(Moment::from_utc(lokaal.checked_sub_signed(oost)?.and_utc()))
}

fn lees_klok(tekst: &str) -> Option<NaiveTime> {
    let tekst = tekst.replace('.', ":");
    if !tekst.chars().all(|c| c.is_ascii_digit() || c == ':') {
        return None;
    }
    let delen: Vec<u32> = if tekst.contains(':') {
        tekst.split(':').map(str::parse).collect::<Result<_, _>>().ok()?
    } else if tekst.len() == 4 {
        let alles: u32 = tekst.parse().ok()?;
        vec![alles / 100, alles % 100]
    } else {
        return None;
    };
    match delen.as_slice() {
        [u, m] => NaiveTime::from_hms_opt(*u, *m, 0),
        [u, m, s] => NaiveTime::from_hms_opt(*u, *m, *s),
        _ => None,
    }
}

fn lees_dag(tekst: &str, nu: Option<Moment>) -> Option<NaiveDate> {
    let delen: Vec<i32> = tekst.split(['-', '/']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let maand_dag = |j: i32, m: i32, d: i32| NaiveDate::from_ymd_opt(j, u32::try_from(m).ok()?, u32::try_from(d).ok()?);
    let dag = match delen.as_slice() {
        [j, m, d] if *j >= 1000 => maand_dag(*j, *m, *d),
        [d, m, j] if *j >= 1000 => maand_dag(*j, *m, *d),
        [d, m] => maand_dag(nu?.datum().year(), *m, *d),
        _ => None,
    }?;
    Some(dag).filter(|d| denkbaar(*d))
}

/// Years far outside any file on a desk are typing errors; refusing them also keeps every sum in range,
/// and every moment in four digits: the log could not be read back with more.
fn denkbaar(dag: NaiveDate) -> bool {
    (1900..=2999).contains(&dag.year())
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.log_vorm())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let tekst = String::deserialize(d)?;
        Self::uit_rfc3339(&tekst).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_exact_with_and_without_seconds() -> Uitkomst<()> {
        for (tekst, utc) in [
            ("2026-10-25T02:30+02:00", "2026-10-25T00:30:00.000Z"),
            ("2026-10-25T02:30+01:00", "2026-10-25T01:30:00.000Z"),
            ("25-10-2026 02:30+01:00", "2026-10-25T01:30:00.000Z"),
            ("2026-10-25T00:30Z", "2026-10-25T00:30:00.000Z"),
            ("2026-10-25 02:30:15-05:00", "2026-10-25T07:30:15.000Z"),
        ] {
            assert_eq!(Moment::lees(tekst, None)?.moment.log_vorm(), utc, "{tekst}");
        }
        for tekst in ["2026-10-25T02:30+25:00", "2026-10-25+01:00", "02:30+01:00", "é1:00Z", "+01:00", "Z"] {
            assert!(Moment::lees(tekst, None).is_err(), "{tekst}");
        }
        Ok(())
    }

    fn lees(t: &str) -> Uitkomst<Gelezen> {
        Moment::lees(t, Some(Moment::uit_rfc3339("2026-11-22T02:15:00+01:00")?))
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
            assert_eq!(lees(t).map(|g| g.moment.rfc3339()), Ok("2026-11-22T02:10:00+01:00".to_owned()), "{t}");
        }
        for t in ["", "gisteren", "32-01-2026 10:00", "25:00", "2026-11-22", "-1:00", "99999-01-01 10:00"] {
            assert!(lees(t).is_err(), "{t}");
        }
    }

    #[test]
    fn a_bare_clock_time_knows_the_night() -> Uitkomst<()> {
        let nu = |t: &str| Moment::uit_rfc3339(&format!("2026-11-22T{t}:00+01:00"));
        for (tekst, om, klokdag, dag) in [
            ("23:50", "00:10", Klokdag::Geweest, "2026-11-21T23:50"),
            ("02:10", "02:15", Klokdag::Geweest, "2026-11-22T02:10"),
            ("02:30", "02:15", Klokdag::Geweest, "2026-11-22T02:30"),
            ("12:10", "00:10", Klokdag::Geweest, "2026-11-22T12:10"),
            ("12:11", "00:10", Klokdag::Geweest, "2026-11-21T12:11"),
            ("00:10", "23:50", Klokdag::Geweest, "2026-11-22T00:10"),
            ("08:00", "23:50", Klokdag::Komend, "2026-11-23T08:00"),
            ("23:50", "00:10", Klokdag::Komend, "2026-11-22T23:50"),
        ] {
            let gelezen = Moment::lees_op(tekst, Some((nu(om)?, klokdag)))?;
            assert_eq!(gelezen.moment.rfc3339(), format!("{dag}:00+01:00"), "{tekst} om {om}");
        }
        Ok(())
    }

    #[test]
    fn the_spring_hour_is_refused_and_the_autumn_hour_is_the_first() {
        assert!(lees("2026-03-29 02:30").is_err());
        let twee = lees("2026-10-25 02:30").map(|g| (g.moment.rfc3339(), g.dubbel_uur));
        assert_eq!(twee, Ok(("2026-10-25T02:30:00+02:00".to_owned(), true)));
        assert_eq!(lees("2026-10-25T02:30:00+01:00").map(|g| g.dubbel_uur), Ok(false));
    }

    #[test]
    fn no_offset_leads_out_of_the_years_that_the_log_can_hold() {
        for t in
            ["9999-12-31T23:59:59-23:59", "3000-01-01T00:00:00Z", "1899-12-31T12:00:00Z", "0000-01-01T00:00:00+23:59"]
        {
            assert!(lees(t).is_err() && Moment::exact(t).is_none(), "{t}");
        }
    }

    #[test]
    fn midnight_is_the_end_of_the_day_before() {
        let m = Moment::uit_rfc3339("2026-11-24T00:00:00+01:00").map(Moment::als_termijn);
        assert_eq!(m, Ok("ma 23-11 24:00".to_owned()));
    }
}
