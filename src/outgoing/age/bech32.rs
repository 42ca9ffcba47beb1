//! The letters in which the age format writes its keys (BIP 173): 32 letters that are hard to mistake, with a
//! checksum that finds every mistake in up to four of them.

const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const CHECKSUM: usize = 6;
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

fn polymod(values: impl Iterator<Item = u8>) -> u32 {
    values.fold(1, |sum, value| {
        let top = sum >> 25;
        let next = (sum & 0x01ff_ffff) << 5 ^ u32::from(value);
        GENERATOR.iter().zip(0..).filter(|(_, bit)| top >> bit & 1 == 1).fold(next, |next, (g, _)| next ^ g)
    })
}

fn expanded(prefix: &str) -> impl Iterator<Item = u8> {
    prefix.bytes().map(|b| b >> 5).chain([0]).chain(prefix.bytes().map(|b| b & 31))
}

/// The 32 bytes of a key that is written behind this prefix, all in small letters or all in capitals; `None` where a
/// letter is wrong.
pub(super) fn decode(prefix: &str, written: &str) -> Option<[u8; 32]> {
    if written.chars().any(char::is_lowercase) && written.chars().any(char::is_uppercase) {
        return None;
    }
    let small = written.to_ascii_lowercase();
    let letters = small.strip_prefix(prefix)?.strip_prefix('1')?;
    let place = |letter: u8| LETTERS.iter().position(|l| *l == letter).and_then(|at| u8::try_from(at).ok());
    let values: Vec<u8> = letters.bytes().map(place).collect::<Option<_>>()?;
    if polymod(expanded(prefix).chain(values.iter().copied())) != 1 {
        return None;
    }
    let (data, _) = values.split_at_checked(values.len().checked_sub(CHECKSUM)?)?;
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0_u32);
    for value in data {
        held = (held << 5 | u32::from(*value)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    // What is left over fills up the last letter with zeros.
    (held & ((1 << bits) - 1) == 0).then_some(())?;
    bytes.try_into().ok()
}

#[cfg(test)]
pub(super) fn encode(prefix: &str, key: &[u8; 32]) -> String {
    let (mut values, mut held, mut bits) = (Vec::new(), 0_u32, 0_u32);
    for byte in key {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            values.push(u8::try_from(held >> bits & 31).unwrap_or_default());
        }
    }
    values.push(u8::try_from(held << (5 - bits) & 31).unwrap_or_default());
    let sum = polymod(expanded(prefix).chain(values.iter().copied()).chain([0; CHECKSUM])) ^ 1;
    values.extend((0..6).map(|at| u8::try_from(sum >> (5 * (5 - at)) & 31).unwrap_or_default()));
    let letters = values.iter().filter_map(|v| LETTERS.get(usize::from(*v))).map(|l| char::from(*l));
    format!("{prefix}1{}", letters.collect::<String>())
}
