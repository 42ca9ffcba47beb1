//! Who besides the officer can get at a store. Its contents are encrypted; that others can take it away, put another
//! in its place or carry off the key file is said all the same.

use std::{fs, path::Path};

use super::{footing, key, last_heads};
use crate::platform::{others_can_use, others_can_write};

/// What is open to others, one sentence each. What is not there, or cannot be looked at, is open to nobody.
pub fn exposed(folder: &Path) -> Vec<String> {
    let open = fs::metadata(folder).is_ok_and(|meta| others_can_write(&meta));
    let map = open.then(|| {
        let path = folder.display();
        format!("Anderen kunnen in de map {path} schrijven; maak haar van u alleen met «chmod 700».")
    });
    let files = [key::FILE, footing::FILE, last_heads::FILE].into_iter().filter_map(|name| {
        let path = folder.join(name);
        let open = fs::metadata(&path).is_ok_and(|meta| others_can_use(&meta));
        open.then(|| format!("Anderen kunnen bij {}; maak het van u alleen met «chmod 600».", path.display()))
    });
    map.into_iter().chain(files).collect()
}
