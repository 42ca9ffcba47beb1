//! The head of a case: what it is and what the matrix demands, until when, and whose move it is.

use ratatui::text::{Line, Span};

use crate::{
    desk::{state::zaak_view::ZaakView, view::View},
    domain::{duration::elapsed, inrichting::Plek, reminder::Reminder, sanitize, step::Step},
    judge::{
        case_rule::CaseRule,
        checklist::StepLine,
        countdown::{Countdown, Severity},
        task::NextTask,
    },
    log::zaak::Zaak,
    ui::{
        text::{fill, span, wrap_within},
        theme::Theme,
    },
};

/// So many terms have a line here; all of them stand under waarom?.
const MOST_TERMS: usize = 3;
/// From so many columns on there is room for whole words.
const WORDY: usize = 60;

/// The lines of the head.
pub fn lines<'a>(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut text_lines = Vec::new();
    let plek = view.plek(zaak).unwrap_or("inrichting onbekend");
    let title = format!("{}  {plek}", zaak.number);
    let case = view.context().case_rule(zaak);
    let unlisted = zaak.inrichting.as_ref().is_some_and(Plek::is_unlisted);
    let codes = match case.rule() {
        Some(r) if unlisted && !r.is_notifiable() => "niet in de lijst".to_owned(),
        Some(r) if r.is_notifiable() => r.codes(),
        Some(_) => "niet meldplichtig".to_owned(),
        None => String::new(),
    };
    let room = width.saturating_sub(codes.chars().count() + 1);
    text_lines.push(Line::from(vec![span(fill(&title, room), theme.header), span(codes, theme.accent)]));
    text_lines.push(match case.rule() {
        Some(r) => Line::styled(sanitize::shorten(&format!("rij {} {}", r.nr, r.incident), width), theme.text),
        None if case.awaits_rij() => Line::styled("nog geen rij: druk op r", theme.attention),
        None => Line::styled(sanitize::shorten(&case.gap().unwrap_or_default(), width), theme.attention),
    });
    let running: Vec<&Countdown> = beeld.running().take(MOST_TERMS).collect();
    let phrase = |k: &Countdown| state(k.severity(view.now), k.rest(view.now), width);
    let longest = running.iter().map(|k| phrase(k).chars().count()).max().unwrap_or(0);
    text_lines.extend(running.iter().map(|k| countdown_line(k, longest, view, theme, width)));
    match &beeld.countdowns {
        // Which book is missing stands in the place of the row.
        Err(_) if case.gap().is_some() && zaak.is_open() => {
            let words = if is_planned(zaak, view) { UNJUDGED_PLANNED } else { UNJUDGED };
            text_lines.push(Line::styled(sanitize::shorten(words, width), theme.error));
        }
        Err(error) if case.gap().is_none() => {
            text_lines.push(Line::styled(sanitize::shorten(&error.sentence, width), theme.error));
        }
        Ok(_) | Err(_) if running.is_empty() => {
            text_lines.push(Line::styled(sanitize::shorten(&without_countdown(zaak, case, view), width), theme.muted));
        }
        Ok(_) | Err(_) => {}
    }
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

fn countdown_line<'a>(countdown: &Countdown, longest: usize, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let severity = countdown.severity(view.now);
    let cell = format!("{:>longest$} ", state(severity, countdown.rest(view.now), width));
    let remark = match (countdown.ground.is_own(), countdown.termijn.lezingen.ambiguous()) {
        (true, _) => " (uw keuze)",
        (false, true) => " (zie w)",
        (false, false) => "",
    };
    let (kind, due) = (&countdown.termijn.label, countdown.counts_to(view.now).as_termijn());
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

/// Where something stands, in as many words as there is room for.
fn state(severity: Severity, rest: chrono::Duration, width: usize) -> String {
    if width >= WORDY { severity.phrase(rest) } else { severity.short_phrase(rest) }
}

/// What stands there where no book can tell which term runs.
const UNJUDGED: &str = "termijn niet te bepalen";

/// The same where an alarm was planned before.
const UNJUDGED_PLANNED: &str = "termijn niet te bepalen; wat gepland was, gaat af";

/// True where an alarm of this case is planned.
fn is_planned(zaak: &Zaak, view: &View) -> bool {
    view.around.planned.iter().any(|point| point.topic.zaak() == Some(zaak.number))
}

/// The reminder that comes first; its text stands under waarom?.
fn reminder<'a>(h: &Reminder, view: &View, theme: &Theme, width: usize) -> Line<'a> {
    let severity = Severity::from(h.when.since(view.now));
    let cell = format!("{} ", state(severity, h.when.since(view.now), width));
    let text =
        sanitize::shorten(&format!("herinnering {}", h.when.short()), width.saturating_sub(cell.chars().count() + 1));
    Line::from(vec![span(cell, theme.severity(severity)), Span::raw(" "), span(text, theme.text)])
}

/// Where the source gives no term there is no countdown, only the time that went by.
fn without_countdown(zaak: &Zaak, case: CaseRule<'_>, view: &View) -> String {
    if let Some(target) = zaak.absorbed_into {
        return format!("opgegaan in zaak {target}");
    }
    if let Some(at) = zaak.closed {
        return format!("{} {}", zaak.state().word(), at.long());
    }
    let start = zaak.times.called.or(zaak.times.voorval).unwrap_or(zaak.opened);
    let termijn = if case.form_gap(zaak).is_some() { "termijn zelf toetsen" } else { "geen termijn" };
    format!("{termijn}; {} sinds de melding", elapsed(start, view.now))
}

/// The two clocks of a case: the officer's own move, and what the inrichting is waited for.
fn turn_lines<'a>(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let name = |step: Step| beeld.steps.iter().find(|s: &&StepLine| s.step == step).map_or("", |s| &s.name);
    let turn = beeld.whose_turn(zaak, view.now);
    let awaited = turn.inrichting.map(|step| name(step).to_owned());
    let (own, others) = match view.task(zaak) {
        Some(NextTask::Own(act) | NextTask::RoundOff(act)) => (Some(sanitize::capitalize(&act)), awaited),
        Some(NextTask::Awaited(act)) => (None, awaited.or(Some(act))),
        None => (None, awaited),
    };
    let waits_since = turn.inrichting_since.or(Some(zaak.opened));
    [("uw zet", own, turn.own_since.or(Some(zaak.last))), ("wacht op", others, waits_since)]
        .into_iter()
        .filter(|_| zaak.is_open())
        .filter_map(|(who, what, since)| Some((who, what?, elapsed(since?, view.now))))
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
