//! What the kanaalpoort stops in the text of a draft. Looked for again only when the text changes.

use std::ops::Range;

use ratatui::text::Span;

use crate::{
    desk::{state::open_editor::Editor, view::View},
    domain::draft::Draft,
    judge::{case_gate, gate::Leak, moved_text, open_point, visibility::Visibility},
    ui::{text::span, theme::Theme},
};

/// Longer than any message, in bytes: such a text is looked at when it is checked, not at every key.
const TOO_LONG: usize = 64 * 1024;

/// The findings in a text.
#[derive(Debug)]
pub(super) enum Findings {
    /// It was looked at.
    Looked {
        /// What is stopped; nothing where the text may leave.
        leaks: Vec<Leak>,
        /// Where that stands, and what the text calls unknown and tells, in reading order.
        places: Vec<Range<usize>>,
        /// What changed in the case since the version that is kept.
        moved: Option<String>,
    },
    /// Too long to look at while it is typed.
    Later,
    /// The gate does not work, so nothing may leave.
    NoGate,
}

impl Findings {
    /// Looks for them. What has left is judged no more, nor what was let through with a
    /// reason as it stands.
    pub(super) fn of(editor: &Editor, view: &View, text: &str) -> Self {
        if text.len() > TOO_LONG {
            return Self::Later;
        }
        let Some(zaak) = view.desk.zaken.get(&editor.zaak) else { return Self::nothing() };
        if view.sent_version(editor).is_some() {
            return Self::nothing();
        }
        let kept = zaak.drafts.get(&editor.draft);
        let let_through = |kept: &Draft| kept.let_through == Some(kept.version) && kept.text.holds(text);
        match case_gate::leaks((zaak, &view.setup.sender), &view.desk, view.context().books(), editor.draft, text) {
            Ok(mut leaks) => {
                if kept.is_some_and(let_through) {
                    leaks.clear();
                }
                let moved = kept.and_then(|kept| {
                    moved_text::since(
                        (zaak, view.context().case_rule(zaak)),
                        (editor.draft, kept),
                        text,
                        Visibility::Masked,
                    )
                });
                let case = view.context().case_rule(zaak);
                let told =
                    if kept.is_some_and(let_through) { Vec::new() } else { open_point::places((zaak, case), text) };
                let mut places: Vec<Range<usize>> = leaks.iter().map(|leak| leak.from..leak.to).chain(told).collect();
                places.sort_by_key(|place| place.start);
                Self::Looked { leaks, places, moved }
            }
            Err(_) => Self::NoGate,
        }
    }

    const fn nothing() -> Self {
        Self::Looked { leaks: Vec::new(), places: Vec::new(), moved: None }
    }

    /// What the line of state says of them; `cursor` in one of them tells which.
    pub(super) fn remark(&self, cursor: usize, theme: &Theme) -> Option<Span<'static>> {
        let words = match self {
            Self::NoGate => "de kanaalpoort werkt niet; er mag niets uit".to_owned(),
            Self::Later => "de kanaalpoort kijkt bij F5".to_owned(),
            Self::Looked { leaks, places, .. } if leaks.is_empty() && !places.is_empty() => {
                "onder «nog niet bekend» staat wat de tekst wel zegt".to_owned()
            }
            Self::Looked { leaks, moved, .. } if leaks.is_empty() => moved.clone()?,
            Self::Looked { leaks, .. } => match leaks.iter().find(|l| (l.from..=l.to).contains(&cursor)) {
                Some(leak) => format!("mag niet mee: {}", leak.kind.code()),
                None => format!("poort: {}", case_gate::kinds(leaks)),
            },
        };
        Some(span(format!(" · {words}"), theme.attention))
    }

    /// Where stands what is stopped, in reading order.
    pub(super) fn places(&self) -> &[Range<usize>] {
        match self {
            Self::Looked { places, .. } => places,
            Self::Later | Self::NoGate => &[],
        }
    }
}
