//! Brings what came in behind the lock into the log, each at its own moment, once the store is open to be written.

use std::{
    fs,
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use super::{Letter, Letterbox, open};
use crate::{
    acts::{
        NoteCall,
        decide::{Context, decide_all},
    },
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
        melding::Call,
        moment::Moment,
        watch::AlarmHost,
    },
    intake::{self, Knowledge, LabelSource},
    platform::failure::why_not_written,
    runtime::{
        label_file::LabelFile,
        mail_pile::{Arrival, MailPile},
    },
    store::{Blob, Store},
};

/// Brings in what lies in the letterbox of this store, and of it in these other folders; answers what is amiss, in sentences. What could not be brought
/// in stays where it is.
///
/// # Errors
/// When the letterbox cannot be found.
pub fn deliver(
    store: &mut Store,
    refuge: &[PathBuf],
    actor: &str,
    context: &Context<'_>,
    labels: &LabelFile,
) -> Result<Vec<String>> {
    let (key, mut amiss, mut closed) = (store.key(), Vec::new(), 0);
    let letterbox = Letterbox::beside(store.path(), key.as_ref(), refuge)?;
    for (_, path) in letterbox.letters() {
        match open(&path, key.as_ref()) {
            Some((letter, bytes)) => {
                let brought = bring_in(store, actor, (context, labels), letter, &bytes).and_then(|()| take_away(&path));
                if let Err(error) = brought {
                    amiss.push(format!("Wat achter het slot binnenkwam staat nog niet in het log: {}", error.sentence));
                }
            }
            // In a folder of the system lies more than what is ours.
            None => closed += i32::from(path.parent() == Some(store.path())),
        }
    }
    if closed > 0 {
        amiss.push(format!("Achter het slot kwam iets binnen dat niet te openen is ({closed}); het blijft in de map."));
    }
    Ok(amiss)
}

fn take_away(path: &Path) -> Result<()> {
    fs::remove_file(path).map_err(|e| Error::data(format!("De brief is niet weg te halen ({}).", why_not_written(&e))))
}

fn bring_in(
    store: &mut Store,
    actor: &str,
    (context, labels): (&Context<'_>, &LabelFile),
    letter: Letter,
    bytes: &Zeroizing<Vec<u8>>,
) -> Result<()> {
    match letter {
        Letter::Call { at, melding, received, call } => bring_call(store, actor, at, (melding, received), call),
        Letter::Mail { at, name } => bring_mail(store, actor, (&Context { now: at, ..*context }, labels), &name, bytes),
        Letter::Alarms { at, alarm_lines } => store.wake(at, AlarmHost::Desk, &alarm_lines).map(drop),
    }
}

/// Under its number, or the next one where that was given to something else meanwhile. What is there already came in
/// just before the letter could be taken away.
fn bring_call(
    store: &mut Store,
    actor: &str,
    at: Moment,
    (number, received): (Meldingnummer, Moment),
    call: Call,
) -> Result<()> {
    let melding = match store.melding(number)? {
        None => number,
        Some(there) if there.content.is_call(&call) => return Ok(()),
        Some(_) => store.load_counters()?.next_melding(),
    };
    store.write(at, actor, &[NoteCall::received(melding, received, call, at)], &[]).map(drop)
}

fn bring_mail(
    store: &mut Store,
    actor: &str,
    (context, labels): (&Context<'_>, &LabelFile),
    name: &str,
    bytes: &[u8],
) -> Result<()> {
    let labels = labels.current();
    let labels = LabelSource::Taught { labels: &labels, domain: None };
    for read in intake::read_all(bytes.to_vec(), name, Knowledge { inrichtingen: context.inrichtingen, labels })? {
        let mut pile = MailPile::default();
        pile.push(read);
        for arrival in pile.judge(store, context.now)? {
            match arrival {
                Arrival::New(mail) => {
                    let blobs: Vec<Blob> = mail.files.into_iter().map(Blob::new).collect();
                    store.require_room(blobs.iter().map(Blob::size).fold(0, u64::saturating_add))?;
                    let decided = decide_all(&store.load_counters()?, context, &[mail.act])?;
                    store.write(context.now, actor, &decided.new, &blobs)?;
                }
                Arrival::Copy(copy) => {
                    let decided = decide_all(&store.fetch(copy.zaak)?, context, &[(*copy).into()])?;
                    store.write(context.now, actor, &decided.new, &[])?;
                }
                Arrival::Known(_) | Arrival::KnownCopy(..) => {}
                Arrival::Refused(error) => return Err(error),
            }
        }
    }
    Ok(())
}
