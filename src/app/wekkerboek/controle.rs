//! The self-audit: at any moment every open term has its next alarm, or a stated reason why it has
//! none. It looks at the book and at the terms, and trusts neither to know of the other.

use super::{Klank, SPELING, Wekdoel, Wekkerboek, ronde::valt};
use crate::domain::{
    moment::Moment,
    wekker::{Onderwerp, Wekpunt},
};

/// How one open term stands in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wekstand {
    /// Its next alarm.
    Volgt(Moment),
    /// It is late, and the officer has seen that.
    Gezien(Moment),
    /// The settings ask for no alarm.
    Uit,
    /// Its alarm should have gone off by now.
    HadMoetenGaan(Moment),
    /// It has none, and should.
    Ontbreekt,
}

impl Wekstand {
    /// True for what should not be.
    pub const fn is_mis(self) -> bool {
        match self {
            Self::Volgt(_) | Self::Gezien(_) | Self::Uit => false,
            Self::HadMoetenGaan(_) | Self::Ontbreekt => true,
        }
    }
}

/// One open term with its alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bevinding {
    /// What runs.
    pub onderwerp: Onderwerp,
    /// The moment in force.
    pub uiterlijk: Moment,
    /// How it stands.
    pub stand: Wekstand,
}

/// Audits every open term, in the order of their moments.
pub fn zelfcontrole(boek: &Wekkerboek, doelen: &[Wekdoel], nu: Moment) -> Vec<Bevinding> {
    let mut uit: Vec<Bevinding> = doelen
        .iter()
        .filter(|d| d.loopt)
        .map(|d| Bevinding { onderwerp: d.onderwerp, uiterlijk: d.uiterlijk, stand: stand(boek, d, nu) })
        .collect();
    uit.sort_by_key(|b| (b.uiterlijk, b.onderwerp));
    uit
}

fn stand(boek: &Wekkerboek, doel: &Wekdoel, nu: Moment) -> Wekstand {
    if doel.treden.is_empty() {
        return Wekstand::Uit;
    }
    let eigen = |p: &Wekpunt| p.onderwerp == doel.onderwerp && p.uiterlijk == doel.uiterlijk;
    let vallig = boek.open().iter().filter(|(p, _)| eigen(p)).map(|(p, gepland)| valt(p, *gepland, nu));
    match vallig.min() {
        Some(op) if nu.sinds(op) > SPELING => Wekstand::HadMoetenGaan(op),
        Some(op) => Wekstand::Volgt(op),
        None => match boek.draad(&doel.onderwerp).filter(|d| d.uiterlijk == doel.uiterlijk).map(|d| d.stand) {
            Some(Klank::Gezien(op)) if op >= doel.uiterlijk => Wekstand::Gezien(op),
            // The officer asked for no repetition, and the last rung went off.
            Some(_) if doel.herhaal == 0 && doel.is_voorbij(nu) => Wekstand::Uit,
            Some(_) | None => Wekstand::Ontbreekt,
        },
    }
}
