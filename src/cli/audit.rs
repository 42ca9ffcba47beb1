//! The audit in the shell: every verb that shows or takes something records that, and
//! `logboek inzage` lists it.

use serde_json::json;

use super::{
    answer::{Output, notice, print},
    environment::Environment,
    exit::Exit,
};
use crate::{
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Result,
        moment::Moment,
    },
    store::{Access, Store},
};

/// Records what a verb does. Where that cannot be written, as on a medium that is read-only, the
/// officer hears it and the verb goes on: the incident comes first.
pub fn note(env: &Environment, store: &mut Store, now: Moment, act: AuditAct, object: &str, result: Outcome) {
    note_own(env, store, now, &Audit { act, object: object.to_owned(), result, origin: Origin::Command });
}

fn note_own(env: &Environment, store: &mut Store, now: Moment, audit: &Audit) {
    if let Err(error) = store.note_audit(now, &env.actor(), audit) {
        notice(&format!("Let op: deze inzage is niet vastgelegd. {}", error.sentence));
    }
}

/// Records what somebody else than the officer of the settings does: who takes over.
///
/// # Errors
/// When it cannot be written; then it was not done.
pub fn note_as(store: &mut Store, now: Moment, by: &str, act: AuditAct, object: &str, result: Outcome) -> Result<()> {
    store.note_audit(now, by, &Audit { act, object: object.to_owned(), result, origin: Origin::Command })
}

/// How an act on a file ended.
pub const fn outcome<T>(result: &Result<T>) -> Outcome {
    match result {
        Ok(_) => Outcome::Succeeded,
        Err(_) => Outcome::Refused,
    }
}

/// `piket logboek inzage`.
///
/// # Errors
/// When the store cannot be read.
pub fn audit(env: &Environment, output: Output) -> Result<Exit> {
    let (store, _) = env.open(Access::Read)?;
    let lines = store.audits()?;
    for r in &lines {
        let i = &r.audit;
        if output == Output::Json {
            let line = json!({
                "seq": r.seq, "op": r.at.rfc3339(), "actor": r.actor, "handeling": i.act.code(),
                "object": i.object, "uitkomst": i.result.code(), "herkomst": i.origin.code(),
            });
            print(&line.to_string())?;
        } else {
            print(&format!(
                "{:>5}  {}  {:<19}  {:<9}  {:<8}  {}  door {}",
                r.seq,
                r.at.long(),
                i.act.word(),
                i.result.word(),
                i.origin.word(),
                i.object,
                r.actor
            ))?;
        }
    }
    if lines.is_empty() && output == Output::Text {
        print("Er is nog niets ingezien.")?;
    }
    Ok(Exit::Done)
}
