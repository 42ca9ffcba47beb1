//! The list: what to do, not what there is. A case says its next act in words, a report whether it belongs
//! anywhere; what is left is a duration with a unit, until when is a clock, each in a column of its own.

mod columns;
mod folded;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use self::columns::{Columns, place_of};
pub use self::{
    columns::place,
    folded::{WIDTH as FOLDED_WIDTH, draw as draw_folded, item_at as folded_item_at},
};
use super::{
    rows::{self, RowKind},
    text::{cursor_bar, fill, lines, set_cursor, span, wrap},
    theme::Theme,
};
use crate::{
    desk::{
        command::CommandId,
        state::{item::Item, lens::Lens, screen::Focus, section::Section},
        view::View,
    },
    domain::sanitize,
    judge::task::NextTask,
    log::{
        melding::{Melding, MeldingState},
        zaak::{Zaak, ZaakState},
    },
};

/// A row: a heading with how many stand under it, a line of the list, or room between two sections.
#[derive(Debug, Clone, Copy)]
enum ListRow {
    Heading(Section, usize),
    Line(Item),
    /// What it means that nothing stands here.
    Note(&'static str),
    Blank,
}

impl ListRow {
    const fn kind(self) -> RowKind {
        match self {
            Self::Heading(..) => RowKind::Heading,
            Self::Line(_) => RowKind::Item,
            Self::Note(_) | Self::Blank => RowKind::Blank,
        }
    }
}

/// Draws the list.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let rows = rows(view);
    let cursor = cursor(&rows, view);
    let kinds: Vec<RowKind> = rows.iter().map(|row| row.kind()).collect();
    let columns = Columns::of(view, area.width);
    let at = rows::draw(&kinds, cursor, theme, frame, area, |i| match rows.get(i) {
        Some(ListRow::Heading(section, count)) => heading(*section, *count, view, theme, &columns),
        Some(ListRow::Line(item)) => line(*item, view, theme, &columns),
        Some(ListRow::Note(text)) => Line::styled(sanitize::shorten(&format!("    {text}"), columns.width), theme.text),
        Some(ListRow::Blank) | None => Line::default(),
    });
    if view.list.is_empty() && view.folded() == 0 {
        let below = u16::try_from(rows.len() + 1).unwrap_or(area.height).min(area.height);
        let rest = Rect { y: area.y + below, height: area.height - below, ..area };
        lines(frame, rest, guide(view, theme, area.width));
    }
    if view.focus == Focus::List {
        set_cursor(frame, area, 0, at);
    }
}

/// What stands on a line of the list.
pub fn item_at(view: &View, area: Rect, line: usize) -> Option<Item> {
    let rows = rows(view);
    let kinds: Vec<RowKind> = rows.iter().map(|row| row.kind()).collect();
    match rows.get(rows::at(&kinds, cursor(&rows, view), area, line)?)? {
        ListRow::Line(item) => Some(*item),
        ListRow::Heading(..) | ListRow::Note(_) | ListRow::Blank => None,
    }
}

fn cursor(rows: &[ListRow], view: &View) -> usize {
    rows.iter().position(|r| matches!(r, ListRow::Line(item) if view.chosen == Some(*item))).unwrap_or(0)
}

fn rows(view: &View) -> Vec<ListRow> {
    let mut rows = Vec::new();
    for (section, items) in view.parts() {
        if items.is_empty() && (!view.search.is_empty() || view.lens != Lens::All) {
            continue;
        }
        if !rows.is_empty() {
            rows.push(ListRow::Blank);
        }
        rows.push(ListRow::Heading(section, items.len()));
        rows.extend(items.iter().map(|item| ListRow::Line(*item)));
        if section == Section::Inbox && items.is_empty() && !view.list.is_empty() {
            rows.push(ListRow::Note("Er wacht niets; wat binnenkomt, komt hier te staan."));
        }
    }
    let first = view.parts().find(|(_, items)| !items.is_empty()).map(|(section, _)| section);
    let calm = match first.filter(|_| view.search.is_empty() && view.lens == Lens::All) {
        Some(Section::Waiting) => Some("Nu is er niets te doen: u wacht op anderen."),
        Some(Section::Inbox) => Some("Er is geen zaak die loopt. In de inbox wacht nog iets."),
        Some(Section::WeekEnd) => Some("Nu is er niets te doen: wat rest, kan aan het eind van de week."),
        Some(Section::ToDo | Section::Closed) | None => None,
    };
    if let Some(calm) = calm {
        rows.splice(0..0, [ListRow::Note(calm), ListRow::Blank]);
    }
    rows
}

/// What to do where there is nothing.
fn guide<'a>(view: &View, theme: &Theme, width: u16) -> Vec<Line<'a>> {
    let room = usize::from(width).saturating_sub(4);
    if !view.search.is_empty() {
        let sentence = format!("Niets gevonden voor «{}». Esc toont alles weer.", view.search);
        return wrap(&sentence, room).into_iter().map(|l| Line::styled(format!("  {l}"), theme.text)).collect();
    }
    if view.lens != Lens::All {
        let sentence = format!("Niets in de weergave «{}». Esc toont alles weer.", view.lens.label());
        return wrap(&sentence, room).into_iter().map(|l| Line::styled(format!("  {l}"), theme.text)).collect();
    }
    let keys = [
        (CommandId::Phone, "de telefoon gaat: typ mee met het gesprek"),
        (CommandId::Palette, "opdracht; «importeer PAD» zet mail in de inbox"),
        (CommandId::Help, "wat de toetsen hier doen"),
    ];
    let mut out = vec![
        Line::styled(
            if view.desk.zaken.is_empty() {
                "  Er is nog niets. Klaar voor de dienst."
            } else {
                "  Er staat niets open. Klaar voor de dienst."
            },
            theme.header,
        ),
        Line::default(),
    ];
    for (id, what) in keys {
        let key = view.setup.keymap.first(id);
        let what = sanitize::shorten(what, room.saturating_sub(4));
        out.push(Line::from(vec![span(format!("  {key:<4}"), theme.key), span(what, theme.text)]));
    }
    out
}

fn heading<'a>(section: Section, count: usize, view: &View, theme: &Theme, columns: &Columns) -> Line<'a> {
    let searching = !view.search.is_empty();
    let first = view.parts().find(|(_, items)| !items.is_empty()).is_some_and(|(first, _)| first == section);
    let search = match (first, searching, view.lens) {
        (true, true, _) => format!("   zoekt «{}»", view.search),
        (true, false, lens) if lens != Lens::All => format!("   weergave «{}»", lens.label()),
        (true | false, ..) => String::new(),
    };
    // What a search finds may belong to a case already.
    let label = if searching && section == Section::Inbox { "MELDINGEN" } else { section.label() };
    let more = if section == Section::Inbox { view.folded() } else { 0 };
    let folded = if more == 0 { String::new() } else { format!("   + {more} automatisch (. toont)") };
    let name = format!("  {label} {count}{folded}{search}");
    let (nog, due) = match section {
        Section::ToDo | Section::Waiting => ("nog", "vóór"),
        Section::Inbox => ("", "binnen"),
        Section::WeekEnd | Section::Closed => ("", ""),
    };
    let cells = columns.time_cells(nog, due);
    let times: usize = cells.iter().map(|cell| cell.chars().count()).sum();
    let mut spans = vec![span(fill(&name, columns.width.saturating_sub(times)), theme.header)];
    spans.extend(cells.map(|cell| span(cell, theme.muted)));
    Line::from(spans)
}

fn line<'a>(item: Item, view: &View, theme: &Theme, columns: &Columns) -> Line<'a> {
    let text_line = match item {
        Item::Melding(number) => view.desk.meldingen.get(&number).map(|m| melding(m, view, theme, columns)),
        Item::Zaak(number) => view.desk.zaken.get(&number).map(|z| zaak(z, view, theme, columns)),
    }
    .unwrap_or_default();
    match (view.chosen == Some(item), view.focus) {
        (false, _) => text_line,
        (true, Focus::List) => cursor_bar(text_line, u16::try_from(columns.width).unwrap_or(u16::MAX), theme.cursor),
        (true, Focus::Detail) => text_line.patch_style(theme.cursor_elsewhere),
    }
}

/// The mark in front of the chosen line, so that it shows without colours too.
fn mark<'a>(item: Item, view: &View, theme: &Theme) -> Span<'a> {
    span(if view.chosen == Some(item) { "▸" } else { " " }, theme.accent)
}

fn melding<'a>(m: &Melding, view: &View, theme: &Theme, columns: &Columns) -> Line<'a> {
    let item = Item::Melding(m.number);
    let headline = view.item_visibility(item).headline(m);
    let what = if m.inrichting().is_some() { place(headline) } else { headline };
    let belongs = match &m.state {
        MeldingState::Open => match view.belongs.get(&m.number) {
            Some(zaak) => format!("bij {}?", zaak.short(view.week())),
            None => "nog geen zaak".to_owned(),
        },
        MeldingState::Linked(zaak) => format!("bij {}", zaak.short(view.week())),
        MeldingState::SetAside(_) => "terzijde".to_owned(),
    };
    let received = m.received.as_termijn_from(view.now);
    let name = format!("{}  {}", m.number, m.kind.label(view.context().book_of(m)));
    let mut spans = vec![
        mark(item, view, theme),
        span(if m.is_open() { " * " } else { "   " }, theme.accent),
        span(fill(&name, columns.report), if m.is_open() { theme.text } else { theme.muted }),
        span(format!(" {} ", fill(&sanitize::short_line(what, columns.rest), columns.rest)), theme.text),
        span(fill(&belongs, columns.belongs), theme.muted),
    ];
    spans.extend(columns.time_cells("", &received).map(|cell| span(cell, theme.muted)));
    Line::from(spans)
}

fn zaak<'a>(z: &Zaak, view: &View, theme: &Theme, columns: &Columns) -> Line<'a> {
    let item = Item::Zaak(z.number);
    let countdown = view.first_of(z.number);
    let asks = view.is_without_rule(z) || z.is_open() && view.is_unjudged(z.number);
    let (sign, style) = match (countdown, asks) {
        (Some(k), _) => (k.severity(view.now).sign(), theme.severity(k.severity(view.now))),
        (None, true) => ("> ", theme.attention),
        (None, false) => ("  ", theme.muted),
    };
    let (act, act_style) = match view.task(z).filter(|_| z.is_open()) {
        Some(NextTask::Own(act)) => (sanitize::capitalize(&act), theme.header),
        Some(NextTask::Awaited(act) | NextTask::RoundOff(act)) => (act, theme.text),
        None => match z.state() {
            ZaakState::Absorbed(target) => (format!("opgegaan in {}", target.short(view.week())), theme.muted),
            state @ (ZaakState::Open | ZaakState::Closed | ZaakState::HandedOver | ZaakState::Withdrawn) => {
                (state.word().to_owned(), theme.muted)
            }
        },
    };
    let row = view.context().case_rule(z).rij().map_or_else(|| "?".to_owned(), |r| r.to_string());
    let (nog, due) = columns::times(z, countdown, view);
    let cells = columns.time_cells(&nog, &due);
    // Where nothing is counted, an act has the room of those columns as well.
    let taken: usize = cells.iter().map(|cell| cell.chars().count()).sum();
    let unused = columns.times_width().saturating_sub(taken);
    let mut spans = vec![
        mark(item, view, theme),
        span(sign, style),
        span(format!(" {:>width$} {row:>2}  ", z.number.short(view.week()), width = columns.numbers), theme.text),
        span(fill(place_of(z, view), columns.place), theme.text),
        span(format!(" {}", fill(&act, columns.act + unused)), act_style),
    ];
    let [nog, due] = cells;
    spans.extend([span(nog, style), span(due, theme.text)]);
    Line::from(spans)
}
