//! The labels of form items as data: which words name which field. The table is embedded, read once
//! and checked as a whole; all faults in it are reported together.

mod lezen;

use std::{
    collections::{HashMap, HashSet},
    sync::OnceLock,
};

use serde::Deserialize;

use super::grenzen;
use crate::domain::fout::Uitkomst;

/// How the value of a field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vorm {
    /// A person: one line, without what stands behind "geboren".
    #[serde(rename = "naam")]
    Naam,
    /// A date.
    #[serde(rename = "datum")]
    Datum,
    /// A date of birth.
    #[serde(rename = "geboren")]
    Geboren,
    /// A date and a time, Amsterdam clock.
    Moment,
    /// One line.
    #[serde(rename = "kort")]
    Kort,
    /// Running text.
    #[serde(rename = "tekst")]
    Tekst,
    /// One of several words, possibly ticked.
    #[serde(rename = "keuze")]
    Keuze,
    /// The letter of a category, A to J.
    Letter,
    /// The name of an inrichting.
    Inrichting,
}

/// A field that a form can have.
#[derive(Debug)]
pub struct Veldsoort {
    /// Its name in data.
    pub naam: String,
    /// How its value is read.
    pub vorm: Vorm,
    /// Sub-labels that belong to the value.
    delen: HashSet<String>,
}

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doel {
    /// A field, by its place in the table.
    Veld {
        /// The field.
        veld: usize,
        /// True when the label counts only if no other gave a value.
        zwak: bool,
    },
    /// Two fields in one value.
    Samen(usize, usize),
    /// Something the desk does not keep.
    Overig,
}

/// A part of a form under a heading of its own.
#[derive(Debug, Default)]
struct Sectie {
    /// The fields that its bare labels name.
    eigen: HashSet<usize>,
    /// The fields that end it; without them, any that is not its own.
    tot: Option<HashSet<usize>>,
}

/// The table.
#[derive(Debug, Default)]
pub struct Etiketten {
    velden: Vec<Veldsoort>,
    tabel: HashMap<String, Doel>,
    begin: Vec<(String, Doel)>,
    koppen: HashMap<String, usize>,
    secties: Vec<Sectie>,
    sectielabels: HashMap<(usize, String), Doel>,
    stil: HashSet<String>,
    vulling: HashSet<String>,
    vraag: HashSet<String>,
    groet: Vec<String>,
    leeg_begin: Vec<String>,
    leeg_heel: Vec<String>,
}

/// Longest label that is looked at, in characters; the statutory form has long ones.
const LANGSTE: usize = 140;

impl Etiketten {
    /// The embedded table.
    ///
    /// # Errors
    /// When the table contradicts itself; a test keeps that from happening.
    pub fn ingebouwd() -> Uitkomst<&'static Self> {
        static TABEL: OnceLock<Uitkomst<Etiketten>> = OnceLock::new();
        TABEL
            .get_or_init(|| lezen::lees(include_str!("../../assets/intake/labels.toml")))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// A field by its place.
    pub fn veld(&self, nr: usize) -> Option<&Veldsoort> {
        self.velden.get(nr)
    }

    /// What a text names when it is a label as a whole, under the heading `sectie`.
    pub fn zoek(&self, tekst: &str, sectie: Option<usize>) -> Option<Doel> {
        if tekst.chars().take(LANGSTE + 1).count() > LANGSTE {
            return None;
        }
        let bij = |sleutel: &String| {
            sectie
                .and_then(|s| self.sectielabels.get(&(s, sleutel.clone())))
                .or_else(|| self.tabel.get(sleutel))
                .copied()
        };
        let kaal = zonder_haakjes(tekst);
        let kaal = kaal.as_deref();
        bij(&self.sleutel(tekst))
            .or_else(|| bij(&self.sleutel(kaal?)))
            .or_else(|| bij(&self.kern(tekst)?))
            .or_else(|| bij(&self.kern(kaal?)?))
    }

    /// What a long label names by its first words; only for text that stands as a label: before a colon
    /// or in a cell of its own.
    pub fn zoek_begin(&self, tekst: &str) -> Option<Doel> {
        if tekst.chars().take(LANGSTE + 1).count() > LANGSTE {
            return None;
        }
        let woorden = woorden(zonder_nummer(tekst)).join(" ");
        self.begin.iter().find(|(b, _)| begint_met(&woorden, b)).map(|(_, doel)| *doel)
    }

    /// True for the rest of a label that was broken off: "omtrent het recidivegevaar".
    pub fn loopt_door(&self, tekst: &str) -> bool {
        let woorden = woorden(tekst);
        let vult = |w: &String| self.stil.contains(w) || self.vulling.contains(w);
        woorden.len() > 1 && woorden.first().is_some_and(vult) && !tekst.contains(|c: char| c.is_ascii_digit())
    }

    /// The section that a heading opens.
    pub fn kop(&self, tekst: &str) -> Option<usize> {
        if tekst.chars().take(LANGSTE + 1).count() > LANGSTE {
            return None;
        }
        let kaal = zonder_haakjes(tekst);
        [tekst, kaal.as_deref().unwrap_or_default()]
            .into_iter()
            .find_map(|t| self.koppen.get(&self.sleutel(t.trim_end_matches([':', ' ']))).copied())
    }

    /// True when a field ends the section.
    pub fn eindigt(&self, sectie: usize, veld: usize) -> bool {
        self.secties.get(sectie).is_none_or(|s| match &s.tot {
            Some(tot) => tot.contains(&veld),
            None => !s.eigen.contains(&veld),
        })
    }

    /// True when a label is part of the value of an open field.
    pub fn is_deel(&self, veld: usize, tekst: &str) -> bool {
        self.velden.get(veld).is_some_and(|v| !v.delen.is_empty() && v.delen.contains(&self.sleutel(tekst)))
    }

    /// True for the line that ends a letter.
    pub fn is_groet(&self, tekst: &str) -> bool {
        let klein = grenzen::begin(tekst.trim(), LANGSTE).to_lowercase();
        klein == "--" || self.groet.iter().any(|g| begint_met(&klein, g))
    }

    /// True for what a form shows where nothing was filled in.
    pub fn is_leeg(&self, tekst: &str) -> bool {
        let klein = tekst.trim().trim_matches(['[', ']', '<', '>', '(', ')', '«', '»', ' ']).to_lowercase();
        self.leeg_heel.contains(&klein) || self.leeg_begin.iter().any(|b| klein.starts_with(b.as_str()))
    }

    /// A label as the set of its telling words.
    fn sleutel(&self, tekst: &str) -> String {
        self.sleutel_van(woorden(zonder_nummer(tekst)))
    }

    /// What a label asks about, without how it asks: "Welke maatregelen zijn er genomen?" is about the measures
    /// taken. `None` when that leaves nothing out, or nothing over.
    fn kern(&self, tekst: &str) -> Option<String> {
        let mut woorden = woorden(zonder_nummer(tekst));
        let aantal = woorden.len();
        let vraagt = woorden.iter().any(|w| self.vraag.contains(w));
        woorden.retain(|w| !self.vulling.contains(w) && !self.vraag.contains(w));
        let minst = if vraagt { 2 } else { 1 };
        (woorden.len() < aantal)
            .then(|| self.sleutel_van(woorden))
            .filter(|sleutel| sleutel.split_whitespace().count() >= minst)
    }

    fn sleutel_van(&self, mut woorden: Vec<String>) -> String {
        woorden.retain(|w| !self.stil.contains(w));
        woorden.sort_unstable();
        // "d.d." is two words; one D may be an answer.
        woorden.dedup_by(|a, b| a == b && a.len() > 1);
        woorden.join(" ")
    }
}

fn begint_met(tekst: &str, begin: &str) -> bool {
    tekst.strip_prefix(begin).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
}

/// Words in lower case, without accents and punctuation.
fn woorden(tekst: &str) -> Vec<String> {
    let mut uit = Vec::new();
    let mut woord = String::new();
    for c in tekst.chars().flat_map(char::to_lowercase) {
        let c = match c {
            'á' | 'à' | 'ä' | 'â' => 'a',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            'ç' => 'c',
            c => c,
        };
        if c.is_alphanumeric() {
            woord.push(c);
        } else if !woord.is_empty() {
            uit.push(std::mem::take(&mut woord));
        }
    }
    if !woord.is_empty() {
        uit.push(woord);
    }
    uit
}

/// A label without what stands between brackets, if there is any.
fn zonder_haakjes(tekst: &str) -> Option<String> {
    let (voor, rest) = tekst.split_once('(')?;
    let na = rest.split_once(')').map_or("", |(_, na)| na);
    Some(format!("{voor} {na}"))
}

/// A label without its number: `1.`, `6a)`, `b.`, `(3)`, a bullet.
pub fn zonder_nummer(tekst: &str) -> &str {
    let mut rest = tekst.trim_start_matches(|c: char| c.is_whitespace() || "•·*–-▪◦‣>_#".contains(c));
    for _ in 0..3 {
        let open = rest.strip_prefix('(').unwrap_or(rest);
        let cijfers = open.chars().take_while(char::is_ascii_digit).count();
        let letters = usize::from(open.chars().nth(cijfers).is_some_and(|c| c.is_ascii_alphabetic()));
        let lengte = cijfers + letters;
        let na = open.get(lengte..).unwrap_or_default();
        let los = cijfers > 0 && letters == 0 && na.starts_with(' ');
        let zonder = na.strip_prefix(['.', ')']).or(if los { Some(na) } else { None });
        match zonder {
            // "d.d." and "w.g." are words; "d. datum" and "a.naam" are numbered ones.
            Some(z) if cijfers == 0 && !z.starts_with(char::is_whitespace) && !begint_met_woord(z) => break,
            Some(z) if cijfers <= 2 && lengte > 0 => rest = z.trim_start(),
            _ => break,
        }
    }
    rest
}

/// Two letters or more.
fn begint_met_woord(tekst: &str) -> bool {
    tekst.chars().take(2).filter(|c| c.is_alphabetic()).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn naam(tekst: &str) -> Uitkomst<Option<String>> {
        let e = Etiketten::ingebouwd()?;
        Ok(e.zoek(tekst, None).or_else(|| e.zoek_begin(tekst)).map(|d| match d {
            Doel::Veld { veld, .. } => e.veld(veld).map(|v| v.naam.clone()).unwrap_or_default(),
            Doel::Samen(..) => "samen".into(),
            Doel::Overig => "overig".into(),
        }))
    }

    #[test]
    fn one_field_has_many_labels() -> Uitkomst<()> {
        for (tekst, veld) in [
            ("Naam van de patiënt", "persoon"),
            ("1. Verpleegde(n): naam", "persoon"),
            ("NAAM VERPLEEGDE(N)", "persoon"),
            ("Geb. datum", "geboortedatum"),
            ("Geboren op", "geboortedatum"),
            ("6. Datum/tijdstip voorval", "voorval"),
            ("Tijdstip incident", "voorval"),
            ("Datum en tijd van het incident", "voorval"),
            ("Geconstateerd om", "constatering"),
            ("8. Beschrijving van het voorval en de omstandigheden waaronder dit plaatsvond", "beschrijving"),
            ("Einddatum (indien bekend)", "einddatum"),
            ("10b) Gemeld aan OM", "gemeld_om"),
            ("Slachtoffer(s)/nabestaande(n) geïnformeerd", "slachtoffers"),
            ("Welke maatregelen zijn er genomen?", "maatregelen"),
            ("Verlofvorm ten tijde van het voorval", "verlofvorm"),
            ("Geb.dat.", "geboortedatum"),
            ("d.d.", "datum"),
            ("Te", "plaats"),
            ("Plaats, datum", "samen"),
            ("Telefoonnummer", "overig"),
        ] {
            assert_eq!(naam(tekst)?.as_deref(), Some(veld), "{tekst}");
        }
        for geen in [
            "D",
            "Bekend is de naam",
            "De patiënt heeft",
            "Geachte heer",
            "",
            "van de",
            "1.",
            "Naam en telefoon van de heer",
        ] {
            assert_eq!(naam(geen)?, None, "{geen}");
        }
        Ok(())
    }

    #[test]
    fn numbers_go_and_words_stay() {
        for (met, zonder) in [
            ("1. Naam", "Naam"),
            ("(6a) Tijd", "Tijd"),
            ("10.b. OM", "OM"),
            ("- Plaats", "Plaats"),
            ("3 Inrichting", "Inrichting"),
        ] {
            assert_eq!(zonder_nummer(met), zonder);
        }
        assert_eq!(zonder_nummer("Naam"), "Naam");
        assert_eq!(zonder_nummer("112"), "112");
    }
}
