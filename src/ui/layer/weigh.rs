//! The weighing questions: all in view, one with the cursor, one key per answer, and under it what a
//! yes or a no means.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::Line,
};

use crate::{
    desk::view::View,
    domain::{besluit::Answer, ids::Zaaknummer, sanitize},
    judge::{
        advice::{all_advice, proposed_rijen},
        questions::weegvragen,
    },
    log::zaak::Zaak,
    rules::book::{RijRule, Rulebook, Weegvraag},
    ui::{
        rows::{self, RowKind},
        text::{cursor_bar, draw_rule, fill, key_hints, lines, put_line, set_cursor, span, window, wrap, wrap_within},
        theme::Theme,
    },
};

/// Columns of a line that are not the question itself.
const PADDING: usize = 16;

/// The keys, those without which one does not get on first.
const KEYS: [(&str, &str); 7] = [
    ("1", "ja"),
    ("2", "nee"),
    ("0", "onbekend"),
    ("Esc", "klaar"),
    (">", "verder"),
    ("R", "rest nee"),
    ("j/k", "vraag"),
];

/// Lines for what a yes or a no means, and below it what the answers come to.
const BELOW: u16 = 6;

/// Lines of questions that stay in view on a low terminal: the one with the cursor, and what is above and below it.
const QUESTIONS: u16 = 4;

/// Lines of these that what the answers come to always has.
const CONCLUSION: usize = 2;

/// What the answers come to, in so many lines: a row that fits better, then the advice on each decision the row leaves open.
fn concluding<'a>(
    zaak: &Zaak,
    book: &Rulebook,
    rule: &RijRule,
    (width, room): (usize, usize),
    theme: &Theme,
) -> Vec<Line<'a>> {
    let other: Vec<String> = proposed_rijen(zaak, book, rule).iter().map(|r| sanitize::line(&r.line())).collect();
    let advised = all_advice(zaak, book, rule).into_iter().map(|a| sanitize::line(&a.line()));
    let all: Vec<String> = other.into_iter().chain(advised).collect();
    let whole: Vec<String> = all.iter().flat_map(|text| wrap(text, width)).collect();
    let shown = if whole.len() <= room {
        whole
    } else {
        let each = room.checked_div(all.len()).unwrap_or(0).max(1);
        all.iter().flat_map(|text| wrap_within(text, width, each)).collect()
    };
    shown.into_iter().map(|text| Line::styled(text, theme.accent)).collect()
}

/// What a yes and a no to a question mean, after the question itself where its line could not hold it.
fn explaining<'a>(question: &Weegvraag, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let mut explanation = Vec::new();
    if question.question.chars().count() > width.saturating_sub(PADDING) {
        explanation.extend(wrap(&question.question, width).into_iter().map(|d| Line::styled(d, theme.text)));
    }
    for (word, text) in [("ja: ", &question.yes.text), ("nee: ", &question.no.text)] {
        if !text.is_empty() {
            let parts = wrap(&format!("{word}{}", sanitize::line(text)), width);
            explanation.extend(parts.into_iter().map(|d| Line::styled(d, theme.muted)));
        }
    }
    explanation
}

/// Draws the questions in a window over the desk.
pub fn draw(number: Zaaknummer, cursor: usize, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(zaak) = view.desk.zaken.get(&number) else { return };
    let Some((book, rule)) = view.context().case_rule(zaak).required().ok() else { return };
    let questions: Vec<_> = weegvragen(book, rule).collect();
    let height = u16::try_from(questions.len()).unwrap_or(u16::MAX).saturating_add(10).min(area.height);
    let title = format!("Wegen · zaak {number} · rij {} {}", rule.nr, rule.codes());
    let inner = window(frame, area, area.width.min(110), height, &title, theme);
    let below = BELOW.min(inner.height.saturating_sub(QUESTIONS + 2));
    let [list, divider, bottom, keys] = inner.layout(&Layout::vertical([
        Constraint::Min(1),
        Constraint::Length(1),
        Constraint::Length(below),
        Constraint::Length(1),
    ]));
    let width = usize::from(list.width);
    // The bar that shows how many more there are has the margin.
    let with_bar = Rect { width: list.width + 1, ..list };
    let at = rows::draw(&vec![RowKind::Item; questions.len()], cursor, theme, frame, with_bar, |i| {
        let Some(v) = questions.get(i) else { return Line::default() };
        let (word, style) = match zaak.answers.get(&v.id) {
            Some(Answer::Yes) => ("ja", theme.accent),
            Some(Answer::No) => ("nee", theme.text),
            Some(Answer::Unknown) => ("onbekend", theme.attention),
            None => ("·", theme.muted),
        };
        let text_line = Line::from(vec![
            span(format!("{:<6}", v.id), theme.muted),
            span(fill(&v.question, width.saturating_sub(PADDING)), theme.text),
            span(format!(" {word:<9}"), style),
        ]);
        if i == cursor { cursor_bar(text_line, list.width, theme.cursor) } else { text_line }
    });
    draw_rule(frame, '─', theme.border, divider);
    let explanation = questions.get(cursor).map(|question| explaining(question, width, theme)).unwrap_or_default();
    let room = usize::from(bottom.height).saturating_sub(explanation.len()).max(CONCLUSION);
    let concluded = concluding(zaak, book, rule, (width, room), theme);
    let low = u16::try_from(concluded.len()).unwrap_or(u16::MAX).min(bottom.height);
    let [means, comes_to] = bottom.layout(&Layout::vertical([Constraint::Min(0), Constraint::Length(low)]));
    lines(frame, means, explanation);
    lines(frame, comes_to, concluded);
    put_line(frame, &key_hints(&KEYS, keys.width, theme), keys);
    set_cursor(frame, list, 0, at);
}
