//! `overdracht`: the paper for who takes over, with the head of the log on it; read back and accepted
//! against the log, so that neither can have lost its end unseen. The cases themselves go in an encrypted file.

mod bundle;
mod receipt;

use std::path::Path;

use super::{
    answer::print,
    audit,
    environment::{Environment, name},
    exit::Exit,
    head,
};
use crate::{
    desk::verb::OverdrachtVerb,
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        head::{Head, HeadNote},
        ids::Piketweek,
        if_exists::IfExists,
        sanitize,
    },
    judge::retention::Termijnen,
    outgoing::age::AgeLock,
    platform::file,
    report::overdracht::{
        accept::sealed,
        ending_week, head_from,
        make::{OverdrachtForm, OverdrachtMaker},
        seal::require_whole,
    },
    store::{
        Access, StopSign, Store, StoreKind, Unlock,
        backup::{self, When},
    },
};

/// No handover is larger; what is, is another file.
const MAX_SIZE: u64 = 4 * 1024 * 1024;

/// `piket overdracht maak|lees|aanvaard|ontvangst`.
///
/// # Errors
/// When the store cannot be read or the file not written or read.
pub fn overdracht(env: &Environment, what: &OverdrachtVerb) -> Result<Exit> {
    match what {
        OverdrachtVerb::Create { out, week, passphrase, recipients } => {
            let lock = || bundle::lock(passphrase.as_deref(), recipients);
            create(env, &out.file, out.existing(), *week, lock)
        }
        OverdrachtVerb::Read { file, key } => match sealed(file)? {
            Some(sealed) => bundle::read(env, &sealed, key),
            None => read_paper(env, file),
        },
        OverdrachtVerb::Accept { file, zaken, by, key, receipt } => match sealed(file)? {
            Some(sealed) => {
                let by = by.as_deref().map_or_else(|| env.actor(), sanitize::line);
                bundle::accept(env, &sealed, key, zaken, &by, receipt.as_deref())
            }
            None => accept_paper(env, file, by.as_deref()),
        },
        OverdrachtVerb::Receipt { file } => receipt::file(env, file),
    }
}

fn read_paper(env: &Environment, file: &Path) -> Result<Exit> {
    let text = read(file)?;
    print(&sanitize::text(&text))?;
    head_of(&text, file)?;
    require_whole(&text)?;
    let (store, _) = env.open(Access::Read)?;
    let (sentence, matches) = verify(&store, &text, file)?;
    print(&format!("\n{sentence}"))?;
    Ok(if matches { Exit::Done } else { Exit::No })
}

fn accept_paper(env: &Environment, file: &Path, by: Option<&str>) -> Result<Exit> {
    let text = read(file)?;
    head_of(&text, file)?;
    require_whole(&text)?;
    let (mut store, clock) = env.open(Access::Read)?;
    let (sentence, matches) = verify(&store, &text, file)?;
    if !matches {
        return Err(Error::no(format!("De overdracht is niet aanvaard. {sentence}"))
            .hint("Zoek eerst uit welk logboek bij deze overdracht hoort."));
    }
    let by = by.map_or_else(|| env.actor(), sanitize::line);
    let object = format!("overdracht bij regel {}", head_of(&text, file)?.seq);
    audit::note_as(&mut store, clock.now(), &by, AuditAct::Accept, &object, Outcome::Succeeded)?;
    print(&format!("{by} heeft de overdracht aanvaard. {sentence}"))?;
    Ok(Exit::Done)
}

fn create(
    env: &Environment,
    out: &Path,
    existing: IfExists,
    week: Option<Piketweek>,
    lock: impl FnOnce() -> Result<AgeLock>,
) -> Result<Exit> {
    let form = OverdrachtForm::of(out)?;
    // Asked before anything is read: the question may take long.
    let lock = if form == OverdrachtForm::Closed { Some(lock()?) } else { None };
    let (mut store, clock) = env.open(Access::Read)?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let (now, i, by) = (clock.now(), &env.settings, env.actor());
    let week = week.unwrap_or_else(|| ending_week(now, i.piketweek));
    let maker = OverdrachtMaker {
        judge: env.judge(&inrichtingen),
        addresses: env.addresses(),
        week_start: i.piketweek,
        retention: Termijnen { zaken: i.bewaartermijn_zaken, meldingen: i.bewaartermijn_meldingen },
        by: &by,
        now,
    };
    let mut head = store.head()?;
    let (mut object, mut sums) = (format!("overdracht bij regel {}", head.seq), Vec::new());
    let written = maker.make(&store, week, form, lock).and_then(|made| {
        (head, object, sums) = (made.head.clone(), made.object.clone(), made.sums.clone());
        file::write_bytes(out, existing, &made.bytes()?)
    });
    audit::note(env, &mut store, now, AuditAct::HandedOver, &object, audit::outcome(&written));
    written?;
    sums.iter().try_for_each(|line| print(line))?;
    print(&format!("De overdracht van {week} staat in {}.", name(out)))?;
    print(&format!("Kop: {} (regel {})", head.words(), head.seq))?;
    if store.kind() == StoreKind::Real && env.access == Access::Write {
        let (folder, key) = (store.path().to_owned(), store.key());
        let unlock = Unlock::from(key.as_ref());
        backup::create(&folder, unlock, now, i.backups, When::Always, &StopSign::default())?;
        print("Er is een reservekopie bij gemaakt en nagekeken.")?;
    }
    Ok(Exit::Done)
}

fn read(path: &Path) -> Result<String> {
    String::from_utf8(bytes(path, MAX_SIZE)?).map_err(|_| unreadable(path))
}

/// What is in a file of a handover, of at most so many bytes.
fn bytes(path: &Path, most: u64) -> Result<Vec<u8>> {
    let kind = std::fs::metadata(path).map_err(|_| unreadable(path))?;
    if !kind.is_file() || kind.len() > most {
        return Err(unreadable(path));
    }
    std::fs::read(path).map_err(|_| unreadable(path))
}

fn unreadable(path: &Path) -> Error {
    Error::data(format!("«{}» is niet te lezen als overdracht.", name(path)))
        .hint("Noem het bestand dat «piket overdracht maak» schreef.")
}

fn head_of(text: &str, path: &Path) -> Result<Head> {
    head_from(text).ok_or_else(|| {
        Error::data(format!("In «{}» staat geen kop van een logboek.", name(path)))
            .hint("Noem het bestand dat «piket overdracht maak» schreef.")
    })
}

/// Whether the log still has what the paper was made from.
fn verify(store: &Store, text: &str, path: &Path) -> Result<(String, bool)> {
    let head = head_of(text, path)?;
    head::compare(store, &HeadNote::Hash(head.hash), Some(head.seq))
}
