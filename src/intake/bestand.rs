//! The only file access of the intake: ordinary files, up to a size, read whole.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use super::grenzen;
use crate::domain::{
    fout::{Fout, Uitkomst},
    schoon,
};

/// The name of a file for people.
pub fn naam(pad: &Path) -> String {
    schoon::regel(&pad.file_name().unwrap_or(pad.as_os_str()).to_string_lossy())
}

/// The whole file.
///
/// # Errors
/// When it is no ordinary file, too large or not readable.
pub fn lees(pad: &Path) -> Uitkomst<Vec<u8>> {
    let naam = naam(pad);
    let onleesbaar = |e: std::io::Error| Fout::gegevens(format!("«{naam}» is niet te lezen: {}.", reden(&e)));
    // Looked at before it is opened: opening a pipe waits for whoever writes to it.
    let soort = fs::symlink_metadata(pad).map_err(onleesbaar)?.file_type();
    if soort.is_symlink() {
        return Err(Fout::gegevens(format!("«{naam}» is een verwijzing naar een ander bestand."))
            .hint("Geef het bestand zelf."));
    }
    if soort.is_dir() {
        return Err(Fout::gegevens(format!("«{naam}» is een map zonder mails, of een map die niet te lezen is.")));
    }
    if !soort.is_file() {
        return Err(Fout::gegevens(format!("«{naam}» is geen gewoon bestand.")));
    }
    let bestand = File::open(pad).map_err(onleesbaar)?;
    let gegevens = bestand.metadata().map_err(onleesbaar)?;
    if !gegevens.is_file() {
        return Err(Fout::gegevens(format!("«{naam}» is geen gewoon bestand.")));
    }
    let grens = grenzen::BESTAND as u64;
    if gegevens.len() > grens {
        return Err(te_groot(&naam, gegevens.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(gegevens.len()).unwrap_or(0));
    bestand.take(grens + 1).read_to_end(&mut bytes).map_err(onleesbaar)?;
    if bytes.len() > grenzen::BESTAND {
        return Err(te_groot(&naam, bytes.len() as u64));
    }
    Ok(bytes)
}

/// The refusal of a file that is too large.
pub fn te_groot(naam: &str, bytes: u64) -> Fout {
    let mb = |b: u64| b.div_ceil(1 << 20);
    Fout::gegevens(format!("«{naam}» is te groot: {} MB, de grens is {} MB.", mb(bytes), mb(grenzen::BESTAND as u64)))
        .hint("Open de mail in het mailprogramma; de desk heeft er niets van overgenomen.")
}

fn reden(e: &std::io::Error) -> &'static str {
    match e.kind() {
        std::io::ErrorKind::NotFound => "het bestaat niet",
        std::io::ErrorKind::PermissionDenied => "u hebt er geen rechten op",
        _ => "het lezen mislukte",
    }
}

/// See [`super::bestanden`].
pub fn uitgevouwen(paden: &[PathBuf]) -> Vec<PathBuf> {
    let mut uit = Vec::new();
    for pad in paden {
        let mails = if pad.is_dir() { in_map(pad) } else { Vec::new() };
        if mails.is_empty() {
            uit.push(pad.clone());
        } else {
            uit.extend(mails);
        }
    }
    uit
}

fn in_map(map: &Path) -> Vec<PathBuf> {
    let maildir: Vec<PathBuf> = ["new", "cur"].iter().map(|m| map.join(m)).filter(|m| m.is_dir()).collect();
    if maildir.len() == 2 {
        return maildir.iter().flat_map(|m| inhoud(m, |_| true)).collect();
    }
    inhoud(map, |pad| pad.extension().is_some_and(|e| e.eq_ignore_ascii_case("eml") || e.eq_ignore_ascii_case("msg")))
}

/// The entries of a folder that are no folders, sorted; hidden ones are left alone.
fn inhoud(map: &Path, mag: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut uit: Vec<PathBuf> = fs::read_dir(map)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| !p.is_dir() && mag(p) && !p.file_name().is_some_and(|n| n.to_string_lossy().starts_with('.')))
        .collect();
    uit.sort();
    uit
}
