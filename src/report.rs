//! What the desk tells others after the week: reports as files, without personal data.

pub mod agenda;
pub mod monitor;
pub mod overdracht;
pub mod samenstellen;
pub mod uitvoer;

use std::path::Path;

use crate::domain::{
    fout::{Fout, Uitkomst},
    schoon,
};

/// Writes the monitor to a file; its form follows from the ending.
///
/// # Errors
/// When the ending is none of .md, .csv and .json, or the file cannot be written.
pub fn schrijf_monitor(monitor: &monitor::Monitor, bestand: &Path) -> Uitkomst<()> {
    let naam = schoon::regel(&bestand.to_string_lossy());
    let inhoud = match bestand.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
        Some("md") => monitor.md().into_bytes(),
        Some("csv") => monitor.csv(),
        Some("json") => format!("{:#}\n", monitor.json()).into_bytes(),
        _ => {
            return Err(Fout::gebruik(format!("«{naam}» eindigt niet op .md, .csv of .json."))
                .hint("Kies bijvoorbeeld monitor.md."));
        }
    };
    std::fs::write(bestand, inhoud).map_err(|e| {
        Fout::gegevens(format!("Het bestand «{naam}» is niet te schrijven ({e}).")).hint("Kies een andere plek.")
    })
}
