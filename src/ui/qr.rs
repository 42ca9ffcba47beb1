//! A code over the whole screen, two of its squares to a cell, or one to two cells where the terminal has no sign for half a
//! cell: black on white whatever the colours of the desk are, since a telephone has to read it. What does not fit is not drawn
//! in part.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::Clear,
};

use super::{
    ascii::SignSet,
    message,
    text::{key_hint, lines, put_line, set_cursor, span, wrap},
    theme::{CODE_DARK, CODE_LIGHT, Theme},
};
use crate::desk::{
    state::qr_codes::{DrawnCode, QrCodes},
    view::View,
};

/// White squares around the code: at the sides, and as few as this above and below where the screen is low.
const MARGIN: u16 = 4;
const LOWEST_MARGIN: u16 = 1;

/// Columns for the words beside it.
const WORDS: u16 = 20;

/// How many columns a square takes, and how many squares stand above one another in a cell.
#[derive(Debug, Clone, Copy)]
struct SquareSize {
    columns: u16,
    in_a_cell: u16,
}

impl SquareSize {
    const fn of(signs: SignSet) -> Self {
        match signs {
            SignSet::Unicode => Self { columns: 1, in_a_cell: 2 },
            SignSet::Ascii => Self { columns: 2, in_a_cell: 1 },
        }
    }
}

/// Draws the code that is shown, and beside it what was just said; answers whether there was room for it.
pub fn draw(
    shown: &QrCodes,
    view: &View,
    (theme, signs): (&Theme, SignSet),
    frame: &mut Frame<'_>,
    area: Rect,
) -> Option<DrawnCode> {
    frame.render_widget(Clear, area);
    let text = shown.shown()?;
    let code = encode(&text.payload);
    let size = code.as_ref().and_then(|code| u16::try_from(code.size()).ok());
    let square = SquareSize::of(signs);
    let room =
        (area.width.saturating_sub(WORDS).div_euclid(square.columns), area.height.saturating_mul(square.in_a_cell));
    let fits = size.filter(|size| size + 2 * MARGIN <= room.0 && size + 2 * LOWEST_MARGIN <= room.1);
    let mut said = vec![text.label.clone()];
    said.extend(text.number.clone());
    let words = match (code.as_ref().zip(fits), size) {
        (Some((code, size)), _) => {
            let above = (room.1 - size).div_euclid(2).min(MARGIN);
            let width = (size + 2 * MARGIN) * square.columns;
            let rows = (size + above + MARGIN).min(room.1).div_ceil(square.in_a_cell);
            squares(code, (above, square), Rect { width, height: rows, ..area }, frame);
            Rect { x: area.x + width + 1, width: area.width.saturating_sub(width + 1), ..area }
        }
        (None, Some(size)) => {
            let columns = (size + 2 * MARGIN) * square.columns + WORDS;
            let high = (size + 2 * LOWEST_MARGIN).div_ceil(square.in_a_cell);
            let (wide, here) = (area.width, area.height);
            said.push(format!(
                "Deze QR-code vraagt {columns} kolommen en {high} regels; dit scherm heeft er {wide} en {here}."
            ));
            said.push(text.otherwise.to_owned());
            area
        }
        (None, None) => {
            said.push("Dit bericht is te lang voor een QR-code.".to_owned());
            said.push(text.otherwise.to_owned());
            area
        }
    };
    if shown.codes.len() > 1 {
        said.push(format!("{} van {}", shown.at + 1, shown.codes.len()));
    }
    let wrapped = said.iter().flat_map(|sentence| wrap(sentence, usize::from(words.width)));
    let styled = wrapped.map(|line| Line::from(span(line, theme.text))).collect();
    let foot = Rect { y: words.bottom().saturating_sub(1), height: 1, ..words };
    lines(frame, Rect { height: words.height.saturating_sub(1), ..words }, styled);
    let mut hints: Vec<Span<'_>> = key_hint("Esc", "terug", theme);
    if text.number.is_some() {
        hints.extend(key_hint("Y", "kopie", theme));
    }
    if shown.codes.len() > 1 {
        hints.extend(key_hint("Tab", "volgende", theme));
    }
    put_line(frame, &Line::from(hints), foot);
    message::draw(view, theme, frame, Rect { y: foot.y.saturating_sub(1), ..foot });
    set_cursor(frame, words, 0, 0);
    Some(if fits.is_some() { DrawnCode::Shown } else { DrawnCode::TooLarge })
}

/// As little correction as there is makes the squares as large as they can be; a screen has no stains.
fn encode(payload: &str) -> Option<QrCode> {
    let segments = QrSegment::make_segments(payload);
    QrCode::encode_segments_advanced(&segments, QrCodeEcc::Low, Version::MIN, Version::MAX, None, false).ok()
}

/// Every cell holds a square above another, or a half of one beside it.
fn squares(code: &QrCode, (above, square): (u16, SquareSize), area: Rect, frame: &mut Frame<'_>) {
    let dark = |column: u16, row: u16| {
        let at = |value: u16, margin: u16| i32::from(value) - i32::from(margin);
        if code.get_module(at(column, MARGIN), at(row, above)) { CODE_DARK } else { CODE_LIGHT }
    };
    for y in 0..area.height {
        for x in 0..area.width {
            let (column, row) = (x.div_euclid(square.columns), y * square.in_a_cell);
            let (sign, style) = if square.in_a_cell > 1 {
                ("▀", Style::new().fg(dark(column, row)).bg(dark(column, row + 1)))
            } else {
                (" ", Style::new().bg(dark(column, row)))
            };
            if let Some(cell) = frame.buffer_mut().cell_mut((area.x + x, area.y + y)) {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }
}
