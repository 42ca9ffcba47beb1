//! Random weeks: cases come, move, end and come back; the officer sees and puts off; the laptop sleeps,
//! the clock jumps, programs close and die with an alarm in their hands. At every moment every alarm that
//! was planned is accounted for, and every open term has its next one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use piket::{
    app::wekkerboek::{Gat, Ronde, SPELING, Toon, Wekdoel, Wekkerboek, Wekstand, ronde, zelfcontrole},
    domain::{
        ids::{Weekstart, Zaaknummer},
        moment::Moment,
        termijnsoort::TermijnSoort,
        wekker::{Gemistreden, Kanaal, Kanaaluitslag, Onderwerp, Uitstelreden, Waarvoor, Weklijn, Wekpunt},
    },
};

use crate::common::{Mis, Proef};

/// As many as the issue asks for where the test is built to be fast; a fair share elsewhere.
const WEKEN: u64 = if cfg!(debug_assertions) { 1_000 } else { 10_000 };
const STAPPEN: usize = 120;

/// Small, and the same everywhere: a week that fails is named by its number.
struct Toeval(u64);

impl Toeval {
    fn getal(&mut self, onder: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % onder.max(1)
    }

    fn tussen(&mut self, van: i64, tot: i64) -> i64 {
        let breed = u64::try_from(tot - van).unwrap_or(1);
        van + i64::try_from(self.getal(breed)).unwrap_or(0)
    }
}

/// What one program keeps in its head.
#[derive(Default)]
struct Programma {
    bezig: BTreeSet<Wekpunt>,
    gat: Option<Gat>,
}

struct Week {
    toeval: Toeval,
    nu: Moment,
    boek: Wekkerboek,
    lijnen: Vec<Weklijn>,
    doelen: Vec<Wekdoel>,
    programma: Option<Programma>,
    laatste_teken: Moment,
    nummer: u32,
}

impl Week {
    fn nieuw(zaad: u64) -> Result<Self, Mis> {
        // Weeks all over the years: the nights of the clock change and the turn of the year among them.
        let mut toeval = Toeval(zaad.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        toeval.getal(2);
        let begin = Moment::uit_rfc3339("2026-01-01T00:00:00+01:00")?;
        let nu = begin.plus(Duration::minutes(toeval.tussen(0, 2 * 366 * 1440)));
        let programma = Some(Programma::default());
        Ok(Self {
            toeval,
            nu,
            boek: Wekkerboek::default(),
            lijnen: Vec::new(),
            doelen: Vec::new(),
            programma,
            laatste_teken: nu,
            nummer: 0,
        })
    }

    fn neem(&mut self, lijnen: Vec<Weklijn>) {
        for lijn in lijnen {
            if self.boek.apply(&lijn) {
                self.lijnen.push(lijn);
            }
        }
    }

    fn opnieuw(&mut self) -> Option<Moment> {
        (self.toeval.getal(2) == 0).then(|| self.nu.plus(Duration::hours(1)))
    }

    fn doel(&mut self) -> Option<&mut Wekdoel> {
        let aantal = u64::try_from(self.doelen.len()).unwrap_or(0);
        let welk = usize::try_from(self.toeval.getal(aantal)).unwrap_or(0);
        self.doelen.get_mut(welk)
    }

    fn nieuw_doel(&mut self) {
        self.nummer += 1;
        let nummer = self.nummer;
        let week = piket::domain::ids::Piketweek::van(self.nu, Weekstart::default());
        let zaak = Zaaknummer { week, volgnummer: nummer };
        let waarvoor = match self.toeval.getal(3) {
            0 => Waarvoor::Herinnering(nummer),
            _ => Waarvoor::Termijn(TermijnSoort::Mbv),
        };
        let treden: &[i64] = match self.toeval.getal(5) {
            0 => &[60, 15],
            1 => &[0],
            2 => &[120, 90, 30, 5, 1, 0],
            _ => &[60, 15, 0],
        };
        let herhaal = if self.toeval.getal(6) == 0 { 0 } else { 15 };
        let uiterlijk = self.nu.plus(Duration::seconds(self.toeval.tussen(-7_200, 200_000)));
        let treden = treden.to_vec();
        let onderwerp = Onderwerp { zaak, waarvoor };
        self.doelen.push(Wekdoel { onderwerp, uiterlijk, treden, herhaal, toon: Toon::Luid, loopt: true });
    }

    fn kijk(&mut self) -> Result<(), String> {
        let Some(programma) = &mut self.programma else { return Ok(()) };
        let Ronde { lijnen, af } = ronde(&self.boek, &self.doelen, &programma.bezig, programma.gat.take(), self.nu);
        for punt in &af {
            let loopt =
                self.doelen.iter().any(|d| d.onderwerp == punt.onderwerp && d.loopt && d.uiterlijk == punt.uiterlijk);
            if !loopt || punt.op() > self.nu || !programma.bezig.insert(*punt) {
                return Err(format!("{punt:?} gaat af en hoort dat niet"));
            }
        }
        self.neem(lijnen);
        self.laatste_teken = self.nu;
        // Nothing is left for a second look at the same moment: no line is written without a change.
        let bezig = self.programma.as_ref().map(|p| p.bezig.clone()).unwrap_or_default();
        let nog_eens = ronde(&self.boek, &self.doelen, &bezig, None, self.nu);
        if nog_eens != Ronde::default() {
            return Err(format!("tweede blik: {nog_eens:?}"));
        }
        for b in zelfcontrole(&self.boek, &self.doelen, self.nu) {
            // What is going off just now was neither rung nor forgotten.
            if b.stand.is_mis() && !bezig.iter().any(|p| p.onderwerp == b.onderwerp) {
                return Err(format!("{b:?}"));
            }
            if b.stand == Wekstand::Uit && self.doelen.iter().any(|d| d.onderwerp == b.onderwerp && d.herhaal > 0) {
                return Err(format!("{b:?} zonder dat de instelling het zegt"));
            }
        }
        Ok(())
    }

    /// What went off ends, by a way that worked or by none.
    fn meld(&mut self) {
        let nu = self.nu;
        let Some(programma) = &mut self.programma else { return };
        let bezig = std::mem::take(&mut programma.bezig);
        let lijnen = bezig.into_iter().flat_map(|punt| match self.toeval.getal(8) {
            0 => Wekkerboek::mislukt(punt, nu, nu).to_vec(),
            _ => vec![Weklijn::Afgegaan { punt, op: nu, kanalen: vec![(Kanaal::Bel, Kanaaluitslag::Gelukt)] }],
        });
        let lijnen = lijnen.collect();
        self.neem(lijnen);
    }

    fn verder(&mut self, duur: Duration) {
        self.nu = self.nu.plus(duur);
    }

    fn stap(&mut self) -> Result<(), String> {
        match self.toeval.getal(24) {
            0 => self.nieuw_doel(),
            1 => {
                let delta = Duration::minutes(self.toeval.tussen(-600, 600));
                if let Some(d) = self.doel() {
                    d.uiterlijk = d.uiterlijk.plus(delta);
                }
            }
            2 => {
                if let Some(d) = self.doel() {
                    d.loopt = !d.loopt;
                }
            }
            3 => {
                if self.doelen.len() > 2 {
                    self.doelen.remove(0);
                }
            }
            4 => {
                if let Some(d) = self.doel() {
                    d.treden = vec![45, 0];
                }
            }
            5 | 6 => {
                for (onderwerp, ..) in self.boek.klinkt() {
                    let opnieuw = self.opnieuw();
                    let lijnen = self.boek.gezien(onderwerp, self.nu, opnieuw);
                    self.neem(lijnen);
                }
            }
            7 => {
                if let Some((onderwerp, ..)) = self.boek.klinkt().first().copied() {
                    let tot = self.nu.plus(Duration::minutes(10));
                    let lijnen = self.boek.uitstel(onderwerp, self.nu, tot, Uitstelreden::Bezig);
                    self.neem(lijnen);
                }
            }
            8 => {
                // The laptop sleeps, perhaps with an alarm that is just going off.
                let van = self.nu;
                let uur = self.toeval.tussen(3, 900);
                self.verder(Duration::minutes(uur));
                if let Some(p) = &mut self.programma {
                    p.gat = Some(Gat { reden: Gemistreden::LaptopSliep, van });
                }
            }
            9 => {
                let van = self.nu;
                let sprong = self.toeval.tussen(-400, 400);
                self.verder(Duration::minutes(sprong));
                if let Some(p) = &mut self.programma {
                    p.gat = Some(Gat { reden: Gemistreden::KlokVersprong, van });
                }
                self.neem(vec![Weklijn::Klok { van, naar: self.nu }]);
            }
            // The holder dies with what it had in its hands; the other one knows what is on disk.
            10 => {
                self.programma = Some(Programma::default());
                self.verder(Duration::seconds(5));
            }
            11 => self.programma = None,
            12 => {
                if self.programma.is_none() {
                    let gat = Some(Gat { reden: Gemistreden::ProgrammaGesloten, van: self.laatste_teken });
                    self.programma = Some(Programma { bezig: BTreeSet::new(), gat });
                }
            }
            13..=18 => self.meld(),
            _ => {
                let seconden = self.toeval.tussen(1, 31);
                self.verder(Duration::seconds(seconden));
            }
        }
        self.kijk()?;
        self.tel()
    }

    /// Counted from the lines alone, without the book: each plan ends once at most.
    fn tel(&self) -> Result<(), String> {
        let (mut open, mut keer): (BTreeMap<Wekpunt, i32>, [u64; 4]) = (BTreeMap::new(), [0; 4]);
        for lijn in &self.lijnen {
            let (punt, soort, erbij) = match lijn {
                Weklijn::Gepland { punt, .. } => (punt, 0, 1),
                Weklijn::Afgegaan { punt, .. } => (punt, 1, -1),
                Weklijn::Gemist { punt, van, tot, .. } => {
                    if van > tot {
                        return Err(format!("{lijn:?} eindigt voor hij begon"));
                    }
                    (punt, 2, -1)
                }
                Weklijn::Vervallen { punt, .. } => (punt, 3, -1),
                Weklijn::Gezien { .. }
                | Weklijn::Uitgesteld { .. }
                | Weklijn::Afgesloten { .. }
                | Weklijn::Klok { .. } => continue,
            };
            if let Some(n) = keer.get_mut(soort) {
                *n += 1;
            }
            let stand = open.entry(*punt).or_default();
            *stand += erbij;
            if !(0..=1).contains(stand) {
                return Err(format!("{punt:?} is {stand} keer open"));
            }
        }
        let [gepland, afgegaan, gemist, vervallen] = keer;
        let hangend = u64::try_from(open.values().filter(|n| **n == 1).count()).unwrap_or(0);
        let t = self.boek.telling();
        let geteld = (t.gepland, t.afgegaan, t.gemist, t.vervallen);
        if geteld != (gepland, afgegaan, gemist, vervallen)
            || gepland != afgegaan + gemist + vervallen + hangend
            || !self.boek.klopt()
        {
            return Err(format!("{t:?} en {hangend} open, geteld {keer:?}"));
        }
        Ok(())
    }
}

#[test]
fn over_random_weeks_every_alarm_is_accounted_for_and_every_open_term_has_its_next() -> Proef {
    let mut ends = [0u64; 3];
    for zaad in 0..WEKEN {
        let mut week = Week::nieuw(zaad)?;
        (0..3).for_each(|_| week.nieuw_doel());
        for stap in 0..STAPPEN {
            week.stap().map_err(|zin| Mis(format!("week {zaad}, stap {stap}: {zin}")))?;
        }
        let t = week.boek.telling();
        ends = [ends[0] + t.afgegaan, ends[1] + t.gemist, ends[2] + t.vervallen];
        crate::agenda::klopt_met(&week.lijnen, week.boek.open().keys().copied())?;
        // The lines alone give the same book.
        let mut gevouwen = Wekkerboek::default();
        assert!(week.lijnen.iter().all(|lijn| gevouwen.apply(lijn)), "week {zaad}");
        assert_eq!(gevouwen, week.boek, "week {zaad}");
        let tekst = serde_json::to_string(&week.boek)?;
        assert_eq!(serde_json::from_str::<Wekkerboek>(&tekst)?, week.boek, "week {zaad}");
    }
    // The weeks are worth something: all ends occur, many times.
    assert!(ends.iter().all(|n| *n > WEKEN), "{ends:?}");
    Ok(())
}

/// A term with the usual ladder.
fn doel(uiterlijk: Moment) -> Result<Wekdoel, Mis> {
    let onderwerp = Onderwerp { zaak: "2026-W13-01".parse()?, waarvoor: Waarvoor::Termijn(TermijnSoort::Moa) };
    Ok(Wekdoel { onderwerp, uiterlijk, treden: vec![60, 15, 0], herhaal: 15, toon: Toon::Luid, loopt: true })
}

/// Takes lines of which each says something new.
fn schrijf(boek: &mut Wekkerboek, lijnen: &[Weklijn]) {
    for lijn in lijnen {
        assert!(boek.apply(lijn), "{lijn:?}");
    }
}

/// Ticks every half minute from one moment to another, and gives the moments at which something rang.
fn nacht(van: &str, tot: &str, uiterlijk: &str) -> Result<Vec<String>, Mis> {
    let (mut nu, tot) = (Moment::uit_rfc3339(van)?, Moment::uit_rfc3339(tot)?);
    let doelen = [doel(Moment::uit_rfc3339(uiterlijk)?)?];
    let (mut boek, mut klonk) = (Wekkerboek::default(), Vec::new());
    while nu <= tot {
        let Ronde { lijnen, af } = ronde(&boek, &doelen, &BTreeSet::new(), None, nu);
        schrijf(&mut boek, &lijnen);
        for punt in af {
            klonk.push(nu.rfc3339());
            boek.apply(&Weklijn::Afgegaan { punt, op: nu, kanalen: Vec::new() });
            let gezien = boek.gezien(punt.onderwerp, nu, None);
            schrijf(&mut boek, &gezien);
        }
        nu = nu.plus(Duration::seconds(30));
    }
    Ok(klonk)
}

#[test]
fn an_hour_before_is_an_hour_of_time_also_when_the_clocks_change() -> Proef {
    // Spring: 03:30 summer time is an hour after 01:30 winter time.
    let lente = nacht("2026-03-29T00:00:00+01:00", "2026-03-29T05:00:00+02:00", "2026-03-29T03:30:00+02:00")?;
    assert_eq!(lente, ["2026-03-29T01:30:00+01:00", "2026-03-29T03:15:00+02:00", "2026-03-29T03:30:00+02:00"]);
    // Autumn: an hour before the second 02:30 is the first one.
    let herfst = nacht("2026-10-25T00:00:00+02:00", "2026-10-25T05:00:00+01:00", "2026-10-25T02:30:00+01:00")?;
    assert_eq!(herfst, ["2026-10-25T02:30:00+02:00", "2026-10-25T02:15:00+01:00", "2026-10-25T02:30:00+01:00"]);
    let jaar = nacht("2026-12-31T22:00:00+01:00", "2027-01-01T02:00:00+01:00", "2027-01-01T00:10:00+01:00")?;
    assert_eq!(jaar, ["2026-12-31T23:10:00+01:00", "2026-12-31T23:55:00+01:00", "2027-01-01T00:10:00+01:00"]);
    Ok(())
}

#[test]
fn a_clock_that_was_ahead_and_is_put_back_rings_again_at_the_right_time() -> Proef {
    let echt = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
    let doelen = [doel(echt.plus(Duration::hours(2)))?];
    let mut boek = Wekkerboek::default();
    let kijk = |boek: &mut Wekkerboek, nu: Moment| {
        let Ronde { lijnen, af } = ronde(boek, &doelen, &BTreeSet::new(), None, nu);
        schrijf(boek, &lijnen);
        let gegaan = |p: &Wekpunt| Weklijn::Afgegaan { punt: *p, op: nu, kanalen: Vec::new() };
        schrijf(boek, &af.iter().map(gegaan).collect::<Vec<_>>());
        af.len()
    };
    assert_eq!(kijk(&mut boek, echt), 0);
    // Three hours ahead everything was missed; one alarm says so.
    assert_eq!(kijk(&mut boek, echt.plus(Duration::hours(3))), 1);
    assert_eq!(boek.telling().gemist, 3);
    // Put back, the ladder stands as if nothing had been.
    assert_eq!(kijk(&mut boek, echt), 0);
    assert_eq!(kijk(&mut boek, echt.plus(Duration::hours(1))), 1);
    assert_eq!(kijk(&mut boek, echt.plus(Duration::minutes(105))), 1);
    assert_eq!(kijk(&mut boek, echt.plus(Duration::hours(2))), 1);
    // And so does what comes after the term, whatever was planned by the clock that was ahead.
    for minuten in [135, 150, 165] {
        assert_eq!(kijk(&mut boek, echt.plus(Duration::minutes(minuten - 1))), 0, "{minuten}");
        assert_eq!(kijk(&mut boek, echt.plus(Duration::minutes(minuten))), 1, "{minuten}");
    }
    assert!(boek.klopt());
    Ok(())
}

#[test]
fn what_was_put_off_by_a_clock_that_was_ahead_is_not_put_off_for_years() -> Proef {
    let echt = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
    let doelen = [doel(echt.plus(Duration::minutes(-30)))?];
    let mut boek = Wekkerboek::default();
    let kijk = |boek: &mut Wekkerboek, nu: Moment| {
        let Ronde { lijnen, af } = ronde(boek, &doelen, &BTreeSet::new(), None, nu);
        schrijf(boek, &lijnen);
        let gegaan = |p: &Wekpunt| Weklijn::Afgegaan { punt: *p, op: nu, kanalen: Vec::new() };
        schrijf(boek, &af.iter().map(gegaan).collect::<Vec<_>>());
        af.len()
    };
    let straks = echt.plus(Duration::days(3650));
    assert_eq!(kijk(&mut boek, straks), 1);
    let uitstel = boek.uitstel(doelen[0].onderwerp, straks, straks.plus(Duration::minutes(10)), Uitstelreden::Bezig);
    schrijf(&mut boek, &uitstel);
    assert_eq!(kijk(&mut boek, echt), 0);
    assert_eq!(kijk(&mut boek, echt.plus(Duration::minutes(15))), 1);
    Ok(())
}

#[test]
fn the_last_answer_counts_and_not_what_was_put_off_before_it() -> Proef {
    let begin = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
    let om = |minuten| begin.plus(Duration::minutes(minuten));
    for (antwoord, volgende) in [("gezien", None), ("later", Some(om(21)))] {
        // It is put off a few minutes before its moment, and then its moment comes.
        let doelen = [doel(om(10))?];
        let onderwerp = doelen[0].onderwerp;
        let mut boek = Wekkerboek::default();
        let kijk = |boek: &mut Wekkerboek, nu: Moment| {
            let Ronde { lijnen, af } = ronde(boek, &doelen, &BTreeSet::new(), None, nu);
            schrijf(boek, &lijnen);
            let gegaan = |p: &Wekpunt| Weklijn::Afgegaan { punt: *p, op: nu, kanalen: Vec::new() };
            schrijf(boek, &af.iter().map(gegaan).collect::<Vec<_>>());
            af.len()
        };
        assert_eq!(kijk(&mut boek, om(0)), 1);
        let uitstel = boek.uitstel(onderwerp, om(5), om(15), Uitstelreden::Zonder);
        schrijf(&mut boek, &uitstel);
        assert_eq!(kijk(&mut boek, om(10)), 1);
        let lijnen = match antwoord {
            "gezien" => boek.gezien(onderwerp, om(11), None),
            _ => boek.uitstel(onderwerp, om(11), om(21), Uitstelreden::Zonder),
        };
        schrijf(&mut boek, &lijnen);
        assert_eq!(kijk(&mut boek, om(16)), 0, "{antwoord}");
        assert_eq!(boek.volgende(om(16)), volgende, "{antwoord}");
    }
    Ok(())
}

#[test]
fn the_audit_sees_a_term_without_an_alarm_and_an_alarm_that_did_not_go() -> Proef {
    let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
    let doelen = [doel(nu.plus(Duration::hours(2)))?];
    let mut boek = Wekkerboek::default();
    let stand = |boek: &Wekkerboek, nu| zelfcontrole(boek, &doelen, nu).first().map(|b| b.stand);
    assert_eq!(stand(&boek, nu), Some(Wekstand::Ontbreekt));
    let eerste_blik = ronde(&boek, &doelen, &BTreeSet::new(), None, nu).lijnen;
    schrijf(&mut boek, &eerste_blik);
    let eerste = nu.plus(Duration::hours(1));
    assert_eq!(stand(&boek, nu), Some(Wekstand::Volgt(eerste)));
    assert_eq!(stand(&boek, eerste.plus(SPELING)), Some(Wekstand::Volgt(eerste)));
    let later = eerste.plus(SPELING).plus(Duration::seconds(1));
    assert_eq!(stand(&boek, later), Some(Wekstand::HadMoetenGaan(eerste)));
    Ok(())
}
