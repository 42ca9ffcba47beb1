//! What was missed and nobody has seen yet, a stretch at a time. It is part of the book, so that whichever
//! program the officer looks at can say it, not only the one that found it out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::paren;
use crate::domain::{
    moment::Moment,
    wekker::{Gemistreden, Onderwerp},
};

/// What was missed in one stretch, for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gemisten {
    /// Why.
    #[serde(rename = "reden")]
    pub reden: Gemistreden,
    /// Since when nobody looked.
    #[serde(rename = "van")]
    pub van: Moment,
    /// Until when.
    #[serde(rename = "tot")]
    pub tot: Moment,
    /// What it was about, with how many alarms.
    #[serde(with = "paren")]
    #[serde(rename = "wat")]
    wat: BTreeMap<Onderwerp, u32>,
}

impl Gemisten {
    /// One sentence about it.
    pub fn zin(&self) -> String {
        let wat: Vec<String> = self.wat.keys().map(ToString::to_string).collect();
        let hoeveel = match self.wat.values().sum::<u32>() {
            1 => "1 alarm".to_owned(),
            n => format!("{n} alarmen"),
        };
        let (van, tot, waarom) = (self.van.kort(), self.tot.kort(), self.reden.woord());
        format!("Gemist van {van} tot {tot}: {hoeveel} ({waarom}): {}.", wat.join(", "))
    }

    /// Whether an alarm that was missed between these moments belongs to it. Without a way to call every
    /// try fails, each for an instant; together they are one stretch.
    fn omvat(&self, reden: Gemistreden, van: Moment, tot: Moment) -> bool {
        self.reden == reden && (reden == Gemistreden::DienstOntbreekt || (van <= self.tot && self.van <= tot))
    }
}

/// All stretches, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Gemistlijst(Vec<Gemisten>);

impl Gemistlijst {
    /// The stretches.
    pub fn alle(&self) -> &[Gemisten] {
        &self.0
    }

    /// What nobody has seen yet, oldest first and each once.
    pub fn onderwerpen(&self) -> Vec<Onderwerp> {
        let mut uit: Vec<Onderwerp> = Vec::new();
        for onderwerp in self.0.iter().flat_map(|g| g.wat.keys()) {
            if !uit.contains(onderwerp) {
                uit.push(*onderwerp);
            }
        }
        uit
    }

    pub(super) fn noteer(&mut self, onderwerp: Onderwerp, reden: Gemistreden, van: Moment, tot: Moment) {
        match self.0.iter_mut().find(|g| g.omvat(reden, van, tot)) {
            Some(g) => {
                (g.van, g.tot) = (g.van.min(van), g.tot.max(tot));
                let aantal = g.wat.entry(onderwerp).or_default();
                *aantal = aantal.saturating_add(1);
            }
            None => self.0.push(Gemisten { reden, van, tot, wat: BTreeMap::from([(onderwerp, 1)]) }),
        }
    }

    /// The officer knows, or it does not matter any more; `false` where there was nothing.
    pub(super) fn vergeet(&mut self, onderwerp: &Onderwerp) -> bool {
        let eerst = self.0.iter().map(|g| g.wat.len()).sum::<usize>();
        for gemist in &mut self.0 {
            gemist.wat.remove(onderwerp);
        }
        self.0.retain(|g| !g.wat.is_empty());
        self.0.iter().map(|g| g.wat.len()).sum::<usize>() != eerst
    }
}
