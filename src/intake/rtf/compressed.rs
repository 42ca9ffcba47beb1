//! Outlook's compression of rich text (MS-OXRTFCP).

/// What compressed rich text may unpack to.
const MAX_UNPACKED: usize = 4 << 20;

/// The text that every compressor and decompressor starts from.
const BEGIN: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Undoes Outlook's compression.
pub fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let header: &[u8; 16] = bytes.first_chunk()?;
    let content = bytes.get(16..)?;
    match header {
        [.., b'M', b'E', b'L', b'A', _, _, _, _] => Some(content.to_vec()),
        [.., b'L', b'Z', b'F', b'u', _, _, _, _] => lzfu(content),
        _ => None,
    }
}

/// Runs of eight literals or references into the last 4096 bytes, announced by one byte of flags.
fn lzfu(content: &[u8]) -> Option<Vec<u8>> {
    let mut window = [0_u8; 4096];
    for (target, b) in window.iter_mut().zip(BEGIN) {
        *target = *b;
    }
    let mut write_pos = BEGIN.len();
    let mut out = Vec::new();
    let set = |b: u8, write_pos: &mut usize, out: &mut Vec<u8>, window: &mut [u8; 4096]| {
        if let Some(target) = window.get_mut(*write_pos % 4096) {
            *target = b;
        }
        *write_pos = (*write_pos + 1) % 4096;
        out.push(b);
    };
    let mut rest = content.iter().copied();
    while let Some(flags) = rest.next() {
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some(b) = rest.next() else { return Some(out) };
                set(b, &mut write_pos, &mut out, &mut window);
                continue;
            }
            let (Some(high), Some(low)) = (rest.next(), rest.next()) else { return Some(out) };
            let reference = usize::from(high) << 8 | usize::from(low);
            let (pos, length) = (reference >> 4, (reference & 15) + 2);
            if pos == write_pos {
                return Some(out);
            }
            for i in 0..length {
                let b = window.get((pos + i) % 4096).copied().unwrap_or_default();
                set(b, &mut write_pos, &mut out, &mut window);
            }
            if out.len() > MAX_UNPACKED {
                return None;
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_is_undone() {
        // "{\rtf1 WXYZWXYZ}" with a reference into the starting text and into itself.
        let mut packed = vec![0_u8; 8];
        packed.extend(b"LZFu\0\0\0\0");
        packed.extend([0x01, 0x00, 0x04, b' ', b'W', b'X', b'Y', b'Z', b'}', b' ']);
        let out = unpacked(&packed).unwrap_or_default();
        assert!(out.starts_with(b"{\\rtf1 WXYZ}"), "{:?}", String::from_utf8_lossy(&out));
        assert_eq!(unpacked(b"te kort"), None);
    }
}
