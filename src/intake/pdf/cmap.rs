//! The map from the codes of a font to characters, as the font's maker gave it for copying text.

use std::collections::BTreeMap;

use lopdf::Object;

use super::ontleed::{Ontleder, Volgende};

/// Entries of one map.
const REGELS: usize = 20_000;

/// Codes to text.
#[derive(Debug, Default, Clone)]
pub struct Kaart {
    losse: BTreeMap<u32, String>,
    /// By first code: last code and first character.
    reeksen: BTreeMap<u32, (u32, u32)>,
}

impl Kaart {
    /// Reads a map.
    pub fn lees(bytes: &[u8]) -> Self {
        let mut kaart = Self::default();
        let mut ontleder = Ontleder::nieuw(bytes, 0, 4 * REGELS);
        let mut stapel: Vec<Object> = Vec::new();
        while let Some(volgende) = ontleder.volgende() {
            match volgende {
                Volgende::Object(o) => stapel.push(o),
                Volgende::Woord(woord) => {
                    match woord.as_slice() {
                        b"endbfchar" => kaart.tekens(&stapel),
                        b"endbfrange" => kaart.reeks(&stapel),
                        _ => {}
                    }
                    stapel.clear();
                }
            }
        }
        kaart
    }

    fn tekens(&mut self, stapel: &[Object]) {
        for [van, naar] in stapel.as_chunks::<2>().0 {
            if let (Some(van), Ok(naar)) = (code(van), naar.as_str())
                && self.losse.len() < REGELS
            {
                self.losse.insert(van, utf16(naar));
            }
        }
    }

    fn reeks(&mut self, stapel: &[Object]) {
        for [van, tot, naar] in stapel.as_chunks::<3>().0 {
            let (Some(van), Some(tot)) = (code(van), code(tot)) else { continue };
            match naar {
                Object::Array(lijst) => {
                    for (van, naar) in (van..=tot).zip(lijst) {
                        if let Ok(naar) = naar.as_str()
                            && self.losse.len() < REGELS
                        {
                            self.losse.insert(van, utf16(naar));
                        }
                    }
                }
                naar => {
                    if let Some(eerste) = naar.as_str().ok().and_then(|n| utf16(n).chars().next())
                        && self.reeksen.len() < REGELS
                    {
                        self.reeksen.insert(van, (tot, u32::from(eerste)));
                    }
                }
            }
        }
    }

    /// The text of a code.
    pub fn teken(&self, code: u32) -> Option<String> {
        self.losse.get(&code).cloned().or_else(|| {
            let (van, (_, naar)) = self.reeksen.range(..=code).next_back().filter(|(_, (tot, _))| code <= *tot)?;
            char::from_u32(naar.checked_add(code - van)?).map(String::from)
        })
    }
}

fn code(o: &Object) -> Option<u32> {
    let bytes = o.as_str().ok().filter(|b| (1..=4).contains(&b.len()))?;
    Some(bytes.iter().fold(0, |c, b| c << 8 | u32::from(*b)))
}

fn utf16(bytes: &[u8]) -> String {
    let eenheden: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|p| u16::from_be_bytes(*p)).take(16).collect();
    String::from_utf16_lossy(&eenheden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_and_ranges() {
        let k = Kaart::lees(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020> <0010> <00660069> endbfchar\n\
              2 beginbfrange <0020> <0022> <0041> <0030> <0031> [<0058> <0059>] endbfrange",
        );
        let t = |c| k.teken(c).unwrap_or_default();
        assert_eq!((t(3).as_str(), t(16).as_str(), t(0x21).as_str(), t(0x31).as_str()), (" ", "fi", "B", "Y"));
        assert_eq!(k.teken(0x40), None);
    }

    #[test]
    fn a_range_over_everything_costs_nothing() {
        let k = Kaart::lees(b"beginbfrange <00000000> <FFFFFFFF> <0041> <00000000> <FFFFFFFF> [<0041>] endbfrange");
        assert_eq!(k.teken(1).as_deref(), Some("B"));
        assert_eq!(k.teken(u32::MAX), None);
    }
}
