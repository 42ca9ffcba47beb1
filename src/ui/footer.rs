//! The bottom line: what just happened, or the keys that matter here, pruned to the width. What happened is told
//! whole: where one line is too short for it, it takes more of them from what stands above for as long as it stays.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    banner,
    text::{display_width, key_hint, put_line, set_cursor, span, wrap_within},
    theme::Theme,
};
use crate::{
    desk::{
        command::CommandId,
        model::Model,
        ops::{commands::available, screen_lock},
        state::{
            item::Item,
            line_input::LineInput,
            screen::{Focus, StatusLine, Tab},
        },
    },
    domain::sanitize,
};

/// So many lines a sentence may take; none that the desk says is longer on the narrowest screen.
const MOST_LINES: usize = 4;

/// Draws the bottom line.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let text_line = match &model.session.line {
        Some((StatusLine::Done(sentence), _)) => {
            let way_on = way_on(model, theme);
            let mut line = told(model, sentence, theme.good, line_width(&way_on), frame, area);
            if line_width(&line.spans).saturating_add(line_width(&way_on)) <= area.width {
                line.spans.extend(way_on);
            }
            line
        }
        Some((StatusLine::Error(error), _)) => {
            told(model, &sanitize::line(&error.to_string()), theme.error, 0, frame, area)
        }
        // What lies on top names its own keys; those of the desk mean something else there.
        None if !model.session.layers.is_empty() => Line::default(),
        None => banner::missed(model, theme, area.width).unwrap_or_else(|| hints(model, theme, area.width)),
    };
    put_line(frame, &text_line, area);
    if let Some(seconds) = screen_lock::locks_in(model) {
        let warning = format!(" vergrendelt over {seconds} s; een toets houdt de desk open ");
        let width = display_width(&warning).min(area.width);
        let right = Rect { x: area.right().saturating_sub(width), width, ..area };
        put_line(frame, &Line::from(span(warning, theme.attention)), right);
    }
}

/// Draws all lines of a sentence but the last, and answers that one, with so many columns free behind it. Under what
/// lies on top there is one line.
fn told<'a>(model: &Model, sentence: &str, style: Style, free: u16, frame: &mut Frame<'_>, area: Rect) -> Line<'a> {
    let width = usize::from(area.width);
    let count = if model.session.layers.is_empty() { MOST_LINES.min(usize::from(area.y)) } else { 1 };
    if count < 2 {
        return Line::from(span(sanitize::shorten(&format!(" {sentence}"), width), style));
    }
    let mut lines = wrap_within(sentence, width.saturating_sub(1), count);
    let taken = lines.last().map_or(0, |line| display_width(line).saturating_add(1));
    if taken.saturating_add(free) > area.width && lines.len() < count {
        lines.push(String::new());
    }
    let last = lines.pop().unwrap_or_default();
    for (line, up) in lines.iter().rev().zip(1..) {
        let row = Rect { y: area.y.saturating_sub(up), height: 1, ..area };
        frame.render_widget(ratatui::widgets::Clear, row);
        put_line(frame, &Line::from(span(format!(" {line}"), style)), row);
    }
    Line::from(span(format!(" {last}"), style))
}

/// The keys that matter here, most important first.
fn important(model: &Model) -> Vec<CommandId> {
    let own: &[CommandId] = match (model.view.chosen, model.view.focus, model.view.tab) {
        (None, _, _) => &[],
        (Some(Item::Melding(_)), Focus::List, _) => {
            &[CommandId::OpenZaak, CommandId::Link, CommandId::SetAside, CommandId::Unlink, CommandId::PutBack]
        }
        (Some(Item::Melding(_)), Focus::Detail, _) => &[
            CommandId::OpenZaak,
            CommandId::Link,
            CommandId::SetAside,
            CommandId::Unlink,
            CommandId::PutBack,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::List, _) => {
            &[CommandId::Detail, CommandId::NextStep, CommandId::Rij, CommandId::Feit, CommandId::Why]
        }
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Checklist) => &[
            CommandId::Detail,
            CommandId::NextStep,
            CommandId::Done,
            CommandId::NotNeeded,
            CommandId::Rij,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Beeld) => &[
            CommandId::Settle,
            CommandId::NextStep,
            CommandId::Feit,
            CommandId::Reveal,
            CommandId::FeitStatus,
            CommandId::Data,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Drafts) => &[
            CommandId::Detail,
            CommandId::NextStep,
            CommandId::Checked,
            CommandId::Sent,
            CommandId::Versions,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Timeline) => &[CommandId::Reveal, CommandId::Back],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Termijnen) => &[CommandId::Termijn, CommandId::Rij, CommandId::Back],
    };
    let everywhere = [
        CommandId::TakeOver,
        CommandId::Phone,
        CommandId::Help,
        CommandId::Palette,
        CommandId::Search,
        CommandId::UndoLast,
    ];
    let all = own.iter().copied().chain(everywhere);
    let mut ids: Vec<CommandId> = all.filter(|id| available(model, *id).is_ok()).collect();
    ids.truncate(7);
    ids
}

/// The way on behind what just happened, where the whole of it fits.
fn way_on<'a>(model: &Model, theme: &Theme) -> Vec<Span<'a>> {
    if !model.session.layers.is_empty() || available(model, CommandId::NextStep).is_err() {
        return Vec::new();
    }
    let key = model.view.setup.keymap.first(CommandId::NextStep);
    let mut hint = key_hint(&key, name(model, CommandId::NextStep), theme);
    hint.insert(0, Span::raw("   "));
    hint
}

fn line_width(spans: &[Span<'_>]) -> u16 {
    spans.iter().map(|s| display_width(&s.content)).sum()
}

/// What a key is called here: the way on by the step it leads to.
fn name(model: &Model, id: CommandId) -> &'static str {
    let step = model.view.own_step(None).filter(|_| id == CommandId::NextStep);
    step.map_or(id.row().name, |line| line.name.split(':').next().unwrap_or(line.name))
}

fn hints<'a>(model: &Model, theme: &Theme, width: u16) -> Line<'a> {
    let mut spans = vec![Span::raw(" ")];
    let mut used_width = 1u16;
    for id in important(model) {
        let hint = key_hint(&model.view.setup.keymap.first(id), name(model, id), theme);
        let needed = line_width(&hint);
        // The three spaces behind the last hint need not fit.
        if used_width.saturating_add(needed) > width.saturating_add(3) {
            break;
        }
        used_width = used_width.saturating_add(needed);
        spans.extend(hint);
    }
    Line::from(spans)
}

/// The search line, in the place of the bottom line.
pub fn search_line(input: &LineInput, model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(ratatui::widgets::Clear, area);
    let count = model.view.found_count().unwrap_or_else(|| "…".to_owned());
    let count = format!("   {count}   Enter houdt vast, Esc wist");
    // What was typed gives way to the count, so that both stay in view.
    let room = area.width.saturating_sub(3).saturating_sub(display_width(&count));
    let seen = input.window(usize::from(room.max(8)));
    let text_line = Line::from(vec![span(" / ", theme.key), span(seen.text, theme.text), span(count, theme.muted)]);
    put_line(frame, &text_line, area);
    set_cursor(frame, area, seen.cursor.saturating_add(3), 0);
}
