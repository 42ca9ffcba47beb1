//! `importeer`: mails into the inbox, with a line per mail that says new, already known or refused.

mod at_desk;
mod batch;
mod source;

use std::{
    collections::BTreeMap,
    mem,
    path::{Path, PathBuf},
};

use serde_json::json;

pub use self::source::write_source;
use super::{
    answer::{Output, notice, print},
    environment::{Environment, name},
    exit::Exit,
    opening::{Opening, StoreBefore},
};
use crate::{
    acts::{
        NoteCopy,
        decide::{Judged, decide_all},
    },
    alarm::target,
    desk::effect::MailCall,
    domain::{
        alarm::AlarmLine,
        draft::DraftKind,
        error::{Error, Result},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Inrichtingen,
        melding::MeldingKind,
        text::Vertrouwelijk,
        watch::AlarmHost,
        writer::Writer,
    },
    intake::{self, Knowledge, LabelSource, ReadMail},
    runtime::{
        self,
        clock::Clock,
        mail_pile::{Arrival, MailPile},
    },
    store::{self, Blob, Store, StoreKind},
};

/// What became of a file.
enum Fate {
    New(Meldingnummer, MeldingKind, MailCall, Vec<Vertrouwelijk>),
    Known(Meldingnummer),
    Copy(Box<NoteCopy>, String),
    KnownCopy(Zaaknummer, DraftKind),
    Refused(Error),
}

/// Reads files and folders into the inbox.
///
/// # Errors
/// When the store cannot be opened or written; a refused file is only reported.
pub fn import(env: &Environment, paths: &[PathBuf], output: Output) -> Result<Exit> {
    let (inrichtingen, _) = env.inrichtingen()?;
    let (labels, fault) = env.labels();
    if let Some(fault) = fault {
        notice(&fault.to_string());
    }
    let labels = labels.current();
    let labels = LabelSource::Taught { labels: &labels, domain: None };
    let known = Knowledge { inrichtingen: &inrichtingen, labels };
    let files = intake::files(paths);
    if files.is_empty() {
        return Err(Error::no("Er staan geen mails in deze map.").hint("Mails eindigen op .eml of .msg."));
    }
    let before = StoreBefore::of(&env.paths.data)?;
    let mut own = None;
    let done = take_all(env, (&inrichtingen, known), files, output, &mut own);
    own.map_or(Ok(()), |(store, _)| before.end(store, Ok(()))).and(done)
}

/// Takes the files in, lot by lot, in a store of its own where no desk takes them.
fn take_all(
    env: &Environment,
    (inrichtingen, known): (&Inrichtingen, Knowledge<'_>),
    files: Vec<PathBuf>,
    output: Output,
    own: &mut Option<(Store, Clock)>,
) -> Result<Exit> {
    let mut end = Exit::Done;
    let mut opening = Opening::new(env, Some(StoreKind::Real))?;
    for paths in batch::split_batches(files) {
        let lot = || read_lot(&paths, known);
        let (mut owners, read) = lot();
        let by_desk = match own {
            None if runtime::has_door(&env.paths.data) => {
                at_desk::record((env, inrichtingen), &mut opening, &paths, read)?.ok_or_else(lot)
            }
            None | Some(_) => Err((owners.clone(), read)),
        };
        let fates = match by_desk {
            Ok(fates) => fates,
            Err((of, read)) => {
                owners = of;
                let (store, clock) = match own {
                    Some(own) => own,
                    None => own.insert(opening.write()?),
                };
                let fates = record(env, inrichtingen, store, *clock, read)?;
                plan_calls(env, store, *clock, &fates)?;
                fates
            }
        };
        for (path, fate) in owners.into_iter().zip(&fates) {
            if matches!(fate, Fate::Refused(_)) {
                end = Exit::No;
            }
            say(env, path, fate, output)?;
        }
    }
    Ok(end)
}

/// The mails of one lot in order, each with the file that it is from.
fn read_lot<'a>(paths: &'a [PathBuf], known: Knowledge<'_>) -> (Vec<&'a PathBuf>, Vec<Result<ReadMail>>) {
    let (mut owners, mut read) = (Vec::new(), Vec::new());
    for (path, result) in paths.iter().zip(batch::read(paths, known)) {
        let mails = result.map_or_else(|error| vec![Err(error)], |mails| mails.into_iter().map(Ok).collect());
        owners.extend(mails.iter().map(|_| path));
        read.extend(mails);
    }
    (owners, read)
}

/// Whoever calls out now tells of what came in. Where nobody does there is nobody to reach, and the inbox tells it.
fn plan_calls(env: &Environment, store: &mut Store, clock: Clock, fates: &[Fate]) -> Result<()> {
    let at = clock.now();
    let planned: Vec<AlarmLine> = (fates.iter())
        .filter_map(|fate| match fate {
            Fate::New(number, kind, MailCall::Calls, _) => {
                Some(AlarmLine::Planned { point: target::arrival_point(*number, *kind, at), at, under: None })
            }
            Fate::New(_, _, MailCall::Silent, _)
            | Fate::Known(_)
            | Fate::Copy(..)
            | Fate::KnownCopy(..)
            | Fate::Refused(_) => None,
        })
        .collect();
    if planned.is_empty() || !env.settings.arrivals.is_on() {
        return Ok(());
    }
    if store::watcher(store.path())? != Writer::Nobody {
        store.wake(at, AlarmHost::Command, &planned)?;
    }
    Ok(())
}

fn say(env: &Environment, path: &Path, fate: &Fate, output: Output) -> Result<()> {
    let file = name(path);
    if output == Output::Json {
        let line = match fate {
            Fate::New(number, kind, _, warnings) => {
                let warnings: Vec<&str> = warnings.iter().map(Vertrouwelijk::read).collect();
                json!({"bestand": file, "uitkomst": "nieuw", "id": number.to_string(), "soort": kind.code(), "waarschuwingen": warnings})
            }
            Fate::Known(number) => json!({"bestand": file, "uitkomst": "bekend", "id": number.to_string()}),
            Fate::Copy(note, told) => {
                json!({"bestand": file, "uitkomst": "kopie", "zaak": note.zaak.to_string(), "bericht": note.draft.code(), "versie": note.copy.version, "gewijzigd": note.copy.text.is_some(), "uitleg": told})
            }
            Fate::KnownCopy(zaak, draft) => {
                json!({"bestand": file, "uitkomst": "bekend", "zaak": zaak.to_string(), "bericht": draft.code()})
            }
            Fate::Refused(error) => json!({"bestand": file, "uitkomst": "geweigerd", "fout": error.to_string()}),
        };
        return print(&line.to_string());
    }
    match fate {
        Fate::New(number, kind, _, warnings) => {
            print(&format!("{file}: nieuw als {number} ({})", kind.label(&**env.book())))?;
            warnings.iter().try_for_each(|w| print(&format!("  let op: {}", w.read())))
        }
        Fate::Known(number) => print(&format!("{file}: al bekend als {number}")),
        Fate::Copy(_, told) => print(&format!("{file}: {told}")),
        Fate::KnownCopy(zaak, draft) => print(&format!("{file}: deze kopie van {} {zaak} is al binnen", draft.label())),
        Fate::Refused(error) => print(&format!("{file}: geweigerd. {error}")),
    }
}

/// Records what is new of one lot; the answers stand in the order of the mails.
fn record(
    env: &Environment,
    inrichtingen: &Inrichtingen,
    store: &mut Store,
    clock: Clock,
    read: Vec<Result<ReadMail>>,
) -> Result<Vec<Fate>> {
    let mut fates = BTreeMap::new();
    let (mut pile, mut places) = (MailPile::default(), Vec::new());
    for (place, result) in read.into_iter().enumerate() {
        match result {
            Ok(read) => {
                if pile.holds(&read.mail) {
                    let done = write(env, inrichtingen, store, clock, mem::take(&mut pile))?;
                    fates.extend(mem::take(&mut places).into_iter().zip(done));
                }
                pile.push(read);
                places.push(place);
            }
            Err(error) => {
                fates.insert(place, Fate::Refused(error));
            }
        }
    }
    fates.extend(places.into_iter().zip(write(env, inrichtingen, store, clock, pile)?));
    Ok(fates.into_values().collect())
}

/// Records what is new of one pile, all in one transaction.
fn write(
    env: &Environment,
    inrichtingen: &Inrichtingen,
    store: &mut Store,
    clock: Clock,
    pile: MailPile,
) -> Result<Vec<Fate>> {
    let now = clock.now();
    let mut desk = store.load_counters()?;
    // This program alone writes, so the numbers follow on each other.
    let mut next = desk.next_melding();
    let (mut fates, mut acts, mut blobs) = (Vec::with_capacity(pile.len()), Vec::new(), Vec::new());
    for arrival in pile.judge(store, now)? {
        fates.push(match arrival {
            Arrival::New(mail) => {
                let number = next;
                next = Meldingnummer(number.0.saturating_add(1));
                acts.push(mail.act);
                blobs.extend(mail.files.into_iter().map(Blob::new));
                Fate::New(number, mail.kind, mail.call, mail.warnings)
            }
            Arrival::Known(earlier) => Fate::Known(earlier),
            Arrival::Copy(copy) => {
                let case = store.fetch(copy.zaak)?;
                desk.zaken.extend(case.zaken);
                desk.meldingen.extend(case.meldingen);
                acts.push((*copy).clone().into());
                Fate::Copy(copy, String::new())
            }
            Arrival::KnownCopy(zaak, draft) => Fate::KnownCopy(zaak, draft),
            Arrival::Refused(error) => Fate::Refused(error),
        });
    }
    if !blobs.is_empty() {
        store.require_room(blobs.iter().map(Blob::size).fold(0, u64::saturating_add))?;
    }
    let decided = decide_all(&desk, &env.context(inrichtingen, now), &acts)?;
    for entry in store.write(now, &env.actor(), &decided.new, &blobs)? {
        desk.apply(&entry);
    }
    let after = env.after(&desk, env.context(inrichtingen, now));
    for fate in &mut fates {
        if let Fate::Copy(note, told) = fate {
            *told = note.sentence(&after);
        }
    }
    Ok(fates)
}
