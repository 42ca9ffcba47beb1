//! The GSM 7-bit alphabet of text messages (3GPP TS 23.038, default table and its extension) and a
//! spelling within it. One letter outside it more than halves what fits in a message.

/// The default table in the order of its codes; 0x1B, the escape, is left out.
const BASIC: &str = concat!(
    "@£$¥èéùìòÇ\nØø\rÅå",
    "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ",
    " !\"#¤%&'()*+,-./",
    "0123456789:;<=>?",
    "¡ABCDEFGHIJKLMNO",
    "PQRSTUVWXYZÄÖÑÜ§",
    "¿abcdefghijklmno",
    "pqrstuvwxyzäöñüà"
);

/// Reached through the escape, so they take two places.
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

/// Characters outside the alphabet, with how they are written within it.
const SPELLING: [(&str, &str); 48] = [
    ("áâãāăą", "a"),
    ("ÁÂÃÀĀĂĄ", "A"),
    ("çćĉċč", "c"),
    ("ĆĈĊČ", "C"),
    ("ďđð", "d"),
    ("ĎĐÐ", "D"),
    ("êëēĕėęě", "e"),
    ("ÈÊËĒĔĖĘĚ", "E"),
    ("ĝğġģ", "g"),
    ("ĜĞĠĢ", "G"),
    ("ĥħ", "h"),
    ("ĤĦ", "H"),
    ("íîïĩīĭįı", "i"),
    ("ÌÍÎÏĨĪĬĮİ", "I"),
    ("ĵ", "j"),
    ("Ĵ", "J"),
    ("ķ", "k"),
    ("Ķ", "K"),
    ("ĺļľŀł", "l"),
    ("ĹĻĽĿŁ", "L"),
    ("ńņň", "n"),
    ("ŃŅŇ", "N"),
    ("óôõōŏő", "o"),
    ("ÒÓÔÕŌŎŐ", "O"),
    ("ŕŗř", "r"),
    ("ŔŖŘ", "R"),
    ("śŝşšș", "s"),
    ("ŚŜŞŠȘ", "S"),
    ("ţťŧț", "t"),
    ("ŢŤŦȚ", "T"),
    ("úûũūŭůűų", "u"),
    ("ÙÚÛŨŪŬŮŰŲ", "U"),
    ("ŵ", "w"),
    ("Ŵ", "W"),
    ("ýÿŷ", "y"),
    ("ÝŸŶ", "Y"),
    ("źżž", "z"),
    ("ŹŻŽ", "Z"),
    ("ĳ", "ij"),
    ("Ĳ", "IJ"),
    ("œ", "oe"),
    ("Œ", "OE"),
    ("‘’‚‛′`´", "'"),
    ("“”„‟″«»", "\""),
    ("‐‑‒–—―−•·", "-"),
    ("…", "..."),
    ("\u{a0}\u{2002}\u{2003}\u{2009}\u{202f}\t", " "),
    ("×", "x"),
];

/// The places a character takes: 1, 2 behind the escape, `None` outside the alphabet.
pub(super) fn septets(c: char) -> Option<usize> {
    if c.is_ascii_alphanumeric() || BASIC.contains(c) {
        Some(1)
    } else if EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

/// Writes a text within the alphabet where a spelling is known; other characters stay as they are.
pub(super) fn spell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if septets(c).is_some() {
            out.push(c);
        } else if let Some((_, spelling)) = SPELLING.iter().find(|(from, _)| from.contains(c)) {
            out.push_str(spelling);
        } else if !matches!(c, '\u{300}'..='\u{36f}') {
            // A combining accent follows a letter that is already there.
            out.push(c);
        }
    }
    out
}
