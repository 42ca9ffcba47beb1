//! The first rung of the ladder: what rings stands under the header until it was seen, with the keys beside it at
//! the right. It is the only red block on the desk; what was missed stands under it in words, for as long as nobody
//! answered it.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{
    list,
    text::{display_width, key_hint, put_line, span},
    theme::Theme,
};
use crate::{
    alarm::target,
    desk::{command::CommandId, state::around::Ringing, view::View},
    domain::{
        alarm::{AlarmTopic, Purpose},
        sanitize,
    },
};

/// So many lines it takes.
pub fn height(view: &View) -> u16 {
    u16::from(view.around.ringing.is_some()) + u16::from(view.around.missed.is_some())
}

/// Draws what rings, and under it what was missed: its keys stand beside it where nothing rings.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut rows = area.rows();
    let first = view.around.ringing;
    if let Some(ringing) = first
        && let Some(row) = rows.next()
    {
        put_line(frame, &ringing_line(view, ringing, theme, row.width), row);
    }
    if let Some(missed) = &view.around.missed
        && let Some(row) = rows.next()
    {
        let ids: &[CommandId] = if first.is_some() { &[] } else { &[CommandId::Seen, CommandId::AllAlarms] };
        // When and why is worth more than which, which the list of all alarms tells.
        let wordings =
            [missed.sentence(|topic| view.alarm_words(*topic)), missed.brief()].map(|said| format!(" {said}"));
        put_line(frame, &with_keys(&wordings, theme.attention, ids, view, theme, row.width), row);
    }
}

fn ringing_line<'a>(view: &View, ringing: Ringing, theme: &Theme, width: u16) -> Line<'a> {
    let (more, ids) = match ringing.others {
        0 => (String::new(), [CommandId::Seen, CommandId::ToAlarm, CommandId::Later]),
        n => (format!("  +{n}"), [CommandId::Seen, CommandId::ToAlarm, CommandId::AllAlarms]),
    };
    let AlarmWords { state, about, place } = said(view, ringing);
    // The keys are worth more than the last words, without which it says the same.
    let shorter = state.replace(target::BY_WIDER_LEZING, "");
    let wordings =
        [format!("{state}  {about} {place}"), format!("{shorter}  {about} {place}"), format!("{shorter}  {about}")];
    let wordings = wordings.map(|said| format!("▌ALARM  {}{more} ", said.trim()));
    with_keys(&wordings, theme.alarm, &ids, view, theme, width)
}

/// What is said of it, what may go last at the end.
struct AlarmWords {
    state: String,
    about: String,
    place: String,
}

/// How late, what, and which case with where it is, as far as lists say that.
fn said(view: &View, ringing: Ringing) -> AlarmWords {
    let Ringing { topic, due, too_late_at, basis, .. } = ringing;
    let (zaak, state, what) = match topic {
        AlarmTopic::Arrival { .. } => {
            return AlarmWords { state: view.alarm_words(topic), about: String::new(), place: String::new() };
        }
        AlarmTopic::Zaak { zaak, purpose: Purpose::Reminder(number) } => {
            (zaak, format!("herinnering {number} van {}", due.clock_time()), String::new())
        }
        AlarmTopic::Zaak { zaak, purpose: purpose @ (Purpose::Termijn(_) | Purpose::TermijnNow(_)) } => {
            let state = target::state(due, too_late_at, view.now);
            (zaak, state, target::act(&purpose.words(view.book_of(zaak)), basis))
        }
    };
    let place = view.desk.zaken.get(&zaak).and_then(|z| view.plek(z)).map_or("", list::place);
    let about = format!("{what}  {}", zaak.short(view.week())).trim_start().to_owned();
    AlarmWords { state, about, place: place.to_owned() }
}

/// A sentence, in the first of these wordings that leaves room for two of the keys that answer it: as many of
/// those as fit stand beside it, and the first in any case.
fn with_keys<'a>(
    wordings: &[String],
    style: ratatui::style::Style,
    ids: &[CommandId],
    view: &View,
    theme: &Theme,
    width: u16,
) -> Line<'a> {
    let hints: Vec<Vec<Span<'_>>> =
        ids.iter().map(|id| key_hint(&view.setup.keymap.first(*id), id.row().name, theme)).collect();
    let columns = |hint: &[Span<'_>]| -> u16 { hint.iter().map(|s| display_width(&s.content)).sum() };
    let first: u16 = hints.iter().take(2).map(|hint| columns(hint)).sum();
    let fits = |sentence: &&String| display_width(sentence).saturating_add(first).saturating_add(2) <= width;
    let Some(sentence) = wordings.iter().find(fits).or_else(|| wordings.last()) else { return Line::default() };
    let mut room = width.saturating_sub(display_width(sentence)).saturating_sub(2);
    let (mut keys, mut needed) = (Vec::new(), 0u16);
    for (i, hint) in hints.into_iter().enumerate() {
        let taken = columns(&hint);
        if i > 0 && taken > room {
            break;
        }
        room = room.saturating_sub(taken);
        needed = needed.saturating_add(taken);
        keys.extend(hint);
    }
    // The last key needs no more room behind it than the right edge of the desk.
    if let Some(last) = keys.last_mut() {
        let text = format!("{} ", last.content.trim_end());
        needed = needed.saturating_sub(display_width(&last.content).saturating_sub(display_width(&text)));
        *last = span(text, last.style);
    }
    let left = usize::from(width.saturating_sub(needed).saturating_sub(1));
    let text = sanitize::shorten(sentence, left);
    let between = left.saturating_sub(usize::from(display_width(&text)));
    let mut spans = vec![span(text, style), Span::raw(" ".repeat(between + 1))];
    spans.extend(keys);
    Line::from(spans)
}
