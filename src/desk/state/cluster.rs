//! What a reader calls one character: a letter with its accents, a flag, a family. Typing goes by these,
//! so that no key ever leaves half of one behind.

use unicode_segmentation::UnicodeSegmentation;

/// No character is longer; what is, a flood of accents, is taken in parts of this.
const REACH: usize = 512;

/// The bytes of the first character of a text.
pub fn first(text: &str) -> usize {
    let near = text.get(..text.floor_char_boundary(REACH)).unwrap_or_default();
    near.graphemes(true).next().map_or(0, str::len)
}

/// The bytes of the last character of a text.
pub fn last(text: &str) -> usize {
    let near = text.get(text.ceil_char_boundary(text.len().saturating_sub(REACH))..).unwrap_or_default();
    near.graphemes(true).next_back().map_or(0, str::len)
}

/// The bytes from the end of `before` back to where its last word begins.
pub fn last_word(before: &str) -> usize {
    let bare = before.trim_end();
    before.len() - bare.rfind(char::is_whitespace).map_or(0, |i| i + bare.get(i..).map_or(0, first))
}

/// The bytes up to where the next word of `after` begins, or its end.
pub fn next_word(after: &str) -> usize {
    let blank = after.find(char::is_whitespace).unwrap_or(after.len());
    let rest = after.get(blank..).unwrap_or_default();
    blank + (rest.len() - rest.trim_start().len())
}

/// So many bytes further a character begins again: what was put between two texts may have joined with
/// what stands behind it.
pub fn to_boundary(before: &str, after: &str) -> usize {
    if after.is_empty() || before.is_empty() {
        return 0;
    }
    let left = before.get(before.ceil_char_boundary(before.len().saturating_sub(REACH))..).unwrap_or_default();
    let right = after.get(..after.floor_char_boundary(REACH)).unwrap_or_default();
    let joined = format!("{left}{right}");
    let mut ends = joined.grapheme_indices(true).map(|(i, c)| i + c.len());
    ends.find(|end| *end >= left.len()).map_or(0, |end| end - left.len())
}
