//! The line between the fields and the keys that says how it stands with a form: whether what was typed is kept, what the disk
//! refused, and how much of it was not on screen yet.

use ratatui::text::Line;

use crate::{
    desk::state::{form::Form, sending::Sending},
    ui::{text::wrap_within, theme::Theme},
};

/// How it stands with what was filled in.
pub(super) fn state_lines<'a>(form: &Form, width: usize, longest: usize, theme: &Theme) -> Vec<Line<'a>> {
    match (&form.sending, form.call) {
        (Sending::UnderWay(_), _) => vec![Line::styled("Wordt bewaard…", theme.attention)],
        (Sending::Refused(error), _) => {
            let text = format!("{} Wat u typte staat er nog; het wordt vanzelf opnieuw geprobeerd.", error.sentence);
            wrap_within(&text, width, longest).into_iter().map(|d| Line::styled(d, theme.error)).collect()
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

/// How much was not on screen yet, on which side of it the first of that is, and by what key it is read.
pub(super) fn more_to_read(form: &Form, first: usize) -> Option<String> {
    let unseen = form.sight.unseen();
    let side = if form.sight.is_below(first) { "↓" } else { "↑" };
    let lines = if unseen == 1 { "regel" } else { "regels" };
    let key = if form.enter_records() { "Enter" } else { "Ctrl-S" };
    (unseen > 0).then(|| format!("{side} nog {unseen} {lines}: {key} leest verder"))
}
