//! The countdowns: one per open term per zaak, what is in force, and how close it is. Derived from
//! rules and facts; the moment of looking is always given from outside.

use std::cmp::Reverse;

use chrono::Duration;

use crate::{
    app::checklist::{Eigenaar, Staat, Stapregel},
    deadline::{self, Geldend, Grond, Termijn},
    domain::{
        fout::Fout, ids::Zaaknummer, moment::Moment, stap::Stap, termijnkeuze::Lezingkeuze, termijnsoort::TermijnSoort,
        zaak::Zaak,
    },
    rules::book::Regelboek,
};

/// How close a term is: word, sign and colour follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ernst {
    /// Passed.
    TeLaat,
    /// Within a quarter of an hour.
    Nu,
    /// Within the hour.
    Straks,
    /// Further away.
    OpTijd,
}

impl Ernst {
    /// How close something is with so much time left. The moment itself is late already: "vóór 12.00".
    pub fn van(rest: Duration) -> Self {
        if rest <= Duration::zero() {
            Self::TeLaat
        } else if rest <= Duration::minutes(15) {
            Self::Nu
        } else if rest <= Duration::minutes(60) {
            Self::Straks
        } else {
            Self::OpTijd
        }
    }

    /// The word on screen.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::TeLaat => "TE LAAT",
            Self::Nu => "NU",
            Self::Straks => "STRAKS",
            Self::OpTijd => "OP TIJD",
        }
    }

    /// The sign beside it, plain ASCII so that every terminal has it.
    pub const fn teken(self) -> &'static str {
        match self {
            Self::TeLaat => "!!",
            Self::Nu => "! ",
            Self::Straks => "> ",
            Self::OpTijd => "  ",
        }
    }
}

/// One term of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Klok {
    /// Of which case.
    pub zaak: Zaaknummer,
    /// The term with its readings.
    pub termijn: Termijn,
    /// Who is to meet it.
    pub eigenaar: Eigenaar,
    /// The moment in force: set by hand, or the chosen reading. Exclusive.
    pub uiterlijk: Moment,
    /// Why that moment.
    pub grond: Grond,
    /// When it was met; `None` while it runs.
    pub gehaald: Option<Moment>,
    /// True when its step is not needed any more.
    pub vervallen: bool,
}

impl Klok {
    /// True while it counts.
    pub const fn loopt(&self) -> bool {
        self.gehaald.is_none() && !self.vervallen
    }

    /// Time left at `nu`; negative when late.
    pub fn rest(&self, nu: Moment) -> Duration {
        self.uiterlijk.sinds(nu)
    }

    /// How close it is at `nu`.
    pub fn ernst(&self, nu: Moment) -> Ernst {
        Ernst::van(self.rest(nu))
    }
}

/// The step that meets a term.
pub const fn stap_van(soort: TermijnSoort) -> Stap {
    match soort {
        TermijnSoort::Mbv | TermijnSoort::Moa => Stap::Formulier,
        TermijnSoort::MoaFastNl => Stap::MoaFastNl,
        TermijnSoort::MoaEinde => Stap::EindeFormulier,
        TermijnSoort::ApDatalek => Stap::Ap,
    }
}

/// The terms of a case, what bites first in front.
///
/// # Errors
/// When the case's times contradict each other.
pub fn klokken(zaak: &Zaak, boek: &Regelboek, keuze: Lezingkeuze, lijst: &[Stapregel]) -> Result<Vec<Klok>, Fout> {
    let Some(rij) = zaak.rij() else { return Ok(Vec::new()) };
    let mut klokken: Vec<Klok> = deadline::termijnen(boek, rij, &zaak.tijden_voor(rij), zaak.kalender)?
        .into_iter()
        .map(|termijn| {
            let stelling = zaak.termijnkeuzes.get(&termijn.soort).map(|k| k.stelling);
            let Geldend { uiterlijk, grond } = Geldend::van(&termijn, keuze, stelling);
            let stap = lijst.iter().find(|s| s.stap == stap_van(termijn.soort));
            let eigenaar = stap.map_or(Eigenaar::Desk, |s| s.eigenaar);
            let (gehaald, vervallen) = match stap.map(|s| &s.staat) {
                Some(Staat::Gereed { op, .. }) => (op.or(Some(zaak.laatste)), false),
                Some(Staat::NietNodig(_)) => (None, true),
                Some(Staat::Open(_) | Staat::Klaar(_) | Staat::Wacht(_)) | None => (None, !zaak.is_open()),
            };
            Klok { zaak: zaak.nummer, termijn, eigenaar, uiterlijk, grond, gehaald, vervallen }
        })
        .collect();
    klokken.sort_by_key(|k| (Reverse(k.loopt()), k.uiterlijk));
    Ok(klokken)
}

/// Time left or elapsed as the officer reads it: seconds only within the hour, so that the screen
/// need not change more often than the eye can use.
pub fn duur(d: Duration) -> String {
    let s = d.num_seconds().abs();
    let (dagen, uren, minuten) = (s / 86_400, s / 3600 % 24, s / 60 % 60);
    if s < 3600 {
        format!("{minuten:02}:{:02}", s % 60)
    } else if dagen == 0 {
        format!("{uren}u{minuten:02}")
    } else {
        format!("{dagen}d {uren}u")
    }
}

/// Time that went by, in whole minutes of the wall clock, so that it changes when the clock does.
pub fn verstreken(sinds: Moment, nu: Moment) -> String {
    let m = nu.minuut().sinds(sinds.minuut()).num_minutes().max(0);
    match (m / 1440, m / 60 % 24, m % 60) {
        (0, 0, m) => format!("{m} min"),
        (0, u, m) => format!("{u}u{m:02}"),
        (d, u, _) => format!("{d}d {u}u"),
    }
}

/// Where [`Ernst`] changes, in milliseconds left.
const GRENZEN: [i64; 3] = [3_600_000, 900_000, 0];

/// The moment at which the text of [`duur`] or the [`Ernst`] next differs, for time left (`uiterlijk`
/// ahead) and for time past alike.
pub fn volgende_wissel(uiterlijk: Moment, nu: Moment) -> Moment {
    let rest = uiterlijk.sinds(nu).num_milliseconds();
    let stap = match rest.abs() {
        r if r < 3_601_000 => 1_000,
        r if r < 86_400_000 + 60_000 => 60_000,
        _ => 3_600_000,
    };
    let tot = match rest.rem_euclid(stap) {
        // Time left keeps its text until a whole step is used up, so it changes just past that; the
        // deadline itself, and the marks where it looks nearer, are changes of their own.
        tot if rest > 0 => GRENZEN.into_iter().map(|g| rest - g).filter(|r| *r > 0).fold(tot + 1, i64::min),
        // Time past changes on the whole step.
        0 => stap,
        tot => tot,
    };
    nu.plus(Duration::milliseconds(tot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wake_up_is_never_later_than_the_next_change() {
        proptest::proptest!(|(rest in -200_000_000i64..200_000_000)| {
            let Ok(nu) = Moment::uit_rfc3339("2026-11-22T02:10:00Z") else { return Ok(()) };
            let uiterlijk = nu.plus(Duration::milliseconds(rest));
            let wissel = volgende_wissel(uiterlijk, nu);
            proptest::prop_assert!(wissel > nu);
            let net_ervoor = wissel.plus(Duration::milliseconds(-1));
            proptest::prop_assert_eq!(duur(uiterlijk.sinds(net_ervoor)), duur(uiterlijk.sinds(nu)));
        });
    }

    #[test]
    fn durations_read_short() {
        assert_eq!(duur(Duration::seconds(754)), "12:34");
        assert_eq!(duur(Duration::seconds(3 * 3600 + 65)), "3u01");
        assert_eq!(duur(Duration::hours(-50)), "2d 2u");
    }
}
