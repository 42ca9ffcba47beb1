//! Which steps a zaak has and where each stands, derived afresh from row, weighing and facts. Done
//! stays done: evidence and the officer's own marks outlive a reclassification.

mod stappen;

use super::masker::Zicht;
use crate::{
    domain::{
        besluit::{Besluitsoort, JaNee},
        inrichting::Inrichting,
        moment::Moment,
        rij::Rij,
        stap::{Stap, Stapstand},
        zaak::Zaak,
    },
    rules::book::{Code, Regelboek, Rijregel, Weegvraag},
};

/// Who is to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eigenaar {
    /// The officer at this desk.
    Desk,
    /// The inrichting.
    Inrichting,
}

/// Where a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Staat {
    /// Cannot be done yet; says why.
    Open(String),
    /// Can be done now; says what is to be done.
    Klaar(String),
    /// Waits on somebody; says on whom and for what.
    Wacht(String),
    /// Done; says by what evidence, and when.
    Gereed {
        /// The evidence.
        bewijs: String,
        /// When it was done, where that is known.
        op: Option<Moment>,
    },
    /// Not needed; says why.
    NietNodig(String),
}

impl Staat {
    /// True for what no longer stands in the way of closing.
    pub const fn is_af(&self) -> bool {
        match self {
            Self::Gereed { .. } | Self::NietNodig(_) => true,
            Self::Open(_) | Self::Klaar(_) | Self::Wacht(_) => false,
        }
    }

    /// The word on screen and in data.
    pub const fn woord(&self) -> &'static str {
        match self {
            Self::Open(_) => "open",
            Self::Klaar(_) => "te doen",
            Self::Wacht(_) => "wacht",
            Self::Gereed { .. } => "gereed",
            Self::NietNodig(_) => "niet nodig",
        }
    }

    /// What goes with the word: the reason, the task or the evidence.
    pub fn uitleg(&self) -> &str {
        match self {
            Self::Open(t) | Self::Klaar(t) | Self::Wacht(t) | Self::NietNodig(t) => t,
            Self::Gereed { bewijs, .. } => bewijs,
        }
    }
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stapregel {
    /// Which step.
    pub stap: Stap,
    /// What it is called.
    pub naam: &'static str,
    /// Who is to act.
    pub eigenaar: Eigenaar,
    /// Where it stands.
    pub staat: Staat,
}

/// All steps of a case, in order, with the texts in them as `zicht` shows them.
pub fn checklist(zaak: &Zaak, boek: &Regelboek, inrichting: Option<&Inrichting>, zicht: Zicht) -> Vec<Stapregel> {
    let regel = zaak.rij().map(|r| boek.rij(r));
    let bron = stappen::Bron { zaak, boek, regel, inrichting, zicht };
    let mut lijst: Vec<Stapregel> = Stap::ALLE
        .into_iter()
        .filter(|stap| *stap != Stap::Sluiten)
        .filter_map(|stap| {
            let (naam, eigenaar, afgeleid) = stappen::leid_af(&bron, stap)?;
            Some(Stapregel { stap, naam, eigenaar, staat: met_notitie(zaak, stap, afgeleid, zicht) })
        })
        .collect();
    let open = lijst.iter().filter(|s| !s.staat.is_af()).count();
    let staat = match zaak.gesloten {
        Some(op) => Staat::Gereed { bewijs: format!("gesloten {}", op.kort()), op: Some(op) },
        None if open == 0 => Staat::Klaar("alles is af: sluit de zaak".to_owned()),
        None if open == 1 => Staat::Open("nog 1 stap open".to_owned()),
        None => Staat::Open(format!("nog {open} stappen open")),
    };
    lijst.push(Stapregel { stap: Stap::Sluiten, naam: "Zaak sluiten", eigenaar: Eigenaar::Desk, staat });
    lijst
}

/// Lays the officer's own mark over what was derived; evidence is stronger than a mark.
fn met_notitie(zaak: &Zaak, stap: Stap, afgeleid: Staat, zicht: Zicht) -> Staat {
    let Some(notitie) = zaak.stappen.get(&stap) else { return afgeleid };
    if matches!(afgeleid, Staat::Gereed { .. }) {
        return afgeleid;
    }
    let reden = zicht.gevuld(&notitie.reden);
    match notitie.stand {
        Stapstand::Open => afgeleid,
        Stapstand::Wacht => Staat::Wacht(reden.unwrap_or("wacht op antwoord").to_owned()),
        Stapstand::Gereed => Staat::Gereed {
            bewijs: reden
                .map_or_else(|| format!("afgevinkt {}", notitie.op.kort()), |r| format!("{r} ({})", notitie.op.kort())),
            op: Some(notitie.op),
        },
        Stapstand::NietNodig => Staat::NietNodig(reden.unwrap_or("niet nodig").to_owned()),
    }
}

/// The names of the steps that stand in the way of closing.
pub fn nog_open(lijst: &[Stapregel]) -> Vec<&'static str> {
    lijst.iter().filter(|s| s.stap != Stap::Sluiten && !s.staat.is_af()).map(|s| s.stap.sleutel()).collect()
}

/// The weighing questions of a row: before anything else those for an OA, then its own, then the
/// general ones where the matrix leaves a choice on P or A.
pub fn weegvragen(boek: &Regelboek, rij: Rij) -> impl Iterator<Item = &Weegvraag> {
    let regel = boek.rij(rij);
    let oa = if rij.is_oa() && regel.meldplichtig() { boek.oa_vooraf.as_slice() } else { &[] };
    let keuze = [regel.p, regel.a].iter().any(|c| matches!(c, Code::Weging | Code::IndienRelevant));
    let algemeen = if keuze { boek.algemeen.as_slice() } else { &[] };
    oa.iter().chain(&regel.weegvragen).chain(algemeen)
}

/// What is decided on P or A: by the officer, else by the matrix where it leaves no choice.
pub fn geldt(zaak: &Zaak, regel: &Rijregel, over: Besluitsoort) -> Option<JaNee> {
    if let Some(besluit) = zaak.besluit(over) {
        return Some(besluit.keuze);
    }
    let code = match over {
        Besluitsoort::P => regel.p,
        Besluitsoort::A => regel.a,
    };
    match code {
        Code::Ja => Some(JaNee::Ja),
        Code::Nee => Some(JaNee::Nee),
        Code::Weging | Code::IndienRelevant => None,
    }
}

/// Who has the next move in a case: the desk's first task, and what it waits for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AanZet {
    /// The first step the officer can do now.
    pub desk: Option<Stap>,
    /// The first step that waits on the inrichting.
    pub inrichting: Option<Stap>,
}

/// Reads off who is to act.
pub fn aan_zet(lijst: &[Stapregel]) -> AanZet {
    let eerste = |wie: Eigenaar| {
        lijst.iter().find(|s| s.eigenaar == wie && matches!(s.staat, Staat::Klaar(_) | Staat::Wacht(_))).map(|s| s.stap)
    };
    AanZet { desk: eerste(Eigenaar::Desk), inrichting: eerste(Eigenaar::Inrichting) }
}
