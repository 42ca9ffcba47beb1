//! When two spellings are the same name: one letter missing, doubled, changed or swapped with its neighbour, or
//! written as it sounds.

/// True where one slip of a key makes the one of the other. Another letter in place of one is a slip in a long name only.
pub fn is_near(typed: &str, name: &str) -> bool {
    let (left, right): (Vec<char>, Vec<char>) = (typed.chars().collect(), name.chars().collect());
    let same = left.iter().zip(&right).take_while(|(one, other)| one == other).count();
    let behind = |word: &[char], skip: usize| word.get(same + skip..).map(<[char]>::to_vec);
    let (more, less) = (behind(&left, 1) == behind(&right, 0), behind(&left, 0) == behind(&right, 1));
    let other = right.len() >= 7 && behind(&left, 1).is_some() && behind(&left, 1) == behind(&right, 1);
    let ends = behind(&left, 2).is_some() && behind(&left, 2) == behind(&right, 2);
    let swapped = ends && left.get(same) == right.get(same + 1) && left.get(same + 1) == right.get(same);
    left == right || more || less || other || swapped
}

/// How a name sounds, roughly.
pub fn sound(name: &str) -> String {
    let out = name.replace("ij", "y").replace("ei", "y").replace("ph", "f").replace("th", "t").replace("ck", "k");
    let out = out
        .replace("sch", "sg")
        .replace(['c', 'q'], "k")
        .replace('z', "s")
        .replace('v', "f")
        .replace("ks", "x")
        .replace('j', "y");
    let mut letters: Vec<char> = out.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
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
}
