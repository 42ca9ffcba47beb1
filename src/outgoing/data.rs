//! What a template may use: the case as plain Dutch text, taken once from the folded log. Reasons of
//! decisions are left out on purpose; they are for the file, not for a message.

use std::{collections::BTreeMap, sync::Arc};

use minijinja::value::{Object, Value};
use serde::Serialize;

use super::gap::GapValue;
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        feit::{Feit, FeitStatus, Topic},
        moment::Moment,
    },
    judge::{
        case_rule::CaseRule,
        complete::{Completeness, completeness},
        tegenspraak,
    },
    log::zaak::Zaak,
    rules::book::RijRule,
};

/// Everything a draft is made from; all times are Amsterdam's, written as `zo 22-11-2026 02:10`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MessageData {
    /// The number of the case.
    pub zaaknummer: String,
    /// Where it happened.
    pub inrichting: Option<String>,
    /// The town of the inrichting; the case does not know it, the list of inrichtingen does.
    #[serde(rename = "plaats")]
    pub place: Option<String>,
    /// The row of the matrix.
    pub rij: Option<String>,
    /// The title of that row.
    pub incident: Option<String>,
    /// The discreet name of that row, for the piket-SMS.
    #[serde(rename = "categorie")]
    pub category: Option<String>,
    /// The name of that row for the public summary.
    #[serde(rename = "publiek")]
    pub public: Option<String>,
    /// Whether the row is an ongeoorloofde afwezigheid.
    #[serde(rename = "soort_zaak")]
    pub zaak_kind: ZaakKind,
    /// When it happened.
    pub voorval: Option<String>,
    /// The same without year and weekday, for the piket-SMS.
    #[serde(rename = "voorval_kort")]
    pub voorval_short: Option<String>,
    /// The day it happened, `22-11-2026`.
    #[serde(rename = "dag")]
    pub day: Option<String>,
    /// When it was discovered.
    pub constatering: Option<String>,
    /// When the officer was phoned.
    #[serde(rename = "gebeld")]
    pub called: Option<String>,
    /// When the absent person returned or was arrested.
    #[serde(rename = "einde_oa")]
    pub oa_end: Option<String>,
    /// The facts by subject, oldest first; contradicted ones are left out.
    pub feiten: BTreeMap<Topic, Vec<FeitLine>>,
    /// Measures and next steps noted since the first piketmelding was sent: how it was dealt with.
    #[serde(rename = "afhandeling")]
    pub handling: Vec<FeitLine>,
    /// How many facts were confirmed; empty while there are none.
    #[serde(rename = "feitencontrole")]
    pub feiten_check: Option<String>,
    /// The decisions taken, by letter.
    pub besluiten: BTreeMap<BesluitKind, YesNo>,
    /// The reports that belong to the case, by arrival.
    pub meldingen: Vec<String>,
    /// The form that lacks items: its kind and arrival.
    #[serde(rename = "formulier")]
    pub form: Option<String>,
    /// What it lacks, as the inrichting knows the items.
    #[serde(rename = "ontbreekt")]
    pub missing: Vec<String>,
    /// To whom the message is addressed.
    #[serde(rename = "aanhef")]
    pub salutation: Option<String>,
    /// Who drafts it.
    pub opsteller: Option<String>,
    /// When it is drafted.
    #[serde(rename = "nu")]
    pub now: String,
    /// The first piketmelding that was sent, for the afloopbericht to refer to.
    #[serde(rename = "eerste_bericht")]
    pub first_message: Option<String>,
    /// What was sent before, per message, oldest first.
    #[serde(rename = "verzonden")]
    pub sent: BTreeMap<DraftKind, Vec<String>>,
    /// The version of the rule book the case was judged with.
    #[serde(rename = "regelboek")]
    pub rulebook: String,
}

/// The two kinds of case the matrix knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ZaakKind {
    /// C.1, or no row chosen yet.
    Voorval,
    /// C.2: ongeoorloofde afwezigheid.
    Oa,
}

/// One fact as a template sees it; printed as a whole it gives time, text, source and status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeitLine {
    /// The fact.
    #[serde(rename = "tekst")]
    pub text: String,
    /// Who says so.
    #[serde(rename = "bron")]
    pub source: String,
    /// How sure it is.
    pub status: String,
    /// When it was noted, `22-11 02:10`.
    #[serde(rename = "op")]
    pub at: String,
}

impl Object for FeitLine {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "tekst" => Some(Value::from(&*self.text)),
            "bron" => Some(field("bron", Some(&self.source))),
            "status" => Some(Value::from(&*self.status)),
            "op" => Some(Value::from(&*self.at)),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} (bron: {}; {})", self.at, self.text, field("bron", Some(&self.source)), self.status)
    }
}

impl MessageData {
    /// Takes from a case what messages need. `rule` is its row, `salutation` the addressee, `actor` who
    /// drafts.
    pub fn from(zaak: &Zaak, rule: Option<&RijRule>, salutation: &str, actor: &str, now: Moment) -> Self {
        let names = rule.map(|r| &r.category);
        let mut meldingen: Vec<_> = zaak.meldingen.iter().collect();
        meldingen.sort_by_key(|k| k.received);
        let sent: BTreeMap<DraftKind, Vec<String>> = zaak
            .drafts
            .iter()
            .map(|(kind, c)| {
                let lines = c.sent.iter().enumerate().map(|(i, v)| {
                    format!("{} {}, versie {}, verzonden {}", kind.label(), zaak.number, i + 1, v.at.long())
                });
                (*kind, lines.collect())
            })
            .collect();
        Self {
            zaaknummer: zaak.number.to_string(),
            inrichting: zaak.plek().map(str::to_owned),
            place: None,
            rij: zaak.rij().map(|r| r.to_string()),
            incident: rule.map(|r| r.incident.clone()),
            category: names.map(|c| c.sms.clone()),
            public: names.map(|c| c.public.clone()),
            zaak_kind: if rule.is_some_and(RijRule::is_oa) { ZaakKind::Oa } else { ZaakKind::Voorval },
            voorval: zaak.times.voorval.map(Moment::long),
            voorval_short: zaak.times.voorval.map(|m| m.amsterdam().format("%d-%m %H:%M").to_string()),
            day: zaak.times.voorval.map(|m| m.date().format("%d-%m-%Y").to_string()),
            constatering: zaak.times.constatering.map(Moment::long),
            called: zaak.times.called.map(Moment::long),
            oa_end: zaak.times.oa_end.map(Moment::long),
            feiten: Topic::ALL.into_iter().map(|o| (o, lines(zaak, o))).collect(),
            handling: handling(zaak),
            feiten_check: feiten_check(zaak),
            besluiten: [BesluitKind::P, BesluitKind::A]
                .into_iter()
                .filter_map(|kind| zaak.besluit(kind).map(|b| (kind, b.choice)))
                .collect(),
            meldingen: meldingen
                .iter()
                .map(|k| format!("{}, ontvangen {}", k.form.label(), k.received.long()))
                .collect(),
            form: None,
            missing: Vec::new(),
            salutation: Some(salutation.to_owned()),
            opsteller: Some(actor.to_owned()),
            now: now.long(),
            first_message: sent.get(&DraftKind::Piketmelding).and_then(|v| v.first().cloned()),
            sent,
            rulebook: zaak.rulebook.version.clone(),
        }
    }

    /// All that a template may use: with what the rule book says of the row and of the form, and the town of
    /// the inrichting.
    pub fn of(
        zaak: &Zaak,
        case: CaseRule<'_>,
        place: Option<String>,
        salutation: &str,
        actor: &str,
        now: Moment,
    ) -> Self {
        let data = Self::from(zaak, case.rule(), salutation, actor, now).with_form(&completeness(zaak, case));
        Self { place, ..data }
    }

    /// Adds what the form of the case lacks, for the request to the inrichting.
    #[must_use]
    fn with_form(mut self, full: &Completeness<'_>) -> Self {
        match full {
            Completeness::Incomplete { form: k, .. } => {
                self.form = Some(format!("{}, ontvangen {}", k.form.label(), k.received.long()));
            }
            Completeness::None | Completeness::Complete { .. } | Completeness::Provisional { .. } => {}
        }
        self.missing = full.missing().into_iter().map(str::to_owned).collect();
        self
    }

    /// The subject line of a message, with what is missing shown as a gap.
    pub fn subject(&self, kind: DraftKind) -> String {
        format!(
            "{} {}: {}, {}",
            kind.label(),
            self.zaaknummer,
            field("categorie", self.category.as_deref()),
            field("inrichting", self.inrichting.as_deref())
        )
    }

    /// The number of the message itself: one more than what was sent before. Versions of the draft
    /// count keystrokes; the reader wants to know which message this is.
    pub fn version(&self, kind: DraftKind) -> usize {
        self.sent.get(&kind).map_or(0, Vec::len) + 1
    }

    /// The values by the names that templates use; whatever is missing is a gap.
    pub(super) fn values(&self, kind: DraftKind) -> BTreeMap<&'static str, Value> {
        let mut out: BTreeMap<&'static str, Value> = [
            ("zaaknummer", Some(&self.zaaknummer)),
            ("inrichting", self.inrichting.as_ref()),
            ("plaats", self.place.as_ref()),
            ("rij", self.rij.as_ref()),
            ("incident", self.incident.as_ref()),
            ("categorie", self.category.as_ref()),
            ("publiek", self.public.as_ref()),
            ("voorval", self.voorval.as_ref()),
            ("voorval_kort", self.voorval_short.as_ref()),
            ("dag", self.day.as_ref()),
            ("constatering", self.constatering.as_ref()),
            ("gebeld", self.called.as_ref()),
            ("einde_oa", self.oa_end.as_ref()),
            ("feitencontrole", self.feiten_check.as_ref()),
            ("formulier", self.form.as_ref()),
            ("aanhef", self.salutation.as_ref()),
            ("opsteller", self.opsteller.as_ref()),
            ("nu", Some(&self.now)),
            ("eerste_bericht", self.first_message.as_ref()),
            ("regelboek", Some(&self.rulebook)),
        ]
        .into_iter()
        .map(|(name, value)| (name, field(name, value.map(String::as_str))))
        .collect();
        for topic in Topic::ALL {
            let feiten = self.feiten.get(&topic).map_or(&[][..], Vec::as_slice);
            out.insert(topic.label(), feiten_list(topic.label(), feiten));
        }
        out.insert("afhandeling", feiten_list("afhandeling", &self.handling));
        let besluit = |letter| self.besluiten.get(&letter).map(|choice| choice.word());
        out.insert("besluit_p", field("besluit P", besluit(BesluitKind::P)));
        out.insert("besluit_a", field("besluit A", besluit(BesluitKind::A)));
        out.insert("meldingen", list("meldingen", self.meldingen.iter().map(Value::from).collect()));
        out.insert("ontbreekt", list("ontbreekt", self.missing.iter().map(Value::from).collect()));
        let earlier = self.sent.get(&kind).map(|v| v.iter().map(Value::from).collect::<Vec<_>>());
        out.insert("eerder_verzonden", Value::from(earlier.unwrap_or_default()));
        out.insert("versie", Value::from(self.version(kind)));
        out.insert("is_oa", Value::from(self.zaak_kind == ZaakKind::Oa));
        out
    }
}

fn lines(zaak: &Zaak, topic: Topic) -> Vec<FeitLine> {
    to_lines(zaak.feiten_about(topic).collect())
}

fn handling(zaak: &Zaak) -> Vec<FeitLine> {
    let first = zaak.drafts.get(&DraftKind::Piketmelding).and_then(|c| c.sent.first());
    let is_news = |f: &&Feit| first.is_none_or(|v| f.at > v.at);
    let topics = [Topic::Measures, Topic::FollowUp];
    to_lines(topics.into_iter().flat_map(|o| zaak.feiten_about(o)).filter(is_news).collect())
}

fn to_lines(mut feiten: Vec<&Feit>) -> Vec<FeitLine> {
    feiten.sort_by_key(|f| (f.at, f.number));
    feiten
        .into_iter()
        .filter_map(|f| {
            let text = f.text.filled()?;
            Some(FeitLine {
                text: crate::domain::sanitize::line(text),
                source: f.source.read().to_owned(),
                status: f.status.word().to_owned(),
                at: f.at.amsterdam().format("%d-%m %H:%M").to_string(),
            })
        })
        .collect()
}

fn feiten_check(zaak: &Zaak) -> Option<String> {
    let feiten = &zaak.feiten;
    let count = |status| feiten.iter().filter(|f| f.status == status).count();
    let gone = match count(FeitStatus::Contradicted) {
        0 => String::new(),
        n => format!("; {n} tegengesproken en weggelaten"),
    };
    let open = tegenspraak::words(zaak).map_or_else(String::new, |t| format!("; let op: {t}"));
    (!feiten.is_empty())
        .then(|| format!("{} van {} feiten bevestigd{gone}{open}", count(FeitStatus::Confirmed), feiten.len()))
}

fn field(name: &str, text: Option<&str>) -> Value {
    match text.map(str::trim).filter(|t| !t.is_empty()) {
        Some(t) => Value::from(t),
        None => GapValue::value(name),
    }
}

fn feiten_list(name: &str, feiten: &[FeitLine]) -> Value {
    let filled = feiten.iter().filter(|f| !f.text.trim().is_empty());
    list(name, filled.cloned().map(Value::from_object).collect())
}

fn list(name: &str, items: Vec<Value>) -> Value {
    if items.is_empty() { GapValue::value(name) } else { Value::from(items) }
}
