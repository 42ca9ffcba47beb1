//! The header: clock, who is to be phoned now, piketweek, the next term, and what is amiss. On a
//! terminal too small for the desk it is all there is.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Clear,
};

use super::{
    banner,
    body::SIDE_BY_SIDE,
    text::{display_width, draw_rule, put_line, span},
    theme::Theme,
};
use crate::{
    desk::{
        command::CommandId,
        model::Model,
        ops::{alarm_service, source, typing},
    },
    domain::sanitize,
    judge::countdown::Countdown,
};

fn countdown_text(countdown: &Countdown, model: &Model) -> String {
    let severity = countdown.severity(model.view.now);
    format!("{} {}", severity.sign().trim(), countdown.phrase(model.view.now)).trim().to_owned()
}

/// How many lines it takes: three, and one more where an alarm and what is amiss each need their own.
pub fn height(model: &Model) -> u16 {
    if alarm_service::first(model).is_some() && amiss(model).is_some() { 4 } else { 3 }
}

/// What is not as it should be: the first of it, and how many more.
fn amiss(model: &Model) -> Option<String> {
    let mut amiss =
        typing::line(model).into_iter().chain(source::lines(model)).chain(model.session.warnings.iter().cloned());
    let first = amiss.next()?;
    Some(match amiss.count() {
        0 => format!(" ! {first} "),
        more => format!(" ! {first} (en nog {more}) "),
    })
}

/// Draws the header.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let mut rows = area.rows();
    let (Some(top), Some(middle), Some(bottom)) = (rows.next(), rows.next(), rows.next()) else { return };
    let office = model.view.setup.book.kalenders().in_kantooruren(model.view.now, model.view.setup.kalender);
    // On a narrow screen the year and the explanation go first: week and demo mark must stay.
    let wide = top.width >= SIDE_BY_SIDE;
    let who = match (office, wide) {
        (true, true) => "binnen kantooruren: zorginkoper",
        (false, true) => "buiten kantooruren: piket",
        (true, false) => "binnen kantooruren",
        (false, false) => "buiten kantooruren",
    };
    let t = model.view.now.amsterdam();
    let day = crate::domain::moment::short_day(chrono::Datelike::weekday(&t));
    let date = format!("{day} {}", t.format(if wide { "%d-%m-%Y" } else { "%d-%m" }));
    let mut left = vec![
        span(" piket ", theme.accent.add_modifier(ratatui::style::Modifier::REVERSED)),
        span(format!("  {}", model.view.now.clock_time()), theme.header),
        span(format!("  {date}  "), theme.text),
        span(who, theme.muted),
    ];
    let right =
        if model.view.setup.demo { format!("{}  DEMO ", model.view.week()) } else { format!("{} ", model.view.week()) };
    fill_out(&mut left, &right, top.width);
    left.push(span(right, if model.view.setup.demo { theme.attention } else { theme.muted }));
    put_line(frame, &Line::from(left), top);

    let mut line = vec![Span::raw(" ")];
    match model.view.first_countdown() {
        Some(countdown) => {
            line.push(span(
                format!(" {} ", countdown_text(countdown, model)),
                theme.severity(countdown.severity(model.view.now)),
            ));
            line.push(span(
                format!(
                    "  {} {} vóór {}",
                    countdown.zaak,
                    countdown.termijn.kind.label(),
                    countdown.counts_to(model.view.now).as_termijn()
                ),
                theme.text,
            ));
            let more = format!("   ({} termijnen lopen)", model.running().count());
            let used_width: u16 = line.iter().map(|s| display_width(&s.content)).sum();
            if model.running().nth(1).is_some() && used_width.saturating_add(display_width(&more)) <= middle.width {
                line.push(span(more, theme.text));
            }
        }
        None => line.push(span(" Er loopt geen termijn.", theme.muted)),
    }
    put_line(frame, &Line::from(line), middle);

    let (alarm, bottom) = match rows.next() {
        Some(last) => (Some(bottom), last),
        None => (None, bottom),
    };
    draw_rule(frame, '─', theme.border, bottom);
    let bottom = role(model, theme, frame, bottom);
    let calls = banner::draw(model, theme, frame, alarm.unwrap_or(bottom));
    if calls && alarm.is_none() {
        return;
    }
    if let Some(text) = amiss(model) {
        let short = sanitize::shorten(&text, usize::from(bottom.width.saturating_sub(2)));
        let rect = Rect { x: bottom.x + 1, width: display_width(&short).min(bottom.width.saturating_sub(1)), ..bottom };
        // What recedes behind it must not dim it.
        frame.render_widget(Clear, rect);
        frame.render_widget(span(short, theme.attention), rect);
    }
}

/// Says at the right that this desk looks along; answers what is left of the line.
fn role(model: &Model, theme: &Theme, frame: &mut Frame<'_>, line: Rect) -> Rect {
    let Some(word) = model.session.role.word(&model.view.setup.keymap.first(CommandId::TakeOver)) else { return line };
    let text = sanitize::shorten(&format!(" {word} "), usize::from(line.width.saturating_sub(2)));
    let width = display_width(&text).min(line.width);
    let remaining = line.width.saturating_sub(width).saturating_sub(1);
    frame.render_widget(span(text, theme.attention), Rect { x: line.x.saturating_add(remaining), width, ..line });
    Rect { width: remaining, ..line }
}

fn fill_out(left: &mut Vec<Span<'_>>, right: &str, width: u16) {
    let used_width: u16 = left.iter().map(|s| display_width(&s.content)).sum();
    let remaining = width.saturating_sub(used_width).saturating_sub(display_width(right));
    left.push(Span::raw(" ".repeat(usize::from(remaining))));
}

/// The one line of a tiny terminal: it still shows the next term.
pub fn one_line(model: &Model, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(rect) = area.rows().next() else { return };
    let (text, style) = match model.view.first_countdown() {
        Some(k) => (
            format!("{} {} {}", countdown_text(k, model), k.zaak, k.termijn.kind.label()),
            theme.severity(k.severity(model.view.now)),
        ),
        None => (format!("{} geen termijn", model.view.now.clock_time()), theme.text),
    };
    frame.render_widget(span(sanitize::shorten(&text, usize::from(rect.width)), style), rect);
    if let Some(second) = area.rows().nth(1) {
        frame.render_widget(
            span(sanitize::shorten("Maak het venster groter (60×15).", usize::from(second.width)), theme.muted),
            second,
        );
    }
}
