//! What a terminal tells of itself between the keys: which background it has, whether it has the focus, and where its
//! mouse is. None of it is ever text, however it is cut up.

use crate::ui::theme::Rgb;

/// One thing a terminal told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TerminalEvent {
    /// Its background, because it was asked.
    Background(Rgb),
    /// Its window has the focus now.
    FocusGained,
    /// Another window has it.
    FocusLost,
    /// The mouse did something.
    Mouse(MouseInput),
}

/// What the mouse did, and over which cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MouseInput {
    /// What.
    pub act: MouseAct,
    /// The column, the first one is 0.
    pub column: u16,
    /// The row, the first one is 0.
    pub row: u16,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button went down.
    Press,
    /// It moved with that button down.
    Drag,
    /// That button came up.
    Release,
    /// The wheel turned away from the officer.
    WheelUp,
    /// And towards.
    WheelDown,
}

/// What the next event is and how long; `None` when its end is still to come.
pub struct ParsedEvent {
    /// Nothing for what the desk has no use for.
    pub event: Option<TerminalEvent>,
    /// The bytes of it.
    pub used: usize,
}

/// The longest answer a terminal gives.
const LONGEST: usize = 64;

/// What stands behind `ESC ]`, up to the sign that ends it.
pub fn answer(bytes: &[u8]) -> Option<ParsedEvent> {
    let bell = bytes.iter().position(|b| *b == 0x07).map(|at| (at, 1));
    let string_end = bytes.windows(2).position(|pair| pair == b"\x1b\\").map(|at| (at, 2));
    let Some((at, closing)) = [bell, string_end].into_iter().flatten().min() else {
        // No end in sight: it is not typed either.
        return (bytes.len() > LONGEST).then_some(ParsedEvent { event: None, used: bytes.len() });
    };
    let text = bytes.get(..at).and_then(|body| std::str::from_utf8(body).ok()).unwrap_or_default();
    let event = text.strip_prefix("11;").and_then(color).map(TerminalEvent::Background);
    Some(ParsedEvent { event, used: at + closing })
}

/// `rgb:ffff/8080/0000`, with one to four digits a part.
fn color(text: &str) -> Option<Rgb> {
    let (_, levels) = text.split_once(':').filter(|(form, _)| ["rgb", "rgba"].contains(form))?;
    let mut levels = levels.split('/').map(|digits| {
        let most = match digits.len() {
            1..=4 => (1u32 << (4 * digits.len())) - 1,
            _ => return None,
        };
        u8::try_from(u32::from_str_radix(digits, 16).ok()? * 255 / most).ok()
    });
    Some(Rgb { red: levels.next()??, green: levels.next()??, blue: levels.next()?? })
}

/// What stands behind `ESC [ <`: buttons, column and row, and whether the button went down or came up.
pub fn mouse(bytes: &[u8]) -> Option<ParsedEvent> {
    let end = bytes.iter().position(|b| !(b.is_ascii_digit() || *b == b';'))?;
    let text = bytes.get(..end).and_then(|body| std::str::from_utf8(body).ok()).unwrap_or_default();
    let mut numbers = text.split(';').map(|number| number.parse::<u16>().ok());
    let mut next = || numbers.next().flatten();
    let read = (next(), next(), next());
    let last = bytes.get(end).copied();
    let event = match (read, last) {
        ((Some(buttons), Some(column @ 1..), Some(row @ 1..)), Some(b'M' | b'm')) => act(buttons, last == Some(b'M'))
            .map(|act| TerminalEvent::Mouse(MouseInput { act, column: column - 1, row: row - 1 })),
        _ => None,
    };
    Some(ParsedEvent { event, used: end + 1 })
}

/// Which keys were held with it makes no difference.
const fn act(buttons: u16, down: bool) -> Option<MouseAct> {
    const HELD: u16 = 0b1_1100;
    match (buttons & !HELD, down) {
        (0, true) => Some(MouseAct::Press),
        (0, false) => Some(MouseAct::Release),
        (32, true) => Some(MouseAct::Drag),
        (64, true) => Some(MouseAct::WheelUp),
        (65, true) => Some(MouseAct::WheelDown),
        (_, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Decoder, TerminalInput},
        *,
    };

    fn read(bytes: &[u8]) -> Vec<TerminalInput> {
        Decoder::default().read(bytes)
    }

    #[test]
    fn a_background_is_read_whole_and_in_pieces_and_types_nothing() {
        let white = Rgb { red: 255, green: 255, blue: 255 };
        let dark = Rgb { red: 30, green: 32, blue: 40 };
        for (bytes, expected) in [
            (&b"\x1b]11;rgb:ffff/ffff/ffff\x07"[..], Some(white)),
            (b"\x1b]11;rgb:1e1e/2020/2828\x1b\\", Some(dark)),
            (b"\x1b]11;rgb:ff/ff/ff\x07", Some(white)),
            (b"\x1b]11;rgba:ffff/ffff/ffff/ffff\x07", Some(white)),
            (b"\x1b]11;zomaar\x07", None),
            (b"\x1b]10;rgb:0000/0000/0000\x07", None),
            (b"\x1b]52;c;cGlrZXQ=\x07", None),
        ] {
            let expected = Vec::from_iter(expected.map(TerminalEvent::Background).map(TerminalInput::Terminal));
            assert_eq!(read(bytes), expected, "{bytes:?}");
            for cut in 2..bytes.len() {
                let mut decoder = Decoder::default();
                let (one, two) = bytes.split_at(cut);
                let found: Vec<_> = decoder.read(one).into_iter().chain(decoder.read(two)).collect();
                assert_eq!(found, expected, "{one:?} {two:?}");
            }
        }
        // An answer without an end is over at some time, and was never typed.
        let endless = [&b"\x1b]11;rgb:"[..], &b"f".repeat(200)].concat();
        assert_eq!(read(&endless), []);
    }

    #[test]
    fn the_mouse_and_the_focus_are_told_apart() {
        let at = |act, column, row| TerminalEvent::Mouse(MouseInput { act, column, row });
        for (bytes, expected) in [
            (&b"\x1b[I"[..], Some(TerminalEvent::FocusGained)),
            (b"\x1b[O", Some(TerminalEvent::FocusLost)),
            (b"\x1b[<0;10;3M", Some(at(MouseAct::Press, 9, 2))),
            (b"\x1b[<0;10;3m", Some(at(MouseAct::Release, 9, 2))),
            (b"\x1b[<32;11;3M", Some(at(MouseAct::Drag, 10, 2))),
            (b"\x1b[<64;1;1M", Some(at(MouseAct::WheelUp, 0, 0))),
            (b"\x1b[<69;1;1M", Some(at(MouseAct::WheelDown, 0, 0))),
            (b"\x1b[<2;1;1M", None),
            (b"\x1b[<0;0;0M", None),
            (b"\x1b[<0;99999;1M", None),
        ] {
            let expected = Vec::from_iter(expected.map(TerminalInput::Terminal));
            assert_eq!(read(bytes), expected, "{bytes:?}");
            for cut in 3..bytes.len() {
                let mut decoder = Decoder::default();
                let (one, two) = bytes.split_at(cut);
                let found: Vec<_> = decoder.read(one).into_iter().chain(decoder.read(two)).collect();
                assert_eq!(found, expected, "{one:?} {two:?}");
            }
        }
    }
}
