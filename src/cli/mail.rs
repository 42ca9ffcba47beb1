//! `importeer`: mails into the inbox, with a line per file that says new, already known or refused.

mod batch;
mod source;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::json;

pub use self::source::write_source;
use super::{
    Exit,
    environment::{Environment, name},
    print,
};
use crate::{
    acts::{
        act::Act,
        decide::{Context, decide},
    },
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
        inrichting::Inrichtingen,
        melding::MeldingKind,
        text::Vertrouwelijk,
    },
    intake::{self, ReadMail},
    log::{desk::Desk, event::NewEvent},
    runtime::clock::Clock,
    store::{Blob, Store},
};

/// What became of a file.
enum Fate {
    New(Meldingnummer, MeldingKind, Vec<String>),
    Known(Meldingnummer),
    Refused(Error),
}

/// Reads files and folders into the inbox.
///
/// # Errors
/// When the store cannot be opened or written; a refused file is only reported.
pub fn import(env: &Environment, paths: &[PathBuf], as_json: bool) -> Result<Exit> {
    let (mut store, clock) = env.create_for_writing()?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let mut end = Exit::Done;
    let files = intake::files(paths);
    if files.is_empty() {
        return Err(Error::no("Er staan geen mails in deze map.").hint("Mails eindigen op .eml of .msg."));
    }
    for paths in batch::split_batches(files) {
        let read = batch::read(&paths, &inrichtingen);
        let fates = record(env, &inrichtingen, &mut store, clock, read)?;
        for (path, fate) in paths.iter().zip(&fates) {
            if matches!(fate, Fate::Refused(_)) {
                end = Exit::No;
            }
            say(path, fate, as_json);
        }
    }
    store.close()?;
    Ok(end)
}

fn say(path: &Path, fate: &Fate, as_json: bool) {
    let file = name(path);
    if as_json {
        let line = match fate {
            Fate::New(number, kind, warnings) => {
                json!({"bestand": file, "uitkomst": "nieuw", "id": number.to_string(), "soort": kind.code(), "waarschuwingen": warnings})
            }
            Fate::Known(number) => json!({"bestand": file, "uitkomst": "bekend", "id": number.to_string()}),
            Fate::Refused(error) => json!({"bestand": file, "uitkomst": "geweigerd", "fout": error.to_string()}),
        };
        print(&line.to_string());
        return;
    }
    match fate {
        Fate::New(number, kind, warnings) => {
            print(&format!("{file}: nieuw als {number} ({})", kind.label()));
            for w in warnings {
                print(&format!("  let op: {w}"));
            }
        }
        Fate::Known(number) => print(&format!("{file}: al bekend als {number}")),
        Fate::Refused(error) => print(&format!("{file}: geweigerd. {error}")),
    }
}

/// Records what is new of one lot, all in one transaction; the answers stand in the order of the files.
fn record(
    env: &Environment,
    inrichtingen: &Inrichtingen,
    store: &mut Store,
    clock: Clock,
    read: Vec<Result<ReadMail>>,
) -> Result<Vec<Fate>> {
    let now = clock.now();
    let context = env.context(inrichtingen, now);
    let mut batch = PendingBatch::at(store.load_counters()?);
    let mut fates = Vec::with_capacity(read.len());
    for result in read {
        fates.push(match result {
            Ok(read) => batch.take(store, &context, read)?,
            Err(error) => Fate::Refused(error),
        });
    }
    store.write(now, &env.actor(), &batch.new, &batch.blobs)?;
    Ok(fates)
}

/// What is to be recorded of a lot, and what it has seen itself: the store does not know it yet.
struct PendingBatch {
    desk: Desk,
    new: Vec<NewEvent>,
    blobs: Vec<Blob>,
    fingerprints: BTreeMap<String, Meldingnummer>,
    message_ids: BTreeMap<String, Meldingnummer>,
}

impl PendingBatch {
    const fn at(desk: Desk) -> Self {
        Self { desk, new: Vec::new(), blobs: Vec::new(), fingerprints: BTreeMap::new(), message_ids: BTreeMap::new() }
    }

    fn take(&mut self, store: &Store, context: &Context<'_>, read: ReadMail) -> Result<Fate> {
        let ReadMail { kind, mut mail, attachments, received } = read;
        let fingerprint = mail.fingerprint.read().to_owned();
        if let Some(earlier) = self.fingerprints.get(&fingerprint) {
            return Ok(Fate::Known(*earlier));
        }
        if let Some(earlier) = store.melding_by_fingerprint(&fingerprint)? {
            return Ok(Fate::Known(earlier));
        }
        let message_id = mail.message_id.as_ref().map(|id| id.read().to_owned());
        if let Some(earlier) = self.with_message_id(store, message_id.as_deref())? {
            let sentence = format!("Dezelfde Message-ID als {earlier}, maar met andere inhoud.");
            mail.warnings.push(Vertrouwelijk::new(&sentence));
        }
        let received = received.unwrap_or(context.now).min(context.now);
        let warnings = mail.warnings.iter().map(|w| w.read().to_owned()).collect();
        let act = Act::ReceiveMail { form: kind, received, mail: Box::new(mail) };
        let decided = decide(&self.desk, context, &act)?;
        let number = self.desk.next_melding();
        self.desk.melding_counter = number.0;
        self.new.extend(decided.new);
        self.blobs.extend(attachments.into_iter().map(|b| Blob::new(b.bytes)));
        self.fingerprints.insert(fingerprint, number);
        if let Some(id) = message_id {
            self.message_ids.entry(id).or_insert(number);
        }
        Ok(Fate::New(number, kind, warnings))
    }

    fn with_message_id(&self, store: &Store, id: Option<&str>) -> Result<Option<Meldingnummer>> {
        let Some(id) = id else { return Ok(None) };
        match store.melding_by_message_id(id)? {
            Some(earlier) => Ok(Some(earlier)),
            None => Ok(self.message_ids.get(id).copied()),
        }
    }
}
