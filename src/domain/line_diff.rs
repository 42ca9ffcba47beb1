//! Two texts side by side, line by line: what stayed, what changed, what went and what came. Bounded, because a text may
//! be longer than anybody would compare: then all between the first and the last change counts as changed.

/// So many pairs of lines are weighed against each other at the most.
const MOST: usize = 1_000_000;

/// A line of one text with what stands there in the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinePair {
    /// It is in both.
    Same(String),
    /// One stands where the other stood.
    Changed {
        /// In the first text.
        was: String,
        /// In the second.
        is: String,
    },
    /// Only the first has it.
    Gone(String),
    /// Only the second has it.
    New(String),
}

impl LinePair {
    /// True when both texts have it.
    pub const fn is_same(&self) -> bool {
        match self {
            Self::Same(_) => true,
            Self::Changed { .. } | Self::Gone(_) | Self::New(_) => false,
        }
    }
}

/// Two lines that differ, each cut so that what is other stands within its first `columns` characters, with what stands before it.
pub fn around(was: &str, is: &str, columns: usize) -> (String, String) {
    let same = was.chars().zip(is.chars()).take_while(|(a, b)| a == b).count();
    let room = columns / 3;
    let cut = |line: &str| {
        let begin: String = line.chars().skip(same.saturating_sub(room)).collect();
        // From a whole word on, as long as that lets the change stand.
        let word = begin.char_indices().take(room).find(|(_, c)| *c == ' ').map(|(at, _)| at + 1);
        format!("…{}", word.and_then(|at| begin.get(at..)).unwrap_or(&begin))
    };
    if same <= room { (was.to_owned(), is.to_owned()) } else { (cut(was), cut(is)) }
}

/// Compares two texts.
pub fn compare(was: &str, is: &str) -> Vec<LinePair> {
    let (was, is): (Vec<&str>, Vec<&str>) = (was.lines().collect(), is.lines().collect());
    let begin = was.iter().zip(&is).take_while(|(a, b)| a == b).count();
    let (old, new) = (was.get(begin..).unwrap_or_default(), is.get(begin..).unwrap_or_default());
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = |all: &'_ [&str]| all.len().saturating_sub(end);
    let (old_middle, rest) = old.split_at(middle(old));
    let new_middle = new.get(..middle(new)).unwrap_or_default();
    let mut out: Vec<LinePair> = was.iter().take(begin).map(|line| LinePair::Same((*line).to_owned())).collect();
    between(old_middle, new_middle, &mut out);
    out.extend(rest.iter().map(|line| LinePair::Same((*line).to_owned())));
    out
}

/// The lines between the first and the last change.
fn between(was: &[&str], is: &[&str], out: &mut Vec<LinePair>) {
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let (mut a, mut b) = (0, 0);
    let common = longest_common(was, is);
    for (i, k) in common.into_iter().chain([(was.len(), is.len())]) {
        gone.extend(was.get(a..i).unwrap_or_default());
        new.extend(is.get(b..k).unwrap_or_default());
        pair_up(&mut gone, &mut new, out);
        out.extend(was.get(i).map(|line| LinePair::Same((*line).to_owned())));
        (a, b) = (i + 1, k + 1);
    }
}

/// What went and what came in its place, next to each other.
fn pair_up(gone: &mut Vec<&str>, new: &mut Vec<&str>, out: &mut Vec<LinePair>) {
    let both = gone.len().min(new.len());
    let pairs = gone.drain(..both).zip(new.drain(..both));
    out.extend(pairs.map(|(was, is)| LinePair::Changed { was: was.to_owned(), is: is.to_owned() }));
    out.extend(gone.drain(..).map(|line| LinePair::Gone(line.to_owned())));
    out.extend(new.drain(..).map(|line| LinePair::New(line.to_owned())));
}

/// The places of the longest run of lines, in order, that both have.
fn longest_common(was: &[&str], is: &[&str]) -> Vec<(usize, usize)> {
    let width = is.len() + 1;
    if was.len().saturating_mul(is.len()) > MOST {
        return Vec::new();
    }
    // How many lines both have from here on, per pair of places.
    let mut table = vec![0_u32; (was.len() + 1) * width];
    let get = |table: &[u32], i: usize, k: usize| table.get(i * width + k).copied().unwrap_or_default();
    for i in (0..was.len()).rev() {
        for k in (0..is.len()).rev() {
            let longest = if was.get(i) == is.get(k) {
                get(&table, i + 1, k + 1) + 1
            } else {
                get(&table, i + 1, k).max(get(&table, i, k + 1))
            };
            if let Some(cell) = table.get_mut(i * width + k) {
                *cell = longest;
            }
        }
    }
    let (mut i, mut k, mut out) = (0, 0, Vec::new());
    while i < was.len() && k < is.len() {
        if was.get(i) == is.get(k) {
            out.push((i, k));
            (i, k) = (i + 1, k + 1);
        } else if get(&table, i + 1, k) >= get(&table, i, k + 1) {
            i += 1;
        } else {
            k += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_line_stands_beside_what_it_was() {
        let pairs = compare("kop\neen\ntwee\nslot", "kop\néén\ntwee\ndrie\nslot");
        let same = |line: &str| LinePair::Same(line.to_owned());
        let changed = LinePair::Changed { was: "een".to_owned(), is: "één".to_owned() };
        assert_eq!(pairs, [same("kop"), changed, same("twee"), LinePair::New("drie".to_owned()), same("slot")]);
    }

    #[test]
    fn a_change_in_a_long_line_stands_in_what_is_shown_of_it() {
        let before = "Op maandag 30 november 2026 om 10.00 uur was er in FPC Dr. S. van Mesdag in Groningen brand. De situatie is";
        let (was, is) = (format!("{before} onder controle."), format!("{before} niet onder controle."));
        let shown = |line: &str| line.chars().take(60).collect::<String>();
        let (old, new) = around(&was, &is, 60);
        assert!(shown(&old).ends_with("is onder controle."), "{old}");
        assert!(shown(&new).ends_with("is niet onder controle."), "{new}");
        assert_eq!(around("een", "twee", 60), ("een".to_owned(), "twee".to_owned()));
    }

    #[test]
    fn what_is_too_long_to_weigh_is_changed_as_a_whole() {
        let text = |word: &str| (0..1200).map(|i| format!("{word} {i}")).collect::<Vec<_>>().join("\n");
        let pairs = compare(&text("a"), &text("b"));
        assert_eq!(pairs.len(), 1200);
        assert!(pairs.iter().all(|pair| matches!(pair, LinePair::Changed { .. })));
    }

    proptest! {
        #[test]
        fn what_differs_is_always_within_view(before in "[a-z ]{0,200}", was in "[A-M]{1,4}", is in "[N-Z]{1,4}", behind in "[a-z ]{0,40}") {
            let (old, new) = around(&format!("{before}{was}{behind}"), &format!("{before}{is}{behind}"), 60);
            let view = |line: &str| line.chars().take(60).collect::<String>();
            prop_assert!(view(&old).contains(&was) && view(&new).contains(&is), "{} / {}", old, new);
        }

        #[test]
        fn each_side_is_its_text_again(was in "[ab\\n]{0,30}", is in "[ab\\n]{0,30}") {
            let pairs = compare(&was, &is);
            let left = pairs.iter().filter_map(|pair| match pair {
                LinePair::Same(line) | LinePair::Changed { was: line, .. } | LinePair::Gone(line) => Some(line.as_str()),
                LinePair::New(_) => None,
            });
            prop_assert_eq!(left.collect::<Vec<_>>(), was.lines().collect::<Vec<_>>());
            let right = pairs.iter().filter_map(|pair| match pair {
                LinePair::Same(line) | LinePair::Changed { is: line, .. } | LinePair::New(line) => Some(line.as_str()),
                LinePair::Gone(_) => None,
            });
            prop_assert_eq!(right.collect::<Vec<_>>(), is.lines().collect::<Vec<_>>());
            prop_assert_eq!(pairs.iter().all(LinePair::is_same), was.lines().eq(is.lines()));
        }
    }
}
