//! What a purge does to a case and to a report: every confidential text goes, what the monitor counts
//! stays. The log loses the same texts in the same transaction, so that a rebuild gives this state.

use super::{
    table::event_table,
    zaak::{MonitorState, Zaak},
};
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

/// What a row empties, where that is in a case.
macro_rules! in_case {
    ($zaak:ident Zaak($held:ident) $texts:block) => {{
        let $held = &mut *$zaak;
        $texts
    }};
    ($zaak:ident Melding($held:ident) $texts:block) => {};
}

/// What a row empties, where that is in a report.
macro_rules! in_report {
    ($melding:ident Melding($held:ident) $texts:block) => {{
        let $held = &mut *$melding;
        $texts
    }};
    ($melding:ident Zaak($held:ident) $texts:block) => {};
}

macro_rules! purges {
    ($($whose:ident($held:ident) $texts:block;)*) => {
        /// Empties every text that the facts left in a case.
        fn empty_case(zaak: &mut $crate::log::zaak::Zaak) {
            $(in_case!(zaak $whose($held) $texts);)*
        }

        /// Empties every text that the facts left in a report, and what its files are found by.
        fn empty_report(melding: &mut $crate::log::melding::Melding) {
            $(in_report!(melding $whose($held) $texts);)*
        }
    };
}
event_table!(purges purges);

#[cfg(test)]
pub(super) use {in_case, in_report, purges};

impl Zaak {
    /// Empties every confidential text.
    pub fn purge(&mut self, at: Moment) {
        self.purged = Some(at);
        empty_case(self);
    }
}

impl Melding {
    /// Empties every confidential text, and what its files are found by.
    pub fn purge(&mut self, at: Moment) {
        self.purged = Some(at);
        empty_report(self);
    }

    /// The digests of the files that came with it.
    pub fn files(&self) -> Vec<&str> {
        self.content.files()
    }
}

impl Content {
    pub(super) fn purge(&mut self) {
        match self {
            Self::Call(call) => {
                call.inrichting.iter_mut().for_each(Plek::purge);
                for text in [&mut call.caller, &mut call.number, &mut call.what] {
                    text.purge();
                }
            }
            Self::Mail(mail) => mail.purge(),
        }
    }

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
        self.recipients.iter_mut().for_each(Vertrouwelijk::purge);
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
