//! How a line of a draft is drawn: what the kanaalpoort stops is underlined, what is still open stands out, and what is
//! selected is reversed. Where two meet, each keeps its own sign.

use std::{collections::BTreeSet, ops::Range};

use ratatui::{
    style::{Modifier, Style},
    text::{Line, Span},
};

use crate::ui::theme::Theme;

/// What is marked in a text, in bytes of the whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Markup<'a> {
    /// What may not leave.
    pub stopped: &'a [Range<usize>],
    /// What is still open.
    pub gaps: &'a [Range<usize>],
    /// Letters that make a text message longer than it looks.
    pub costly: &'a [Range<usize>],
    /// Words that no dictionary knows.
    pub misspelled: &'a [Range<usize>],
    /// What is selected.
    pub selected: Option<&'a Range<usize>>,
}

impl Markup<'_> {
    /// A line of the text that begins at the byte `start`.
    pub fn line(&self, text: &str, start: usize, theme: &Theme) -> Line<'static> {
        let end = start + text.len();
        let marked = self.stopped.iter().chain(self.gaps).chain(self.costly).chain(self.misspelled);
        let marked = marked.cloned().chain(self.selected.cloned());
        let here = marked.filter(|range| range.start < end && range.end > start);
        let mut cuts: BTreeSet<usize> = here.flat_map(|range| [range.start.max(start), range.end.min(end)]).collect();
        cuts.extend([start, end]);
        let spans = cuts.iter().zip(cuts.iter().skip(1)).map(|(from, to)| {
            let piece = text.get(from - start..to - start).unwrap_or_default();
            Span::styled(piece.to_owned(), self.style(*from, theme))
        });
        Line::from(spans.collect::<Vec<_>>()).style(theme.text)
    }

    fn style(&self, at: usize, theme: &Theme) -> Style {
        let gap = self.gaps.iter().any(|gap| gap.contains(&at));
        let leak = self.stopped.iter().any(|place| place.contains(&at));
        let costly = self.costly.iter().any(|letter| letter.contains(&at));
        let style = if gap || leak || costly { theme.attention } else { theme.text };
        // Plain text with a line under it: what may not leave stands out besides.
        let misspelled = !gap && self.misspelled.iter().any(|word| word.contains(&at));
        let style = if leak || misspelled { style.add_modifier(Modifier::UNDERLINED) } else { style };
        if self.selected.is_some_and(|range| range.contains(&at)) {
            style.add_modifier(Modifier::REVERSED)
        } else {
            style
        }
    }
}
