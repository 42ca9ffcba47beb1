//! `verstrekkingen` and `adressen`: who got what, when and on which ground, read off the log; and whom the desk knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::json;

use super::{
    acts::require_zaak,
    answer::{Output, print},
    audit,
    environment::{Environment, name},
    exit::Exit,
};
use crate::{
    desk::verb::ProvisionsArgs,
    domain::{
        audit::{AuditAct, Outcome},
        error::{Error, Result},
        if_exists::IfExists,
        period::day,
    },
    judge::provisions::{Provision, provisions},
    platform::file,
    report::provisions::{csv, document, line},
    store::Access,
};

/// `piket verstrekkingen`.
///
/// # Errors
/// When a day does not read, the store cannot be read or the file not written.
pub fn register(env: &Environment, args: &ProvisionsArgs) -> Result<Exit> {
    let read = |text: &Option<String>| text.as_deref().map(day).transpose();
    let (from, until) = (read(&args.from)?, read(&args.until)?);
    let out = args.out.as_deref().map(require_csv).transpose()?;
    let (mut store, clock) = env.open(Access::Read)?;
    args.zaak.map_or(Ok(()), |zaak| require_zaak(&store, zaak))?;
    let entries = store.entries(args.zaak, None)?;
    let within = |p: &Provision| {
        let date = p.at.date();
        from.is_none_or(|from| from <= date) && until.is_none_or(|until| date <= until)
    };
    let (inrichtingen, _) = env.inrichtingen()?;
    let books = env.books(&inrichtingen);
    let mut places = BTreeMap::new();
    for zaak in entries.iter().filter_map(|entry| entry.event.zaak()).collect::<BTreeSet<_>>() {
        places.insert(zaak, store.zaak(zaak)?.and_then(|zaak| zaak.plek().map(str::to_owned)));
    }
    let book_of = |zaak| books.of(places.get(&zaak).and_then(Option::as_deref));
    let found = provisions(&entries, env.addresses(), &book_of);
    let found: Vec<Provision> = found.into_iter().filter(within).collect();
    let now = clock.now();
    if let Some(out) = out {
        let written = file::write_bytes(out, IfExists::asked(args.replace), &csv(&found));
        audit::note(env, &mut store, now, AuditAct::Exported, OBJECT, audit::outcome(&written));
        written?;
        let word = if found.len() == 1 { "verstrekking staat" } else { "verstrekkingen staan" };
        print(&format!("{} {word} in {}.", found.len(), name(out)))?;
        return Ok(Exit::Done);
    }
    audit::note(env, &mut store, now, AuditAct::Printed, OBJECT, Outcome::Succeeded);
    for p in &found {
        print(&if args.json { document(p).to_string() } else { line(p) })?;
    }
    if found.is_empty() && !args.json {
        print("Er is niets verstrekt.")?;
    }
    Ok(Exit::Done)
}

/// What the audit calls it.
const OBJECT: &str = "verstrekkingen";

fn require_csv(path: &Path) -> Result<&Path> {
    let is_csv = path.extension().and_then(|e| e.to_str()).is_some_and(|e| e.eq_ignore_ascii_case("csv"));
    if is_csv {
        return Ok(path);
    }
    Err(Error::usage(format!("«{}» eindigt niet op .csv.", name(path))).hint("Kies bijvoorbeeld verstrekkingen.csv."))
}

/// `piket adressen`.
///
/// # Errors
/// When the answer cannot be printed.
pub fn addresses(env: &Environment, output: Output) -> Result<Exit> {
    for a in env.addresses().addressees() {
        if output == Output::Json {
            print(&json!(a).to_string())?;
            continue;
        }
        let of = a.inrichting.as_deref().map_or_else(String::new, |i| format!(" ({i})"));
        let ways: Vec<&str> = [a.phone.as_deref(), a.mail.as_deref()].into_iter().flatten().collect();
        let ways = if ways.is_empty() { "nog geen nummer of adres".to_owned() } else { ways.join(", ") };
        print(&format!("{:<21} {}{of}: {ways}", a.kind.code(), a.name))?;
    }
    if output == Output::Text {
        print("\nUw eigen adressen staan in adressen.toml, naast uw instellingen.")?;
    }
    Ok(Exit::Done)
}
