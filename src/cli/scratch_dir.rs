//! A folder for a demo or a night of practice that nobody keeps: made where the system puts what is temporary, and gone
//! with whoever made it.

use std::path::{Path, PathBuf};

use crate::domain::error::{Error, Result};

/// A folder of the demo's own, gone when the demo ends.
#[derive(Debug)]
pub struct ScratchDir(PathBuf);

impl ScratchDir {
    /// Makes one in the system's place for temporary files.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn create() -> Result<Self> {
        let mut random = [0u8; 8];
        getrandom::fill(&mut random).map_err(|_| Error::no_randomness())?;
        let path = std::env::temp_dir().join(format!("piket-demo-{:016x}", u64::from_le_bytes(random)));
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for ScratchDir {
    fn drop(&mut self) {
        // What cannot be removed is fictitious anyway.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
