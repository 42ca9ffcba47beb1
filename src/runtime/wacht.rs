//! The watch: the same alarms without a screen. It follows the store as a second desk does, says on
//! standard output what it is about, and needs no keys.

use std::mem::discriminant;

use tokio::sync::mpsc::channel;

use super::{
    daad::Dader,
    klokwacht::Klokwacht,
    lus::{Uitrusting, WACHTRIJ},
    roeper::Uitweg,
    schrijver::Schrijver,
    signaal::{Signaal, Signalen},
};
use crate::{
    app::{
        model::{Model, Regel},
        msg::Msg,
        update::{update, wek_om},
        wekkerboek::Gemisten,
    },
    domain::{
        fout::{Fout, Uitkomst},
        schoon,
        wacht::Plicht,
    },
    store::Opslag,
};

/// Watches until a signal ends it.
///
/// # Errors
/// When the program cannot start, or the store not be closed in order.
pub fn wacht(model: Model, opslag: Opslag, uitrusting: Uitrusting) -> Uitkomst<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|e| Fout::gegevens(format!("De wacht kan niet starten: {e}.")))?;
    let clock = uitrusting.clock;
    let (zender, mut ontvanger) = channel(WACHTRIJ);
    let schrijver = Schrijver::start()?;
    let dader = Dader::start(opslag, uitrusting, Uitweg::Regels(schrijver.clone()), zender)?;
    let mut wacht = Wacht { dader, model, schrijver: schrijver.clone(), gezegd: Gezegd::default() };
    let mut klokwacht = Klokwacht::nieuw(clock);
    runtime.block_on(async {
        let mut signalen = Signalen::luister()?;
        loop {
            if let Some((van, naar)) = klokwacht.sprong(clock) {
                wacht.neem(Msg::KlokSprong(van, naar));
            }
            wacht.neem(Msg::Tik(clock.now()));
            wacht.zeg();
            let slaap = wek_om(&wacht.model).sinds(clock.now()).to_std().unwrap_or_default();
            tokio::select! {
                biased;
                signaal = signalen.volgende() => match signaal {
                    Signaal::Stop => break,
                    // There is no screen to lock.
                    Signaal::Vergrendel => {}
                },
                Some(msg) = ontvanger.recv() => wacht.neem(msg),
                () = tokio::time::sleep(slaap) => {}
            }
        }
        Ok::<(), Fout>(())
    })?;
    // What was said last is written, where anybody reads it.
    runtime.block_on(schrijver.schrijf(String::new()).uitslag());
    // The store thread must not wait for a loop that has ended.
    drop(ontvanger);
    let gesloten = wacht.dader.stop();
    runtime.shutdown_timeout(std::time::Duration::from_millis(200));
    gesloten
}

/// What was said already.
#[derive(Debug, Default)]
struct Gezegd {
    plicht: Option<Plicht>,
    gemist: Option<String>,
    regel: Option<String>,
    waarschuwingen: usize,
}

struct Wacht {
    dader: Dader,
    model: Model,
    schrijver: Schrijver,
    gezegd: Gezegd,
}

impl Wacht {
    fn neem(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            if let Some(msg) = self.dader.doe(effect, &self.model) {
                self.neem(msg);
            }
        }
        self.dader.ruim_op(&self.model);
    }

    /// What a desk shows in its header and on its bottom line, a line each, once.
    fn zeg(&mut self) {
        let (model, gezegd, schrijver) = (&self.model, &mut self.gezegd, &self.schrijver);
        // What does not come out ends nothing.
        let regel = |zin: &str| drop(schrijver.schrijf(format!("{}\n", schoon::regel(zin))));
        let plicht = model.wekdienst.plicht();
        // Which other one it is changes nothing for who reads this.
        if plicht.as_ref().map(discriminant) != gezegd.plicht.as_ref().map(discriminant) {
            gezegd.plicht = plicht;
            match plicht {
                Some(Plicht::Hier) => regel("De wacht is hier: alarmen gaan in dit venster af."),
                Some(Plicht::Elders(_)) => regel("Een andere piket heeft de wacht; deze kijkt mee."),
                None => {}
            }
        }
        let gemist = model.wekdienst.gemist().map(Gemisten::zin);
        if gemist.is_some() && gemist != gezegd.gemist {
            regel(gemist.as_deref().unwrap_or_default());
        }
        gezegd.gemist = gemist;
        for zin in model.waarschuwingen.iter().skip(gezegd.waarschuwingen) {
            regel(zin);
        }
        gezegd.waarschuwingen = model.waarschuwingen.len();
        let zin = model.regel.as_ref().map(|(zin, _)| match zin {
            Regel::Gedaan(zin) => zin.clone(),
            Regel::Fout(fout) => fout.to_string(),
        });
        if zin.is_some() && zin != gezegd.regel {
            regel(zin.as_deref().unwrap_or_default());
        }
        gezegd.regel = zin;
    }
}
