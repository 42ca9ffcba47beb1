//! One incoming report, folded from the log: what it holds, and where it went.

use crate::domain::{
    ids::{Meldingnummer, Zaaknummer},
    inrichting::Plek,
    melding::{Certainty, Content, Field, MeldingKind},
    moment::Moment,
    termijn_kind::Times,
    text::Vertrouwelijk,
    time_kind::TimeKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeldingState {
    /// Waits in the inbox.
    Open,
    /// Belongs to a zaak.
    #[serde(rename = "gekoppeld")]
    Linked(Zaaknummer),
    /// Set aside, with the reason.
    #[serde(rename = "terzijde")]
    SetAside(Vertrouwelijk),
}

/// A report as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Melding {
    /// Its number.
    #[serde(rename = "nummer")]
    pub number: Meldingnummer,
    /// Its kind.
    #[serde(rename = "soort")]
    pub kind: MeldingKind,
    /// When it came in: the call, or the mail's arrival.
    #[serde(rename = "ontvangen")]
    pub received: Moment,
    /// What it says.
    #[serde(rename = "inhoud")]
    pub content: Content,
    /// Where it stands.
    #[serde(rename = "staat")]
    pub state: MeldingState,
    /// When its texts and files were destroyed.
    #[serde(rename = "gewist")]
    pub purged: Option<Moment>,
}

impl Melding {
    /// The inrichting it is about, if known.
    pub fn inrichting(&self) -> Option<&str> {
        match &self.content {
            Content::Call(g) => g.inrichting.as_ref().map(Plek::label),
            Content::Mail(p) => p.inrichting.as_ref().map(Plek::label),
        }
    }

    /// What it is about, in the words of whoever reported it.
    pub const fn subject(&self) -> &Vertrouwelijk {
        match &self.content {
            Content::Call(g) => &g.what,
            Content::Mail(p) => &p.subject,
        }
    }

    /// One line that says what it is about.
    pub fn headline(&self) -> &str {
        match &self.content {
            Content::Call(g) => g.what.filled().unwrap_or("(nog niets genoteerd)"),
            Content::Mail(p) => p.subject.filled().unwrap_or("(geen onderwerp)"),
        }
    }

    /// The times it names; of a call, when it came too.
    pub fn times(&self) -> Times {
        match &self.content {
            Content::Call(g) => Times {
                voorval: g.voorval,
                constatering: g.constatering,
                called: Some(g.called.unwrap_or(self.received)),
                ..Times::default()
            },
            Content::Mail(p) => Times {
                voorval: p.time(TimeKind::Voorval),
                constatering: p.time(TimeKind::Constatering),
                oa_end: p.time(TimeKind::OaEnd),
                ..Times::default()
            },
        }
    }

    /// The names of the items that its form may answer where nobody has read that yet.
    pub fn unread(&self) -> BTreeSet<String> {
        match &self.content {
            Content::Call(_) => BTreeSet::new(),
            Content::Mail(p) => {
                let proposed =
                    p.fields.iter().filter(|(_, v)| v.certainty == Certainty::Proposed).map(|(name, _)| name);
                proposed.chain(p.unread().filter_map(|pair| pair.perhaps.as_ref())).cloned().collect()
            }
        }
    }

    /// Puts what an item of its form says in the place of what stood there; a call has no form.
    pub fn set_field(&mut self, name: &str, read: Option<Field>, inrichting: Option<Plek>) {
        let Content::Mail(mail) = &mut self.content else { return };
        mail.inrichting = inrichting;
        match read {
            Some(field) => mail.fields.insert(name.to_owned(), field),
            None => mail.fields.remove(name),
        };
    }

    /// True while it waits in the inbox.
    pub fn is_open(&self) -> bool {
        self.state == MeldingState::Open
    }
}
