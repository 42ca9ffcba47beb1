//! Which terms a row carries: the kind, what starts its clock, how long it runs and who waits for it.

use chrono::NaiveTime;

use super::{bron::Bron, contacten::Contacten, lezer::Tabel};
use crate::domain::{rij::Rij, termijnsoort::TermijnSoort};

/// One kind of term and the rows it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijnregel {
    /// The kind.
    pub soort: TermijnSoort,
    /// The rows that carry it.
    pub rijen: Vec<Rij>,
    /// What starts the clock.
    pub begin: Begin,
    /// How long it runs.
    pub duur: Duur,
    /// Who waits for it, as a line of text.
    pub ontvanger: String,
    /// Where the term stands.
    pub bron: Bron,
}

/// What starts the clock of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Begin {
    /// The voorval, unless its term had passed when it was discovered.
    Voorval,
    /// The constatering, else the voorval.
    Constatering,
    /// The return or arrest of an absent person.
    EindeOa,
}

/// How long a term runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duur {
    /// The form term, which depends on day and hour (B.2 step 4).
    Formulier,
    /// A number of elapsed hours.
    Uren(u16),
}

/// The clock times of the form term, Amsterdam. Exclusive: at that time it is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formulieruren {
    /// On the next werkdag.
    pub werkdag: NaiveTime,
    /// On the Monday after a weekend.
    pub weekend: NaiveTime,
}

impl Formulieruren {
    pub(super) fn lees(t: &Tabel<'_>) -> Option<Self> {
        let (werkdag, weekend) = (t.klok("werkdag"), t.klok("weekend"));
        Some(Self { werkdag: werkdag?, weekend: weekend? })
    }
}

impl Termijnregel {
    pub(super) fn lees(t: &Tabel<'_>, instructie: &str, contacten: Option<&Contacten>) -> Option<Self> {
        let soort = t.keuze("soort", &TermijnSoort::ALLE.map(|s| (s.sleutel(), s)));
        let rijen = t.rijen("rijen");
        let begin = t.keuze(
            "begin",
            &[("voorval", Begin::Voorval), ("constatering", Begin::Constatering), ("einde-oa", Begin::EindeOa)],
        );
        let duur = Duur::lees(t);
        let bron = Bron::lees(t, instructie);
        if let Some(soort) = soort {
            for (rij, plaats) in &rijen {
                if rij.is_oa() != is_oa(soort) {
                    t.fout_op(*plaats, "rijen", format!("Termijn {soort} past niet bij rij {rij}."));
                }
            }
        }
        let ontvanger = ontvanger(soort?, contacten?);
        let rijen = rijen.into_iter().map(|(rij, _)| rij).collect();
        Some(Self { soort: soort?, rijen, begin: begin?, duur: duur?, ontvanger, bron: bron? })
    }

    /// True for the form that M demands: MBV for C.1, MOA for C.2.
    pub const fn is_formulier(&self) -> bool {
        matches!(self.soort, TermijnSoort::Mbv | TermijnSoort::Moa)
    }
}

const fn is_oa(soort: TermijnSoort) -> bool {
    match soort {
        TermijnSoort::Moa | TermijnSoort::MoaFastNl | TermijnSoort::MoaEinde => true,
        TermijnSoort::Mbv | TermijnSoort::ApDatalek => false,
    }
}

fn ontvanger(soort: TermijnSoort, contacten: &Contacten) -> String {
    match soort {
        TermijnSoort::Mbv | TermijnSoort::Moa | TermijnSoort::MoaEinde => {
            let postbus = &contacten.postbus;
            format!("{} ({}), cc {}", postbus.naam, postbus.mail, postbus.cc)
        }
        TermijnSoort::MoaFastNl => format!("{} ({})", contacten.fast_nl.naam, contacten.fast_nl.mail),
        TermijnSoort::ApDatalek => contacten.toezichthouder.clone(),
    }
}

impl Duur {
    fn lees(t: &Tabel<'_>) -> Option<Self> {
        match t.pak("duur") {
            Some(waarde) if waarde.get_ref().is_table() => {
                let uren = t.als_tabel("duur", "duur", waarde)?.getal("uren", 1..1001)?;
                u16::try_from(uren).ok().map(Self::Uren)
            }
            _ => t.keuze("duur", &[("formulier", Self::Formulier)]),
        }
    }
}
