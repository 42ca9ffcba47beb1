//! What the desk tells others after the week: reports as files, without personal data.

pub mod agenda;
pub mod compose;
pub mod monitor;
pub mod overdracht;

use std::path::Path;

use crate::{
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        sanitize,
    },
    platform::file,
};

/// Writes the monitor to a file; its form follows from the ending.
///
/// # Errors
/// When the ending is none of .md, .csv and .json, the file is there and stays, or it cannot be written.
pub fn write_monitor(monitor: &monitor::Monitor, path: &Path, existing: IfExists) -> Result<()> {
    let name = sanitize::line(&path.to_string_lossy());
    let content = match path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
        Some("md") => monitor.md().into_bytes(),
        Some("csv") => monitor.csv(),
        Some("json") => format!("{:#}\n", monitor.json()).into_bytes(),
        _ => {
            return Err(Error::usage(format!("«{name}» eindigt niet op .md, .csv of .json."))
                .hint("Kies bijvoorbeeld monitor.md."));
        }
    };
    file::write_bytes(path, existing, &content)
}
