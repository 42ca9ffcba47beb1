//! What a purge does to a case and to a report: every confidential text goes, what the monitor counts
//! stays. The log loses the same texts in the same transaction, so that a rebuild gives this state.

use super::zaak::{MonitorState, Zaak};
use crate::{
    domain::{
        feit::Feit,
        inrichting::Plek,
        melding::{Content, Mail},
        moment::Moment,
        passed_on::PassedOn,
        sent_copy::SentCopy,
        text::Vertrouwelijk,
    },
    log::melding::{Melding, MeldingState},
};

impl Zaak {
    /// Empties every confidential text.
    pub fn purge(&mut self, at: Moment) {
        self.purged = Some(at);
        let earlier = self.placings.iter_mut().filter_map(|was| was.inrichting.as_mut());
        self.inrichting.iter_mut().chain(earlier).for_each(Plek::purge);
        self.meldingen.iter_mut().filter_map(|k| k.accepted.as_mut()).for_each(Vertrouwelijk::purge);
        self.monitor_state.iter_mut().for_each(MonitorState::purge);
        self.rij_choices.iter_mut().for_each(|k| k.reason.purge());
        let revised = self.revised.iter_mut().filter_map(|revision| revision.was.as_mut());
        for Feit { text, source, .. } in self.feiten.iter_mut().chain(&mut self.retracted).chain(revised) {
            text.purge();
            source.purge();
        }
        self.settled.iter_mut().for_each(|b| b.reason.purge());
        self.besluiten.values_mut().flatten().for_each(|b| b.reason.purge());
        self.steps.values_mut().for_each(|s| s.reason.purge());
        for PassedOn { to, channel, provided, .. } in &mut self.passed_on {
            to.purge();
            channel.purge();
            provided.iter_mut().flat_map(|p| &mut p.reason).for_each(Vertrouwelijk::purge);
        }
        for draft in self.drafts.values_mut() {
            draft.text.purge();
            for dispatch in &mut draft.sent {
                dispatch.channel.purge();
                dispatch.recipients.purge();
            }
            // Who read is what a reading is found by: without the names two readers could not be told apart.
            draft.readings.clear();
            draft.copies.iter_mut().for_each(|kept| kept.copy.purge());
        }
        self.termijn_choices.values_mut().for_each(|k| k.reason.purge());
        self.reminders.iter_mut().for_each(|h| h.text.purge());
        self.merged.iter_mut().for_each(|s| s.reason.purge());
        if let Some(reason) = &mut self.hold {
            reason.purge();
        }
    }
}

impl Melding {
    /// Empties every confidential text, and what its files are found by.
    pub fn purge(&mut self, at: Moment) {
        self.purged = Some(at);
        match &mut self.content {
            Content::Call(g) => {
                g.inrichting.iter_mut().for_each(Plek::purge);
                for text in [&mut g.caller, &mut g.number, &mut g.what] {
                    text.purge();
                }
            }
            Content::Mail(mail) => mail.purge(),
        }
        match &mut self.state {
            MeldingState::Open | MeldingState::Linked(_) => {}
            MeldingState::SetAside(reason) => reason.purge(),
        }
    }
}

impl Melding {
    /// The digests of the files that came with it.
    pub fn files(&self) -> Vec<&str> {
        self.content.files()
    }
}

impl Content {
    /// The digests of the files that came along: the mail itself and its attachments.
    pub fn files(&self) -> Vec<&str> {
        match self {
            Self::Call(_) => Vec::new(),
            Self::Mail(mail) => {
                let digests = std::iter::once(&mail.original).chain(mail.attachments.iter().map(|b| &b.digest));
                digests.filter_map(|d| d.filled()).collect()
            }
        }
    }
}

impl SentCopy {
    fn purge(&mut self) {
        self.text.iter_mut().chain(&mut self.misfit).for_each(Vertrouwelijk::purge);
        for text in
            [&mut self.sender, &mut self.recipients, &mut self.message_id, &mut self.fingerprint, &mut self.original]
        {
            text.purge();
        }
    }
}

impl Mail {
    fn purge(&mut self) {
        self.inrichting.iter_mut().for_each(Plek::purge);
        for text in [&mut self.sender, &mut self.subject, &mut self.text, &mut self.fingerprint, &mut self.original] {
            text.purge();
        }
        self.message_id.iter_mut().chain(&mut self.references).chain(&mut self.warnings).for_each(Vertrouwelijk::purge);
        for field in self.fields.values_mut() {
            field.value.purge();
            field.source.purge();
        }
        for pair in &mut self.unread {
            for text in [&mut pair.label, &mut pair.answer, &mut pair.place] {
                text.purge();
            }
        }
        for document in &mut self.documents {
            document.place.purge();
            document.text.purge();
        }
        for attachment in &mut self.attachments {
            attachment.name.purge();
            attachment.mediatype.purge();
            attachment.digest.purge();
        }
    }
}
