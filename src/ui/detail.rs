//! The right-hand side: what is known of the chosen line. A case has a head that answers the three
//! questions of the night (what is it, whose move is it, until when) and five tabs.

mod beeld;
mod checklist;
mod drafts;
mod items;
mod melding;
mod termijnen;
mod timeline;

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{
    text::{lines, put_line, span, wrap_within},
    theme::Theme,
};
use crate::{
    desk::{
        state::{
            screen::{Focus, Tab},
            zaak_view::ZaakView,
        },
        view::View,
    },
    domain::{duration::elapsed, reminder::Reminder, sanitize, step::Step},
    judge::{
        checklist::StepLine,
        countdown::{Countdown, Severity},
    },
    log::zaak::Zaak,
};

/// Draws the chosen report or case.
pub fn draw(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let [_, inner] = area.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1)]));
    if let Some(m) = view.melding() {
        melding::draw(m, view, theme, frame, inner);
        return;
    }
    let (Some(zaak), Some(beeld)) = (view.zaak(), view.beeld()) else {
        empty(view, theme, frame, inner);
        return;
    };
    let header = header(zaak, beeld, view, theme, usize::from(inner.width));
    let height = u16::try_from(header.len()).unwrap_or(0);
    let [top, tabs, _, bottom] = inner.layout(&Layout::vertical([
        Constraint::Length(height),
        Constraint::Length(1),
        Constraint::Length(1),
        Constraint::Min(1),
    ]));
    lines(frame, top, header);
    put_line(frame, &tab_line(view, theme, tabs.width), tabs);
    match view.tab {
        Tab::Checklist => checklist::draw(beeld, view, theme, frame, bottom),
        Tab::Beeld => beeld::draw(zaak, beeld, view, theme, frame, bottom),
        Tab::Drafts => drafts::draw(zaak, beeld, view, theme, frame, bottom),
        Tab::Timeline => timeline::draw(view, theme, frame, bottom),
        Tab::Termijnen => termijnen::draw(zaak, beeld, view, theme, frame, bottom),
    }
}

fn empty(view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let list = [
        (String::new(), theme.text),
        ("Klaar voor de dienst.".to_owned(), theme.header),
        (String::new(), theme.text),
        (format!("Piketweek {}.", view.week()), theme.text),
        ("Telefoon: druk op n en typ mee met het gesprek.".to_owned(), theme.muted),
        ("Mail: «piket importeer PAD» zet hem in de inbox.".to_owned(), theme.muted),
        ("Hulp: druk op ?.".to_owned(), theme.muted),
    ];
    let wrap = |t: &str| super::text::wrap(t, usize::from(area.width));
    let text_lines =
        list.into_iter().flat_map(|(t, s)| wrap(&t).into_iter().map(move |d| Line::styled(d, s))).collect();
    lines(frame, area, text_lines);
}

fn header<'a>(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut text_lines = Vec::new();
    let plek = zaak.plek().unwrap_or("inrichting onbekend");
    let title = format!("{}  {plek}", zaak.number);
    text_lines.push(Line::styled(sanitize::shorten(&title, width), theme.header));
    let case = view.context().case_rule(zaak);
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
        (Some(countdown), _) => countdown_line(countdown, view, theme, width),
        (None, Err(error)) => Line::styled(sanitize::shorten(&error.sentence, width), theme.error),
        (None, Ok(_)) => Line::styled(sanitize::shorten(&without_countdown(zaak, view), width), theme.muted),
    });
    text_lines.extend(zaak.running_reminders().min_by_key(|h| h.when).map(|h| reminder(h, view, theme, width)));
    text_lines.extend(turn_lines(zaak, beeld, view, theme, width));
    if let Some(alternative) = case.rule().and_then(|r| r.alternative.as_deref()) {
        for part in wrap_within(alternative, width, 3) {
            text_lines.push(Line::styled(part, theme.attention));
        }
    }
    text_lines.push(Line::default());
    text_lines
}

fn countdown_line<'a>(countdown: &Countdown, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let severity = countdown.severity(view.now);
    let cell = format!(" {} ", severity.short_phrase(countdown.rest(view.now)));
    let remark = match (countdown.ground.is_own(), countdown.termijn.lezingen.ambiguous()) {
        (true, _) => " (uw keuze)",
        (false, true) => " (zie w)",
        (false, false) => "",
    };
    let (kind, due) = (countdown.termijn.kind.label(), countdown.counts_to(view.now).as_termijn());
    let remaining = width.saturating_sub(cell.chars().count() + 1);
    // The moment itself is never cut off; what stands around it gives way.
    let full = match severity {
        Severity::StrictPassed => format!("{kind}. {}", countdown.left_line(view.now)),
        Severity::TooLate | Severity::Now | Severity::Soon | Severity::OnTime => format!("{kind} vóór {due}{remark}"),
    };
    let shapes = [full, format!("{kind} vóór {due}")];
    let text = shapes.into_iter().find(|v| v.chars().count() <= remaining).unwrap_or_else(|| format!("{kind} {due}"));
    Line::from(vec![
        span(cell, theme.severity(severity)),
        Span::raw(" "),
        span(sanitize::shorten(&text, remaining), theme.text),
    ])
}

/// The reminder that comes first; its text stands under waarom?.
fn reminder<'a>(h: &Reminder, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let severity = Severity::from(h.when.since(view.now));
    let cell = format!(" {} ", severity.short_phrase(h.when.since(view.now)));
    let text =
        sanitize::shorten(&format!("herinnering {}", h.when.short()), width.saturating_sub(cell.chars().count() + 1));
    Line::from(vec![span(cell, theme.severity(severity)), Span::raw(" "), span(text, theme.text)])
}

/// Where the source gives no term there is no countdown, only the time that went by.
fn without_countdown(zaak: &Zaak, view: &View) -> String {
    if let Some(target) = zaak.absorbed_into {
        return format!("opgegaan in zaak {target}");
    }
    if let Some(at) = zaak.closed {
        return format!("gesloten {}", at.long());
    }
    let start = zaak.times.called.or(zaak.times.voorval).unwrap_or(zaak.opened);
    format!("geen termijn; {} sinds de melding", elapsed(start, view.now))
}

/// The two clocks of a case: the officer's own move, and what the inrichting is waited for.
fn turn_lines<'a>(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let name = |step: Step| beeld.steps.iter().find(|s: &&StepLine| s.step == step).map_or("", |s| s.name);
    let turn = beeld.whose_turn(zaak, view.now);
    let own = match (turn.chase, turn.desk) {
        (Some(step), _) => Some(format!("Rappel: {}", name(step))),
        (None, desk) => desk.map(|step| name(step).to_owned()),
    };
    let others = turn.inrichting.map(|step| name(step).to_owned());
    [("uw zet", own, zaak.last), ("wacht op", others, zaak.opened)]
        .into_iter()
        .filter(|_| zaak.is_open())
        .filter_map(|(who, what, since)| what.map(|what| (who, what, elapsed(since, view.now))))
        .map(|(who, what, how_long)| {
            let remaining = width.saturating_sub(10 + 2 + how_long.chars().count());
            Line::from(vec![
                span(format!("{who:<10}"), theme.muted),
                span(sanitize::shorten(&what, remaining), theme.text),
                span(format!("  {how_long}"), theme.muted),
            ])
        })
        .collect()
}

fn tab_line<'a>(view: &View, theme: &Theme, width: u16) -> Line<'a> {
    let mut spans = Vec::new();
    // Numbers only where there is room for them; the names are what people look for.
    let wide = width >= 60;
    for (i, tab) in Tab::ALL.into_iter().enumerate() {
        let text = if wide { format!(" {} {} ", i + 1, tab.label()) } else { tab.label().to_owned() };
        let style = match (tab == view.tab, view.focus) {
            (true, Focus::Detail) => theme.accent.add_modifier(ratatui::style::Modifier::REVERSED),
            (true, Focus::List) => theme.accent.add_modifier(ratatui::style::Modifier::UNDERLINED),
            (false, _) => theme.muted,
        };
        spans.push(span(text, style));
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}
