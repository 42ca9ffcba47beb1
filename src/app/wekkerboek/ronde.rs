//! One look at the book: what has to be planned, what goes off now, what was missed and what is not
//! needed any more. Events in, lines out; the clock is always told from outside.

use std::collections::BTreeSet;

use chrono::Duration;

use super::{Klank, Wekkerboek};
use crate::domain::{
    moment::Moment,
    wekker::{Gemistreden, Onderwerp, Trede, Vervalreden, Weklijn, Wekpunt},
};

/// So late an alarm still counts as on time: the wall clock is looked at every half minute, and another
/// program takes over within seconds.
pub const SPELING: Duration = Duration::minutes(2);

/// How an alarm calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toon {
    /// By every way there is.
    Luid,
    /// On screen only: somebody else is to act, and it is not late yet.
    Stil,
}

/// Something to warn for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wekdoel {
    /// What.
    pub onderwerp: Onderwerp,
    /// The moment in force.
    pub uiterlijk: Moment,
    /// Minutes before it at which an alarm goes.
    pub treden: Vec<i64>,
    /// Minutes between two alarms after that, until one is seen; 0 is none.
    pub herhaal: i64,
    /// How it calls before that moment.
    pub toon: Toon,
    /// False once it is done or not needed.
    pub loopt: bool,
}

impl Wekdoel {
    fn punt(&self, minuten: i64) -> Wekpunt {
        Wekpunt { onderwerp: self.onderwerp, uiterlijk: self.uiterlijk, trede: Trede::Minuten(minuten) }
    }

    /// Whether the settings still ask for this rung.
    fn kent(&self, trede: Trede) -> bool {
        match trede {
            Trede::Minuten(m) => self.treden.contains(&m) || (m < 0 && self.herhaal > 0 && m % self.herhaal == 0),
            Trede::Uitstel(_) | Trede::Inhaal(_) => true,
        }
    }

    /// Whether every rung has passed.
    pub(super) fn is_voorbij(&self, nu: Moment) -> bool {
        self.treden.iter().all(|m| self.punt(*m).op() <= nu)
    }

    /// The next alarm after the term.
    fn herhaling(&self, nu: Moment) -> Wekpunt {
        let voorbij = nu.sinds(self.uiterlijk).num_minutes().max(0);
        self.punt(-(voorbij / self.herhaal + 1) * self.herhaal)
    }
}

/// A stretch in which nobody looked at the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gat {
    /// Why.
    pub reden: Gemistreden,
    /// The last sign of life before it.
    pub van: Moment,
}

/// What a look leads to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ronde {
    /// The lines to record.
    pub lijnen: Vec<Weklijn>,
    /// What goes off now; each ends with a line of its own once it is known by which ways.
    pub af: BTreeSet<Wekpunt>,
}

/// A copy of the book that is ahead of it by the lines of this look.
struct Blad {
    boek: Wekkerboek,
    ronde: Ronde,
}

impl Blad {
    fn neem(&mut self, lijn: Weklijn) {
        if self.boek.apply(&lijn) {
            self.ronde.lijnen.push(lijn);
        }
    }
}

/// Looks at the book. `bezig` is what is going off already.
pub fn ronde(boek: &Wekkerboek, doelen: &[Wekdoel], bezig: &BTreeSet<Wekpunt>, gat: Option<Gat>, nu: Moment) -> Ronde {
    let mut blad = Blad { boek: boek.clone(), ronde: Ronde::default() };
    laat_vervallen(&mut blad, doelen, bezig, nu);
    ga_af(&mut blad, bezig, gat, nu);
    for doel in doelen.iter().filter(|d| d.loopt && !d.treden.is_empty()) {
        plan(&mut blad, doel, bezig, nu);
    }
    let uit: Vec<Onderwerp> = (blad.boek.draden.keys())
        .filter(|o| !doelen.iter().any(|d| d.onderwerp == **o && d.loopt))
        .filter(|o| !bezig.iter().any(|p| p.onderwerp == **o))
        .copied()
        .collect();
    for onderwerp in uit {
        blad.neem(Weklijn::Afgesloten { onderwerp });
    }
    blad.ronde
}

fn laat_vervallen(blad: &mut Blad, doelen: &[Wekdoel], bezig: &BTreeSet<Wekpunt>, nu: Moment) {
    let punten: Vec<Wekpunt> = blad.boek.open.keys().filter(|p| !bezig.contains(p)).copied().collect();
    for punt in punten {
        let reden = match doelen.iter().find(|d| d.onderwerp == punt.onderwerp) {
            None => Vervalreden::Gesloten,
            Some(d) if !d.loopt => Vervalreden::Gedaan,
            Some(d) if d.uiterlijk != punt.uiterlijk => Vervalreden::Verzet,
            Some(d) if punt.op() > nu && !d.kent(punt.trede) => Vervalreden::Instelling,
            Some(_) => continue,
        };
        blad.neem(Weklijn::Vervallen { punt, reden });
    }
}

/// Since when an alarm is due, or when it will be. What was planned when its moment had passed is due from
/// then; a clock that was put back since says nothing.
pub(super) fn valt(punt: &Wekpunt, gepland: Moment, nu: Moment) -> Moment {
    if gepland <= nu { punt.op().max(gepland) } else { punt.op() }
}

fn ga_af(blad: &mut Blad, bezig: &BTreeSet<Wekpunt>, gat: Option<Gat>, nu: Moment) {
    let vallig: Vec<(Wekpunt, Moment)> = (blad.boek.open.iter())
        .filter(|(punt, _)| !bezig.contains(punt) && punt.op() <= nu)
        .map(|(punt, gepland)| (*punt, valt(punt, *gepland, nu)))
        .collect();
    let mut gemist = BTreeSet::new();
    for (punt, sinds) in vallig {
        if nu.sinds(sinds) <= SPELING {
            blad.ronde.af.insert(punt);
            continue;
        }
        let Gat { reden, van } =
            gat.filter(|g| g.van <= sinds).unwrap_or(Gat { reden: Gemistreden::ProgrammaGesloten, van: sinds });
        blad.neem(Weklijn::Gemist { punt, reden, van, tot: nu });
        gemist.insert((punt.onderwerp, punt.uiterlijk));
    }
    // What was missed is said now, once for each thing it was about.
    for (onderwerp, uiterlijk) in gemist {
        if !blad.ronde.af.iter().any(|p| p.onderwerp == onderwerp) {
            let punt = Wekpunt { onderwerp, uiterlijk, trede: Trede::Inhaal(nu) };
            blad.neem(Weklijn::Gepland { punt, op: nu });
            blad.ronde.af.insert(punt);
        }
    }
}

fn plan(blad: &mut Blad, doel: &Wekdoel, bezig: &BTreeSet<Wekpunt>, nu: Moment) {
    let bekend = blad.boek.draden.get(&doel.onderwerp).filter(|d| d.uiterlijk == doel.uiterlijk).copied();
    // Also a rung that went off by a clock that was ahead comes again at its own time.
    for minuten in &doel.treden {
        let punt = doel.punt(*minuten);
        if punt.op() > nu {
            blad.neem(Weklijn::Gepland { punt, op: nu });
        }
    }
    // A term that comes in late starts at the rung it is past.
    let voorbij = doel.treden.iter().map(|m| doel.punt(*m)).filter(|p| p.op() <= nu).max_by_key(Wekpunt::op);
    if let (None, Some(punt)) = (bekend, voorbij) {
        blad.neem(Weklijn::Gepland { punt, op: nu });
        blad.ronde.af.insert(punt);
    }
    let gezien = bekend.is_some_and(|d| matches!(d.stand, Klank::Gezien(op) if op >= doel.uiterlijk && op <= nu));
    // What a clock planned that was put back since may lie days ahead; nothing is silent until then. A rung
    // lies where it lies, by whatever clock.
    let telt =
        |p: &Wekpunt, gepland: Moment| matches!(p.trede, Trede::Minuten(m) if m >= 0) || gepland.sinds(nu) <= SPELING;
    let gaat_nog = |(p, gepland): (&Wekpunt, &Moment)| {
        p.onderwerp == doel.onderwerp && telt(p, *gepland) && !blad.ronde.af.contains(p) && !bezig.contains(p)
    };
    if doel.herhaal > 0 && !gezien && !blad.boek.open.iter().any(gaat_nog) {
        blad.neem(Weklijn::Gepland { punt: doel.herhaling(nu), op: nu });
    }
}
