//! Medians, ranks, and the table they are shown in.

use std::fmt::{self, Write as _};

/// A count as a measure.
pub fn getal(n: usize) -> f64 {
    // Far below 2^32 in every measurement here; a larger one shows as that.
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The value below which so many percent of the values lie; zero when there are none.
pub fn rang(waarden: &[f64], procent: usize) -> f64 {
    let mut op_volgorde = waarden.to_vec();
    op_volgorde.sort_by(f64::total_cmp);
    let plek = (op_volgorde.len() * procent / 100).min(op_volgorde.len().saturating_sub(1));
    op_volgorde.get(plek).copied().unwrap_or_default()
}

/// The middle value.
pub fn mediaan(waarden: &[f64]) -> f64 {
    rang(waarden, 50)
}

/// The figures, as they are printed.
pub struct Tabel {
    kolommen: [&'static str; 2],
    tekst: String,
}

impl Tabel {
    /// A table that compares the second with the first.
    pub const fn met_kolommen(eerste: &'static str, tweede: &'static str) -> Self {
        Self { kolommen: [eerste, tweede], tekst: String::new() }
    }

    /// Begins a group of lines.
    pub fn kop(&mut self, tekst: &str) {
        // Writing to a String cannot fail, here and below.
        let [eerste, tweede] = self.kolommen;
        let _ = writeln!(self.tekst, "{tekst:<68}{eerste:>9} {tweede:>9} {:>7}  target", "ratio");
    }

    /// One measurement of both, with the ratio that is asked for.
    pub fn regel(&mut self, naam: &str, vloer: f64, desk: f64, doel: Option<f64>) {
        let ratio = if vloer > 0.0 { format!("{:.2}", desk / vloer) } else { "-".to_owned() };
        let doel = doel.map_or_else(String::new, |d| format!("<= {d}"));
        let (vloer, desk) = (kort(vloer), kort(desk));
        let _ = writeln!(self.tekst, "  {naam:<66}{vloer:>9} {desk:>9} {ratio:>7}  {doel}");
    }
}

impl fmt::Display for Tabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tekst)
    }
}

/// Two decimals where they say something.
fn kort(waarde: f64) -> String {
    if waarde < 100.0 && waarde.fract() != 0.0 { format!("{waarde:.2}") } else { format!("{waarde:.0}") }
}
