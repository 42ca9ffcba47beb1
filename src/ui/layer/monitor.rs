//! The incidentenmonitor as charts: bars beside their numbers, weeks as a line of small bars, and a measure while it is made.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
    widgets::{Bar, BarChart, BarGroup, Gauge, Sparkline},
};

use crate::{
    desk::state::monitor_screen::{
        ChartLine, ChartShape, MonitorChart, MonitorContent, MonitorProgress, MonitorScreen,
    },
    domain::sanitize,
    ui::{
        text::{
            cursor_bar, display_width, draw_rule, fill, first_line, key_hints, lines, put_line, set_cursor, span,
            window, wrap_within,
        },
        theme::Theme,
    },
};

/// So many lines what is asked may take.
const ABOUT: u16 = 3;
/// How high the line of small bars is.
const SPARK: u16 = 4;
/// How wide a bar of it may be.
const WIDEST: usize = 4;

/// Draws it over the desk.
pub fn draw(screen: &MonitorScreen, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let title = format!("Incidentenmonitor {}", screen.period);
    match (&screen.content, screen.shown()) {
        (MonitorContent::Making(progress), _) => making(*progress, &title, theme, frame, area),
        (MonitorContent::Charts(charts), Some((at, chart))) => {
            let title = format!("{title} · {} ({} van {})", chart.title, at + 1, charts.len());
            shown(screen, chart, &title, theme, frame, area);
        }
        (MonitorContent::Charts(_), None) => {}
    }
}

fn making(progress: MonitorProgress, title: &str, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let inner = window(frame, area, area.width.min(70), 5, title, theme);
    let [said, measure, keys] =
        inner.layout(&Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Length(1)]));
    let words = match progress {
        MonitorProgress { of: 0, .. } => "De monitor wordt gemaakt.".to_owned(),
        MonitorProgress { done, of } => format!("De monitor wordt gemaakt: {done} van {of} weken gelezen."),
    };
    put_line(frame, &Line::from(span(words, theme.text)), said);
    let part = u16::try_from(progress.done * 100 / progress.of.max(1)).unwrap_or(100).min(100);
    frame.render_widget(Gauge::default().percent(part).gauge_style(theme.accent), measure);
    put_line(frame, &key_hints(&[("Esc", "sluiten")], keys.width, theme), keys);
}

fn shown(screen: &MonitorScreen, chart: &MonitorChart, title: &str, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let inner = window(frame, area, area.width.min(120), area.height, title, theme);
    let spark = match chart.shape {
        ChartShape::Bars => 0,
        ChartShape::Sparkline => SPARK,
    };
    let about = wrap_within(&chart.about, usize::from(inner.width), usize::from(ABOUT));
    let high = u16::try_from(about.len()).unwrap_or(ABOUT);
    let [words, small, divider, table, keys] = inner.layout(&Layout::vertical([
        Constraint::Length(high),
        Constraint::Length(spark),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    lines(frame, words, about.into_iter().map(|line| Line::styled(line, theme.muted)).collect());
    if spark > 0 {
        // A few weeks get wide bars, many a column each.
        let wide = usize::from(small.width).checked_div(chart.lines.len()).unwrap_or(1).clamp(1, WIDEST);
        let counts = chart.lines.iter().map(|line| u64::try_from(line.count).unwrap_or(u64::MAX));
        let counts = counts.flat_map(|count| std::iter::repeat_n(count, wide));
        frame.render_widget(Sparkline::default().data(counts.collect::<Vec<u64>>()).style(theme.accent), small);
    }
    draw_rule(frame, '─', theme.border, divider);
    numbers(screen, chart, theme, frame, table);
    let named = [
        ("↑↓", "getal"),
        ("Enter", "de zaken"),
        ("Tab", "volgende"),
        ("o", "over"),
        ("M", "bestand"),
        ("Esc", "sluiten"),
    ];
    put_line(frame, &key_hints(&named, keys.width, theme), keys);
}

/// The numbers: what is counted, its bar, how many, and what there is to say beside it.
fn numbers(screen: &MonitorScreen, chart: &MonitorChart, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let widest = |of: &dyn Fn(&ChartLine) -> u16| chart.lines.iter().map(of).max().unwrap_or_default();
    let most = chart.lines.iter().map(|line| line.count).max().unwrap_or_default();
    let digits = display_width(&most.to_string());
    let note = widest(&|line| display_width(&line.note)).min(area.width / 2);
    let label = widest(&|line| display_width(&line.label)).min(area.width / 3);
    let bar = area.width.saturating_sub(label + digits + note + 4);
    let first = first_line(screen.line(), chart.lines.len(), usize::from(area.height));
    let visible = chart.lines.iter().enumerate().skip(first).take(usize::from(area.height));
    let texts = visible.clone().map(|(i, line)| {
        let text = Line::from(vec![
            span(fill(&sanitize::shorten(&line.label, usize::from(label)), usize::from(label)), theme.text),
            span(" ".repeat(usize::from(bar) + 2), theme.text),
            span(format!("{:>width$}", line.count, width = usize::from(digits)), theme.header),
            span(format!("  {}", sanitize::shorten(&line.note, usize::from(note))), theme.muted),
        ]);
        if i == screen.line() { cursor_bar(text, area.width, theme.cursor) } else { text }
    });
    lines(frame, area, texts.collect());
    // A bar turned inside out would read as its own remainder: on the line with the cursor it keeps its colours.
    let style = theme.accent.remove_modifier(theme.cursor.add_modifier);
    let bars: Vec<Bar<'_>> = visible
        .map(|(_, line)| {
            Bar::default().value(u64::try_from(line.count).unwrap_or(u64::MAX)).text_value("").style(style)
        })
        .collect();
    let place = Rect { x: area.x + label + 1, width: bar, ..area }.intersection(area);
    let chart = BarChart::default().direction(ratatui::layout::Direction::Horizontal).bar_width(1).bar_gap(0);
    let chart = chart.max(u64::try_from(most.max(1)).unwrap_or(u64::MAX)).data(BarGroup::default().bars(&bars));
    frame.render_widget(chart, place);
    set_cursor(frame, area, 0, screen.line().saturating_sub(first));
}
