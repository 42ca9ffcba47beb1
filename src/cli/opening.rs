//! How a verb comes by the store: for reading, for writing, or, where a desk writes in it, through that desk. A
//! passphrase is asked for once and its key derived once, before anybody has to wait for a lock.

use std::{path::Path, time::Duration};

use super::{
    answer::notice,
    environment::{Environment, tell_progress},
    turn::await_turn,
};
use crate::{
    acts::arguments::NeededStore,
    desk::state::{
        passphrase::PromptKind,
        shell::{Enclosed, ShellReply, ShellWords},
    },
    domain::{
        audit::Origin,
        error::{Error, Result},
        passphrase::{Passphrase, incorrect, is_wrong},
    },
    judge::log_clock,
    runtime::{self, clock::Clock},
    store::{self, Access, Seal, Store, StoreKey, StoreKind, Unlock},
};

/// So long a desk may take to record; it gives up by itself well before.
const ANSWER: Duration = Duration::from_secs(30);

/// Who records what a verb asks.
#[derive(Debug)]
pub enum Pen {
    /// The verb itself, in the store that it has to itself now.
    Own(Box<Store>, Clock, StoreBefore),
    /// The desk that is open, and this is its answer.
    Desk(ShellReply),
}

/// Whether the store stood there before a verb that may be the first of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreBefore {
    /// It did.
    Stood,
    /// It was made for this verb.
    Made,
}

impl StoreBefore {
    /// How it is in this folder.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn of(folder: &Path) -> Result<Self> {
        Ok(if store::exists(folder)? { Self::Stood } else { Self::Made })
    }

    /// Closes the store once the work is done. What was made for it and in which nothing was recorded goes again: an empty
    /// log would be taken for the real one.
    ///
    /// # Errors
    /// What the work refused, or when the store cannot be closed or taken away.
    pub fn end<T>(self, store: Store, work: Result<T>) -> Result<T> {
        let ended = match self {
            Self::Made if store.head()?.seq == 0 => store::discard_empty(store),
            Self::Stood | Self::Made => store.close(),
        };
        ended.and(work)
    }
}

/// A store on its way to be opened.
#[derive(Debug)]
pub struct Opening<'a> {
    env: &'a Environment,
    new: Option<StoreKind>,
    passphrase: Option<Passphrase>,
    key: Option<StoreKey>,
    /// That the open desk keeps its own time was said.
    said_clock: bool,
}

impl<'a> Opening<'a> {
    /// Asks what has to be asked, and derives the key of a store that is there; `new` says as what one is made that
    /// is not.
    ///
    /// # Errors
    /// When there is nobody to ask, the passphrase is wrong, or `--nu` is asked of a real store.
    pub fn new(env: &'a Environment, new: Option<StoreKind>) -> Result<Self> {
        let folder = &env.paths.data;
        let exists = store::exists(folder)?;
        let passphrase = if exists && store::is_encrypted(folder)? {
            // Only a real store is encrypted; what cannot be asked of it is refused before its passphrase.
            env.clock(StoreKind::Real)?;
            Some(env.passphrase(PromptKind::Existing)?)
        } else if new.is_some() && !exists {
            // It would be a real one; what is refused makes none.
            env.clock(StoreKind::Real)?;
            Some(env.passphrase(PromptKind::New)?)
        } else {
            None
        };
        let mut opening = Self { env, new, passphrase, key: None, said_clock: false };
        opening.derive()?;
        Ok(opening)
    }

    /// Derives the key, once; of a store that another verb made meanwhile it is still to be done.
    fn derive(&mut self) -> Result<()> {
        let folder = &self.env.paths.data;
        if let (None, Some(passphrase)) = (&self.key, &self.passphrase)
            && store::exists(folder)?
        {
            let key = store::unlock(folder, passphrase).and_then(|key| key.ok_or_else(incorrect));
            self.key = Some(key.map_err(|error| self.env.remember_attempt(error))?);
        }
        Ok(())
    }

    /// Opens it.
    ///
    /// # Errors
    /// When there is no store and none may be made, or it cannot be opened so.
    pub fn open(&mut self, access: Access) -> Result<Store> {
        self.derive()?;
        let unlock = match (&self.key, &self.passphrase) {
            (Some(key), _) => Unlock::StoreKey(key),
            (None, Some(passphrase)) => Unlock::Passphrase(passphrase),
            (None, None) => Unlock::None,
        };
        let (folder, now) = (&self.env.paths.data, Clock::machine().now());
        let opened = store::open_telling(folder, access, self.new, unlock, now, &tell_progress);
        let mut store = opened.map_err(|error| self.env.remember_attempt(error))?;
        self.env.opened(store.kind());
        if let Err(error) = store.take_attempts(&self.env.actor()) {
            notice(&format!("Let op: {error}"));
        }
        // What a purge left on the disk never keeps anybody from the store.
        if access == Access::Write
            && let Err(error) = store.clean_remains(now)
        {
            notice(&format!("Let op: {error}"));
        }
        if let Some(error) = store.not_updated() {
            notice(&format!("Let op: {error}"));
        }
        // What cannot be read of the log is told above.
        let newest = store.newest().ok().flatten();
        if let Some(sentence) = log_clock::behind(newest, self.env.clock(store.kind())?.now()) {
            notice(&format!("Let op: {sentence}"));
        }
        Ok(store)
    }

    /// Opens it for writing, once nobody else writes.
    ///
    /// # Errors
    /// As [`Environment::open`].
    pub fn write(&mut self) -> Result<(Store, Clock)> {
        let store = await_turn(|| self.open(Access::Write))?;
        let clock = self.env.clock(store.kind())?;
        warn_about_tail((store, clock))
    }

    /// Lets an open desk record what was typed, with what goes along with it; `None` where no desk
    /// writes here, or it takes nothing now.
    ///
    /// # Errors
    /// When the passphrase is wrong, or the desk took it and its answer did not come.
    pub fn at_desk(&mut self, enclosed: Enclosed) -> Result<Option<ShellReply>> {
        let words: Option<Vec<String>> = self.env.words.iter().map(|w| w.to_str().map(str::to_owned)).collect();
        let Some(words) = words else { return Ok(None) };
        self.hand_over(&ShellWords { words, enclosed }, ANSWER)
    }

    /// The same with other words than those that were typed, which may take so long.
    ///
    /// # Errors
    /// As [`Opening::at_desk`].
    pub fn hand_over(&mut self, typed: &ShellWords, within: Duration) -> Result<Option<ShellReply>> {
        let folder = &self.env.paths.data;
        if !runtime::has_door(folder) {
            return Ok(None);
        }
        self.derive()?;
        let reply = runtime::hand_over(folder, &Seal::by(self.key.as_ref()), typed, within)?;
        if reply.is_some() && self.env.requested_now.is_some() && !std::mem::replace(&mut self.said_clock, true) {
            notice("Let op: de open desk rekent met zijn eigen tijd, niet met --nu.");
        }
        Ok(reply)
    }
}

impl Environment {
    /// Opens the store that is there, with the clock that belongs to it.
    ///
    /// # Errors
    /// When there is no store, it cannot be opened so, or `--nu` is asked of a real one.
    pub fn open(&self, access: Access) -> Result<(Store, Clock)> {
        let mut opening = Opening::new(self, None)?;
        let store = match access {
            Access::Read => opening.open(access)?,
            Access::Write => await_turn(|| opening.open(access))?,
        };
        let clock = self.clock(store.kind())?;
        Ok((store, clock))
    }

    /// Opens the store for a verb that records something, and says so where a copy has entries that the log
    /// has lost: the verb goes on, but nobody should record behind a gap without knowing it.
    ///
    /// # Errors
    /// As [`Environment::open`].
    pub fn open_for_writing(&self) -> Result<(Store, Clock)> {
        self.open(Access::Write).and_then(warn_about_tail)
    }

    /// As [`Environment::open_for_writing`], for a verb that may be the first of all.
    ///
    /// # Errors
    /// As [`Environment::open`].
    pub fn create_for_writing(&self) -> Result<(Store, Clock)> {
        Opening::new(self, Some(StoreKind::Real))?.write()
    }

    /// Does work that may be the first of all in the store. What is refused leaves no store behind where there was
    /// none: an empty log would be taken for the real one.
    ///
    /// # Errors
    /// As [`Environment::open`], and what the work refuses.
    pub fn begin_with<T>(&self, work: impl FnOnce(&mut Store, Clock) -> Result<T>) -> Result<(T, Store)> {
        let before = StoreBefore::of(&self.paths.data)?;
        let (mut store, clock) = self.create_for_writing()?;
        match work(&mut store, clock) {
            Ok(done) => Ok((done, store)),
            Err(refused) => before.end(store, Err(refused)),
        }
    }

    /// Opens the store for a desk, and makes it when there is none. It does not wait for who writes: the desk
    /// looks along then.
    ///
    /// # Errors
    /// As [`Environment::open`].
    pub fn open_or_create(&self) -> Result<(Store, Clock)> {
        let store = Opening::new(self, Some(StoreKind::Real))?.open(Access::Write)?;
        let clock = self.clock(store.kind())?;
        Ok((store, clock))
    }

    /// Has a verb's words recorded by the desk that is open, or gives the verb the store to do so itself once
    /// nobody else writes.
    ///
    /// # Errors
    /// When neither can be; what the desk refuses is an answer.
    pub fn pen(&self, needed: NeededStore) -> Result<Pen> {
        let new = match needed {
            NeededStore::Created => Some(StoreKind::Real),
            NeededStore::Existing => None,
        };
        let before = StoreBefore::of(&self.paths.data)?;
        let mut opening = Opening::new(self, new)?;
        let pen = await_turn(|| match opening.at_desk(Enclosed::Nothing)? {
            Some(reply) => Ok(Err(reply)),
            None => opening.open(Access::Write).map(Ok),
        })?;
        match pen {
            Err(reply) => Ok(Pen::Desk(reply)),
            Ok(store) => {
                let clock = self.clock(store.kind())?;
                warn_about_tail((store, clock)).map(|(store, clock)| Pen::Own(Box::new(store), clock, before))
            }
        }
    }

    /// Notes for the audit that a verb was given a wrong passphrase, where that is what went wrong.
    pub fn remember_attempt(&self, error: Error) -> Error {
        if is_wrong(&error) {
            store::note_attempt(&self.paths.data, Clock::machine().now(), Origin::Command);
        }
        error
    }
}

/// Where the log will refuse by itself, that one sentence is enough.
fn warn_about_tail(opened: (Store, Clock)) -> Result<(Store, Clock)> {
    if opened.0.goes_on()
        && let Some(sentence) = opened.0.missing_tail()?
    {
        notice(&format!("Let op: {sentence}"));
    }
    Ok(opened)
}
