//! Outlook's own packaging (TNEF, `winmail.dat`; MS-OXTNEF): the text of a mail and what came with it in one
//! attachment that other programs cannot open. All lengths in it are the sender's word.

use super::{encoding, rtf};

/// The mark at its start.
pub const MARKER: [u8; 4] = [0x78, 0x9f, 0x3e, 0x22];

/// Attributes of one file, and properties of one attribute.
const MAX_ATTRIBUTES: usize = 5000;
const MAX_PROPERTIES: usize = 2000;

/// An attachment in it.
#[derive(Debug, Default)]
pub struct TnefAttachment {
    /// Its name, as given.
    pub name: String,
    /// Its media type, if it says so.
    pub mediatype: String,
    /// True when the text refers to it, as to a logo.
    pub embedded: bool,
    /// Its bytes; a message within the message is such a file again.
    pub bytes: Vec<u8>,
}

/// What is in such a file.
#[derive(Debug, Default)]
pub struct TnefMail {
    /// The text in its renderings.
    pub plain: Option<String>,
    /// As HTML.
    pub html: Option<String>,
    /// As rich text, unpacked.
    pub rich: Option<Vec<u8>>,
    /// What came with it.
    pub attachments: Vec<TnefAttachment>,
    /// How far it was read.
    pub end: TnefEnd,
}

/// How far such a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TnefEnd {
    /// To its end.
    #[default]
    Whole,
    /// It ends before it says.
    Cut,
    /// There is more in it than is read, or what is in it cannot be unpacked.
    More,
}

/// Reads a file; `None` when it is none.
pub fn read(bytes: &[u8]) -> Option<TnefMail> {
    let mut rest = bytes.strip_prefix(&MARKER)?.get(2..)?;
    let mut mail = TnefMail::default();
    let mut code_page = 1252;
    for _ in 0..MAX_ATTRIBUTES {
        if rest.is_empty() {
            return Some(mail);
        }
        let Some((number, data, onward)) = attribute(rest) else {
            mail.end = TnefEnd::Cut;
            return Some(mail);
        };
        mail.attribute(number, data, &mut code_page);
        rest = onward;
    }
    mail.end = TnefEnd::More;
    Some(mail)
}

/// The number and content of the attribute at the start, and what follows it.
fn attribute(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<9>()?;
    let [_, low, high, _, _, a, b, c, d] = *head;
    let length = usize::try_from(u32::from_le_bytes([a, b, c, d])).ok()?;
    let data = rest.get(..length)?;
    // Its checksum is not held against it.
    Some((u16::from_le_bytes([low, high]), data, rest.get(length.checked_add(2)?..).unwrap_or_default()))
}

impl TnefMail {
    fn attribute(&mut self, number: u16, data: &[u8], code_page: &mut u32) {
        let text =
            |page: u32| encoding::to_text(data, Some(&format!("windows-{page}"))).trim_end_matches('\0').to_owned();
        match number {
            // The code page of the 8-bit texts.
            0x9007 => {
                if let Some([a, b, c, d]) = data.first_chunk::<4>() {
                    *code_page = u32::from_le_bytes([*a, *b, *c, *d]);
                }
            }
            0x800c => self.plain = Some(text(*code_page)),
            0x9003 => {
                let properties = self.properties(data);
                for property in properties {
                    self.property(&property, *code_page);
                }
            }
            // An attachment begins.
            0x9002 => self.attachments.push(TnefAttachment::default()),
            0x8010 => self.change(|a| {
                if a.name.is_empty() {
                    a.name = text(*code_page);
                }
            }),
            0x800f => self.change(|a| a.bytes = data.to_vec()),
            0x9005 => {
                for property in self.properties(data) {
                    self.change(|a| a.property(&property, *code_page));
                }
            }
            _ => {}
        }
    }

    /// The properties in an attribute, as far as they make sense.
    fn properties<'b>(&mut self, data: &'b [u8]) -> Vec<Property<'b>> {
        let mut cursor = Cursor { rest: data };
        let count = cursor.number().unwrap_or(0);
        let out: Vec<Property<'b>> = std::iter::from_fn(|| cursor.property()).take(count.min(MAX_PROPERTIES)).collect();
        if out.len() < count {
            self.end = TnefEnd::More;
        }
        out
    }

    fn change(&mut self, change: impl FnOnce(&mut TnefAttachment)) {
        if let Some(attachment) = self.attachments.last_mut() {
            change(attachment);
        }
    }

    fn property(&mut self, property: &Property<'_>, code_page: u32) {
        match property.number {
            0x1000 if self.plain.as_ref().is_none_or(|t| t.trim().is_empty()) => {
                self.plain = Some(property.text(code_page));
            }
            0x1009 => {
                self.rich = rtf::unpacked(property.data);
                if self.rich.is_none() {
                    self.end = TnefEnd::More;
                }
            }
            0x1013 => {
                let own = super::html::own_charset(property.data);
                self.html = Some(match property.kind {
                    0x0102 => encoding::to_text(property.data, own.as_deref()),
                    _ => property.text(code_page),
                });
            }
            _ => {}
        }
    }
}

impl TnefAttachment {
    fn property(&mut self, property: &Property<'_>, code_page: u32) {
        match property.number {
            0x3707 => self.name = property.text(code_page),
            0x3704 if self.name.is_empty() => self.name = property.text(code_page),
            0x370e => self.mediatype = property.text(code_page).to_lowercase(),
            0x3712 => self.embedded = !property.data.is_empty(),
            // Behind the name of its interface.
            0x3701 if self.bytes.is_empty() => {
                self.bytes = match property.kind {
                    0x000d => property.data.get(16..).unwrap_or_default().to_vec(),
                    _ => property.data.to_vec(),
                };
            }
            _ => {}
        }
    }
}

/// A property of the message or of an attachment.
struct Property<'b> {
    number: u16,
    kind: u16,
    data: &'b [u8],
}

impl Property<'_> {
    fn text(&self, code_page: u32) -> String {
        let text = match self.kind {
            0x001f => {
                let units: Vec<u16> = self.data.as_chunks::<2>().0.iter().map(|p| u16::from_le_bytes(*p)).collect();
                String::from_utf16_lossy(&units)
            }
            _ => encoding::to_text(self.data, Some(&format!("windows-{code_page}"))),
        };
        text.trim_end_matches('\0').to_owned()
    }
}

struct Cursor<'b> {
    rest: &'b [u8],
}

impl<'b> Cursor<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    }

    /// A run of bytes that is filled up to a multiple of four.
    fn padded(&mut self) -> Option<&'b [u8]> {
        let length = self.number()?;
        let data = self.take(length)?;
        let fill = length.wrapping_neg() % 4;
        let _ = self.take(fill.min(self.rest.len()));
        Some(data)
    }

    fn property(&mut self) -> Option<Property<'b>> {
        let [k0, k1, n0, n1] = *self.take(4)?.first_chunk::<4>()?;
        let (kind, number) = (u16::from_le_bytes([k0, k1]), u16::from_le_bytes([n0, n1]));
        if number >= 0x8000 {
            self.take(16)?;
            // A named property has a number or a name of its own.
            if self.number()? == 0 {
                self.take(4)?;
            } else {
                self.padded()?;
            }
        }
        let many = kind & 0x1000 != 0;
        let data = match kind & 0x0fff {
            0x001e | 0x001f | 0x000d | 0x0102 => {
                let count = self.number()?;
                let mut first = None;
                for _ in 0..count.min(MAX_PROPERTIES) {
                    let data = self.padded()?;
                    first.get_or_insert(data);
                }
                first.unwrap_or_default()
            }
            single => {
                let count = if many { self.number()? } else { 1 };
                let size = match single {
                    0x0002..=0x0004 | 0x000a | 0x000b => 4,
                    0x0005..=0x0007 | 0x0014 | 0x0040 => 8,
                    0x0048 => 16,
                    0x0001 => 0,
                    _ => return None,
                };
                self.take(size * count.min(self.rest.len()))?
            }
        };
        Some(Property { number, kind: kind & 0x0fff, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attribute(number: u16, data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap_or(0).to_le_bytes();
        [&[2][..], &number.to_le_bytes(), &[6, 0], &length, data, &[0, 0]].concat()
    }

    fn property(number: u16, kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap_or(0).to_le_bytes();
        let fill = vec![0; data.len().wrapping_neg() % 4];
        [&kind.to_le_bytes()[..], &number.to_le_bytes(), &1_u32.to_le_bytes(), &length, data, &fill].concat()
    }

    fn properties(list: &[Vec<u8>]) -> Vec<u8> {
        [&u32::try_from(list.len()).unwrap_or(0).to_le_bytes()[..], &list.concat()].concat()
    }

    fn file(attributes: &[Vec<u8>]) -> Vec<u8> {
        [&MARKER[..], &[1, 0], &attributes.concat()].concat()
    }

    fn sample() -> Vec<u8> {
        let wide: Vec<u8> = "patiënt Ş.txt".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let named = [
            &[0x1e, 0, 1, 0x80][..],
            &[0; 16],
            &0_u32.to_le_bytes(),
            &7_u32.to_le_bytes(),
            &1_u32.to_le_bytes(),
            &2_u32.to_le_bytes(),
            b"ab\0\0",
        ]
        .concat();
        let rich = [&b"12345678MELA1234"[..], b"{\\rtf1 Naam: B\\par}"].concat();
        file(&[
            attribute(0x9007, &1254_u32.to_le_bytes()),
            attribute(0x800c, b"Naam: \xfdl"),
            attribute(0x9003, &properties(&[named, property(0x1009, 0x0102, &rich)])),
            attribute(0x9002, &[0; 14]),
            attribute(0x8010, b"PATI~1.TXT\0"),
            attribute(0x800f, b"inhoud"),
            attribute(0x9005, &properties(&[property(0x3707, 0x001f, &wide)])),
        ])
    }

    #[test]
    fn text_and_attachments_come_out() {
        let mail = read(&sample()).unwrap_or_default();
        assert_eq!(mail.plain.as_deref(), Some("Naam: ıl"));
        assert_eq!(mail.rich.as_deref(), Some(&b"{\\rtf1 Naam: B\\par}"[..]));
        let names: Vec<(&str, &[u8])> = mail.attachments.iter().map(|a| (a.name.as_str(), &a.bytes[..])).collect();
        assert_eq!((names, mail.end), (vec![("patiënt Ş.txt", &b"inhoud"[..])], TnefEnd::Whole));
        assert!(read(b"geen").is_none());
    }

    #[test]
    fn cut_and_changed_files_never_panic() {
        let good = sample();
        for length in 0..good.len() {
            let cut = read(good.get(..length).unwrap_or_default());
            assert!(cut.is_none_or(|mail| mail.attachments.len() <= 1));
        }
        proptest::proptest!(|(pos in 0..good.len(), new in proptest::prelude::any::<u8>(), b in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80))| {
            let mut changed = good.clone();
            if let Some(target) = changed.get_mut(pos) {
                *target = new;
            }
            let _ = read(&changed);
            let _ = read(&[&MARKER[..], &b].concat());
        });
    }
}
