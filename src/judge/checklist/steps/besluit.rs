//! Where a decision stands: taken, fixed by the matrix, still to be taken, or to be taken again because
//! the answers under it are other ones now.

use super::{
    input::StepInput,
    said::{gap, not_reportable, open, ready},
};
use crate::{
    domain::{
        besluit::{Besluit, BesluitKind},
        melding::MeldingKind,
    },
    judge::{advice::advice, case_rule::CaseRule, checklist::state::ChecklistState, decided::moved_ground},
    rules::book::Code,
};

pub(super) fn besluit(b: &StepInput<'_>, about: BesluitKind) -> ChecklistState {
    if b.case.awaits_rij() {
        return open(&gap(b));
    }
    let code = b.rule.map(|rule| rule.code(about));
    if let Some(besluit) = b.zaak.besluit(about) {
        if let Some(why) = moved_ground(b.zaak, b.case, besluit, about) {
            return ChecklistState::Ready(format!("beslis opnieuw, het was {}: {why}", besluit.choice.word()));
        }
        // Where the matrix leaves no choice the officer may still have one; it shows as what it is.
        let fixed = code.and_then(Code::fixed);
        let deviation = if fixed.is_some_and(|v| v != besluit.choice) { ", wijkt af van de matrix" } else { "" };
        let evidence = format!(
            "{} {}{deviation}: {}",
            about.letter(),
            besluit.choice.word(),
            b.visibility().read(&besluit.reason)
        );
        return ChecklistState::Done { evidence, at: Some(besluit.at) };
    }
    let Some(rule) = b.rule else { return ready(&gap(b)) };
    match rule.code(about) {
        Code::Yes => {
            ChecklistState::Done { evidence: format!("{} ja: vast bij rij {}", about.letter(), rule.nr), at: None }
        }
        Code::No => not_reportable(b)
            .unwrap_or_else(|| ChecklistState::NotNeeded(format!("rij {} kent geen {}", rule.nr, about.letter()))),
        code @ (Code::Weging | Code::IfRelevant) => {
            let earlier = b.zaak.besluiten.get(&about).and_then(|b| b.last());
            if let Some(Besluit { choice, rij: Some(rij), .. }) = earlier {
                return ChecklistState::Ready(format!("beslis opnieuw: bij rij {rij} was het {}", choice.word()));
            }
            let what = if code == Code::Weging { "ja of nee" } else { "of het relevant is" };
            let phoned = about == BesluitKind::T && b.zaak.first_of(&[MeldingKind::Phone]).is_some();
            let phoned = if phoned { "; er is al gebeld" } else { "" };
            let advised = match b.case {
                CaseRule::Known(book, rule) => advice(b.zaak, book, rule, about).and_then(|a| a.choice),
                CaseRule::Unchosen(_) | CaseRule::NotInBook(..) | CaseRule::NoBook(_) => None,
            };
            let advised = advised.map_or_else(String::new, |choice| format!("; advies: {}", choice.word()));
            ChecklistState::Ready(format!("beslis {what}, met reden{advised}{phoned}"))
        }
    }
}
