//! The text field for drafts. What it holds is reported to the desk after every key; how long the text is
//! makes no difference to what a key or a frame costs.

mod findings;
mod screen_lines;
mod text_area;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    text::{draw_rule, key_hint, lines, put_line, set_cursor, span, window},
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
use findings::Findings;
use text_area::TextArea;

/// Longer than any message that a telephone takes, in bytes; its letters are not counted at every key.
const NO_SMS: usize = 64 * 1024;

/// From this width on the line of keys has room for one more.
const WIDE: u16 = 92;

/// A text field on one draft.
#[derive(Debug)]
pub struct EditorField {
    zaak: Zaaknummer,
    draft: DraftKind,
    replaced: u32,
    field: TextArea,
    /// What the text itself gives rise to, until it changes.
    remarks: Option<Vec<Span<'static>>>,
    /// What the kanaalpoort stops in it, until it changes.
    findings: Option<Findings>,
}

impl EditorField {
    /// A field that holds the draft.
    pub fn new(editor: &Editor) -> Self {
        // The first gap is where the work is.
        let cursor = editor.text.find(gaps::BEGIN).unwrap_or_default();
        let field = TextArea::new(editor.text.clone(), cursor);
        Self { zaak: editor.zaak, draft: editor.draft, replaced: editor.replaced, field, remarks: None, findings: None }
    }

    /// True when it holds this very draft.
    pub fn belongs_to(&self, editor: &Editor) -> bool {
        (self.zaak, self.draft, self.replaced) == (editor.zaak, editor.draft, editor.replaced)
    }

    /// Takes a key that is the field's own and answers with the text; `None` leaves it to the desk.
    pub fn key(&mut self, key_press: KeyPress) -> Option<String> {
        if key_press.code == KeySym::F(7) {
            let (text, after) = gaps::say_unknown_at(self.field.text(), self.field.cursor())?;
            let next = text.get(after..).and_then(|rest| rest.find(gaps::BEGIN)).map_or(after, |i| after + i);
            self.field = TextArea::new(text.clone(), next);
            self.changed();
            return Some(text);
        }
        let from_desk = matches!(
            (key_press.code, key_press.ctrl),
            (KeySym::Esc | KeySym::F(_) | KeySym::TabBack, _) | (KeySym::Char('s' | 'g' | 'c' | 'q'), true)
        );
        if from_desk || !self.field.key(key_press) {
            return None;
        }
        self.changed();
        Some(self.field.text().to_owned())
    }

    /// What was said of the text no longer holds.
    fn changed(&mut self) {
        self.remarks = None;
        self.findings = None;
    }

    /// Takes pasted text and answers with the whole.
    pub fn paste(&mut self, text: &str) -> String {
        self.field.insert(&sanitize::text(text));
        self.changed();
        self.field.text().to_owned()
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
        let (shown, (column, row)) = self.field.view(usize::from(field.width), usize::from(field.height));
        let shown: Vec<String> = shown.into_iter().map(str::to_owned).collect();
        let text = self.field.text();
        let findings = self.findings.get_or_insert_with(|| Findings::of(editor, view, text));
        let starts = self.field.starts_in_view(shown.len());
        lines(frame, field, shown.iter().zip(starts).map(|(line, at)| findings.line(line, at, theme)).collect());
        draw_rule(frame, '─', theme.border, divider);
        let remarks = self.remarks.get_or_insert_with(|| remarks(editor.draft, self.field.text(), theme)).clone();
        let mut status = saved_state(editor, view, theme);
        status.extend(remarks);
        status.extend(findings.remark(self.field.cursor(), theme));
        put_line(frame, &Line::from(status), state);
        let mut hints = Vec::new();
        for (key_press, what) in
            [("Esc", "sluiten"), ("F5", "gecontroleerd"), ("F6", "verzonden"), ("F7", "onbekend"), ("F4", "opnieuw")]
        {
            hints.extend(key_hint(key_press, what, theme));
        }
        // Where it fits; on a narrow screen F7 names it.
        if keys.width >= WIDE {
            hints.extend(key_hint("F8", "alle onbekend", theme));
        }
        put_line(frame, &Line::from(hints), keys);
        set_cursor(frame, field, column, row);
    }
}

/// Whether it is saved, and which version it is.
fn saved_state<'a>(editor: &Editor, view: &View, theme: &Theme) -> Vec<Span<'a>> {
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
    spans
}

/// What is still open, and for an SMS how long it is.
fn remarks(draft: DraftKind, text: &str, theme: &Theme) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    if draft == DraftKind::Sms && text.len() > NO_SMS {
        spans.push(span(" · te lang voor een sms", theme.attention));
    } else if draft == DraftKind::Sms {
        let tally = sms::count(text);
        let style = if tally.segments > 1 { theme.attention } else { theme.muted };
        spans.push(span(format!(" · {} tekens, {} sms", tally.chars, tally.segments), style));
        if !tally.unsupported.is_empty() {
            let letters: String = tally.unsupported.iter().take(5).collect();
            spans.push(span(format!(" · «{letters}» maakt hem korter dan 70"), theme.attention));
        }
    }
    let open = gaps::count(text);
    if open > 0 {
        spans.push(span(format!(" · nog {open} open plek{}", if open == 1 { "" } else { "ken" }), theme.attention));
    }
    spans
}
