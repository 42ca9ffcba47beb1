//! Lets the latest version of a draft leave although the kanaalpoort stops it, it says what is not so any more, or no decision lets it. That is
//! the officer's own judgement, so it takes a typed reason and stays in the log.

use clap::Args;

use super::{
    before::Before,
    check_draft::own_version,
    decide::{After, Context, Decided, Judged},
    shared::{find_draft, find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::Zaaknummer,
    },
    judge::{case_gate, moved_text, withheld},
    log::{desk::Desk, event::LogEvent},
};

/// A draft that may leave as it is, and why.
#[expect(missing_docs, reason = "the fields are named after what they hold")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetThrough {
    pub zaak: Zaaknummer,
    pub draft: DraftKind,
    pub reason: String,
}

/// The same as it is typed, within the verb for drafts.
#[derive(Debug, Clone, Args)]
pub struct LetThroughArgs {
    /// Laat de laatste versie door, hoewel de kanaalpoort of het besluit haar tegenhoudt, om deze reden.
    #[arg(id = "doorlaten", long = "doorlaten", value_name = "REDEN")]
    pub reason: Option<String>,
}

impl LetThroughArgs {
    /// The act, where it is asked.
    pub(super) fn act(&self, zaak: Zaaknummer, draft: DraftKind) -> Option<LetThrough> {
        self.reason.clone().map(|reason| LetThrough { zaak, draft, reason })
    }
}

impl Judged for LetThrough {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, kind) = (self.zaak, self.draft);
        let zaak = find_open_zaak(desk, number)?;
        let draft = find_draft(zaak, kind)?;
        let leaks = case_gate::leaks((zaak, context.sender), desk, context.books(), kind, draft.text.read())?;
        let outdated = moved_text::outdated_in((zaak, context.case_rule(zaak)), (kind, Some(draft)), draft.text.read());
        let withheld = withheld::withheld(zaak, context.case_rule(zaak), kind);
        let in_text = !leaks.is_empty() || !outdated.is_empty();
        if !in_text && withheld.is_none() {
            return Err(Error::no(format!("De kanaalpoort houdt {} niet tegen.", kind.label()))
                .hint("Er is geen reden nodig; controleer de tekst."));
        }
        let reason = require_reason(&self.reason)?;
        let (version, saved) = own_version(zaak, draft, kind);
        let let_go = withheld.map(|withheld| {
            let (version, reason) = (Some(version), reason.clone());
            LogEvent::DraftLetGo { zaak: number, draft: kind, version, withheld, reason }
        });
        let kinds = [case_gate::kinds(&leaks), outdated.join(", ")];
        let kinds: Vec<String> = kinds.into_iter().filter(|part| !part.is_empty()).collect();
        let (version, kinds) = (Some(version), kinds.join(", "));
        let passed = in_text.then_some(LogEvent::DraftLetThrough { zaak: number, draft: kind, version, kinds, reason });
        Ok(Decided::all(context, saved.into_iter().chain(passed).chain(let_go)))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Het concept {} mag zo weg; uw reden staat in het logboek.", self.draft.label())
    }

    /// The version is stopped again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{
        SaveDraft,
        scene::{Scene, TestResult, ZAAK},
    };

    #[test]
    fn what_the_gate_stops_leaves_with_a_reason_and_is_stopped_again_after_an_undo() -> TestResult {
        let (mut scene, zaak) = Scene::with_rij("10")?;
        let draft = DraftKind::Sms;
        scene.given(SaveDraft { zaak, draft, text: "Overlijden van Jan de Vries, geboren 3-4-1987.".to_owned() })?;
        assert!(scene.refuses_typed(&format!("concept {ZAAK} sms --gecontroleerd")).contains("kanaalpoort"));
        assert!(scene.refuses_typed(&format!("concept {ZAAK} sms --doorlaten .")).contains("Er is een reden nodig."));
        let then = scene.typed(&format!("concept {ZAAK} sms --doorlaten 'De lijn vroeg erom.'"))?;
        assert_eq!(then.events(), ["concept_doorgelaten"]);
        assert_eq!(then.sentence(), "Het concept piket-SMS mag zo weg; uw reden staat in het logboek.");
        assert_eq!(
            then.scene.typed(&format!("concept {ZAAK} sms --gecontroleerd"))?.events(),
            ["concept_gecontroleerd"]
        );
        assert_eq!(then.undone()?, ["concept_doorgelaten"]);
        scene.given(SaveDraft { zaak, draft, text: "Niemand is gewond.".to_owned() })?;
        assert!(
            scene
                .refuses(LetThrough { zaak, draft, reason: "Daarom.".to_owned() })
                .contains("houdt piket-SMS niet tegen")
        );
        Ok(())
    }
}
