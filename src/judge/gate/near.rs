//! When two spellings are the same name: one letter missing, doubled, changed or swapped with its neighbour, or
//! written as it sounds.

/// True where one slip of a key makes the one of the other. Another letter in place of one is a slip in a long name only.
pub fn is_near(typed: &str, name: &str) -> bool {
    // Every text is held against every name: nearly all differ by more letters than a slip does.
    if typed.chars().count().abs_diff(name.chars().count()) > 1 {
        return false;
    }
    // Of plain letters each is a byte, and nothing is copied.
    if typed.is_ascii() && name.is_ascii() {
        return is_one_slip(typed.as_bytes(), name.as_bytes());
    }
    let (left, right): (Vec<char>, Vec<char>) = (typed.chars().collect(), name.chars().collect());
    is_one_slip(&left, &right)
}

fn is_one_slip<T: PartialEq>(left: &[T], right: &[T]) -> bool {
    let same = left.iter().zip(right).take_while(|(one, other)| one == other).count();
    let (typed, name) = (|skip: usize| left.get(same + skip..), |skip: usize| right.get(same + skip..));
    let (more, less) = (typed(1) == name(0), typed(0) == name(1));
    let other = right.len() >= 7 && typed(1).is_some() && typed(1) == name(1);
    let ends = typed(2).is_some() && typed(2) == name(2);
    let swapped = ends && left.get(same) == right.get(same + 1) && left.get(same + 1) == right.get(same);
    left == right || more || less || other || swapped
}

/// What is written in more than one way, in this order, and how it sounds.
const SOUNDS: [(&[char], &[char]); 12] = [
    (&['i', 'j'], &['y']),
    (&['e', 'i'], &['y']),
    (&['p', 'h'], &['f']),
    (&['t', 'h'], &['t']),
    (&['c', 'k'], &['k']),
    (&['s', 'c', 'h'], &['s', 'g']),
    (&['c'], &['k']),
    (&['q'], &['k']),
    (&['z'], &['s']),
    (&['v'], &['f']),
    (&['k', 's'], &['x']),
    (&['j'], &['y']),
];

/// False where two names cannot sound the same, as they begin with other sounds.
pub fn may_sound_alike(one: &str, other: &str) -> bool {
    let begin = |name: &str| name.chars().next().map(first_sound);
    begin(one) == begin(other)
}

/// One letter for all that may sound as one another at the head of a name, by [`SOUNDS`].
const fn first_sound(first: char) -> char {
    match first {
        'c' | 'q' | 'k' | 'x' => 'k',
        'z' | 's' => 's',
        'v' | 'f' | 'p' => 'f',
        'i' | 'j' | 'y' | 'e' => 'y',
        other => other,
    }
}

/// How a name sounds, roughly.
pub fn sound(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    for (written, sounded) in SOUNDS {
        replace(&mut letters, written, sounded);
    }
    letters.dedup();
    letters.into_iter().collect()
}

/// Puts the one in place of the other, in the letters themselves: it is done for every word of a text.
fn replace(letters: &mut Vec<char>, written: &[char], sounded: &[char]) {
    let mut at = 0;
    while let Some(rest) = letters.get(at..) {
        let Some(next) = rest.iter().position(|c| Some(c) == written.first()) else { return };
        at += next;
        if letters.get(at..).is_some_and(|rest| rest.starts_with(written)) {
            letters.splice(at..at + written.len(), sounded.iter().copied());
            at += sounded.len();
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        for typed in ["kowlczyk", "koowalczyk", "kwoalczyk", "kowalczyk", "kowalcsyk"] {
            assert!(is_near(typed, "kowalczyk"), "{typed}");
        }
        assert!(!is_near("kovalcsik", "kowalczyk"));
        assert!(!is_near("winner", "winter"), "a short name with another letter is another word");
        assert_eq!(sound("dijkhuizen"), sound("dykhuisen"));
        assert_eq!(sound("beck"), sound("bek"));
    }

    #[test]
    fn what_is_written_in_more_than_one_way_is_replaced_in_its_order() {
        proptest::proptest!(|(name in "[ijephtcksqzvaé]{0,9}")| {
            let whole = name.replace("ij", "y").replace("ei", "y").replace("ph", "f").replace("th", "t");
            let whole = whole.replace("ck", "k").replace("sch", "sg").replace(['c', 'q'], "k").replace('z', "s");
            let mut letters: Vec<char> = whole.replace('v', "f").replace("ks", "x").replace('j', "y").chars().collect();
            letters.dedup();
            proptest::prop_assert_eq!(sound(&name), letters.into_iter().collect::<String>());
            // What begins otherwise never sounds the same.
            let begin = |name: &str| name.chars().next().map(first_sound);
            proptest::prop_assert_eq!(begin(&sound(&name)), begin(&name));
        });
    }
}
