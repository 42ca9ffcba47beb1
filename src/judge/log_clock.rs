//! The clock of the machine beside the log: what was recorded has been, so a clock that stands before it is wrong. How far
//! the log lags behind says nothing: it may lie still for years.

use chrono::Duration;

use crate::domain::moment::Moment;

/// The clocks of two machines that wrote in one log may differ so much.
const LEEWAY: Duration = Duration::minutes(5);

/// True where something that has begun lies so far ahead of `now` that the clock must be wrong.
pub fn is_before(begun: Moment, now: Moment) -> bool {
    begun.since(now) > LEEWAY
}

/// What is amiss with a clock that says `now`, where the newest entry was recorded at `newest`.
pub fn behind(newest: Option<Moment>, now: Moment) -> Option<String> {
    let newest = newest.filter(|newest| is_before(*newest, now))?;
    Some(format!(
        "De klok staat achter: het is {}, en in het logboek staat al iets van {}. Zet haar gelijk; tot dan kloppen de \
         termijnen niet.",
        now.long(),
        newest.long()
    ))
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::{behind, is_before};
    use crate::domain::{error::Result, moment::Moment};

    #[test]
    fn what_began_a_moment_ago_by_another_clock_is_no_reason_to_doubt() -> Result<()> {
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        for (ahead, wrong) in [(-60, false), (0, false), (1, false), (300, false), (301, true)] {
            assert_eq!(is_before(now.plus(Duration::seconds(ahead)), now), wrong, "{ahead}");
        }
        Ok(())
    }

    #[test]
    fn only_a_clock_that_stands_before_the_log_is_wrong() -> Result<()> {
        let at = Moment::from_rfc3339;
        let newest = Some(at("2026-11-22T02:10:00+01:00")?);
        for (now, wrong) in [
            ("1999-01-01T00:00:00+01:00", true),
            ("2026-11-21T22:00:00+01:00", true),
            ("2026-11-22T02:04:59+01:00", true),
            ("2026-11-22T02:05:00+01:00", false),
            ("2026-11-22T02:10:00+01:00", false),
            ("2031-01-01T00:00:00+01:00", false),
        ] {
            assert_eq!(behind(newest, at(now)?).is_some(), wrong, "{now}");
            assert_eq!(behind(None, at(now)?), None);
        }
        Ok(())
    }
}
