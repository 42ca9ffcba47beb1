//! Wrong passphrases at a store that nobody has open: the audit is behind the passphrase, so they wait
//! in a small file beside it until the right one comes. It says when and from where, never what was typed.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
};

use super::Opslag;
use crate::domain::{
    fout::Uitkomst,
    inzage::{Handeling, Herkomst, Inzage, Uitslag},
    moment::Moment,
};

const BESTAND: &str = "piket.pogingen";
/// Whoever tries on and on fills no disk.
const GROOTST: u64 = 64 * 1024;

/// Notes a wrong passphrase. Where that cannot be written the try was wrong all the same.
pub fn noteer_poging(map: &Path, nu: Moment, herkomst: Herkomst) {
    let pad = map.join(BESTAND);
    if fs::metadata(&pad).is_ok_and(|m| !m.is_file() || m.len() > GROOTST) {
        return;
    }
    let mut opties = OpenOptions::new();
    opties.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
    let regel = format!("{} {}\n", nu.log_vorm(), herkomst.sleutel());
    let _ = opties.open(&pad).and_then(|mut bestand| bestand.write_all(regel.as_bytes()));
}

impl Opslag {
    /// Takes the wrong passphrases of before this opening into the audit, each at its own moment; answers
    /// how many there were. The file goes when they are in.
    ///
    /// # Errors
    /// When the audit cannot be written, or the file not removed.
    pub fn neem_pogingen(&mut self, actor: &str) -> Uitkomst<usize> {
        let pad = self.map.join(BESTAND);
        let Ok(tekst) = fs::read_to_string(&pad) else { return Ok(0) };
        let mut aantal = 0;
        // A line that somebody else wrote in it says nothing.
        for (op, herkomst) in tekst.lines().filter_map(lees) {
            let (handeling, uitkomst) = (Handeling::WachtwoordFout, Uitslag::Geweigerd);
            let inzage = Inzage { handeling, object: "opslag".to_owned(), uitkomst, herkomst };
            self.noteer_inzage(op, actor, &inzage)?;
            aantal += 1;
        }
        fs::remove_file(&pad).map_err(|e| super::fouten::bestand(&pad, &e))?;
        Ok(aantal)
    }
}

fn lees(regel: &str) -> Option<(Moment, Herkomst)> {
    let (op, herkomst) = regel.split_once(' ')?;
    let herkomst = [Herkomst::Desk, Herkomst::Opdracht].into_iter().find(|h| h.sleutel() == herkomst)?;
    Some((Moment::uit_rfc3339(op).ok()?, herkomst))
}
