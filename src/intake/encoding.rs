//! Transfer encodings and character sets, read leniently: a mail with one broken base64 line is still
//! a mail. Every decoder answers with what could be read and whether something was wrong.

use mail_parser::decoders::charsets::map::charset_decoder;

/// Decoded bytes, and whether all of the input made sense.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// What could be read.
    pub bytes: Vec<u8>,
    /// False when something had to be skipped.
    pub whole: bool,
}

/// Undoes a Content-Transfer-Encoding. An unknown one is taken as plain bytes, as is 7bit, 8bit and binary.
pub fn decode(bytes: &[u8], encoding: &str) -> Decoded {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(bytes),
        "quoted-printable" => quoted_printable(bytes),
        "x-uuencode" | "uuencode" | "x-uue" => uuencode(bytes),
        "" | "7bit" | "8bit" | "binary" => Decoded { bytes: bytes.to_vec(), whole: true },
        _ => Decoded { bytes: bytes.to_vec(), whole: false },
    }
}

/// Base64; characters outside the alphabet are skipped.
pub fn base64(bytes: &[u8]) -> Decoded {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let (mut whole, mut bits, mut count) = (true, 0_u32, 0_u8);
    for b in bytes {
        let value = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // Padding closes a group; some mailers glue several encoded pieces together.
            b'=' => {
                flush(&mut out, bits, count);
                (bits, count) = (0, 0);
                continue;
            }
            b if b.is_ascii_whitespace() => continue,
            _ => {
                whole = false;
                continue;
            }
        };
        bits = (bits << 6) | u32::from(value);
        count += 1;
        if count == 4 {
            flush(&mut out, bits, count);
            (bits, count) = (0, 0);
        }
    }
    whole &= count != 1;
    flush(&mut out, bits, count);
    Decoded { bytes: out, whole }
}

/// Writes the whole bytes of a group of `count` six-bit values.
fn flush(out: &mut Vec<u8>, bits: u32, count: u8) {
    let whole_bytes = match count {
        2 => 1,
        3 => 2,
        4 => 3,
        _ => return,
    };
    let [_, a, b, c] = (bits << (6 * (4 - u32::from(count)))).to_be_bytes();
    out.extend([a, b, c].into_iter().take(whole_bytes));
}

fn quoted_printable(bytes: &[u8]) -> Decoded {
    let mut out = Vec::with_capacity(bytes.len());
    let mut whole = true;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        let content = line.trim_ascii_end();
        let end = if line.ends_with(b"\r\n") {
            &b"\r\n"[..]
        } else if line.ends_with(b"\n") {
            &b"\n"[..]
        } else {
            &b""[..]
        };
        let (content, soft) = content.strip_suffix(b"=").map_or((content, false), |i| (i, true));
        let mut rest = content;
        while let Some((first, onward)) = rest.split_first() {
            rest = onward;
            if *first != b'=' {
                out.push(*first);
                continue;
            }
            let code = match onward {
                [a, b, ..] => hex(*a).zip(hex(*b)),
                _ => None,
            };
            if let Some((high, layer)) = code {
                out.push(high << 4 | layer);
                rest = onward.get(2..).unwrap_or_default();
            } else {
                whole = false;
                out.push(b'=');
            }
        }
        if !soft {
            out.extend_from_slice(end);
        }
    }
    Decoded { bytes: out, whole }
}

const fn hex(b: u8) -> Option<u8> {
    match b {
        b'0'..=b'9' => Some(b - b'0'),
        b'A'..=b'F' => Some(b - b'A' + 10),
        b'a'..=b'f' => Some(b - b'a' + 10),
        _ => None,
    }
}

fn uuencode(bytes: &[u8]) -> Decoded {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let whole = lines.any(|r| r.starts_with(b"begin "));
    for line in lines.take_while(|r| *r != b"end") {
        let Some((length, chars)) = line.split_first() else { continue };
        let length = usize::from(length.wrapping_sub(b' ') & 63);
        let mut group = Vec::with_capacity(48);
        for four in chars.chunks(4) {
            let bits = (0..4).fold(0_u32, |v, i| {
                let b = four.get(i).copied().unwrap_or(b' ');
                v << 6 | u32::from(b.wrapping_sub(b' ') & 63)
            });
            flush(&mut group, bits, 4);
        }
        group.truncate(length);
        out.extend_from_slice(&group);
    }
    Decoded { bytes: out, whole }
}

/// What is UTF-8. A text that was cut may end within a letter: the letters before it say what it is, and the rest of that one
/// is left out.
fn utf8(bytes: &[u8]) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            let whole = std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?;
            (!whole.is_ascii()).then_some(whole)
        }
        Err(_) => None,
    }
}

/// Bytes as text. Without a known charset: UTF-8 if it is valid, else windows-1252, which is what old
/// Dutch mailers mean when they say nothing.
pub fn to_text(bytes: &[u8], charset: Option<&str>) -> String {
    // What the bytes say of themselves in front goes before what is said about them.
    let (bytes, charset) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (rest, charset),
        [0xff, 0xfe, rest @ ..] => (rest, Some("utf-16le")),
        [0xfe, 0xff, rest @ ..] => (rest, Some("utf-16be")),
        bytes => (bytes, charset),
    };
    let name = charset.map(|c| c.trim().to_ascii_lowercase()).unwrap_or_default();
    let claims_ascii = matches!(name.as_str(), "" | "us-ascii" | "ascii" | "utf-8" | "utf8" | "unknown-8bit");
    if claims_ascii && let Some(text) = utf8(bytes) {
        return text.to_owned();
    }
    let name = if claims_ascii { "windows-1252" } else { name.as_str() };
    match charset_decoder(name.as_bytes()).or_else(|| charset_decoder(b"windows-1252")) {
        Some(read) => read(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_cut_within_a_letter_keeps_its_charset() {
        let text = "geïntimideerd door één collega, é";
        for cut in 1..=text.len() {
            let Some(bytes) = text.as_bytes().get(..cut) else { continue };
            let read = to_text(bytes, Some("utf-8"));
            // Nothing but its first letter with a mark may be another: before it nothing says what it is.
            assert!(text.starts_with(&read) || cut == "geï".len() - 1, "{cut}: {read}");
        }
        assert_eq!(to_text(b"caf\xe9", None), "café", "an old mailer");
    }

    #[test]
    fn base64_survives_breakage() {
        assert_eq!(base64(b"cGlr\r\nZXQ=").bytes, b"piket");
        assert_eq!(base64(b"cGlrZXQ"), Decoded { bytes: b"piket".to_vec(), whole: true });
        assert_eq!(base64(b"cG!l*rZXQ="), Decoded { bytes: b"piket".to_vec(), whole: false });
        assert_eq!(base64(b"cGk=a2V0").bytes, b"piket");
        assert!(!base64(b"cGlrZ").whole);
    }

    #[test]
    fn quoted_printable_joins_soft_breaks() {
        let out = decode(b"pati=C3=ABnt en =\r\nverder  \r\nfout =ZZ", "Quoted-Printable");
        assert_eq!(to_text(&out.bytes, Some("utf-8")), "patiënt en verder\r\nfout =ZZ");
        assert!(!out.whole);
    }

    #[test]
    fn uuencode_is_read() {
        assert_eq!(decode(b"begin 644 a.txt\n%<&EK970 \n`\nend\n", "x-uuencode").bytes, b"piket");
    }

    #[test]
    fn charsets_fall_back_to_what_the_bytes_say() {
        assert_eq!(to_text(b"pati\xebnt \x80", Some("windows-1252")), "patiënt €");
        assert_eq!(to_text(b"\xa4 5", Some("ISO-8859-15")), "€ 5");
        assert_eq!(to_text("ü".as_bytes(), None), "ü");
        assert_eq!(to_text(b"pati\xebnt", None), "patiënt");
        assert_eq!(to_text(b"pati\xebnt", Some("utf-8")), "patiënt");
        assert_eq!(to_text(b"\xff\xfeN\0a\0", None), "Na");
        assert_eq!(to_text(b"\xfe\xff\0N\0a", Some("utf-16")), "Na");
        assert_eq!(to_text(b"pati\xebnt", Some("x-bestaat-niet")), "patiënt");
    }
}
