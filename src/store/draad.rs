//! The one thread that owns the store while a desk runs. It takes orders in the order they were
//! given and answers after the commit, so that what is on screen is on disk; at the end it finishes
//! what it accepted before it closes the file.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Weak,
        mpsc::{Receiver, SyncSender, TrySendError, channel, sync_channel},
    },
    thread::{Builder, JoinHandle},
};

use super::{Blob, Nieuws, Opslag};
use crate::app::{film::Blik, wekdienst::Wachtnieuws, wekkerboek::Wekkerboek};
use crate::domain::{
    desk::Desk,
    event::{Entry, Nieuw},
    fout::{Fout, Uitkomst},
    ids::Zaaknummer,
    inzage::Inzage,
    moment::Moment,
    wacht::{Aanspraak, Wekker},
    wekker::Weklijn,
};

/// Work for the store.
#[expect(missing_docs, reason = "the fields are those of the methods of Opslag")]
#[derive(Debug)]
pub enum Opdracht {
    /// [`Opslag::schrijf`]; the ticket comes back with the answer.
    Schrijf { kaartje: u64, nu: Moment, actor: String, nieuw: Vec<Nieuw>, blobs: Vec<Blob> },
    /// [`Opslag::zoek`].
    Zoek { tekst: String, hoogstens: usize },
    /// Who saw what.
    Inzage { nu: Moment, actor: String, inzage: Inzage },
    /// [`Opslag::entries`] of one case.
    Tijdlijn { zaak: Zaaknummer },
    /// Look something up that takes longer; what comes of it is the work's own affair.
    Lees(Leeswerk),
    /// [`Opslag::film`].
    Film { blik: Blik },
    /// [`Opslag::nieuws`].
    Volg,
    /// [`Opslag::laad_recent`].
    Recent { sinds: Moment },
    /// [`Opslag::bewaak`].
    Bewaak { nu: Moment, aanspraak: Aanspraak, volgende: Option<Moment> },
    /// [`Opslag::wek`].
    Wek { nu: Moment, door: Wekker, lijnen: Vec<Weklijn> },
    /// [`Opslag::neem_over`], and the desk as [`Opslag::laad_open`] gives it from then on.
    NeemOver { nu: Moment },
}

/// What came of an order, with what was asked.
#[expect(missing_docs, reason = "what was asked, and what the method of Opslag gave")]
#[derive(Debug)]
pub enum Antwoord {
    /// Committed, or refused as a whole.
    Geschreven { kaartje: u64, uitkomst: Uitkomst<Vec<Entry>> },
    /// The hits.
    Gevonden { tekst: String, uitkomst: Uitkomst<Desk> },
    /// The entries.
    Tijdlijn { zaak: Zaaknummer, uitkomst: Uitkomst<Vec<Entry>> },
    /// The entries.
    Film { blik: Blik, uitkomst: Uitkomst<Vec<Entry>> },
    /// Recorded, or not.
    Ingezien { uitkomst: Uitkomst<()> },
    /// Who calls out.
    Bewaakt { nieuws: Box<Wachtnieuws> },
    /// The wekkerboek with the lines in it.
    Gewekt { uitkomst: Uitkomst<Wekkerboek> },
    /// What was busy lately.
    Recent { uitkomst: Uitkomst<Desk> },
    /// The news.
    Gevolgd { uitkomst: Uitkomst<Nieuws> },
    /// The desk of who writes now.
    Overgenomen { uitkomst: Uitkomst<Desk> },
}

/// Work that only reads, done on the store thread because that is where the key is.
pub struct Leeswerk(pub Box<dyn FnOnce(&Opslag) + Send>);

impl std::fmt::Debug for Leeswerk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Leeswerk(…)")
    }
}

/// An order that was not accepted, given back so that no word is lost.
#[derive(Debug)]
pub struct Teruggave {
    /// The order, untouched.
    pub opdracht: Box<Opdracht>,
    /// Why.
    pub reden: Fout,
}

/// So many orders may wait; a person does not type that fast.
const WACHTRIJ: usize = 256;

/// The store thread, as the rest of the program holds it.
#[derive(Debug)]
pub struct Draad {
    orders: Option<Arc<SyncSender<Opdracht>>>,
    thread: Option<JoinHandle<Uitkomst<()>>>,
}

impl Draad {
    /// Starts the thread on an open store. `antwoord` is called on that thread, once per accepted
    /// order and in the order of acceptance.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(opslag: Opslag, antwoord: Box<dyn Fn(Antwoord) + Send>) -> Uitkomst<Self> {
        let (orders, binnen) = sync_channel(WACHTRIJ);
        let thread = Builder::new()
            .name("opslag".to_owned())
            .spawn(move || werk(opslag, &binnen, &*antwoord))
            .map_err(|e| Fout::gegevens("De opslag kan niet worden gestart.").hint(format!("({e})")))?;
        Ok(Self { orders: Some(Arc::new(orders)), thread: Some(thread) })
    }

    /// Hands over an order, without ever waiting: the caller draws the screen.
    ///
    /// # Errors
    /// With the order itself, when the queue is full or the thread has ended.
    pub fn stuur(&self, opdracht: Opdracht) -> Result<(), Teruggave> {
        let terug = |opdracht, reden| Teruggave { opdracht: Box::new(opdracht), reden };
        let Some(orders) = &self.orders else { return Err(terug(opdracht, gestopt())) };
        orders.try_send(opdracht).map_err(|e| match e {
            TrySendError::Full(opdracht) => {
                let reden = Fout::gegevens("De opslag is nog bezig met eerdere opdrachten.");
                terug(opdracht, reden.hint("Wacht even en probeer het opnieuw."))
            }
            TrySendError::Disconnected(opdracht) => terug(opdracht, gestopt()),
        })
    }

    /// A door for who works beside the desk and may wait.
    pub fn deur(&self) -> Deur {
        Deur(self.orders.as_ref().map(Arc::downgrade).unwrap_or_default())
    }

    /// Lets the thread finish everything it accepted, closes the store and waits for that.
    ///
    /// # Errors
    /// When closing failed or the thread broke down.
    pub fn stop(mut self) -> Uitkomst<()> {
        self.wacht_op_einde()
    }

    fn wacht_op_einde(&mut self) -> Uitkomst<()> {
        self.orders = None;
        match self.thread.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(uitkomst)) => uitkomst,
            Some(Err(_)) => Err(gestopt()),
        }
    }
}

/// Asks the store something and waits for the answer. It does not keep the store open.
#[derive(Debug, Clone)]
pub struct Deur(Weak<SyncSender<Opdracht>>);

impl Deur {
    /// What `vraag` finds in the store; `None` once the store is closed.
    pub fn vraag<T: Send + 'static>(&self, vraag: impl FnOnce(&Opslag) -> T + Send + 'static) -> Option<T> {
        let (antwoord, wacht) = channel();
        let werk = Leeswerk(Box::new(move |opslag| {
            // Who asked may be gone by now.
            let _ = antwoord.send(vraag(opslag));
        }));
        self.0.upgrade()?.send(Opdracht::Lees(werk)).ok()?;
        wacht.recv().ok()
    }
}

/// Also without [`Draad::stop`] nothing that was accepted is lost.
impl Drop for Draad {
    fn drop(&mut self) {
        // There is nobody left to tell; `stop` is the way to hear it.
        let _ = self.wacht_op_einde();
    }
}

fn gestopt() -> Fout {
    Fout::gegevens("De opslag is gestopt; deze handeling is niet vastgelegd.").hint("Sluit piket en open het opnieuw.")
}

/// A closed channel still gives what was in it, so the loop ends after the last accepted order.
fn werk(mut opslag: Opslag, binnen: &Receiver<Opdracht>, antwoord: &dyn Fn(Antwoord)) -> Uitkomst<()> {
    let mut inzagen = Inzagen::default();
    for opdracht in binnen {
        if let Some(a) = voer_uit(&mut opslag, &mut inzagen, opdracht) {
            antwoord(a);
        }
        // What the disk refused before may fit now; that it does not was said already.
        let _ = inzagen.noteer(&mut opslag);
    }
    let genoteerd = inzagen.noteer(&mut opslag);
    opslag.sluit().and(genoteerd)
}

/// Who saw what, in order, as far as the disk did not take it yet: an audit has no gaps because a disk
/// was full for an hour.
#[derive(Default)]
struct Inzagen {
    wachtend: VecDeque<(Moment, String, Inzage)>,
}

impl Inzagen {
    fn noteer(&mut self, opslag: &mut Opslag) -> Uitkomst<()> {
        while let Some((nu, actor, inzage)) = self.wachtend.front() {
            if let Err(fout) = opslag.noteer_inzage(*nu, actor, inzage) {
                let aantal = self.wachtend.len();
                let wat = if aantal == 1 { "Een inzage is".to_owned() } else { format!("{aantal} inzagen zijn") };
                return Err(Fout { zin: format!("{wat} nog niet vastgelegd. {}", fout.zin), ..fout });
            }
            self.wachtend.pop_front();
        }
        Ok(())
    }
}

fn voer_uit(opslag: &mut Opslag, inzagen: &mut Inzagen, opdracht: Opdracht) -> Option<Antwoord> {
    Some(match opdracht {
        Opdracht::Schrijf { kaartje, nu, actor, nieuw, blobs } => {
            Antwoord::Geschreven { kaartje, uitkomst: opslag.schrijf(nu, &actor, &nieuw, &blobs) }
        }
        Opdracht::Inzage { nu, actor, inzage } => {
            inzagen.wachtend.push_back((nu, actor, inzage));
            Antwoord::Ingezien { uitkomst: inzagen.noteer(opslag) }
        }
        Opdracht::Zoek { tekst, hoogstens } => {
            let uitkomst = opslag.zoek(&tekst, hoogstens);
            Antwoord::Gevonden { tekst, uitkomst }
        }
        Opdracht::Film { blik } => Antwoord::Film { blik, uitkomst: opslag.film(blik) },
        Opdracht::Tijdlijn { zaak } => Antwoord::Tijdlijn { zaak, uitkomst: opslag.entries(Some(zaak), None) },
        Opdracht::Lees(Leeswerk(werk)) => {
            werk(opslag);
            return None;
        }
        Opdracht::Volg => Antwoord::Gevolgd { uitkomst: opslag.nieuws() },
        Opdracht::Bewaak { nu, aanspraak, volgende } => {
            Antwoord::Bewaakt { nieuws: Box::new(opslag.bewaak(nu, aanspraak, volgende)) }
        }
        Opdracht::Wek { nu, door, lijnen } => Antwoord::Gewekt { uitkomst: opslag.wek(nu, door, &lijnen) },
        Opdracht::Recent { sinds } => Antwoord::Recent { uitkomst: opslag.laad_recent(sinds) },
        Opdracht::NeemOver { nu } => {
            Antwoord::Overgenomen { uitkomst: opslag.neem_over(nu).and_then(|()| opslag.laad_open()) }
        }
    })
}
