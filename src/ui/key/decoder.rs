//! Takes apart what a terminal sends: keys, and text that was pasted. A program in between may leave the marks
//! around a paste out, so what comes in one read with an Enter among it, or is more than a hand has in it, is taken as text as
//! well: nobody types that fast, and a pasted sentence must never press a key. A paste whose end never comes is closed by
//! [`Decoder::settle`], after which the keyboard works again.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::terminal_event::{self, TerminalEvent};
use crate::desk::state::key::{KeyPress, KeySym};

/// The most bytes of a paste that are held while its end is awaited; longer ones come in parts.
const LONGEST_PASTE: usize = 2 << 20;
/// So many characters in one read are more than a hand types.
const FASTER_THAN_A_HAND: usize = 3;
/// So many in one read no hand typed, not even while the desk did not answer for ten seconds.
const MORE_THAN_A_HAND: usize = 100;
/// No sequence of a key is longer.
const LONGEST_SEQUENCE: usize = 64;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// One thing the officer did at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TerminalInput {
    /// A key.
    Key(KeyPress),
    /// Pasted text.
    Paste(String),
    /// The text of keys that came together with an Enter among them, or so many of them; a line feed stands for Enter.
    Burst(String),
    /// So many keys follow that came in one read: no hand types that fast.
    Together(usize),
    /// What the terminal told of itself.
    Terminal(TerminalEvent),
}

/// Takes the bytes of a terminal apart.
#[derive(Debug, Default)]
pub struct Decoder {
    /// The start of a sequence whose end did not come yet.
    rest: Vec<u8>,
    /// The text of a paste that is still coming in.
    paste: Option<Vec<u8>>,
}

impl Decoder {
    /// What these bytes mean, which came in one read.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<TerminalInput> {
        let all = [std::mem::take(&mut self.rest).as_slice(), bytes].concat();
        let (mut bytes, mut out) = (all.as_slice(), Vec::new());
        while !bytes.is_empty() {
            let used = if self.paste.is_some() { self.in_paste(bytes, &mut out) } else { self.one(bytes, &mut out) };
            let used = match used {
                Some(used) => used.clamp(1, bytes.len()),
                None if bytes.len() > LONGEST_SEQUENCE && !bytes.starts_with(b"\x1b]") => 1,
                None => {
                    self.rest = bytes.to_vec();
                    break;
                }
            };
            bytes = bytes.get(used..).unwrap_or_default();
        }
        text_of_bursts(out)
    }

    /// Nothing came for a while: what is half is not coming any more, and a paste without an end is over.
    pub fn settle(&mut self) -> Vec<TerminalInput> {
        let mut text = self.paste.take().unwrap_or_default();
        text.append(&mut self.rest);
        if text.is_empty() || text.first() == Some(&0x1b) {
            return Vec::new();
        }
        vec![TerminalInput::Paste(String::from_utf8_lossy(&text).into_owned())]
    }

    /// True while something half has come in.
    pub const fn is_waiting(&self) -> bool {
        self.paste.is_some() || !self.rest.is_empty()
    }

    /// True while a paste is coming in.
    pub const fn is_pasting(&self) -> bool {
        self.paste.is_some()
    }

    /// Takes text of a paste, up to its end.
    fn in_paste(&mut self, bytes: &[u8], out: &mut Vec<TerminalInput>) -> Option<usize> {
        let text = self.paste.as_mut()?;
        if let Some(end) = find(bytes, PASTE_ENDS) {
            text.extend(bytes.iter().take(end));
            let text = self.paste.take().unwrap_or_default();
            out.push(TerminalInput::Paste(String::from_utf8_lossy(&text).into_owned()));
            return Some(end + PASTE_ENDS.len());
        }
        // The start of the mark may be the last that came.
        let kept = (1..PASTE_ENDS.len()).rev().find(|n| PASTE_ENDS.get(..*n).is_some_and(|m| bytes.ends_with(m)));
        let taken = bytes.len() - kept.unwrap_or(0);
        text.extend(bytes.iter().take(taken));
        if text.len() >= LONGEST_PASTE {
            out.push(TerminalInput::Paste(String::from_utf8_lossy(&std::mem::take(text)).into_owned()));
        }
        (taken > 0).then_some(taken)
    }

    /// Takes one key; `None` when its end is still to come.
    fn one(&mut self, bytes: &[u8], out: &mut Vec<TerminalInput>) -> Option<usize> {
        if bytes.starts_with(PASTE_BEGINS) {
            self.paste = Some(Vec::new());
            return Some(PASTE_BEGINS.len());
        }
        let (event, used) = match bytes {
            // Nothing behind it in the same read: the key itself, not the start of another.
            [0x1b] | [0x1b, 0x1b, ..] => (Some(plain(KeyCode::Esc)), 1),
            [0x1b, b']', rest @ ..] => {
                let told = terminal_event::answer(rest)?;
                out.extend(told.event.map(TerminalInput::Terminal));
                return Some(told.used + 2);
            }
            [0x1b, b'[', b'<', rest @ ..] => {
                let told = terminal_event::mouse(rest)?;
                out.extend(told.event.map(TerminalInput::Terminal));
                return Some(told.used + 3);
            }
            [0x1b, b'[', focus @ (b'I' | b'O'), ..] => {
                let gained = *focus == b'I';
                let event = if gained { TerminalEvent::FocusGained } else { TerminalEvent::FocusLost };
                out.push(TerminalInput::Terminal(event));
                return Some(3);
            }
            [0x1b, b'[', rest @ ..] => {
                let (event, used) = control_sequence(rest)?;
                (event, used + 2)
            }
            [0x1b, b'O', rest @ ..] => (application_key(*rest.first()?), 3),
            [0x1b, rest @ ..] => {
                let (c, used) = character(rest)?;
                (c.map(|c| KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT)), used + 1)
            }
            _ => {
                let (c, used) = character(bytes)?;
                (c.map(|c| plain(KeyCode::Char(c))), used)
            }
        };
        out.extend(event.and_then(super::from).map(TerminalInput::Key));
        Some(used)
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

const fn plain(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// The first character and its bytes; nothing for a byte that is none, and `None` when more has to come.
fn character(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    let length = match bytes.first()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let start = bytes.get(..length.min(bytes.len()))?;
    match std::str::from_utf8(start) {
        Ok(text) => Some((text.chars().next(), length)),
        Err(e) if e.error_len().is_none() => None,
        Err(_) => Some((None, 1)),
    }
}

/// A key that sends `ESC [`: what stands behind that, and how long it is.
fn control_sequence(bytes: &[u8]) -> Option<(Option<KeyEvent>, usize)> {
    // Two that are older than the rule: function keys of the console, and the mouse.
    match bytes {
        [b'[', rest @ ..] => {
            let code = *rest.first()?;
            let key = (b'A'..=b'E').contains(&code).then(|| plain(KeyCode::F(code - b'A' + 1)));
            return Some((key, 2));
        }
        [b'M', rest @ ..] => return (rest.len() >= 3).then_some((None, 4)),
        _ => {}
    }
    let end = bytes.iter().position(|b| !(0x20..=0x3f).contains(b))?;
    let last = *bytes.get(end)?;
    if !(0x40..=0x7e).contains(&last) {
        // Another key has begun in the midst of it.
        return Some((None, end));
    }
    let body = std::str::from_utf8(bytes.get(..end)?).unwrap_or_default();
    Some((numbered_key(body, last), end + 1))
}

/// A key named by numbers: which one, the modifiers, and whether it was pressed or let go.
fn numbered_key(body: &str, last: u8) -> Option<KeyEvent> {
    let mut parts = body.split(';').map(|part| {
        let mut numbers = part.split(':').map(|n| n.parse::<u32>().ok());
        (numbers.next().flatten(), numbers.next().flatten())
    });
    let (first, (second, kind)) = (parts.next().and_then(|p| p.0), parts.next().unwrap_or_default());
    let third = parts.next().and_then(|p| p.0);
    let code = match last {
        b'Z' => KeyCode::BackTab,
        b'u' => of_code(first?)?,
        b'~' if first == Some(27) => of_code(third?)?,
        b'~' => tilde_key(first?)?,
        letter => letter_key(letter)?,
    };
    let kind = if kind == Some(3) { KeyEventKind::Release } else { KeyEventKind::Press };
    let bits = second.and_then(|m| u8::try_from(m.saturating_sub(1) & 0x3f).ok()).unwrap_or(0);
    Some(KeyEvent::new_with_kind(code, KeyModifiers::from_bits_truncate(modifiers(bits)), kind))
}

/// The modifiers of a terminal are shift, alt, ctrl; those of the library are shift, ctrl, alt.
const fn modifiers(bits: u8) -> u8 {
    (bits & !0b110) | (bits & 0b010) << 1 | (bits & 0b100) >> 1
}

fn of_code(code: u32) -> Option<KeyCode> {
    match code {
        27 => Some(KeyCode::Esc),
        57_414 => Some(KeyCode::Enter),
        _ => char::from_u32(code).map(KeyCode::Char),
    }
}

fn tilde_key(number: u32) -> Option<KeyCode> {
    let f = |first: u32, key: u8| u8::try_from(number - first).ok().map(|n| KeyCode::F(key + n));
    match number {
        1 | 7 => Some(KeyCode::Home),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => f(11, 1),
        17..=21 => f(17, 6),
        23..=24 => f(23, 11),
        _ => None,
    }
}

/// A key that sends `ESC O` and one sign: arrows and the number pad as full-screen programs get them.
fn application_key(sign: u8) -> Option<KeyEvent> {
    let code = match sign {
        b'M' => KeyCode::Enter,
        // The number pad sends the signs and digits that stand on it, 64 higher.
        b'j'..=b'y' => KeyCode::Char(char::from(sign - 64)),
        letter => letter_key(letter)?,
    };
    Some(plain(code))
}

/// A key that ends on its own letter, with and without modifiers before it.
const fn letter_key(letter: u8) -> Option<KeyCode> {
    Some(match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// Of keys that came together with an Enter among them, or more than a hand has in it, only the text is left; of others
/// it is said that they did.
fn text_of_bursts(inputs: Vec<TerminalInput>) -> Vec<TerminalInput> {
    let keys = |i: &TerminalInput| match i {
        TerminalInput::Key(key) => Some(*key),
        TerminalInput::Paste(_) | TerminalInput::Burst(_) | TerminalInput::Together(_) | TerminalInput::Terminal(_) => {
            None
        }
    };
    let enter = inputs.iter().filter_map(keys).any(|k| k == KeyPress::bare(KeySym::Enter));
    let count = inputs.iter().filter_map(keys).count();
    let letters = inputs.iter().filter_map(keys).filter_map(text_of).count();
    // So much that each of them would hold up the clock and the alarms is text without an Enter too.
    let much = letters >= MORE_THAN_A_HAND;
    if !much && (!enter || count < 2) {
        let fast = letters >= FASTER_THAN_A_HAND;
        return fast.then_some(TerminalInput::Together(count)).into_iter().chain(inputs).collect();
    }
    let mut out: Vec<TerminalInput> = Vec::new();
    let mut run: Option<String> = None;
    for input in inputs {
        match input {
            TerminalInput::Key(key) => run.get_or_insert_default().extend(text_of(key)),
            // What the terminal tells stands in no text.
            TerminalInput::Terminal(_) | TerminalInput::Together(_) => out.push(input),
            TerminalInput::Paste(_) | TerminalInput::Burst(_) => {
                out.extend(run.take().map(TerminalInput::Burst));
                out.push(input);
            }
        }
    }
    out.extend(run.map(TerminalInput::Burst));
    out
}

fn text_of(key: KeyPress) -> Option<char> {
    match key.code {
        KeySym::Enter => Some('\n'),
        KeySym::Tab => Some('\t'),
        _ => key.character(),
    }
}

#[cfg(test)]
mod tests;
