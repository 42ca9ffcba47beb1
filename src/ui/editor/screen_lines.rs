//! Where the screen lines of a draft begin and end. Only those near a place are looked for, because a draft
//! may hold more than can be broken within a frame; all white space stays, for the cursor stands in it.

use unicode_segmentation::UnicodeSegmentation;

use crate::ui::text::wrap::{cluster_width, first_with_width, is_flood, line_budget};

/// So far back a screen line may begin to be looked for; the paragraphs that an officer writes are shorter.
const REACH: usize = 16 * 1024;

/// A text as it is broken on a field of some width.
#[derive(Debug, Clone, Copy)]
pub struct ScreenLines<'a> {
    /// The text.
    pub text: &'a str,
    /// The columns of the field.
    pub width: usize,
    /// Where the first line in view begins.
    pub top: usize,
}

impl ScreenLines<'_> {
    /// Where the screen line ends that begins at `start`: behind the white space it is broken at.
    pub fn line_end(&self, start: usize) -> usize {
        let text = self.text.get(start..).unwrap_or_default();
        let near = text.get(..text.floor_char_boundary(line_budget(self.width))).unwrap_or_default();
        let near = near.split('\n').next().unwrap_or_default();
        let (mut used, mut blank) = (0, None);
        let mut at = 0;
        while at < near.len() {
            let (cluster, columns) = first_with_width(near.get(at..).unwrap_or_default());
            used += columns;
            let white = cluster.chars().all(char::is_whitespace);
            // White space at the end of a line needs no column; anything else goes on at the next one.
            if used > self.width && !white && at > 0 {
                return start + blank.unwrap_or(at);
            }
            at += cluster.len();
            if is_flood(cluster) {
                return start + at;
            }
            if white {
                blank = Some(at);
            }
        }
        start + near.len()
    }

    /// The place of the next screen line, where there is one.
    pub fn next_line(&self, start: usize) -> Option<usize> {
        let end = self.line_end(start);
        match self.text.as_bytes().get(end) {
            Some(b'\n') => Some(end + 1),
            Some(_) => Some(end),
            None => None,
        }
    }

    /// Where every screen line begins from a place well before `at` up to the one that it is on.
    pub fn starts_to(&self, at: usize) -> Vec<usize> {
        let from = self.text.ceil_char_boundary(at.saturating_sub(REACH));
        let near = self.text.get(from..at).unwrap_or_default();
        let anchor = match near.find('\n').or_else(|| near.find(' ')) {
            _ if from == 0 => 0,
            Some(i) => from + i + 1,
            None => from,
        };
        // Near what is in view the lines follow from what is in view.
        let shown = (self.top..=self.top.saturating_add(REACH)).contains(&at);
        let mut starts = vec![if shown { self.top } else { anchor }];
        while let Some(next) = starts.last().and_then(|s| self.next_line(*s)).filter(|n| *n <= at) {
            starts.push(next);
        }
        starts
    }

    pub fn start_of(&self, at: usize) -> usize {
        self.starts_to(at).last().copied().unwrap_or_default()
    }

    pub fn column_of(&self, start: usize, at: usize) -> usize {
        self.text.get(start..at).unwrap_or_default().graphemes(true).map(cluster_width).sum()
    }
}
