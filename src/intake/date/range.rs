//! Times that stand as one answer: "tussen 14.00 en 15.00 uur", "14.00 of 14.30 uur". What happened is counted from the first
//! moment that it can have been.

use super::{ClockTime, Token, TokenKind};
use crate::intake::reading_words::READING;

/// The earliest of the times that are joined to the one at this place: of a range where it begins, also before midnight, and
/// of a choice the first on the clock.
pub fn earliest(sequence: &[Token], times: &[ClockTime], at: usize) -> Option<ClockTime> {
    let words = |one: &ClockTime, next: &ClockTime| sequence.get(one.end..next.start).unwrap_or_default();
    let joined = |one: &ClockTime, next: &ClockTime| words(one, next).iter().all(is_joint);
    let pair = |last: usize| Some((times.get(last.checked_sub(1)?)?, times.get(last)?));
    let mut first = at;
    while pair(first).is_some_and(|(one, next)| joined(one, next)) {
        first -= 1;
    }
    let mut last = at;
    while pair(last + 1).is_some_and(|(one, next)| joined(one, next)) {
        last += 1;
    }
    let all = times.get(first..=last)?;
    let is_choice = all.windows(2).any(|pair| match pair {
        [one, next] => words(one, next).iter().any(is_or),
        _ => false,
    });
    if is_choice { all.iter().min_by_key(|clock| (clock.midnight, clock.time)).copied() } else { all.first().copied() }
}

/// What may stand between two times of one answer.
fn is_joint(token: &Token) -> bool {
    match &token.kind {
        TokenKind::Word(word) => READING.range_joints.contains(&word.as_str()) || is_or(token),
        TokenKind::Sign(sign) => matches!(sign, '-' | '–' | '/' | '.'),
        TokenKind::Whitespace => true,
        TokenKind::Number { .. } => false,
    }
}

fn is_or(token: &Token) -> bool {
    match &token.kind {
        TokenKind::Word(word) => READING.choice_joints.contains(&word.as_str()),
        TokenKind::Sign(_) | TokenKind::Whitespace | TokenKind::Number { .. } => false,
    }
}
