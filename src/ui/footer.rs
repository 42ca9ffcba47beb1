//! The bottom line: the keys that matter here, pruned to the width. Nothing takes their place but what lies on top
//! of the desk and has keys of its own.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    text::{display_width, key_hint, put_line, set_cursor, span},
    theme::Theme,
};
use crate::{
    desk::{
        command::CommandId,
        state::{
            item::Item,
            line_input::LineInput,
            screen::{Focus, Tab},
        },
        view::View,
    },
    judge::{task::NextTask, visibility::Visibility},
};

/// Draws the bottom line.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    // What lies on top names its own keys; those of the desk mean something else there.
    if view.layers.is_empty() {
        put_line(frame, &hints(view, theme, area.width), area);
    }
}

/// The keys that matter here, most important first.
fn important(view: &View) -> Vec<CommandId> {
    let own: &[CommandId] = match (view.chosen, view.focus, view.tab) {
        (None, _, _) => &[],
        (Some(Item::Melding(_)), Focus::List, _) => {
            &[CommandId::OpenZaak, CommandId::Link, CommandId::SetAside, CommandId::Unlink, CommandId::PutBack]
        }
        (Some(Item::Melding(_)), Focus::Detail, _) => &[
            CommandId::AcceptField,
            CommandId::PutAsideField,
            CommandId::TeachLabel,
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
            CommandId::Qr,
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
    // Another sending of what went out already can be noted, but is not what matters; and a case without a row goes on to
    // the rows, which have a key of their own.
    let has_row = view.zaak().is_none_or(|zaak| view.context().case_rule(zaak).rij().is_some());
    let matters = |id: &CommandId| {
        (*id != CommandId::Sent || !sent(view))
            && (*id != CommandId::Qr || can_be_phoned(view))
            && (*id != CommandId::NextStep || has_row)
    };
    let mut ids: Vec<CommandId> = all.filter(|id| view.around.available.contains(id) && matters(id)).collect();
    ids.truncate(7);
    ids
}

/// True at a step that is still to be done and about which somebody is phoned.
fn can_be_phoned(view: &View) -> bool {
    let step = view.chosen_step().filter(|_| !view.step_is_done());
    step.is_some_and(|step| view.call_sheet(step, Visibility::Masked).is_some())
}

/// True where the version with the cursor went out.
fn sent(view: &View) -> bool {
    let zaak = view.zaak();
    let draft = zaak.and_then(|z| z.drafts.get(&view.chosen_draft()?));
    draft.is_some_and(|d| d.sent.last().is_some_and(|sent| sent.version == d.version))
}

/// What a key is called here: the way on by what it leads to, in the words of the list.
fn name(view: &View, id: CommandId) -> String {
    let task = view.zaak().filter(|_| id == CommandId::NextStep).and_then(|zaak| view.task(zaak));
    match task {
        Some(NextTask::Own(act) | NextTask::RoundOff(act)) => act,
        Some(NextTask::Awaited(_)) | None if id == CommandId::Qr => "nummer".to_owned(),
        Some(NextTask::Awaited(_)) | None => id.row().name.to_owned(),
    }
}

fn hints<'a>(view: &View, theme: &Theme, width: u16) -> Line<'a> {
    let mut spans = vec![Span::raw(" ")];
    let mut used_width = 1u16;
    for id in important(view) {
        let hint = key_hint(&view.setup.keymap.first(id), &name(view, id), theme);
        let needed = hint.iter().map(|s| display_width(&s.content)).sum();
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
pub fn search_line(input: &LineInput, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    frame.render_widget(ratatui::widgets::Clear, area);
    let count = view.found_count().unwrap_or_else(|| "…".to_owned());
    let count = format!("   {count}   Enter houdt vast, Esc wist");
    // What was typed gives way to the count, so that both stay in view.
    let room = area.width.saturating_sub(3).saturating_sub(display_width(&count));
    let seen = input.window(usize::from(room.max(8)));
    let text_line = Line::from(vec![span(" / ", theme.key), span(seen.text, theme.text), span(count, theme.muted)]);
    put_line(frame, &text_line, area);
    set_cursor(frame, area, seen.cursor.saturating_add(3), 0);
}
