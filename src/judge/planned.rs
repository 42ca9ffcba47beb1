//! Whether what was planned for the terms of a case still counts. The sentences that tell what an act does and the alarms
//! themselves both ask here, so that none is said to lapse that goes off.

use super::{case_rule::CaseRule, countdown::Countdown};
use crate::{
    domain::{error::Error, plan_ground::PlanGround},
    log::zaak::Zaak,
};

/// True where the case stands on what an alarm was planned on. Another choice of row is another judgement; another place is
/// one only where that leaves the case without a book.
pub fn stands_on(zaak: &Zaak, case: CaseRule<'_>, under: PlanGround) -> bool {
    let now = zaak.plan_ground();
    let is_there = match case {
        CaseRule::NoBook(_) => under.place == now.place,
        CaseRule::Unchosen(_) | CaseRule::Known(..) | CaseRule::NotInBook(..) => true,
    };
    under.choice == now.choice && is_there
}

/// True where what is judged now is not what the case was judged by, so that it ends nothing that was planned: another text of
/// the book counts, or nothing can be judged.
pub fn is_unsettled(zaak: &Zaak, case: CaseRule<'_>, countdowns: &Result<Vec<Countdown>, Error>) -> bool {
    countdowns.is_err() || case.is_of_another_text(zaak)
}
