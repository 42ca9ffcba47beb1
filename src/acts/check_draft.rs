//! Marks the latest version of a draft as checked; visible gaps must be filled first, and the kanaalpoort must let it
//! pass, and say nothing that is not so any more. What was checked names its own version: where the text has another number, one more version is saved.

use clap::Args;

use super::{
    before::Before,
    decide::{After, Context, Decided, Judged},
    shared::{find_draft, find_open_zaak},
    undo::Undo,
};
use crate::{
    domain::{
        draft::{Draft, DraftKind},
        error::{Error, Result},
        ids::Zaaknummer,
        text::Vertrouwelijk,
        version_line::with_version,
    },
    judge::{case_gate, gaps, moved_text, withheld},
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

/// A draft of a case.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckDraft {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
}

/// The same as it is typed, within the verb for drafts.
#[derive(Debug, Clone, Args)]
pub struct CheckDraftArgs {
    /// Merk de laatste versie als gecontroleerd.
    #[arg(id = "gecontroleerd", long = "gecontroleerd")]
    pub checked: bool,
}

impl CheckDraftArgs {
    /// The act, where it is asked.
    pub(super) fn act(&self, zaak: Zaaknummer, draft: DraftKind) -> Option<CheckDraft> {
        self.checked.then_some(CheckDraft { zaak, draft })
    }
}

impl Judged for CheckDraft {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, kind) = (self.zaak, self.draft);
        let zaak = find_open_zaak(desk, number)?;
        let draft = find_draft(zaak, kind)?;
        let open = gaps::gaps(draft.text.read());
        if !open.is_empty() {
            let names: Vec<String> = open.iter().map(ToString::to_string).collect();
            return Err(Error::no(format!("In het concept staat nog open: {}.", names.join(", ")))
                .hint("Vul de open plekken in, of schrijf dat het niet bekend is."));
        }
        if draft.text.is_empty() {
            return Err(Error::no("Het concept is leeg."));
        }
        let long = draft.text.read().chars().count();
        if let Some(most) = kind.channel().longest().filter(|most| long > *most) {
            return Err(Error::no(format!("Deze {} heeft {long} tekens; in een sms passen er {most}.", kind.label()))
                .hint("Kort haar in, of stuur een ander bericht."));
        }
        case_gate::pass((zaak, context.sender), desk, context.books(), (kind, draft))?;
        moved_text::pass((zaak, context.case_rule(zaak)), (kind, draft))?;
        let (version, saved) = own_version(zaak, draft, kind);
        let checked = LogEvent::DraftChecked { zaak: number, draft: kind, version: Some(version) };
        Ok(Decided::all(context, saved.into_iter().chain([checked])))
    }

    fn sentence(&self, after: &After<'_>) -> String {
        let moved = moved_words(after, self.zaak, self.draft);
        format!("Het concept {} is gecontroleerd{}{moved}.", self.draft.label(), self.leaves(after))
    }

    /// The version is unchecked again; one that the check had to make goes with it.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

impl CheckDraft {
    /// Whether it may go now that it was read.
    fn leaves(&self, after: &After<'_>) -> String {
        let held = after.desk.zaken.get(&self.zaak).and_then(|zaak| {
            let case = after.context.case_rule(zaak);
            let found = withheld::held_back(zaak, case, (self.draft, zaak.drafts.get(&self.draft)?))?;
            Some(withheld::why(zaak, case, self.draft, found))
        });
        held.map_or_else(|| " en kan weg".to_owned(), |why| format!(", en mag nog niet weg: {why}"))
    }
}

/// The version that may leave: the latest, or one more where the text of that one names another number than its own.
pub(super) fn own_version(zaak: &Zaak, draft: &Draft, kind: DraftKind) -> (u32, Option<LogEvent>) {
    if with_version(draft.text.read(), draft.version) == draft.text.read() {
        return (draft.version, None);
    }
    let version = zaak.next_version(kind);
    let text = Vertrouwelijk::new(&with_version(draft.text.read(), version));
    let reach = Some(draft.reach());
    (version, Some(LogEvent::DraftSaved { zaak: zaak.number, draft: kind, version, text, reach }))
}

/// What changed under the latest version, as it follows a sentence.
pub(super) fn moved_words(after: &After<'_>, zaak: Zaaknummer, kind: DraftKind) -> String {
    let moved = after.desk.zaken.get(&zaak).and_then(|zaak| {
        let draft = zaak.drafts.get(&kind)?;
        moved_text::since((zaak, after.context.case_rule(zaak)), (kind, draft), draft.text.read(), after.visibility)
    });
    moved.map_or_else(String::new, |moved| format!("; {moved}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{
        SaveDraft,
        scene::{Scene, TestResult, ZAAK},
    };

    #[test]
    fn a_draft_without_gaps_is_checked_and_a_check_is_taken_back() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        let check = format!("concept {ZAAK} piketmelding --gecontroleerd");
        assert!(scene.refuses_typed(&check).contains("nog geen concept"));
        let save = |text: &str| SaveDraft { zaak, draft, text: text.to_owned() };
        scene.given(save(&format!("Letsel: {}", gaps::marker("letsel"))))?;
        assert!(scene.refuses_typed(&check).contains("nog open: letsel"));
        scene.given(save("Niemand is gewond."))?;
        let then = scene.typed(&check)?;
        assert_eq!(then.events(), ["concept_gecontroleerd"]);
        assert_eq!(then.sentence(), "Het concept piketmelding is gecontroleerd en kan weg.");
        assert_eq!(then.undone()?, ["concept_gecontroleerd"]);
        Ok(())
    }

    #[test]
    fn a_text_that_names_another_number_is_checked_as_a_version_of_its_own() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Piketmelding;
        scene.given(SaveDraft { zaak, draft, text: "Niemand is gewond.".to_owned() })?;
        let then = scene.when(CheckDraft { zaak, draft })?;
        assert_eq!(then.scene.zaak(zaak)?.drafts.get(&draft).and_then(|d| d.checked), Some(1));
        assert!(scene.refuses(CheckDraft { zaak, draft: DraftKind::Sms }).contains("nog geen concept"));
        Ok(())
    }
}
