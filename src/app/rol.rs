//! Whether this desk writes or looks along with another one. Who looks along sees what the writer has
//! committed, records nothing, and can take over once nobody writes.

use chrono::Duration;

use super::{
    command::CommandId,
    effect::Effect,
    lijst,
    model::{Model, Tab},
};
use crate::domain::{
    desk::Desk,
    event::Entry,
    fout::{Fout, Uitkomst},
    ids::Zaaknummer,
    moment::Moment,
    schrijver::Schrijver,
    wacht::Wekker,
};

/// How often who looks along asks for news.
const TEMPO: Duration = Duration::seconds(1);

/// What this desk may do with the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rol {
    /// It records.
    Schrijft,
    /// It shows what another one records.
    KijktMee(Meekijker),
}

/// A desk that looks along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meekijker {
    /// Who writes, as last heard.
    pub schrijver: Schrijver,
    vraag: Vraag,
}

/// How the conversation with the store stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vraag {
    /// News is asked for at this moment.
    Om(Moment),
    /// News is under way.
    Nieuws,
    /// The pen was asked for.
    Pen,
}

impl Rol {
    /// Looks along, and asks for news at the first tick.
    pub const fn kijkt_mee(schrijver: Schrijver, nu: Moment) -> Self {
        Self::KijktMee(Meekijker { schrijver, vraag: Vraag::Om(nu) })
    }

    /// When it wants to hear the clock.
    pub const fn wek_om(&self) -> Option<Moment> {
        match self {
            Self::KijktMee(Meekijker { vraag: Vraag::Om(om), .. }) => Some(*om),
            Self::KijktMee(_) | Self::Schrijft => None,
        }
    }

    /// The word in the header; none for a desk that writes, as it should.
    pub fn woord(&self, toets: &str) -> Option<String> {
        match self {
            Self::Schrijft => None,
            Self::KijktMee(Meekijker { schrijver: Schrijver::Niemand, .. }) => {
                Some(format!("meekijken: niemand schrijft, {toets} neemt over"))
            }
            Self::KijktMee(m) => Some(format!("meekijken: {}", m.schrijver.wie())),
        }
    }
}

/// Asks for news when it is time.
pub fn tik(model: &mut Model, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    if let Rol::KijktMee(m) = &mut model.rol
        && let Vraag::Om(om) = m.vraag
        // Also when the clock was put back behind the appointment.
        && (om <= nu || om > nu.plus(TEMPO))
    {
        m.vraag = Vraag::Nieuws;
        effects.push(Effect::Volg);
    }
}

/// Takes the news: who writes, the new entries, and the cases and reports they touched as they are now.
pub fn gevolgd(model: &mut Model, schrijver: Schrijver, entries: Vec<Entry>, bij: Desk) {
    let nu = model.nu;
    let Rol::KijktMee(m) = &mut model.rol else { return };
    if m.vraag == Vraag::Nieuws {
        m.vraag = Vraag::Om(nu.plus(TEMPO));
    }
    if m.schrijver != schrijver {
        m.schrijver = schrijver;
        model.tekenen = true;
        // Who watches without a screen has no key to take over with, and goes on all the same.
        if schrijver == Schrijver::Niemand && model.wekdienst.wie == Wekker::Desk {
            let toets = model.inrichting.keymap.eerste(CommandId::NeemOver);
            model.zeg(format!("De andere piket is gesloten. Met {toets} schrijft deze desk verder."));
        }
    }
    if entries.is_empty() {
        return;
    }
    model.tekenen = true;
    model.desk.meldingteller = bij.meldingteller;
    model.desk.zaakteller = bij.zaakteller;
    model.desk.meldingen.extend(bij.meldingen);
    let geraakt: Vec<Zaaknummer> = bij.zaken.keys().copied().collect();
    model.desk.zaken.extend(bij.zaken);
    for zaak in geraakt {
        model.herzie(zaak);
    }
    if let Some((zaak, lijn)) = &mut model.tijdlijn {
        let tot = lijn.last().map_or(0, |e| e.seq);
        lijn.extend(entries.into_iter().filter(|e| e.event.zaak() == Some(*zaak) && e.seq > tot));
    }
    lijst::ververs(model);
    super::ops::wegen::sluit_zonder_rij(model);
}

/// News that did not come is asked for again; the header says why, once.
pub fn volgen_faalt(model: &mut Model, fout: &Fout) {
    let nu = model.nu;
    let Rol::KijktMee(m) = &mut model.rol else { return };
    if m.vraag == Vraag::Nieuws {
        m.vraag = Vraag::Om(nu.plus(TEMPO));
    }
    let zin = fout.to_string();
    if !model.waarschuwingen.contains(&zin) {
        model.waarschuwingen.push(zin);
        model.tekenen = true;
    }
}

/// Asks for the pen.
pub fn neem_over(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Rol::KijktMee(m) = &mut model.rol {
        m.vraag = Vraag::Pen;
        effects.push(Effect::NeemOver);
    }
}

/// The pen is here, with the desk as it stands on disk; or it is not.
pub fn overgenomen(model: &mut Model, uitkomst: Uitkomst<Desk>, effects: &mut Vec<Effect>) {
    model.tekenen = true;
    let nu = model.nu;
    match (uitkomst, &mut model.rol) {
        (Ok(desk), _) => {
            model.rol = Rol::Schrijft;
            model.zoek.clear();
            model.gevonden.clear();
            model.neem_desk(desk);
            model.tijdlijn = None;
            if let (Tab::Tijdlijn, Some(zaak)) = (model.tab, model.zaak()) {
                effects.push(Effect::Tijdlijn(zaak.nummer));
            }
            effects.extend([Effect::Recent, Effect::LeesBronnen]);
            model.zeg("Deze desk schrijft nu.");
        }
        (Err(fout), Rol::KijktMee(m)) => {
            m.vraag = Vraag::Om(nu);
            model.meld_fout(fout);
        }
        (Err(fout), Rol::Schrijft) => model.meld_fout(fout),
    }
}

/// Whether this desk may record.
///
/// # Errors
/// When it looks along: who writes, and what to do.
pub fn mag_vastleggen(model: &Model) -> Result<(), String> {
    match &model.rol {
        Rol::Schrijft => Ok(()),
        Rol::KijktMee(Meekijker { schrijver: Schrijver::Niemand, .. }) => {
            let toets = model.inrichting.keymap.eerste(CommandId::NeemOver);
            Err(format!("Deze desk kijkt mee; neem met {toets} eerst het schrijven over."))
        }
        Rol::KijktMee(m) => Err(format!("Deze desk kijkt mee; {}.", m.schrijver.wie())),
    }
}

/// Whether the pen can be taken over now.
///
/// # Errors
/// Why not.
pub fn mag_overnemen(model: &Model) -> Result<(), String> {
    match &model.rol {
        Rol::Schrijft => Err("Deze desk schrijft al.".to_owned()),
        Rol::KijktMee(Meekijker { vraag: Vraag::Pen, .. }) => Err("Het overnemen is al gevraagd.".to_owned()),
        Rol::KijktMee(Meekijker { schrijver: Schrijver::Niemand, .. }) => Ok(()),
        Rol::KijktMee(m) => Err(format!("Dat kan nog niet: {}.", m.schrijver.wie())),
    }
}

/// Whether a command leads to something in the log.
pub const fn legt_vast(id: CommandId) -> bool {
    match id {
        CommandId::Detail
        | CommandId::Terug
        | CommandId::Omlaag
        | CommandId::Omhoog
        | CommandId::Begin
        | CommandId::Eind
        | CommandId::PaginaOmlaag
        | CommandId::PaginaOmhoog
        | CommandId::TabVerder
        | CommandId::TabTerug
        | CommandId::TabChecklist
        | CommandId::TabBeeld
        | CommandId::TabConcepten
        | CommandId::TabTijdlijn
        | CommandId::Waarom
        | CommandId::Zoek
        | CommandId::Gesloten
        | CommandId::Film
        // Recorded beside the log, also by a desk that only looks along.
        | CommandId::WatAls
        | CommandId::Gezien
        | CommandId::Later
        | CommandId::Onthul
        | CommandId::Privacy
        | CommandId::Vergrendel
        | CommandId::Palet
        | CommandId::Hulp
        | CommandId::NeemOver
        | CommandId::Stoppen => false,
        CommandId::Telefoon
        | CommandId::Ongedaan
        | CommandId::Monitor
        | CommandId::Openen
        | CommandId::Koppelen
        | CommandId::Losmaken
        | CommandId::Terzijde
        | CommandId::Terugleggen
        | CommandId::Bewerken
        | CommandId::Rij
        | CommandId::Gegevens
        | CommandId::Feit
        | CommandId::Beslechten
        | CommandId::Wegen
        | CommandId::BesluitP
        | CommandId::BesluitA
        | CommandId::Concept
        | CommandId::Gereed
        | CommandId::NietNodig
        | CommandId::Wacht
        | CommandId::HeropenStap
        | CommandId::FeitStatus
        | CommandId::Termijn
        | CommandId::Herinnering
        | CommandId::Gecontroleerd
        | CommandId::Verzonden
        | CommandId::Sluiten
        | CommandId::Aanvaarden
        | CommandId::Samenvoegen
        | CommandId::Splitsen
        | CommandId::Heropenen => true,
    }
}
