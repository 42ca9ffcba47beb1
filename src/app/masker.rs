//! Keeps what people said out of lists. Whoever walks past a desk reads the list and the lines before
//! anything else; number, place, row and countdown are enough to work by. A mask is as wide for one
//! word as for a page. What is opened to be read or written (a report, a draft, a form) is no list.

use chrono::Duration;

use super::{
    afscherming::Afscherming,
    effect::Effect,
    item::Item,
    laag::Laag,
    model::{Focus, Model, Tab},
    verhaal,
};
use crate::domain::{
    event::{Entry, LogEvent},
    fout::Fout,
    ids::Zaaknummer,
    inrichting::Plek,
    inzage::{Handeling, Herkomst, Inzage, Uitslag},
    melding::{Inhoud, Melding},
    moment::Moment,
    tekst::Vertrouwelijk,
};

/// What stands in the place of a text.
pub const MASKER: &str = "••••••";
/// How long a text stays open.
pub const OPEN: Duration = Duration::seconds(10);

/// Whether the desk masks at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Maskering {
    /// It does.
    #[default]
    Aan,
    /// The officer chose not to.
    Uit,
}

/// How a text is read in one place: the only way from a confidential text to a line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zicht {
    /// As it is.
    Open,
    /// As a mask; nothing typed stays nothing, and what was destroyed says so.
    Gemaskeerd,
}

impl Zicht {
    /// The text as it may be seen here.
    pub fn lees(self, tekst: &Vertrouwelijk) -> &str {
        match self {
            Self::Open => tekst.lees(),
            Self::Gemaskeerd => tekst.gevuld().map_or_else(|| tekst.lees(), |_| MASKER),
        }
    }

    /// The name of a place: of the list always, in somebody's own words only where texts are open.
    pub fn plek(self, plek: &Plek) -> &str {
        match plek {
            Plek::Bekend(naam) => naam,
            Plek::Anders(tekst) => self.lees(tekst),
        }
    }

    /// What a report is about, in a word: the place, else what was said of it.
    pub fn kop(self, melding: &Melding) -> &str {
        let geschreven = match &melding.inhoud {
            Inhoud::Gesprek(g) => g.inrichting.as_ref().map(|plek| self.plek(plek)),
            Inhoud::Post(p) => p.inrichting.as_ref().map(|plek| self.plek(plek)),
        };
        geschreven.or_else(|| self.gevuld(melding.onderwerp())).unwrap_or_else(|| melding.kop())
    }

    /// The same where there is something to see.
    pub fn gevuld(self, tekst: &Vertrouwelijk) -> Option<&str> {
        tekst.gevuld().map(|open| match self {
            Self::Open => open,
            Self::Gemaskeerd => MASKER,
        })
    }
}

/// Which text is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waar {
    /// A line of the left-hand list, with what the right-hand side shows of it.
    Item(Item),
    /// A line of a tab.
    Regel(Item, Tab, usize),
    /// The fact that was noted a moment ago: whoever typed it may read it back.
    Feit(Zaaknummer, u32),
    /// What the film shows of one line of its list, at the moment it was stopped at.
    Film(Item, Moment),
}

/// A text that is open for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Onthulling {
    /// Which.
    pub waar: Waar,
    /// Until when.
    pub tot: Moment,
}

/// Where the cursor is.
fn hier(model: &Model) -> Option<Waar> {
    if let Some(Laag::Film(film)) = model.lagen.last() {
        return film.toen().gekozen.map(|item| Waar::Film(item, film.op()));
    }
    let item = model.gekozen?;
    Some(match (item, model.focus) {
        (Item::Melding(_), _) | (Item::Zaak(_), Focus::Lijst) => Waar::Item(item),
        (Item::Zaak(_), Focus::Detail) => Waar::Regel(item, model.tab, model.detail),
    })
}

/// How a line of the left-hand list, or of a chooser, is read.
pub fn zicht_van_item(model: &Model, item: Item) -> Zicht {
    match (model.inrichting.maskering, model.onthuld.map(|o| o.waar)) {
        (Maskering::Uit, _) => Zicht::Open,
        (Maskering::Aan, Some(Waar::Item(open))) if open == item => Zicht::Open,
        (Maskering::Aan, _) => Zicht::Gemaskeerd,
    }
}

/// How a line of the tab on the right-hand side is read.
pub fn zicht_van_regel(model: &Model, regel: usize) -> Zicht {
    let open = match (model.inrichting.maskering, model.onthuld.map(|o| o.waar)) {
        (Maskering::Uit, _) | (Maskering::Aan, Some(Waar::Item(_))) => true,
        (Maskering::Aan, Some(Waar::Regel(_, _, open))) => open == regel,
        (Maskering::Aan, Some(Waar::Feit(_, nummer))) => {
            let feit = model.zaak().and_then(|z| z.feiten.get(regel));
            model.tab == Tab::Beeld && feit.is_some_and(|f| f.nummer == nummer)
        }
        (Maskering::Aan, Some(Waar::Film(..)) | None) => false,
    };
    if open { Zicht::Open } else { Zicht::Gemaskeerd }
}

/// How the sentence of an entry is read.
pub fn zicht_van_entry(model: &Model, event: &LogEvent) -> Zicht {
    let open = match (model.inrichting.maskering, model.onthuld.map(|o| o.waar)) {
        (Maskering::Uit, _) => true,
        (Maskering::Aan, Some(Waar::Item(Item::Zaak(zaak)))) => event.zaak() == Some(zaak),
        (Maskering::Aan, Some(Waar::Item(Item::Melding(melding)))) => event.melding() == Some(melding),
        (Maskering::Aan, Some(Waar::Regel(..) | Waar::Feit(..) | Waar::Film(..)) | None) => false,
    };
    if open { Zicht::Open } else { Zicht::Gemaskeerd }
}

/// Opens what the cursor is on, and has it recorded; closes it when it was open.
pub fn onthul(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(waar) = hier(model) else { return };
    if model.onthuld.take().is_some_and(|o| o.waar == waar) {
        model.regel = None;
        return;
    }
    if !verbergt(model, waar) {
        model.meld_fout(Fout::nee("Op deze regel is niets gemaskeerd."));
        return;
    }
    let object = match waar {
        Waar::Item(item) | Waar::Regel(item, _, _) | Waar::Film(item, _) => item.nummer(),
        Waar::Feit(zaak, _) => zaak.to_string(),
    };
    let (handeling, uitkomst, herkomst) = (Handeling::Onthuld, Uitslag::Gelukt, Herkomst::Desk);
    effects.push(Effect::Inzage(Inzage { handeling, object, uitkomst, herkomst }));
    model.onthuld = Some(Onthulling { waar, tot: model.nu.plus(OPEN) });
    model.zeg("Tien seconden te lezen; dat wordt vastgelegd.");
}

/// Has it recorded, once, that a report or a draft was opened to be read: those are not masked.
pub fn noteer_lezen(model: &mut Model, effects: &mut Vec<Effect>) {
    if !matches!(model.afscherming, Afscherming::Geen) {
        return;
    }
    let gelezen = match (model.lagen.last(), model.gekozen) {
        (Some(Laag::Editor(editor)), _) => Item::Zaak(editor.zaak),
        (None, Some(item @ Item::Melding(_))) => item,
        _ => return,
    };
    if model.gelezen.insert(gelezen) {
        let object = gelezen.nummer();
        let (handeling, uitkomst, herkomst) = (Handeling::Geopend, Uitslag::Gelukt, Herkomst::Desk);
        effects.push(Effect::Inzage(Inzage { handeling, object, uitkomst, herkomst }));
    }
}

/// Leaves a fact that this desk recorded just now open for a while.
pub fn lees_terug(model: &mut Model, entries: &[Entry]) {
    if let [Entry { event: LogEvent::FeitGenoteerd { zaak, feit, .. }, .. }] = entries {
        model.onthuld = Some(Onthulling { waar: Waar::Feit(*zaak, *feit), tot: model.nu.plus(OPEN) });
    }
}

/// Masks again what was open long enough or is no longer looked at.
pub fn sluit(model: &mut Model) {
    if let Some(open) = model.onthuld {
        sluit_wat(model, open);
    }
    zet_film(model);
}

fn sluit_wat(model: &mut Model, open: Onthulling) {
    let bekeken = match open.waar {
        Waar::Item(_) | Waar::Regel(..) | Waar::Film(..) => hier(model) == Some(open.waar),
        Waar::Feit(zaak, _) => model.gekozen == Some(Item::Zaak(zaak)),
    };
    if open.tot <= model.nu || !bekeken {
        model.onthuld = None;
        model.tekenen = true;
    }
}

/// The film draws a desk of its own, on which the same line is open.
fn zet_film(model: &mut Model) {
    let open = model.onthuld.and_then(|o| match o.waar {
        Waar::Film(item, _) => Some(Onthulling { waar: Waar::Item(item), tot: o.tot }),
        Waar::Item(_) | Waar::Regel(..) | Waar::Feit(..) => None,
    });
    if let Some(Laag::Film(film)) = model.lagen.last_mut() {
        film.onthul(open);
    }
}

/// True when a text there is masked.
fn verbergt(model: &Model, waar: Waar) -> bool {
    match waar {
        Waar::Item(Item::Melding(nummer)) => {
            model.desk.meldingen.get(&nummer).is_some_and(|m| Zicht::Open.kop(m) != Zicht::Gemaskeerd.kop(m))
        }
        Waar::Item(Item::Zaak(_)) => {
            let plek = model.zaak().and_then(|z| z.inrichting.as_ref());
            let anders = plek.is_some_and(|p| Zicht::Open.plek(p) != Zicht::Gemaskeerd.plek(p));
            anders
                || Tab::ALLE
                    .into_iter()
                    .any(|tab| (0..model.regels_van(tab)).any(|regel| regel_verbergt(model, tab, regel)))
        }
        Waar::Regel(_, tab, regel) => regel_verbergt(model, tab, regel),
        Waar::Film(item, _) => match model.lagen.last() {
            Some(Laag::Film(film)) => verbergt(film.toen(), Waar::Item(item)),
            _ => false,
        },
        Waar::Feit(..) => model.inrichting.maskering == Maskering::Aan,
    }
}

fn regel_verbergt(model: &Model, tab: Tab, regel: usize) -> bool {
    let (Some(zaak), Some(beeld)) = (model.zaak(), model.beeld()) else { return false };
    match tab {
        Tab::Checklist => beeld.stappen.get(regel) != beeld.gemaskeerd.get(regel),
        Tab::Concepten => {
            let soort = crate::domain::concept::ConceptSoort::ALLE.get(regel);
            let plek = soort.and_then(|s| beeld.stappen.iter().position(|r| r.stap == s.stap()));
            plek.is_some_and(|i| beeld.stappen.get(i) != beeld.gemaskeerd.get(i))
        }
        Tab::Beeld => zaak.feiten.get(regel).is_some_and(|f| gevuld(&f.tekst) || gevuld(&f.bron)),
        Tab::Tijdlijn => {
            let entry = model.tijdlijn.as_ref().filter(|(nr, _)| *nr == zaak.nummer).and_then(|(_, e)| e.get(regel));
            entry.is_some_and(|e| verhaal::zin(&e.event, Zicht::Open) != verhaal::zin(&e.event, Zicht::Gemaskeerd))
        }
        Tab::Termijnen => {
            let klokken = beeld.klokken.as_ref().map_or(0, Vec::len);
            if let Some(plek) = regel.checked_sub(klokken) {
                return zaak.lopende_herinneringen().nth(plek).is_some_and(|h| gevuld(&h.tekst));
            }
            let klok = beeld.klokken.iter().flatten().nth(regel);
            klok.and_then(|k| zaak.termijnkeuzes.get(&k.termijn.soort)).is_some_and(|k| gevuld(&k.reden))
        }
    }
}

fn gevuld(tekst: &Vertrouwelijk) -> bool {
    tekst.gevuld().is_some()
}
