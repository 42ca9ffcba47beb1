//! The mailbox of a night of practice: mail arrives when its time has come by the clock of that night.

use std::{
    collections::VecDeque,
    ffi::{OsStr, OsString},
    thread,
    time::Duration,
};

use crate::{
    demo::NightMail,
    domain::{error::Result, source::SourceKind},
    intake::source::{FoundMail, Proceed, Source},
    runtime::clock::Clock,
};

/// How often the clock of the night is looked at, in time as it goes by.
const LOOK: Duration = Duration::from_millis(250);

/// A mailbox in which mail arrives by the clock of the night.
#[derive(Debug)]
pub struct PracticeMailbox {
    clock: Clock,
    mails: VecDeque<NightMail>,
    /// What was handed over last, until the next round shows that it was recorded.
    handed: Vec<NightMail>,
}

impl PracticeMailbox {
    /// With these mails, in order of their moments.
    pub fn new(clock: Clock, mails: Vec<NightMail>) -> Self {
        Self { clock, mails: mails.into(), handed: Vec::new() }
    }
}

impl Source for PracticeMailbox {
    fn kind(&self) -> SourceKind {
        SourceKind::DropFolder
    }

    fn round(&mut self, take: &mut dyn FnMut(FoundMail) -> Proceed) -> Result<()> {
        let now = self.clock.now();
        self.handed.clear();
        while let Some(mail) = self.mails.pop_front_if(|mail| mail.at <= now) {
            let name = OsString::from(format!("oefening {}", mail.at.log_form()));
            let found = FoundMail { name, content: Ok(mail.bytes.clone()), remaining: 0 };
            self.handed.push(mail);
            if take(found) == Proceed::No {
                break;
            }
        }
        Ok(())
    }

    fn wait(&mut self) -> Proceed {
        if self.mails.is_empty() {
            return Proceed::No;
        }
        thread::sleep(LOOK);
        Proceed::Yes
    }

    fn forget(&mut self) {
        for mail in self.handed.drain(..).rev() {
            self.mails.push_front(mail);
        }
    }

    fn holds(&self, _: &OsStr) -> bool {
        true
    }
}
