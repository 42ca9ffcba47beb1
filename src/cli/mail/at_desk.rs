//! Mails beside an open desk: that desk reads and records them, and what became of each is seen in the store, by the
//! same look as where the verb records them itself.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};

use super::Fate;
use crate::{
    acts::{Act, decide::Judged},
    cli::{
        acts::{load, recorded},
        environment::{Environment, name},
        opening::Opening,
    },
    desk::state::shell::{Enclosed, ShellWords},
    domain::{
        error::{Error, Result},
        ids::Meldingnummer,
        inrichting::Inrichtingen,
        melding::Content,
        moment::Moment,
    },
    intake::ReadMail,
    runtime::mail_pile::{Arrival, MailPile, NewMail},
    store::{Access, Store},
};

/// So long the desk may take for one lot, which may be one file with the mail of years.
const WITHIN: Duration = Duration::from_mins(10);

/// Has the open desk read and record one lot, of which `read` is what the verb read itself; `None` where no desk takes
/// it now, and then nothing was recorded.
///
/// # Errors
/// What the desk refused, or when the store cannot be read.
pub(super) fn record(
    (env, inrichtingen): (&Environment, &Inrichtingen),
    opening: &mut Opening<'_>,
    files: &[PathBuf],
    read: Vec<Result<ReadMail>>,
) -> Result<Option<Vec<Fate>>> {
    let files = files.iter().map(|path| whole(path)).collect::<Result<Vec<String>>>()?;
    let words = ["piket", "importeer", "--"].map(str::to_owned).into_iter().chain(files).collect();
    let store = opening.open(Access::Read)?;
    let now = env.clock(store.kind())?.now();
    let known = read.into_iter().map(|read| look(&store, read?, now));
    // Before the desk has them: which are new is not to be seen afterwards.
    let known: Vec<Result<Arrival>> = known.collect();
    let typed = ShellWords { words, enclosed: Enclosed::Nothing };
    let Some(reply) = opening.hand_over(&typed, WITHIN)? else { return Ok(None) };
    recorded(reply)?;
    let mut told = BTreeSet::new();
    let fates = known.into_iter().map(|arrival| match arrival {
        Ok(Arrival::New(mail)) => new(&store, &mail, &mut told),
        Ok(Arrival::Known(earlier)) => Ok(Fate::Known(earlier)),
        Ok(Arrival::Copy(copy)) => {
            let desk = load(&store, copy.zaak.into())?;
            let context = env.context(inrichtingen, now);
            let told = copy.sentence(&env.after(&desk, context));
            Ok(Fate::Copy(copy, told))
        }
        Ok(Arrival::KnownCopy(zaak, draft)) => Ok(Fate::KnownCopy(zaak, draft)),
        Ok(Arrival::Refused(error)) | Err(error) => Ok(Fate::Refused(error)),
    });
    fates.collect::<Result<_>>().map(Some)
}

/// The name of a file by which a desk finds it that runs in another folder.
fn whole(file: &Path) -> Result<String> {
    let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    path.to_str().map(str::to_owned).ok_or_else(|| {
        Error::data(format!("De open desk kan «{}» niet noemen.", name(file)))
            .hint("Geef het bestand een naam van gewone letters.")
    })
}

fn look(store: &Store, read: ReadMail, now: Moment) -> Result<Arrival> {
    let mut pile = MailPile::default();
    pile.push(read);
    let arrival = pile.judge(store, now)?.pop();
    arrival.ok_or_else(|| Error::data("De mail is niet te lezen."))
}

/// A mail that was new: under which number it is there now, and what is to be known of it.
fn new(store: &Store, mail: &NewMail, told: &mut BTreeSet<Meldingnummer>) -> Result<Fate> {
    let fingerprint = if let Act::ReceiveMail(act) = &mail.act {
        store.melding_by_fingerprint(act.mail.fingerprint.read())?
    } else {
        None
    };
    let Some(number) = fingerprint else {
        let error = Error::data("De open desk heeft deze mail niet opgenomen.");
        return Ok(Fate::Refused(error.hint("Lees hem opnieuw in.")));
    };
    if !told.insert(number) {
        return Ok(Fate::Known(number));
    }
    let warnings = match store.melding(number)?.map(|melding| melding.content) {
        Some(Content::Mail(mail)) => mail.warnings,
        Some(Content::Call(_)) | None => Vec::new(),
    };
    Ok(Fate::New(number, mail.kind, mail.call, warnings))
}
