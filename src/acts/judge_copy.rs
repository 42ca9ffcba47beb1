//! The officer says whether a copy that came back counts as sent. What left has left, also where the desk would not have
//! let it: then the reason says how that came about, and stands with whom it was provided to.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, choose},
    decide::{After, Context, Decided, Judged},
    provide::provide,
    shared::{find_draft, find_open_zaak, not_in_the_future, require_reason},
};
use crate::{
    domain::{
        besluit::YesNo,
        draft::{DraftChannel, DraftKind, SentBy},
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
    },
    rules::address_book::ProvisionKind,
};

/// Whether the copy that waits counts; `recipients` where its headers named nobody.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgeCopy {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub counts: YesNo,
    pub recipients: String,
    pub reason: String,
}

/// The same as it is typed.
#[derive(Debug, Clone, Args)]
#[command(about = "Zeg of een teruggekomen kopie van een bericht als verzonden telt")]
pub struct JudgeCopyArgs {
    /// Zaaknummer.
    pub zaak: Zaaknummer,
    /// Welk bericht.
    #[arg(id = "soort", value_name = "SOORT")]
    pub draft: DraftKind,
    /// ja of nee.
    #[arg(id = "telt", value_name = "TELT", value_parser = counts)]
    pub counts: YesNo,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
    /// Aan wie het ging, als de kopie dat niet zegt.
    #[arg(id = "aan", long = "aan", default_value = "", hide_default_value = true, value_name = "AAN")]
    pub recipients: String,
}

fn counts(text: &str) -> Result<YesNo> {
    choose([YesNo::Yes, YesNo::No], YesNo::word, text)
}

impl Arguments for JudgeCopyArgs {
    fn subject(&self) -> Subject {
        self.zaak.into()
    }

    fn acts(&self, _: &Desk, _: &Context<'_>) -> Result<Vec<Act>> {
        let (zaak, draft, counts) = (self.zaak, self.draft, self.counts);
        let (recipients, reason) = (self.recipients.clone(), self.reason.clone());
        Ok(vec![JudgeCopy { zaak, draft, counts, recipients, reason }.into()])
    }
}

impl Judged for JudgeCopy {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, draft) = (self.zaak, self.draft);
        let case = find_open_zaak(desk, zaak)?;
        let kept = find_draft(case, draft)?;
        let Some(waiting) = kept.waiting_copy() else {
            return Err(Error::no(format!("Er wacht geen kopie van {} op een oordeel.", draft.label()))
                .hint("Een kopie komt binnen als mail, in de postmap of met «piket importeer»."));
        };
        let (number, version) = (waiting.number, waiting.copy.version);
        let reason = require_reason(&self.reason)?;
        let counts = LogEvent::DraftCopyJudged { zaak, draft, number, counts: Some(self.counts), reason };
        let mut new = vec![NewEvent { occurred_at: context.now, event: counts }];
        if self.counts == YesNo::Yes && !kept.sent.iter().any(|d| d.version == version && d.at == waiting.at) {
            not_in_the_future("De verzending", waiting.at, context.now)?;
            let own = Vertrouwelijk::new(self.recipients.trim());
            let recipients = if own.is_empty() { waiting.copy.recipients.clone() } else { own };
            if recipients.is_empty() {
                return Err(Error::usage("De kopie zegt niet aan wie het bericht ging.").hint("Vul de ontvangers in."));
            }
            let kind = ProvisionKind::Draft(draft);
            let provided = Some(provide(context, case, kind, recipients.read(), &self.reason)?);
            let channel = Vertrouwelijk::new(DraftChannel::Mail.word());
            let event =
                LogEvent::DraftSent { zaak, draft, version, channel, recipients, provided, by: Some(SentBy::Hand) };
            new.push(NewEvent { occurred_at: waiting.at, event });
        }
        Ok(Decided { new })
    }

    fn sentence(&self, _: &After<'_>) -> String {
        match self.counts {
            YesNo::Yes => format!("De kopie van {} telt: de verzending is vastgelegd.", self.draft.label()),
            YesNo::No => format!("De kopie van {} telt niet als verzonden.", self.draft.label()),
        }
    }
}
