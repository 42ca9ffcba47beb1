//! Which inrichting a mail is about when no form says so: the embedded list, and the names that senders
//! and subjects mention.

use serde::Deserialize;

use super::brief::Brief;
use crate::domain::{
    fout::{Fout, Uitkomst},
    inrichting::{Inrichting, Inrichtingen},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bestand {
    #[expect(dead_code, reason = "says for the reader of the file how old it is")]
    peildatum: toml::value::Datetime,
    inrichting: Vec<Inrichting>,
}

/// The embedded list.
///
/// # Errors
/// When the list is not what it should be; a test keeps that from happening.
pub fn lijst() -> Uitkomst<Inrichtingen> {
    toml::from_str::<Bestand>(include_str!("../../assets/inrichtingen.toml"))
        .map(|b| Inrichtingen::nieuw(b.inrichting))
        .map_err(|e| Fout::gegevens(format!("De lijst met inrichtingen is niet te lezen: {}.", e.message())))
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
