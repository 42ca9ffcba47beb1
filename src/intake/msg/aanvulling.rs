//! Some writers of compound files list more sectors than the file has. Reading zeros where the file ends
//! makes them whole, without a copy of the file.

use std::io::{Read, Result, Seek, SeekFrom};

/// Bytes, and after them zeros up to what the table of sectors covers.
#[derive(Debug)]
pub struct Aangevuld<'b> {
    bytes: &'b [u8],
    lengte: u64,
    plek: u64,
}

impl<'b> Aangevuld<'b> {
    /// Fills up to whole tables of sectors; at most one such table, the rest would be a lie.
    pub fn nieuw(bytes: &'b [u8]) -> Self {
        let getal = |plek: usize, breed: usize| {
            bytes.get(plek..plek + breed).unwrap_or_default().iter().rev().fold(0_u64, |g, b| g << 8 | u64::from(*b))
        };
        let sector = 1_u64 << getal(30, 2).clamp(9, 12);
        let lengte = bytes.len() as u64;
        let per_tabel = sector / 4;
        let gedekt = getal(44, 4).saturating_mul(per_tabel).saturating_add(1).saturating_mul(sector);
        let heel = lengte.div_ceil(sector) * sector;
        let lengte = if gedekt > heel && gedekt - heel <= per_tabel * sector { gedekt } else { heel };
        Self { bytes, lengte, plek: 0 }
    }
}

impl Read for Aangevuld<'_> {
    fn read(&mut self, doel: &mut [u8]) -> Result<usize> {
        let over = usize::try_from(self.lengte.saturating_sub(self.plek)).unwrap_or(usize::MAX);
        let aantal = doel.len().min(over);
        let rest = usize::try_from(self.plek).ok().and_then(|p| self.bytes.get(p..)).unwrap_or_default();
        for (i, b) in doel.iter_mut().take(aantal).enumerate() {
            *b = rest.get(i).copied().unwrap_or(0);
        }
        self.plek += aantal as u64;
        Ok(aantal)
    }
}

impl Seek for Aangevuld<'_> {
    fn seek(&mut self, naar: SeekFrom) -> Result<u64> {
        let plek = match naar {
            SeekFrom::Start(p) => Some(p),
            SeekFrom::End(p) => self.lengte.checked_add_signed(p),
            SeekFrom::Current(p) => self.plek.checked_add_signed(p),
        };
        self.plek = plek.ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(self.plek)
    }
}
