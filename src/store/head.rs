//! Judges a store from its first hundred bytes, before SQLite opens it: opening alone would already
//! leave files beside it, and what is not ours, or too new for us, must not be touched at all.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use super::{errors, schema};
use crate::{domain::error::Result, platform::file};

const HEADER_LENGTH: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Places in the header, all big-endian (sqlite.org/fileformat2, 1.3).
const PAGE_SIZE: usize = 16;
const CHANGE_COUNTER: usize = 24;
const PAGE_COUNT: usize = 28;
const USER_VERSION: usize = 60;
const APPLICATION_ID: usize = 68;
const VERSION_VALID_FOR: usize = 92;

/// Refuses a file that is no store of this program, is newer than it, or is cut off.
pub(super) fn verify(path: &Path) -> Result<()> {
    let (head, length) = read(path).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::IsADirectory => errors::no_store(path),
        _ => errors::file(path, &e),
    })?;
    if !head.starts_with(MAGIC) {
        return Err(errors::no_store(path));
    }
    // After a crash the latest header may still wait in the write-ahead log.
    let wal = wal_of(path);
    let newest = header_from_wal(&wal).map_err(|e| errors::file(&wal, &e))?;
    let valid = newest.as_ref().unwrap_or(&head);
    if number(valid, APPLICATION_ID) != schema::APPLICATION_ID {
        return Err(errors::no_store(path));
    }
    let layout = number(valid, USER_VERSION);
    if layout > schema::layout() {
        return Err(errors::newer(path, "vorm", layout, schema::layout()));
    }
    if newest.is_none() && length < promised(&head) {
        return Err(errors::truncated(path));
    }
    Ok(())
}

/// Of an encrypted store only its length can be judged: whole pages, and more than none. With a
/// write-ahead log beside it a half page is no loss: a crash while that was written back left it there,
/// and SQLite writes it anew.
pub(super) fn check_encrypted(path: &Path) -> Result<()> {
    const PAGE: u64 = 4096;
    let (head, length) = read(path).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof => errors::truncated(path),
        io::ErrorKind::IsADirectory => errors::no_store(path),
        _ => errors::file(path, &e),
    })?;
    if head.starts_with(MAGIC) {
        return Err(errors::unencrypted(path));
    }
    if length.is_multiple_of(PAGE) || wal_of(path).exists() { Ok(()) } else { Err(errors::truncated(path)) }
}

fn read(path: &Path) -> io::Result<([u8; HEADER_LENGTH], u64)> {
    let mut file = file::open(path)?;
    let mut head = [0; HEADER_LENGTH];
    file.read_exact(&mut head)?;
    Ok((head, file.metadata()?.len()))
}

/// The length the header speaks of; 0 where it does not know.
fn promised(head: &[u8]) -> u64 {
    if number(head, CHANGE_COUNTER) != number(head, VERSION_VALID_FOR) {
        return 0;
    }
    // A page length of 1 stands for 65536, which does not fit in two bytes.
    let length = match number(head, PAGE_SIZE) >> 16 {
        1 => 65_536,
        n => n,
    };
    u64::from(length) * u64::from(number(head, PAGE_COUNT))
}

/// The write-ahead log that belongs to a store.
pub(super) fn wal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// What a change outside the write-ahead log is taken back from, where the power went in the middle of it.
pub(super) fn journal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// The index of the write-ahead log, which all who have the store open share.
pub(super) fn index_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-shm");
    name.into()
}

/// The header in the last committed copy of page 1 in the write-ahead log, if there is one
/// (sqlite.org/fileformat2, 4.1 and 4.2).
fn header_from_wal(wal: &Path) -> io::Result<Option<[u8; HEADER_LENGTH]>> {
    const WAL_HEADER: usize = 32;
    const FRAME_HEADER: usize = 24;
    let mut file = match file::open(wal) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    let mut wal_header = [0; WAL_HEADER];
    if !read_whole(&mut file, &mut wal_header)? {
        return Ok(None);
    }
    let (page, salt) = (u64::from(number(&wal_header, 8)), [number(&wal_header, 16), number(&wal_header, 20)]);
    let (mut candidate, mut valid) = (None, None);
    let mut pos = WAL_HEADER as u64;
    let mut frame = [0; FRAME_HEADER + HEADER_LENGTH];
    loop {
        file.seek(SeekFrom::Start(pos))?;
        if !read_whole(&mut file, &mut frame)? || [number(&frame, 8), number(&frame, 12)] != salt {
            return Ok(valid);
        }
        if number(&frame, 0) == 1 {
            candidate = frame.last_chunk::<HEADER_LENGTH>().copied();
        }
        let is_commit = number(&frame, 4) != 0;
        if is_commit {
            valid = candidate.or(valid);
        }
        pos += FRAME_HEADER as u64 + page.max(HEADER_LENGTH as u64);
    }
}

/// False when the file ends first.
fn read_whole(file: &mut File, target: &mut [u8]) -> io::Result<bool> {
    match file.read_exact(target) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(e) => Err(e),
    }
}

fn number(bytes: &[u8], pos: usize) -> u32 {
    bytes.get(pos..).and_then(<[u8]>::first_chunk::<4>).map_or(0, |b| u32::from_be_bytes(*b))
}
