//! Which questions a row is weighed by, and in which order they are asked.

use crate::{
    domain::{besluit::Answer, step::Step},
    log::zaak::Zaak,
    rules::{
        book::{Code, RijRule, Rulebook, Weegvraag},
        weging::{ConsequenceBesluit, Outside},
    },
};

/// The weighing questions of a row: before anything else those for an OA, then its own, then the
/// general ones where the matrix leaves a choice on P or A.
pub fn weegvragen<'a>(book: &'a Rulebook, rule: &'a RijRule) -> impl Iterator<Item = &'a Weegvraag> {
    let oa = if rule.is_oa() && rule.is_notifiable() { book.oa_beforehand.as_slice() } else { &[] };
    let choice = [rule.p, rule.a].iter().any(|c| matches!(c, Code::Weging | Code::IfRelevant));
    let general = if choice { book.general.as_slice() } else { &[] };
    oa.iter().chain(&rule.weegvragen).chain(general)
}

/// Whether a question of the row waits for an answer. What is only known later, once the first message went out, keeps nothing
/// waiting before.
pub fn still_asked(zaak: &Zaak, book: &Rulebook, rule: &RijRule) -> bool {
    let told = zaak.message(Step::Piketmelding).is_some_and(|draft| !draft.sent.is_empty());
    let open = |v: &Weegvraag| zaak.answers.get(&v.id).is_none_or(|answer| *answer == Answer::Unknown);
    weegvragen(book, rule).any(|v| open(v) && (told || !comes_later(v)))
}

fn comes_later(question: &Weegvraag) -> bool {
    let (yes, no) = (&question.yes, &question.no);
    let later = yes.besluit == Some(ConsequenceBesluit::AYes) && yes.also.is_none() && yes.rij.is_none();
    later && no.besluit.is_none() && no.rij.is_none() && no.outside.is_none()
}

/// Whether a no to this question only says that it does not count. A no that ends a term, names another row or writer, or
/// denies the row says more, and so does one about what comes after the message or about what others did.
pub fn only_weighs(book: &Rulebook, rule: &RijRule, question: &Weegvraag) -> bool {
    let counts = question.yes.besluit.is_some_and(ConsequenceBesluit::weighs_now) && question.yes.also.is_none();
    let no = &question.no;
    let decides = no.besluit.is_some() || no.ends.is_some() || no.rij.is_some() || no.also.is_some();
    let denies = |other: &Weegvraag| matches!(&other.no.outside, Some(Outside::With(id)) if *id == question.id);
    let writer = rule.elsewhere.as_ref().is_some_and(|other| other.question.as_ref() == Some(&question.id));
    counts && !decides && no.outside.is_none() && !writer && !weegvragen(book, rule).any(denies)
}

/// The question of a row that is called so, in capitals or not: as an officer types it.
pub fn named<'a>(book: &'a Rulebook, rule: &'a RijRule, id: &str) -> Option<&'a Weegvraag> {
    weegvragen(book, rule).find(|question| question.id.as_str().eq_ignore_ascii_case(id))
}
