//! How much room the disk has. The log must go on when mail no longer can: what came in by itself stops while there
//! is room left for what the officer records, and copies take no more than their share.

use super::{errors, open_store::Store};
use crate::{
    domain::error::{Error, Result},
    platform,
};

const MIB: u64 = 1 << 20;
/// What always stays free for what the officer records.
const RESERVED: u64 = 64 * MIB;
/// What a copy leaves free.
pub(super) const BESIDE_A_COPY: u64 = 16 * MIB;
/// What is taken in stands in the write-ahead log, in the database and in the next copy.
const TIMES: u64 = 3;

impl Store {
    /// Refuses to take in so many bytes where that would fill the disk.
    ///
    /// # Errors
    /// When there is too little room. Where the system does not say how much there is, there is enough.
    pub fn require_room(&self, bytes: u64) -> Result<()> {
        platform::free_space(&self.folder).map_or(Ok(()), |free| enough(free, bytes))
    }
}

fn enough(free: u64, bytes: u64) -> Result<()> {
    if free >= RESERVED.saturating_add(bytes.saturating_mul(TIMES)) {
        return Ok(());
    }
    let sentence = format!(
        "De schijf is bijna vol (nog {} MB vrij); er komt geen mail meer binnen, en wat u vastlegt nog wel.",
        free / MIB
    );
    Err(Error::data(sentence).hint(errors::FULL_HINT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_stops_before_the_log_does() {
        for (free, bytes, fits) in [
            (10_000 * MIB, 42 * MIB, true),
            (RESERVED + 126 * MIB, 42 * MIB, true),
            (RESERVED + 125 * MIB, 42 * MIB, false),
            (RESERVED, 0, true),
            (RESERVED - 1, 0, false),
            (u64::MAX, u64::MAX, true),
        ] {
            assert_eq!(enough(free, bytes).is_ok(), fits, "{free} {bytes}");
        }
    }
}
