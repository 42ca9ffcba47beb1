//! Becoming the same program anew: the process, its terminal and its number stay, and nothing of its memory does.
//! What is to be known afterwards goes along in a file that has no name and lies in memory.

use std::{
    convert::Infallible,
    env,
    fs::{File, OpenOptions, metadata},
    io::{self, Read, Write},
    os::{
        fd::{AsRawFd, OwnedFd},
        unix::process::CommandExt,
    },
    path::PathBuf,
    process::Command,
};

use super::super::FileId;

/// By which number the new program finds what was handed over.
const HANDED: &str = "PIKET_OVERGEDRAGEN";
/// What runs now, also where another file has its name by now.
const ITSELF: &str = "/proc/self/exe";

/// Starts this program anew, with the words it was started with; `kept` is what it takes along. Comes back only when
/// that cannot be.
///
/// # Errors
/// When the system cannot do it.
pub fn renew(kept: &[u8]) -> io::Result<Infallible> {
    let file = nameless()?;
    let mut file = File::from(file);
    file.write_all(kept)?;
    let mut words = env::args_os();
    let name = words.next().unwrap_or_else(|| "piket".into());
    let mut program = Command::new(own_path());
    Err(program.arg0(name).args(words).env(HANDED, file.as_raw_fd().to_string()).exec())
}

/// What was handed over to this program, once; `None` where it was started by anybody else.
pub fn handed_over() -> Option<Vec<u8>> {
    let number: u32 = env::var(HANDED).ok()?.parse().ok()?;
    let mut file = OpenOptions::new().read(true).write(true).open(format!("/proc/self/fd/{number}")).ok()?;
    let mut kept = Vec::new();
    file.read_to_end(&mut kept).ok()?;
    // A program that this one starts finds nothing there.
    file.set_len(0).ok()?;
    (!kept.is_empty()).then_some(kept)
}

/// By its own name, so that it goes on being called that; unless another program has the name now.
fn own_path() -> PathBuf {
    let same = |path: &PathBuf| {
        let ids = (metadata(path).map(|m| FileId::from(&m)), metadata(ITSELF).map(|m| FileId::from(&m)));
        matches!(ids, (Ok(there), Ok(here)) if there == here)
    };
    env::current_exe().ok().filter(same).unwrap_or_else(|| PathBuf::from(ITSELF))
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn nameless() -> io::Result<OwnedFd> {
    use rustix::fs::{MemfdFlags, memfd_create};
    // Not closed when the program is renewed: that is what it is for.
    Ok(memfd_create("piket", MemfdFlags::empty())?)
}

/// Elsewhere there is no such file: the program goes on in the memory it has, which it wipes as it frees it.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn nameless() -> io::Result<OwnedFd> {
    Err(io::ErrorKind::Unsupported.into())
}
