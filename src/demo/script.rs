//! Writes down the course of one invented case: a clock that only goes forward and a handful of acts
//! that an officer does, each leaving the entries the desk would leave.

use chrono::Duration;

use super::{
    Basis, Plan, Vastlegging,
    kans::Kans,
    post::{self, Regel},
    stof::{Stof, Voorval, een},
};
use crate::{
    domain::{
        besluit::{Antwoord, Besluitsoort, JaNee},
        concept::ConceptSoort,
        desk::Desk,
        event::{Entry, LogEvent, Nieuw},
        feit::{Feitstatus, Onderwerp},
        fout::{Fout, Uitkomst},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Gesprek, Inhoud, MeldingSoort},
        moment::Moment,
        rij::Rij,
        stap::{Stap, Stapstand},
        tekst::Vertrouwelijk,
        termijnkeuze::Termijnstelling,
        termijnsoort::{Kalender, TermijnSoort},
        zaak::Tijdsoort,
    },
    outgoing::{Berichtgegevens, Sjablonen},
};

/// One case being played.
pub(super) struct Script<'a> {
    pub(super) basis: Basis<'a>,
    pub(super) stof: &'a Stof,
    pub(super) kans: Kans,
    pub(super) inrichting: String,
    pub(super) begin: Moment,
    pub(super) gebeld: Moment,
    vanaf: Moment,
    zaak: Zaaknummer,
    melding: Meldingnummer,
    verpleegde: String,
    feiten: u32,
    klok: Moment,
    desk: Desk,
    uit: Vec<Vastlegging>,
    fout: Option<Fout>,
}

impl<'a> Script<'a> {
    pub(super) fn nieuw(
        basis: Basis<'a>,
        stof: &'a Stof,
        zaak: Zaaknummer,
        melding: Meldingnummer,
        mut kans: Kans,
        plan: &Plan<'_>,
    ) -> Self {
        let plaatsen = if plan.voorval.rij.is_datalek() { &stof.rijksinrichtingen } else { &stof.inrichtingen };
        let (inrichting, verpleegde) = (een(&mut kans, plaatsen), een(&mut kans, &stof.verpleegden));
        let (begin, gebeld, vanaf) = (plan.begin, plan.gebeld, plan.vanaf);
        Self {
            basis,
            stof,
            kans,
            inrichting,
            begin,
            gebeld,
            vanaf,
            zaak,
            melding,
            verpleegde,
            feiten: 0,
            klok: gebeld,
            desk: Desk::default(),
            uit: Vec::new(),
            fout: None,
        }
    }

    /// Everything that was written down.
    ///
    /// # Errors
    /// The first thing that went wrong on the way.
    pub(super) fn klaar(self) -> Uitkomst<Vec<Vastlegging>> {
        self.fout.map_or(Ok(self.uit), Err)
    }

    /// Moves the clock, never back and never past now.
    pub(super) fn tot(&mut self, moment: Moment) {
        self.klok = self.klok.max(moment).max(self.vanaf).min(self.basis.nu);
    }

    /// Lets minutes pass.
    pub(super) fn na(&mut self, minuten: i64) {
        self.tot(self.klok.plus(Duration::minutes(minuten)));
    }

    /// Records a fact that happened just now.
    pub(super) fn leg(&mut self, event: LogEvent) {
        self.leg_van(self.klok, event);
    }

    fn leg_van(&mut self, voorgevallen_op: Moment, event: LogEvent) {
        self.tot(self.klok);
        let (seq, vastgelegd_op) = (self.uit.len() as u64 + 1, self.klok);
        self.desk.apply(&Entry { seq, vastgelegd_op, voorgevallen_op, actor: String::new(), event: event.clone() });
        self.uit.push((vastgelegd_op, Nieuw { voorgevallen_op, event }));
    }

    /// The call, typed in two goes, and the case opened from it at `opening`.
    pub(super) fn open(&mut self, voorval: &Voorval, opening: Moment) {
        let (melding, gebeld, zaak) = (self.volgende_melding(), self.gebeld, self.zaak);
        let mut gesprek = Gesprek {
            beller: Vertrouwelijk::nieuw(&een(&mut self.kans, &self.stof.bellers)),
            nummer: Vertrouwelijk::nieuw(&format!("06-000000{:02}", self.kans.tussen(10, 99))),
            inrichting: Some(Plek::Bekend(self.inrichting.clone())),
            gebeld: Some(gebeld),
            ..Gesprek::default()
        };
        let vorm = MeldingSoort::Telefoon;
        let inhoud = Inhoud::Gesprek(gesprek.clone());
        self.leg_van(gebeld, LogEvent::MeldingOntvangen { melding, vorm, ontvangen: gebeld, inhoud });
        gesprek.wat = Vertrouwelijk::nieuw(&voorval.wat);
        gesprek.voorval = Some(self.begin);
        self.na(1);
        self.leg(LogEvent::GesprekBijgewerkt { melding, gesprek });
        self.tot(opening);
        let (inrichting, regelboek) = (Some(Plek::Bekend(self.inrichting.clone())), self.basis.regelboek.clone());
        self.leg(LogEvent::ZaakGeopend { zaak, inrichting, regelboek, kalender: Kalender::default() });
        self.koppel(melding);
        self.tijd(Tijdsoort::Voorval, self.begin);
        self.tijd(Tijdsoort::Gebeld, gebeld);
        self.feit(Onderwerp::Gebeurtenis, self.stof.feit(voorval, Onderwerp::Gebeurtenis), Feitstatus::Gemeld);
    }

    pub(super) fn tijd(&mut self, tijd: Tijdsoort, moment: Moment) {
        self.leg(LogEvent::TijdGezet { zaak: self.zaak, tijd, moment: Some(moment) });
    }

    pub(super) fn feit(&mut self, onderwerp: Onderwerp, tekst: &str, status: Feitstatus) {
        self.feiten += 1;
        let bron = match status {
            Feitstatus::Bevestigd => "inrichting, terugbelgesprek",
            Feitstatus::Gemeld | Feitstatus::Tegengesproken | Feitstatus::Onbekend => "inrichting, eerste telefoontje",
        };
        let (tekst, bron) = (Vertrouwelijk::nieuw(tekst), Vertrouwelijk::nieuw(bron));
        self.leg(LogEvent::FeitGenoteerd { zaak: self.zaak, feit: self.feiten, onderwerp, tekst, bron, status });
    }

    pub(super) fn rij(&mut self, rij: Rij, reden: &str) {
        let (zaak, reden, regelboek) = (self.zaak, Vertrouwelijk::nieuw(reden), self.basis.regelboek.clone());
        self.leg(LogEvent::RijGekozen { zaak, rij: Some(rij), reden, regelboek });
    }

    pub(super) fn stap(&mut self, stap: Stap, stand: Stapstand, reden: &str) {
        self.leg(LogEvent::StapGezet { zaak: self.zaak, stap, stand, reden: Vertrouwelijk::nieuw(reden) });
    }

    pub(super) fn gereed(&mut self, stap: Stap, reden: &str) {
        self.stap(stap, Stapstand::Gereed, reden);
    }

    /// Calls back and fills in the picture, save what comes only with the outcome.
    pub(super) fn beeld(&mut self, voorval: &Voorval) {
        self.na(6);
        self.gereed(Stap::Teruggebeld, "Teruggebeld en de feiten doorgenomen.");
        self.tijd(Tijdsoort::Constatering, self.begin.plus(Duration::minutes(4)).min(self.gebeld));
        self.leg(LogEvent::FeitBeoordeeld { zaak: self.zaak, feit: 1, status: Feitstatus::Bevestigd });
        for onderwerp in Onderwerp::ALLE {
            if matches!(onderwerp, Onderwerp::Gebeurtenis | Onderwerp::Afloop) {
                continue;
            }
            if self.kans.kans(40) {
                self.na(1);
            }
            let status = if self.kans.kans(50) { Feitstatus::Bevestigd } else { Feitstatus::Gemeld };
            self.feit(onderwerp, self.stof.feit(voorval, onderwerp), status);
        }
        self.gereed(Stap::Beeld, "Alle kopjes besproken.");
    }

    /// Answers the weighing questions of the row in the spirit of the decision.
    pub(super) fn weeg(&mut self, voorval: &Voorval) {
        let vragen = (self.basis.vragen)(voorval.rij);
        for (i, vraag) in vragen.into_iter().enumerate() {
            let ja = voorval.p == Some(JaNee::Ja) && (i < 2 || self.kans.kans(25));
            let antwoord = Some(if ja { Antwoord::Ja } else { Antwoord::Nee });
            self.leg(LogEvent::WeegvraagBeantwoord { zaak: self.zaak, vraag, antwoord });
        }
        self.gereed(Stap::Oordeel, "Vragen doorlopen.");
    }

    pub(super) fn besluit(&mut self, over: Besluitsoort, keuze: Option<JaNee>, reden: &str) {
        if keuze.is_some() {
            let reden = Vertrouwelijk::nieuw(reden);
            self.leg(LogEvent::BesluitGenomen { zaak: self.zaak, over, keuze, reden });
        }
    }

    /// Saves a draft as the templates make it now, and gives its version.
    pub(super) fn concept(&mut self, concept: ConceptSoort) -> Option<u32> {
        let zaak = self.desk.zaken.get(&self.zaak)?;
        let titel = zaak.rij().map(|r| (self.basis.titel)(r));
        let gegevens = Berichtgegevens::van(zaak, titel.as_deref(), "bewindspersoon", "piket", self.klok);
        let versie = zaak.concepten.get(&concept).map_or(0, |c| c.versie) + 1;
        match Sjablonen::ingebouwd().maak(concept, &gegevens) {
            Ok(tekst) => {
                let (zaak, tekst) = (self.zaak, Vertrouwelijk::nieuw(&tekst));
                self.leg(LogEvent::ConceptBewaard { zaak, concept, versie, tekst });
                Some(versie)
            }
            Err(fout) => {
                self.fout.get_or_insert(fout);
                None
            }
        }
    }

    /// Drafts, checks and sends a message.
    pub(super) fn verstuur(&mut self, concept: ConceptSoort) {
        let Some(versie) = self.concept(concept) else { return };
        self.na(2);
        self.leg(LogEvent::ConceptGecontroleerd { zaak: self.zaak, concept, versie: Some(versie) });
        self.na(1);
        let (kanaal, naar) = match concept {
            ConceptSoort::Sms => ("sms", &self.stof.sms_ontvangers),
            ConceptSoort::Piketmelding | ConceptSoort::Afloopbericht | ConceptSoort::Aanvulverzoek => {
                ("e-mail", &self.stof.ontvangers)
            }
        };
        let (kanaal, ontvangers) = (Vertrouwelijk::nieuw(kanaal), Vertrouwelijk::nieuw(&naar.join(", ")));
        self.leg(LogEvent::ConceptVerzonden { zaak: self.zaak, concept, versie, kanaal, ontvangers });
    }

    /// The form comes in by mail at `ontvangen` and is linked.
    pub(super) fn formulier(&mut self, vorm: MeldingSoort, ontvangen: Moment, voorval: &Voorval) {
        self.tot(ontvangen);
        let (melding, ontvangen) = (self.volgende_melding(), ontvangen.min(self.klok));
        let regels = self.regels(vorm, ontvangen, voorval);
        let inhoud = Inhoud::Post(Box::new(post::formulier(vorm, &self.inrichting, ontvangen, &regels)));
        self.leg_van(ontvangen, LogEvent::MeldingOntvangen { melding, vorm, ontvangen, inhoud });
        self.na(3);
        self.koppel(melding);
    }

    fn koppel(&mut self, melding: Meldingnummer) {
        if let Some(event) = self.desk.meldingen.get(&melding).map(|m| m.koppeling(self.zaak)) {
            self.leg(event);
        }
    }

    fn regels(&mut self, vorm: MeldingSoort, ontvangen: Moment, voorval: &Voorval) -> Vec<Regel> {
        let (naam, inrichting) = (self.verpleegde.clone(), self.inrichting.clone());
        let geboren = format!("19{}-0{}-1{}", self.kans.tussen(60, 99), self.kans.tussen(1, 9), self.kans.tussen(0, 9));
        let geboren = Regel::dag("geboortedatum", "Geboortedatum", &geboren);
        match vorm {
            MeldingSoort::Moa => vec![
                Regel::tekst("naam", "Naam", naam),
                geboren,
                Regel::tekst(
                    "wijze_van_onttrekking",
                    "Wijze van onttrekking",
                    voorval.wijze.clone().unwrap_or_default(),
                ),
                Regel::tekst("inrichting", "Inrichting", inrichting),
                Regel::tijd("voorval", "Datum en tijdstip voorval", self.begin),
            ],
            MeldingSoort::EindeOa => vec![
                Regel::tekst("naam", "Naam", naam),
                geboren,
                Regel::tijd(
                    "einde_oa",
                    "Terug op",
                    self.desk.zaken.get(&self.zaak).and_then(|z| z.tijden.einde_oa).unwrap_or(ontvangen),
                ),
            ],
            MeldingSoort::Mbv | MeldingSoort::Telefoon | MeldingSoort::Onbekend => vec![
                Regel::tekst("verpleegde", "Verpleegde", naam),
                geboren,
                Regel::tekst("inrichting", "Inrichting", inrichting),
                Regel::tekst("afdeling", "Afdeling", een(&mut self.kans, &self.stof.afdelingen)),
                Regel::tijd("voorval", "Datum en tijdstip voorval", self.begin),
                Regel::tekst("beschrijving", "Beschrijving", self.stof.feit(voorval, Onderwerp::Gebeurtenis)),
                Regel::tekst("maatregelen", "Maatregelen", self.stof.feit(voorval, Onderwerp::Maatregelen)),
                Regel::tekst("media", "Mediacontacten", "geen"),
                Regel::tekst("verblijfstitel", "Verblijfstitel", "tbs met dwangverpleging"),
                Regel::dag("datum_inschrijving", "Datum inschrijving", "2024-03-18"),
                Regel::tekst("geslacht", "Geslacht", "man"),
                Regel::tekst("delict", "Delict", "art. 302 Sr"),
                Regel::tekst("nationaliteit", "Nationaliteit", "Nederlandse"),
                Regel::tekst("briefnummer", "Briefnummer", format!("2026/{}", self.melding.0 + 4100)),
                Regel::tekst("soort_afdeling", "Soort afdeling", "intramuraal"),
                Regel::tekst("type_voorval", "Type voorval", "J"),
                Regel::tekst("recidivegevaar", "Oordeel recidivegevaar", "niet verhoogd"),
                Regel::tekst("gemeld_opsporing", "Gemeld aan opsporing", "nee"),
                Regel::tekst("gemeld_om", "Gemeld aan OM", "nee"),
                Regel::tekst("omwonenden", "Omwonenden", "niet nodig"),
                Regel::tekst("slachtoffers", "Slachtoffers", "n.v.t."),
                Regel::dag("datum", "Datum", &ontvangen.datum().format("%Y-%m-%d").to_string()),
                Regel::tekst("ondertekend_door", "Ondertekend door", een(&mut self.kans, &self.stof.bellers)),
            ],
        }
    }

    pub(super) fn termijn(&mut self, termijn: TermijnSoort, uiterlijk: Moment, reden: &str) {
        let (zaak, reden) = (self.zaak, Vertrouwelijk::nieuw(reden));
        self.leg(LogEvent::TermijnGezet { zaak, termijn, stelling: Some(Termijnstelling::Moment(uiterlijk)), reden });
    }

    /// Takes the case up in the monitor of its week and closes it.
    pub(super) fn sluit(&mut self) {
        let week = self.zaak.week;
        let eind = week.volgende().begin(self.basis.start);
        if let Ok(eind) = Moment::lokaal(eind, self.basis.start.tijd) {
            self.tot(eind.moment.plus(Duration::minutes(15)));
        }
        self.leg(LogEvent::InMonitorOpgenomen { zaak: self.zaak, week });
        self.na(1);
        self.leg(LogEvent::ZaakGesloten { zaak: self.zaak });
    }

    const fn volgende_melding(&mut self) -> Meldingnummer {
        self.melding.0 += 1;
        self.melding
    }
}
