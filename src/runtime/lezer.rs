//! Reads a source of mail on a thread of its own: parses what it finds, leaves out what is known, hands the
//! rest to the desk in small piles and waits until a pile is in the log before it reads on. So a thousand
//! mails take no more memory than one pile, and keys come in between.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread::Builder,
};

use tokio::sync::mpsc;

use super::clock::Clock;
use crate::{
    app::{act::Act, effect::Postlot, msg::Msg},
    domain::{
        bron::{Bronsoort, Bronstand, Telling},
        fout::Fout,
        ids::Meldingnummer,
        inrichting::Inrichtingen,
        tekst::Vertrouwelijk,
    },
    intake::{
        self, Gelezen,
        bron::{Bron, Verder, Vondst},
    },
    store::{Deur, Opslag},
};

/// Mails of one pile.
const STAPEL: usize = 16;
/// Bytes after which a pile is full all the same.
const STAPELBYTES: usize = 8 << 20;

/// What every reader shares: the store, the desk, and the gate through which one pile goes at a time.
#[derive(Debug, Clone)]
pub struct Balie {
    deur: Deur,
    zender: mpsc::Sender<Msg>,
    poort: Arc<Mutex<Receiver<Postlot>>>,
    clock: Clock,
}

impl Balie {
    /// A gate, and what tells it that a pile was dealt with.
    pub fn nieuw(deur: Deur, zender: mpsc::Sender<Msg>, clock: Clock) -> (Self, Sender<Postlot>) {
        let (verwerkt, poort) = channel();
        (Self { deur, zender, poort: Arc::new(Mutex::new(poort)), clock }, verwerkt)
    }

    /// Reads a source until it ends or the desk does.
    pub fn lees(&self, bron: Box<dyn Bron>, inrichtingen: Arc<Inrichtingen>) {
        let soort = bron.soort();
        let lezer = Lezer {
            balie: self.clone(),
            inrichtingen,
            soort,
            stand: Bronstand::Goed,
            stapel: Vec::new(),
            bytes: 0,
            gedaan: 0,
            geweigerd: BTreeMap::new(),
            telling: Telling::default(),
            lot: Postlot::Bewaard,
        };
        let thread = Builder::new().name(soort.naam().to_lowercase()).spawn(move || lezer.draai(bron));
        if thread.is_err() {
            let zin = "het systeem geeft geen ruimte om te lezen.".to_owned();
            // The desk is running: it asked for this.
            let _ = self.zender.try_send(Msg::Bron(soort, Bronstand::Hapert(zin)));
        }
    }
}

/// The desk is gone.
struct Weg;

struct Lezer {
    balie: Balie,
    inrichtingen: Arc<Inrichtingen>,
    soort: Bronsoort,
    /// What was said last.
    stand: Bronstand,
    stapel: Vec<Gelezen>,
    bytes: usize,
    gedaan: usize,
    /// What cannot be taken in, by the name of the source.
    geweigerd: BTreeMap<OsString, Fout>,
    telling: Telling,
    /// What became of the piles of this round.
    lot: Postlot,
}

impl Lezer {
    fn draai(mut self, mut bron: Box<dyn Bron>) {
        loop {
            self.gedaan = 0;
            if self.vraagt().is_err() {
                return;
            }
            let mut weg = false;
            let mut uitkomst = bron.ronde(&mut |vondst| {
                weg = self.neem(vondst).is_err();
                if weg { Verder::Nee } else { Verder::Ja }
            });
            if weg || self.verwerk().is_err() {
                return;
            }
            if self.lot == Postlot::Geweigerd {
                self.lot = Postlot::Bewaard;
                bron.vergeet();
                uitkomst = Err(Fout::gegevens("het logboek nam de mail niet aan; piket probeert het opnieuw."));
            }
            self.geweigerd.retain(|naam, _| bron.houdt(naam));
            if self.zeg(self.oordeel(uitkomst.err())).is_err() {
                return;
            }
            if bron.wacht() == Verder::Nee {
                break;
            }
        }
        if self.soort == Bronsoort::Importeer {
            self.telling.geweigerd = self.geweigerd.into_values().collect();
            let _ = self.balie.zender.blocking_send(Msg::Geimporteerd(self.telling));
        }
    }

    /// A server may take long to answer, and the desk has to know that it was asked. What is amiss stays said.
    fn vraagt(&mut self) -> Result<(), Weg> {
        match (self.soort, &self.stand) {
            (Bronsoort::Imap, Bronstand::Goed) => self.zeg(Bronstand::Gevraagd(self.balie.clock.now())),
            (Bronsoort::Imap | Bronsoort::Postmap | Bronsoort::Maildir | Bronsoort::Importeer, _) => Ok(()),
        }
    }

    /// How the source is doing after a round.
    fn oordeel(&self, fout: Option<Fout>) -> Bronstand {
        match (fout, self.soort, self.geweigerd.first_key_value()) {
            (Some(fout), ..) => Bronstand::Hapert(fout.zin),
            // What was named by hand is told in one go at the end.
            (None, Bronsoort::Importeer, _) | (None, _, None) => Bronstand::Goed,
            (None, _, Some((_, eerste))) if self.geweigerd.len() == 1 => Bronstand::Hapert(eerste.zin.clone()),
            (None, _, Some((_, eerste))) => {
                Bronstand::Hapert(format!("{} niet gelezen. {}", self.geweigerd.len(), eerste.zin))
            }
        }
    }

    fn zeg(&mut self, stand: Bronstand) -> Result<(), Weg> {
        if self.stand == stand {
            return Ok(());
        }
        self.stand = stand.clone();
        self.balie.zender.blocking_send(Msg::Bron(self.soort, stand)).map_err(|_| Weg)
    }

    fn neem(&mut self, vondst: Vondst) -> Result<(), Weg> {
        let Vondst { naam, inhoud, nog } = vondst;
        self.gedaan += 1;
        let kort = Path::new(&naam).file_name().unwrap_or_default().to_string_lossy();
        match inhoud.and_then(|bytes| intake::lees_bytes(&bytes, &kort, &self.inrichtingen)) {
            Ok(gelezen) => {
                self.bytes = gelezen.bijlagen.iter().map(|b| b.bytes.len()).fold(self.bytes, usize::saturating_add);
                self.stapel.push(gelezen);
            }
            Err(fout) => {
                self.geweigerd.insert(naam, fout);
            }
        }
        if self.stapel.len() >= STAPEL || self.bytes >= STAPELBYTES {
            self.verwerk()?;
        }
        if nog > 0 && self.gedaan.is_multiple_of(STAPEL) {
            let van = self.gedaan.saturating_add(nog);
            self.zeg(Bronstand::Bezig { gedaan: self.gedaan, van })?;
        }
        Ok(())
    }

    /// Hands the pile over and waits until it is in the log. Between the look for what is known and the
    /// commit no other source comes in between, or the same mail could be there twice.
    fn verwerk(&mut self) -> Result<(), Weg> {
        self.bytes = 0;
        let stapel = std::mem::take(&mut self.stapel);
        if stapel.is_empty() {
            return Ok(());
        }
        let poort = self.balie.poort.lock().unwrap_or_else(PoisonError::into_inner);
        let Gesorteerd { nieuw, bekend } = self.balie.deur.vraag(move |opslag| sorteer(opslag, stapel)).ok_or(Weg)?;
        self.telling.bekend.extend(bekend);
        let aantal = nieuw.len();
        if nieuw.is_empty() {
            return Ok(());
        }
        let nu = self.balie.clock.now();
        let (mut acts, mut bestanden) = (Vec::new(), Vec::new());
        for gelezen in nieuw {
            // A mail that claims to come from the future came in when it was read.
            let ontvangen = gelezen.ontvangen.unwrap_or(nu).min(nu);
            acts.push(Act::OntvangPost { vorm: gelezen.soort, ontvangen, post: Box::new(gelezen.post) });
            bestanden.extend(gelezen.bijlagen.into_iter().map(|b| b.bytes));
        }
        self.balie.zender.blocking_send(Msg::Post(acts, bestanden)).map_err(|_| Weg)?;
        match poort.recv().map_err(|_| Weg)? {
            Postlot::Bewaard => self.telling.nieuw += aantal,
            Postlot::Geweigerd => self.lot = Postlot::Geweigerd,
        }
        Ok(())
    }
}

/// A pile after the store looked at it.
struct Gesorteerd {
    nieuw: Vec<Gelezen>,
    bekend: Vec<Meldingnummer>,
}

/// Leaves out what is known. Where the store cannot say it, writing will.
fn sorteer(opslag: &Opslag, stapel: Vec<Gelezen>) -> Gesorteerd {
    let mut uit = Gesorteerd { nieuw: Vec::new(), bekend: Vec::new() };
    let mut hier = BTreeSet::new();
    for mut gelezen in stapel {
        let afdruk = gelezen.post.vingerafdruk.lees().to_owned();
        if let Ok(Some(nummer)) = opslag.melding_met_vingerafdruk(&afdruk) {
            uit.bekend.push(nummer);
            continue;
        }
        // The same mail may be in one pile twice.
        if hier.insert(afdruk) {
            if let Some(id) = &gelezen.post.message_id
                && let Ok(Some(eerder)) = opslag.melding_met_message_id(id.lees())
            {
                let zin = format!("Dezelfde Message-ID als {eerder}, maar met andere inhoud.");
                gelezen.post.waarschuwingen.push(Vertrouwelijk::nieuw(&zin));
            }
            uit.nieuw.push(gelezen);
        }
    }
    uit
}
