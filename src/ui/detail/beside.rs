//! What a case rests on, beside it where there is room: its facts and where its messages stand; beside the facts
//! its steps. Nothing is chosen here, so nothing has a cursor.

use ratatui::{Frame, layout::Rect, text::Line};

use super::{beeld, drafts, items::Extent};
use crate::{
    desk::{
        state::{screen::Tab, zaak_view::ZaakView},
        view::View,
    },
    domain::{draft::DraftKind, sanitize},
    judge::visibility::Visibility,
    log::zaak::Zaak,
    ui::{
        text::{fill, lines, span},
        theme::Theme,
    },
};

/// What stays free at the right edge of the desk.
const EDGE: u16 = 1;

/// Draws it.
pub fn draw(zaak: &Zaak, of: &ZaakView, view: &View, theme: &Theme, frame: &mut Frame<'_>, area: Rect) {
    let width = usize::from(area.width.saturating_sub(EDGE));
    let height = usize::from(area.height);
    let mut out: Vec<Line<'_>> = Vec::new();
    match view.tab {
        Tab::Beeld => {
            out.push(Line::styled("STAPPEN", theme.header));
            out.extend(of.masked.iter().map(|step| {
                let (sign, style) = theme.state(&step.state);
                let text = sanitize::shorten(&format!("{}  {}", fill(&step.name, 30), step.state.word()), width - 3);
                Line::from(vec![span(format!("{sign}  "), style), span(text, theme.text)])
            }));
        }
        Tab::Checklist | Tab::Drafts | Tab::Timeline | Tab::Termijnen => {
            out.push(Line::styled("BEELD", theme.header));
            out.extend(beeld::times(zaak, of, theme, width));
            if zaak.feiten.is_empty() {
                out.push(Line::styled("Nog geen feiten; f noteert er een.", theme.text));
            }
            for feit in &zaak.feiten {
                let visibility = view.feit_visibility(zaak.number, feit.number);
                out.extend(beeld::feit(
                    feit,
                    view.book_of(zaak.number),
                    Extent::First(height),
                    visibility,
                    theme,
                    width,
                ));
            }
        }
    }
    if view.tab != Tab::Drafts {
        out.push(Line::default());
        out.push(Line::styled("BERICHTEN", theme.header));
        let told = |kind| drafts::lines(kind, zaak, of, Visibility::Masked, theme, width);
        out.extend(DraftKind::ALL.into_iter().flat_map(told));
    }
    let more = out.len().saturating_sub(height);
    if more > 0 && height > 0 {
        out.truncate(height - 1);
        out.push(Line::styled(format!("↓ {} regels meer op het tabblad", more + 1), theme.muted));
    }
    lines(frame, area, out);
}
