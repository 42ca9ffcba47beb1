//! What the cursor is on, on the right-hand side: a step, a message, a term. Commands and their
//! availability both ask here.

use super::{View, leaf::Leaf};
use crate::{
    desk::{
        command::Scope,
        state::{
            item::Item,
            open_editor::Editor,
            screen::{Focus, Neighbour, Tab},
        },
    },
    domain::{draft::DraftKind, melding::Content, step::Step},
    judge::{
        checklist::{ChecklistState, StepLine},
        complete::completeness,
        countdown::Countdown,
        reading_line::{ReadingLine, reading_lines, texts},
        turn,
    },
};

impl View {
    /// The lines of the form of the report that is read; none of a call.
    pub fn form_lines(&self) -> Vec<ReadingLine<'_>> {
        match self.melding().map(|m| &m.content) {
            Some(Content::Mail(mail)) if self.focus == Focus::Detail => reading_lines(mail),
            Some(Content::Mail(_) | Content::Call(_)) | None => Vec::new(),
        }
    }

    /// Turns to the next text of the report that is read, or the one before it, around the end.
    pub fn turn_part(&mut self, to: Neighbour) {
        let Some(Content::Mail(mail)) = self.melding().map(|m| &m.content) else { return };
        let parts = texts(mail).count() + 1;
        self.part = to.beside(self.part, parts);
        self.scroll = Leaf::default();
    }

    /// The one with the cursor.
    pub fn form_line(&self) -> Option<ReadingLine<'_>> {
        self.form_lines().get(self.detail).copied()
    }

    /// The version in an editor, where it is the one that was sent and the officer did not choose to write on from
    /// it.
    pub fn sent_version(&self, editor: &Editor) -> Option<u32> {
        let draft = self.desk.zaken.get(&editor.zaak)?.drafts.get(&editor.draft)?;
        let sent = draft.sent.last().is_some_and(|v| v.version == draft.version);
        (sent && editor.continued != Some(draft.version)).then_some(draft.version)
    }

    /// The number that the version in an open editor gets that was begun after a sent one, while nothing was changed yet.
    pub fn begun_version(&self, editor: &Editor) -> Option<u32> {
        let draft = self.desk.zaken.get(&editor.zaak)?.drafts.get(&editor.draft)?;
        let begun = editor.continued == Some(draft.version) && draft.text.holds(&editor.text);
        begun.then(|| draft.version.saturating_add(1))
    }

    /// The step with the cursor.
    pub fn chosen_step(&self) -> Option<Step> {
        match self.tab {
            Tab::Checklist => self.beeld()?.steps.get(self.detail).map(|s| s.step),
            Tab::Beeld | Tab::Drafts | Tab::Timeline | Tab::Termijnen => None,
        }
    }

    /// The first step that is for the officer to do now; with `after` the first below that one. What others are late
    /// with is asked for first.
    pub fn own_step(&self, after: Option<Step>) -> Option<&StepLine> {
        let beeld = self.beeld()?;
        let steps = &beeld.steps;
        let chase = self.zaak().filter(|_| after.is_none()).and_then(|z| beeld.whose_turn(z, self.now).chase);
        if let Some(late) = chase.and_then(|step| steps.iter().find(|s| s.step == step)) {
            return Some(late);
        }
        let from = after.and_then(|after| steps.iter().position(|s| s.step == after)).map_or(0, |place| place + 1);
        turn::next_own(steps, steps.get(from..).unwrap_or_default())
    }

    /// The message with the cursor: on its own tab, or the one its step is about; of more, the one written last.
    pub fn chosen_draft(&self) -> Option<DraftKind> {
        match self.tab {
            Tab::Drafts => DraftKind::ALL.get(self.detail).copied(),
            Tab::Checklist => {
                let step = self.chosen_step()?;
                let drafts = &self.zaak()?.drafts;
                let about = || DraftKind::ALL.into_iter().filter(|c| c.step() == Some(step));
                let written = about().filter(|c| drafts.contains_key(c));
                written.max_by_key(|c| drafts.get(c).map(|d| d.saved)).or_else(|| about().next())
            }
            Tab::Beeld | Tab::Timeline | Tab::Termijnen => None,
        }
    }

    /// The term with the cursor.
    pub fn chosen_countdown(&self) -> Option<&Countdown> {
        match self.tab {
            Tab::Termijnen => self.beeld()?.countdowns.as_ref().ok()?.get(self.detail),
            Tab::Checklist | Tab::Beeld | Tab::Drafts | Tab::Timeline => None,
        }
    }

    /// The reminder with the cursor: they stand below the terms.
    pub fn chosen_reminder(&self) -> Option<u32> {
        match self.tab {
            Tab::Termijnen => {
                let countdowns = self.beeld()?.countdowns.as_ref().map_or(0, Vec::len);
                let pos = self.detail.checked_sub(countdowns)?;
                self.zaak()?.running_reminders().nth(pos).map(|h| h.number)
            }
            Tab::Checklist | Tab::Beeld | Tab::Drafts | Tab::Timeline => None,
        }
    }

    /// True when the step with the cursor is done or not needed.
    pub fn step_is_done(&self) -> bool {
        self.beeld()
            .and_then(|b| b.steps.get(self.detail))
            .is_some_and(|s| matches!(s.state, ChecklistState::Done { .. } | ChecklistState::NotNeeded(_)))
    }

    /// Where the officer is.
    pub fn scopes(&self) -> Vec<Scope> {
        match self.chosen {
            Some(Item::Melding(_)) => vec![Scope::Melding, Scope::Desk],
            Some(Item::Zaak(_)) => vec![Scope::Zaak, Scope::Desk],
            None => vec![Scope::Desk],
        }
    }

    /// True when a form came in and the officer can still ask for what it lacks.
    pub fn is_incomplete(&self) -> bool {
        self.zaak().is_some_and(|z| !completeness(z, self.context().case_rule(z)).missing().is_empty())
    }
}
