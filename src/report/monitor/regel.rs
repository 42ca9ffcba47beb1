//! One line of the incidentenmonitor. Built from a case by naming what goes in, so that a new field
//! of a case never slips into the report by itself.

use crate::domain::{
    besluit::{Antwoord, Besluitsoort, JaNee},
    concept::ConceptSoort,
    ids::{Meldingnummer, Zaaknummer},
    inrichting::Plek,
    melding::MeldingSoort,
    moment::Moment,
    rij::Rij,
    termijnsoort::TermijnSoort,
    zaak::Zaak,
};

/// How a term went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Oordeel {
    /// Received before the strict reading.
    OpTijd,
    /// Received after the strict reading, before the usual one: on time only by that reading.
    AlleenGangbaar,
    /// Received after every reading, or not received while every reading has passed.
    TeLaat,
    /// Not received, and not every reading has passed.
    NogOpen,
}

impl Oordeel {
    /// All of them, in the order of the tables.
    pub const ALLE: [Self; 4] = [Self::OpTijd, Self::AlleenGangbaar, Self::TeLaat, Self::NogOpen];

    /// Judges a term at `nu`. A term is exclusive: on the very moment is late (ONTWERP 4).
    pub fn van(uiterlijk: Moment, gangbaar: Moment, ontvangen: Option<Moment>, nu: Moment) -> Self {
        match ontvangen {
            Some(t) if t < uiterlijk => Self::OpTijd,
            Some(t) if t < gangbaar => Self::AlleenGangbaar,
            None if nu < uiterlijk.max(gangbaar) => Self::NogOpen,
            Some(_) | None => Self::TeLaat,
        }
    }

    /// The name in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::OpTijd => "op-tijd",
            Self::AlleenGangbaar => "alleen-gangbaar",
            Self::TeLaat => "te-laat",
            Self::NogOpen => "nog-open",
        }
    }

    /// The words in a text.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::OpTijd => "op tijd",
            Self::AlleenGangbaar => "alleen volgens de gangbare lezing",
            Self::TeLaat => "te laat",
            Self::NogOpen => "nog open",
        }
    }
}

/// Which desk the phone call belonged to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kanaal {
    /// In office hours: the zorginkoper.
    Zorginkoper,
    /// Outside them: the meldkamer, which calls the piketfunctionaris.
    Meldkamer,
}

impl Kanaal {
    /// The word in data and text.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Zorginkoper => "zorginkoper",
            Self::Meldkamer => "meldkamer",
        }
    }
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Still followed.
    Open,
    /// Closed.
    Gesloten,
}

impl Status {
    /// The word in data and text.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Gesloten => "gesloten",
        }
    }
}

/// One form that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formulier {
    /// The number of the report.
    pub melding: Meldingnummer,
    /// Its kind.
    pub soort: MeldingSoort,
    /// When it came in.
    pub ontvangen: Moment,
}

/// One term of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Termijnregel {
    /// Which clock.
    pub soort: TermijnSoort,
    /// The strict reading.
    pub uiterlijk: Moment,
    /// The usual reading.
    pub gangbaar: Moment,
    /// What the officer set by hand instead, if anything; shown, not judged by.
    pub gezet: Option<Moment>,
    /// When what it asks for came in.
    pub ontvangen: Option<Moment>,
    /// How it went.
    pub oordeel: Oordeel,
}

impl Termijnregel {
    /// A term with its judgement at `nu`.
    pub fn nieuw(
        soort: TermijnSoort,
        (uiterlijk, gangbaar): (Moment, Moment),
        ontvangen: Option<Moment>,
        nu: Moment,
    ) -> Self {
        Self {
            soort,
            uiterlijk,
            gangbaar,
            gezet: None,
            ontvangen,
            oordeel: Oordeel::van(uiterlijk, gangbaar, ontvangen, nu),
        }
    }
}

/// One case in the monitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitorregel {
    /// Its number.
    pub zaak: Zaaknummer,
    /// Where it happened.
    pub inrichting: Option<String>,
    /// The row; `None` where none was chosen.
    pub rij: Option<Rij>,
    /// The title of that row, never the story of the case.
    pub incident: String,
    /// When it happened.
    pub voorval: Option<Moment>,
    /// When it was discovered.
    pub constatering: Option<Moment>,
    /// When the officer was phoned.
    pub gebeld: Option<Moment>,
    /// Which desk that call belonged to.
    pub kanaal: Option<Kanaal>,
    /// The forms that belong to it, by arrival.
    pub formulieren: Vec<Formulier>,
    /// Its terms.
    pub termijnen: Vec<Termijnregel>,
    /// The decision on P.
    pub p: Option<JaNee>,
    /// The decision on A.
    pub a: Option<JaNee>,
    /// Whether the media took notice, as answered in the weighing.
    pub media: Option<Antwoord>,
    /// Whether somebody died or was badly hurt, as answered in the weighing.
    pub letsel: Option<Antwoord>,
    /// When the first piketmelding was sent.
    pub piketmelding_verzonden: Option<Moment>,
    /// When the first afloopbericht was sent.
    pub afloop_verzonden: Option<Moment>,
    /// Where it stands.
    pub status: Status,
    /// The rule book it was judged with.
    pub regelboek_versie: String,
}

impl Monitorregel {
    /// Takes from a case what may be told. `incident` is the title of its row; what follows from the
    /// rules (channel, terms, answers) is filled in by whoever knows them.
    pub fn van(zaak: &Zaak, incident: &str, termijnen: Vec<Termijnregel>) -> Self {
        let mut formulieren: Vec<Formulier> = zaak
            .meldingen
            .iter()
            .filter(|k| is_formulier(k.vorm))
            .map(|k| Formulier { melding: k.melding, soort: k.vorm, ontvangen: k.ontvangen })
            .collect();
        formulieren.sort_by_key(|f| (f.ontvangen, f.melding));
        let verzonden = |soort| zaak.concepten.get(&soort).and_then(|c| c.verzonden.iter().map(|v| v.op).min());
        let besluit = |letter| zaak.besluit(letter).map(|b| b.keuze);
        Self {
            zaak: zaak.nummer,
            inrichting: match &zaak.inrichting {
                Some(Plek::Bekend(naam)) => Some(naam.clone()),
                // Typed text, in which anything may stand; the monitor tells none.
                Some(Plek::Anders(_)) | None => None,
            },
            rij: zaak.rij(),
            incident: incident.to_owned(),
            voorval: zaak.tijden.voorval,
            constatering: zaak.tijden.constatering,
            gebeld: zaak.tijden.gebeld,
            kanaal: None,
            formulieren,
            termijnen,
            p: besluit(Besluitsoort::P),
            a: besluit(Besluitsoort::A),
            media: None,
            letsel: None,
            piketmelding_verzonden: verzonden(ConceptSoort::Piketmelding),
            afloop_verzonden: verzonden(ConceptSoort::Afloopbericht),
            status: if zaak.is_open() { Status::Open } else { Status::Gesloten },
            regelboek_versie: zaak.regelboek.versie.clone(),
        }
    }

    /// Whether it is an ongeoorloofde afwezigheid.
    pub fn oa(&self) -> JaNee {
        if self.rij.is_some_and(Rij::is_oa) { JaNee::Ja } else { JaNee::Nee }
    }

    /// The term of one kind.
    pub fn termijn(&self, soort: TermijnSoort) -> Option<&Termijnregel> {
        self.termijnen.iter().find(|t| t.soort == soort)
    }
}

/// True for the kinds the monitor counts as a form.
pub const fn is_formulier(soort: MeldingSoort) -> bool {
    match soort {
        MeldingSoort::Mbv | MeldingSoort::Moa | MeldingSoort::EindeOa => true,
        MeldingSoort::Telefoon | MeldingSoort::Onbekend => false,
    }
}
