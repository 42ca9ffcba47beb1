//! The form of a report as it was read: item by item with its place, what is a proposal, and what no item took.

use ratatui::text::Line;

use crate::{
    domain::{melding::Certainty, moment::Moment, sanitize},
    judge::reading_line::{ReadingLine, ReadingPlace},
    ui::{
        text::{span, wrap_flat},
        theme::Theme,
    },
};

use super::melding::{LONGEST, field};

/// Adds the lines; answers which of them is the first of the one with the cursor.
pub fn draw(
    form: &[ReadingLine<'_>],
    cursor: usize,
    theme: &Theme,
    width: usize,
    text_lines: &mut Vec<Line<'_>>,
) -> Option<usize> {
    let mut at = None;
    let mut part = "";
    let mut unread_part = "";
    let unread = form.iter().filter(|line| matches!(line, ReadingLine::Unread(_))).count();
    if unread < form.len() {
        text_lines.push(Line::default());
    }
    for (nr, line) in form.iter().enumerate() {
        match line {
            ReadingLine::Read { field: read, .. } => {
                // The part once, the line with each.
                let place = ReadingPlace::of(read.source.read());
                if place.part != part {
                    part = place.part;
                    let heading = match place.line {
                        Some(_) => format!("gelezen in {part} (regel)"),
                        None => format!("volgens {part}"),
                    };
                    text_lines.push(Line::from(span(sanitize::shorten(&heading, width), theme.muted)));
                }
            }
            ReadingLine::Unread(_) if nr + unread == form.len() => {
                let title = format!("niet herkend: {unread} regel{}", if unread == 1 { "" } else { "s" });
                text_lines.extend([Line::default(), Line::styled(title, theme.attention)]);
            }
            ReadingLine::Unread(_) => {}
        }
        if let ReadingLine::Unread(pair) = line {
            let place = ReadingPlace::of(pair.place.read());
            if place.part != unread_part {
                unread_part = place.part;
                let heading = format!("in {unread_part} (regel)");
                text_lines.push(Line::from(span(sanitize::shorten(&heading, width), theme.muted)));
            }
        }
        if nr == cursor {
            at = Some(text_lines.len());
        }
        item(line, theme, width, text_lines);
    }
    at
}

fn item(line: &ReadingLine<'_>, theme: &Theme, width: usize, text_lines: &mut Vec<Line<'_>>) {
    match line {
        ReadingLine::Read { name, field: read } => {
            let place = ReadingPlace::of(read.source.read()).line.map(|n| format!(" ({n})")).unwrap_or_default();
            let value =
                Moment::from_rfc3339(read.value.read()).map_or_else(|_| read.value.read().to_owned(), Moment::long);
            let value = match read.certainty {
                Certainty::Certain => format!("{value}{place}"),
                Certainty::Proposed => format!("voorstel: {value}{place}"),
                Certainty::PutAside => format!("weggelegd: {value}{place}"),
            };
            field(&name.replace('_', " "), &value, theme, width, text_lines);
        }
        ReadingLine::Unread(pair) => {
            let place = ReadingPlace::of(pair.place.read()).line.map(|n| format!(" ({n})")).unwrap_or_default();
            let text = format!("{}: {}{place}", pair.label.read(), sanitize::line(pair.answer.read()));
            text_lines.extend(wrap_flat(&text, width, LONGEST).into_iter().map(|l| Line::from(span(l, theme.text))));
        }
    }
}
