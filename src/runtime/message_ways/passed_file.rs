//! A file that another program takes over: in a folder of this store, for its owner alone, and gone again where nobody
//! took it. What a mail program left there goes with a later message.

use std::{
    fs::{self, File},
    path::Path,
    time::Duration,
};

use super::make_folder;
use crate::{
    domain::{
        error::{Error, Result},
        sanitize,
    },
    platform::{file, readable_by_others},
};

/// A mail program has read it long before.
const TAKEN: Duration = Duration::from_hours(1);

/// Makes the folder, and takes away what lies there since long.
///
/// # Errors
/// When it is no folder, others can look into it, or the system refuses.
pub fn make_room(folder: &Path) -> Result<()> {
    make_folder(folder)?;
    let by_others = File::open(folder).and_then(|opened| readable_by_others(&opened));
    if by_others.map_err(|e| file::not_writable(folder, &e))? {
        let shown = sanitize::line(&folder.to_string_lossy());
        return Err(Error::data(format!("Anderen kunnen in de map «{shown}».")).hint("Haal die map weg."));
    }
    for old in fs::read_dir(folder).into_iter().flatten().flatten() {
        let age = old.metadata().ok().and_then(|data| data.modified().ok()).and_then(|then| then.elapsed().ok());
        if age.is_some_and(|age| age > TAKEN) {
            forget(&old.path());
        }
    }
    Ok(())
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
        make_room(&folder)?;
        fs::write(folder.join("vers.eml"), "x")?;
        let old = File::create(folder.join("oud.eml"))?;
        let then = std::time::SystemTime::now().checked_sub(TAKEN * 2).ok_or("geen tijd")?;
        old.set_modified(then)?;
        make_room(&folder)?;
        assert!(folder.join("vers.eml").exists() && !folder.join("oud.eml").exists());
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))?;
        assert!(make_room(&folder).is_err_and(|e| e.sentence.contains("Anderen kunnen")));
        Ok(())
    }
}
