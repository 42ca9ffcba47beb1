//! From the terminal's keys to the desk's own, and no others. Terminals name one key in several ways: as a
//! control character, as a letter with Ctrl, as a key of its own, or as one on the number pad. Here they
//! become one, so that nothing behind this has to know.

mod decoder;
pub mod terminal_event;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

pub use self::decoder::{Decoder, TerminalInput};

use crate::desk::state::key::{KeyPress, KeySym};

/// The desk's key for a terminal's key; `None` for releases and keys without a meaning here.
fn from(key: KeyEvent) -> Option<KeyPress> {
    // A window manager's own keys type nothing.
    let foreign = KeyModifiers::SUPER | KeyModifiers::HYPER;
    if key.kind == KeyEventKind::Release || key.modifiers.intersects(foreign) {
        return None;
    }
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::META);
    let press = |code| Some(KeyPress { code, ctrl, alt });
    press(match key.code {
        KeyCode::Char(c) => return character(c, shift, ctrl, alt),
        KeyCode::F(n) => KeySym::F(n),
        KeyCode::Enter => KeySym::Enter,
        KeyCode::Esc => KeySym::Esc,
        KeyCode::Tab if shift => KeySym::TabBack,
        KeyCode::Tab => KeySym::Tab,
        KeyCode::BackTab => KeySym::TabBack,
        KeyCode::Backspace => KeySym::Backspace,
        KeyCode::Delete => KeySym::Delete,
        KeyCode::Up => KeySym::Up,
        KeyCode::Down => KeySym::Down,
        KeyCode::Left => KeySym::Left,
        KeyCode::Right => KeySym::Right,
        KeyCode::Home => KeySym::Home,
        KeyCode::End => KeySym::End,
        KeyCode::PageUp => KeySym::PgUp,
        KeyCode::PageDown => KeySym::PgDn,
        _ => return None,
    })
}

/// A letter with Ctrl is the control character that it always was on a terminal, and a control character
/// is the key that sends it.
fn character(c: char, shift: bool, ctrl: bool, alt: bool) -> Option<KeyPress> {
    let bare = |code| Some(KeyPress { code, ctrl: false, alt });
    match (c.to_ascii_lowercase(), ctrl) {
        ('h', true) | ('\u{8}' | '\u{7f}', _) => bare(KeySym::Backspace),
        ('j' | 'm', true) | ('\n' | '\r', _) => bare(KeySym::Enter),
        ('i', true) | ('\t', _) => bare(if shift { KeySym::TabBack } else { KeySym::Tab }),
        ('[', true) | ('\u{1b}', _) => bare(KeySym::Esc),
        (control @ '\u{1}'..='\u{1a}', _) => {
            let letter = char::from_u32(u32::from(control) + 0x60)?;
            Some(KeyPress { code: KeySym::Char(letter), ctrl: true, alt })
        }
        (c, _) if c.is_control() => None,
        // With Ctrl there are no capitals, whatever Shift or Caps Lock does.
        (small, true) => Some(KeyPress { code: KeySym::Char(small), ctrl, alt }),
        (_, false) if shift => Some(KeyPress { code: KeySym::Char(capital(c)), ctrl, alt }),
        (_, false) => Some(KeyPress { code: KeySym::Char(c), ctrl, alt }),
    }
}

/// The capital of a letter that a terminal sent small beside Shift, where that is one character.
fn capital(c: char) -> char {
    let mut capitals = c.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(one), None) => one,
        (Some(_) | None, _) => c,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyEventState, KeyModifiers as M};

    use super::*;

    /// Every way in which a terminal sends a key, and how the desk knows it.
    const TABLE: [(KeyCode, M, &str); 38] = [
        (KeyCode::Backspace, M::NONE, "backspace"),
        (KeyCode::Backspace, M::SHIFT, "backspace"),
        (KeyCode::Backspace, M::CONTROL, "ctrl-backspace"),
        (KeyCode::Char('h'), M::CONTROL, "backspace"),
        (KeyCode::Char('H'), M::CONTROL.union(M::SHIFT), "backspace"),
        (KeyCode::Char('h'), M::CONTROL.union(M::ALT), "alt-backspace"),
        (KeyCode::Char('\u{8}'), M::NONE, "backspace"),
        (KeyCode::Char('\u{7f}'), M::NONE, "backspace"),
        (KeyCode::Enter, M::NONE, "enter"),
        (KeyCode::Char('j'), M::CONTROL, "enter"),
        (KeyCode::Char('m'), M::CONTROL, "enter"),
        (KeyCode::Char('\n'), M::NONE, "enter"),
        (KeyCode::Char('\r'), M::NONE, "enter"),
        (KeyCode::Tab, M::NONE, "tab"),
        (KeyCode::Tab, M::SHIFT, "shift-tab"),
        (KeyCode::BackTab, M::SHIFT, "shift-tab"),
        (KeyCode::BackTab, M::NONE, "shift-tab"),
        (KeyCode::Char('i'), M::CONTROL, "tab"),
        (KeyCode::Char('I'), M::CONTROL.union(M::SHIFT), "shift-tab"),
        (KeyCode::Char('\t'), M::NONE, "tab"),
        (KeyCode::Esc, M::NONE, "esc"),
        (KeyCode::Char('['), M::CONTROL, "esc"),
        (KeyCode::Char('\u{1b}'), M::NONE, "esc"),
        (KeyCode::Char('s'), M::CONTROL, "ctrl-s"),
        (KeyCode::Char('S'), M::CONTROL, "ctrl-s"),
        (KeyCode::Char('\u{13}'), M::NONE, "ctrl-s"),
        (KeyCode::Char('u'), M::CONTROL, "ctrl-u"),
        (KeyCode::Char('a'), M::NONE, "a"),
        (KeyCode::Char('a'), M::SHIFT, "A"),
        (KeyCode::Char('A'), M::SHIFT, "A"),
        (KeyCode::Char('A'), M::NONE, "A"),
        (KeyCode::Char('!'), M::SHIFT, "!"),
        (KeyCode::Char('ß'), M::SHIFT, "ß"),
        (KeyCode::Char('b'), M::ALT, "alt-b"),
        (KeyCode::Char('b'), M::META, "alt-b"),
        (KeyCode::F(2), M::NONE, "f2"),
        (KeyCode::Delete, M::NONE, "del"),
        (KeyCode::PageDown, M::NONE, "pgdn"),
    ];

    #[test]
    fn a_key_is_one_key_however_the_terminal_names_it() {
        for (code, modifiers, name) in TABLE {
            for state in [KeyEventState::NONE, KeyEventState::KEYPAD, KeyEventState::NUM_LOCK, KeyEventState::CAPS_LOCK]
            {
                let event = KeyEvent::new_with_kind_and_state(code, modifiers, KeyEventKind::Press, state);
                assert_eq!(from(event), name.parse().ok(), "{code:?} {modifiers:?}");
                let held = KeyEvent { kind: KeyEventKind::Repeat, ..event };
                assert_eq!(from(held), from(event));
            }
        }
    }

    #[test]
    fn what_types_nothing_is_no_key() {
        let nothing = [
            (KeyCode::Char('s'), M::SUPER),
            (KeyCode::Char('s'), M::HYPER),
            (KeyCode::Char('\u{9b}'), M::NONE),
            (KeyCode::Char('\u{0}'), M::NONE),
            (KeyCode::CapsLock, M::NONE),
            (KeyCode::KeypadBegin, M::NONE),
            (KeyCode::Null, M::NONE),
        ];
        for (code, modifiers) in nothing {
            assert_eq!(from(KeyEvent::new(code, modifiers)), None, "{code:?}");
        }
        let released = KeyEvent::new_with_kind(KeyCode::Enter, M::NONE, KeyEventKind::Release);
        assert_eq!(from(released), None);
    }
}
