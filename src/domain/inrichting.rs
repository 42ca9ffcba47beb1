//! The inrichtingen as data with a peildatum, found by the names people really use. The list is a
//! help, not a fence: a name that is not in it is kept as it was given.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{
    fout::{Fout, Uitkomst},
    schoon,
    tekst::Vertrouwelijk,
};

/// Who runs the inrichting; decides who judges a datalek (row 22).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Beheer {
    /// Run by the state: Hoofdkantoor DJI decides on the AP notification.
    #[serde(rename = "rijks")]
    Rijks,
    /// Run privately: the inrichting itself decides.
    #[serde(rename = "particulier")]
    Particulier,
}

impl Beheer {
    /// The word in verbs and on screen.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Rijks => "rijks",
            Self::Particulier => "particulier",
        }
    }
}

impl FromStr for Beheer {
    type Err = Fout;

    fn from_str(s: &str) -> Uitkomst<Self> {
        [Self::Rijks, Self::Particulier]
            .into_iter()
            .find(|b| b.woord() == s.trim())
            .ok_or_else(|| Fout::gebruik(format!("«{}» is geen beheer.", s.trim())).hint("Kies rijks of particulier."))
    }
}

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inrichting {
    /// The name as reports write it.
    #[serde(rename = "naam")]
    pub naam: String,
    /// Where it stands.
    #[serde(rename = "plaats")]
    pub plaats: String,
    /// Who runs it.
    #[serde(rename = "beheer")]
    pub beheer: Beheer,
    /// Other ways to write the name.
    #[serde(default)]
    #[serde(rename = "aliassen")]
    pub aliassen: Vec<String>,
}

/// Where something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Plek {
    /// An inrichting of the list, by the name reports write.
    #[serde(rename = "bekend")]
    Bekend(String),
    /// What was written and is in no list: that can be anything, a person's name too.
    #[serde(rename = "anders")]
    Anders(Vertrouwelijk),
}

impl Plek {
    /// What was written, before anybody looked it up.
    pub fn geschreven(tekst: &str) -> Option<Self> {
        let tekst = schoon::regel(tekst);
        (!tekst.is_empty()).then(|| Self::Anders(Vertrouwelijk::nieuw(&tekst)))
    }

    /// Destroys what somebody wrote; the name of a known inrichting is no secret.
    pub fn wis(&mut self) {
        match self {
            Self::Bekend(_) => {}
            Self::Anders(tekst) => tekst.wis(),
        }
    }

    /// The words to show.
    pub fn naam(&self) -> &str {
        match self {
            Self::Bekend(naam) => naam,
            Self::Anders(tekst) => tekst.lees(),
        }
    }
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inrichtingen(Vec<Inrichting>);

impl Inrichtingen {
    /// Takes the entries in the order of the file.
    pub const fn nieuw(lijst: Vec<Inrichting>) -> Self {
        Self(lijst)
    }

    /// These entries and those of `eigen`; an own entry of the same name takes the place of the other.
    #[must_use]
    pub fn met(mut self, eigen: Self) -> Self {
        for i in eigen.0 {
            self.0.retain(|j| j.naam != i.naam);
            self.0.push(i);
        }
        self
    }

    /// All entries.
    pub fn alle(&self) -> impl Iterator<Item = &Inrichting> {
        self.0.iter()
    }

    /// The entry of that exact name.
    pub fn met_naam(&self, naam: &str) -> Option<&Inrichting> {
        self.0.iter().find(|i| i.naam == naam)
    }

    /// The entry that a written name stands for: the name or an alias, whatever the case and the
    /// articles and the accents; else the only one of which the written words are the beginnings, or
    /// whose whole name stands in them. `None` when two entries fit equally well: nothing is guessed.
    pub fn herken(&self, geschreven: &str) -> Option<&Inrichting> {
        let gezocht = kern(geschreven);
        if gezocht.is_empty() {
            return None;
        }
        let namen = |i: &Inrichting| std::iter::once(&i.naam).chain(&i.aliassen).map(|n| kern(n)).collect::<Vec<_>>();
        let een = |test: &dyn Fn(&str) -> bool| {
            let mut treffers = self.0.iter().filter(|i| namen(i).iter().any(|n| test(n)));
            treffers.next().filter(|_| treffers.next().is_none())
        };
        // A town is not an inrichting: there are other buildings in it.
        let is_plaats = self.0.iter().any(|i| kern(&i.plaats) == gezocht);
        een(&|n| n == gezocht).or_else(|| if is_plaats { None } else { een(&|n| lijkt_op(n, &gezocht)) })
    }

    /// The place that was meant by what was written.
    pub fn plek(&self, geschreven: &str) -> Option<Plek> {
        let schoon = schoon::regel(geschreven);
        self.herken(&schoon).map(|i| Plek::Bekend(i.naam.clone())).or_else(|| Plek::geschreven(&schoon))
    }
}

/// How many letters a word must have before its beginning says anything.
const BEGIN: usize = 4;

/// True when every written word begins a word of the name, or every word of the name was written.
fn lijkt_op(naam: &str, gezocht: &str) -> bool {
    let begint = |woord: &str| naam.split(' ').any(|n| n == woord || (woord.len() >= BEGIN && n.starts_with(woord)));
    let geschreven = |woord: &str| gezocht.split(' ').any(|g| g == woord);
    gezocht.split(' ').all(begint) || naam.split(' ').all(geschreven)
}

/// Lower case without articles, kinds and punctuation: what is left distinguishes.
fn kern(naam: &str) -> String {
    schoon::plat(naam)
        .split(' ')
        .filter(|w| !matches!(*w, "" | "de" | "het" | "fpc" | "fpk" | "ctp" | "dr" | "kliniek"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lijst() -> Inrichtingen {
        let een = |naam: &str, plaats: &str, aliassen: &[&str]| Inrichting {
            naam: naam.to_owned(),
            plaats: plaats.to_owned(),
            beheer: Beheer::Particulier,
            aliassen: aliassen.iter().map(|a| (*a).to_owned()).collect(),
        };
        Inrichtingen::nieuw(vec![
            een("FPC de Kijvelanden", "Poortugaal", &["Kijf", "Fivoor Kijvelanden"]),
            een("FPC Pompestichting", "Nijmegen", &["Pompekliniek", "Pompestichting Nijmegen"]),
            een("RJJI De Hunnerberg", "Nijmegen", &["Hunnerberg"]),
            een("FPK Inforsa Noord", "Amsterdam", &[]),
            een("FPK Inforsa Zuid", "Amsterdam", &[]),
        ])
    }

    #[test]
    fn names_are_recognised_as_people_write_them_and_never_guessed() {
        let lijst = lijst();
        for (geschreven, naam) in [
            ("Kijvelanden", Some("FPC de Kijvelanden")),
            ("de kijf", Some("FPC de Kijvelanden")),
            ("DE KÍJVELANDEN", Some("FPC de Kijvelanden")),
            ("kijve", Some("FPC de Kijvelanden")),
            ("FPC de Kijvelanden, afdeling Noord", Some("FPC de Kijvelanden")),
            ("Pompe", Some("FPC Pompestichting")),
            ("Inforsa Noord", Some("FPK Inforsa Noord")),
            ("Inforsa", None),
            ("Nijmegen", None),
            ("Poortugaal", None),
            ("po", None),
            ("FPC", None),
            ("PI Vught", None),
        ] {
            assert_eq!(lijst.herken(geschreven).map(|i| i.naam.as_str()), naam, "{geschreven}");
        }
    }

    #[test]
    fn an_own_entry_takes_the_place_of_the_other() {
        let mut eigen = lijst().0;
        eigen.truncate(1);
        for i in &mut eigen {
            i.beheer = Beheer::Rijks;
        }
        let samen = lijst().met(Inrichtingen::nieuw(eigen));
        assert_eq!(samen.alle().count(), 5);
        assert_eq!(samen.met_naam("FPC de Kijvelanden").map(|i| i.beheer), Some(Beheer::Rijks));
    }
}
