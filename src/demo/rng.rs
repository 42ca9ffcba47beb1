//! Random numbers that repeat: the same seed gives the same weeks on every machine. SplitMix64, enough for
//! a story and never for anything secret.

/// A stream of pseudo-random numbers.
#[derive(Debug, Clone)]
pub(super) struct Rng(u64);

impl Rng {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `from` up to and including `until`.
    pub(super) fn between(&mut self, from: i64, until: i64) -> i64 {
        let width = until.saturating_sub(from).unsigned_abs() + 1;
        from.saturating_add_unsigned(self.next() % width)
    }

    /// True `percent` times out of a hundred.
    pub(super) fn chance(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of these.
    pub(super) fn choose<'a, T>(&mut self, out: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(out.len()).ok()?.checked_sub(1)?;
        out.get(usize::try_from(self.between(0, last.max(0))).ok()?)
    }

    /// Puts a list in another order (Fisher–Yates).
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = i64::try_from(i).map_or(0, |i| self.between(0, i));
            list.swap(i, usize::try_from(j).unwrap_or_default());
        }
    }
}
