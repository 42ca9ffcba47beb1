//! What moved under something after it left the desk: another row, or a decision that is no now. Who was told of it still
//! believes what it said, so the step opens again until that is put right.

use chrono::Duration;

use super::{StepInput, not_reportable};
use crate::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::{Dispatch, DraftKind},
        moment::Moment,
    },
    judge::checklist::applies,
};

/// What a message that was sent said by its being sent, and is not so any more.
pub(super) fn moved(b: &StepInput<'_>, kind: DraftKind, sent: &Dispatch) -> Option<String> {
    let about = kind.besluit()?;
    another_rij(b, sent.saved).or_else(|| became_no(b, about, sent.at))
}

/// Why what was passed on up the line in this minute need not have been: nothing where it still is to be.
pub(super) fn withdrawn(b: &StepInput<'_>, told: Moment) -> Option<String> {
    // Such a time is typed: what was decided in the same minute came before it.
    let told = told.minute().plus(Duration::seconds(59));
    let is_withdrawn = not_reportable(b).is_some() || applies(b.zaak, b.rule, BesluitKind::P) == Some(YesNo::No);
    let moved = || another_rij(b, told).or_else(|| became_no(b, BesluitKind::P, told));
    is_withdrawn.then(moved).flatten()
}

/// The row, where it is another one than it was then.
fn another_rij(b: &StepInput<'_>, then: Moment) -> Option<String> {
    let chosen = b.zaak.rij_choices.iter().rev().find(|choice| choice.at <= then).and_then(|choice| choice.rij)?;
    match b.zaak.rij() {
        Some(now) if now == chosen => None,
        Some(now) => Some(format!("de rij is nu {now}")),
        None => Some("de rij is weer open".to_owned()),
    }
}

/// A decision that was taken after it, and that is no.
fn became_no(b: &StepInput<'_>, about: BesluitKind, then: Moment) -> Option<String> {
    let besluit = b.zaak.besluit(about).filter(|besluit| besluit.choice == YesNo::No && besluit.at > then)?;
    Some(format!("{} is nu {}", about.letter(), besluit.choice.word()))
}
