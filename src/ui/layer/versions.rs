//! The versions of a draft: the list, and under it how the one with the cursor differs from another: one under the other
//! on a narrow screen, side by side where both fit.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    style::Style,
    text::{Line, Span},
};

use crate::{
    desk::state::versions::{Against, Versions},
    domain::line_diff::LinePair,
    log::draft_versions::DraftVersion,
    ui::{
        text::{
            cursor_bar, draw_rule, fill, first_line, key_hints, lines, put_line, set_cursor, span, window, wrap_within,
        },
        theme::Theme,
    },
};

/// From this width on both texts stand side by side.
const SIDE_BY_SIDE: u16 = 94;

/// Lines of the list at the most.
const LISTED: u16 = 7;

/// Draws them in a window over the desk.
pub fn draw(versions: &Versions, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let title = format!("{} · zaak {} · versies", versions.draft.label(), versions.zaak);
    let inner = window(frame, area, area.width.min(140), area.height, &title, theme);
    let listed = u16::try_from(versions.list().len()).unwrap_or(u16::MAX).min(LISTED).min(inner.height / 3).max(1);
    let [list, divider, heads, compared, below, keys] = inner.layout(&Layout::vertical([
        Constraint::Length(listed),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(1),
    ]));
    let cursor = versions.cursor();
    let first = first_line(cursor, versions.list().len(), usize::from(list.height));
    let shown = versions.list().iter().enumerate().skip(first).take(usize::from(list.height));
    let shown = shown.map(|(i, version)| {
        let line = version_line(version, i == 0, theme);
        if i == cursor { cursor_bar(line, list.width, theme.cursor) } else { line }
    });
    lines(frame, list, shown.collect());
    draw_rule(frame, '─', theme.border, divider);
    draw_heads(versions, theme, frame, heads);
    let height = usize::from(compared.height);
    let pairs = versions.pairs().get(versions.top..).unwrap_or_default().iter();
    let mut drawn: Vec<Line<'_>> = Vec::new();
    for pair in pairs {
        if drawn.len() >= height {
            break;
        }
        if is_wide(compared.width) {
            beside(pair, compared.width, height, theme, &mut drawn);
        } else {
            under(pair, compared.width, height, theme, &mut drawn);
        }
    }
    drawn.truncate(height);
    lines(frame, compared, drawn);
    draw_rule(frame, '─', theme.border, below);
    let other = match versions.against {
        Against::Latest => "met de vorige",
        Against::Previous => "met de laatste",
    };
    let named = [("↑↓", "versie"), ("Enter", "terugzetten"), ("Tab", other), ("Esc", "sluiten"), ("PgDn", "verder")];
    put_line(frame, &key_hints(&named, keys.width, theme), keys);
    set_cursor(frame, list, 0, cursor - first);
}

const fn is_wide(width: u16) -> bool {
    width >= SIDE_BY_SIDE
}

fn version_line<'a>(version: &DraftVersion, latest: bool, theme: &Theme) -> Line<'a> {
    let at = version.saved.amsterdam().format("%d-%m %H:%M:%S");
    let state = match (latest, version.state.word()) {
        (true, "") => "de laatste".to_owned(),
        (true, word) => format!("de laatste, {word}"),
        (false, word) => word.to_owned(),
    };
    Line::from(vec![
        span(format!("{:>4}  ", version.number), theme.key),
        span(format!("{at}  "), theme.text),
        span(state, theme.muted),
    ])
}

/// Which two are compared.
fn draw_heads(versions: &Versions, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let (old, new) = versions.compared();
    let name = |version: Option<&DraftVersion>| {
        version.map_or_else(|| "(niets)".to_owned(), |v| format!("versie {}", v.number))
    };
    let changes = versions.pairs().iter().filter(|pair| !pair.is_same()).count();
    let told = match changes {
        0 => "gelijk".to_owned(),
        1 => "1 regel anders".to_owned(),
        n => format!("{n} regels anders"),
    };
    let line = if is_wide(area.width) {
        let left = fill(&format!("  {}", name(old)), column(area.width) + 5);
        vec![span(left, theme.header), span(format!("{} · {told}", name(new)), theme.header)]
    } else {
        vec![span(format!("- {}   + {} · {told}", name(old), name(new)), theme.header)]
    };
    put_line(frame, &Line::from(line), area);
}

/// The columns of one of two texts, with a sign before each and a line between them.
fn column(width: u16) -> usize {
    usize::from(width.saturating_sub(7)) / 2
}

/// The lines of a pair, one under the other, each with its sign.
fn under(pair: &LinePair, width: u16, most: usize, theme: &Theme, out: &mut Vec<Line<'_>>) {
    let mut put = |sign: &'static str, text: &str, style: Style| {
        let parts = wrap_within(text, usize::from(width).saturating_sub(2), most);
        out.extend(parts.into_iter().map(|part| Line::from(vec![span(sign, style), span(part, style)])));
    };
    match pair {
        LinePair::Same(text) => put("  ", text, theme.muted),
        LinePair::Changed { was, is } => {
            put("- ", was, theme.error);
            put("+ ", is, theme.good);
        }
        LinePair::Gone(text) => put("- ", text, theme.error),
        LinePair::New(text) => put("+ ", text, theme.good),
    }
}

/// The lines of a pair next to each other.
fn beside(pair: &LinePair, width: u16, most: usize, theme: &Theme, out: &mut Vec<Line<'_>>) {
    let (left, right) = match pair {
        LinePair::Same(text) => (Some((" ", text, theme.muted)), Some((" ", text, theme.muted))),
        LinePair::Changed { was, is } => (Some(("-", was, theme.error)), Some(("+", is, theme.good))),
        LinePair::Gone(text) => (Some(("-", text, theme.error)), None),
        LinePair::New(text) => (None, Some(("+", text, theme.good))),
    };
    let column = column(width);
    let broken = |side: Option<(&'static str, &String, Style)>| {
        side.map_or_else(Vec::new, |(sign, text, style)| {
            let parts = wrap_within(text, column, most).into_iter();
            parts.map(|part| span(format!("{sign} {}", fill(&part, column)), style)).collect()
        })
    };
    let (left, right): (Vec<Span<'static>>, Vec<Span<'static>>) = (broken(left), broken(right));
    let empty = || Span::raw(" ".repeat(column + 2));
    let count = left.len().max(right.len());
    for i in 0..count {
        let side = |spans: &[Span<'static>]| spans.get(i).cloned().unwrap_or_else(empty);
        out.push(Line::from(vec![side(&left), span(" │ ", theme.border), side(&right)]));
    }
}
