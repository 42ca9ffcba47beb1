//! Does what the desk asks for: hands facts to the store thread, renders drafts, rings, reads mails
//! and writes reports. What takes time runs beside the loop and answers with a message.

use std::{path::PathBuf, sync::Arc};

use chrono::Duration;
use tokio::sync::mpsc::Sender;

use super::{
    lezer::Balie,
    lus::Uitrusting,
    roeper::{Roeper, Uitweg},
};
use crate::{
    app::{
        effect::{Effect, Postlot},
        model::Model,
        msg::Msg,
        volledig::volledigheid,
    },
    domain::{
        concept::ConceptSoort,
        fout::{Fout, Uitkomst},
        ids::{Piketweek, Zaaknummer},
        schoon,
        wachtwoord::Wachtwoord,
    },
    intake::bron::Paden,
    outgoing::Berichtgegevens,
    report::{
        agenda::Agenda,
        samenstellen::{self, Maatstaf},
        schrijf_monitor,
    },
    store::{
        Antwoord, Blob, Draad, Leeswerk, Ontgrendeling, Opdracht, Opslag,
        reservekopie::{self, Wanneer},
    },
};

/// Closed cases of the last weeks are at hand without searching.
const TERUGBLIK: Duration = Duration::weeks(3);

/// At most so many hits of a search come to the screen.
const TREFFERS: usize = 200;

/// Does the effects.
#[derive(Debug)]
pub struct Dader {
    draad: Draad,
    roeper: Roeper,
    zender: Sender<Msg>,
    uitrusting: Uitrusting,
    balie: Balie,
    verwerkt: std::sync::mpsc::Sender<Postlot>,
}

impl Dader {
    /// Starts the store thread; its answers go into the channel of the loop.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(opslag: Opslag, uitrusting: Uitrusting, uit: Uitweg, zender: Sender<Msg>) -> Uitkomst<Self> {
        let terug = zender.clone();
        let draad = Draad::start(
            opslag,
            Box::new(move |antwoord| {
                // The store thread may wait for the screen, never the other way round. Once the loop
                // has ended nobody listens, and what was asked is committed all the same.
                if let Some(msg) = bericht(antwoord) {
                    let _ = terug.blocking_send(msg);
                }
            }),
        )?;
        let roeper = Roeper::nieuw(uit, &uitrusting.instellingen, zender.clone());
        let (balie, verwerkt) = Balie::nieuw(draad.deur(), zender.clone(), uitrusting.clock);
        Ok(Self { draad, roeper, zender, uitrusting, balie, verwerkt })
    }

    /// Lets the store finish and closes it.
    ///
    /// # Errors
    /// When closing failed.
    pub fn stop(self) -> Uitkomst<()> {
        self.draad.stop()
    }

    /// Does one effect; an answer that is there at once comes back.
    pub fn doe(&mut self, effect: Effect, model: &Model) -> Option<Msg> {
        match effect {
            Effect::Schrijf(kaartje, nieuw, bestanden) => {
                let blobs = bestanden.into_iter().map(Blob::nieuw).collect();
                let nu = self.uitrusting.clock.now();
                let opdracht = Opdracht::Schrijf { kaartje, nu, actor: self.uitrusting.actor.clone(), nieuw, blobs };
                self.draad.stuur(opdracht).err().map(|t| Msg::Geweigerd(kaartje, t.reden))
            }
            Effect::Zoek(tekst) => self.vraag(Opdracht::Zoek { tekst, hoogstens: TREFFERS }),
            Effect::Film(blik) => self.vraag(Opdracht::Film { blik }),
            Effect::Tijdlijn(zaak) => self.vraag(Opdracht::Tijdlijn { zaak }),
            Effect::MaakConcept(zaak, soort) => Some(self.maak_concept(model, zaak, soort)),
            Effect::Inzage(inzage) => {
                let (nu, actor) = (self.uitrusting.clock.now(), self.uitrusting.actor.clone());
                self.vraag(Opdracht::Inzage { nu, actor, inzage })
            }
            Effect::Ontgrendel(wachtwoord) => self.ontgrendel(wachtwoord),
            Effect::Alarm(alarm) => {
                self.roeper.roep(alarm);
                None
            }
            Effect::Wacht(aanspraak, volgende) => {
                let nu = self.uitrusting.clock.now();
                let gestuurd = self.draad.stuur(Opdracht::Bewaak { nu, aanspraak, volgende });
                gestuurd.err().map(|t| Msg::Wacht(Box::new(Err(t.reden))))
            }
            Effect::Wek(door, lijnen) => {
                let nu = self.uitrusting.clock.now();
                let gestuurd = self.draad.stuur(Opdracht::Wek { nu, door, lijnen });
                gestuurd.err().map(|t| Msg::Gewekt(Box::new(Err(t.reden))))
            }
            Effect::Agenda => self.agenda(),
            Effect::Monitor(week, bestand) => self.monitor(model, week, bestand),
            Effect::Importeer(paden) => {
                let paden: Vec<PathBuf> = paden.iter().map(PathBuf::from).collect();
                // Which files a folder holds may take a slow disk long to say.
                let (balie, inrichtingen) = (self.balie.clone(), Arc::clone(&model.inrichting.inrichtingen));
                tokio::task::spawn_blocking(move || balie.lees(Box::new(Paden::nieuw(&paden)), inrichtingen));
                None
            }
            Effect::LeesBronnen => {
                for bron in self.uitrusting.bronnen.drain(..) {
                    self.balie.lees(bron, Arc::clone(&model.inrichting.inrichtingen));
                }
                None
            }
            Effect::PostVerwerkt(lot) => {
                // Nobody waits any more once every reader has ended.
                let _ = self.verwerkt.send(lot);
                None
            }
            Effect::Recent => self.vraag(Opdracht::Recent { sinds: self.uitrusting.clock.now().plus(-TERUGBLIK) }),
            Effect::Volg => self.draad.stuur(Opdracht::Volg).err().map(|t| Msg::VolgenFaalt(t.reden)),
            Effect::NeemOver => {
                let nu = self.uitrusting.clock.now();
                let opdracht = Opdracht::NeemOver { nu };
                self.draad.stuur(opdracht).err().map(|t| Msg::Overgenomen(Err(t.reden)))
            }
            Effect::Reservekopie => {
                self.reservekopie();
                None
            }
            Effect::Stop => None,
        }
    }

    /// Takes off the desktop what does not ring any more.
    pub fn ruim_op(&mut self, model: &Model) {
        self.roeper.ruim_op(&model.wekdienst);
    }

    fn vraag(&self, opdracht: Opdracht) -> Option<Msg> {
        self.draad.stuur(opdracht).err().map(|t| Msg::Mislukt(t.reden))
    }

    fn maak_concept(&self, model: &Model, zaak: Zaaknummer, soort: ConceptSoort) -> Msg {
        let tekst = match model.desk.zaken.get(&zaak) {
            Some(z) => {
                let incident = z.rij().map(|r| model.inrichting.boek.rij(r).incident.as_str());
                let u = &self.uitrusting;
                let mut gegevens = Berichtgegevens::van(z, incident, &u.instellingen.aanhef, &u.actor, model.nu)
                    .met_formulier(&volledigheid(z, &model.inrichting.boek));
                let plek = z.plek().and_then(|n| model.inrichting.inrichtingen.met_naam(n));
                gegevens.plaats = plek.map(|i| i.plaats.clone());
                u.sjablonen.maak(soort, &gegevens)
            }
            None => Err(Fout::gebruik(format!("Zaak {zaak} bestaat niet."))),
        };
        Msg::ConceptGemaakt(zaak, soort, tekst)
    }

    fn monitor(&self, model: &Model, week: Piketweek, bestand: String) -> Option<Msg> {
        let (zender, nu) = (self.zender.clone(), self.uitrusting.clock.now());
        let (boek, inrichtingen) = (model.inrichting.boek.clone(), Arc::clone(&model.inrichting.inrichtingen));
        let weekstart = model.inrichting.weekstart;
        // The file may be on a slow or a stuck disk; that must not hold up the store.
        let erbij = tokio::runtime::Handle::current();
        self.vraag(Opdracht::Lees(Leeswerk(Box::new(move |opslag| {
            let maatstaf = Maatstaf { boek: &boek, inrichtingen: &inrichtingen, weekstart, nu };
            let monitor = samenstellen::monitor(opslag, week, &maatstaf);
            erbij.spawn_blocking(move || {
                let uitkomst = monitor.and_then(|monitor| {
                    schrijf_monitor(&monitor, bestand.as_ref())?;
                    Ok(monitor.regels.iter().map(|r| r.zaak).collect())
                });
                let _ = zender.blocking_send(match uitkomst {
                    Ok(zaken) => Msg::MonitorGeschreven(week, zaken, schoon::regel(&bestand)),
                    Err(fout) => Msg::Mislukt(fout),
                });
            });
        }))))
    }

    fn agenda(&self) -> Option<Msg> {
        let (zender, nu) = (self.zender.clone(), self.uitrusting.clock.now());
        let pad = self.uitrusting.agenda.clone()?;
        // Written beside the store thread: a folder that a phone reads along may be on a slow disk.
        let erbij = tokio::runtime::Handle::current();
        self.vraag(Opdracht::Lees(Leeswerk(Box::new(move |opslag| {
            let regels = opslag.wekregels(None);
            erbij.spawn_blocking(move || {
                let agenda = regels.map(|r| Agenda::van(r.iter().map(|r| &r.lijn)));
                let uitkomst = agenda.and_then(|agenda| agenda.schrijf(&pad, nu));
                let _ = zender.blocking_send(Msg::Agenda(uitkomst));
            });
        }))))
    }

    /// On the store thread, which has nothing else to do behind a lock.
    fn ontgrendel(&self, wachtwoord: Wachtwoord) -> Option<Msg> {
        let zender = self.zender.clone();
        self.vraag(Opdracht::Lees(Leeswerk(Box::new(move |opslag| {
            let uitkomst = opslag.herken(&wachtwoord).and_then(|()| opslag.laad_open());
            let _ = zender.blocking_send(Msg::Ontgrendeld(uitkomst.map(Box::new)));
        }))))
    }

    /// Beside the loop and beside the store thread: it reads with a connection of its own, for which the
    /// store thread gives the key.
    fn reservekopie(&self) -> Option<Msg> {
        let (zender, nu) = (self.zender.clone(), self.uitrusting.clock.now());
        let houd = self.uitrusting.instellingen.reservekopieen;
        let erbij = tokio::runtime::Handle::current();
        self.vraag(Opdracht::Lees(Leeswerk(Box::new(move |opslag| {
            let (map, sleutel) = (opslag.pad().to_owned(), opslag.sleutel());
            erbij.spawn_blocking(move || {
                let ontgrendeling = Ontgrendeling::van(sleutel.as_ref());
                let gemaakt = reservekopie::maak(&map, ontgrendeling, nu, houd, Wanneer::AlsErIetsBijKwam);
                let _ = zender.blocking_send(Msg::Reservekopie(gemaakt.map(|_| ())));
            });
        }))))
    }
}

/// An answer of the store as a message for the desk, where there is anything to say.
fn bericht(antwoord: Antwoord) -> Option<Msg> {
    Some(match antwoord {
        Antwoord::Ingezien { uitkomst: Ok(()) } => return None,
        Antwoord::Geschreven { kaartje, uitkomst: Ok(entries) } => Msg::Vastgelegd(kaartje, entries),
        Antwoord::Geschreven { kaartje, uitkomst: Err(fout) } => Msg::Geweigerd(kaartje, fout),
        Antwoord::Gevonden { tekst, uitkomst: Ok(desk) } => Msg::Gevonden(tekst, Box::new(desk)),
        Antwoord::Tijdlijn { zaak, uitkomst: Ok(entries) } => Msg::Tijdlijn(zaak, entries),
        Antwoord::Film { blik, uitkomst: Ok(entries) } => Msg::Film(blik, entries),
        Antwoord::Bewaakt { nieuws } => Msg::Wacht(Box::new(Ok(*nieuws))),
        Antwoord::Gewekt { uitkomst } => Msg::Gewekt(Box::new(uitkomst)),
        Antwoord::Recent { uitkomst: Ok(desk) } => Msg::Recent(Box::new(desk)),
        Antwoord::Gevonden { uitkomst: Err(fout), .. }
        | Antwoord::Recent { uitkomst: Err(fout) }
        | Antwoord::Film { uitkomst: Err(fout), .. }
        | Antwoord::Tijdlijn { uitkomst: Err(fout), .. }
        | Antwoord::Ingezien { uitkomst: Err(fout) } => Msg::Mislukt(fout),
        Antwoord::Gevolgd { uitkomst: Ok(n) } => Msg::Gevolgd(n.schrijver, n.entries, Box::new(n.desk)),
        Antwoord::Gevolgd { uitkomst: Err(fout) } => Msg::VolgenFaalt(fout),
        Antwoord::Overgenomen { uitkomst } => Msg::Overgenomen(uitkomst.map(Box::new)),
    })
}
