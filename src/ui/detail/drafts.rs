//! The messages: where each stands, and the text of the one with the cursor.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};

use super::items::{Leafed, scroll, with_items_above};
use crate::{
    desk::{state::zaak_view::ZaakView, view::View},
    domain::{draft::DraftKind, sanitize, step::Step},
    judge::{checklist::ChecklistState, visibility::Visibility},
    log::zaak::Zaak,
    ui::{
        text::{fill, span, wrap},
        theme::Theme,
    },
};

/// Columns of a message's name.
const NAME: usize = 21;

/// A reason that is longer is read on the tab of the steps.
const LONGEST: usize = 200;

/// Draws the messages.
pub fn draw(zaak: &Zaak, beeld: &ZaakView, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let lines = u16::try_from(DraftKind::ALL.len()).unwrap_or(u16::MAX);
    let [top, bottom] =
        area.layout(&Layout::vertical([Constraint::Length(lines.saturating_add(1)), Constraint::Min(1)]));
    let items: Vec<Line<'_>> = DraftKind::ALL
        .into_iter()
        .enumerate()
        .map(|(i, kind)| line(kind, zaak, beeld, view.line_visibility(i), theme, width))
        .collect();
    with_items_above(view, theme, frame, top, &items);
    let Some(kind) = DraftKind::ALL.get(view.detail.min(DraftKind::ALL.len() - 1)) else { return };
    let (header, text) = match zaak.drafts.get(kind) {
        Some(c) => {
            let state = if c.is_checked() { "gecontroleerd" } else { "niet gecontroleerd" };
            let copy = if c.waiting_copy().is_some() { " · kopie wacht op uw oordeel" } else { "" };
            let header = format!("versie {} · bewaard {} · {state}{copy}", c.version, c.saved.clock_time());
            let readings =
                c.readings.iter().map(|r| (r.words(), if r.covers(c.version) { theme.muted } else { theme.attention }));
            let all = std::iter::once((header, theme.muted)).chain(readings);
            let mut lines: Vec<Line<'_>> =
                all.map(|(words, style)| Line::styled(sanitize::shorten(&words, width), style)).collect();
            lines.push(Line::default());
            (lines, c.text.read())
        }
        None => (vec![Line::styled("Nog geen concept. Enter begint eraan.", theme.muted)], ""),
    };
    scroll(theme, frame, bottom, header, text, Leafed { cursor: None, onward: Some(&view.scroll) });
}

/// One message on one line: its sign, its name and where it stands.
fn line<'a>(
    kind: DraftKind,
    zaak: &Zaak,
    beeld: &ZaakView,
    visibility: Visibility,
    theme: &Theme,
    width: usize,
) -> Line<'a> {
    let stands = sanitize::shorten(&stands(kind, zaak, beeld, visibility, width), width.saturating_sub(NAME + 3));
    begin(kind, beeld, visibility, theme, &stands)
}

/// The same on as many lines as it takes.
pub fn lines<'a>(
    kind: DraftKind,
    zaak: &Zaak,
    beeld: &ZaakView,
    visibility: Visibility,
    theme: &Theme,
    width: usize,
) -> Vec<Line<'a>> {
    let stands = wrap(&stands(kind, zaak, beeld, visibility, LONGEST), width.saturating_sub(NAME + 3).max(1));
    let mut stands = stands.into_iter();
    let first = begin(kind, beeld, visibility, theme, &stands.next().unwrap_or_default());
    let on = stands.map(|more| Line::styled(format!("{}{more}", " ".repeat(NAME + 3)), theme.muted));
    std::iter::once(first).chain(on).collect()
}

fn begin<'a>(kind: DraftKind, beeld: &ZaakView, visibility: Visibility, theme: &Theme, stands: &str) -> Line<'a> {
    let (sign, style) = state(kind, beeld, visibility).map_or(("–", theme.muted), |s| theme.state(s));
    Line::from(vec![
        span(format!("{sign} "), style),
        span(fill(kind.label(), NAME), theme.text),
        span(format!(" {stands}"), theme.muted),
    ])
}

/// Where the step of a message stands; `None` where no step of this case is about it.
fn state(kind: DraftKind, beeld: &ZaakView, visibility: Visibility) -> Option<&ChecklistState> {
    let steps = beeld.for_list(visibility);
    kind.step().and_then(|step| steps.iter().find(|s| s.step == step)).map(|s| &s.state)
}

fn stands(kind: DraftKind, zaak: &Zaak, beeld: &ZaakView, visibility: Visibility, most: usize) -> String {
    state(kind, beeld, visibility).map_or_else(
        || without_step(zaak, kind, beeld),
        |s| format!("{}: {}", s.word(), sanitize::short_line(s.explanation(), most)),
    )
}

/// How a message stands that no step of this case is about.
fn without_step(zaak: &Zaak, kind: DraftKind, beeld: &ZaakView) -> String {
    let draft = zaak.drafts.get(&kind);
    let sent = draft.and_then(|d| d.sent.last());
    let writer = beeld.writer.as_ref().filter(|_| kind.ends(Step::Piketmelding));
    match (writer, draft, sent) {
        (_, _, Some(sent)) => format!("versie {} verzonden {}", sent.version, sent.at.short()),
        (Some(other), Some(own), None) => {
            format!("uw concept, versie {}; volgens de rij schrijft {}", own.version, other.in_sentence)
        }
        (Some(other), None, None) => format!("{} schrijft", other.short),
        (_, Some(own), None) => format!("uw concept, versie {}", own.version),
        (_, None, None) => "als u haar nodig hebt".to_owned(),
    }
}
