//! What the desk tells others after the week: reports as files, without personal data.

pub mod agenda;
pub mod compose;
mod csv_table;
pub mod monitor;
pub mod overdracht;
pub mod provisions;

use std::path::Path;

use monitor::MonitorFormat;

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
/// When the ending is that of no form there is, the file is there and stays, or it cannot be written.
pub fn write_monitor(monitor: &monitor::Monitor, path: &Path, existing: IfExists) -> Result<()> {
    let name = sanitize::line(&path.to_string_lossy());
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).unwrap_or_default();
    let format = MonitorFormat::ALL.into_iter().find(|format| format.ending == ending).ok_or_else(|| {
        let endings = MonitorFormat::ALL.map(|format| format!(".{}", format.ending));
        Error::usage(format!("«{name}» eindigt niet op {}.", endings.join(", "))).hint("Kies bijvoorbeeld monitor.md.")
    })?;
    file::write_bytes(path, existing, &format.write(monitor))
}
