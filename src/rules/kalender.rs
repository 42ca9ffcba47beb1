//! Which days are werkdagen and which hours are kantooruren. The rules on the year are worked out
//! once for the years an officer meets, since the countdown asks again and again; any other year is
//! worked out when asked.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::{
    feestdag::{Feestdag, kalendersleutels},
    lezer::{Lezer, Tabel},
    regelfout::Regelfout,
};
use crate::domain::{moment::Moment, termijnsoort::Kalender};

/// Office hours, Monday to Friday, Amsterdam: from and including `van`, up to and excluding `tot`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kantooruren {
    /// First moment inside.
    pub van: NaiveTime,
    /// First moment outside.
    pub tot: NaiveTime,
    /// Where the hours stand.
    pub bron: String,
}

/// What kind of day a date is, in one calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dagsoort<'a> {
    /// Monday to Friday, no feestdag.
    Werkdag,
    /// Monday to Friday, with the name of the feestdag.
    Feestdag(&'a str),
    /// Saturday or Sunday, feestdag or not.
    Weekend,
}

/// Office hours and both calendars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kalenders {
    /// The hours in which the zorginkoper is phoned instead of the desk.
    pub kantooruren: Kantooruren,
    feestdagen: Vec<Feestdag>,
    gelijkgesteld: Gelijkgesteld,
    eigen: Vec<EigenDag>,
    /// The same without the officer's own days, where there are any.
    zonder_eigen: Option<Box<Self>>,
    jaren: Vec<Jaar>,
}

/// A day off that only this officer's settings know; it counts as a feestdag in every calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EigenDag {
    /// The date.
    pub datum: NaiveDate,
    /// Its name, with what says that it is the officer's own.
    pub naam: String,
}

/// Days equated with a feestdag by decision, known for some years only.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gelijkgesteld {
    kalender: Kalender,
    bekend_van: i32,
    bekend_tot: i32,
    reden: String,
    dagen: Vec<(NaiveDate, String)>,
}

/// The feestdagen of one year as a bit per day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Jaar {
    cao_rijk: Dagkaart,
    termijnenwet: Dagkaart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Dagkaart([u64; 6]);

/// The years worked out beforehand.
const EERSTE_JAAR: i32 = 2000;
const LAATSTE_JAAR: i32 = 2060;

/// The embedded calendars.
pub(super) const INGEBOUWD: &str = include_str!("../../assets/rules/kalender.toml");

impl Kalenders {
    /// The embedded calendars, read when they are first asked for.
    pub fn ingebouwd() -> &'static Self {
        static KALENDERS: LazyLock<Kalenders> = LazyLock::new(|| match Kalenders::uit(INGEBOUWD, "kalender.toml") {
            (Some(kalenders), _) => kalenders,
            (None, fouten) => Regelfout::in_eigen_gegevens(&fouten),
        });
        &KALENDERS
    }

    /// Reads a calendar file, given as text and name, with all its faults.
    pub(super) fn uit(toml: &str, bestand: &str) -> (Option<Self>, Vec<Regelfout>) {
        let lezer = Lezer::new(bestand, toml);
        let boom = lezer.ontleed();
        let kalenders = Self::lees(&Tabel::new(&lezer, "", boom.get_ref(), 0));
        (kalenders, lezer.klaar())
    }

    /// The name of the feestdag a date is in this calendar; also in a weekend.
    pub fn feestdag(&self, datum: NaiveDate, kalender: Kalender) -> Option<&str> {
        let vast = self.feestdagen.iter().find(|f| f.telt_in(kalender) && f.in_jaar(datum.year()) == Some(datum));
        let eigen = || self.eigen.iter().find(|d| d.datum == datum).map(|d| d.naam.as_str());
        vast.map(|f| f.naam.as_str()).or_else(|| self.gelijkgesteld.naam(datum, kalender)).or_else(eigen)
    }

    /// The feestdagen of a year in this calendar, in order; also those in a weekend.
    pub fn feestdagen(&self, jaar: i32, kalender: Kalender) -> impl Iterator<Item = (NaiveDate, &str)> {
        dagen_van(jaar).filter_map(move |dag| self.feestdag(dag, kalender).map(|naam| (dag, naam)))
    }

    /// How many werkdagen each month of a year has, January first.
    pub fn werkdagen(&self, jaar: i32, kalender: Kalender) -> [u32; 12] {
        let mut maanden = [0; 12];
        for dag in dagen_van(jaar).filter(|dag| self.is_werkdag(*dag, kalender)) {
            if let Some(maand) = usize::try_from(dag.month0()).ok().and_then(|m| maanden.get_mut(m)) {
                *maand += 1;
            }
        }
        maanden
    }

    /// The same calendars with the officer's own days.
    #[must_use]
    pub fn met_eigen(mut self, eigen: &[EigenDag]) -> Self {
        self.zonder_eigen = (!eigen.is_empty()).then(|| Box::new(self.clone()));
        self.eigen = eigen.to_vec();
        self.jaren = (EERSTE_JAAR..=LAATSTE_JAAR).map(|jaar| self.jaar(jaar)).collect();
        self
    }

    /// What the calendars say by themselves, where the officer's own days say otherwise.
    pub fn zonder_eigen(&self) -> Option<&Self> {
        self.zonder_eigen.as_deref()
    }

    /// True on Monday to Friday when the calendar has no feestdag.
    pub fn is_werkdag(&self, datum: NaiveDate, kalender: Kalender) -> bool {
        !is_weekend(datum) && !self.is_feestdag(datum, kalender)
    }

    /// The kind of day, with the name of the feestdag.
    pub fn dagsoort(&self, datum: NaiveDate, kalender: Kalender) -> Dagsoort<'_> {
        if is_weekend(datum) {
            return Dagsoort::Weekend;
        }
        self.feestdag(datum, kalender).map_or(Dagsoort::Werkdag, Dagsoort::Feestdag)
    }

    /// The first werkdag after a date.
    pub fn volgende_werkdag(&self, na: NaiveDate, kalender: Kalender) -> NaiveDate {
        na.iter_days().skip(1).find(|dag| self.is_werkdag(*dag, kalender)).unwrap_or(na)
    }

    /// True on a werkdag between the office hours: the zorginkoper is at the phone.
    pub fn in_kantooruren(&self, moment: Moment, kalender: Kalender) -> bool {
        let t = moment.amsterdam();
        self.kantooruren.bevat(t.time()) && self.is_werkdag(t.date_naive(), kalender)
    }

    /// From October on, a warning about the year to come, while there is time to look its days up.
    pub fn onzeker_straks(&self, nu: Moment, kalender: Kalender) -> Option<String> {
        let vandaag = nu.datum();
        self.onzeker(vandaag.year(), kalender)
            .or_else(|| self.onzeker(vandaag.year() + 1, kalender).filter(|_| vandaag.month() >= 10))
    }

    /// A warning when the calendar may miss days in a year, because only a decision names them.
    pub fn onzeker(&self, jaar: i32, kalender: Kalender) -> Option<String> {
        let g = &self.gelijkgesteld;
        let onbekend = kalender == g.kalender && !(g.bekend_van..=g.bekend_tot).contains(&jaar);
        onbekend.then(|| {
            format!(
                "Kalender {kalender}: {} zijn hier bekend van {} tot en met {}; toets {jaar} zelf.",
                g.reden, g.bekend_van, g.bekend_tot
            )
        })
    }

    fn is_feestdag(&self, datum: NaiveDate, kalender: Kalender) -> bool {
        let plek = usize::try_from(datum.year() - EERSTE_JAAR).ok();
        match plek.and_then(|i| self.jaren.get(i)) {
            Some(jaar) => jaar.kaart(kalender).bevat(datum),
            None => self.feestdag(datum, kalender).is_some(),
        }
    }

    fn jaar(&self, jaar: i32) -> Jaar {
        let mut kaarten = Jaar::default();
        for kalender in Kalender::ALLE {
            let vast = self.feestdagen.iter().filter(|f| f.telt_in(kalender)).filter_map(|f| f.in_jaar(jaar));
            let besluit = self.gelijkgesteld.dagen.iter().map(|(dag, _)| *dag);
            let besluit = besluit.filter(|dag| dag.year() == jaar && kalender == self.gelijkgesteld.kalender);
            let eigen = self.eigen.iter().map(|d| d.datum).filter(|dag| dag.year() == jaar);
            for datum in vast.chain(besluit).chain(eigen) {
                kaarten.kaart_mut(kalender).zet(datum);
            }
        }
        kaarten
    }

    fn lees(t: &Tabel<'_>) -> Option<Self> {
        let kantooruren = t.tabel("kantooruren", "kantooruren").and_then(|t| Kantooruren::lees(&t));
        let feestdagen = t.tabellen("feestdag", "feestdag").iter().filter_map(Feestdag::lees).collect();
        let gelijkgesteld = t.tabel("gelijkgesteld", "gelijkgesteld").and_then(|t| Gelijkgesteld::lees(&t));
        let kalenders = Self {
            kantooruren: kantooruren?,
            feestdagen,
            gelijkgesteld: gelijkgesteld?,
            eigen: Vec::new(),
            zonder_eigen: None,
            jaren: Vec::new(),
        };
        Some(kalenders.met_eigen(&[]))
    }
}

impl Kantooruren {
    /// True from `van` up to `tot`.
    pub fn bevat(&self, tijd: NaiveTime) -> bool {
        (self.van..self.tot).contains(&tijd)
    }

    fn lees(t: &Tabel<'_>) -> Option<Self> {
        let (van, tot, bron) = (t.klok("van"), t.klok("tot"), t.tekst("bron"));
        let uren = Self { van: van?, tot: tot?, bron: bron? };
        if uren.van >= uren.tot {
            t.fout("tot", "De kantooruren eindigen niet na hun begin.");
        }
        Some(uren)
    }
}

impl Gelijkgesteld {
    fn naam(&self, datum: NaiveDate, kalender: Kalender) -> Option<&str> {
        let dagen = (kalender == self.kalender).then_some(&self.dagen)?;
        dagen.iter().find(|(dag, _)| *dag == datum).map(|(_, naam)| naam.as_str())
    }

    fn lees(t: &Tabel<'_>) -> Option<Self> {
        let kalender = t.keuze("kalender", &kalendersleutels());
        let (bekend_van, bekend_tot) = (t.getal("bekend_van", 1900..3000), t.getal("bekend_tot", 1900..3000));
        let reden = t.tekst("reden");
        let mut dagen: Vec<(NaiveDate, String)> = Vec::new();
        for rij in t.tabellen("dagen", "gelijkgesteld.dagen") {
            let (datum, naam) = (rij.datum("datum"), rij.tekst("naam"));
            let (Some(datum), Some(naam)) = (datum, naam) else { continue };
            if dagen.iter().any(|(dag, _)| *dag == datum) {
                rij.fout("datum", "Deze dag staat er al.");
            }
            if let (Some(van), Some(tot)) = (bekend_van, bekend_tot)
                && !(van..=tot).contains(&datum.year())
            {
                rij.fout("datum", format!("Deze dag valt buiten de bekende jaren {van} tot en met {tot}."));
            }
            dagen.push((datum, naam));
        }
        Some(Self { kalender: kalender?, bekend_van: bekend_van?, bekend_tot: bekend_tot?, reden: reden?, dagen })
    }
}

impl Jaar {
    const fn kaart(&self, kalender: Kalender) -> &Dagkaart {
        match kalender {
            Kalender::CaoRijk => &self.cao_rijk,
            Kalender::Termijnenwet => &self.termijnenwet,
        }
    }

    const fn kaart_mut(&mut self, kalender: Kalender) -> &mut Dagkaart {
        match kalender {
            Kalender::CaoRijk => &mut self.cao_rijk,
            Kalender::Termijnenwet => &mut self.termijnenwet,
        }
    }
}

impl Dagkaart {
    fn zet(&mut self, datum: NaiveDate) {
        let (woord, bit) = plek(datum);
        if let Some(woord) = self.0.get_mut(woord) {
            *woord |= bit;
        }
    }

    fn bevat(&self, datum: NaiveDate) -> bool {
        let (woord, bit) = plek(datum);
        self.0.get(woord).is_some_and(|w| w & bit != 0)
    }
}

fn dagen_van(jaar: i32) -> impl Iterator<Item = NaiveDate> {
    let eerste = NaiveDate::from_ymd_opt(jaar, 1, 1);
    eerste.into_iter().flat_map(|dag| dag.iter_days()).take_while(move |dag| dag.year() == jaar)
}

fn plek(datum: NaiveDate) -> (usize, u64) {
    let dag = datum.ordinal0();
    (usize::try_from(dag / 64).unwrap_or(usize::MAX), 1 << (dag % 64))
}

fn is_weekend(datum: NaiveDate) -> bool {
    matches!(datum.weekday(), Weekday::Sat | Weekday::Sun)
}
