//! A signed mail as one sealed part (S/MIME, `smime.p7m`): only what was signed is taken out of it. Nobody's
//! signature is judged here, and nothing is claimed of it; the mail is as trusted as any other.

/// Elements within elements.
const MAX_DEPTH: usize = 24;
/// Pieces that the content may be cut into.
const MAX_PIECES: usize = 100_000;

const SIGNED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const ENVELOPED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x03];
const ENCRYPTED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06];
const AUTH_ENVELOPED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17];

const SEQUENCE: u8 = 0x30;
const OBJECT_ID: u8 = 0x06;
const OCTETS: u8 = 0x04;
const OCTETS_IN_PIECES: u8 = 0x24;
const FIRST_FIELD: u8 = 0xa0;

/// What is in such a part.
#[derive(Debug, PartialEq, Eq)]
pub enum SealedPart {
    /// What was signed.
    Signed {
        /// Its bytes.
        content: Vec<u8>,
        /// False when the part ends before it should: then its content may too.
        whole: bool,
    },
    /// A signature over something else: there is nothing in it.
    SignatureOnly,
    /// Encrypted for somebody with a key.
    Encrypted,
}

/// Opens a part; `None` when it is none, or damaged.
pub fn open(bytes: &[u8]) -> Option<SealedPart> {
    let outer = BerElement::first(bytes, 0)?.only(SEQUENCE)?;
    let mut info = outer.children();
    match info.next()?.only(OBJECT_ID)?.content {
        SIGNED => {}
        ENVELOPED | ENCRYPTED | AUTH_ENVELOPED => return Some(SealedPart::Encrypted),
        _ => return None,
    }
    let signed = info.next()?.only(FIRST_FIELD)?.children().next()?.only(SEQUENCE)?;
    // Its version and the algorithms come first.
    let content = signed.children().find(|e| e.tag == SEQUENCE)?;
    let mut parts = content.children();
    parts.next()?.only(OBJECT_ID)?;
    let Some(field) = parts.next() else { return Some(SealedPart::SignatureOnly) };
    let octets = field.only(FIRST_FIELD)?.children().next()?;
    let mut out = Vec::new();
    let mut pieces = 0;
    // What is cut off within its own content may break off anywhere in it.
    let gathered = octets.gather(&mut out, &mut pieces);
    let whole = outer.whole && octets.whole && gathered.is_some();
    (!out.is_empty()).then_some(SealedPart::Signed { content: out, whole })
}

/// One element of BER: what it is and what is in it.
#[derive(Debug, Clone, Copy)]
struct BerElement<'b> {
    tag: u8,
    content: &'b [u8],
    depth: usize,
    /// How many bytes it takes with all around it.
    length: usize,
    /// False when the bytes end before it does.
    whole: bool,
}

impl<'b> BerElement<'b> {
    /// The element at the start of these bytes; what is cut off is taken as far as it goes.
    fn first(bytes: &'b [u8], depth: usize) -> Option<Self> {
        let [tag, first, ..] = *bytes else { return None };
        // A tag of more bytes occurs in nothing that is read here.
        if tag & 0x1f == 0x1f || depth > MAX_DEPTH {
            return None;
        }
        let (length, head) = match first {
            0x80 => {
                let inner = bytes.get(2..)?;
                let length = until_end(inner, depth + 1)?;
                let whole = inner.get(length..)?.starts_with(&[0, 0]);
                return Some(Self { tag, content: inner.get(..length)?, depth, length: length + 4, whole });
            }
            short @ 0..0x80 => (usize::from(short), 2),
            long => {
                let count = usize::from(long & 0x7f);
                let number = bytes.get(2..2 + count).filter(|_| count <= 4)?;
                (number.iter().fold(0, |sum, b| sum << 8 | usize::from(*b)), 2 + count)
            }
        };
        let rest = bytes.get(head..)?;
        let (content, whole) = (rest.get(..length.min(rest.len()))?, length <= rest.len());
        Some(Self { tag, content, depth, length: head.checked_add(length)?, whole })
    }

    fn only(self, tag: u8) -> Option<Self> {
        (self.tag == tag).then_some(self)
    }

    fn children(self) -> impl Iterator<Item = Self> {
        let mut rest = self.content;
        std::iter::from_fn(move || {
            let child = Self::first(rest, self.depth + 1)?;
            rest = rest.get(child.length..).unwrap_or_default();
            Some(child)
        })
    }

    /// The bytes of a string that may be cut into pieces.
    fn gather(self, out: &mut Vec<u8>, pieces: &mut usize) -> Option<()> {
        *pieces += 1;
        match self.tag {
            _ if *pieces > MAX_PIECES => None,
            OCTETS => {
                out.extend_from_slice(self.content);
                Some(())
            }
            OCTETS_IN_PIECES => self.children().try_for_each(|piece| piece.gather(out, pieces)),
            _ => None,
        }
    }
}

/// The length of the elements up to the mark that ends them.
fn until_end(bytes: &[u8], depth: usize) -> Option<usize> {
    let mut pos = 0;
    loop {
        match bytes.get(pos..).unwrap_or_default() {
            // What is cut off counts as far as it goes.
            [0, 0, ..] | [] => return Some(pos),
            rest => match BerElement::first(rest, depth) {
                Some(element) => pos += element.length,
                // The first byte of an element, cut off behind it.
                None if rest.len() < 2 => return Some(pos),
                None => return None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap_or(0).to_be_bytes();
        [&[tag, 0x84], &length[..], content].concat()
    }

    fn endless(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x80], content, &[0, 0]].concat()
    }

    fn signed(wrap: impl Fn(u8, &[u8]) -> Vec<u8>, octets: &[u8]) -> Vec<u8> {
        let data = [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
        let content = wrap(SEQUENCE, &[&data[..], &wrap(FIRST_FIELD, octets)].concat());
        let body = wrap(SEQUENCE, &[&[2, 1, 1, 0x31, 0][..], &content, &[0x31, 0]].concat());
        wrap(SEQUENCE, &[&[&[OBJECT_ID, 9], SIGNED].concat()[..], &wrap(FIRST_FIELD, &body)].concat())
    }

    #[test]
    fn what_was_signed_comes_out_whole_or_in_pieces() {
        let text = b"Content-Type: text/plain\r\n\r\nNaam: A";
        let (one, two) = text.split_at(10);
        let pieces = endless(OCTETS_IN_PIECES, &[element(OCTETS, one), element(OCTETS, two)].concat());
        for bytes in [signed(element, &element(OCTETS, text)), signed(endless, &pieces)] {
            assert_eq!(open(&bytes), Some(SealedPart::Signed { content: text.to_vec(), whole: true }));
            for cut in bytes.len() - text.len()..bytes.len() {
                let left = open(bytes.get(..cut).unwrap_or_default());
                assert!(!matches!(left, Some(SealedPart::Signed { whole: true, .. })), "{cut}: {left:?}");
            }
        }
    }

    #[test]
    fn a_bare_signature_and_a_locked_mail_are_told_apart() {
        let empty = element(SEQUENCE, &[0x06, 1, 1]);
        let body = element(SEQUENCE, &[&[2, 1, 1, 0x31, 0][..], &empty].concat());
        let bare = element(SEQUENCE, &[&[&[OBJECT_ID, 9], SIGNED].concat()[..], &element(FIRST_FIELD, &body)].concat());
        assert_eq!(open(&bare), Some(SealedPart::SignatureOnly));
        assert_eq!(open(&element(SEQUENCE, &[&[OBJECT_ID, 9], ENVELOPED].concat())), Some(SealedPart::Encrypted));
        assert_eq!(open(b"Content-Type: text/plain"), None);
    }

    #[test]
    fn no_bytes_make_it_panic_or_wait() {
        let good = signed(endless, &element(OCTETS, b"tekst"));
        proptest::proptest!(|(b in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..60), pos in 0..good.len(), new in proptest::prelude::any::<u8>(), cut in 0..good.len())| {
            let _ = open(&b);
            let mut changed = good.clone();
            if let Some(target) = changed.get_mut(pos) {
                *target = new;
            }
            let _ = open(&changed);
            let _ = open(good.get(..cut).unwrap_or_default());
        });
        let _ = open(&[SEQUENCE, 0x80].repeat(200_000));
        let _ = open(&signed(element, &endless(OCTETS_IN_PIECES, &element(OCTETS, b"").repeat(300_000))));
    }
}
