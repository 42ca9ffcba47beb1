//! What the desk tells others after the week: reports as files, without personal data.

pub mod agenda;
pub mod charts;
pub mod compose;
mod csv_table;
pub mod dossier;
pub mod markup;
pub mod monitor;
pub mod overdracht;
pub mod page;
pub mod provisions;

use std::path::Path;

use monitor::MonitorFormat;

use crate::{
    domain::{
        error::{Error, Result},
        monitor_order::{MonitorOrder, Readers},
        sanitize,
    },
    platform::file,
};

/// Writes the monitor to a file; its form follows from the ending.
///
/// # Errors
/// When the ending is that of no form there is, the form cannot be made, the file is there and stays, or it cannot be
/// written; then nothing new stands there.
pub fn write_monitor(monitor: &monitor::Monitor, order: &MonitorOrder) -> Result<()> {
    let path = Path::new(&order.file);
    let write = writer(path, order.readers)?;
    file::write_bytes(path, order.existing, &write(monitor)?)
}

/// What writes a monitor in the form of this path.
///
/// # Errors
/// When the ending is that of no form there is for these readers.
fn writer(path: &Path, readers: Readers) -> Result<monitor::Write> {
    let name = sanitize::line(&path.to_string_lossy());
    let ending = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).unwrap_or_default();
    let of = |format: &MonitorFormat| match readers {
        Readers::Line => Some(format.write),
        Readers::Public => format.public,
    };
    let found = MonitorFormat::ALL.iter().find(|format| format.ending == ending).and_then(of);
    found.ok_or_else(|| {
        let there = MonitorFormat::ALL.iter().filter(|format| of(format).is_some());
        let endings: Vec<String> = there.map(|format| format!(".{}", format.ending)).collect();
        let sentence = match readers {
            Readers::Line => format!("«{name}» eindigt niet op {}.", endings.join(", ")),
            Readers::Public => format!("Een publieke samenvatting eindigt op {}; «{name}» niet.", endings.join(", ")),
        };
        Error::usage(sentence).hint("Kies bijvoorbeeld monitor.md.")
    })
}
