//! Which inrichting a mail is about when no form says so: the embedded list, and the names that senders
//! and subjects mention.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::brief::Brief;
use crate::domain::{
    fout::{Fout, Uitkomst},
    inrichting::{Inrichting, Inrichtingen},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bestand {
    #[serde(rename = "peildatum")]
    peildatum: toml::value::Datetime,
    inrichting: Vec<Inrichting>,
}

/// A list as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inrichtinglijst {
    /// Until when somebody saw that it was right.
    pub peildatum: NaiveDate,
    /// The entries.
    pub lijst: Inrichtingen,
}

impl Inrichtinglijst {
    /// The embedded list.
    ///
    /// # Errors
    /// When the list is not what it should be; a test keeps that from happening.
    pub fn ingebouwd() -> Uitkomst<Self> {
        Self::lees(include_str!("../../assets/inrichtingen.toml"), "inrichtingen.toml (ingebouwd)")
    }

    /// Reads a list; `bestand` is what messages call it.
    ///
    /// # Errors
    /// The first fault, with its line.
    pub fn lees(tekst: &str, bestand: &str) -> Uitkomst<Self> {
        let op_regel = |plek: Option<std::ops::Range<usize>>, wat: &str| {
            let regel = plek.map_or(1, |s| tekst.get(..s.start).unwrap_or_default().lines().count().max(1));
            Fout::gegevens(format!("{bestand}, regel {regel}: {wat}.")).hint("Verbeter het bestand of haal het weg.")
        };
        let b: Bestand = toml::from_str(tekst).map_err(|e| op_regel(e.span(), e.message()))?;
        let dag = b
            .peildatum
            .date
            .and_then(|d| NaiveDate::from_ymd_opt(i32::from(d.year), u32::from(d.month), u32::from(d.day)));
        let peildatum = dag.ok_or_else(|| op_regel(None, "de peildatum is geen dag"))?;
        Ok(Self { peildatum, lijst: Inrichtingen::nieuw(b.inrichting) })
    }

    /// The text of the officer's own file.
    ///
    /// # Errors
    /// When an entry cannot be written as TOML.
    pub fn schrijf(&self) -> Uitkomst<String> {
        #[derive(Serialize)]
        struct Tabellen<'a> {
            inrichting: Vec<&'a Inrichting>,
        }
        let tabellen = toml::to_string(&Tabellen { inrichting: self.lijst.alle().collect() })
            .map_err(|e| Fout::gegevens(format!("De lijst met inrichtingen is niet te schrijven ({e}).")))?;
        Ok(format!(
            "# Eigen inrichtingen, naast de ingebouwde. Geschreven door «piket inrichtingen».\n\npeildatum = {}\n\n{tabellen}",
            self.peildatum
        ))
    }
}

/// The embedded list, without its date.
///
/// # Errors
/// When the list is not what it should be; a test keeps that from happening.
pub fn lijst() -> Uitkomst<Inrichtingen> {
    Inrichtinglijst::ingebouwd().map(|l| l.lijst)
}

/// The inrichting that the sender or the subject names; of a forwarded mail first the innermost.
pub fn uit_koppen(brief: &Brief, inrichtingen: &Inrichtingen) -> Option<String> {
    let koppen: Vec<_> = brief.binnenin.iter().rev().chain([&brief.kop]).collect();
    koppen
        .iter()
        .find_map(|k| genoemd(&k.afzender, inrichtingen))
        .or_else(|| koppen.iter().find_map(|k| genoemd(&k.onderwerp, inrichtingen)))
}

/// The one inrichting whose name or alias stands in the text as whole words.
fn genoemd(tekst: &str, inrichtingen: &Inrichtingen) -> Option<String> {
    let tekst = format!(" {} ", woorden(tekst));
    let lengte = |i: &Inrichting| namen(i).filter(|n| tekst.contains(&format!(" {n} "))).map(|n| n.len()).max();
    let mut treffers: Vec<(usize, &Inrichting)> =
        inrichtingen.alle().filter_map(|i| lengte(i).map(|l| (l, i))).collect();
    treffers.sort_by_key(|(l, _)| std::cmp::Reverse(*l));
    match treffers.as_slice() {
        [(_, i)] => Some(i.naam.clone()),
        [(eerste, i), (tweede, _), ..] if eerste > tweede => Some(i.naam.clone()),
        _ => None,
    }
}

/// The ways to write its name; a bare place name is none of them.
fn namen(i: &Inrichting) -> impl Iterator<Item = String> {
    let plaats = woorden(&i.plaats);
    std::iter::once(&i.naam)
        .chain(&i.aliassen)
        .flat_map(|n| {
            let heel = woorden(n);
            let mut kaal = heel.as_str();
            for voor in ["fpc ", "fpk ", "ctp ", "rjji ", "jji ", "de ", "dr ", "s "] {
                kaal = kaal.strip_prefix(voor).unwrap_or(kaal);
            }
            [kaal.to_owned(), heel.clone()]
        })
        .filter(move |n| n.len() > 4 && *n != plaats)
}

fn woorden(tekst: &str) -> String {
    tekst.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders_and_subjects_name_it() -> Uitkomst<()> {
        let lijst = lijst()?;
        for (tekst, naam) in [
            ("Directie FPC de Kijvelanden <directie@x.example>", Some("FPC de Kijvelanden")),
            ("MBV Divisie Forzo/JJI FPC Dr. S. van Mesdag", Some("FPC Dr. S. van Mesdag")),
            ("J. de Vries <j@oostvaarderskliniek.example>", Some("FPC de Oostvaarderskliniek")),
            ("Directie Nieuwsbrief <x@y.example>", None),
            ("Politie Rotterdam <x@y.example>", None),
            ("Pompestichting en Kijvelanden", Some("FPC Pompestichting")),
        ] {
            assert_eq!(genoemd(tekst, &lijst).as_deref(), naam, "{tekst}");
        }
        Ok(())
    }

    #[test]
    fn every_name_and_alias_finds_its_own() -> Uitkomst<()> {
        let lijst = lijst()?;
        for i in lijst.alle() {
            for naam in std::iter::once(&i.naam).chain(&i.aliassen) {
                assert_eq!(lijst.herken(naam).map(|g| g.naam.as_str()), Some(i.naam.as_str()), "{naam}");
            }
        }
        Ok(())
    }
}
