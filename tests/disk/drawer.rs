//! The library that stands between a program and its disk: made once, and given to a child with the
//! step at which the disk begins to fail.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command},
    sync::OnceLock,
};

use crate::common::Failure;

/// How a disk fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskFault {
    /// No room; the write that finds out arrives by half.
    Full,
    /// The rights on names in the folder are gone; what is open can still be written.
    Denied,
    /// The whole disk can only be read any more.
    ReadOnly,
    /// `kill -9` instead of the step.
    Killed,
}

impl DiskFault {
    const fn label(self) -> &'static str {
        match self {
            Self::Full => "ENOSPC",
            Self::Denied => "EACCES",
            Self::ReadOnly => "EROFS",
            Self::Killed => "KILL",
        }
    }
}

/// The library, compiled once in a run; `None` where there is no C compiler.
pub fn library() -> Option<&'static Path> {
    static CREATED: OnceLock<Option<PathBuf>> = OnceLock::new();
    let created = CREATED.get_or_init(|| {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("schijf-{}.so", process::id()));
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/disk/disk.c");
        let cc = env::var_os("CC").unwrap_or_else(|| "cc".into());
        let done = Command::new(cc)
            .args(["-O1", "-shared", "-fPIC", "-o"])
            .arg(&target)
            .args([source, "-ldl", "-lpthread"])
            .status();
        let Ok(status) = done else {
            eprintln!("OVERGESLAGEN: er is geen C-compiler (cc); de schijfproeven zijn niet gedraaid.");
            return None;
        };
        assert!(status.success(), "the disk library does not compile");
        Some(target)
    });
    created.as_deref()
}

/// One child's disk: the folder that is watched, and where the trace goes.
pub struct Drawer {
    folder: PathBuf,
    trace: PathBuf,
}

impl Drawer {
    /// Watches everything below `folder`, which need not be there yet.
    pub fn around(folder: &Path, trace: PathBuf) -> Self {
        Self { folder: folder.to_owned(), trace }
    }

    /// Puts the child behind the library.
    pub fn follow<'a>(&self, child: &'a mut Command, library: &Path) -> Result<&'a mut Command, Failure> {
        fs::write(&self.trace, "")?;
        Ok(child.env("LD_PRELOAD", library).env("SCHIJF_MAP", &self.folder).env("SCHIJF_SPOOR", &self.trace))
    }

    /// As [`Drawer::follow`], and from this step on the disk has this ailment.
    pub fn break_at<'a>(
        &self,
        child: &'a mut Command,
        library: &Path,
        disk_fault: DiskFault,
        step: usize,
    ) -> Result<&'a mut Command, Failure> {
        let child =
            self.follow(child, library)?.env("SCHIJF_FOUT", disk_fault.label()).env("SCHIJF_STAP", step.to_string());
        Ok(if disk_fault == DiskFault::Full { child.env("SCHIJF_KORT", "1") } else { child })
    }

    /// As [`Drawer::follow`], and each thread takes so many milliseconds to end.
    pub fn linger<'a>(&self, child: &'a mut Command, library: &Path, millis: u32) -> Result<&'a mut Command, Failure> {
        Ok(self.follow(child, library)?.env("SCHIJF_DRAAD", millis.to_string()))
    }

    /// How many threads were left when the process ended; `None` where it had none or was killed.
    pub fn left_behind(&self) -> Result<Option<usize>, Failure> {
        let trace = self.trace()?;
        Ok(trace.lines().find_map(|line| line.strip_prefix("X ")).map(str::parse).transpose()?)
    }

    /// What was seen.
    pub fn trace(&self) -> Result<String, Failure> {
        Ok(fs::read_to_string(&self.trace)?)
    }

    /// Whether the chosen step was reached.
    pub fn broke(&self) -> Result<bool, Failure> {
        Ok(self.trace()?.lines().any(|line| line == "F"))
    }
}
