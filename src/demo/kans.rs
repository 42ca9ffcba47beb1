//! Chance that repeats: the same seed gives the same weeks on every machine. SplitMix64, enough for a
//! story and for nothing else.

/// A stream of pseudo-random numbers.
#[derive(Debug, Clone)]
pub(super) struct Kans(u64);

impl Kans {
    pub(super) const fn nieuw(zaad: u64) -> Self {
        Self(zaad)
    }

    const fn volgende(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `van` up to and including `tot`.
    pub(super) fn tussen(&mut self, van: i64, tot: i64) -> i64 {
        let breedte = tot.saturating_sub(van).unsigned_abs() + 1;
        van.saturating_add_unsigned(self.volgende() % breedte)
    }

    /// True `van_de_honderd` times out of a hundred.
    pub(super) fn kans(&mut self, van_de_honderd: i64) -> bool {
        self.tussen(1, 100) <= van_de_honderd
    }

    /// One of these.
    pub(super) fn kies<'a, T>(&mut self, uit: &'a [T]) -> Option<&'a T> {
        let laatste = i64::try_from(uit.len()).ok()?.checked_sub(1)?;
        uit.get(usize::try_from(self.tussen(0, laatste.max(0))).ok()?)
    }

    /// Puts a list in another order (Fisher–Yates).
    pub(super) fn schud<T>(&mut self, lijst: &mut [T]) {
        for i in (1..lijst.len()).rev() {
            let j = i64::try_from(i).map_or(0, |i| self.tussen(0, i));
            lijst.swap(i, usize::try_from(j).unwrap_or_default());
        }
    }
}
