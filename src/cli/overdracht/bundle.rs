//! The handover as one encrypted file: made, read as the paper it would be, and accepted into the log of who takes
//! over, case by case, with a receipt for the first desk.

use std::{collections::BTreeMap, path::Path};

use zeroize::Zeroizing;

use super::super::{
    Exit,
    answer::notice,
    audit,
    environment::{Environment, name},
    passphrase, print,
};
use crate::{
    desk::{state::passphrase::PromptKind, verb::BundleKeyArgs},
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        ids::Zaaknummer,
        if_exists::IfExists,
        sanitize,
    },
    outgoing::age::{self, AgeIdentity, AgeLock, AgeOpener},
    platform::file,
    report::overdracht::{
        Overdracht,
        make::{bundle_object, bundle_sums},
        termijnen::TermijnJudge,
    },
    store::{Bundle, CarriedKind, RECEIPT_FORM, Receipt},
};

/// No handover is larger: what is, does not fit in memory beside the desk.
const MAX_SIZE: u64 = 512 * 1024 * 1024;

/// With what the new file is closed: the keys that were named, the passphrase in a file, or one that is asked twice.
pub(super) fn lock(file: Option<&Path>, recipients: &[String]) -> Result<AgeLock> {
    if !recipients.is_empty() {
        return Ok(AgeLock::Recipients(recipients.iter().map(|r| r.parse()).collect::<Result<_>>()?));
    }
    if let Some(file) = file {
        return Ok(AgeLock::Passphrase(passphrase::from_file(file)?));
    }
    notice("Kies een wachtwoord voor de overdracht, en zeg het langs een andere weg dan het bestand.");
    let first = passphrase::ask(PromptKind::Existing)?;
    first.check_as_new()?;
    notice("Nog een keer hetzelfde.");
    if passphrase::ask(PromptKind::Existing)? != first {
        return Err(
            Error::usage("Dat was niet hetzelfde wachtwoord.").hint("Er is niets gemaakt; probeer het opnieuw.")
        );
    }
    Ok(AgeLock::Passphrase(first))
}

/// The bytes of a file that is closed; `None` where it is a paper.
pub(super) fn sealed(path: &Path) -> Result<Option<Vec<u8>>> {
    let bytes = super::bytes(path, MAX_SIZE)?;
    Ok(age::is_age(&bytes).then_some(bytes))
}

fn open(sealed: &[u8], key: &BundleKeyArgs) -> Result<Zeroizing<Vec<u8>>> {
    let opener = match (&key.identity, &key.passphrase) {
        (Some(file), _) => {
            let text = std::fs::read_to_string(file).map(Zeroizing::new);
            let text =
                text.map_err(|e| Error::usage(format!("Het sleutelbestand {} is niet te lezen ({e}).", name(file))))?;
            AgeOpener::Identities(AgeIdentity::parse_file(&text)?)
        }
        (None, Some(file)) => AgeOpener::Passphrase(passphrase::from_file(file)?),
        (None, None) => {
            notice("Het wachtwoord van de overdracht, niet dat van uw logboek.");
            AgeOpener::Passphrase(passphrase::ask(PromptKind::Existing)?)
        }
    };
    age::open(sealed, &opener)
}

/// Shows what a file holds, as the paper it would be; no store is needed for it.
pub(super) fn read(env: &Environment, sealed: &[u8], key: &BundleKeyArgs) -> Result<Exit> {
    let bundle = Bundle::read(&open(sealed, key)?, None)?;
    let (inrichtingen, _) = env.inrichtingen()?;
    let (desk, by) = (bundle.desk()?, sanitize::line(&bundle.header.by));
    let in_inbox =
        |m: &&crate::log::melding::Melding| bundle.header.meldingen.iter().any(|b| b.inbox && b.number == m.number);
    let closed = bundle.header.balance.get(&CarriedKind::Zaken).map_or(0, |sheet| sheet.closed.len());
    let paper = Overdracht {
        week: bundle.header.week,
        by: &by,
        now: bundle.header.made_at,
        head: bundle.header.head.clone(),
        zaken: desk.zaken.values().collect(),
        inbox: desk.meldingen.values().filter(in_inbox).collect(),
        closed,
        retention: Vec::new(),
        book: env.book(),
        inrichtingen: &inrichtingen,
        addresses: env.addresses(),
        choice: env.settings.termijn,
    };
    print(&paper.txt())?;
    bundle_sums(&bundle).iter().try_for_each(|line| print(line))?;
    Ok(Exit::Done)
}

/// Takes the cases over that were named, or all and the inbox, and writes the receipt.
pub(super) fn accept(
    env: &Environment,
    sealed: &[u8],
    key: &BundleKeyArgs,
    zaken: &[Zaaknummer],
    by: &str,
    out: Option<&Path>,
) -> Result<Exit> {
    let out = out.ok_or_else(|| {
        Error::usage("Waar moet de ontvangst staan?").hint("Noem een nieuw bestand: --uit ontvangst.json.")
    })?;
    let plain = open(sealed, key)?;
    let (mut store, clock) = env.create_for_writing()?;
    let bundle = Bundle::read(&plain, Some(store.kind()))?;
    let now = clock.now();
    if store.desk_id()?.as_ref() == Some(&bundle.header.desk) {
        return Err(Error::no("Deze overdracht is van dit logboek zelf; er is niets overgenomen.")
            .hint("Aanvaard haar op de machine van wie overneemt."));
    }
    let (inrichtingen, _) = env.inrichtingen()?;
    let judged = TermijnJudge { book: env.book(), inrichtingen: &inrichtingen, choice: env.settings.termijn };
    let mut refused = false;
    let all = bundle.header.zaken.iter().map(|z| z.number);
    let wanted: Vec<Zaaknummer> = if zaken.is_empty() { all.collect() } else { zaken.to_vec() };
    for number in wanted {
        match store.accept(now, by, &bundle, number) {
            Ok(taken) if taken.entries == 0 => print(&format!("Zaak {} was al overgenomen.", taken.here))?,
            Ok(taken) => {
                let renamed = if taken.here == number { String::new() } else { format!(", daar {number}") };
                print(&format!("Zaak {}{renamed}: overgenomen met {} regels.", taken.here, taken.entries))?;
                judged.differences(&store, &bundle, number, taken.here)?.iter().for_each(|told| notice(told));
            }
            Err(error) => {
                refused = true;
                notice(&error.to_string());
            }
        }
    }
    let meldingen = if zaken.is_empty() { store.accept_inbox(now, by, &bundle)? } else { BTreeMap::new() };
    if !meldingen.is_empty() {
        print(&format!("Inbox: {} overgenomen.", meldingen.len()))?;
    }
    let accepted = bundle.header.zaken.iter().filter_map(|z| match store.accepted(&bundle, z.number) {
        Ok(here) => here.map(|here| Ok((z.number, here))),
        Err(error) => Some(Err(error)),
    });
    let receipt = Receipt {
        form: RECEIPT_FORM,
        week: bundle.header.week,
        bundle: bundle.digest.clone(),
        from: bundle.header.desk.clone(),
        head: bundle.header.head.clone(),
        desk: store.desk_id()?.unwrap_or_default(),
        zaken: accepted.collect::<Result<_>>()?,
        meldingen,
        own_head: store.head()?,
        by: by.to_owned(),
        made_at: now,
    };
    file::write_bytes(out, IfExists::Keep, &receipt.write()?)?;
    let object = bundle_object(&bundle.header.head, &bundle.digest);
    audit::note_as(&mut store, now, by, AuditAct::Accept, &object, Outcome::Succeeded)?;
    print(&format!("De ontvangst staat in {}; geef haar terug.", name(out)))?;
    Ok(if refused { Exit::No } else { Exit::Done })
}
