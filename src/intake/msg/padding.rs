//! Some writers of compound files list more sectors than the file has. Reading zeros where the file ends
//! makes them whole, without a copy of the file.

use std::io::{Read, Result, Seek, SeekFrom};

/// Bytes, and after them zeros up to what the table of sectors covers.
#[derive(Debug)]
pub struct Padded<'b> {
    bytes: &'b [u8],
    length: u64,
    pos: u64,
}

impl<'b> Padded<'b> {
    /// Fills up to whole tables of sectors; at most one such table, the rest would be a lie.
    pub fn new(bytes: &'b [u8]) -> Self {
        let number = |pos: usize, wide: usize| {
            bytes.get(pos..pos + wide).unwrap_or_default().iter().rev().fold(0_u64, |g, b| g << 8 | u64::from(*b))
        };
        let sector = 1_u64 << number(30, 2).clamp(9, 12);
        let length = bytes.len() as u64;
        let per_table = sector / 4;
        let covered = number(44, 4).saturating_mul(per_table).saturating_add(1).saturating_mul(sector);
        let whole = length.div_ceil(sector) * sector;
        let length = if covered > whole && covered - whole <= per_table * sector { covered } else { whole };
        Self { bytes, length, pos: 0 }
    }
}

impl Read for Padded<'_> {
    fn read(&mut self, target: &mut [u8]) -> Result<usize> {
        let remaining = usize::try_from(self.length.saturating_sub(self.pos)).unwrap_or(usize::MAX);
        let count = target.len().min(remaining);
        let rest = usize::try_from(self.pos).ok().and_then(|p| self.bytes.get(p..)).unwrap_or_default();
        for (i, b) in target.iter_mut().take(count).enumerate() {
            *b = rest.get(i).copied().unwrap_or(0);
        }
        self.pos += count as u64;
        Ok(count)
    }
}

impl Seek for Padded<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let pos = match to {
            SeekFrom::Start(p) => Some(p),
            SeekFrom::End(p) => self.length.checked_add_signed(p),
            SeekFrom::Current(p) => self.pos.checked_add_signed(p),
        };
        self.pos = pos.ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.pos)
    }
}
