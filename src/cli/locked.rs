//! The lock of the desk, from outside: what goes on behind it, in a process that knows nothing of before, and how the
//! store is opened again.

use std::{path::Path, sync::Arc};

use super::{
    answer::print,
    environment::{Environment, tell_progress},
    exit::Exit,
    look::look,
    open::{Observed, Start, observe_instead, show},
    reference::Reference,
    setup::setup,
};
use crate::{
    desk::{model::Model, state::locked_desk::LockedDesk},
    domain::{
        error::{Error, Result},
        passphrase::{Passphrase, incorrect},
        typed::Typed,
        watch::AlarmHost,
    },
    platform,
    runtime::{self, Handover, LockEnd, LockEquipment, StoreOpener, clock::Clock},
    store::{self, Access, ClosedStore, HeldPen, Store, StoreKind, Unlock},
    ui::Screen,
};

/// What came back from behind the lock.
#[derive(Debug)]
pub struct Unlocked {
    /// Where the officer was.
    pub left: LockedDesk,
    /// What was typed there and is saved nowhere yet.
    pub typed: Option<Typed>,
}

/// What the desk left that this process was, where it was one.
pub fn handed_over() -> Option<Handover> {
    serde_json::from_slice(&platform::handed_over()?).ok()
}

/// Becomes this program anew, with a clean memory; comes back only where the system cannot do that. The lock then
/// holds what it holds all the same, in the memory there is, which is wiped as it is freed.
pub fn renew(kept: &Handover) {
    if let Ok(bytes) = serde_json::to_vec(kept) {
        let _ = platform::renew(&bytes);
    }
}

/// Goes on behind the lock of the desk that this process was.
///
/// # Errors
/// As [`behind`], and as [`show`] once it is unlocked.
pub fn go_on(env: &Environment, kept: Handover) -> Result<Exit> {
    platform::keep_private();
    let (kind, clock) = (StoreKind::Real, Clock::machine());
    let access = if kept.desk.refusal.is_none() { Access::Write } else { Access::Read };
    match behind(env, kept, (&env.paths.data, kind, access), clock)? {
        Some(((store, why), left)) => show(env, store, clock, why, Start::Unlocked(Box::new(left))),
        None => Ok(Exit::Done),
    }
}

/// Stands behind the lock until the store is open again; `None` when the program was told to stop.
///
/// # Errors
/// When there is no terminal, or a call is not saved.
pub fn behind(
    env: &Environment,
    kept: Handover,
    (folder, kind, access): (&Path, StoreKind, Access),
    clock: Clock,
) -> Result<Option<(Observed<Store>, Unlocked)>> {
    let left = kept.desk.clone();
    let Reference { book, inrichtingen, own_files, keymap, .. } = Reference::read(env)?;
    let setup = setup(env, kind, AlarmHost::Desk, own_files, (book, Arc::clone(&inrichtingen), keymap));
    let model = Model::locked(setup, kept.desk.clone(), clock.now(), clock.uptime());
    let sources = match (kind, access) {
        (StoreKind::Real, Access::Write) => env.sources(),
        (StoreKind::Real, Access::Read) | (StoreKind::Demo, _) => Vec::new(),
    };
    let equipment = LockEquipment {
        clock,
        settings: env.settings.clone(),
        own_command: env.own_command(),
        actor: env.actor(),
        sources,
        inrichtingen,
        folder: folder.to_owned(),
        opener: opener(folder, access, clock),
    };
    let closed = ClosedStore::stand_by(folder, access);
    match runtime::locked(model, Screen::new(look(env)), closed, kept, equipment)? {
        LockEnd::Opened(opened, typed) => Ok(Some((*opened, Unlocked { left, typed }))),
        LockEnd::Left(sentence, unsaved) => {
            // Where the terminal is gone nobody can be told any more.
            let _ = sentence.map(|sentence| print(&sentence));
            unsaved.map(|()| None)
        }
    }
}

/// Opens the store as it was open, or looks along where that cannot be now.
fn opener(folder: &Path, access: Access, clock: Clock) -> StoreOpener {
    let folder = folder.to_owned();
    Arc::new(move |passphrase: &Passphrase, pen: &HeldPen| {
        let key = if store::is_encrypted(&folder)? {
            Some(store::unlock(&folder, passphrase)?.ok_or_else(incorrect)?)
        } else {
            None
        };
        let open = |access| -> Result<Store> {
            store::open_telling(&folder, access, None, Unlock::from(key.as_ref()), clock.now(), &tell_progress)
        };
        pen.put_down();
        let opened = open(access).map(|store| (store, None));
        let opened = opened.or_else(|error: Error| observe_instead(&folder, error, || open(Access::Read)));
        if opened.is_err() {
            pen.take();
        }
        opened
    })
}
