//! The handover as one encrypted file: made, read as the paper it would be, and accepted into the log of who takes
//! over, case by case, with a receipt for the first desk.

use std::{collections::BTreeMap, path::Path};

use zeroize::Zeroizing;

use crate::{
    cli::{
        answer::{notice, print},
        audit,
        environment::{Environment, name},
        exit::Exit,
        passphrase,
    },
    desk::{state::passphrase::PromptKind, verb::BundleKeyArgs},
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        ids::Zaaknummer,
        if_exists::IfExists,
        sanitize,
    },
    outgoing::age::{self, AgeLock, AgeOpener},
    platform::file,
    report::overdracht::{
        Overdracht,
        accept::{Acceptance, identities, require_foreign},
        make::{bundle_object, bundle_sums},
    },
    store::{Bundle, CarriedKind},
};

/// With what the new file is closed: the keys that were named, the passphrase in a file, or one that is asked twice.
pub(super) fn lock(file: Option<&Path>, recipients: &[String]) -> Result<AgeLock> {
    if !recipients.is_empty() {
        return Ok(AgeLock::Recipients(recipients.iter().map(|r| r.parse()).collect::<Result<_>>()?));
    }
    if let Some(file) = file {
        let passphrase = passphrase::from_file(file)?;
        passphrase.check_as_new()?;
        return Ok(AgeLock::Passphrase(passphrase));
    }
    notice("Kies een wachtwoord voor de overdracht, en zeg het langs een andere weg dan het bestand.");
    let first = passphrase::ask_or(
        PromptKind::Existing,
        "Geef --overdracht-wachtwoord BESTAND of --aan SLEUTEL, of start piket in een terminal.",
    )?;
    first.check_as_new()?;
    notice("Nog een keer hetzelfde.");
    if passphrase::ask(PromptKind::Existing)? != first {
        return Err(
            Error::usage("Dat was niet hetzelfde wachtwoord.").hint("Er is niets gemaakt; probeer het opnieuw.")
        );
    }
    Ok(AgeLock::Passphrase(first))
}

fn open(sealed: &[u8], key: &BundleKeyArgs) -> Result<Zeroizing<Vec<u8>>> {
    let opener = match (&key.identity, &key.passphrase) {
        (Some(file), _) => identities(file)?,
        (None, Some(file)) => AgeOpener::Passphrase(passphrase::from_file(file)?),
        (None, None) => {
            notice("Het wachtwoord van de overdracht, niet dat van uw logboek.");
            let hint = "Geef --overdracht-wachtwoord BESTAND of --sleutel BESTAND, of start piket in een terminal.";
            AgeOpener::Passphrase(passphrase::ask_or(PromptKind::Existing, hint)?)
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
        judge: env.judge(&inrichtingen),
        addresses: env.addresses(),
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
    let (refused, store) = env.begin_with(|store, clock| {
        let bundle = Bundle::read(&plain, Some(store.kind()))?;
        let now = clock.now();
        require_foreign(store.desk_id()?.as_ref(), &bundle)?;
        let (inrichtingen, _) = env.inrichtingen()?;
        let acceptance = Acceptance { bundle: &bundle, judge: env.judge(&inrichtingen), by, now };
        let mut refused = false;
        let all = bundle.header.zaken.iter().map(|z| z.number);
        let wanted: Vec<Zaaknummer> = if zaken.is_empty() { all.collect() } else { zaken.to_vec() };
        for number in wanted {
            match acceptance.zaak(store, number) {
                Ok(taken) => {
                    print(&taken.sentence)?;
                    taken.differences.iter().for_each(|told| notice(told));
                }
                Err(error) => {
                    refused = true;
                    notice(&error.to_string());
                }
            }
        }
        let meldingen = if zaken.is_empty() { acceptance.inbox(store)? } else { BTreeMap::new() };
        if !meldingen.is_empty() {
            print(&format!("Inbox: {} overgenomen.", meldingen.len()))?;
        }
        file::write_bytes(out, IfExists::Keep, &acceptance.receipt(store, meldingen)?)?;
        let object = bundle_object(&bundle.header.head, &bundle.digest);
        audit::note_as(store, now, by, AuditAct::Accept, &object, Outcome::Succeeded)?;
        print(&format!("De ontvangst staat in {}; geef haar terug.", name(out)))?;
        Ok(refused)
    })?;
    store.close()?;
    Ok(if refused { Exit::No } else { Exit::Done })
}
