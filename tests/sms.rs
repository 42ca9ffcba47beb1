//! Text messages, counted against a table and a way of cutting that are the test's own.

use piket::outgoing::sms::{Codering, naar_gsm7, tel};
use proptest::prelude::*;

/// The default alphabet by code point, in the order of GSM 03.38; 0x1B is the escape.
fn gsm_tabel() -> Vec<u32> {
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

const UITBREIDING: [(u32, u8); 10] = [
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
fn septetten(tekst: &str) -> Option<Vec<u8>> {
    let tabel = gsm_tabel();
    let mut uit = Vec::new();
    for c in tekst.chars().map(u32::from) {
        if let Some(i) = tabel.iter().position(|t| *t == c && c != 0x1B) {
            uit.push(u8::try_from(i).ok()?);
        } else {
            let (_, code) = UITBREIDING.iter().find(|(t, _)| *t == c)?;
            uit.extend([0x1B, *code]);
        }
    }
    Some(uit)
}

/// Cuts units into parts and moves a cut back that would fall inside a pair.
fn knip<T: Copy>(units: &[T], enkel: usize, deel: usize, begint_paar: impl Fn(T) -> bool) -> usize {
    if units.len() <= enkel {
        return usize::from(!units.is_empty());
    }
    let (mut begin, mut delen) = (0, 0);
    while begin < units.len() {
        let mut eind = (begin + deel).min(units.len());
        if eind < units.len() && begint_paar(units[eind - 1]) {
            eind -= 1;
        }
        begin = eind;
        delen += 1;
    }
    delen
}

fn orakel(tekst: &str) -> (Codering, usize, usize) {
    if let Some(s) = septetten(tekst) {
        // 0x1B never is the second half of a pair, so the last unit alone tells.
        (Codering::Gsm7, s.len(), knip(&s, 160, 153, |u| u == 0x1B))
    } else {
        let u: Vec<u16> = tekst.encode_utf16().collect();
        (Codering::Ucs2, u.len(), knip(&u, 70, 67, |u| (0xD800..0xDC00).contains(&u)))
    }
}

#[test]
fn the_table_of_the_test_is_complete() {
    assert_eq!(gsm_tabel().len(), 128);
    for c in (0..0x3000).filter_map(char::from_u32) {
        let (codering, tekens, _) = orakel(&c.to_string());
        let telling = tel(&c.to_string());
        assert_eq!((telling.codering, telling.tekens), (codering, tekens), "{c:?}");
    }
}

#[test]
fn known_messages_count_as_known() {
    let a = |n: usize| "a".repeat(n);
    for (tekst, codering, tekens, segmenten) in [
        (String::new(), Codering::Gsm7, 0, 0),
        (a(160), Codering::Gsm7, 160, 1),
        (a(161), Codering::Gsm7, 161, 2),
        (a(306), Codering::Gsm7, 306, 2),
        (a(307), Codering::Gsm7, 307, 3),
        ("€".repeat(80), Codering::Gsm7, 160, 1),
        ("€".repeat(81), Codering::Gsm7, 162, 2),
        ("€".repeat(153), Codering::Gsm7, 306, 3),
        (a(152) + "€" + &a(152), Codering::Gsm7, 306, 3),
        ("ë".repeat(70), Codering::Ucs2, 70, 1),
        ("ë".repeat(71), Codering::Ucs2, 71, 2),
        ("ë".repeat(135), Codering::Ucs2, 135, 3),
        ("🚨".repeat(35), Codering::Ucs2, 70, 1),
        ("🚨".repeat(67), Codering::Ucs2, 134, 3),
    ] {
        let telling = tel(&tekst);
        assert_eq!((telling.codering, telling.tekens, telling.segmenten), (codering, tekens, segmenten), "{tekst}");
    }
    let telling = tel("Justitiële vóórgeleiding geïnformeerd – ’s nachts ë");
    assert_eq!(telling.dwarsliggers, ['ë', 'ó', 'ï', '–', '’']);
    assert_eq!(telling.voorstel.as_deref(), Some("Justitiele voorgeleiding geinformeerd - 's nachts e"));
    assert_eq!(tel("brand 🚨").voorstel, None);
    assert_eq!(tel("brand").voorstel, None);
}

proptest! {
    #[test]
    fn counting_agrees_with_the_table(tekst in "[a-zA-Z0-9 €\\[\\]|~éèùëïΔ🚨\n]{0,400}|[a-z€{}^]{140,330}|[ë🚨a]{60,210}") {
        let telling = tel(&tekst);
        prop_assert_eq!((telling.codering, telling.tekens, telling.segmenten), orakel(&tekst));
        prop_assert_eq!(telling.dwarsliggers.is_empty(), telling.codering == Codering::Gsm7);
        if let Some(voorstel) = telling.voorstel {
            prop_assert!(septetten(&voorstel).is_some());
        }
    }

    #[test]
    fn respelling_leaves_what_fits_and_is_final(tekst in "\\PC{0,60}") {
        let een = naar_gsm7(&tekst);
        prop_assert_eq!(naar_gsm7(&een), een);
        if septetten(&tekst).is_some() {
            prop_assert_eq!(naar_gsm7(&tekst), tekst);
        }
    }
}
