//! The officer's own templates, read from their folder and from nowhere else: a name in it that leads out of it is
//! no template.

use std::{collections::BTreeMap, io, path::Path};

use super::environment::name;
use crate::{
    domain::draft::DraftKind,
    outgoing::{Templates, template::file_name},
    platform::{failure::why, file},
};

/// The templates of a folder, with what is wrong with them; the embedded one counts for each that is not there.
pub fn read(folder: &Path) -> (Templates, Vec<String>) {
    let mut warnings = Vec::new();
    if !folder.is_dir() {
        warnings.push(format!("De map met sjablonen «{}» is er niet; de ingebouwde gelden.", name(folder)));
    }
    let mut own = BTreeMap::new();
    for kind in DraftKind::ALL {
        let path = folder.join(file_name(kind));
        match within(folder, &path) {
            Ok(true) => match file::text(&path) {
                Ok(text) => {
                    own.insert(kind, (name(&path), text));
                }
                Err(e) => warnings.push(unreadable(&path, &e)),
            },
            Ok(false) => warnings.push(format!(
                "Sjabloon {} wijst naar een bestand buiten de map met sjablonen; het ingebouwde geldt.",
                name(&path)
            )),
            Err(e) if e.kind() == io::ErrorKind::NotFound && path.symlink_metadata().is_err() => {}
            Err(e) => warnings.push(unreadable(&path, &e)),
        }
    }
    if own.is_empty() && warnings.is_empty() {
        let named = DraftKind::ALL.map(file_name).join(", ");
        let folder = name(folder);
        warnings
            .push(format!("In de map met sjablonen «{folder}» staat geen sjabloon ({named}); de ingebouwde gelden."));
    }
    let (templates, errors) = Templates::with_own(own);
    warnings.extend(errors.iter().map(ToString::to_string));
    (templates, warnings)
}

/// Whether what a name leads to lies in this folder.
fn within(folder: &Path, path: &Path) -> io::Result<bool> {
    Ok(path.canonicalize()?.starts_with(folder.canonicalize()?))
}

fn unreadable(path: &Path, e: &io::Error) -> String {
    format!("Sjabloon {} is niet te lezen ({}); het ingebouwde geldt.", name(path), why(e))
}
