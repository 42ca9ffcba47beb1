//! Which case a report may belong to, with the reasons and a score. A suggestion only: nothing is
//! linked by it. The subject line says nothing, since every form has the same one, and neither does
//! one sign by itself: two incidents in one inrichting on one night are quite possible.

use std::collections::BTreeSet;

use chrono::Duration;

use super::klok::verstreken;
use crate::domain::{
    desk::Desk,
    ids::Zaaknummer,
    inrichting::Plek,
    melding::{Inhoud, Melding, MeldingSoort},
    moment::Moment,
    schoon,
    tekst::Vertrouwelijk,
    zaak::Zaak,
};

/// From which score on a case is suggested.
pub const DREMPEL: u32 = 45;

/// One reason why two reports look like one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reden {
    /// One mail answers the other, or both answer a third.
    Mailwisseling,
    /// The same name and date of birth.
    Persoon,
    /// The same inrichting.
    Inrichting,
    /// The times of the voorval are near: the report's, then the case's.
    Tijd(Moment, Moment),
    /// Both are about an absence, or neither is.
    Soort,
}

impl Reden {
    /// What it weighs. None reaches the threshold without another, but an answer in the same thread
    /// and the same person.
    pub fn gewicht(self) -> u32 {
        match self {
            Self::Mailwisseling => 60,
            Self::Persoon => 50,
            Self::Inrichting => 20,
            Self::Soort => 10,
            Self::Tijd(een, ander) => match een.sinds(ander).abs() {
                d if d <= Duration::minutes(15) => 40,
                d if d <= Duration::hours(1) => 30,
                _ => 15,
            },
        }
    }

    /// In words, seen from the report.
    pub fn woorden(self) -> String {
        match self {
            Self::Mailwisseling => "zelfde mailwisseling".to_owned(),
            Self::Persoon => "zelfde persoon".to_owned(),
            Self::Inrichting => "zelfde inrichting".to_owned(),
            Self::Soort => "zelfde soort".to_owned(),
            Self::Tijd(melding, zaak) if melding.minuut() == zaak.minuut() => "zelfde tijd".to_owned(),
            Self::Tijd(melding, zaak) if melding < zaak => format!("voorval {} eerder", verstreken(melding, zaak)),
            Self::Tijd(melding, zaak) => format!("voorval {} later", verstreken(zaak, melding)),
        }
    }
}

/// A case that a report may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voorstel {
    /// The case.
    pub zaak: Zaaknummer,
    /// How well it fits; the sum of what its reasons weigh.
    pub score: u32,
    /// Why.
    pub redenen: Vec<Reden>,
}

impl Voorstel {
    /// The first two reasons, for where there is little room.
    pub fn kort(&self) -> String {
        self.redenen.iter().take(2).map(|r| r.woorden()).collect::<Vec<_>>().join(", ")
    }

    /// The reasons as one phrase.
    pub fn woorden(&self) -> String {
        self.redenen.iter().map(|r| r.woorden()).collect::<Vec<_>>().join(", ")
    }
}

/// What a report, or a case with its reports, can be recognised by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kenmerken {
    /// Message-IDs of its mails.
    pub mails: BTreeSet<String>,
    /// Message-IDs its mails refer to.
    pub verwijzingen: BTreeSet<String>,
    /// Where it happened.
    pub inrichting: Option<String>,
    /// When it happened.
    pub voorval: Option<Moment>,
    /// Who was involved: initial, surname and date of birth.
    pub personen: BTreeSet<(String, String, String)>,
    /// Whether it is about an absence, where that is known.
    pub soort: Option<Soort>,
}

/// The two kinds of incident that have different forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soort {
    /// A voorval in the inrichting.
    Voorval,
    /// An ongeoorloofde afwezigheid.
    Afwezigheid,
}

impl Kenmerken {
    /// Of one report.
    pub fn van(melding: &Melding) -> Self {
        let plek = |p: Option<&Plek>| p.map(|p| schoon::plat(p.naam())).filter(|n| !n.is_empty());
        match &melding.inhoud {
            Inhoud::Gesprek(g) => Self {
                inrichting: plek(g.inrichting.as_ref()),
                voorval: g.voorval,
                soort: g.rij.map(|r| if r.is_oa() { Soort::Afwezigheid } else { Soort::Voorval }),
                ..Self::default()
            },
            Inhoud::Post(p) => {
                let merk = |v: &Vertrouwelijk| v.gevuld().map(|t| t.trim_matches(['<', '>', ' ']).to_owned());
                let naam = p.veld("naam").or_else(|| p.veld("verpleegde"));
                let persoon = naam.zip(p.veld("geboortedatum")).and_then(|(n, dag)| persoon(n, dag));
                Self {
                    mails: p.message_id.iter().filter_map(merk).collect(),
                    verwijzingen: p.verwijzingen.iter().filter_map(merk).collect(),
                    inrichting: plek(p.inrichting.as_ref()),
                    voorval: p.tijd("voorval"),
                    personen: persoon.into_iter().collect(),
                    soort: match melding.soort {
                        MeldingSoort::Mbv => Some(Soort::Voorval),
                        MeldingSoort::Moa | MeldingSoort::EindeOa => Some(Soort::Afwezigheid),
                        MeldingSoort::Telefoon | MeldingSoort::Onbekend => None,
                    },
                }
            }
        }
    }

    /// Of a case: its own, and what its reports add.
    pub fn van_zaak(zaak: &Zaak, desk: &Desk) -> Self {
        let eigen = Self {
            inrichting: zaak.plek().map(schoon::plat).filter(|n| !n.is_empty()),
            voorval: zaak.tijden.voorval,
            soort: zaak.rij().map(|r| if r.is_oa() { Soort::Afwezigheid } else { Soort::Voorval }),
            ..Self::default()
        };
        let meldingen = zaak.meldingen.iter().filter_map(|k| desk.meldingen.get(&k.melding));
        meldingen.map(Self::van).fold(eigen, |mut alles, m| {
            alles.mails.extend(m.mails);
            alles.verwijzingen.extend(m.verwijzingen);
            alles.personen.extend(m.personen);
            alles.inrichting = alles.inrichting.or(m.inrichting);
            alles
        })
    }
}

/// Why two look like one incident, heaviest reason first; the same whichever is named first, but for
/// the direction of the times.
pub fn redenen(een: &Kenmerken, ander: &Kenmerken) -> Vec<Reden> {
    let raakt = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
    let wisseling = raakt(&een.mails, &ander.verwijzingen)
        || raakt(&een.verwijzingen, &ander.mails)
        || raakt(&een.verwijzingen, &ander.verwijzingen);
    let persoon = !een.personen.is_disjoint(&ander.personen);
    let elders = een.inrichting.as_ref().zip(ander.inrichting.as_ref()).is_some_and(|(a, b)| a != b);
    // Another inrichting is another incident, unless thread or person says that one of both is mistaken.
    if elders && !wisseling && !persoon {
        return Vec::new();
    }
    let mut uit: Vec<Reden> = [(wisseling, Reden::Mailwisseling), (persoon, Reden::Persoon)]
        .into_iter()
        .filter_map(|(geldt, reden)| geldt.then_some(reden))
        .collect();
    if !elders && een.inrichting.is_some() && ander.inrichting.is_some() {
        uit.push(Reden::Inrichting);
    }
    let tijden = een.voorval.zip(ander.voorval).filter(|(a, b)| a.sinds(*b).abs() <= Duration::hours(6));
    uit.extend(tijden.map(|(a, b)| Reden::Tijd(a, b)));
    if een.soort.is_some() && een.soort == ander.soort {
        uit.push(Reden::Soort);
    }
    uit
}

/// What reasons weigh together.
pub fn score(redenen: &[Reden]) -> u32 {
    redenen.iter().map(|r| r.gewicht()).sum()
}

/// The open cases a report may belong to, best first.
pub fn voorstellen(desk: &Desk, melding: &Melding) -> Vec<Voorstel> {
    let open = desk.zaken.values().filter(|z| z.is_open());
    beste(desk, &Kenmerken::van(melding), open)
}

/// The other open cases that may be the same incident, best first.
pub fn gelijkend(desk: &Desk, zaak: &Zaak) -> Vec<Voorstel> {
    let andere = desk.zaken.values().filter(|z| z.is_open() && z.nummer != zaak.nummer);
    beste(desk, &Kenmerken::van_zaak(zaak, desk), andere)
}

fn beste<'a>(desk: &Desk, van: &Kenmerken, zaken: impl Iterator<Item = &'a Zaak>) -> Vec<Voorstel> {
    let mut uit: Vec<Voorstel> = zaken
        .map(|z| {
            let redenen = redenen(van, &Kenmerken::van_zaak(z, desk));
            Voorstel { zaak: z.nummer, score: score(&redenen), redenen }
        })
        .filter(|v| v.score >= DREMPEL)
        .collect();
    uit.sort_by_key(|v| (std::cmp::Reverse(v.score), std::cmp::Reverse(v.zaak)));
    uit
}

/// A person as two forms may write the same one: initial, surname, day of birth.
fn persoon(naam: &str, dag: &str) -> Option<(String, String, String)> {
    // "Voorbeeld, J. de" is "J. de Voorbeeld".
    let volgorde = match naam.split_once(',') {
        Some((achter, voor)) => format!("{voor} {achter}"),
        None => naam.to_owned(),
    };
    let plat = schoon::plat(&volgorde);
    let mut woorden = plat.split_whitespace();
    let voorletter = woorden.next()?.chars().next()?.to_string();
    let achternaam = woorden.next_back()?.to_owned();
    Some((voorletter, achternaam, dag.trim().to_owned()))
}
