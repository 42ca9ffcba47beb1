//! From the terminal's keys to the desk's own, and no others.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::desk::state::key::{KeyPress, KeySym};

/// The desk's key for a terminal's key; `None` for releases and keys without a meaning here.
pub fn from(key: KeyEvent) -> Option<KeyPress> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        KeyCode::Char(c) => KeySym::Char(c),
        KeyCode::F(n) => KeySym::F(n),
        KeyCode::Enter => KeySym::Enter,
        KeyCode::Esc => KeySym::Esc,
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
    };
    Some(KeyPress {
        code,
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.contains(KeyModifiers::ALT),
    })
}
