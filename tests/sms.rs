//! Text messages, counted against a table and a way of cutting that are the test's own.

use std::{collections::HashMap, sync::LazyLock};

use piket::outgoing::sms::{Encoding, count, to_gsm7};
use proptest::prelude::*;

/// The default alphabet by code point, in the order of GSM 03.38; 0x1B is the escape.
fn gsm_table() -> Vec<u32> {
    let mut t: Vec<u32> = vec![
        0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5, 0x394, 0x5F,
        0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0x1B, 0xC6, 0xE6, 0xDF, 0xC9, 0x20, 0x21, 0x22,
        0x23, 0xA4,
    ];
    t.extend(0x25..=0x3F);
    t.push(0xA1);
    t.extend(0x41..=0x5A);
    t.extend([0xC4, 0xD6, 0xD1, 0xDC, 0xA7, 0xBF]);
    t.extend(0x61..=0x7A);
    t.extend([0xE4, 0xF6, 0xF1, 0xFC, 0xE0]);
    t
}

const EXTENSION: [(u32, u8); 10] = [
    (0x0C, 0x0A),
    (0x5E, 0x14),
    (0x7B, 0x28),
    (0x7D, 0x29),
    (0x5C, 0x2F),
    (0x5B, 0x3C),
    (0x7E, 0x3D),
    (0x5D, 0x3E),
    (0x7C, 0x40),
    (0x20AC, 0x65),
];

/// Encodes into septets; `None` when a character has no code.
fn septets(text: &str) -> Option<Vec<u8>> {
    static TABLE: LazyLock<HashMap<u32, usize>> =
        LazyLock::new(|| gsm_table().into_iter().enumerate().map(|(code, letter)| (letter, code)).collect());
    let mut out = Vec::new();
    for c in text.chars().map(u32::from) {
        if let Some(&i) = TABLE.get(&c).filter(|_| c != 0x1B) {
            out.push(u8::try_from(i).ok()?);
        } else {
            let (_, code) = EXTENSION.iter().find(|(t, _)| *t == c)?;
            out.extend([0x1B, *code]);
        }
    }
    Some(out)
}

/// Cuts units into parts and moves a cut back that would fall inside a pair.
fn cut<T: Copy>(units: &[T], single: usize, part: usize, starts_pair: impl Fn(T) -> bool) -> usize {
    if units.len() <= single {
        return usize::from(!units.is_empty());
    }
    let (mut start, mut parts) = (0, 0);
    while start < units.len() {
        let mut end = (start + part).min(units.len());
        if end < units.len() && starts_pair(units[end - 1]) {
            end -= 1;
        }
        start = end;
        parts += 1;
    }
    parts
}

fn oracle(text: &str) -> (Encoding, usize, usize) {
    if let Some(s) = septets(text) {
        // 0x1B never is the second half of a pair, so the last unit alone tells.
        (Encoding::Gsm7, s.len(), cut(&s, 160, 153, |u| u == 0x1B))
    } else {
        let u: Vec<u16> = text.encode_utf16().collect();
        (Encoding::Ucs2, u.len(), cut(&u, 70, 67, |u| (0xD800..0xDC00).contains(&u)))
    }
}

#[test]
fn the_table_of_the_test_is_complete() {
    assert_eq!(gsm_table().len(), 128);
    for c in (0..0x3000).filter_map(char::from_u32) {
        let (encoding, chars, _) = oracle(&c.to_string());
        let tally = count(&c.to_string());
        assert_eq!((tally.encoding, tally.chars), (encoding, chars), "{c:?}");
    }
}

#[test]
fn known_messages_count_as_known() {
    let a = |n: usize| "a".repeat(n);
    for (text, encoding, chars, segments) in [
        (String::new(), Encoding::Gsm7, 0, 0),
        (a(160), Encoding::Gsm7, 160, 1),
        (a(161), Encoding::Gsm7, 161, 2),
        (a(306), Encoding::Gsm7, 306, 2),
        (a(307), Encoding::Gsm7, 307, 3),
        ("€".repeat(80), Encoding::Gsm7, 160, 1),
        ("€".repeat(81), Encoding::Gsm7, 162, 2),
        ("€".repeat(153), Encoding::Gsm7, 306, 3),
        (a(152) + "€" + &a(152), Encoding::Gsm7, 306, 3),
        ("ë".repeat(70), Encoding::Ucs2, 70, 1),
        ("ë".repeat(71), Encoding::Ucs2, 71, 2),
        ("ë".repeat(135), Encoding::Ucs2, 135, 3),
        ("🚨".repeat(35), Encoding::Ucs2, 70, 1),
        ("🚨".repeat(67), Encoding::Ucs2, 134, 3),
    ] {
        let tally = count(&text);
        assert_eq!((tally.encoding, tally.chars, tally.segments), (encoding, chars, segments), "{text}");
    }
    let tally = count("Justitiële vóórgeleiding geïnformeerd – ’s nachts ë");
    assert_eq!(tally.unsupported, ['ë', 'ó', 'ï', '–', '’']);
    assert_eq!(tally.proposal.as_deref(), Some("Justitiele voorgeleiding geinformeerd - 's nachts e"));
    assert_eq!(count("brand 🚨").proposal, None);
    assert_eq!(count("brand").proposal, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn counting_agrees_with_the_table(text in "[a-zA-Z0-9 €\\[\\]|~éèùëïΔ🚨\n]{0,400}|[a-z€{}^]{140,330}|[ë🚨a]{60,210}") {
        let tally = count(&text);
        prop_assert_eq!((tally.encoding, tally.chars, tally.segments), oracle(&text));
        prop_assert_eq!(tally.unsupported.is_empty(), tally.encoding == Encoding::Gsm7);
        if let Some(proposal) = tally.proposal {
            prop_assert!(septets(&proposal).is_some());
        }
    }

}

proptest! {
    #[test]
    fn respelling_leaves_what_fits_and_is_final(text in "\\PC{0,60}") {
        let one = to_gsm7(&text);
        prop_assert_eq!(to_gsm7(&one), one);
        if septets(&text).is_some() {
            prop_assert_eq!(to_gsm7(&text), text);
        }
    }
}
