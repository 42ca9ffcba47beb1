//! The steps: sign, number, name and word on a line; under the one with the cursor what it takes,
//! whom to phone and at what number, or what showed that it is done.

use ratatui::{Frame, layout::Rect, text::Line};

use super::items::with_items;
use crate::{
    desk::{state::zaak_view::ZaakView, view::View},
    domain::sanitize,
    judge::{
        checklist::{ChecklistState, Owner, StepLine},
        contact::CallSheet,
    },
    ui::{
        text::{fill, span, wrap_within},
        theme::Theme,
    },
};

/// Draws the checklist.
pub fn draw(beeld: &ZaakView, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    with_items(view, theme, frame, area, beeld.steps.len(), |i, _| {
        let visibility = view.line_visibility(i);
        let Some(s) = beeld.for_list(visibility).get(i) else { return Vec::new() };
        let here = i == view.detail;
        let mut text_lines = step(s, here, theme, width);
        if here && !s.state.is_done() {
            text_lines.extend(view.call_sheet(s.step, visibility).iter().flat_map(|sheet| call(sheet, theme, width)));
        }
        text_lines
    });
}

/// A number keeps to one line; the question may take two.
fn call<'a>(sheet: &CallSheet, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let room = width.saturating_sub(6);
    let numbers = sheet.numbers.iter().map(|number| sanitize::shorten(&number.line(), room));
    let lines = numbers.chain(wrap_within(&sheet.say, room, 2));
    lines.map(|line| Line::from(span(format!("      {line}"), theme.accent))).collect()
}

fn step<'a>(s: &StepLine, here: bool, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let (draw, style) = theme.state(&s.state);
    let wide = width >= 70;
    // At the end of the last line stands that there is more below.
    let name_width = if wide { 30 } else { width.saturating_sub(19) };
    let name_style = match &s.state {
        ChecklistState::Ready(_) => theme.header,
        ChecklistState::Open(_) | ChecklistState::Waiting(_) | ChecklistState::Done { .. } => theme.text,
        ChecklistState::NotNeeded(_) => theme.muted,
    };
    // Three lines under it are the most that is shown.
    let explanation = sanitize::short_line(s.state.explanation(), width.saturating_mul(4));
    let mut spans = vec![
        span(format!("{draw} "), style),
        span(format!("{:>2}  ", s.rule().number), theme.muted),
        span(fill(&s.name, name_width), name_style),
        span(format!(" {:<10}", s.state.word()), style),
    ];
    let remaining = width.saturating_sub(48);
    if wide {
        spans.push(span(sanitize::shorten(&format!(" {explanation}"), remaining), theme.muted));
    }
    let mut text_lines = vec![Line::from(spans)];
    if here && (!wide || explanation.chars().count() + 1 > remaining) {
        let who = match (&s.owner, &s.state) {
            (Owner::Inrichting | Owner::Instantie(_), ChecklistState::Waiting(_) | ChecklistState::Ready(_)) => {
                format!("{}: ", s.owner.word())
            }
            (
                Owner::Inrichting | Owner::Instantie(_),
                ChecklistState::Open(_) | ChecklistState::Done { .. } | ChecklistState::NotNeeded(_),
            )
            | (Owner::Desk, _) => String::new(),
        };
        let parts = wrap_within(&format!("{who}{explanation}"), width.saturating_sub(6), 3);
        text_lines.extend(parts.into_iter().map(|d| Line::from(span(format!("      {d}"), theme.muted))));
    }
    text_lines
}
