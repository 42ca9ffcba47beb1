//! The officer says whether a copy that came back counts as sent. What left has left, also where the desk would not have
//! let it: then the reason says how that came about, and stands with whom it was provided to.

use clap::Args;

use super::{
    Act,
    arguments::{Arguments, choose},
    before::Before,
    decide::{After, Context, Decided, Judged},
    provide::provide,
    shared::{find_draft, find_open_zaak, not_in_the_future, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        dispatch::SentBy,
        draft::{Draft, DraftChannel, DraftKind},
        error::{Error, Result},
        ids::Zaaknummer,
        sent_copy::KeptCopy,
        subject::Subject,
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
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
        if self.counts == YesNo::Yes && !is_noted(kept, waiting) {
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

    /// A copy that made a sending of the message stays that; whether one counts can be said anew.
    fn undo(&self, before: &Before) -> Undo {
        let kept = before.zaak(self.zaak).and_then(|zaak| zaak.drafts.get(&self.draft));
        let sends = kept.and_then(|kept| kept.waiting_copy().map(|waiting| !is_noted(kept, waiting)));
        match self.counts {
            YesNo::Yes if sends == Some(true) => Undo::Stays(Irreversible::Sent),
            YesNo::Yes | YesNo::No => Undo::Restores,
        }
    }
}

/// True where the sending that the copy tells of stands noted already.
fn is_noted(kept: &Draft, copy: &KeptCopy) -> bool {
    kept.sent.iter().any(|sent| sent.version == copy.copy.version && sent.at == copy.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{
        NoteCopy,
        scene::{Scene, TestResult, ZAAK, checked, copy},
    };

    fn waits() -> std::result::Result<(Scene, Zaaknummer), Box<dyn std::error::Error>> {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        checked(&mut scene, zaak, draft, "Niemand is gewond.")?;
        assert!(scene.refuses_typed(&judge("ja")).contains("wacht geen kopie"));
        scene.given(NoteCopy { zaak, draft, at: scene.now, copy: copy("") })?;
        Ok((scene, zaak))
    }

    fn judge(counts: &str) -> String {
        format!("kopie {ZAAK} piketmelding {counts} --reden 'Nagezien in de postbus.'")
    }

    #[test]
    fn a_copy_that_counts_is_a_sending_at_its_own_moment_for_good() -> TestResult {
        let (scene, zaak) = waits()?;
        assert!(scene.refuses_typed(&judge("ja")).contains("aan wie"));
        let then = scene.typed(&format!("{} --aan lijn", judge("ja")))?;
        assert_eq!(then.events(), ["kopie_beoordeeld", "concept_verzonden"]);
        assert_eq!(then.sentence(), "De kopie van piketmelding telt: de verzending is vastgelegd.");
        let sent = &then.scene.zaak(zaak)?.drafts.get(&DraftKind::Piketmelding).ok_or("geen concept")?.sent;
        assert_eq!(sent.iter().map(|sent| (sent.version, sent.at)).collect::<Vec<_>>(), [(1, scene.now)]);
        assert_eq!(then.stays(), Irreversible::Sent.sentence());
        Ok(())
    }

    #[test]
    fn a_copy_that_does_not_count_can_be_judged_otherwise_after_an_undo() -> TestResult {
        let (scene, _) = waits()?;
        let then = scene.typed(&judge("nee"))?;
        assert_eq!(then.events(), ["kopie_beoordeeld"]);
        assert_eq!(then.sentence(), "De kopie van piketmelding telt niet als verzonden.");
        assert_eq!(then.undone()?, ["kopie_beoordeeld"]);
        assert!(then.scene.refuses_typed(&judge("ja")).contains("wacht geen kopie"), "it is judged once");
        Ok(())
    }

    /// Where the sending was noted already, the verdict on the copy is all there is to take back.
    #[test]
    fn a_copy_of_what_was_noted_sent_is_judged_and_unjudged() -> TestResult {
        let (mut scene, _) = waits()?;
        scene.given_typed(&[&format!("concept {ZAAK} piketmelding --verzonden --aan lijn --reden 'Zelf gedaan.'")])?;
        let then = scene.typed(&judge("ja"))?;
        assert_eq!(then.events(), ["kopie_beoordeeld"]);
        assert_eq!(then.undone()?, ["kopie_beoordeeld"]);
        Ok(())
    }
}
