//! The text field for drafts. What it holds is reported to the desk after every key; how long the text is
//! makes no difference to what a key or a frame costs.

mod findings;
mod markup;
mod screen_lines;
mod text_area;

use std::ops::Range;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    text::{draw_rule, key_hints, lines, put_line, set_cursor, span, window},
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
use markup::Markup;
use text_area::TextArea;

/// Longer than any message that a telephone takes, in bytes; its letters are not counted at every key.
const NO_SMS: usize = 64 * 1024;

/// The keys that are named as far as there is room, those that are needed most first, while something is open …
const OPEN: &[(&str, &str)] = &[
    ("Esc", "sluiten"),
    ("Tab", "open plek"),
    ("F7", "onbekend"),
    ("F8", "alle onbekend"),
    ("F5", "gecontroleerd"),
    ("F3", "versies"),
    ("Ctrl-T", "versie terug"),
    ("F6", "verzonden"),
    ("F4", "opnieuw"),
];

/// … and when nothing is.
const WHOLE: &[(&str, &str)] = &[
    ("Esc", "sluiten"),
    ("F5", "gecontroleerd"),
    ("F6", "verzonden"),
    ("F3", "versies"),
    ("F4", "opnieuw"),
    ("Ctrl-T", "versie terug"),
];

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
    /// What is still open in it, until it changes.
    gaps: Option<Vec<Range<usize>>>,
}

impl EditorField {
    /// A field that holds the draft; `before` is the field there was, which goes on where it holds the same draft.
    pub fn new(editor: &Editor, before: Option<Self>) -> Self {
        let Editor { zaak, draft, ref text, replaced, .. } = *editor;
        // The first gap is where the work is.
        let first = gaps::places(text).next().map_or(0, |gap| gap.start);
        let field = match before.filter(|field| (field.zaak, field.draft) == (zaak, draft)) {
            None => TextArea::new(text.clone(), first),
            Some(Self { mut field, .. }) => {
                let open = gaps::count(field.text());
                field.take(text);
                if gaps::count(text) > open {
                    field.go_to(first);
                }
                field
            }
        };
        Self { zaak, draft, replaced, field, remarks: None, findings: None, gaps: None }
    }

    /// True when it holds this very draft.
    pub fn belongs_to(&self, editor: &Editor) -> bool {
        (self.zaak, self.draft, self.replaced) == (editor.zaak, editor.draft, editor.replaced)
    }

    /// Takes a key that is the field's own and answers with the text; `None` leaves it to the desk.
    pub fn key(&mut self, key_press: KeyPress) -> Option<String> {
        match key_press.code {
            KeySym::F(7) => return self.say_unknown(),
            KeySym::Tab => return self.go_to_gap(gaps::next),
            KeySym::TabBack => return self.go_to_gap(gaps::previous),
            _ => {}
        }
        let from_desk = matches!(
            (key_press.code, key_press.ctrl),
            (KeySym::Esc | KeySym::F(_), _) | (KeySym::Char('s' | 'g' | 'c' | 'q'), true)
        );
        if from_desk || !self.field.key(key_press) {
            return None;
        }
        self.changed();
        Some(self.field.text().to_owned())
    }

    /// Says of the gap under the cursor that it is not known, and goes to the next.
    fn say_unknown(&mut self) -> Option<String> {
        let gap = gaps::at(self.field.text(), self.field.cursor())?;
        let from = gap.start;
        self.field.put(gap, gaps::UNKNOWN);
        if let Some(next) = gaps::next(self.field.text(), from) {
            self.field.select(next);
        }
        self.changed();
        Some(self.field.text().to_owned())
    }

    /// Selects another gap, where there is one: what is typed then comes in its place.
    fn go_to_gap(&mut self, other: fn(&str, usize) -> Option<Range<usize>>) -> Option<String> {
        let gap = other(self.field.text(), self.field.cursor())?;
        self.field.select(gap);
        Some(self.field.text().to_owned())
    }

    /// What was said of the text no longer holds.
    fn changed(&mut self) {
        self.remarks = None;
        self.findings = None;
        self.gaps = None;
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
        let gaps = self.gaps.get_or_insert_with(|| gaps::places(text).collect());
        let markup = Markup { leaks: findings.leaks(), gaps, selected: self.field.selected() };
        lines(frame, field, shown.iter().zip(starts).map(|(line, at)| markup.line(line, at, theme)).collect());
        draw_rule(frame, '─', theme.border, divider);
        let remarks = self.remarks.get_or_insert_with(|| remarks(editor.draft, self.field.text(), theme)).clone();
        let mut status = saved_state(editor, view, theme);
        status.extend(remarks);
        status.extend(findings.remark(self.field.cursor(), theme));
        put_line(frame, &Line::from(status), state);
        let named = if gaps.is_empty() { WHOLE } else { OPEN };
        put_line(frame, &key_hints(named, keys.width, theme), keys);
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
