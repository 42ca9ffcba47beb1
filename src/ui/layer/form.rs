//! A form: label and field per line, the reading of a time beside it, a longer text in a few lines, and between the
//! fields and the keys what comes and goes while typing: suggestions, what was wrong at the last attempt, the sentence
//! to read out. That has a place of its own, so that no field moves and nothing falls out of view.

mod row_shares;
mod state_lines;
mod suggestions;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use self::{
    row_shares::{PROSE_LOW, RowShares},
    state_lines::{more_to_read, state_lines},
    suggestions::{hint_line, proposal_lines},
};
use crate::{
    desk::{
        state::{
            call_form,
            form::Form,
            form_field::{FieldKind, FormField},
            open_call::CallDone,
            sending::Sending,
        },
        view::View,
    },
    domain::{field_name::FieldName, moment::ClockDay, sanitize, text::Vertrouwelijk},
    judge::read_back,
    ui::{
        layer::prose::Prose,
        text::{display_width, key_hint, put_line, set_cursor, span, window, wrap::line_budget, wrap_end, wrap_within},
        theme::Theme,
    },
};

/// Columns for the names of the fields at least, with the sign of the cursor.
const LABEL: usize = 20;

/// Below this many rows a terminal is low: a form that nearly fills it takes all of it.
const LOW_HEIGHT: u16 = 18;
/// So many rows hints add at the most.
const HINTS: u16 = 3;

/// What stands in a choice that nobody made yet.
const UNCHOSEN: &str = "(kies)";

/// So many lines an explanation or an error may have: both may quote what somebody wrote.
const LONGEST: usize = 12;

/// So many lines a question may have that is read on.
const ENDLESS: usize = 1_000;

/// How wide the names of the fields and what stands in them are.
#[derive(Debug, Clone, Copy)]
struct FormColumns {
    names: usize,
    field: usize,
}

/// Draws the form in a window over the desk.
pub fn draw(form: &Form, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = area.width.min(92);
    let inner_width = usize::from(width.saturating_sub(4));
    let names = form.fields.iter().map(|field| usize::from(display_width(&field.label)) + 3).fold(LABEL, usize::max);
    let field_width = inner_width.saturating_sub(names);
    let room = usize::from(area.height.saturating_sub(2));
    // What is asked stands there whole; where there is no room for all of it, it is read on.
    let explanation: Vec<String> =
        wrap_within(&form.explanation, inner_width, ENDLESS).into_iter().filter(|d| !d.is_empty()).collect();
    let rows = RowShares::of(form, room, explanation.len());
    let mut text_lines: Vec<Line<'_>> = explanation.into_iter().map(|d| Line::styled(d, theme.muted)).collect();
    let mut says = vec![true; text_lines.len()];
    text_lines.extend(std::iter::repeat_n(Line::default(), rows.top));
    says.resize(text_lines.len(), false);
    let mut cursor = (0, 0);
    for (i, field) in form.fields.iter().enumerate() {
        let here = i == form.cursor;
        let at = text_lines.len();
        if matches!(field.kind, FieldKind::Prose) {
            let prose = Prose::of(&field.input, field_width, rows.prose);
            if here {
                cursor = (at + prose.row, prose.column);
            }
            for (i, line) in prose.lines.into_iter().enumerate() {
                let name =
                    if i == 0 { name_of(field, here, theme, names) } else { span(" ".repeat(names), theme.muted) };
                text_lines.push(Line::from(vec![name, span(line, theme.text)]));
            }
        } else {
            if here {
                cursor = (at, cursor_column(field, field_width));
            }
            text_lines.push(field_line(field, here, view, theme, FormColumns { names, field: field_width }));
        }
        says.resize(text_lines.len(), !field.input.is_empty());
    }
    let mut below = below_lines(form, view, theme, inner_width, room, rows);
    let fixed = below.len() + 1;
    let height = u16::try_from(text_lines.len() + fixed).unwrap_or(u16::MAX).saturating_add(2);
    // Nor may a hint move the fields of a form that is nearly as high as a low terminal.
    let height =
        if area.height < LOW_HEIGHT && height.saturating_add(HINTS) >= area.height { area.height } else { height };
    let inner = window(frame, area, width, height, &form.title, theme);
    let room = usize::from(inner.height).saturating_sub(fixed);
    let last = text_lines.len().saturating_sub(room);
    // On a low terminal the top scrolls away, so that the field with the cursor stays in view.
    let at_cursor =
        if form.fields.is_empty() { 0 } else { (cursor.0 + 2).saturating_sub(room).min(cursor.0).min(last) };
    let first = form.sight.top(last).unwrap_or(at_cursor);
    let shown = first..text_lines.len().min(first + room);
    let has_cursor = shown.contains(&cursor.0);
    form.sight.drawn(inner_width, &says, shown, last);
    for (text_line, rect) in text_lines.into_iter().skip(first).zip(inner.rows().take(room)) {
        put_line(frame, &text_line, rect);
    }
    if let Some(state) = below.last_mut().filter(|_| form.call.is_none() && form.error.is_none())
        && let Some(more) = more_to_read(form, first)
    {
        *state = Line::styled(more, theme.attention);
    }
    for (text_line, rect) in below.iter().rev().zip(inner.rows().rev().skip(1)) {
        put_line(frame, text_line, rect);
    }
    if let Some(bottom) = inner.rows().next_back() {
        put_line(frame, &keys(form, theme), bottom);
    }
    let fields = Rect { height: u16::try_from(room).unwrap_or(inner.height).min(inner.height), ..inner };
    if has_cursor {
        set_cursor(frame, fields, names + cursor.1, cursor.0.saturating_sub(first));
    }
}

/// What stands between the fields and the keys and never scrolls away: what the words point to, what is suggested, how
/// it stands or what is wrong, and the sentence to read out. An error takes the lines of the others before it takes more.
fn below_lines<'a>(
    form: &Form,
    view: &View,
    theme: &Theme,
    width: usize,
    room: usize,
    rows: RowShares,
) -> Vec<Line<'a>> {
    // A field and the keys stay in view whatever is wrong.
    let longest = room.saturating_sub(PROSE_LOW + 1).clamp(1, LONGEST);
    let mut state: Vec<Line<'_>> = match &form.error {
        Some(error) => {
            let lines = wrap_within(&error.to_string(), width, longest);
            lines.into_iter().map(|d| Line::styled(d, theme.error)).collect()
        }
        None => state_lines(form, width, longest, theme),
    };
    let matters = form.error.is_some() || form.sending != Sending::No;
    state.resize_with(state.len().max(1), Line::default);
    let mut spare = rows.below().saturating_sub(state.len());
    let mut keep = |wanted: usize| {
        let kept = wanted.min(spare);
        spare -= kept;
        kept
    };
    // A line to read out, what is suggested, more to read out, the hint: in this order they stay beside a long error.
    let first = keep(rows.read_back.min(1));
    let suggested = keep(rows.proposals);
    let read_back = first + keep(rows.read_back.saturating_sub(1));
    let hinted = keep(rows.hint);
    let mut proposals = proposal_lines(form, view, theme, width, suggested.max(1));
    let mut lines = Vec::new();
    // Where there is no line for each of them, the next one is shared.
    if hinted > 0 {
        lines.push(hint_line(form, view, theme, width));
    } else if let Some(line) = proposals.first_mut()
        && line.width() == 0
    {
        *line = hint_line(form, view, theme, width);
    }
    if suggested > 0 {
        lines.extend(proposals);
    } else if !matters && proposals.iter().any(|line| line.width() > 0) {
        state = proposals;
    }
    lines.extend(state);
    let sentence = read_back_lines(form, view, theme, width, read_back);
    let rest = read_back.saturating_sub(sentence.len());
    lines.extend(sentence);
    lines.extend(std::iter::repeat_n(Line::default(), rest));
    lines
}

/// What the officer can read out to the caller, in so many lines; it follows what is typed.
fn read_back_lines<'a>(form: &Form, view: &View, theme: &Theme, width: usize, lines: usize) -> Vec<Line<'a>> {
    if form.call.is_none() || lines == 0 {
        return Vec::new();
    }
    // Of an endless field only what is near the cursor can be in these lines.
    let reach = line_budget(width).saturating_mul(LONGEST);
    let mut form = form.clone();
    for field in form.fields.iter_mut().filter(|field| field.input.len() > reach) {
        field.input = field.input.near_cursor(reach);
    }
    let form = &form;
    let mut call = call_form::call(form, view.now);
    let named = call.inrichting.as_ref().and_then(|p| view.setup.inrichtingen.plek(p.label()));
    call.inrichting = named;
    // What does not read as a time stands in the text when it is saved; nobody reads that out.
    call.what = Vertrouwelijk::new(&form.text(FieldName::Text));
    let Some(sentence) = read_back::sentence(&call, view.now) else { return Vec::new() };
    // The end is what was typed last.
    let parts = wrap_end(&format!("Lees terug: {sentence}"), width.saturating_sub(2), lines + 1);
    let gone = parts.len().saturating_sub(lines);
    let header = if gone > 0 { "… " } else { "" };
    let line =
        |(i, part): (usize, String)| Line::styled(if i == 0 { format!("{header}{part}") } else { part }, theme.accent);
    parts.into_iter().skip(gone).enumerate().map(line).collect()
}

/// Where the cursor stands in what is visible of a field: the end is kept in view.
fn cursor_column(field: &FormField, width: usize) -> usize {
    match field.kind {
        FieldKind::Choice(_) if !field.searching => 0,
        FieldKind::Choice(_)
        | FieldKind::Text
        | FieldKind::Prose
        | FieldKind::Time(_)
        | FieldKind::Completion(_)
        | FieldKind::Several(_) => field.input.window(width).cursor,
    }
}

/// The name of a field, with a sign where the cursor is.
fn name_of<'a>(field: &FormField, here: bool, theme: &Theme, width: usize) -> Span<'a> {
    let marker = if here { "▸ " } else { "  " };
    let name = format!("{marker}{:<width$}", field.label, width = width.saturating_sub(marker.chars().count()));
    span(name, if here { theme.header } else { theme.muted })
}

fn field_line<'a>(field: &FormField, here: bool, view: &View, theme: &Theme, columns: FormColumns) -> Line<'a> {
    let width = columns.field;
    let mut spans = vec![name_of(field, here, theme, columns.names)];
    let typed = field.input.text();
    match &field.kind {
        FieldKind::Choice(_) => {
            spans.extend(choice_spans(field, here, theme, width));
        }
        FieldKind::Text | FieldKind::Prose | FieldKind::Completion(_) | FieldKind::Several(_) => {
            let text = if here { field.input.window(width).text } else { sanitize::shorten(&typed, width) };
            spans.push(span(text, theme.text));
        }
        FieldKind::Time(_) => {
            let text = if here { field.input.window(width).text } else { sanitize::shorten(&typed, width) };
            let remaining = width.saturating_sub(usize::from(display_width(&text)));
            spans.push(span(text, theme.text));
            spans.push(time_reading(field, here, view, theme, remaining));
        }
    }
    Line::from(spans)
}

/// What is chosen, or what was typed to choose it and what that means.
fn choice_spans<'a>(field: &FormField, here: bool, theme: &Theme, width: usize) -> Vec<Span<'a>> {
    let typed = field.input.text();
    if field.searching && !field.input.is_empty() {
        let text = if here { field.input.window(width).text } else { sanitize::shorten(&typed, width) };
        let remaining = width.saturating_sub(usize::from(display_width(&text)));
        let (reading, style) = match field.fitting().as_slice() {
            [] => ("  is hier geen keuze".to_owned(), theme.attention),
            [one] => (format!("  = {one}"), theme.muted),
            several => (format!("  {}", several.join(" · ")), theme.attention),
        };
        return vec![span(text, theme.text), span(sanitize::shorten(&reading, remaining), style)];
    }
    let is_open = field.input.is_empty();
    let shown = if is_open { UNCHOSEN.to_owned() } else { typed };
    // Behind it, so that an answer stands where the others stand, whether it has the cursor or not.
    let mut spans = vec![span(shown, theme.text), span(if here { "  ‹ ›" } else { "" }, theme.accent)];
    if let FieldKind::Choice(options) = &field.kind
        && here
        && is_open
    {
        let taken: usize = spans.iter().map(Span::width).sum();
        let all = sanitize::shorten(&format!("  {}", options.join(" · ")), width.saturating_sub(taken));
        spans.push(span(all, theme.muted));
    }
    spans
}

/// How the desk reads the time that is being typed.
pub(super) fn time_reading<'a>(
    field: &FormField,
    here: bool,
    view: &View,
    theme: &Theme,
    remaining: usize,
) -> Span<'a> {
    match field.time(view.now) {
        Some(Ok(g)) => {
            let double = if g.doubled_hour { ", de eerste van twee" } else { "" };
            // What is asked lies behind us, or before us: the other side is said.
            let (aside, style) = match field.kind {
                FieldKind::Time(ClockDay::Upcoming) if g.moment <= view.now => (", al voorbij", theme.attention),
                FieldKind::Time(ClockDay::Past) if g.moment > view.now => (", in de toekomst", theme.attention),
                FieldKind::Time(ClockDay::Upcoming | ClockDay::Past)
                | FieldKind::Text
                | FieldKind::Prose
                | FieldKind::Choice(_)
                | FieldKind::Completion(_)
                | FieldKind::Several(_) => ("", theme.muted),
            };
            span(sanitize::shorten(&format!("  = {}{double}{aside}", g.moment.long()), remaining), style)
        }
        Some(Err(_)) => span(sanitize::shorten("  is nog geen tijd", remaining), theme.attention),
        None if here => span("F2 = nu", theme.muted),
        None => span("", theme.muted),
    }
}

fn keys<'a>(form: &Form, theme: &Theme) -> Line<'a> {
    let done = match form.call.map(|call| call.done) {
        Some(CallDone::OpensZaak) => "zaak openen",
        Some(CallDone::Kept) => "bewaren",
        None => "vastleggen",
    };
    // Enter says what it does here: most fields lead to the next one, some record.
    let mut spans = if form.enter_records() {
        key_hint("Enter", done, theme)
    } else {
        let mut spans = key_hint("Enter", "verder", theme);
        spans.extend(key_hint("Ctrl-S", done, theme));
        spans
    };
    if form.fields.iter().any(|v| matches!(v.kind, FieldKind::Time(_))) {
        spans.extend(key_hint("F2", "nu", theme));
    }
    spans.extend(key_hint("Esc", "sluiten", theme));
    if form.call.is_none() && form.is_touched() {
        spans.extend(key_hint("Ctrl-X", "weggooien", theme));
    }
    Line::from(spans)
}
