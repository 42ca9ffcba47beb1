//! The facts: what is said, by whom, and how sure it is. Contradicted facts stay in view.

use ratatui::{Frame, layout::Rect, style::Modifier, text::Line};

use super::items::{Extent, with_items};
use crate::{
    desk::{state::zaak_view::ZaakView, view::View},
    domain::{
        feit::{Feit, FeitNumber, FeitStatus},
        sanitize,
        tegenspraak::{Tegenspraak, clock_times},
        time_kind::TimeKind,
    },
    judge::{tegenspraak::about_feit, visibility::Visibility},
    log::zaak::Zaak,
    rules::book::Rulebook,
    ui::{
        text::{lines, span},
        theme::Theme,
    },
};

/// Draws times and facts.
pub fn draw(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let against = &beeld.tegenspraken;
    let times = times(zaak, beeld, theme, width);
    let height = u16::try_from(times.len()).unwrap_or(0).saturating_add(1).min(area.height);
    lines(frame, area, times);
    let bottom = Rect { y: area.y.saturating_add(height), height: area.height.saturating_sub(height), ..area };
    if zaak.feiten.is_empty() {
        lines(frame, bottom, vec![Line::styled("Nog geen feiten. Druk op f.", theme.muted)]);
        return;
    }
    with_items(view, theme, frame, bottom, zaak.feiten.len(), |i, extent| {
        let Some(f) = zaak.feiten.get(i) else { return Vec::new() };
        let mut text_lines = feit(f, view.book_of(zaak.number), extent, view.line_visibility(i), theme, width);
        text_lines.extend(other_feiten(against, f.number, theme, width));
        text_lines
    });
}

/// The times of a case, each with what reports say of it.
pub fn times<'a>(zaak: &Zaak, beeld: &ZaakView, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut times: Vec<Line<'_>> = Vec::new();
    for kind in TimeKind::ALL {
        let Some(t) = zaak.time(kind) else { continue };
        times.push(Line::from(vec![span(format!("{:<13}", kind.label()), theme.muted), span(t.long(), theme.text)]));
        times.extend(other_times(&beeld.tegenspraken, kind, theme, width));
    }
    times
}

/// What reports say of a time, where that is another one.
fn other_times<'a>(against: &[Tegenspraak], kind: TimeKind, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let sentence = |t: &Tegenspraak| match t {
        Tegenspraak::Time { time, zaak, melding, named } if *time == kind => {
            Some(format!("  ! {melding} zegt {}", clock_times(*zaak, *named).1))
        }
        Tegenspraak::Time { .. } | Tegenspraak::Feiten { .. } => None,
    };
    against.iter().filter_map(sentence).map(|z| Line::styled(sanitize::shorten(&z, width), theme.attention)).collect()
}

/// The facts that contradict this one.
fn other_feiten<'a>(against: &[Tegenspraak], number: FeitNumber, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let sentence = |t: &Tegenspraak| match t {
        Tegenspraak::Feiten { about, earlier, later } => {
            let other = if *earlier == number { later } else { earlier };
            Some(format!("  ! {about}: feit {other} zegt iets anders"))
        }
        Tegenspraak::Time { .. } => None,
    };
    about_feit(against, number)
        .filter_map(sentence)
        .map(|z| Line::styled(sanitize::shorten(&z, width), theme.attention))
        .collect()
}

/// One fact: how sure it is, who said it and when, and under that what it says.
pub fn feit<'a>(
    f: &Feit,
    names: &Rulebook,
    extent: Extent,
    visibility: Visibility,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    let style = match f.status {
        FeitStatus::Reported => theme.accent,
        FeitStatus::Confirmed => theme.good,
        FeitStatus::Contradicted => theme.error,
        FeitStatus::Unknown => theme.attention,
    };
    let text_style = match f.status {
        FeitStatus::Contradicted => theme.muted.add_modifier(Modifier::CROSSED_OUT),
        FeitStatus::Reported | FeitStatus::Confirmed | FeitStatus::Unknown => theme.text,
    };
    let word = f.status.word();
    let source = sanitize::short_line(visibility.source(&f.source, names), width);
    let header = format!("{} · {source}, {}", f.topic.label(), f.at.clock_time());
    let about = width.saturating_sub(word.chars().count() + 2);
    let mut text_lines = vec![Line::from(vec![
        span(word, style),
        span(format!("  {}", sanitize::shorten(&header, about)), theme.muted),
    ])];
    for part in extent.wrap(visibility.read(&f.text), width.saturating_sub(2)) {
        text_lines.push(Line::from(span(format!("  {part}"), text_style)));
    }
    text_lines
}
