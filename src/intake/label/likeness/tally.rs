//! Sums by number, of which few of many are met: what was met is known without looking at the others.

/// The sums.
pub struct Tally {
    sums: Vec<f64>,
    met: Vec<usize>,
}

impl Tally {
    /// Of so many, all zero.
    pub fn new(count: usize) -> Self {
        Self { sums: vec![0.0; count], met: Vec::new() }
    }

    fn place(&mut self, number: usize) -> Option<&mut f64> {
        let sum = self.sums.get_mut(number)?;
        if *sum == 0.0 {
            self.met.push(number);
        }
        Some(sum)
    }

    /// Adds to one; nothing is below zero.
    pub fn add(&mut self, number: usize, more: f64) {
        if more > 0.0
            && let Some(sum) = self.place(number)
        {
            *sum += more;
        }
    }

    /// Makes one at least this much.
    pub fn raise(&mut self, number: usize, least: f64) {
        if least > 0.0
            && let Some(sum) = self.place(number)
        {
            *sum = sum.max(least);
        }
    }

    /// One of them.
    pub fn get(&self, number: usize) -> f64 {
        self.sums.get(number).copied().unwrap_or_default()
    }

    /// All that were met, in the order in which they were, and back to zero.
    pub fn drain(&mut self, mut each: impl FnMut(usize, f64)) {
        for number in std::mem::take(&mut self.met) {
            if let Some(sum) = self.sums.get_mut(number) {
                each(number, std::mem::take(sum));
            }
        }
    }
}
