//! Unix. Where Linux knows more than the others it is used, and what the others then do without is said.

mod ancestors;
mod local_socket;
mod mounts;
mod renewal;
mod tty;
mod watch_unit;

use std::{
    fs::{DirBuilder, File, Metadata, OpenOptions},
    io,
    os::fd::AsFd,
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
        process::{CommandExt, ExitStatusExt},
    },
    path::Path,
    process::{Command, ExitStatus},
    sync::Arc,
    time::Duration,
};

use rustix::{
    fs::OFlags,
    process::{
        Pid, Resource, Rlimit, Signal as ProcessSignal, getpgrp, getsid, kill_current_process_group,
        kill_process_group, setrlimit,
    },
    time::{ClockId, Timespec, clock_gettime},
};
use signal_hook::consts::{SIGCONT, SIGTSTP, SIGUSR1};
use tokio::signal::unix::{Signal, SignalKind, signal};

pub use self::{
    ancestors::ancestors,
    local_socket::{LocalListener, LocalStream},
    mounts::foreign_disk,
    renewal::{handed_over, renew},
    tty::Tty,
    watch_unit::WatchUnit,
};
use super::{ScreenSignal, SignalEvent};
use crate::domain::error::{Error, Result};

/// The program by which the system opens a file in whatever belongs to it.
pub const OPENER: &str = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };

/// Where programs are looked for where nothing says so.
pub const PROGRAM_FOLDERS: &str = "/usr/bin:/bin";

/// Where dictionaries lie.
pub const DICTIONARY_FOLDERS: [&str; 4] =
    ["/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell"];

/// A file that is made is for its owner alone, and a link in its place leads nowhere.
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options.mode(0o600).custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
}

/// Opening does not wait for anybody: a pipe has nobody who writes in it.
pub(super) fn at_once(options: &mut OpenOptions) -> &mut OpenOptions {
    options.custom_flags(OFlags::NONBLOCK.bits().cast_signed())
}

/// Whether anybody besides its owner may do something with what stands there.
pub fn others_can_use(meta: &Metadata) -> bool {
    meta.permissions().mode() & 0o077 != 0
}

/// Whether anybody besides its owner may put something there or take it away.
pub fn others_can_write(meta: &Metadata) -> bool {
    meta.permissions().mode() & 0o022 != 0
}

/// A folder that is made is for its owner alone.
pub fn owner_only_folder(builder: &mut DirBuilder) -> &mut DirBuilder {
    builder.mode(0o700)
}

/// Whether anybody besides its owner may do something with a file.
///
/// # Errors
/// When the system does not say.
pub fn readable_by_others(file: &File) -> io::Result<bool> {
    Ok(others_can_use(&file.metadata()?))
}

/// Standard output without a buffer: what is written is with the terminal, and nowhere else any more.
///
/// # Errors
/// When the system gives no other handle of it.
pub fn unbuffered_output() -> io::Result<File> {
    io::stdout().as_fd().try_clone_to_owned().map(File::from)
}

/// Makes new names in a folder survive a power cut.
///
/// # Errors
/// When the folder cannot be opened or the disk refuses.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// So many bytes may still be written where a folder stands; `None` where the system does not say.
pub fn free_space(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    disk.f_bavail.checked_mul(disk.f_frsize)
}

/// Which file it is, whatever its name is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileId {
    device: u64,
    inode: u64,
}

impl From<&Metadata> for FileId {
    fn from(data: &Metadata) -> Self {
        Self { device: data.dev(), inode: data.ino() }
    }
}

/// The signals the desk listens to: those that end it in good order, with what was typed saved and the terminal
/// given back, and the one by which a screen saver or a key of the desktop locks it.
#[derive(Debug)]
pub struct Signals {
    term: Signal,
    hup: Signal,
    int: Signal,
    usr1: Signal,
}

impl Signals {
    /// Starts listening; inside the runtime.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn listen() -> Result<Self> {
        let at = |kind| signal(kind).map_err(|_| no_signals());
        Ok(Self {
            term: at(SignalKind::terminate())?,
            hup: at(SignalKind::hangup())?,
            int: at(SignalKind::interrupt())?,
            usr1: at(SignalKind::user_defined1())?,
        })
    }

    /// Waits for the first of them.
    pub async fn next(&mut self) -> SignalEvent {
        tokio::select! {
            _ = self.term.recv() => SignalEvent::Stop,
            _ = self.hup.recv() => SignalEvent::Stop,
            _ = self.int.recv() => SignalEvent::Interrupt,
            _ = self.usr1.recv() => SignalEvent::Lock,
        }
    }
}

/// The signals about the terminal, for who draws on it. Whoever listens to them has to stand still of itself
/// when that is asked: the system does it no longer.
#[derive(Debug)]
pub struct ScreenSignals {
    tstp: Signal,
    cont: Signal,
    winch: Signal,
}

impl ScreenSignals {
    /// Starts listening; inside the runtime.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn listen() -> Result<Self> {
        let at = |kind| signal(kind).map_err(|_| no_signals());
        Ok(Self {
            tstp: at(SignalKind::from_raw(SIGTSTP))?,
            cont: at(SignalKind::from_raw(SIGCONT))?,
            winch: at(SignalKind::window_change())?,
        })
    }

    /// Waits for the first of them.
    pub async fn next(&mut self) -> ScreenSignal {
        tokio::select! {
            _ = self.tstp.recv() => ScreenSignal::Suspend,
            _ = self.cont.recv() => ScreenSignal::Continued,
            _ = self.winch.recv() => ScreenSignal::Resized,
        }
    }
}

/// Whether a shell is there that can make a program go on which stands still. A program that is alone on its
/// terminal would stand still for ever, and its alarms with it.
pub fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stands still, with all that was started as one with this program, until somebody makes it go on.
///
/// # Errors
/// When the system refuses.
pub fn stop_until_continued() -> io::Result<()> {
    Ok(kill_current_process_group(ProcessSignal::STOP)?)
}

/// The signal that locks a desk goes to everything called piket; a verb has nothing to lock, and must
/// not be cut off by it in the middle of what it does.
pub fn ignore_lock_signal() {
    // Where the system refuses, the verb runs as it would without.
    let _ = signal_hook::flag::register(SIGUSR1, Arc::default());
}

/// A program in a group of its own: it can be ended with all that it starts, and keys for this program's
/// terminal do not reach it.
pub fn apart(command: &mut Command) -> &mut Command {
    command.process_group(0)
}

/// Ends the group that this process leads. Who is gone already needs no ending.
pub fn end_group(leader: u32) {
    if let Some(leader) = i32::try_from(leader).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(leader, ProcessSignal::KILL);
    }
}

/// With which code a program ended; after a signal, 128 and its number, as in a shell.
pub fn exit_code(status: ExitStatus) -> i32 {
    status.code().or_else(|| status.signal().map(|signal| signal.saturating_add(128))).unwrap_or(-1)
}

/// Turns core dumps off, and on Linux also reading along by other programs of the same user: either would show
/// the key and every name. What the system refuses here it refuses because it never allowed it; the desk
/// opens all the same.
pub fn keep_private() {
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
}

/// Time that went by since some moment, also while the machine slept; nobody can set it.
pub fn elapsed_since_start() -> Duration {
    duration(clock_gettime(THROUGH_SLEEP)).unwrap_or_default()
}

#[cfg(any(target_os = "linux", target_os = "android"))]
const THROUGH_SLEEP: ClockId = ClockId::Boottime;
/// Elsewhere the clock that nobody can set stands still while the machine sleeps: a sleep then reads as
/// a jump, and nothing is lost by it.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const THROUGH_SLEEP: ClockId = ClockId::Monotonic;

/// How long the machine slept since it was started, where one clock stands still then and another does not.
#[cfg(target_os = "linux")]
pub fn slept() -> Option<Duration> {
    // Read first what runs on: an interruption in between then makes the difference smaller.
    let everything = duration(clock_gettime(ClockId::Boottime))?;
    Some(everything.saturating_sub(duration(clock_gettime(ClockId::Monotonic))?))
}

/// Nothing is known of it: the gap between two looks at the wall clock has to tell.
#[cfg(not(target_os = "linux"))]
pub const fn slept() -> Option<Duration> {
    None
}

fn duration(t: Timespec) -> Option<Duration> {
    Some(Duration::new(u64::try_from(t.tv_sec).ok()?, u32::try_from(t.tv_nsec).ok()?))
}

fn no_signals() -> Error {
    Error::data("Signalen zijn niet te volgen.").hint("Sluit andere programma's en start piket opnieuw.")
}

/// What a refusal says that no kind of the standard library names.
pub(super) fn refusal(error: &io::Error) -> Option<&'static str> {
    use rustix::io::Errno;
    let number = Errno::from_io_error(error)?;
    let words = [
        (&[Errno::IO][..], "de schijf geeft een fout"),
        (&[Errno::MFILE, Errno::NFILE], "er zijn te veel bestanden open"),
        (&[Errno::NXIO, Errno::NODEV], "het apparaat is weg"),
        (&[Errno::NOTTY], "dit is geen terminal"),
        (&[Errno::LOOP], "de verwijzingen wijzen naar elkaar"),
    ];
    words.into_iter().find(|(numbers, _)| numbers.contains(&number)).map(|(_, words)| words)
}
