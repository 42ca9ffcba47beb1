//! Medians, ranks, and the table they are shown in.

use std::fmt::{self, Write as _};

/// A count as a measure.
pub fn number(n: usize) -> f64 {
    // Far below 2^32 in every measurement here; a larger one shows as that.
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The value below which so many percent of the values lie; zero when there are none.
pub fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut in_order = values.to_vec();
    in_order.sort_by(f64::total_cmp);
    let pos = (in_order.len() * percent / 100).min(in_order.len().saturating_sub(1));
    in_order.get(pos).copied().unwrap_or_default()
}

/// The middle value.
pub fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The figures, as they are printed.
pub struct Table {
    columns: [&'static str; 2],
    text: String,
}

impl Table {
    /// A table that compares the second with the first.
    pub const fn with_columns(first: &'static str, second: &'static str) -> Self {
        Self { columns: [first, second], text: String::new() }
    }

    /// Begins a group of lines.
    pub fn heading(&mut self, text: &str) {
        // Writing to a String cannot fail, here and below.
        let [first, second] = self.columns;
        let _ = writeln!(self.text, "{text:<68}{first:>9} {second:>9} {:>7}  target", "ratio");
    }

    /// One measurement of both, with the ratio that is asked for.
    pub fn line(&mut self, name: &str, floor: f64, desk: f64, target: Option<f64>) {
        let ratio = if floor > 0.0 { format!("{:.2}", desk / floor) } else { "-".to_owned() };
        let target = target.map_or_else(String::new, |d| format!("<= {d}"));
        let (floor, desk) = (short(floor), short(desk));
        let _ = writeln!(self.text, "  {name:<66}{floor:>9} {desk:>9} {ratio:>7}  {target}");
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Two decimals where they say something.
fn short(value: f64) -> String {
    if value < 100.0 && value.fract() != 0.0 { format!("{value:.2}") } else { format!("{value:.0}") }
}
