//! Marks the checked version of a draft as sent, with time, channel and recipients. What was sent cannot
//! be undone.

use clap::Args;

use super::{
    arguments::time,
    before::Before,
    check_draft::moved_words,
    decide::{After, Context, Decided, Judged},
    provide::provide,
    shared::{find_draft, find_open_zaak, not_before_the_voorval, not_in_the_future, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        dispatch::SentBy,
        draft::{Draft, DraftChannel, DraftKind},
        error::{Error, Result},
        fold::fold,
        ids::Zaaknummer,
        moment::Moment,
        second_reader::SecondReading,
        text::Vertrouwelijk,
    },
    judge::{case_gate, moved_text, recipients, withheld},
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
    },
    rules::address_book::{AddressBook, ProvisionKind},
};

/// A message that went out, when, how and to whom.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSent {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    /// The version that it is about; `None` for the one that is kept.
    pub version: Option<u32>,
    pub at: Moment,
    pub channel: String,
    pub recipients: String,
    pub reason: String,
}

/// The same as it is typed, within the verb for drafts.
#[derive(Debug, Clone, Args)]
pub struct ReportSentArgs {
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

impl ReportSentArgs {
    /// The act, where it is asked.
    ///
    /// # Errors
    /// When the time does not read.
    pub(super) fn act(&self, zaak: Zaaknummer, draft: DraftKind, now: Moment) -> Result<Option<ReportSent>> {
        if !self.sent {
            return Ok(None);
        }
        let at = time(self.when.as_deref(), now)?.unwrap_or(now);
        let (channel, recipients) = (self.channel.clone(), self.to.clone().unwrap_or_default());
        Ok(Some(ReportSent {
            version: self.version,
            zaak,
            draft,
            at,
            channel,
            recipients,
            reason: self.reason.clone(),
        }))
    }
}

impl Judged for ReportSent {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, kind, at) = (self.zaak, self.draft, self.at);
        let zaak = find_open_zaak(desk, number)?;
        let latest = find_draft(zaak, kind)?;
        let draft = &self.meant(latest)?;
        // What left before another version was made is noted, whatever is known since: with a reason.
        let is_earlier = draft.version != latest.version;
        let known = case_gate::pass((zaak, context.sender), desk, context.books(), (kind, draft));
        // Whom the case knows may have changed since the check.
        let known = if is_earlier { known.err() } else { known.map(|()| None)? };
        not_in_the_future("De verzending", at, context.now)?;
        not_before_the_voorval("De verzending", zaak, at)?;
        // To the minute, which is how a time is typed: before it was written no text left.
        if at.minute() < draft.saved.minute() {
            let (version, saved) = (draft.version, draft.saved.short());
            return Err(Error::usage(format!(
                "Versie {version} is van {saved}; daarvoor kan zij niet verzonden zijn."
            ))
            .hint("Kijk de tijd na; zonder tijd geldt nu."));
        }
        let channel = Vertrouwelijk::new(context.addresses.channel(&self.channel)?);
        let recipients = Vertrouwelijk::new(&recipients::by_role(context.addresses, &self.recipients));
        if recipients.is_empty() {
            return Err(Error::usage("Bij een verzending horen ontvangers.")
                .hint("Bijvoorbeeld: e-mail, aan de bewindspersoon."));
        }
        let again =
            recipients::parts(recipients.read()).find(|who| went_to(draft, draft.version, context.addresses, who));
        if let Some(who) = again.filter(|_| self.reason.trim().is_empty()) {
            return Err(Error::no(format!("Versie {} ging al naar «{who}».", draft.version))
                .hint("Schrijf een reden als zij nog een keer gaat."));
        }
        // What may be mailed may not be sent to a telephone for that, also where the mail was let through.
        let sms = !kind.is_text_message() && channel.read() == DraftChannel::Sms.word();
        let stopped = if sms {
            case_gate::stopped_as_sms((zaak, context.sender), desk, context.books(), draft)?
        } else {
            Vec::new()
        };
        if !stopped.is_empty() && self.reason.trim().is_empty() {
            let told = case_gate::told(draft.text.read(), &stopped);
            return Err(Error::no(format!("De kanaalpoort houdt {} als sms tegen: {told}.", kind.label()))
                .hint("Stuur het concept van de SMS, of schrijf waarom dit per sms moest."));
        }
        let mut provided = provide(context, zaak, ProvisionKind::Draft(kind), recipients.read(), &self.reason)?;
        let unread: Vec<String> = draft.unread().map(SecondReading::words).collect();
        if !unread.is_empty() {
            if self.reason.trim().is_empty() {
                let sentence = format!("Versie {} wacht op wie meeleest: {}.", draft.version, unread.join("; "));
                return Err(Error::no(sentence).hint("Noteer het antwoord, of schrijf waarom het zonder weg moet."));
            }
            provided.reason = Some(require_reason(&self.reason)?);
        }
        if again.is_some() || !stopped.is_empty() {
            provided.reason = Some(require_reason(&self.reason)?);
        }
        // What was sent may be noted afterwards: then it takes the reason of the sending.
        let decision = withheld::pass(zaak, context.case_rule(zaak), (kind, draft));
        let said = moved_text::pass((zaak, context.case_rule(zaak)), (kind, draft)).err().filter(|_| !is_earlier);
        for error in [known, decision.err(), said].into_iter().flatten() {
            if self.reason.trim().is_empty() {
                return Err(error);
            }
            provided.reason = Some(require_reason(&self.reason)?);
        }
        let provided = Some(provided);
        let version = draft.version;
        let event = LogEvent::DraftSent {
            zaak: number,
            draft: kind,
            version,
            channel,
            recipients,
            provided,
            by: Some(SentBy::Hand),
        };
        Ok(Decided { new: vec![NewEvent { occurred_at: at, event }] })
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let to =
            after.words(&Vertrouwelijk::new(&self.recipients)).map_or_else(String::new, |to| format!(", aan {to}"));
        let moved = moved_words(after, self.zaak, self.draft);
        format!("De verzending ({}) is vastgelegd{to}{moved}.", self.draft.label())
    }

    /// What was sent is out.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Stays(Irreversible::Sent)
    }
}

impl ReportSent {
    /// The message as it was in the version that this is about.
    fn meant(&self, latest: &Draft) -> Result<Draft> {
        let version = self.version.unwrap_or(latest.version);
        let unchecked = || Error::no(format!("Versie {version} van {} is nog niet gecontroleerd.", self.draft.label()));
        let checked = "Controleer de tekst eerst; zo gaat er niets weg dat niet weg mag.";
        if version > latest.version {
            return Err(Error::usage(format!("Versie {version} van {} is er niet.", self.draft.label()))
                .hint(format!("De laatste is versie {}.", latest.version)));
        }
        let draft = latest.as_of(version).filter(Draft::is_checked);
        draft.ok_or_else(|| match latest.unsent_before().filter(|_| self.version.is_none()) {
            Some(earlier) => unchecked().hint(format!(
                "{checked} Ging versie {earlier} weg, noteer dan die (in de shell: --versie {earlier})."
            )),
            None => unchecked().hint(checked),
        })
    }
}

/// A version already went to this recipient, by whatever name of the address book.
pub(super) fn went_to(draft: &Draft, version: u32, addresses: &AddressBook, who: &str) -> bool {
    let is_who = |other: &str| {
        let entry = recipients::find(addresses, who);
        fold(other) == fold(who) || (entry.is_some() && recipients::find(addresses, other) == entry)
    };
    let latest = draft.sent.iter().filter(|sent| sent.version == version);
    latest.flat_map(|sent| recipients::parts(sent.recipients.read())).any(is_who)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{
        SaveDraft,
        scene::{Scene, TestResult, ZAAK, checked},
    };

    #[test]
    fn what_was_checked_is_noted_as_sent_for_good() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let sent = |rest: &str| format!("concept {ZAAK} piketmelding --verzonden {rest}");
        checked(&mut scene, zaak, DraftKind::Piketmelding, "Niemand is gewond.")?;
        assert!(scene.refuses_typed(&sent("")).contains("--aan"));
        assert!(scene.refuses_typed(&sent("--aan iemand@elders.example")).contains("iemand@elders.example"));
        assert!(scene.refuses_typed(&sent("--aan lijn --kanaal postduif")).contains("postduif"));
        let then = scene.typed(&sent("--aan lijn"))?;
        assert_eq!(then.events(), ["concept_verzonden"]);
        assert_eq!(then.sentence(), "De verzending (piketmelding) is vastgelegd, aan lijn.");
        assert_eq!(then.stays(), Irreversible::Sent.sentence());
        assert!(then.scene.refuses_typed(&sent("--aan lijn")).contains("ging al naar"));
        assert_eq!(
            then.scene.typed(&sent("--aan lijn --reden 'Was niet aangekomen.'"))?.events(),
            ["concept_verzonden"]
        );
        Ok(())
    }

    #[test]
    fn what_was_not_checked_was_not_sent() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        scene.given(SaveDraft { zaak, draft, text: "Niemand is gewond.".to_owned() })?;
        assert!(
            scene
                .refuses_typed(&format!("concept {ZAAK} piketmelding --verzonden --aan lijn"))
                .contains("nog niet gecontroleerd")
        );
        Ok(())
    }
}
