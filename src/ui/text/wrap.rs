//! Breaks text into screen lines, one at a time and no further than is asked for: a mail may hold a
//! line of megabytes, and what is not shown must cost nothing. A line never reads more than its budget,
//! so that a flood of accents or spaces, which fills no columns, cannot hold up a frame either.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// So many bytes a column may hold before the line is broken anyway; a family of emoji needs fewer.
const BYTES_PER_COLUMN: usize = 16;

/// What a line may hold besides: room for an indent on the narrowest screen.
const BYTES_PER_LINE: usize = 256;

/// No character of any script is longer, in bytes; what is, is broken there.
const LONGEST_CLUSTER: usize = 128;

/// The columns a cluster takes as the screen draws it; it draws no control characters.
pub fn cluster_width(cluster: &str) -> usize {
    if cluster.contains(char::is_control) { 0 } else { usize::from(cluster.cell_width()) }
}

/// The most bytes that a line of so many columns is made of.
pub const fn line_budget(width: usize) -> usize {
    width.saturating_mul(BYTES_PER_COLUMN).saturating_add(BYTES_PER_LINE)
}

/// The screen lines of a text, each at most `width` columns, broken at white space where possible. A
/// run of white space counts as one space, a line end always breaks.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    rest: Option<&'a str>,
    width: usize,
}

impl<'a> Lines<'a> {
    /// The lines of the whole text.
    pub fn new(text: &'a str, width: usize) -> Self {
        Self { rest: Some(text), width: width.max(1) }
    }

    /// What is not broken yet; `None` once the last line was given.
    pub const fn rest(&self) -> Option<&'a str> {
        self.rest
    }

    /// Passes over a line without writing it out; `false` when there was none.
    pub fn skip_line(&mut self) -> bool {
        self.advance(|_, _| {}).is_some()
    }

    /// Goes to the next line and tells of every word of it, with whether a space stands before it.
    fn advance(&mut self, mut word: impl FnMut(bool, &'a str)) -> Option<()> {
        let rest = self.rest?;
        let budget = line_budget(self.width);
        let (mut at, mut used, mut empty) = (0, 0, true);
        loop {
            let here = rest.get(at..).unwrap_or_default();
            let Some(first) = here.chars().next() else {
                self.rest = None;
                return Some(());
            };
            if first == '\n' {
                self.rest = here.get(1..);
                return Some(());
            }
            if first.is_whitespace() {
                at += first.len_utf8();
                if at > budget {
                    self.rest = rest.get(at..);
                    return Some(());
                }
                continue;
            }
            let piece = WordStart::first(here, self.width, budget);
            let needed = used + usize::from(!empty) + piece.columns;
            let fits = piece.whole && needed <= self.width && at + piece.bytes <= budget;
            if !empty && !fits {
                self.rest = Some(here);
                return Some(());
            }
            word(!empty, here.get(..piece.bytes).unwrap_or_default());
            at += piece.bytes;
            (used, empty) = (needed, false);
            if !piece.whole {
                self.rest = rest.get(at..);
                return Some(());
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut line = String::new();
        self.advance(|space, word| {
            if space {
                line.push(' ');
            }
            line.push_str(word);
        })?;
        Some(line)
    }
}

/// The start of a word that fits on an empty line.
#[derive(Debug, Clone, Copy)]
struct WordStart {
    bytes: usize,
    columns: usize,
    /// Whether the word ends there.
    whole: bool,
}

impl WordStart {
    /// Nearly all text is ASCII, a column a byte; only a word with something else is taken apart.
    fn first(text: &str, width: usize, budget: usize) -> Self {
        let plain = text.bytes().take(width + 1).take_while(u8::is_ascii_graphic).count();
        match text.as_bytes().get(plain) {
            _ if plain > width => Self { bytes: width, columns: width, whole: false },
            Some(next) if !next.is_ascii_whitespace() => Self::clusters(text, width, budget),
            Some(_) | None => Self { bytes: plain, columns: plain, whole: true },
        }
    }

    fn clusters(text: &str, width: usize, budget: usize) -> Self {
        let (mut bytes, mut columns) = (0, 0);
        loop {
            let here = text.get(bytes..).unwrap_or_default();
            if here.chars().next().is_none_or(char::is_whitespace) {
                return Self { bytes, columns, whole: true };
            }
            let cluster = first_cluster(here);
            let more = cluster_width(cluster);
            if bytes > 0 && (columns + more > width || bytes + cluster.len() > budget) {
                return Self { bytes, columns, whole: false };
            }
            // One that is wider than the line, or a flood of accents, is taken apart.
            if more > width || is_flood(cluster) {
                let part = if more > width { part_of(cluster, width) } else { cluster.len() };
                let columns = columns + cluster.get(..part).map_or(0, cluster_width);
                let end = text.get(bytes + part..).and_then(|rest| rest.chars().next());
                return Self { bytes: bytes + part, columns, whole: end.is_none_or(char::is_whitespace) };
            }
            bytes += cluster.len();
            columns += more;
        }
    }
}

/// The first cluster of a text, or as much of it as a cluster may have.
pub fn first_cluster(text: &str) -> &str {
    let near = text.get(..text.floor_char_boundary(LONGEST_CLUSTER)).unwrap_or_default();
    near.graphemes(true).next().unwrap_or_default()
}

/// The same with the columns it takes. Nearly all text is ASCII, and such a sign stands alone when another follows it.
pub fn first_with_width(text: &str) -> (&str, usize) {
    let plain = |byte: &u8| byte.is_ascii_graphic() || *byte == b' ';
    match text.as_bytes().first_chunk() {
        Some([first, next]) if plain(first) && next.is_ascii() => (text.get(..1).unwrap_or_default(), 1),
        Some(_) | None => {
            let cluster = first_cluster(text);
            (cluster, cluster_width(cluster))
        }
    }
}

/// True for a letter with more accents than any script has: a line ends there.
pub const fn is_flood(cluster: &str) -> bool {
    cluster.len() + 4 > LONGEST_CLUSTER
}

/// The bytes of a cluster that is wider than a whole line which do fit; one character at least, or it would
/// never be passed.
fn part_of(cluster: &str, width: usize) -> usize {
    let mut ends = cluster.char_indices().map(|(i, c)| i + c.len_utf8());
    let first = ends.next().unwrap_or(cluster.len());
    let fits = |end: &usize| cluster.get(..*end).is_some_and(|part| cluster_width(part) <= width);
    ends.take_while(fits).last().unwrap_or(first)
}
