//! A lot (partij): mails that are read side by side and recorded in one transaction, because a disk that
//! must answer for every mail apart makes a full mailbox wait. Small enough to stay far under the memory
//! that reading may take, and so that progress is seen.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{
    cli::omgeving::naam,
    domain::{
        fout::{Fout, Uitkomst},
        inrichting::Inrichtingen,
    },
    intake::{self, Gelezen},
};

/// Mails in one lot.
const AANTAL: usize = 64;
/// Bytes in one lot; a mail of more is a lot by itself.
const OMVANG: u64 = 2 << 20;
/// Hands that read at the same time; every one of them may be holding what its mail unpacks to.
const HANDEN: usize = 4;

/// Divides files over lots, in order.
pub fn verdeel(paden: Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    let mut uit: Vec<Vec<PathBuf>> = Vec::new();
    let mut over = 0;
    for pad in paden {
        let bytes = fs::symlink_metadata(&pad).map_or(0, |m| m.len());
        if let Some(partij) = uit.last_mut().filter(|partij| partij.len() < AANTAL && bytes <= over) {
            over -= bytes;
            partij.push(pad);
        } else {
            over = OMVANG.saturating_sub(bytes);
            uit.push(vec![pad]);
        }
    }
    uit
}

/// Reads a lot; the answers stand in the order of the files.
pub fn lees(paden: &[PathBuf], inrichtingen: &Inrichtingen) -> Vec<Uitkomst<Gelezen>> {
    let handen = thread::available_parallelism().map_or(1, usize::from).min(HANDEN).min(paden.len());
    let beurt = AtomicUsize::new(0);
    let een_hand = || {
        let mut gelezen = Vec::new();
        loop {
            let nr = beurt.fetch_add(1, Ordering::Relaxed);
            let Some(pad) = paden.get(nr) else { return gelezen };
            gelezen.push((nr, intake::lees_bestand(pad, inrichtingen)));
        }
    };
    let mut uit: Vec<Uitkomst<Gelezen>> = paden.iter().map(|pad| Err(afgebroken(pad))).collect();
    thread::scope(|ruimte| {
        let werk: Vec<_> = (0..handen).map(|_| ruimte.spawn(een_hand)).collect();
        for (nr, uitkomst) in werk.into_iter().filter_map(|w| w.join().ok()).flatten() {
            if let Some(plek) = uit.get_mut(nr) {
                *plek = uitkomst;
            }
        }
    });
    uit
}

/// What a file is told when its reader did not come back.
fn afgebroken(pad: &Path) -> Fout {
    Fout::gegevens(format!("Het lezen van «{}» is afgebroken.", naam(pad)))
        .hint("Open de mail in het mailprogramma; de desk heeft er niets van overgenomen.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_keep_the_order_and_a_large_mail_is_alone() -> Result<(), Box<dyn std::error::Error>> {
        let map = tempfile::tempdir()?;
        let mut paden = Vec::new();
        for (i, bytes) in [10, 3 << 20, 10, 10].into_iter().chain((0..100).map(|_| 10)).enumerate() {
            let pad = map.path().join(format!("{i:03}.eml"));
            fs::File::create(&pad)?.set_len(bytes)?;
            paden.push(pad);
        }
        let partijen = verdeel(paden.clone());
        assert_eq!(partijen.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 64, 38]);
        assert_eq!(partijen.concat(), paden);
        Ok(())
    }

    #[test]
    fn every_file_has_its_own_answer() -> Result<(), Box<dyn std::error::Error>> {
        let map = tempfile::tempdir()?;
        let mut paden = Vec::new();
        for i in 0..40 {
            let pad = map.path().join(format!("{i:03}.eml"));
            if i % 5 != 0 {
                fs::write(&pad, format!("From: A <a@x.example>\r\nSubject: nr {i}\r\n\r\nNiets.\r\n"))?;
            }
            paden.push(pad);
        }
        for (i, uitkomst) in lees(&paden, &intake::inrichtingen()?).into_iter().enumerate() {
            match uitkomst {
                Ok(g) => assert_eq!(g.post.onderwerp.lees(), format!("nr {i}")),
                Err(f) => assert!(i % 5 == 0 && f.zin.contains(&format!("{i:03}.eml")), "{f}"),
            }
        }
        Ok(())
    }
}
