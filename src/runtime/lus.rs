//! The loop: wait for one message, take the rest that waits, update, act, draw once if something
//! visible changed. Every turn starts with the wall clock, so a laptop that slept catches up at once.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
};

use crossterm::event::Event;
use tokio::sync::mpsc::{Receiver, channel};

use super::{
    clock::Clock,
    daad::Dader,
    klokwacht::Klokwacht,
    roeper::Uitweg,
    signaal::{Signaal, Signalen},
    slaap::Slaap,
    terminal::{self, Beeldscherm},
};
use crate::{
    app::{
        command::CommandId,
        effect::Effect,
        model::Model,
        msg::Msg,
        ops,
        rol::Rol,
        update::{update, wek_om},
    },
    domain::{
        fout::{Fout, Uitkomst},
        inzage::{Handeling, Herkomst, Inzage, Uitslag},
        wacht::Wekker,
    },
    intake::bron::Bron,
    outgoing::Sjablonen,
    settings::Instellingen,
    store::Opslag,
    ui::{Scherm, toets},
};

/// So many messages may wait; producers wait when it is full.
pub(super) const WACHTRIJ: usize = 256;

/// What the desk runs with besides its model.
#[derive(Debug)]
pub struct Uitrusting {
    /// The clock.
    pub clock: Clock,
    /// The settings.
    pub instellingen: Instellingen,
    /// The templates.
    pub sjablonen: Sjablonen,
    /// Who works at the desk.
    pub actor: String,
    /// Where mail comes from.
    pub bronnen: Vec<Box<dyn Bron>>,
    /// Where the calendar file goes that is kept up.
    pub agenda: Option<PathBuf>,
    /// Which program this is.
    pub wie: Wekker,
}

/// Runs the desk until the officer leaves.
///
/// # Errors
/// When there is no terminal, or the store could not be closed in order.
pub fn desk(model: Model, scherm: Scherm, opslag: Opslag, uitrusting: Uitrusting) -> Uitkomst<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Fout::gegevens(format!("De desk kan niet starten: {e}.")))?;
    let signalen = runtime.block_on(async { Signalen::luister() })?;
    let (zender, ontvanger) = channel(WACHTRIJ);
    let clock = uitrusting.clock;
    let dader = Dader::start(opslag, uitrusting, Uitweg::Scherm, zender)?;
    let klokwacht = Klokwacht::nieuw(clock);
    let slaap = Slaap::default();
    let mut desk = Desk { clock, klokwacht, dader, model, scherm, ontvanger, maat: false, slaap };
    let uitkomst = terminal::met_terminal(|beeldscherm| runtime.block_on(desk.draai(beeldscherm, signalen)));
    // What is answered meanwhile may ask for something that is done beside the loop.
    let binnen = runtime.enter();
    // Also after a panic what was typed and not saved yet goes to the store before it closes.
    let gered = catch_unwind(AssertUnwindSafe(|| desk.bewaar_alles()));
    // From here on who has something to say finds nobody, instead of waiting for somebody.
    desk.ontvanger.close();
    let gesloten = desk.dader.stop();
    drop(binnen);
    runtime.shutdown_timeout(std::time::Duration::from_millis(200));
    uitkomst??;
    if gered.is_err() {
        return Err(
            Fout::gegevens("Het laatste dat u typte is niet bewaard.").hint("Start piket opnieuw en kijk het na.")
        );
    }
    gesloten
}

struct Desk {
    clock: Clock,
    klokwacht: Klokwacht,
    dader: Dader,
    model: Model,
    scherm: Scherm,
    ontvanger: Receiver<Msg>,
    /// The window has another size than the last frame.
    maat: bool,
    slaap: Slaap,
}

impl Desk {
    async fn draai(&mut self, mut beeldscherm: Beeldscherm, mut signalen: Signalen) -> Uitkomst<()> {
        self.neem(Msg::Tik(self.clock.now()));
        self.teken(&mut beeldscherm)?;
        // The frame first: recording who opened the desk waits for the disk, and so does what is closed.
        let geopend = Inzage {
            handeling: Handeling::Geopend,
            object: "opslag".to_owned(),
            uitkomst: Uitslag::Gelukt,
            herkomst: Herkomst::Desk,
        };
        self.voer_uit(vec![Effect::Inzage(geopend), Effect::Recent]);
        if self.model.rol == Rol::Schrijft {
            self.voer_uit(vec![Effect::LeesBronnen]);
        }
        let mut events = terminal::luister(WACHTRIJ, beeldscherm.maat())?;
        while !self.model.stopt {
            let wacht = wek_om(&self.model).sinds(self.clock.now()).to_std().unwrap_or_default();
            tokio::select! {
                biased;
                signaal = signalen.volgende() => match signaal {
                    Signaal::Stop => self.stop(),
                    Signaal::Vergrendel => self.neem(Msg::Vergrendel),
                },
                event = events.recv() => match event {
                    Some(event) => self.event(event),
                    // The terminal is gone: nothing more will come.
                    None => self.stop(),
                },
                Some(msg) = self.ontvanger.recv() => self.neem(msg),
                () = tokio::time::sleep(wacht) => {}
            }
            while let Ok(msg) = self.ontvanger.try_recv() {
                self.neem(msg);
            }
            while let Ok(event) = events.try_recv() {
                self.event(event);
            }
            if self.slaap.sliep() {
                self.neem(Msg::Sliep);
            }
            self.tik();
            if self.model.tekenen {
                self.teken(&mut beeldscherm)?;
            }
        }
        Ok(())
    }

    /// Looks at the clock.
    fn tik(&mut self) {
        if let Some((van, naar)) = self.klokwacht.sprong(self.clock) {
            self.neem(Msg::KlokSprong(van, naar));
        }
        self.neem(Msg::Tik(self.clock.now()));
    }

    fn event(&mut self, event: Event) {
        // Keys are judged at the moment they are pressed, not at the last tick.
        self.tik();
        match event {
            Event::Key(key) => {
                if let Some(toets) = toets::van(key) {
                    let msg = self.scherm.toets(&self.model, toets);
                    self.neem(msg);
                }
            }
            Event::Paste(tekst) => {
                let msg = self.scherm.plak(&self.model, &tekst);
                self.neem(msg);
            }
            Event::Resize(..) => {
                self.maat = true;
                self.model.tekenen = true;
            }
            Event::FocusGained | Event::FocusLost | Event::Mouse(_) => {}
        }
    }

    fn neem(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.voer_uit(effects);
        self.dader.ruim_op(&self.model);
    }

    fn voer_uit(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            // What can be answered on the spot is; that answer may ask for more.
            if let Some(msg) = self.dader.doe(effect, &self.model) {
                self.neem(msg);
            }
        }
    }

    fn stop(&mut self) {
        let mut effects = Vec::new();
        ops::run(&mut self.model, CommandId::Stoppen, &mut effects);
        self.voer_uit(effects);
    }

    /// Saves what was typed and waits until all that was asked for is in the log or refused.
    fn bewaar_alles(&mut self) {
        let mut effects = Vec::new();
        ops::bewaar_getypt(&mut self.model, true, &mut effects);
        self.voer_uit(effects);
        while !(self.model.is_rustig() && self.model.wekdienst.is_rustig())
            && let Some(msg) = self.ontvanger.blocking_recv()
        {
            self.neem(msg);
        }
    }

    fn teken(&mut self, beeldscherm: &mut Beeldscherm) -> Uitkomst<()> {
        self.model.tekenen = false;
        if std::mem::take(&mut self.maat) {
            beeldscherm.pas_aan()?;
        }
        let (model, scherm) = (&self.model, &mut self.scherm);
        beeldscherm.teken(|frame| scherm.teken(model, frame))
    }
}
