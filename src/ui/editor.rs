//! The text field for drafts, from a library: wrapping, word movement and its own undo come along.
//! What it holds is reported to the desk after every key.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};
use ratatui_textarea::{CursorMove, Input, Key, TextArea, WrapMode};

use super::{
    text::{draw_rule, key_hint, put_line, span, window},
    theme::Theme,
};
use crate::{
    desk::{
        state::{
            key::{KeyPress, KeySym},
            layer::Editor,
        },
        view::View,
    },
    domain::{draft::DraftKind, ids::Zaaknummer, sanitize},
    judge::gaps,
    outgoing::sms,
};

/// A text field on one draft.
#[derive(Debug)]
pub struct EditorField {
    zaak: Zaaknummer,
    draft: DraftKind,
    replaced: u32,
    field: TextArea<'static>,
}

impl EditorField {
    /// A field that holds the draft.
    pub fn new(editor: &Editor) -> Self {
        let mut field = TextArea::new(editor.text.split('\n').map(str::to_owned).collect());
        field.set_wrap_mode(WrapMode::WordOrGlyph);
        field.set_cursor_line_style(ratatui::style::Style::new());
        // The first gap is where the work is.
        if let Some((row, line)) = editor.text.split('\n').enumerate().find(|(_, r)| r.contains(gaps::BEGIN)) {
            let column = line.split(gaps::BEGIN).next().map_or(0, |before| before.chars().count());
            field.move_cursor(CursorMove::Jump(u16::try_from(row).unwrap_or(0), u16::try_from(column).unwrap_or(0)));
        }
        Self { zaak: editor.zaak, draft: editor.draft, replaced: editor.replaced, field }
    }

    /// True when it holds this very draft.
    pub fn belongs_to(&self, editor: &Editor) -> bool {
        (self.zaak, self.draft, self.replaced) == (editor.zaak, editor.draft, editor.replaced)
    }

    fn text(&self) -> String {
        self.field.lines().join("\n")
    }

    /// Takes a key that is the field's own and answers with the text; `None` leaves it to the desk.
    pub fn key(&mut self, key_press: KeyPress) -> Option<String> {
        let from_desk = matches!(
            (key_press.code, key_press.ctrl),
            (KeySym::Esc | KeySym::F(_) | KeySym::TabBack, _) | (KeySym::Char('s' | 'g' | 'c' | 'q'), true)
        );
        if from_desk {
            return None;
        }
        // The library deletes a line on Ctrl-J; terminals send it where others send Enter.
        if key_press.ctrl && key_press.code == KeySym::Char('j') {
            self.field.insert_newline();
            return Some(self.text());
        }
        let key = match key_press.code {
            KeySym::Char(c) => Key::Char(c),
            KeySym::F(n) => Key::F(n),
            KeySym::Enter => Key::Enter,
            KeySym::Esc => Key::Esc,
            KeySym::Tab | KeySym::TabBack => Key::Tab,
            KeySym::Backspace => Key::Backspace,
            KeySym::Delete => Key::Delete,
            KeySym::Up => Key::Up,
            KeySym::Down => Key::Down,
            KeySym::Left => Key::Left,
            KeySym::Right => Key::Right,
            KeySym::Home => Key::Home,
            KeySym::End => Key::End,
            KeySym::PgUp => Key::PageUp,
            KeySym::PgDn => Key::PageDown,
        };
        self.field.input(Input { key, ctrl: key_press.ctrl, alt: key_press.alt, shift: false });
        Some(self.text())
    }

    /// Takes pasted text and answers with the whole.
    pub fn paste(&mut self, text: &str) -> String {
        self.field.insert_str(sanitize::text(text));
        self.text()
    }

    /// Draws the field in a window over the desk.
    pub fn draw(&mut self, editor: &Editor, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
        let title = format!("{} · zaak {}", editor.draft.label(), editor.zaak);
        let inner = window(frame, area, area.width.min(100), area.height, &title, theme);
        let [field, divider, state, keys] = inner.layout(&Layout::vertical([
            Constraint::Min(1),
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Length(1),
        ]));
        frame.render_widget(&self.field, field);
        draw_rule(frame, '─', theme.border, divider);
        put_line(frame, &status_line(editor, view, theme), state);
        let mut hints = Vec::new();
        for (key_press, what) in
            [("Esc", "sluiten"), ("F5", "gecontroleerd"), ("F6", "verzonden"), ("F7", "onbekend"), ("F4", "opnieuw")]
        {
            hints.extend(key_hint(key_press, what, theme));
        }
        put_line(frame, &Line::from(hints), keys);
    }
}

/// Whether it is saved, what is still open, and for an SMS how long it is.
fn status_line<'a>(editor: &Editor, view: &View, theme: &Theme) -> Line<'a> {
    let mut spans = vec![match (editor.unsaved, editor.saved) {
        (None, Some(at)) => span(format!("bewaard {}", at.amsterdam().format("%H:%M:%S")), theme.good),
        _ => span("wordt bewaard…", theme.attention),
    }];
    let draft = view.desk.zaken.get(&editor.zaak).and_then(|z| z.drafts.get(&editor.draft));
    if let Some(c) = draft {
        let same = c.text.read() == editor.text.trim_end();
        let state = match c.sent.last() {
            Some(v) if same && v.version == c.version => ", verzonden",
            _ if same && c.is_checked() => ", gecontroleerd",
            _ => "",
        };
        spans.push(span(format!(" · versie {}{state}", c.version), theme.muted));
    }
    if editor.draft == DraftKind::Sms {
        let tally = sms::count(&editor.text);
        let style = if tally.segments > 1 { theme.attention } else { theme.muted };
        spans.push(span(format!(" · {} tekens, {} sms", tally.chars, tally.segments), style));
        if !tally.unsupported.is_empty() {
            let letters: String = tally.unsupported.iter().take(5).collect();
            spans.push(span(format!(" · «{letters}» maakt hem korter dan 70"), theme.attention));
        }
    }
    let open = gaps::gaps(&editor.text).len();
    if open > 0 {
        spans.push(span(format!(" · nog {open} open plek{}", if open == 1 { "" } else { "ken" }), theme.attention));
    }
    Line::from(spans)
}
