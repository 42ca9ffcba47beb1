//! Which questions a row is weighed by, and in which order they are asked.

use crate::rules::book::{Code, RijRule, Rulebook, Weegvraag};

/// The weighing questions of a row: before anything else those for an OA, then its own, then the
/// general ones where the matrix leaves a choice on P or A.
pub fn weegvragen<'a>(book: &'a Rulebook, rule: &'a RijRule) -> impl Iterator<Item = &'a Weegvraag> {
    let oa = if rule.is_oa() && rule.is_notifiable() { book.oa_beforehand.as_slice() } else { &[] };
    let choice = [rule.p, rule.a].iter().any(|c| matches!(c, Code::Weging | Code::IfRelevant));
    let general = if choice { book.general.as_slice() } else { &[] };
    oa.iter().chain(&rule.weegvragen).chain(general)
}

/// The question of a row that is called so, in capitals or not: as an officer types it.
pub fn named<'a>(book: &'a Rulebook, rule: &'a RijRule, id: &str) -> Option<&'a Weegvraag> {
    weegvragen(book, rule).find(|question| question.id.as_str().eq_ignore_ascii_case(id))
}
