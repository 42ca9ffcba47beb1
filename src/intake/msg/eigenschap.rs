//! MAPI properties in a compound file: texts and bytes in streams of their own, numbers and times together
//! in one table per message.

use std::io::Read;

use cfb::CompoundFile;
use chrono::{DateTime, Duration};

use super::aanvulling::Aangevuld;
use crate::{
    domain::moment::Moment,
    intake::{
        codering,
        grenzen::{self, Budget},
        html,
    },
};

/// Streams and folders in one file; a mail with a hundred attachments has some two thousand.
const INGANGEN: usize = 20_000;

/// An open compound file.
pub struct Opslag<'b> {
    bestand: CompoundFile<Aangevuld<'b>>,
    /// The character set of the 8-bit texts.
    charset: String,
}

impl<'b> Opslag<'b> {
    /// Opens a file that holds a message.
    pub fn open(bytes: &'b [u8]) -> Option<Self> {
        let bestand = CompoundFile::open(Aangevuld::nieuw(bytes)).ok()?;
        if !bestand.is_stream("/__properties_version1.0") || bestand.walk().take(INGANGEN + 1).count() > INGANGEN {
            return None;
        }
        let mut opslag = Self { bestand, charset: "windows-1252".to_owned() };
        let pagina = opslag.getal("", 0x3ffd).or_else(|| opslag.getal("", 0x3fde));
        if let Some(pagina) = pagina {
            opslag.charset = charset(pagina);
        }
        Some(opslag)
    }

    /// True for a folder.
    pub fn is_map(&self, pad: &str) -> bool {
        self.bestand.is_storage(pad)
    }

    /// A text property, whichever way it is written.
    pub fn tekst(&mut self, map: &str, nummer: u16, budget: &mut Budget) -> Option<String> {
        if let Some(bytes) = self.stroom(&format!("{map}/__substg1.0_{nummer:04X}001F"), budget) {
            let eenheden: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|p| u16::from_le_bytes(*p)).collect();
            return Some(String::from_utf16_lossy(&eenheden).trim_end_matches('\0').to_owned());
        }
        let bytes = self.stroom(&format!("{map}/__substg1.0_{nummer:04X}001E"), budget)?;
        Some(codering::naar_tekst(&bytes, Some(&self.charset)).trim_end_matches('\0').to_owned())
    }

    /// True when a property stands there with something in it, readable or not.
    pub fn heeft(&self, map: &str, nummer: u16) -> bool {
        ["001F", "001E", "0102"].iter().any(|soort| {
            let pad = format!("{map}/__substg1.0_{nummer:04X}{soort}");
            self.bestand.entry(&pad).is_ok_and(|e| e.is_stream() && !e.is_empty())
        })
    }

    /// A property of bytes.
    pub fn bytes(&mut self, map: &str, nummer: u16, budget: &mut Budget) -> Option<Vec<u8>> {
        self.stroom(&format!("{map}/__substg1.0_{nummer:04X}0102"), budget)
    }

    /// The HTML of a message, which may be text or bytes in a charset of its own.
    pub fn html(&mut self, map: &str, budget: &mut Budget) -> Option<String> {
        if let Some(tekst) = self.tekst(map, 0x1013, budget) {
            return Some(tekst);
        }
        let bytes = self.bytes(map, 0x1013, budget)?;
        let pagina = self.getal(map, 0x3fde).map(charset);
        let charset = html::eigen_charset(&bytes).or(pagina);
        Some(codering::naar_tekst(&bytes, charset.as_deref()))
    }

    /// A time property.
    pub fn moment(&mut self, map: &str, nummer: u16) -> Option<Moment> {
        // Counted in tenths of microseconds since 1601.
        let tikken = i64::from_le_bytes(self.vaste_waarde(map, nummer, 0x0040)?);
        let begin = DateTime::parse_from_rfc3339("1601-01-01T00:00:00Z").ok()?.to_utc();
        let tijd = begin.checked_add_signed(Duration::try_seconds(tikken / 10_000_000)?)?;
        let moment = Moment::from_utc(tijd);
        // What lies outside these years is a filler, not a time.
        ("1990"..="2999").contains(&moment.log_vorm().get(..4)?).then_some(moment)
    }

    fn getal(&mut self, map: &str, nummer: u16) -> Option<u32> {
        let [a, b, c, d, ..] = self.vaste_waarde(map, nummer, 0x0003)?;
        Some(u32::from_le_bytes([a, b, c, d]))
    }

    /// An entry of the property table: eight bytes of type and number, eight of value.
    fn vaste_waarde(&mut self, map: &str, nummer: u16, soort: u16) -> Option<[u8; 8]> {
        let tabel = self.beperkt(&format!("{map}/__properties_version1.0"), 1 << 16)?;
        let [s0, s1] = soort.to_le_bytes();
        let [n0, n1] = nummer.to_le_bytes();
        // The table has a header of 32 bytes at the top, 24 in a nested message; both are whole halves of entries.
        let regels = tabel.as_chunks::<8>().0;
        regels.windows(2).find_map(|w| match w {
            [[a, b, c, d, ..], waarde] if [*a, *b, *c, *d] == [s0, s1, n0, n1] => Some(*waarde),
            _ => None,
        })
    }

    fn stroom(&mut self, pad: &str, budget: &mut Budget) -> Option<Vec<u8>> {
        if !self.bestand.is_stream(pad) {
            return None;
        }
        let lengte = usize::try_from(self.bestand.entry(pad).ok()?.len()).ok()?;
        if !budget.neem_bytes(lengte) {
            return None;
        }
        self.beperkt(pad, lengte)
    }

    fn beperkt(&mut self, pad: &str, grens: usize) -> Option<Vec<u8>> {
        let stroom = self.bestand.open_stream(pad).ok()?;
        let mut bytes = Vec::new();
        stroom.take(grens.min(grenzen::BESTAND) as u64).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// The name of a Windows code page.
fn charset(pagina: u32) -> String {
    match pagina {
        65001 => "utf-8".to_owned(),
        20127 => "us-ascii".to_owned(),
        28591 => "iso-8859-1".to_owned(),
        28605 => "iso-8859-15".to_owned(),
        anders => format!("windows-{anders}"),
    }
}
