//! Where a decision stands: taken, fixed by the matrix, still to be taken, or to be taken again because
//! the answers under it are other ones now.

use std::collections::BTreeMap;

use super::{StepInput, gap, not_reportable, open, ready};
use crate::{
    domain::{
        besluit::{Answer, Besluit, BesluitKind, YesNo},
        melding::MeldingKind,
    },
    judge::{
        advice::{advice, bears_on},
        case_rule::CaseRule,
        checklist::ChecklistState,
        questions::weegvragen,
    },
    rules::{
        book::Code,
        weging::{Consequence, ConsequenceBesluit},
    },
};

pub(super) fn besluit(b: &StepInput<'_>, about: BesluitKind) -> ChecklistState {
    if b.case.awaits_rij() {
        return open(&gap(b));
    }
    let code = b.rule.map(|rule| rule.code(about));
    if let Some(besluit) = b.zaak.besluit(about) {
        if let Some(why) = moved_ground(b, besluit, about) {
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
                CaseRule::Unchosen(_) | CaseRule::NotInBook(_) | CaseRule::NoBook(_) => None,
            };
            let advised = advised.map_or_else(String::new, |choice| format!("; advies: {}", choice.word()));
            ChecklistState::Ready(format!("beslis {what}, met reden{advised}{phoned}"))
        }
    }
}

/// Why a decision does not stand as it was taken: an answer it rested on is another one now, or what was
/// answered since points the other way.
pub(super) fn moved_ground(b: &StepInput<'_>, besluit: &Besluit, about: BesluitKind) -> Option<String> {
    let CaseRule::Known(book, rule) = b.case else { return None };
    let ground = besluit.ground.as_ref()?;
    let known =
        |answers: &BTreeMap<String, Answer>, id: &str| answers.get(id).copied().filter(|a| *a != Answer::Unknown);
    // Where the matrix leaves no choice, the answers still say who writes.
    if about == BesluitKind::P
        && let Some(id) = rule.elsewhere.as_ref().and_then(|other| other.question.as_deref())
        && let Some(then) = known(ground, id)
    {
        let now = known(&b.zaak.answers, id).unwrap_or(Answer::Unknown);
        if now != then {
            return Some(format!("vraag {id} is nu {}, bij het besluit {}", now.word(), then.word()));
        }
    }
    let advised = advice(b.zaak, book, rule, about)?;
    let (mut since, mut against) = (Vec::new(), None);
    for question in weegvragen(book, rule).filter(|q| bears_on(q, about)) {
        let id = question.id.as_str();
        match (known(ground, id), known(&b.zaak.answers, id)) {
            (Some(then), Some(now)) if then == now => {}
            (Some(then), now) => {
                let now = now.unwrap_or(Answer::Unknown).word();
                return Some(format!("vraag {id} is nu {now}, bij het besluit {}", then.word()));
            }
            (None, Some(now)) => {
                since.push(id);
                if question.consequence(now).is_some_and(|c| speaks_against(c, about, besluit.choice)) {
                    against.get_or_insert(id);
                }
            }
            (None, None) => {}
        }
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
