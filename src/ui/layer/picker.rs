//! A list to choose from: type to filter, arrows to move, Enter to choose. What cannot be chosen now
//! keeps its place and says why; what has no room on its line is told whole under the list.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Position, Rect},
    text::{Line, Span},
};

use crate::{
    desk::{
        layer::{PickOption, Picker, TextWidth, Typing},
        verb,
    },
    domain::sanitize,
    ui::{
        rows::{self, RowKind},
        text::{
            cursor_bar, display_width, draw_rule, fill, key_hint, lines, put_line, set_cursor, span, window,
            window_inside, wrap, wrap_within,
        },
        theme::Theme,
    },
};

/// So many lines what an option comes down to takes at least, and at most.
const EXPLANATION: (usize, usize) = (3, 6);

/// The widest that the window is.
const WIDEST: u16 = 100;

/// A row of the list.
#[derive(Debug, Clone, Copy)]
enum PickRow<'a> {
    Heading(&'static str),
    Option(usize, &'a PickOption),
}

impl PickRow<'_> {
    const fn kind(self) -> RowKind {
        match self {
            Self::Heading(_) => RowKind::Heading,
            Self::Option(..) => RowKind::Item,
        }
    }
}

/// The columns of an option.
#[derive(Debug, Clone, Copy)]
struct PickColumns {
    width: u16,
    stamp: u16,
    text: u16,
    extra: u16,
}

impl PickColumns {
    fn of(picker: &Picker, width: u16) -> Self {
        let widest = |of: fn(&PickOption) -> &str| picker.options.iter().map(|o| display_width(of(o))).max();
        let stamp = widest(|o| &o.badge).unwrap_or(0).min(16);
        let text = match picker.text_width {
            TextWidth::Columns(most) => widest(|o| &o.text).unwrap_or(0).min(most),
            TextWidth::Rest => {
                let extra = widest(|o| &o.extra).unwrap_or(0);
                width.saturating_sub(stamp).saturating_sub(extra).saturating_sub(4)
            }
        };
        let extra = width.saturating_sub(stamp).saturating_sub(text).saturating_sub(3);
        Self { width, stamp, text, extra }
    }
}

/// Where the parts of the window stand.
#[derive(Debug, Clone, Copy)]
struct PickPlaces {
    height: u16,
    filter: Rect,
    divider: Rect,
    list: Rect,
    explanation: Rect,
    bottom: Rect,
}

impl PickPlaces {
    fn of(picker: &Picker, area: Rect) -> Self {
        let columns = PickColumns::of(picker, area.width.min(WIDEST).saturating_sub(4));
        let explained = explained(picker, columns);
        let headings = usize::from(picker.options.iter().any(|o| o.heading.is_some()));
        let height = u16::try_from(picker.options.len() + headings)
            .unwrap_or(u16::MAX)
            .saturating_add(5 + explained)
            .min(area.height);
        let inner = window_inside(area, area.width.min(WIDEST), height);
        let [filter, divider, list, explanation, bottom] = inner.layout(&Layout::vertical([
            Constraint::Length(1),
            Constraint::Length(1),
            Constraint::Min(1),
            Constraint::Length(explained),
            Constraint::Length(1),
        ]));
        Self { height, filter, divider, list, explanation, bottom }
    }
}

/// Draws the list in a window over the desk.
pub fn draw(picker: &Picker, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let places = PickPlaces::of(picker, area);
    window(frame, area, area.width.min(WIDEST), places.height, &picker.title, theme);
    let seen = picker.filter.window(usize::from(places.filter.width.saturating_sub(2)));
    let typed = if picker.filter.is_empty() { span(picker.hint, theme.muted) } else { span(seen.text, theme.text) };
    put_line(frame, &Line::from(vec![span("› ", theme.key), typed]), places.filter);
    draw_rule(frame, '─', theme.border, places.divider);
    let list = places.list;
    let all = pick_rows(picker);
    let kinds: Vec<RowKind> = all.iter().map(|row| row.kind()).collect();
    let columns = PickColumns::of(picker, list.width);
    // The bar has the margin.
    let with_bar = Rect { width: list.width + 1, ..list };
    let at = rows::draw(&kinds, cursor_row(picker, &all), theme, frame, with_bar, |i| match all.get(i) {
        Some(PickRow::Heading(text)) => heading_line(text, columns.width, theme),
        Some(PickRow::Option(place, o)) => {
            picker.hits.get(*place).into_iter().for_each(|nr| picker.sight.drew(*nr));
            let line = option(o, columns, theme);
            if Some(*place) == picker.cursor { cursor_bar(line, columns.width, theme.cursor) } else { line }
        }
        None => Line::default(),
    });
    if all.is_empty() {
        lines(frame, list, vec![Line::styled(without_hits(picker), theme.text)]);
    }
    let chosen = picker.chosen();
    let words = chosen.map(|o| words(o, columns)).unwrap_or_default();
    let words = wrap_within(&words, usize::from(places.explanation.width), usize::from(places.explanation.height));
    lines(frame, places.explanation, words.into_iter().map(|part| Line::styled(part, theme.muted)).collect());
    let mut hints = vec![span(format!("{} van {}   ", picker.hits.len(), picker.options.len()), theme.muted)];
    hints.extend(key_hint("Enter", "kiezen", theme));
    hints.extend(key_hint("Esc", "sluiten", theme));
    put_line(frame, &Line::from(hints), places.bottom);
    // On what is chosen; while nothing is, where one types.
    match chosen {
        Some(_) => set_cursor(frame, list, 0, at),
        None => set_cursor(frame, places.filter, seen.cursor.saturating_add(2), 0),
    }
}

/// The option under the mouse, in the order in which they are shown.
pub fn option_at(picker: &Picker, area: Rect, at: Position) -> Option<usize> {
    let list = PickPlaces::of(picker, area).list;
    let all = pick_rows(picker);
    let kinds: Vec<RowKind> = all.iter().map(|row| row.kind()).collect();
    let line = list.contains(at).then(|| usize::from(at.y - list.y))?;
    match all.get(rows::at(&kinds, cursor_row(picker, &all), list, line)?)? {
        PickRow::Option(place, _) => Some(*place),
        PickRow::Heading(_) => None,
    }
}

/// The options that fit, each heading above the first of its own.
fn pick_rows(picker: &Picker) -> Vec<PickRow<'_>> {
    let mut out = Vec::with_capacity(picker.hits.len());
    let mut heading = None;
    for (place, o) in picker.hits.iter().enumerate().filter_map(|(i, nr)| Some((i, picker.options.get(*nr)?))) {
        if o.heading != heading {
            heading = o.heading;
            out.extend(heading.map(PickRow::Heading));
        }
        out.push(PickRow::Option(place, o));
    }
    out
}

fn cursor_row(picker: &Picker, all: &[PickRow<'_>]) -> usize {
    let chosen = |row: &PickRow<'_>| matches!(row, PickRow::Option(place, _) if Some(*place) == picker.cursor);
    all.iter().position(chosen).unwrap_or(0)
}

/// What an option comes down to, whole: why it cannot be chosen first. What stands behind it says that as well, where
/// it has room for it.
fn words(o: &PickOption, columns: PickColumns) -> String {
    let why = o.unavailable.as_deref().map(|why| format!("Nu niet: {}.", why.trim_end_matches('.')));
    match &o.explanation {
        Some(explanation) => why.into_iter().chain([explanation.clone()]).collect::<Vec<_>>().join(" "),
        None if display_width(&behind(o)) > columns.extra => why.unwrap_or_else(|| o.extra.clone()),
        None => String::new(),
    }
}

/// The lines for that, the same for every option: what is below the list stays where it is.
fn explained(picker: &Picker, columns: PickColumns) -> u16 {
    let (least, most) = EXPLANATION;
    let width = usize::from(columns.width);
    let longest = picker.options.iter().map(|o| wrap(&words(o, columns), width).len()).max().unwrap_or_default();
    let any = picker.options.iter().any(|o| o.explanation.is_some());
    u16::try_from(longest.clamp(if any { least } else { 0 }, most)).unwrap_or_default()
}

/// What stands where no option fits: a verb needs none.
fn without_hits(picker: &Picker) -> &'static str {
    let verb = match picker.typing {
        Typing::FiltersOrVerb => verb::what_enter_does(&picker.filter.text()),
        Typing::Filters => None,
    };
    verb.unwrap_or("Niets gevonden.")
}

/// A heading with a rule behind it.
fn heading_line<'a>(text: &str, width: u16, theme: &Theme) -> Line<'a> {
    let rule = usize::from(width).saturating_sub(usize::from(display_width(text)) + 1);
    Line::styled(format!("{text} {}", "─".repeat(rule)), theme.muted)
}

/// What stands behind an option.
fn behind(o: &PickOption) -> String {
    o.unavailable.as_ref().map_or_else(|| o.extra.clone(), |why| format!("nu niet: {why}"))
}

fn option<'a>(o: &PickOption, columns: PickColumns, theme: &Theme) -> Line<'a> {
    let (stamp_style, style) =
        if o.unavailable.is_some() { (theme.muted, theme.muted) } else { (theme.key, theme.text) };
    let cell = |text: &str, width: u16| fill(&sanitize::short_line(text, usize::from(width)), usize::from(width));
    let mut spans: Vec<Span<'_>> = Vec::new();
    if columns.stamp > 0 {
        spans.push(span(fill(&o.badge, usize::from(columns.stamp)), stamp_style));
        spans.push(Span::raw(" "));
    }
    let behind = behind(o);
    // Where nothing stands behind it, a text has that room as well.
    if behind.is_empty() {
        spans.push(span(cell(&o.text, columns.text.saturating_add(2).saturating_add(columns.extra)), style));
        return Line::from(spans);
    }
    spans.push(span(cell(&o.text, columns.text), style));
    spans.push(Span::raw("  "));
    spans.push(span(cell(&behind, columns.extra), theme.muted));
    Line::from(spans)
}
