//! Lets the latest version of a draft leave although the kanaalpoort stops it, it says what is not so any more, or no decision lets it. That is
//! the officer's own judgement, so it takes a typed reason and stays in the log.

use super::{
    check_draft::own_version,
    decide::{After, Context, Decided, Judged},
    shared::{find_draft, find_open_zaak, require_reason},
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

impl Judged for LetThrough {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, kind) = (self.zaak, self.draft);
        let zaak = find_open_zaak(desk, number)?;
        let draft = find_draft(zaak, kind)?;
        let leaks = case_gate::leaks((zaak, context.sender), desk, context.book, kind, draft.text.read())?;
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
}
