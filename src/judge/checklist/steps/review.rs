//! The visie vooraf, where another body writes the piketmelding: sent by the desk, or noted by hand where it was given by
//! phone; a text that came after it was not seen by anybody.

use super::{
    input::StepInput,
    message::waiting_copy,
    said::{open, undecided},
};
use crate::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        step::Step,
    },
    judge::{checklist::state::ChecklistState, decided::decided},
    rules::elsewhere::{Elsewhere, ReviewGround},
};

/// How it stands.
pub fn review(b: &StepInput<'_>, other: &Elsewhere) -> ChecklistState {
    if let Some(state) = waiting_copy(b, Step::Review) {
        return state;
    }
    let sent = b.zaak.message(Step::Review).and_then(|draft| draft.sent.last());
    if let Some(sent) = sent {
        let evidence = format!("visie versie {} verzonden {}", sent.version, sent.at.short());
        return ChecklistState::Done { evidence, at: Some(sent.at) };
    }
    match decided(b.zaak, b.case, BesluitKind::P) {
        Some(YesNo::No) => ChecklistState::NotNeeded("P is nee".to_owned()),
        Some(YesNo::Yes) => {
            let what = match other.review {
                ReviewGround::Source => format!("controleer de feiten van {}", other.by.in_sentence),
                ReviewGround::Offered => format!(
                    "bied {} een feitencontrole aan; eigen toevoeging, de bron vraagt haar hier niet",
                    other.by.in_sentence
                ),
            };
            let open_question =
                other.question.as_ref().filter(|id| matches!(b.zaak.answers.get(*id), None | Some(Answer::Unknown)));
            ChecklistState::Ready(
                open_question.map_or_else(
                    || what.clone(),
                    |id| format!("{what}; vraag {id} is nog open: bij nee schrijft u zelf"),
                ),
            )
        }
        None => open(&undecided(b, BesluitKind::P)),
    }
}
