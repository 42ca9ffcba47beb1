//! Transfer encodings and character sets, read leniently: a mail with one broken base64 line is still
//! a mail. Every decoder answers with what could be read and whether something was wrong.

use mail_parser::decoders::charsets::map::charset_decoder;

/// Decoded bytes, and whether all of the input made sense.
#[derive(Debug, PartialEq, Eq)]
pub struct Ontcijferd {
    /// What could be read.
    pub bytes: Vec<u8>,
    /// False when something had to be skipped.
    pub heel: bool,
}

/// Undoes a Content-Transfer-Encoding. An unknown one is taken as plain bytes, as is 7bit, 8bit and binary.
pub fn ontcijfer(bytes: &[u8], codering: &str) -> Ontcijferd {
    match codering.trim().to_ascii_lowercase().as_str() {
        "base64" => base64(bytes),
        "quoted-printable" => quoted_printable(bytes),
        "x-uuencode" | "uuencode" | "x-uue" => uuencode(bytes),
        "" | "7bit" | "8bit" | "binary" => Ontcijferd { bytes: bytes.to_vec(), heel: true },
        _ => Ontcijferd { bytes: bytes.to_vec(), heel: false },
    }
}

/// Base64; characters outside the alphabet are skipped.
pub fn base64(bytes: &[u8]) -> Ontcijferd {
    let mut uit = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let (mut heel, mut vast, mut aantal) = (true, 0_u32, 0_u8);
    for b in bytes {
        let waarde = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // Padding closes a group; some mailers glue several encoded pieces together.
            b'=' => {
                flush(&mut uit, vast, aantal);
                (vast, aantal) = (0, 0);
                continue;
            }
            b if b.is_ascii_whitespace() => continue,
            _ => {
                heel = false;
                continue;
            }
        };
        vast = (vast << 6) | u32::from(waarde);
        aantal += 1;
        if aantal == 4 {
            flush(&mut uit, vast, aantal);
            (vast, aantal) = (0, 0);
        }
    }
    heel &= aantal != 1;
    flush(&mut uit, vast, aantal);
    Ontcijferd { bytes: uit, heel }
}

/// Writes the whole bytes of a group of `aantal` six-bit values.
fn flush(uit: &mut Vec<u8>, vast: u32, aantal: u8) {
    let hele = match aantal {
        2 => 1,
        3 => 2,
        4 => 3,
        _ => return,
    };
    let [_, a, b, c] = (vast << (6 * (4 - u32::from(aantal)))).to_be_bytes();
    uit.extend([a, b, c].into_iter().take(hele));
}

fn quoted_printable(bytes: &[u8]) -> Ontcijferd {
    let mut uit = Vec::with_capacity(bytes.len());
    let mut heel = true;
    for regel in bytes.split_inclusive(|b| *b == b'\n') {
        let inhoud = regel.trim_ascii_end();
        let einde = if regel.ends_with(b"\r\n") {
            &b"\r\n"[..]
        } else if regel.ends_with(b"\n") {
            &b"\n"[..]
        } else {
            &b""[..]
        };
        let (inhoud, zacht) = inhoud.strip_suffix(b"=").map_or((inhoud, false), |i| (i, true));
        let mut rest = inhoud;
        while let Some((eerste, verder)) = rest.split_first() {
            rest = verder;
            if *eerste != b'=' {
                uit.push(*eerste);
                continue;
            }
            let code = match verder {
                [a, b, ..] => hex(*a).zip(hex(*b)),
                _ => None,
            };
            if let Some((hoog, laag)) = code {
                uit.push(hoog << 4 | laag);
                rest = verder.get(2..).unwrap_or_default();
            } else {
                heel = false;
                uit.push(b'=');
            }
        }
        if !zacht {
            uit.extend_from_slice(einde);
        }
    }
    Ontcijferd { bytes: uit, heel }
}

const fn hex(b: u8) -> Option<u8> {
    match b {
        b'0'..=b'9' => Some(b - b'0'),
        b'A'..=b'F' => Some(b - b'A' + 10),
        b'a'..=b'f' => Some(b - b'a' + 10),
        _ => None,
    }
}

fn uuencode(bytes: &[u8]) -> Ontcijferd {
    let mut uit = Vec::with_capacity(bytes.len() / 4 * 3);
    let mut regels = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii_end);
    let heel = regels.any(|r| r.starts_with(b"begin "));
    for regel in regels.take_while(|r| *r != b"end") {
        let Some((lengte, tekens)) = regel.split_first() else { continue };
        let lengte = usize::from(lengte.wrapping_sub(b' ') & 63);
        let mut groep = Vec::with_capacity(48);
        for vier in tekens.chunks(4) {
            let vast = (0..4).fold(0_u32, |v, i| {
                let b = vier.get(i).copied().unwrap_or(b' ');
                v << 6 | u32::from(b.wrapping_sub(b' ') & 63)
            });
            flush(&mut groep, vast, 4);
        }
        groep.truncate(lengte);
        uit.extend_from_slice(&groep);
    }
    Ontcijferd { bytes: uit, heel }
}

/// Bytes as text. Without a known charset: UTF-8 if it is valid, else windows-1252, which is what old
/// Dutch mailers mean when they say nothing.
pub fn naar_tekst(bytes: &[u8], charset: Option<&str>) -> String {
    // What the bytes say of themselves in front goes before what is said about them.
    let (bytes, charset) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => (rest, charset),
        [0xff, 0xfe, rest @ ..] => (rest, Some("utf-16le")),
        [0xfe, 0xff, rest @ ..] => (rest, Some("utf-16be")),
        bytes => (bytes, charset),
    };
    let naam = charset.map(|c| c.trim().to_ascii_lowercase()).unwrap_or_default();
    let beweert_ascii = matches!(naam.as_str(), "" | "us-ascii" | "ascii" | "utf-8" | "utf8" | "unknown-8bit");
    if beweert_ascii && let Ok(tekst) = std::str::from_utf8(bytes) {
        return tekst.to_owned();
    }
    let naam = if beweert_ascii { "windows-1252" } else { naam.as_str() };
    match charset_decoder(naam.as_bytes()).or_else(|| charset_decoder(b"windows-1252")) {
        Some(lees) => lees(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_survives_breakage() {
        assert_eq!(base64(b"cGlr\r\nZXQ=").bytes, b"piket");
        assert_eq!(base64(b"cGlrZXQ"), Ontcijferd { bytes: b"piket".to_vec(), heel: true });
        assert_eq!(base64(b"cG!l*rZXQ="), Ontcijferd { bytes: b"piket".to_vec(), heel: false });
        assert_eq!(base64(b"cGk=a2V0").bytes, b"piket");
        assert!(!base64(b"cGlrZ").heel);
    }

    #[test]
    fn quoted_printable_joins_soft_breaks() {
        let uit = ontcijfer(b"pati=C3=ABnt en =\r\nverder  \r\nfout =ZZ", "Quoted-Printable");
        assert_eq!(naar_tekst(&uit.bytes, Some("utf-8")), "patiënt en verder\r\nfout =ZZ");
        assert!(!uit.heel);
    }

    #[test]
    fn uuencode_is_read() {
        assert_eq!(ontcijfer(b"begin 644 a.txt\n%<&EK970 \n`\nend\n", "x-uuencode").bytes, b"piket");
    }

    #[test]
    fn charsets_fall_back_to_what_the_bytes_say() {
        assert_eq!(naar_tekst(b"pati\xebnt \x80", Some("windows-1252")), "patiënt €");
        assert_eq!(naar_tekst(b"\xa4 5", Some("ISO-8859-15")), "€ 5");
        assert_eq!(naar_tekst("ü".as_bytes(), None), "ü");
        assert_eq!(naar_tekst(b"pati\xebnt", None), "patiënt");
        assert_eq!(naar_tekst(b"pati\xebnt", Some("utf-8")), "patiënt");
        assert_eq!(naar_tekst(b"\xff\xfeN\0a\0", None), "Na");
        assert_eq!(naar_tekst(b"\xfe\xff\0N\0a", Some("utf-16")), "Na");
        assert_eq!(naar_tekst(b"pati\xebnt", Some("x-bestaat-niet")), "patiënt");
    }
}
