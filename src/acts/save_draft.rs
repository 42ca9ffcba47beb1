//! Saves a version of a draft, which names its own number; the same text again is no new version. The verb also checks a draft and
//! marks it as sent, in that order, as far as asked.

use std::path::PathBuf;

use clap::Args;

use super::{
    Act, CheckDraft, LetThrough, ReportSent,
    arguments::{Arguments, time},
    decide::{After, Context, Decided, Judged},
    shared::find_open_zaak,
};
use crate::{
    domain::{
        draft::{Draft, DraftKind},
        error::{Error, Result},
        ids::Zaaknummer,
        step::Step,
        subject::Subject,
        text::Vertrouwelijk,
        version_line::with_version,
    },
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// The text of a draft.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveDraft {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub text: String,
}

/// Everything about a draft.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Debug, Clone, Args)]
#[command(about = "Maak, controleer of meld een bericht verzonden")]
pub struct DraftArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// sms, piketmelding, afloopbericht, aanvulverzoek, rappel, visie of publiek.
    #[arg(id = "soort", value_name = "SOORT")]
    pub kind: DraftKind,
    /// Schrijf naar dit bestand: .txt, .eml, .docx of .pdf.
    #[arg(id = "uit", long = "uit", value_name = "BESTAND")]
    pub out: Option<PathBuf>,
    /// Vervang een bestand dat er al is.
    #[arg(id = "vervang", long = "vervang", requires = "uit")]
    pub replace: bool,
    /// Bewaar de tekst uit het sjabloon; zonder dit wordt zij alleen getoond.
    #[arg(id = "bewaar", long = "bewaar")]
    pub keep: bool,
    /// Bewaar deze tekst als nieuwe versie (- leest standaardinvoer).
    #[arg(id = "tekst", long = "tekst", value_name = "BESTAND")]
    pub text: Option<PathBuf>,
    /// Maak de tekst opnieuw uit het sjabloon.
    #[arg(id = "opnieuw", long = "opnieuw", conflicts_with = "tekst")]
    pub again: bool,
    /// Vul wat nog open staat in met «niet bekend».
    #[arg(id = "onbekend", long = "onbekend")]
    pub unknown: bool,
    /// Laat de laatste versie door, hoewel de kanaalpoort of het besluit haar tegenhoudt, om deze reden.
    #[arg(id = "doorlaten", long = "doorlaten", value_name = "REDEN")]
    pub let_through: Option<String>,
    /// Merk de laatste versie als gecontroleerd.
    #[arg(id = "gecontroleerd", long = "gecontroleerd")]
    pub checked: bool,
    /// Noteer dat de gecontroleerde versie verstuurd is, met --kanaal en --aan.
    #[arg(id = "verzonden", long = "verzonden", requires = "aan")]
    pub sent: bool,
    /// Welke gecontroleerde versie verstuurd is, als dat niet de laatste is.
    #[arg(id = "versie", long = "versie", requires = "verzonden", value_name = "NR")]
    pub version: Option<u32>,
    /// Wanneer verstuurd; nu als het ontbreekt.
    #[arg(id = "om", long = "om", value_name = "TIJD", requires = "verzonden")]
    pub when: Option<String>,
    /// Kanaal van de verzending.
    #[arg(id = "kanaal", long = "kanaal", default_value = "e-mail", requires = "verzonden", value_name = "KANAAL")]
    pub channel: String,
    /// Aan wie het is verstuurd.
    #[arg(id = "aan", long = "aan", requires = "verzonden", value_name = "AAN")]
    pub to: Option<String>,
    /// Waarom, als een ontvanger niet in het adresboek staat of niet bij het doel van het bericht hoort.
    #[arg(
        id = "reden",
        long = "reden",
        default_value = "",
        hide_default_value = true,
        requires = "verzonden",
        value_name = "REDEN"
    )]
    pub reason: String,
}

impl DraftArgs {
    /// True where the text itself is made, changed or written out, which takes templates and files.
    pub const fn is_about_text(&self) -> bool {
        self.keep || self.text.is_some() || self.again || self.unknown || self.out.is_some()
    }

    /// True where a version is asked for; else the text is only looked at.
    pub const fn keeps(&self) -> bool {
        self.is_about_text() || self.checked || self.sent || self.let_through.is_some()
    }
}

impl Arguments for DraftArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    /// The text itself comes from a file or a template, which whoever runs the verb reads.
    fn acts(&self, _: &Desk, context: &Context<'_>) -> Result<Vec<Act>> {
        let now = context.now;
        let (zaak, draft) = (self.zaak, self.kind);
        let mut acts = Vec::new();
        if let Some(reason) = &self.let_through {
            acts.push(LetThrough { zaak, draft, reason: reason.clone() }.into());
        }
        if self.checked {
            acts.push(CheckDraft { zaak, draft }.into());
        }
        if self.sent {
            let at = time(self.when.as_deref(), now)?.unwrap_or(now);
            let (channel, recipients) = (self.channel.clone(), self.to.clone().unwrap_or_default());
            let reason = self.reason.clone();
            acts.push(ReportSent { version: self.version, zaak, draft, at, channel, recipients, reason }.into());
        }
        Ok(acts)
    }
}

impl Judged for SaveDraft {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, kind) = (self.zaak, self.draft);
        let zaak = find_open_zaak(desk, number)?;
        if !zaak.drafts.contains_key(&kind) {
            require_other_writer(zaak, context, kind)?;
        }
        // The number of its own version in it makes no other text of it.
        let is_kept = |c: &Draft| Vertrouwelijk::new(&with_version(&self.text, c.version)) == c.text;
        if zaak.drafts.get(&kind).is_some_and(is_kept) {
            return Ok(Decided { new: Vec::new() });
        }
        let version = zaak.next_version(kind);
        let text = Vertrouwelijk::new(&with_version(&self.text, version));
        Ok(Decided::one(context, LogEvent::DraftSaved { zaak: number, draft: kind, version, text, reach: None }))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Het concept {} is bewaard.", self.draft.label())
    }
}

/// A visie beforehand goes to another body that writes the piketmelding; where the row knows none, it would go to nobody.
fn require_other_writer(zaak: &Zaak, context: &Context<'_>, kind: DraftKind) -> Result<()> {
    let Some(rule) = context.case_rule(zaak).rule().filter(|_| kind.step() == Some(Step::Review)) else {
        return Ok(());
    };
    if rule.elsewhere.as_ref().is_some_and(|other| other.holds(|id| zaak.answers.get(id).copied())) {
        return Ok(());
    }
    Err(Error::no(format!(
        "Bij rij {} schrijft u de piketmelding zelf: een {} heeft geen ontvanger.",
        rule.nr,
        kind.label()
    ))
    .hint("Schrijf de piketmelding, of kies eerst de rij waarbij een andere instantie haar schrijft."))
}
