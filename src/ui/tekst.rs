//! Small things every panel needs: wrapping, filling out a line, keeping a cursor in view.

use ratatui::{
    Frame,
    buffer::{Buffer, Cell},
    layout::{Constraint, Layout, Rect},
    style::{Modifier, Style},
    text::{Line, Span},
    widgets::{Block, Borders, Clear, Widget},
};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::theme::Thema;
use crate::domain::schoon;

/// Breaks text into lines of at most `breedte` columns, at spaces where possible.
pub fn breek(tekst: &str, breedte: usize) -> Vec<String> {
    let breedte = breedte.max(1);
    let mut regels = Vec::new();
    for alinea in tekst.split('\n') {
        let mut regel = String::new();
        for woord in alinea.split_whitespace() {
            let mut woord = woord.to_owned();
            if !regel.is_empty() && regel.width() + 1 + woord.width() > breedte {
                regels.push(std::mem::take(&mut regel));
            }
            while woord.width() > breedte {
                let mut over = breedte;
                let eerste: String = woord
                    .chars()
                    .take_while(|c| {
                        let b = c.width().unwrap_or(0);
                        let past = b <= over;
                        over = over.saturating_sub(b);
                        past
                    })
                    .collect();
                if eerste.is_empty() {
                    break;
                }
                woord = woord.chars().skip(eerste.chars().count()).collect();
                regels.push(eerste);
            }
            if !regel.is_empty() {
                regel.push(' ');
            }
            regel.push_str(&woord);
        }
        regels.push(regel);
    }
    regels
}

/// Cuts to the width and fills out with spaces, so that columns align.
pub fn vul(tekst: &str, breedte: usize) -> String {
    let mut gevuld = schoon::inkorten(tekst, breedte);
    let rest = breedte.saturating_sub(gevuld.width());
    gevuld.extend(std::iter::repeat_n(' ', rest));
    gevuld
}

/// The line with the cursor: one even bar over the full width, whatever colours it had.
pub fn cursorbalk(lijn: Line<'_>, breedte: u16, stijl: Style) -> Line<'_> {
    let over = usize::from(breedte).saturating_sub(lijn.width());
    let mut spans: Vec<Span<'_>> = lijn
        .spans
        .into_iter()
        .map(|s| {
            let vet = s.style.add_modifier.intersection(Modifier::BOLD);
            Span::styled(s.content, stijl.add_modifier(vet))
        })
        .collect();
    spans.push(Span::styled(" ".repeat(over), stijl));
    Line::from(spans)
}

/// The first line to show so that the cursor stays in view, in the middle where there is room.
pub const fn eerste_regel(cursor: usize, aantal: usize, hoogte: usize) -> usize {
    let helft = hoogte / 2;
    let gewenst = cursor.saturating_sub(helft);
    let hoogst = aantal.saturating_sub(hoogte);
    if gewenst < hoogst { gewenst } else { hoogst }
}

/// Draws lines from the top of an area, as many as fit.
pub fn regels(frame: &mut Frame<'_>, area: Rect, lijst: Vec<Line<'_>>) {
    for (regel, plek) in lijst.into_iter().zip(area.rows()) {
        zet(frame, &regel, plek);
    }
}

/// Draws one line from the left. Nearly all text is plain ASCII, a column a byte: that is written
/// straight into the cells, because splitting it into graphemes first is most of the work of a frame
/// in which only a countdown changes.
pub fn zet(frame: &mut Frame<'_>, lijn: &Line<'_>, plek: Rect) {
    let buffer = frame.buffer_mut();
    let mut rest = plek.intersection(buffer.area);
    if lijn.style != Style::default() {
        buffer.set_style(rest, lijn.style);
    }
    for stuk in &lijn.spans {
        let stijl = lijn.style.patch(stuk.style);
        let breed = if stuk.content.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
            for (cel, teken) in cellen(buffer, rest).iter_mut().zip(stuk.content.chars()) {
                cel.set_char(teken).set_style(stijl);
            }
            stuk.content.len()
        } else {
            Span::styled(stuk.content.as_ref(), stijl).render(rest, buffer);
            stuk.width()
        };
        let breed = u16::try_from(breed).unwrap_or(u16::MAX).min(rest.width);
        rest = Rect { x: rest.x + breed, width: rest.width - breed, ..rest };
    }
}

/// Fills an area with one narrow character: a rule, a divider.
pub fn trek(frame: &mut Frame<'_>, teken: char, stijl: Style, area: Rect) {
    let buffer = frame.buffer_mut();
    for rij in area.intersection(buffer.area).rows() {
        for cel in cellen(buffer, rij) {
            cel.set_char(teken).set_style(stijl);
        }
    }
}

/// The cells of the first row of an area inside the buffer.
fn cellen(buffer: &mut Buffer, plek: Rect) -> &mut [Cell] {
    let (x, y) = (plek.x.saturating_sub(buffer.area.x), plek.y.saturating_sub(buffer.area.y));
    let begin = usize::from(y) * usize::from(buffer.area.width) + usize::from(x);
    buffer.content.get_mut(begin..begin + usize::from(plek.width)).unwrap_or_default()
}

/// A panel on top of the desk: cleared, framed, titled. Answers the area inside.
pub fn venster(frame: &mut Frame<'_>, area: Rect, breedte: u16, hoogte: u16, titel: &str, thema: &Thema) -> Rect {
    let vak = area.centered(Constraint::Length(breedte.min(area.width)), Constraint::Length(hoogte.min(area.height)));
    frame.render_widget(Clear, vak);
    let blok = Block::new()
        .borders(Borders::ALL)
        .border_style(thema.accent)
        .title(Line::from(Span::styled(format!(" {titel} "), thema.kop)));
    let binnen = blok.inner(vak);
    frame.render_widget(blok, vak);
    let [_, midden, _] =
        binnen.layout(&Layout::horizontal([Constraint::Length(1), Constraint::Min(1), Constraint::Length(1)]));
    midden
}

/// A key and what it does, for footers.
pub fn toetshint<'a>(toets: &str, naam: &str, thema: &Thema) -> Vec<Span<'a>> {
    vec![Span::styled(toets.to_owned(), thema.toets), Span::styled(format!(" {naam}   "), thema.zacht)]
}

/// One styled piece.
pub fn span<'a>(tekst: impl Into<String>, stijl: Style) -> Span<'a> {
    Span::styled(tekst.into(), stijl)
}

/// Puts the terminal's cursor on a place, for screen readers and for typing.
pub fn zet_cursor(frame: &mut Frame<'_>, x: u16, y: u16) {
    let area = frame.area();
    if x < area.right() && y < area.bottom() {
        frame.set_cursor_position((x, y));
    }
}

/// A width as the terminal counts it, safe for sums.
pub fn breed(tekst: &str) -> u16 {
    u16::try_from(tekst.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_keeps_every_word_and_the_width() {
        proptest::proptest!(|(tekst in "[a-zé界 \\n]{0,120}", breedte in 2usize..30)| {
            let regels = breek(&tekst, breedte);
            proptest::prop_assert!(regels.iter().all(|r| r.width() <= breedte));
            let zonder = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(zonder(&regels.concat()), zonder(&tekst));
        });
    }

    #[test]
    fn the_cursor_is_always_in_view() {
        proptest::proptest!(|(aantal in 1usize..200, hoogte in 1usize..50, c in 0usize..200)| {
            let cursor = c % aantal;
            let eerste = eerste_regel(cursor, aantal, hoogte);
            proptest::prop_assert!(eerste <= cursor && cursor < eerste + hoogte);
        });
    }
}
