//! Keeps the wekkerboek for this program: calls out while it holds the lease, looks along while another
//! one does, and takes over when that one dies or hangs. What was recorded counts only when the store
//! says so; an alarm never waits for that.

mod officier;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;

use super::{
    agendabestand,
    effect::{Alarm, Effect},
    model::Model,
    wekdoel,
    wekkerboek::{Gat, Gemisten, Ronde, Toon, Wekdoel, Wekkerboek, ronde},
};
use crate::domain::{
    fout::{Fout, Uitkomst},
    moment::Moment,
    wacht::{Aanspraak, Hartslag, Plicht, Wekker},
    wekker::{Gemistreden, Kanaal, Kanaaluitslag, Onderwerp, Weklijn, Wekpunt},
};

pub use officier::{Wekactie, eerste, gezien, stel_uit, voer_uit};

/// How often the lease is looked at, and with it shown that this program does not hang. A lease that
/// stands still for three looks is taken over.
pub const TEMPO: Duration = Duration::seconds(3);
/// A store that is silent for so long does not keep an alarm back.
const ZWIJGT_NA: Duration = Duration::seconds(10);
/// Who did not look at the clock for so long, or had no answer for so long, may have lost the lease since.
const AFWEZIG: Duration = Duration::seconds(4);
/// A gap between two looks at the clock that is a sleep.
const SLIEP: Duration = Duration::minutes(2);

/// What the store tells of the lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wachtnieuws {
    /// Who calls out.
    pub plicht: Plicht,
    /// The last sign of life that was there, before any of this program.
    pub hartslag: Option<Hartslag>,
    /// The book, where it changed since the last time.
    pub boek: Option<Wekkerboek>,
    /// What did not work meanwhile: the book not read, or the sign of life not written.
    pub klacht: Option<Fout>,
}

/// The question to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vraag {
    /// Is asked at this moment.
    Om(Moment),
    /// Was asked then.
    Gesteld(Moment),
}

/// What this program knows of the alarms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wekdienst {
    /// Which program this is.
    pub wie: Wekker,
    boek: Wekkerboek,
    plicht: Option<Plicht>,
    vraag: Vraag,
    /// Questions without an answer yet. They are answered in turn: only the last answer is of now.
    onbeantwoord: u32,
    /// False while the store may know more than this program: at the start and after an absence.
    bij: bool,
    gat: Option<Gat>,
    bezig: BTreeMap<Wekpunt, Moment>,
    onderweg: Vec<Weklijn>,
    wachtrij: Vec<Weklijn>,
}

impl Wekdienst {
    /// Knows nothing yet and asks at the first tick.
    pub fn nieuw(wie: Wekker, nu: Moment) -> Self {
        Self {
            wie,
            boek: Wekkerboek::default(),
            plicht: None,
            vraag: Vraag::Om(nu),
            onbeantwoord: 0,
            bij: false,
            gat: None,
            bezig: BTreeMap::new(),
            onderweg: Vec::new(),
            wachtrij: Vec::new(),
        }
    }

    /// The book as far as this program knows it.
    pub const fn boek(&self) -> &Wekkerboek {
        &self.boek
    }

    /// The first stretch of what was missed and not yet seen.
    pub fn gemist(&self) -> Option<&Gemisten> {
        self.boek.gemist().alle().first()
    }

    /// What rings, and what is being called out just now.
    pub fn klinkend(&self) -> BTreeSet<Onderwerp> {
        let klinkt = self.boek.klinkt().into_iter().map(|(onderwerp, ..)| onderwerp);
        klinkt.chain(self.bezig.keys().map(|punt| punt.onderwerp)).collect()
    }

    /// True when the store has answered to every line it was handed.
    pub const fn is_rustig(&self) -> bool {
        self.onderweg.is_empty()
    }

    /// Who calls out; nothing before the store said so.
    pub const fn plicht(&self) -> Option<Plicht> {
        self.plicht
    }

    /// When this program wants to hear the clock.
    pub fn wek_om(&self, nu: Moment) -> impl Iterator<Item = Moment> {
        let vraag = match self.vraag {
            Vraag::Om(om) => om,
            // Also while the store is silent: who does not look at the clock counts as absent.
            Vraag::Gesteld(_) => nu.plus(TEMPO),
        };
        [Some(vraag), self.boek.volgende(nu)].into_iter().flatten()
    }

    /// Whether the store has been silent for at least so long.
    fn zwijgt(&self, nu: Moment, duur: Duration) -> bool {
        matches!(self.vraag, Vraag::Gesteld(op) if nu.sinds(op) >= duur)
    }

    /// Whether this program calls out now.
    fn roept(&self, nu: Moment) -> bool {
        let zwijgt = self.zwijgt(nu, ZWIJGT_NA);
        match self.plicht {
            None => zwijgt,
            // The lease stirs by the store: while that is slow it may be lost already.
            Some(Plicht::Hier) => zwijgt || (self.bij && !self.zwijgt(nu, AFWEZIG)),
            Some(Plicht::Elders(_)) => false,
        }
    }

    /// How much this program wants the lease. A desk reaches somebody by its banner, if by nothing else.
    fn aanspraak(&self) -> Aanspraak {
        match (self.wie, self.plicht) {
            (Wekker::Desk, Some(Plicht::Elders(_))) if self.boek.is_onbereikt() => Aanspraak::Opgeeist,
            (Wekker::Desk | Wekker::Wacht | Wekker::Opdracht, _) => Aanspraak::Vrij,
        }
    }

    /// Takes a line into the book and into the queue for the store.
    fn neem(&mut self, lijn: Weklijn) {
        if self.boek.apply(&lijn) {
            self.wachtrij.push(lijn);
        }
    }

    /// Takes the book of the store; what is still on its way there comes on top.
    fn lees(&mut self, boek: Wekkerboek) {
        self.boek = boek;
        for lijn in self.onderweg.iter().chain(&self.wachtrij) {
            self.boek.apply(lijn);
        }
    }

    /// Hands over what waits, one parcel at a time.
    fn stuur(&mut self, effects: &mut Vec<Effect>) {
        if self.onderweg.is_empty() && !self.wachtrij.is_empty() {
            self.onderweg = std::mem::take(&mut self.wachtrij);
            effects.push(Effect::Wek(self.wie, self.onderweg.clone()));
        }
    }
}

/// Looks at the clock: `was` is the look before this one.
pub fn tik(model: &mut Model, was: Moment, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let dienst = &mut model.wekdienst;
    if nu.sinds(was) >= SLIEP {
        dienst.slaap(Gat { reden: Gemistreden::LaptopSliep, van: was }, nu);
    } else if nu.sinds(was) > AFWEZIG {
        dienst.vraag_opnieuw(nu);
    }
    match dienst.vraag {
        // Also when the clock was put back behind the appointment.
        Vraag::Om(om) if om <= nu || om > nu.plus(TEMPO) => {
            dienst.vraag = Vraag::Gesteld(nu);
            dienst.onbeantwoord += 1;
            effects.push(Effect::Wacht(dienst.aanspraak(), dienst.boek.volgende(nu)));
        }
        Vraag::Gesteld(op) if op > nu => dienst.vraag = Vraag::Gesteld(nu),
        Vraag::Om(_) | Vraag::Gesteld(_) => {}
    }
    if dienst.roept(nu) {
        roep(model, effects);
    }
}

impl Wekdienst {
    /// Nobody looked for a while: what the others did meanwhile is asked first.
    fn slaap(&mut self, gat: Gat, nu: Moment) {
        self.gat = Some(self.gat.map_or(gat, |eerder| Gat { van: eerder.van.min(gat.van), ..gat }));
        self.vraag_opnieuw(nu);
    }

    /// Whoever was away asks who calls out before anything else: another may have gone on meanwhile.
    fn vraag_opnieuw(&mut self, nu: Moment) {
        self.bij = false;
        self.vraag = Vraag::Om(nu);
    }
}

fn roep(model: &mut Model, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let doelen = wekdoel::doelen(model);
    let dienst = &mut model.wekdienst;
    let bezig: BTreeSet<Wekpunt> = dienst.bezig.keys().copied().collect();
    let Ronde { lijnen, af } = ronde(&dienst.boek, &doelen, &bezig, dienst.gat, nu);
    dienst.gat = None;
    if !lijnen.is_empty() || !af.is_empty() {
        model.tekenen = true;
    }
    let dienst = &mut model.wekdienst;
    for lijn in lijnen {
        dienst.neem(lijn);
    }
    dienst.bezig.extend(af.iter().map(|punt| (*punt, nu)));
    effects.extend(alarmen(&doelen, &af, nu).into_iter().map(Effect::Alarm));
    // Whoever was to say what came of an alarm does not any more.
    let stil: Vec<Wekpunt> =
        dienst.bezig.iter().filter(|(_, sinds)| nu.sinds(**sinds) > ZWIJGT_NA).map(|(p, _)| *p).collect();
    gegaan_bij(dienst, &stil, &[(Kanaal::Bureaublad, Kanaaluitslag::AntwoordtNiet)], nu);
    dienst.stuur(effects);
}

/// One alarm for all that goes off about one thing, the most pressing first.
fn alarmen(doelen: &[Wekdoel], af: &BTreeSet<Wekpunt>, nu: Moment) -> Vec<Alarm> {
    let mut per: BTreeMap<Onderwerp, Vec<Wekpunt>> = BTreeMap::new();
    for punt in af {
        per.entry(punt.onderwerp).or_default().push(*punt);
    }
    let mut alarmen: Vec<Alarm> = (per.into_iter())
        .filter_map(|(onderwerp, punten)| {
            let doel = doelen.iter().find(|d| d.onderwerp == onderwerp)?;
            let toon = if doel.uiterlijk <= nu { Toon::Luid } else { doel.toon };
            let tekst = wekdoel::tekst(onderwerp, doel.uiterlijk, nu);
            Some(Alarm { onderwerp, punten, ernst: wekdoel::ernst(doel.uiterlijk, nu), toon, tekst })
        })
        .collect();
    alarmen.sort_by_key(|a| a.ernst);
    alarmen
}

/// The store says who calls out, and what the others wrote.
pub fn nieuws(model: &mut Model, nieuws: Uitkomst<Wachtnieuws>, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let dienst = &mut model.wekdienst;
    dienst.onbeantwoord = dienst.onbeantwoord.saturating_sub(1);
    // The answer to a question from before an absence says who called out then.
    let van_nu = dienst.onbeantwoord == 0;
    if van_nu {
        dienst.vraag = Vraag::Om(nu.volgende_maat(TEMPO));
    }
    // A store that does not even take the question keeps no alarm back: two calls are better than none.
    let nieuws = nieuws.unwrap_or_else(|fout| {
        let plicht = dienst.plicht.unwrap_or(Plicht::Hier);
        Wachtnieuws { plicht, hartslag: None, boek: None, klacht: Some(fout) }
    });
    // A demo may run at another time than the one that left this sign.
    let hartslag = nieuws.hartslag.filter(|h| h.op <= nu.plus(SLIEP));
    let mut anders = nieuws.boek.is_some();
    if let Some(boek) = nieuws.boek {
        dienst.lees(boek);
    }
    if van_nu {
        if let (None, Some(h)) = (dienst.plicht, hartslag) {
            dienst.gat = Some(Gat { reden: Gemistreden::ProgrammaGesloten, van: h.op });
        }
        anders |= dienst.plicht != Some(nieuws.plicht);
        dienst.plicht = Some(nieuws.plicht);
        dienst.bij = true;
        if let Plicht::Elders(_) = nieuws.plicht {
            // Who calls out accounts for what was missed.
            dienst.gat = None;
        }
    }
    dienst.stuur(effects);
    if let Some(fout) = nieuws.klacht {
        faalt(model, &fout);
    }
    if anders {
        model.tekenen = true;
        agendabestand::ververs(model, effects);
    }
    if model.wekdienst.roept(nu) {
        roep(model, effects);
    }
}

/// The store recorded the lines that were under way, or could not.
pub fn geschreven(model: &mut Model, uitkomst: Uitkomst<Wekkerboek>, effects: &mut Vec<Effect>) {
    let dienst = &mut model.wekdienst;
    let onderweg = std::mem::take(&mut dienst.onderweg);
    match uitkomst {
        Ok(boek) => {
            dienst.lees(boek);
            dienst.stuur(effects);
            agendabestand::ververs(model, effects);
        }
        Err(fout) => {
            // Tried again with the next look at the lease.
            dienst.wachtrij.splice(0..0, onderweg);
            faalt(model, &fout);
        }
    }
}

/// Said once in the header; alarms go on without their book.
fn faalt(model: &mut Model, fout: &Fout) {
    let zin = format!("Het wekkerboek wordt niet bijgehouden: {}", fout.zin);
    if !model.waarschuwingen.contains(&zin) {
        model.waarschuwingen.push(zin);
        model.tekenen = true;
    }
}

/// By which ways an alarm went.
pub fn gegaan(model: &mut Model, punten: &[Wekpunt], kanalen: &[(Kanaal, Kanaaluitslag)], effects: &mut Vec<Effect>) {
    let nu = model.nu;
    model.tekenen = true;
    gegaan_bij(&mut model.wekdienst, punten, kanalen, nu);
    model.wekdienst.stuur(effects);
}

fn gegaan_bij(dienst: &mut Wekdienst, punten: &[Wekpunt], kanalen: &[(Kanaal, Kanaaluitslag)], nu: Moment) {
    let bereikt = kanalen.iter().any(|(_, uitslag)| *uitslag == Kanaaluitslag::Gelukt);
    for punt in punten {
        let Some(op) = dienst.bezig.remove(punt) else { continue };
        if bereikt {
            dienst.neem(Weklijn::Afgegaan { punt: *punt, op, kanalen: kanalen.to_vec() });
            continue;
        }
        for lijn in Wekkerboek::mislukt(*punt, op, nu) {
            dienst.neem(lijn);
        }
    }
}

/// The clock of the machine jumped: no sleep, and no time that went by.
pub fn klok_sprong(model: &mut Model, van: Moment, naar: Moment, effects: &mut Vec<Effect>) {
    let toets = model.laatste_toets.plus(naar.sinds(van));
    model.laatste_toets = toets;
    model.nu = naar;
    model.zeg(format!("De klok van deze computer versprong van {} naar {}.", van.kort(), naar.kort()));
    model.tekenen = true;
    let dienst = &mut model.wekdienst;
    if naar > van {
        dienst.slaap(Gat { reden: Gemistreden::KlokVersprong, van }, naar);
    }
    // Every program sees it; whoever calls out records it.
    if !matches!(dienst.plicht, Some(Plicht::Elders(_))) {
        dienst.neem(Weklijn::Klok { van, naar });
        dienst.stuur(effects);
    }
}
