//! What is suggested beside the field with the cursor: what Tab would take, the rows that the words of a call point to,
//! and that a name stands in no list.

use ratatui::text::Line;

use super::LONGEST;
use crate::{
    desk::{
        state::{
            form::Form,
            form_field::{FormField, SUGGESTIONS},
        },
        view::View,
    },
    domain::{field_name::FieldName, sanitize},
    judge::rij_hint,
    ui::{
        text::{wrap::line_budget, wrap_within},
        theme::Theme,
    },
};

/// What Tab would take for the field with the cursor, and what else fits, on so many lines.
pub(super) fn proposal_lines<'a>(form: &Form, view: &View, theme: &Theme, width: usize, rows: usize) -> Vec<Line<'a>> {
    let here = form.fields.get(form.cursor);
    let one = here.and_then(FormField::proposal);
    let others = here.map(FormField::proposals).unwrap_or_default().into_iter().filter(|other| Some(*other) != one);
    let mut all: Vec<&str> = one.into_iter().chain(others).collect();
    if all.is_empty() {
        return unlisted_lines(here, view, theme, width, rows);
    }
    // One that stands there alone looks like the one that is meant.
    let fits = all.len();
    all.truncate(SUGGESTIONS);
    let is_empty = here.is_none_or(|field| field.input.is_empty());
    let several = if fits > all.len().min(rows) && !is_empty { format!("{fits} passen:  ") } else { " ".repeat(5) };
    let mut lines: Vec<Line<'_>> = Vec::new();
    // Tab takes what alone can be meant; of several somebody has to choose.
    let taken = if one.is_some() { ("Tab  ", theme.accent) } else { (several.as_str(), theme.muted) };
    if rows == 1 {
        lines.push(Line::styled(sanitize::shorten(&format!("{}{}", taken.0, all.join(" · ")), width), taken.1));
    } else {
        lines.extend(all.into_iter().take(rows).enumerate().map(|(i, proposal)| {
            let (hint, style) = if i == 0 { taken } else { ("     ", theme.muted) };
            Line::styled(sanitize::shorten(&format!("{hint}{proposal}"), width), style)
        }));
    }
    lines.resize(rows, Line::default());
    lines
}

/// That what stands in the field is the name of no inrichting of the list, with those that look like it; it may stay.
fn unlisted_lines<'a>(
    here: Option<&FormField>,
    view: &View,
    theme: &Theme,
    width: usize,
    rows: usize,
) -> Vec<Line<'a>> {
    let typed = here.filter(|f| f.name == FieldName::Inrichting && !f.input.is_empty()).map(|f| f.input.text());
    let list = &view.setup.inrichtingen;
    let mut lines = match typed.filter(|typed| list.recognise(typed).is_none()) {
        None => Vec::new(),
        Some(typed) => {
            let near = match list.nearest(&typed).as_slice() {
                [] => "zij mag zo blijven staan".to_owned(),
                names => format!("lijkt op {}", names.join(" of ")),
            };
            let sentence = format!("«{}» staat niet in de lijst: {near}", sanitize::line(&typed));
            wrap_within(&sentence, width, rows).into_iter().map(|part| Line::styled(part, theme.attention)).collect()
        }
    };
    lines.resize(rows, Line::default());
    lines
}

/// The rows that the words of a call point to, until one is chosen; an empty line otherwise, so that nothing moves.
pub(super) fn hint_line<'a>(form: &Form, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let told = form.find(FieldName::Text).filter(|_| form.call.is_some());
    let open = form.find(FieldName::Rij).is_some_and(|rij| rij.chosen().is_none());
    let Some(told) = told.filter(|_| open) else { return Line::default() };
    let near = told.input.near_cursor(line_budget(width).saturating_mul(LONGEST)).text();
    let Some(book) = view.book_at(&form.text(FieldName::Inrichting)) else { return Line::default() };
    let hints = rij_hint::rij_hints(book, &near);
    rij_hint::line(&hints, width).map_or_else(Line::default, |hint| Line::styled(hint, theme.muted))
}
