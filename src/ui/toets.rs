//! From the terminal's keys to the desk's own, and no others.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::toets::{Code, Toets};

/// The desk's key for a terminal's key; `None` for releases and keys without a meaning here.
pub fn van(key: KeyEvent) -> Option<Toets> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let code = match key.code {
        KeyCode::Char(c) => Code::Teken(c),
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::TabTerug,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Omhoog,
        KeyCode::Down => Code::Omlaag,
        KeyCode::Left => Code::Links,
        KeyCode::Right => Code::Rechts,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PgUp,
        KeyCode::PageDown => Code::PgDn,
        _ => return None,
    };
    Some(Toets {
        code,
        ctrl: key.modifiers.contains(KeyModifiers::CONTROL),
        alt: key.modifiers.contains(KeyModifiers::ALT),
    })
}
