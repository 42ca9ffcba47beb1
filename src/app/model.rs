//! Everything the screen shows, and nothing it does not need: the desk, what is derived from it, and
//! where the officer is looking.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use super::{
    afscherming::Afscherming,
    agendabestand::Agendabestand,
    checklist::{self, AanZet, Stapregel},
    decide::{Kader, Terug},
    formulier::{Doel, Formulier},
    item::Item,
    keymap::Keymap,
    klok::{self, Klok},
    laag::Laag,
    masker::{Maskering, Onthulling, Zicht},
    reserve::Reserveplan,
    rol::Rol,
    slot::Slotregel,
    wekdienst::Wekdienst,
    wekdoel::Ladder,
    werk::{Onderweg, Taak},
};
use crate::{
    domain::{
        bron::{Bronsoort, Bronstand},
        concept::ConceptSoort,
        desk::Desk,
        event::Entry,
        fout::Fout,
        ids::{Piketweek, Weekstart, Zaaknummer},
        inrichting::Inrichtingen,
        melding::Melding,
        moment::Moment,
        termijnkeuze::Lezingkeuze,
        termijnsoort::Kalender,
        wacht::Wekker,
        zaak::Zaak,
    },
    rules::book::Boek,
};

/// What the desk was set up with.
#[derive(Debug, Clone)]
pub struct Inrichting {
    /// The rule book.
    pub boek: Boek,
    /// The known inrichtingen.
    pub inrichtingen: Arc<Inrichtingen>,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// When a piketweek starts.
    pub weekstart: Weekstart,
    /// The calendar of new cases.
    pub kalender: Kalender,
    /// Which reading the alarms run on.
    pub keuze: Lezingkeuze,
    /// At which moments the desk calls out.
    pub ladder: Ladder,
    /// Who a message is for, per kind; shown in the form for a message that was sent.
    pub ontvangers: BTreeMap<ConceptSoort, String>,
    /// Whether lists keep texts back.
    pub maskering: Maskering,
    /// When the desk locks of itself.
    pub slotregel: Slotregel,
    /// True in a demo store.
    pub demo: bool,
}

/// The right-hand side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tab {
    /// The steps.
    Checklist,
    /// The facts.
    Beeld,
    /// The drafts.
    Concepten,
    /// The log of the case.
    Tijdlijn,
    /// The terms, explained.
    Termijnen,
}

impl Tab {
    /// All tabs, left to right.
    pub const ALLE: [Self; 5] = [Self::Checklist, Self::Beeld, Self::Concepten, Self::Tijdlijn, Self::Termijnen];

    /// The name on the tab.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Checklist => "checklist",
            Self::Beeld => "beeld",
            Self::Concepten => "concepten",
            Self::Tijdlijn => "tijdlijn",
            Self::Termijnen => "waarom?",
        }
    }
}

/// Which side has the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// The list.
    Lijst,
    /// The right-hand side.
    Detail,
}

/// What is derived from a case; computed when the case changes, not when it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zaakbeeld {
    /// The steps.
    pub stappen: Vec<Stapregel>,
    /// The same steps with their texts masked, for a list.
    pub gemaskeerd: Vec<Stapregel>,
    /// The terms, or why there are none.
    pub klokken: Result<Vec<Klok>, Fout>,
    /// Who is to act.
    pub aan_zet: AanZet,
}

impl Zaakbeeld {
    /// The steps as a list shows them.
    pub fn in_lijst(&self, zicht: Zicht) -> &[Stapregel] {
        match zicht {
            Zicht::Open => &self.stappen,
            Zicht::Gemaskeerd => &self.gemaskeerd,
        }
    }

    /// The running terms, what bites first in front.
    pub fn lopend(&self) -> impl Iterator<Item = &Klok> {
        self.klokken.iter().flatten().filter(|k| k.loopt())
    }
}

/// What the bottom line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Regel {
    /// Something was done.
    Gedaan(String),
    /// Something could not be done.
    Fout(Fout),
}

/// Which call of this session: the next one may ring before the first is in the log.
pub type Beurt = u64;

/// What follows on a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vervolg {
    /// Say so.
    Zeg(String),
    /// A version of this call was saved; its form now has a number.
    Gesprek(Beurt),
    /// This call is complete: open a case from it.
    OpenZaak(Beurt),
    /// A case was opened: select it.
    Kies,
    /// Mail came in: who read it may go on.
    Post,
    /// A version was saved while typing.
    Concept,
    /// The undo of an earlier act.
    Ongedaan,
}

/// The model.
#[derive(Debug, Clone)]
pub struct Model {
    /// What the desk was set up with.
    pub inrichting: Inrichting,
    /// The state folded from the log.
    pub desk: Desk,
    /// What is derived from each case.
    pub beelden: BTreeMap<Zaaknummer, Zaakbeeld>,
    /// Whether this desk writes.
    pub rol: Rol,
    /// When the next copy of the log is due.
    pub reserve: Reserveplan,
    /// How it stands with the calendar file.
    pub agenda: Agendabestand,
    /// The wall clock as last told.
    pub nu: Moment,
    /// The lines of the list, in order.
    pub lijst: Vec<Item>,
    /// The chosen line.
    pub gekozen: Option<Item>,
    /// The search in force.
    pub zoek: String,
    /// What the store found for it beyond what the desk holds.
    pub gevonden: Vec<Item>,
    /// Whether closed matter is in the list.
    pub toon_gesloten: bool,
    /// The tab of the right-hand side.
    pub tab: Tab,
    /// The line with the cursor there.
    pub detail: usize,
    /// How far the officer leafed down in a long text.
    pub schuif: usize,
    /// Which side has the cursor.
    pub focus: Focus,
    /// What lies on top.
    pub lagen: Vec<Laag>,
    /// What was typed into forms that were left, so that nothing typed is lost.
    pub klad: BTreeMap<Doel, Formulier>,
    /// The bottom line.
    pub regel: Option<(Regel, Moment)>,
    /// What the header warns of.
    pub waarschuwingen: Vec<String>,
    /// The sources of mail of which there is something to say.
    pub bronnen: BTreeMap<Bronsoort, Bronstand>,
    /// How to undo what was done, latest last.
    pub terug: Vec<(String, Terug)>,
    /// What is under way to the log.
    pub onderweg: Option<Onderweg>,
    /// What waits until that is in.
    pub wachtrij: VecDeque<(Taak, Vervolg)>,
    /// The last call taken.
    pub beurt: Beurt,
    /// The last ticket given out.
    pub kaartje: u64,
    /// Whether the screen is covered.
    pub afscherming: Afscherming,
    /// When the officer last touched a key.
    pub laatste_toets: Moment,
    /// Which masked text is open.
    pub onthuld: Option<Onthulling>,
    /// Which reports and drafts were opened to be read since the desk was; each is recorded once.
    pub gelezen: BTreeSet<Item>,
    /// What is called out, and what was.
    pub wekdienst: Wekdienst,
    /// The entries of one case.
    pub tijdlijn: Option<(Zaaknummer, Vec<Entry>)>,
    /// True when something visible changed since the last drawing.
    pub tekenen: bool,
    /// True once the officer wants to leave.
    pub stopt: bool,
}

impl Model {
    /// A desk at this moment.
    pub fn nieuw(inrichting: Inrichting, desk: Desk, nu: Moment, waarschuwingen: Vec<String>) -> Self {
        let mut model = Self {
            inrichting,
            desk,
            beelden: BTreeMap::new(),
            rol: Rol::Schrijft,
            reserve: Reserveplan::Nooit,
            agenda: Agendabestand::default(),
            nu,
            lijst: Vec::new(),
            gekozen: None,
            zoek: String::new(),
            gevonden: Vec::new(),
            toon_gesloten: false,
            tab: Tab::Checklist,
            detail: 0,
            schuif: 0,
            focus: Focus::Lijst,
            lagen: Vec::new(),
            klad: BTreeMap::new(),
            regel: None,
            waarschuwingen,
            bronnen: BTreeMap::new(),
            terug: Vec::new(),
            onderweg: None,
            wachtrij: VecDeque::new(),
            beurt: 0,
            kaartje: 0,
            afscherming: Afscherming::Geen,
            laatste_toets: nu,
            onthuld: None,
            gelezen: BTreeSet::new(),
            wekdienst: Wekdienst::nieuw(Wekker::Desk, nu),
            tijdlijn: None,
            tekenen: true,
            stopt: false,
        };
        model.leid_af();
        model
    }

    /// Takes another desk in the place of this one, keeping to the chosen line where it is still there.
    pub fn neem_desk(&mut self, desk: Desk) {
        self.desk = desk;
        self.leid_af();
    }

    /// Derives everything anew.
    fn leid_af(&mut self) {
        self.beelden.clear();
        let nummers: Vec<Zaaknummer> = self.desk.zaken.keys().copied().collect();
        for nummer in nummers {
            self.herzie(nummer);
        }
        super::lijst::ververs(self);
    }

    /// What a judgement rests on.
    pub fn kader(&self) -> Kader<'_> {
        Kader {
            boek: &self.inrichting.boek,
            inrichtingen: &self.inrichting.inrichtingen,
            weekstart: self.inrichting.weekstart,
            kalender: self.inrichting.kalender,
            nu: self.nu,
        }
    }

    /// The week the desk is in.
    pub fn week(&self) -> Piketweek {
        Piketweek::van(self.nu, self.inrichting.weekstart)
    }

    /// Derives a case anew.
    pub fn herzie(&mut self, nummer: Zaaknummer) {
        let Some(zaak) = self.desk.zaken.get(&nummer) else { return };
        let inrichting = zaak.plek().and_then(|n| self.inrichting.inrichtingen.met_naam(n));
        let boek = &self.inrichting.boek;
        let stappen = checklist::checklist(zaak, boek, inrichting, Zicht::Open);
        let gemaskeerd = checklist::checklist(zaak, boek, inrichting, Zicht::Gemaskeerd);
        let klokken = klok::klokken(zaak, boek, self.inrichting.keuze, &stappen);
        let aan_zet = checklist::aan_zet(&stappen);
        self.beelden.insert(nummer, Zaakbeeld { stappen, gemaskeerd, klokken, aan_zet });
    }

    /// The chosen case.
    pub fn zaak(&self) -> Option<&Zaak> {
        match self.gekozen? {
            Item::Zaak(nummer) => self.desk.zaken.get(&nummer),
            Item::Melding(_) => None,
        }
    }

    /// What is derived from the chosen case.
    pub fn beeld(&self) -> Option<&Zaakbeeld> {
        self.zaak().and_then(|z| self.beelden.get(&z.nummer))
    }

    /// The chosen report.
    pub fn melding(&self) -> Option<&Melding> {
        match self.gekozen? {
            Item::Melding(nummer) => self.desk.meldingen.get(&nummer),
            Item::Zaak(_) => None,
        }
    }

    /// All running terms of open cases, in no particular order.
    pub fn lopend(&self) -> impl Iterator<Item = &Klok> {
        // Behind a lock the cases are gone and their terms are not.
        let slot = match &self.afscherming {
            Afscherming::Slot(slot) => slot.klokken(),
            Afscherming::Geen | Afscherming::Privacy => &[],
        };
        self.beelden.values().flat_map(Zaakbeeld::lopend).chain(slot)
    }

    /// The running term that bites first.
    pub fn eerste_klok(&self) -> Option<&Klok> {
        self.lopend().min_by_key(|k| (k.uiterlijk, k.zaak))
    }

    /// True when everything that was asked for is in the log or refused.
    pub fn is_rustig(&self) -> bool {
        self.onderweg.is_none() && self.wachtrij.is_empty()
    }

    /// Puts a sentence on the bottom line.
    pub fn zeg(&mut self, tekst: impl Into<String>) {
        self.regel = Some((Regel::Gedaan(tekst.into()), self.nu));
    }

    /// Puts an error on the bottom line.
    pub fn meld_fout(&mut self, fout: Fout) {
        self.regel = Some((Regel::Fout(fout), self.nu));
    }

    /// How many lines the tab in view has.
    pub fn detailregels(&self) -> usize {
        self.regels_van(self.tab)
    }

    /// How many lines a tab of the chosen case has.
    pub fn regels_van(&self, tab: Tab) -> usize {
        let (Some(zaak), Some(beeld)) = (self.zaak(), self.beeld()) else { return 0 };
        match tab {
            Tab::Checklist => beeld.stappen.len(),
            Tab::Beeld => zaak.feiten.len(),
            Tab::Concepten => ConceptSoort::ALLE.len(),
            Tab::Tijdlijn => self.tijdlijn.as_ref().map_or(0, |(_, e)| e.len()),
            Tab::Termijnen => beeld.klokken.as_ref().map_or(0, Vec::len) + zaak.lopende_herinneringen().count(),
        }
    }
}
