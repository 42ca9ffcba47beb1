//! By which words two facts can be seen to exclude each other. Data and no code: what people write at
//! night is learnt from what they wrote, and a phrase too many is a false alarm on the beeld.

use std::sync::LazyLock;

use super::{
    lezer::{Lezer, Tabel},
    regelfout::Regelfout,
};
use crate::domain::{feit::Onderwerp, schoon};

const INGEBOUWD: &str = include_str!("../../assets/rules/tegenspraak.toml");

/// All that can contradict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenmerken {
    /// Words that turn round what comes after them.
    pub ontkenning: Vec<String>,
    /// How many words on a denial still reaches.
    pub bereik: usize,
    /// Words that make an estimate of a number.
    pub schatting: Vec<String>,
    /// What has one value, known by phrases.
    pub kenmerken: Vec<Kenmerk>,
    /// What can be counted.
    pub tellingen: Vec<Telling>,
}

/// Something that has one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kenmerk {
    /// Its name on screen.
    pub naam: String,
    /// The subjects under which it is told.
    pub onderwerpen: Vec<Onderwerp>,
    /// Per value the phrases for it, as [`schoon::plat`] writes them.
    pub waarden: Vec<Vec<String>>,
}

/// Something of which there is a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Its name on screen.
    pub naam: String,
    /// The subjects under which it is told.
    pub onderwerpen: Vec<Onderwerp>,
    /// What is counted, one and many, as [`schoon::plat`] writes it.
    pub woorden: Vec<String>,
}

impl Kenmerken {
    /// The embedded table, read when it is first asked for.
    pub fn ingebouwd() -> &'static Self {
        static KENMERKEN: LazyLock<Kenmerken> = LazyLock::new(|| {
            Kenmerken::lees(INGEBOUWD, "tegenspraak.toml")
                .unwrap_or_else(|fouten| Regelfout::in_eigen_gegevens(&fouten))
        });
        &KENMERKEN
    }

    /// Reads a table, given as text and name.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn lees(toml: &str, bestand: &str) -> Result<Self, Vec<Regelfout>> {
        let lezer = Lezer::new(bestand, toml);
        let boom = lezer.ontleed();
        let gelezen = Self::uit(&Tabel::new(&lezer, "", boom.get_ref(), 0));
        let fouten = lezer.klaar();
        gelezen.filter(|_| fouten.is_empty()).ok_or(fouten)
    }

    fn uit(t: &Tabel<'_>) -> Option<Self> {
        let (ontkenning, schatting) = (frasen(t, "ontkenning"), frasen(t, "schatting"));
        let bereik = t.getal("bereik", 1..10).and_then(|n| usize::try_from(n).ok());
        let kenmerken = t.tabellen("kenmerk", "kenmerk").iter().map(Kenmerk::lees).collect::<Vec<_>>();
        let tellingen = t.tabellen("telling", "telling").iter().map(Telling::lees).collect::<Vec<_>>();
        Some(Self {
            ontkenning,
            bereik: bereik?,
            schatting,
            kenmerken: kenmerken.into_iter().collect::<Option<_>>()?,
            tellingen: tellingen.into_iter().collect::<Option<_>>()?,
        })
    }
}

impl Kenmerk {
    fn lees(t: &Tabel<'_>) -> Option<Self> {
        let (naam, onderwerpen) = (t.tekst("naam"), onderwerpen(t));
        let waarden: Vec<_> = t.tabellen("waarde", "kenmerk.waarde").iter().map(|w| frasen(w, "frasen")).collect();
        if waarden.len() < 2 {
            t.fout("waarde", "Een kenmerk heeft ten minste twee waarden.");
        }
        Some(Self { naam: naam?, onderwerpen, waarden })
    }
}

impl Telling {
    fn lees(t: &Tabel<'_>) -> Option<Self> {
        let (naam, onderwerpen, woorden) = (t.tekst("naam"), onderwerpen(t), frasen(t, "woorden"));
        Some(Self { naam: naam?, onderwerpen, woorden })
    }
}

fn onderwerpen(t: &Tabel<'_>) -> Vec<Onderwerp> {
    t.keuzes("onderwerpen", &Onderwerp::ALLE.map(|o| (o.naam(), o)))
}

/// A list of phrases, each written as it will be compared.
fn frasen(t: &Tabel<'_>, veld: &'static str) -> Vec<String> {
    let mut uit = Vec::new();
    for (frase, plaats) in t.teksten(veld) {
        if schoon::plat(frase) == frase {
            uit.push(frase.to_owned());
        } else {
            t.fout_op(plaats, veld, format!("Schrijf «{frase}» als «{}».", schoon::plat(frase)));
        }
    }
    uit
}
