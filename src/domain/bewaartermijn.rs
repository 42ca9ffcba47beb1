//! How long texts are kept. The sources fix no term, so it is a setting, and the setting is to ask:
//! nothing is ever destroyed because a day has come.

use std::{fmt, str::FromStr};

use chrono::{Days, Duration, Months};

use super::{
    fout::{Fout, Uitkomst},
    ids::{Meldingnummer, Zaaknummer},
    moment::Moment,
};

/// The term of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bewaartermijn {
    /// The officer decides, at the handover.
    #[default]
    Vraag,
    /// So many days after it was finished.
    Dagen(u32),
    /// So many calendar months after it was finished, in Amsterdam: after 31 January comes 28 February.
    Maanden(u32),
}

impl Bewaartermijn {
    /// When the term of something finished at `klaar` ends; `None` where somebody must decide.
    pub fn einde(self, klaar: Moment) -> Option<Moment> {
        match self {
            Self::Vraag => None,
            Self::Dagen(dagen) => Some(klaar.plus(Duration::days(i64::from(dagen)))),
            Self::Maanden(maanden) => {
                let t = klaar.amsterdam();
                let dag = t.date_naive().checked_add_months(Months::new(maanden))?;
                // An hour that the clock skips there is passed the day after.
                let einde = Moment::lokaal(dag, t.time()).or_else(|_| Moment::lokaal(dag + Days::new(1), t.time()));
                einde.ok().map(|gelezen| gelezen.moment)
            }
        }
    }
}

impl FromStr for Bewaartermijn {
    type Err = Fout;

    fn from_str(tekst: &str) -> Uitkomst<Self> {
        let delen: Vec<&str> = tekst.split_whitespace().collect();
        match delen.as_slice() {
            ["vraag"] => Some(Self::Vraag),
            [aantal, "dag" | "dagen"] => aantal.parse().ok().filter(|n| (1..=36_525).contains(n)).map(Self::Dagen),
            [aantal, "maand" | "maanden"] => aantal.parse().ok().filter(|n| (1..=1200).contains(n)).map(Self::Maanden),
            [aantal, "jaar"] => {
                let jaren = aantal.parse().ok().filter(|n| (1..=100_u32).contains(n));
                jaren.map(|n| Self::Maanden(n * 12))
            }
            _ => None,
        }
        .ok_or_else(|| Fout::gebruik(format!("«{tekst}» is geen bewaartermijn.")))
    }
}

/// What has a term of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bewaarobject {
    /// A case, with the reports in it.
    Zaak(Zaaknummer),
    /// A report that was set aside.
    Melding(Meldingnummer),
}

impl fmt::Display for Bewaarobject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zaak(nummer) => nummer.fmt(f),
            Self::Melding(nummer) => nummer.fmt(f),
        }
    }
}

impl FromStr for Bewaarobject {
    type Err = Fout;

    fn from_str(tekst: &str) -> Uitkomst<Self> {
        if tekst.starts_with(['M', 'm']) { tekst.parse().map(Self::Melding) } else { tekst.parse().map(Self::Zaak) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_reads_and_ends_as_it_says() -> Uitkomst<()> {
        let klaar = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
        assert_eq!("vraag".parse::<Bewaartermijn>()?.einde(klaar), None);
        let einde = "90 dagen".parse::<Bewaartermijn>()?.einde(klaar);
        assert_eq!(einde, Some(Moment::uit_rfc3339("2027-02-20T02:10:00+01:00")?));
        for (termijn, begin, eind) in [
            ("1 maand", "2026-01-31T12:00:00+01:00", "2026-02-28T12:00:00+01:00"),
            ("6 maanden", "2026-11-22T02:10:00+01:00", "2027-05-22T02:10:00+02:00"),
            ("2 jaar", "2026-11-22T02:10:00+01:00", "2028-11-22T02:10:00+01:00"),
            // That night has no half past two.
            ("1 jaar", "2025-03-29T02:30:00+01:00", "2026-03-30T02:30:00+02:00"),
        ] {
            let einde = termijn.parse::<Bewaartermijn>()?.einde(Moment::uit_rfc3339(begin)?);
            assert_eq!(einde, Some(Moment::uit_rfc3339(eind)?), "{termijn}");
        }
        for fout in [
            "",
            "0 dagen",
            "0 jaar",
            "1201 maanden",
            "2 jaren oud",
            "dagen",
            "90",
            "-1 dagen",
            "99999 dagen",
            "twee dagen",
        ] {
            assert!(fout.parse::<Bewaartermijn>().is_err(), "{fout}");
        }
        assert_eq!("m12".parse::<Bewaarobject>()?, Bewaarobject::Melding(Meldingnummer(12)));
        assert_eq!("2026-W47-03".parse::<Bewaarobject>()?.to_string(), "2026-W47-03");
        Ok(())
    }
}
