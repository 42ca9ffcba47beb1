//! Wrong passphrases at a store that nobody has open: the audit is behind the passphrase, so they wait
//! in a small file beside it until the right one comes. It says when and from where, never what was typed.

use std::{fs, io::Write, path::Path};

use super::open_store::Store;
use crate::{
    domain::{
        audit::{Audit, AuditAct, Origin, Outcome},
        error::Result,
        moment::Moment,
    },
    platform::file,
};

const FILE: &str = "piket.pogingen";
/// Whoever tries on and on fills no disk.
const MAX_SIZE: u64 = 64 * 1024;

/// Notes a wrong passphrase. Where that cannot be written the try was wrong all the same.
pub fn note_attempt(folder: &Path, now: Moment, origin: Origin) {
    let path = folder.join(FILE);
    if fs::metadata(&path).is_ok_and(|m| !m.is_file() || m.len() > MAX_SIZE) {
        return;
    }
    let line = format!("{} {}\n", now.log_form(), origin.code());
    let _ = file::appended(&path).and_then(|mut file| file.write_all(line.as_bytes()));
}

impl Store {
    /// Takes the wrong passphrases of before this opening into the audit, each at its own moment; answers
    /// how many there were. The file goes when they are in.
    ///
    /// # Errors
    /// When the audit cannot be written, or the file not removed.
    pub fn take_attempts(&mut self, actor: &str) -> Result<usize> {
        let path = self.folder.join(FILE);
        let Ok(text) = file::text(&path) else { return Ok(0) };
        let mut count = 0;
        // A line that somebody else wrote in it says nothing.
        for (at, origin) in text.lines().filter_map(parse) {
            let (act, result) = (AuditAct::WrongPassphrase, Outcome::Refused);
            let audit = Audit { act, object: "opslag".to_owned(), result, origin };
            self.note_audit(at, actor, &audit)?;
            count += 1;
        }
        fs::remove_file(&path).map_err(|e| super::errors::file(&path, &e))?;
        Ok(count)
    }
}

fn parse(line: &str) -> Option<(Moment, Origin)> {
    let (at, origin) = line.split_once(' ')?;
    let origin = [Origin::Desk, Origin::Command].into_iter().find(|h| h.code() == origin)?;
    Some((Moment::from_rfc3339(at).ok()?, origin))
}
