//! The table of readings for a form: which day and hour the clock starts decides when the form is
//! due (B.2 step 4). No text and no allocation here, so that millions of moments can be tried.

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Weekday};

use crate::{
    domain::{moment::Moment, termijnsoort::Kalender},
    rules::{
        book::{Leesregel, Regelboek},
        kalender::Kalenders,
        termijnregel::Formulieruren,
    },
};

/// One reading: the moment itself is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grens {
    /// Exclusive end of the term.
    pub uiterlijk: Moment,
    /// The reading it follows.
    pub regel: Leesregel,
}

/// The readings of one moment, the usual one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grenzen {
    gangbaar: Grens,
    tweede: Option<Grens>,
    derde: Option<Grens>,
    /// What is earlier where the officer's own days off do not count.
    zonder_eigen: Option<Grens>,
}

impl Grenzen {
    const fn een(gangbaar: Grens) -> Self {
        Self { gangbaar, tweede: None, derde: None, zonder_eigen: None }
    }

    const fn twee(gangbaar: Grens, tweede: Grens) -> Self {
        Self { gangbaar, tweede: Some(tweede), derde: None, zonder_eigen: None }
    }

    /// The usual reading.
    pub const fn gangbaar(&self) -> Grens {
        self.gangbaar
    }

    /// The earliest reading; of two at one moment the usual one.
    pub fn streng(&self) -> Grens {
        self.andere().fold(self.gangbaar, |eerst, g| if g.uiterlijk < eerst.uiterlijk { g } else { eerst })
    }

    /// The readings after the usual one; a moment already named does not return.
    pub fn andere(&self) -> impl Iterator<Item = Grens> + use<> {
        let eerste = self.gangbaar.uiterlijk;
        let tweede = self.tweede.filter(|g| g.uiterlijk != eerste);
        let derde = self.derde.filter(|g| g.uiterlijk != eerste && tweede.is_none_or(|t| t.uiterlijk != g.uiterlijk));
        tweede.into_iter().chain(derde).chain(self.zonder_eigen)
    }

    /// All readings, the usual one first.
    pub fn iter(&self) -> impl Iterator<Item = Grens> + use<> {
        std::iter::once(self.gangbaar).chain(self.andere())
    }
}

/// Where the hour falls against the office hours.
#[derive(Clone, Copy)]
enum Dagdeel {
    Ochtend,
    Kantoor,
    Avond,
}

/// What the table asks of a date.
#[derive(Clone, Copy)]
enum Dag {
    Werkdag,
    Feestdag,
    Weekend,
}

/// The readings of the form term for a clock that starts at `start`. The officer's own days off may add a
/// later one; what holds without them stays, when it is the earliest.
pub fn vorm_termijn(boek: &Regelboek, kalender: Kalender, start: Moment) -> Grenzen {
    let gelezen = |kalenders| vorm(kalenders, &boek.formulier, kalender, start);
    let grenzen = gelezen(&boek.kalenders);
    let zonder = boek.kalenders.zonder_eigen().map(|kalenders| gelezen(kalenders).streng().uiterlijk);
    let eerder = zonder.filter(|uiterlijk| *uiterlijk < grenzen.streng().uiterlijk);
    Grenzen { zonder_eigen: eerder.map(|uiterlijk| Grens { uiterlijk, regel: Leesregel::ZonderEigenDagen }), ..grenzen }
}

fn vorm(kalenders: &Kalenders, formulier: &Formulieruren, kalender: Kalender, start: Moment) -> Grenzen {
    let t = start.amsterdam();
    let (dag, tijd) = (t.date_naive(), t.time());
    let uren = &kalenders.kantooruren;
    let dagdeel = if tijd < uren.van {
        Dagdeel::Ochtend
    } else if tijd < uren.tot {
        Dagdeel::Kantoor
    } else {
        Dagdeel::Avond
    };
    let soort = match dag.weekday() {
        Weekday::Sat | Weekday::Sun => Dag::Weekend,
        _ if kalenders.is_werkdag(dag, kalender) => Dag::Werkdag,
        _ => Dag::Feestdag,
    };

    let volgende = |regel| Grens { uiterlijk: om(kalenders.volgende_werkdag(dag, kalender), formulier.werkdag), regel };
    let middernacht = |regel| Grens { uiterlijk: om(dag_erna(dag, 1), NaiveTime::MIN), regel };

    match (soort, dagdeel) {
        (Dag::Werkdag, Dagdeel::Kantoor) => Grenzen::een(middernacht(Leesregel::DezelfdeDag)),
        (Dag::Feestdag, Dagdeel::Kantoor) => {
            Grenzen::twee(volgende(Leesregel::Feestdag), middernacht(Leesregel::FeestdagAlsWeekdag))
        }
        (Dag::Werkdag, Dagdeel::Ochtend) => Grenzen::twee(
            Grens { uiterlijk: om(dag, formulier.werkdag), regel: Leesregel::VroegeOchtend },
            volgende(Leesregel::VroegeOchtendDagErna),
        ),
        (Dag::Werkdag | Dag::Feestdag, Dagdeel::Avond) if dag.weekday() == Weekday::Fri => {
            // Whether Friday evening is weekend the source does not say; both hold.
            let weekend = weekend(kalenders, formulier, kalender, dag);
            Grenzen {
                gangbaar: volgende(Leesregel::VolgendeWerkdag),
                tweede: Some(weekend.gangbaar),
                derde: weekend.tweede,
                zonder_eigen: None,
            }
        }
        (Dag::Feestdag, Dagdeel::Ochtend) | (Dag::Werkdag | Dag::Feestdag, Dagdeel::Avond) => {
            Grenzen::een(volgende(Leesregel::VolgendeWerkdag))
        }
        (Dag::Weekend, Dagdeel::Ochtend | Dagdeel::Kantoor | Dagdeel::Avond) => {
            weekend(kalenders, formulier, kalender, dag)
        }
    }
}

/// The readings of "maandagmorgen vóór 09.00 uur" seen from a Friday, Saturday or Sunday.
fn weekend(kalenders: &Kalenders, formulier: &Formulieruren, kalender: Kalender, dag: NaiveDate) -> Grenzen {
    let maandag = dag_erna(dag, 7 - u64::from(dag.weekday().num_days_from_monday()));
    let tijd = formulier.weekend;
    if kalenders.is_werkdag(maandag, kalender) {
        return Grenzen::een(Grens { uiterlijk: om(maandag, tijd), regel: Leesregel::Weekend });
    }
    let werkdag = kalenders.volgende_werkdag(maandag, kalender);
    Grenzen::twee(
        Grens { uiterlijk: om(werkdag, tijd), regel: Leesregel::WeekendNaFeestdag },
        Grens { uiterlijk: om(maandag, tijd), regel: Leesregel::WeekendLetterlijk },
    )
}

fn dag_erna(dag: NaiveDate, dagen: u64) -> NaiveDate {
    dag.checked_add_days(Days::new(dagen)).unwrap_or(dag)
}

/// The moment of a wall-clock time in Amsterdam. Clocks skip at night, long before 09:00, but in
/// the first half of the last century now and then at midnight: then the first hour that exists counts.
fn om(dag: NaiveDate, tijd: NaiveTime) -> Moment {
    (0..=3)
        .find_map(|uur| Moment::lokaal(dag, tijd + Duration::hours(uur)).ok())
        .map_or_else(|| Moment::from_utc(dag.and_time(tijd).and_utc()), |g| g.moment)
}
