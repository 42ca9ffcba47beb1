//! Dice for the makers of cases: the same seed throws the same.

/// The dice.
pub struct Draw(pub u64);

impl Draw {
    /// A number below this one.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % n.max(1)
    }

    /// One of a list.
    pub fn one<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    /// One of a list of texts.
    pub fn text(&mut self, list: &[&'static str]) -> &'static str {
        self.one(list).unwrap_or_default()
    }

    /// A number from the first up to the second.
    pub fn number(&mut self, from: u32, to: u32) -> u32 {
        from + u32::try_from(self.below(usize::try_from(to - from).unwrap_or(1))).unwrap_or_default()
    }
}
