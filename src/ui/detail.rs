//! The right-hand side: what is known of the chosen line. A case has a head that answers the three
//! questions of the night (what is it, whose move is it, until when) and five tabs.

mod beeld;
mod checklist;
mod drafts;
mod melding;
mod termijnen;
mod timeline;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    text::{
        cursor_bar, lines, page, put_line, set_cursor, span,
        wrap::{Lines, line_budget},
        wrap_end, wrap_within,
    },
    theme::Theme,
};
use crate::{
    alarm::target,
    desk::{
        model::Model,
        state::{
            screen::{Focus, Tab},
            zaak_view::ZaakView,
        },
    },
    domain::{reminder::Reminder, sanitize, step::Step},
    judge::{
        checklist::StepLine,
        countdown::{Countdown, duration, elapsed},
    },
    log::zaak::Zaak,
};

/// Draws the chosen report or case.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [_, inner] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    if let Some(m) = model.melding() {
        melding::draw(m, model, theme, frame, inner);
        return;
    }
    let (Some(zaak), Some(beeld)) = (model.zaak(), model.beeld()) else {
        empty(model, theme, frame, inner);
        return;
    };
    let header = header(zaak, beeld, model, theme, usize::from(inner.width));
    let height = u16::try_from(header.len()).unwrap_or(0);
    let [top, tabs, _, bottom] = inner.layout(&Layout::vertical([
        Constraint::Length(height),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
    ]));
    lines(frame, top, header);
    put_line(frame, &tab_line(model, theme, tabs.width), tabs);
    match model.tab {
        Tab::Checklist => checklist::draw(beeld, model, theme, frame, bottom),
        Tab::Beeld => beeld::draw(zaak, beeld, model, theme, frame, bottom),
        Tab::Drafts => drafts::draw(zaak, beeld, model, theme, frame, bottom),
        Tab::Timeline => timeline::draw(model, theme, frame, bottom),
        Tab::Termijnen => termijnen::draw(zaak, beeld, model, theme, frame, bottom),
    }
}

fn empty(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let list = [
        (String::new(), theme.text),
        ("Klaar voor de dienst.".to_owned(), theme.header),
        (String::new(), theme.text),
        (format!("Piketweek {}.", model.week()), theme.text),
        ("Telefoon: druk op n en typ mee met het gesprek.".to_owned(), theme.muted),
        ("Mail: «piket importeer PAD» zet hem in de inbox.".to_owned(), theme.muted),
        ("Hulp: druk op ?.".to_owned(), theme.muted),
    ];
    let wrap = |t: &str| super::text::wrap(t, usize::from(area.width));
    let text_lines =
        list.into_iter().flat_map(|(t, s)| wrap(&t).into_iter().map(move |d| Line::styled(d, s))).collect();
    lines(frame, area, text_lines);
}

fn header<'a>(zaak: &Zaak, beeld: &ZaakView, model: &Model, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut text_lines = Vec::new();
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    let title = format!("{}  {plek}", zaak.number);
    text_lines.push(Line::styled(sanitize::shorten(&title, width), theme.header));
    let case = model.context().case_rule(zaak);
    text_lines.push(match case.rule() {
        Some(r) => {
            let codes = if r.is_notifiable() { r.codes() } else { "niet meldplichtig".to_owned() };
            let text = sanitize::shorten(
                &format!("rij {} {}", r.nr, r.incident),
                width.saturating_sub(codes.chars().count() + 3),
            );
            Line::from(vec![span(text, theme.text), span(format!("  {codes}"), theme.accent)])
        }
        None if case.awaits_rij() => Line::styled("nog geen rij: druk op r", theme.attention),
        None => Line::styled(sanitize::shorten(&case.gap().unwrap_or_default(), width), theme.attention),
    });
    text_lines.push(match (beeld.running().next(), &beeld.countdowns) {
        (Some(countdown), _) => countdown_line(countdown, model, theme, width),
        (None, Err(error)) => Line::styled(sanitize::shorten(&error.sentence, width), theme.error),
        (None, Ok(_)) => Line::styled(sanitize::shorten(&without_countdown(zaak, model), width), theme.muted),
    });
    text_lines.extend(zaak.running_reminders().min_by_key(|h| h.when).map(|h| reminder(h, model, theme, width)));
    text_lines.extend(turn_lines(zaak, beeld, model, theme, width));
    if let Some(alternative) = case.rule().and_then(|r| r.alternative.as_deref()) {
        for part in wrap_within(alternative, width, 3) {
            text_lines.push(Line::styled(part, theme.attention));
        }
    }
    text_lines.push(Line::default());
    text_lines
}

fn countdown_line<'a>(countdown: &Countdown, model: &Model, theme: &Theme, width: usize) -> Line<'a> {
    let severity = countdown.severity(model.now);
    let rest = countdown.rest(model.now);
    let cell = format!(" {} {} ", severity.word(), duration(rest));
    let bij = match (countdown.ground.is_own(), countdown.termijn.lezingen.ambiguous()) {
        (true, _) => " (uw keuze)",
        (false, true) => " (zie w)",
        (false, false) => "",
    };
    let (kind, due) = (countdown.termijn.kind.label(), countdown.due.as_termijn());
    let remaining = width.saturating_sub(cell.chars().count() + 1);
    // The moment itself is never cut off; what stands around it gives way.
    let shapes = [format!("{kind} vóór {due}{bij}"), format!("{kind} vóór {due}")];
    let text = shapes.into_iter().find(|v| v.chars().count() <= remaining).unwrap_or_else(|| format!("{kind} {due}"));
    Line::from(vec![
        span(cell, theme.severity(severity)),
        Span::raw(" "),
        span(sanitize::shorten(&text, remaining), theme.text),
    ])
}

/// The reminder that comes first; its text stands under waarom?.
fn reminder<'a>(h: &Reminder, model: &Model, theme: &Theme, width: usize) -> Line<'a> {
    let severity = target::severity(h.when, model.now);
    let cell = format!(" {} {} ", severity.word(), duration(h.when.since(model.now)));
    let text =
        sanitize::shorten(&format!("herinnering {}", h.when.short()), width.saturating_sub(cell.chars().count() + 1));
    Line::from(vec![span(cell, theme.severity(severity)), Span::raw(" "), span(text, theme.text)])
}

/// Where the source gives no term there is no countdown, only the time that went by.
fn without_countdown(zaak: &Zaak, model: &Model) -> String {
    if let Some(target) = zaak.absorbed_into {
        return format!("opgegaan in zaak {target}");
    }
    if let Some(at) = zaak.closed {
        return format!("gesloten {}", at.long());
    }
    let start = zaak.times.called.or(zaak.times.voorval).unwrap_or(zaak.opened);
    format!("geen termijn; {} sinds de melding", elapsed(start, model.now))
}

/// The two clocks of a case: the officer's own move, and what the inrichting is waited for.
fn turn_lines<'a>(zaak: &Zaak, beeld: &ZaakView, model: &Model, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let name = |step: Step| beeld.steps.iter().find(|s: &&StepLine| s.step == step).map_or("", |s| s.name);
    let turns = [("uw zet", beeld.whose_turn.desk, zaak.last), ("wacht op", beeld.whose_turn.inrichting, zaak.opened)];
    turns
        .into_iter()
        .filter(|_| zaak.is_open())
        .filter_map(|(who, step, since)| step.map(|s| (who, name(s), elapsed(since, model.now))))
        .map(|(who, what, how_long)| {
            let remaining = width.saturating_sub(10 + 2 + how_long.chars().count());
            Line::from(vec![
                span(format!("{who:<10}"), theme.muted),
                span(sanitize::shorten(what, remaining), theme.text),
                span(format!("  {how_long}"), theme.muted),
            ])
        })
        .collect()
}

fn tab_line<'a>(model: &Model, theme: &Theme, width: u16) -> Line<'a> {
    let mut spans = Vec::new();
    // Numbers only where there is room for them; the names are what people look for.
    let wide = width >= 60;
    for (i, tab) in Tab::ALL.into_iter().enumerate() {
        let text = if wide { format!(" {} {} ", i + 1, tab.label()) } else { tab.label().to_owned() };
        let style = match (tab == model.tab, model.focus) {
            (true, Focus::Detail) => theme.accent.add_modifier(ratatui::style::Modifier::REVERSED),
            (true, Focus::List) => theme.accent.add_modifier(ratatui::style::Modifier::UNDERLINED),
            (false, _) => theme.muted,
        };
        spans.push(span(text, style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

/// Which lines of an item are asked for: what is out of view is not made.
#[derive(Debug, Clone, Copy)]
enum Extent {
    /// So many from its first.
    First(usize),
    /// So many up to its last.
    Last(usize),
}

impl Extent {
    /// The lines of a text that may be among these.
    fn wrap(self, text: &str, width: usize) -> Vec<String> {
        match self {
            Self::First(count) => Lines::new(text, width).take(count).collect(),
            Self::Last(count) => wrap_end(text, width, count),
        }
    }

    /// The same of a text whose line ends say nothing.
    fn wrap_flat(self, text: &str, width: usize) -> Vec<String> {
        let (Self::First(count) | Self::Last(count)) = self;
        let reach = line_budget(width).saturating_mul(count.saturating_add(1));
        let near = match self {
            Self::First(_) => text.get(..text.floor_char_boundary(reach)),
            Self::Last(_) => text.get(text.ceil_char_boundary(text.len().saturating_sub(reach))..),
        };
        self.wrap(&sanitize::line(near.unwrap_or_default()), width)
    }
}

/// Draws items of some lines each, so that the item with the cursor stays in view; `item` makes the lines
/// of one, at least those that are asked for.
fn with_items<'a>(
    model: &Model,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    count: usize,
    item: impl Fn(usize, Extent) -> Vec<Line<'a>>,
) {
    items_from(model, theme, frame, area, count, item, model.scroll);
}

/// The same for a short list above a text: only the text leafs.
fn with_items_above(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect, items: Vec<Line<'_>>) {
    items_from(model, theme, frame, area, items.len(), |i, _| items.get(i).cloned().into_iter().collect(), 0);
}

fn items_from<'a>(
    model: &Model,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
    count: usize,
    item: impl Fn(usize, Extent) -> Vec<Line<'a>>,
    onward: usize,
) {
    let height = usize::from(area.height);
    let (cursor, here) = if model.detail < count { (model.detail, true) } else { (0, false) };
    // From the cursor down to one line below what can be in view, and up over what can stand above it.
    let wanted = height.saturating_add(onward).saturating_add(1);
    let mut below: Vec<Line<'_>> = Vec::new();
    for i in cursor..count {
        let Some(missing @ 1..) = wanted.checked_sub(below.len()) else { break };
        below.extend(item(i, Extent::First(missing)).into_iter().take(missing));
    }
    let mut above: Vec<Line<'_>> = Vec::new();
    for i in (0..cursor).rev() {
        let Some(missing @ 1..) = height.checked_sub(above.len()) else { break };
        above.extend(item(i, Extent::Last(missing)).into_iter().rev().take(missing));
    }
    // Leafing goes on from where the cursor is, in the middle where there is room, down to the end and no
    // further.
    let plek = above.len();
    let last = (plek + below.len()).saturating_sub(height);
    let first = plek.saturating_sub(height / 2).saturating_add(onward).min(last);
    let more = plek + below.len() > first + height;
    let visible: Vec<Line<'_>> = above
        .into_iter()
        .rev()
        .chain(below)
        .enumerate()
        .skip(first)
        .take(height)
        .map(|(i, text_line)| match (here && i == plek, model.focus) {
            (true, Focus::Detail) => cursor_bar(text_line, area.width, theme.cursor),
            (true, Focus::List) | (false, _) => text_line,
        })
        .collect();
    lines(frame, area, visible);
    if more {
        more_below(if model.tab == Tab::Termijnen { TEXT_MORE } else { " ↓" }, theme, frame, area);
    }
    if model.focus == Focus::Detail {
        set_cursor(frame, area, 0, plek.saturating_sub(first));
    }
}

/// How to see the rest of a text.
const TEXT_MORE: &str = " PgDn ↓";

/// Draws some lines and under them a text, which may be longer than the area, from the line the officer
/// leafed to.
fn scroll(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect, header: Vec<Line<'_>>, text: &str) {
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    let above = header.len();
    let mut page = page::page(text, width, model.scroll.saturating_sub(above), height);
    // Part of the header is in view.
    let header = if model.scroll < above || page.lines.len() < height {
        page = page::page(text, width, 0, height);
        let first = model.scroll.min((above + page.lines.len()).saturating_sub(height));
        page.more |= above + page.lines.len() > first + height;
        header.into_iter().skip(first).collect()
    } else {
        Vec::new()
    };
    let rest = page.lines.into_iter().map(|line| Line::styled(line, theme.text));
    lines(frame, area, header.into_iter().chain(rest).collect());
    if page.more {
        more_below(TEXT_MORE, theme, frame, area);
    }
}

/// Says in the corner that there is more below.
fn more_below(hint: &'static str, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let display_width = super::text::display_width(hint).min(area.width);
    let plek = Rect {
        x: area.right().saturating_sub(display_width),
        y: area.bottom().saturating_sub(1),
        width: display_width,
        height: 1,
    };
    if area.height > 0 {
        frame.render_widget(span(hint, theme.key), plek);
    }
}
