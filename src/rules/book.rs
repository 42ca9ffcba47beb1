//! The rule book of one sector, read and checked once. Everything in it can be asked for without
//! failing: a row that exists is in the book, and a book with a fault does not exist.

use std::{
    fmt::{self, Write as _},
    ops::Deref,
    sync::{Arc, LazyLock},
};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

pub use super::{
    bron::Bron,
    contacten::Contacten,
    kalender::{EigenDag, Kalenders},
    leesregel::{Leesregel, Regeltekst},
    onbepaald::Onbepaald,
    regelfout::Regelfout,
    rijregel::{Code, Opsteller, Rijregel},
    termijnregel::{Begin, Duur, Formulieruren, Termijnregel},
    vereist::Vereist,
    weging::{Gevolg, GevolgBesluit, Weegvraag, Weegwijzer},
};
use super::{
    controle, kalender,
    leesregel::Leesregels,
    lezer::{Lezer, Tabel},
    weging::Vraagnummers,
};
use crate::domain::rij::Rij;

const TBS: &str = include_str!("../../assets/rules/tbs.toml");

/// Where the rule book came from; the header says so when it is not the embedded one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Herkomst {
    /// Embedded in the program.
    Ingebouwd,
    /// The officer's own file, as its path is shown.
    Eigen(String),
}

/// All rules of a sector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regelboek {
    /// `tbs`.
    pub sector: String,
    /// Version of the data.
    pub versie: String,
    /// From which date the data applies.
    pub geldig_van: NaiveDate,
    /// SHA-256 of the rule file followed by the calendar file and the officer's own days, in hex. The log
    /// keeps it with every judgement.
    pub hash: String,
    /// Embedded, or the officer's own.
    pub herkomst: Herkomst,
    /// Full title of the source.
    pub instructie: String,
    /// Questions for every letter in brackets.
    pub algemeen: Vec<Weegvraag>,
    /// Questions before anything else in an OA.
    pub oa_vooraf: Vec<Weegvraag>,
    /// What the number of yeses means.
    pub weegwijzer: Weegwijzer,
    /// Addresses and phone numbers.
    pub contacten: Contacten,
    /// What the source leaves open.
    pub onbepaald: Vec<Onbepaald>,
    /// What must stand in a form.
    pub vereist: Vec<Vereist>,
    /// Clock times of the form term.
    pub formulier: Formulieruren,
    /// Office hours and feestdagen.
    pub kalenders: Kalenders,
    leesregels: Leesregels,
    termijnen: Vec<Termijnregel>,
    rijen: Rijen,
}

/// All thirty rows: the type says there is a first, the reading that there are all.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rijen {
    eerste: Rijregel,
    overige: Vec<Rijregel>,
}

/// The rule book a desk works by. Reading the rows takes longer than anything else at the start, so
/// the embedded one waits until something asks for them: an empty desk is on screen before.
#[derive(Debug, Clone)]
pub enum Boek {
    /// The embedded one.
    Ingebouwd,
    /// The officer's own, which was read to see whether it is sound.
    Eigen(Arc<Regelboek>),
}

impl Boek {
    /// Its office hours and feestdagen, for which the rows need not be read.
    pub fn kalenders(&self) -> &Kalenders {
        match self {
            Self::Ingebouwd => Kalenders::ingebouwd(),
            Self::Eigen(boek) => &boek.kalenders,
        }
    }
}

impl Deref for Boek {
    type Target = Regelboek;

    fn deref(&self) -> &Regelboek {
        match self {
            Self::Ingebouwd => Regelboek::ingebouwd(),
            Self::Eigen(boek) => boek,
        }
    }
}

impl Boek {
    /// The same book with the officer's own days off. Without any it stays as it was.
    #[must_use]
    pub fn met_eigen_dagen(self, dagen: &[EigenDag]) -> Self {
        if dagen.is_empty() {
            return self;
        }
        let boek = Regelboek::clone(&self);
        let hash = dagen.iter().fold(Sha256::new().chain_update(&boek.hash), |hash, dag| {
            hash.chain_update(format!("\n{} {}", dag.datum, dag.naam))
        });
        let kalenders = boek.kalenders.met_eigen(dagen);
        Self::Eigen(Arc::new(Regelboek { hash: hex(hash), kalenders, ..boek }))
    }
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl Regelboek {
    /// The embedded book, read when it is first asked for.
    pub fn ingebouwd() -> &'static Self {
        static BOEK: LazyLock<Regelboek> = LazyLock::new(|| {
            Regelboek::lees(TBS, "tbs.toml", Herkomst::Ingebouwd)
                .unwrap_or_else(|fouten| Regelfout::in_eigen_gegevens(&fouten))
        });
        &BOEK
    }

    /// Reads a rule file, with the embedded calendar.
    ///
    /// # Errors
    /// Every fault of the file, in the order of its lines.
    pub fn lees(toml: &str, bestand: &str, herkomst: Herkomst) -> Result<Self, Vec<Regelfout>> {
        Self::lees_met_kalender((toml, bestand), (kalender::INGEBOUWD, "kalender.toml"), herkomst)
    }

    /// Reads a rule file and a calendar file, each given as text and name.
    ///
    /// # Errors
    /// Every fault of both files.
    pub fn lees_met_kalender(
        regels: (&str, &str),
        kalender: (&str, &str),
        herkomst: Herkomst,
    ) -> Result<Self, Vec<Regelfout>> {
        let hash = hex(Sha256::new().chain_update(regels.0).chain_update(kalender.0));
        let (kalenders, kalenderfouten) = Kalenders::uit(kalender.0, kalender.1);

        let lezer = Lezer::new(regels.1, regels.0);
        let boom = lezer.ontleed();
        let boek = Self::uit(&Tabel::new(&lezer, "", boom.get_ref(), 0), kalenders, hash, herkomst);
        let mut fouten = lezer.klaar();
        fouten.extend(kalenderfouten);

        boek.filter(|_| fouten.is_empty()).ok_or(fouten)
    }

    /// The rule of a row. Every row is in the book, so the first is never a stand-in.
    pub fn rij(&self, rij: Rij) -> &Rijregel {
        self.rijen().find(|r| r.nr == rij).unwrap_or(&self.rijen.eerste)
    }

    /// All rows in the order of the matrix.
    pub fn rijen(&self) -> impl Iterator<Item = &Rijregel> {
        std::iter::once(&self.rijen.eerste).chain(&self.rijen.overige)
    }

    /// The terms a row carries, in the order in which they bite.
    pub fn termijnregels(&self, rij: Rij) -> impl Iterator<Item = &Termijnregel> {
        self.termijnen.iter().filter(move |t| t.rijen.contains(&rij))
    }

    /// How a reading is told.
    pub const fn leestekst(&self, regel: Leesregel) -> &Regeltekst {
        self.leesregels.tekst(regel)
    }

    /// The gap about a subject, if the source leaves it open.
    pub fn open_punt(&self, onderwerp: &str) -> Option<&Onbepaald> {
        self.onbepaald.iter().find(|o| o.onderwerp == onderwerp)
    }

    /// Every field is read before the first missing one ends the reading: that is what makes the list
    /// of faults complete.
    fn uit(t: &Tabel<'_>, kalenders: Option<Kalenders>, hash: String, herkomst: Herkomst) -> Option<Self> {
        let (sector, versie, geldig_van) = (t.tekst("sector"), t.tekst("versie"), t.datum("geldig_van"));
        let (instructie, kort) =
            t.tabel("instructie", "instructie").map_or((None, None), |t| (t.tekst("titel"), t.tekst("kort")));
        let kort = kort.unwrap_or_default();
        let contacten = t.tabel("contacten", "contacten").and_then(|t| Contacten::lees(&t));
        let formulier = t.tabel("formulier", "formulier").and_then(|t| Formulieruren::lees(&t));
        let leesregels = t.tabel("leesregel", "leesregel").and_then(|t| Leesregels::lees(&t));
        let weegwijzer = t.tabel("weegwijzer", "weegwijzer").and_then(|t| Weegwijzer::lees(&t));
        let onbepaald = t.tabellen("onbepaald", "onbepaald");
        let onbepaald = onbepaald.iter().filter_map(|t| Onbepaald::lees(t, &kort)).collect();

        let vereist = t.tabellen("vereist", "vereist").iter().filter_map(Vereist::lees).collect();

        let mut bekend = Vraagnummers::new();
        let algemeen = Weegvraag::lees_alle(&t.tabellen("algemeen", "algemeen"), None, &mut bekend);
        let oa_vooraf = Weegvraag::lees_alle(&t.tabellen("oa_vooraf", "oa_vooraf"), None, &mut bekend);

        let rijtabellen = t.tabellen("rij", "rij");
        let rijen: Vec<_> = rijtabellen.iter().map(|t| (t, Rijregel::lees(t, &kort, &mut bekend))).collect();
        let termijntabellen = t.tabellen("termijn", "termijn");
        let termijnen: Vec<_> =
            termijntabellen.iter().map(|t| (t, Termijnregel::lees(t, &kort, contacten.as_ref()))).collect();
        controle::rijen(t, &rijen);
        controle::termijnen(&termijnen, &rijen);

        let mut rijen: Vec<Rijregel> = rijen.into_iter().filter_map(|(_, rij)| rij).collect();
        rijen.sort_by_key(|r| r.nr);
        let mut rijen = rijen.into_iter();
        Some(Self {
            sector: sector?,
            versie: versie?,
            geldig_van: geldig_van?,
            hash,
            herkomst,
            instructie: instructie?,
            algemeen,
            oa_vooraf,
            weegwijzer: weegwijzer?,
            contacten: contacten?,
            onbepaald,
            vereist,
            formulier: formulier?,
            kalenders: kalenders?,
            leesregels: leesregels?,
            termijnen: termijnen.into_iter().filter_map(|(_, termijn)| termijn).collect(),
            rijen: Rijen { eerste: rijen.next()?, overige: rijen.collect() },
        })
    }
}

impl fmt::Display for Herkomst {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ingebouwd => f.write_str("ingebouwd"),
            Self::Eigen(pad) => write!(f, "eigen regelboek {pad}"),
        }
    }
}
