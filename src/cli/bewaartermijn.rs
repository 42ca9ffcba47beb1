//! `bewaartermijn`: what falls due and why, and the purge itself, which leaves an export behind first.

use std::{fs, path::Path};

use serde_json::json;

use super::{
    answer::{Output, print},
    audit,
    environment::{Environment, name},
    exit::Exit,
};
use crate::{
    acts::{Act, PurgeMelding, PurgeZaak, before::Before, decide::decide_all},
    domain::{
        audit::{AuditAct, Outcome},
        bewaartermijn::RetentionObject,
        error::{Error, Result},
        if_exists::IfExists,
        moment::Moment,
    },
    judge::retention,
    platform::{failure::why_not_written, file},
    store::{Access, Store},
};

/// `piket bewaartermijn`: everything that is finished and not purged, with why it is kept or due.
///
/// # Errors
/// When the store cannot be read.
pub fn list(env: &Environment, output: Output) -> Result<Exit> {
    let (store, clock) = env.open(Access::Read)?;
    let i = &env.settings;
    let termijnen = retention::Termijnen { zaken: i.bewaartermijn_zaken, meldingen: i.bewaartermijn_meldingen };
    let lines = retention::list(&store.load_all()?, termijnen, clock.now());
    for r in &lines {
        if output == Output::Json {
            let line = json!({
                "object": r.object.to_string(), "klaar": r.done.rfc3339(), "stand": r.state.code(),
                "einde": r.state.end().map(Moment::rfc3339),
            });
            print(&line.to_string())?;
        } else {
            print(&format!("{:<12}  klaar {}  {}", r.object.to_string(), r.done.long(), r.state.sentence()))?;
        }
    }
    if lines.is_empty() && output == Output::Text {
        print("Er is niets waarvan een bewaartermijn loopt.")?;
    }
    Ok(Exit::Done)
}

/// `piket bewaartermijn wis`: judges, exports, purges, cleans up; in that order.
///
/// # Errors
/// When one of them may not be purged or the export cannot be written; then nothing is purged.
pub fn purge(env: &Environment, objects: &[RetentionObject], reason: &str, out: &Path) -> Result<Exit> {
    let (mut store, clock) = env.open_for_writing()?;
    let now = clock.now();
    let mut desk = store.load_all()?;
    let list: Vec<Act> = objects
        .iter()
        .map(|object| match object {
            RetentionObject::Zaak(zaak) => Act::PurgeZaak(PurgeZaak { zaak: *zaak, reason: reason.to_owned() }),
            RetentionObject::Melding(melding) => {
                Act::PurgeMelding(PurgeMelding { melding: *melding, reason: reason.to_owned() })
            }
        })
        .collect();
    let (inrichtingen, _) = env.inrichtingen()?;
    let names = objects.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let decided = match decide_all(&desk, &env.context(&inrichtingen, now), &list) {
        Ok(decided) => decided,
        Err(error) => {
            audit::note(env, &mut store, now, AuditAct::Purged, &names, Outcome::Refused);
            return Err(error);
        }
    };
    let written = export(&store, objects, out);
    audit::note(env, &mut store, now, AuditAct::Exported, &names, audit::outcome(&written));
    let lines = written?;
    let entries = store.write(now, &env.actor(), &decided.new, &[]).map_err(|error| withdraw(out, error))?;
    audit::note(env, &mut store, now, AuditAct::Purged, &names, Outcome::Succeeded);
    let refreshed = store.clean_remains(now)?;
    store.close()?;
    let before = Before::of(&desk, &entries);
    for entry in &entries {
        desk.apply(entry);
    }
    let after = env.after(&desk, env.context(&inrichtingen, now));
    after.told(&list, &before, "").iter().try_for_each(|line| print(line))?;
    print(&format!("Wat er stond, staat nog in {}: {lines} regels. Bewaar of vernietig dat bestand.", name(out)))?;
    if refreshed {
        print("De reservekopieën van vóór het wissen zijn vervangen door een nieuwe.")?;
    }
    Ok(Exit::Done)
}

/// Nothing was purged: what was put out for that, in plain text, goes again.
fn withdraw(out: &Path, error: Error) -> Error {
    match fs::remove_file(out) {
        Ok(()) => Error { sentence: format!("{} Er is niets gewist.", error.sentence), ..error },
        Err(e) => Error {
            sentence: format!(
                "{} Er is niets gewist, maar {} staat er nog ({}).",
                error.sentence,
                name(out),
                why_not_written(&e)
            ),
            ..error
        },
    }
}

fn export(store: &Store, objects: &[RetentionObject], out: &Path) -> Result<u64> {
    file::write(out, IfExists::Keep, |file| store.export_of(objects, file))
        .map_err(|error| Error { sentence: format!("{} Er is niets gewist.", error.sentence), ..error })
}
