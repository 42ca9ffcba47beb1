//! The night played again: the case, or the whole desk, as it was known at a moment. What is shown is
//! the fold of what had been recorded by then and nothing else, so it can be leafed through and never
//! changed. What was recorded together was never known in part, and is one step.

use chrono::Duration;

use super::{
    item::Item,
    lijst,
    masker::Onthulling,
    model::{Focus, Inrichting, Model, Tab},
};
use crate::domain::{
    desk::Desk,
    event::{Entry, LogEvent},
    ids::Zaaknummer,
    moment::Moment,
    stap::Stapstand,
};

/// What the entries up to and including a moment come to.
pub fn vouw(entries: &[Entry], op: Moment) -> Desk {
    let mut desk = Desk::default();
    entries.iter().filter(|e| e.vastgelegd_op <= op).for_each(|e| desk.apply(e));
    desk
}

/// So far a film of the whole desk goes back from the last entry.
pub const TERUG: Duration = Duration::weeks(3);

/// What the film is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blik {
    /// One case, from its first entry to its last.
    Zaak(Zaaknummer),
    /// Everything that was on the desk in the last weeks, see [`TERUG`].
    Desk,
}

impl Blik {
    /// The case, where it is one.
    pub const fn zaak(self) -> Option<Zaaknummer> {
        match self {
            Self::Zaak(nummer) => Some(nummer),
            Self::Desk => None,
        }
    }
}

/// A decision, as it is marked on the bar; what weighs most comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beslismerk {
    /// A step was called not needed.
    NietNodig,
    /// A term was set by hand.
    Termijn,
    /// A row was chosen.
    Rij,
    /// Decided on the afloopbericht.
    A,
    /// Decided on the piketmelding.
    P,
}

impl Beslismerk {
    /// All of them with their names, for the legend.
    pub const ALLE: [(Self, &'static str); 5] = [
        (Self::P, "besluit P"),
        (Self::A, "besluit A"),
        (Self::Rij, "rij"),
        (Self::Termijn, "termijn"),
        (Self::NietNodig, "niet nodig"),
    ];

    /// The letter on the bar.
    pub const fn letter(self) -> char {
        match self {
            Self::P => 'P',
            Self::A => 'A',
            Self::Rij => 'R',
            Self::Termijn => 'T',
            Self::NietNodig => 'N',
        }
    }

    /// What an entry decided, if anything.
    pub const fn van(event: &LogEvent) -> Option<Self> {
        match event {
            LogEvent::BesluitGenomen { over: crate::domain::besluit::Besluitsoort::P, .. } => Some(Self::P),
            LogEvent::BesluitGenomen { over: crate::domain::besluit::Besluitsoort::A, .. } => Some(Self::A),
            LogEvent::RijGekozen { .. } => Some(Self::Rij),
            LogEvent::TermijnGezet { .. } => Some(Self::Termijn),
            LogEvent::StapGezet { stand: Stapstand::NietNodig, .. } => Some(Self::NietNodig),
            LogEvent::StapGezet { stand: Stapstand::Open | Stapstand::Wacht | Stapstand::Gereed, .. }
            | LogEvent::MeldingOntvangen { .. }
            | LogEvent::GesprekBijgewerkt { .. }
            | LogEvent::MeldingTerzijde { .. }
            | LogEvent::MeldingTeruggelegd { .. }
            | LogEvent::MeldingGekoppeld { .. }
            | LogEvent::MeldingOntkoppeld { .. }
            | LogEvent::FormulierAanvaard { .. }
            | LogEvent::ZaakGeopend { .. }
            | LogEvent::InrichtingGezet { .. }
            | LogEvent::TijdGezet { .. }
            | LogEvent::FeitGenoteerd { .. }
            | LogEvent::FeitBeoordeeld { .. }
            | LogEvent::TegenspraakBeslecht { .. }
            | LogEvent::WeegvraagBeantwoord { .. }
            | LogEvent::ConceptBewaard { .. }
            | LogEvent::ConceptGecontroleerd { .. }
            | LogEvent::ConceptVerzonden { .. }
            | LogEvent::HerinneringGezet { .. }
            | LogEvent::HerinneringAf { .. }
            | LogEvent::ZaakSamengevoegd { .. }
            | LogEvent::ZaakGesplitst { .. }
            | LogEvent::ZaakOpgegaan { .. }
            | LogEvent::ZaakTeruggekomen { .. }
            | LogEvent::BewaringGezet { .. }
            | LogEvent::BewaringOpgeheven { .. }
            | LogEvent::ZaakGewist { .. }
            | LogEvent::MeldingGewist { .. }
            | LogEvent::InMonitorOpgenomen { .. }
            | LogEvent::ZaakGesloten { .. }
            | LogEvent::ZaakHeropend { .. } => None,
        }
    }
}

/// One column of the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vak {
    /// Nothing was recorded.
    Leeg,
    /// Something was.
    Stap,
    /// Something was decided.
    Besluit(Beslismerk),
}

/// The film, stopped at a moment.
#[derive(Debug, Clone)]
pub struct Film {
    blik: Blik,
    entries: Vec<Entry>,
    momenten: Vec<Moment>,
    op: Moment,
    toen: Box<Model>,
}

impl Film {
    /// A film of these entries, stopped at `op` or as near to it as it goes; `None` without entries.
    pub fn nieuw(blik: Blik, entries: Vec<Entry>, op: Moment, inrichting: &Inrichting) -> Option<Self> {
        let vanaf = match blik {
            Blik::Zaak(_) => None,
            Blik::Desk => entries.last().map(|e| e.vastgelegd_op.plus(-TERUG)),
        };
        let mut momenten: Vec<Moment> = entries.iter().map(|e| e.vastgelegd_op).filter(|m| Some(*m) >= vanaf).collect();
        momenten.dedup();
        let (eerste, laatste) = (*momenten.first()?, *momenten.last()?);
        let op = op.clamp(eerste, laatste);
        let mut toen = Box::new(Model::nieuw(inrichting.clone(), Desk::default(), op, Vec::new()));
        toen.tab = Tab::Checklist;
        toen.focus = match blik {
            Blik::Zaak(_) => Focus::Detail,
            Blik::Desk => Focus::Lijst,
        };
        let mut film = Self { blik, entries, momenten, op, toen };
        film.stel();
        Some(film)
    }

    /// What it is about.
    pub const fn blik(&self) -> Blik {
        self.blik
    }

    /// The moment it is stopped at.
    pub const fn op(&self) -> Moment {
        self.op
    }

    /// The desk as it was then, for the screen.
    pub const fn toen(&self) -> &Model {
        &self.toen
    }

    /// First and last moment.
    pub fn spanne(&self) -> (Moment, Moment) {
        (self.momenten.first().copied().unwrap_or(self.op), self.momenten.last().copied().unwrap_or(self.op))
    }

    /// Which step it stands at, from 1, and how many there are.
    pub fn stap(&self) -> (usize, usize) {
        (self.momenten.partition_point(|m| *m <= self.op), self.momenten.len())
    }

    /// What was recorded in the step it stands at.
    pub fn hier(&self) -> impl Iterator<Item = &Entry> {
        let moment = self.momenten.get(self.stap().0.saturating_sub(1)).copied();
        self.entries.iter().filter(move |e| Some(e.vastgelegd_op) == moment)
    }

    /// Goes to a moment, within the film.
    pub fn naar(&mut self, op: Moment) {
        let (eerste, laatste) = self.spanne();
        let op = op.clamp(eerste, laatste);
        if op != self.op {
            self.op = op;
            self.stel();
        }
    }

    /// One step on.
    pub fn verder(&mut self) {
        let volgende = self.momenten.get(self.stap().0).copied();
        self.naar(volgende.unwrap_or(self.op));
    }

    /// One step back; between two steps, to the one before.
    pub fn terug(&mut self) {
        let vorige = self.momenten.iter().rev().find(|m| **m < self.op).copied();
        self.naar(vorige.unwrap_or(self.op));
    }

    /// The moment of the next decision.
    pub fn volgend_besluit(&self) -> Option<Moment> {
        self.besluiten().find(|m| *m > self.op)
    }

    /// The moment of the decision before.
    pub fn vorig_besluit(&self) -> Option<Moment> {
        self.besluiten().filter(|m| *m < self.op).last()
    }

    /// What was recorded while it runs; what lies before that only says how the desk stood as it begins.
    fn gespeeld(&self) -> impl Iterator<Item = &Entry> {
        let (eerste, _) = self.spanne();
        self.entries.iter().filter(move |e| e.vastgelegd_op >= eerste)
    }

    fn besluiten(&self) -> impl Iterator<Item = Moment> {
        self.gespeeld().filter(|e| Beslismerk::van(&e.event).is_some()).map(|e| e.vastgelegd_op)
    }

    /// The bar over this many columns, with the column it is stopped at.
    pub fn balk(&self, breedte: usize) -> (Vec<Vak>, usize) {
        let mut vakken = vec![Vak::Leeg; breedte];
        for entry in self.gespeeld() {
            let vak = Beslismerk::van(&entry.event).map_or(Vak::Stap, Vak::Besluit);
            if let Some(plek) = vakken.get_mut(self.kolom(entry.vastgelegd_op, breedte)) {
                *plek = vak.max(*plek);
            }
        }
        (vakken, self.kolom(self.op, breedte))
    }

    /// Every step is as wide as any other: by the clock, the one hour that mattered would be a single
    /// column beside the day that followed it.
    fn kolom(&self, op: Moment, breedte: usize) -> usize {
        let stap = self.momenten.partition_point(|m| *m <= op).saturating_sub(1);
        stap.saturating_mul(breedte.saturating_sub(1)) / self.momenten.len().saturating_sub(1).max(1)
    }

    /// Leafs in the desk of then: what `doe` does stays inside the film.
    pub fn blader(&mut self, doe: impl FnOnce(&mut Model)) {
        doe(&mut self.toen);
        self.lees_tijdlijn();
    }

    /// Opens one line of the desk of then, or none.
    pub const fn onthul(&mut self, open: Option<Onthulling>) {
        self.toen.onthuld = open;
    }

    /// Folds anew and keeps looking at the same place.
    fn stel(&mut self) {
        let mut desk = vouw(&self.entries, self.op);
        if self.blik == Blik::Desk {
            // What was closed by then was not on the desk.
            desk.zaken.retain(|_, z| z.is_open());
        }
        let was = &self.toen;
        let mut toen = Model::nieuw(was.inrichting.clone(), desk, self.op, Vec::new());
        toen.toon_gesloten = matches!(self.blik, Blik::Zaak(_));
        lijst::ververs(&mut toen);
        (toen.tab, toen.focus) = (was.tab, was.focus);
        let zelfde = was.gekozen.filter(|g| toen.lijst.contains(g));
        let zaak = self.blik.zaak().map(Item::Zaak);
        if let Some(item) = zaak.or(zelfde) {
            toen.gekozen = Some(item);
        }
        (toen.detail, toen.schuif) = (was.detail, was.schuif);
        *self.toen = toen;
        self.lees_tijdlijn();
        let laatste = self.toen.detailregels().saturating_sub(1);
        self.toen.detail = match self.toen.tab {
            // The timeline grows at its end, and that is what just happened.
            Tab::Tijdlijn => laatste,
            Tab::Checklist | Tab::Beeld | Tab::Concepten | Tab::Termijnen => self.toen.detail.min(laatste),
        };
    }

    /// The timeline of the chosen case, as long as it was.
    fn lees_tijdlijn(&mut self) {
        let Some(nummer) = self.toen.zaak().map(|z| z.nummer) else { return };
        let van = |e: &&Entry| e.event.zaak() == Some(nummer) && e.vastgelegd_op <= self.op;
        let entries = self.entries.iter().filter(van).cloned().collect();
        self.toen.tijdlijn = Some((nummer, entries));
    }
}
