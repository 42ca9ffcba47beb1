//! Marks what was searched for where it stands on screen: every word that begins as one that was typed, as the
//! search itself goes by. It goes over what was drawn, so that list, case and report are all marked alike; by form,
//! not by colour, so that it shows in every set of colours.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use crate::domain::fold::fold;

/// How a mark looks.
const MARK: Style = Style::new().add_modifier(Modifier::UNDERLINED.union(Modifier::BOLD));

/// Marks the words in this area.
pub fn draw(search: &str, buffer: &mut Buffer, area: Rect) {
    let sought = fold(search);
    let sought: Vec<&str> = sought.split_whitespace().collect();
    for y in area.rows().map(|row| row.y) {
        let mut word = String::new();
        let mut from = area.x;
        for x in area.x..=area.right() {
            let symbol = if x < area.right() { buffer.cell((x, y)).map_or("", |cell| cell.symbol()) } else { "" };
            if symbol.chars().next().is_some_and(char::is_alphanumeric) {
                if word.is_empty() {
                    from = x;
                }
                word.push_str(symbol);
                continue;
            }
            let folded = fold(&word);
            if !word.is_empty() && sought.iter().any(|typed| folded.starts_with(typed)) {
                buffer.set_style(Rect { x: from, y, width: x - from, height: 1 }, MARK);
            }
            word.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_begin_as_what_was_typed_are_marked_and_no_others() {
        let mut buffer = Buffer::with_lines(["Brandje, afbrand; BRÁND op 3-2 ", "niets hier                     "]);
        draw("brand 3", &mut buffer, Rect::new(0, 0, 31, 1));
        let marked: String = (0..31)
            .filter_map(|x| buffer.cell((x, 0)))
            .map(|cell| if cell.modifier.contains(Modifier::UNDERLINED) { cell.symbol() } else { " " })
            .collect();
        assert_eq!(marked, "Brandje           BRÁND    3   ");
    }
}
