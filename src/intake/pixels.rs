//! How large a picture is, as its header says. A logo in a mail is small; a large picture in the text can be the
//! form itself, photographed or pasted, and somebody has to look at it.

/// Width and height in pixels from which a picture may hold text that matters.
const LARGE: (u32, u32) = (450, 300);
/// Bytes from which a picture is large when its header says nothing.
const LARGE_BYTES: usize = 40 << 10;

/// Whether a picture is large enough to be a form.
pub fn is_large(bytes: &[u8]) -> bool {
    match size(bytes) {
        Some((width, height)) => width >= LARGE.0 && height >= LARGE.1,
        None => bytes.len() >= LARGE_BYTES,
    }
}

/// Width and height, of the kinds of picture that mail programs send.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let big = |pos: usize, wide: usize| Some(number(bytes.get(pos..pos + wide)?.iter()));
    let little = |pos: usize, wide: usize| Some(number(bytes.get(pos..pos + wide)?.iter().rev()));
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some((big(16, 4)?, big(20, 4)?))
    } else if bytes.starts_with(b"GIF8") {
        Some((little(6, 2)?, little(8, 2)?))
    } else if bytes.starts_with(b"BM") {
        Some((little(18, 4)?, little(22, 4)?))
    } else if bytes.starts_with(&[0xff, 0xd8]) {
        jpeg(bytes)
    } else {
        None
    }
}

fn number<'b>(bytes: impl Iterator<Item = &'b u8>) -> u32 {
    bytes.fold(0, |sum: u32, b| sum << 8 | u32::from(*b))
}

/// The frame header among the segments of a JPEG; each says how long it is.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut pos = 2;
    for _ in 0..1000 {
        let [mark, kind, high, low] = *bytes.get(pos..pos + 4)?.first_chunk::<4>()?;
        if mark != 0xff {
            return None;
        }
        if kind == 0xff {
            pos += 1;
            continue;
        }
        if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            let height = number(bytes.get(pos + 5..pos + 7)?.iter());
            let width = number(bytes.get(pos + 7..pos + 9)?.iter());
            return Some((width, height));
        }
        pos += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_the_usual_kinds() {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 4, 0, 0, 0, 3, 0]);
        assert_eq!(size(&png), Some((1024, 768)));
        assert_eq!(size(b"GIF89a\x20\x03\x58\x02"), Some((800, 600)));
        let jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc2, 0, 11, 8, 2, 0, 3, 0, 3];
        assert_eq!(size(&jpeg), Some((768, 512)));
        assert!(is_large(&png) && is_large(&jpeg) && !is_large(b"GIF89a\x20\x03\x20\0"));
    }

    #[test]
    fn a_picture_that_says_nothing_is_large_by_its_bytes() {
        assert!(!is_large(b"\xff\xd8\xff\xff") && is_large(&vec![1; LARGE_BYTES]));
        let loops =
            [0xff, 0xd8].into_iter().chain([0xff, 0xe0, 0, 0].into_iter().cycle().take(1 << 16)).collect::<Vec<u8>>();
        assert_eq!(size(&loops), None);
    }
}
