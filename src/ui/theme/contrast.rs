//! How far two colours are apart for an eye, as the guidelines for the web count it: from 1 for none to 21.

/// A colour as a terminal names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb {
    /// Of 255.
    pub red: u8,
    /// Of 255.
    pub green: u8,
    /// Of 255.
    pub blue: u8,
}

impl Rgb {
    /// The contrast of text in one of them on the other.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = [self.red, self.green, self.blue].map(|level| {
            let part = f64::from(level) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126f64.mul_add(red, 0.7152f64.mul_add(green, 0.0722 * blue))
    }
}
