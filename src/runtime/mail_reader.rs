//! Reads a source of mail on a thread of its own: parses what it finds, leaves out what is known, hands the
//! rest to the desk in small piles and waits until a pile is in the log before it reads on. So a thousand
//! mails take no more memory than one pile, and keys come in between.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread::Builder,
};

use tokio::sync::mpsc;

use super::{
    clock::Clock,
    label_file::LabelFile,
    mail_pile::{Arrival, MailPile},
};
use crate::{
    desk::{
        effect::{MailCall, MailFate},
        msg::Msg,
        state::shell::Visitor,
    },
    domain::{
        error::Error,
        inrichting::Inrichtingen,
        sanitize,
        source::{ImportTally, SourceKind, SourceState},
    },
    intake::{
        self, Knowledge, LabelSource,
        source::{FoundMail, Proceed, Source},
    },
    store::StoreHandle,
};

/// Mails of one pile.
const BATCH_SIZE: usize = 16;
/// Bytes after which a pile is full all the same.
const BATCH_BYTES: usize = 8 << 20;

/// What every reader shares: the store, the desk, and the gate through which one pile goes at a time.
#[derive(Debug, Clone)]
pub struct MailReader {
    store_handle: StoreHandle,
    sender: mpsc::Sender<Msg>,
    gate: Arc<Mutex<Receiver<MailFate>>>,
    clock: Clock,
    labels: Arc<LabelFile>,
}

impl MailReader {
    /// A gate, and what tells it that a pile was dealt with.
    pub fn new(
        store_handle: StoreHandle,
        sender: mpsc::Sender<Msg>,
        clock: Clock,
        labels: Arc<LabelFile>,
    ) -> (Self, Sender<MailFate>) {
        let (processed, gate) = channel();
        (Self { store_handle, sender, gate: Arc::new(Mutex::new(gate)), clock, labels }, processed)
    }

    /// Reads a source until it ends or the desk does; a verb in the shell may wait for its end.
    pub fn read(&self, source: Box<dyn Source>, inrichtingen: Arc<Inrichtingen>, visitor: Option<Visitor>) {
        let kind = source.kind();
        let reader = SourceReader {
            mail_reader: self.clone(),
            inrichtingen,
            visitor,
            kind,
            state: SourceState::Good,
            batch: MailPile::default(),
            bytes: 0,
            done: 0,
            refused: BTreeMap::new(),
            tally: ImportTally::default(),
            fate: MailFate::Saved,
            full: None,
        };
        let thread = Builder::new().name(kind.label().to_lowercase()).spawn(move || reader.run_loop(source));
        if thread.is_err() {
            let sentence = "het systeem geeft geen ruimte om te lezen.".to_owned();
            // The desk is running: it asked for this.
            let _ = self.sender.try_send(if visitor.is_some() {
                let not_saved = Some(Error::data(sanitize::capitalize(&sentence)));
                Msg::Imported { tally: ImportTally { not_saved, ..ImportTally::default() }, visitor }
            } else {
                Msg::Source { kind, state: SourceState::Failing(sentence) }
            });
        }
    }
}

/// The desk is gone.
struct DeskGone;

struct SourceReader {
    mail_reader: MailReader,
    inrichtingen: Arc<Inrichtingen>,
    /// The verb in the shell that named the files and waits.
    visitor: Option<Visitor>,
    kind: SourceKind,
    /// What was said last.
    state: SourceState,
    batch: MailPile,
    bytes: usize,
    done: usize,
    /// What cannot be taken in, by the name of the source.
    refused: BTreeMap<OsString, Error>,
    tally: ImportTally,
    /// What became of the piles of this round.
    fate: MailFate,
    /// Why the disk takes no more mail, where it does not.
    full: Option<Error>,
}

impl SourceReader {
    fn run_loop(mut self, mut source: Box<dyn Source>) {
        loop {
            self.done = 0;
            if self.asks().is_err() {
                return;
            }
            let mut gone = false;
            let mut result = source.round(&mut |finding| {
                gone = self.take(finding).is_err();
                if gone { Proceed::No } else { Proceed::Yes }
            });
            if gone || self.process().is_err() {
                return;
            }
            if self.fate == MailFate::Refused {
                self.fate = MailFate::Saved;
                source.forget();
                let refused = || Error::data("het logboek nam de mail niet aan; piket probeert het opnieuw.");
                result = Err(self.full.take().unwrap_or_else(refused));
            }
            self.refused.retain(|name, _| source.holds(name));
            let error = result.err();
            self.tally.not_saved.clone_from(&error);
            // A verb tells by itself what came of it.
            let verdict = if self.visitor.is_some() { SourceState::Good } else { self.verdict(error) };
            if self.say(verdict).is_err() {
                return;
            }
            if source.wait() == Proceed::No {
                break;
            }
        }
        if self.kind == SourceKind::Import {
            self.tally.refused = self.refused.into_values().collect();
            let imported = Msg::Imported { tally: self.tally, visitor: self.visitor };
            let _ = self.mail_reader.sender.blocking_send(imported);
        }
    }

    /// A server may take long to answer, and the desk has to know that it was asked. What is amiss stays said.
    fn asks(&mut self) -> Result<(), DeskGone> {
        if let (SourceKind::Imap, SourceState::Good) = (self.kind, &self.state) {
            return self.say(SourceState::Requested(self.mail_reader.clock.now()));
        }
        Ok(())
    }

    /// How the source is doing after a round.
    fn verdict(&self, error: Option<Error>) -> SourceState {
        if let Some(error) = error {
            return SourceState::Failing(error.sentence);
        }
        // What was named by hand is told in one go at the end.
        let told = if self.kind == SourceKind::Import { None } else { self.refused.first_key_value() };
        match (told, self.refused.len()) {
            (None, _) => SourceState::Good,
            (Some((_, first)), 1) => SourceState::Failing(first.sentence.clone()),
            (Some((_, first)), more) => SourceState::Failing(format!("{more} niet gelezen. {}", first.sentence)),
        }
    }

    fn say(&mut self, state: SourceState) -> Result<(), DeskGone> {
        if self.state == state {
            return Ok(());
        }
        self.state = state.clone();
        self.mail_reader.sender.blocking_send(Msg::Source { kind: self.kind, state }).map_err(|_| DeskGone)
    }

    fn take(&mut self, finding: FoundMail) -> Result<(), DeskGone> {
        let FoundMail { name, content, remaining } = finding;
        self.done += 1;
        let short = Path::new(&name).file_name().unwrap_or_default().to_string_lossy();
        let labels = self.mail_reader.labels.current();
        let labels = LabelSource::Taught { labels: &labels, domain: None };
        let known = Knowledge { inrichtingen: &self.inrichtingen, labels };
        match content.and_then(|bytes| intake::read_all(bytes, &short, known)) {
            Ok(mails) => {
                for read in mails {
                    if self.batch.holds(&read.mail) {
                        self.process()?;
                    }
                    self.bytes = read.attachments.iter().map(|b| b.bytes.len()).fold(self.bytes, usize::saturating_add);
                    self.batch.push(read);
                }
            }
            Err(error) => {
                self.refused.insert(name, error);
            }
        }
        if self.batch.len() >= BATCH_SIZE || self.bytes >= BATCH_BYTES {
            self.process()?;
        }
        if remaining > 0 && self.done.is_multiple_of(BATCH_SIZE) {
            let from = self.done.saturating_add(remaining);
            self.say(SourceState::Busy { done: self.done, from })?;
        }
        Ok(())
    }

    /// Hands the pile over and waits until it is in the log. Between the look for what is known and the
    /// commit no other source comes in between, or the same mail could be there twice.
    fn process(&mut self) -> Result<(), DeskGone> {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        if batch.is_empty() {
            return Ok(());
        }
        let gate = self.mail_reader.gate.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.mail_reader.clock.now();
        let judged = self.mail_reader.store_handle.ask(move |store| batch.judge(store, now)).ok_or(DeskGone)?;
        let Ok(arrivals) = judged else {
            // Nothing of it was taken in: it is handed over again.
            self.fate = MailFate::Refused;
            return Ok(());
        };
        let (mut acts, mut calls, mut files) = (Vec::new(), Vec::new(), Vec::new());
        for arrival in arrivals {
            match arrival {
                Arrival::New(mail) => {
                    acts.push(mail.act);
                    calls.push(match self.kind {
                        // Who names a mail at this desk has seen it; a verb may be part of a script.
                        SourceKind::Import if self.visitor.is_none() => MailCall::Silent,
                        SourceKind::Import | SourceKind::DropFolder | SourceKind::Maildir | SourceKind::Imap => {
                            mail.call
                        }
                    });
                    files.extend(mail.files);
                }
                Arrival::Known(earlier) => self.tally.known.push(earlier),
                Arrival::Copy(copy) => acts.push((*copy).into()),
                Arrival::KnownCopy(zaak, draft) => self.tally.known_copies.push((zaak, draft)),
                Arrival::Refused(error) => {
                    self.mail_reader.sender.blocking_send(Msg::Failed(error)).map_err(|_| DeskGone)?;
                    self.tally.copies += 1;
                }
            }
        }
        let (count, copies) = (calls.len(), acts.len() - calls.len());
        if acts.is_empty() {
            return Ok(());
        }
        let bytes = files.iter().map(|file| u64::try_from(file.len()).unwrap_or(u64::MAX)).fold(0, u64::saturating_add);
        let room = self.mail_reader.store_handle.ask(move |store| store.require_room(bytes)).ok_or(DeskGone)?;
        if let Err(error) = room {
            (self.fate, self.full) = (MailFate::Refused, Some(error));
            return Ok(());
        }
        self.mail_reader.sender.blocking_send(Msg::Mail { acts, calls, files }).map_err(|_| DeskGone)?;
        match gate.recv().map_err(|_| DeskGone)? {
            MailFate::Saved => {
                self.tally.new += count;
                self.tally.copies += copies;
            }
            MailFate::Refused => self.fate = MailFate::Refused,
        }
        Ok(())
    }
}
