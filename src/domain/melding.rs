//! One incoming report about something that happened: a phone call, or a mail with or without the
//! form. It waits in the inbox until it belongs to a zaak or is set aside with a reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    event::LogEvent,
    ids::{Meldingnummer, Zaaknummer},
    inrichting::Plek,
    moment::Moment,
    rij::Rij,
    tekst::Vertrouwelijk,
    termijnsoort::Tijden,
};

/// What kind of report it is, recognised from its content, never from the subject line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeldingSoort {
    /// A phone call.
    #[serde(rename = "telefoon")]
    Telefoon,
    /// The form Melding Bijzonder Voorval.
    Mbv,
    /// The form Melding Ongeoorloofde Afwezigheid.
    Moa,
    /// The report that an absent person is back or arrested.
    #[serde(rename = "einde-oa")]
    EindeOa,
    /// A mail that is none of these, as far as the desk can see.
    #[serde(rename = "onbekend")]
    Onbekend,
}

impl MeldingSoort {
    /// The name in data.
    pub const fn sleutel(self) -> &'static str {
        match self {
            Self::Telefoon => "telefoon",
            Self::Mbv => "mbv",
            Self::Moa => "moa",
            Self::EindeOa => "einde-oa",
            Self::Onbekend => "onbekend",
        }
    }

    /// The name on screen.
    pub const fn naam(self) -> &'static str {
        match self {
            Self::Telefoon => "telefoon",
            Self::Mbv => "MBV",
            Self::Moa => "MOA",
            Self::EindeOa => "einde OA",
            Self::Onbekend => "onbekend",
        }
    }
}

/// What was said on the phone, as far as it has been typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Gesprek {
    /// Who called.
    #[serde(rename = "beller")]
    pub beller: Vertrouwelijk,
    /// Where to call back.
    #[serde(rename = "nummer")]
    pub nummer: Vertrouwelijk,
    /// The inrichting, by its known name where it was recognised.
    pub inrichting: Option<Plek>,
    /// What happened, in the caller's words.
    #[serde(rename = "wat")]
    pub wat: Vertrouwelijk,
    /// When the call came.
    #[serde(rename = "gebeld")]
    pub gebeld: Option<Moment>,
    /// When it happened.
    pub voorval: Option<Moment>,
    /// When it was discovered.
    pub constatering: Option<Moment>,
    /// The row, if already chosen.
    pub rij: Option<Rij>,
}

/// A value found in a form, with the place it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Veld {
    /// The value; times as RFC 3339, dates as `YYYY-MM-DD`.
    #[serde(rename = "waarde")]
    pub waarde: Vertrouwelijk,
    /// Part, label and line: `tekst, «Datum en tijdstip voorval», regel 6`.
    #[serde(rename = "bron")]
    pub bron: Vertrouwelijk,
}

/// A file that came with a mail; its bytes are kept under the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bijlage {
    /// The name it was given, cleaned.
    #[serde(rename = "naam")]
    pub naam: Vertrouwelijk,
    /// Its media type.
    #[serde(rename = "type")]
    pub mediatype: Vertrouwelijk,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of the bytes, hexadecimal; who has the file can tell by it that it was here.
    pub digest: Vertrouwelijk,
}

/// A mail as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Name and address of the sender.
    #[serde(rename = "afzender")]
    pub afzender: Vertrouwelijk,
    /// The subject line.
    #[serde(rename = "onderwerp")]
    pub onderwerp: Vertrouwelijk,
    /// The running text.
    #[serde(rename = "tekst")]
    pub tekst: Vertrouwelijk,
    /// The time in the Date header.
    #[serde(rename = "verzonden")]
    pub verzonden: Option<Moment>,
    /// The Message-ID, without brackets.
    pub message_id: Option<Vertrouwelijk>,
    /// Message-IDs of the mails this one refers to.
    #[serde(rename = "verwijzingen")]
    pub verwijzingen: Vec<Vertrouwelijk>,
    /// SHA-256 over sender, date, subject, text and attachments: the same mail twice is one item.
    #[serde(rename = "vingerafdruk")]
    pub vingerafdruk: Vertrouwelijk,
    /// SHA-256 of the original bytes, under which they are kept.
    #[serde(rename = "origineel")]
    pub origineel: Vertrouwelijk,
    /// Where it happened, as the form or the headers say.
    pub inrichting: Option<Plek>,
    /// The fields of the form, by name.
    #[serde(rename = "velden")]
    pub velden: BTreeMap<String, Veld>,
    /// What came with it.
    #[serde(rename = "bijlagen")]
    pub bijlagen: Vec<Bijlage>,
    /// What the reader of the mail could not do, one sentence each.
    #[serde(rename = "waarschuwingen")]
    pub waarschuwingen: Vec<Vertrouwelijk>,
}

impl Post {
    /// The value of a field, if it was found.
    pub fn veld(&self, naam: &str) -> Option<&str> {
        self.velden.get(naam).and_then(|v| v.waarde.gevuld())
    }

    /// A field that holds a time.
    pub fn tijd(&self, naam: &str) -> Option<Moment> {
        self.veld(naam).and_then(|t| Moment::uit_rfc3339(t).ok())
    }
}

/// The two ways a report arrives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inhoud {
    /// By phone.
    #[serde(rename = "gesprek")]
    Gesprek(Gesprek),
    /// By mail; boxed, because it is many times the size of a call.
    #[serde(rename = "post")]
    Post(Box<Post>),
}

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Meldingstaat {
    /// Waits in the inbox.
    Open,
    /// Belongs to a zaak.
    #[serde(rename = "gekoppeld")]
    Gekoppeld(Zaaknummer),
    /// Set aside, with the reason.
    #[serde(rename = "terzijde")]
    Terzijde(Vertrouwelijk),
}

/// A report as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Melding {
    /// Its number.
    #[serde(rename = "nummer")]
    pub nummer: Meldingnummer,
    /// Its kind.
    #[serde(rename = "soort")]
    pub soort: MeldingSoort,
    /// When it came in: the call, or the mail's arrival.
    #[serde(rename = "ontvangen")]
    pub ontvangen: Moment,
    /// What it says.
    #[serde(rename = "inhoud")]
    pub inhoud: Inhoud,
    /// Where it stands.
    #[serde(rename = "staat")]
    pub staat: Meldingstaat,
    /// When its texts and files were destroyed.
    #[serde(rename = "gewist")]
    pub gewist: Option<Moment>,
}

impl Melding {
    /// The inrichting it is about, if known.
    pub fn inrichting(&self) -> Option<&str> {
        match &self.inhoud {
            Inhoud::Gesprek(g) => g.inrichting.as_ref().map(Plek::naam),
            Inhoud::Post(p) => p.inrichting.as_ref().map(Plek::naam),
        }
    }

    /// What it is about, in the words of whoever reported it.
    pub const fn onderwerp(&self) -> &Vertrouwelijk {
        match &self.inhoud {
            Inhoud::Gesprek(g) => &g.wat,
            Inhoud::Post(p) => &p.onderwerp,
        }
    }

    /// One line that says what it is about.
    pub fn kop(&self) -> &str {
        match &self.inhoud {
            Inhoud::Gesprek(g) => g.wat.gevuld().unwrap_or("(nog niets genoteerd)"),
            Inhoud::Post(p) => p.onderwerp.gevuld().unwrap_or("(geen onderwerp)"),
        }
    }

    /// The times it names; of a call, when it came too.
    pub fn tijden(&self) -> Tijden {
        match &self.inhoud {
            Inhoud::Gesprek(g) => Tijden {
                voorval: g.voorval,
                constatering: g.constatering,
                gebeld: Some(g.gebeld.unwrap_or(self.ontvangen)),
                ..Tijden::default()
            },
            Inhoud::Post(p) => Tijden {
                voorval: p.tijd("voorval"),
                constatering: p.tijd("constatering"),
                einde_oa: p.tijd("einde_oa"),
                ..Tijden::default()
            },
        }
    }

    /// The fact that it was linked to a case, with the evidence that comes along.
    pub fn koppeling(&self, zaak: Zaaknummer) -> LogEvent {
        LogEvent::MeldingGekoppeld {
            zaak,
            melding: self.nummer,
            vorm: self.soort,
            ontvangen: self.ontvangen,
            ingevuld: self.ingevuld(),
            genoemd: self.tijden(),
        }
    }

    /// The names of the items of its form that were filled in.
    pub fn ingevuld(&self) -> BTreeSet<String> {
        match &self.inhoud {
            Inhoud::Gesprek(_) => BTreeSet::new(),
            Inhoud::Post(p) => p.velden.keys().filter(|naam| p.veld(naam).is_some()).cloned().collect(),
        }
    }

    /// True while it waits in the inbox.
    pub fn is_open(&self) -> bool {
        self.staat == Meldingstaat::Open
    }
}
