//! An oracle for the form term that shares nothing with the program: days are counted from 1970 with
//! whole numbers, Easter follows Knuth, the clock changes follow the EU rule, and the readings are found by
//! walking day by day.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use piket::domain::termijnsoort::Kalender;

/// A local date, as days since 1970-01-01, and a minute of that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Burgerlijk {
    dag: i64,
    minuut: i64,
}

impl Burgerlijk {
    /// Midnight at the start of a date.
    pub fn dag(jaar: i64, maand: i64, dag: i64) -> Self {
        Self { dag: dagnummer(jaar, maand, dag), minuut: 0 }
    }

    /// Minutes since 1970 in UTC; of a doubled hour the first.
    pub fn utc_minuut(self) -> i64 {
        let lokaal = self.dag * 1440 + self.minuut;
        if zomertijd(lokaal - 120) { lokaal - 120 } else { lokaal - 60 }
    }

    /// The clock in Amsterdam at a minute since 1970 in UTC.
    pub fn uit_utc(minuut: i64) -> Self {
        let lokaal = minuut + if zomertijd(minuut) { 120 } else { 60 };
        Self { dag: lokaal.div_euclid(1440), minuut: lokaal.rem_euclid(1440) }
    }
}

/// Days since 1970-01-01, by summing the months.
fn dagnummer(jaar: i64, maand: i64, dag: i64) -> i64 {
    let schrikkels = |j: i64| j.div_euclid(4) - j.div_euclid(100) + j.div_euclid(400);
    let nieuwjaar = (jaar - 1970) * 365 + schrikkels(jaar - 1) - schrikkels(1969);
    let februari = 28 + schrikkels(jaar) - schrikkels(jaar - 1);
    let lengten = [31, februari, 31, 30, 31, 30, 31, 31, 30, 31, 30];
    let voor: i64 = lengten.iter().zip(1..maand).map(|(lengte, _)| lengte).sum();
    nieuwjaar + voor + dag - 1
}

/// Monday is 0; 1970 began on a Thursday.
fn weekdag(dag: i64) -> i64 {
    (dag + 3).rem_euclid(7)
}

/// Summer time runs from 01:00 UTC on the last Sunday of March to that of October.
fn zomertijd(utc_minuut: i64) -> bool {
    static ZOMERS: LazyLock<Vec<Range<i64>>> = LazyLock::new(|| {
        let wissel = |jaar, maand| {
            let laatste = dagnummer(jaar, maand, 31);
            (laatste - (weekdag(laatste) + 1) % 7) * 1440 + 60
        };
        (2020..2040).map(|jaar| wissel(jaar, 3)..wissel(jaar, 10)).collect()
    });
    let eerste = ZOMERS.partition_point(|zomer| zomer.end <= utc_minuut);
    ZOMERS.get(eerste).is_some_and(|zomer| zomer.contains(&utc_minuut))
}

/// Easter Sunday after Knuth, The Art of Computer Programming 1.3.2, exercise 14.
fn pasen(jaar: i64) -> i64 {
    let gulden = jaar % 19 + 1;
    let eeuw = jaar / 100 + 1;
    let (zon, maan) = (3 * eeuw / 4 - 12, (8 * eeuw + 5) / 25 - 5);
    let mut epacta = (11 * gulden + 20 + maan - zon).rem_euclid(30);
    if (epacta == 25 && gulden > 11) || epacta == 24 {
        epacta += 1;
    }
    let mut volle_maan = 44 - epacta;
    if volle_maan < 21 {
        volle_maan += 30;
    }
    let mut dag = dagnummer(jaar, 3, 1) + volle_maan;
    while weekdag(dag) != 6 {
        dag += 1;
    }
    dag
}

/// The feestdagen of one calendar, 2023–2034.
pub struct Orakel {
    feestdagen: BTreeSet<i64>,
}

impl Orakel {
    pub fn new(kalender: Kalender) -> Self {
        let mut feestdagen = BTreeSet::new();
        for jaar in 2023..=2034 {
            let koningsdag = dagnummer(jaar, 4, 27);
            feestdagen.insert(if weekdag(koningsdag) == 6 { koningsdag - 1 } else { koningsdag });
            for (maand, dag) in [(1, 1), (5, 5), (12, 25), (12, 26)] {
                feestdagen.insert(dagnummer(jaar, maand, dag));
            }
            for na_pasen in [1, 39, 50] {
                feestdagen.insert(pasen(jaar) + na_pasen);
            }
            if kalender == Kalender::Termijnenwet {
                feestdagen.insert(pasen(jaar) - 2);
            }
        }
        if kalender == Kalender::Termijnenwet {
            for (jaar, maand, dag) in [(2026, 1, 2), (2026, 5, 15), (2027, 5, 7), (2028, 4, 28), (2028, 5, 26)] {
                feestdagen.insert(dagnummer(jaar, maand, dag));
            }
        }
        Self { feestdagen }
    }

    /// The readings for a clock that starts here, the usual one first.
    pub fn lezingen(&self, start: Burgerlijk, uit: &mut Vec<Burgerlijk>) {
        uit.clear();
        let Burgerlijk { dag, minuut } = start;
        let feest = self.feestdagen.contains(&dag);
        let vrijdagavond = weekdag(dag) == 4 && minuut >= 17 * 60;
        if weekdag(dag) > 4 || vrijdagavond {
            if vrijdagavond {
                uit.push(self.werkdag_na(dag, 12));
            }
            let mut maandag = dag;
            while weekdag(maandag) != 0 {
                maandag += 1;
            }
            if self.feestdagen.contains(&maandag) {
                uit.push(self.werkdag_na(maandag, 9));
            }
            uit.push(Burgerlijk { dag: maandag, minuut: 9 * 60 });
            return;
        }
        let overdag = (9 * 60..17 * 60).contains(&minuut);
        if !feest && minuut < 9 * 60 {
            uit.push(Burgerlijk { dag, minuut: 12 * 60 });
        }
        if feest || !overdag {
            uit.push(self.werkdag_na(dag, 12));
        }
        if overdag {
            uit.push(Burgerlijk { dag: dag + 1, minuut: 0 });
        }
    }

    fn werkdag_na(&self, dag: i64, uur: i64) -> Burgerlijk {
        let mut volgende = dag + 1;
        while weekdag(volgende) > 4 || self.feestdagen.contains(&volgende) {
            volgende += 1;
        }
        Burgerlijk { dag: volgende, minuut: uur * 60 }
    }
}
