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
    cli::environment::name,
    domain::error::{Error, Result},
    intake::{self, Knowledge, ReadMail},
};

/// Mails in one lot.
const COUNT: usize = 64;
/// Bytes in one lot; a mail of more is a lot by itself.
const MAX_BYTES: u64 = 2 << 20;
/// Hands that read at the same time; every one of them may be holding what its mail unpacks to.
const WORKERS: usize = 4;

/// Divides files over lots, in order.
pub fn split_batches(paths: Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    let mut out: Vec<Vec<PathBuf>> = Vec::new();
    let mut remaining = 0;
    for path in paths {
        let bytes = fs::symlink_metadata(&path).map_or(0, |m| m.len());
        if let Some(batch) = out.last_mut().filter(|batch| batch.len() < COUNT && bytes <= remaining) {
            remaining -= bytes;
            batch.push(path);
        } else {
            remaining = MAX_BYTES.saturating_sub(bytes);
            out.push(vec![path]);
        }
    }
    out
}

/// Reads a lot: the mails of each file, or why it was refused, in the order of the files.
pub fn read(paths: &[PathBuf], known: Knowledge<'_>) -> Vec<Result<Vec<ReadMail>>> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(WORKERS).min(paths.len());
    let turn = AtomicUsize::new(0);
    let worker = || {
        let mut reading = Vec::new();
        loop {
            let nr = turn.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(nr) else { return reading };
            reading.push((nr, intake::read_file(path, known)));
        }
    };
    let mut out: Vec<Result<Vec<ReadMail>>> = paths.iter().map(|path| Err(interrupted(path))).collect();
    thread::scope(|scope| {
        let work: Vec<_> = (0..workers).map(|_| scope.spawn(worker)).collect();
        for (nr, result) in work.into_iter().filter_map(|w| w.join().ok()).flatten() {
            if let Some(place) = out.get_mut(nr) {
                *place = result;
            }
        }
    });
    out
}

/// What a file is told when its reader did not come back.
fn interrupted(path: &Path) -> Error {
    Error::data(format!("Het lezen van «{}» is afgebroken.", name(path)))
        .hint("Open de mail in het mailprogramma; de desk heeft er niets van overgenomen.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_keep_the_order_and_a_large_mail_is_alone() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let mut paths = Vec::new();
        for (i, bytes) in [10, 3 << 20, 10, 10].into_iter().chain((0..100).map(|_| 10)).enumerate() {
            let path = folder.path().join(format!("{i:03}.eml"));
            fs::File::create(&path)?.set_len(bytes)?;
            paths.push(path);
        }
        let batches = split_batches(paths.clone());
        assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 64, 38]);
        assert_eq!(batches.concat(), paths);
        Ok(())
    }

    #[test]
    fn every_file_has_its_own_answer() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let mut paths = Vec::new();
        for i in 0..40 {
            let path = folder.path().join(format!("{i:03}.eml"));
            if i % 5 != 0 {
                fs::write(&path, format!("From: A <a@x.example>\r\nSubject: nr {i}\r\n\r\nNiets.\r\n"))?;
            }
            paths.push(path);
        }
        for (i, result) in read(&paths, (&intake::inrichtingen()?).into()).into_iter().enumerate() {
            match result {
                Ok(mails) => {
                    let subjects: Vec<&str> = mails.iter().map(|g| g.mail.subject.read()).collect();
                    assert_eq!(subjects, [format!("nr {i}")]);
                }
                Err(f) => assert!(i % 5 == 0 && f.sentence.contains(&format!("{i:03}.eml")), "{f}"),
            }
        }
        Ok(())
    }
}
