//! Records that the copy of a message came back from a mail program. Where it speaks for itself, and the sending would
//! have been accepted from the officer as it is, the message is sent by it; in any other case the officer is asked.

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    provide::provide,
    report_sent::ReportSent,
    shared::{find_draft, find_open_zaak},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        draft::{Draft, DraftChannel, DraftKind},
        error::Result,
        ids::Zaaknummer,
        moment::Moment,
        sanitize,
        sent_copy::{KeptCopy, SentCopy},
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        irreversible::Irreversible,
        zaak::Zaak,
    },
    rules::address_book::ProvisionKind,
};

/// A copy of a message, and when it was sent.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteCopy {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub at: Moment,
    pub copy: SentCopy,
}

impl Judged for NoteCopy {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (zaak, draft, at) = (self.zaak, self.draft, self.at);
        let case = find_open_zaak(desk, zaak)?;
        let kept = find_draft(case, draft)?;
        if kept.copies.iter().any(|k| k.is_again(&self.copy, at)) {
            return Ok(Decided { new: Vec::new() });
        }
        let number = kept.copies.iter().map(|k| k.number).max().unwrap_or(0).saturating_add(1);
        let mut copy = self.copy.clone();
        copy.misfit = self.misfit(case, kept, context).map(|why| Vertrouwelijk::new(&why));
        let speaks_for_itself = copy.doubt(kept.version).is_none();
        let received = LogEvent::DraftCopyReceived { zaak, draft, number, copy };
        let mut new = vec![NewEvent { occurred_at: at.min(context.now), event: received }];
        if speaks_for_itself {
            let already = kept.sent.iter().any(|d| d.version == self.copy.version);
            let sent = if already { Ok(Decided { new: Vec::new() }) } else { self.sent().decide(desk, context) };
            if let Ok(sent) = sent {
                let reason = Vertrouwelijk::default();
                let counts = LogEvent::DraftCopyJudged { zaak, draft, number, counts: Some(YesNo::Yes), reason };
                new.push(NewEvent { occurred_at: context.now, event: counts });
                new.extend(sent.new);
            }
        }
        Ok(Decided { new })
    }

    fn sentence(&self, after: &After<'_>) -> String {
        copy_told(after.desk, self.zaak, self.draft, |kept| kept.is_again(&self.copy, self.at))
    }

    /// The copy stays; the officer can say that it does not count.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Stays(Irreversible::CopyReceived)
    }
}

impl NoteCopy {
    /// Why it is not what the officer would have sent: another sender, another time, or recipients for whom the message is
    /// not meant. Anybody can write headers, so a copy that fits proves no more than that nothing speaks against it.
    fn misfit(&self, case: &Zaak, kept: &Draft, context: &Context<'_>) -> Option<String> {
        let (own, from) = (&context.sender.addresses, self.copy.sender.read());
        // What the mail itself brings that the version has not.
        let mut all: Vec<String> = self.copy.misfit.iter().map(|why| why.read().to_owned()).collect();
        if self.copy.message_id.is_empty() {
            all.push("alleen haar tekst zegt van welk bericht zij is".to_owned());
        }
        if own.is_empty() {
            all.push("uw eigen mailadres staat niet in de instellingen (eigen_adressen)".to_owned());
        } else if from.is_empty() {
            all.push("zij noemt geen afzender".to_owned());
        } else if !own.iter().any(|own| own.eq_ignore_ascii_case(from)) {
            all.push(format!("zij komt van {}, niet van uw eigen adres", sanitize::line(from)));
        }
        if self.at.minute() > context.now.minute() {
            all.push(format!("haar datum, {}, ligt in de toekomst", self.at.short()));
        } else if self.copy.version == kept.version && self.at.minute() < kept.saved.minute() {
            all.push(format!("haar datum, {}, is van voor de tekst ({})", self.at.short(), kept.saved.short()));
        }
        let kind = ProvisionKind::Draft(self.draft);
        if self.copy.recipients.is_empty() {
            all.push("zij zegt niet aan wie het ging".to_owned());
        } else if let Err(error) = provide(context, case, kind, self.copy.recipients.read(), "") {
            all.push(error.sentence.trim_end_matches('.').to_owned());
        }
        (!all.is_empty()).then(|| all.join("; "))
    }

    /// The sending that it proves.
    pub fn sent(&self) -> ReportSent {
        let channel = DraftChannel::Mail.word().to_owned();
        let recipients = self.copy.recipients.read().to_owned();
        let (zaak, draft, at, reason) = (self.zaak, self.draft, self.at, String::new());
        ReportSent { version: None, zaak, draft, at, channel, recipients, reason }
    }
}

/// What a copy came to: the message is sent by it, or the officer is to say whether it counts.
pub fn copy_told(desk: &Desk, zaak: Zaaknummer, draft: DraftKind, is_it: impl Fn(&KeptCopy) -> bool) -> String {
    let kept = desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft));
    let Some((kept, copy)) = kept.and_then(|d| d.copies.iter().find(|k| is_it(k)).map(|copy| (d, copy))) else {
        return format!("De kopie van {} {zaak} stond er al.", draft.label());
    };
    let what = format!("Kopie van {} {zaak} versie {} ontvangen", draft.label(), copy.copy.version);
    match (copy.counts, copy.copy.doubt(kept.version)) {
        (Some(YesNo::Yes), _) => format!("{what}: de verzending is daarmee vastgelegd."),
        (Some(YesNo::No), _) => format!("{what}; zij telt niet als verzonden."),
        (None, Some(doubt)) => format!("{what}: {doubt}. Zeg of zij telt."),
        (None, None) => format!("{what}. Zeg of zij telt."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::scene::{Scene, TestResult, ZAAK, checked, copy};

    #[test]
    fn a_copy_that_does_not_speak_for_itself_waits_for_the_officer_and_stays() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        checked(&mut scene, zaak, draft, "Niemand is gewond.")?;
        let came = NoteCopy { zaak, draft, at: scene.now, copy: copy("lijn") };
        let then = scene.when(came.clone())?;
        assert_eq!(then.events(), ["kopie_ontvangen"]);
        assert!(then.sentence().starts_with(&format!("Kopie van piketmelding {ZAAK} versie 1 ontvangen: ")));
        assert!(then.scene.zaak(zaak)?.drafts.get(&draft).is_some_and(|draft| draft.sent.is_empty()));
        assert_eq!(then.stays(), Irreversible::CopyReceived.sentence());
        let again = then.scene.when(came)?;
        assert_eq!(again.events(), <[&str; 0]>::default(), "the same copy once more says nothing new");
        assert!(
            scene
                .refuses(NoteCopy { zaak, draft: DraftKind::Sms, at: scene.now, copy: copy("") })
                .contains("nog geen concept")
        );
        Ok(())
    }
}
