//! Reads the sources of mail behind the lock: whether a mail is new and calls is looked at, and then it is sealed away
//! as it came. Nothing of it is kept here but its fingerprint.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread::Builder,
};

use tokio::sync::mpsc::Sender;

use super::{
    clock::Clock,
    letterbox::{Letter, Letterbox},
    mail_pile::call,
    stack_wipe::wipe_stack,
};
use crate::{
    desk::{effect::MailCall, msg::Msg},
    domain::{error::Result, inrichting::Inrichtingen, melding::MeldingKind},
    intake::{
        self, ReadMail,
        source::{FoundMail, Proceed, Source},
    },
    outgoing::eml::MessageMark,
};

/// What every reader shares.
#[derive(Debug, Clone)]
pub struct SealingReader {
    /// Where mail goes.
    pub letterbox: Letterbox,
    /// The fingerprints of what is in the log or sealed away.
    pub known: Arc<Mutex<BTreeSet<String>>>,
    /// The known inrichtingen.
    pub inrichtingen: Arc<Inrichtingen>,
    /// The clock.
    pub clock: Clock,
    /// Who is told what came.
    pub sender: Sender<Msg>,
}

impl SealingReader {
    /// Reads a source on a thread of its own, until nobody listens any more.
    pub fn read(self, mut source: Box<dyn Source>) {
        let name = source.kind().label().to_lowercase();
        // Where the system gives no thread the mail stays where it is, and is read after unlocking.
        let _ = Builder::new().name(name).spawn(move || {
            loop {
                let (mut gone, mut refused) = (false, false);
                // A source that cannot be read is named again by the desk, once that is open.
                let _ = source.round(&mut |found| {
                    if self.sender.is_closed() {
                        gone = true;
                        return Proceed::No;
                    }
                    match self.take(found) {
                        Ok(mails) if mails.is_empty() => {}
                        Ok(mails) => gone = self.sender.blocking_send(Msg::SealedMail(mails)).is_err(),
                        Err(_) => refused = true,
                    }
                    if gone { Proceed::No } else { Proceed::Yes }
                });
                wipe_stack();
                if refused {
                    source.forget();
                }
                if gone || self.sender.is_closed() || source.wait() == Proceed::No {
                    return;
                }
            }
        });
    }

    /// Seals a file away that holds mail which is new; answers which, and whether it calls.
    fn take(&self, found: FoundMail) -> Result<Vec<(MeldingKind, MailCall)>> {
        let FoundMail { name, content, .. } = found;
        let short = Path::new(&name).file_name().unwrap_or_default().to_string_lossy().into_owned();
        // What is no mail, or cannot be read, is told once the desk is open.
        let Ok(bytes) = content else { return Ok(Vec::new()) };
        let Ok(mails) = intake::read_all(bytes.clone(), &short, &*self.inrichtingen) else { return Ok(Vec::new()) };
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let new: Vec<&ReadMail> = mails.iter().filter(|read| is_report(read) && !known.contains(print(read))).collect();
        if new.is_empty() {
            return Ok(Vec::new());
        }
        self.letterbox.post(&Letter::Mail { at: self.clock.now(), name: short }, &bytes)?;
        known.extend(new.iter().map(|read| print(read).to_owned()));
        Ok(new.iter().map(|read| (read.kind, call(read.kind, read.author))).collect())
    }
}

fn print(read: &ReadMail) -> &str {
    read.mail.fingerprint.read()
}

/// A copy of a message of our own calls nobody, and is read where it lies once there is a log to hold it against.
fn is_report(read: &ReadMail) -> bool {
    !read.trace.ids.iter().any(|id| MessageMark::is_ours(id))
}
