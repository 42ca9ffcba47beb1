//! What the kanaalpoort stops in the text of a draft. Looked for again only when the text changes.

use ratatui::text::Span;

use crate::{
    desk::{state::open_editor::Editor, view::View},
    judge::{case_gate, gate::Leak},
    ui::{text::span, theme::Theme},
};

/// Longer than any message, in bytes: such a text is looked at when it is checked, not at every key.
const TOO_LONG: usize = 64 * 1024;

/// The findings in a text.
#[derive(Debug)]
pub(super) enum Findings {
    /// What is stopped; nothing where the text may leave.
    Looked(Vec<Leak>),
    /// Too long to look at while it is typed.
    Later,
    /// The gate does not work, so nothing may leave.
    NoGate,
}

impl Findings {
    /// Looks for them.
    /// What has left is judged no more.
    pub(super) fn of(editor: &Editor, view: &View, text: &str) -> Self {
        if text.len() > TOO_LONG {
            return Self::Later;
        }
        let Some(zaak) = view.desk.zaken.get(&editor.zaak) else { return Self::Looked(Vec::new()) };
        if view.sent_version(editor).is_some() {
            return Self::Looked(Vec::new());
        }
        match case_gate::leaks((zaak, &view.setup.sender), &view.desk, view.context().book, editor.draft, text) {
            Ok(leaks) => Self::Looked(leaks),
            Err(_) => Self::NoGate,
        }
    }

    /// What the line of state says of them; `cursor` in one of them tells which.
    pub(super) fn remark(&self, cursor: usize, theme: &Theme) -> Option<Span<'static>> {
        let words = match self {
            Self::NoGate => "de kanaalpoort werkt niet; er mag niets uit".to_owned(),
            Self::Later => "de kanaalpoort kijkt bij F5".to_owned(),
            Self::Looked(leaks) if leaks.is_empty() => return None,
            Self::Looked(leaks) => match leaks.iter().find(|l| (l.from..=l.to).contains(&cursor)) {
                Some(leak) => format!("mag niet mee: {}", leak.kind.code()),
                None => format!("poort: {}", case_gate::kinds(leaks)),
            },
        };
        Some(span(format!(" · {words}"), theme.attention))
    }

    /// What is stopped, in reading order.
    pub(super) fn leaks(&self) -> &[Leak] {
        match self {
            Self::Looked(leaks) => leaks,
            Self::Later | Self::NoGate => &[],
        }
    }
}
