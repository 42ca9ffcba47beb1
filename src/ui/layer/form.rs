//! A form: label and field per line, the reading of a time beside it, suggestions under the field
//! with the cursor, and what was wrong at the last attempt.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    desk::{
        state::{
            call_form,
            form::Form,
            form_field::{FieldKind, FieldName, FormField},
            open_call::CallDone,
            sending::Sending,
        },
        view::View,
    },
    domain::{sanitize, text::Vertrouwelijk},
    judge::{read_back, rij_hint},
    ui::{
        text::{display_width, key_hint, put_line, set_cursor, span, window, wrap::line_budget, wrap_end, wrap_within},
        theme::Theme,
    },
};

const LABEL: u16 = 20;

/// Below this many rows a terminal is low: the fields need them more than the sentence to read out.
const LOW_HEIGHT: u16 = 18;

/// So many lines an explanation or an error may have: both may quote what somebody wrote.
const LONGEST: usize = 12;

/// Draws the form in a window over the desk.
pub fn draw(form: &Form, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = area.width.min(92);
    let inner_width = usize::from(width.saturating_sub(4));
    let field_width = width.saturating_sub(4 + LABEL);
    let mut text_lines: Vec<Line<'_>> = wrap_within(&form.explanation, inner_width, LONGEST)
        .into_iter()
        .filter(|d| !d.is_empty())
        .map(|d| Line::styled(d, theme.muted))
        .collect();
    text_lines.push(Line::default());
    let mut cursor = (0, 0);
    for (i, field) in form.fields.iter().enumerate() {
        let here = i == form.cursor;
        if here {
            cursor = (text_lines.len(), cursor_column(field, field_width));
        }
        field_lines(field, here, view, theme, field_width, &mut text_lines);
    }
    text_lines.push(hint_line(form, view, theme, inner_width));
    if let Some(error) = &form.error {
        text_lines.extend(
            wrap_within(&error.to_string(), inner_width, LONGEST).into_iter().map(|d| Line::styled(d, theme.error)),
        );
    } else {
        text_lines.extend(state_lines(form, inner_width, theme));
    }
    let read_back = read_back_lines(form, view, theme, inner_width, area.height);
    let fixed = read_back.len() + 1;
    let height = u16::try_from(text_lines.len() + read_back.len()).unwrap_or(u16::MAX).saturating_add(3);
    let inner = window(frame, area, width, height, &form.title, theme);
    let room = usize::from(inner.height).saturating_sub(fixed);
    // On a low terminal the top scrolls away, so that the field with the cursor stays in view.
    let first = (cursor.0 + 2).saturating_sub(room).min(cursor.0);
    for (text_line, rect) in text_lines.into_iter().skip(first).zip(inner.rows().take(room)) {
        put_line(frame, &text_line, rect);
    }
    for (text_line, rect) in read_back.iter().rev().zip(inner.rows().rev().skip(1)) {
        put_line(frame, text_line, rect);
    }
    if let Some(bottom) = inner.rows().next_back() {
        put_line(frame, &keys(form, theme), bottom);
    }
    let fields = Rect { height: u16::try_from(room).unwrap_or(inner.height).min(inner.height), ..inner };
    set_cursor(frame, fields, usize::from(LABEL.saturating_add(cursor.1)), cursor.0.saturating_sub(first));
}

/// The rows that the words of a call point to, until one is chosen; an empty line otherwise, so that nothing moves.
fn hint_line<'a>(form: &Form, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let told = form.find(FieldName::Text).filter(|_| form.call.is_some());
    let open = form.find(FieldName::Rij).is_some_and(|rij| rij.chosen().is_none());
    let Some(told) = told.filter(|_| open) else { return Line::default() };
    let near = told.input.near_cursor(line_budget(width).saturating_mul(LONGEST)).text();
    let hints = rij_hint::rij_hints(&view.setup.book, &near);
    rij_hint::line(&hints, width).map_or_else(Line::default, |hint| Line::styled(hint, theme.muted))
}

/// What the officer can read out to the caller; it keeps its place above the keys, so that it is in view
/// on a low terminal too, and follows what is typed.
fn read_back_lines<'a>(form: &Form, view: &View, theme: &Theme, width: usize, height: u16) -> Vec<Line<'a>> {
    if form.call.is_none() {
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
    let lines = if height < LOW_HEIGHT { 2 } else { 3 };
    // The end is what was typed last.
    let parts = wrap_end(&format!("Lees terug: {sentence}"), width.saturating_sub(2), lines + 1);
    let gone = parts.len().saturating_sub(lines);
    let header = if gone > 0 { "… " } else { "" };
    let line =
        |(i, part): (usize, String)| Line::styled(if i == 0 { format!("{header}{part}") } else { part }, theme.accent);
    parts.into_iter().skip(gone).enumerate().map(line).collect()
}

/// Where the cursor stands in what is visible of a field: the end is kept in view.
fn cursor_column(field: &FormField, width: u16) -> u16 {
    match field.kind {
        FieldKind::Choice(_) => 0,
        FieldKind::Text | FieldKind::Time(_) | FieldKind::Completion(_) | FieldKind::Several(_) => {
            u16::try_from(field.input.window(usize::from(width)).cursor).unwrap_or(width)
        }
    }
}

fn field_lines(field: &FormField, here: bool, view: &View, theme: &Theme, width: u16, text_lines: &mut Vec<Line<'_>>) {
    let marker = if here { "▸ " } else { "  " };
    let mut spans = vec![span(format!("{marker}{:<18}", field.label), if here { theme.header } else { theme.muted })];
    let typed = field.input.text();
    match &field.kind {
        FieldKind::Choice(_) => {
            let (left, right) = if here { ("‹ ", " ›") } else { ("  ", "") };
            spans.extend([span(left, theme.accent), span(typed, theme.text), span(right, theme.accent)]);
        }
        FieldKind::Text | FieldKind::Completion(_) | FieldKind::Several(_) => {
            let width = usize::from(width);
            let text = if here { field.input.window(width).text } else { sanitize::shorten(&typed, width) };
            spans.push(span(text, theme.text));
        }
        FieldKind::Time(_) => {
            let width = usize::from(width);
            let text = if here { field.input.window(width).text } else { sanitize::shorten(&typed, width) };
            let remaining = width.saturating_sub(usize::from(display_width(&text)));
            spans.push(span(text, theme.text));
            spans.push(time_reading(field, here, view, theme, remaining));
        }
    }
    text_lines.push(Line::from(spans));
    if here {
        for (i, proposal) in field.proposals().into_iter().enumerate() {
            let (hint, style) = if i == 0 { ("Tab  ", theme.accent) } else { ("     ", theme.muted) };
            let text = sanitize::shorten(&format!("{hint}{proposal}"), usize::from(width));
            text_lines.push(Line::from(vec![Span::raw(" ".repeat(usize::from(LABEL))), span(text, style)]));
        }
    }
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
            let (future, style) =
                if g.moment > view.now { (", in de toekomst", theme.attention) } else { ("", theme.muted) };
            span(sanitize::shorten(&format!("  = {}{double}{future}", g.moment.long()), remaining), style)
        }
        Some(Err(_)) => span(sanitize::shorten("  is nog geen tijd", remaining), theme.attention),
        None if here => span("F2 = nu", theme.muted),
        None => span("", theme.muted),
    }
}

/// How it stands with what was filled in.
fn state_lines<'a>(form: &Form, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    match (&form.sending, form.call) {
        (Sending::UnderWay(_), _) => vec![Line::styled("Wordt bewaard…", theme.attention)],
        (Sending::Refused(error), _) => {
            let text = format!("{} Wat u typte staat er nog; het wordt vanzelf opnieuw geprobeerd.", error.sentence);
            wrap_within(&text, width, LONGEST).into_iter().map(|d| Line::styled(d, theme.error)).collect()
        }
        (Sending::No, Some(call)) => vec![save_line(form, call.melding.map(|m| m.to_string()), theme)],
        (Sending::No, None) => Vec::new(),
    }
}

fn save_line<'a>(form: &Form, number: Option<String>, theme: &Theme) -> Line<'a> {
    match (form.unsaved, form.saved, number) {
        (None, Some(at), Some(nr)) => {
            Line::styled(format!("Bewaard als {nr} om {}.", at.amsterdam().format("%H:%M:%S")), theme.good)
        }
        (Some(_), _, _) => Line::styled("Wordt bewaard…", theme.attention),
        _ => Line::styled("Wat u typt wordt meteen bewaard.", theme.muted),
    }
}

fn keys<'a>(form: &Form, theme: &Theme) -> Line<'a> {
    let done = match form.call.map(|call| call.done) {
        Some(CallDone::OpensZaak) => "zaak openen",
        Some(CallDone::Kept) => "bewaren",
        None => "vastleggen",
    };
    let mut spans = key_hint("Enter", "verder", theme);
    spans.extend(key_hint("Ctrl-S", done, theme));
    if form.fields.iter().any(|v| matches!(v.kind, FieldKind::Time(_))) {
        spans.extend(key_hint("F2", "nu", theme));
    }
    spans.extend(key_hint("Esc", "sluiten", theme));
    if form.call.is_none() && form.is_touched() {
        spans.extend(key_hint("Ctrl-X", "weggooien", theme));
    }
    Line::from(spans)
}
