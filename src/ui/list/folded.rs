//! The list folded to what bites, beside a case that has the screen: the sign and the number of each case, in the
//! order of the list.

use ratatui::{Frame, layout::Rect, text::Line};

use crate::{
    desk::{
        state::{item::Item, section::Section},
        view::View,
    },
    ui::{
        rows::{self, RowKind},
        text::{fill, span},
        theme::Theme,
    },
};

/// So many columns it takes.
pub const WIDTH: u16 = 10;

/// Draws it.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let items: Vec<Option<Item>> = rows(view);
    let cursor = cursor(&items, view);
    let kinds: Vec<RowKind> = items.iter().map(|item| kind(*item)).collect();
    rows::draw(&kinds, cursor, theme, frame, area, |i| {
        items.get(i).copied().flatten().map_or_else(Line::default, |item| line(item, view, theme, area.width))
    });
}

/// What stands on a line of it.
pub fn item_at(view: &View, area: Rect, line: usize) -> Option<Item> {
    let items = rows(view);
    let kinds: Vec<RowKind> = items.iter().map(|item| kind(*item)).collect();
    items.get(rows::at(&kinds, cursor(&items, view), area, line)?).copied().flatten()
}

const fn kind(item: Option<Item>) -> RowKind {
    if item.is_some() { RowKind::Item } else { RowKind::Blank }
}

fn cursor(items: &[Option<Item>], view: &View) -> usize {
    items.iter().position(|item| item.is_some() && *item == view.chosen).unwrap_or(0)
}

/// What is in the list, with room between two sections; what only waits for the end of the week bites nobody.
fn rows(view: &View) -> Vec<Option<Item>> {
    let mut rows = Vec::new();
    for (section, items) in view.parts() {
        let bites = !matches!(section, Section::WeekEnd | Section::Closed);
        let mut seen = items.iter().filter(|item| bites || view.chosen == Some(**item)).peekable();
        if seen.peek().is_some() && !rows.is_empty() {
            rows.push(None);
        }
        rows.extend(seen.map(|item| Some(*item)));
    }
    rows
}

fn line<'a>(item: Item, view: &View, theme: &Theme, width: u16) -> Line<'a> {
    let (sign, style, number) = match item {
        Item::Melding(number) => ("* ", theme.accent, number.to_string()),
        Item::Zaak(number) => {
            let severity = view.first_of(number).map(|k| k.severity(view.now));
            let awaits = view.desk.zaken.get(&number).is_some_and(|z| view.is_without_rule(z));
            let (sign, style) = match severity {
                Some(severity) => (severity.sign(), theme.severity(severity)),
                None if awaits => ("> ", theme.attention),
                None => ("  ", theme.text),
            };
            (sign, style, number.short(view.week()))
        }
    };
    let here = view.chosen == Some(item);
    let number_style = if here { theme.cursor_elsewhere } else { theme.text };
    let number = fill(&number, usize::from(width).saturating_sub(4));
    Line::from(vec![
        span(if here { "▸" } else { " " }, theme.accent),
        span(sign, style),
        span(format!(" {number}"), number_style),
    ])
}
