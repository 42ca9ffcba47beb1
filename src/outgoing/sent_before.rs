//! What went before a message: which version, when, and how a later one calls it. An afloopbericht that went is remembered as
//! well as a piketmelding: what it told is no news any more.

use crate::{
    domain::{
        dispatch::Dispatch,
        draft::{Draft, DraftKind},
        step::Step,
    },
    log::zaak::Zaak,
};

/// What was sent of a message, oldest first.
fn sent_of(draft: Option<&Draft>) -> &[Dispatch] {
    draft.map_or(&[], |draft| &draft.sent)
}

/// The same without what follows on a piketmelding that was not sent after all.
pub(super) fn standing_of(zaak: &Zaak, draft: Option<&Draft>) -> Vec<Dispatch> {
    sent_of(draft).iter().filter(|sent| zaak.was_sent_before(sent.follows)).cloned().collect()
}

/// Each version that was sent, by its first sending: who gets it later gets the same message.
pub(super) fn versions_of(sent: &[Dispatch]) -> impl Iterator<Item = &Dispatch> {
    sent.iter().enumerate().filter(|(i, d)| !sent.iter().take(*i).any(|e| e.version == d.version)).map(|(_, d)| d)
}

/// All that told the reader of the piketmelding something, oldest first.
pub(super) fn followed(zaak: &Zaak) -> Vec<(DraftKind, Dispatch)> {
    let kinds = DraftKind::ALL.into_iter().filter(|kind| kind.follows_a_piketmelding());
    let mut sent: Vec<(DraftKind, Dispatch)> = kinds
        .flat_map(|kind| {
            let standing = standing_of(zaak, zaak.drafts.get(&kind));
            versions_of(&standing).map(|dispatch| (kind, dispatch.clone())).collect::<Vec<_>>()
        })
        .collect();
    sent.sort_by_key(|(_, dispatch)| (dispatch.at, dispatch.saved));
    sent
}

/// How many messages left that are called an addition to the piketmelding.
pub(super) fn additions(zaak: &Zaak) -> usize {
    versions_of(sent_of(zaak.message(Step::Piketmelding))).filter(|sent| sent.follows.is_some()).count()
}

/// Which message it was, and when; what followed on the first piketmelding is called as its heading calls it.
pub(super) fn sent_line(zaak: &Zaak, kind: DraftKind, dispatch: &Dispatch) -> String {
    let whole = format!("{} {}", kind.label(), zaak.number);
    let is_supplement = kind.ends(Step::Piketmelding) && dispatch.follows.is_some();
    let until = |sent: &&Dispatch| sent.follows.is_some() && sent.version <= dispatch.version;
    let place = versions_of(sent_of(zaak.drafts.get(&kind))).filter(until).count();
    let name = if is_supplement { format!("aanvulling {place} op {whole}") } else { whole };
    format!("{name}, versie {}, verzonden op {}", dispatch.version, dispatch.at.in_words())
}
