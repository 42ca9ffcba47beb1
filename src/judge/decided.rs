//! What is decided on T, P and A, and whether it still stands: taken by the officer or fixed by the matrix, and to be taken again once
//! the answers under it are other ones. Whatever asks for a decision asks here.

use std::collections::BTreeMap;

use super::{
    advice::{ProposedRij, advice, bears_on, proposed_rijen},
    case_rule::CaseRule,
    questions::weegvragen,
};
use crate::{
    domain::{
        besluit::{Answer, Besluit, BesluitKind, YesNo},
        step::Step,
        weegvraag_id::WeegvraagId,
    },
    log::zaak::Zaak,
    rules::{
        book::{RijRule, Rulebook},
        weging::{Consequence, ConsequenceBesluit},
    },
};

/// What is decided on P or A: by the officer, else by the matrix where it leaves no choice.
pub fn applies(zaak: &Zaak, rule: Option<&RijRule>, about: BesluitKind) -> Option<YesNo> {
    if let Some(besluit) = zaak.besluit(about) {
        return Some(besluit.choice);
    }
    rule?.code(about).fixed()
}

/// What is decided, where that still stands: nothing where an answer under a decision moved.
pub fn decided(zaak: &Zaak, case: CaseRule<'_>, about: BesluitKind) -> Option<YesNo> {
    if again(zaak, case, about).is_some() { None } else { applies(zaak, case.rule(), about) }
}

/// Why a decision is to be taken again.
pub fn again(zaak: &Zaak, case: CaseRule<'_>, about: BesluitKind) -> Option<String> {
    let besluit = zaak.besluit(about)?;
    let why = moved_ground(zaak, case, besluit, about)?;
    Some(format!("beslis opnieuw over {}: {why}", about.letter()))
}

/// Why a decision does not stand as it was taken: an answer it rested on is another one now, or what was
/// answered since points the other way.
pub fn moved_ground(zaak: &Zaak, case: CaseRule<'_>, besluit: &Besluit, about: BesluitKind) -> Option<String> {
    let CaseRule::Known(book, rule) = case else { return None };
    let ground = besluit.ground.as_ref()?;
    let known = |answers: &BTreeMap<WeegvraagId, Answer>, id: &WeegvraagId| {
        answers.get(id).copied().filter(|a| *a != Answer::Unknown)
    };
    // Where the matrix leaves no choice, the answers still say who writes.
    if about == BesluitKind::P
        && let Some(id) = rule.elsewhere.as_ref().and_then(|other| other.question.as_ref())
        && let Some(then) = known(ground, id)
    {
        let now = known(&zaak.answers, id).unwrap_or(Answer::Unknown);
        if now != then {
            return Some(format!("vraag {id} is nu {}, bij het besluit {}", now.word(), then.word()));
        }
    }
    let advised = advice(zaak, book, rule, about)?;
    let (mut since, mut against) = (Vec::new(), None);
    for question in weegvragen(book, rule).filter(|q| bears_on(q, about)) {
        let id = &question.id;
        match (known(ground, id), known(&zaak.answers, id)) {
            (Some(then), Some(now)) if then == now => {}
            (Some(then), now) => {
                let now = now.unwrap_or(Answer::Unknown).word();
                return Some(format!("vraag {id} is nu {now}, bij het besluit {}", then.word()));
            }
            (None, Some(now)) => {
                since.push(id.as_str());
                if question.consequence(now).is_some_and(|c| speaks_against(c, about, besluit.choice)) {
                    against.get_or_insert(id);
                }
            }
            (None, None) => {}
        }
    }
    if let Some(other) =
        row_in_doubt(zaak, book, rule).filter(|_| besluit.choice == YesNo::Yes && about != BesluitKind::A)
        && known(ground, other.question()).is_none()
    {
        return Some(format!("{}, en daarmee geldt rij {} niet zeker", other.ground(), rule.nr));
    }
    if advised.choice == Some(besluit.choice) || since.is_empty() {
        return None;
    }
    // One answer that points the other way is reason enough: the others need not be known for it.
    match (advised.choice, against) {
        (Some(other), _) => Some(format!("met vraag {} erbij is het advies {}", since.join(", "), other.word())),
        (None, Some(id)) => {
            let towards = if besluit.choice == YesNo::Yes { "tegen" } else { "voor" };
            Some(format!("vraag {id} pleit nu {towards} {} en was bij het besluit niet beantwoord", about.letter()))
        }
        (None, None) => None,
    }
}

/// The first answer by which the row may not hold, where nobody said why it stays.
fn row_in_doubt<'a>(zaak: &Zaak, book: &'a Rulebook, rule: &'a RijRule) -> Option<ProposedRij<'a>> {
    let is_kept = zaak.steps.contains_key(&Step::Verdict);
    proposed_rijen(zaak, book, rule).into_iter().find(|_| !is_kept)
}

/// True where an answer points away from what was decided.
fn speaks_against(consequence: &Consequence, about: BesluitKind, choice: YesNo) -> bool {
    let Some(points) = consequence.besluit else { return false };
    match (about, choice) {
        (BesluitKind::T, YesNo::No) => points.asks_t(),
        (BesluitKind::P, YesNo::No) => points.asks_p() || points == ConsequenceBesluit::PHeavier,
        (BesluitKind::A, YesNo::No) => points.asks_a(),
        (BesluitKind::T, YesNo::Yes) => points.spares_t(),
        (BesluitKind::P, YesNo::Yes) => points.spares_p(),
        (BesluitKind::A, YesNo::Yes) => false,
    }
}
