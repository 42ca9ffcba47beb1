//! The lease of the alarms: a locked file beside the store, given up by the system when its holder dies,
//! and taken over when its holder hangs; and the sign of life that a holder leaves for who watches it.
//! Neither needs the key of the store.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read, Seek, Write},
    path::Path,
    time::SystemTime,
};

use chrono::Duration;
use serde::{Deserialize, Serialize};

use super::{errors, footing::file_at, open_store::Store};
use crate::{
    alarm::watch_news::WatchNews,
    domain::{
        error::Result,
        if_exists::IfExists,
        moment::Moment,
        watch::{Claim, Duty, Heartbeat},
        writer::Writer,
    },
    platform::{FileId, file},
};

const LOCK_FILE: &str = "piket.wacht";
/// The lease of who takes over, until it stands in the place of the one that hangs.
const TAKEOVER: &str = "piket.wacht.nieuw";
const HEARTBEAT: &str = "piket.hartslag";

/// How often the holder shows that it lives to who watches from outside: by the time of the file, which costs
/// the disk next to nothing. What stands in it is written when it is something else.
const PACE: Duration = Duration::seconds(30);

/// At so many looks in a row at a lease that does not stir, its holder hangs. Counted in looks and not by
/// the clock: that may jump, and a laptop that slept held every program.
const MOTIONLESS: u32 = 3;

/// A lease as it looks from outside: which file it is, and when its holder last stirred it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LeaseLook(FileId, Option<SystemTime>);

impl LeaseLook {
    fn from(file: &File, path: &Path) -> Result<Self> {
        let meta = file.metadata().map_err(|e| errors::file(path, &e))?;
        Ok(Self(FileId::from(&meta), meta.modified().ok()))
    }

    /// Whether it is the lease in the folder; somebody may have put another in its place.
    fn still_holds(&self, path: &Path) -> bool {
        let Self(stamp, _) = self;
        file_at(path).is_ok_and(|in_folder| in_folder == *stamp)
    }
}

/// What this program holds of the lease.
#[derive(Debug, Default)]
pub(super) struct WatchPost {
    lease: Option<File>,
    /// How the lease of another looked, and at how many looks since.
    viewed: Option<(LeaseLook, u32)>,
    last_beat: Option<Heartbeat>,
}

impl WatchPost {
    fn take(&mut self, folder: &Path, claim: Claim, now: Moment) -> Result<Duty> {
        let path = folder.join(LOCK_FILE);
        if let Some(file) = &self.lease {
            if LeaseLook::from(file, &path)?.still_holds(&path) {
                // Where the time of a file cannot be set, this program must go on all the same.
                let _ = file.set_modified(now.utc().into());
                return Ok(Duty::Here);
            }
            // It hung, and another one went on. That one's lease counts from now on.
            self.release();
        }
        let mut file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {
                // Between opening and locking another may have taken over from who held it.
                if !LeaseLook::from(&file, &path)?.still_holds(&path) {
                    let _ = file.unlock();
                    return Ok(Duty::Elsewhere(Writer::Unknown));
                }
                self.hold(file, now);
                Ok(Duty::Here)
            }
            Err(TryLockError::WouldBlock) => {
                let look = LeaseLook::from(&file, &path)?;
                let takes_over = self.hangs(&look) || claim == Claim::Claimed;
                if takes_over && self.take_over(folder, &look, now)? {
                    return Ok(Duty::Here);
                }
                Ok(Duty::Elsewhere(holder(&mut file)))
            }
            Err(TryLockError::Error(e)) => Err(errors::file(&path, &e)),
        }
    }

    /// Whether the holder did not stir at this look and enough looks before it.
    fn hangs(&mut self, look: &LeaseLook) -> bool {
        let motionless = match &self.viewed {
            Some((earlier, count)) if earlier == look => count.saturating_add(1),
            Some(_) | None => 0,
        };
        self.viewed = Some((look.clone(), motionless));
        motionless >= MOTIONLESS
    }

    /// Puts a lease of its own in the place of one whose holder hangs. Of more that want to, the one with
    /// the lock on the new file does; the next finds another lease than the one that hung.
    fn take_over(&mut self, folder: &Path, hung: &LeaseLook, now: Moment) -> Result<bool> {
        let (path, new) = (folder.join(LOCK_FILE), folder.join(TAKEOVER));
        let file = open(&new)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(e)) => return Err(errors::file(&new, &e)),
        }
        // Under the lock: whoever was first has put its lease in the place by now.
        let own = LeaseLook::from(&file, &new)?.still_holds(&new);
        let still_hangs = file::open(&path).is_ok_and(|b| LeaseLook::from(&b, &path).is_ok_and(|a| a == *hung));
        if own && still_hangs {
            fs::rename(&new, &path).map_err(|e| errors::file(&path, &e))?;
            self.hold(file, now);
            return Ok(true);
        }
        if own {
            let _ = fs::remove_file(&new);
        }
        let _ = file.unlock();
        Ok(false)
    }

    fn hold(&mut self, mut file: File, now: Moment) {
        // It only makes a sentence clearer; a full disk may leave it out.
        let who = format!("{:<15}\n", std::process::id());
        let _ = file.rewind().and_then(|()| file.write_all(who.as_bytes()));
        let _ = file.set_modified(now.utc().into());
        self.lease = Some(file);
        self.viewed = None;
        // Who looks from outside hears at once that it is another.
        self.last_beat = None;
    }

    /// By name, as the lock of the store is given up.
    fn release(&mut self) {
        if let Some(file) = self.lease.take() {
            let _ = file.unlock();
        }
    }

    /// Shows life, as often as that is looked for and when the next alarm is another.
    fn beat(&mut self, folder: &Path, beat: Heartbeat) -> Result<()> {
        let path = folder.join(HEARTBEAT);
        let same = self.last_beat.filter(|earlier| earlier.next == beat.next);
        if same.is_some_and(|earlier| beat.at >= earlier.at && beat.at.since(earlier.at) < PACE) {
            return Ok(());
        }
        let stirred = same.is_some() && stir(&path, beat.at).is_ok();
        if !stirred {
            // As a whole in the place of the former, so that nobody reads half of one.
            let text = serde_json::to_string(&LifeSign::from(beat)).unwrap_or_default() + "\n";
            file::write_bytes(&path, IfExists::Replace, text.as_bytes())?;
            // Where it cannot be set, it is the time of the writing.
            let _ = stir(&path, beat.at);
        }
        self.last_beat = Some(beat);
        Ok(())
    }
}

impl Drop for WatchPost {
    fn drop(&mut self) {
        self.release();
    }
}

fn open(path: &Path) -> Result<File> {
    file::kept(path).map_err(|e| errors::file(path, &e))
}

fn holder(file: &mut File) -> Writer {
    let mut text = String::new();
    let read = file.take(16).read_to_string(&mut text).ok();
    read.and_then(|_| text.trim().parse().ok()).map_or(Writer::Unknown, Writer::Process)
}

/// Who holds the lease of a store, without taking it.
///
/// # Errors
/// When the file of the lease cannot be opened.
pub fn watcher(folder: &Path) -> Result<Writer> {
    let path = folder.join(LOCK_FILE);
    let mut file = match file::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Writer::Nobody),
        Err(e) => return Err(errors::file(&path, &e)),
    };
    match file.try_lock_shared() {
        Ok(()) => file.unlock().map(|()| Writer::Nobody).map_err(|e| errors::file(&path, &e)),
        Err(TryLockError::WouldBlock) => Ok(holder(&mut file)),
        Err(TryLockError::Error(e)) => Err(errors::file(&path, &e)),
    }
}

/// What the file of the sign of life holds. When it was given is the time of the file itself.
#[derive(Debug, Serialize, Deserialize)]
struct LifeSign {
    #[serde(rename = "proces")]
    process: u32,
    #[serde(rename = "volgende")]
    next: Option<Moment>,
}

impl From<Heartbeat> for LifeSign {
    fn from(Heartbeat { process, at: _, next }: Heartbeat) -> Self {
        Self { process, next }
    }
}

fn stir(path: &Path, at: Moment) -> io::Result<()> {
    file::existing(path)?.set_modified(at.utc().into())
}

/// The last sign of life beside a store; none where there is none that can be read.
pub fn heartbeat(folder: &Path) -> Option<Heartbeat> {
    let path = folder.join(HEARTBEAT);
    let LifeSign { process, next } = serde_json::from_str(&file::text(&path).ok()?).ok()?;
    let at = Moment::from_utc(file::open(&path).ok()?.metadata().ok()?.modified().ok()?.into());
    Some(Heartbeat { process, at, next })
}

/// One look at the lease: who calls out, and whether the sign of life could be left.
pub(super) fn look(
    post: &mut WatchPost,
    folder: &Path,
    now: Moment,
    claim: Claim,
    next: Option<Moment>,
) -> (Duty, Result<()>) {
    let duty = post.take(folder, claim, now).unwrap_or(Duty::Here);
    let beat = match duty {
        Duty::Here => post.beat(folder, Heartbeat { process: std::process::id(), at: now, next }),
        Duty::Elsewhere(_) => Ok(()),
    };
    (duty, beat)
}

impl Store {
    /// Takes the lease where nobody has it, its holder hangs or it is claimed, shows life where this program
    /// holds it, and tells what changed in the wekkerboek. Whatever fails, it is known who calls out: where
    /// the folder cannot be written nobody else can, and then this program does.
    pub fn keep_watch(&mut self, now: Moment, claim: Claim, next: Option<Moment>) -> WatchNews {
        let earlier = heartbeat(&self.folder);
        let (duty, beat) = look(&mut self.watch, &self.folder, now, claim, next);
        let book = self.wekkerboek_if_changed();
        // A folder that was put aside or replaced under the desk takes nothing any more, and nobody types just to find out.
        let lost = self.require_same_file().err();
        let complaint = lost.or_else(|| book.as_ref().err().cloned()).or_else(|| beat.err());
        WatchNews { duty, heartbeat: earlier, book: book.unwrap_or_default(), complaint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type TestResult = Result<(), Box<dyn std::error::Error>>;

    fn start() -> Result<Moment> {
        Moment::from_rfc3339("2026-12-13T20:10:00+01:00")
    }

    fn here(watch_post: &mut WatchPost, folder: &Path, now: Moment) -> Result<bool> {
        Ok(watch_post.take(folder, Claim::Free, now)? == Duty::Here)
    }

    #[test]
    fn a_holder_that_stirs_keeps_the_lease_whatever_the_clock_does() -> TestResult {
        let folder = tempfile::tempdir()?;
        let (mut one, mut other, now) = (WatchPost::default(), WatchPost::default(), start()?);
        for step in [0, 1, 2, 3_600, 3_601, 1, 2, 3, -86_400, -86_399, 40_000_000] {
            let now = now.plus(Duration::seconds(step));
            assert!(here(&mut one, folder.path(), now)? && !here(&mut other, folder.path(), now)?, "{step}");
        }
        Ok(())
    }

    #[test]
    fn a_holder_that_does_not_stir_loses_the_lease_to_one_and_gets_it_back_from_that_one_only() -> TestResult {
        let folder = tempfile::tempdir()?;
        let [mut hangs, mut one, mut other] = [(); 3].map(|()| WatchPost::default());
        let now = start()?;
        assert!(here(&mut hangs, folder.path(), now)?);
        for _ in 0..MOTIONLESS {
            assert!(!here(&mut one, folder.path(), now)? && !here(&mut other, folder.path(), now)?);
        }
        let hung = other.viewed.clone().ok_or("niets gezien")?.0;
        assert!(here(&mut one, folder.path(), now)?);
        // As sure as the first was that it hangs, and a blink later.
        assert!(!other.take_over(folder.path(), &hung, now)? && !folder.path().join(TAKEOVER).exists());
        assert!(!here(&mut other, folder.path(), now)? && !here(&mut hangs, folder.path(), now)?);
        drop(one);
        assert!(here(&mut hangs, folder.path(), now)? && !here(&mut other, folder.path(), now)?);
        Ok(())
    }
}
