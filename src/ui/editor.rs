//! The text field for drafts. What changes in it is reported to the desk after every key; of how long the text is, a key
//! or a frame hardly notices.

mod findings;
mod footer;
mod markup;
mod screen_lines;
mod source;
mod spelling;
mod text_area;

use std::ops::Range;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    text::{display_width, draw_rule, key_hints, lines, put_line, set_cursor, span, window},
    theme::Theme,
};
use crate::{
    desk::{
        state::{
            key::{KeyPress, KeySym},
            open_editor::Editor,
            text_edit::TextEdit,
        },
        view::View,
    },
    domain::{draft::DraftKind, ids::Zaaknummer, sanitize},
    judge::{
        gaps,
        origin::{self, WordsOrigin},
    },
    outgoing::{sms, spelling::Speller},
};
use findings::Findings;
use markup::Markup;
use spelling::SpellingMarks;
use text_area::TextArea;

/// Behind one of these a sentence begins; also a line of a list and one with its time.
const BEFORE_A_SENTENCE: [&str; 4] = [". ", "\n", "- ", "– "];

/// Longer than any message that a telephone takes, in bytes; its letters are not counted at every key.
const NO_SMS: usize = 64 * 1024;

/// The mark in the margin of a line that comes from a fact.
const FROM_FEIT: &str = "•";

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
    /// What of it comes from a fact, until it changes.
    origins: Option<Vec<WordsOrigin>>,
    /// Letters that make a text message longer than it looks, until it changes.
    costly: Option<Vec<Range<usize>>>,
    /// How many messages it took before it was spelled otherwise, until it changes.
    before: Option<usize>,
    sources: Sources,
    spelling: SpellingMarks,
}

/// On which side of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CursorSide {
    Before,
    After,
}

/// Whether the line of state tells where the words under the cursor come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sources {
    Hidden,
    Shown,
}

impl EditorField {
    /// A field that holds the draft; `before` is the field there was, which goes on where it holds the same draft.
    pub fn new(editor: &Editor, before: Option<Self>, speller: Speller) -> Self {
        let Editor { zaak, draft, ref text, replaced, .. } = *editor;
        // The first gap is where the work is.
        let first = gaps::places(text).next().map_or(0, |gap| gap.start);
        let sources = before.as_ref().map_or(Sources::Hidden, |field| field.sources);
        let field = match before.filter(|field| (field.zaak, field.draft) == (zaak, draft)) {
            None => TextArea::new(text.clone(), first),
            Some(Self { mut field, .. }) => {
                let open = gaps::count(field.text());
                field.take(text);
                if gaps::count(text) > open {
                    field.go_to(first);
                }
                // It came from the desk.
                field.take_edits();
                field
            }
        };
        let (remarks, findings, gaps, origins, costly, before) = (None, None, None, None, None, None);
        let spelling = SpellingMarks::by(speller);
        Self { zaak, draft, replaced, field, remarks, findings, gaps, origins, costly, before, sources, spelling }
    }

    /// True when it holds this very draft.
    pub fn belongs_to(&self, editor: &Editor) -> bool {
        (self.zaak, self.draft, self.replaced) == (editor.zaak, editor.draft, editor.replaced)
    }

    /// Takes a key that is the field's own and answers with what it changed; `None` leaves it to the desk.
    pub fn key(&mut self, key_press: KeyPress) -> Option<Vec<TextEdit>> {
        match key_press.code {
            KeySym::Char('x') if key_press.ctrl => return Some(self.turn_sources()),
            KeySym::F(7) => return self.say_unknown(),
            KeySym::Char('y') if key_press.ctrl => return self.respell(),
            KeySym::Tab => return self.go_to_gap(gaps::next).or_else(|| self.go_to_leak(CursorSide::After)),
            KeySym::TabBack => return self.go_to_gap(gaps::previous).or_else(|| self.go_to_leak(CursorSide::Before)),
            _ => {}
        }
        let from_desk = matches!(
            (key_press.code, key_press.ctrl),
            (KeySym::Esc | KeySym::F(_), _) | (KeySym::Char('s' | 'g' | 'c' | 'q'), true)
        ) || (key_press.alt && matches!(key_press.code, KeySym::Char('e' | 'm')));
        let gap = gaps::at(self.field.text(), self.field.cursor());
        if from_desk || !self.field.key(key_press) {
            return None;
        }
        if let Some((gap, typed)) = gap.zip(key_press.character()) {
            self.begin_sentence(gap.start, typed);
        }
        Some(self.told())
    }

    /// What is typed in the place of a gap with which a sentence begins, begins as one.
    fn begin_sentence(&mut self, gap: usize, typed: char) {
        let (before, rest) = self.field.text().split_at_checked(gap).unwrap_or_default();
        let begins = before.is_empty() || BEFORE_A_SENTENCE.iter().any(|end| before.ends_with(end));
        if begins && typed.is_lowercase() && rest.starts_with(typed) {
            let large: String = typed.to_uppercase().collect();
            self.field.put(gap..gap + typed.len_utf8(), &large);
        }
    }

    /// The word under the cursor, where this key asks to keep it as the officer's own or to take it back.
    pub fn word_to_turn(&self, key: KeyPress) -> Option<String> {
        let asks = key.alt && key.code == KeySym::Char('w');
        let (text, cursor) = (self.field.text(), self.field.cursor());
        let start = text.get(..cursor)?.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..)?.split('\n').next()?;
        asks.then(|| self.spelling.word_at(line, cursor - start)).flatten()
    }

    /// Tells where the words under the cursor come from, or stops telling.
    fn turn_sources(&mut self) -> Vec<TextEdit> {
        self.sources = match self.sources {
            Sources::Hidden => Sources::Shown,
            Sources::Shown => Sources::Hidden,
        };
        Vec::new()
    }

    /// Says of the gap under the cursor that it is not known, and goes to the next.
    fn say_unknown(&mut self) -> Option<Vec<TextEdit>> {
        let gap = gaps::at(self.field.text(), self.field.cursor())?;
        let (from, unknown) = (gap.start, gaps::unknown_at(self.field.text(), gap.clone()));
        self.field.put(gap, unknown);
        if let Some(next) = gaps::next(self.field.text(), from) {
            self.field.select(next);
        }
        Some(self.told())
    }

    /// Spells a text message with letters that all telephones have, in one change that can be taken back; `None` where there
    /// is nothing to replace.
    fn respell(&mut self) -> Option<Vec<TextEdit>> {
        let text = self.field.text();
        if !self.draft.is_text_message() || text.len() > NO_SMS {
            return None;
        }
        let before = sms::count(text).segments;
        let spelled = sms::to_gsm7(text);
        if spelled == text {
            return None;
        }
        self.field.take(&spelled);
        let edits = self.told();
        self.before = Some(before);
        Some(edits)
    }

    /// Selects another gap, where there is one: what is typed then comes in its place.
    fn go_to_gap(&mut self, other: fn(&str, usize) -> Option<Range<usize>>) -> Option<Vec<TextEdit>> {
        let gap = other(self.field.text(), self.field.cursor())?;
        self.field.select(gap);
        Some(Vec::new())
    }

    /// Selects another piece that may not leave, once no gap is left; the first follows on the last.
    fn go_to_leak(&mut self, side: CursorSide) -> Option<Vec<TextEdit>> {
        let (places, cursor) = (self.findings.as_ref()?.places(), self.field.cursor());
        let place = match side {
            CursorSide::After => places.iter().find(|place| place.start > cursor).or_else(|| places.first()),
            CursorSide::Before => places.iter().rfind(|place| place.start < cursor).or_else(|| places.last()),
        }?;
        self.field.select(place.clone());
        Some(Vec::new())
    }

    /// What changed, after which what was said of the text no longer holds. What is said of a text that is no longer than a
    /// message is looked for again at every key: the case may have changed meanwhile.
    fn told(&mut self) -> Vec<TextEdit> {
        let edits = self.field.take_edits();
        if !edits.is_empty() || self.field.text().len() <= NO_SMS {
            self.remarks = None;
            self.findings = None;
            self.gaps = None;
            self.origins = None;
            (self.costly, self.before) = (None, None);
        }
        edits
    }

    /// Takes pasted text and answers with what it changed.
    pub fn paste(&mut self, text: &str) -> Vec<TextEdit> {
        self.field.insert(&sanitize::text(text));
        self.told()
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
        let costly = self.costly.get_or_insert_with(|| costly(self.draft, text));
        let in_view: Vec<(&str, usize)> = shown.iter().map(String::as_str).zip(starts.iter().copied()).collect();
        let misspelled = self.spelling.marked(editor, view, &in_view);
        let (stopped, selected) = (findings.places(), self.field.selected());
        let markup = Markup { stopped, gaps, costly, misspelled: &misspelled, selected };
        lines(frame, field, shown.iter().zip(&starts).map(|(line, at)| markup.line(line, *at, theme)).collect());
        let origins = self.origins.get_or_insert_with(|| source::known(editor, view, text));
        for (i, (line, at)) in (0_u16..).zip(shown.iter().zip(&starts)) {
            if origins.iter().any(|o| o.from < at + line.len() && o.to > *at) {
                let margin = Rect { x: field.x.saturating_sub(1), y: field.y.saturating_add(i), width: 1, height: 1 };
                put_line(frame, &Line::from(span(FROM_FEIT, theme.muted)), margin);
            }
        }
        draw_rule(frame, '─', theme.border, divider);
        let before = self.before;
        let text = self.field.text();
        let remarks =
            self.remarks.get_or_insert_with(|| remarks((editor.draft, before), text, gaps.len(), theme)).clone();
        let status = match self.sources {
            Sources::Shown => {
                let origin = origin::at(origins, text, self.field.cursor());
                vec![source::line(editor, view, origin.as_ref(), state.width, theme)]
            }
            Sources::Hidden => {
                let (mut status, found) =
                    (saved_state(editor, view, theme), findings.remark(self.field.cursor(), theme));
                let all = status.iter().chain(&remarks).chain(&found).map(|part| display_width(&part.content));
                // What may not leave is never what falls off a narrow screen.
                let fits = all.fold(0, u16::saturating_add) <= state.width;
                let (before, behind) = if fits { (None, found) } else { (found, None) };
                status.extend(before.into_iter().chain(remarks).chain(behind));
                status
            }
        };
        put_line(frame, &Line::from(status), state);
        let named = footer::keys(footer::standing(editor, view, gaps.is_empty()));
        put_line(frame, &key_hints(&named, keys.width, theme), keys);
        set_cursor(frame, field, column, row);
    }
}

/// The letters that make a text message longer than it looks.
fn costly(draft: DraftKind, text: &str) -> Vec<Range<usize>> {
    if draft.is_text_message() && text.len() <= NO_SMS { sms::costly(text) } else { Vec::new() }
}

/// Whether it is saved, and which version it is.
fn saved_state<'a>(editor: &Editor, view: &View, theme: &Theme) -> Vec<Span<'a>> {
    let mut spans = vec![match (editor.unsaved, editor.saved) {
        (None, Some(at)) => span(format!("bewaard {}", at.amsterdam().format("%H:%M:%S")), theme.good),
        (None, None) if !view.desk.zaken.get(&editor.zaak).is_some_and(|z| z.drafts.contains_key(&editor.draft)) => {
            let zaak = view.desk.zaken.get(&editor.zaak);
            let retracted = zaak.and_then(|z| z.retracted_drafts.get(&editor.draft));
            let state = retracted.map_or_else(
                || "uit het sjabloon, nog geen versie".to_owned(),
                |last| format!("uit het sjabloon; versie {last} is teruggenomen"),
            );
            span(state, theme.muted)
        }
        (Some(_) | None, _) => span("wordt bewaard…", theme.attention),
    }];
    let draft = view.desk.zaken.get(&editor.zaak).and_then(|z| z.drafts.get(&editor.draft));
    if let Some(version) = view.begun_version(editor) {
        spans.push(span(format!(" · versie {version}, nog niets gewijzigd"), theme.muted));
    } else if let Some(c) = draft {
        let same = c.text.holds(&editor.text);
        let state = match c.sent.last() {
            Some(v) if same && v.version == c.version => ", verzonden",
            _ if same && c.is_checked() => ", gecontroleerd",
            _ => "",
        };
        spans.push(span(format!(" · versie {}{state}", c.version), theme.muted));
        let waits = c.unread().count();
        if waits > 0 && same {
            let readers = if waits == 1 { "meelezer" } else { "meelezers" };
            spans.push(span(format!(" · wacht op {waits} {readers}"), theme.attention));
        }
    }
    spans
}

/// What is still open, and for an SMS how long it is.
fn remarks((draft, before): (DraftKind, Option<usize>), text: &str, open: usize, theme: &Theme) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    if draft.is_text_message() && text.len() > NO_SMS {
        spans.push(span(" · te lang voor een sms", theme.attention));
    } else if draft.is_text_message() {
        let tally = sms::count(text);
        let style = if tally.segments > 1 { theme.attention } else { theme.muted };
        spans.push(span(format!(" · {} tekens, {} sms", tally.chars, tally.segments), style));
        if !tally.unsupported.is_empty() {
            let letters: String = tally.unsupported.iter().take(5).collect();
            let spelled = sms::count(&sms::to_gsm7(text));
            let better = if spelled.chars == tally.chars && spelled.encoding == tally.encoding {
                String::new()
            } else {
                format!("; Ctrl-Y: {} sms", spelled.segments)
            };
            spans.push(span(format!(" · door «{letters}»{better}"), theme.attention));
        } else if let Some(before) = before {
            spans.push(span(format!(" · was {before} sms; Alt-U neemt terug"), theme.good));
        }
    }
    if open > 0 {
        spans.push(span(format!(" · nog {open} open plek{}", if open == 1 { "" } else { "ken" }), theme.attention));
    }
    spans
}
