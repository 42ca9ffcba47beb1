//! A report from the inbox: what came in, as it came in, and what can be done with it.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{
    form_lines,
    items::{Leafed, scroll},
    told_row,
};
use crate::{
    desk::{command::CommandId, state::screen::Focus, view::View},
    domain::{
        melding::{Call, Content, Mail},
        moment::Moment,
        sanitize,
    },
    judge::{proposal, reading_line, repeat},
    log::melding::{Melding, MeldingState},
    ui::{
        text::{span, wrap_flat, wrap_within},
        theme::Theme,
    },
};

/// Columns before a value.
const LABEL: usize = 15;

/// Columns behind the name of a text.
const TURN: usize = 28;

/// So many lines a field takes; the whole of it stands in the text below.
pub(super) const LONGEST: usize = 4;

/// Draws the report, or the text of it that was asked for.
pub fn draw(m: &Melding, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    match (&m.content, view.part.checked_sub(1)) {
        (Content::Mail(p), Some(nr)) => {
            text(p, nr, view, theme, frame, area);
            view.scroll.cursor_drawn(false);
        }
        (Content::Mail(p), None) => form(m, p, p.text.read(), view, theme, frame, area),
        (Content::Call(g), _) => {
            let width = usize::from(area.width);
            let mut text_lines = head(m, view, theme, width);
            text_lines.push(Line::default());
            let text = call(g, theme, width, &mut text_lines);
            scroll(theme, frame, area, text_lines, text, Leafed { cursor: None, onward: Some(&view.scroll) });
        }
    }
}

/// Draws the form of a mail alone: its text stands beside it.
pub fn draw_form(m: &Melding, p: &Mail, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    form(m, p, "", view, theme, frame, area);
}

/// Draws a text of a mail beside its form.
pub fn draw_text(p: &Mail, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    text(p, view.part.saturating_sub(1), view, theme, frame, area);
}

fn form(m: &Melding, p: &Mail, below: &str, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width);
    let mut text_lines = head(m, view, theme, width);
    text_lines.push(Line::default());
    let cursor = mail(p, view, theme, width, &mut text_lines);
    // Where nothing stands under it the text beside it is what leafs.
    let onward = (!below.is_empty()).then_some(&view.scroll);
    view.scroll.cursor_drawn(scroll(theme, frame, area, text_lines, below, Leafed { cursor, onward }));
}

/// One of the texts of a mail, with which it is.
fn text(p: &Mail, nr: usize, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let (count, width) = (reading_line::texts(p).count(), usize::from(area.width));
    let Some((name, text)) = reading_line::texts(p).nth(nr) else { return };
    let mut title = vec![span(sanitize::shorten(name, width.saturating_sub(TURN)), theme.header)];
    if count > 1 {
        let key = view.setup.keymap.first(CommandId::TabNext);
        title.extend([span(format!("   {} van {count}   ", nr + 1), theme.muted), span(key, theme.key)]);
        title.push(span(" volgende", theme.muted));
    }
    let leafed = Leafed { cursor: None, onward: Some(&view.scroll) };
    scroll(theme, frame, area, vec![Line::from(title), Line::default()], text.read(), leafed);
}

/// What stands beside the list of a report that is not opened.
pub fn card<'a>(m: &Melding, view: &View, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let mut text_lines = head(m, view, theme, width);
    text_lines.push(Line::default());
    let key = view.setup.keymap.first(CommandId::Detail);
    text_lines.push(Line::from(vec![span(key, theme.key), span(" opent de tekst; dat wordt vastgelegd", theme.text)]));
    text_lines
}

/// What it is, where it stands and where it may belong.
fn head<'a>(m: &Melding, view: &View, theme: &Theme, width: usize) -> Vec<Line<'a>> {
    let title = format!("{}  {}  {}", m.number, m.kind.label(view.context().book_of(m)), m.received.long());
    let mut text_lines = vec![Line::styled(sanitize::shorten(&title, width), theme.header)];
    let state = match &m.state {
        MeldingState::Open => "wacht in de inbox".to_owned(),
        MeldingState::Linked(zaak) => format!("hoort bij zaak {zaak}"),
        MeldingState::SetAside(reason) => match view.focus {
            Focus::Detail => format!("ligt terzijde: {}", reason.read()),
            Focus::List => "ligt terzijde".to_owned(),
        },
    };
    text_lines.extend(wrap_flat(&state, width, LONGEST).into_iter().map(|d| Line::styled(d, theme.accent)));
    if let Some(first) = repeat::repeated(&view.desk, &view.setup.book, m) {
        let sentence = format!("hetzelfde formulier als {first}: zelfde persoon en tijd");
        text_lines.extend(wrap_flat(&sentence, width, LONGEST).into_iter().map(|d| Line::styled(d, theme.attention)));
    }
    if m.is_open() {
        for v in proposal::proposals(&view.desk, &view.setup.book, m).iter().take(2) {
            let sentence = format!("lijkt te horen bij {}: {}", v.zaak, v.words());
            let parts = wrap_within(&sentence, width, LONGEST);
            text_lines.extend(parts.into_iter().map(|d| Line::styled(d, theme.attention)));
        }
    }
    if let (Content::Mail(mail), true, Focus::Detail) = (&m.content, m.is_open(), view.focus) {
        let hint = told_row::line(m.number, mail, view.context().book_of(m), width);
        text_lines.extend(hint.map(|hint| Line::styled(hint, theme.muted)));
    }
    text_lines
}

pub(super) fn field(name: &str, value: &str, theme: &Theme, width: usize, text_lines: &mut Vec<Line<'_>>) {
    let mut parts = wrap_flat(value, width.saturating_sub(LABEL), LONGEST).into_iter();
    text_lines.push(Line::from(vec![
        span(format!("{:<LABEL$}", sanitize::shorten(name, LABEL - 1)), theme.muted),
        span(parts.next().unwrap_or_default(), theme.text),
    ]));
    text_lines.extend(parts.map(|d| Line::from(span(format!("{:LABEL$}{d}", ""), theme.text))));
}

/// The fields of a call; answers with what was said where a field does not hold it whole.
fn call<'a>(g: &'a Call, theme: &Theme, width: usize, text_lines: &mut Vec<Line<'_>>) -> &'a str {
    let time = |m: Option<Moment>| m.map(Moment::long).unwrap_or_default();
    for (name, value) in [
        ("inrichting", g.inrichting.as_ref().map(|p| p.label().to_owned()).unwrap_or_default()),
        ("wat", g.what.read().to_owned()),
        ("voorval", time(g.voorval)),
        ("constatering", time(g.constatering)),
        ("wie belt", g.caller.read().to_owned()),
        ("terugbellen", g.number.read().to_owned()),
        ("gebeld", time(g.called)),
        ("rij", g.rij.map(|r| r.to_string()).unwrap_or_default()),
    ] {
        if !value.is_empty() {
            field(name, &value, theme, width, text_lines);
        }
    }
    let what = g.what.read();
    if wrap_flat(what, width.saturating_sub(LABEL), LONGEST).last().is_none_or(|l| !l.ends_with('…')) {
        return "";
    }
    text_lines.push(Line::default());
    what
}

/// What a mail says of itself and the form in it; answers on which line the cursor is.
fn mail(p: &Mail, view: &View, theme: &Theme, width: usize, text_lines: &mut Vec<Line<'_>>) -> Option<usize> {
    field("van", p.sender.read(), theme, width, text_lines);
    field("onderwerp", p.subject.read(), theme, width, text_lines);
    if let Some(i) = &p.inrichting {
        field("inrichting", i.label(), theme, width, text_lines);
    }
    for b in &p.attachments {
        field("bijlage", &format!("{} ({} kB)", b.name.read(), b.bytes.div_ceil(1000)), theme, width, text_lines);
    }
    if !p.documents.is_empty() {
        let key = view.setup.keymap.first(CommandId::TabNext);
        let texts = if p.documents.len() == 1 { "zijn tekst" } else { "hun teksten" };
        let hint = span(format!(" toont {texts}"), theme.muted);
        text_lines.push(Line::from(vec![span(" ".repeat(LABEL), theme.text), span(key, theme.key), hint]));
    }
    for w in &p.warnings {
        text_lines.extend(
            wrap_within(&format!("! {}", w.read()), width, LONGEST)
                .into_iter()
                .map(|d| Line::styled(d, theme.attention)),
        );
    }
    let cursor = form_lines::draw(&reading_line::reading_lines(p), view.detail, theme, width, text_lines);
    text_lines.push(Line::default());
    cursor
}
