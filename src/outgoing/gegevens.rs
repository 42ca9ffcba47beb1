//! What a template may use: the case as plain Dutch text, taken once from the folded log. Reasons of
//! decisions are left out on purpose; they are for the file, not for a message.

use std::{collections::BTreeMap, sync::Arc};

use minijinja::value::{Object, Value};
use serde::Serialize;

use super::{categorie::categorie, leemte::Leemte};
use crate::{
    app::{tegenspraak, volledig::Volledigheid},
    domain::{
        besluit::{Besluitsoort, JaNee},
        concept::ConceptSoort,
        feit::{Feit, Feitstatus, Onderwerp},
        moment::Moment,
        zaak::Zaak,
    },
};

/// Everything a draft is made from; all times are Amsterdam's, written as `zo 22-11-2026 02:10`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Berichtgegevens {
    /// The number of the case.
    pub zaaknummer: String,
    /// Where it happened.
    pub inrichting: Option<String>,
    /// The town of the inrichting; the case does not know it, the list of inrichtingen does.
    #[serde(rename = "plaats")]
    pub plaats: Option<String>,
    /// The row of the matrix.
    pub rij: Option<String>,
    /// The title of that row.
    pub incident: Option<String>,
    /// The discreet name of that row, for the piket-SMS.
    #[serde(rename = "categorie")]
    pub categorie: Option<String>,
    /// The name of that row for the public summary.
    #[serde(rename = "publiek")]
    pub publiek: Option<String>,
    /// Whether the row is an ongeoorloofde afwezigheid.
    #[serde(rename = "soort_zaak")]
    pub soort_zaak: Zaaksoort,
    /// When it happened.
    pub voorval: Option<String>,
    /// The same without year and weekday, for the piket-SMS.
    #[serde(rename = "voorval_kort")]
    pub voorval_kort: Option<String>,
    /// The day it happened, `22-11-2026`.
    #[serde(rename = "dag")]
    pub dag: Option<String>,
    /// When it was discovered.
    pub constatering: Option<String>,
    /// When the officer was phoned.
    #[serde(rename = "gebeld")]
    pub gebeld: Option<String>,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde_oa")]
    pub einde_oa: Option<String>,
    /// The facts by subject, oldest first; contradicted ones are left out.
    pub feiten: BTreeMap<Onderwerp, Vec<Feitregel>>,
    /// Measures and next steps noted since the first piketmelding was sent: how it was dealt with.
    #[serde(rename = "afhandeling")]
    pub afhandeling: Vec<Feitregel>,
    /// How many facts were confirmed; empty while there are none.
    #[serde(rename = "feitencontrole")]
    pub feitencontrole: Option<String>,
    /// The decisions taken, by letter.
    pub besluiten: BTreeMap<Besluitsoort, JaNee>,
    /// The reports that belong to the case, by arrival.
    pub meldingen: Vec<String>,
    /// The form that lacks items: its kind and arrival.
    #[serde(rename = "formulier")]
    pub formulier: Option<String>,
    /// What it lacks, as the inrichting knows the items.
    #[serde(rename = "ontbreekt")]
    pub ontbreekt: Vec<String>,
    /// To whom the message is addressed.
    #[serde(rename = "aanhef")]
    pub aanhef: Option<String>,
    /// Who drafts it.
    pub opsteller: Option<String>,
    /// When it is drafted.
    #[serde(rename = "nu")]
    pub nu: String,
    /// The first piketmelding that was sent, for the afloopbericht to refer to.
    #[serde(rename = "eerste_bericht")]
    pub eerste_bericht: Option<String>,
    /// What was sent before, per message, oldest first.
    #[serde(rename = "verzonden")]
    pub verzonden: BTreeMap<ConceptSoort, Vec<String>>,
    /// The version of the rule book the case was judged with.
    #[serde(rename = "regelboek")]
    pub regelboek: String,
}

/// The two kinds of case the matrix knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Zaaksoort {
    /// C.1, or no row chosen yet.
    Voorval,
    /// C.2: ongeoorloofde afwezigheid.
    Oa,
}

/// One fact as a template sees it; printed as a whole it gives time, text, source and status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Feitregel {
    /// The fact.
    #[serde(rename = "tekst")]
    pub tekst: String,
    /// Who says so.
    #[serde(rename = "bron")]
    pub bron: String,
    /// How sure it is.
    pub status: String,
    /// When it was noted, `22-11 02:10`.
    #[serde(rename = "op")]
    pub op: String,
}

impl Object for Feitregel {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "tekst" => Some(Value::from(&*self.tekst)),
            "bron" => Some(veld("bron", Some(&self.bron))),
            "status" => Some(Value::from(&*self.status)),
            "op" => Some(Value::from(&*self.op)),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} (bron: {}; {})", self.op, self.tekst, veld("bron", Some(&self.bron)), self.status)
    }
}

impl Berichtgegevens {
    /// Takes from a case what messages need. `incident` is the title of its row, `aanhef` the
    /// addressee, `actor` who drafts.
    pub fn van(zaak: &Zaak, incident: Option<&str>, aanhef: &str, actor: &str, nu: Moment) -> Self {
        let rij = zaak.rij();
        let namen = rij.and_then(categorie);
        let mut meldingen: Vec<_> = zaak.meldingen.iter().collect();
        meldingen.sort_by_key(|k| k.ontvangen);
        let verzonden: BTreeMap<ConceptSoort, Vec<String>> = zaak
            .concepten
            .iter()
            .map(|(soort, c)| {
                let regels = c.verzonden.iter().enumerate().map(|(i, v)| {
                    format!("{} {}, versie {}, verzonden {}", soort.naam(), zaak.nummer, i + 1, v.op.lang())
                });
                (*soort, regels.collect())
            })
            .collect();
        Self {
            zaaknummer: zaak.nummer.to_string(),
            inrichting: zaak.plek().map(str::to_owned),
            plaats: None,
            rij: rij.map(|r| r.to_string()),
            incident: incident.map(str::to_owned),
            categorie: namen.map(|c| c.sms.clone()),
            publiek: namen.map(|c| c.publiek.clone()),
            soort_zaak: if rij.is_some_and(crate::domain::rij::Rij::is_oa) {
                Zaaksoort::Oa
            } else {
                Zaaksoort::Voorval
            },
            voorval: zaak.tijden.voorval.map(Moment::lang),
            voorval_kort: zaak.tijden.voorval.map(|m| m.amsterdam().format("%d-%m %H:%M").to_string()),
            dag: zaak.tijden.voorval.map(|m| m.datum().format("%d-%m-%Y").to_string()),
            constatering: zaak.tijden.constatering.map(Moment::lang),
            gebeld: zaak.tijden.gebeld.map(Moment::lang),
            einde_oa: zaak.tijden.einde_oa.map(Moment::lang),
            feiten: Onderwerp::ALLE.into_iter().map(|o| (o, regels(zaak, o))).collect(),
            afhandeling: afhandeling(zaak),
            feitencontrole: feitencontrole(zaak),
            besluiten: [Besluitsoort::P, Besluitsoort::A]
                .into_iter()
                .filter_map(|soort| zaak.besluit(soort).map(|b| (soort, b.keuze)))
                .collect(),
            meldingen: meldingen
                .iter()
                .map(|k| format!("{}, ontvangen {}", k.vorm.naam(), k.ontvangen.lang()))
                .collect(),
            formulier: None,
            ontbreekt: Vec::new(),
            aanhef: Some(aanhef.to_owned()),
            opsteller: Some(actor.to_owned()),
            nu: nu.lang(),
            eerste_bericht: verzonden.get(&ConceptSoort::Piketmelding).and_then(|v| v.first().cloned()),
            verzonden,
            regelboek: zaak.regelboek.versie.clone(),
        }
    }

    /// Adds what the form of the case lacks, for the request to the inrichting.
    #[must_use]
    pub fn met_formulier(mut self, vol: &Volledigheid<'_>) -> Self {
        match vol {
            Volledigheid::Onvolledig { formulier: k, .. } => {
                self.formulier = Some(format!("{}, ontvangen {}", k.vorm.naam(), k.ontvangen.lang()));
            }
            Volledigheid::Geen | Volledigheid::Volledig { .. } | Volledigheid::Voorlopig { .. } => {}
        }
        self.ontbreekt = vol.ontbreekt().into_iter().map(str::to_owned).collect();
        self
    }

    /// The subject line of a message, with what is missing shown as a gap.
    pub fn onderwerp(&self, soort: ConceptSoort) -> String {
        format!(
            "{} {}: {}, {}",
            soort.naam(),
            self.zaaknummer,
            veld("categorie", self.categorie.as_deref()),
            veld("inrichting", self.inrichting.as_deref())
        )
    }

    /// The number of the message itself: one more than what was sent before. Versions of the draft
    /// count keystrokes; the reader wants to know which message this is.
    pub fn versie(&self, soort: ConceptSoort) -> usize {
        self.verzonden.get(&soort).map_or(0, Vec::len) + 1
    }

    /// The values by the names that templates use; whatever is missing is a gap.
    pub(super) fn waarden(&self, soort: ConceptSoort) -> BTreeMap<&'static str, Value> {
        let mut uit: BTreeMap<&'static str, Value> = [
            ("zaaknummer", Some(&self.zaaknummer)),
            ("inrichting", self.inrichting.as_ref()),
            ("plaats", self.plaats.as_ref()),
            ("rij", self.rij.as_ref()),
            ("incident", self.incident.as_ref()),
            ("categorie", self.categorie.as_ref()),
            ("publiek", self.publiek.as_ref()),
            ("voorval", self.voorval.as_ref()),
            ("voorval_kort", self.voorval_kort.as_ref()),
            ("dag", self.dag.as_ref()),
            ("constatering", self.constatering.as_ref()),
            ("gebeld", self.gebeld.as_ref()),
            ("einde_oa", self.einde_oa.as_ref()),
            ("feitencontrole", self.feitencontrole.as_ref()),
            ("formulier", self.formulier.as_ref()),
            ("aanhef", self.aanhef.as_ref()),
            ("opsteller", self.opsteller.as_ref()),
            ("nu", Some(&self.nu)),
            ("eerste_bericht", self.eerste_bericht.as_ref()),
            ("regelboek", Some(&self.regelboek)),
        ]
        .into_iter()
        .map(|(naam, waarde)| (naam, veld(naam, waarde.map(String::as_str))))
        .collect();
        for onderwerp in Onderwerp::ALLE {
            let feiten = self.feiten.get(&onderwerp).map_or(&[][..], Vec::as_slice);
            uit.insert(onderwerp.naam(), feitenlijst(onderwerp.naam(), feiten));
        }
        uit.insert("afhandeling", feitenlijst("afhandeling", &self.afhandeling));
        let besluit = |letter| self.besluiten.get(&letter).map(|keuze| keuze.woord());
        uit.insert("besluit_p", veld("besluit P", besluit(Besluitsoort::P)));
        uit.insert("besluit_a", veld("besluit A", besluit(Besluitsoort::A)));
        uit.insert("meldingen", lijst("meldingen", self.meldingen.iter().map(Value::from).collect()));
        uit.insert("ontbreekt", lijst("ontbreekt", self.ontbreekt.iter().map(Value::from).collect()));
        let eerder = self.verzonden.get(&soort).map(|v| v.iter().map(Value::from).collect::<Vec<_>>());
        uit.insert("eerder_verzonden", Value::from(eerder.unwrap_or_default()));
        uit.insert("versie", Value::from(self.versie(soort)));
        uit.insert("is_oa", Value::from(self.soort_zaak == Zaaksoort::Oa));
        uit
    }
}

fn regels(zaak: &Zaak, onderwerp: Onderwerp) -> Vec<Feitregel> {
    als_regels(zaak.feiten_over(onderwerp).collect())
}

fn afhandeling(zaak: &Zaak) -> Vec<Feitregel> {
    let eerste = zaak.concepten.get(&ConceptSoort::Piketmelding).and_then(|c| c.verzonden.first());
    let is_nieuws = |f: &&Feit| eerste.is_none_or(|v| f.op > v.op);
    let onderwerpen = [Onderwerp::Maatregelen, Onderwerp::Vervolg];
    als_regels(onderwerpen.into_iter().flat_map(|o| zaak.feiten_over(o)).filter(is_nieuws).collect())
}

fn als_regels(mut feiten: Vec<&Feit>) -> Vec<Feitregel> {
    feiten.sort_by_key(|f| (f.op, f.nummer));
    feiten
        .into_iter()
        .filter_map(|f| {
            let tekst = f.tekst.gevuld()?;
            Some(Feitregel {
                tekst: crate::domain::schoon::regel(tekst),
                bron: f.bron.lees().to_owned(),
                status: f.status.woord().to_owned(),
                op: f.op.amsterdam().format("%d-%m %H:%M").to_string(),
            })
        })
        .collect()
}

fn feitencontrole(zaak: &Zaak) -> Option<String> {
    let feiten = &zaak.feiten;
    let aantal = |status| feiten.iter().filter(|f| f.status == status).count();
    let weg = match aantal(Feitstatus::Tegengesproken) {
        0 => String::new(),
        n => format!("; {n} tegengesproken en weggelaten"),
    };
    let open = tegenspraak::woorden(zaak).map_or_else(String::new, |t| format!("; let op: {t}"));
    (!feiten.is_empty())
        .then(|| format!("{} van {} feiten bevestigd{weg}{open}", aantal(Feitstatus::Bevestigd), feiten.len()))
}

fn veld(naam: &str, tekst: Option<&str>) -> Value {
    match tekst.map(str::trim).filter(|t| !t.is_empty()) {
        Some(t) => Value::from(t),
        None => Leemte::waarde(naam),
    }
}

fn feitenlijst(naam: &str, feiten: &[Feitregel]) -> Value {
    let gevuld = feiten.iter().filter(|f| !f.tekst.trim().is_empty());
    lijst(naam, gevuld.cloned().map(Value::from_object).collect())
}

fn lijst(naam: &str, items: Vec<Value>) -> Value {
    if items.is_empty() { Leemte::waarde(naam) } else { Value::from(items) }
}
