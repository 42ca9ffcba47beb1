//! The wekkerboek as it stands: what is planned, what rings, and the count that must always be right:
//! planned = fired + missed + cancelled + pending. Folded from its lines and from nothing else, so that
//! whoever reads them knows the same.

mod controle;
mod gemist;
mod ronde;

use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::domain::{
    moment::Moment,
    wekker::{Gemistreden, Onderwerp, Trede, Uitstelreden, Vervalreden, Weklijn, Wekpunt},
};

pub use controle::{Bevinding, Wekstand, zelfcontrole};
pub use gemist::{Gemisten, Gemistlijst};
pub use ronde::{Gat, Ronde, SPELING, Toon, Wekdoel, ronde};

/// How many alarms there were, by how they ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Telling {
    /// Planned.
    #[serde(rename = "gepland")]
    pub gepland: u64,
    /// Went off.
    #[serde(rename = "afgegaan")]
    pub afgegaan: u64,
    /// Did not go off.
    #[serde(rename = "gemist")]
    pub gemist: u64,
    /// Were not needed any more.
    #[serde(rename = "vervallen")]
    pub vervallen: u64,
}

/// What became of the alarms about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draad {
    /// The moment in force they are planned for.
    #[serde(rename = "uiterlijk")]
    pub uiterlijk: Moment,
    /// How it stands.
    #[serde(rename = "stand")]
    pub stand: Klank,
}

/// How long after an alarm that reached nobody the next try goes.
const OPNIEUW: Duration = Duration::seconds(30);

/// Whether something calls for the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Klank {
    /// Nothing went off yet.
    #[serde(rename = "stil")]
    Stil,
    /// It went off then and nobody said that it was seen.
    #[serde(rename = "klinkt")]
    Klinkt(Moment),
    /// It went off then and reached nobody: whoever has a screen is to call.
    #[serde(rename = "onbereikt")]
    Onbereikt(Moment),
    /// What went off at the first moment was seen.
    #[serde(rename = "gezien")]
    Gezien(Moment),
    /// It was put off until then.
    #[serde(rename = "uitgesteld")]
    Uitgesteld(Moment),
}

/// The book as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wekkerboek {
    #[serde(with = "paren")]
    open: BTreeMap<Wekpunt, Moment>,
    #[serde(with = "paren")]
    #[serde(rename = "draden")]
    draden: BTreeMap<Onderwerp, Draad>,
    #[serde(rename = "gemist")]
    gemist: Gemistlijst,
    #[serde(rename = "telling")]
    telling: Telling,
}

impl Wekkerboek {
    /// Takes one line; `false` leaves the book as it was, because the line says nothing new: its alarm
    /// ended already, or is not known.
    pub fn apply(&mut self, lijn: &Weklijn) -> bool {
        match lijn {
            Weklijn::Gepland { punt, op } => {
                if self.open.contains_key(punt) {
                    return false;
                }
                self.open.insert(*punt, *op);
                self.telling.gepland += 1;
                let nieuw = Draad { uiterlijk: punt.uiterlijk, stand: Klank::Stil };
                let draad = self.draden.entry(punt.onderwerp).or_insert(nieuw);
                if draad.uiterlijk != punt.uiterlijk {
                    *draad = nieuw;
                }
                true
            }
            Weklijn::Afgegaan { punt, op, .. } => {
                let was_open = self.open.remove(punt).is_some();
                if was_open {
                    self.telling.afgegaan += 1;
                    self.klink(punt, Klank::Klinkt(*op));
                }
                was_open
            }
            Weklijn::Gemist { punt, reden, van, tot } => {
                let was_open = self.open.remove(punt).is_some();
                if was_open {
                    self.telling.gemist += 1;
                    self.gemist.noteer(punt.onderwerp, *reden, *van, *tot);
                    if *reden == Gemistreden::DienstOntbreekt {
                        self.klink(punt, Klank::Onbereikt(*tot));
                    }
                }
                was_open
            }
            Weklijn::Vervallen { punt, .. } => {
                let was_open = self.open.remove(punt).is_some();
                self.telling.vervallen += u64::from(was_open);
                was_open
            }
            Weklijn::Gezien { onderwerp, .. } => self.gemist.vergeet(onderwerp) | self.zet(onderwerp, Klank::Gezien),
            Weklijn::Uitgesteld { onderwerp, tot, .. } => {
                self.gemist.vergeet(onderwerp) | self.zet(onderwerp, |_| Klank::Uitgesteld(*tot))
            }
            Weklijn::Afgesloten { onderwerp } => {
                self.gemist.vergeet(onderwerp) | self.draden.remove(onderwerp).is_some()
            }
            Weklijn::Klok { .. } => true,
        }
    }

    fn klink(&mut self, punt: &Wekpunt, stand: Klank) {
        if let Some(draad) = self.draden.get_mut(&punt.onderwerp).filter(|d| d.uiterlijk == punt.uiterlijk) {
            draad.stand = stand;
        }
    }

    fn zet(&mut self, onderwerp: &Onderwerp, stand: impl Fn(Moment) -> Klank) -> bool {
        match self.draden.get_mut(onderwerp) {
            Some(draad) => match draad.stand {
                Klank::Klinkt(op) | Klank::Onbereikt(op) => {
                    draad.stand = stand(op);
                    true
                }
                Klank::Stil | Klank::Gezien(_) | Klank::Uitgesteld(_) => false,
            },
            None => false,
        }
    }

    /// Every alarm that has not ended, with when it was planned.
    pub const fn open(&self) -> &BTreeMap<Wekpunt, Moment> {
        &self.open
    }

    /// How it stands with one thing.
    pub fn draad(&self, onderwerp: &Onderwerp) -> Option<&Draad> {
        self.draden.get(onderwerp)
    }

    /// The counts.
    pub const fn telling(&self) -> Telling {
        self.telling
    }

    /// Whether every alarm that was planned is accounted for.
    pub fn klopt(&self) -> bool {
        let t = self.telling;
        let open = u64::try_from(self.open.len()).unwrap_or(u64::MAX);
        t.gepland == t.afgegaan + t.gemist + t.vervallen + open
    }

    /// What went off and was not seen, the latest first.
    pub fn klinkt(&self) -> Vec<(Onderwerp, Moment, Moment)> {
        let mut uit: Vec<_> = (self.draden.iter())
            .filter_map(|(onderwerp, draad)| match draad.stand {
                Klank::Klinkt(op) | Klank::Onbereikt(op) => Some((*onderwerp, draad.uiterlijk, op)),
                Klank::Stil | Klank::Gezien(_) | Klank::Uitgesteld(_) => None,
            })
            .collect();
        uit.sort_by_key(|(_, uiterlijk, op)| (std::cmp::Reverse(*op), *uiterlijk));
        uit
    }

    fn klinkend(&self, onderwerp: &Onderwerp) -> Option<(Moment, Moment)> {
        let Draad { uiterlijk, stand } = self.draden.get(onderwerp)?;
        match stand {
            Klank::Klinkt(op) | Klank::Onbereikt(op) => Some((*uiterlijk, *op)),
            Klank::Stil | Klank::Gezien(_) | Klank::Uitgesteld(_) => None,
        }
    }

    /// What was missed and nobody has seen yet.
    pub const fn gemist(&self) -> &Gemistlijst {
        &self.gemist
    }

    /// Whether an alarm went off and reached nobody.
    pub fn is_onbereikt(&self) -> bool {
        self.draden.values().any(|d| matches!(d.stand, Klank::Onbereikt(_)))
    }

    /// When the next alarm goes.
    pub fn volgende(&self, nu: Moment) -> Option<Moment> {
        self.open.keys().map(Wekpunt::op).filter(|op| *op > nu).min()
    }

    /// The lines by which the officer says that an alarm was seen. After its term it then stays quiet until
    /// `opnieuw`, when it rings for what is not done yet; for ever where there is no such moment.
    pub fn gezien(&self, onderwerp: Onderwerp, op: Moment, opnieuw: Option<Moment>) -> Vec<Weklijn> {
        let gezien = Weklijn::Gezien { onderwerp, op };
        let Some((uiterlijk, ging)) = self.klinkend(&onderwerp) else {
            let gemist = self.gemist.onderwerpen().contains(&onderwerp);
            return if gemist { vec![gezien] } else { Vec::new() };
        };
        let mut lijnen = vec![gezien];
        lijnen.extend(self.uitgesteld(onderwerp, op, Vervalreden::Gezien));
        if ging >= uiterlijk {
            lijnen.extend(self.herhalingen(onderwerp, op, Vervalreden::Gezien));
            let punt = |tot| Wekpunt { onderwerp, uiterlijk, trede: Trede::Uitstel(tot) };
            lijnen.extend(opnieuw.map(|tot| Weklijn::Gepland { punt: punt(tot), op }));
        }
        lijnen
    }

    /// The lines of an alarm that went off at `op` and of which it is known at `nu` that it reached nobody. It
    /// is tried anew: a way to call may come back, or another program go on.
    pub fn mislukt(punt: Wekpunt, op: Moment, nu: Moment) -> [Weklijn; 2] {
        let opnieuw = Wekpunt { trede: Trede::Inhaal(nu.plus(OPNIEUW)), ..punt };
        [
            Weklijn::Gemist { punt, reden: Gemistreden::DienstOntbreekt, van: op, tot: nu },
            Weklijn::Gepland { punt: opnieuw, op: nu },
        ]
    }

    /// The lines by which the officer puts an alarm off. A rung of the ladder keeps its moment; only what
    /// repeats waits along, and what was put off before.
    pub fn uitstel(&self, onderwerp: Onderwerp, op: Moment, tot: Moment, reden: Uitstelreden) -> Vec<Weklijn> {
        let Some((uiterlijk, _)) = self.klinkend(&onderwerp) else {
            return Vec::new();
        };
        let mut lijnen = vec![Weklijn::Uitgesteld { onderwerp, op, tot, reden }];
        lijnen.extend(self.uitgesteld(onderwerp, op, Vervalreden::Uitgesteld));
        lijnen.extend(self.herhalingen(onderwerp, op, Vervalreden::Uitgesteld));
        let punt = Wekpunt { onderwerp, uiterlijk, trede: Trede::Uitstel(tot) };
        lijnen.push(Weklijn::Gepland { punt, op });
        lijnen
    }

    fn herhalingen(&self, onderwerp: Onderwerp, nu: Moment, reden: Vervalreden) -> impl Iterator<Item = Weklijn> {
        self.laat_vervallen(onderwerp, nu, reden, |trede| matches!(trede, Trede::Minuten(m) if m < 0))
    }

    fn uitgesteld(&self, onderwerp: Onderwerp, nu: Moment, reden: Vervalreden) -> impl Iterator<Item = Weklijn> {
        self.laat_vervallen(onderwerp, nu, reden, |trede| matches!(trede, Trede::Uitstel(_)))
    }

    /// Withdraws what is still to go about one thing.
    fn laat_vervallen(
        &self,
        onderwerp: Onderwerp,
        nu: Moment,
        reden: Vervalreden,
        welke: fn(Trede) -> bool,
    ) -> impl Iterator<Item = Weklijn> {
        let komt = move |p: &&Wekpunt| p.onderwerp == onderwerp && welke(p.trede) && p.op() > nu;
        self.open.keys().filter(komt).map(move |p| Weklijn::Vervallen { punt: *p, reden })
    }
}

/// Maps whose keys are no text, as lists of pairs.
mod paren {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(map: &BTreeMap<K, V>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(map)
    }

    pub fn deserialize<'de, K, V, D>(d: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        Vec::<(K, V)>::deserialize(d).map(|paren| paren.into_iter().collect())
    }
}
