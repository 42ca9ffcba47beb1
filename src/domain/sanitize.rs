//! Cleans text from outside before it reaches a terminal, a log line or a report: escape sequences, whole, other
//! control characters, bidirectional overrides and zero-width characters go.
//! Mail can come from anybody.

mod escape;
mod signs;

use std::{borrow::Cow, cmp::Ordering};

use escape::without_sequences;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub use signs::stays_behind;
use signs::{harmless, is_dangerous};

/// How many characters of a text nobody sees are left out where it is cleaned.
pub fn left_out(raw: &str) -> usize {
    let uniform = raw.replace("\r\n", "\n").replace('\r', "\n");
    let kept = |line: &str| harmless(&without_sequences(line)).count();
    uniform.split('\n').map(|line| line.chars().count() - kept(line)).sum()
}

/// The same with a capital in front.
pub fn capitalize(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A sentence as it stands within another one: without the full stop that ends it.
pub fn clause(sentence: &str) -> &str {
    let bare = sentence.trim_end();
    match bare.strip_suffix('.') {
        Some(within) if !within.ends_with('.') => within,
        Some(_) | None => bare,
    }
}

/// Text of several lines: line ends become `\n`, tabs become a space, trailing white space goes.
pub fn text(raw: &str) -> String {
    if is_clean_text(raw) {
        return raw.to_owned();
    }
    let uniform = raw.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(uniform.len());
    for line in uniform.split('\n') {
        // Nearly every line stands as it is, and a long draft is cleaned each time it is saved.
        if line.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~')) {
            out.push_str(line.trim_end());
            out.push('\n');
            continue;
        }
        let line = &without_sequences(line);
        let clean = harmless(line).map(|c| if c == '\t' { ' ' } else { c });
        let clean = if line.is_ascii() { clean.collect() } else { without_floods(clean) };
        out.push_str(clean.trim_end());
        out.push('\n');
    }
    out.truncate(out.trim_end_matches('\n').len());
    out
}

/// True for what needs no cleaning, which is nearly all that is typed.
fn is_clean_text(raw: &str) -> bool {
    let mut previous = b'\n';
    raw.bytes().all(|b| {
        let good = b.is_ascii_graphic() || b == b' ' || (b == b'\n' && previous != b' ');
        previous = b;
        good
    }) && !raw.ends_with([' ', '\n'])
}

/// True where `clean` is what [`text`] makes of `raw`. It is asked of a draft at every key, so it reads what both have
/// in common at once, and no further than where they begin to differ.
pub fn cleans_to(raw: &str, clean: &str) -> bool {
    let from = same_until(raw, clean);
    let (mut left, mut right) = (raw.get(from..).unwrap_or_default(), clean.get(from..).unwrap_or_default());
    loop {
        // Cleaning what is clean changes nothing, and every line is cleaned on its own.
        let (line, rest) = line_of(left);
        let (kept, more) = right.split_once('\n').map_or((right, None), |(kept, more)| (kept, Some(more)));
        if line != kept && !line_cleans_to(line, kept) {
            return false;
        }
        match (rest, more) {
            (Some(rest), Some(more)) => (left, right) = (rest, more),
            (None, more) => return more.is_none(),
            (Some(rest), None) => return rest.chars().all(|c| c.is_whitespace() || is_dangerous(c)),
        }
    }
}

/// The byte up to which both are the same, back to where a letter and its signs begin.
fn same_until(raw: &str, clean: &str) -> usize {
    const STRETCH: usize = 4096;
    let (left, right) = (raw.as_bytes(), clean.as_bytes());
    let whole = left.chunks(STRETCH).zip(right.chunks(STRETCH)).take_while(|(l, r)| l == r).count();
    let begin = whole.saturating_mul(STRETCH).min(left.len()).min(right.len());
    let (l, r) = (left.get(begin..).unwrap_or_default(), right.get(begin..).unwrap_or_default());
    let same = begin + l.iter().zip(r).take_while(|(l, r)| l == r).count();
    let common = clean.get(..clean.floor_char_boundary(same)).unwrap_or_default();
    // White space may end a line of the one and not of the other, and a sign belongs to the letter before it.
    let own = |c: &(usize, char)| !c.1.is_whitespace() && c.1.width() != Some(0);
    common.char_indices().rev().find(own).map_or(0, |(at, _)| at)
}

/// The first line, whatever it ends with, and what stands behind it.
fn line_of(raw: &str) -> (&str, Option<&str>) {
    // One sign at a time is found many times faster than either.
    let (line, rest) = raw.split_once('\n').map_or((raw, None), |(line, rest)| (line, Some(rest)));
    match line.find('\r') {
        Some(end) if end + 1 == line.len() && rest.is_some() => (line.get(..end).unwrap_or_default(), rest),
        Some(end) => (raw.get(..end).unwrap_or_default(), raw.get(end + 1..)),
        None => (line, rest),
    }
}

/// The same of one line.
fn line_cleans_to(raw: &str, clean: &str) -> bool {
    let mut kept = Floodless::default();
    let mut expected = clean.chars();
    for c in harmless(&without_sequences(raw.trim_end())).map(|c| if c == '\t' { ' ' } else { c }) {
        kept.push(c);
        // White space waits for what follows it: at the end of a line it goes.
        if kept.out.ends_with(char::is_whitespace) {
            continue;
        }
        if !kept.out.chars().all(|c| expected.next() == Some(c)) {
            return false;
        }
        kept.out.clear();
    }
    expected.next().is_none()
}

/// No language puts more signs on one letter.
const MOST_MARKS: usize = 6;

/// Puts letters one after another. Where one carries more signs than any language has, which runs over the lines
/// around it, an ellipsis stands for the rest.
#[derive(Default)]
struct Floodless {
    out: String,
    marks: usize,
}

impl Floodless {
    fn push(&mut self, c: char) {
        self.marks = if c.width() == Some(0) { self.marks + 1 } else { 0 };
        match self.marks.cmp(&(MOST_MARKS + 1)) {
            Ordering::Less => self.out.push(c),
            Ordering::Equal => self.out.push('…'),
            Ordering::Greater => {}
        }
    }
}

fn without_floods(chars: impl Iterator<Item = char>) -> String {
    let mut kept = Floodless::default();
    chars.for_each(|c| kept.push(c));
    kept.out
}

/// True for line ends, letters and signs of Latin script: nearly all there is, and it stands as it is.
const fn is_plain(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{17F}')
}

/// Text as it may be printed: what a terminal would obey, or what turns the reading order around, is shown by its
/// number as in JSON, so that nothing disappears and an answer in JSON says the same as before. Line ends stay.
pub fn printable(raw: &str) -> Cow<'_, str> {
    // Nearly all that is printed; looked at whole stretches at a time, as batches are long.
    let ascii = |part: &[u8]| part.iter().fold(true, |plain, b| plain & (*b == b'\n' || matches!(b, b' '..=b'~')));
    if raw.as_bytes().chunks(256).all(ascii) || raw.chars().all(is_plain) {
        return Cow::Borrowed(raw);
    }
    let mut shown = Floodless::default();
    let mut kept = harmless(raw).peekable();
    for c in raw.chars() {
        // Line ends stay, and what joins two emoji.
        if kept.next_if_eq(&c).is_none() {
            for unit in c.encode_utf16(&mut [0; 2]) {
                format!("\\u{unit:04x}").chars().for_each(|c| shown.push(c));
            }
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown.out)
}

/// One line for standard error, where what was typed is said again: line ends are shown by their number too, and a
/// line that nobody would read to its end is shortened.
pub fn printable_line(raw: &str) -> String {
    let one = raw.trim_end_matches('\n').replace('\n', "\\u000a").replace('\t', " ");
    shorten(&printable(&one), LONGEST_LINE)
}

/// Columns of a line on standard error.
const LONGEST_LINE: usize = 2_000;

/// True for what needs no cleaning, which is nearly all that is drawn.
fn is_clean_line(raw: &str) -> bool {
    let mut previous = b' ';
    raw.bytes().all(|b| {
        let good = b.is_ascii_graphic() || (b == b' ' && previous != b' ');
        previous = b;
        good
    }) && !raw.ends_with(' ')
}

/// Text of one line: every run of white space becomes one space.
pub fn line(raw: &str) -> String {
    if is_clean_line(raw) {
        return raw.to_owned();
    }
    text(raw).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cuts one line to at most `width` terminal columns, with an ellipsis where something is left out. It reads
/// no further than it has to, and never takes a flag or a letter from its accents.
pub fn shorten(text: &str, width: usize) -> String {
    if text.len() <= width && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic()) {
        return text.to_owned();
    }
    let near = text.get(..text.floor_char_boundary(reach(width))).unwrap_or_default();
    let (mut used, mut kept) = (0, 0);
    for (start, cluster) in near.grapheme_indices(true) {
        used += cluster.width();
        if used > width {
            return with_ellipsis(near.get(..kept).unwrap_or_default(), width);
        }
        // What is kept when something is left out must leave room for the ellipsis.
        if used < width {
            kept = start + cluster.len();
        }
    }
    if near.len() < text.len() { with_ellipsis(near.get(..kept).unwrap_or_default(), width) } else { near.to_owned() }
}

/// The same as [`shorten`] of [`line`], without cleaning what is not shown.
pub fn short_line(raw: &str, width: usize) -> String {
    if raw.len() <= reach(width) {
        return shorten(&line(raw), width);
    }
    let near = raw.get(..raw.floor_char_boundary(reach(width))).unwrap_or_default();
    let mut clean = line(near);
    // There is more, whether the columns are full or not.
    clean.push_str(&" …".repeat(width.max(1)));
    shorten(&clean, width)
}

/// So many bytes are read for so many columns: enough for families of emoji and for an indent, and an end
/// to a flood of accents or spaces that fills no column at all.
const fn reach(width: usize) -> usize {
    width.saturating_mul(16).saturating_add(1024)
}

fn with_ellipsis(kept: &str, width: usize) -> String {
    if width == 0 { String::new() } else { format!("{kept}…") }
}

#[cfg(test)]
mod tests {
    use super::{
        signs::{JOINER, is_selector},
        *,
    };

    #[test]
    fn escapes_overrides_and_invisible_characters_are_gone() {
        let dirty = "a\u{1b}[31mrood\u{202e}gnafmo\u{200b}x\u{feff}\u{0}\u{9b}2J\u{e0041}é ё";
        assert_eq!(text(dirty), "aroodgnafmox2Jé ё");
        assert_eq!(line(" een\r\ntwee\t drie\u{2028}vier "), "een twee drievier");
    }

    /// What stays by what it stands between.
    fn is_kept_between(c: char) -> bool {
        c == JOINER || is_selector(c)
    }

    /// Every sign that goes when it is typed is counted where it is pasted, and the other way round: so the officer
    /// hears of each. What stays because something may follow goes uncounted only where it draws nothing.
    #[test]
    fn what_goes_when_it_is_typed_goes_and_is_counted_when_it_is_pasted() {
        let signs = || (0..=0x2_FFFF).chain(0xE_0000..=0xE_0FFF).filter_map(char::from_u32);
        let signs = || signs().filter(|c| !matches!(c, '\n' | '\r'));
        for before in ['a', '1', '\u{260e}', '\u{1f469}', '\u{2764}'] {
            for c in signs() {
                let pasted = format!("{before}{c}b");
                let is_waiting = is_kept_between(c) && stays_behind(Some(before), c);
                let stays = left_out(&pasted) == 0;
                assert!(stays == stays_behind(Some(before), c) || is_waiting, "{before} {c:?}");
                assert_eq!(stays, text(&pasted).contains(if c == '\t' { ' ' } else { c }), "{before} {c:?}");
            }
        }
    }

    #[test]
    fn what_joins_two_emoji_stays_and_anywhere_else_it_is_counted_as_left_out() {
        let family = "gezin 👨\u{200d}👩\u{200d}👧 en 👍🏽\u{200d}♀ gezien";
        let drawn = "bel \u{260e}\u{fe0f} 1\u{fe0f}\u{20e3}, \u{2764}\u{fe0f}\u{200d}\u{1f525} \u{26a0}\u{fe0e} \u{2139}\u{fe0f}";
        for kept in [family, drawn] {
            assert_eq!((text(kept).as_str(), left_out(kept)), (kept, 0));
            assert_eq!(printable(kept), kept);
        }
        let nothing_to_draw = "a\u{fe0f} 1\u{fe0f}2 \u{260e}\u{fe0f}\u{fe0f} \u{fe0f}";
        assert_eq!((text(nothing_to_draw).as_str(), left_out(nothing_to_draw)), ("a 12 \u{260e}\u{fe0f}", 4));
        let hidden = "wacht\u{ad}woord a\u{200d}b 👨\u{200d}\r\n\u{200d}👩";
        assert_eq!((text(hidden).as_str(), left_out(hidden)), ("wachtwoord ab 👨\n👩", 4));
        assert_eq!(printable("a\u{200d}b"), "a\\u200db");
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        proptest::proptest!(|(raw in "\\PC*|[\\x00-\\x1f\\u{2000}-\\u{20ff}a-z\\n]*")| {
            let one = text(&raw);
            proptest::prop_assert_eq!(&text(&one), &one);
            let unseen = |c: char| c != '\n' && !is_kept_between(c) && (c.is_control() || is_dangerous(c));
            proptest::prop_assert!(!one.chars().any(unseen));
            let one = one.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(line(&raw), one);
        });
    }

    #[test]
    fn what_was_cleaned_is_known_without_cleaning_it_again() {
        let part = "(een|tw\u{e9}\u{e9}| |\t|\r|\n|\r\n|\u{202e}|\u{301}|\u{301}{9}|界|\u{a0}|…|👨|👩|\u{200d}|\u{fe0f}|1|\u{20e3}){0,12}";
        proptest::proptest!(|(before in part, one in part, other in part, after in part, far in 0usize..3)| {
            let before = format!("{}{before}", "woord ".repeat(far * 800));
            let (raw, another) = (format!("{before}{one}{after}"), format!("{before}{other}{after}"));
            for typed in [&raw, &another] {
                for clean in [text(&raw), text(&another), text(&before)] {
                    proptest::prop_assert_eq!(cleans_to(typed, &clean), text(typed) == clean, "{:?} {:?}", typed, clean);
                }
            }
        });
    }

    #[test]
    fn cutting_keeps_within_the_columns() {
        proptest::proptest!(|(raw in "(\\PC|e\u{301}|🇳🇱){0,40}", width in 0usize..30)| {
            let short = shorten(&raw, width);
            let columns = |t: &str| t.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>();
            proptest::prop_assert!(columns(&short) <= width);
            let kept = short.trim_end_matches('…');
            let ends: Vec<usize> = raw.grapheme_indices(true).map(|(i, _)| i).chain([raw.len()]).collect();
            proptest::prop_assert!(short == raw || (raw.starts_with(kept) && ends.contains(&kept.len())));
            proptest::prop_assert_eq!(short == raw, columns(&raw) <= width);
        });
    }

    #[test]
    fn what_is_printed_obeys_nothing_and_loses_nothing() {
        assert_eq!(printable("a\u{1b}]52;c;eA==\u{7}\u{202e}b\n"), "a\\u001b]52;c;eA==\\u0007\\u202eb\n");
        assert_eq!(printable_line("een\r\ntwee"), "een\\u000d\\u000atwee");
        assert_eq!(text(&format!("e{}n", "\u{301}".repeat(500))), format!("e{}…n", "\u{301}".repeat(MOST_MARKS)));
        proptest::proptest!(|(raw in "(\\PC|\\p{C}|\\p{M}|\n|\"){0,40}")| {
            let shown = printable(&raw).into_owned();
            proptest::prop_assert!(!shown.chars().any(|c| !is_kept_between(c) && is_dangerous(c)), "{:?}", shown);
            proptest::prop_assert_eq!(printable(&shown), shown.as_str());
            proptest::prop_assert!(!printable_line(&raw).contains('\n'));
            // In JSON it is the same text.
            let json = serde_json::to_string(&raw).unwrap_or_default();
            if !printable(&json).contains('…') {
                proptest::prop_assert_eq!(serde_json::from_str::<String>(&printable(&json)).ok(), Some(raw));
            }
        });
    }

    #[test]
    fn what_is_plain_is_obeyed_by_nothing_and_stands_on_its_own() {
        for c in (0..=0x200).filter_map(char::from_u32).filter(|c| is_plain(*c) && *c != '\n') {
            assert!(!is_dangerous(c) && c.width() == Some(1), "{c:?}");
        }
        assert!(matches!(printable("vóór één uur, «rij 6»\n"), Cow::Borrowed(_)));
        assert!("\u{7f}\u{80}\u{9f}\u{a0}\u{ad}\u{301}\t".chars().all(|c| !is_plain(c)));
    }

    #[test]
    fn what_is_not_shown_is_not_cleaned_either() {
        let parts = "(een|tw\u{e9}\u{e9}|  |\n|\u{202e}|界){0,60}";
        proptest::proptest!(|(raw in parts, width in 1usize..30)| {
            proptest::prop_assert_eq!(short_line(&raw, width), shorten(&line(&raw), width));
            let long = raw.repeat(2000);
            let (short, whole) = (short_line(&long, width), shorten(&line(&long), width));
            proptest::prop_assert!(short == whole || raw.chars().all(|c| c.is_whitespace() || is_dangerous(c)));
        });
    }
}
