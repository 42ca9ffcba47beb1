//! A file that another program takes over: in a folder of this store, for its owner alone, and gone again where nobody
//! took it. What a mail program left there goes with a later message.

use std::{
    fs::{self, File},
    path::Path,
};

use chrono::Duration;

use super::make_folder;
use crate::{
    domain::{
        error::{Error, Result},
        moment::Moment,
        sanitize,
    },
    platform::{file, readable_by_others},
};

/// A mail program has read it long before.
const TAKEN: Duration = Duration::hours(1);

/// Makes the folder, and takes away what lies there since long.
///
/// # Errors
/// When it is no folder, others can look into it, or the system refuses.
pub fn make_room(folder: &Path, now: Moment) -> Result<()> {
    make_folder(folder)?;
    let by_others = File::open(folder).and_then(|opened| readable_by_others(&opened));
    if by_others.map_err(|e| file::not_writable(folder, &e))? {
        let shown = sanitize::line(&folder.to_string_lossy());
        return Err(Error::data(format!("Anderen kunnen in de map «{shown}».")).hint("Haal die map weg."));
    }
    for old in fs::read_dir(folder).into_iter().flatten().flatten() {
        let written = old.metadata().and_then(|data| data.modified()).map(|then| Moment::from_utc(then.into()));
        if written.is_ok_and(|then| then.plus(TAKEN) < now) {
            forget(&old.path());
        }
    }
    Ok(())
}

/// Takes the whole folder of this store away, where it is one; answers how many files lay there.
pub fn forget_all(folder: &Path) -> usize {
    if !folder.symlink_metadata().is_ok_and(|there| there.is_dir()) {
        return 0;
    }
    let files: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|old| old.path()).collect();
    for old in &files {
        forget(old);
    }
    // What somebody else laid there stays.
    let _ = fs::remove_dir(folder);
    files.len()
}

/// Takes a file away that nobody needs any more.
pub fn forget(path: &Path) {
    // What the system does not take away lies in a folder that goes with the session.
    let _ = fs::remove_file(path);
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_folder_that_others_can_look_into_takes_no_message() -> std::result::Result<(), Box<dyn std::error::Error>> {
        let base = tempfile::tempdir()?;
        let folder = base.path().join("berichten");
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        make_room(&folder, now)?;
        for (name, age) in [("vers.eml", TAKEN / 2), ("oud.eml", TAKEN * 2)] {
            File::create(folder.join(name))?.set_modified((now.utc() - age).into())?;
        }
        make_room(&folder, now)?;
        assert!(folder.join("vers.eml").exists() && !folder.join("oud.eml").exists());
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))?;
        assert!(make_room(&folder, now).is_err_and(|e| e.sentence.contains("Anderen kunnen")));
        Ok(())
    }
}
