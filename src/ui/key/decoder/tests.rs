//! What terminals really send, in every way it can be cut up.

use super::*;

fn key(name: &str) -> Option<TerminalInput> {
    name.parse().ok().map(TerminalInput::Key)
}

fn paste(text: &str) -> TerminalInput {
    TerminalInput::Paste(text.to_owned())
}

const TABLE: [(&[u8], &str); 36] = [
    (b"a", "a"),
    (b"A", "A"),
    ("é".as_bytes(), "é"),
    ("界".as_bytes(), "界"),
    ("👍".as_bytes(), "👍"),
    (b"\r", "enter"),
    (b"\n", "enter"),
    (b"\t", "tab"),
    (b"\x08", "backspace"),
    (b"\x7f", "backspace"),
    (b"\x1b", "esc"),
    (b"\x13", "ctrl-s"),
    (b"\x1a", "ctrl-z"),
    (b"\x1bb", "alt-b"),
    (b"\x1b\x7f", "alt-backspace"),
    (b"\x1b[A", "omhoog"),
    (b"\x1bOB", "omlaag"),
    (b"\x1b[1;5C", "ctrl-rechts"),
    (b"\x1b[1;3D", "alt-links"),
    (b"\x1b[H", "home"),
    (b"\x1b[4~", "end"),
    (b"\x1b[8~", "end"),
    (b"\x1b[3~", "del"),
    (b"\x1b[5~", "pgup"),
    (b"\x1b[Z", "shift-tab"),
    (b"\x1bOP", "f1"),
    (b"\x1b[[A", "f1"),
    (b"\x1b[11~", "f1"),
    (b"\x1b[15~", "f5"),
    (b"\x1b[20~", "f9"),
    (b"\x1b[21~", "f10"),
    (b"\x1b[27u", "esc"),
    (b"\x1b[97;5u", "ctrl-a"),
    (b"\x1b[27;5;115~", "ctrl-s"),
    (b"\x1bOM", "enter"),
    (b"\x1bOq", "1"),
];

#[test]
fn every_key_is_read_whole_and_in_pieces() {
    for (bytes, name) in TABLE {
        assert!(key(name).is_some(), "{name}");
        assert_eq!(Decoder::default().read(bytes), Vec::from_iter(key(name)), "{bytes:?}");
        // A lone ESC is a key by itself: what comes after it cannot be told from what is typed.
        for cut in 2..bytes.len() {
            let mut decoder = Decoder::default();
            let (one, two) = bytes.split_at(cut);
            let read: Vec<_> = decoder.read(one).into_iter().chain(decoder.read(two)).collect();
            assert_eq!(read, Vec::from_iter(key(name)), "{one:?} {two:?}");
        }
    }
}

#[test]
fn what_is_no_key_of_the_desk_types_nothing() {
    for bytes in [&b"\x1b[M !!"[..], b"\x1b[201~", b"\x1b[97;1:3u", b"\xff", b"\x1b[2~"] {
        assert_eq!(Decoder::default().read(bytes), [], "{bytes:?}");
    }
}

#[test]
fn a_marked_paste_is_its_text_however_it_is_cut() {
    let bytes = "\x1b[200~regel é\r\n\x1b[A twee\x1b[201~x".as_bytes();
    for cut in 1..bytes.len() {
        let (one, two) = bytes.split_at(cut);
        if one.ends_with(b"\x1b") && cut == 1 {
            continue;
        }
        let mut decoder = Decoder::default();
        let read: Vec<_> = decoder.read(one).into_iter().chain(decoder.read(two)).collect();
        let end = Vec::from_iter(key("x"));
        assert_eq!(read, [vec![paste("regel é\r\n\x1b[A twee")], end].concat(), "{cut}");
    }
}

#[test]
fn what_comes_at_once_with_an_enter_is_text() {
    for (bytes, text) in [
        (&b"nee: q\r"[..], "nee: q\n"),
        (b"\rq", "\nq"),
        (b"a\tb\rc", "a\tb\nc"),
        (b"x\x1b[B\r", "x\n"),
        (b"\x13\r", "\n"),
        (b"\r\r", "\n\n"),
    ] {
        assert_eq!(Decoder::default().read(bytes), [TerminalInput::Burst(text.to_owned())], "{bytes:?}");
    }
    let keys = ["a", "b", "ctrl-s"].iter().filter_map(|n| key(n)).collect::<Vec<_>>();
    assert_eq!(Decoder::default().read(b"ab\x13"), keys);
}

#[test]
fn a_paste_without_an_end_is_over_after_a_while_and_keys_work_again() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.read(b"\x1b[200~half"), []);
    assert!(decoder.is_waiting() && decoder.is_pasting());
    assert_eq!(decoder.read(b"\r"), []);
    assert_eq!(decoder.settle(), [paste("half\r")]);
    assert_eq!(decoder.read(b"q"), Vec::from_iter(key("q")));
    // And one that is endless comes in parts instead of filling the memory.
    let mut decoder = Decoder::default();
    decoder.read(b"\x1b[200~");
    let part = vec![b'x'; 65536];
    let parts: usize = (0..64).map(|_| decoder.read(&part).len()).sum();
    assert_eq!(parts, 2);
    // Half a sequence does not make the keyboard deaf either.
    let mut decoder = Decoder::default();
    assert_eq!(decoder.read(b"\x1b[1;"), []);
    assert_eq!(decoder.settle(), []);
    assert_eq!(decoder.read(b"q"), Vec::from_iter(key("q")));
}

#[test]
fn no_bytes_make_it_panic_or_deaf() {
    proptest::proptest!(|(reads in proptest::collection::vec(proptest::collection::vec(proptest::num::u8::ANY, 0..40), 0..20))| {
        let mut decoder = Decoder::default();
        for bytes in reads {
            decoder.read(&bytes);
        }
        decoder.settle();
        proptest::prop_assert_eq!(decoder.read(b"q"), Vec::from_iter(key("q")));
    });
}

#[test]
fn a_page_that_comes_at_once_is_text_and_what_a_hand_types_meanwhile_is_not() {
    let text = "woord ".repeat(17);
    assert_eq!(Decoder::default().read(text.as_bytes()), [TerminalInput::Burst(text.clone())]);
    // What a hand types while a line stalls, and what moves about, are keys.
    for keys in ["woord ".repeat(16), "j".repeat(90)] {
        let read = Decoder::default().read(keys.as_bytes());
        assert_eq!(read.len(), keys.len() + 1, "{keys}");
        assert!(read.iter().all(|input| !matches!(input, TerminalInput::Burst(_))), "{keys}");
    }
    let arrows = "\u{1b}[Bj".repeat(20);
    assert!(!Decoder::default().read(arrows.as_bytes()).iter().any(|input| matches!(input, TerminalInput::Burst(_))));
}

#[test]
fn what_comes_at_once_is_read_in_time_that_grows_with_it() {
    // Half a million letters took minutes where each of them moved all that were left.
    let text = "woord ".repeat(90_000);
    assert_eq!(Decoder::default().read(text.as_bytes()), [TerminalInput::Burst(text)]);
}
