//! The call back: whom to phone and what to say, the question that is asked now with its answers, what is being
//! typed, and under it every question of the call with what was said.

use ratatui::{
    Frame,
    layout::{Constraint, Layout, Rect},
    text::{Line, Span},
};

use super::{form::time_reading, prose::Prose};
use crate::{
    acts::Said,
    desk::{
        state::{
            call_back::{CallBack, UNKNOWN, read},
            form_field::{FieldKind, FormField},
        },
        view::View,
    },
    domain::{
        feit::{Feit, FeitStatus},
        field_name::FieldName,
        sanitize,
        step::Step,
    },
    judge::{
        call_back::{answer_to, call_questions},
        visibility::Visibility,
    },
    log::zaak::Zaak,
    rules::book::CallQuestion,
    ui::{
        text::{
            cursor_bar, display_width, draw_rule, fill, first_line, key_hint, lines, put_line, set_cursor, span,
            window, wrap_within,
        },
        theme::Theme,
    },
};

/// Below this many rows only what is asked and typed has room beside the questions.
const LOW: u16 = 16;

/// Columns before what is typed.
const LABEL: u16 = 11;

/// Rows that what stands around the list of questions takes at most.
const AROUND: u16 = 19;

/// Lines for what they say in their own words.
const WORDS: u16 = 2;

/// So many lines a question, or what stands above it, may have.
const LONGEST: usize = 3;

/// Draws the call in a window over the desk.
pub fn draw(call: &CallBack, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let Some(zaak) = view.desk.zaken.get(&call.zaak) else { return };
    let case = view.context().case_rule(zaak);
    let questions = call_questions(case);
    let place = questions.iter().position(|q| q.id == call.question).unwrap_or(0);
    let Some(question) = questions.get(place) else { return };
    let rij = case.rule().map_or_else(|| "zonder rij".to_owned(), |rule| format!("rij {} {}", rule.nr, rule.codes()));
    let title = format!("Terugbellen · vraag {} van {} · zaak {} · {rij}", place + 1, questions.len(), zaak.number);
    let height = u16::try_from(questions.len()).unwrap_or(u16::MAX).saturating_add(AROUND);
    let inner = window(frame, area, area.width.min(100), area.height.min(height), &title, theme);
    let low = inner.height < LOW;
    let width = usize::from(inner.width);
    let said = whom_and_what(view, width, low, theme);
    let asked: Vec<Line<'_>> =
        wrap_within(&question.question, width, LONGEST).into_iter().map(|d| Line::styled(d, theme.header)).collect();
    let answers = answers(question, width, theme);
    let error: Vec<Line<'_>> = call
        .form
        .error
        .iter()
        .flat_map(|error| wrap_within(&error.to_string(), width, LONGEST))
        .collect::<Vec<_>>()
        .into_iter()
        .map(|d| Line::styled(d, theme.error))
        .collect();
    let words_rows = if low { 1 } else { WORDS };
    let rows = |list: &[Line<'_>]| Constraint::Length(u16::try_from(list.len()).unwrap_or(u16::MAX));
    let [top, rule, spoken, choices, words, time, refused, divider, list, keys] = inner.layout(&Layout::vertical([
        rows(&said),
        Constraint::Length(u16::from(!low)),
        rows(&asked),
        rows(&answers),
        Constraint::Length(words_rows),
        Constraint::Length(1),
        rows(&error),
        Constraint::Length(u16::from(!low)),
        Constraint::Min(1),
        Constraint::Length(1),
    ]));
    lines(frame, top, said);
    draw_rule(frame, '─', theme.border, rule);
    lines(frame, spoken, asked);
    lines(frame, choices, answers);
    lines(frame, refused, error);
    draw_rule(frame, '─', theme.border, divider);
    listed(call, &questions, zaak, place, view, theme, frame, list);
    put_line(frame, &hints(theme, width), keys);
    let field_width = usize::from(inner.width.saturating_sub(LABEL));
    for (i, rect) in [words, time].into_iter().enumerate() {
        let Some(field) = call.form.fields.get(i) else { continue };
        let here = i == call.form.cursor;
        let read = reading(question, &field.input.text()).is_some();
        if matches!(field.kind, FieldKind::Prose) && !field.input.is_empty() && !read {
            let prose = Prose::of(&field.input, field_width, usize::from(rect.height));
            let name =
                |i| if i == 0 { name_of(field, here, theme) } else { span(" ".repeat(usize::from(LABEL)), theme.text) };
            let written = prose.lines.into_iter().enumerate();
            let written = written.map(|(i, line)| Line::from(vec![name(i), span(line, theme.text)]));
            lines(frame, rect, written.collect());
            if here {
                set_cursor(frame, rect, usize::from(LABEL) + prose.column, prose.row);
            }
            continue;
        }
        put_line(frame, &field_line(field, here, question, view, theme, field_width), rect);
        if here {
            set_cursor(frame, rect, usize::from(LABEL) + field.input.window(field_width).cursor, 0);
        }
    }
}

/// Whom to phone, and where there is room what to say.
fn whom_and_what<'a>(view: &View, width: usize, low: bool, theme: &Theme) -> Vec<Line<'a>> {
    let Some(sheet) = view.call_sheet(Step::CalledBack, Visibility::Open) else { return Vec::new() };
    let count = if low { 1 } else { sheet.numbers.len() };
    let numbers = sheet.numbers.iter().take(count);
    let mut said: Vec<Line<'_>> =
        numbers.map(|number| Line::styled(sanitize::short_line(&number.line(), width), theme.accent)).collect();
    if !low {
        said.extend(wrap_within(&sheet.say, width, LONGEST).into_iter().map(|d| Line::styled(d, theme.muted)));
    }
    said
}

/// The answers on their digits, side by side as far as they fit; on the arrows where a digit is a number.
fn answers<'a>(question: &CallQuestion, width: usize, theme: &Theme) -> Vec<Line<'a>> {
    let many = question.asks_how_many();
    let key = |place: usize| match (many, place) {
        (false, place) => (place + 1).to_string(),
        (true, 0) => "→".to_owned(),
        (true, _) => "·".to_owned(),
    };
    let digits = question.choices.iter().enumerate().map(|(i, c)| (key(i), c.word.as_str()));
    let last = if many { "·" } else { "0" };
    let mut rows: Vec<Vec<Span<'_>>> = vec![Vec::new()];
    let mut used = 0;
    for (digit, word) in digits.chain([(last.to_owned(), UNKNOWN)]) {
        let hint = key_hint(&digit, word, theme);
        let needed: usize = hint.iter().map(|s| usize::from(display_width(&s.content))).sum();
        // The three spaces behind the last answer need not fit.
        if used + needed > width + 3 {
            rows.push(Vec::new());
            used = 0;
        }
        used += needed;
        if let Some(row) = rows.last_mut() {
            row.extend(hint.into_iter().map(|s| Span::styled(s.content.into_owned(), s.style)));
        }
    }
    rows.into_iter().map(Line::from).collect()
}

/// The name of a field, with a sign where the cursor is.
fn name_of<'a>(field: &FormField, here: bool, theme: &Theme) -> Span<'a> {
    let marker = if here { "▸ " } else { "  " };
    span(format!("{marker}{:<9}", field.label), if here { theme.header } else { theme.muted })
}

/// The answer of the book that what is typed reads as.
fn reading(question: &CallQuestion, typed: &str) -> Option<String> {
    match read(question, typed.trim()).ok()? {
        Said::Choice(id) => question.choice(&id).map(|choice| choice.word.clone()),
        Said::ChoiceAnd { choice, words } => question.choice(&choice).map(|choice| format!("{}; {words}", choice.word)),
        Said::Unknown => Some(UNKNOWN.to_owned()),
        Said::Words(_) => None,
    }
}

fn field_line<'a>(
    field: &FormField,
    here: bool,
    question: &CallQuestion,
    view: &View,
    theme: &Theme,
    width: usize,
) -> Line<'a> {
    let mut spans = vec![name_of(field, here, theme)];
    let text = if here { field.input.window(width).text } else { sanitize::shorten(&field.input.text(), width) };
    let rest = width.saturating_sub(usize::from(display_width(&text)));
    let empty = field.input.is_empty();
    let reading = (field.name == FieldName::Text).then(|| reading(question, &field.input.text())).flatten();
    spans.push(span(text, theme.text));
    let timed = field.name == FieldName::Time;
    spans.push(if timed && (here || !empty) {
        time_reading(field, here, view, theme, rest)
    } else if timed {
        span("F2 nu, of Tab en bijvoorbeeld «10 min geleden»", theme.muted)
    } else if let Some(word) = reading {
        let word = if word == field.input.text() { String::new() } else { format!(" = {word}") };
        span(sanitize::shorten(&format!("{word}   Enter legt vast"), rest), theme.muted)
    } else if empty && question.asks_how_many() {
        span("→ kiest, of typ wat zij zeggen en Enter", theme.muted)
    } else if empty && question.choices.is_empty() {
        span("typ wat zij zeggen en Enter", theme.muted)
    } else if empty {
        span("een cijfer, of typ wat zij zeggen en Enter", theme.muted)
    } else {
        Span::default()
    });
    Line::from(spans)
}

/// Every question with what was said to it and when that was; what waits half typed says so.
#[expect(clippy::too_many_arguments, reason = "one list, drawn from what the call knows")]
fn listed(
    call: &CallBack,
    questions: &[&CallQuestion],
    zaak: &Zaak,
    place: usize,
    view: &View,
    theme: &Theme,
    frame: &mut Frame<'_>,
    area: Rect,
) {
    let width = usize::from(area.width);
    let longest = questions.iter().map(|q| usize::from(display_width(&q.name))).max().unwrap_or(0);
    let names = (longest + 2).min(width * 3 / 5);
    let first = first_line(place, questions.len(), usize::from(area.height));
    let shown = questions.iter().enumerate().skip(first).take(usize::from(area.height));
    let rows = shown.map(|(i, question)| {
        let answered = answer_to(zaak, &question.id);
        let pending = call.pending.as_ref().filter(|p| p.question == question.id);
        let pending = pending.and_then(|p| Some((p, reading(question, &p.words())?)));
        let (text, style) = match (&pending, answered) {
            (Some((p, word)), _) => {
                let at =
                    p.form.time(FieldName::Time, view.now).ok().flatten().map(|at| format!(", {}", at.clock_time()));
                let text = format!("{} {word}{} (nog niet vastgelegd)", p.words(), at.unwrap_or_default());
                (text, theme.accent)
            }
            (None, Some(feit)) => (spoken(question, feit, call, view), theme.good),
            (None, None) => ("·".to_owned(), theme.muted),
        };
        // What is not recorded yet is said whole, where need be with less of the question.
        let needed = if pending.is_some() { usize::from(display_width(&text)) + 2 } else { 0 };
        let names = names.min(width.saturating_sub(needed).max(names / 3));
        let name = fill(
            &sanitize::short_line(&sanitize::capitalize(&question.name), names.saturating_sub(1)),
            names.saturating_sub(1),
        );
        let text = sanitize::short_line(&text, width.saturating_sub(names + 2));
        let line = Line::from(vec![span(format!("{name} "), theme.text), span(text, style)]);
        if i == place { cursor_bar(line, area.width, theme.cursor) } else { line }
    });
    lines(frame, area, rows.collect());
}

/// What was said, and when it happened or else when it was noted.
fn spoken(question: &CallQuestion, feit: &Feit, call: &CallBack, view: &View) -> String {
    let choice = feit.asked.as_ref().and_then(|a| question.choice(a.choice.as_deref()?));
    let text = match (choice, feit.status) {
        (Some(choice), _) => choice.word.clone(),
        (None, FeitStatus::Unknown) => UNKNOWN.to_owned(),
        (None, FeitStatus::Reported | FeitStatus::Confirmed | FeitStatus::Contradicted) => {
            view.feit_visibility(call.zaak, feit.number).read(&feit.text).to_owned()
        }
    };
    let when = feit.happened.map_or_else(
        || format!("genoteerd {}", feit.at.clock_time()),
        |at| if at.date() == view.now.date() { at.clock_time() } else { at.short() },
    );
    format!("{when}  {text}")
}

fn hints<'a>(theme: &Theme, width: usize) -> Line<'a> {
    let all = [("Esc", "klaar"), ("↑↓", "vraag"), ("Tab", "tijd"), ("F2", "nu"), ("Ctrl-R", "rij"), ("Ctrl-X", "wis")];
    let mut spans = Vec::new();
    let mut used = 0;
    for (key, what) in all {
        let hint = key_hint(key, what, theme);
        used += hint.iter().map(|s| usize::from(display_width(&s.content))).sum::<usize>();
        if used > width + 3 {
            break;
        }
        spans.extend(hint.into_iter().map(|s| Span::styled(s.content.into_owned(), s.style)));
    }
    Line::from(spans)
}
