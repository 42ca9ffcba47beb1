//! A desk that takes acts: each is judged and, when allowed, folded in at once.

use std::collections::BTreeMap;

use chrono::Duration;
use piket::{
    app::{
        act::Act,
        checklist::{Staat, Stapregel, checklist},
        decide::{Kader, Tegenboeking, Terug, decide},
        klok::{Klok, klokken},
        masker::Zicht,
    },
    domain::{
        concept::ConceptSoort,
        desk::Desk,
        event::{Entry, Nieuw},
        fout::{Fout, Uitkomst},
        ids::{Meldingnummer, Weekstart, Zaaknummer},
        inrichting::{Inrichtingen, Plek},
        melding::{Gesprek, MeldingSoort, Post, Veld},
        moment::Moment,
        rij::Rij,
        stap::Stap,
        tekst::Vertrouwelijk,
        termijnkeuze::Lezingkeuze,
        termijnsoort::Kalender,
        zaak::Zaak,
    },
    intake,
    rules::book::Regelboek,
};

/// What a test answers.
pub type Proef = Result<(), Box<dyn std::error::Error>>;

/// A desk with rules and a clock that is moved by hand.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub desk: Desk,
    pub boek: &'static Regelboek,
    pub inrichtingen: Inrichtingen,
    pub nu: Moment,
    seq: u64,
}

impl Dossier {
    /// An empty desk on a Sunday night.
    pub fn leeg() -> Uitkomst<Self> {
        Ok(Self {
            desk: Desk::default(),
            boek: Regelboek::ingebouwd(),
            inrichtingen: intake::inrichtingen()?,
            nu: Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?,
            seq: 0,
        })
    }

    /// A desk with one case: phoned in, where and when and what are known, the row is chosen.
    pub fn met_rij(rij: &str, inrichting: &str) -> Uitkomst<(Self, Zaaknummer)> {
        let mut dossier = Self::leeg()?;
        let zaak = dossier.bel(inrichting, Some(rij))?;
        Ok((dossier, zaak))
    }

    /// A call ten minutes after it happened, and a case from it.
    pub fn bel(&mut self, inrichting: &str, rij: Option<&str>) -> Uitkomst<Zaaknummer> {
        let gesprek = Gesprek {
            inrichting: Plek::geschreven(inrichting),
            wat: Vertrouwelijk::nieuw("Er is iets gebeurd op de afdeling."),
            gebeld: Some(self.nu),
            voorval: Some(self.na(-10)),
            rij: rij.map(Rij::lees).transpose()?,
            ..Gesprek::default()
        };
        let melding = self.desk.volgende_melding();
        self.doe(&Act::NoteerGesprek { melding: None, gesprek })?;
        self.doe(&Act::Open { melding })?;
        self.desk.zaken.keys().next_back().copied().ok_or_else(|| Fout::gebruik("Er is geen zaak."))
    }

    /// A form by mail, now; what must stand in it and is not given says "-".
    pub fn post(&mut self, vorm: MeldingSoort, velden: &[(&str, &str)]) -> Uitkomst<Meldingnummer> {
        let vereist = self.boek.vereist.iter().filter(|v| v.formulier == vorm).map(|v| (v.veld.as_str(), "-"));
        let alle: Vec<(&str, &str)> = vereist.chain(velden.iter().copied()).collect();
        self.post_met(vorm, &alle)
    }

    /// A form by mail, now, with these items and no others.
    pub fn post_met(&mut self, vorm: MeldingSoort, velden: &[(&str, &str)]) -> Uitkomst<Meldingnummer> {
        let melding = self.desk.volgende_melding();
        let leeg = || Vertrouwelijk::nieuw("");
        let veld =
            |waarde: &str| Veld { waarde: Vertrouwelijk::nieuw(waarde), bron: Vertrouwelijk::nieuw("tekst, regel 1") };
        let velden: BTreeMap<String, Veld> =
            velden.iter().map(|(naam, waarde)| ((*naam).to_owned(), veld(waarde))).collect();
        let post = Post {
            afzender: Vertrouwelijk::nieuw("directie@inrichting.example"),
            onderwerp: Vertrouwelijk::nieuw("MBV Divisie Forzo/JJI"),
            tekst: leeg(),
            verzonden: Some(self.nu),
            message_id: None,
            verwijzingen: Vec::new(),
            vingerafdruk: Vertrouwelijk::nieuw(&melding.to_string()),
            origineel: Vertrouwelijk::nieuw(&melding.to_string()),
            inrichting: None,
            velden,
            bijlagen: Vec::new(),
            waarschuwingen: Vec::new(),
        };
        self.doe(&Act::OntvangPost { vorm, ontvangen: self.nu, post: Box::new(post) })?;
        Ok(melding)
    }

    /// Writes, checks and sends a message.
    pub fn verzend(&mut self, zaak: Zaaknummer, concept: ConceptSoort) -> Uitkomst<()> {
        let tekst = "Er is iets gebeurd; meer volgt.".to_owned();
        self.doe(&Act::BewaarConcept { zaak, concept, tekst })?;
        self.doe(&Act::ControleerConcept { zaak, concept })?;
        let (op, kanaal, ontvangers) = (self.nu, "sms".to_owned(), "de lijn".to_owned());
        self.doe(&Act::MeldVerzonden { zaak, concept, op, kanaal, ontvangers }).map(|_| ())
    }

    /// Lets minutes pass; negative looks back without moving the clock.
    pub fn na(&self, minuten: i64) -> Moment {
        self.nu.plus(Duration::minutes(minuten))
    }

    /// Judges an act and folds in what it decides; answers how to undo it.
    pub fn doe(&mut self, act: &Act) -> Uitkomst<Terug> {
        let kader = Kader {
            boek: self.boek,
            inrichtingen: &self.inrichtingen,
            weekstart: Weekstart::default(),
            kalender: Kalender::CaoRijk,
            nu: self.nu,
        };
        let besloten = decide(&self.desk, &kader, act)?;
        self.leg_vast(besloten.nieuw);
        Ok(besloten.terug)
    }

    /// Folds facts in.
    pub fn leg_vast(&mut self, nieuw: Vec<Nieuw>) {
        for n in nieuw {
            self.seq += 1;
            self.desk.apply(&Entry {
                seq: self.seq,
                vastgelegd_op: self.nu,
                voorgevallen_op: n.voorgevallen_op,
                actor: "proef".to_owned(),
                event: n.event,
            });
        }
    }

    /// Undoes an act; `false` when it cannot be undone.
    pub fn terug(&mut self, terug: Terug) -> bool {
        let Terug::Met(tegen) = terug else { return false };
        let nieuw = tegen.into_iter().map(|t: Tegenboeking| t.nieuw(&self.desk, self.nu)).collect();
        self.leg_vast(nieuw);
        true
    }

    /// The case.
    pub fn zaak(&self, nummer: Zaaknummer) -> Uitkomst<&Zaak> {
        self.desk.zaken.get(&nummer).ok_or_else(|| Fout::gebruik("Die zaak is er niet."))
    }

    /// Its steps.
    pub fn stappen(&self, nummer: Zaaknummer) -> Uitkomst<Vec<Stapregel>> {
        let zaak = self.zaak(nummer)?;
        let plek = zaak.plek().and_then(|n| self.inrichtingen.met_naam(n));
        Ok(checklist(zaak, self.boek, plek, Zicht::Open))
    }

    /// One step with its state.
    pub fn stap(&self, nummer: Zaaknummer, stap: Stap) -> Uitkomst<Stapregel> {
        let regels = self.stappen(nummer)?;
        regels.into_iter().find(|s| s.stap == stap).ok_or_else(|| Fout::gebruik("Die stap is er niet."))
    }

    /// Where one step stands; `None` where the case does not have it.
    pub fn staat(&self, nummer: Zaaknummer, stap: Stap) -> Uitkomst<Option<Staat>> {
        Ok(self.stappen(nummer)?.into_iter().find(|s| s.stap == stap).map(|s| s.staat))
    }

    /// The letter of one step, as in [`Dossier::letters`].
    pub fn letter(&self, nummer: Zaaknummer, stap: Stap) -> Uitkomst<char> {
        Ok(letter(self.staat(nummer, stap)?.as_ref()))
    }

    /// All twenty steps in one word: gereed, klaar to do, wacht, open, niet nodig, or a dot for none.
    pub fn letters(&self, nummer: Zaaknummer) -> Uitkomst<String> {
        let stappen = self.stappen(nummer)?;
        let staat = |stap: Stap| stappen.iter().find(|s| s.stap == stap).map(|s| &s.staat);
        Ok(Stap::ALLE.into_iter().map(|stap| letter(staat(stap))).collect())
    }

    /// Its terms.
    pub fn klokken(&self, nummer: Zaaknummer) -> Uitkomst<Vec<Klok>> {
        klokken(self.zaak(nummer)?, self.boek, Lezingkeuze::Streng, &self.stappen(nummer)?)
    }
}

fn letter(staat: Option<&Staat>) -> char {
    match staat {
        None => '.',
        Some(Staat::Open(_)) => 'o',
        Some(Staat::Klaar(_)) => 'k',
        Some(Staat::Wacht(_)) => 'w',
        Some(Staat::Gereed { .. }) => 'g',
        Some(Staat::NietNodig(_)) => 'n',
    }
}
