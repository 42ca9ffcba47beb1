//! The zaak: what the desk follows, from the first call to the closing. Folded from the log and
//! from nothing else; [`Zaak::apply`] only notes what happened and judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    besluit::{Antwoord, Besluit, Besluitsoort},
    concept::{Concept, ConceptSoort, Verzending},
    event::{Entry, LogEvent, Regelboekmerk},
    feit::{Feit, Onderwerp},
    herinnering::Herinnering,
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    inrichting::Plek,
    melding::MeldingSoort,
    moment::Moment,
    rij::Rij,
    samenvoeging::Samenvoeging,
    stap::{Stap, Stapstand},
    tegenspraak::Beslechting,
    tekst::Vertrouwelijk,
    termijnkeuze::Termijnkeuze,
    termijnsoort::{Kalender, TermijnSoort, Tijden},
};

/// Which of the case's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tijdsoort {
    /// When it happened.
    Voorval,
    /// When it was discovered.
    Constatering,
    /// When the officer was phoned.
    #[serde(rename = "gebeld")]
    Gebeld,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde-oa")]
    EindeOa,
}

impl Tijdsoort {
    /// All of them.
    pub const ALLE: [Self; 4] = [Self::Voorval, Self::Constatering, Self::Gebeld, Self::EindeOa];

    /// In a sentence.
    pub const fn woord(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Gebeld => "telefoontje",
            Self::EindeOa => "terugkeer of aanhouding",
        }
    }

    /// The name in verbs and on screen.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Voorval => "voorval",
            Self::Constatering => "constatering",
            Self::Gebeld => "gebeld",
            Self::EindeOa => "einde-oa",
        }
    }
}

/// What was noted by hand about a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stapnotitie {
    /// Where it stands.
    #[serde(rename = "stand")]
    pub stand: Stapstand,
    /// Reason or evidence.
    #[serde(rename = "reden")]
    pub reden: Vertrouwelijk,
    /// When that was so.
    #[serde(rename = "op")]
    pub op: Moment,
}

/// A report that belongs to the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Koppeling {
    /// Which report.
    pub melding: Meldingnummer,
    /// Its kind.
    #[serde(rename = "vorm")]
    pub vorm: MeldingSoort,
    /// When it came in.
    #[serde(rename = "ontvangen")]
    pub ontvangen: Moment,
    /// The items of the form that were filled in, by name.
    #[serde(rename = "ingevuld")]
    pub ingevuld: BTreeSet<String>,
    /// The times it names.
    #[serde(rename = "genoemd")]
    pub genoemd: Tijden,
    /// Why it was accepted as provisional.
    #[serde(rename = "aanvaard")]
    pub aanvaard: Option<Vertrouwelijk>,
}

/// A choice of row, with when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rijkeuze {
    /// The row; `None` where a choice was undone.
    pub rij: Option<Rij>,
    /// When it was chosen.
    #[serde(rename = "op")]
    pub op: Moment,
    /// Why.
    #[serde(rename = "reden")]
    pub reden: Vertrouwelijk,
}

/// A case as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zaak {
    /// Its number.
    #[serde(rename = "nummer")]
    pub nummer: Zaaknummer,
    /// When it was opened.
    #[serde(rename = "geopend")]
    pub geopend: Moment,
    /// Where it happened.
    pub inrichting: Option<Plek>,
    /// Every choice of row, oldest first.
    #[serde(rename = "rijkeuzes")]
    pub rijkeuzes: Vec<Rijkeuze>,
    /// The rule book of the latest choice.
    #[serde(rename = "regelboek")]
    pub regelboek: Regelboekmerk,
    /// Which days count.
    pub kalender: Kalender,
    /// The times that start clocks.
    #[serde(rename = "tijden")]
    pub tijden: Tijden,
    /// The reports that belong to it.
    pub meldingen: Vec<Koppeling>,
    /// The facts.
    pub feiten: Vec<Feit>,
    /// What does not agree and may stand side by side.
    #[serde(rename = "beslecht")]
    pub beslecht: Vec<Beslechting>,
    /// Answers to weighing questions, by the question's id.
    #[serde(rename = "antwoorden")]
    pub antwoorden: BTreeMap<String, Antwoord>,
    /// The decisions, one per row they were taken on, also of rows that are no longer in force.
    pub besluiten: BTreeMap<Besluitsoort, Vec<Besluit>>,
    /// Steps marked by hand.
    #[serde(rename = "stappen")]
    pub stappen: BTreeMap<Stap, Stapnotitie>,
    /// The drafts.
    #[serde(rename = "concepten")]
    pub concepten: BTreeMap<ConceptSoort, Concept>,
    /// What the officer decided about terms.
    #[serde(rename = "termijnkeuzes")]
    pub termijnkeuzes: BTreeMap<TermijnSoort, Termijnkeuze>,
    /// The officer's own reminders, by number.
    #[serde(rename = "herinneringen")]
    pub herinneringen: Vec<Herinnering>,
    /// The weeks whose monitor has it.
    pub in_monitor: Vec<Piketweek>,
    /// The cases that went up in this one.
    #[serde(rename = "samengevoegd")]
    pub samengevoegd: Vec<Samenvoeging>,
    /// The case this one went up in, which closed it.
    #[serde(rename = "opgegaan")]
    pub opgegaan: Option<Zaaknummer>,
    /// When it was closed.
    #[serde(rename = "gesloten")]
    pub gesloten: Option<Moment>,
    /// Why it must be kept, whatever the retention terms say.
    #[serde(rename = "bewaring")]
    pub bewaring: Option<Vertrouwelijk>,
    /// When its texts were destroyed.
    #[serde(rename = "gewist")]
    pub gewist: Option<Moment>,
    /// The last entry about it.
    #[serde(rename = "laatste")]
    pub laatste: Moment,
}

impl Zaak {
    /// The times that count for a row. A return ends an absence and nothing else: however it came into
    /// the case, it takes no term away from another row.
    pub fn tijden_voor(&self, rij: Rij) -> Tijden {
        let ontvangen = self.meldingen.iter().map(|k| k.ontvangen).min();
        Tijden { einde_oa: self.tijden.einde_oa.filter(|_| rij.is_oa()), ontvangen, ..self.tijden }
    }

    /// The case right after it was opened.
    pub const fn nieuw(
        nummer: Zaaknummer,
        op: Moment,
        inrichting: Option<Plek>,
        regelboek: Regelboekmerk,
        kalender: Kalender,
    ) -> Self {
        Self {
            nummer,
            geopend: op,
            inrichting,
            rijkeuzes: Vec::new(),
            regelboek,
            kalender,
            tijden: Tijden { voorval: None, constatering: None, gebeld: None, einde_oa: None, ontvangen: None },
            meldingen: Vec::new(),
            feiten: Vec::new(),
            beslecht: Vec::new(),
            antwoorden: BTreeMap::new(),
            besluiten: BTreeMap::new(),
            stappen: BTreeMap::new(),
            concepten: BTreeMap::new(),
            termijnkeuzes: BTreeMap::new(),
            herinneringen: Vec::new(),
            in_monitor: Vec::new(),
            samengevoegd: Vec::new(),
            opgegaan: None,
            gesloten: None,
            bewaring: None,
            gewist: None,
            laatste: op,
        }
    }

    /// The row in force.
    pub fn rij(&self) -> Option<Rij> {
        self.rijkeuzes.last().and_then(|k| k.rij)
    }

    /// Where it happened, in words.
    pub fn plek(&self) -> Option<&str> {
        self.inrichting.as_ref().map(Plek::naam)
    }

    /// The decision in force: one that was taken on the row in force.
    pub fn besluit(&self, over: Besluitsoort) -> Option<&Besluit> {
        let rij = self.rij();
        self.besluiten.get(&over)?.iter().find(|b| b.rij == rij)
    }

    /// One of its times.
    pub const fn tijd(&self, soort: Tijdsoort) -> Option<Moment> {
        self.tijden.van(soort)
    }

    /// The first linked report of one of these kinds, by arrival.
    pub fn eerste_van(&self, soorten: &[MeldingSoort]) -> Option<&Koppeling> {
        self.meldingen.iter().filter(|k| soorten.contains(&k.vorm)).min_by_key(|k| k.ontvangen)
    }

    /// The facts on one subject that nobody contradicted.
    pub fn feiten_over(&self, onderwerp: Onderwerp) -> impl Iterator<Item = &Feit> {
        self.feiten.iter().filter(move |f| f.onderwerp == onderwerp && f.status.telt())
    }

    /// True while it is followed.
    pub const fn is_open(&self) -> bool {
        self.gesloten.is_none()
    }

    /// One line that says what it is about.
    pub fn kop(&self) -> &str {
        self.feiten_over(Onderwerp::Gebeurtenis).find_map(|f| f.tekst.gevuld()).unwrap_or("(nog geen beeld)")
    }

    /// Notes one entry about this case; entries about other things leave it as it is.
    pub fn apply(&mut self, entry: &Entry) {
        let op = entry.voorgevallen_op;
        self.laatste = self.laatste.max(entry.vastgelegd_op);
        match &entry.event {
            LogEvent::MeldingOntvangen { .. }
            | LogEvent::GesprekBijgewerkt { .. }
            | LogEvent::MeldingTerzijde { .. }
            | LogEvent::MeldingTeruggelegd { .. }
            | LogEvent::MeldingGewist { .. }
            | LogEvent::ZaakGeopend { .. } => {}
            LogEvent::MeldingGekoppeld { melding, vorm, ontvangen, ingevuld, genoemd, .. } => {
                self.meldingen.retain(|k| k.melding != *melding);
                self.meldingen.push(Koppeling {
                    melding: *melding,
                    vorm: *vorm,
                    ontvangen: *ontvangen,
                    ingevuld: ingevuld.clone(),
                    genoemd: *genoemd,
                    aanvaard: None,
                });
            }
            LogEvent::FormulierAanvaard { melding, reden, .. } => {
                for k in self.meldingen.iter_mut().filter(|k| k.melding == *melding) {
                    k.aanvaard.clone_from(reden);
                }
            }
            LogEvent::MeldingOntkoppeld { melding, .. } => self.meldingen.retain(|k| k.melding != *melding),
            LogEvent::InrichtingGezet { inrichting, .. } => self.inrichting.clone_from(inrichting),
            LogEvent::RijGekozen { rij, reden, regelboek, .. } => {
                self.rijkeuzes.push(Rijkeuze { rij: *rij, op, reden: reden.clone() });
                self.regelboek = regelboek.clone();
            }
            LogEvent::TijdGezet { tijd, moment, .. } => self.tijden = self.tijden.met(*tijd, *moment),
            LogEvent::FeitGenoteerd { feit, onderwerp, tekst, bron, status, .. } => self.feiten.push(Feit {
                nummer: *feit,
                onderwerp: *onderwerp,
                tekst: tekst.clone(),
                bron: bron.clone(),
                status: *status,
                op,
            }),
            LogEvent::FeitBeoordeeld { feit, status, .. } => {
                if let Some(f) = self.feiten.iter_mut().find(|f| f.nummer == *feit) {
                    f.status = *status;
                }
            }
            LogEvent::TegenspraakBeslecht { tegenspraak, reden, .. } => {
                self.beslecht.retain(|b| b.tegenspraak != *tegenspraak);
                let nieuw = reden.iter().map(|r| Beslechting { tegenspraak: tegenspraak.clone(), reden: r.clone() });
                self.beslecht.extend(nieuw);
            }
            LogEvent::WeegvraagBeantwoord { vraag, antwoord, .. } => match antwoord {
                Some(a) => {
                    self.antwoorden.insert(vraag.clone(), *a);
                }
                None => {
                    self.antwoorden.remove(vraag);
                }
            },
            LogEvent::BesluitGenomen { over, keuze, reden, .. } => {
                let (rij, reden) = (self.rij(), reden.clone());
                self.besluit_genomen(*over, rij, keuze.map(|keuze| Besluit { keuze, reden, op, rij }));
            }
            LogEvent::StapGezet { stap, stand, reden, .. } => match stand {
                Stapstand::Open => {
                    self.stappen.remove(stap);
                }
                Stapstand::Wacht | Stapstand::Gereed | Stapstand::NietNodig => {
                    self.stappen.insert(*stap, Stapnotitie { stand: *stand, reden: reden.clone(), op });
                }
            },
            LogEvent::ConceptBewaard { concept, versie, tekst, .. } => {
                let verzonden = self.concepten.remove(concept).map(|c| (c.verzonden, c.gecontroleerd));
                let (verzonden, gecontroleerd) = verzonden.unwrap_or_default();
                let nieuw = Concept {
                    versie: *versie,
                    tekst: tekst.clone(),
                    bewaard: entry.vastgelegd_op,
                    gecontroleerd,
                    verzonden,
                };
                self.concepten.insert(*concept, nieuw);
            }
            LogEvent::ConceptGecontroleerd { concept, versie, .. } => {
                if let Some(c) = self.concepten.get_mut(concept) {
                    c.gecontroleerd = *versie;
                }
            }
            LogEvent::ConceptVerzonden { concept, versie, kanaal, ontvangers, .. } => {
                if let Some(c) = self.concepten.get_mut(concept) {
                    let (kanaal, ontvangers) = (kanaal.clone(), ontvangers.clone());
                    c.verzonden.push(Verzending { versie: *versie, op, kanaal, ontvangers });
                }
            }
            LogEvent::TermijnGezet { termijn, stelling, reden, .. } => {
                self.termijnkeuzes.remove(termijn);
                let nieuw = stelling.map(|stelling| Termijnkeuze { stelling, reden: reden.clone() });
                self.termijnkeuzes.extend(nieuw.map(|keuze| (*termijn, keuze)));
            }
            LogEvent::HerinneringGezet { herinnering, om, tekst, .. } => {
                self.herinneringen.retain(|h| h.nummer != *herinnering);
                let nieuw = Herinnering { nummer: *herinnering, om: *om, tekst: tekst.clone(), af: None };
                self.herinneringen.push(nieuw);
            }
            LogEvent::HerinneringAf { herinnering, .. } => {
                if let Some(h) = self.herinneringen.iter_mut().find(|h| h.nummer == *herinnering) {
                    h.af = Some(op);
                }
            }
            LogEvent::InMonitorOpgenomen { week, .. } => {
                if !self.in_monitor.contains(week) {
                    self.in_monitor.push(*week);
                }
            }
            LogEvent::ZaakGesloten { .. } => self.gesloten = Some(op),
            LogEvent::ZaakHeropend { .. } => self.gesloten = None,
            LogEvent::ZaakSamengevoegd { uit, mee, reden, .. } => {
                self.samengevoegd.push(Samenvoeging { uit: *uit, mee: mee.clone(), reden: reden.clone() });
            }
            LogEvent::ZaakGesplitst { uit, .. } => self.samengevoegd.retain(|s| s.uit != *uit),
            LogEvent::ZaakOpgegaan { naar, .. } => (self.opgegaan, self.gesloten) = (Some(*naar), Some(op)),
            LogEvent::ZaakTeruggekomen { .. } => (self.opgegaan, self.gesloten) = (None, None),
            LogEvent::BewaringGezet { reden, .. } => self.bewaring = Some(reden.clone()),
            LogEvent::BewaringOpgeheven { .. } => self.bewaring = None,
            LogEvent::ZaakGewist { .. } => self.wis(op),
        }
    }

    /// One decision per row: the next one on the same row takes its place.
    fn besluit_genomen(&mut self, over: Besluitsoort, rij: Option<Rij>, besluit: Option<Besluit>) {
        let besluiten = self.besluiten.entry(over).or_default();
        match (besluiten.iter().position(|b| b.rij == rij), besluit) {
            (Some(plek), Some(besluit)) => {
                besluiten.splice(plek..=plek, [besluit]);
            }
            (Some(plek), None) => {
                besluiten.remove(plek);
            }
            (None, besluit) => besluiten.extend(besluit),
        }
        self.besluiten.retain(|_, besluiten| !besluiten.is_empty());
    }
}
