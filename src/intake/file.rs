//! The only file access of the intake: ordinary files, up to a size, read whole.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use super::limits;
use crate::domain::{
    error::{Error, Result},
    sanitize,
};

/// The name of a file for people.
pub fn name(path: &Path) -> String {
    sanitize::line(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}

/// The whole file.
///
/// # Errors
/// When it is no ordinary file, too large or not readable.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let name = name(path);
    let unreadable =
        |e: std::io::Error| Error::data(format!("«{name}» is niet te lezen: {}.", crate::platform::failure::why(&e)));
    // Looked at before it is opened: opening a pipe waits for whoever writes to it.
    let kind = fs::symlink_metadata(path).map_err(unreadable)?.file_type();
    if kind.is_symlink() {
        return Err(
            Error::data(format!("«{name}» is een verwijzing naar een ander bestand.")).hint("Geef het bestand zelf.")
        );
    }
    if kind.is_dir() {
        return Err(Error::data(format!("«{name}» is een map zonder mails, of een map die niet te lezen is.")));
    }
    if !kind.is_file() {
        return Err(Error::data(format!("«{name}» is geen gewoon bestand.")));
    }
    let file = File::open(path).map_err(unreadable)?;
    let data = file.metadata().map_err(unreadable)?;
    if !data.is_file() {
        return Err(Error::data(format!("«{name}» is geen gewoon bestand.")));
    }
    let limit = limits::FILE as u64;
    if data.len() > limit {
        return Err(too_large(&name, data.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > limits::FILE {
        return Err(too_large(&name, bytes.len() as u64));
    }
    Ok(bytes)
}

/// The refusal of a file that is too large.
pub fn too_large(name: &str, bytes: u64) -> Error {
    let mb = |b: u64| b.div_ceil(1 << 20);
    Error::data(format!("«{name}» is te groot: {} MB, de grens is {} MB.", mb(bytes), mb(limits::FILE as u64)))
        .hint("Open de mail in het mailprogramma; de desk heeft er niets van overgenomen.")
}

/// See [`super::files`].
pub fn expanded(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for path in paths {
        let mails = if path.is_dir() { in_folder(path) } else { Vec::new() };
        if mails.is_empty() {
            out.push(path.clone());
        } else {
            out.extend(mails);
        }
    }
    out
}

fn in_folder(folder: &Path) -> Vec<PathBuf> {
    let maildir: Vec<PathBuf> = ["new", "cur"].iter().map(|m| folder.join(m)).filter(|m| m.is_dir()).collect();
    if maildir.len() == 2 {
        return maildir.iter().flat_map(|m| content(m, |_| true)).collect();
    }
    content(folder, |path| {
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("eml") || e.eq_ignore_ascii_case("msg"))
    })
}

/// The entries of a folder that are no folders, sorted; hidden ones are left alone.
fn content(folder: &Path, allowed: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| !p.is_dir() && allowed(p) && !p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')))
        .collect();
    out.sort();
    out
}
