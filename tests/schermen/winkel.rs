//! What stands in for the world around the desk: a store that keeps its log in memory, and the
//! settings, rules and stories the desk is opened with.

use std::{collections::BTreeMap, sync::Arc};

use piket::{
    app::{
        checklist::weegvragen,
        film::Blik,
        keymap::Keymap,
        masker::Maskering,
        model::{Inrichting, Model},
        msg::Msg,
        wekdienst::Wachtnieuws,
        wekdoel::Ladder,
        wekkerboek::Wekkerboek,
    },
    demo::{self, Vastlegging},
    domain::{
        concept::ConceptSoort,
        desk::Desk,
        event::{Entry, LogEvent, Nieuw, Regelboekmerk},
        fout::{Fout, Uitkomst},
        ids::{Weekstart, Zaaknummer},
        melding::{Inhoud, Melding},
        moment::Moment,
        schrijver::Schrijver,
        termijnkeuze::Lezingkeuze,
        termijnsoort::Kalender,
        wacht::{Hartslag, Plicht},
        wekker::Weklijn,
        zaak::Zaak,
    },
    intake,
    outgoing::{Berichtgegevens, Sjablonen},
    rules::book::Boek,
};

/// Which story a desk is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verhaal {
    /// The fictitious week of `piket demo`.
    Week,
    /// Nothing yet.
    Leeg,
}

/// The log in memory, with the fold of all of it.
#[derive(Debug, Clone, Default)]
pub struct Winkel {
    /// Every entry.
    pub log: Vec<Entry>,
    /// What they fold to.
    pub alles: Desk,
    /// The wekkerboek.
    pub wekker: Wekkerboek,
    /// Its lines.
    pub wekregels: Vec<Weklijn>,
    /// Who holds the lease, when not this desk.
    pub wachter: Option<(Schrijver, Hartslag)>,
}

impl Winkel {
    /// Commits facts as the store does: all or nothing, and no number twice.
    pub fn schrijf(&mut self, nieuw: Vec<Nieuw>, nu: Moment) -> Uitkomst<Vec<Entry>> {
        for n in &nieuw {
            let dubbel = match &n.event {
                LogEvent::ZaakGeopend { zaak, .. } => self.alles.zaken.contains_key(zaak),
                LogEvent::MeldingOntvangen { melding, .. } => self.alles.meldingen.contains_key(melding),
                _ => false,
            };
            if dubbel {
                return Err(Fout::gebruik("Dat nummer bestaat al; er is niets vastgelegd."));
            }
        }
        let mut erbij = Vec::new();
        for n in nieuw {
            let seq = self.log.len() as u64 + 1;
            let entry = Entry {
                seq,
                vastgelegd_op: nu,
                voorgevallen_op: n.voorgevallen_op,
                actor: "proef".to_owned(),
                event: n.event,
            };
            self.alles.apply(&entry);
            self.log.push(entry.clone());
            erbij.push(entry);
        }
        Ok(erbij)
    }

    /// Plays a story, each fact at its own moment.
    pub fn speel(&mut self, historie: Vec<Vastlegging>) -> Uitkomst<()> {
        historie.into_iter().try_for_each(|(op, nieuw)| self.schrijf(vec![nieuw], op).map(|_| ()))
    }

    /// What the desk opens with: all that is open, as the store loads it.
    pub fn open(&self) -> Desk {
        let mut desk = self.alles.clone();
        desk.zaken.retain(|_, z| z.is_open());
        let zaken = &desk.zaken;
        desk.meldingen
            .retain(|nr, m| m.is_open() || zaken.values().any(|z| z.meldingen.iter().any(|k| k.melding == *nr)));
        desk
    }

    /// What was busy since, as the store loads it.
    pub fn recent(&self, sinds: Moment) -> Msg {
        let mut desk = self.alles.clone();
        desk.zaken.retain(|_, z| z.laatste >= sinds);
        let zaken = &desk.zaken;
        desk.meldingen.retain(|nr, m| {
            m.ontvangen >= sinds || zaken.values().any(|z| z.meldingen.iter().any(|k| k.melding == *nr))
        });
        Msg::Recent(Box::new(desk))
    }

    /// Records lines of the wekkerboek as the store does: what says nothing new is left out.
    pub fn wek(&mut self, lijnen: Vec<Weklijn>) -> Msg {
        for lijn in lijnen {
            if self.wekker.apply(&lijn) {
                self.wekregels.push(lijn);
            }
        }
        Msg::Gewekt(Box::new(Ok(self.wekker.clone())))
    }

    /// Who calls out.
    pub fn bewaak(&self) -> Msg {
        let plicht = self.wachter.map_or(Plicht::Hier, |(wie, _)| Plicht::Elders(wie));
        let hartslag = self.wachter.map(|(_, slag)| slag);
        Msg::Wacht(Box::new(Ok(Wachtnieuws { plicht, hartslag, boek: Some(self.wekker.clone()), klacht: None })))
    }

    /// The entries of a case.
    pub fn tijdlijn(&self, zaak: Zaaknummer) -> Msg {
        Msg::Tijdlijn(zaak, self.log.iter().filter(|e| e.event.zaak() == Some(zaak)).cloned().collect())
    }

    /// The entries for the film.
    pub fn film(&self, blik: Blik) -> Msg {
        let past = |e: &&Entry| blik.zaak().is_none_or(|z| e.event.zaak() == Some(z));
        Msg::Film(blik, self.log.iter().filter(past).cloned().collect())
    }

    /// Every case and report that holds all words.
    pub fn zoek(&self, tekst: &str) -> Msg {
        let woorden: Vec<String> = tekst.split_whitespace().map(str::to_lowercase).collect();
        let past = |inhoud: String| {
            let inhoud = inhoud.to_lowercase();
            woorden.iter().all(|w| inhoud.contains(w))
        };
        let mut desk = self.alles.clone();
        desk.zaken.retain(|_, z| past(woorden_van_zaak(z)));
        desk.meldingen.retain(|_, m| past(woorden_van_melding(m)));
        Msg::Gevonden(tekst.to_owned(), Box::new(desk))
    }

    /// A draft from the templates that ship.
    pub fn concept(model: &Model, zaak: Zaaknummer, soort: ConceptSoort) -> Msg {
        let tekst = model.desk.zaken.get(&zaak).map_or_else(
            || Err(Fout::gebruik("Die zaak is er niet.")),
            |z| {
                let incident = z.rij().map(|r| model.inrichting.boek.rij(r).incident.as_str());
                let mut gegevens = Berichtgegevens::van(z, incident, "bewindspersoon", "F. Piket", model.nu)
                    .met_formulier(&piket::app::volledig::volledigheid(z, &model.inrichting.boek));
                let plek = z.plek().and_then(|n| model.inrichting.inrichtingen.met_naam(n));
                gegevens.plaats = plek.map(|i| i.plaats.clone());
                Sjablonen::ingebouwd().maak(soort, &gegevens)
            },
        );
        Msg::ConceptGemaakt(zaak, soort, tekst)
    }
}

fn woorden_van_zaak(z: &Zaak) -> String {
    let feiten: Vec<&str> = z.feiten.iter().map(|f| f.tekst.lees()).collect();
    format!("{} {} {}", z.nummer, z.plek().unwrap_or_default(), feiten.join(" "))
}

fn woorden_van_melding(m: &Melding) -> String {
    let meer = match &m.inhoud {
        Inhoud::Gesprek(g) => format!("{} {}", g.beller.lees(), g.wat.lees()),
        Inhoud::Post(p) => format!("{} {}", p.afzender.lees(), p.onderwerp.lees()),
    };
    format!("{} {} {meer}", m.nummer, m.inrichting().unwrap_or_default())
}

/// The settings of a desk as they ship.
pub fn inrichting() -> Uitkomst<Inrichting> {
    Ok(Inrichting {
        boek: Boek::Ingebouwd,
        inrichtingen: Arc::new(intake::inrichtingen()?),
        keymap: Arc::new(Keymap::standaard()?),
        weekstart: Weekstart::default(),
        kalender: Kalender::CaoRijk,
        keuze: Lezingkeuze::Streng,
        ladder: Ladder { treden: vec![60, 15, 0], per_termijn: BTreeMap::new(), herhaal: 15, na_gezien: 60 },
        ontvangers: BTreeMap::new(),
        maskering: Maskering::Aan,
        slotregel: piket::app::slot::Slotregel::Nooit,
        demo: false,
    })
}

/// The entries of a story that ends at `nu`.
pub fn historie(verhaal: Verhaal, inrichting: &Inrichting, nu: Moment) -> Uitkomst<Vec<Vastlegging>> {
    let boek = &inrichting.boek;
    let merk = Regelboekmerk { versie: boek.versie.clone(), hash: boek.hash.clone() };
    let basis = demo::Basis {
        nu,
        start: inrichting.weekstart,
        regelboek: &merk,
        titel: &|rij| boek.rij(rij).incident.clone(),
        vragen: &|rij| weegvragen(boek, rij).map(|v| v.id.clone()).collect(),
    };
    match verhaal {
        Verhaal::Week => demo::week(7, &basis),
        Verhaal::Leeg => Ok(Vec::new()),
    }
}
